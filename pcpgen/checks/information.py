"""From an office's register of what it publishes to problems: what the law does not list, and what it lists beside."""

from __future__ import annotations

from collections.abc import Iterator

from pcpgen.compose.subjects.languages import declared_in
from pcpgen.figures.data import Data
from pcpgen.load.information import shipped_information
from pcpgen.model.project import Project
from pcpgen.problems import Problem, listed, problem, unknown_id
from pcpgen.rules import Rule

UNLISTED_INFORMATION = Rule(
    "unlisted-information",
    "The register does not say where something is published that the law has published",
    "Readers look on one page for all that the office must publish.",
    "Add each with its address, its document, or why_not: and the reason.",
    "warning",
)


def check_information(project: Project, data: Data) -> Iterator[Problem]:
    """All problems of the register, where the office keeps one."""
    register, office = project.information, project.office
    if register is None or office is None or project.language:  # it is one for all languages
        return
    known = shipped_information()
    for each in register.published.values():
        if each.id.value not in known:
            yield unknown_id("item of what the law has published", each.id.value, each.id.place, known)
    documents = [each.document for each in register.published.values() if each.document and each.document.value]
    if documents:
        requests = [str(answer) for each in declared_in(project, office, data) for answer in each.answers]
        for document in documents:
            if document.value not in requests:
                yield unknown_id("document", document.value, document.place, requests)
    due = [id for id, each in known.items() if each.provision.holds(office.nation, register.as_at)]
    lacking = [id for id in due if id not in register.published]
    if lacking:
        # all of them, since each is an id that the author has to write
        message = f"the register does not say where it is published: {listed(lacking, most=len(known))}"
        yield problem(UNLISTED_INFORMATION, register.place, message)
