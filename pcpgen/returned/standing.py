"""From a document to its Word file as it would be sent now, by which a paragraph that came back finds its source."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence, Set
from difflib import SequenceMatcher
from functools import cached_property
from io import BytesIO
from pathlib import Path
from typing import Literal, cast
from zipfile import ZipFile

from lxml import etree

from pcpgen.compose.opendata import open_data
from pcpgen.document.document import Document
from pcpgen.document.prose import Leaf, leaves, said
from pcpgen.formats.given import Given
from pcpgen.formats.word.growing import MADE, WRITTEN, passage_of
from pcpgen.formats.word.inlines import CONTENTS
from pcpgen.formats.word.writing import written
from pcpgen.languages import unmarked
from pcpgen.outputs import own_templates
from pcpgen.patterns import pattern
from pcpgen.pipeline import Judged, images
from pcpgen.prose.tree import Words
from pcpgen.returned.file import WordFile
from pcpgen.returned.paragraphs import Mark, Paragraph, paragraphs
from pcpgen.values import dataclass

How = Literal["bookmark", "changed", "words", "alike"]
_ALIKE, _CHANGED = 0.8, 0.5  # how much of two paragraphs must be the same
_AGAIN = re.compile(r"_\d{1,4}$")  # of a bookmark whose words stand more than once
_PARTS = re.compile(r"\w+|\s+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Piece:
    """What stands from `start` to `end` of a paragraph: an author's words, a figure, a reference."""

    leaf: Leaf
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Found:
    """The paragraph as it stands now, and how it was found: by its bookmark, or by its words.

    `is_one_of` says that several read the same, and that it may be any of them.
    """

    at: int
    paragraph: Paragraph
    how: How
    is_one_of: bool = False


@dataclass(frozen=True)
class Row:
    """The paragraphs of a file in order, each with what it goes by: several may go by the same."""

    names: tuple[tuple[str, ...], ...]

    @cached_property
    def of(self) -> dict[str, list[int]]:
        """Where paragraphs stand that go by a name."""
        found: dict[str, list[int]] = {}
        for at, names in enumerate(self.names):
            for name in dict.fromkeys(names):
                found.setdefault(name, []).append(at)
        return found

    @cached_property
    def _named(self) -> list[int]:
        return [at for at, names in enumerate(self.names) if names]

    def beside(self, at: int) -> tuple[tuple[str, ...], ...]:
        """What the nearest paragraphs before and after go by that go by anything; nothing at an end."""
        here = bisect_left(self._named, at)
        before, after = self._named[here - 1 : here] if here else [], self._named[here + 1 : here + 2]
        return tuple(self.names[each[0]] if each else () for each in (before, after))


def by_marks(paragraphs: Sequence[Paragraph]) -> Row:
    """Paragraphs by the bookmarks of their sources, without the number of those whose words stand more than once."""
    return Row(tuple(tuple(_unnumbered(mark.name) for mark in sources_of(each)) for each in paragraphs))


def by_words(paragraphs: Sequence[Paragraph], taken: bool = False) -> Row:
    """Paragraphs by their words, or by those that they have once their changes are `taken`; what repeats has none."""
    said = ((each, each.with_changes if taken else each.sent) for each in paragraphs)
    words = ("" if each.around or each.style == CONTENTS else same(text) for each, text in said)
    return Row(tuple((text,) if text else () for text in words))


def counterpart(name: str, at: int, sent: Row, now: Row) -> int | None:
    """Where the paragraph stands now that was sent at a place by a name, where that is certain.

    Of several by the same name it is the one between the same others. While there are as many as were sent, the number
    in their order tells them apart, as long as one of the others beside it is the same.
    """
    ours, theirs, beside = sent.of[name], now.of.get(name, []), sent.beside(at)
    if len(ours) == len(theirs) == 1:
        return theirs[0]
    between = [each for each in theirs if now.beside(each) == beside]
    if len(between) == 1 and not any(name in names for names in beside):
        return between[0]
    if len(ours) != len(theirs):
        return None
    there = theirs[ours.index(at)]
    return there if any(one == other for one, other in zip(beside, now.beside(there), strict=True)) else None


