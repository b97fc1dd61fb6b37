"""From a table of counts to the cells that are kept back, so that nobody can work out a small count from what is shown.

Primary: a count from 1 to one less than the threshold is kept back, and nought where that is the office's policy.
Secondary: further cells are, until each that is kept back could be any of at least as many whole numbers as the
threshold says, whatever is reckoned from the cells and totals that are shown. All bear one mark, so that none shows
itself to be small. SDC Handbook, chapter 4; Kelly, Golden and Assad, Cell suppression, 1992.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from decimal import Decimal
from heapq import heappop, heappush

from pcpgen.figures.statistics import Number
from pcpgen.values import dataclass

MOST_STEPS = 5_000  # of a search where a cell stands in more than two sums; what is not found by then counts as unsafe
DEEPEST = 9  # cells that such a search changes together; a cube has eight corners
ENDLESS = Decimal("Infinity")
NOTHING: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class Sum:
    """A whole and the parts that make it up, by the ids of their cells."""

    whole: str
    parts: tuple[str, ...]


Move = dict[str, int]  # cells that change together and leave every sum as it is, each with its steps up or down


@dataclass(frozen=True, slots=True)
class _Table:
    """The counts, the sums as cells with +1 for a part and −1 for the whole, and in which sums each cell stands."""

    counts: Mapping[str, Decimal]
    sums: tuple[tuple[tuple[str, int], ...], ...]
    sides: Mapping[str, tuple[tuple[int, int], ...]]
    within: Mapping[str, str]
    known: frozenset[str]

    @classmethod
    def of(
        cls,
        counts: Mapping[str, Number],
        sums: Sequence[Sum],
        within: Mapping[str, str],
        known: Collection[str] = (),
    ) -> _Table:
        signed = tuple((*((part, 1) for part in each.parts), (each.whole, -1)) for each in sums)
        sides: dict[str, list[tuple[int, int]]] = {cell: [] for cell in counts}
        for at, cells in enumerate(signed):
            for cell, sign in cells:
                sides[cell].append((at, sign))
        exact = {cell: Decimal(count) for cell, count in counts.items()}
        return cls(exact, signed, {cell: tuple(of) for cell, of in sides.items()}, within, frozenset(known))

    def room(self, at: Mapping[str, Decimal], hidden: Collection[str], cell: str, by: int) -> Decimal:
        """How far a cell can go from where it is: down to nought, and up to a shown one that it is within.

        A difference that is under nought already knows no floor.
        """
        if by > 0:
            whole = self.within.get(cell)
            return self.counts[whole] - at[cell] if whole and whole not in hidden else ENDLESS
        return at[cell] if self.counts[cell] >= 0 else ENDLESS


def keep_back(
    counts: Mapping[str, Number],
    sums: Sequence[Sum],
    threshold: int,
    zero: bool = False,
    within: Mapping[str, str] = NOTHING,
    known: Collection[str] = (),
) -> frozenset[str]:
    """The cells of a table to keep back: those that are small, and the others that would tell them.

    `counts` hold every cell and total by id; `within` names for a cell another that is known to be no smaller, and
    `known` are cells that an earlier issue showed, so that keeping them back would hide nothing. Of the ways to make a
    cell safe the one is taken that loses the least: the smallest sum of counts newly kept back. A nought is taken last,
    for a reader often knows it. The same table gives the same answer.
    """
    found: set[str] = set()
    for cells in _joined(counts, sums, within):
        small = [cell for cell in cells if is_small(counts[cell], threshold, zero)]
        if small and len(cells) == 1:
            found |= cells
        elif small:
            own = {cell: count for cell, count in counts.items() if cell in cells}
            of_own = [each for each in sums if each.whole in cells]
            found |= _kept_back(_Table.of(own, of_own, within, known), small, threshold)
    return frozenset(found)


def _joined(counts: Mapping[str, Number], sums: Sequence[Sum], within: Mapping[str, str]) -> Iterator[frozenset[str]]:
    """The cells that have to be looked at together, since sums or groups connect them."""
    beside: dict[str, list[str]] = {cell: [] for cell in counts}
    for one, others in [
        *((each.whole, each.parts) for each in sums),
        *((part, (whole,)) for part, whole in within.items()),
    ]:
        for other in others:
            beside[one].append(other)
            beside[other].append(one)
    seen: set[str] = set()
    for cell in counts:
        if cell not in seen:
            together, ahead = {cell}, [cell]
            while ahead:
                new = [each for each in beside[ahead.pop()] if each not in together]
                together |= set(new)
                ahead += new
            seen |= together
            yield frozenset(together)


def _kept_back(table: _Table, small: Collection[str], threshold: int) -> frozenset[str]:
    hidden = {cell: None for cell in table.counts if cell in small and cell not in table.known}
    waiting = sorted(hidden, key=lambda cell: table.counts[cell])
    for cell in waiting:  # it grows while it is gone through
        for added in _protect(table, hidden, cell, threshold):
            hidden[added] = None
            waiting.append(added)
    return frozenset(hidden) | frozenset(small)


def is_small(count: Number, threshold: int, zero: bool = False) -> bool:
    """Whether a count is kept back for its own sake."""
    return 0 < count < threshold or (zero and count == 0)


def given_away(
    counts: Mapping[str, Number],
    sums: Sequence[Sum],
    hidden: Collection[str],
    threshold: int,
    within: Mapping[str, str] = NOTHING,
) -> tuple[str, ...]:
    """Of the cells kept back those that what is shown gives away: they could be fewer numbers than the threshold says.

    To judge a table beside one that was issued before, take as hidden what neither of them shows.
    """
    table = _Table.of(counts, sums, within)
    kept = dict.fromkeys(hidden)
    return tuple(cell for cell in table.counts if cell in kept and _span(table, kept, cell, threshold) < threshold)


def _span(table: _Table, hidden: Mapping[str, None], cell: str, threshold: int) -> Decimal:
    """How many whole numbers a hidden cell could be, as far as the threshold."""
    _, up = _pushed(table, hidden, cell, 1, Decimal(threshold - 1))
    _, down = _pushed(table, hidden, cell, -1, threshold - 1 - up)
    return 1 + up + down


def _protect(table: _Table, hidden: Mapping[str, None], cell: str, threshold: int) -> tuple[str, ...]:
    """What has to be kept back beside a cell, so that it could be enough whole numbers."""
    kept, before = dict(hidden), len(hidden)
    while True:
        high, up = _pushed(table, kept, cell, 1, Decimal(threshold - 1))
        low, down = _pushed(table, kept, cell, -1, threshold - 1 - up)
        missing = threshold - 1 - up - down
        added = _cheapest(table, kept, cell, ((high, 1), (low, -1)), missing) if missing > 0 else None
        if not added:
            return tuple(kept)[before:]
        kept |= dict.fromkeys(added)


def _cheapest(
    table: _Table,
    hidden: Mapping[str, None],
    cell: str,
    ends: tuple[tuple[Mapping[str, Decimal], int], ...],
    missing: Decimal,
) -> list[str] | None:
    """The shown cells that let a cell move on from where the hidden ones bring it, at the least loss; None for none.

    First by all that is missing at once, then by a single step; where neither is found, the smallest cell shown in a
    sum beside a hidden one.
    """
    unknown = table.counts.keys() - table.known if table.known else table.counts
    dear = max(table.counts.values(), default=Decimal(0)) + 1

    def cost(cell: str) -> Decimal:
        return Decimal(0) if cell in hidden else table.counts[cell] or dear

    for least in (missing, Decimal(1)):
        moves = [move for at, sign in ends if (move := _move(table, hidden, unknown, at, cell, sign, least, cost))]
        ways = [[each for each in move if each not in hidden] for move in moves]
        ways = [way for way in ways if way]
        if ways:
            return min(ways, key=lambda way: sum(map(cost, way), Decimal(0)))
    beside = [each for each in _beside(table, hidden, cell) if each in unknown and each not in hidden]
    return [min(beside, key=cost)] if beside else None


def _beside(table: _Table, hidden: Mapping[str, None], cell: str) -> Iterator[str]:
    """The cells of all sums that hidden cells connect with this one."""
    seen, ahead = {cell}, [cell]
    while ahead:
        for at, _ in table.sides[ahead.pop()]:
            for other, _ in table.sums[at]:
                if other not in seen:
                    seen.add(other)
                    yield other
                    ahead += [other] if other in hidden else []


def _pushed(
    table: _Table, hidden: Mapping[str, None], cell: str, sign: int, enough: Decimal
) -> tuple[Mapping[str, Decimal], Decimal]:
    """The table with a cell as far up or down as hidden cells alone allow, and how far that is, `enough` at most."""
    at, gone = dict(table.counts), Decimal(0)
    while gone < enough:
        move = _move(table, hidden, hidden, at, cell, sign, Decimal(1), lambda cell: Decimal(0))
        if move is None:
            break
        step = min([enough - gone, *(_steps(table.room(at, hidden, each, by), by) for each, by in move.items())])
        if step < 1:
            break
        for each, by in move.items():
            at[each] += by * step
        gone += step
    return at, gone


def _steps(room: Decimal, by: int) -> Decimal:
    return room if room == ENDLESS else room // abs(by)


def _move(
    table: _Table,
    hidden: Collection[str],
    usable: Collection[str],
    at: Mapping[str, Decimal],
    cell: str,
    sign: int,
    least: Decimal,
    cost: Callable[[str], Decimal],
) -> Move | None:
    """The cheapest move of usable cells that takes a cell up or down by one, where each has room for `least` such.

    A cell of two sums leads from the one that it upsets to another, a cell of one sum out of the table; so the move is
    a shortest way through the sums and back. Where cells stand in more than two, a search of limited depth takes its
    place, which takes what it finds first.
    """

    def can(other: str, by: int) -> bool:
        return other in usable and table.room(at, hidden, other, by) >= least

    if table.room(at, hidden, cell, sign) < 1:
        return None
    if any(len(table.sides[each]) > 2 for each in usable):
        return _searched(table, can, cell, sign)
    if not table.sides[cell]:
        return {cell: sign}
    return _way(table, can, cell, sign, cost)


_Stand = tuple[int, int]  # a sum, and by how much it is upset; sum −1 is the outside, which nothing upsets
_OUTSIDE: _Stand = (-1, 0)


def _way(
    table: _Table, can: Callable[[str, int], bool], cell: str, sign: int, cost: Callable[[str], Decimal]
) -> Move | None:
    """Dijkstra's shortest way from the sum that a cell upsets to the other one, or to the outside."""
    first, *second = table.sides[cell]
    start = (first[0], first[1] * sign)
    goal = (second[0][0], -second[0][1] * sign) if second else _OUTSIDE
    ahead: list[tuple[Decimal, int, int, _Stand]] = [(Decimal(0), 0, 0, start)]
    came: dict[_Stand, tuple[_Stand, str, int]] = {}
    done: set[_Stand] = set()
    known: dict[_Stand, tuple[Decimal, int]] = {start: (Decimal(0), 0)}
    while ahead:
        lost, steps, _, here = heappop(ahead)
        if here in done:
            continue
        done.add(here)
        if here == goal:
            break
        for other, by, there in _onward(table, here):
            if other == cell or there in done or not can(other, by):
                continue
            price = lost + cost(other), steps + 1
            if there not in known or price < known[there]:
                known[there] = price
                came[there] = here, other, by
                heappush(ahead, (*price, len(came), there))
    if goal not in done:
        return None
    move: Move = {cell: sign}
    here = goal
    while here != start:
        here, other, by = came[here]
        move[other] = move.get(other, 0) + by
    return move


