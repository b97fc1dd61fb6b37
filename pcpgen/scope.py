"""From the mistakes of a workspace to the documents that they stop: those that rest on the files, and no other.

Where a file could not be read, what it would have said is not known. So it stops too whatever could be taken for
another in its place: the edition in force, the latest report on a theme, the papers of a meeting, a second paper of the
same id, what of all that papers share is not for the public.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import field
from datetime import date

from pcpgen.checks.disclosure import GIVEN_AWAY
from pcpgen.grounds import (
    EVERYTHING,
    Grounds,
    edition_of,
    ground_of,
    grounds_of_kind,
    grounds_of_variation,
    names,
    related,
)
from pcpgen.load.board import BOARD
from pcpgen.load.outlines import OUTLINES, shipped_kinds
from pcpgen.load.panel import PANEL
from pcpgen.load.questions import QUESTIONS
from pcpgen.load.rules import MISSING_FILE
from pcpgen.model.board import BoardPaper
from pcpgen.model.outline import Of, OutlinePaper
from pcpgen.model.plan import Edition
from pcpgen.model.project import Project, edition_at
from pcpgen.model.report import Insert, Meeting, PanelReport, Report, VariationReport
from pcpgen.model.variation import Variation
from pcpgen.patterns import pattern
from pcpgen.problems import Problem
from pcpgen.prose.expressions import BLOCKS
from pcpgen.request import Request
from pcpgen.values import dataclass

_LOST = pattern(rf"there is no file ({PANEL}/[^/]+/[^/]+)")
_OF_AUTHOR = ("", "heading", "own-heading")  # what sections are repeated over that is of no plan
_MARK = pattern("exempt|{%", re.IGNORECASE)  # in a paper that may hold an exempt passage


@dataclass(frozen=True, slots=True)
class Scope:
    """The grounds that hold mistakes, each with the first file that has one."""

    project: Project
    files: Mapping[str, str]
    all_files: tuple[str, ...]  # with mistakes, in order
    lines: Mapping[str, int] = field(default_factory=dict)  # the last line of each that has a mistake of its own
    hidden: frozenset[str] = frozenset()  # questions and works that, as far as could be read, only exempt passages name

    @property
    def everything(self) -> str:
        """A file with a mistake on which all documents rest; empty where there is none."""
        return self.files.get(EVERYTHING, "")

    def mistake(self, grounds: Grounds) -> str:
        """A file with a mistake, of the grounds on which a document rests; empty where there is none."""
        if not self.files:
            return ""
        said = self._said(grounds.says)
        passages = [file for file in self._passages(said) if file in self.files]
        return _first([*self._stopping(grounds.rests), *passages, *self._data(said)])

    def _stopping(self, rests: frozenset[str]) -> list[str]:
        """The files with mistakes of everything and of some grounds."""
        return [self.files[ground] for ground in (EVERYTHING, *sorted(rests)) if ground in self.files]

    def _said(self, says: frozenset[str]) -> list[str]:
        """The texts of the files, where it matters what they ask for."""
        if not any(ground.startswith(("data/", "plan/passages/")) for ground in self.files):
            return []
        sources = self.project.sources.items()
        return [source.text for file, source in sources if file in says or ground_of(self.project, file) in says]

    def _passages(self, written: list[str]) -> list[str]:
        """The files of the passages that some texts use."""
        known = (file for file in self.project.sources if file.startswith("plan/passages/"))
        return [file for file in known if any(f'"{file[14:-3]}"' in text for text in written)]

    def _data(self, written: list[str]) -> Iterator[str]:
        """The files of datasets with mistakes that some texts may show."""
        broken = {ground: file for ground, file in self.files.items() if ground.startswith("data/")}
        if not broken:
            return
        written = [*written, *(self.project.sources[file].text for file in self._passages(written))]
        for ground, file in broken.items():
            ids = related(ground.removeprefix("data/"), self.project.sources)
            if any(names(id, text) for id in ids for text in written):
                yield file

    def grounds(self, kind: str, about: object) -> Grounds:
        """What a document of a kind rests on, by what it is about."""
        of_kind = grounds_of_kind(kind)
        rests, says = self._grounds(about)
        return Grounds(rests | says | of_kind, says | of_kind)

    def _grounds(self, about: object) -> tuple[frozenset[str], frozenset[str]]:
        """What a document rests on, and of this what may ask for figures."""
        nothing: frozenset[str] = frozenset()
        match about:
            case Edition():
                return nothing, frozenset({f"plan/{about.id}"})
            case (Edition() as edition, Variation() as variation):
                return nothing, grounds_of_variation(edition.id, variation.id)
            case Report():
                return self._of_report(about)
            case VariationReport():
                works = self.in_confidence({about.law.value, *(each.value for each in about.bibliography)})
                varied = grounds_of_variation(about.edition.value, about.variation.value)
                return works | {PANEL}, varied | {about.place.file}
            case BoardPaper():
                works = self.in_confidence(each.value for each in about.works)
                named = _editions_named(about) | self.namesakes(about.id)
                return works | named | {BOARD}, frozenset({about.place.file})
            case PanelReport():
                return frozenset({f"plan/{about.edition}"}), frozenset({PANEL})
            case Meeting():
                return self.in_meeting(about.date) | {PANEL}, nothing
            case OutlinePaper():
                works = self.in_confidence(each.value for each in about.works)
                return self._of_paper(about, works)
        return nothing, nothing  # of what was issued, which is everybody's ground

    def _of_paper(self, paper: OutlinePaper, works: frozenset[str]) -> tuple[frozenset[str], frozenset[str]]:
        """It rests on the plan in force; the figures of that are its own only where it shows something of the plan."""
        editions, own = self.editions_at(paper.day), frozenset({paper.place.file, PANEL})
        if self._shows_plan(paper):
            return works, editions | own
        return works | editions, own

    def _shows_plan(self, paper: OutlinePaper) -> bool:
        """Whether the program puts something into a paper, or into a section of its kind, that may be of the plan."""
        outline, source = self.project.outlines.get(paper.kind), self.project.sources.get(paper.place.file)
        if outline is None or source is None or not outline.sound or outline.complete:
            return True
        of_plan = any(each.block.value or each.each not in _OF_AUTHOR for each in outline.sections)
        return of_plan or any(f"{name}(" in source.text for name in BLOCKS)

    def _of_report(self, report: Report) -> tuple[frozenset[str], frozenset[str]]:
        """It shows of the edition its theme alone, of the questions those on its theme, and of works perhaps all."""
        editions, theme = self.editions_at(report.meeting), report.theme.value
        words = {f"{folder}/themes/{theme}.{ending}" for folder in editions for ending in ("yaml", "md")}
        shared = self.in_confidence({*self.project.works, *self.project.questions})
        return editions | shared | {PANEL}, frozenset({report.place.file, QUESTIONS} | words)

    # -- what could be taken for another

    def editions_at(self, day: date) -> frozenset[str]:
        """The editions on which it rests which one was in force on a day: that one, and each that may have been."""
        latest = edition_at(self.project, day)
        found = {each.id for each in self.project.editions.values() if each is latest or not each.sure_of_day}
        return frozenset(f"plan/{id}" for id in (*found, *self.unread_editions))

    @property
    def unread_editions(self) -> tuple[str, ...]:
        """The ids of editions whose own file could not be read."""
        found = (edition_of(file) for file in self.all_files)
        return tuple(dict.fromkeys(id for id in found if id and id not in self.project.editions))

    def in_meeting(self, day: date) -> frozenset[str]:
        """The files with mistakes in the folder of a meeting of the Panel, whether or not its register takes them."""
        return frozenset(file for file in self.all_files if file.startswith(f"{PANEL}/{day.isoformat()}/"))

    def rivals(self, theme: str = "", variation: str = "") -> frozenset[str]:
        """The reports with mistakes that may be the latest on a theme, or on a variation."""
        found = {file for file in self.all_files if file.startswith(f"{PANEL}/") and file.count("/") > 2}
        for report in self.project.to_panel:
            other = report.theme.value != theme if isinstance(report, Report) else report.variation.value != variation
            if other and self._is_certain(report):
                found.discard(report.place.file)
        return frozenset(found)

    def is_latest(self, about: object) -> bool:
        """Whether what counts as the latest of its kind, or as the one in force, is so whatever could not be read."""
        match about:
            case Edition():
                named = self.project.office and self.project.office.edition
                return bool(named) or all(id < about.id for id in self.unread_editions)
            case Report():
                return not self.rivals(theme=about.theme.value)
            case VariationReport():
                return not self.rivals(variation=about.variation.value)
        return True

    def is_known(self, about: object) -> bool:
        """Whether what a document is about is known; of a report on what and for which meeting, as its file says."""
        if not isinstance(about, Report | VariationReport):
            return True
        return about.place.file not in self.lines or self._is_certain(about)

    def _is_certain(self, report: Report | VariationReport) -> bool:
        """Whether a report says of a theme or variation that there is, and of the meeting in whose folder it lies."""
        editions = self.project.editions.values()
        if isinstance(report, Report):
            there_is = any(report.theme.value == theme.id for edition in editions for theme in edition.themes)
        else:
            there_is = any(report.variation.value in edition.variations for edition in editions)
        return there_is and report.place.file.startswith(f"{PANEL}/{report.meeting.isoformat()}/")

    def namesakes(self, id: str) -> frozenset[str]:
        """The papers to the Board with mistakes that have an id, on whatever day."""
        return frozenset(file for file in self.all_files if re.fullmatch(rf"{BOARD}/[^/]+/{re.escape(id)}\.md", file))

    def in_confidence(self, shown: Iterable[str]) -> frozenset[str]:
        """The papers with mistakes that decide whether works and questions which a document may show are to be public.

        Such is one that may hold an exempt passage, and one that may name in public what others name as exempt; but
        not one that is wrong in its entries alone, whose passages are known.
        """
        sources, ids = self.project.sources, frozenset(shown)
        read = {each.place.file for each in self.project.papers}
        papers = [file for file in self.all_files if self._is_paper(file) and not (file in read and self._above(file))]
        found = []
        for file in papers if ids or self.hidden else ():
            text = sources[file].text.strip() if file in sources else ""
            deciding = ids | self.hidden if _MARK.search(text) else self.hidden
            if not text or any(names(id, text) for id in deciding):
                found.append(file)
        return frozenset(found)

    def _above(self, file: str) -> bool:
        """Whether all that is wrong with a paper stands in the entries above its text."""
        lines = self.project.sources[file].lines
        closing = next((number for number, line in enumerate(lines[1:], 2) if line.rstrip() == "---"), 0)
        return self.lines.get(file, 0) < closing

    def _is_paper(self, file: str) -> bool:
        folders = (PANEL, BOARD, *(outline.folder for outline in self.project.outlines.values() if outline.sound))
        return file.endswith(".md") and any(file.startswith(f"{folder}/") for folder in folders)

    @property
    def unread(self) -> tuple[str, ...]:
        """What could not be read at all, by the request that asks for it, or by its file where nobody can know."""
        project = self.project
        papers = {each.place.file for each in project.papers} - {
            each.place.file for each in project.to_panel if not self.is_known(each)
        }
        found = [f"plan {id}" for id in self.unread_editions]
        lost = [each for each in project.reports if found and edition_at(project, each.meeting) is None]
        found += [f"panel-report {each.theme} {each.meeting}" for each in lost]
        found += [_request(project, file) for file in filter(self._is_paper, self.all_files) if file not in papers]
        found += [self.files[OUTLINES]] if OUTLINES in self.files else []
        found += [self.files[PANEL]] if PANEL in self.files and project.panel is None else []
        return tuple(dict.fromkeys(found))

    def hides(self, request: Request) -> str:
        """A file with a mistake that may declare the document which a request asks for, and nothing else does."""
        kind = request.kind
        outline = self.project.outlines.get(kind)
        of = outline.of if outline else shipped_kinds().get(kind, "paper")
        found = self._stopping(grounds_of_kind(kind))
        if of == "report" and self.unread_editions:  # by which one it goes is not known
            found.append(self.files.get(f"plan/{self.unread_editions[0]}", self.all_files[0]))
        if of in _DECLARES:
            folder = outline.folder if outline else ""
            found += [file for ground, file in self.files.items() if _DECLARES[of](ground, request, folder)]
        return _first(found)


def _editions_named(paper: BoardPaper) -> frozenset[str]:
    """The editions of which a paper shows something."""
    inserts = [block.expression for part in paper.parts for block in part.blocks if isinstance(block, Insert)]
    return frozenset(f"plan/{argument}" for each in inserts for argument in each.arguments)


def _request(project: Project, file: str) -> str:
    """What a paper's file declares; the file itself where only what stands in it says so."""
    folder, _, name = file.rpartition("/")
    if folder.startswith(f"{BOARD}/"):
        return f"bcb-paper {name.removesuffix('.md')}"
    own = next((outline.id for outline in project.outlines.values() if outline.folder == folder), "")
    return f"{own} {name.removesuffix('.md')}" if own else file


