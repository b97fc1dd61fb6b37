"""From a table of cells and sums to the linear program that HiGHS solves, and the values that it finds."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

import highspy
import numpy as np

from pcpgen.values import dataclass

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]
Row = Sequence[tuple[int, int]]  # cells with their signs

FAR = 1e6  # further than any cell has to go
NEAR = 1e-6  # from a whole number
NODES = 200  # of an integer program
SPREAD = 2654435761  # by which numbers that follow each other come to lie far apart
DENIED = 1000.0  # the price of each step by which a sum does not hold


@dataclass(frozen=True, slots=True)
class Table:
    """Cells by number: their whole values, the rows of sums and orders as they stand in the program, and prices.

    `rows` hold cells with their signs, whose changes together are nought, or for the last `orders` not under `least`.
    """

    values: Sequence[float]
    floors: Sequence[float]  # how far each cell can go down
    rows: Sequence[Row]
    least: Sequence[float]  # of the orders, which come last
    fixed: frozenset[int] = frozenset()  # cells that a reader knows whatever is hidden now

    @property
    def size(self) -> int:
        return len(self.values)


def program(table: Table, sides: int) -> highspy.Highs:
    """The table's sums over the changes of cells; with two sides, over their rises and then their falls."""
    lp = highspy.HighsLp()
    count, size = len(table.rows), table.size
    lp.num_col_, lp.num_row_ = size * sides, count
    lp.col_cost_ = np.zeros(size * sides)
    lp.col_lower_, lp.col_upper_ = np.zeros(size * sides), np.zeros(size * sides)
    equal = count - len(table.least)
    lp.row_lower_ = np.concatenate([np.zeros(equal), np.array(table.least, dtype=float)])
    lp.row_upper_ = np.concatenate([np.zeros(equal), np.full(len(table.least), highspy.kHighsInf)])
    signs = [1, -1][:sides]
    flat = [
        (cell + size * side, sign * by) for row in table.rows for side, by in enumerate(signs) for cell, sign in row
    ]
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_ = np.cumsum([0, *(sides * len(row) for row in table.rows)]).astype(np.int32)
    lp.a_matrix_.index_ = np.array([cell for cell, _ in flat], dtype=np.int32)
    lp.a_matrix_.value_ = np.array([sign for _, sign in flat], dtype=float)
    with _unheard():
        solver = highspy.Highs()  # type: ignore[no-untyped-call]
    for option, value in (("output_flag", False), ("threads", 1), ("presolve", "off"), ("mip_max_nodes", NODES)):
        solver.setOptionValue(option, value)
    solver.passModel(lp)
    return solver


@contextmanager
def _unheard() -> Iterator[None]:
    """Keeps what C writes from the standard output: HiGHS 1.16 says there that it begins, whatever its options are."""
    try:
        heard = os.dup(1)
    except OSError:  # there is none
        yield
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 1)
        yield
    finally:
        os.dup2(heard, 1)
        os.close(nowhere)
        os.close(heard)


def settled(values: Sequence[float | None], sums: Sequence[Row], orders: Sequence[Row]) -> list[float]:
    """The values with whole numbers for those that are not known, such as the sums ask for, as far as they can be."""
    unknown = {cell: at for at, cell in enumerate(at for at, value in enumerate(values) if value is None)}
    known = [0.0 if value is None else value for value in values]
    if not unknown:
        return known
    asked = [
        (row, at < len(sums)) for at, row in enumerate((*sums, *orders)) if any(cell in unknown for cell, _ in row)
    ]
    count, size = len(unknown), len(unknown) + 2 * len(asked)
    rows = [
        [
            *((unknown[cell], sign) for cell, sign in row if cell in unknown),
            (count + 2 * at, 1),
            (count + 2 * at + 1, -1),
        ]
        for at, (row, _) in enumerate(asked)
    ]
    right = [-sum(sign * known[cell] for cell, sign in row) for row, _ in asked]
    equal = sum(is_sum for _, is_sum in asked)
    solver = program(Table([0.0] * size, [0.0] * size, rows, right[equal:]), 1)
    columns = np.arange(size, dtype=np.int32)
    solver.changeColsBounds(size, columns, np.zeros(size), np.full(size, FAR))
    solver.changeColsIntegrality(count, columns[:count], np.full(count, highspy.HighsVarType.kInteger))
    prices = [*map(between, range(count)), *[DENIED] * (size - count)]  # so that one answer is better than all others
    solver.changeColsCost(size, columns, np.array(prices))
    for at, value in enumerate(right[:equal]):
        solver.changeRowBounds(at, value, value)
    found = solution(solver)
    for cell, at in unknown.items():
        known[cell] = 0.0 if found is None else float(np.rint(found[at]))
    return known


def between(cell: int) -> float:
    """A number from 0 to 1 of a cell's own."""
    return (cell + 1) * SPREAD % 2**32 / 2**32


def solution(solver: highspy.Highs) -> Numbers | None:
    solver.run()
    if solver.getInfo().primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
        return None
    return np.array(solver.getSolution().col_value)