def _onward(table: _Table, here: _Stand) -> Iterator[tuple[str, int, _Stand]]:
    """Each cell that sets a sum right again, by which step, and what that upsets instead."""
    if here == _OUTSIDE:
        for cell, sides in table.sides.items():
            if len(sides) == 1:
                for by in (1, -1):
                    yield cell, by, (sides[0][0], sides[0][1] * by)
        return
    number, upset = here
    for cell, sign in table.sums[number]:
        by = -upset * sign
        others = [side for side in table.sides[cell] if side[0] != number]
        yield cell, by, (others[0][0], others[0][1] * by) if others else _OUTSIDE


def _searched(table: _Table, can: Callable[[str, int], bool], cell: str, sign: int) -> Move | None:
    """A move found by setting right one upset sum after the other, with ever more cells, up to a limit."""
    steps = 0

    def search(move: Move, upset: dict[int, int], left: int) -> Move | None:
        nonlocal steps
        steps += 1
        number = min((at for at, by in upset.items() if by), default=None)
        if number is None:
            return move
        if left == 0 or steps > MOST_STEPS:
            return None
        for other, of in table.sums[number]:
            by = -of if upset[number] > 0 else of
            if other in move or not can(other, by):
                continue
            after = dict(upset)
            for at, own in table.sides[other]:
                after[at] = after.get(at, 0) + own * by
            found = search({**move, other: by}, after, left - 1)
            if found:
                return found
        return None

    begun = {at: own * sign for at, own in table.sides[cell]}
    for left in range(DEEPEST):
        found = search({cell: sign}, begun, left)
        if found or steps > MOST_STEPS:
            return found
    return None
