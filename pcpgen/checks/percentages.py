"""From percentages and parts to those that no whole can have."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from pcpgen.checks.findings import Finding, said
from pcpgen.figures.data import Data
from pcpgen.figures.figure import places, rounded
from pcpgen.figures.runs import Run
from pcpgen.lexicon import CHANGE, SHARE
from pcpgen.model.data import Dataset, Observation, Series
from pcpgen.problems import Problem, problem
from pcpgen.rules import Rule

IMPOSSIBLE_SHARE = Rule(
    "impossible-share",
    "A part that is more than its whole",
    "No more can agree than were asked, and no part is larger than what it is a part of.",
    "Check both numbers against the source.",
)
UNLIKELY_PERCENTAGE = Rule(
    "unlikely-percentage",
    "A percentage that its base cannot give, or that no share has",
    "Of 12 people 7 are 58.3% and 8 are 66.7%: a number between them comes from elsewhere, or a digit slipped.",
    "Correct the percentage or its base, or say in the note why it is so, such as “Checked: the answers are weighted”.",
    "warning",
)

NO_SHARE = Rule(
    "no-share",
    "A percentage that is said to be a count",
    "The unit is printed beside every value: 31 assaults and 31% are two things.",
    "Correct the unit, or say in measures: of what it is a share, such as “the share of callers who …”.",
    "warning",
)


def check_shares(dataset: Dataset, data: Data) -> Iterator[Problem]:
    """Percentages of people asked outside 0 to 100, and parts that are more than the whole they are a share of."""
    yield from _counted(dataset)
    yield from _target(dataset, data)
    for series in dataset.series.values():
        rows = data.observations.get(series.id, {})
        if series.survey and series.unit == "%":
            yield from _asked(rows.values())
        if series.share_of:
            yield from _parts(data, series)


def _counted(dataset: Dataset) -> Iterator[Problem]:
    """An indicator in percentages whose words name no share, and no change that may be given in percentages."""
    shares = [series for series in dataset.series.values() if series.unit == "%"]
    if not dataset.measures or len(shares) < len(dataset.series) or any(series.survey for series in shares):
        return
    words = " ".join([dataset.measures, dataset.title.value, *(series.title for series in shares)])
    if not SHARE.search(words) and not CHANGE.search(words):
        yield problem(NO_SHARE, shares[0].place, f'its unit is %, and {dataset.id} measures "{dataset.measures}"')


def _target(dataset: Dataset, data: Data) -> Iterator[Problem]:
    """A target that no share reaches, of an indicator whose every value is one."""
    series = dataset.series.get(dataset.headline) or next(iter(dataset.series.values()), None)
    if series is None or series.unit != "%" or CHANGE.search(f"{dataset.title} {dataset.measures} {series.title}"):
        return
    values = [cell.value for cell in data.observations.get(series.id, {}).values() if isinstance(cell.value, Decimal)]
    targets = [(dataset.target, dataset.target_place)]
    targets += [(dataset.control.target, dataset.control.target_place)] if dataset.control else []
    for target, place in targets if values and 0 <= min(values) <= max(values) <= 100 else ():
        if target is not None and place and (target < 0 or target > max(Decimal(100), max(values) * Decimal("1.5"))):
            message = f"the target is {target:f}%, and every value of {dataset.id} is between 0% and 100%"
            order = "Correct the target, which has the unit of the headline, or the unit."
            yield problem(IMPOSSIBLE_SHARE, place, message, order)


def _asked(cells: Iterable[Observation]) -> Iterator[Problem]:
    for cell in cells:
        if isinstance(cell.value, Decimal) and not 0 <= cell.value <= 100:
            yield problem(IMPOSSIBLE_SHARE, cell.place, f"{said(cell)}%, and people asked are 0 to 100%")


def _parts(data: Data, series: Series) -> Iterator[Problem]:
    dataset = data.datasets[series.id.partition(".")[0]]
    whole = dataset.series.get(series.share_of)
    if whole is None or whole.unit != series.unit:
        return
    for written, cell in data.observations.get(series.id, {}).items():
        known = _known(data, whole, written)
        if known is not None and isinstance(cell.value, Decimal) and known >= 0 and cell.value > known:
            message = f"{said(cell)}, and {whole.id}, of which it is a part, is {known:,}"
            yield problem(IMPOSSIBLE_SHARE, cell.place, message)


def _known(data: Data, whole: Series, period: str) -> Decimal | None:
    """A whole's value as it is in its row, or as its parts add up; None where one lacks."""
    row = data.observations.get(whole.id, {}).get(period)
    if row or not whole.total_of:
        return row.value if row and isinstance(row.value, Decimal) else None
    values = [data.observations.get(part, {}).get(period) for part in whole.total_of]
    numbers = [each.value for each in values if each and isinstance(each.value, Decimal)]
    return sum(numbers, Decimal(0)) if len(numbers) == len(whole.total_of) else None


def percentages(known: Iterable[Run]) -> Iterator[Finding]:
    """Percentages that no number of those asked gives, and those of a share beyond 0 and 100."""
    for run in known:
        if run.series.unit != "%":
            continue
        if run.series.design == 1:
            yield from (found for cell in run.cells if cell.base and (found := _without_base(run, cell)))
        beyond = run.ordered[0] < 0 or run.ordered[-1] > 100
        if beyond and not run.series.survey and not CHANGE.search(run.series.title):
            for cell, value in zip(run.cells, run.values, strict=True):
                if not 0 <= value <= 100:
                    yield Finding(UNLIKELY_PERCENTAGE, run, cell, f"{said(cell)}%, and a share is 0 to 100%")


def _without_base(run: Run, cell: Observation) -> Finding | None:
    assert isinstance(cell.value, Decimal) and cell.base
    decimals = places(cell.value)
    nearest = int(rounded(cell.value * cell.base / 100, 0))
    half = Decimal(1).scaleb(-decimals) / 2
    if not 0 <= cell.value <= 100 or abs(Decimal(100 * nearest) / cell.base - cell.value) <= half:
        return None
    below = nearest if 100 * nearest < cell.value * cell.base else nearest - 1
    near = [f"{count} are {rounded(Decimal(100 * count) / cell.base, decimals)}%" for count in (below, below + 1)]
    message = f"{said(cell)}% of {cell.base:,}, of whom {near[0]} and {near[1]}"
    return Finding(UNLIKELY_PERCENTAGE, run, cell, message, strict=True)
