"""From what a chart is about to its words: the line of measure, place and period; how values and courses are told.

No chart goes without its place and its period: `measured` takes both, and the period from the figures themselves.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from pcpgen.compose.colour import SUBJECT
from pcpgen.compose.document import Chart, Drawing, Table
from pcpgen.compose.wording import STAY, in_full, in_prose, listed
from pcpgen.document.prose import Phrase, Shown
from pcpgen.figures.data import shown_value
from pcpgen.figures.figure import Figure
from pcpgen.model.data import Series
from pcpgen.model.period import Form, Period
from pcpgen.values import dataclass

INFERRED = " (label inferred)"
INFERRED_NOTE = (
    "Where a label is marked as inferred, the source prints names and values apart; theirs are matched by order."
)
FEW = 4  # values that a text alternative says one by one; of more it says the ends and the range


@dataclass(frozen=True, slots=True)
class Named:
    """A figure with the label that it goes by in a chart."""

    label: str
    figure: Figure


@dataclass(frozen=True, slots=True)
class Course:
    """A series over time, oldest first: its name and a figure for each period."""

    name: str
    figures: tuple[Figure, ...]
    breaks: tuple[int, ...] = ()  # positions of the figures that are the first after a break

    @property
    def hollow(self) -> frozenset[int]:
        """The positions of the provisional figures, which may yet be revised."""
        return frozenset(at for at, figure in enumerate(self.figures) if "p" in figure.flags)

    @property
    def drawn(self) -> tuple[Figure, ...]:
        """The figures that have a number."""
        return tuple(figure for figure in self.figures if isinstance(figure.value, Decimal))


@dataclass(frozen=True, slots=True)
class Subject:
    """What a chart is about: its id, a title for sentences, what is measured, where, the source, and the hue."""

    id: str
    title: str
    measures: str
    area: str
    source: str
    corner: str  # head of the table's first column
    hue: str = SUBJECT


def label_of(series: Series) -> str:
    return series.title + (INFERRED if series.inferred else "")


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


def measured(measure: str, area: str, periods: Sequence[Period], unit: str = "") -> str:
    """What, where, when, in which unit: "Contacts by channel, Cambridgeshire, January to September 2019".

    Place and period are added where the words do not hold them yet. Raises ValueError where either is missing.
    """
    if not area or not periods:
        raise ValueError(f'"{measure}" has no {"period" if area else "place"}')
    said = measure
    for words in (span(periods), area):
        said += f", {words}" if words.casefold() not in said.casefold() else ""
    return f"{said}, {unit.replace(' ', STAY)}" if unit else said


def span(periods: Sequence[Period]) -> str:
    """From the oldest to the newest: "January 2019 to December 2020", or the one there is."""
    ordered = sorted(periods, key=lambda period: period.order)
    first, last = ordered[0].words, ordered[-1].words
    return first if first == last else f"{first} and {last}" if " to " in f"{first}{last}" else f"{first} to {last}"


def when(period: Period) -> str:
    """A period with its preposition: "in March 2019", "on 31 March 2016", "in the year ending May 2019"."""
    if period.form is Form.UNDATED:
        return "at no stated time"
    if period.form is Form.DAY:
        return f"on {period.words}"
    if period.form is Form.YEAR_ENDING:
        return f"in the {period.words}"
    if period.form is Form.RANGE and not (period.start and period.end):
        return period.words
    return f"in {period.words}"


def told(figure: Figure) -> str:
    """A value in full, without its base: "58.3%", "£142.9m", "[c]"."""
    return in_full(figure) if not figure.base else in_full(figure).rpartition(" (n=")[0]


def shown_in_full(figure: Figure) -> Shown:
    """The figure as a title shows it, with what its flags say: "5,661 (provisional)"."""
    return in_prose(replace(figure, base=None)) if figure.flags else Shown(told(figure), figure)


def flagged(words: str, figure: Figure) -> str:
    """A value as a chart writes it, with the letters of its flags: "5,661 [p]"."""
    return words + "".join(f"{STAY}[{flag}]" for flag in figure.flags)


def ranging(figures: Sequence[Figure]) -> str:
    """What a text alternative says of a course: every value of a few, else the ends, the lowest and the highest."""
    numbers = [figure for figure in figures if isinstance(figure.value, Decimal)]
    missing = len(figures) - len(numbers)
    without = f"; {missing} without a figure" if missing else ""
    if len(numbers) <= FEW:
        return listed(tuple(f"{told(figure)} {when(figure.period)}" for figure in figures))
    ends = f"from {told(numbers[0])} {when(numbers[0].period)} to {told(numbers[-1])} {when(numbers[-1].period)}"
    return f"{ends}; {lowest_and_highest(numbers)}{without}"


def lowest_and_highest(figures: Sequence[Figure]) -> str:
    """The range of numbers: "lowest 4,372 in February 2019, highest 6,127 in March 2020"; the first where they tie."""
    low, high = min(figures, key=number_of), max(figures, key=number_of)
    if low.value == high.value:
        return f"all of them {told(low)}"
    return f"lowest {told(low)} {when(low.period)}, highest {told(high)} {when(high.period)}"


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
    subject: Subject,
    kind: str,
    title: Phrase,
    measure: str,
    said: str,
    drawing: Drawing,
    table: Table,
    notes: Sequence[str] = (),
) -> Chart:
    """The chart whose alternative says its kind, its finding, its measure and then all that `said` tells."""
    return Chart(
        id=subject.id,
        title=title,
        measure=measure,
        alternative=f"{kind}. {title.plain}. {measure}: {said}.",
        drawing=drawing,
        table=table,
        source=subject.source,
        notes=tuple(notes),
    )
