"""From two figures of a series to what may be said of them: a change, its direction, and whether chance explains it.

What cannot be compared is refused: periods of unequal length or that overlap, a break between them, an empty base.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from pcpgen.figures import statistics
from pcpgen.figures.data import KEPT_BACK, UNITS, Data, KeptBack, Refusal, shown_value
from pcpgen.figures.figure import Figure, flags_of, places, read_from, rounded
from pcpgen.figures.reasons import change_words, no_base, no_comparison, unlike
from pcpgen.lexicon import is_rate
from pcpgen.model.data import COMPARISONS, Dataset, Series
from pcpgen.model.period import Form, Period
from pcpgen.patterns import pattern
from pcpgen.prose.rules import MALFORMED_EXPRESSION
from pcpgen.rules import NOT_COMPARABLE, NOT_COMPUTABLE
from pcpgen.values import dataclass

LEAST_P = 0.001  # below it a p is said to be below it: none is nought
_NO_COUNTS = ("%", "rank", *UNITS)  # what no test of two counts can be made of
SMALL_BASE = 50  # of a count: below it a percentage says little, and the change is given in numbers
_NO_BASELINE = "Write baseline: and the period in its file, or baselines: in the edition of the plan."
CLEAR = 0.05  # a difference that chance brings about less often is clear


@dataclass(frozen=True, slots=True)
class Comparison:
    """A current figure beside an earlier one. `change` is in % of the base, for percentages in percentage points, and
    for counts on a small base in their own unit.

    `p` is how often chance alone would bring about such a difference; None where it cannot be tested. `between` is the
    95% interval of a survey's change by Newcombe, in percentage points; None where it is no survey.
    """

    current: Figure
    base: Figure
    change: Figure
    p: float | None
    between: statistics.Interval | None = None

    @property
    def direction(self) -> statistics.Direction:
        assert isinstance(self.current.value, Decimal) and isinstance(self.base.value, Decimal)
        difference = self.current.value - self.base.value
        return "up" if difference > 0 else "down" if difference < 0 else "level"

    @property
    def has_change(self) -> bool:
        """Whether there is a change to give: there is no percentage of a base of nought or less."""
        return self.change.value is not None

    @property
    def small_base(self) -> bool:
        """Whether the change is given in numbers, because the base is small."""
        return self.change.unit not in ("%", "percentage points") and self.change.value is not None

    @property
    def percent(self) -> Decimal | None:
        """The change in % of the base whatever its size; for percentages in points; None where the base has none."""
        if not self.small_base:
            return self.change.value if isinstance(self.change.value, Decimal) else None
        assert isinstance(self.current.value, Decimal) and isinstance(self.base.value, Decimal)
        return statistics.change(self.current.value, self.base.value)

    @property
    def clear(self) -> bool | None:
        return None if self.p is None else self.p < CLEAR


def compare(data: Data, name: str, period: Period | str | None = None, base: Period | str | None = None) -> Comparison:
    """A series in a period against an earlier one: by default its newest, and the same months of the year before.

    The base may be named by a word of COMPARISONS, also as the only one of the two.
    """
    series = data.series(name)
    if period in COMPARISONS and base is None:
        period, base = None, period
    of_years = base == "baseline"  # which is any year, and set beside any other
    if base in COMPARISONS:
        period, base = _named(data, name, str(base), period)
    current = data.figure(name, period)
    earlier = data.figure(name, base if base is not None else _base_period(data, name, current.period))
    _refuse(data, series, current, earlier, of_years)
    change, between = _change(series, current, earlier), _between(series, current, earlier)
    return Comparison(current, earlier, change, _p(series, current, earlier), between)


def _named(data: Data, name: str, comparison: str, period: Period | str | None) -> tuple[Period, Period]:
    """The two periods of a comparison that has a name."""
    dataset = data.datasets[name.split(".", 1)[0]]
    current = data.figure(name, period).period
    if comparison == "previous quarter" and current.form is Form.MONTH:
        current = data.window(name, "quarter")
    if comparison == "previous 12 months" and current.form in (Form.MONTH, Form.QUARTER):
        current = data.window(name, "12 months")
    base = {
        "same period last year": current.a_year_before(),
        "previous period": current.before(),
        "previous quarter": current.before() if current.form is Form.QUARTER else None,
        "previous 12 months": current.before() if current.days and current.days >= 365 else None,
        "baseline": dataset.baseline or (data.baseline.period if data.baseline else None),
    }[comparison]
    if base is None:
        message = f"{name} has no {comparison} to set against {current}"
        remedy = _NO_BASELINE if comparison == "baseline" else ""
        raise Refusal(NOT_COMPARABLE, message, remedy, reader=no_comparison(data.catalogue, comparison))
    return current, base


def _base_period(data: Data, name: str, current: Period) -> Period:
    """The same months of the year before; else the latest earlier period of the same form, which may be refused yet."""
    earlier = [each for each in data.periods(name) if each.order < current.order]
    wanted = current.a_year_before()
    for each in earlier:
        if wanted and (each.start, each.end) == (wanted.start, wanted.end):
            return each
    if wanted and wanted.start and data.datasets[name.split(".", 1)[0]].additive and earlier:
        return wanted  # which its months may make up
    alike = [each for each in earlier if each.form is current.form or _one_year(each, current)]
    if not alike:
        raise Refusal(NOT_COMPARABLE, f"{name} has no row for {wanted or 'an earlier time'} to set against {current}")
    return alike[-1]


def _refuse(data: Data, series: Series, current: Figure, base: Figure, of_years: bool = False) -> None:
    """Raises a Refusal, with every reason, where the two may not be set against each other."""
    say = data.catalogue
    for figure in (current, base):
        if figure.mark == KEPT_BACK and figure.value is None:
            remedy = "Take a longer time or a wider group that is published, or say it without the number."
            raise KeptBack(NOT_COMPARABLE, f"{figure.id} is kept back", remedy, reader=say.text("why.kept-back"))
        if not isinstance(figure.value, Decimal):
            raise Refusal(NOT_COMPARABLE, f"{figure.id} is no number to compare", reader=say.text("why.missing"))
    dataset = data.datasets[series.id.split(".", 1)[0]]
    whole_years = of_years and current.period.months == base.period.months == 12
    reasons = unlike(say, current.period, base.period, whole_years or _one_year(current.period, base.period))
    reasons += no_base(say, series, current, base)
    reasons += [change_words(say, dataset, day) for day in dataset.changes_between(base.period, current.period)]
    if reasons:
        why = say.listed(reasons)
        raise Refusal(NOT_COMPARABLE, f"{series.id}, {current.period} and {base.period}: {why}", reader=why)


def _one_year(one: Period, other: Period) -> bool:
    """Whether two periods are the same months of two years, however written: 2018/19 and year ending 2018-03."""
    if one.months != 12 or other.months != 12 or not (one.end and other.end):
        return False
    return one.end.month == other.end.month


def _counts(series: Series, *figures: Figure) -> bool:
    """Whether the figures count something: whole numbers, and no money, rank, percentage or rate."""
    whole = (isinstance(each.value, Decimal) and each.value == int(each.value) for each in figures)
    return not series.counted_in.startswith(_NO_COUNTS) and not is_rate(series.counted_in) and all(whole)


def _change(series: Series, current: Figure, base: Figure) -> Figure:
    assert isinstance(current.value, Decimal) and isinstance(base.value, Decimal)
    id = f"change:{series.id}@{base.period}..{current.period}"
    cells = tuple(dict.fromkeys((*current.cells, *base.cells)))
    flags = flags_of([current, base])
    terms = [_term(each) for each in (current, base)]
    if series.unit == "%":
        value = current.value - base.value
        formula = f"{terms[0]} − {terms[1]}"
        return Figure(id, value, "percentage points", 1, current.period, formula, cells, signed=True, flags=flags)
    if base.value <= 0:
        return Figure(id, None, "%", 1, current.period, id, cells, mark="[z]")
    if base.value < SMALL_BASE and _counts(series, current, base):
        value, formula = current.value - base.value, f"{terms[0]} − {terms[1]}"
        return Figure(id, value, series.unit, 0, current.period, formula, cells, signed=True, flags=flags)
    value = 100 * (current.value - base.value) / base.value
    formula = f"100 × ({terms[0]} − {terms[1]}) ÷ {terms[1]}"
    return Figure(id, value, "%", 1, current.period, formula, cells, signed=True, flags=flags)


def _p(series: Series, current: Figure, base: Figure) -> float | None:
    """By a test for two surveys where both bases are known, for two counts where it is no survey."""
    if series.survey:
        asked = current.base, base.base
        if not asked[0] or not asked[1]:
            return None
        test = statistics.two_surveys(agreeing(current), asked[0], agreeing(base), asked[1], design=series.design)
        return float(test.p)
    assert isinstance(current.value, Decimal) and isinstance(base.value, Decimal)
    if not _counts(series, current, base) or current.value < 0 or base.value < 0:
        return None
    return float(statistics.two_counts(int(current.value), int(base.value)))


def _between(series: Series, current: Figure, base: Figure) -> statistics.Interval | None:
    """Newcombe's interval of a survey's change, in percentage points."""
    if not (series.survey and current.base and base.base):
        return None
    counts = agreeing(current), current.base, agreeing(base), base.base
    found = statistics.newcombe(*counts, design=series.design)
    return statistics.Interval(100 * found.lower, 100 * found.upper)


def percent_change(data: Data, name: str, base: str, current: str) -> Figure:
    """100 (current − base) ÷ base, from the unrounded values. Refused where the two cannot be compared."""
    earlier, later = data.figure(name, base), data.figure(name, current)
    if earlier.period.order >= later.period.order:
        raise Refusal(NOT_COMPUTABLE, f"{base} does not come before {current}", "Name the earlier period first.")
    _refuse(data, data.series(name), later, earlier)
    assert isinstance(later.value, Decimal) and isinstance(earlier.value, Decimal)
    if not earlier.value:
        raise Refusal(NOT_COMPUTABLE, f"{name} is nought in {base}{read_from([earlier])}")
    value = 100 * (later.value - earlier.value) / earlier.value
    formula = f"100 × ({_term(later)} − {_term(earlier)}) ÷ {_term(earlier)}"
    id = f"change:{name}@{base}..{current}"
    cells, flags = tuple(dict.fromkeys((*earlier.cells, *later.cells))), flags_of([earlier, later])
    return Figure(id, value, "%", 1, later.period, formula, cells, signed=True, flags=flags)


NOT_TESTED = "not tested"


def index_of(data: Data, name: str, base: str, period: str | None = None) -> Figure:
    """A series as an index: 100 × its value ÷ that of the base period. Refused where the two cannot be compared."""
    found = compare(data, name, period, base)
    one, other = found.current, found.base
    assert isinstance(one.value, Decimal) and isinstance(other.value, Decimal)
    if other.value <= 0:
        raise Refusal(NOT_COMPUTABLE, f"{other.id} is nought or less{read_from([other])}: no index has it for its base")
    value, formula = 100 * one.value / other.value, f"100 × {_term(one)} ÷ {_term(other)}"
    id = f"index:{name}@{other.period}..{one.period}"
    return replace(found.change, id=id, value=value, unit="", decimals=1, formula=formula, signed=False)


def _term(figure: Figure) -> str:
    return figure.formula if figure.formula == figure.id else f"({figure.formula})"


def difference_of(comparison: Comparison) -> Figure:
    """A change in the unit of what changed, whatever the base: 18,212 and 17,119 make +1,093."""
    one, other = comparison.current, comparison.base
    assert isinstance(one.value, Decimal) and isinstance(other.value, Decimal)
    id = comparison.change.id.replace("change:", "difference:", 1)
    decimals = max(places(each) for each in (shown_value(one), shown_value(other)) if each is not None)
    return Figure(
        id,
        one.value - other.value,
        one.unit,
        decimals,
        one.period,
        f"{_term(one)} − {_term(other)}",
        comparison.change.cells,
        signed=True,
        flags=comparison.change.flags,
    )


def verdict_of(dataset: Dataset, comparison: Comparison) -> str:
    """What a comparison means for an indicator: the words of `statistics.verdict`, or that it was not tested."""
    good: dict[str, statistics.Polarity] = {"up": "up", "down": "down"}
    polarity = good.get(dataset.good, "none")
    if comparison.clear is None and polarity != "none":
        return NOT_TESTED
    return statistics.verdict(comparison.direction, polarity, comparison.clear is not False)


def agreeing(figure: Figure) -> int:
    """How many of those asked agreed, worked back from the percentage and its base, to the nearest person."""
    assert isinstance(figure.value, Decimal) and figure.base
    if not 0 <= figure.value <= 100:
        message = f"{figure.id} is {figure.value:f}% of the people asked"
        remedy = "Write a percentage from 0 to 100; what is no share of people asked has no survey: true."
        raise Refusal(NOT_COMPUTABLE, message, remedy, place=figure.cells[0].place)
    return int(rounded(figure.value * figure.base / 100, 0))


def interval(figure: Figure) -> tuple[Decimal, Decimal] | None:
    """Wilson's 95% interval of a survey figure, in %; None where no base was printed."""
    if not figure.base or not isinstance(figure.value, Decimal):
        return None
    found = statistics.wilson(agreeing(figure), figure.base, design=figure.design)
    return 100 * found.lower, 100 * found.upper


