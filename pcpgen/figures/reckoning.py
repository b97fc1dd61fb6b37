"""From a table and the cells that are hidden in it to how far each of them could go, as a reader may reckon it.

A linear program (HiGHS) finds other tables that agree with all that is shown. One such table widens what many hidden
cells could be, so that few programs judge them all. Nothing depends on the clock, nor on which of several ways that
cost the same a solver comes upon first, for no two cost the same: the same table, the same answer, on every machine.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING

import highspy
import numpy as np

from pcpgen.figures.programs import FAR, NEAR, SPREAD, Table, between, program, solution

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

TOGETHER = 4  # programs that try to move all cells at once, before each is tried by itself
REWEIGHED = 3  # times that a program is asked again for fewer cells
SMALL = 500  # cells of a table for which every way is tried
APART = 0.01  # of a step's price at most, by which ways that are as good as each other are told apart
EASY = 0.001  # the price of a step of a hidden cell, beside the 1 and more of others


class Reckoning:
    """How far the hidden cells of a table could go, by all other tables found so far that agree with what is shown."""

    def __init__(self, table: Table, enough: int) -> None:
        self.table, self.enough = table, enough
        self._floors = np.array(table.floors)
        self._apart = np.array([between(cell) for cell in range(table.size)])
        self._columns = np.arange(table.size, dtype=np.int32)
        self._solver = program(table, 1)
        self._mover: highspy.Highs | None = None
        self.hidden: set[int] = set()
        self.low, self.high = np.zeros(table.size), np.zeros(table.size)
        self._lowest, self._highest = self.low, self.high  # whether of whole numbers or not
        self._fallen, self._risen = self.low, self.high  # by the tables alone that cells were chosen for
        self.found: list[Numbers] = []

    def hide(self, cells: Collection[int]) -> None:
        self.hidden |= set(cells) - self.table.fixed
        self._bound(FAR)

    def first_narrow(self, cells: Sequence[int], exactly: bool) -> Iterator[int]:
        """In their order the cells that could not be enough numbers, each by what is hidden when its turn comes."""
        for cell in self._apart_from_wide(cells, exactly):
            if self._uncertain([cell], exactly) and not self._wide(cell, exactly):
                yield cell

    def show_if_safe(self, cell: int, free: Collection[int]) -> None:
        """Shows a hidden cell again, if all others but the free ones could be enough whole numbers all the same."""
        before = self.found
        self.hidden.remove(cell)
        self._found([each for each in before if each[cell] == 0])
        if self.narrow(self.hidden - set(free)):
            self.hidden.add(cell)
            self._found(before)

    def beside(self, cell: int) -> set[int]:
        """The shown cells of all sums that hidden cells connect with this one."""
        rows = [{other for other, _ in row} for row in self.table.rows]
        reached, seen = {cell}, set[int]()
        while new := {at for at, row in enumerate(rows) if at not in seen and not reached.isdisjoint(row)}:
            seen |= new
            reached |= {other for at in new for other in rows[at] if other in self.hidden}
        return {other for at in seen for other in rows[at]} - self.hidden - self.table.fixed

    def _found(self, found: list[Numbers]) -> None:
        self.found = found
        self.low, self.high = np.zeros(self.table.size), np.zeros(self.table.size)
        self._lowest, self._highest = self.low, self.high
        for each in found:
            self._widen(each)

    def narrow(self, cells: Collection[int], exactly: bool = True) -> list[int]:
        """Of the cells those that could not be enough whole numbers; unless exactly, not be enough numbers."""
        return list(self.first_narrow(sorted(cells), exactly))

    def _apart_from_wide(self, cells: Sequence[int], exactly: bool) -> Sequence[int]:
        """The cells less those that a few programs for all of them show to be wide."""
        self._bound(self.enough)
        uncertain = self._uncertain(cells, exactly)
        for turn in range(TOGETHER if len(uncertain) > 1 else 0):
            self._take(self._solved(uncertain, [_sign(cell, turn) for cell in uncertain]))
            uncertain = self._uncertain(uncertain, exactly)
        self._bound(FAR)
        return uncertain

    def _uncertain(self, cells: Sequence[int], exactly: bool) -> list[int]:
        if exactly:
            return [cell for cell in cells if self._width(cell) < self.enough]
        width = 1 + np.floor(self._highest + NEAR) - np.ceil(self._lowest - NEAR)
        return [cell for cell in cells if width[cell] < self.enough]

    def _wide(self, cell: int, exactly: bool) -> bool:
        """Whether one cell could be enough numbers, by programs of its own."""
        if self._uncertain([cell], False):
            self._reach(cell, highspy.HighsVarType.kContinuous)
        if not exactly or self._uncertain([cell], False):
            return not self._uncertain([cell], False)
        for by in (by for ends in self._ends(cell) for by in ends):
            if self._width(cell) < self.enough:
                self._take(self._moved(cell, by, np.ones(self.table.size), self.hidden))
        if self._width(cell) < self.enough:
            self._reach(cell, highspy.HighsVarType.kInteger)
        return self._width(cell) >= self.enough

    def _reach(self, cell: int, kind: highspy.HighsVarType) -> None:
        """Finds how far a cell could go up and down, in whole numbers or not, no further than it has to."""
        whole = kind == highspy.HighsVarType.kInteger
        if whole:
            columns = np.array(sorted(self.hidden), dtype=np.int32)
            self._solver.changeColsIntegrality(len(columns), columns, np.full(len(columns), kind))
            self._solver.setOptionValue("presolve", "on")
        missing = self.enough - self._width(cell)
        most = min(self._floors[cell], missing - self.low[cell]), missing + self.high[cell]
        for sign in (1, -1):
            self._solver.changeColBounds(cell, -most[0], most[1])
            self._take(self._solved([cell], [sign]))
        self._solver.changeColBounds(cell, -min(FAR, self._floors[cell]), FAR)
        if whole:
            self._solver.changeColsIntegrality(
                len(columns), columns, np.full(len(columns), highspy.HighsVarType.kContinuous)
            )
            self._solver.setOptionValue("presolve", "off")

    def _width(self, cell: int) -> float:
        return float(1 + self.high[cell] - self.low[cell])

    def _bound(self, most: float) -> None:
        """Hidden cells may go so far and no further than the table allows, all others stay."""
        may = np.zeros(self.table.size)
        may[sorted(self.hidden)] = most
        self._solver.changeColsBounds(self.table.size, self._columns, -np.minimum(may, self._floors), may)

    def _solved(self, cells: Sequence[int], signs: Sequence[int]) -> Numbers | None:
        """The table, as changes, in which the cells have gone furthest; None where the program came to no end."""
        costs = np.zeros(self.table.size)
        costs[list(cells)] = [-sign for sign in signs]
        self._solver.changeColsCost(self.table.size, self._columns, costs)
        return solution(self._solver)

    def _take(self, change: Numbers | None) -> None:
        """Counts a table that was found; one in halves or thirds as its multiple in whole numbers."""
        if change is None:
            return
        self._lowest, self._highest = np.minimum(self._lowest, change), np.maximum(self._highest, change)
        for times in (1, 2, 3):
            whole = np.rint(times * change)
            if np.abs(times * change - whole).max() < NEAR * times and (times == 1 or self._is_table(whole)):
                self.found.append(whole)
                self._widen(whole)
                return

    def _is_table(self, change: Numbers) -> bool:
        if (change < -self._floors).any():
            return False
        orders = self.table.rows[len(self.table.rows) - len(self.table.least) :]
        return all(
            sum(sign * change[cell] for cell, sign in row) >= least
            for row, least in zip(orders, self.table.least, strict=True)
        )

    def _widen(self, change: Numbers) -> None:
        self.low, self.high = np.minimum(self.low, change), np.maximum(self.high, change)
        self._lowest, self._highest = np.minimum(self._lowest, change), np.maximum(self._highest, change)

    # -- the cheapest cells to hide besides

    def cheapest(self, cell: int, prices: Sequence[float]) -> list[int]:
        """The shown cells to hide so that a cell could be enough whole numbers, at the least price; none if none do."""
        price = np.array(prices)
        plans = [plan for ends in self._ends(cell) if (plan := self._plan(cell, ends, price))]
        if not plans:
            plans = [plan for by in (1, -1) if (plan := self._plan(cell, (by,), price))]
        if not plans:
            return []
        _, added, changes = min(plans, key=lambda plan: plan[:2])
        self.hide(added)
        for change in changes:
            self._take(change)
            self._fallen, self._risen = np.minimum(self._fallen, change), np.maximum(self._risen, change)
        return added

    def _ends(self, cell: int) -> list[tuple[float, ...]]:
        """How far a cell may go to be enough: down as far as it can and up the rest, or all the way up."""
        low, high, most = float(self._fallen[cell]), float(self._risen[cell]), float(self._floors[cell])
        missing = self.enough - 1 - high + low
        down = min(missing, most + low)
        both = (low - down, *([high + missing - down] if down < missing else []))
        return [both, (high + missing,)] if down and self.table.size <= SMALL else [both]

    def _plan(self, cell: int, ends: Sequence[float], prices: Numbers) -> tuple[float, list[int], list[Numbers]] | None:
        """The cells to hide so that a cell can go to all these ends, with their price, and the tables; None if none."""
        free, changes = set(self.hidden), []
        for by in ends:
            way = min(self._ways(cell, by, prices, free), key=lambda way: way[:2], default=None)
            if way is None:
                return None
            free |= set(way[1])
            changes.append(way[2])
        added = sorted(free - self.hidden)
        return float(prices[added].sum()), added, changes

    def _ways(
        self, cell: int, by: float, prices: Numbers, hidden: Collection[int]
    ) -> Iterator[tuple[float, list[int], Numbers]]:
        """Tables in which a cell has gone so far, at the least price of a step, and again with few cells dearer."""
        free = np.zeros(self.table.size, dtype=bool)
        free[sorted(hidden)] = True
        price = np.where(free, EASY, prices)
        for _ in range(REWEIGHED if self.table.size <= SMALL else 1):
            change = self._moved(cell, by, price)
            if change is None:
                return
            used = (np.abs(change) > NEAR) & ~free
            yield float(prices[used].sum()), np.flatnonzero(used).tolist(), change
            if abs(np.abs(change[used]) - abs(by)).max(initial=0) < NEAR:
                return
            price = np.where(free, EASY, prices / (np.abs(change) / abs(by) + 0.05))

    def _moved(self, cell: int, by: float, prices: Numbers, among: Collection[int] | None = None) -> Numbers | None:
        """The table in which a cell has gone so far at the least price of all steps, where only some cells may go."""
        solver, size = self._move_program(), self.table.size
        rises = np.full(size, FAR) if among is None else np.zeros(size)
        rises[sorted(self.table.fixed if among is None else among)] = 0 if among is None else FAR
        falls = np.where(rises == 0, 0, self._floors)
        lower = np.zeros(2 * size)
        rises[cell], falls[cell] = max(by, 0), max(-by, 0)
        lower[cell], lower[size + cell] = rises[cell], falls[cell]
        both = np.arange(2 * size, dtype=np.int32)
        solver.changeColsBounds(2 * size, both, lower, np.concatenate([rises, falls]))
        priced = prices * (1 + APART * self._apart)
        solver.changeColsCost(2 * size, both, np.concatenate([priced, priced]))
        solver.clearSolver()  # at nought all prices are met already, which no other start is as near to the end
        moved = solution(solver)
        return None if moved is None else moved[:size] - moved[size:]

    def _move_program(self) -> highspy.Highs:
        if self._mover is None:
            self._mover = program(self.table, 2)
        return self._mover


def _sign(cell: int, turn: int) -> int:
    """Up or down: all at once first, then by a digit of its number, so that every two cells part some time."""
    if turn < 2:
        return 1 - 2 * turn
    return 1 if (cell * SPREAD >> (7 * turn)) & 1 else -1
