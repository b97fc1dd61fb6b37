"""From the law to problems: what an edition does not contain, stages without a day, law that is not in force."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import pairwise

from pcpgen.checks.passages import written
from pcpgen.figures.data import Data
from pcpgen.model.law import Law, Reference
from pcpgen.model.period import parse_period
from pcpgen.model.plan import Edition
from pcpgen.model.project import Project
from pcpgen.place import Place
from pcpgen.problems import Problem, problem, unknown_id
from pcpgen.prose.passage import Passage
from pcpgen.rules import Rule

UNMET_CONTENT = Rule(
    "unmet-content",
    "Something that the law has every plan contain is met by no part",
    "A plan that lacks one of its contents is not lawful.",
    "Add it to contents_by_law with the part that meets it, or with why_not: and the reason.",
)
MISSING_STAGE = Rule(
    "missing-stage",
    "A final plan lacks the day of a stage",
    "A plan may not be issued before each step that the law asks for has been taken.",
    "Add the stage with its day under stages, or write status: draft.",
)
SUPERSEDED_LAW = Rule(
    "superseded-law",
    "Law is cited that is not in force at the document’s date",
    "A document that rests on law which has been replaced, or has not begun, misleads its readers.",
    "Cite the law that is in force.",
)


def check_law(project: Project, data: Data) -> Iterator[Problem]:
    """What the law asks of each edition, and the law that it cites."""
    for edition in project.editions.values() if project.office else ():
        yield from _asked(project.law, edition)
        yield from check_cited(project.law, (each.passage for each in written(edition)), edition.in_force)


def _asked(law: Law | None, edition: Edition) -> list[Problem]:
    """What the law asks of an edition; a draft need not meet it yet, but may name nothing that does not exist."""
    if law is None:
        return []
    found = list(_names(law, edition))
    if not edition.draft:
        found += _contents(law, edition)
        found += _stages(law, edition)
    return found


def _names(law: Law, edition: Edition) -> Iterator[Problem]:
    parts = [*(part.value for part in edition.parts), *(theme.id for theme in edition.themes)]
    for met in edition.duties.met.values():
        if met.content.value not in law.contents:
            yield unknown_id("content of a plan by law", met.content.value, met.content.place, list(law.contents))
        if met.part and met.part.value not in parts:
            yield unknown_id("part or theme of the edition", met.part.value, met.part.place, parts)
    for reached in edition.duties.stages.values():
        if reached.stage.value not in law.stages:
            yield unknown_id("stage", reached.stage.value, reached.stage.place, list(law.stages))
    yield from _order(law, edition)


def _order(law: Law, edition: Edition) -> Iterator[Problem]:
    """Stages follow each other in time."""
    known = [edition.duties.stages[id] for id in law.stages if id in edition.duties.stages]
    dated = [(each, each.day) for each in known if each.day]
    for (before, earlier), (after, later) in pairwise(dated):
        if earlier > later:
            titles = (law.stages[each.stage.value].title for each in (after, before))
            message = "“{}” is dated before “{}”".format(*titles)
            yield problem(MISSING_STAGE, after.stage.place, message, "Correct one of the two days.")


def _contents(law: Law, edition: Edition) -> Iterator[Problem]:
    for content in law.due(edition.in_force):
        if content.id not in edition.duties.met:
            cited = law.references[content.law].words if content.law in law.references else "the law"
            message = f"no part of the plan meets {cited}: {content.says}"
            remedy = f"Add {content.id}: under contents_by_law with the part that meets it, or why_not: and the reason."
            yield problem(UNMET_CONTENT, edition.duties.met_place, message, remedy)


def _stages(law: Law, edition: Edition) -> Iterator[Problem]:
    for stage in law.stages.values():
        if stage.required and stage.id not in edition.duties.stages:
            message = f"the plan is final, and has no day for the stage “{stage.title}”"
            remedy = f"Add {stage.id}: under stages, its day or not_recorded: and why; or write status: draft."
            yield problem(MISSING_STAGE, edition.duties.stages_place, message, remedy)


def check_cited(law: Law | None, written: Iterable[Passage], day: date) -> list[Problem]:
    """Each provision that prose cites, by an expression or its title, is known and in force on the document's day."""
    gone = [each for each in law.references.values() if not each.holds(day)] if law else []
    found: list[Problem] = []
    for passage in written:
        found += _cited(law, passage, day)
        if gone:
            found += _named(law, gone, passage, day)
    return found


def _named(law: Law | None, gone: list[Reference], passage: Passage, day: date) -> Iterator[Problem]:
    """Law that is not in force, named by its title."""
    for reference in gone:
        for stretch in passage.stretches:
            if reference.title in stretch.text:
                yield _superseded(law, reference.id, stretch.place, day)
                break


def _cited(law: Law | None, passage: Passage, day: date) -> Iterator[Problem]:
    known = law.references if law else {}
    for expression in passage.expressions:
        if expression.name != "law":
            continue
        name = str(expression.arguments[0])
        if name not in known:
            yield unknown_id("reference of the law", name, expression.place, list(known))
        elif not known[name].holds(day):
            yield _superseded(law, name, expression.place, day)


def _superseded(law: Law | None, name: str, place: Place, day: date) -> Problem:
    assert law is not None  # it has the reference
    cited, when = law.references[name], parse_period(day.isoformat()).words
    begins = f"it begins on {parse_period(cited.begins.isoformat()).words}"
    state = begins if day < cited.begins else f"it ended on {parse_period(str(cited.ends)).words}"
    newer = law.references.get(cited.superseded_by)
    remedy = f'Cite {newer.words}: {{{{ law("{newer.id}") }}}}.' if newer and day > cited.begins else ""
    return problem(SUPERSEDED_LAW, place, f"{cited.words} is not in force on {when}: {state}", remedy)
