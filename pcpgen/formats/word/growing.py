"""From the ids, notes, lists and addresses of a document to the names that they have in its Word file as it grows."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import Part

from pcpgen.document.document import Document, Note, Section
from pcpgen.document.prose import Inline, leaves, said
from pcpgen.formats.given import Given
from pcpgen.formats.word.styles import INK
from pcpgen.formats.word.xml import Element, make
from pcpgen.languages import unmarked
from pcpgen.prose.tree import Numbering, Words

LONGEST = 40  # signs of a bookmark's name, which Word allows
PASSAGES = "urn:pcpgen:passages"  # the namespace of what a file says of itself
WRITTEN, MADE = "from_", "made_"  # how bookmarks begin of words that an author wrote, and of others


@dataclass
class Growing:
    """A Word file as it grows: what has a number or a name of its own, and the parts that others lead to."""

    document: Document
    given: Given
    part: Part  # the text, whose relations lead to addresses and pictures
    notes_part: Part
    notes: Mapping[str, Note]  # by id
    noted: dict[str, str] = field(default_factory=dict)  # bookmarks of first marks, by the note's id
    lists: list[tuple[Numbering, int, int]] = field(default_factory=list)  # kind, depth and start of each
    lists_before: int = 0  # which the office's own template has
    drawings: int = 0
    sources: dict[str, tuple[Inline, ...]] = field(default_factory=dict)  # the words of each bookmark of a source
    _ids: int = 0
    _names: dict[str, str] = field(default_factory=dict)
    _taken: set[str] = field(default_factory=set)
    _counts: dict[str, int] = field(default_factory=dict)  # how many bookmarks have begun alike
    _within_note: bool = False

    def hue(self, theme: str) -> str:
        """The colour of a theme, as Word writes it."""
        found = (each.hue for each in self.document.themes if each.id == theme)
        return next(found, INK).lstrip("#").upper()

    def bookmark(self, name: str) -> tuple[Element, Element]:
        """The beginning and the end of a bookmark."""
        self._ids += 1
        return make("w:bookmarkStart", w_id=self._ids, w_name=name), make("w:bookmarkEnd", w_id=self._ids)

    def revision(self) -> dict[str, object]:
        """What a tracked change says of itself: its number, whose document it stands in, and that document's day."""
        self._ids += 1
        day = f"{self.document.date}T00:00:00Z" if self.document.date else None
        return {"w_id": self._ids, "w_author": self.document.producer, "w_date": day}

    def target(self, id: str) -> str:
        """The bookmark by which an id of the document is found."""
        if id not in self._names:
            plain = re.sub(r"\W", "_", id, flags=re.ASCII)
            plain = plain if plain[:1].isalpha() else f"at_{plain}"
            self._names[id] = self._free(plain if len(plain) <= LONGEST else f"{plain[:31]}_{_sum(id, 8)}")
        return self._names[id]

    def source(self, line: Sequence[Inline]) -> str:
        """The bookmark that leads back to where words were written; empty where there are no words.

        Where the same words stand more than once, it ends with their number in the order in which they stand: once they
        are put in or taken out further up, the same bookmark leads elsewhere.
        """
        name = source_of(line) or made_of(line)
        if not name:
            return ""
        free = self._free(name)
        self.sources[free] = tuple(line)
        return free

    def _free(self, name: str) -> str:
        """A name that no other bookmark has."""
        free, count = name, self._counts.get(name, 1)
        while free.casefold() in self._taken:
            count += 1
            free = f"{name[: LONGEST - 6]}_{count}"
        self._counts[name] = count
        self._taken.add(free.casefold())
        return free

    def address(self, url: str) -> str:
        """The relation that leads to an address, from the text or from a note."""
        part = self.notes_part if self._within_note else self.part
        return part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)

    def within_notes(self) -> Growing:
        """The same for the part that holds notes."""
        self._within_note = True
        return self

    def new_list(self, numbering: Numbering, depth: int, start: int) -> int:
        """The number by which the items of a list belong together."""
        self.lists.append((numbering, depth, start))
        return self.lists_before + len(self.lists)

    def new_drawing(self) -> int:
        self.drawings += 1
        return self.drawings


def source_of(line: Sequence[Inline]) -> str:
    """The name of the source of some words: which file, and which words of its author's, wherever they stand in it.

    It holds while other lines are put in above them; a figure between the words is not one of them. Empty where no
    author wrote any.
    """
    written = [leaf for leaf in leaves(line) if isinstance(leaf, Words) and leaf.place.file]
    if not written:
        return ""
    words = unmarked(" ".join(each.text for each in written))
    return f"{WRITTEN}{_sum(written[0].place.file, 8)}_{_sum(words, 20)}"


def made_of(line: Sequence[Inline]) -> str:
    """The name of words that the program made, as of a figure; empty where there are none."""
    words = unmarked("".join(map(said, leaves(line)))).strip()
    return f"{MADE}{_sum(words, 20)}" if words else ""


def passage_of(name: str) -> str:
    """What a file keeps of the bookmark of a source, to tell later that it was there."""
    return _sum(name, 8)


def _sum(text: str, digits: int) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:digits]


def notes_of(document: Document) -> dict[str, Note]:
    """Every note, by its id, in order."""
    return {note.id: note for note in (*_notes(document.sections), *document.notes)}


def _notes(sections: Sequence[Section]) -> Iterator[Note]:
    for section in sections:
        yield from _notes(section.sections)
        yield from section.notes
