"""From what editions say of the national measures to problems: each is there, with figures, and names what exists."""

from __future__ import annotations

from collections.abc import Iterator

from pcpgen.checks.rules import UNACCOUNTED
from pcpgen.figures.data import Data
from pcpgen.load.measures import NAME
from pcpgen.model.measures import NationalMeasure
from pcpgen.model.outline import OutlinePaper
from pcpgen.model.plan import Edition
from pcpgen.model.project import Project, edition_at
from pcpgen.problems import Problem, problem, unknown_id
from pcpgen.rules import UNKNOWN_CHOICE, Rule

MEASURE_WITHOUT_DATA = Rule(
    "measure-without-data",
    "A national measure that applies and has no figures",
    "The law has the public told what the force contributes, and without figures nobody can tell.",
    "Name an indicator that has data, or say under no_data: why there is none yet.",
    "warning",
)


def check_measures(project: Project, data: Data) -> Iterator[Problem]:
    """What each edition says of the national measures; a paper that shows them has an edition that does."""
    for edition in project.editions.values() if project.office else ():
        yield from _edition(project, edition)
    for paper in project.outline_papers if project.office else ():
        outline = project.outlines.get(paper.kind)
        if outline and any(section.each == "measure" for section in outline.sections):
            yield from _paper(project, paper)


def _edition(project: Project, edition: Edition) -> Iterator[Problem]:
    said, law = edition.measures, project.law.measures
    for measure in said.measures.values() if said else ():
        if measure.id.value not in law:
            yield unknown_id("national measure of the law", measure.id.value, measure.place, tuple(law))
            continue
        for each in measure.indicators:
            if each.value not in project.indicators:
                yield unknown_id("indicator", each.value, each.place, tuple(project.indicators))
        for each in measure.bears_on:
            if each.value not in edition.by_name:
                yield unknown_id("theme or statement of the plan", each.value, each.place, tuple(edition.by_name))
        yield from _figures(project, measure)


def _figures(project: Project, measure: NationalMeasure) -> Iterator[Problem]:
    """Figures, or the reason why there are none; and none of what does not apply."""
    counted = any(each.value in project.datasets for each in measure.indicators)
    unknown = any(each.value not in project.indicators for each in measure.indicators)
    if not measure.applies:
        wrong = next(iter((*measure.indicators, *measure.bears_on)), measure.no_data)
        if wrong:
            message = f'"{measure.id}" does not apply, and more is said of it than why'
            yield problem(UNKNOWN_CHOICE, wrong.place, message, "Take the entry out, or write applies: yes.")
    elif measure.no_data and counted:
        message = f'"{measure.id}" has figures'
        yield problem(UNKNOWN_CHOICE, measure.no_data.place, message, "Take no_data: out.")
    elif not counted and not unknown and not measure.no_data:
        yield problem(MEASURE_WITHOUT_DATA, measure.place, f'"{measure.id}" applies, and no indicator of it has data')


def _paper(project: Project, paper: OutlinePaper) -> Iterator[Problem]:
    """Each measure of the law on the day of a paper has its entry in the plan that is in force."""
    edition = edition_at(project, paper.day)
    if edition is None:  # told already
        return
    if edition.measures is None and f"plan/{edition.id}/{NAME}" in project.sources:
        return  # it cannot be read, which is told
    if edition.measures is None:
        message = f"the plan {edition.id} says nothing of the national measures"
        remedy = f"Begin plan/{edition.id}/{NAME}, with an entry for each."
        yield problem(UNACCOUNTED, paper.place, message, remedy)
        return
    for measure in project.law.measures_on(paper.day):
        if measure.id not in edition.measures.measures:
            message = f'nothing is said of the national measure "{measure.id}": {measure.says}'
            remedy = f"Add {measure.id}: {{applies: …, why: …}}."
            yield problem(UNACCOUNTED, edition.measures.place, message, remedy)
