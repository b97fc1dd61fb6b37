"""From a project to its published plan: cover, contents, forewords, facts, themes, finances, indicators, accounts."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import TypeGuard

from pcpgen.compose.charts.bars import bar_chart
from pcpgen.compose.charts.doughnut import doughnut_chart
from pcpgen.compose.charts.lines import line_chart
from pcpgen.compose.charts.subject import Course, Named, Subject, label_of
from pcpgen.compose.colour import tint
from pcpgen.compose.periods import period_words
from pcpgen.compose.prose import Insert, compose_body, compose_phrase
from pcpgen.compose.statements import level_of
from pcpgen.compose.wording import NOT_PRINTED, cell, figure_pieces, flag_notes, shown
from pcpgen.document.blocks import (
    Block,
    Chart,
    Contents,
    Entry,
    Level,
    Matrix,
    MatrixRow,
    Person,
    PullQuote,
    RankedList,
    Rankings,
    Remarks,
    SaidOnce,
    Statement,
    Strapline,
    TableBlock,
    TextBlock,
    Tile,
    TileColumn,
    TileGroup,
    Vision,
    Voices,
)
from pcpgen.document.document import Cover, CoverRow, Document, Note, Section, ThemeStyle
from pcpgen.document.picture import Picture
from pcpgen.document.prose import Inline, NoteMark, Phrase, Reference, Shown, link, listed, phrase, worded
from pcpgen.document.table import Row, Table
from pcpgen.figures.data import Data, count
from pcpgen.figures.figure import Cell, Figure
from pcpgen.model import plan as model
from pcpgen.model.page import (
    AccountsSource,
    ChartSpec,
    FactsSource,
    ForewordSource,
    Image,
    Page,
    SurveySource,
    TextSource,
    TileGroupSource,
    TileSource,
)
from pcpgen.model.project import Project
from pcpgen.prose.passage import NoteText, Passage, named_in
from pcpgen.prose.tree import Expression, NoteName, Source
from pcpgen.values import dataclass
from pcpgen.words.catalogue import Catalogue

LONGEST_FOOTER = 104  # characters that a page is wide


@dataclass(frozen=True, slots=True)
class _Setting:
    """What every part of one plan is composed from."""

    project: Project
    office: model.Office
    edition: model.Edition
    data: Data
    titles: dict[str, str]  # parts by id, for references
    numbers: dict[tuple[str, str], int]  # notes by page and name


def compose_plan(project: Project, office: model.Office, edition: model.Edition, data: Data) -> Document:
    """The plan of an edition; the project must have no problems."""
    titles = {part: _title(project.catalogue, edition, part) for part in (part.value for part in edition.parts)}
    titles |= {theme.id: theme.title.value for theme in edition.themes}
    titles |= named_titles(edition)
    setting = _Setting(project, office, edition, data, titles, number_notes(edition))
    title = edition.title.value
    holder = office.posts[office.office_holder.value].title
    counted_level = edition.listed[-1] if edition.listed else None
    parts = {part.value: _parts(setting, part.value) for part in edition.parts if part.value != "contents"}
    rows = tuple(_cover_row(edition, theme, counted_level) for theme in edition.themes) if counted_level else ()
    return Document(
        id=f"plan-{edition.id}",
        catalogue=project.catalogue,
        title=title,
        subtitle=edition.subtitle,
        area=office.area,
        producer=office.name,
        notice=edition.standing.notice(office.notice.value),
        footer=_footer(title, edition.subtitle, office.area),
        date=edition.in_force.isoformat(),
        logo=picture(office.logo) if office.logo else None,
        themes=tuple(_style(setting, theme, order) for order, theme in enumerate(edition.themes)),
        front=Cover((holder, office.area), office.address, rows),
        sections=tuple(
            part
            for id in edition.parts
            for part in parts.get(id.value) or (_contents(project.catalogue, edition, parts),)
        ),
    )


def named_titles(edition: model.Edition) -> dict[str, str]:
    """What headings and tables that their author named are called, by their names."""
    bodies = [theme.narrative for theme in edition.themes]
    bodies += [page.body for page in edition.pages.values() if isinstance(page, TextSource | ForewordSource)]
    return {name: title for body in bodies for name, (title, _) in named_in(body).items()}


def _footer(title: str, subtitle: str, area: str) -> str:
    """The line at the foot of each page, without the subtitle where it would run into the page's number."""
    whole = " | ".join(filter(None, (f"{title} {subtitle}".strip(), area)))
    return whole if len(whole) <= LONGEST_FOOTER else " | ".join(filter(None, (title, area)))