_CONDITION = pattern(
    r"(?P<series>[a-z0-9-]+\.[a-z0-9-]+)(?: share of (?P<whole>[a-z0-9-]+\.[a-z0-9-]+))? "
    r"(?:(?P<way>rose|fell)(?: (?P<sure>beyond chance)| at least (?P<least>[0-9]+(?:\.[0-9]+)?)%)?"
    r"|(?P<same>no clear change)|(?P<sign>=|<|>|<=|>=) (?P<number>-?[0-9]+(?:\.[0-9]+)?))"
    rf"(?: on the (?P<on>{'|'.join(COMPARISONS)}))?"
)


@dataclass(frozen=True, slots=True)
class Condition:
    """A clause of a claim's condition: `way` is "rose", "fell", "same" or the sign before a number."""

    series: str
    way: str
    least: Decimal | None = None  # by how many per cent at least
    on: str | None = None  # with what it is compared


def conditions(condition: str) -> tuple[Condition, ...]:
    """The clauses of a claim's condition, as far as they are any."""
    read = (_CONDITION.fullmatch(clause.strip()) for clause in condition.split(";"))
    return tuple(
        Condition(
            found["series"],
            found["way"] or found["sign"] or "same",
            Decimal(found["least"]) if found["least"] else None,
            found["on"],
        )
        for found in read
        if found
    )


