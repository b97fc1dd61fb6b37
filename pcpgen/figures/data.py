"""From a project's datasets to figures by series and period: values, totals, differences, shares, changes, products."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import field, replace
from datetime import date
from decimal import Decimal, DivisionByZero, InvalidOperation
from functools import partial

from pcpgen.figures.counts import computed
from pcpgen.figures.figure import Cell, Figure, flags_of, places, read_from, rounded
from pcpgen.figures.kept_back import cells_kept_back, cells_published
from pcpgen.figures.known import known_on, revised_by
from pcpgen.figures.reasons import change_words, part_missing
from pcpgen.figures.watched import Watched, as_watched, unwatched
from pcpgen.figures.windows import parts_of, window
from pcpgen.memory import Memory, Same, once
from pcpgen.model.columns import number_of, periods_of
from pcpgen.model.data import WINDOWS, Dataset, Observation, Observations, Revision, Revisions, Series, Window
from pcpgen.model.extraction import Extracted, Origin
from pcpgen.model.period import Period, parse_period
from pcpgen.model.plan import Baseline, Edition
from pcpgen.model.project import Project
from pcpgen.place import Place
from pcpgen.problems import Problem, did_you_mean, listed, problem
from pcpgen.rules import NOT_COMPARABLE, NOT_COMPUTABLE, Rule
from pcpgen.values import dataclass
from pcpgen.words.catalogue import Catalogue

UNKNOWN_FIGURE = Rule(
    "unknown-figure",
    "A figure that the data do not hold",
    "A number that cannot be traced to a cell is not printed.",
    "Correct the name, or add the row to the data.",
)
AFTER_AS_AT = Rule(
    "after-as-at",
    "A figure later than the date it is said to be of",
    "Readers trust that a document of a certain day knows nothing that came after it.",
    "Correct the date or the period; mark what is a forecast with the flag f.",
)

# what one of a unit is in the smallest of its kind, and the decimals shown when another of the kind is turned into it
UNITS: Mapping[str, tuple[str, Decimal, int]] = {
    "pence": ("money", Decimal(1), 0),
    "£": ("money", Decimal(100), 0),
    "£ thousand": ("money", Decimal(100_000), 0),
    "£ million": ("money", Decimal(100_000_000), 1),
    "£ billion": ("money", Decimal(100_000_000_000), 1),
    "minutes": ("time", Decimal(1), 0),
    "hours": ("time", Decimal(60), 2),
}


class Refusal(Exception):
    """Why a figure cannot be given: the rule, and words for the author."""

    def __init__(
        self, rule: Rule, message: str, remedy: str = "", reader: str = "", place: Place | None = None
    ) -> None:
        super().__init__(message)
        self.rule, self.message, self.remedy = rule, message, remedy
        self.reader = reader  # the same for who reads the document; empty where there is nothing to explain
        self.place = place  # of what must be mended, where that is known

    def at(self, place: Place) -> Problem:
        """The refusal as a problem of whoever asked for the figure."""
        return problem(self.rule, place, self.message, self.remedy)

    def told(self, otherwise: Place) -> Problem:
        """The refusal as a problem at its own place, or `otherwise` where it knows none."""
        return self.at(self.place or otherwise)


class KeptBack(Refusal):
    """What it would be made of is kept back: the reader sees that mark."""


class Doubtful(Refusal):
    """The dataset has problems of its own, which are told already: one cause, one problem."""

    def __init__(self) -> None:
        super().__init__(UNKNOWN_FIGURE, "the dataset has problems of its own")


@contextmanager
def asked_at(place: Place) -> Iterator[None]:
    """A refusal that passes, and knows no place of its own, is one of what stands at `place`."""
    try:
        yield
    except Refusal as refused:
        refused.place = refused.place or place
        raise


def doubtful_datasets(project: Project, problems: Iterable[Problem]) -> frozenset[str]:
    """The datasets with errors in their description, their data or their history."""
    files = {found.place.file for found in problems if found.rule.severity == "error"}
    return frozenset(name for name in project.datasets if not files.isdisjoint(files_of(name)))


def files_of(dataset: str) -> tuple[str, ...]:
    """Where the description of a dataset, its data and their history may lie."""
    return (
        f"plan/indicators/{dataset}.yaml",
        f"plan/datasets/{dataset}.yaml",
        f"data/{dataset}.csv",
        f"data/revisions/{dataset}.csv",
        f"data/extracted/{dataset}.json",
    )


@dataclass(frozen=True, slots=True)
class Sums:
    """A total as printed, its parts added up as printed, and the most that rounding explains between the two."""

    printed: Decimal
    summed: Decimal
    allowed: Decimal


@dataclass(frozen=True, slots=True)
class Data:
    """The datasets of a project with their observations, by series and period.

    With `as_at` it knows what was known on that day: each cell as it stood then, and nothing that was measured later.
    A dataset that is no indicator may say what is planned, and knows no such day unless it is `actual`.
    """

    datasets: Mapping[str, Dataset]
    observations: Observations
    catalogue: Catalogue  # the words in which figures are told
    doubtful: frozenset[str] = frozenset()  # datasets that have problems
    revisions: Revisions = field(default_factory=dict)
    as_at: date | None = None
    provenances: tuple[bytes, ...] = ()  # of the documents that were issued
    extracted: Mapping[str, Extracted] = field(default_factory=dict)  # records of extracts, by dataset
    baselines: tuple[Baseline, ...] = ()  # of the plan, the oldest first
    graded: frozenset[str] = frozenset()  # indicators that grades are given to
    today: Data | None = field(default=None, compare=False)  # the same with all that is known by now
    memory: Memory | None = field(default=None, compare=False, repr=False)  # of a process that goes on
    # the sum of all that figures rest on; none where it is noted what asks for them, which has to ask
    state: bytes = field(default=b"", compare=False, repr=False)
    # what `periods` and `figure` found before
    _ordered: dict[str, tuple[Period, ...]] = field(default_factory=dict, compare=False)
    _figures: dict[tuple[str, str], Figure] = field(default_factory=dict, compare=False)
    _kept_back: dict[str, frozenset[str]] = field(default_factory=dict, compare=False)  # cells, by dataset
    # what expressions that can be evaluated come to, by name, arguments and options; it holds no words of the catalogue
    evaluated: dict[tuple[object, ...], object] = field(default_factory=dict, compare=False)
    # by day the cells that stood then, and which of them are kept back
    _known: dict[date, tuple[Observations, dict[str, frozenset[str]]]] = field(default_factory=dict, compare=False)

    @classmethod
    def of(cls, project: Project, doubtful: frozenset[str] = frozenset(), memory: Memory | None = None) -> Data:
        """The data of a project; the very same, with what is known of them, where nothing is another than it was."""
        told = project.datasets, project.observations, project.revisions, project.extracted, project.grades
        key = (cls, doubtful, *map(Same, (*told, project.catalogue, project.issued)))
        return once(memory, key, partial(cls._of, project, doubtful, memory))

    @classmethod
    def _of(cls, project: Project, doubtful: frozenset[str], memory: Memory | None) -> Data:
        sound = {name: dataset for name, dataset in project.datasets.items() if name not in doubtful}
        issues = [issue for issued in project.issued.values() for issue in issued.versions]
        provenances = tuple(each.outputs["provenance.json"] for each in issues if "provenance.json" in each.outputs)
        return cls(
            sound,
            project.observations,
            project.catalogue,
            doubtful,
            project.revisions,
            provenances=provenances,
            extracted=project.extracted,
            graded=frozenset(project.grades.of if project.grades else ()),
            memory=memory,
        )

    def at(self, day: date | None, edition: Edition | None = None) -> Data:
        """What was known of the same data on a day, for words on an edition; all of it where there is no day."""
        baselines = edition.baselines if edition else self.baselines
        if day is None and baselines == self.baselines:
            return self
        return once(self.memory, (Data.at, Same(self), day, baselines), partial(self._at, day, baselines))

    def _at(self, day: date | None, baselines: tuple[Baseline, ...]) -> Data:
        now = self.today or self
        observations, kept_back = now._stood(day) if day else (self.observations, self._kept_back)
        return Data(
            self.datasets,
            observations,
            self.catalogue,
            self.doubtful,
            self.revisions,
            day or self.as_at,
            self.provenances,
            self.extracted,
            baselines,
            self.graded,
            now,
            self.memory,
            self.state,
            _kept_back=kept_back,
        )

    def _stood(self, day: date) -> tuple[Observations, dict[str, frozenset[str]]]:
        """The cells as they stood on a day, and those of them that are kept back, as far as these were looked for."""
        if day not in self._known:
            before = unwatched(self.observations)
            then = known_on(day, before, unwatched(self.revisions))
            same = then is before
            stood = self.observations if same else as_watched(self.observations, then)
            self._known[day] = (stood, self._kept_back if same else {})
        return self._known[day]

    @property
    def baseline(self) -> Baseline | None:
        """The plan's own base period, as it was on the day; none where the plan declares none."""
        return next(reversed(self._baselines), None)

    @property
    def former_baselines(self) -> tuple[Baseline, ...]:
        """Those that the plan had before, the oldest first."""
        return self._baselines[:-1]

    @property
    def _baselines(self) -> tuple[Baseline, ...]:
        return tuple(each for each in self.baselines if not (each.since and self.as_at and each.since > self.as_at))

    def history(self, series: str) -> tuple[Revision, ...]:
        """How the cells of a series were revised, as far as that was known."""
        return revised_by(self.as_at, self.revisions, series)

    def kept_back(self, dataset: str) -> frozenset[str]:
        """The cells of a dataset, by id, that are not published: too small, or such as would tell one that is.

        What is kept back now is so in what was known of it earlier.
        """
        dataset = self.datasets[dataset].id  # who watches hears of it though it is known
        datasets, observations = unwatched(self.datasets), unwatched(self.observations)
        if dataset not in self._kept_back and self.today and self.observations is not self.today.observations:
            found = cells_kept_back(datasets, dataset, observations)
            self._kept_back.update({id: cells | self.today.kept_back(id) for id, cells in found.items()})
        if dataset not in self._kept_back:
            found = cells_kept_back(datasets, dataset, observations)
            if self.provenances and any(found.values()):
                found = cells_kept_back(datasets, dataset, observations, self.published)
            self._kept_back.update(found)
        return self._kept_back[dataset]

    @property
    def published(self) -> dict[str, Decimal]:
        """The cells, by id, whose values the documents issued so far gave away."""
        return {cell: value for each in self.provenances for cell, value in cells_published(each).items()}

    def late(self, series: Series, period: Period, flags: str = "") -> bool:
        """Whether a figure is of a later time than the day of which everything is said; a forecast may be."""
        if self.as_at is None or "f" in flags or not period.start or not period.end:
            return False
        dataset = self.datasets[series.id.split(".", 1)[0]]
        return (bool(dataset.measures) or dataset.actual) and period.end > self.as_at

    def ask_for(self, names: Iterable[object]) -> None:
        """Who watches hears of the datasets of these series though what is made of them is known."""
        if isinstance(self.datasets, Watched):
            asked = (str(name).partition(".")[0] for name in names)
            for dataset in (each for each in asked if each in self.datasets.held):
                self.datasets.get(dataset)

    def series(self, name: str) -> Series:
        """The series that `dataset.series` names."""
        dataset_id = name.split(".", 1)[0]
        if dataset_id in self.doubtful:
            raise Doubtful
        dataset = self.datasets.get(dataset_id)
        if dataset is None:
            message = f'no dataset is called "{dataset_id}"'
            raise Refusal(
                UNKNOWN_FIGURE,
                message,
                f"{did_you_mean(dataset_id, self.datasets)}Datasets: {listed(self.datasets)}.",
            )
        if name not in dataset.series:
            message = f'the dataset "{dataset_id}" has no series "{name.partition(".")[2]}"'
            raise Refusal(
                UNKNOWN_FIGURE,
                message,
                f"{did_you_mean(name, dataset.series)}Series: {listed(dataset.series)}.",
            )
        return dataset.series[name]

    def periods(self, name: str) -> tuple[Period, ...]:
        """The periods for which a series has a row or can be computed, oldest first."""
        series = self.series(name)
        if name not in self._ordered:
            self._ordered[name] = self._found_periods(name, series)
        return self._ordered[name]

    def _found_periods(self, name: str, series: Series) -> tuple[Period, ...]:
        rows = self.observations.get(name, {})
        found = dict(periods_of(rows))
        if self.as_at:
            found = {at: each.period for at, each in rows.items() if not self.late(series, each.period, each.flags)}
        if not found and series.parts:
            of_parts = [{each.written: each for each in self.periods(part)} for part in series.parts]
            found = {
                written: period for written, period in of_parts[0].items() if all(written in part for part in of_parts)
            }
        return tuple(sorted(found.values(), key=lambda period: period.order))

    def newest(self, name: str) -> Period:
        periods = self.periods(name)
        if not periods:
            file = f"data/{name.split('.', 1)[0]}.csv"
            if self.as_at and self.at(date.max).periods(name):
                message = f"every row of {name} is later than {self.as_at}, the date of the document"
                raise Refusal(AFTER_AS_AT, message)
            if self.series(name).parts and any(self.periods(part) for part in self.series(name).parts):
                message = f"there is no period for which all parts of {name} have a row"
                raise Refusal(NOT_COMPUTABLE, message, f"Add the rows that are missing to {file}.")
            raise Refusal(UNKNOWN_FIGURE, f"{name} has no row in {file}", f"Add a row to {file}.")
        return periods[-1]

    def figure(self, name: str, period: Period | str | None = None) -> Figure:
        """The figure of a series in a period, the newest unless one is named: read from its cell, or computed."""
        series = self.series(name)
        when = self._period(name, period)
        known = (name, when.written)
        if known not in self._figures:
            self._figures[known] = self._figure(series, name, when)
        return self._figures[known]

    def _figure(self, series: Series, name: str, when: Period) -> Figure:
        cell = self.observations.get(name, {}).get(when.written)
        if self.late(series, when, cell.flags if cell else ""):
            raise self._too_late(name, when)
        if f"{name}@{when}" in self.kept_back(name.split(".", 1)[0]):
            return kept_back(f"{name}@{when}", series.unit, when)
        if cell is not None:
            figure = self._read(series, cell)
            return self._with_parts(figure, name, when) if series.total_of else figure
        if series.difference_of:
            return self._difference(series, when)
        if series.total_of:
            parts = [self.figure(part, when) for part in series.total_of]
            if any(map(is_kept_back, parts)):
                return self._veiled(series, when, parts)
            return self._made(series, when, sum(map(_number, parts), Decimal(0)), _sum(parts), parts)
        return self._added_up(series, when)

    def _added_up(self, series: Series, when: Period) -> Figure:
        """A count over a longer time from those of shorter ones: all of them there, no break between them."""
        dataset = self.datasets[series.id.split(".", 1)[0]]
        if not dataset.additive or series.survey or series.ratio or series.unit == "%":
            raise Refusal(UNKNOWN_FIGURE, f"{series.id} has no row for {when}")
        parts = parts_of(when, self.periods(series.id))
        if parts is None:
            message = f"{series.id} has no row for {when}, and not all those that would make it up"
            some = any(each.within(when) for each in self.periods(series.id))
            reader = part_missing(self.catalogue, when) if some else ""
            raise Refusal(NOT_COMPUTABLE, message, "Take a time that the rows fill.", reader)
        if broken := [day for day in dataset.changes if when.start and when.end and when.start < day <= when.end]:
            why = change_words(self.catalogue, dataset, broken[0])
            raise Refusal(NOT_COMPARABLE, f"{series.id}, {when}: {why}", reader=why)
        added, taken_off = ([self.figure(series.id, each) for each in some] for some in (parts.added, parts.taken_off))
        figures = [*added, *taken_off]
        if any(map(is_kept_back, figures)):
            return kept_back(f"{series.id}@{when}", series.unit, when)
        formula = " − ".join([_sum(added), *(_term(each) for each in taken_off)])
        return self._made(series, when, parts.sum([_number(each) for each in figures]), formula, figures)

    def window(self, name: str, kind: Window) -> Period:
        """The newest quarter, 12 months, year or year to date of a series, as far as its rows go."""
        newest = self.newest(name)
        if newest.end is None:
            raise Refusal(NOT_COMPUTABLE, f"{newest}, the newest period of {name}, has no end", "Name a period.")
        return window(kind, newest.end)

    def _too_late(self, name: str, period: Period | str) -> Refusal:
        return Refusal(AFTER_AS_AT, f"{name} for {period} is later than {self.as_at}, the date of the document")

    def _period(self, name: str, period: Period | str | None) -> Period:
        if isinstance(period, Period):
            return period
        if period is None:
            return self.newest(name)
        if cell := self.observations.get(name, {}).get(period):
            return cell.period
        if period in WINDOWS:
            return self.window(name, period)
        periods = {each.written: each for each in self.periods(name)}
        if period not in periods:
            if self.datasets[name.split(".", 1)[0]].additive and (longer := _parsed(period)):
                return longer
            if self.as_at and period in map(str, self.at(date.max).periods(name)):
                raise self._too_late(name, period)
            how = "" if _parsed(period) else " pcpgen reference periods tells how one is written."
            remedy = (
                f"{did_you_mean(period, [*periods, *WINDOWS])}Its periods: {listed(periods)}.{how}"
                if periods
                else "Add a row to its data."
            )
            raise Refusal(UNKNOWN_FIGURE, f"{name} has no row for {period}", remedy)
        return periods[period]

    def _read(self, series: Series, cell: Observation) -> Figure:
        return Figure(
            id=f"{series.id}@{cell.period}",
            value=cell.value,
            unit=series.unit,
            decimals=series.decimals,
            period=cell.period,
            formula=f"{series.id}@{cell.period}",
            cells=(Cell.of(cell, self.origin_of(cell)),),
            qualifier=cell.qualifier,
            note=cell.note,
            base=cell.base,
            design=series.design,
            flags=cell.flags,
        )

    def origin_of(self, cell: Observation) -> Origin | None:
        """Where the publisher's file has what an observation is from, if it was extracted from one."""
        record = self.extracted.get(cell.series.partition(".")[0])
        return record.origins.get(f"{cell.series}@{cell.period}") if record else None

    def _veiled(self, series: Series, period: Period, parts: list[Figure]) -> Figure:
        """A total or difference that is published though a part of it is not; its formula names all, its cells none.

        One of a longer time is what its own shorter times come to where each of those is published: they tell it.
        """
        dataset = self.datasets[series.id.split(".", 1)[0]]
        value = computed(dataset, self.observations, series, period)
        periods = self.periods(series.id)
        if value is None and dataset.additive and period not in periods and parts_of(period, periods):
            return self._added_up(series, period)
        if value is None:  # the source gives none for a part
            return kept_back(f"{series.id}@{period}", series.unit, period)
        sign = " − " if series.difference_of else " + "
        formula = sign.join(part.id for part in parts)
        return replace(self._made(series, period, value, formula, []), flags=flags_of(parts))

    def _difference(self, series: Series, period: Period) -> Figure:
        assert series.difference_of is not None
        whole, less = (self.figure(part, period) for part in series.difference_of)
        if is_kept_back(whole) or is_kept_back(less):
            return self._veiled(series, period, [whole, less])
        formula = f"{_term(whole)} − {_term(less)}"
        figure = self._made(series, period, _number(whole) - _number(less), formula, [whole, less])
        return self._with_parts(figure, series.id, period)

    def _with_parts(self, figure: Figure, name: str, period: Period) -> Figure:
        """The figure with what its parts as printed come to, where that is something else."""
        summed = self.built_up(name, period).value
        return (
            figure if summed == figure.value or not isinstance(summed, Decimal) else replace(figure, from_parts=summed)
        )

    def _made(self, series: Series, period: Period, value: Decimal, formula: str, parts: list[Figure]) -> Figure:
        return Figure(
            id=f"{series.id}@{period}",
            value=value,
            unit=series.unit,
            decimals=series.decimals,
            period=period,
            formula=formula,
            cells=_cells(parts),
            flags=flags_of(parts),
        )

    def built_up(self, name: str, period: Period) -> Figure:
        """A series made anew from the cells that are no totals; an empty cell adds nothing."""
        series = self.series(name)
        if not series.parts:
            return self.figure(name, period)
        parts = [self.built_up(part, period) for part in series.parts]
        if any(map(is_kept_back, parts)):
            return kept_back(f"{name}@{period} from its parts", series.unit, period)
        values = [part.value if isinstance(part.value, Decimal) else Decimal(0) for part in parts]
        value = values[0] - values[1] if series.difference_of else sum(values, Decimal(0))
        formula = f"{_term(parts[0])} − {_term(parts[1])}" if series.difference_of else _sum(parts)
        return replace(self._made(series, period, value, formula, parts), id=f"{name}@{period} from its parts")

    def printed_total(self, total: Observation) -> Sums | None:
        """A printed total beside the sum of its parts as printed; None for what is no total or has no value.

        The two may differ by half a unit of the last printed digit for each part where the source rounded
        (`rounded: true`), else not at all.
        """
        series = self.series(total.series)
        if not series.total_of or not isinstance(total.value, Decimal):
            return None
        written = total.period.written
        parts = [self.observations.get(part, {}) for part in series.total_of]
        values = [value for part in parts if isinstance(value := number_of(part, written), Decimal)]
        if sum(values) == total.value:
            return Sums(total.value, total.value, Decimal(0))
        if any(row.suppressed for part in parts if (row := part.get(written))) and sum(values) <= total.value:
            return None  # the rest is what the source kept back
        allowed = Decimal(1).scaleb(-places(total.value)) / 2 * len(values) if series.rounded else Decimal(0)
        return Sums(total.value, sum(values, Decimal(0)), allowed)

    def lines(self, dataset: str) -> tuple[Series, ...]:
        """The series of a dataset that are neither totals nor differences."""
        return tuple(each for each in self.datasets[dataset].series.values() if not each.parts)

    def share(self, names: tuple[str, ...], decimals: int = 0) -> Figure:
        """The percentage that series make of their dataset's sum, in the newest period."""
        dataset = self.series(names[0]).id.split(".", 1)[0]
        period = self.newest(names[0])
        chosen = [self.figure(name, period) for name in names]
        present = [each for each in self.lines(dataset) if period.written in self.observations.get(each.id, {})]
        whole = [self.figure(each.id, period) for each in present]
        for name in names:
            if not name.startswith(f"{dataset}."):
                raise Refusal(NOT_COMPUTABLE, f"{name} is no part of {dataset}", "Take parts of one dataset.")
        if len(units := dict.fromkeys(each.unit for each in whole)) > 1:
            told = " and ".join(units)
            raise Refusal(NOT_COMPUTABLE, f"{dataset} holds {told}, which make no whole", "Use share_of(part, whole).")
        whole_sum = sum((each.value for each in whole if isinstance(each.value, Decimal)), Decimal(0))
        id = f"share:{'+'.join(names)}@{period}"
        if any(map(is_kept_back, whole)):
            return kept_back(id, "%", period)
        why = f"{dataset} adds up to nought{read_from(whole)}"
        value = _divided(100 * sum(map(_number, chosen), Decimal(0)), whole_sum, why)
        if not 0 <= value <= 100:
            under = [each for each in whole if isinstance(each.value, Decimal) and each.value < 0]
            message = f"{dataset} has parts under nought, so that it is no whole{read_from(under)}"
            raise Refusal(NOT_COMPUTABLE, message)
        formula = f"100 × ({_sum(chosen)}) ÷ ({_sum(whole)})"
        return Figure(id, value, "%", decimals, period, formula, _cells(whole), flags=flags_of(whole))

    def share_of(self, part: str, whole: str, period: Period | str | None = None, decimals: int = 1) -> Figure:
        """100 part ÷ whole, of two counts of one period."""
        one = self.figure(part, period)
        other = self.figure(whole, one.period)
        id = f"share:{part}/{whole}@{one.period}"
        if is_kept_back(one) or is_kept_back(other):
            return kept_back(id, "%", one.period)
        value = _divided(100 * _number(one), _number(other), f"{whole} is nought{read_from([other])}")
        if not 0 <= value <= 100:
            message = f"{one.id} would be {rounded(value, decimals):f}% of {other.id}: no part is more than its whole"
            message += read_from([one, other])
            raise Refusal(NOT_COMPUTABLE, message, "Name the part first, then the whole, and check both in the data.")
        formula = f"100 × {_term(one)} ÷ {_term(other)}"
        parts = [one, other]
        return Figure(id, value, "%", decimals, one.period, formula, _cells(parts), flags=flags_of(parts))

    def product(self, one: str, other: str) -> Figure:
        """Two series multiplied, in the unit of the second: nine searches of fifteen minutes make 135 minutes."""
        first, second = self.figure(one), self.figure(other)
        value = _number(first) * _number(second)
        id, formula = f"product:{one}×{other}@{second.period}", f"{_term(first)} × {_term(second)}"
        cells, flags = _cells([first, second]), flags_of([first, second])
        return Figure(id, value, second.unit, None, second.period, formula, cells, flags=flags)


