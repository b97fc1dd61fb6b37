"""From the data of a chart to its title: what they show, in about ten words, whatever they are.

Each function returns words and figures that agree with the data: ties are told, a hidden or missing value is never
ranked, and a change that chance explains is none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from pcpgen.compose.charts.subject import Course, Named, head, shown_in_full, told, when
from pcpgen.compose.wording import STAY, listed
from pcpgen.document.prose import Phrase, Shown, phrase
from pcpgen.figures import statistics
from pcpgen.figures.compare import Comparison
from pcpgen.figures.data import shown_value
from pcpgen.figures.figure import Figure, rounded
from pcpgen.figures.xmr import Signal, Xmr
from pcpgen.model.period import Period

NAMED = 3  # how many that tie are named


def largest(bars: Sequence[Named], whole: str = "") -> Phrase:
    """Which bar is the largest: its share of the `whole` that they are all parts of, else its value.

    Bars whose values print alike are told as alike. Raises ValueError where no bar has a number.
    """
    known = [bar for bar in bars if isinstance(bar.figure.value, Decimal)]
    if not known:
        raise ValueError("no bar has a number")
    most = max(shown_value(bar.figure) or Decimal(0) for bar in known)
    top = [bar for bar in known if shown_value(bar.figure) == most]
    value = shown_in_full(top[0].figure)
    if len(top) > 1:
        every = "All" if len(top) == len(bars) else ""
        return phrase(f"{every or _names([bar.label for bar in top])} stood {'' if every else 'highest, '}at ", value)
    if len(bars) == 1:
        return phrase(f"{head(top[0].label)} stood at ", value)
    share = _share(top[0], bars) if whole else None
    if share:
        return phrase(f"{head(top[0].label)} made up ", share, f" of {whole}")
    return phrase(f"{head(top[0].label)} stood highest, at ", value)


def _names(labels: Sequence[str]) -> str:
    """Who ties: by name, as far as there are few."""
    if len(labels) > NAMED:
        return head(f"{labels[0]} and {len(labels) - 1} others")
    return head(listed(tuple(labels)))


def _share(one: Named, bars: Sequence[Named]) -> Shown | None:
    """What one is of all; None where one of them is not known or under nought, or all are nought."""
    values = [bar.figure.value for bar in bars]
    numbers = [value for value in values if isinstance(value, Decimal)]
    whole = sum(numbers, Decimal(0))
    if len(numbers) < len(values) or min(numbers) < 0 or not whole or not isinstance(one.figure.value, Decimal):
        return None
    terms = " + ".join(_term(bar.figure) for bar in bars)
    share = 100 * one.figure.value / whole
    decimals = next((each for each in (0, 1) if share == 100 or rounded(share, each) < 100), None)
    if decimals is None:  # so nearly all that no figure says it
        return None
    figure = Figure(
        f"share:{one.figure.id}",
        share,
        "%",
        decimals,
        one.figure.period,
        f"100 × {_term(one.figure)} ÷ ({terms})",
        tuple(dict.fromkeys(cell for bar in bars for cell in bar.figure.cells)),
    )
    return Shown(told(figure), figure)


def _term(figure: Figure) -> str:
    return figure.formula if figure.formula == figure.id else f"({figure.formula})"


def changed(title: str, comparison: Comparison | str, newest: Figure) -> Phrase:
    """How a series moved: by how much where that is clear or was not tested, else that no clear change showed.

    Where it cannot be compared, what it stood at.
    """
    title = head(title)
    if isinstance(comparison, str):
        return phrase(f"{title} stood at ", shown_in_full(newest), f" {when(newest.period)}")
    current, base, change = comparison.current, comparison.base, comparison.change
    if comparison.direction == "level":
        return phrase(f"{title} stood at ", shown_in_full(current), f", the same as {when(base.period)}")
    if comparison.clear is False:
        return phrase(f"{title} showed no clear change on {base.period.words}")
    verb = "rose" if comparison.direction == "up" else "fell"
    amount = change.value
    if comparison.small_base or not isinstance(amount, Decimal) or rounded(abs(amount), 1) == 0:
        start, end = shown_in_full(base), shown_in_full(current)
        if start.text == end.text:
            return phrase(f"{title} stood at ", end, f", almost the same as {when(base.period)}")
        return phrase(f"{title} {verb} from ", start, " to ", end, f" {when(current.period)}")
    by = Shown(told(replace(change, signed=False, value=abs(amount))), change)
    points = f"{STAY}percentage points" if change.unit == "percentage points" else ""
    return phrase(f"{title} {verb} ", by, f"{points} on {base.period.words}")


def highest_course(courses: Sequence[Course]) -> Phrase:
    """Which of several series stood highest in the newest period, and whether it did so throughout."""
    newest = [Named(course.name, course.figures[-1]) for course in courses if course.figures]
    known = [each for each in newest if isinstance(each.figure.value, Decimal)]
    if not known:
        return phrase("No figure is printed for the newest period")
    period = when(known[0].figure.period)
    most = max(shown_value(each.figure) or Decimal(0) for each in known)
    top = [each for each in known if shown_value(each.figure) == most]
    value = shown_in_full(top[0].figure)
    if len(top) > 1:
        every = len(top) == len(courses)
        who = "All" if every else _names([each.label for each in top])
        return phrase(f"{who} stood {'' if every else 'highest, '}at ", value, f" {period}")
    if len(courses) == 1:
        return phrase(f"{head(top[0].label)} stood at ", value, f" {period}")
    own = next(course for course in courses if course.figures and course.figures[-1] is top[0].figure)
    throughout = " throughout" if _always(own, courses) else ""
    return phrase(f"{head(own.name)} stood highest{throughout}, at ", value, f" {period}")


def _always(own: Course, courses: Sequence[Course]) -> bool:
    """Whether a series is above every other in every one of several periods, all of which are known."""
    if len(own.figures) < 2 or any(len(course.figures) != len(own.figures) for course in courses):
        return False
    for at, figure in enumerate(own.figures):
        others = [course.figures[at].value for course in courses if course is not own]
        if not isinstance(figure.value, Decimal):
            return False
        if not all(isinstance(each, Decimal) and each < figure.value for each in others):
            return False
    return True


def against(label: str, figure: Figure, ends: tuple[Decimal, Decimal] | None, comparator: Named | None) -> Phrase:
    """A figure beside a comparator: above or below it only where its interval does not hold it.

    Without an interval the two stand side by side, and nothing is made of it.
    """
    value = shown_in_full(figure)
    if comparator is None or not isinstance(comparator.figure.value, Decimal):
        return phrase(f"{head(label)}: ", value)
    other = shown_in_full(comparator.figure)
    if ends is None:
        return phrase(f"{head(label)}: ", value, f", beside {comparator.label}: ", other)
    position = statistics.against(statistics.Interval(*ends), comparator.figure.value)
    if position == "no clear difference":
        return phrase(f"{head(label)}: ", value, f", no clear difference from {comparator.label}: ", other)
    return phrase(f"{head(label)}: ", value, f", {position} {comparator.label}: ", other)


def usual(title: str, figures: Sequence[Figure], chart: Xmr) -> Phrase:
    """Whether a series stayed within its natural limits; of several signals the newest, the plainest first.

    `figures` are those of the chart, one for each of its values.
    """
    title = head(title)
    if len(figures) == 1:
        return phrase(f"{title} stood at ", shown_in_full(figures[0]), f" {when(figures[0].period)}")
    if len(set(chart.values)) == 1:
        return phrase(f"{title} stood at ", shown_in_full(figures[0]), " throughout")
    if not chart.signals:
        return phrase(f"{title} stayed within the usual range")
    newest = max(chart.signals, key=lambda signal: (signal.last, -RULES.index(signal.rule)))
    return phrase(f"{title} {signalled(newest, [figure.period for figure in figures])}")


RULES = ("outside", "shift", "trend", "near")


def signalled(signal: Signal, periods: Sequence[Period]) -> str:
    """What a signal says of its points: "stood above the usual range in March 2019"."""
    first, last = periods[signal.first], periods[signal.last]
    over = f"from {first.words} to {last.words}"
    high = signal.side == "high"
    match signal.rule:
        case "outside":
            return f"stood {'above' if high else 'below'} the usual range {when(first)}"
        case "shift":
            return f"stayed {'above' if high else 'below'} the mean {over}"
        case "trend":
            return f"{'rose' if high else 'fell'} without a pause {over}"
        case "near":
            return f"kept near the {'upper' if high else 'lower'} limit {over}"
