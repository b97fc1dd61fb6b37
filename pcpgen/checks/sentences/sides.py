"""From the words on either side of a comparison to the figures that they mean: one in braces, or a series by name."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import cached_property

from pcpgen.checks.sentences.dates import dates_in
from pcpgen.checks.sentences.directions import directions_in
from pcpgen.checks.sentences.names import is_whole, parts_of, stems, telling
from pcpgen.checks.sentences.reading import MARK
from pcpgen.checks.sentences.said import Said
from pcpgen.checks.sentences.spoken import Spoken
from pcpgen.checks.sentences.subjects import TURNED, names_own, own_words
from pcpgen.figures.data import Data, Refusal, shown_value
from pcpgen.figures.figure import Figure
from pcpgen.model.data import Dataset, Series
from pcpgen.model.period import Period
from pcpgen.patterns import pattern
from pcpgen.prose.days import SEASON
from pcpgen.values import dataclass

# what stands for the whole of a dataset whose series are its parts
_WHOLE = pattern(
    r"\boverall\b|\bas a whole\b|\baltogether\b"
    r"|\b(?:the|our) (?:whole |entire )?(?:force(?: area)?|county)(?! (?:average|mean|council|lines?|boundar))\b"
)
# that words speak of another time than the figure beside them
_TIME = pattern(
    r"\b(?:years?|months?|quarters?|weeks?|decades?|before|ago|earlier|previous(?:ly)?|last|past|since|ever|records?"
    r"|history|so far|yet|then|used to|again|once|usual|expected|planned|targets?|baseline"
    rf"|(?:in|during|over|throughout|each|every)(?: the)? (?:{SEASON}))\b"
)
# beside a name, what a clause may say before a comparison without a subject of its own
_FRAME = frozenset((
    "rate", "stand", "stood", "stay", "stayed", "remain", "remained", "lie", "lay", "ran", "run", "tend", "still",
    "much", "far", "slightly", "well", "even", "little", "lot", "bit", "considerably", "significantly", "clearly",
    "again", "however", "clear", "here", "generally", "somewhat", "both", "too", "seem", "recorded", "found", "show",
    "showed", "known", "so", "thus", "but", "while", "that", "same", "number", "share", "level", "figure", "it",
    "they", "overall", "now", "also", "district", "area", "force", "office",
    "county",
))  # fmt: skip
_WHEN = pattern(
    r"\b(?:(?:in |during |for |over |this |that |the |latest |last |same )*(?:years?|months?|quarters?|period)"
    r"|people|persons?|there|say|said|had|came|come|counted|registered|logged|seen|reported|involving|enabled|police)\b"
)
# what would be so if, or is to be
_WISH = pattern(
    r"\b(?:want\w*|wish\w*|hope\w*|aim\w*|[Ii]f|[Uu]nless|whether|would|should|could|might|may|must|will|shall|target\w*"
    r"|expect\w*|plan(?:s|ned)?|ask\w*|fear\w*|promis\w*)\b"
)
_IF = 10  # characters before a clause that may begin it: "whether "


@dataclass(frozen=True, slots=True)
class Side:
    """A figure as one side of a comparison: what it is of, its value and unit."""

    series: str
    period: Period
    value: Decimal
    shown: Decimal
    unit: str

    @property
    def words(self) -> str:
        """The value as it is told: rounded as it is printed."""
        return f"{self.shown:,}{'%' if self.unit == '%' else ''}"


_NAME = pattern(r"(?<![.!?] )\b[A-Z][\w’-]*[a-z]\b|\b[A-Z]\b")  # a proper name, of one letter too
_ENDS = pattern(rf"[;:,.()]|{MARK}|\b(?:against|and|while|whereas|but|compared|or|than|with)\b")


def _behind(text: str, at: int) -> str:
    """What is said of a figure behind it, up to the next."""
    return _ENDS.split(text[at + 1 :], maxsplit=1)[0]


@dataclass(frozen=True, slots=True)
class Sides:
    """A sentence whose comparisons are to be held against its figures, and those said before in its paragraph."""

    said: Said
    before: tuple[Spoken, ...]
    last: tuple[Spoken, ...]  # of these, those of the sentence directly before
    around: str = ""  # what else its paragraph says

    @cached_property
    def figures(self) -> tuple[Spoken, ...]:
        return tuple(each for each in (*self.said.figures, *self.before) if side_of(each))

    @cached_property
    def dataset(self) -> Dataset | None:
        """What the figures are of, where that is one dataset."""
        names = {each.series.partition(".")[0] for each in self.figures}
        return self.said.data.datasets[names.pop()] if len(names) == 1 else None

    @cached_property
    def own(self) -> frozenset[str]:
        """The beginnings of the words by which the figures of the sentence, or all of them, may be called."""
        every = self.dataset.series.values() if self.dataset else ()
        of_all = {each.id for each in every if self.dataset and is_whole(each, self.dataset)}
        return own_words({each.series for each in self.figures} | of_all, self.said.data)

    def marked(self, start: int, end: int) -> list[Spoken]:
        """The figures that stand in a stretch of the sentence, a change or one without a number among them."""
        return [each for each in self.said.figures if start <= each.at < end]

    def has_marks(self, start: int, end: int) -> bool:
        return any(start <= at < end for at, _ in self.said.line.expressions)

    def named(self, start: int, end: int) -> list[Series]:
        """The series of the figures' dataset that a stretch of the sentence names."""
        return self.named_words(self.said.line.text[start:end])

    def named_words(self, text: str) -> list[Series]:
        return named_in(text, self.dataset) if self.dataset else []

    def in_stretch(self, start: int, end: int, other: Side | None = None) -> Side | None:
        """The figure that a stretch means: the one that stands in it, or that of the series that it names."""
        named = [each.id for each in self.named(start, end)]
        if self.has_marks(start, end):
            marks = self.marked(start, end)
            side = side_of(marks[0]) if len(marks) == 1 else None
            return side if side and (not named or side.series in named) else None
        if speaks_of_time(self.said.line.text[start:end]):
            return None
        return self.of_series(named[0], other) if len(named) == 1 else self.called(start, end) if not named else None

    def names_any(self, start: int, end: int) -> bool:
        """Whether a stretch names a series, or what a figure of the sentence is said to be of."""
        return bool(self.named(start, end) or self.called(start, end))

    def called(self, start: int, end: int) -> Side | None:
        """The one figure of the sentence behind which the names of a stretch stand: "64% in Ely"."""
        text = self.said.line.text
        names = set(_NAME.findall(text[start:end]))
        found = [each for each in self.said.figures if names and names <= set(_NAME.findall(_behind(text, each.at)))]
        return side_of(found[0]) if len(found) == 1 else None

    def of_series(self, name: str, other: Side | None = None) -> Side | None:
        """A series as a figure says it, or for the time of the figure on the other side."""
        told = [side for each in self.figures if each.series == name and (side := side_of(each))]
        if other:
            told = [each for each in told if each.period.written == other.period.written]
        if told:
            return told[0] if len({(each.value, each.unit) for each in told}) == 1 else None
        periods = {other.period.written: other.period} if other else self._periods()
        if len(periods) != 1:
            return None
        return side_in(name, next(iter(periods.values())), self.said.data)

    def goes_on(self) -> Side | None:
        """The one figure of the sentence before, of which "this" or "that" speaks."""
        return side_of(self.last[0]) if len(self.before) == len(self.last) == 1 and not self.said.figures else None

    def has_subject(self, start: int, end: int) -> bool:
        """Whether what a stretch speaks of is what the figures count: "fear is lower in A than in B" is of something
        else.
        """
        return self._is_known(self.said.line.text[start:end])

    def goes_with(self, start: int, end: int) -> bool:
        """Whether a stretch behind a figure goes on with what that counts, and when: "offences in June", no more."""
        text = self.said.line.text[start:end]
        for each in reversed(tuple(dates_in(text))):
            text = f"{text[: each.start]} {text[each.end :]}"
        return self._is_known(_WHEN.sub(" ", text))

    def _is_known(self, text: str) -> bool:
        before = text.replace(MARK, " ")
        known = {word[:5] for word in _FRAME} | self.own | self._units | self._names
        return all(word[:5] in known or word.isdigit() for word in stems(before))

    def names_measure(self, text: str) -> bool:
        """Whether words name what the figures count, and not only whom: "thefts", and not "farmers"."""
        return names_own(text, (self.own | self._units) - self._names)

    @cached_property
    def _units(self) -> frozenset[str]:
        return frozenset(word[:5] for each in self.figures for word in stems(each.figure.unit))

    @cached_property
    def _names(self) -> frozenset[str]:
        """The beginnings of the words by which the series are told apart."""
        every = self.dataset.series.values() if self.dataset else ()
        return frozenset(word[:5] for each in every for title in (each.title, each.short) for word in stems(title))

    def is_certain(self, start: int, end: int) -> bool:
        """Whether a stretch before a comparison wishes for nothing, and tells of no rise or fall that is compared."""
        text = self.said.line.text
        is_wish = _WISH.search(text, max(0, start - _IF), end)
        told = text[max(start, text.rfind(MARK, start, end)) : end]
        return not is_wish and not any(each.strong for each in directions_in(told))

    def is_turned(self, start: int, end: int) -> bool:
        """Whether a stretch has a word, but for "not", that turns what is counted round: "more likely to distrust"."""
        found = TURNED.search(self.said.line.text, start, end)
        return found is not None and found[0] not in ("not", "n't", "n’t") and found[0][:5] not in self.own

    def _periods(self) -> dict[str, Period]:
        return {each.periods[0].written: each.periods[0] for each in self.figures}


