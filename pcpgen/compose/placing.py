"""From an outline and what a document is about to its sections in order, each with the item and the text it is for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from pcpgen.blocks.links import posts
from pcpgen.blocks.subject import Item, Named, Subject
from pcpgen.blocks.titles import title_of_part
from pcpgen.languages import unmarked
from pcpgen.model import plan as model
from pcpgen.model.issued import Issued
from pcpgen.model.outline import Outline, SectionOutline
from pcpgen.model.page import AccountsSource
from pcpgen.model.period import parse_date
from pcpgen.model.period_words import day_words, period_words
from pcpgen.model.project import Project
from pcpgen.model.report import Part
from pcpgen.model.text import Text
from pcpgen.prose.passage import Passage, plainly
from pcpgen.values import dataclass
from pcpgen.words.catalogue import Catalogue

OWN = "own-heading"  # a section for each heading that no other section takes
LEFT_OUT = "left-out"  # the block of the reasons
# what may be named of the thing that a section is repeated for
ITEM_PATHS: Mapping[str, Mapping[str, str]] = {
    "heading": {"heading.text": "what the author's heading says after its label"},
    "own-heading": {"heading.text": "the author's heading"},
    "theme": {"theme.title": "the theme's title", "theme.owners": "the posts that own it"},
    "objective": {
        "objective.text": "a statement of the plan's first level",
        "objective.level": "what the first level is called",
        "objective.owners": "the posts that own it",
        "priority.level": "what the last level is called",
        "priority.levels": "the same of several",
    },
    "priority": {
        "priority.text": "a statement of the plan's last level",
        "priority.level": "what the level is called",
        "priority.owners": "the posts that own it",
    },
    "indicator": {"indicator.title": "the indicator's title"},
    "measure": {"measure.title": "what the national measure is called"},
    "part": {"part.title": "the title of a part of the plan"},
    "version": {"version.number": "the number of an issued version", "version.day": "the day of its issue"},
}


@dataclass(frozen=True)
class Placed:
    """A section of the outline in one document: for which item, with which text of the author's.

    `grouped` are the author's parts that stand beneath it as sections of their own.
    """

    section: SectionOutline
    item: Item | None = None
    parts: tuple[Part, ...] = ()
    grouped: tuple[Part, ...] = ()

    @property
    def unwritten(self) -> bool:
        """Whether it is left out, since its author wrote nothing about it."""
        silent = self.section.of_author and not (self.parts or self.grouped or self.section.block.value)
        return silent and bool(self.section.each or self.section.when_any)

    @property
    def names(self) -> tuple[str, ...]:
        """By which references find it: its author's, its outline's, and that of the thing that it is repeated for."""
        names = [part.name for part in self.parts]
        names += [self.section.id] if not self.section.each else []
        if self.item and not self.item.rest and self.section.each in _LISTED:
            names.append(self.item.id.removeprefix("objective-") if self.grouped else self.item.id)
        return tuple(filter(None, names))


_LISTED = ("theme", "objective", "priority", "indicator", "measure")


def placed(project: Project, outline: Outline, subject: Subject) -> tuple[Placed, ...]:
    """The sections of a document in order, each with the author's text that belongs there."""
    named = [section for section in outline.sections if section.each != OWN]
    taken = {part.place for section in named for each in _placed(project, section, subject) for part in each.parts}
    others = replace(subject, parts=tuple(part for part in subject.parts if part.place not in taken))
    found = [
        each
        for section in outline.sections
        for each in _placed(project, section, others if section.each == OWN else subject)
    ]
    if outline.of == "paper" and subject.left_out and all(each.section.block.value != LEFT_OUT for each in found):
        found.append(Placed(_left_out(project.catalogue, outline)))
    return tuple(found)


def _left_out(say: Catalogue, outline: Outline) -> SectionOutline:
    """Where reasons stand in a paper whose outline does not say where."""
    title = plainly(say.text("left-out.title"), outline.place)
    none = Passage((), "", outline.place)
    return SectionOutline(
        id="left-out",
        title=title,
        label=none,
        says=(),
        asks=False,
        block=Text(LEFT_OUT, outline.place),
        of_author=False,
        heading="",
        each="",
        rest=None,
        when_any=True,
        number="",
        place=outline.place,
    )


def _placed(project: Project, section: SectionOutline, subject: Subject) -> Iterator[Placed]:
    match section.each:
        case "":
            parts = tuple(part for part in subject.parts if is_one_of(heading_of(part), section.headings))
            yield Placed(section, None, parts if section.of_author else ())
        case "heading":
            for part in subject.parts:
                label, _, words = part.title.partition(":")
                if is_one_of(label, section.labels) and words.strip():
                    yield Placed(section, Item(words.strip(), {"heading.text": words.strip()}), (part,))
        case "own-heading":
            for part in subject.parts:
                if part.kind == "section":
                    yield Placed(section, Item(part.title, {"heading.text": part.title}), (part,))
        case "objective" if subject.plan_theme and section.of_author:
            yield from _by_objective(project, section, subject, subject.plan_theme)
        case _:
            for item in items(project, subject, section.each):
                titles = [f"{label or section.each}: {item.id}" for label in section.labels]
                parts = tuple(part for part in subject.parts if is_one_of(part.title, titles))
                yield Placed(section, item, parts)


def heading_of(part: Part) -> str:
    """The heading under which an author wrote a part."""
    return part.title if part.kind == "section" else part.kind


