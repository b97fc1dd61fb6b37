"""From a CSV to observations: exact columns and rows, a grammar of numbers of its own, the place of each value."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Mapping
from decimal import Decimal

from pcpgen.model.data import QUALIFIERS, Dataset, Observation, Observations, Ratio, Series, Value
from pcpgen.model.period import Period, parse_period
from pcpgen.place import Place, Source
from pcpgen.problems import MOST, Problem, did_you_mean, listed, problem

COLUMNS = ("series", "period", "qualifier", "value", "note")
WITH_BASE = ("series", "period", "qualifier", "value", "base", "note")  # surveys and shares of a printed base
_NUMBER = re.compile(r"-?(?:[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(?:\.[0-9]+)?")
_LONGEST_NUMBER = 24  # characters; sums of such numbers are exact
_RATIO = re.compile(r"([1-9][0-9]{0,14}) in ([1-9][0-9]{0,14})")


def read_table(source: Source, dataset: Dataset) -> tuple[Observations, list[Problem]]:
    """The observations of a dataset's CSV, with every problem of the file."""
    lines = source.lines
    first = lines[0] if lines else ""
    columns = tuple(first.split(","))
    if columns not in (COLUMNS, WITH_BASE):
        return {}, [_header(source, first)]
    if lines[-1] == "":
        lines = lines[:-1]
    problems: list[Problem] = []
    observations: dict[str, dict[str, Observation]] = {id: {} for id in dataset.series}
    malformed: list[_Row] = []
    periods: dict[str, Period] = {}  # those that stand in the file, all of them good
    take_plain = _plain(source.file, dataset, periods, observations)
    rows = csv.reader(lines, strict=True)
    line = 1
    try:
        for cells in rows:
            start, line = line, rows.line_num + 1
            if start == 1 or take_plain(start, lines[start - 1], cells):
                continue
            if len(problems) + len(malformed) > MOST:
                break
            row = _Row(source.file, start, lines[start - 1], cells)
            if len(cells) != len(columns):
                problems.append(_ragged(row, len(columns)))
                continue
            read = _observation(row, dataset, periods)
            if isinstance(read, Problem):
                problems.append(read)
                continue
            if isinstance(read, _Row):
                malformed.append(read)
                continue
            before = observations[read.series].setdefault(read.period.written, read)
            if before is not read:
                message = f"{cells[0]} for {cells[1]} stands here and on line {before.place.line}"
                problems.append(problem("duplicate-row", row.place(0), message))
    except csv.Error:
        place = Place(source.file, line, max(1, lines[line - 1].find('"') + 1) if line <= len(lines) else 1)
        problems.append(problem("csv-syntax", place, "a quotation mark is not closed, or stands inside a cell"))
    for row in malformed:
        period = row.cells[1]
        known = {id: each[period].value for id, each in observations.items() if period in each}
        problems.append(_malformed(row, dataset, known))
    return {id: each for id, each in observations.items() if each}, problems


def _header(source: Source, first: str) -> Problem:
    for separator, name in ((";", "semicolons"), ("\t", "tabs")):
        if first.count(separator) >= 2:
            return problem(
                "csv-separator", Place(source.file, 1, 1, len(first)), f"the columns are separated by {name}"
            )
    have = [cell.strip().strip('"') for cell in first.split(",")]
    missing = [name for name in COLUMNS if name not in have]
    odd = [name for name in have if name not in COLUMNS]
    column = first.find(odd[0]) + 1 if odd and odd[0] else 1
    told = [f"missing: {listed(missing)}"] if missing else []
    told += [f"unknown: {listed(odd)}"] if any(odd) else []
    message = f"the columns are not {','.join(COLUMNS)}; {'; '.join(told) or 'their order differs'}"
    near = did_you_mean(odd[0], missing) if odd and missing else ""
    remedy = f"{near}Write the first line as {','.join(COLUMNS)}."
    return problem(
        "csv-columns",
        Place(source.file, 1, max(1, column), max(1, len(odd[0]) if odd else 1)),
        message,
        remedy,
    )


