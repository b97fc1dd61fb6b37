"""From an issued document and the same as it would read now to the sentences and figures that differ."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any, NamedTuple

from pcpgen.checks.issued import ISSUED_DIFFERS, is_overtaken, page_of
from pcpgen.checks.reread import Difference, differences, page_lines, since_page, whole_text
from pcpgen.compose.marked import words_of_program
from pcpgen.compose.provenance import provenance
from pcpgen.document.document import Document
from pcpgen.document.lines import lines_of
from pcpgen.model.issued import Erratum, Issue, IssuedLine
from pcpgen.model.project import Project
from pcpgen.place import Place, Source
from pcpgen.problems import Problem, problem


def compare_issued(project: Project, document: Document) -> Iterator[Problem]:
    """What a document, composed with the program's words in marks, would say otherwise than when it was issued."""
    if not is_overtaken(project, document.id):
        return
    issue = project.issued[document.id].latest
    errata = [each for each in project.issued[document.id].errata_of(issue) if each.was.value]
    cells = _changed_cells(issue, document)
    changed = {file: source for file, source in project.sources.items() if _has_changed(issue, project, file)}
    named = f"version {issue.version} of {issue.document}, issued on {issue.as_of},"
    anew = f'pcpgen issue {issue.request} --as-of DATE --by "{issue.by}"'
    remedy = f"Issue it anew: {anew}. Or add it to plan/issued/{issue.document}/errata.yaml."
    by_cell: dict[Place, list[Difference]] = {}
    of_words: dict[tuple[str, str], tuple[Place, Difference]] = {}  # what stands in several places is told once
    for each in _differences(issue, errata, document):
        place = _place(each, cells, changed, issue)
        if place in cells:
            by_cell.setdefault(place, []).append(each)
        else:
            of_words[each.then, each.now] = place, each
    if by_cell and all(file.startswith("data/") for file in changed):  # of nothing else does the rest come
        next(iter(by_cell.values())).extend(each for _, each in of_words.values())
        of_words = {}
    for place, following in by_cell.items():
        yield problem(ISSUED_DIFFERS, place, f"{named} {_of_cell(cells[place], following)}", remedy)
    for place, each in of_words.values():
        yield problem(ISSUED_DIFFERS, place, f"{named} {_said(each)}", remedy)


def _differences(issue: Issue, errata: Sequence[Erratum], document: Document) -> Iterator[Difference]:
    now = lines_of(document)
    if issue.words is None:
        page = page_of(issue)
        then = [_corrected(line, errata) for line in page_lines(page)]
        return since_page(then, _corrected(whole_text(page), errata), _figures(issue), now)
    lines = [made_good(line, errata) for line in issue.words.lines]
    return differences(lines, now, whole=issue.words.program == words_of_program(document.catalogue.id))


def _of_cell(cell: _Changed, following: Sequence[Difference]) -> str:
    """What rests on a cell that has changed: how much of it, and one of that, whole sentences before others."""
    distinct = list({(each.then, each.now): each for each in following}.values())
    if len(distinct) == 1:
        return _said(distinct[0])
    sentences = (each for each in distinct if each.then.endswith(".") and each.now)
    first = max(sentences, key=lambda each: len(each.then), default=distinct[0])
    was = f"shows {cell.id} as {cell.then}, which is {cell.now} now" if cell.then else f"lacks {cell.id}"
    return f"{was}: {len(following)} places would read otherwise. It {_said(first)}"


def _said(found: Difference) -> str:
    if not found.now:
        return f'says "{found.then}"; that would be gone'
    if not found.then:
        return f'would also say "{found.now}"'
    return f'says "{found.then}"; it would now say "{found.now}"'


def _corrected(line: str, errata: Sequence[Erratum]) -> str:
    for each in errata:
        line = line.replace(each.was.value, each.reads.value)
    return line


def made_good(line: IssuedLine, errata: Sequence[Erratum]) -> IssuedLine:
    """A line as its errata have it."""
    for each in errata:
        if each.was.value in line.says:
            says = line.says.replace(each.was.value, each.reads.value)
            line = IssuedLine(says, _own_corrected(line.own, each.was.value, each.reads.value))
    return line


def _own_corrected(own: str, was: str, reads: str) -> str:
    """Authors' words corrected; of a correction that has words of the program too, what it changes."""
    if was in own:
        return own.replace(was, reads)
    old, new = was.split(), reads.split()
    for what, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        own = own.replace(" ".join(old[a:b]), " ".join(new[c:d])) if what == "replace" else own
    return own


def _has_changed(issue: Issue, project: Project, file: str) -> bool:
    return issue.inputs.get(file) != project.inputs.get(file) and not file.startswith("plan/issued/")


def _provenance(issue: Issue) -> Sequence[Mapping[str, Any]]:
    try:
        figures: Sequence[Mapping[str, Any]] = json.loads(issue.outputs.get("provenance.json", b"{}"))["figures"]
    except (ValueError, KeyError, TypeError):
        return ()
    return figures


def _figures(issue: Issue) -> dict[str, set[str]]:
    """What each figure was shown as, by its id."""
    found: dict[str, set[str]] = {}
    for each in _provenance(issue):
        found.setdefault(str(each.get("figure")), set()).add(" ".join(str(each.get("shown")).split()))
    return found


class _Changed(NamedTuple):
    """A cell whose value is another now than when a document was issued, and what it was; nothing where it is new."""

    id: str
    then: str
    now: str


def _changed_cells(issue: Issue, document: Document) -> Mapping[Place, _Changed]:
    """The cells whose value is another now, by their places."""
    then = {cell.get("id"): cell.get("value") for each in _provenance(issue) for cell in each.get("cells", ())}
    cells = (cell for entry in provenance(document) for cell in entry.figure.cells)
    return {
        cell.place: _Changed(cell.id, str(then.get(cell.id) or ""), cell.value or "empty")
        for cell in cells
        if then.get(cell.id) != cell.value
    }


def _place(found: Difference, cells: Mapping[Place, _Changed], changed: Mapping[str, Source], issue: Issue) -> Place:
    """The cell that changed under a line, or the line of prose that did; else the record of the issue."""
    for shown in found.figures:
        if " ".join(shown.text.split()) in found.now:
            for cell in shown.of.cells:
                if cell.place in cells:
                    return cell.place
    words = set(re.findall(r"\w+", found.now or found.then))
    best, place = 2, issue.place
    for file, source in changed.items():
        if file.endswith(".csv"):
            continue
        for number, line in enumerate(source.lines, 1):
            shared = len(words & set(re.findall(r"\w+", line)))
            if shared > best:
                best, place = shared, Place(file, number)
    return place