def is_one_of(heading: str, others: Iterable[str]) -> bool:
    """Whether a heading is the same as one of others, whatever their capitals and spaces, translated or not."""
    return _bare(heading) in map(_bare, others)


def _bare(heading: str) -> str:
    return " ".join(unmarked(heading).split()).casefold()


def _by_objective(project: Project, section: SectionOutline, subject: Subject, theme: model.Theme) -> Iterator[Placed]:
    """A section for each objective that a priority serves; what serves none, or where there are none, in a last one."""
    assert subject.edition is not None  # a theme is of one
    lists, lowest = subject.edition.listed, subject.edition.lowest
    if lowest is None:
        return
    objectives = {node.id: node for node in theme.at(lists[0].key)} if len(lists) > 1 else {}
    parts = [part for part in subject.parts if part.kind == "priority"]
    serves = {part.ids[0].value: _serves(theme, part, objectives) for part in parts}
    levels: dict[str, Named] = {"priority.level": lowest.name, "priority.levels": lowest.plural}
    for id, node in objectives.items():
        if own := tuple(part for part in parts if serves[part.ids[0].value] == id):
            names: dict[str, Named] = {"objective.text": node.body, "objective.level": lists[0].name, **levels}
            names["objective.owners"] = owners(project, node.owners)
            yield Placed(section, Item(f"objective-{id}", names), grouped=own)
    if rest := tuple(part for part in parts if serves[part.ids[0].value] not in objectives):
        ids = [id.value for part in rest for id in part.ids]
        called = levels_called(project.catalogue, subject.edition, theme, ids, several=True)
        names = {"objective.level": "", "objective.owners": "", **levels, "priority.levels": called or lowest.plural}
        yield Placed(section, Item(lowest.key, names, rest=True), grouped=rest)


def levels_called(
    say: Catalogue, edition: model.Edition, theme: model.Theme, ids: Iterable[str], several: bool = False
) -> str:
    """What the plan calls the statements that a heading names, those of each level by its own name."""
    counts = Counter(node.level for id in ids for node in theme.nodes if node.id == id)
    found = [level for level in edition.levels if counts[level.key]]
    names = [level.plural if several or counts[level.key] > 1 else level.name for level in found]
    return say.listed([*names[:1], *map(model.in_a_sentence, names[1:])])


def _serves(theme: model.Theme, part: Part, objectives: Mapping[str, model.Node]) -> str:
    """The objective that the first priority of a part stands under or serves first, if any; through others too."""
    return next((id for id in theme.above(part.ids[0].value) if id in objectives), "")


# -- what the plan, its data and the registers list


def items(project: Project, subject: Subject, each: str) -> tuple[Item, ...]:
    """What a section is repeated for; nothing where the document is about nothing that lists it."""
    if each == "version":
        return tuple(_versions(project.catalogue, subject.issued)) if subject.issued else ()
    edition = subject.edition
    if edition is None:
        return ()
    themes = (subject.plan_theme,) if subject.plan_theme else edition.themes
    if each == "part":
        return tuple(_parts(project.catalogue, edition))
    if each == "theme":
        return tuple(
            Item(theme.id, {"theme.title": theme.title.value, "theme.owners": owners(project, theme.owners)})
            for theme in themes
        )
    if each == "measure":
        due = project.law.measures_on(subject.day) if subject.day else ()
        return tuple(Item(measure.id, {"measure.title": measure.says}) for measure in due)
    if each == "indicator":
        names = dict.fromkeys(name.value for theme in themes for name in theme.indicators)
        known = project.indicators
        return tuple(Item(name, {"indicator.title": known[name].title.value}) for name in names if name in known)
    levels = edition.listed[:1] if each == "objective" else edition.listed[-1:]
    return tuple(
        Item(
            node.id,
            {f"{each}.text": node.body, f"{each}.level": level.name, f"{each}.owners": owners(project, node.owners)},
        )
        for theme in themes
        for level in levels
        for node in theme.at(level.key)
    )


def owners(project: Project, own: Sequence[Text]) -> str:
    """The posts that own a theme or statement, in a row."""
    return posts(project.office, own) if project.office else ""


def _versions(say: Catalogue, issued: Issued) -> Iterator[Item]:
    """The versions that have errata, the newest first."""
    for version in reversed(issued.versions):
        if issued.errata_of(version):
            day = day_words(say, parse_date(version.as_of))
            yield Item(str(version.version), {"version.number": str(version.version), "version.day": day})


def _parts(say: Catalogue, edition: model.Edition) -> Iterator[Item]:
    """The parts of an edition in its order, each with the block that shows it; the themes one by one."""
    own = {"contents": "contents", "plan-on-a-page": "plan-on-a-page", "indicators": "indicators-page"}
    for part in edition.parts:
        if part.value == "themes":
            for theme in edition.themes:
                yield Item(theme.id, {"part.title": theme.title.value}, "theme-page")
        else:
            names: dict[str, Named] = {"part.title": _part_title(say, edition, part.value)}
            yield Item(part.value, names, "page" if part.value in edition.pages else own[part.value])


def _part_title(say: Catalogue, edition: model.Edition, part: str) -> str:
    page = edition.pages.get(part)
    if isinstance(page, AccountsSource) and page.as_at:
        return say.text("plan.as-at", title=page.title.value, day=period_words(say, page.as_at))
    return title_of_part(say, edition, part)