class _Row:
    """A row's cells, and where each stands on its line."""

    __slots__ = ("cells", "file", "line", "text")

    def __init__(self, file: str, line: int, text: str, cells: list[str]) -> None:
        self.file, self.line, self.text, self.cells = file, line, text, cells

    def place(self, index: int) -> Place:
        """The place of a cell; quoted cells begin at their quotation mark."""
        if '"' not in self.text and index < len(self.cells):
            before = sum(len(cell) + 1 for cell in self.cells[:index])
            return Place(self.file, self.line, before + 1, max(1, len(self.cells[index])))
        start, inside, at = 0, False, 0
        for position, char in enumerate(self.text):
            if char == '"':
                inside = not inside
            elif char == "," and not inside:
                if at == index:
                    return Place(self.file, self.line, start + 1, max(1, position - start))
                start, at = position + 1, at + 1
        return Place(self.file, self.line, min(start, len(self.text)) + 1, max(1, len(self.text) - start))


def _ragged(row: _Row, due: int) -> Problem:
    count = len(row.cells)
    spare = "too many" if count > due else "too few"
    if count == 0:
        return problem("csv-row", Place(row.file, row.line), "the line is empty", "Delete the empty line.")
    place = row.place(min(count, due) - (0 if count > due else 1))
    return problem("csv-row", place, f"the row has {count} cells, {spare}: the columns are {due}")


def _plain(
    file: str, dataset: Dataset, periods: Mapping[str, Period], observations: dict[str, dict[str, Observation]]
) -> Callable[[int, str, list[str]], bool]:
    """What takes a row as nearly all are, at little cost, and says whether it did; any other has to be read in full.

    Its number is bare, its period stood in a row above, and its cells up to the number are in no quotation marks.
    """
    series = {id.partition(".")[2]: id for id, each in dataset.series.items() if not (each.difference_of or each.ratio)}
    numbers: dict[str, Decimal] = {}
    columns = len(COLUMNS)

    def take(line: int, text: str, cells: list[str]) -> bool:
        if len(cells) != columns:
            return False
        name, written, qualifier, value, note = cells
        id, period, number = series.get(name), periods.get(written), numbers.get(value)
        if id is None or period is None or (qualifier and qualifier not in QUALIFIERS):
            return False
        before = len(name) + len(written) + len(qualifier) + 3
        if '"' in text and '"' in text[: before + len(value)]:
            return False
        if number is None:
            if len(value) > _LONGEST_NUMBER or not _NUMBER.fullmatch(value):
                return False
            number = numbers[value] = Decimal(value)
        read = Observation(id, period, qualifier, number, note, file, line, before + 1, len(value))
        return observations[id].setdefault(written, read) is read

    return take


def _observation(row: _Row, dataset: Dataset, periods: dict[str, Period]) -> Observation | Problem | _Row:
    """The row's observation; the row itself where its value is no number, which the other rows may explain."""
    name, written, qualifier, value, *asked, note = row.cells
    series = dataset.series.get(f"{dataset.id}.{name}")
    if series is None:
        known = [each.split(".", 1)[1] for each in dataset.series]
        remedy = f"{did_you_mean(name, known)}The series are declared in {dataset.title.place.file}."
        return problem("unknown-series", row.place(0), f'no series is called "{name}"', remedy)
    if series.difference_of:
        message = f'"{name}" is computed by the program, from {" and ".join(series.difference_of)}'
        return problem("unknown-series", row.place(0), message, "Delete the row.")
    period = periods.get(written)
    if period is None:
        try:
            period = parse_period(written)
        except ValueError as error:
            return problem("malformed-period", row.place(1), str(error))
        if dataset.frequency and period.form.value != dataset.frequency:
            message = f'"{written}" is a {period.form.value}; the periods of this dataset are {dataset.frequency}s'
            return problem("period-frequency", row.place(1), message)
        periods[written] = period
    if qualifier and qualifier not in QUALIFIERS:
        remedy = (
            f"{did_you_mean(qualifier, QUALIFIERS)}Write one of: {listed(QUALIFIERS)}; or nothing where it is exact."
        )
        return problem("unknown-choice", row.place(2), f'"{qualifier}" is no qualifier', remedy)
    if not value:
        if not note:
            return problem("empty-value", row.place(3), "the value is empty and no note says why")
        return Observation(series.id, period, qualifier, None, note, *row.place(3))
    base = asked[0] if asked else ""
    if base and not re.fullmatch("[1-9][0-9]{0,8}", base):
        remedy = "Write how many were asked, such as 985."
        return problem("malformed-number", row.place(4), f'"{base}" is no base', remedy)
    number = _value(value, series)
    if number is None:
        return row
    return Observation(series.id, period, qualifier, number, note, *row.place(3), int(base) if base else None)


