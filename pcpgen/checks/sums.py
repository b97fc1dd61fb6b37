"""From series that add up in every other period to the one in which they do not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from pcpgen.checks.findings import Finding, said
from pcpgen.figures.runs import Run, is_count
from pcpgen.figures.sums import alike, broken_sums, odd_row
from pcpgen.model.data import Dataset, Observation
from pcpgen.model.period import Period, filling
from pcpgen.problems import listed
from pcpgen.rules import Rule

UNLIKE_SUM = Rule(
    "unlike-sum",
    "A sum that holds in every other period",
    "What added up so far and does not now has a wrong number in it, or a part that is new.",
    "Correct the number that is wrong, or say in the note of the sum why it differs, such as “Checked: …”.",
    "warning",
)

THOUSANDTHS = 1000  # numbers are added up in thousandths, which are whole
SMALL = 500  # cells of a dataset that is set against others


def sums_within(table: Sequence[Run]) -> Iterator[Finding]:
    """Series of a dataset that are the sum of others in every period but one, though nothing declares it."""
    by_unit: dict[str, list[Run]] = {}
    for run in table:
        by_unit.setdefault(run.series.unit, []).append(run)
    for runs in by_unit.values():
        if len(runs) < 3:
            continue
        exact = all(run.whole for run in runs)
        for whole, parts, row in broken_sums([run.values if exact else _exact(run.values) for run in runs]):
            if not runs[whole].series.parts:  # what is declared is checked as such
                yield _broken(runs[whole], [runs[part] for part in parts], row)


def _exact(values: Iterable[float]) -> list[int]:
    return [round(value * THOUSANDTHS) for value in values]


def _broken(whole: Run, parts: Sequence[Run], row: int) -> Finding:
    made = sum(part.values[row] for part in parts)
    names = listed((part.series.id.partition(".")[2] for part in parts), 4)
    message = (
        f"{said(whole.cells[row])}; {names}, which add up to it in all {len(whole.values) - 1} other periods, "
        f"make {_number(made)}"
    )
    return Finding(UNLIKE_SUM, whole, whole.cells[row], message, cells=[part.cells[row] for part in parts])


def _number(value: float) -> str:
    return f"{round(value, 3):,}".removesuffix(".0")


def sums_over_time(runs: Sequence[Run], dataset: Dataset) -> Iterator[Finding]:
    """Cells of a long period that those of the short ones within it deny."""
    by_series: dict[str, list[Run]] = {}
    for run in runs:
        if run.ordered[0] >= 0 and is_count(run.series.unit):
            by_series.setdefault(run.series.id, []).append(run)
    known: dict[tuple[int, ...], list[_Nested]] = {}  # series with the same periods have the same ones within others
    found: list[Finding] = []
    nested = 0
    for several in by_series.values():
        periods = tuple(id(run.periods) for run in several)
        if periods not in known:
            known[periods] = list(_nested([cell.period for run in several for cell in run.cells]))
        if not known[periods]:
            continue
        cells = [cell for run in several for cell in run.cells]
        values = [value for run in several for value in run.values]
        nested += len(known[periods])
        for long, inside in known[periods]:
            found += _over_time(several[0], cells, values, long, inside, dataset.additive)
    if dataset.additive or 2 * len(found) < nested:  # of what is no sum over time, a part may exceed the whole
        yield from found


_Nested = tuple[int, list[int]]  # the position of a period, and of all that are parts of it


def _nested(periods: Sequence[Period]) -> Iterator[_Nested]:
    if len({period.form for period in periods}) < 2:
        return
    days = [period.days or 0 for period in periods]
    for at, whole in enumerate(periods):
        inside = [each for each, part in enumerate(periods) if 1 < days[each] < days[at] and part.within(whole)]
        if inside:
            yield at, inside


def _over_time(
    run: Run, cells: Sequence[Observation], values: Sequence[float], long: int, inside: Sequence[int], additive: bool
) -> Iterator[Finding]:
    cell = cells[long]
    larger = [cells[at] for at in inside if values[at] > values[long]]
    if larger:
        message = f"{said(cell)}, and for {larger[0].period}, a part of it, it is {larger[0].value:,}"
        yield Finding(UNLIKE_SUM, run, cell, message, cells=larger)
    elif additive and (parts := filling(cell.period, [cells[at].period for at in inside])):
        own = {cells[at].period: values[at] for at in inside}
        made = sum(own[part] for part in parts)
        if round(made * THOUSANDTHS) != round(values[long] * THOUSANDTHS):
            message = f"{said(cell)}, and the {len(parts)} shorter periods that fill it add up to {_number(made)}"
            yield Finding(UNLIKE_SUM, run, cell, message, cells=[cells[at] for at in inside])


def sums_across(runs: Mapping[str, Sequence[Run]]) -> Iterator[Finding]:
    """Series of one small dataset that are those of another, or all its lines together, in every period but one."""
    by_unit: dict[str, dict[str, tuple[str, Run | None, Mapping[str, int]]]] = {}
    for dataset, own in runs.items():
        for name, unit, run, column in _columns(dataset, own):
            by_unit.setdefault(unit, {})[name] = dataset, run, column
    for columns in by_unit.values():
        for one, other in alike({name: column for name, (_, _, column) in columns.items()}):
            if columns[one][0] != columns[other][0]:
                yield from _across(one, columns[one], other, columns[other])


_Column = tuple[str, Run | None, Mapping[str, int]]


def _columns(dataset: str, runs: Sequence[Run]) -> Iterator[tuple[str, str, Run | None, Mapping[str, int]]]:
    """Each series by its periods, and all lines of one unit added up, which have no run."""
    lines: dict[tuple[str, int], list[Run]] = {}
    for run in runs:
        yield run.series.id, run.series.unit, run, dict(zip(run.periods, _exact(run.values), strict=True))
        if not run.series.parts:
            lines.setdefault((run.series.unit, id(run.periods)), []).append(run)
    for number, ((unit, _), several) in enumerate(lines.items()):
        if len(several) > 1:
            added = map(sum, zip(*(_exact(run.values) for run in several), strict=True))
            yield f"{dataset}#{number}", unit, None, dict(zip(several[0].periods, added, strict=True))


def _across(one: str, first: _Column, other: str, second: _Column) -> Iterator[Finding]:
    if first[1] is None:
        one, first, other, second = other, second, one, first
    run = first[1]
    if run is None or _declared(first[1], second[1]):
        return
    common = [period for period in run.periods if period in second[2]]
    row = odd_row([first[2][each] for each in common], [second[2][each] for each in common])
    if row is None:
        return
    cell = run.cells[run.periods.index(common[row])]
    what = f"{other}, which is equal to it" if second[1] else f"the lines of {second[0]}, which add up to it"
    made = _number(second[2][common[row]] / THOUSANDTHS)
    message = f"{said(cell)}; {what} in all {len(common) - 1} other periods, make{'s' * bool(second[1])} {made}"
    there = (second[1].cells[second[1].periods.index(common[row])],) if second[1] else ()
    yield Finding(UNLIKE_SUM, run, cell, message, cells=there)


def _declared(one: Run | None, other: Run | None) -> bool:
    """Whether the two are said to be the same, so that a difference is told as a conflict."""
    pairs = ((one, other), (other, one))
    return any(a and b and a.series.same_as and a.series.same_as.value == b.series.id for a, b in pairs)
