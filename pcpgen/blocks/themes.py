"""From the themes of a plan to its pages: the plan on a page, a spread for each theme, the list of indicators."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from pcpgen.blocks.links import across, heading_of, linked, posts, themes_called, top_of
from pcpgen.blocks.page import PageSetting, inline, optional, page_setting, prose, pull_quote
from pcpgen.blocks.setting import Setting
from pcpgen.blocks.statements import Stating, level_of
from pcpgen.blocks.subject import Made
from pcpgen.blocks.wording import NOT_PRINTED, shown
from pcpgen.document.blocks import (
    Level,
    Matrix,
    MatrixRow,
    Remarks,
    SaidOnce,
    Strapline,
    Vision,
    WordsBlock,
)
from pcpgen.document.document import CoverRow, Section
from pcpgen.document.prose import Phrase, Reference, listed, phrase, worded
from pcpgen.document.room import runs_on
from pcpgen.document.sheets import stand_side_by_side
from pcpgen.document.table import Mark, WordsRow, WordsTable
from pcpgen.figures.data import count
from pcpgen.figures.figure import Cell, Figure
from pcpgen.lexicon import CLAUSE
from pcpgen.model import plan as model
from pcpgen.prose.passage import passages_in
from pcpgen.words.catalogue import Catalogue

_MOST_THEMES = 6  # that stand side by side over the indicators


def plan_on_a_page(setting: Setting, number: str, after: int) -> Made:
    """The vision as a band, a row a theme, and what the plan holds."""
    return Made(page=_plan_on_a_page(page_setting(setting)))


def theme_page(setting: Setting, number: str, after: int) -> Made:
    """The spread of the theme that is the section's item."""
    assert setting.item is not None and setting.subject.edition is not None  # the block needs them
    theme = next(each for each in setting.subject.edition.themes if each.id == setting.item.id)
    return Made(page=_theme(page_setting(setting), theme))


def indicators_page(setting: Setting, number: str, after: int) -> Made:
    """What each theme is watched by."""
    return Made(page=_indicators(page_setting(setting)))


def cover_row(setting: Setting, edition: model.Edition, theme: model.Theme, level: model.Level | None) -> CoverRow:
    """A block for each statement of a level; where the edition lists none, one for the theme, with its strapline."""
    if level is None:
        strapline = optional(page_setting(setting), theme.id, theme.strapline)
        return CoverRow(theme.id, theme.title.value, 1, strapline or phrase())
    figure = counting(edition, (theme,), level)
    return CoverRow(theme.id, theme.title.value, len(figure.cells), counted(setting.say, figure, level))


def counting(edition: model.Edition, themes: tuple[model.Theme, ...], level: model.Level) -> Figure:
    """How many statements of a level the themes hold."""
    cells = tuple(Cell(node.place, f"{theme.id}.{node.id}", "") for theme in themes for node in theme.at(level.key))
    id = f"count:{themes[0].id}.{level.key}" if len(themes) == 1 else f"count:{level.key}"
    return count(model.in_a_sentence(level.plural), id, cells, edition.period)


def counted(say: Catalogue, figure: Figure, level: model.Level) -> Phrase:
    """A count with its noun: 9 priorities for action."""
    number = len(figure.cells)
    if CLAUSE.fullmatch(level.plural):
        return worded(say, "level.counted-under", n=phrase(shown(figure)), name=level.plural)
    noun = model.in_a_sentence(level.name if number == 1 else level.plural)
    return Phrase(say.counted_pieces("level.counted", number, n=phrase(shown(figure)).content, noun=noun))


def _plan_on_a_page(setting: PageSetting) -> Section:
    """With the statements of the first level, where each theme says any and all of them find room on the page; else
    with their number. Of the last level only the number stands here.
    """
    first, last = setting.edition.listed[:1], setting.edition.listed[-1:]
    if not all(theme.at(level.key) for theme in setting.edition.themes for level in first):
        return _on_a_page(setting, (), last)
    section = _on_a_page(setting, first, last)
    return _on_a_page(setting, (), (*first, *last)) if runs_on(section) else section


def _on_a_page(setting: PageSetting, listed: Sequence[model.Level], counted: Sequence[model.Level]) -> Section:
    say, edition = setting.data.catalogue, setting.edition
    vision = optional(setting, "plan-on-a-page", edition.vision)
    band = (Vision(say.text("plan.vision"), vision),) if vision else ()
    matrix = _matrix(setting, listed, [each for each in dict.fromkeys(counted) if each not in listed])
    return Section("plan-on-a-page", (), (*band, matrix, Remarks((_holds(setting),))), layout="plan-on-a-page")


def _matrix(setting: PageSetting, listed: Sequence[model.Level], counted: Sequence[model.Level]) -> Matrix:
    """A row a theme: what it says at each level of one statement and at those that are listed, and how many it has at
    those that are counted.
    """
    edition = setting.edition
    heads = (*(each.name for each in edition.said_once), *(each.plural for each in (*listed, *counted)))
    rows = tuple(
        MatrixRow(
            theme.id,
            theme.title.value,
            optional(setting, theme.id, theme.strapline),
            tuple(_said(setting, theme, each) for each in edition.said_once),
            tuple(_all_said(setting, theme, each) for each in listed),
            tuple(shown(counting(edition, (theme,), each)) for each in counted),
        )
        for theme in edition.themes
    )
    caption = f"{edition.title}: {edition.subtitle}" if edition.subtitle else edition.title.value
    return Matrix(caption, (top_of(setting.data.catalogue, edition).name, *heads), rows)


def _all_said(setting: PageSetting, theme: model.Theme, level: model.Level) -> tuple[Phrase, ...]:
    return tuple(inline(setting, theme.id, node.body) for node in theme.at(level.key))


