"""From series side by side to values that stand in another's place, or in two places."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import prod
from operator import eq

from pcpgen.checks.findings import Finding, said
from pcpgen.figures.runs import Run
from pcpgen.figures.swapped import swapped
from pcpgen.model.data import Dataset
from pcpgen.rules import Rule

CHANGED_PLACES = Rule(
    "changed-places",
    "Two values that stand in each other’s place",
    "Both are right, and each is told of the wrong thing.",
    "Change the two over, or say in a note why both leapt, such as “Checked: the two areas were drawn anew”.",
    "warning",
)
REPEATED_VALUE = Rule(
    "repeated-value",
    "A long number that stands twice",
    "A cell that was copied and not typed over looks like a count that did not change.",
    "Correct one of the two, or say in its note that it is right, such as “Checked: the same in both months”.",
    "warning",
)

LARGE = 20_000  # cells of a table, in which nothing of this is looked for
MANY = 60  # series of a table, any two of which are alike by chance
COPIED, SEEN_TWICE = 10_000, 5_000  # the least numbers that hardly ever come twice, below each other and side by side
LEAST = 20  # the least of a copied row
LEAST_PRODUCT = 100  # of two counts that come again by chance once in a hundred times
ROW = 3  # values of a row that are the same as in the one before


def beside_each_other(dataset: Dataset, table: Sequence[Run]) -> Iterator[Finding]:
    """What is odd about values of series that have the same periods."""
    if len(table) * len(table[0].values) > LARGE:
        return
    by_unit: dict[str, list[Run]] = {}
    for run in table:
        if run.ordered[0] >= 0:
            by_unit.setdefault(run.series.unit, []).append(run)
    for runs in by_unit.values():
        few = len(runs) <= MANY
        if few:
            yield from _changed_over(runs)
        yield from _copied_newest(runs)
        counting = [run for run in runs if run.counts]
        if len(table[0].values) >= 3:
            yield from _copied_rows(counting)
            yield from _copied(counting)
            yield from _twins(dataset, counting) if few else ()


def _changed_over(runs: Sequence[Run]) -> Iterator[Finding]:
    counts = all(run.counts for run in runs)
    sound = [run for run in runs if run.ordered[0] > 0 or counts]
    for one, other, row in swapped([run.values for run in sound], [run.ordered for run in sound], counts):
        here, there = sound[one].cells[row], sound[other].cells[row]
        message = f"{said(here)} and {there.series} {there.value:,}: each fits the other’s history, and not its own"
        yield Finding(CHANGED_PLACES, sound[one], here, message, cells=(there,))


def _copied_rows(runs: Sequence[Run]) -> Iterator[Finding]:
    """Rows in which most series have what they had in the one before."""
    if len(runs) < ROW:
        return
    rows = list(zip(*(run.values for run in runs), strict=True))
    for at in range(1, len(rows)):
        if sum(map(eq, rows[at], rows[at - 1])) < ROW:
            continue
        large = [(value, before) for value, before in zip(rows[at], rows[at - 1], strict=True) if value >= LEAST]
        same = sum(value == before for value, before in large)
        if same >= ROW and 2 * same > len(large) and rows[at] != rows[at - 2]:
            run = next(run for run in runs if run.values[at] == run.values[at - 1] >= LEAST)
            cell = run.cells[at]
            message = f"{same} of {len(large)} values for {cell.period} are those of {run.cells[at - 1].period}"
            yield Finding(REPEATED_VALUE, run, cell, message, cells=tuple(each.cells[at] for each in runs))


def _copied_newest(runs: Sequence[Run]) -> Iterator[Finding]:
    """A newest row whose few values are all those of the one before, where no row before it has its neighbour's."""
    rows = list(zip(*(run.values for run in runs), strict=True))
    same = [at for at in range(1, len(rows)) if rows[at] == rows[at - 1]]
    if 1 < len(runs) < ROW and same == [len(rows) - 1] and prod(rows[-1]) >= LEAST_PRODUCT and min(rows[-1]) > 0:
        cell = runs[0].cells[-1]
        message = f"both values for {cell.period} are those of {runs[0].cells[-2].period}"
        yield Finding(REPEATED_VALUE, runs[0], cell, message, cells=tuple(run.cells[-1] for run in runs))


def _copied(runs: Sequence[Run]) -> Iterator[Finding]:
    """Long numbers that stand in two periods running, where no other of the series does."""
    for run in runs:
        if run.ordered[-1] >= COPIED:
            pairs = [at for at in range(1, len(run.values)) if run.values[at] == run.values[at - 1]]
            if len(pairs) == 1 and _long(run.values[pairs[0]], COPIED):
                cell, before = run.cells[pairs[0]], run.cells[pairs[0] - 1]
                message = f"{said(cell)}, and for {before.period} it is the same to the last digit"
                yield Finding(REPEATED_VALUE, run, cell, message, cells=(before,))


def _twins(dataset: Dataset, runs: Sequence[Run]) -> Iterator[Finding]:
    """Long numbers that two series share in one period alone."""
    tall = [run for run in runs if run.ordered[-1] >= SEEN_TWICE]
    for at, row in enumerate(zip(*(run.values for run in tall), strict=True)):
        if len(set(row)) == len(row):
            continue
        first: dict[float, Run] = {}
        for run, value in zip(tall, row, strict=True):
            other = first.setdefault(value, run)
            if other is run or not _long(value, SEEN_TWICE) or _related(dataset, run, other):
                continue
            if sum(one == two for one, two in zip(run.values, other.values, strict=True)) == 1:
                cell, there = run.cells[at], other.cells[at]
                message = f"{said(cell)}, and {there.series} is the same to the last digit"
                yield Finding(REPEATED_VALUE, run, cell, message, cells=(there,))


def _long(value: float, least: int) -> bool:
    return value >= least and value % 100 != 0


def _related(dataset: Dataset, one: Run, other: Run) -> bool:
    """Whether one series is made of the other, a part or a share of it."""
    pair = one.series.id, other.series.id
    return any(
        len({series.id, *series.parts, series.share_of}.intersection(pair)) == 2 for series in dataset.series.values()
    )
