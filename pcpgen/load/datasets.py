"""From `plan/indicators/` and `plan/datasets/` to the indicators and the datasets."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from functools import partial
from typing import TypeVar

from pcpgen.load.extraction import read_extraction
from pcpgen.load.fields import ID, Fields
from pcpgen.load.files import Folder
from pcpgen.load.maps import FOLDER as MAPS
from pcpgen.load.maps import Maps
from pcpgen.load.office import fields_of
from pcpgen.load.rules import MALFORMED_NUMBER, UNKNOWN_FILE, WRONG_SHAPE
from pcpgen.load.sound import made_of
from pcpgen.model.data import (
    COMPARISONS,
    Control,
    Dataset,
    Definition,
    Event,
    Rates,
    Recalculation,
    Redefined,
    Series,
)
from pcpgen.model.ids import id_near
from pcpgen.model.plan import Indicator
from pcpgen.model.text import Text
from pcpgen.place import Place, Source
from pcpgen.problems import Problem, did_you_mean, first, listed, problem, unknown_id
from pcpgen.rules import NOT_COMPARABLE, NOT_COMPUTABLE, UNKNOWN_CHOICE
from pcpgen.schema.data import ANY_INDICATOR, DATASET
from pcpgen.schema.entry import Forms, Shape

T = TypeVar("T")

# of a total that is made of totals: each is added up anew wherever it is a part
MOST_STEPS, MOST_DEPTH = 1_000, 20
THRESHOLD = 5  # the least count that an indicator publishes, unless it says otherwise


def read_indicators(folder: Folder) -> tuple[dict[str, Indicator], dict[str, Dataset]]:
    """The indicators by id, each a file of its own in `plan/indicators/`, and the datasets of those that have data."""
    found: dict[str, Indicator] = {}
    datasets: dict[str, Dataset] = {}
    maps = Maps(folder)
    for name in _stems(folder, "plan/indicators"):
        read = _read(folder, f"plan/indicators/{name}.yaml", ANY_INDICATOR, partial(_indicator, name, maps))
        if read is not None:
            found[name], dataset = read
            datasets |= {name: dataset} if dataset else {}
    folder.note_strays(MAPS)
    return found, datasets


def read_datasets(folder: Folder) -> dict[str, Dataset]:
    """The datasets by id that are no indicators, each described in `plan/datasets/` and held in `data/`."""
    found: dict[str, Dataset] = {}
    for name in _stems(folder, "plan/datasets"):
        dataset = _read(folder, f"plan/datasets/{name}.yaml", DATASET, partial(_dataset, name))
        if dataset is not None:
            found[name] = dataset
    return found


def _read(folder: Folder, file: str, declared: Shape | Forms, make: Callable[[Fields], T]) -> T | None:
    """What is made of a description, or None where it cannot be read."""
    source = folder.text(file)
    return made_of(folder, source, partial(_made, folder, source, declared, make)) if source else None


def _made(
    folder: Folder, source: Source, declared: Shape | Forms, make: Callable[[Fields], T]
) -> tuple[T | None, bool]:
    fields = fields_of(folder, source, declared)
    return (make(fields), "map" not in fields) if fields else (None, False)


def _indicator(name: str, maps: Maps, fields: Fields) -> tuple[Indicator, Dataset | None]:
    indicator = Indicator(name, fields.title("title"))
    if fields.form != "series":
        return indicator, None
    dataset = _dataset(name, fields, indicator=True)
    return indicator, replace(dataset, on_map=maps.of(fields, dataset.series.values()))


def _dataset(name: str, fields: Fields, indicator: bool = False) -> Dataset:
    unit = fields.title("unit")
    decimals = fields.number("decimals")
    title, source = fields.title("title"), fields.words("source")
    entries = fields.fields("series")
    design = _design(fields) or Decimal(1)
    series = {f"{name}.{key}": _series(f"{name}.{key}", each, unit, decimals, design) for key, each in entries.named()}
    columns = fields.fields("columns")
    words = {key: columns.words(key) for key in columns}
    frequency = fields.choice("frequency")
    dataset = Dataset(
        name,
        title,
        source,
        series,
        words,
        "" if frequency == "any" else frequency,
        publisher=fields.words("publisher"),
        licence=fields.words("licence"),
        wide=fields.choice("shape") == "wide",
        actual=not indicator and fields.flag("actual"),
        additive=fields.flag("additive"),
        population=fields.flag("population"),
        redefined=tuple(_redefined(fields)),
        extraction=read_extraction(fields, entries, series) if "from" in fields else None,
    )
    if indicator:
        dataset = _of_indicator(dataset, fields)
    _check_parts(name, entries, series)
    return dataset


def _of_indicator(dataset: Dataset, fields: Fields) -> Dataset:
    """What an indicator says about its data beyond a dataset: what it measures, its polarity, area, breaks."""
    target, measures = fields.optional("target"), fields.title("measures")
    breaks = {each.date("date"): each.words("why") for each in fields.each("breaks")}
    return replace(
        dataset,
        measures=measures.value,
        measures_written=measures.written,
        definitions=tuple(_definitions(fields)),
        rates=_rates(fields.fields("rates")) if "rates" in fields else None,
        baseline=fields.optional_period("baseline"),
        window="" if (window := fields.choice("window")) == "rows" else window,
        window_place=fields.text("window").place if "window" in fields else None,
        compared_with=tuple(_comparisons(fields)),
        control=_control(fields.fields("xmr")) if "xmr" in fields else None,
        target=fields.decimal("target"),
        target_place=target.place if target else None,
        good=fields.choice("good"),
        area=fields.words("area"),
        as_at=fields.optional_date("as_at"),
        breaks=tuple(breaks),
        break_reasons=breaks,
        events=tuple(sorted(_events(fields), key=lambda each: each.day)),
        headline=_headline(dataset, fields, "headline"),
        finding=_headline(dataset, fields, "finding"),
        chart="" if (chart := _chart(fields)) == "none" else chart,
        annex="" if (annex := fields.choice("annex")) == "long" else annex,
        newest_last=fields.choice("newest") == "last",
        suppress=THRESHOLD if (least := fields.number("suppress")) is None else least,
        suppress_nought=fields.flag("suppress_nought"),
    )


def _events(fields: Fields) -> Iterator[Event]:
    """What was on days that the chart marks."""
    for each in fields.each("events"):
        yield Event(each.date("date"), each.words("what"), each.words("source"), each.place)


def _headline(dataset: Dataset, fields: Fields, entry: str) -> str:
    """The series that is printed large, or of which a chart's title tells; empty where none is named or is it."""
    named = fields.optional(entry)
    if named is None:
        return ""
    if f"{dataset.id}.{named}" not in dataset.series:
        known = [name.partition(".")[2] for name in dataset.series]
        fields.problems.append(unknown_id("series of this dataset", named.value, named.place, known))
        return ""
    return f"{dataset.id}.{named}"


