"""From counts and populations by area to rates with their intervals, the mean of a group, and ranks.

A force's rate says how much was recorded for each of its residents, and nothing about chance alone: crimes are no
independent events, and forces differ far beyond what a funnel plot allows for. So there is no funnel plot here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from pcpgen.figures import statistics
from pcpgen.figures.data import Data, Refusal, is_kept_back, kept_back
from pcpgen.figures.figure import Figure, flags_of, read_from, rounded
from pcpgen.lexicon import PEOPLE, RESIDENTS
from pcpgen.model.data import Group, Rates, Series
from pcpgen.model.period import Form, Period
from pcpgen.rules import NOT_COMPUTABLE
from pcpgen.values import dataclass

DECIMALS = 1


@dataclass(frozen=True, slots=True)
class Rate:
    """A rate and its 95% interval, in its own unit; no interval where the rate is empty or is no count's."""

    area: str  # the id of the series in either dataset: "cambridgeshire"
    title: str
    figure: Figure
    interval: statistics.Interval | None = None


@dataclass(frozen=True, slots=True)
class Rank:
    """Where an area stands, 1 for the highest rate as shown; `joint` where others show the same."""

    number: int
    of: int
    joint: bool

    @property
    def words(self) -> str:
        """As a reader expects it: "joint 3rd of 8"."""
        ending = "th" if self.number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(self.number % 10, "th")
        return f"{'joint ' if self.joint else ''}{self.number}{ending} of {self.of}"


def rate(data: Data, count: str, population: str, period: Period | str | None = None, per: int = 1000) -> Rate:
    """`per` × count ÷ population, with Byar's interval, of a count under 10 the exact Poisson one.

    The population is that of the year nearest to the count. Refused where it counts no residents, or those of another
    area, has no year, is empty or nought, or where the count is not one of events.
    """
    series = data.series(count)
    _refuse_others(data, series, data.series(population))
    one = data.figure(count, period)
    people = data.figure(population, _nearest(data.periods(population), one.period))
    if people.period.form is Form.UNDATED or people.period.start is None:
        message = f"{population} has no year, and a rate names that of its population"
        raise Refusal(NOT_COMPUTABLE, message, "Write the period of the population into its data.")
    year = (people.period.end or people.period.start).year
    unit, id = f"per {per:,} residents ({year})", f"rate:{count}/{population}@{one.period}"
    area = count.partition(".")[2]
    if is_kept_back(one) or is_kept_back(people):
        return Rate(area, series.title, kept_back(id, unit, one.period))
    empty = Figure(id, None, unit, DECIMALS, one.period, "", (), note=people.note or one.note)
    if one.value is None or people.value is None:
        return Rate(area, series.title, empty)
    if not isinstance(one.value, Decimal) or one.value < 0 or one.value != int(one.value) or series.unit == "%":
        raise Refusal(NOT_COMPUTABLE, f"{one.id} counts nothing{read_from([one])}", "A rate is made of a count.")
    if not isinstance(people.value, Decimal) or people.value <= 0:
        raise Refusal(NOT_COMPUTABLE, f"{people.id} is nought or less{read_from([people])}: no rate is made of it")
    scale = Decimal(per) / people.value
    formula = f"{per} × ({one.formula}) ÷ {people.formula}"
    cells = tuple(dict.fromkeys((*one.cells, *people.cells)))
    figure = replace(empty, value=one.value * scale, formula=formula, cells=cells, flags=flags_of([one, people]))
    return Rate(area, series.title, figure, statistics.byar(int(one.value)).times(scale))


def _nearest(known: Sequence[Period], to: Period) -> Period | None:
    """Of several periods that which ends nearest to another's end, of two as near the earlier; none for the newest."""
    end, apart = to.end, {each: each.end for each in known}
    dated = [(abs((day - end).days), each) for each, day in apart.items() if day and end]
    return min(dated, key=lambda each: each[0])[1] if dated else None


def _refuse_others(data: Data, count: Series, people: Series) -> None:
    """Raises a Refusal where people are no residents, or those of an area that is not the count's."""
    dataset, _, area = people.id.partition(".")
    known = data.datasets[dataset]
    said = f"{known.title} {people.title} {people.unit}"
    if not known.population and not (people.counted_in in PEOPLE and RESIDENTS.search(said)):
        message = f"{people.id} counts {people.unit or 'nothing that is named'}, and a rate is made by residents"
        raise Refusal(
            NOT_COMPUTABLE, message, f"Name a population; if it is one, write population: true in {dataset}.yaml."
        )
    own = count.id.partition(".")[2]
    if own != area and f"{dataset}.{own}" in known.series:
        message = f"{people.id} counts the residents of another area than {count.id}"
        raise Refusal(NOT_COMPUTABLE, message, f"Write {dataset}.{own}.")


def rates(data: Data, wanted: Rates, period: Period | str | None = None) -> tuple[Rate, ...]:
    """The rates of all areas that have a count, in the order of their dataset."""
    return tuple(
        rate(data, f"{wanted.of}.{area}", f"{wanted.population}.{area}", period, wanted.per)
        for area in (series.partition(".")[2] for series in data.datasets[wanted.of].series)
    )


def mean_of_group(group: Group, found: Sequence[Rate], period: Period) -> Figure:
    """The mean of the rates of a group's members, own force among them, at the end of the period.

    Of the rates, not of counts over populations: each force weighs the same. Refused where a member has no rate, or
    one of low reliability.
    """
    day = period.end or period.start
    if day is None:
        message = f"{period} has no end, so that nobody knows who was in {group.title}"
        raise Refusal(NOT_COMPUTABLE, message, "Take a period that has an end.")
    members = [member.area for member in group.members if member.on(day)]
    by_area = {each.area: each for each in found}
    lacking = [area for area in members if area not in by_area or by_area[area].figure.value is None]
    lacking += [area for area in members if area in by_area and "u" in by_area[area].figure.flags]
    if lacking or not members:
        what = f"{', '.join(lacking)} without a reliable rate" if lacking else "no members"
        raise Refusal(NOT_COMPUTABLE, f"{group.title} has {what} in {period}", "Check the group and its dates.")
    figures = [by_area[area].figure for area in members]
    values = [figure.value for figure in figures if isinstance(figure.value, Decimal)]
    terms = " + ".join(f"({figure.formula})" for figure in figures)
    return replace(
        figures[0],
        id=f"mean:{group.id}@{period}",
        value=sum(values, Decimal(0)) / len(values),
        formula=f"({terms}) ÷ {len(values)}",
        cells=tuple(dict.fromkeys(cell for figure in figures for cell in figure.cells)),
        flags=flags_of(figures),
    )


def ranks(found: Sequence[Rate], among: Sequence[str] | None = None) -> Mapping[str, Rank]:
    """The rank of each area by its rate as shown, the highest first; a rate of low reliability has none.

    Equal rates share a rank, and the ranks after them are left out: 1st, joint 2nd, joint 2nd, 4th.
    """
    shown = {
        each.area: rounded(each.figure.value, DECIMALS)
        for each in found
        if isinstance(each.figure.value, Decimal)
        and "u" not in each.figure.flags
        and (among is None or each.area in among)
    }
    values = list(shown.values())
    return {
        area: Rank(1 + sum(other > value for other in values), len(values), values.count(value) > 1)
        for area, value in shown.items()
    }
