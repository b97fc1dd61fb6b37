"""From the heads of an analyst's table to what each column holds: periods, a series, or what is said of a value."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from pcpgen.load.rules import CSV_COLUMNS, UNKNOWN_SERIES
from pcpgen.load.sheet import Cell, Sheet
from pcpgen.load.times import read_time, says_years
from pcpgen.model.data import Dataset, Series
from pcpgen.model.period import Form
from pcpgen.patterns import pattern
from pcpgen.place import Place
from pcpgen.problems import Problem, did_you_mean, listed, problem
from pcpgen.sources.series import fold, likest, named, series_names
from pcpgen.values import dataclass

_PERIODS = ("period", "month", "date", "quarter", "year", "financial year", "calendar year", "year ending")
_ABOUT = ("qualifier", "base", "flag", "note")
_BASES = (  # the longest before those that stand in them
    "number of respondents",
    "unweighted base",
    "number asked",
    "respondents",
    "sample size",
    "base size",
    "sample",
    "base",
    "n",
)
_BASE_OF = pattern(r"base of (?P<series>.+)")
_MARKS = pattern(r"[\s(),:;–-]+")  # between what a base is called and whose it is
_FIRST_ROWS = 20  # among which the heads are looked for
LEFT_OUT = ""
BASE = "base"
_TOGETHER = (
    "Delete one of the two. Where they say together when, write both into one cell, the month by its name as in "
    "Apr 2024: 1 may be April, as in a financial year, or January."
)
_QUARTER = pattern(r"(?i)\bq(?:uarter|tr)? ?[1-4]\b")


@dataclass(frozen=True, slots=True)
class Columns:
    """Which row has the heads, and what each column holds: period, series, value, note and so on, or a series' id."""

    row: int  # in the sheet's rows
    holds: Mapping[int, str]
    heads: tuple[tuple[str, str], ...]  # as written, and what it holds
    unknown: frozenset[int] = frozenset()  # columns whose heads were refused
    bases: Mapping[str, int] = MappingProxyType({})  # by the full ids of series, where how many were asked stands
    written: Mapping[int, str] = MappingProxyType({})  # the heads of all columns

    @property
    def tidy(self) -> bool:
        return "series" in self.holds.values()

    @property
    def of_years(self) -> bool:
        """Whether its periods are years by their head, whatever they say themselves."""
        return bool(self.years_head)

    @property
    def years_head(self) -> str:
        """That head; empty where there is none."""
        return next((head for head, what in self.heads if what == "period" and says_years(fold(head))), "")


def read_maps(maps: Sequence[str]) -> dict[str, str]:
    """What the user says that columns hold, "Boats taken=taken", by their heads. Raises ValueError."""
    parted = [text.rpartition("=") for text in maps]
    named = {head: series for head, mark, series in parted if mark}
    if len(named) != len(maps):
        raise ValueError('write --map "Column=series", each column once')
    return named


def read_columns(sheet: Sheet, dataset: Dataset, maps: Mapping[str, str]) -> tuple[Columns | None, list[Problem]]:
    """The columns, with a problem for each that is unknown; None where no row has heads."""
    for number, row in enumerate(sheet.rows[:_FIRST_ROWS]):
        heads = [(at, cell) for at, cell in enumerate(row) if cell]
        if len(heads) > 1 and any(
            _folded(cell) in _PERIODS or maps.get(_folded(cell)) == "period" for _, cell in heads
        ):
            wrong = _across(heads) or _together(heads, maps)
            return (None, [wrong]) if wrong else _resolved(number, heads, dataset, maps)
        if across := _across(heads):
            return None, [across]
    place = next((cell.place for row in sheet.rows for cell in row if cell), Place(sheet.name))
    remedy = 'Head the column of periods "period", and each other column with the id or title of its series.'
    return None, [problem(CSV_COLUMNS, place, "no row has the heads of columns", remedy)]


def _across(heads: Sequence[tuple[int, Cell]]) -> Problem | None:
    """Periods in the heads of a table: all of these but those of the first columns."""
    times = [cell for _, cell in heads if _is_time(cell)]
    if len(times) < 2 or len(heads) > len(times) + 2 or times != [cell for _, cell in heads[-len(times) :]]:
        return None
    message = f"the periods stand in the heads of the columns, {times[0].content} and on ({times[0].name})"
    remedy = (
        "Give each period a row and each series a column (in Excel: copy, Paste Special, Transpose), and head the "
        'column of periods "period".'
    )
    return problem(CSV_COLUMNS, times[0].place, message, remedy)