def side_of(spoken: Spoken) -> Side | None:
    """A figure that stands in a sentence; a change is none, nor what is no exact number."""
    return None if spoken.change is not None else _side(spoken.series, spoken.figure)


def side_in(name: str, period: Period, data: Data) -> Side | None:
    """A series in a period; None where nothing can be told of it."""
    try:
        return _side(name, data.figure(name, period))
    except Refusal:
        return None


def _side(name: str, figure: Figure) -> Side | None:
    shown = shown_value(figure)
    if not isinstance(figure.value, Decimal) or shown is None or figure.qualifier:
        return None
    return Side(name, figure.period, figure.value, shown, figure.unit)


def speaks_of_time(text: str) -> bool:
    """Whether words set something beside another time, and not beside another area or kind."""
    return bool(_TIME.search(text)) or any(True for _ in dates_in(text))


def named_in(text: str, dataset: Dataset) -> list[Series]:
    """The series of a dataset that a text names, by the words in which its title differs from those of the others."""
    parts = [each for each in dataset.series.values() if not is_whole(each, dataset)]
    said = stems(text)
    shared = frozenset.intersection(*(stems(each.title) for each in parts)) if len(parts) > 1 else frozenset()
    found: list[tuple[frozenset[str], Series]] = []
    for each in dataset.series.values():
        for title in (each.title, each.short):
            words = telling(stems(title) - shared)
            if words and words <= said and not is_whole(each, dataset):
                found.append((words, each))
    named = [each for words, each in found if not any(words < other for other, _ in found)]
    if _WHOLE.search(text):
        named += [each for each in dataset.series.values() if is_whole(each, dataset)]
    return list({each.id: each for each in named}.values())


