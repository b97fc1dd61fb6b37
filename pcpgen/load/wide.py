"""From a CSV of a row a period and a column a series to observations, each with the place of its own cell."""

from __future__ import annotations

from collections.abc import Iterator

from pcpgen.load.cells import (
    Malformed,
    Row,
    explained,
    heads,
    ragged,
    read_period,
    read_value,
    rows,
    separated_otherwise,
    series_meant,
)
from pcpgen.load.rules import CSV_COLUMNS, DUPLICATE_ROW, EMPTY_VALUE
from pcpgen.model.data import SUPPRESSED, Dataset, Observation, Observations, Series
from pcpgen.model.period import Period
from pcpgen.place import Place, Source
from pcpgen.problems import MOST, Problem, listed, problem


def read_wide(source: Source, dataset: Dataset) -> tuple[Observations, list[Problem]]:
    """The observations of a wide CSV, `period,<series>,…[,note]`, with every problem of the file.

    A column is named by the series' id. A series that is computed from others needs none; any other does. The note at
    the end of a row is that of each of its cells.
    """
    first = source.lines[0] if source.lines else ""
    names = heads(first)
    wrong = list(_header(source, first, names, dataset))
    if wrong:
        return {}, wrong
    columns = [(at, dataset.series[f"{dataset.id}.{name}"]) for at, name in enumerate(names) if at and name != "note"]
    problems: list[Problem] = []
    malformed: list[Malformed] = []
    found: dict[str, dict[str, Observation]] = {series.id: {} for _, series in columns}
    stood: dict[str, int] = {}
    for line, text, cells in rows(source, problems):
        if len(problems) + len(malformed) > MOST:
            break
        row = Row(source.file, line, text, cells)
        period = _period(row, len(names), dataset, stood)
        if isinstance(period, Problem):
            problems.append(period)
            continue
        for read in _observations(row, names, columns, period):
            if isinstance(read, Problem):
                problems.append(read)
            elif isinstance(read, Malformed):
                malformed.append(read)
            else:
                found[read.series][period.written] = read
    known = {written: {id: each[written].value for id, each in found.items() if written in each} for written in stood}
    problems += explained(malformed, dataset, lambda period: known[period])
    return {id: observations for id, observations in found.items() if observations}, problems


def _period(row: Row, width: int, dataset: Dataset, stood: dict[str, int]) -> Period | Problem:
    """The row's period, which is added to those that stood in rows above with their lines; or what is wrong."""
    period = ragged(row, width) or read_period(row.cells[0], row.place(0), dataset)
    if isinstance(period, Problem):
        return period
    if period.written in stood:
        message = f"{period.written} stands here and on line {stood[period.written]}"
        return problem(DUPLICATE_ROW, row.place(0), message)
    stood[period.written] = row.line
    return period


def _observations(
    row: Row, names: tuple[str, ...], columns: list[tuple[int, Series]], period: Period
) -> Iterator[Observation | Problem | Malformed]:
    """What each cell of a row holds, or why it holds nothing."""
    note = row.cells[-1] if names[-1] == "note" else ""
    for at, series in columns:
        text = row.cells[at]
        value = read_value(text, series) if text else None
        if text in SUPPRESSED:
            yield Observation(series.id, period, "", None, note, *row.cell(at), suppressed=True)
        elif value is None and text:
            yield Malformed(row.place(at), text, series, period.written)
        elif value is None and not note:
            message = f"{names[at]} is empty for {period.written} and no note says why"
            remedy = "Write the value, or say in the column note why there is none."
            yield problem(EMPTY_VALUE, row.place(at), message, remedy)
        else:
            yield Observation(series.id, period, "", value, note, *row.cell(at))


def _header(source: Source, first: str, names: tuple[str, ...], dataset: Dataset) -> Iterator[Problem]:
    """What is wrong with the first line: it begins with `period`, and names each series that is not computed."""
    if otherwise := separated_otherwise(source, first):
        yield otherwise
        return
    series = {id.partition(".")[2]: each for id, each in dataset.series.items()}
    due = [name for name, each in series.items() if not each.parts]
    remedy = f"Write the first line as period,{','.join(due[:3])}{',…' if len(due) > 3 else ''},note."
    if names[0] != "period":
        yield problem(
            CSV_COLUMNS, Place(source.file, 1, 1, max(1, len(names[0]))), "the first column is not period", remedy
        )
        return
    head = Row(source.file, 1, first, first.split(","))
    for at, name in enumerate(names[1:], 1):
        place = head.place(at)
        if names.index(name) != at:
            yield problem(CSV_COLUMNS, place, f'two columns are called "{name}"', "Delete one of the two.")
        elif name == "note":
            if at < len(names) - 1:
                yield problem(CSV_COLUMNS, place, "the note is the last column", "Move the column to the end.")
        elif name not in series:
            near = series_meant(name, dataset)
            due = [each for each in due if f'"{each}"' not in near]  # one cause, one problem
            declared = f"{near}The series are declared in {dataset.title.place.file}."
            yield problem(CSV_COLUMNS, place, f'no series is called "{name}"', declared)
        elif series[name].difference_of:
            message = f'"{name}" is computed by the program'
            yield problem(CSV_COLUMNS, place, message, "Delete the column.")
    if missing := [name for name in due if name not in names]:
        yield problem(
            CSV_COLUMNS, Place(source.file, 1, 1, len(first)), f"no column is called {listed(missing)}", remedy
        )
