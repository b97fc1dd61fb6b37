"""From the cells of each dataset to the values that nobody would expect, unless a note beside them says why."""

from __future__ import annotations

import marshal
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from functools import cache, partial
from itertools import chain
from typing import NamedTuple

from pcpgen.checks.by_dataset import sum_of_dataset
from pcpgen.checks.digits import decimals
from pcpgen.checks.findings import Finding, first_of_each, said, told, unused
from pcpgen.checks.gaps import missing_periods, shifts
from pcpgen.checks.neighbours import beside_each_other
from pcpgen.checks.percentages import check_shares, percentages
from pcpgen.checks.periods import far_periods, without_newest, years_of
from pcpgen.checks.sums import SMALL, sums_across, sums_over_time, sums_within
from pcpgen.figures.counts import is_count
from pcpgen.figures.data import UNITS, Data
from pcpgen.figures.plausible import common_spread, spread, unlikely
from pcpgen.figures.runs import Run, runs, tables
from pcpgen.figures.runs import is_count as unit_counts
from pcpgen.kept import Kept
from pcpgen.lexicon import BALANCE, CHANGE, FALL, is_rate
from pcpgen.model.data import Dataset, Series
from pcpgen.model.project import Project
from pcpgen.problems import Problem
from pcpgen.rules import Rule

UNLIKELY_VALUE = Rule(
    "unlikely-value",
    "A value unlike all others of its series",
    "A digit too many, a point in the wrong place or a cell in the wrong row looks like any other number.",
    "Correct the value, or say in its note why it is so, such as “Checked: the helpline was closed in March”.",
    "warning",
)
NEGATIVE_COUNT = Rule(
    "negative-count",
    "A count below nought",
    "Nobody can count fewer than none: a minus was typed, or the number is a difference and is called a count.",
    "Correct the value. Of a change or a difference say so in the series’ title or unit; where the source takes off "
    "what it had counted before, let the note begin with “Checked:” and say so.",
)
LEAP = 30  # percentage points between two surveys
_FEW = 3  # counts below nought that are told one by one
_SIGN = "Correct the value, or let its note begin with “Checked:” and say why it is so."


def check_plausible(project: Project, data: Data) -> Iterator[Problem]:
    """Every value that its own history or its neighbours make unlikely."""
    datasets = {name: dataset.as_written for name, dataset in data.datasets.items()}

    @cache
    def known(name: str) -> Sequence[Run]:
        return list(runs(datasets[name], data.observations))

    alone = {name: _by_itself(project, dataset, data, partial(known, name)) for name, dataset in datasets.items()}
    small = {name: known(name) for name, each in alone.items() if each.size <= SMALL}
    found = list(first_of_each(chain((own for each in alone.values() for own in each.found), sums_across(small))))
    shares = [wrong for dataset in datasets.values() for wrong in check_shares(dataset, data)]
    impossible = {wrong.place for wrong in shares}  # which is more than unlikely
    yield from shares
    yield from (each for each in told(data, found) if each.place not in impossible)
    yield from far_periods({name: each.years for name, each in alone.items()}, known)
    yield from (wrong for each in alone.values() for wrong in each.lacking)
    yield from unused(project, data, found)


class _ByItself(NamedTuple):
    """What a dataset tells by itself: how many values it has, in which years their periods end, and what is odd."""

    size: int
    years: Sequence[int]
    found: Sequence[Finding] = ()
    lacking: Sequence[Problem] = ()  # periods that are missing


def _by_itself(project: Project, dataset: Dataset, data: Data, known: Callable[[], Sequence[Run]]) -> _ByItself:
    """What a dataset tells; one in which nothing is odd is not judged again while its files read as they do."""
    key = sum_of_dataset(project, dataset)
    if key and (kept := CLEAN.get(key)) is not None:
        return _ByItself(*marshal.loads(kept))
    own = known()
    found = list(_findings(dataset, own))
    lacking = [*without_newest(dataset, own, data.observations), *missing_periods(dataset, data.observations)]
    size, years = sum(len(run.values) for run in own), years_of(own)
    if key and not (found or lacking):
        CLEAN.add(key, marshal.dumps((size, tuple(years))))
    return _ByItself(size, years, found, lacking)


CLEAN = Kept("checks/plausible.py")  # datasets in which nothing is odd, by the program that found nothing


def _findings(dataset: Dataset, known: Sequence[Run]) -> Iterator[Finding]:
    """All that is found in a dataset, what explains it best first."""
    side_by_side = tables(known)
    for table in side_by_side:
        yield from beside_each_other(dataset, table)
    yield from _of_sign(dataset, known)
    yield from decimals(known)
    yield from shifts(known)
    yield from _of_size(known)
    yield from percentages(known)
    for table in side_by_side:
        yield from sums_within(table)
    yield from sums_over_time(known, dataset)


