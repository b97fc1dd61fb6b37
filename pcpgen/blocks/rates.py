"""From an indicator's rates to the table that sets the office's own force among all others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from pcpgen.blocks.wording import cell, ended, flag_notes, shown
from pcpgen.document.prose import Shown
from pcpgen.document.table import Row, Table
from pcpgen.figures.data import Data
from pcpgen.figures.rates import Rank, Rate, mean_of_group, ranks, rates
from pcpgen.model.data import Dataset, Group
from pcpgen.model.period_words import period_words
from pcpgen.model.project import Project
from pcpgen.words.catalogue import Catalogue


def rates_table(data: Data, project: Project, dataset: Dataset, ranked: bool = True) -> Table:
    """A row for each area that has a rank, the highest rate first; else for each that has none. Both are checked.

    They are two tables since one of all forces is longer than a page.
    """
    wanted, say = dataset.rates, data.catalogue
    assert wanted is not None
    found = rates(data, wanted, dataset.window or None)
    places = ranks(found)
    own = next(each for each in found if each.area == wanted.own)
    among = tuple(each for each in sorted(found, key=_order) if (each.area in places) is ranked)
    rows = [_row(say, each, places.get(each.area), each.area == wanted.own) for each in among]
    group = project.groups.get(wanted.group) if ranked else None
    if group:
        mean = mean_of_group(group, found, own.figure.period)
        none = shown(replace(mean, value=None, mark="[z]", cells=()))
        rows.append(Row(say.text("rates.mean", group=group.title), (cell(mean, full=False), none, none), "total"))
    caption = f"{data.datasets[wanted.of].title}, {period_words(say, own.figure.period)}"
    heads = say.text("rates.rate", unit=own.figure.unit), say.text("table.interval")
    table = Table(
        id=f"{dataset.id}-rates{'' if ranked else '-unranked'}",
        caption=caption if ranked else say.text("rates.unranked", title=caption),
        corner=say.text("rates.force"),
        columns=(*heads, say.text("rates.rank")) if ranked else heads,
        rows=tuple(rows),
    )
    return replace(table, notes=tuple(_notes(data, dataset, table, among, group, ranked)))


def _order(each: Rate) -> tuple[bool, Decimal, str]:
    value = each.figure.value
    return value is None, -value if isinstance(value, Decimal) else Decimal(0), each.title


def _row(say: Catalogue, each: Rate, rank: Rank | None, own: bool) -> Row:
    cells = cell(each.figure, full=False), _between(each), *([ranked_as(say, each, rank)] if rank else [])
    return Row(each.title, cells, "total" if own else "line")


def _between(each: Rate) -> Shown:
    if each.interval is None:
        return shown(replace(each.figure, id=f"interval:{each.figure.id}", value=None, cells=(), flags=""))
    words = f"{each.interval.lower:.1f} to {each.interval.upper:.1f}"
    formula = f"Byar's interval of {each.figure.formula}"
    return Shown(words, replace(each.figure, id=f"interval:{each.figure.id}", formula=formula, flags=""))


def ranked_as(say: Catalogue, each: Rate, rank: Rank) -> Shown:
    """A rank as a figure, which traces to the area's own cells: "joint 3rd"."""
    words = say.ordinal(rank.number)
    words = say.text("rates.joint", rank=words) if rank.joint else words
    figure = replace(
        each.figure,
        id=f"rank:{each.figure.id}",
        value=Decimal(rank.number),
        unit="rank",
        decimals=0,
        formula=f"place of {each.figure.id} among {rank.of}, the highest first",
        flags="",
    )
    return Shown(words, figure)


def _notes(
    data: Data, dataset: Dataset, table: Table, found: tuple[Rate, ...], group: Group | None, ranked: bool
) -> Iterator[str]:
    assert dataset.rates is not None
    say = data.catalogue
    counts, people = data.datasets[dataset.rates.of], data.datasets[dataset.rates.population]
    yield from flag_notes(data.catalogue, [table])
    reasons: dict[str, list[str]] = {}
    for each in found:
        note = data.figure(f"{dataset.rates.population}.{each.area}").note
        if note:
            reasons.setdefault(note, []).append(each.title)
    for note, areas in reasons.items():
        yield ended(f"{note}: {', '.join(areas)}")
    marks = {each.text for row in table.rows for each in row.cells}
    if "[x]" in marks:
        yield say.text("rates.x")
    if "[z]" in marks:
        yield say.text("rates.z")
    if ranked:
        yield say.text("rates.ranked")
    yield say.text("rates.byar")
    if group:
        yield ended(say.text("rates.members", group=group.title, source=group.source))
    sources = [ended(", ".join(filter(None, (each.source, each.licence)))) for each in (counts, people)]
    yield say.text("rates.sources", sources=" ".join(dict.fromkeys(sources)))
