"""From an author's prose to its sentences: the words, what stands in double braces among them, and the claims."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise

from pcpgen.patterns import pattern
from pcpgen.place import NOWHERE, Place, Source
from pcpgen.prose.expressions import MARKS
from pcpgen.prose.passage import Passage, said_in
from pcpgen.prose.slips import FIGURE
from pcpgen.prose.tree import Break, Expression, Inline, Words
from pcpgen.prose.tree import Source as Leaf
from pcpgen.values import dataclass

MARK = FIGURE  # stands in a sentence's text for an expression, so that words on either side keep their distance
# the end of a sentence; not behind what is often cut short
_END = pattern(rf"(?<=[.!?])[\"’”)\]]*(?<!\b[A-Za-z]\.)(?<!\bNo\.)(?<!\be\.g\.)(?<!approx\.)\s+(?=[A-Z‘“({MARK}])")


@dataclass(frozen=True, slots=True)
class Claim:
    """A condition, and the stretch of a text that it has to support."""

    condition: str
    start: int
    end: int
    place: Place


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph, heading, item, caption or cell: its words, expressions by where their mark stands, and claims."""

    text: str
    expressions: tuple[tuple[int, Expression], ...]
    claims: tuple[Claim, ...]
    pieces: tuple[tuple[int, Words], ...]  # by where each begins

    def part(self, start: int, end: int) -> Line:
        """What stands between two places of the text."""
        return Line(
            self.text[start:end],
            tuple((at - start, each) for at, each in self.expressions if start <= at < end),
            tuple(
                Claim(each.condition, max(each.start, start) - start, min(each.end, end) - start, each.place)
                for each in self.claims
                if each.start < end and start < each.end
            ),
            tuple((at - start, each) for at, each in self.pieces if at < end and start < at + len(each.text)),
        )

    @property
    def sentences(self) -> tuple[Line, ...]:
        if not _END.search(self.text):
            return (self,)
        cuts = [0, *(found.end() for found in _END.finditer(self.text)), len(self.text)]
        return tuple(self.part(start, end) for start, end in pairwise(cuts) if start < end)

    def place(self, start: int, length: int, sources: Mapping[str, Source]) -> Place:
        """Where a stretch of the text was written; of words that stand in no file, where what is near them was."""
        for at, piece in reversed(self.pieces):
            if at <= start and piece.place.file:
                source, words = sources[piece.place.file], self.text[start : start + length]
                near = piece.place.within(start - at, length)
                exact = source.lines[near.line - 1].startswith(words, near.column - 1)
                return near if exact else source.find(words, piece.place)
        known = [each.place for _, each in self.expressions] + [each.place for each in self.claims]
        return known[0] if known else NOWHERE


def lines_in(passage: Passage) -> Iterator[Line]:
    """Every line of a passage, in reading order."""
    return map(read_line, passage.lines)


def read_line(inlines: tuple[Inline[Leaf], ...]) -> Line:
    text, opened = "", None
    expressions: list[tuple[int, Expression]] = []
    claims: list[Claim] = []
    pieces: list[tuple[int, Words]] = []
    for leaf in said_in(inlines):
        match leaf:
            case Words():
                pieces.append((len(text), leaf))
                text += leaf.text
            case Break():
                text += " "
            case Expression() if leaf.name == "claim":
                opened = len(text), leaf
            case Expression() if leaf.name == "endclaim":
                if opened:
                    start, claim = opened
                    claims.append(Claim(str(claim.arguments[0]), start, len(text), claim.place))
                opened = None
            case Expression() if leaf.name not in MARKS:
                expressions.append((len(text), leaf))
                text += MARK
            case _:
                pass
    return Line(text, tuple(expressions), tuple(claims), tuple(pieces))
