"""From a change to the words of an author that it is made to, or to why it is made to none and where they come from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pcpgen.document.prose import Leaf, NoteMark, Reference, Shown
from pcpgen.languages import unmarked
from pcpgen.pipeline import Judged
from pcpgen.place import NOWHERE, Place
from pcpgen.problems import listed
from pcpgen.prose.tree import Break, Words
from pcpgen.returned.paragraphs import Change, Mark, Paragraph
from pcpgen.returned.spelt import spellings
from pcpgen.returned.standing import Carried, Found, Piece, Standing, carried, sources_of
from pcpgen.returned.written import Written
from pcpgen.values import dataclass

TAKEN = "it is taken: the file reads so now"
MOST_CELLS = 3  # of a figure that are named


@dataclass(frozen=True, slots=True)
class Edit:
    """What becomes of the characters from `start` to `end` of some words of a line.

    `line` are all words of that line that stand in the same file, `at` says which of them are changed.
    """

    line: tuple[Words, ...]
    at: int
    start: int
    end: int
    after: str

    @property
    def place(self) -> Place:
        return self.line[self.at].place


@dataclass(frozen=True, slots=True)
class Aim:
    """Where a change or a comment belongs; `why` says in words why it cannot be taken, and whence the words come."""

    place: Place
    edits: tuple[Edit, ...] = ()
    why: str = ""
    of: str = "author"  # or "figure", "outline", "program", "taken"


@dataclass(frozen=True)
class Aimer:
    """One paragraph that came back, beside the same as it stands now."""

    judged: Judged
    written: Written
    standing: Standing
    found: Found

    def carried(self, sent: Paragraph) -> Carried:
        return carried(sent.sent, self.found.paragraph.sent)

    def change(self, change: Change, sent: Paragraph) -> Aim:
        """Where a change that was made to the words that were sent belongs now."""
        carried = self.carried(sent)
        here = self.spot(carried.place(change.start))
        if change.shape:
            return replace(here, why=here.why or f"{change.shape}: make this change in the file yourself")
        if change.moved:
            return replace(here, why=here.why or "words were moved: move them in the file yourself")
        stretch = carried.stretch(change.start, change.end)
        if stretch is None and self._has(change, sent):
            return replace(here, why=TAKEN, of="taken")
        if stretch is None:
            return replace(here, why=here.why or "the words there have been changed since the document was sent")
        return self.edit(*stretch, change.after)

    def _has(self, change: Change, sent: Paragraph) -> bool:
        """Whether the paragraph as it stands now reads as the change would have it."""
        after = f"{sent.sent[: change.start]}{change.after}{sent.sent[change.end :]}"
        return (
            carried(after, self.found.paragraph.sent).stretch(change.start, change.start + len(change.after))
            is not None
        )

    def edit(self, start: int, end: int, after: str) -> Aim:
        """The same for words of the paragraph as it stands now."""
        mark = self._mark(start, end)
        pieces = self._pieces(mark) if mark else ()
        if mark is None or not pieces:
            across = [each for each in sources_of(self.found.paragraph) if start < each.end and each.start < end]
            why = "it reaches over several passages" if len(across) > 1 else ""
            here = self.spot(start)
            return replace(here, why=why or here.why or "these words are put there by the program")
        touched = [each for each in pieces if start < each.end and each.start < end]
        if not touched:
            touched = self._beside(pieces, start)
        wrong = next((each for each in touched if not self._is_own(each)), None)
        if wrong or not touched:
            return self._of(wrong or pieces[0], pieces)
        return self._edited(pieces, touched, start, end, " ".join(after.split(" ")))

    def _edited(self, pieces: Sequence[Piece], touched: Sequence[Piece], start: int, end: int, after: str) -> Aim:
        if any(isinstance(each.leaf, Break) for each in touched):
            return replace(self.spot(start), why="it takes a break between lines away: do so in the file")
        near = _one_value(pieces, touched[0])
        line = tuple(each.leaf for each in near if isinstance(each.leaf, Words) and self._is_own(each))
        words = [each for each in touched if isinstance(each.leaf, Words)]
        file = next(each.leaf.place.file for each in words if isinstance(each.leaf, Words))
        same_file = tuple(each for each in line if each.place.file == file)
        edits: list[Edit] = []
        for each in words:
            assert isinstance(each.leaf, Words)
            if each.leaf not in same_file:
                return replace(self.spot(start), why="it reaches over words of several files")
            at = next(at for at, one in enumerate(same_file) if one is each.leaf)
            begin, stop = max(start, each.start) - each.start, min(end, each.end) - each.start
            edits.append(Edit(same_file, at, begin, max(stop, begin), after if not edits else ""))
        return Aim(self._exact(edits[0]), tuple(edits))

    def spot(self, at: int) -> Aim:
        """Where the words at a place of the paragraph come from."""
        marks = sources_of(self.found.paragraph)
        inside = [each for each in marks if each.start <= at < each.end] or [e for e in marks if e.start <= at <= e.end]
        for mark in inside or marks[-1:]:
            pieces = self._pieces(mark)
            piece = next((each for each in pieces if each.start <= at < each.end), pieces[-1] if pieces else None)
            if piece and self._is_own(piece) and isinstance(piece.leaf, Words):
                near = _one_value(pieces, piece)
                line = tuple(e.leaf for e in near if isinstance(e.leaf, Words) and self._is_own(e))
                line = tuple(each for each in line if each.place.file == piece.leaf.place.file)
                number = next(at for at, each in enumerate(line) if each is piece.leaf)
                offset = min(max(at - piece.start, 0), len(piece.leaf.text))
                return Aim(self._exact(Edit(line, number, offset, offset, "")))
            if piece:
                return self._of(piece, pieces)
        return Aim(NOWHERE, why="these words are put there by the program", of="program")

    def _exact(self, edit: Edit) -> Place:
        """The line in which a character of some words is spelt, which may be below their first."""
        source = self.judged.project.sources[edit.place.file]
        for _, spelt in spellings(source, edit.line):
            signs = spelt[edit.at]
            if signs:
                begin = signs[min(edit.start, len(signs) - 1)].start
                line = source.text.count("\n", 0, begin) + 1
                return Place(edit.place.file, line, begin - source.text.rfind("\n", 0, begin))
        return edit.place

    def _mark(self, start: int, end: int) -> Mark | None:
        around = [each for each in sources_of(self.found.paragraph) if each.start <= start and end <= each.end]
        own = (each for each in around if any(map(self._is_own, self._pieces(each))))
        return next(own, around[0] if around else None)

    def _pieces(self, mark: Mark) -> tuple[Piece, ...]:
        """What stands within a bookmark; a text that an author wrote elsewhere word for word is that author's."""
        pieces = self.standing.pieces(self.found.at, mark)
        if not pieces or any(not isinstance(each.leaf, Words) or each.leaf.place.file for each in pieces):
            return tuple(replace(each, leaf=_plain(each.leaf)) for each in pieces)
        text = "".join(unmarked(each.leaf.text) for each in pieces if isinstance(each.leaf, Words))
        places = self._places(text)
        if len(places) != 1:
            return pieces
        return (Piece(Words(text, places[0]), pieces[0].start, pieces[-1].end),)

    def _places(self, text: str) -> tuple[Place, ...]:
        """Where a text stands by itself: in the files that the document shows, where it stands in any of these."""
        places = self.written.places(text)
        own = tuple(each for each in places if each.file in self.standing.files)
        return own or places

    def _beside(self, pieces: Sequence[Piece], at: int) -> list[Piece]:
        """The words that a place between words belongs to: those before it, else those after."""
        near = [each for each in pieces if each.start <= at <= each.end and each.end > each.start]
        own = [each for each in near if self._is_own(each) and isinstance(each.leaf, Words)]
        return own[:1] or near[:1]

    def _is_own(self, piece: Piece) -> bool:
        """Whether an author of this workspace wrote it."""
        if isinstance(piece.leaf, Break):
            return True
        return isinstance(piece.leaf, Words) and piece.leaf.place.file in self.judged.project.sources

    def _of(self, piece: Piece, pieces: Sequence[Piece]) -> Aim:
        """Where words come from that no author of this workspace wrote."""
        leaf = piece.leaf
        own = (each.leaf.place for each in pieces if isinstance(each.leaf, Words) and self._is_own(each))
        line = next(own, NOWHERE)
        if isinstance(leaf, Shown):
            cells = listed(leaf.origin.split(), MOST_CELLS)
            told = f"“{leaf.text}” is computed from {cells}" if cells else f"“{leaf.text}” is counted by the program"
            first = leaf.of.cells[0].place if leaf.of.cells else line
            return Aim(line if line.file else first, why=f"{told}: pcpgen explain {leaf.of.id}", of="figure")
        if isinstance(leaf, Reference | NoteMark):
            return Aim(line, why="the number or title of another part of the document stands there", of="program")
        if isinstance(leaf, Words) and leaf.place.file:
            kind = leaf.place.file.rpartition("/")[2].removesuffix(".yaml")
            why = f"words of the kind of document {kind}: plan/outlines/{kind}.yaml says them otherwise"
            return Aim(line, why=f"{why} (pcpgen kinds {kind} prints it)", of="outline")
        alike = self._places(unmarked(leaf.text)) if isinstance(leaf, Words) else ()
        if alike:
            known = listed((f"{each.file}:{each.line}" for each in alike), MOST_CELLS)
            return Aim(alike[0], why=f"these words stand in several places: {known}", of="author")
        return Aim(
            line,
            why="words of the program: plan/words.yaml says them otherwise, by their names in pcpgen reference words",
            of="program",
        )


def _one_value(pieces: Sequence[Piece], piece: Piece) -> Sequence[Piece]:
    """Those of some pieces that stand between the same breaks as one of them, where each line is a value of YAML.

    Several statements stand so in a cell; a page parts the lines of one text.
    """
    is_value = any(isinstance(each.leaf, Words) and each.leaf.place.file.endswith(".yaml") for each in pieces)
    breaks = [each.start for each in pieces if isinstance(each.leaf, Break)] if is_value else []
    first = max((at for at in breaks if at < piece.start), default=-1)
    last = min((at for at in breaks if at > piece.start), default=pieces[-1].end + 1)
    return [each for each in pieces if first < each.start < last]


def _plain(leaf: Leaf) -> Leaf:
    """Words without the marks of languages, which stand in no file."""
    if isinstance(leaf, Words):
        text = unmarked(leaf.text)
        return leaf if text == leaf.text else Words(text, leaf.place)
    return leaf
