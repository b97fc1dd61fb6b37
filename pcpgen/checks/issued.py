"""From an issued document and the same as it would read now to the sentences and figures that differ."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from html.parser import HTMLParser

from pcpgen.compose.provenance import Entry, provenance
from pcpgen.document.document import Document
from pcpgen.figures.data import Data
from pcpgen.model.issued import Erratum, Issue, Issued
from pcpgen.model.project import Project
from pcpgen.place import Place, Source
from pcpgen.problems import Problem, problem
from pcpgen.rules import Rule
from pcpgen.values import dataclass

ISSUED_DIFFERS = Rule(
    "issued-differs",
    "An issued document that would now read differently",
    "What was issued stays, and its readers must be told when it is overtaken.",
    "Issue it anew as the next version with pcpgen issue, or add an erratum.",
    "warning",
)
ERRATUM_MISSES = Rule(
    "erratum-misses",
    "An erratum of words that were not issued",
    "Readers look for the words that a correction names.",
    "Quote the words as the issued version prints them, within one paragraph or row.",
)

_BLOCKS = {"p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "tr", "caption", "figcaption", "summary", "address", "div"}
_CELLS = {"td", "th"}
_UNSEEN = {"svg", "style", "script", "nav"}


class _Reader(HTMLParser):
    """The text of a page's <main> and header, a line for each paragraph, item, heading and row of a table."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []
        self._said: list[str] = []
        self._unseen = 0
        self._within = 0
        self._data = 0  # how deep within the links to data files, which differ with every cell

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._within += tag in ("main", "header")
        self._unseen += tag in _UNSEEN
        if tag == "section":
            self._data += 1 if self._data or ("aria-labelledby", "open-data") in attrs else 0
        if tag in _BLOCKS:
            self._end()
        elif tag in _CELLS and any(each.strip() for each in self._said):
            self._said.append(", ")

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS or tag in ("main", "header"):
            self._end()
        self._within -= tag in ("main", "header")
        self._unseen -= tag in _UNSEEN
        if tag == "section" and self._data:
            self._data -= 1

    def handle_data(self, data: str) -> None:
        if self._within and not self._unseen and not self._data:
            self._said.append(data)

    def _end(self) -> None:
        if line := " ".join("".join(self._said).split()):
            self.lines.append(line)
        self._said = []


def lines(page: str) -> list[str]:
    """What a page says, a line for each paragraph, item, heading and row of a table."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    return reader.lines


@dataclass(frozen=True, slots=True)
class Difference:
    """A sentence as it was issued and as it reads now; one of the two may be empty."""

    then: str
    now: str


def differences(then: Sequence[str], now: Sequence[str]) -> Iterator[Difference]:
    """The sentences that differ between two texts, in order."""
    for what, a, b, c, d in SequenceMatcher(None, then, now, autojunk=False).get_opcodes():
        if what == "replace" and b - a == d - c:
            for old, new in zip(then[a:b], now[c:d], strict=True):
                yield from _sentences(old, new)
        elif what != "equal":
            yield from (Difference(old, "") for old in then[a:b])
            yield from (Difference("", new) for new in now[c:d])


def _sentences(old: str, new: str) -> Iterator[Difference]:
    """The sentences of two paragraphs that differ; the paragraphs whole where they have not as many."""
    olds, news = (re.split(r"(?<=[.!?]) (?=[A-Z‘“])", text) for text in (old, new))
    if len(olds) == len(news):
        yield from (Difference(*pair) for pair in zip(olds, news, strict=True) if pair[0] != pair[1])
    else:
        yield Difference(old, new)


def check_errata(project: Project, data: Data) -> Iterator[Problem]:
    """Each erratum of words that its version does not hold."""
    for issued in project.issued.values():
        yield from _errata(issued)


def _errata(issued: Issued) -> Iterator[Problem]:
    for issue in issued.versions:
        errata = issued.errata_of(issue)
        said = lines(_page(issue)) if errata else []
        for each in errata:
            if each.was.value and not any(each.was.value in line for line in said):
                message = f'version {issue.version} does not say "{each.was}"'
                yield problem(ERRATUM_MISSES, each.was.place, message)


def check_issued(
    issue: Issue, errata: Sequence[Erratum], document: Document, page: str, project: Project
) -> list[Problem]:
    """What the document would say otherwise than the version that was issued, its errata made good."""
    then = [_corrected(line, errata) for line in lines(_page(issue))]
    cells, entries = _changed_cells(issue, provenance(document)), provenance(document)
    changed = {file: source for file, source in project.sources.items() if _has_changed(issue, project, file)}
    named = f"version {issue.version} of {issue.document}, issued on {issue.as_of},"
    remedy = f"Issue it anew: pcpgen issue {issue.request}. Or add it to plan/issued/{issue.document}/errata.yaml."
    return [
        problem(ISSUED_DIFFERS, _place(each, entries, cells, changed, issue), f"{named} {_said(each)}", remedy)
        for each in differences(then, lines(page))
    ]


def _said(found: Difference) -> str:
    if not found.now:
        return f'says "{found.then}"; that would be gone'
    if not found.then:
        return f'would also say "{found.now}"'
    return f'says "{found.then}"; it would now say "{found.now}"'


def _page(issue: Issue) -> str:
    return issue.outputs.get(f"{issue.document}.html", b"").decode("utf-8", "replace")


def _corrected(line: str, errata: Sequence[Erratum]) -> str:
    for each in errata:
        line = line.replace(each.was.value, each.reads.value) if each.was.value else line
    return line


def _has_changed(issue: Issue, project: Project, file: str) -> bool:
    return issue.inputs.get(file) != project.inputs.get(file) and not file.startswith("plan/issued/")


def _changed_cells(issue: Issue, entries: Sequence[Entry]) -> Mapping[str, Place]:
    """The places of the cells whose value is another now, by their ids."""
    try:
        figures = json.loads(issue.outputs.get("provenance.json", b"{}"))["figures"]
        then = {cell["id"]: cell["value"] for each in figures for cell in each["cells"]}
    except (ValueError, KeyError, TypeError):
        return {}
    cells = (cell for entry in entries for cell in entry.figure.cells)
    return {cell.id: cell.place for cell in cells if then.get(cell.id) != cell.value}


def _place(
    found: Difference,
    entries: Sequence[Entry],
    cells: Mapping[str, Place],
    changed: Mapping[str, Source],
    issue: Issue,
) -> Place:
    """The cell that changed under a sentence, or the line of prose that did; else the record of the issue."""
    said = found.now or found.then
    for entry in entries:
        beside = " ".join(entry.sentence.split()) in said if entry.sentence else said.startswith(_head(entry))
        if (beside or said == entry.shown) and " ".join(entry.shown.split()) in said:
            for cell in entry.figure.cells:
                if cell.id in cells:
                    return cells[cell.id]
    words = set(re.findall(r"\w+", said))
    best, place = 2, issue.place
    for file, source in changed.items():
        if file.endswith(".csv"):
            continue
        for number, line in enumerate(source.lines, 1):
            shared = len(words & set(re.findall(r"\w+", line)))
            if shared > best:
                best, place = shared, Place(file, number)
    return place


def _head(entry: Entry) -> str:
    """The head of the table's row in which a figure stands."""
    return f"{entry.where[-2]}," if len(entry.where) > 1 else "\0"