def number_notes(edition: model.Edition) -> dict[tuple[str, str], int]:
    """Notes numbered once through the document, in the order of its parts."""
    names = [
        (part.value, note.id)
        for part in edition.parts
        if part.value in edition.pages
        for note in notes_of(edition.pages[part.value])
    ]
    return {name: place for place, name in enumerate(names, 1)}


def notes_of(page: Page) -> tuple[NoteText, ...]:
    return () if isinstance(page, SurveySource | AccountsSource) else page.notes


def _title(say: Catalogue, edition: model.Edition, part: str) -> str:
    if part in edition.pages:
        return edition.pages[part].title.value
    level = edition.indicator_level
    named = {"contents": "contents.title", "plan-on-a-page": "plan.on-a-page", "themes": "plan.themes"}
    return say.text(named[part]) if part in named else level.plural if level else part


def _parts(setting: _Setting, id: str) -> tuple[Section, ...]:
    match id:
        case "plan-on-a-page":
            return (_plan_on_a_page(setting),)
        case "themes":
            return tuple(_theme(setting, theme) for theme in setting.edition.themes)
        case "indicators":
            return (_indicators(setting),)
        case _:
            return (_page(setting, setting.edition.pages[id]),)


def _page(setting: _Setting, page: Page) -> Section:
    match page:
        case TextSource():
            return _text(setting, page)
        case ForewordSource():
            return _foreword(setting, page)
        case FactsSource():
            return _facts(setting, page)
        case SurveySource():
            return _survey(setting, page)
        case AccountsSource():
            return _accounts(setting, page)


# -- cover, contents, plan on a page


def _style(setting: _Setting, theme: model.Theme, order: int) -> ThemeStyle:
    hue = setting.office.colours[theme.colour.value].hex
    return ThemeStyle(theme.id, hue, tint(hue), order)


def _cover_row(edition: model.Edition, theme: model.Theme, level: model.Level) -> CoverRow:
    figure = _count(edition, (theme,), level)
    return CoverRow(theme.id, theme.title.value, len(figure.cells), _counted(figure, level))


def _count(edition: model.Edition, themes: tuple[model.Theme, ...], level: model.Level) -> Figure:
    """How many statements of a level the themes hold."""
    cells = tuple(Cell(node.place, f"{theme.id}.{node.id}", "") for theme in themes for node in theme.at(level.key))
    id = f"count:{themes[0].id}.{level.key}" if len(themes) == 1 else f"count:{level.key}"
    return count(level.plural.lower(), id, cells, edition.period)


def _counted(figure: Figure, level: model.Level) -> Phrase:
    """A count with its noun: 9 priorities for action."""
    noun = level.name if len(figure.cells) == 1 else level.plural
    return phrase(shown(figure), f" {noun.lower()}")


def _contents(say: Catalogue, edition: model.Edition, parts: Mapping[str, tuple[Section, ...]]) -> Section:
    """What follows the contents page, in order, with the last page of what spans more than one."""
    ids = [part.value for part in edition.parts]
    entries = tuple(_entry(part) for id in ids[ids.index("contents") + 1 :] for part in parts[id])
    return Section("contents", (say.text("contents.title"),), (Contents(entries),), layout="contents")


def _entry(part: Section) -> Entry:
    """A line of the contents, with what begins the last page of a part that spans more than one."""
    begun = [each.id for each in (*part.blocks, *part.sections)[1:] if _begins_page(each)]
    return Entry(part.title, part.id, begun[-1] if begun else "", part.theme)


