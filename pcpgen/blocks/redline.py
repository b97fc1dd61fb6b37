"""From a text before and after to its redline: what stays, goes and comes, paragraph by paragraph and word by word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from typing import Literal, assert_never

from pcpgen.blocks.forms import figure_pieces
from pcpgen.blocks.prose import compose_prose
from pcpgen.document.prose import (
    Block,
    Inline,
    NoteMark,
    Prose,
    Reference,
    Shown,
    lines,
    phrase,
)
from pcpgen.document.redline import Fate, Group, Line, Run
from pcpgen.editions.changes import LEAST_KEPT
from pcpgen.editions.tree import Node
from pcpgen.editions.words import stretches
from pcpgen.figures.data import Data
from pcpgen.figures.evaluate import evaluate
from pcpgen.place import NOWHERE
from pcpgen.problems import Problem
from pcpgen.prose.expressions import GIVE_FIGURES, MARKS
from pcpgen.prose.passage import Passage, plainly
from pcpgen.prose.tree import Break, Emphasis, Link, List, NoteName, Picture, Source, Strong, Words
from pcpgen.values import dataclass

_MOST_PAIRS = 400  # of paragraphs that are held against each other


@dataclass(frozen=True)
class Voice:
    """What says expressions aloud in one state of the plan: its data, and the titles of its parts by id.

    Without data, as where the workspace has errors, an expression is said as it is written. `where` stands before the
    file of each cell that lies in another workspace or revision: "HEAD~1:".
    """

    data: Data | None
    titles: Mapping[str, str]
    where: str = ""

    def pieces(self, what: Source) -> tuple[Inline, ...]:
        """What an expression becomes; nothing for a note's mark, since notes are compared by themselves."""
        if isinstance(what, NoteName) or what.name in MARKS:
            return ()
        name = str(what.arguments[0])
        if what.name == "see":
            return phrase(self.titles.get(name, name)).content
        if what.name == "chart":
            return phrase(f"[chart {name}]").content
        if what.name not in GIVE_FIGURES:
            return phrase(name).content
        sound = self.data is not None and not isinstance(evaluate(what, self.data), Problem | None)
        if not sound or self.data is None:
            return phrase(what.raw).content
        return tuple(map(self._placed, figure_pieces(what, self.data).content))

    def _placed(self, piece: Inline) -> Inline:
        """A figure whose cells say where they lie."""
        if not self.where or not isinstance(piece, Shown):
            return piece
        cells = tuple(
            replace(cell, place=cell.place._replace(file=f"{self.where}{cell.place.file}")) for cell in piece.of.cells
        )
        return replace(piece, of=replace(piece.of, cells=cells))

    def prose(self, passage: Passage) -> Prose:
        return compose_prose(passage, self.pieces)


def redline(before: Node | None, after: Node | None, was: Voice, reads: Voice) -> tuple[Group, ...]:
    """The text of a node in two states as one; either may be absent."""
    return _grouped(_lines(_blocks(before, was), _blocks(after, reads)))


def title_runs(before: str, after: str) -> tuple[Run, ...]:
    """A title before and after, word by word."""
    return _runs(_plain_tokens(before), _plain_tokens(after))


# -- prose as blocks of words


@dataclass(frozen=True)
class _Token:
    """A word as it is compared, and what it is made of: letters, figures, or both, as in "(96,457)"."""

    key: str
    pieces: tuple[Words | Shown, ...]


@dataclass(frozen=True)
class _Block:
    """A paragraph, heading or item."""

    item: bool
    tokens: tuple[_Token, ...]

    @property
    def key(self) -> tuple[str, ...]:
        return tuple(token.key for token in self.tokens)


def _blocks(node: Node | None, voice: Voice) -> list[_Block]:
    """The text of a node, cut into paragraphs and items, and these into words."""
    if node is None or not node.text:
        return []
    prose = voice.prose(node.body or plainly(node.text, NOWHERE))
    found = [_Block(item, tuple(_tokens(line))) for item, line in _lines_of(prose.blocks)]
    return [block for block in found if block.tokens]


def _lines_of(blocks: Iterable[Block], item: bool = False) -> Iterator[tuple[bool, tuple[Inline, ...]]]:
    """Each paragraph, heading, picture and item, with whether it is an item; of a picture its words and file."""
    for block in blocks:
        if isinstance(block, List):
            for each in block.items:
                yield from _lines_of(each.blocks, item=True)
        elif isinstance(block, Picture):
            yield item, (*block.alt, Words(f" ({block.file})", NOWHERE))
            yield item, block.caption
        else:
            yield from ((item, line) for line in lines((block,)))


def _tokens(line: tuple[Inline, ...]) -> list[_Token]:
    """The words of a line; the address of a link stands in brackets behind its words, unless they hold it already."""
    words: list[list[Words | Shown]] = [[]]
    _gather(line, words)
    return [_Token("".join(piece.text for piece in word), tuple(word)) for word in words if word]