def siblings(side: Side, data: Data) -> list[Side]:
    """What stands beside a series as it does itself: the other parts of its dataset in the same time and unit.

    What is set against an area, such as the national figure, is none, nor what a series is made of.
    """
    dataset = data.datasets[side.series.partition(".")[0]]
    own = dataset.series[side.series]
    if is_whole(own, dataset) or own.difference_of:
        return []
    others = [each for each in _alike(dataset) if each.id != side.series and each.id not in parts_of(dataset, own)]
    found = (side_in(each.id, side.period, data) for each in others)
    return [each for each in found if each and each.unit == side.unit]


def _alike(dataset: Dataset) -> Iterator[Series]:
    beside = {each.beside for each in dataset.series.values() if each.beside}
    names = {name for each in beside for name in (each, f"{dataset.id}.{each}")}
    for each in dataset.series.values():
        if not is_whole(each, dataset) and not each.difference_of and each.id not in names and not is_national(each):
            yield each


def wholes(side: Side, data: Data) -> list[Side]:
    """The totals of a series' dataset in the same time and unit."""
    dataset = data.datasets[side.series.partition(".")[0]]
    found = (side_in(each.id, side.period, data) for each in dataset.series.values() if is_whole(each, dataset))
    return [each for each in found if each and each.unit == side.unit and each.series != side.series]


def nations(side: Side, data: Data) -> list[Side]:
    """The national figures of a series' dataset in the same time and unit."""
    dataset = data.datasets[side.series.partition(".")[0]]
    found = (side_in(each.id, side.period, data) for each in dataset.series.values() if is_national(each))
    return [each for each in found if each and each.unit == side.unit and each.series != side.series]


_NATIONAL = pattern(r"(?i)\b(?:national(?:ly)?|england|great britain|united kingdom|uk|lloegr)\b|^(?:wales|cymru)\b")


def is_national(series: Series) -> bool:
    return bool(_NATIONAL.search(series.title) or _NATIONAL.search(series.short))
