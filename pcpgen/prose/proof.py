"""From words that a reader sees to what an editor would mark in them, each at its place.

All that authors write goes through here as it is read: prose by `proof`, words without markup by `proof_words`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise

from pcpgen.kept import Kept, sum_of
from pcpgen.patterns import pattern
from pcpgen.place import Place
from pcpgen.place import Source as File
from pcpgen.problems import Problem, problem
from pcpgen.prose.days import no_such_dates
from pcpgen.prose.endings import cut_short, unfinished
from pcpgen.prose.expressions import MARKS
from pcpgen.prose.passage import said_in
from pcpgen.prose.rules import UNKNOWN_MARKUP
from pcpgen.prose.slips import ADDRESS, FIGURE, NOTE, Slip, slips
from pcpgen.prose.tree import (
    Block,
    Break,
    Expression,
    Heading,
    Inline,
    List,
    NoteName,
    Paragraph,
    Quotation,
    Source,
    Words,
)
from pcpgen.prose.walk import lines_of
from pcpgen.rules import Rule

TYPED_NUMBER = Rule(
    "typed-number",
    "A number typed before a heading or paragraph",
    "Where the program numbers, two numbers stand beside each other; elsewhere it is wrong when a part is added.",
    "Delete the number: the program numbers what is to have one.",
    "warning",
)

_ADDRESS = pattern(r"(?:https?://|www\.)[^\s()<>]*[^\s()<>.,;:!?’”]|(?<![\w.+-])[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)*")
_NUMBERED = pattern(
    r"(?:\(?[0-9]{1,2}(?:\.[0-9]{1,2}){0,3}[.)]|[0-9]{1,2}(?:\.[0-9]{1,2}){1,3}|[A-H][.)]|\([a-z]\)|\([ivx]{1,4}\)"
    r"|(?:Section|Chapter|Part) [0-9]{1,2}[:.])\s+(?=\S)"
)
_PARAGRAPH = pattern(r"[0-9]{1,2}\.[0-9]{1,2}(?:\.[0-9]{1,2})?[.)]?\s+(?=[A-Z“][a-z])")
_PUT_IN = pattern(f"[{FIGURE}{NOTE}{ADDRESS}]+")
CLEAN = Kept("prose/proof.py", "prose/slips.py", "prose/days.py", "prose/endings.py")  # lines without a slip
_LINES = 200  # below the beginning of a passage, in which its words are looked for


def proof(blocks: Iterable[Block[Source]], file: File) -> list[Problem]:
    """What an editor would mark in prose."""
    if not file.is_english:
        return []
    proofs = _Proofs(file)
    proofs.blocks(tuple(blocks), page=file.file.endswith(".md"))
    return proofs.problems


def proof_words(text: str, place: Place, file: File) -> list[Problem]:
    """What an editor would mark in words that have no markup: a title, a note of a cell."""
    if not file.is_english or not _slips_in(text, False):  # an address only ever adds to what looks wrong
        return []
    proofs = _Proofs(file)
    proofs.text(text, [(0, place)])
    return proofs.problems


class _Proofs:
    """The lines of one passage; it remembers where words were found, so that the next alike are looked for below."""

    def __init__(self, file: File) -> None:
        self.file = file
        self.problems: list[Problem] = []
        self.seen: dict[str, Place] = {}

    def blocks(self, blocks: tuple[Block[Source], ...], page: bool = False) -> None:
        for block, after in pairwise((*blocks, None)):
            match block:
                case Paragraph():
                    text, where = _text(block.content)
                    quotes = "“" in text or "‘" in text
                    goes_on = quotes and isinstance(after, Paragraph) and _text(after.content)[0].startswith(("“", "‘"))
                    self.text(text, where, goes_on)
                    self.numbered(_PARAGRAPH, text, block.content, "paragraph")
                    if page and (after is None or isinstance(after, Paragraph | Heading)):
                        self.end(block.content)
                case Heading():
                    text, where = _text(block.content)
                    self.text(text, where)
                    self.numbered(_NUMBERED, text, block.content, "heading")
                case List():
                    for item in block.items:
                        self.blocks(item.blocks)
                        if isinstance(twice := next(iter(item.blocks), None), List):
                            message = "this item begins with a second mark"
                            self.problems.append(
                                problem(UNKNOWN_MARKUP, twice.place, message, "Delete one of the two.")
                            )
                case Quotation():
                    self.blocks(block.blocks)
                    self.text(*_text(block.by))
                case None:
                    pass
                case _:
                    for content in lines_of((block,)):
                        self.text(*_text(content))

    def end(self, content: tuple[Inline[Source], ...]) -> None:
        """Whether a paragraph of a page ends as a sentence does; verse, and a line that is one emphasis, need not."""
        if len(content) == 1 and not isinstance(content[0], Words):
            return
        if content[0].place.column > 1 or any(isinstance(each, Break) for each in content):
            return
        text, where = _text(content)
        for slip in unfinished(text):
            self.tell(slip, text, where)

    def text(self, text: str, where: list[tuple[int, Place]], quoted_on: bool = False) -> None:
        if "://" in text or "www." in text or "@" in text:
            text = _ADDRESS.sub(lambda address: ADDRESS * len(address[0]), text)
        for slip in _slips_in(text, quoted_on):
            self.tell(slip, text, where)

    def tell(self, slip: Slip, text: str, where: list[tuple[int, Place]]) -> None:
        near = next((place for at, place in reversed(where) if at <= slip.start), where[0][1] if where else None)
        if near is None:
            return
        place = self.find(text[slip.start : slip.end], near)
        if place is None and slip.rule is UNKNOWN_MARKUP:
            return  # with a backslash before it, so it is meant
        self.problems.append(problem(slip.rule, place or near, _PUT_IN.sub("…", slip.message), slip.remedy))

    def find(self, words: str, near: Place) -> Place | None:
        """The place of words that may go on in the next line."""
        known = self.seen.get(words)
        start = known.within(1, 1) if known and known > near else near
        lines = self.file.lines[start.line - 1 : start.line - 1 + _LINES]
        sought = r"[*_]*\s+[*_]*".join(map(re.escape, max(_PUT_IN.split(words), key=len).split()))
        found = re.compile(rf"(?<!\\){sought}").search("\n".join(lines), start.column - 1) if sought else None
        if found is None:
            return None
        before = "\n".join(lines)[: found.start()]
        line = start.line + before.count("\n")
        column = found.start() - (before.rfind("\n") + 1) + 1
        self.seen[words] = place = Place(self.file.file, line, column, len(found[0].split("\n")[0]))
        return place

    def numbered(self, mark: re.Pattern[str], text: str, content: tuple[Inline[Source], ...], what: str) -> None:
        if found := mark.match(text):
            number = found[0].strip()
            place = self.find(number, next((each.place for each in content), Place(self.file.file)))
            if place:
                self.problems.append(problem(TYPED_NUMBER, place, f'"{number}" is typed before this {what}'))


@lru_cache(4096)  # a title or a name stands in many places
def _slips_in(text: str, quoted_on: bool) -> tuple[Slip, ...]:
    line = sum_of(text)
    if CLEAN.get(line) is not None:
        return ()
    found = (*slips(text), *no_such_dates(text), *cut_short(text, quoted_on))
    if not found and not quoted_on:
        CLEAN.add(line)
    return found


def _text(content: tuple[Inline[Source], ...]) -> tuple[str, list[tuple[int, Place]]]:
    """A line as it reads, a mark where the program puts something in, and the place of each stretch of it."""
    text = ""
    where: list[tuple[int, Place]] = []
    foreign = False  # words in another language, of which nothing is known here
    for leaf in said_in(content):
        where.append((len(text), leaf.place))
        match leaf:
            case Expression(name="in" | "endin"):
                foreign = leaf.name == "in"
                text += FIGURE if foreign else ""
            case _ if foreign:
                pass
            case Words():
                text += leaf.text
            case Break():
                text += " "
            case NoteName():
                text += NOTE
            case Expression():
                text += "" if leaf.name in MARKS else FIGURE
    return text, where