def _gather(inlines: Iterable[Inline], words: list[list[Words | Shown]]) -> None:
    for inline in inlines:
        match inline:
            case Words():
                _split(inline.text, words)
            case Shown():
                words[-1].append(inline)
            case Reference():
                _split(inline.text, words)
            case Break():
                words.append([])
            case Link():
                _gather(inline.content, words)
                before = [*words[-2:-1], words[-1]]
                if inline.url not in "".join(piece.text for word in before for piece in word):
                    _split(f" ({inline.url})", words)
            case Strong() | Emphasis():
                _gather(inline.content, words)
            case NoteMark():
                pass
            case _:
                assert_never(inline)


def _split(text: str, words: list[list[Words | Shown]]) -> None:
    for part in re.split(r"([ \n\t]+)", text):
        if part.strip(" \n\t"):
            words[-1].append(Words(part, NOWHERE))
        elif part:
            words.append([])


# -- blocks side by side


def _lines(before: Sequence[_Block], after: Sequence[_Block]) -> list[tuple[bool, Line]]:
    """Every paragraph of both in reading order, each with whether it is an item."""
    found: list[tuple[bool, Line]] = []
    matcher = SequenceMatcher(None, [each.key for each in before], [each.key for each in after], autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            found += [(each.item, Line("same", (_run("same", each.tokens),))) for each in after[j1:j2]]
            continue
        for old, new in _paired(before[i1:i2], after[j1:j2]):
            block = new or old
            assert block is not None
            if old and new:
                found.append((new.item, Line("reworded", _runs(old.tokens, new.tokens))))
            else:
                fate: Literal["removed", "inserted"] = "removed" if old else "inserted"
                found.append((block.item, Line(fate, (_run(fate, block.tokens),))))
    return found


def _paired(before: Sequence[_Block], after: Sequence[_Block]) -> list[tuple[_Block | None, _Block | None]]:
    """Paragraphs that went and came, those that share enough words beside each other, in the order of both."""
    if len(before) * len(after) > _MOST_PAIRS:
        return [*((each, None) for each in before), *((None, each) for each in after)]
    likeness = [[_likeness(old, new) for new in after] for old in before]
    best = [[0.0] * (len(after) + 1) for _ in range(len(before) + 1)]
    for i in range(len(before) - 1, -1, -1):
        for j in range(len(after) - 1, -1, -1):
            best[i][j] = max(best[i + 1][j], best[i][j + 1], likeness[i][j] + best[i + 1][j + 1])
    found: list[tuple[_Block | None, _Block | None]] = []
    i = j = 0
    while i < len(before) and j < len(after):
        if likeness[i][j] and best[i][j] == likeness[i][j] + best[i + 1][j + 1]:
            found.append((before[i], after[j]))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            found.append((before[i], None))
            i += 1
        else:
            found.append((None, after[j]))
            j += 1
    return [*found, *((each, None) for each in before[i:]), *((None, each) for each in after[j:])]


def _likeness(old: _Block, new: _Block) -> float:
    """The share of words in common; 0 where it is too small for one to be the other reworded."""
    share = SequenceMatcher(None, old.key, new.key, autojunk=False).ratio()
    return share if share >= LEAST_KEPT else 0.0


def _runs(old: Sequence[_Token], new: Sequence[_Token]) -> tuple[Run, ...]:
    later = 0  # how far the later words have been read, since a stretch that stays is told by its earlier place
    runs: list[Run] = []
    for each in stretches([token.key for token in old], [token.key for token in new]):
        if each.fate == "removed":
            runs.append(_run("removed", old[each.start : each.end]))
        else:
            count = each.end - each.start
            runs.append(_run(each.fate, new[later : later + count]))
            later += count
    return tuple(runs)


def _run(fate: Fate, tokens: Sequence[_Token]) -> Run:
    pieces: list[str | Inline] = []
    text = ""  # neighbouring words are one piece
    for at, token in enumerate(tokens):
        text += " " if at else ""
        for piece in token.pieces:
            if isinstance(piece, Words):
                text += piece.text
            else:
                pieces += [text, piece]
                text = ""
    return Run(fate, phrase(*pieces, text))


def _plain_tokens(text: str) -> tuple[_Token, ...]:
    return tuple(_Token(word, (Words(word, NOWHERE),)) for word in text.split())


def _grouped(lines: Sequence[tuple[bool, Line]]) -> tuple[Group, ...]:
    """Neighbouring items as one list."""
    found: list[Group] = []
    for item, line in lines:
        kind: Literal["paragraphs", "list"] = "list" if item else "paragraphs"
        if found and found[-1].kind == kind:
            found[-1] = Group(kind, (*found[-1].lines, line))
        else:
            found.append(Group(kind, (line,)))
    return tuple(found)
