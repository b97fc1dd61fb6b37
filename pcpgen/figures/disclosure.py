"""From a table of counts to the cells that are kept back, so that nobody can work out a small count from what is shown.

Primary: a count from 1 to one less than the threshold is kept back, and nought where that is the office's policy.
Secondary: further cells are, until each that is kept back could be any of at least as many whole numbers as the
threshold says, whatever is reckoned from the cells and totals that are shown. All bear one mark, so that none shows
itself to be small. SDC Handbook, chapter 4; Kelly, Golden and Assad, Cell suppression, 1992; Fischetti and Salazar,
Solving the cell suppression problem, 2001.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import field, replace
from typing import TYPE_CHECKING

from pcpgen.figures.statistics import Number
from pcpgen.values import dataclass

if TYPE_CHECKING:
    from pcpgen.figures.reckoning import Reckoning

NOTHING: Mapping[str, str] = {}
CELL = 4  # a cell's price beside its count: so many times the largest count that is no total
SMALL_TABLE = 8_000  # cells times cells kept back besides, up to which each of those is tried without


@dataclass(frozen=True, slots=True)
class Sum:
    """A whole and the parts that make it up, by the ids of their cells."""

    whole: str
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Counts:
    """Every cell and total by id, and how they hang together.

    `within` names for a cell another that is known to be no smaller, `known` are cells that an earlier issue showed, so
    that keeping them back would hide nothing, `marked` those that their source kept back. A cell without a count is one
    that we do not know; `unprinted` ones are never shown, such as months of which only rolling years are.
    """

    counts: Mapping[str, Number | None]
    sums: Sequence[Sum] = ()
    within: Mapping[str, str] = field(default_factory=dict)
    known: Collection[str] = ()
    marked: Collection[str] = ()
    unprinted: Collection[str] = ()


def small_cells(table: Counts, threshold: int, zero: bool = False) -> list[str]:
    """The cells that are kept back for their own sake."""
    return [cell for cell, count in table.counts.items() if count is not None and is_small(count, threshold, zero)]


def is_small(count: Number, threshold: int, zero: bool = False) -> bool:
    """Whether a count is kept back for its own sake."""
    return 0 < count < threshold or (zero and count == 0)


def kept_back_of(table: Counts, small: Collection[str], threshold: int) -> frozenset[str]:
    """The small cells, those that their source kept back, and the others that would tell them.

    Of the ways to make a cell safe the one is taken that loses the fewest cells, and of those the smallest counts; a
    total is dearer by its size. A nought is taken last, for a reader often knows it. The same table gives the same
    answer.
    """
    found: set[str] = set()
    own = {*small, *table.marked}
    for part in _joined(table):
        if own.isdisjoint(part.counts):
            continue
        of_own = [cell for cell in part.counts if cell in own]
        found |= set(of_own if len(part.counts) == 1 else _kept_back(part, of_own, threshold))
    return frozenset(found - set(table.unprinted))


def given_away_of(table: Counts, hidden: Collection[str], threshold: int) -> tuple[str, ...]:
    """Of the cells kept back those that what is shown gives away: they could be fewer numbers than the threshold says.

    To judge a table beside one that was issued before, take as hidden what neither of them shows.
    """
    kept, found = set(hidden), set()
    for part in _joined(table):
        of_own = [cell for cell in part.counts if cell in kept]
        if len(part.counts) > 1 and not _free(part, of_own, threshold):
            reckoning, cells = _reckoning(part, threshold)
            reckoning.hide([at for at, cell in enumerate(cells) if cell in kept])
            numbers = {cell: at for at, cell in enumerate(cells)}
            found |= {cells[at] for at in reckoning.narrow([numbers[cell] for cell in of_own])}
    return tuple(cell for cell in table.counts if cell in found)


def _kept_back(table: Counts, small: Collection[str], threshold: int) -> set[str]:
    """The cells to keep back of a table that hangs together."""
    if _free(table, small, threshold):
        return set(small)
    reckoning, cells = _reckoning(table, threshold)
    numbers = {cell: at for at, cell in enumerate(cells)}
    primary = {numbers[cell] for cell in small}
    free = {numbers[cell] for cell in table.unprinted if cell in numbers}
    reckoning.hide(primary)
    prices = _prices(table, cells)
    lost = [_protected(reckoning, free, prices, exactly) for exactly in (False, True)][-1]
    besides = sorted(reckoning.hidden - free - primary, key=lambda at: (-prices[at], at))
    if not lost and len(besides) * len(cells) <= SMALL_TABLE:
        for at in besides:
            reckoning.show_if_safe(at, free)
    return {cells[at] for at in reckoning.hidden | primary}


def _free(table: Counts, hidden: Collection[str], threshold: int) -> bool:
    """Whether each hidden cell by itself could be enough whole numbers, since no sum holds it.

    Then no solver has to be loaded, which takes longer than all that it would be asked.
    """
    if any(each.whole in hidden or not set(each.parts).isdisjoint(hidden) for each in table.sums):
        return False
    for cell in hidden:
        count = table.counts[cell]
        below = [table.counts[part] for part, whole in table.within.items() if whole == cell]
        above = [table.counts[table.within[cell]]] if cell in table.within else []
        if count is None or cell in table.known or None in (*below, *above):
            return False
        fall = min(count, *(count - (each or 0) for each in below)) if below else count
        rise = min((whole or 0) - count for whole in above) if above else threshold
        if 1 + fall // 1 + rise // 1 < threshold:
            return False
    return True


def _protected(reckoning: Reckoning, free: set[int], prices: Sequence[float], exactly: bool) -> set[int]:
    """Hides cells until every hidden one is safe, the smallest first; gives those that nothing is left to hide for."""
    lost: set[int] = set()
    before = -1
    while before < len(reckoning.hidden):
        before = len(reckoning.hidden)
        cells = sorted(reckoning.hidden - free - lost, key=lambda at: (reckoning.table.values[at], at))
        for at in reckoning.first_narrow(cells, exactly):
            had = len(reckoning.hidden)
            reckoning.cheapest(at, prices)
            if len(reckoning.hidden) == had:
                beside = reckoning.beside(at)
                reckoning.hide(sorted(beside, key=lambda each: (prices[each], each))[:1])
                lost |= set() if beside else {at}
    return lost


def _reckoning(table: Counts, threshold: int) -> tuple[Reckoning, list[str]]:
    """What finds how far cells could go, and the cells by its numbers: in order of their ids, so that none counts."""
    from pcpgen.figures.programs import FAR, Table, settled  # a solver, loaded where there are small counts
    from pcpgen.figures.reckoning import Reckoning

    cells = sorted(table.counts)
    numbers = {cell: at for at, cell in enumerate(cells)}
    sums = sorted([*((numbers[part], 1) for part in each.parts), (numbers[each.whole], -1)] for each in table.sums)
    orders = sorted([(numbers[whole], 1), (numbers[part], -1)] for part, whole in table.within.items())
    given = [table.counts[cell] for cell in cells]
    values = settled([None if each is None else float(each) for each in given], sums, orders)
    least = [values[part] - values[whole] for (whole, _), (part, _) in orders]
    floors = [each // 1 if each >= 0 else FAR for each in values]
    fixed = [numbers[cell] for cell in table.known if cell in numbers]
    reckoning = Reckoning(Table(values, floors, [*sums, *orders], least, frozenset(fixed)), threshold)
    reckoning.hide([numbers[cell] for cell in table.unprinted if cell in numbers])
    return reckoning, cells


def _prices(table: Counts, cells: Sequence[str]) -> list[float]:
    """What it costs to lose each cell: a whole as much as two."""
    wholes = {*(each.whole for each in table.sums), *table.within.values()}
    counts = {cell: abs(float(count or 0)) for cell, count in table.counts.items()}
    each = 1 + CELL * max((count for cell, count in counts.items() if cell not in wholes), default=0)
    dear = max(counts.values()) + 1
    return [each * (1 + (cell in wholes)) + (counts[cell] or dear) for cell in cells]


def _joined(table: Counts) -> Iterator[Counts]:
    """The parts of a table that have to be looked at by themselves: no sum and no group connects two of them."""
    beside: dict[str, list[str]] = {cell: [] for cell in table.counts}
    for one, others in [
        *((each.whole, each.parts) for each in table.sums),
        *((part, (whole,)) for part, whole in table.within.items()),
    ]:
        for other in others:
            beside[one].append(other)
            beside[other].append(one)
    home: dict[str, str] = {}
    for cell in table.counts:
        ahead = [] if cell in home else [cell]
        while ahead:
            one = ahead.pop()
            if one not in home:
                home[one] = cell
                ahead += beside[one]
    counts: dict[str, dict[str, Number | None]] = {}
    sums: dict[str, list[Sum]] = {}
    within: dict[str, dict[str, str]] = {}
    for cell, count in table.counts.items():
        counts.setdefault(home[cell], {})[cell] = count
    for each in table.sums:
        sums.setdefault(home[each.whole], []).append(each)
    for cell, whole in table.within.items():
        within.setdefault(home[cell], {})[cell] = whole
    for first, own in counts.items():
        yield replace(table, counts=own, sums=sums.get(first, ()), within=within.get(first, NOTHING))