def in_unit(figure: Figure, unit: str) -> Figure:
    """The same quantity in another unit of its kind: money in £ million, minutes in hours."""
    if unit == figure.unit or figure.value is None:
        return figure
    if unit not in UNITS or figure.unit not in UNITS or UNITS[unit][0] != UNITS[figure.unit][0]:
        raise Refusal(
            NOT_COMPUTABLE, f"{figure.unit or 'a number'} cannot be given in {unit}", f"Units: {listed(UNITS)}."
        )
    times, by = UNITS[figure.unit][1], UNITS[unit][1]
    value = _number(figure) * times / by
    exact = places(value.normalize())
    turned = f"{_term(figure)} × {times / by:f}" if times > by else f"{_term(figure)} ÷ {by / times:f}"
    return replace(
        figure,
        value=value,
        unit=unit,
        decimals=UNITS[unit][2] if exact > UNITS[unit][2] else max(0, exact),
        formula=turned,
        from_parts=figure.from_parts * times / by if figure.from_parts is not None else None,
    )


def _parsed(written: str) -> Period | None:
    try:
        return parse_period(written)
    except ValueError:
        return None


KEPT_BACK = "[c]"


def kept_back(id: str, unit: str, period: Period) -> Figure:
    """A figure that is not published, and nothing by which it could be worked out."""
    return Figure(id, None, unit, None, period, id, (), mark=KEPT_BACK)