def _begins_page(inner: Block | Section) -> TypeGuard[TileGroup | Section]:
    return isinstance(inner, TileGroup | Section) and inner.begins_page


def _plan_on_a_page(setting: _Setting) -> Section:
    say, edition = setting.data.catalogue, setting.edition
    vision = _optional(setting, "plan-on-a-page", edition.vision)
    band = (Vision(say.text("plan.vision"), vision),) if vision else ()
    blocks: tuple[Block, ...] = (*band, _matrix(setting), Remarks((_holds(setting),)))
    return Section("plan-on-a-page", (say.text("plan.on-a-page"),), blocks, layout="plan-on-a-page")


def _matrix(setting: _Setting) -> Matrix:
    """A row a theme: what it says at each level of one statement, and how many it has at the last of the others."""
    edition, level = setting.edition, setting.edition.listed[-1] if setting.edition.listed else None
    heads = (*(each.name for each in edition.said_once), *([level.plural] if level else []))
    rows = tuple(
        MatrixRow(
            theme.id,
            theme.title.value,
            _optional(setting, theme.id, theme.strapline),
            tuple(_said(setting, theme, each) for each in edition.said_once),
            shown(_count(edition, (theme,), level)) if level else None,
        )
        for theme in edition.themes
    )
    caption = f"{edition.title}: {edition.subtitle}" if edition.subtitle else edition.title.value
    return Matrix(caption, (setting.data.catalogue.text("plan.theme"), *heads), rows)


def _holds(setting: _Setting) -> Phrase:
    """What the author says of the plan's structure, and how many statements of each level it holds."""
    say, edition = setting.data.catalogue, setting.edition
    totals = [_counted(_count(edition, edition.themes, each), each) for each in edition.listed]
    describes = _optional(setting, "plan-on-a-page", edition.describes)
    if not totals:
        return describes or phrase()
    holds = worded(say, "plan.holds", totals=listed(say, totals))
    return phrase(describes, " ", holds, ".") if describes else phrase(holds, ".")


def _said(setting: _Setting, theme: model.Theme, level: model.Level) -> Phrase:
    """What a theme says at a level of one statement; a mark where the office asks for none and none is given."""
    nodes = theme.at(level.key)
    return _inline(setting, theme.id, nodes[0].body) if nodes else phrase(NOT_PRINTED)


# -- themes and indicators


def _theme(setting: _Setting, theme: model.Theme) -> Section:
    """A theme: what it is for on a band, its narrative, its statements on a page of their own."""
    levels = [_level(setting, theme, each) for each in setting.edition.listed if theme.at(each.key)]
    if len(levels) > 1 and not (levels[0].measures or levels[0].pledges):
        levels[0] = replace(levels[0], layout="columns")
    aims = f"{theme.id}-aims"
    text = Section(
        "" if levels else aims,
        (),
        (*_pull_quote(setting, theme.id, theme.pull_quote), *_prose(setting, theme.id, theme.narrative)),
        layout="narrative",
    )
    strapline = _optional(setting, theme.id, theme.strapline)
    return Section(
        theme.id,
        (theme.title.value,),
        (*([Strapline(strapline)] if strapline else []), *_said_once(setting, theme)),
        (text, *([Section(aims, (), tuple(levels), layout="aims", begins_page=True)] if levels else [])),
        layout="theme",
        theme=theme.id,
    )


def _said_once(setting: _Setting, theme: model.Theme) -> tuple[SaidOnce, ...]:
    """Levels of one statement, the widest first: the reverse of the edition's order, in which aim precedes outcome."""
    pairs = [(level.name, theme.at(level.key)) for level in reversed(setting.edition.said_once)]
    return tuple(SaidOnce(name, _inline(setting, theme.id, nodes[0].body)) for name, nodes in pairs if nodes)


