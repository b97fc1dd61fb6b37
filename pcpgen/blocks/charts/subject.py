"""From what a chart is about to its words: the line of measure, place and period; how values and courses are told.

No chart goes without its place and its period: `measured` takes both, and the period from the figures themselves.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from pcpgen.blocks.charts.labels import on_bare_ground
from pcpgen.blocks.colour import SUBJECT
from pcpgen.blocks.wording import STAY, in_full, in_prose
from pcpgen.document.blocks import Chart
from pcpgen.document.drawing import Drawing
from pcpgen.document.prose import Phrase, Shown
from pcpgen.document.table import Table
from pcpgen.figures.data import shown_value
from pcpgen.figures.figure import Figure
from pcpgen.model.data import Series
from pcpgen.model.period import Form, Period, parse_period
from pcpgen.model.period_words import period_words
from pcpgen.values import dataclass
from pcpgen.words.catalogue import Catalogue

FEW = 4  # values that a text alternative says one by one; of more it says the ends and the range


@dataclass(frozen=True, slots=True)
class Named:
    """A figure with the label that it goes by in a chart."""

    label: str
    figure: Figure
    inferred: bool = False  # whether the label was matched by order


@dataclass(frozen=True, slots=True)
class Course:
    """A series over time, oldest first: its name and a figure for each period."""

    name: str
    figures: tuple[Figure, ...]
    breaks: tuple[int, ...] = ()  # positions of the figures that are the first after a break
    aside: bool = False  # it stands beside the one that the chart is about, so that its ends are not told

    @property
    def hollow(self) -> frozenset[int]:
        """The positions of the provisional figures, which may yet be revised."""
        return frozenset(at for at, figure in enumerate(self.figures) if "p" in figure.flags)

    @property
    def drawn(self) -> tuple[Figure, ...]:
        """The figures that have a number."""
        return tuple(figure for figure in self.figures if isinstance(figure.value, Decimal))


@dataclass(frozen=True, slots=True)
class ChartSubject:
    """What a chart is about: its id, a title for sentences, what is measured, where, the source, and the hue."""

    say: Catalogue
    id: str
    title: str
    measures: str
    area: str
    source: str
    corner: str  # head of the table's first column
    hue: str = SUBJECT


def label_of(say: Catalogue, series: Series) -> str:
    return say.text("chart.inferred", name=series.title) if series.inferred else series.title


def head(words: str) -> str:
    """Words as a heading begins: with a capital."""
    return words[:1].upper() + words[1:]


def number_of(figure: Figure) -> float:
    """The value as a drawing places it; nought where there is none."""
    return float(figure.value) if isinstance(figure.value, Decimal) else 0.0


def decimals_of(figure: Figure) -> int:
    """With how many decimals the figure is shown."""
    value = shown_value(figure)
    exponent = value.as_tuple().exponent if value is not None else 0
    return max(0, -exponent) if isinstance(exponent, int) else 0


def measured(say: Catalogue, measure: str, area: str, periods: Sequence[Period], unit: str = "") -> str:
    """What, where, when, in which unit: "Contacts by channel, Cambridgeshire, January to September 2019".

    Place and period are added where the words do not hold them yet. Raises ValueError where either is missing.
    """
    if not area or not periods:
        raise ValueError(f'"{measure}" has no {"period" if area else "place"}')
    said = measure
    for words in (span(say, periods), area):
        said += f", {words}" if words.casefold() not in said.casefold() else ""
    return f"{said}, {unit.replace(' ', STAY)}" if unit else said


def span(say: Catalogue, periods: Sequence[Period]) -> str:
    """From the oldest to the newest: "January 2019 to December 2020", or the one there is.

    Two quarters alone are named, and of more the first and the last month.
    """
    ordered = sorted(periods, key=lambda period: period.order)
    oldest, newest = ordered[0], ordered[-1]
    if all(period.form is Form.QUARTER for period in ordered) and len({period.written for period in ordered}) > 2:
        assert oldest.start and newest.end  # which every quarter has
        ordered = [parse_period(f"{day:%Y-%m}") for day in (oldest.start, newest.end)]
    first, last = period_words(say, ordered[0]), period_words(say, ordered[-1])
    if first == last:
        return first
    if _has_two_ends(ordered[0]) or _has_two_ends(ordered[-1]):
        return say.listed((first, last))
    return say.text("period.from-to", first=first, last=last)


def _has_two_ends(period: Period) -> bool:
    """Whether its words name where it ends already: "January to March 2019"."""
    closed = period.form is Form.RANGE and bool(period.start and period.end)
    return closed or period.form in (Form.QUARTER, Form.TWELVE_MONTHS)


def when(say: Catalogue, period: Period) -> str:
    """A period with its preposition: "in March 2019", "on 31 March 2016", "in the year ending May 2019"."""
    if period.form is Form.UNDATED:
        return say.text("when.undated")
    words = period_words(say, period)
    if period.form is Form.DAY:
        return say.text("when.day", period=words)
    if period.form is Form.YEAR_ENDING:
        return say.text("when.year-ending", period=words)
    if period.form is Form.RANGE and not (period.start and period.end):
        return words
    return say.text("when.period", period=words)


def told(figure: Figure) -> str:
    """A value in full, without its base: "58.3%", "£142.9m", "[c]"."""
    return in_full(figure) if not figure.base else in_full(figure).rpartition(" (n=")[0]


def shown_in_full(say: Catalogue, figure: Figure) -> Shown:
    """The figure as a title shows it, with what its flags say: "5,661 (provisional)"."""
    return in_prose(say, replace(figure, base=None)) if figure.flags else Shown(told(figure), figure)


def why_missing(say: Catalogue, figure: Figure) -> str:
    """Why a figure has no number."""
    return figure.note or say.text("chart.too-small" if figure.mark == "[c]" else "chart.no-figure")


def flagged(words: str, figure: Figure) -> str:
    """A value as a chart writes it, with the letters of its flags: "5,661 [p]"."""
    return words + "".join(f"{STAY}[{flag}]" for flag in figure.flags)


def ranging(say: Catalogue, figures: Sequence[Figure]) -> str:
    """What a text alternative says of a course: every value of a few, else the ends, the lowest and the highest."""
    numbers = [figure for figure in figures if isinstance(figure.value, Decimal)]
    missing = len(figures) - len(numbers)
    without = f"; {say.counted('chart.without-figure', missing)}" if missing else ""
    if len(numbers) <= FEW:
        return say.listed([_told_when(say, figure) for figure in figures])
    ends = say.text("chart.from-to", first=_told_when(say, numbers[0]), last=_told_when(say, numbers[-1]))
    return f"{ends}; {lowest_and_highest(say, numbers)}{without}"


def _told_when(say: Catalogue, figure: Figure) -> str:
    return say.text("chart.value-when", value=told(figure), when=when(say, figure.period))


def lowest_and_highest(say: Catalogue, figures: Sequence[Figure]) -> str:
    """The range of numbers: "lowest 4,372 in February 2019, highest 6,127 in March 2020"; the first where they tie."""
    low, high = min(figures, key=number_of), max(figures, key=number_of)
    if low.value == high.value:
        return say.text("chart.all-same", value=told(low))
    return say.text("chart.lowest-highest", lowest=_told_when(say, low), highest=_told_when(say, high))


def stretches(course: Course, gaps: frozenset[int]) -> list[list[int]]:
    """The positions that a line may join: none across a missing value, a missing period or a break."""
    found: list[list[int]] = []
    for at, figure in enumerate(course.figures):
        if not isinstance(figure.value, Decimal):
            continue
        joined = found and found[-1][-1] == at - 1 and at - 1 not in gaps and at not in course.breaks
        if joined:
            found[-1].append(at)
        else:
            found.append([at])
    return found


def chart_of(
    subject: ChartSubject,
    kind: str,
    title: Phrase,
    measure: str,
    said: str,
    drawings: tuple[Drawing, Drawing],
    table: Table,
    notes: Sequence[str] = (),
) -> Chart:
    """The chart, drawn wide and narrow.

    Its alternative says its kind by its key, its finding, its measure, then all that `said` tells.
    """
    return Chart(
        id=subject.id,
        title=title,
        measure=measure,
        alternative=f"{subject.say.text(kind)}. {title.plain}. {measure}: {said}.",
        drawing=on_bare_ground(drawings[0]),
        narrow=on_bare_ground(drawings[1]),
        table=table,
        source=subject.source,
        notes=tuple(notes),
    )