def _of_sign(dataset: Dataset, known: Sequence[Run]) -> Iterator[Finding]:
    """Values on the other side of nought than all others of their series, and counts under nought."""
    for run in known:
        if run.ordered[0] >= 0:
            continue
        below = [at for at, value in enumerate(run.values) if value < 0]
        if _counts_things(dataset, run.series):
            yield from _negative(run, below)
            continue
        above = [at for at, value in enumerate(run.values) if value > 0]
        few, rest = sorted((below, above), key=len)
        odd = len(few) == 1 and len(rest) >= 2 and len(rest) + 1 == len(run.values)
        if odd and 2 * abs(run.values[few[0]]) > min(abs(run.values[at]) for at in rest):
            cell, side = run.cells[few[0]], "below" if few is below else "above"
            message = f"{said(cell)}, and alone of {len(run.values)} values {side} nought"
            yield Finding(UNLIKELY_VALUE, run, cell, message, _SIGN, strict=True)
        elif _alone(run, known) and not BALANCE.search(run.series.title):
            cell = run.cells[below[0]]
            message = f"{said(cell)} {run.series.unit}, and nothing else of {run.series.unit} is under nought"
            yield Finding(UNLIKELY_VALUE, run, cell, message, _SIGN, strict=True)
        elif (
            is_rate(run.series.counted_in)
            and (len(run.values) < 3 or len(below) == 1)
            and not BALANCE.search(run.series.title)
        ):
            for cell in (run.cells[at] for at in below):
                message = f"{said(cell)} {run.series.unit}".rstrip() + ", and no rate is under nought"
                yield Finding(UNLIKELY_VALUE, run, cell, message, _SIGN, strict=True)
        elif len(below) == 1 and FALL.search(run.series.title):
            message = f"{said(run.cells[below[0]])}, and a fall under nought is a rise"
            yield Finding(UNLIKELY_VALUE, run, run.cells[below[0]], message, _SIGN, strict=True)


def _counts_things(dataset: Dataset, series: Series) -> bool:
    """Whether a series counts by its unit, and is no change, difference or balance by any of its words."""
    words = " ".join(
        (series.title, series.short, series.counted_in, dataset.title.value, dataset.measures, series.note)
    )
    is_of_things = bool(series.counted_in) and unit_counts(series.counted_in) and is_count(series)
    return is_of_things and not any(each.search(words) for each in (BALANCE, CHANGE, FALL))


def _negative(run: Run, below: Sequence[int]) -> Iterator[Finding]:
    """Counts under nought, each by itself; where more than a few are, the first tells of all."""
    cells = [run.cells[at] for at in below]
    if len(cells) > _FEW:
        message = f"{said(cells[0])} {run.series.unit}, and {len(cells) - 1:,} more of its values are below nought"
        yield Finding(NEGATIVE_COUNT, run, cells[0], message, strict=True)
        return
    for cell in cells:
        yield Finding(
            NEGATIVE_COUNT, run, cell, f"{said(cell)} {run.series.unit}, and no count is below nought", strict=True
        )


def _alone(run: Run, known: Iterable[Run]) -> bool:
    """Whether a run holds the only amount of money under nought of its dataset."""
    if run.series.counted_in not in UNITS:
        return False
    return sum(value < 0 for each in known if each.series.unit == run.series.unit for value in each.values) == 1


def _of_size(known: Sequence[Run]) -> Iterator[Finding]:
    """Values that are far larger or smaller than the others of their series."""
    by_unit: dict[str, list[float]] = {}
    sized = [run for run in known if _on_one_side(run)]
    for run in sized:
        if len(run.values) >= 3:
            by_unit.setdefault(run.series.unit, []).append(spread(_sizes(run)[1]).of_logs)
    common = {unit: common_spread(spreads) for unit, spreads in by_unit.items()}
    yield from (leap for run in known if run.series.survey for leap in _leaps(run))
    for run in sized:
        found = unlikely(*_sizes(run), common.get(run.series.unit, 0.0), run.counts)
        if found and any("b" in cell.flags for cell in run.cells):  # what comes before a break is no history
            continue
        yield from (_unlikely(run, at) for at in found)


def _leaps(run: Run) -> Iterator[Finding]:
    """Shares of people asked that are far from those before, more than opinion moves from one survey to the next."""
    for at in range(1, len(run.values)):
        low, high = sorted(run.values[at - 1 : at + 1])
        if 0 <= low <= high - LEAP and high <= 100:  # what lies beyond is told as impossible
            cell, before = run.cells[at], run.cells[at - 1]
            message = f"{said(cell)}%, and for {before.period} it is {before.value:,}%"
            yield Finding(UNLIKELY_VALUE, run, cell, message, cells=(before,))


def _on_one_side(run: Run) -> bool:
    """Whether a run's values have sizes that can be compared: of one sign, and nought where they count something."""
    return run.ordered[0] > 0 or run.ordered[-1] < 0 or (run.ordered[0] == 0 and run.counts)


def _sizes(run: Run) -> tuple[Sequence[float], Sequence[float]]:
    """The values without their sign, as they follow each other and in ascending order."""
    if run.ordered[0] >= 0:
        return run.values, run.ordered
    return [-value for value in run.values], [-value for value in reversed(run.ordered)]


def _unlikely(run: Run, at: int) -> Finding:
    cell, others = run.cells[at], [*run.cells[:at], *run.cells[at + 1 :]]
    own = said(cell)
    values = sorted(each.value for each in others if isinstance(each.value, Decimal))
    if len(others) == 1:
        message = f"{own}, and for {others[0].period} it is {values[0]:,}"
        return Finding(UNLIKELY_VALUE, run, cell, message, cells=others)
    message = f"{own}; its other {len(others)} values lie between {values[0]:,} and {values[-1]:,}"
    return Finding(UNLIKELY_VALUE, run, cell, message)