def _level(setting: _Setting, theme: model.Theme, level: model.Level) -> Level:
    return level_of(theme, level, setting.office, setting.data, partial(_inline, setting, theme.id))


def _indicators(setting: _Setting) -> Section:
    """What each theme is watched by, two themes a page."""
    level = setting.edition.indicator_level
    assert level is not None  # checked: the part is asked for only where the level is
    watched = [theme for theme in setting.edition.themes if theme.indicators]
    themes = (_watched(setting, theme, level, number % 2 == 0) for number, theme in enumerate(watched))
    return Section("indicators", (level.plural,), sections=tuple(themes), layout="indicators")


def _watched(setting: _Setting, theme: model.Theme, level: model.Level, begins_page: bool) -> Section:
    """What a theme is for, as its own page says it too, and the indicators that tell of it."""
    id = f"indicators-{theme.id}"
    titles = {name.value: setting.project.indicators[name.value].title.value for name in theme.indicators}
    named = tuple(Statement(f"{theme.id}-{name}", phrase(title)) for name, title in titles.items())
    lists = [replace(_level(setting, theme, each), layout="repeated") for each in setting.edition.listed[:1]]
    return Section(
        id,
        (theme.title.value,),
        (*_said_once(setting, theme), *lists, Level(level.plural, f"{id}-list", named, layout="repeated-two")),
        layout="indicated",
        theme=theme.id,
        begins_page=begins_page,
    )


# -- pages


def _text(setting: _Setting, page: TextSource) -> Section:
    body = _prose(setting, page.id, page.body, page.charts)
    blocks = (*_pull_quote(setting, page.id, page.pull_quote), *body)
    return Section(page.id, (page.title.value,), blocks, notes=_notes(setting, page), layout="text")


def _foreword(setting: _Setting, page: ForewordSource) -> Section:
    post = setting.office.posts[page.post.value]
    blocks = (
        Person(post.title, post.body, picture(page.portrait) if page.portrait else None),
        *_pull_quote(setting, page.id, page.pull_quote),
        *_prose(setting, page.id, page.body),
    )
    return Section(page.id, (page.title.value,), blocks, notes=_notes(setting, page), layout="foreword")


def _pull_quote(setting: _Setting, page: str, says: Passage | None) -> tuple[PullQuote, ...]:
    return (PullQuote(_inline(setting, page, says)),) if says else ()


def _facts(setting: _Setting, page: FactsSource) -> Section:
    groups = tuple(_group(setting, page.id, group, order) for order, group in enumerate(page.groups, 1))
    basis = (Remarks((_inline(setting, page.id, page.basis),)),) if page.basis else ()
    foot = Section(f"{page.id}-foot", (), basis, notes=_notes(setting, page), layout="foot")
    return Section(page.id, (page.title.value,), groups, (foot,), layout="facts")


def _group(setting: _Setting, page: str, group: TileGroupSource, order: int) -> TileGroup:
    return TileGroup(
        id=f"{page}-{order}",
        title=group.title,
        layout=group.layout,
        begins_page=group.begins_page,
        tiles=tuple(_tile(setting, page, tile) for tile in group.tiles),
        columns=tuple(
            TileColumn(column.title, tuple(_tile(setting, page, tile) for tile in column.tiles))
            for column in group.columns
        ),
    )


def _tile(setting: _Setting, page: str, tile: TileSource) -> Tile:
    return Tile(
        number=_number(setting, tile.number) if tile.number else None,
        unit=tile.unit,
        caption=_inline(setting, page, tile.caption) if tile.caption else phrase(),
        also=_inline(setting, page, tile.also) if tile.also else None,
        note=_note_mark(setting, page, tile.note.value) if tile.note else None,
        wide=tile.wide,
        says=_inline(setting, page, tile.says) if tile.says else None,
    )


def _number(setting: _Setting, passage: Passage) -> Shown:
    """The figure of a tile, which is one expression."""
    (piece,) = figure_pieces(passage.expressions[0], setting.data).content
    assert isinstance(piece, Shown)
    return piece