def _together(heads: Sequence[tuple[int, Cell]], maps: Mapping[str, str]) -> Problem | None:
    """Two columns that say when, such as Year and Month: what is wrong with their rows comes from that."""
    times = [cell for _, cell in heads if _folded(cell) in _PERIODS and _folded(cell) not in maps]
    if len(times) < 2:
        return None
    message = f'two columns hold period, "{times[1].content}" is the second ({times[1].name})'
    is_twice = _folded(times[0]) == _folded(times[1])  # as in two tables side by side
    return problem(CSV_COLUMNS, times[1].place, message, "Delete one of the two." if is_twice else _TOGETHER)


def _is_time(cell: Cell) -> bool:
    text = str(cell.content)
    if _QUARTER.search(text):
        return True
    try:
        return bool(read_time(cell, Form.MONTH if text[:1].isalpha() else None))
    except ValueError:
        return False


def _folded(cell: Cell) -> str:
    return fold(str(cell.content))


def _resolved(
    number: int, heads: Sequence[tuple[int, Cell]], dataset: Dataset, maps: Mapping[str, str]
) -> tuple[Columns, list[Problem]]:
    tidy = {"series", "value"} <= {_folded(cell) for _, cell in heads}
    known = series_names(dataset)
    holds: dict[int, str] = {}
    problems: list[Problem] = []
    for at, cell in heads:
        found = _found(cell, dataset, maps, known, tidy)
        if found is None:
            problems.append(_unknown(cell, dataset, known, tidy))
        elif _folded(cell) in maps and not _is_held(found, dataset, tidy):
            problems.append(_held_by_none(cell, found, dataset))
        elif found != LEFT_OUT and found in holds.values():
            message = f'two columns hold {found}, "{cell.content}" is the second ({cell.name})'
            remedy = "Delete one of the two." if tidy or found != BASE else _whose(dataset)
            problems.append(problem(CSV_COLUMNS, cell.place, message, remedy))
        elif found in dataset.series and dataset.series[found].difference_of:
            message = f'"{cell.content}" is computed by the program ({cell.name})'
            remedy = f'Delete the column, or leave it out with --map "{cell.content}=".'
            problems.append(problem(UNKNOWN_SERIES, cell.place, message, remedy))
        else:
            holds[at] = found
    problems += _without_column(heads, maps)
    bases = {} if tidy else _bases(holds, dataset)
    problems += () if tidy else _of_none(heads, holds, bases, dataset)
    told = tuple((str(cell.content), holds[at]) for at, cell in heads if at in holds)
    refused = frozenset(at for at, _ in heads if at not in holds)
    written = {at: str(cell.content) for at, cell in heads}
    return Columns(number, holds, told, refused, bases, written), problems


def _found(cell: Cell, dataset: Dataset, maps: Mapping[str, str], known: Mapping[str, str], tidy: bool) -> str | None:
    """What a column holds by its head, or as it was told to; None where the head says nothing."""
    name = _folded(cell)
    if name in maps:
        return known.get(fold(maps[name])) or _base(maps[name], dataset, known) or maps[name]
    if name in _PERIODS:
        return "period"
    if tidy:
        return name if name in ("series", "value", *_ABOUT) else None
    if name == "note":
        return name
    return named(known, str(cell.content)) or _base_by_head(name, dataset, known)


def _unknown(cell: Cell, dataset: Dataset, known: Mapping[str, str], tidy: bool) -> Problem:
    """That a head names no series, nor what is said of one."""
    name, said = _folded(cell), cell.content
    has_survey = any(series.survey for series in dataset.series.values())
    may_ask = has_survey or (name in _BASES and any(_may_have_base(each, dataset) for each in dataset.series.values()))
    of_base = f'Where it says how many were asked, give --map "{said}=base". ' if may_ask and not tidy else ""
    remedy = (
        f"{likest(name, known)}{of_base}Declare a series in {dataset.title.place.file}, "
        f'name one with --map "{said}=series", or leave the column out with --map "{said}=".'
    )
    return problem(UNKNOWN_SERIES, cell.place, f'no series is called "{said}" ({cell.name})', remedy)


