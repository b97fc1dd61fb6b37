"""A report to the Panel and the registers behind it, as their authors wrote them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date
from typing import Literal

from pcpgen.model.period import Period
from pcpgen.model.plan import Standing
from pcpgen.model.text import Text
from pcpgen.model.working_days import Publication
from pcpgen.place import Place
from pcpgen.prose.passage import NoteText, Passage
from pcpgen.prose.tree import Expression
from pcpgen.values import dataclass


@dataclass(frozen=True, slots=True)
class Exemption:
    """Why something is not public: a paragraph of the law by its number, and the author's reason.

    The reason may itself give away what is exempt, so that only the exempt version prints it.
    """

    paragraph: Text
    reason: str


@dataclass(frozen=True, slots=True)
class Exemptions:
    """The law that lets a paper keep something back, and its paragraphs by number: "information about …"."""

    law: str
    paragraphs: Mapping[str, str]
    by: str = "paragraph"  # what its numbers are of: a paragraph or a section
    test: str = ""  # where the law has the public interest weighed before something is kept back
    of_board: Exemptions | None = None  # those of papers to the Board, where they are others

    def of(self, board: bool) -> Exemptions:
        """Those of a paper to the Board, or of any other."""
        return self.of_board if board and self.of_board else self


@dataclass(frozen=True, slots=True)
class Appendix:
    """A paper of somebody else's that goes with a report, and whether it is accessible."""

    title: str
    url: str
    accessible: Literal["yes", "no", "unknown"]
    exempt: Exemption | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """A point of a meeting's agenda: the report or other paper that it takes, or its title; and what is attached.

    A paper of an office's own kind is named by its kind and its id: "minutes 2026-03-19".
    """

    number: str
    report: Text | None
    appendices: tuple[Appendix, ...]
    place: Place
    paper: Text | None = None
    title: str = ""
    by: str = ""

    @property
    def takes(self) -> Text | None:
        """What names its report or other paper; nothing where it has none."""
        return self.report or self.paper

    @property
    def called(self) -> str:
        """What it takes, or else what it is about."""
        return self.takes.value if self.takes else self.title


@dataclass(frozen=True, slots=True)
class Meeting:
    date: date
    public: bool
    items: tuple[Item, ...]
    place: Place
    contacts: tuple[tuple[str, str], ...] = ()  # post and office of each whom readers ask, if not the Panel's


@dataclass(frozen=True, slots=True)
class Panel:
    """The Panel's register: its terms of reference by item, whom to ask, its meetings, and when what is due."""

    terms: Mapping[str, Text]
    contact_post: str
    contact_office: str
    meetings: tuple[Meeting, ...]
    publication: Publication | None
    precept: tuple[Period, ...]  # the financial years whose precepts it works on
    contact_written: str = ""  # the contact's title as its own file has it, where this one is translated

    def contacts(self, day: date) -> tuple[tuple[str, str], ...]:
        """Whom to ask about papers of a day, post and office: those whom its meeting names, or the Panel's own."""
        meeting = next((each for each in self.meetings if each.date == day), None)
        return (meeting.contacts if meeting else ()) or ((self.contact_post, self.contact_office),)


@dataclass(frozen=True, slots=True)
class Question:
    """A question of the Panel and its answer, both reported."""

    id: str
    asker: str
    question: Passage
    answer: Passage | None
    notes: tuple[NoteText, ...]
    status: Literal["answered", "open"]
    place: Place
    asked: date | None = None  # by the register; an open question has all of these but the last
    owner: str = ""
    due: date | None = None
    section: Text | None = None  # the priority that it is about
    answered: date | None = None
    at: Mapping[str, Place] = field(default_factory=dict)  # where its days stand, by the names of their entries

    def is_open(self, day: date) -> bool:
        """Whether it still waited for its answer on a day."""
        return self.status == "open" or (self.answered is not None and self.answered > day)


@dataclass(frozen=True, slots=True)
class Recommendation:
    """What the Panel recommends, and the Commissioner's response: its outcome and date, or who owes it by when."""

    id: str
    text: Passage
    response: Passage | None
    outcome: str
    responded: date | None
    owner: str
    due: date | None
    place: Place
    at: Mapping[str, Place] = field(default_factory=dict)  # as of a question


@dataclass(frozen=True, slots=True)
class PanelReport:
    """A report of the Panel on a draft or variation, with its recommendations."""

    date: date
    edition: Text
    on: str  # "the draft plan for 2025-29"
    law: str
    recommendations: tuple[Recommendation, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Work:
    """An entry of the bibliography."""

    id: str
    title: str
    where: str
    published: Period | None
    url: str
    place: Place


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph that gets a number, with the list that belongs to it."""

    body: Passage
    exempt: Exemption | None = None
    kind: Literal["paragraph"] = "paragraph"


@dataclass(frozen=True, slots=True)
class Insert:
    """A block that a register or the data fill: a Panel question, an indicator."""

    expression: Expression
    exempt: Exemption | None = None
    name: str = ""  # by which references find it: `{{ rates("…") }} {#name}`
    kind: Literal["insert"] = "insert"


@dataclass(frozen=True, slots=True)
class Withheld:
    """What stands in a public paper where a block is exempt: nothing but the number of the law's paragraph."""

    paragraph: str
    kind: Literal["withheld"] = "withheld"


@dataclass(frozen=True, slots=True)
class Part:
    """What stands under one heading: background, priorities by id, next steps, appendix of a report on a theme.

    A free paper has sections, each with the title that its author gave it.
    """

    kind: Literal["background", "priority", "next steps", "appendix", "section"]
    ids: tuple[Text, ...]
    blocks: tuple[Paragraph | Insert | Withheld, ...]
    place: Place
    title: str = ""
    name: str = ""  # by which references find it: `# Background {#why}`


@dataclass(frozen=True, slots=True)
class Report:
    id: str  # "communities"
    theme: Text
    meeting: date
    item: str
    title: str
    as_at: date
    terms: tuple[Text, ...]
    recommend: Passage
    attached: Passage | None
    parts: tuple[Part, ...]
    notes: tuple[NoteText, ...]
    left_out: Mapping[str, Text]  # reasons by the id of an objective, priority or indicator
    place: Place
    bibliography: tuple[Text, ...] = ()  # ids of the works that it names; those that it quotes where none is said
    standing: Standing = field(default_factory=Standing)
    at: Mapping[str, Place] = field(default_factory=dict)  # where its days and its item stand, by their entries


@dataclass(frozen=True, slots=True)
class VariationReport:
    """A report that sends a draft variation of an edition to the Panel; `parts` are sections of its author's own."""

    id: str
    edition: Text
    variation: Text
    meeting: date
    item: str
    title: str
    appendix: str  # title of the appendix that holds what is varied
    law: Text  # the act under which the plan is issued and varied, in the bibliography
    terms: tuple[Text, ...]
    parts: tuple[Part, ...]
    notes: tuple[NoteText, ...]
    bibliography: tuple[Text, ...]
    place: Place
    standing: Standing = field(default_factory=Standing)
    at: Mapping[str, Place] = field(default_factory=dict)  # where its days and its item stand, by their entries