def _holds(setting: PageSetting) -> Phrase:
    """What the author says of the plan's structure, and how many statements of each level it holds."""
    say, edition = setting.data.catalogue, setting.edition
    totals = [counted(say, counting(edition, edition.themes, each), each) for each in edition.listed]
    describes = optional(setting, "plan-on-a-page", edition.describes)
    if not totals:
        return describes or phrase()
    holds = worded(say, "plan.holds", totals=listed(say, totals))
    return phrase(describes, " ", holds, ".") if describes else phrase(holds, ".")


def _said(setting: PageSetting, theme: model.Theme, level: model.Level) -> Phrase:
    """What a theme says at a level of one statement; a mark where the office asks for none and none is given."""
    nodes = theme.at(level.key)
    return inline(setting, theme.id, nodes[0].body) if nodes else phrase(NOT_PRINTED)


def _theme(setting: PageSetting, theme: model.Theme) -> Section:
    """A theme: what it is for on a band, its narrative, its statements on a page of their own."""
    levels = stated(setting, theme, setting.edition.listed)
    if len(levels) > 1 and not (levels[0].measures or levels[0].pledges or levels[0].layout == "tree"):
        levels[0] = replace(levels[0], layout="columns")
    aims = f"{theme.id}-aims"
    text = Section(
        "" if levels else aims,
        (),
        (*pull_quote(setting, theme.id, theme.pull_quote), *prose(setting, theme.id, theme.narrative)),
        layout="narrative",
    )
    strapline = optional(setting, theme.id, theme.strapline)
    return Section(
        theme.id,
        (),
        (*([Strapline(strapline)] if strapline else []), *said_once(setting, theme), *_of_theme(setting, theme)),
        (text, *([Section(aims, (), tuple(levels), layout="aims", begins_page=True)] if levels else [])),
        layout="theme",
        theme=theme.id,
    )


def said_once(setting: PageSetting, theme: model.Theme) -> tuple[SaidOnce, ...]:
    """Levels of one statement, the widest first: the reverse of the edition's order, in which aim precedes outcome."""
    pairs = [(level.name, theme.at(level.key)) for level in reversed(setting.edition.said_once)]
    return tuple(SaidOnce(name, inline(setting, theme.id, nodes[0].body)) for name, nodes in pairs if nodes)


def _of_theme(setting: PageSetting, theme: model.Theme) -> Iterator[SaidOnce]:
    """What a theme serves across the plan, and who owns it."""
    say, edition = setting.data.catalogue, setting.edition
    for key, things in across(edition, setting.links.serves.get(theme.id, ())).items():
        yield SaidOnce(heading_of(say, edition, key, len(things)), linked(things))
    if theme.owners:
        label = say.counted("statement.owner", len(theme.owners))
        yield SaidOnce(label, phrase(posts(setting.office, theme.owners)))


def stated(setting: PageSetting, theme: model.Theme, levels: Sequence[model.Level]) -> list[Level]:
    """What a theme says at these levels, of those at which it says anything."""
    said = partial(inline, setting, theme.id)
    stating = Stating(setting.edition, setting.links, theme, setting.office, setting.data, said)
    return [found for level in levels if (found := level_of(stating, level))]


def _indicators(setting: PageSetting) -> Section:
    """A table of themes by indicators: a row for each indicator, marked for each theme that it tells of."""
    say, edition = setting.data.catalogue, setting.edition
    level = edition.indicator_level
    assert level is not None  # checked: the part is asked for only where the level is
    watched = [theme for theme in edition.themes if theme.indicators]
    telling: dict[str, list[model.Theme]] = {}  # of which themes an indicator tells, in the plan's order
    for theme in watched:
        for name in theme.indicators:
            telling.setdefault(name.value, []).append(theme)
    indicators = [setting.project.indicators[name].title.value for name in telling]
    names = [theme.title.value for theme in watched]
    beside = len(watched) <= _MOST_THEMES and stand_side_by_side(names, [level.name, *indicators])
    top = top_of(say, edition)
    called = themes_called(say, edition, len(watched))
    there = _shown(edition)
    table = WordsTable(
        "indicators-table",
        say.text("indicators.caption", indicators=level.plural, themes=called),
        (level.name, *(names if beside else [top.name])),
        tuple(
            _telling(setting, _called(setting, name, name in there), themes, watched if beside else ())
            for name, themes in telling.items()
        ),
    )
    return Section("indicators", (), (WordsBlock("", "", table),), layout="indicators")


def _shown(edition: model.Edition) -> set[str]:
    """The indicators whose numbers stand on a page of the plan; reports come after it is issued."""
    said = (each for page in edition.pages.values() for passage in passages_in(page) for each in passage.expressions)
    return {str(each.arguments[0]) for each in said if each.name == "indicator"}


def _called(setting: PageSetting, name: str, shown: bool) -> Phrase:
    """The title of an indicator, leading to where the plan shows it."""
    title = setting.project.indicators[name].title.value
    return phrase(Reference(name, title)) if shown else phrase(title)


def _telling(
    setting: PageSetting, title: Phrase, themes: Sequence[model.Theme], columns: Sequence[model.Theme]
) -> WordsRow:
    """The row of an indicator: its mark in each column, in the hue of the theme, or its themes by their names."""
    say = setting.data.catalogue
    if not columns:
        names = [part for theme in themes for part in ("; ", Reference(theme.id, theme.title.value))]
        return WordsRow(title, (phrase(*names[1:]),))
    cells = tuple(phrase(say.text("links.direct" if theme in themes else "links.not")) for theme in columns)
    hues = [setting.office.colours[theme.colour.value].hex if theme in themes else "" for theme in columns]
    return WordsRow(title, cells, marks=tuple(Mark("level", hue) if hue else None for hue in hues))