def _held_by_none(cell: Cell, what: str, dataset: Dataset) -> Problem:
    """That a column was told to hold what is no series."""
    near = did_you_mean(what, [*(id.partition(".")[2] for id in dataset.series), BASE, "period", "note"])
    message = f'no series is called "{what}", which "{cell.content}" is to hold ({cell.name})'
    return problem(UNKNOWN_SERIES, cell.place, message, f"{near}The series are declared in {dataset.title.place.file}.")


def _without_column(heads: Sequence[tuple[int, Cell]], maps: Mapping[str, str]) -> Iterator[Problem]:
    """Heads of which it was said what they hold, and which the table has not."""
    names = [_folded(cell) for _, cell in heads]
    for head in maps:
        if head not in names:
            first = heads[0][1]
            remedy = f"{did_you_mean(head, names)}The columns are {listed(str(cell.content) for _, cell in heads)}."
            message = f'no column is called "{head}", as --map has it ({first.name})'
            yield problem(CSV_COLUMNS, first.place, message, remedy)


def _is_held(what: str, dataset: Dataset, tidy: bool) -> bool:
    """Whether a column may hold what it was told to."""
    if what in (LEFT_OUT, "period", "note") or what in dataset.series:
        return True
    if tidy:
        return what in ("series", "value", *_ABOUT)
    return what == BASE or what.startswith(f"{BASE} of ")


def _base(words: str, dataset: Dataset, known: Mapping[str, str]) -> str:
    """What a column of bases is told to hold, "base" or "base of" a series; empty where the words say neither."""
    folded = fold(words)
    found = _BASE_OF.fullmatch(folded)
    if found and (id := known.get(found["series"])):
        return f"{BASE} of {id.partition('.')[2]}"
    return BASE if folded == BASE else ""


def _base_by_head(head: str, dataset: Dataset, known: Mapping[str, str]) -> str | None:
    """The same by the head of a column, in small letters, where there is a survey: Base, or Confidence (base)."""
    if not any(series.survey for series in dataset.series.values()):
        return None
    words = _MARKS.sub(" ", head).strip()
    if words in _BASES:
        return BASE
    names = {_MARKS.sub(" ", name).strip(): id for name, id in known.items()}
    for base in _BASES:
        for whose in (
            words.removesuffix(f" {base}"),
            words.removeprefix(f"{base} "),
            words.removeprefix(f"{base} of "),
        ):
            if (id := names.get(whose)) and dataset.series[id].survey:
                return f"{BASE} of {id.partition('.')[2]}"
    return None


def _bases(holds: Mapping[int, str], dataset: Dataset) -> dict[str, int]:
    """Where the base of each series stands that the table has: in a column of its own, or in the one for all."""
    asked = [
        what for what in holds.values() if what in dataset.series and _may_have_base(dataset.series[what], dataset)
    ]
    column = {what: at for at, what in holds.items()}
    own = {id: at for id in asked if (at := column.get(f"{BASE} of {id.partition('.')[2]}")) is not None}
    return own or (dict.fromkeys(asked, column[BASE]) if BASE in column else {})


def _may_have_base(series: Series, dataset: Dataset) -> bool:
    """Whether a base for all is this series' too: it is a survey's, or a percentage where none is."""
    return series.survey or (series.unit == "%" and not any(each.survey for each in dataset.series.values()))


def _whose(dataset: Dataset) -> str:
    """What to do where nobody can know whose a base is."""
    for id, series in dataset.series.items():
        if _may_have_base(series, dataset):
            name = id.partition(".")[2]
            return f'Say whose each is, by a head such as "{series.title} base" or by --map "Asked=base of {name}".'
    return "Delete one of the two."


def _of_none(
    heads: Sequence[tuple[int, Cell]], holds: Mapping[int, str], bases: Mapping[str, int], dataset: Dataset
) -> Iterator[Problem]:
    """Columns of bases of which nobody can know whose they are, or whose series the table has not."""
    for at, cell in heads:
        what = holds.get(at, LEFT_OUT)
        if (what == BASE or _BASE_OF.fullmatch(what)) and at not in bases.values():
            if what == BASE and bases:
                message = f'"{cell.content}" may be the base of any series, and others have their own ({cell.name})'
                yield problem(CSV_COLUMNS, cell.place, message, _whose(dataset))
                continue
            message = f'"{cell.content}" is a base, and the table has no percentage that it is of ({cell.name})'
            remedy = f'Add the column of its series, or leave it out with --map "{cell.content}=".'
            yield problem(CSV_COLUMNS, cell.place, message, remedy)
