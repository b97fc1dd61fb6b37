"""From an indicator's series to its XmR chart: the figures that it may be made of, and what a target may expect."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from pcpgen.figures.data import KEPT_BACK, Data, Refusal
from pcpgen.figures.figure import Cell, Figure
from pcpgen.figures.statistics import Polarity
from pcpgen.figures.tested import fixed_headline
from pcpgen.figures.xmr import Assurance, Xmr, assurance, xmr
from pcpgen.model.data import Control, Dataset, Recalculation, Series
from pcpgen.model.period import Form, Period
from pcpgen.rules import Rule
from pcpgen.values import dataclass

NO_LIMITS = Rule(
    "no-limits",
    "An XmR chart that the data cannot carry",
    "Limits from rolling sums, or across gaps, would show a change where there is none, or hide one.",
    "Chart the figures of single periods that follow each other, or choose another chart.",
)

UNEVEN = 3  # days by which the distances of single days may differ: a month’s end from the next


@dataclass(frozen=True, slots=True)
class Run:
    """A series' figures from the oldest to the newest, their chart, and the entries that set its limits anew.

    `target` is the plan's, and `assurance` what the limits say of it; both None where the plan has none, the second as
    well where nothing can be told.
    """

    figures: tuple[Figure, ...]
    chart: Xmr
    recalculations: tuple[Recalculation, ...]
    target: Figure | None
    assurance: Assurance | None


def run_of(data: Data, dataset: Dataset) -> Run:
    """The run of an indicator's headline, as its entry `xmr` wants it; a break in the series begins a new segment.

    Raises Refusal (no-limits) for rolling sums, periods of several lengths, gaps, and values that are missing or kept
    back; and for a recalculation that no period begins with.
    """
    series = fixed_headline(dataset)
    control = dataset.control or Control(dataset.title.place)
    periods = [each for each in data.periods(series.id) if control.start is None or _from(each, control.start)]
    figures = tuple(data.figure(series.id, period) for period in periods)
    if reasons := list(_against(series, periods, figures)):
        raise Refusal(NO_LIMITS, f"{series.id} has no natural limits: {'; '.join(reasons)}")
    values = [figure.value for figure in figures if isinstance(figure.value, Decimal)]
    begun = [each for each in control.recalculations if _position(periods, each)]
    begins = {_position(periods, each) or 0 for each in begun} | set(_broken(dataset, periods))
    chart = xmr(values, sorted(begins - {0}))
    good: dict[str, Polarity] = {"up": "up", "down": "down"}
    target = _target(control, series, periods[-1])
    sure = assurance(chart, control.target, good.get(dataset.good, "none")) if control.target is not None else None
    return Run(figures, chart, tuple(begun), target, sure)


def unfit(data: Data, dataset: Dataset) -> Iterator[tuple[Recalculation, str]]:
    """The recalculations that begin with no period of the run, or with its first, and why."""
    if dataset.control is None:
        return
    series = fixed_headline(dataset)
    periods = data.periods(series.id)
    starts = [each.start.isoformat() for each in periods if each.start]
    for each in dataset.control.recalculations:
        if each.date.isoformat() not in starts:
            yield each, f"no period of {series.id} begins on {each.date}"
        elif _position(periods, each) == 0:
            yield each, f"the run begins on {each.date} anyway"


def _from(period: Period, start: Period) -> bool:
    return period.start is not None and start.start is not None and period.start >= start.start


def _against(series: Series, periods: Sequence[Period], figures: Sequence[Figure]) -> Iterator[str]:
    """What makes figures unfit for a run."""
    if not figures:
        yield "it has no figures"
    if series.survey:
        yield "it is a survey, whose intervals say more"
    for period in periods:
        if period.start is None or period.end is None:
            yield f'"{period}" has no beginning or no end'
            return
    for before, after in pairwise(periods):
        assert before.end and after.start
        if after.start <= before.end:
            yield f"it is a rolling sum: {before.words} and {after.words} overlap"
            return
        if before.form is not after.form:
            yield f"{before.words} is {before.form.one} and {after.words} {after.form.one}"
            return
        if before.form is not Form.DAY and (after.start - before.end).days != 1:
            yield f"between {before.words} and {after.words} a period is missing"
            return
    apart = [(after.start - before.start).days for before, after in pairwise(periods) if before.start and after.start]
    if apart and periods[0].form is Form.DAY and max(apart) - min(apart) > UNEVEN:
        yield f"its days lie from {min(apart)} to {max(apart)} days apart"
    for figure in figures:
        if not isinstance(figure.value, Decimal):
            yield f"{figure.period.words} is {'kept back' if figure.mark == KEPT_BACK else 'empty'}"
            return


def _position(periods: Sequence[Period], entry: Recalculation) -> int | None:
    """Where the period stands that begins on an entry's date."""
    return next((at for at, period in enumerate(periods) if period.start == entry.date), None)


def _broken(dataset: Dataset, periods: Sequence[Period]) -> Iterator[int]:
    """The positions of the periods that a break in the series comes before or within."""
    for at, (before, after) in enumerate(pairwise(periods), 1):
        if any(before.end and after.end and before.end < day <= after.end for day in dataset.changes):
            yield at


def _target(control: Control, series: Series, period: Period) -> Figure | None:
    """The plan's target as a figure that traces to the entry."""
    if control.target is None or control.target_place is None:
        return None
    id = f"target:{series.id}"
    cell = Cell(control.target_place, id, f"{control.target:f}")
    return Figure(id, control.target, series.unit, None, period, id, (cell,))