def _chart(fields: Fields) -> str:
    """The kind of chart. A funnel plot is asked for so often that its refusal gives the reason."""
    asked = fields.optional("chart")
    if asked is None or asked.value != "funnel":
        return fields.choice("chart")
    message = "no funnel plot is drawn: forces differ far beyond chance, so that almost all would stand outside it"
    remedy = "Print the rates with their intervals by {{ rates(…) }}, or choose dots for one area."
    fields.problems.append(problem(UNKNOWN_CHOICE, asked.place, message, remedy))
    return "none"


def _control(fields: Fields) -> Control:
    """Where an XmR chart begins, the dated and explained entries that set its limits anew, and the plan's target."""
    target = fields.optional("target")
    return Control(
        fields.place,
        fields.optional_period("from"),
        fields.decimal("target"),
        target.place if target else None,
        tuple(Recalculation(each.date("date"), each.words("why"), each.place) for each in fields.each("recalculate")),
    )


def _comparisons(fields: Fields) -> Iterator[str]:
    """One or two of the comparisons that have a name, as an author writes them: previous-quarter."""
    given = fields.texts("compare")
    known = [name.replace(" ", "-") for name in COMPARISONS]
    for text in given:
        if text.value in known:
            yield text.value.replace("-", " ")
        else:
            remedy = f"{did_you_mean(text.value, known)}Write one or two of: {listed(known)}."
            fields.problems.append(problem(UNKNOWN_CHOICE, text.place, f'"{text.value}" is no comparison', remedy))
    if len(given) > 2:
        message = f"{len(given)} comparisons are asked for; two are the most"
        fields.problems.append(problem(WRONG_SHAPE, given[2].place, message, "Leave the first two."))


