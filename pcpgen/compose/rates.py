"""From an indicator's rates to the table that sets the office's own force among all others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from pcpgen.compose.document import Row, Table
from pcpgen.compose.wording import cell, ended, flag_notes, ordinal, shown
from pcpgen.document.prose import Shown
from pcpgen.figures.data import Data
from pcpgen.figures.rates import Rank, Rate, mean_of_group, ranks, rates
from pcpgen.model.data import Dataset, Group
from pcpgen.model.project import Project


def rates_table(data: Data, project: Project, dataset: Dataset, ranked: bool = True) -> Table:
    """A row for each area that has a rank, the highest rate first; else for each that has none. Both are checked.

    They are two tables since one of all forces is longer than a page.
    """
    wanted = dataset.rates
    assert wanted is not None
    found = rates(data, wanted, dataset.window or None)
    places = ranks(found)
    own = next(each for each in found if each.area == wanted.own)
    among = tuple(each for each in sorted(found, key=_order) if (each.area in places) is ranked)
    rows = [_row(each, places.get(each.area), each.area == wanted.own) for each in among]
    group = project.groups.get(wanted.group) if ranked else None
    if group:
        mean = mean_of_group(group, found, own.figure.period)
        none = shown(replace(mean, value=None, mark="[z]", cells=()))
        rows.append(Row(f"Mean of the rates of the {group.title}", (cell(mean, full=False), none, none), "total"))
    table = Table(
        id=f"{dataset.id}-rates{'' if ranked else '-unranked'}",
        caption=f"{data.datasets[wanted.of].title}, {own.figure.period.words}{'' if ranked else ': without a rank'}",
        corner="Force",
        columns=(f"Rate {own.figure.unit}", "95% interval", *(["Rank"] if ranked else [])),
        rows=tuple(rows),
    )
    return replace(table, notes=tuple(_notes(data, dataset, table, among, group, ranked)))


def _order(each: Rate) -> tuple[bool, Decimal, str]:
    value = each.figure.value
    return value is None, -value if isinstance(value, Decimal) else Decimal(0), each.title


def _row(each: Rate, rank: Rank | None, own: bool) -> Row:
    cells = cell(each.figure, full=False), _between(each), *([_ranked(each, rank)] if rank else [])
    return Row(each.title, cells, "total" if own else "line")


def _between(each: Rate) -> Shown:
    if each.interval is None:
        return shown(replace(each.figure, id=f"interval:{each.figure.id}", value=None, cells=(), flags=""))
    words = f"{each.interval.lower:.1f} to {each.interval.upper:.1f}"
    formula = f"Byar's interval of {each.figure.formula}"
    return Shown(words, replace(each.figure, id=f"interval:{each.figure.id}", formula=formula, flags=""))


def _ranked(each: Rate, rank: Rank) -> Shown:
    words = f"{'joint ' if rank.joint else ''}{ordinal(rank.number)}"
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
    counts, people = data.datasets[dataset.rates.of], data.datasets[dataset.rates.population]
    yield from flag_notes([table])
    reasons: dict[str, list[str]] = {}
    for each in found:
        note = data.figure(f"{dataset.rates.population}.{each.area}").note
        if note:
            reasons.setdefault(note, []).append(each.title)
    for note, areas in reasons.items():
        yield ended(f"{note}: {', '.join(areas)}")
    marks = {each.text for row in table.rows for each in row.cells}
    if "[x]" in marks:
        yield "[x] means that there is no population to make a rate of."
    if "[z]" in marks:
        yield "[z] means that a mean of rates has no interval and no rank of its own."
    if ranked:
        yield "The rank counts from the highest rate. Equal rates share one."
    yield "The intervals are Byar’s. They allow for chance only, not for how forces and their areas differ."
    if group:
        yield ended(f"Members of the {group.title} at the time: {group.source}")
    sources = [ended(", ".join(filter(None, (each.source, each.licence)))) for each in (counts, people)]
    yield f"Sources: {' '.join(dict.fromkeys(sources))}"
