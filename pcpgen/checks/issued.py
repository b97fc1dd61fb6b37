"""From what was issued to errata that miss its words, and to whether it rests on what has changed since."""

from __future__ import annotations

from collections.abc import Iterator

from pcpgen.figures.data import Data
from pcpgen.model.issued import Issue, Issued
from pcpgen.model.project import Project
from pcpgen.problems import Problem, problem
from pcpgen.rules import Rule

ISSUED_DIFFERS = Rule(
    "issued-differs",
    "An issued document that would now read differently",
    "What was issued stays, and its readers must be told when it is overtaken.",
    "Issue it anew as the next version with pcpgen issue, its day and its post, or add an erratum.",
    "warning",
)
ERRATUM_MISSES = Rule(
    "erratum-misses",
    "An erratum of words that were not issued",
    "Readers look for the words that a correction names.",
    "Quote the words as the issued version prints them, within one paragraph or row.",
)


def check_errata(project: Project, data: Data) -> Iterator[Problem]:
    """Each erratum of words that its version does not hold."""
    for issued in project.issued.values():
        yield from _errata(issued)


def _errata(issued: Issued) -> Iterator[Problem]:
    if not issued.errata:
        return
    from pcpgen.checks.reread import page_lines  # here, since few workspaces have any

    for issue in issued.versions:
        errata = issued.errata_of(issue)
        said = page_lines(page_of(issue)) if errata else []
        for each in errata:
            if each.was.value and not any(each.was.value in line for line in said):
                message = f'version {issue.version} does not say "{each.was}"'
                yield problem(ERRATUM_MISSES, each.was.place, message)


def is_overtaken(project: Project, id: str) -> bool:
    """Whether a document was issued and rests on what has changed since."""
    issued = project.issued.get(id)
    if issued is None:
        return False
    now = {file: each for file, each in project.inputs.items() if not file.startswith("plan/issued/")}
    return issued.latest.inputs != now


def page_of(issue: Issue) -> str:
    return issue.outputs.get(f"{issue.document}.html", b"").decode("utf-8", "replace")