def _value(text: str, series: Series) -> Value | None:
    """The exact value that a cell writes; None where it writes none."""
    if series.ratio:
        found = _RATIO.fullmatch(text)
        return Ratio(int(found[1]), int(found[2])) if found and int(found[1]) <= int(found[2]) else None
    bare = text
    if series.unit.startswith("£"):
        bare = bare.removeprefix("£")
    if series.unit == "%":
        bare = bare.removesuffix("%")
    return Decimal(bare.replace(",", "")) if _NUMBER.fullmatch(bare) and len(bare) <= _LONGEST_NUMBER else None


def _malformed(row: _Row, dataset: Dataset, known: Mapping[str, Value | None]) -> Problem:
    """A cell that is no number, with the value that a total implies, or what its author may have meant.

    `known` are the values of the same period, by series.
    """
    place, text = row.place(3), row.cells[3]
    series = dataset.series[f"{dataset.id}.{row.cells[0]}"]
    if series.ratio:
        return problem("malformed-number", place, f'"{text}" is no ratio', "Write it as 1 in 7.")
    message = f'"{text}" is no number'
    implied = _implied(series.id, dataset, known)
    if implied is not None:
        remedy = f"The other rows and the total for {row.cells[1]} leave {implied:,f}. Write {implied:f}."
        return problem("malformed-number", place, message, remedy)
    digits = text.strip().translate(_DIGITS)
    if digits != text and _NUMBER.fullmatch(digits):
        return problem("malformed-number", place, message, f"Write {digits.replace(',', '')}.")
    if re.fullmatch(r"-?[0-9]{1,3}(\.[0-9]{3})+(,[0-9]+)?", text):
        british = text.replace(".", "").replace(",", ".")
        return problem("malformed-number", place, message, f"Write {british}: a dot before decimals, no comma.")
    if re.fullmatch(r"[0-9]+,[0-9]{1,2}", text):
        remedy = "A digit may be missing, or the comma may stand for a dot. Check the source."
        return problem("malformed-number", place, message, remedy)
    if text.strip().lower() in ("nan", "n/a", "na", "null", "none", "-", "–", "inf", "x", "[x]"):
        return problem("malformed-number", place, message, "Leave the cell empty and say why in the note.")
    return problem("malformed-number", place, message)


def _implied(name: str, dataset: Dataset, known: Mapping[str, Value | None]) -> Decimal | None:
    """What a printed total leaves for one of its parts when every other part is there; None where none does."""
    for total in dataset.series.values():
        whole = known.get(total.id)
        if name in total.total_of and isinstance(whole, Decimal):
            others = [known.get(part) for part in total.total_of if part != name]
            if all(isinstance(value, Decimal) for value in others):
                return whole - sum((value for value in others if isinstance(value, Decimal)), Decimal(0))
    return None


# look-alikes of digits: letters, full-width forms, and the proper minus
_DIGITS = str.maketrans(
    {"O": "0", "o": "0", "l": "1", "I": "1", "−": "-", "–": "-", " ": None, "\u00a0": None}
    | {chr(0xFF10 + n): str(n) for n in range(10)}
)
