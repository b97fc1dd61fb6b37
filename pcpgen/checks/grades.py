"""From the grades of a project to problems: what they name does not exist, or their rule cannot give."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pcpgen.blocks.colour import PAPER, contrast
from pcpgen.checks.rules import COLOUR_CONTRAST
from pcpgen.figures.data import Data, Doubtful, Refusal
from pcpgen.figures.grade import NO_GRADE, graded
from pcpgen.model.grade import Grades, Grading
from pcpgen.model.plan import Office
from pcpgen.model.project import Project
from pcpgen.problems import Problem, listed, problem, unknown_id

LEAST = 3.0  # contrast of a shape with its ground, WCAG 2.2 success criterion 1.4.11
TIERS = ("exceeds", "meets", "below")


def check_grades(project: Project, data: Data) -> list[Problem]:
    """Every indicator, step, post and colour that the grades name exists, and every rule can be used."""
    grades, office = project.grades, project.office
    if grades is None or office is None:
        return []
    found = list(_scale(grades, office))
    for name, gradings in grades.of.items():
        if name not in project.indicators:
            found.append(
                unknown_id("indicator", grades.names[name].value, grades.names[name].place, tuple(project.indicators))
            )
            continue
        for grading in gradings:
            found += _grading(grades, office, grading)
            if not grading.judged and grading.high is not None:
                found += _by_rule(grades, data, name, grading)
    for id, stated in grades.stated.items():
        found += _stated(project, grades, office, id, stated)
    return found


def _stated(
    project: Project, grades: Grades, office: Office, id: str, stated: Mapping[str, tuple[Grading, ...]]
) -> Iterator[Problem]:
    """Grades of an edition's themes and statements, which have no data that a rule could grade."""
    edition = project.editions.get(id)
    if edition is None:
        yield unknown_id("edition", id, grades.stated_names[id, ""].place, tuple(project.editions))
        return
    known = tuple(edition.by_name)
    for name, gradings in stated.items():
        if name not in known:
            yield unknown_id("theme or statement of the edition", name, grades.stated_names[id, name].place, known)
        for grading in gradings:
            yield from _grading(grades, office, grading)
            if not grading.judged and grading.high is not None:
                yield _no_data(name, grading)


def _scale(grades: Grades, office: Office) -> Iterator[Problem]:
    for step in grades.scale.values():
        colour = office.colours.get(step.colour.value)
        if colour is None:
            yield unknown_id("colour of the office", step.colour.value, step.colour.place, tuple(office.colours))
        elif contrast(colour.hex, PAPER) < LEAST:
            has = contrast(colour.hex, PAPER)
            message = f'the shape of "{step.word}" has a contrast of {has:.1f} with white, less than {LEAST:g}'
            yield problem(COLOUR_CONTRAST, step.colour.place, message)


def _grading(grades: Grades, office: Office, grading: Grading) -> Iterator[Problem]:
    if grading.step and grading.step.value and grading.step.value not in grades.scale:
        yield unknown_id("grade of the scale", grading.step.value, grading.step.place, tuple(grades.scale))
    if grading.by and grading.by.value and grading.by.value not in office.posts:
        yield unknown_id("post", grading.by.value, grading.by.place, tuple(office.posts))


def _no_data(name: str, grading: Grading) -> Problem:
    message = f"{name} has no data that a rule could grade"
    return problem(NO_GRADE, grading.place, message, "Record a judgement: grade:, by: and rationale:.")


def _by_rule(grades: Grades, data: Data, name: str, grading: Grading) -> Iterator[Problem]:
    lost = [tier for tier in TIERS if tier not in grades.scale]
    if lost:
        message = f"the rule of three tiers gives {listed(TIERS)}; the scale lacks {listed(lost)}"
        yield problem(NO_GRADE, grading.place, message, "Add them to the scale.")
    dataset = data.datasets.get(name)
    if dataset is None and name not in data.doubtful:
        yield _no_data(name, grading)
    if dataset is None:
        return
    try:
        graded(data, dataset, grading)
    except Doubtful:
        return
    except Refusal as refused:
        yield refused.at(grading.place)