def doubt(condition: str, data: Data) -> str:
    """What the data say against a claim's condition; nothing where they support it. Raises Refusal.

    A condition has clauses joined by semicolons, such as "ksi.killed fell beyond chance; ksi.all no clear change".
    """
    against = [said for clause in condition.split(";") if (said := _against(clause.strip(), data))]
    return "; ".join(against)


def _against(clause: str, data: Data) -> str:
    found = _CONDITION.fullmatch(clause)
    if found is None:
        raise Refusal(
            MALFORMED_EXPRESSION,
            f'"{clause}" is no condition',
            'Write for example "call-handling.calls-999 rose" or "ksi.killed fell beyond chance".',
        )
    name = found["series"]
    if found["number"]:
        return _against_number(data.figure(name, _printed(data, name)), found["sign"], Decimal(found["number"]))
    if found["whole"]:
        current = data.share_of(name, found["whole"], _printed(data, name))
        base = data.share_of(name, found["whole"], _base_period(data, name, current.period))
        told = f"{name} share of {found['whole']}: {_said(base)} to {_said(current)}"
        return "" if _moves(found["way"], current, base) else told
    compared = compare_claimed(data, name, found["on"])
    chance = "" if compared.p is None else f", p {f'= {compared.p:.2g}' if compared.p >= LEAST_P else '< 0.001'}"
    told = f"{name}: {_said(compared.base)} to {_said(compared.current)}{chance}"
    if found["same"]:
        return told if compared.clear is not False else ""
    holds = _moves(found["way"], compared.current, compared.base)
    if found["sure"]:
        holds = holds and compared.clear is True
    if found["least"]:
        change = compared.percent
        holds = holds and change is not None and abs(change) >= Decimal(found["least"])
    return "" if holds else told


