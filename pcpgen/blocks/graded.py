"""From the grades of a plan to an overview: each theme, statement and indicator, how many of each, what has changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from pcpgen.blocks.grades import graded_steps, mark_of
from pcpgen.blocks.links import posts, themes_called, top_of
from pcpgen.blocks.numbers import paragraph_id
from pcpgen.blocks.setting import Setting
from pcpgen.blocks.subject import Made
from pcpgen.blocks.wording import ended, shown
from pcpgen.document.blocks import Block, Numbered, TableBlock, WordsBlock
from pcpgen.document.prose import Phrase, Shown, listed, paragraph, phrase, worded
from pcpgen.document.table import Row, Table, WordsRow, WordsTable
from pcpgen.figures.data import count
from pcpgen.figures.figure import Cell
from pcpgen.model import plan as model
from pcpgen.model.grade import Grades, Grading, Step
from pcpgen.model.outline import OutlinePaper
from pcpgen.model.period_words import day_in_cell, day_words
from pcpgen.model.text import Text
from pcpgen.place import Place
from pcpgen.values import dataclass


@dataclass(frozen=True)
class Graded:
    """A thing of the plan with the grades that it was given by a day, the oldest first: each step, and why."""

    title: Phrase
    kind: str
    owners: tuple[Text, ...]
    place: Place
    given: tuple[tuple[Step, Grading], ...]
    themes: tuple[str, ...] = ()  # in which it stands, itself no theme

    @property
    def word(self) -> str:
        """Of its newest grade; empty where it has none."""
        return self.given[-1][0].word if self.given else ""

    @property
    def cell(self) -> Cell:
        """Where its newest grade was given, or else where it stands itself."""
        return Cell(self.given[-1][1].place if self.given else self.place, self.title.plain, "")

    def on(self, day: date) -> Step | None:
        """Its grade on a day."""
        return next((step for step, grading in reversed(self.given) if grading.date <= day), None)


def grades_overview(setting: Setting, number: str, after: int) -> Made:
    """A table of all that is graded, then how many have each grade, what has changed, and what each grade means."""
    grades, day, edition = setting.project.grades, setting.subject.day, setting.subject.edition
    if grades is None or day is None or edition is None:
        return Made()
    things = [*_stated(setting, grades, edition, day), *_indicators(setting, grades, edition, day)]
    if not things:
        return Made()
    made: list[Block] = []

    def at() -> str:
        return f"{number}.{after + len(made) + 1}"

    made.append(WordsBlock(paragraph_id(at()), at(), _table(setting, things, f"{paragraph_id(at())}-table")))
    if by_theme := _by_theme(setting, grades, edition, things, f"{paragraph_id(at())}-table"):
        made.append(TableBlock(paragraph_id(at()), at(), by_theme))
    for said in (_counts(setting, grades, edition, things), _changes(setting, things, day)):
        made += [Numbered(paragraph_id(at()), at(), paragraph(said))] if said else []
    if any(step.means for step in grades.scale.values()):
        made.append(WordsBlock(paragraph_id(at()), at(), _meanings(setting, grades, f"{paragraph_id(at())}-table")))
    return Made(tuple(made))


def grade_of_item(setting: Setting, number: str, after: int) -> Made:
    """The grade of the theme or statement that a section is repeated for: by whom, when, why, and the one before."""
    grades, day, edition = setting.project.grades, setting.subject.day, setting.subject.edition
    if grades is None or day is None or edition is None or setting.item is None:
        return Made()
    name = next((name for name in edition.by_name if name.rpartition("/")[2] == setting.item.id), "")
    given = [each for each in grades.given_of(edition.id, name, day) if each.step and each.by]
    at = f"{number}.{after + 1}"
    if not given:
        known, of = edition.by_name, grades.stated.get(edition.id, {})
        if not name or all(_level(known[each]) != _level(known[name]) for each in of if each in known):
            return Made()  # nothing of its kind is graded
        said = worded(setting.say, "grade.stated-none", what=_kind(setting, known[name]))
        return Made((Numbered(paragraph_id(at), at, paragraph(said)),))
    newest, before = [*reversed(given), None][:2]
    assert newest is not None and newest.step is not None and newest.by is not None
    say, none = setting.say, setting.say.text("grade.no-earlier")
    earlier = _given(setting, grades.scale[before.step.value], before) if before and before.step else phrase(none)
    said = worded(
        say,
        "grade.stated",
        word=grades.scale[newest.step.value].word,
        post=setting.office.posts[newest.by.value].title,
        day=day_words(say, newest.date),
        why=ended(newest.rationale),
        before=earlier,
    )
    return Made((Numbered(paragraph_id(at), at, paragraph(said)),))


def _kind(setting: Setting, thing: model.Theme | model.Node) -> str:
    """What a theme or a statement is called."""
    edition = setting.subject.edition
    assert edition is not None  # the thing is of it
    if isinstance(thing, model.Theme):
        return themes_called(setting.say, edition, 1)
    return next(level.noun(1) for level in edition.levels if level.key == thing.level)


def _stated(setting: Setting, grades: Grades, edition: model.Edition, day: date) -> Iterator[Graded]:
    """Themes and statements at each level of which any is graded; where some have no grade, that is told too."""
    of = grades.stated.get(edition.id, {})
    say, levels = setting.say, {level.key: level for level in edition.levels}
    known = edition.by_name
    kinds = {_level(known[name]) for name in of if name in known}
    for name, thing in known.items():
        if _level(thing) in kinds:
            given = tuple(
                (grades.scale[each.step.value], each) for each in grades.given_of(edition.id, name, day) if each.step
            )
            if isinstance(thing, model.Theme):
                kind = themes_called(say, edition, 1)
                title = phrase(thing.title.value)
            else:
                kind = levels[thing.level].noun(1)
                title = phrase(thing.short) if thing.short else setting.said(thing)
            within = tuple(theme.id for theme in edition.themes if thing in theme.nodes)
            yield Graded(title, kind, thing.owners, thing.place, given, within)


def _level(thing: model.Theme | model.Node) -> str:
    return model.THEMES if isinstance(thing, model.Theme) else thing.level


def _indicators(setting: Setting, grades: Grades, edition: model.Edition, day: date) -> Iterator[Graded]:
    """The plan's indicators that were ever graded, those too that have no data."""
    names = dict.fromkeys(name.value for theme in edition.themes for name in theme.indicators)
    level = edition.indicator_level
    for name in names:
        if name in grades.of and level:
            indicator = setting.project.indicators[name]
            given = tuple(graded_steps(setting.data, name, setting.data.datasets.get(name), grades, day))
            within = tuple(theme.id for theme in edition.themes if any(each.value == name for each in theme.indicators))
            yield Graded(phrase(indicator.title.value), level.noun(1), (), indicator.title.place, given, within)