@dataclass(frozen=True)
class Standing:
    """A document with the paragraphs of its Word file, and the words behind each bookmark of a source."""

    document: Document
    paragraphs: tuple[Paragraph, ...]
    sources: Mapping[str, Sequence[Leaf]]

    @cached_property
    def marked(self) -> Row:
        return by_marks(self.paragraphs)

    @cached_property
    def files(self) -> frozenset[str]:
        """The files in which its words were written."""
        every = (leaf.place.file for line in self.sources.values() for leaf in line if isinstance(leaf, Words))
        return frozenset(every) - {""}

    @cached_property
    def worded(self) -> Row:
        return by_words(self.paragraphs)

    def pieces(self, at: int, mark: Mark) -> tuple[Piece, ...]:
        """What stands within a bookmark; nothing where the file does not hold what was written into it."""
        start, found = mark.start, []
        for leaf in self.sources[mark.name]:
            words = unmarked(said(leaf)) if isinstance(leaf, Words) or said(leaf) != " " else "\n"
            found.append(Piece(leaf, start, start + len(words)))
            start += len(words)
        whole = "".join(unmarked(said(each.leaf)) for each in found)
        sent = self.paragraphs[at].sent[mark.start : mark.end].replace("\n", " ")
        return tuple(found) if sent == whole.replace("\n", " ") else ()


def standing(root: Path, judged: Judged, document: Document) -> Standing:
    """A document as it would be sent now. Raises CannotRender."""
    project = judged.project
    given = Given(own_templates(root), images(project), open_data(document, project.datasets))
    content, sources = written(document, given)
    with ZipFile(BytesIO(content)) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    notes = tuple(etree.fromstring(parts[name]) for name in ("word/footnotes.xml",) if name in parts)
    file = WordFile("", document.id, etree.fromstring(parts["word/document.xml"]), notes)
    return Standing(document, tuple(paragraphs(file)), {name: tuple(leaves(line)) for name, line in sources.items()})


def sources_of(paragraph: Paragraph) -> list[Mark]:
    """The bookmarks of sources, in the order in which they begin."""
    return sorted((each for each in paragraph.marks if each.name.startswith((WRITTEN, MADE))), key=lambda m: m.start)


def gone(standing: Standing, came: Came, passages: frozenset[str], met: Set[int]) -> Iterator[int]:
    """Where paragraphs stand now that a file was sent with, and that nothing of what came back is like.

    `met` are those that a paragraph was found to be. One that was put in or reworded since is not among the `passages`,
    and where its words came as often as they stand, it has lost its bookmark alone.
    """
    there = {mark.name for each in came.paragraphs for mark in each.marks}
    for at, each in enumerate(standing.paragraphs):
        names = [mark.name for mark in sources_of(each) if mark.name.startswith(WRITTEN)]
        words = same(each.sent)
        if not names or at in met or len(came.worded.of.get(words, ())) >= len(standing.worded.of.get(words, ())):
            continue
        if not there.intersection(names) and all(_was_sent(standing, name, passages) for name in names):
            yield at


def _was_sent(standing: Standing, name: str, passages: frozenset[str]) -> bool:
    """Whether a bookmark is of the same passage as when a file was sent: its words stood as often then as they do."""
    first = _unnumbered(name)
    now = [each for each in standing.sources if _unnumbered(each) == first]
    return passage_of(f"{first}_{len(now) + 1}") not in passages and all(passage_of(each) in passages for each in now)


def same(words: str) -> str:
    return " ".join(words.split())


@dataclass(frozen=True)
class Came:
    """The paragraphs of a file that came back."""

    paragraphs: Sequence[Paragraph]

    @cached_property
    def marked(self) -> Row:
        return by_marks(self.paragraphs)

    @cached_property
    def worded(self) -> Row:
        return by_words(self.paragraphs)

    @cached_property
    def taken(self) -> Row:
        return by_words(self.paragraphs, taken=True)


def found(standing: Standing, came: Came, at: int) -> Found | None:
    """The paragraph now that came back at a place; None where none is like it.

    A bookmark leads to it, else its words; where several go by the same and nothing tells which of them it was, it is
    found by its words, as the first of them.
    """
    marks, words = came.marked.names[at], came.worded.names[at]
    rows = [(marks, came.marked, standing.marked, "bookmark"), (words, came.worded, standing.worded, "words")]
    if came.paragraphs[at].changes:
        rows.append((came.taken.names[at], came.taken, standing.worded, "changed"))
    first: int | None = None
    for names, sent, now, how in rows:
        for name in names:
            if (there := counterpart(name, at, sent, now)) is not None:
                return Found(there, standing.paragraphs[there], cast("How", how))
        first = next((now.of[name][0] for name in names if name in now.of), first)
    if first is not None:
        return Found(first, standing.paragraphs[first], "words", is_one_of=True)
    files = {_file(name) for name in marks if name.startswith(WRITTEN)}
    return _alike(standing, words[0], files) if words else None


