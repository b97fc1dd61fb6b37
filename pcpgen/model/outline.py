"""A kind of document as its outline declares it, and a paper of a kind of the office's own as it was written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date
from typing import Literal, TypeAlias

from pcpgen.model.plan import Standing
from pcpgen.model.report import Part
from pcpgen.model.text import Text
from pcpgen.place import Place
from pcpgen.prose.passage import NoteText, Passage
from pcpgen.values import dataclass

# what the documents of a kind are about; a kind of an office's own is about its papers
Of: TypeAlias = Literal[
    "paper", "edition", "report", "variation", "board-paper", "recommendations", "meeting", "issued"
]
AskKind: TypeAlias = Literal["words", "prose", "day", "post", "number"]
# what a section is repeated over: headings of the author's that begin with its label, or all of them, or what is listed
Each: TypeAlias = Literal[
    "", "heading", "own-heading", "theme", "objective", "priority", "indicator", "measure", "part", "version"
]
COMPLETE = ("theme", "objective", "priority", "indicator", "graded-below")  # what a paper can have to account for
GRADED_BELOW = COMPLETE[-1]  # an indicator whose grade points down, which its author must write about
EVERY_PAPER = ("access", "standing")  # what the head of every paper says beside its own entries


@dataclass(frozen=True, slots=True)
class Ask:
    """An entry that the papers of a kind have: what it holds, its label at their head, whether it may be absent."""

    key: str
    kind: AskKind
    label: str
    optional: bool
    place: Place
    after: tuple[Text, ...] = ()  # other days of the paper that come before this one, or are the same
    before: tuple[Text, ...] = ()  # those that come after it
    in_draft: str = ""  # its label in a draft, while what happens on the day is still to come
    past: bool = False  # whether what happens on the day has happened once the paper is issued


@dataclass(frozen=True, slots=True)
class Fact:
    """A line at the head of a document: its label, and what it says."""

    label: Passage
    says: Passage


@dataclass(frozen=True, slots=True)
class SectionOutline:
    """A section of a kind: its title, the program's opening words, a block, then its author's own text.

    `each` repeats it: over what is listed, or over the author's headings that begin with `label`, as in
    `# Option: Keep the van`. Its author's text is what stands under `heading`. A section for each objective holds what
    is written about its priorities; what serves none stands under `rest`. One that may be absent (`when: any`) is left
    out where nothing stands in it. `number` takes the place of the one that it would have. Where the outline is read in
    another language than its own, an author may write heading and label as `written` has them, too.
    """

    id: str
    title: Passage
    label: Passage
    says: tuple[Passage, ...]
    asks: bool  # whether what it says is what the reader must decide
    block: Text
    of_author: bool
    heading: str
    each: Each
    rest: Passage | None
    when_any: bool
    number: str
    place: Place
    written: tuple[str, str] = ("", "")
    in_draft: tuple[Passage, ...] = ()  # its opening words in a draft, where they are others

    @property
    def headings(self) -> tuple[str, ...]:
        """The headings by any of which its author's text is known."""
        return (self.heading, *filter(None, self.written[:1]))

    @property
    def labels(self) -> tuple[str, ...]:
        """What the headings begin with by which its author's texts are known."""
        return (self.label.written, *filter(None, self.written[1:]))

    @property
    def passages(self) -> tuple[Passage, ...]:
        """Every text of it that a reader sees."""
        return tuple(
            said for said in (self.title, self.label, *self.says, *self.in_draft, self.rest) if said is not None
        )


@dataclass(frozen=True, slots=True)
class Outline:
    """A kind of document: what it is about, its front, its sections, and what must be accounted for.

    `folder`, `asks`, `dated`, `as_at` and `complete` are for kinds that are about papers of an office's own.
    """

    id: str
    of: Of
    title: Passage
    plural: Passage
    cover: bool  # a cover with pages behind it; else a head with numbered sections
    name: Passage | None  # the title of one document, where it is none of its author's
    subtitle: Passage | None
    footer: Passage | None
    above: Passage | None  # what stands over the title
    head: tuple[Fact | Text, ...]  # facts, and the keys of entries or of what every paper has
    sections: tuple[SectionOutline, ...]
    place: Place
    sound: bool  # whether it could be read whole; else no paper of its kind is
    folder: str = ""
    asks: Mapping[str, Ask] = field(default_factory=dict)
    dated: Text = Text("", Place(""))
    as_at: Text = Text("", Place(""))  # the entry that is the day of its figures, where it is not `dated`
    complete: tuple[Text, ...] = ()
    of_tens: bool = False  # whether its sections are numbered 1.0, 2.0
    title_under: bool = False  # whether the title stands under the lines of the head
    notes_by_section: bool = False  # whether notes stand at the end of the section that holds their marks

    @property
    def is_shipped(self) -> bool:
        """Whether it comes with the program."""
        return not self.place.file.startswith("plan/")

    @property
    def front(self) -> tuple[Passage, ...]:
        """What it says of a document as a whole."""
        whole = (self.title, self.plural, self.name, self.subtitle, self.footer, self.above)
        facts = (said for fact in self.head if isinstance(fact, Fact) for said in (fact.label, fact.says))
        return tuple(said for said in (*whole, *facts) if said is not None)

    @property
    def passages(self) -> tuple[Passage, ...]:
        """Every text of it that a reader sees."""
        return (*self.front, *(said for section in self.sections for said in section.passages))


@dataclass(frozen=True, slots=True)
class OutlinePaper:
    """A paper of a kind that an outline declares; `entries` by their key, as its author wrote them."""

    kind: str  # the id of its outline
    id: str
    title: Text
    entries: Mapping[str, Passage]
    days: Mapping[str, date]  # those of the entries that are days
    day: date
    as_at: date  # the day of its figures
    parts: tuple[Part, ...]
    left_out: Mapping[str, Text]
    notes: tuple[NoteText, ...]
    works: tuple[Text, ...]
    standing: Standing
    place: Place