# -- what is said of them


def _table(setting: Setting, things: Sequence[Graded], id: str) -> WordsTable:
    say, office = setting.say, setting.office
    owned = any(thing.owners for thing in things)
    none, ungraded = phrase(say.text("table.none")), phrase(say.text("grade.ungraded"))
    rows: list[WordsRow] = []
    for thing in things:
        now, before = [*reversed(thing.given), None, None][:2]
        owner = [phrase(posts(office, thing.owners)) if thing.owners else none] if owned else []
        told = (
            phrase(now[0].word) if now else ungraded,
            _given(setting, *before) if before else none,
            phrase(now[1].rationale) if now else none,
        )
        mark = mark_of(office, now[0] if now else None)
        marks = (None, *([None] if owned else []), mark, None, None)
        rows.append(WordsRow(thing.title, (phrase(thing.kind), *owner, *told), marks=marks))
    most = max(len(thing.owners) for thing in things)
    heads = ("grades.what", "grades.level"), ("grades.grade", "grades.before", "grades.why")
    owners = [say.counted("statement.owner", most)] if owned else []
    columns = (*map(say.text, heads[0]), *owners, *map(say.text, heads[1]))
    return WordsTable(id, say.text("grades.caption"), columns, tuple(rows))


def _given(setting: Setting, step: Step, grading: Grading) -> Phrase:
    return phrase(setting.say.text("grades.given", word=step.word, day=day_in_cell(setting.say, grading.date)))