def compare_claimed(data: Data, name: str, on: str | None) -> Comparison:
    """What a claim of a rise or fall is held against: as the indicator prints it, unless it says on what."""
    data.series(name)
    printed = data.datasets[name.split(".", 1)[0]].compared_with
    if on and on not in printed:
        return compare(data, name, on)
    return compare(data, name, _printed(data, name), on or next(iter(printed), None))


def _printed(data: Data, name: str) -> str | None:
    """The time for which an indicator prints its series; None where that is its newest row."""
    data.series(name)
    return data.datasets[name.split(".", 1)[0]].window or None


def _against_number(figure: Figure, sign: str, number: Decimal) -> str:
    value = figure.value
    if not isinstance(value, Decimal):
        return f"{figure.id} is {figure.mark}"
    holds = {
        "=": value == number,
        "<": value < number,
        ">": value > number,
        "<=": value <= number,
        ">=": value >= number,
    }
    return "" if holds[sign] else f"{figure.id} is {value:f}"


def _moves(way: str | None, current: Figure, base: Figure) -> bool:
    if not isinstance(current.value, Decimal) or not isinstance(base.value, Decimal):
        return False
    return current.value > base.value if way == "rose" else current.value < base.value


def _said(figure: Figure) -> str:
    if not isinstance(figure.value, Decimal):
        return f"{figure.mark} ({figure.period.words})"
    return f"{round(figure.value, 2).normalize():f} ({figure.period.words})"