def _survey(setting: _Setting, page: SurveySource) -> Section:
    base = setting.data.figure(page.base.value)
    based = worded(setting.data.catalogue, "plan.based-on", base=shown(base), unit=base.unit)
    lists = tuple(
        RankedList(each.title, tuple(_inline(setting, page.id, item) for item in each.items), based)
        for each in page.lists
    )
    columns = _columns(tuple(_inline(setting, page.id, voice) for voice in page.voices))
    voices = (Voices(page.voices_title, columns),) if columns else ()
    return Section(page.id, (page.title.value,), (Rankings(lists), *voices), layout="survey")


def _columns(voices: tuple[Phrase, ...]) -> tuple[tuple[Phrase, ...], ...]:
    """Voices in two columns, in order, cut where the columns come nearest to the same length."""
    lengths = [len(voice.plain) for voice in voices]
    cut = min(range(len(voices) + 1), key=lambda at: abs(sum(lengths[:at]) - sum(lengths[at:])))
    return tuple(column for column in (voices[:cut], voices[cut:]) if column)


# -- accounts


def _accounts(setting: _Setting, page: AccountsSource) -> Section:
    say = setting.data.catalogue
    tables = tuple(
        _account(setting, page, table.caption, f"{page.id}-{order}", [row.value for row in table.rows])
        for order, table in enumerate(page.tables, 1)
    )
    title = say.text("plan.as-at", title=page.title.value, day=page.as_at) if page.as_at else page.title.value
    notes = _account_notes(setting, page, tables)
    remarks = (Remarks(notes, say.text("notes.title")),) if notes else ()
    return Section(
        page.id,
        (title,),
        (*(TableBlock(each.id, "", each) for each in tables), *remarks),
        _account_charts(setting, page),
        layout="accounts",
    )


def _account_notes(setting: _Setting, page: AccountsSource, tables: tuple[Table, ...]) -> tuple[Phrase, ...]:
    """What marks and flags mean, what was rounded, the author's own notes, and where more is to be read."""
    say = setting.data.catalogue
    names = [f"{page.dataset}.{row}" for table in page.tables for row in table.rows]
    notes = [worded(say, "mark.x-year")] if _has_marks(tables) else []
    notes += [phrase(words) for words in flag_notes(say, tables)]
    notes += _rounding_notes(setting, names)
    notes += [_inline(setting, page.id, note) for note in page.notes]
    return (*notes, *([phrase(link(phrase(page.link_text), page.link_url))] if page.link_url else []))


def _account_charts(setting: _Setting, page: AccountsSource) -> tuple[Section, ...]:
    if not page.charts:
        return ()
    title = setting.data.catalogue.text("plan.two-charts" if len(page.charts) == 2 else "plan.charts")
    charts = tuple(_chart(setting, page.id, chart) for chart in page.charts.values())
    return (Section(f"{page.id}-charts", (title,), charts, layout="charts", begins_page=True),)


def _has_marks(tables: tuple[Table, ...]) -> bool:
    return any(not cell.value for table in tables for row in table.rows for cell in row.cells)


def _account(setting: _Setting, page: AccountsSource, caption: str, id: str, rows: list[str]) -> Table:
    data, dataset = setting.data, setting.project.datasets[page.dataset.value]
    names = [f"{dataset.id}.{row}" for row in rows]
    periods = {period.written: period for name in names for period in data.periods(name)}
    ordered = sorted(periods.values(), key=lambda period: period.order)
    unit = dataset.series[names[0]].unit
    return Table(
        id=id,
        caption=caption,
        corner=unit[:1].upper() + unit[1:],
        columns=tuple(f"{period.words} {dataset.columns.get(period.written, '')}".strip() for period in ordered),
        rows=tuple(
            Row(
                dataset.series[name].title,
                tuple(cell(data.figure(name, period.written), full=False) for period in ordered),
                "total" if dataset.series[name].parts else "line",
            )
            for name in names
        ),
    )


