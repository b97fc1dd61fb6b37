"""From a CSV of a row an observation to observations: exact columns, and the place of each value."""

from __future__ import annotations

import re

from pcpgen.kept import Kept, sum_of
from pcpgen.load.cells import (
    CSV_ROW,
    QUALIFIED,
    Malformed,
    Row,
    Unfit,
    explained,
    heads,
    ragged,
    read_flags,
    read_period,
    read_value,
    rows,
    separated_otherwise,
    series_meant,
)
from pcpgen.load.columns import read_columns
from pcpgen.load.packed import packed_rows, unpacked_rows
from pcpgen.load.rules import CSV_COLUMNS, DUPLICATE_ROW, EMPTY_VALUE, MALFORMED_NUMBER, UNKNOWN_SERIES
from pcpgen.load.wide import read_wide
from pcpgen.manifest import program
from pcpgen.model.data import BEGUN, QUALIFIERS, SUPPRESSED, Dataset, Observation, Observations, Series, Value
from pcpgen.model.period import Period
from pcpgen.place import Place, Source
from pcpgen.problems import MOST, Problem, did_you_mean, listed, near_id, number_of, problem
from pcpgen.rules import UNKNOWN_CHOICE

COLUMNS = ("series", "period", "qualifier", "value", "note")
# how many were asked, in surveys and shares of a printed base; what kind of value it is; both before the note
OPTIONAL = ("base", "flag")
_FORMS = (
    COLUMNS,
    (*COLUMNS[:-1], "base", "note"),
    (*COLUMNS[:-1], "flag", "note"),
    (*COLUMNS[:-1], "base", "flag", "note"),
)
LONGEST = 1 << 20  # characters of a table of which the rows are kept: of longer ones not many have room


def read_table(source: Source, dataset: Dataset) -> tuple[Observations, list[Problem]]:
    """The observations of a dataset's CSV, in either shape, with every problem of the file."""
    return read_wide(source, dataset) if dataset.wide else _read_tidy(source, dataset)


def read_at_once(source: Source, dataset: Dataset) -> tuple[Observations, tuple[str, ...]] | None:
    """The observations of a table that lies and is written as a row an observation in `data/` is, with the names of its
    columns; None of any other.
    """
    columns = heads(source.lines[0])
    if columns not in _FORMS:
        return None
    try:
        return read_columns(source, dataset, len(columns), lambda row: _observation(row, columns, dataset, {})), columns
    except Unfit:
        return None


def _read_tidy(source: Source, dataset: Dataset) -> tuple[Observations, list[Problem]]:
    key = _sum(source, dataset) if len(source.text) <= LONGEST else b""
    if key and (kept := TABLES.get(key)):
        return unpacked_rows(kept, source), []
    first = source.lines[0] if source.lines else ""
    columns = heads(first)
    if columns not in _FORMS:
        return {}, [_header(source, first)]
    periods: dict[str, Period] = {}  # those that stand in the file, all of them good
    try:
        read = read_columns(source, dataset, len(columns), lambda row: _observation(row, columns, dataset, periods))
    except Unfit:
        return _row_by_row(source, dataset, columns)
    if key:
        TABLES.add(key, packed_rows(read))
    return read, []


def _sum(source: Source, dataset: Dataset) -> bytes:
    """The sum by which the rows of a table are kept: the program, the text, and what else decides how that is read."""
    series = [(each.id, each.unit, each.ratio, each.difference_of) for each in dataset.series.values()]
    return sum_of(program(), repr((dataset.id, dataset.frequency, series)), source.sum)


TABLES = Kept("load/table.py")  # tables in which nothing is wrong, by the program that found nothing wrong


def _row_by_row(source: Source, dataset: Dataset, columns: tuple[str, ...]) -> tuple[Observations, list[Problem]]:
    """The observations of a table in which something is wrong, with all that is."""
    problems: list[Problem] = []
    observations: dict[str, dict[str, Observation]] = {id: {} for id in dataset.series}
    malformed: list[Malformed] = []
    periods: dict[str, Period] = {}
    for line, text, cells in rows(source, problems):
        if len(problems) + len(malformed) > MOST:
            break
        row = Row(source.file, line, text, cells)
        read = ragged(row, len(columns)) or _observation(row, columns, dataset, periods)
        if isinstance(read, Problem):
            problems.append(read)
            continue
        if isinstance(read, Malformed):
            malformed.append(read)
            continue
        before = observations[read.series].setdefault(read.period.written, read)
        if before is not read:
            message = f"{cells[0]} for {cells[1]} stands here and on line {before.place.line}"
            problems.append(problem(DUPLICATE_ROW, row.place(0), message))
    problems += explained(malformed, dataset, lambda period: _values(observations, period))
    return {id: each for id, each in observations.items() if each}, problems


def _values(observations: Observations, period: str) -> dict[str, Value | None]:
    return {id: each[period].value for id, each in observations.items() if period in each}


