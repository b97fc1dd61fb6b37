"""From the data of a chart to its title: what they show, in about ten words, whatever they are.

Each function returns words and figures that agree with the data: ties are told, a hidden or missing value is never
ranked, and a change that chance explains is none.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from pcpgen.blocks.charts.subject import Course, Named, head, shown_in_full, told, when
from pcpgen.document.prose import Phrase, Shown, phrase, worded
from pcpgen.figures import statistics
from pcpgen.figures.data import shown_value
from pcpgen.figures.figure import Figure, rounded
from pcpgen.figures.xmr import Signal, Xmr
from pcpgen.languages import unmarked
from pcpgen.model.period import Period
from pcpgen.model.period_words import period_words
from pcpgen.words.catalogue import BEGIN, END, Catalogue

NAMED = 3  # how many that tie are named


def largest(say: Catalogue, bars: Sequence[Named], whole: str = "") -> Phrase:
    """Which bar is the largest: its share of the `whole` that they are all parts of, else its value.

    Bars whose values print alike are told as alike. Raises ValueError where no bar has a number.
    """
    known = [bar for bar in bars if isinstance(bar.figure.value, Decimal)]
    if not known:
        raise ValueError("no bar has a number")
    most = max(shown_value(bar.figure) or Decimal(0) for bar in known)
    top = [bar for bar in known if shown_value(bar.figure) == most]
    value = shown_in_full(say, top[0].figure)
    if len(top) > 1:
        if len(top) == len(bars):
            return worded(say, "finding.all-stood", value=value)
        return worded(say, "finding.tied", names=names_of(say, [bar.label for bar in top]), value=value)
    name = head(top[0].label)
    if len(bars) == 1:
        return worded(say, "finding.stood", name=name, value=value)
    share = _share(top[0], bars) if whole else None
    if share:
        return worded(say, "finding.made-up-of", name=name, share=share, whole=whole)
    return worded(say, "finding.highest", name=name, value=value)


def names_of(say: Catalogue, labels: Sequence[str]) -> str:
    """Who ties: by name, as far as there are few."""
    if len(labels) > NAMED:
        return head(say.counted("finding.others", len(labels) - 1, first=labels[0]))
    return head(say.listed(labels))


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


def highest_course(say: Catalogue, courses: Sequence[Course]) -> Phrase:
    """Which of several series stood highest in the newest period, and whether it did so throughout."""
    newest = [Named(course.name, course.figures[-1]) for course in courses if course.figures]
    known = [each for each in newest if isinstance(each.figure.value, Decimal)]
    if not known:
        return worded(say, "finding.none-printed")
    period = when(say, known[0].figure.period)
    most = max(shown_value(each.figure) or Decimal(0) for each in known)
    top = [each for each in known if shown_value(each.figure) == most]
    value = shown_in_full(say, top[0].figure)
    if len(top) > 1:
        if len(top) == len(courses):
            return worded(say, "finding.all-stood-when", value=value, when=period)
        names = names_of(say, [each.label for each in top])
        return worded(say, "finding.tied-when", names=names, value=value, when=period)
    if len(courses) == 1:
        return worded(say, "finding.stood-when", name=head(top[0].label), value=value, when=period)
    own = next(course for course in courses if course.figures and course.figures[-1] is top[0].figure)
    key = "finding.highest-throughout" if _always(own, courses) else "finding.highest-when"
    return worded(say, key, name=head(own.name), value=value, when=period)


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


def against(
    say: Catalogue, label: str, figure: Figure, ends: tuple[Decimal, Decimal] | None, comparator: Named | None
) -> Phrase:
    """A figure beside a comparator: above or below it only where its interval does not hold it.

    Without an interval the two stand side by side, and nothing is made of it.
    """
    value = shown_in_full(say, figure)
    if comparator is None or not isinstance(comparator.figure.value, Decimal):
        return phrase(f"{head(label)}: ", value)
    key, alone, valued = "finding.beside", "finding.beside-alone", "finding.beside-value"
    if ends is not None:
        key, alone, valued = _AGAINST[statistics.against(statistics.Interval(*ends), comparator.figure.value)]
    name, other = head(label), shown_in_full(say, comparator.figure)
    beside = worded(say, key, other=comparator.label, value=other)
    bare = worded(say, alone, other=comparator.label)
    return within_title(
        [
            phrase(f"{name}: ", value, ", ", beside),
            phrase(f"{name}: ", value, ", ", bare),
            phrase(value, ", ", bare),
            phrase(value, ", ", worded(say, valued, value=other)),
        ]
    )


TITLE = 60  # letters that a title has at most


def within_title(said: Sequence[Phrase]) -> Phrase:
    """The first of some wordings that is no longer than a title may be; else the shortest."""
    return next((each for each in said if _letters(each) <= TITLE), min(said, key=_letters))


def _letters(said: Phrase) -> int:
    """How many a reader sees, whatever marks stand among them."""
    return len(unmarked(said.plain.replace(BEGIN, "").replace(END, "")))


_AGAINST = {
    "no clear difference": (
        "finding.no-difference",
        "finding.no-difference-alone",
        "finding.no-difference-value",
    ),
    "above": ("finding.above", "finding.above-alone", "finding.above-value"),
    "below": ("finding.below", "finding.below-alone", "finding.below-value"),
}


def usual(say: Catalogue, title: str, figures: Sequence[Figure], chart: Xmr) -> Phrase:
    """Whether a series stayed within its natural limits; of several signals the newest, the plainest first.

    `figures` are those of the chart, one for each of its values.
    """
    name, value = head(title), shown_in_full(say, figures[0])
    if len(figures) == 1:
        return worded(say, "finding.stood-when", name=name, value=value, when=when(say, figures[0].period))
    if len(set(chart.values)) == 1:
        return worded(say, "finding.throughout", name=name, value=value)
    if not chart.signals:
        return worded(say, "finding.usual", name=name)
    newest = max(chart.signals, key=lambda signal: (signal.last, -RULES.index(signal.rule)))
    return phrase(f"{name} {signalled(say, newest, [figure.period for figure in figures])}")


RULES = ("outside", "shift", "trend", "near")


def signalled(say: Catalogue, signal: Signal, periods: Sequence[Period]) -> str:
    """What a signal says of its points: "stood above the usual range in March 2019"."""
    first, last = periods[signal.first], periods[signal.last]
    over = say.text("chart.from-to", first=period_words(say, first), last=period_words(say, last))
    high = signal.side == "high"
    match signal.rule:
        case "outside":
            return say.text("signal.above" if high else "signal.below", when=when(say, first))
        case "shift":
            return say.text("signal.above-mean" if high else "signal.below-mean", over=over)
        case "trend":
            return say.text("signal.rose" if high else "signal.fell", over=over)
        case "near":
            return say.text("signal.near-upper" if high else "signal.near-lower", over=over)