def _rounding_notes(setting: _Setting, names: list[str]) -> list[Phrase]:
    """For each period in which the source rounded its totals: what they come to when its lines are added as printed."""
    by_period: dict[str, list[tuple[str, Figure, Figure]]] = {}
    for name in names:
        for period in setting.data.periods(name):
            figure = setting.data.figure(name, period)
            if figure.from_parts is not None:
                title, summed = setting.data.series(name).title, setting.data.built_up(name, period)
                by_period.setdefault(period_words(setting.data.catalogue, period), []).append((title, summed, figure))
    notes: list[Phrase] = []
    for words, figures in by_period.items():
        say = setting.data.catalogue
        said = [
            worded(say, "rounding.line", title=title, sum=shown(summed, full=False), printed=shown(printed, full=False))
            for title, summed, printed in figures
        ]
        notes.append(worded(say, "rounding.built-up", period=words, lines=listed(say, said)))
    return notes


def _chart(setting: _Setting, page: str, spec: ChartSpec) -> Chart:
    data = setting.data
    title = _inline(setting, page, spec.title)
    say = data.catalogue
    subject = Subject(say, spec.id, title.plain, spec.measure, setting.office.area, spec.source, spec.label)
    if spec.dataset:
        series = [each for each in data.lines(spec.dataset.value) if data.periods(each.id)]
        named = [Named(label_of(say, each), data.figure(each.id), each.inferred) for each in series]
        return (
            doughnut_chart(subject, title, named)
            if spec.kind == "doughnut"
            else bar_chart(subject, title, named, spec.unit)
        )
    lines = [_line(data, name.value) for name in spec.series]
    return line_chart(subject, title, lines, _line(data, spec.gap.value) if spec.gap else None, spec.unit)


def _line(data: Data, name: str) -> Course:
    series = data.series(name)
    figures = tuple(data.figure(name, period.written) for period in data.periods(name))
    return Course(series.short or series.title, figures)


# -- prose


def _insert(setting: _Setting, page: str) -> Insert:
    """What an expression or a note mark on a page becomes."""

    def insert(what: Source) -> tuple[Inline, ...]:
        if isinstance(what, NoteName):
            return (_note_mark(setting, page, what.name),)
        if what.name == "see":
            return (Reference(str(what.arguments[0]), setting.titles[str(what.arguments[0])]),)
        if what.name == "law":
            assert setting.project.law is not None  # checked
            return phrase(setting.project.law.references[str(what.arguments[0])].words).content
        return figure_pieces(what, setting.data).content

    return insert


def _prose(
    setting: _Setting, page: str, passage: Passage, charts: Mapping[str, ChartSpec] | None = None
) -> tuple[TextBlock | Chart, ...]:
    def chart(asked: Expression) -> Chart:
        return _chart(setting, page, (charts or {})[str(asked.arguments[0])])

    return compose_body(passage, _insert(setting, page), chart)


def _inline(setting: _Setting, page: str, passage: Passage) -> Phrase:
    return compose_phrase(passage, _insert(setting, page))


def _optional(setting: _Setting, page: str, passage: Passage | None) -> Phrase | None:
    return _inline(setting, page, passage) if passage else None


def _note_mark(setting: _Setting, page: str, name: str) -> NoteMark:
    number = setting.numbers[page, name]
    label = setting.project.catalogue.text("notes.mark", number=number)
    return NoteMark(number, label, f"note-{page}-{name}", f"mark-{page}-{name}")


def _notes(setting: _Setting, page: TextSource | ForewordSource | FactsSource) -> tuple[Note, ...]:
    return tuple(
        Note(
            (mark := _note_mark(setting, page.id, note.id)).number,
            mark.id,
            mark.back,
            _inline(setting, page.id, note.text),
        )
        for note in page.notes
    )


def picture(image: Image) -> Picture:
    data = f"data:{image.media};base64,{base64.b64encode(image.bytes).decode('ascii')}"
    return Picture(f"pcpgen:image/{image.file}", data, image.alt, image.width, image.height)
