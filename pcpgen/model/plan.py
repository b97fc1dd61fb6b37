"""The office and the editions of its plan: levels, themes and the statements in them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date
from typing import TYPE_CHECKING, Literal

from pcpgen.languages import ENGLISH
from pcpgen.lexicon import CLAUSE
from pcpgen.model.accessibility import Accessibility
from pcpgen.model.measures import NationalMeasures
from pcpgen.model.page import Image, Page
from pcpgen.model.period import Period
from pcpgen.model.text import Text
from pcpgen.model.variation import Variation
from pcpgen.place import NOWHERE, Place
from pcpgen.prose.passage import Passage
from pcpgen.values import dataclass, waits


@dataclass(frozen=True, slots=True)
class Post:
    """A post that somebody holds; nobody's own name is kept."""

    id: str
    title: str
    body: str
    written: str = ""  # the title as its own file has it, where this one is translated


@dataclass(frozen=True, slots=True)
class Colour:
    name: str
    hex: str  # "#7a1b56"
    place: Place


@dataclass(frozen=True, slots=True)
class Office:
    name: str
    area: str
    force: str
    posts: Mapping[str, Post]
    office_holder: Text
    panel: str
    board: str
    address: tuple[str, ...]
    edition: Text | None
    notice: Text
    logo: Image | None
    colours: Mapping[str, Colour]
    mail_links: bool  # whether its documents may link to a mail address
    spelling: Mapping[str, tuple[str, ...]]  # as the office spells a word, and the ways in which it does not
    nation: str  # whose law binds it
    by_section: tuple[Text, ...] = ()  # kinds of document that have a web page for each section too
    languages: tuple[str, ...] = (ENGLISH,)  # of its documents; the first is the one in which its files are written
    languages_place: Place = Place("plan/office.yaml")
    accessibility: Accessibility = Accessibility()  # what it declares in its statement