def _unnumbered(name: str) -> str:
    """The bookmark of the same words where they stand first."""
    return _AGAIN.sub("", name)


def _file(name: str) -> str:
    return name.split("_")[1]


def _alike(standing: Standing, words: str, files: set[str]) -> Found | None:
    """The paragraph that has most of the words: of one of the files, where these are known."""
    best, at = (_CHANGED if files else _ALIKE), -1
    matcher = SequenceMatcher(None, autojunk=False)
    matcher.set_seq2(_PARTS.findall(words))
    for number, each in enumerate(standing.paragraphs):
        own = {_file(mark.name) for mark in sources_of(each) if mark.name.startswith(WRITTEN)}
        if files and not files & own:
            continue
        matcher.set_seq1(_PARTS.findall(same(each.sent)))
        if matcher.real_quick_ratio() > best and matcher.quick_ratio() > best and matcher.ratio() > best:
            best, at = matcher.ratio(), number
    how: How = "changed" if files else "alike"
    return Found(at, standing.paragraphs[at], how) if at >= 0 else None


@dataclass(frozen=True)
class Carried:
    """Places in the words that were sent to places in the words now; none for words that have changed since."""

    stretches: tuple[tuple[int, int, int], ...]  # from, to, and how many characters are the same
    length: int  # of the words that were sent

    def place(self, at: int) -> int:
        """The place now, or the nearest before it."""
        before = [each for each in self.stretches if each[0] <= at]
        if not before:
            return 0
        start, there, size = before[-1]
        return there + min(at - start, size)

    def stretch(self, start: int, end: int) -> tuple[int, int] | None:
        """The same words now; None where they, or what stands beside a place between words, are others."""
        for begin, there, size in self.stretches:
            first, last = begin + (start == end > 0), begin + size - (start == end < self.length)
            if first <= start and end <= last:
                return there + start - begin, there + end - begin
        return None


def carried(sent: str, now: str) -> Carried:
    if sent == now:
        return Carried(((0, 0, len(sent)),), len(sent))
    old, new = _PARTS.findall(sent), _PARTS.findall(now)
    begins, theirs = _begins(old), _begins(new)
    blocks = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    return Carried(
        tuple((begins[a], theirs[b], begins[a + size] - begins[a]) for a, b, size in blocks if size), len(sent)
    )


def _begins(parts: Sequence[str]) -> list[int]:
    at, found = 0, [0]
    for part in parts:
        at += len(part)
        found.append(at)
    return found


Step = tuple[int, int, str]  # from and to in the words now, and what stands there instead


def untracked(sent: str, now: str) -> Iterator[tuple[Step, ...]]:
    """Where words that were sent differ from those now, each change with its steps.

    Steps within a sentence are one change where a third of its words or more are others: it was written anew, and some
    of them alone would make no sentence.
    """
    old, new = _PARTS.findall(now), _PARTS.findall(sent)
    begins = _begins(old)
    group: list[Step] = []
    kept = changed = 0  # words of the sentence so far
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal":
            group.append((begins[i1], begins[i2], "".join(new[j1:j2])))
            changed += max(_words(old[i1:i2]), _words(new[j1:j2]))
            continue
        text = "".join(old[i1:i2])
        ends = [each.end() for each in _SENTENCE_END.finditer(text)]
        if ends and _words(old[i1:i2]) >= _APART:
            yield from _changes(group, changed, kept + _words(text[: ends[0]]))
            group, changed, kept = [], 0, _words(text[ends[-1] :])
        else:
            kept += _words(old[i1:i2])
    yield from _changes(group, changed, kept)


_SENTENCE_END = pattern(r"[.!?][”’)]* ")
_APART = 3  # words that both have, with the end of a sentence among them, part one change from the next
_WRITTEN_ANEW = 3  # a sentence of which one in so many words is another is written anew


def _changes(group: Sequence[Step], changed: int, kept: int) -> Iterator[tuple[Step, ...]]:
    """The steps of a sentence as one change, or each by itself."""
    if len(group) > 1 and _WRITTEN_ANEW * changed >= changed + kept:
        yield tuple(group)
    else:
        yield from ((each,) for each in group)


def _words(parts: Sequence[str]) -> int:
    return len("".join(parts).split())