def _rates(fields: Fields) -> Rates:
    return Rates(
        of=fields.words("of"),
        population=fields.words("population"),
        own=fields.words("own"),
        per=fields.number("per") or 1000,
        group=fields.words("group"),
        place=fields.place,
    )


def _definitions(fields: Fields) -> Iterator[Definition]:
    """What is counted, by the day from which it has been so, the oldest first."""
    before: Definition | None = None
    for each in fields.each("definitions"):
        definition = Definition(each.date("from"), each.words("says"), each.place)
        if before and definition.valid_from <= before.valid_from:
            message = f"the definition from {definition.valid_from} stands after the one from {before.valid_from}"
            fields.problems.append(problem(WRONG_SHAPE, definition.place, message, "Write the oldest first."))
        before = definition
        yield definition


def _redefined(fields: Fields) -> Iterator[Redefined]:
    """What is declared otherwise than before, each with its day and reason."""
    for each in fields.each("redefined"):
        yield Redefined(each.date("from"), each.choice("what"), each.words("why"))


def _series(name: str, fields: Fields, unit: Text, decimals: int | None, design: Decimal) -> Series:
    local = name.split(".", 1)[0]
    difference = tuple(f"{local}.{part}" for part in fields.texts("difference_of"))
    if difference and len(difference) != 2:
        message = '"difference_of" names two series: the first less the second'
        fields.problems.append(problem(WRONG_SHAPE, fields.place, message, "Write difference_of: [this, less-that]."))
    own, title, counted = fields.number("decimals"), fields.title("title"), fields.optional("unit") or unit
    return Series(
        id=name,
        title=title.value,
        written=(title.written, counted.written),
        unit=counted.value,
        decimals=decimals if own is None else own,
        place=fields.place,
        note=fields.words("note"),
        ratio=fields.choice("kind") == "ratio",
        total_of=tuple(f"{local}.{part}" for part in fields.texts("total_of")),
        difference_of=(difference[0], difference[1]) if len(difference) == 2 else None,
        rounded=fields.flag("rounded"),
        inferred=fields.flag("inferred"),
        short=fields.words("short"),
        purpose=fields.words("purpose"),
        conditions=fields.words("conditions"),
        survey=fields.flag("survey"),
        design=_design(fields) or design,
        same_as=fields.optional("same_as"),
        share_of=f"{local}.{share}" if (share := fields.words("share_of")) else "",
        beside=_beside(local, fields.words("beside")),
    )


def _beside(local: str, name: str) -> str:
    """A series of the dataset itself, or by its full name one of another."""
    return f"{local}.{name}" if name and "." not in name else name


def _design(fields: Fields) -> Decimal | None:
    """The factor by which a survey's design multiplies the standard error; None where none is given."""
    given = fields.decimal("design")
    if given is not None and given <= 0:
        message = f"a design factor is above nought, not {given}"
        remedy = "Write the factor that the survey publishes, such as 1.2."
        place = fields.text("design").place
        fields.problems.append(problem(MALFORMED_NUMBER, place, message, remedy))
        return None
    return given