THEMES = "themes"  # the key of the level that says what themes are called
_SMALL_WORDS = ("a", "an", "and", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with")


def several(name: str) -> str:
    """What several of a thing are called where nobody says otherwise: priorities, objectives."""
    if CLAUSE.fullmatch(name):
        return name
    if name.endswith("y") and name[-2:-1] not in "aeiou":
        return f"{name[:-1]}ies"
    return f"{name}es" if name.endswith(("s", "x", "ch", "sh")) else f"{name}s"


def in_a_sentence(name: str) -> str:
    """An office's own noun as it stands in a sentence: shared outcomes, but Surrey Police will.

    Where all words but small ones begin with a capital, that is the form of a title, or of a single word. Where the
    author wrote some so and some not, names are among them: they stay, and the first word too where the next is one.
    What is no noun stands in quotation marks: “What we will do”.
    """
    if CLAUSE.fullmatch(name):
        return f"“{name}”"
    words = name.split()
    rest = [word for word in words[1:] if word not in _SMALL_WORDS]
    names = any(word[0].isupper() for word in rest) and not all(word[0].isupper() for word in rest)
    kept = [
        word[1:] != word[1:].lower() or (names and (at > 0 or words[1][0].isupper())) for at, word in enumerate(words)
    ]
    return " ".join(word if keep else word.lower() for word, keep in zip(words, kept, strict=True))


@dataclass(frozen=True, slots=True)
class Level:
    """A rank of the plan under its office's own name, such as objective or commitment.

    A level said once per theme holds one statement (`one`); the others hold a list. `serves` names the levels to which
    its statements may point, `within` the one under whose statements they may stand, `carries` what they say of
    themselves beside their words. Statements of a level of the plan as a whole (`of_plan`) stand in no theme. The level
    `indicators` lists ids of indicators; `themes` is what the themes themselves are called. `written` is the name in
    the language of the workspace.
    """

    key: str
    name: str
    plural: str
    one: bool
    required: bool
    serves: tuple[str, ...]
    place: Place
    serves_place: Place
    carries: Literal["nothing", "measure", "pledge"] = "nothing"
    within: str = ""
    of_plan: bool = False
    written: str = ""

    def noun(self, count: int) -> str:
        """What so many of them are called within a sentence."""
        return in_a_sentence(self.name if count == 1 else self.plural)


@dataclass(frozen=True, slots=True)
class Measure:
    """How a statement is measured: where it stood, which way it should go, how far, and by what means.

    Without a baseline there is a reason; without a target it is for monitoring only.
    """

    direction: Literal["up", "down", "hold"]
    baseline: Passage | None
    no_baseline: str
    target: Passage | None
    monitor_only: bool
    measured_by: str


@dataclass(frozen=True, slots=True)
class Pledge:
    """Whose promise a statement is, reported, and the measure that tells of it or the reason why none does."""

    title: str
    post: Text
    measure: Text | None
    no_measure: str
    target: Passage | None


@dataclass(frozen=True, slots=True)
class Node:
    """A statement of the plan: its level, id and words, and what it serves: statements or themes, by their ids.

    `short` is what it is called where there is little room, `owners` are posts, `under` is the id of the statement that
    it stands under.
    """

    level: str
    id: str
    text: Text
    body: Passage  # the text as prose
    serves: tuple[Text, ...]
    place: Place
    carries: Measure | Pledge | None = None
    short: str = ""
    owners: tuple[Text, ...] = ()
    under: str = ""

    @property
    def title(self) -> str:
        """What it is called where there is little room."""
        return self.short or self.text.value

    @property
    def bound_to(self) -> tuple[str, ...]:
        """The ids of what it stands under and of what it serves."""
        return (*((self.under,) if self.under else ()), *(each.value for each in self.serves))


@dataclass(frozen=True, slots=True)
class Theme:
    id: str
    title: Text
    strapline: Passage | None
    colour: Text
    nodes: tuple[Node, ...]  # in order of level, then as written
    indicators: tuple[Text, ...]
    narrative: Passage
    pull_quote: Passage | None
    place: Place
    serves: tuple[Text, ...] = ()  # statements of the plan as a whole
    owners: tuple[Text, ...] = ()

    def at(self, level: str) -> tuple[Node, ...]:
        return tuple(node for node in self.nodes if node.level == level)

    def above(self, id: str) -> tuple[str, ...]:
        """The ids of all that a statement serves, and of what that serves, the nearest first."""
        bound = {node.id: node.bound_to for node in self.nodes}
        found = dict.fromkeys(bound.get(id, ()))
        for _ in bound:  # as many levels at most
            found |= dict.fromkeys(above for each in found for above in bound.get(each, ()))
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Indicator:
    """What a theme is watched by; its data, if there are any, stand in the dataset of the same id."""

    id: str
    title: Text


@dataclass(frozen=True, slots=True)
class Met:
    """Where a plan meets something that the law has it contain, or why it does not."""

    content: Text
    part: Text | None
    why_not: str


@dataclass(frozen=True, slots=True)
class Standing:
    """How a document stands: draft or final, its version and marking."""

    status: Literal["draft", "final"] = "final"
    version: str = ""
    marking: str = ""
    language: str = ""  # in which alone the document is written; empty where it is in all languages of the office


@dataclass(frozen=True, slots=True)
class Reached:
    """The day on which a plan reached a stage, or why nobody recorded it."""

    stage: Text
    day: date | None
    not_recorded: str


@dataclass(frozen=True, slots=True)
class Duties:
    """What the law asks of a plan: where it meets each content, and when it reached each stage, by their ids.

    `announced` says what becomes of the plan when a change of the law comes that is only announced, by its id.
    """

    met: Mapping[str, Met]
    stages: Mapping[str, Reached]
    met_place: Place
    stages_place: Place
    announced: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class Baseline:
    """The period with which a plan compares; `since` is the day from which it does, none for its first, and why."""

    period: Period
    since: date | None
    why: str
    place: Place


@dataclass(frozen=True, slots=True)
class Extension:
    """That a plan runs longer than it was made for: until when, since which day that is so, and why."""

    until: date
    decided: date
    why: str
    place: Place


@dataclass(frozen=True, slots=True)
class Edition:
    id: str
    title: Text
    subtitle: str
    period: Period
    in_force: date
    vision: Passage | None
    describes: Passage | None
    levels: tuple[Level, ...]
    themes: tuple[Theme, ...]
    parts: tuple[Text, ...]
    pages: Mapping[str, Page]
    place: Place
    standing: Standing
    duties: Duties
    variations: Mapping[str, Variation] = field(default_factory=dict)
    period_place: Place = NOWHERE
    sure_of_day: bool = True  # whether the day from which it is in force could be read
    as_at: date | None = None  # the day as at which its figures are given; the newest where it says none
    nodes: tuple[Node, ...] = ()  # statements of the plan as a whole
    top: Level | None = None  # what its themes are called, where that is not themes
    varies: str = ""  # the id of the edition that it would be without a variation
    baselines: tuple[Baseline, ...] = ()  # the oldest first
    extensions: tuple[Extension, ...] = ()  # the oldest first; `period` holds them
    measures: NationalMeasures | None = None  # what it says of the national measures
    made_for: Period | None = None  # the period without them, where there are any

    if not TYPE_CHECKING:
        __getattr__ = waits

    def at(self, level: str) -> tuple[Node, ...]:
        """The statements of the plan as a whole at a level."""
        return tuple(node for node in self.nodes if node.level == level)

    @property
    def stated(self) -> tuple[Node, ...]:
        """Every statement of the edition: those of the plan as a whole, then those of each theme."""
        return (*self.nodes, *(node for theme in self.themes for node in theme.nodes))

    @property
    def is_linked(self) -> bool:
        """Whether anything is served across the plan, or a page shows what is."""
        shown = any(page.kind in ("statements", "links") for page in self.pages.values())
        return shown or bool(self.of_plan) or any(THEMES in level.serves for level in self.levels)

    @property
    def by_name(self) -> Mapping[str, Theme | Node]:
        """Themes and statements by the names that registers know: harbour, harbour/patrol-quays, edition/fair."""
        found: dict[str, Theme | Node] = {}
        for theme in self.themes:
            found[theme.id] = theme
            found |= {name_of(theme, node): node for node in theme.nodes}
        return found | {name_of(None, node): node for node in self.nodes}

    @property
    def draft(self) -> bool:
        return self.standing.status == "draft"

    @property
    def said_once(self) -> tuple[Level, ...]:
        return tuple(level for level in self.levels if level.one and not level.of_plan)

    @property
    def listed(self) -> tuple[Level, ...]:
        return tuple(level for level in self.levels if not (level.one or level.of_plan) and level.key != "indicators")

    @property
    def of_plan(self) -> tuple[Level, ...]:
        """The levels of the plan as a whole, whose statements stand in no theme."""
        return tuple(level for level in self.levels if level.of_plan)

    @property
    def lowest(self) -> Level | None:
        """The level whose statements a report treats: the last that lists any, or else the last of one each."""
        return next(reversed(self.listed or self.said_once), None)

    @property
    def indicator_level(self) -> Level | None:
        return next((level for level in self.levels if level.key == "indicators"), None)


def name_of(theme: Theme | None, node: Node) -> str:
    """The name by which registers know a statement: harbour/patrol-quays, of the plan as a whole edition/fair."""
    return f"{theme.id if theme else 'edition'}/{node.id}"