def _first(files: list[str]) -> str:
    return files[0] if files else ""


def scope_of(project: Project, problems: Iterable[Problem], grounds: Mapping[Problem, tuple[str, ...]]) -> Scope:
    """The scope of the problems that stop; `grounds` are of those that stop other things than their place says.

    These follow from others, whose files are named rather than theirs. Where small counts would be given away, nothing
    is published.
    """
    stopping = sorted(problems, key=lambda each: (each in grounds, each.order))
    files: dict[str, str] = {}
    for each in stopping:
        own = EVERYTHING if each.rule == GIVEN_AWAY else ground_of(project, lost_file(each))
        for ground in grounds.get(each) or (own,):
            files.setdefault(ground, each.place.file)
    lines = {lost_file(each): each.place.line for each in stopping if each not in grounds}  # the last counts
    return Scope(project, files, tuple(dict.fromkeys(map(lost_file, stopping))), lines)


def lost_file(problem: Problem) -> str:
    """The file of a problem: the one that is not there, where that is a paper which the Panel's register takes."""
    lost = _LOST.fullmatch(problem.message) if problem.rule == MISSING_FILE else None
    return lost[1] if lost else problem.place.file


# -- whether a ground may declare a document; `folder` is that of its kind


def _an_edition(ground: str, request: Request, folder: str) -> bool:
    edition = "".join(request.names[:1])
    own = grounds_of_variation(edition, request.variation) if request.variation else [f"plan/{edition}"]
    return ground in own if edition else bool(edition_of(f"{ground}/edition.yaml"))


def _a_paper_for_the_panel(ground: str, request: Request, folder: str) -> bool:
    """One of the meeting that the request ends with, or of any meeting where it names none."""
    day = re.search(r"[0-9]{4}-[0-9]{2}-[0-9]{2}$", request.named)
    return ground == PANEL or ground.startswith(f"{PANEL}/{day[0]}/" if day else f"{PANEL}/")


def _a_response(ground: str, request: Request, folder: str) -> bool:
    return ground == PANEL


def _a_board_paper(ground: str, request: Request, folder: str) -> bool:
    return ground == BOARD or (ground.startswith(f"{BOARD}/") and ground.endswith(f"/{request.named}.md"))


def _a_paper(ground: str, request: Request, folder: str) -> bool:
    return bool(folder) and ground == f"{folder}/{request.named}.md"


_DECLARES: Mapping[Of, Callable[[str, Request, str], bool]] = {
    "edition": _an_edition,
    "report": _a_paper_for_the_panel,
    "variation": _a_paper_for_the_panel,
    "meeting": _a_paper_for_the_panel,
    "recommendations": _a_response,
    "board-paper": _a_board_paper,
    "paper": _a_paper,
}
