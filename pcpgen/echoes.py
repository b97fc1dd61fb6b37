"""From what could not be read to the problems that only follow from it: they stop documents, and are not told.

What is said to be unknown, left out or missing is no mistake of its author's where it stands in a file that has a
mistake of its own, or may stand in one of which nothing could be read. If it is one, it is told when that file is
mended.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from pcpgen.checks.gaps import MISSING_PERIOD
from pcpgen.checks.periods import FAR_PERIOD
from pcpgen.checks.plausible import NEGATIVE_COUNT
from pcpgen.checks.redefined import DEFINITION_CHANGED
from pcpgen.checks.rules import UNACCOUNTED
from pcpgen.figures.data import AFTER_AS_AT, UNKNOWN_FIGURE
from pcpgen.grounds import edition_of, ground_of
from pcpgen.load.cells import CSV_SYNTAX, PERIOD_FREQUENCY
from pcpgen.load.encoding import NOT_UTF_8
from pcpgen.load.files import UNMERGED
from pcpgen.load.panel import PANEL
from pcpgen.load.rules import (
    CSV_COLUMNS,
    EMPTY_TEXT,
    INVISIBLE_CHARACTER,
    MALFORMED_NUMBER,
    MISSING_FILE,
    TAB_INDENTATION,
    UNKNOWN_FILE,
    UNKNOWN_KEY,
    UNKNOWN_SERIES,
    UNREADABLE_FILE,
    WRONG_SHAPE,
    YAML_FEATURE,
    YAML_SYNTAX,
)
from pcpgen.model.project import Project
from pcpgen.patterns import pattern
from pcpgen.problems import Problem
from pcpgen.prose.rules import UNKNOWN_NOTE
from pcpgen.rules import FILE_TOO_LARGE, MALFORMED_ID, MISSING_KEY, NOT_COMPUTABLE, UNKNOWN_CHOICE, UNKNOWN_ID
from pcpgen.scope import lost_file
from pcpgen.values import dataclass

# rules by which one thing is compared with what others say
COMPARING = (UNKNOWN_ID, UNKNOWN_FIGURE, UNACCOUNTED, UNKNOWN_NOTE)
# rules by which figures are read as their dataset is described
OF_DATA = (CSV_COLUMNS, MALFORMED_NUMBER, PERIOD_FREQUENCY, UNKNOWN_SERIES)
# rules by which periods are told that are not where they should be, as one that was mistyped is not
OF_TIMES = (FAR_PERIOD, MISSING_PERIOD, NOT_COMPUTABLE)
# rules by which statements are read as their levels are declared
OF_STATEMENTS = (MISSING_KEY, UNKNOWN_KEY, WRONG_SHAPE)
# rules that a file breaks of which something, or all, is not understood
UNREAD = (
    CSV_SYNTAX,
    EMPTY_TEXT,
    FILE_TOO_LARGE,
    INVISIBLE_CHARACTER,
    MISSING_KEY,
    NOT_UTF_8,
    TAB_INDENTATION,
    UNKNOWN_KEY,
    UNMERGED,
    UNREADABLE_FILE,
    WRONG_SHAPE,
    YAML_FEATURE,
    YAML_SYNTAX,
)
_NAMED = pattern(r'"([^"]*)"')
_LOST = pattern(r"there is no file (.+)")
_LACKING = pattern(r"(?:there is no file|has no file in) (?P<folder>.+)/")
_LEFT_OUT = " is not in the report"  # such as an objective whose priority is misspelt
# a heading of a paper on something that the plan lists
_OF_ITEM = pattern(r'"[^":]+: [^"]+" is no heading of this kind of paper')
_MEANT = pattern(r'Did you mean "([^"]+)"')


def echoes(project: Project, found: Sequence[Problem], problems: Iterable[Problem]) -> dict[Problem, tuple[str, ...]]:
    """The problems that only follow from those that were `found` in reading, each with the grounds that it stops."""
    broken, read, every = _Broken.of(found), set(found), tuple(problems)
    slips = [each for each in every if each.rule == UNKNOWN_ID and _MEANT.match(each.remedy)]
    below = tuple(dict.fromkeys(each.place.file for each in every if each.rule == NEGATIVE_COUNT))
    late = tuple(
        dict.fromkeys(
            each.place.file for each in every if each.rule == AFTER_AS_AT and each.place.file.startswith("data/")
        )
    )

    def causes_of(each: Problem) -> Iterator[str]:
        yield from _causes(project, each, each in read, broken)
        yield from _slips(each, slips)
        yield from _of_cells(each, below)
        yield from _of_times(each, late)

    causes = {each: tuple(dict.fromkeys(causes_of(each))) for each in every}
    return {each: _grounds(project, each, files) for each, files in causes.items() if files}


@dataclass(frozen=True, slots=True)
class _Broken:
    """The errors that were found in reading: all, and those for which something of their file is not understood."""

    all: tuple[Problem, ...]
    unread: tuple[Problem, ...]
    undecided: tuple[str, ...]  # files in which an id or a choice is none, each once
    unsure: tuple[str, ...]  # those that are not understood, or in which a choice is none

    @classmethod
    def of(cls, found: Sequence[Problem]) -> _Broken:
        errors = tuple(each for each in found if each.rule.severity == "error")
        unread = {rule.id for rule in UNREAD}
        not_read = tuple(each for each in errors if each.rule.id in unread)
        choices = [each for each in errors if each.rule == UNKNOWN_CHOICE]
        ids = [each for each in errors if each.rule == UNKNOWN_ID]
        undecided, unsure = (
            tuple(dict.fromkeys(each.place.file for each in those))
            for those in ((*choices, *ids), (*not_read, *choices))
        )
        return cls(errors, not_read, undecided, unsure)


def _slips(echo: Problem, slips: Sequence[Problem]) -> Iterator[str]:
    """The files in which an id is misspelt, where a problem says that it, or the one that was meant, is left out."""
    if echo.rule not in (UNKNOWN_ID, UNACCOUNTED) or _MEANT.match(echo.remedy):
        return
    names = set(_NAMED.findall(echo.message))
    for slip in slips:
        said = {*_NAMED.findall(slip.message)[:1], *_MEANT.findall(slip.remedy)[:1]}
        left_out = echo.place.file == slip.place.file and echo.message.endswith(_LEFT_OUT)
        if left_out or not names.isdisjoint(said):
            yield slip.place.file


def _of_cells(echo: Problem, files: Iterable[str]) -> Iterator[str]:
    """The files of which a cell, where a wrong count is told, keeps a figure from being computed."""
    if echo.rule == NOT_COMPUTABLE:
        yield from (file for file in files if f"({file}:" in echo.message or f" {file}:" in echo.message)


def _of_times(echo: Problem, files: Iterable[str]) -> Iterator[str]:
    """The files of data with a row for a time to come, where a problem says what another time of theirs lacks."""
    if echo.rule in OF_TIMES:
        for file in files:
            if echo.place.file == file or re.search(rf"(?<![\w-]){re.escape(_stem(file))}(?![\w-])", echo.message):
                yield file


def _causes(project: Project, echo: Problem, in_reading: bool, broken: _Broken) -> Iterator[str]:
    """The files whose mistakes a problem follows from."""
    rule = echo.rule
    if in_reading and rule == UNKNOWN_FILE:
        listing = _listing(echo.place.file)
        yield from (each.place.file for each in broken.unread if listing.fullmatch(each.place.file))
        yield from (each.place.file for each in broken.all if _means(each, echo.place.file))
    elif in_reading and rule in OF_STATEMENTS and (edition := edition_of(echo.place.file)):
        levels = f"plan/{edition}/edition.yaml"  # one of which cannot be read, such as whether a theme says it once
        yield from (file for file in broken.undecided if file == levels != echo.place.file)
    elif in_reading and rule in OF_DATA:
        here = echo.place.file
        described = (file for file in broken.unsure if file != here)
        yield from (file for file in described if ground_of(project, file) == ground_of(project, here))
    elif not in_reading and rule == MISSING_KEY and echo.place.file.endswith("/edition.yaml"):
        themes = echo.place.file.replace("edition.yaml", "themes")
        yield from (each.place.file for each in broken.unread if each.place.file in (echo.place.file, themes))
    elif not in_reading and rule == MISSING_FILE:
        words = set(echo.message.replace(",", "").split())
        yield from (each.place.file for each in broken.all if each.place.file in words)
    elif rule == DEFINITION_CHANGED:  # since what was typed is none of the choices, and another is taken
        yield from (file for file in broken.unsure if file == echo.place.file)
    elif not in_reading and (rule in COMPARING or _OF_ITEM.fullmatch(echo.message)):
        yield from _naming(project, echo, broken.all)


def _means(missing: Problem, file: str) -> bool:
    """Whether a file seems to be the one that is asked for under a misspelt name, or under its whole name."""
    if missing.rule == MALFORMED_ID:
        named = "".join(_NAMED.findall(missing.message)[:1])
        return edition_of(missing.place.file) == edition_of(file) and _stem(named) == _stem(file)
    lost = _LACKING.search(missing.message) if missing.rule == MISSING_FILE else None
    if lost is None or lost["folder"] != file.rpartition("/")[0]:
        return False
    return _MEANT.findall(missing.remedy)[:1] == [file.rpartition("/")[2].partition(".")[0]]


def _stem(file: str) -> str:
    return file.rpartition("/")[2].partition(".")[0]


def _listing(file: str) -> re.Pattern[str]:
    """The files that say of a file what it is."""
    folder, _, name = file.rpartition("/")
    stem = re.escape(name.partition(".")[0])
    if edition := edition_of(file):
        return re.compile(rf"plan/{edition}/(?:edition|variations/.+)\.yaml")
    if folder.startswith(f"{PANEL}/"):
        return re.compile(rf"{PANEL}/panel\.yaml")
    return re.compile(rf"plan/(?:datasets|indicators)/{stem}\.yaml")


def _naming(project: Project, echo: Problem, broken: Iterable[Problem]) -> Iterator[str]:
    """The files in which stands, or may stand, what a problem says is not there."""
    names = _NAMED.findall(echo.message)
    names += [name.partition(": ")[2] for name in names if _OF_ITEM.fullmatch(echo.message)]
    parts = {*names, *(name.partition("/")[0] for name in names), *(name.rpartition("/")[2] for name in names)} - {""}
    any_of = re.compile("|".join(rf"(?<![\w-]){re.escape(name)}(?![\w-])" for name in sorted(parts)) or r"(?!)")
    for file in dict.fromkeys(map(_unread, broken)):
        own = echo.place.line if file == echo.place.file else 0  # where the name stands that nothing has
        source = project.sources.get(file)
        lines = source.lines if source else []
        nameless = own and "" in names  # what should have named it could not be read
        elsewhere = any(any_of.search(line) for number, line in enumerate(lines, 1) if number != own)
        if nameless or elsewhere or _opaque(project, file, lines) or (not own and any_of.search(file)):
            yield file


def _unread(broken: Problem) -> str:
    """The file of which something is not understood: the one that is not there, or the one in which the mistake is."""
    lost = _LOST.fullmatch(broken.message) if broken.rule == MISSING_FILE else None
    return lost[1] if lost else broken.place.file


def _opaque(project: Project, file: str, lines: Sequence[str]) -> bool:
    """Whether what a file, or the files that it lists, would have said is not known."""
    unread = file.endswith("/edition.yaml") and edition_of(file) not in project.editions
    return unread or not any(line.strip() for line in lines)


def _grounds(project: Project, echo: Problem, causes: tuple[str, ...]) -> tuple[str, ...]:
    """What an echo stops: what rests on its own file, unless a register only names what an edition or a report has."""
    naming = [each.edition for each in project.panel_reports]
    naming += [project.office.edition] if project.office and project.office.edition else []
    editions = {edition_of(cause) for cause in causes}
    if any(each.place == echo.place and each.value in editions for each in naming):
        return tuple(ground_of(project, cause) for cause in causes)
    for question in project.questions.values():
        if question.section and question.section.place == echo.place and any(editions):
            return tuple(ground_of(project, cause) for cause in causes)
        if question.place == echo.place and echo.rule == UNACCOUNTED:
            return (*causes, *_due(project, question.section.value if question.section else ""))
    return (ground_of(project, lost_file(echo)),)


def _due(project: Project, section: str) -> Iterator[str]:
    """The files of the reports on the themes that have a priority, any of which may have to print its question."""
    themes = {
        theme.id
        for edition in project.editions.values()
        for theme in edition.themes
        if section in {node.id for node in theme.nodes}
    }
    return (report.place.file for report in project.reports if report.theme.value in themes)