def is_kept_back(figure: Figure) -> bool:
    """Whether a figure is known and not published."""
    return figure.value is None and figure.mark == KEPT_BACK


def count(what: str, id: str, counted: tuple[Cell, ...], period: Period) -> Figure:
    """How many statements there are, with the place of each."""
    return Figure(id, Decimal(len(counted)), what, 0, period, f"count of {what}", counted)


def shown_value(figure: Figure) -> Decimal | None:
    """The value as rounded for display; None for a ratio or a missing value."""
    if not isinstance(figure.value, Decimal):
        return None
    return rounded(figure.value, places(figure.value) if figure.decimals is None else figure.decimals)


def _number(figure: Figure) -> Decimal:
    if isinstance(figure.value, Decimal):
        return figure.value
    if is_kept_back(figure):
        remedy = "Take a figure that is published."
        raise Refusal(NOT_COMPUTABLE, f"{figure.id} is kept back", remedy, reader="a count is kept back")
    cell = figure.cells[0].place if figure.cells else None
    message = f"{figure.id} is {'a ratio' if figure.value else 'empty'}{read_from([figure])}"
    raise Refusal(NOT_COMPUTABLE, message, place=cell)


def _divided(top: Decimal, bottom: Decimal, why: str) -> Decimal:
    try:
        return top / bottom
    except (DivisionByZero, InvalidOperation):
        raise Refusal(NOT_COMPUTABLE, why) from None


def _term(figure: Figure) -> str:
    """A figure within a formula: its id where it was read, its own formula in brackets where it was made."""
    return figure.formula if figure.formula == figure.id else f"({figure.formula})"


def _sum(figures: list[Figure]) -> str:
    return " + ".join(_term(figure) for figure in figures if figure.value is not None)


def _cells(figures: list[Figure]) -> tuple[Cell, ...]:
    return tuple(dict.fromkeys(cell for figure in figures for cell in figure.cells))
