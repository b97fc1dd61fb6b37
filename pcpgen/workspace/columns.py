"""From the heads of an analyst's table to what each column holds: periods, a series, or what is said of a value."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pcpgen.load.rules import CSV_COLUMNS, UNKNOWN_SERIES
from pcpgen.load.sheet import Cell, Sheet
from pcpgen.load.times import read_time, says_years
from pcpgen.model.data import Dataset
from pcpgen.model.period import Form
from pcpgen.patterns import pattern
from pcpgen.place import Place
from pcpgen.problems import Problem, problem
from pcpgen.sources.series import fold, likest, named, series_names
from pcpgen.values import dataclass

_PERIODS = ("period", "month", "date", "quarter", "year", "financial year", "calendar year", "year ending")
_ABOUT = ("qualifier", "base", "flag", "note")
_FIRST_ROWS = 20  # among which the heads are looked for
LEFT_OUT = ""
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
    names = {_folded(cell) for _, cell in heads}
    tidy = {"series", "value"} <= names
    known = series_names(dataset)
    holds: dict[int, str] = {}
    problems: list[Problem] = []
    for at, cell in heads:
        name = _folded(cell)
        if name in maps:
            found: str | None = known.get(fold(maps[name]), maps[name])
        elif name in _PERIODS:
            found = "period"
        elif tidy and name in ("series", "value", *_ABOUT):
            found = name
        elif name == "note":
            found = "note"
        else:
            found = None if tidy else named(known, str(cell.content))
        if found is None:
            near = likest(name, known)
            remedy = (
                f'{near}Declare a series in {dataset.title.place.file}, name one with --map "{cell.content}=series", '
                f'or leave the column out with --map "{cell.content}=".'
            )
            message = f'no series is called "{cell.content}" ({cell.name})'
            problems.append(problem(UNKNOWN_SERIES, cell.place, message, remedy))
        elif found != LEFT_OUT and found in holds.values():
            message = f'two columns hold {found}, "{cell.content}" is the second ({cell.name})'
            problems.append(problem(CSV_COLUMNS, cell.place, message, "Delete one of the two."))
        elif found in dataset.series and dataset.series[found].difference_of:
            message = f'"{cell.content}" is computed by the program ({cell.name})'
            remedy = f'Delete the column, or leave it out with --map "{cell.content}=".'
            problems.append(problem(UNKNOWN_SERIES, cell.place, message, remedy))
        else:
            holds[at] = found
    told = tuple((str(cell.content), holds[at]) for at, cell in heads if at in holds)
    refused = frozenset(at for at, _ in heads if at not in holds)
    return Columns(number, holds, told, refused), problems
