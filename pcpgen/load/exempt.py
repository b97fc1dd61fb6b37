"""From marks in a paper to what is exempt in it, and from `plan/exemptions.yaml` to what the law lets be exempt."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from pcpgen.languages import ENGLISH
from pcpgen.load.deadlines import SHIPPED, read_provision
from pcpgen.load.fields import Fields
from pcpgen.load.files import Folder
from pcpgen.load.office import open_fields
from pcpgen.load.shipped import shipped_folder
from pcpgen.model.report import Exemption, Exemptions
from pcpgen.model.text import Text
from pcpgen.patterns import pattern
from pcpgen.place import Place
from pcpgen.problems import Problem, problem
from pcpgen.rules import MISSING_KEY, Rule
from pcpgen.schema.law import ALL_EXEMPTIONS
from pcpgen.schema.law import EXEMPTIONS as DECLARED
from pcpgen.values import dataclass

MALFORMED_EXEMPT = Rule(
    "malformed-exempt",
    "An exempt passage that is not marked off rightly",
    "What is not marked off exactly might be published.",
    'Write {% exempt "3" "the reason" %} on a line of its own before it, and {% endexempt %} on one after it.',
)

EXEMPTIONS = "plan/exemptions.yaml"
# any line that means to be a mark, so that none is taken for words; then the two that are one
_MARK = pattern(r"^.*\{%-?\s*(?:end_?\s?)?exempt.*$", re.MULTILINE | re.IGNORECASE)
OPENS = pattern(r"[ \t]*\{%[ \t]*exempt[ \t]+\"(?P<paragraph>[^\"{}\n]+)\"[ \t]+\"(?P<why>[^\"{}\n]+)\"[ \t]*%\}[ \t]*")
CLOSES = pattern(r"[ \t]*\{%[ \t]*endexempt[ \t]*%\}[ \t]*")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of a paper's text, where it begins, and why it is exempt if it is."""

    text: str
    begin: Place
    exempt: Exemption | None


def cut_exempt(text: str, begin: Place) -> tuple[list[Stretch], list[Problem]]:
    """The text cut at the marks `{% exempt "3" "why" %}` and `{% endexempt %}`, each on a line of its own.

    What follows a mark that is wrong counts as exempt, so that nothing is taken for public by mistake.
    """
    found: list[Stretch] = []
    problems: list[Problem] = []
    exempt: Exemption | None = None
    opened: Place | None = None
    at, here = 0, begin
    for mark in _MARK.finditer(text):
        found.append(Stretch(text[at : mark.start()], here, exempt))
        place = Place(begin.file, begin.line + text.count("\n", 0, mark.start()), 1, len(mark[0]))
        read, close = OPENS.fullmatch(mark[0]), CLOSES.fullmatch(mark[0])
        if close and exempt:
            exempt = opened = None
        else:
            number = place.within(read.start("paragraph"), len(read["paragraph"])) if read else place
            wrong = _wrong(bool(read), bool(close), opened)
            problems += [problem(MALFORMED_EXEMPT, place, wrong)] if wrong else []
            exempt = Exemption(Text(read["paragraph"] if read else "", number), read["why"] if read else "")
            opened = None if close else place
        at, here = mark.end(), Place(begin.file, place.line)
    found.append(Stretch(text[at:], here, exempt))
    if opened and not any(told.place == opened for told in problems):  # a mark that is not whole is one mistake
        message = "this exempt passage is not closed under its heading"
        problems.append(problem(MALFORMED_EXEMPT, opened, message))
    return found, problems


def _wrong(opens: bool, closes: bool, opened: Place | None) -> str:
    if closes:
        return "no exempt passage is open here"
    if not opens:
        return "this line is no whole mark of an exempt passage"
    return f"an exempt passage is opened within that of line {opened.line}" if opened else ""


def read_exempt(fields: Fields) -> Exemption | None:
    """Why an entry is exempt, from its own entries `exempt` and `why`; None where it is public."""
    paragraph, why = fields.optional("exempt"), fields.optional("why")
    if paragraph is None:
        if why:
            fields.problems.append(
                problem(
                    MISSING_KEY,
                    why.place,
                    f'{fields.what} says "why" and not under which paragraph it is exempt',
                    'Add exempt: "3", or delete "why".',
                )
            )
        return None
    return Exemption(paragraph, why.value if why else fields.words("why", required=True))


def read_exemptions(folder: Folder, nation: str) -> Exemptions | None:
    """What the law lets be exempt: as the office lists it, or else as the program knows it for the office's nation.

    None where the office's own list cannot be read.
    """
    if not folder.exists(EXEMPTIONS):
        return shipped_exemptions(nation, folder.language or folder.main)
    fields = open_fields(folder, EXEMPTIONS, DECLARED)
    return _exemptions(fields) if fields else None


def exempt_lines(lines: Sequence[str]) -> set[int]:
    """The lines that are exempt in a paper's text, their marks too.

    After a mark that is not closed all that follow are, and before one that closes nothing, as where the mark that
    opens is misspelt, all that stand above it up to the last that was closed.
    """
    found: set[int] = set()
    within, closed = False, 0
    for number, line in enumerate(lines, 1):
        mark = _MARK.match(line)
        if mark and CLOSES.fullmatch(line):
            found.update(range(number if within else closed + 1, number + 1))
            within, closed = False, number
        elif within or mark:
            found.add(number)
            within = True
    return found


def _exemptions(fields: Fields) -> Exemptions:
    paragraphs = fields.fields("paragraphs")
    listed = {key: paragraphs.words(key) for key in paragraphs}
    return Exemptions(fields.words("law"), listed, fields.choice("by"), fields.words("test"))


@cache
def shipped_exemptions(nation: str, language: str = ENGLISH) -> Exemptions:
    """The program's own lists in a language, in which nothing is wrong: that of the nation's panels, and of a Board."""
    folder = shipped_folder(SHIPPED, language)
    fields = open_fields(folder, "exemptions.yaml", ALL_EXEMPTIONS)
    assert fields is not None
    known: list[tuple[str, Exemptions]] = []
    for key, entry in fields.named():
        if nation in read_provision(entry).nations:
            known.append((key.value, _exemptions(entry)))
    assert not folder.problems, folder.problems[0]
    lists = dict(known)
    board = lists.pop("board")
    (of_panel,) = lists.values()
    return replace(of_panel, of_board=board)
