"""From the measures and pledges of an edition to problems: ids that nothing has, targets that are no step forward."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from pcpgen.figures.data import Data
from pcpgen.figures.reached import ROUGH, level
from pcpgen.model.plan import Edition, Measure, Node, Office, Pledge
from pcpgen.model.project import Project
from pcpgen.problems import Problem, problem, unknown_id
from pcpgen.rules import Rule

TARGET_HELD = Rule(
    "target-held",
    "A target that is already reached",
    "A level that is held when the plan is made asks nobody for anything.",
    "Set a target beyond it, or write direction: hold if the level is to be kept.",
)


def check_statements(project: Project, data: Data) -> Iterator[Problem]:
    """Each pledge names a post and a measure of its theme; no target is a level that is already held."""
    if (office := project.office) is None:
        return
    for edition in project.editions.values():
        yield from _edition(office, edition, data.at(edition.as_at, edition))


def _edition(office: Office, edition: Edition, data: Data) -> list[Problem]:
    found: list[Problem] = []
    for nodes in (edition.nodes, *(theme.nodes for theme in edition.themes)):
        measures = [node.id for node in nodes if isinstance(node.carries, Measure)]
        for node in nodes:
            if isinstance(node.carries, Pledge):
                found += _pledge(node.carries, measures, list(office.posts))
            if isinstance(node.carries, Measure):
                found += _held(node, node.carries, data)
    return found


def _pledge(pledge: Pledge, measures: list[str], posts: list[str]) -> Iterator[Problem]:
    if pledge.measure and pledge.measure.value not in measures:
        yield unknown_id("measure of this theme", pledge.measure.value, pledge.measure.place, measures)
    if pledge.post.value and pledge.post.value not in posts:
        yield unknown_id("post", pledge.post.value, pledge.post.place, posts)


def _held(node: Node, measure: Measure, data: Data) -> Iterator[Problem]:
    """A target that the baseline has reached, unless the measure is to hold what there is."""
    before, wanted = level(measure.baseline, data), level(measure.target, data)
    if measure.direction == "hold" or before is None or wanted is None or measure.target is None:
        return
    baseline, target = before.value, wanted.value
    assert isinstance(baseline, Decimal) and isinstance(target, Decimal)
    reached = baseline >= target if measure.direction == "up" else baseline <= target
    if reached and not (baseline == target and before.qualifier in ROUGH):
        message = f'the target of "{node.id}", {target:f}, is a level that is already held: it stood at {baseline:f}'
        yield problem(TARGET_HELD, measure.target.place, message)