def _check_parts(name: str, entries: Fields, series: dict[str, Series]) -> None:
    """Each series that another names is one, none is made of itself, and none of too many."""
    entries.problems += first(_wrong_parts(name, entries, series))


def _wrong_parts(name: str, entries: Fields, series: dict[str, Series]) -> Iterator[Problem]:
    sizes = _sizes(series)
    for key in entries:
        whole = f"{name}.{key}"
        own = series[whole]
        if not (own.parts or own.share_of or own.beside or own.survey):
            continue  # it names no other
        fields = entries.fields(key)
        for list_name in ("total_of", "difference_of"):
            for part in fields.texts(list_name):
                if f"{name}.{part}" not in series:
                    yield unknown_id("series of this dataset", part.value, part.place, tuple(entries))
                elif whole not in sizes and f"{name}.{part}" not in sizes:
                    message = f'"{key}" is made of "{part}", and so on in a circle'
                    yield problem(NOT_COMPUTABLE, part.place, message, "Take one of the names out.")
        for list_name in ("share_of", "beside"):
            other = fields.optional(list_name)
            if other and list_name == "beside" and "." in other.value:
                continue  # a series of another dataset, which the figures are checked for
            if other and f"{name}.{other}" not in series:
                yield unknown_id("series of this dataset", other.value, other.place, tuple(entries))
            elif other and f"{name}.{other}" == whole:
                message = f'"{key}" is set against itself'
                yield problem(NOT_COMPUTABLE, other.place, message, "Name another series.")
            elif other and list_name == "beside" and series[f"{name}.{other}"].unit != own.unit:
                message = f'"{key}" and "{other}" are not of one unit'
                yield problem(NOT_COMPARABLE, other.place, message, "Set it beside a series of the same unit.")
        if own.survey and own.unit != "%":
            message = f'"{key}" is a survey, and its unit is {own.unit or "none"}'
            yield problem(WRONG_SHAPE, fields.text("survey").place, message, "Give it the unit %, or take survey out.")
        steps, depth = sizes.get(whole, (0, 0))
        if steps > MOST_STEPS or depth > MOST_DEPTH:
            message = f'"{key}" adds up {steps:,} series in {depth} levels'
            remedy = f"Make it of fewer: {MOST_STEPS:,} in {MOST_DEPTH} levels are the most."
            yield problem(NOT_COMPUTABLE, own.place, message, remedy)


def _sizes(series: dict[str, Series]) -> dict[str, tuple[int, int]]:
    """How many series each is made of, with itself and repetitions, and how deep; none that lead in a circle."""
    parts = {name: [part for part in each.parts if part in series] for name, each in series.items()}
    wholes: dict[str, list[str]] = {name: [] for name in series}
    for name, of in parts.items():
        for part in of:
            wholes[part].append(name)
    waiting = {name: len(of) for name, of in parts.items()}
    ready = [name for name, count in waiting.items() if count == 0]
    sizes: dict[str, tuple[int, int]] = {}
    while ready:
        name = ready.pop()
        below = [sizes[part] for part in parts[name]]
        sizes[name] = 1 + sum(steps for steps, _ in below), 1 + max((depth for _, depth in below), default=0)
        for whole in wholes[name]:
            waiting[whole] -= 1
            if waiting[whole] == 0:
                ready.append(whole)
    return sizes


def _stems(folder: Folder, where: str) -> list[str]:
    """The ids that the YAML files of a folder are named by; a file named otherwise is a problem."""
    stems: list[str] = []
    for name in folder.names(where):
        stem, _, ending = name.partition(".")
        if ending == "yaml" and ID.fullmatch(stem):
            stems.append(stem)
        else:
            remedy = f"Rename it to {id_near(stem)}.yaml, or move it out of {where}/."
            message = f"{name} is not read: its name is no id and .yaml"
            folder.problems.append(problem(UNKNOWN_FILE, Place(f"{where}/{name}"), message, remedy))
    return stems