_UNGRADED = ("ungraded", "")  # by its id, and without a word of the scale


def _counts(setting: Setting, grades: Grades, edition: model.Edition, things: Sequence[Graded]) -> Phrase:
    """How many have each grade, in the order of the scale, each a figure that traces to what is graded."""
    parts: list[Phrase] = []
    for id, word in (*((step.id, step.word) for step in grades.scale.values()), _UNGRADED):
        cells = tuple(thing.cell for thing in things if thing.word == word)
        if cells:
            called = word or setting.say.text("grade.ungraded")
            found = count(called, f"count:grades.{id}", cells, edition.period)
            parts.append(worded(setting.say, "grades.count", count=shown(found), grade=called))
    return worded(setting.say, "grades.counted", counts=listed(setting.say, parts))


def _by_theme(
    setting: Setting, grades: Grades, edition: model.Edition, things: Sequence[Graded], id: str
) -> Table | None:
    """How many have each grade in each theme; none where no more than one theme holds what is graded."""
    say = setting.say
    themes = [theme for theme in edition.themes if any(theme.id in thing.themes for thing in things)]
    if len(themes) < 2:
        return None
    given = [(step.id, step.word) for step in grades.scale.values()]
    given += [_UNGRADED] if any(thing.themes and not thing.word for thing in things) else []
    rows: list[Row] = []
    for theme in themes:
        within = [thing for thing in things if theme.id in thing.themes]
        cells: list[Shown] = []
        for of, word in given:
            called = word or say.text("grade.ungraded")
            found = tuple(thing.cell for thing in within if thing.word == word)
            cells.append(shown(count(called, f"count:grades.{theme.id}.{of}", found, edition.period), full=False))
        rows.append(Row(theme.title.value, tuple(cells)))
    heads = tuple(word or say.text("grade.ungraded") for _, word in given)
    caption = say.text("grades.by-theme", theme=themes_called(say, edition, 1))
    return Table(id, caption, top_of(say, edition).name, heads, tuple(rows))


def _changes(setting: Setting, things: Sequence[Graded], day: date) -> Phrase | None:
    """What was graded otherwise at the last meeting; nothing where there was none."""
    say, before = setting.say, _last_meeting(setting, day)
    if before is None:
        return None
    since, parts = day_words(say, before), []
    for thing in things:
        old, new = thing.on(before), thing.on(day)
        if new and old is not new:
            key, word = ("grades.changed", {"before": old.word}) if old else ("grades.new", {})
            parts.append(worded(say, key, what=thing.title, after=new.word, **word))
    if not parts:
        return phrase(say.text("grades.no-change", day=since))
    return worded(say, "grades.since", day=since, changes=listed(say, parts))


def _last_meeting(setting: Setting, day: date) -> date | None:
    """The day of the paper of the same kind before, or else of the Panel's meeting; None where there was none."""
    project, paper = setting.project, setting.subject.paper
    kind = paper.kind if isinstance(paper, OutlinePaper) else ""
    papers = [each.day for each in project.outline_papers if each.kind == kind and each.day < day]
    meetings = [each.date for each in project.panel.meetings if each.date < day] if project.panel else []
    return max(papers or meetings, default=None)


def _meanings(setting: Setting, grades: Grades, id: str) -> WordsTable:
    say = setting.say
    rows = tuple(
        WordsRow(phrase(step.word), (phrase(step.means or say.text("table.none")),)) for step in grades.scale.values()
    )
    return WordsTable(id, say.text("grades.meanings"), (say.text("grades.grade"), say.text("grades.means")), rows)
