"""From the accounts of a plan to their section: tables over years, what is to be said of them, charts."""

from __future__ import annotations

from pcpgen.blocks.charts.page import chart
from pcpgen.blocks.page import PageSetting, inline
from pcpgen.blocks.wording import cell, flag_notes, shown
from pcpgen.document.blocks import Remarks, TableBlock
from pcpgen.document.document import Section
from pcpgen.document.prose import Phrase, link, listed, phrase, worded
from pcpgen.document.table import Row, Table
from pcpgen.figures.figure import Figure
from pcpgen.model.page import AccountsSource
from pcpgen.model.period_words import period_words


def accounts(setting: PageSetting, page: AccountsSource) -> Section:
    say = setting.data.catalogue
    tables = tuple(
        _account(setting, page, table.caption, f"{page.id}-{order}", [row.value for row in table.rows])
        for order, table in enumerate(page.tables, 1)
    )
    notes = _account_notes(setting, page, tables)
    remarks = (Remarks(notes, say.text("notes.title")),) if notes else ()
    asked = zip(tables, page.tables, strict=True)
    shown = (TableBlock(table.id, "", table, as_asked.rows[0].place) for table, as_asked in asked)
    return Section(
        page.id,
        (),
        (*shown, *remarks),
        _account_charts(setting, page),
        layout="accounts",
    )


def _account_notes(setting: PageSetting, page: AccountsSource, tables: tuple[Table, ...]) -> tuple[Phrase, ...]:
    """What marks and flags mean, what was rounded, the author's own notes, and where more is to be read."""
    say = setting.data.catalogue
    names = [f"{page.dataset}.{row}" for table in page.tables for row in table.rows]
    notes = [worded(say, "mark.x-year")] if _has_marks(tables) else []
    notes += [phrase(words) for words in flag_notes(say, tables)]
    notes += _rounding_notes(setting, names)
    notes += [inline(setting, page.id, note) for note in page.notes]
    return (*notes, *([phrase(link(phrase(page.link_text), page.link_url))] if page.link_url else []))


def _account_charts(setting: PageSetting, page: AccountsSource) -> tuple[Section, ...]:
    if not page.charts:
        return ()
    title = setting.data.catalogue.text("plan.two-charts" if len(page.charts) == 2 else "plan.charts")
    specs = tuple(page.charts.values())
    charts = tuple(
        chart(setting.data, setting.office.area, inline(setting, page.id, spec.title), spec, False, specs)
        for spec in specs
    )
    return (Section(f"{page.id}-charts", (title,), charts, layout="charts", begins_page=True),)


def _has_marks(tables: tuple[Table, ...]) -> bool:
    return any(not cell.value for table in tables for row in table.rows for cell in row.cells)


def _account(setting: PageSetting, page: AccountsSource, caption: str, id: str, rows: list[str]) -> Table:
    data, dataset = setting.data, setting.project.datasets[page.dataset.value]
    names = [f"{dataset.id}.{row}" for row in rows]
    periods = {period.written: period for name in names for period in data.periods(name)}
    ordered = sorted(periods.values(), key=lambda period: period.order)
    unit = dataset.series[names[0]].unit
    return Table(
        id=id,
        caption=caption,
        corner=unit[:1].upper() + unit[1:],
        columns=tuple(
            f"{period_words(data.catalogue, period)} {dataset.columns.get(period.written, '')}".strip()
            for period in ordered
        ),
        rows=tuple(
            Row(
                dataset.series[name].title,
                tuple(cell(data.figure(name, period.written), full=False) for period in ordered),
                "total" if dataset.series[name].parts else "line",
            )
            for name in names
        ),
    )


def _rounding_notes(setting: PageSetting, names: list[str]) -> list[Phrase]:
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