def _header(source: Source, first: str) -> Problem:
    if otherwise := separated_otherwise(source, first) or _around_header(source, first):
        return otherwise
    have = heads(first)
    missing = [name for name in COLUMNS if name not in have]
    odd = [name for name in have if name not in (*COLUMNS, *OPTIONAL)]
    column = first.find(odd[0]) + 1 if odd and odd[0] else 1
    told = [f"missing: {listed(missing)}"] if missing else []
    told += [f"unknown: {listed(odd)}"] if any(odd) else []
    message = f"the columns are not {','.join(COLUMNS)}; {'; '.join(told) or 'their order differs'}"
    meant = near_id(odd[0], [*missing, *(name for name in OPTIONAL if name not in have)]) if odd else ""
    near = f'Did you mean "{meant}"? ' if meant else ""
    others = [each for each in OPTIONAL if each in have or each == meant]
    also = f", with {' and '.join(others)} before the note" if others else ""
    remedy = f"{near}Write the first line as {','.join(COLUMNS)}{also}."
    return problem(
        CSV_COLUMNS,
        Place(source.file, 1, max(1, column), max(1, len(odd[0]) if odd else 1)),
        message,
        remedy,
    )


def _around_header(source: Source, first: str) -> Problem | None:
    """What a spreadsheet has put before the names of the columns, or behind them."""
    place, rest = Place(source.file, 1, 1, max(1, len(first))), "or run pcpgen check --fix."
    if not source.text.strip():
        remedy = f"Write {','.join(COLUMNS)} in the first line, and a row for each figure."
        return problem(CSV_COLUMNS, place, "the file is empty", remedy)
    if first.lower().strip('"').startswith("sep="):
        message = "the first line is one that Excel writes for itself"
        return problem(CSV_COLUMNS, place, message, f"Delete the first line, {rest}")
    named = heads(first)
    bare = tuple(named[: len(named) - spare]) if (spare := _empty_at_end(named)) else named
    if spare and bare in _FORMS:
        message = f"{number_of(spare, 'column')} without a name at the end"
        return problem(CSV_COLUMNS, place, message, f"Delete the commas at the end of each line, {rest}")
    below = next((at for at, line in enumerate(source.lines[1:10], 2) if heads(line.rstrip(",")) in _FORMS), 0)
    if below:
        message = f"the names of the columns stand in line {below}"
        return problem(CSV_COLUMNS, place, message, f"Delete what stands above line {below}.")
    return None


def _empty_at_end(names: tuple[str, ...]) -> int:
    return len(names) - max((at for at, name in enumerate(names, 1) if name), default=0)


def _observation(
    row: Row, columns: tuple[str, ...], dataset: Dataset, periods: dict[str, Period]
) -> Observation | Problem | Malformed:
    """The row's observation, or why there is none."""
    if not any(cell.strip() for cell in row.cells):
        return problem(CSV_ROW, row.place(0), "the line is empty", "Delete it, or run pcpgen check --fix.")
    name, written, qualifier, value, *more, note = row.cells
    optional = dict(zip(columns[4:-1], more, strict=True))
    series = _series(row, name, dataset)
    if isinstance(series, Problem):
        return series
    period = periods.get(written) or read_period(written, row.place(1), dataset)
    if isinstance(period, Problem):
        return period
    periods[written] = period
    if qualifier and qualifier not in QUALIFIERS:
        near = QUALIFIED.get(qualifier.lower().rstrip("."), "")
        near = f'Did you mean "{near}"? ' if near else did_you_mean(qualifier, QUALIFIERS)
        remedy = f"{near}Write one of: {listed(QUALIFIERS)}; or nothing where it is exact."
        return problem(UNKNOWN_CHOICE, row.place(2), f'"{qualifier}" is no qualifier', remedy)
    flags = read_flags(
        optional.get("flag", ""), row.place(columns.index("flag")) if "flag" in columns else row.place(3)
    )
    if isinstance(flags, Problem):
        return flags
    if not value:
        if not note:
            return problem(EMPTY_VALUE, row.place(3), "the value is empty and no note says why")
        return Observation(series.id, period, qualifier, None, note, *row.cell(3), flags=flags)
    base = _base(row, optional.get("base", ""))
    if isinstance(base, Problem):
        return base
    if value in SUPPRESSED:
        return Observation(series.id, period, "", None, note, *row.cell(3), base=base, flags=flags, suppressed=True)
    number = read_value(value, series)
    if number is None:
        return Malformed(row.place(3), value, series, written)
    return Observation(series.id, period, qualifier, number, note, *row.cell(3), base=base, flags=flags)


def _series(row: Row, name: str, dataset: Dataset) -> Series | Problem:
    """The series that a row names, or why it has no values of its own."""
    series = dataset.series.get(f"{dataset.id}.{name}")
    if series is None and row.text.endswith(f",,,{BEGUN}"):  # of whatever is declared by now
        series = next((each for each in dataset.series.values() if not each.difference_of), None)
    if series is None:
        known = [id.split(".", 1)[1] for id in dataset.series]
        if name.strip() in known:
            remedy = f"Write {name.strip()} without a blank, or run pcpgen check --fix."
            return problem(UNKNOWN_SERIES, row.place(0), f'a blank stands around "{name.strip()}"', remedy)
        remedy = f"{series_meant(name, dataset)}The series are declared in {dataset.title.place.file}."
        return problem(UNKNOWN_SERIES, row.place(0), f'no series is called "{name}"', remedy)
    if series.difference_of:
        message = f'"{name}" is computed by the program, from {" and ".join(series.difference_of)}'
        return problem(UNKNOWN_SERIES, row.place(0), message, "Delete the row.")
    return series


def _base(row: Row, text: str) -> int | Problem | None:
    """How many were asked."""
    if text and not re.fullmatch("[1-9][0-9]{0,8}", text):
        remedy = "Write how many were asked, such as 985."
        return problem(MALFORMED_NUMBER, row.place(4), f'"{text}" is no base', remedy)
    return int(text) if text else None
