"""From a cell of a CSV to its exact value, period or flags, or to the problem at its place."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from pcpgen.load.rules import MALFORMED_NUMBER, MALFORMED_PERIOD
from pcpgen.model.data import FLAGS, Dataset, Ratio, Series, Value
from pcpgen.model.period import Form, Period, parse_period
from pcpgen.patterns import pattern
from pcpgen.place import Place, Source, cell_place
from pcpgen.problems import Problem, near_id, number_of, problem
from pcpgen.rules import UNKNOWN_CHOICE, Rule

CSV_SYNTAX = Rule(
    "csv-syntax",
    "The file is not a well-formed CSV",
    "An unclosed quotation mark swallows the rows after it.",
    "Close the quotation mark, or double it inside a cell.",
)
CSV_SEPARATOR = Rule(
    "csv-separator",
    "The columns are not separated by commas",
    "With semicolons or tabs every row is one long cell.",
    "Save the file as CSV UTF-8 (Comma delimited).",
)
CSV_ROW = Rule(
    "csv-row",
    "A row has too many or too few cells",
    "Values have slipped into the wrong column.",
    "Write one cell for each column; put a cell with a comma in quotation marks.",
)
PERIOD_FREQUENCY = Rule(
    "period-frequency",
    "A period that the dataset does not have",
    "A month among years, or a year among months, would be compared with what it cannot be compared with.",
    "Correct the period, or the dataset’s frequency.",
)

NUMBER = pattern(r"-?(?:0|[1-9][0-9]*|[1-9][0-9]{0,2}(?:,[0-9]{3})+)(?:\.[0-9]+)?")
AT_ONCE = 4096  # rows of a table that are read together
LONGEST_NUMBER = 24  # characters; sums of such numbers are exact
_RATIO = pattern(r"([1-9][0-9]{0,14}) in ([1-9][0-9]{0,14})")


class Row:
    """A row's cells, and where each stands on its line."""

    __slots__ = ("cells", "file", "line", "text")

    def __init__(self, file: str, line: int, text: str, cells: list[str]) -> None:
        self.file, self.line, self.text, self.cells = file, line, text, cells

    def place(self, index: int) -> Place:
        """The place of a cell."""
        return cell_place(self.file, self.line, self.text, index)

    def cell(self, index: int) -> tuple[str, int, str, int]:
        """What an observation knows of its cell, from which it finds the place."""
        return self.file, self.line, self.text, index


class Malformed(NamedTuple):
    """A value that is no number, told when all rows are read: the others may explain it."""

    place: Place
    text: str
    series: Series
    period: str


def ragged(row: Row, due: int) -> Problem | None:
    """What is wrong with a row of too many or too few cells, if it is one."""
    count = len(row.cells)
    if count == due:
        return None
    spare = "too many" if count > due else "too few"
    if count == 0:
        remedy = "Delete it, or run pcpgen check --fix."
        return problem(CSV_ROW, Place(row.file, row.line), "the line is empty", remedy)
    place = row.place(min(count, due) - (0 if count > due else 1))
    return problem(CSV_ROW, place, f"the row has {number_of(count, 'cell')}, {spare}: the columns are {due}")


def rows(source: Source, problems: list[Problem]) -> Iterator[tuple[int, str, list[str]]]:
    """The rows under the header: the number of the line, the line and its cells; fewer where the file is broken."""
    return islice(every_row(source, problems), 1, None)


def every_row(source: Source, problems: list[Problem]) -> Iterator[tuple[int, str, list[str]]]:
    """The rows with the header, as `rows`."""
    lines = source.lines[:-1] if source.lines and source.lines[-1] == "" else source.lines
    if '"' not in source.text and "\r" not in source.text and max(map(len, lines), default=0) < csv.field_size_limit():
        return zip(range(1, len(lines) + 1), lines, csv.reader(lines), strict=True)  # none can be broken
    try:
        read = [*csv.reader(lines, strict=True)]
    except csv.Error:
        read = []
    if len(read) == len(lines):  # each line is a row
        return zip(range(1, len(lines) + 1), lines, read, strict=True)
    return _one_by_one(source, lines, problems)


def _one_by_one(source: Source, lines: Sequence[str], problems: list[Problem]) -> Iterator[tuple[int, str, list[str]]]:
    """The rows one by one, for some go on over several lines, or one is broken."""
    read = csv.reader(lines, strict=True)
    line = 1
    try:
        for cells in read:
            start, line = line, read.line_num + 1
            yield start, lines[start - 1], cells
    except csv.Error:
        place = Place(source.file, line, max(1, lines[line - 1].find('"') + 1) if line <= len(lines) else 1)
        problems.append(problem(CSV_SYNTAX, place, "a quotation mark is not closed, or stands inside a cell"))


class Unfit(Exception):
    """Something is to be told of a table, for which it is read row by row."""


def many_rows(source: Source, width: int) -> Iterator[tuple[int, list[list[str]]]]:
    """The rows under the header, many at a time, with the line of the first; each is a line."""
    count = len(source.lines) - (source.lines[-1] == "")
    read = csv.reader(islice(source.lines, count), strict=True)
    line = 1
    try:
        line += len([*islice(read, 1)])
        while rows := [*islice(read, AT_ONCE)]:
            if read.line_num != line + len(rows) - 1 or {*map(len, rows)} != {width}:
                raise Unfit
            yield line, rows
            line += len(rows)
    except csv.Error:
        raise Unfit from None


def heads(first: str) -> tuple[str, ...]:
    """The names in a header; some programs put each in quotation marks, and blanks around one are no part of it."""
    try:
        return tuple(name.strip() for name in next(csv.reader([first]), ())) or ("",)
    except csv.Error:
        return tuple(first.split(","))


def separated_otherwise(source: Source, first: str) -> Problem | None:
    """A header that other marks than commas divide."""
    for separator, name in ((";", "semicolons"), ("\t", "tabs")):
        if first.count(separator) >= (2 if "," in first else 1):
            place = Place(source.file, 1, 1, len(first))
            return problem(CSV_SEPARATOR, place, f"the columns are separated by {name}")
    return None


def cells_between(source: Source, mark: str) -> list[list[str]]:
    """The cells of each line, with another mark than commas between them; none where a row is not a line."""
    lines = source.text.splitlines()
    try:
        read = [*csv.reader(lines, delimiter=mark, strict=True)]
    except csv.Error:
        return []
    return read if len(read) == len(lines) else []


def series_meant(word: str, dataset: Dataset) -> str:
    """`Did you mean "…"? ` with the id of the series that has a word for its title, or of the nearest; or nothing."""
    titles = {
        " ".join(title.split()).casefold(): id.partition(".")[2]
        for id, series in reversed([*dataset.series.items()])  # of two alike the first
        for title in (*series.written[:1], series.short, series.title)
        if title
    }
    folded = " ".join(word.split()).casefold()
    if found := titles.get(folded):
        return f'Did you mean "{found}"? '
    near = near_id(word, [id.partition(".")[2] for id in dataset.series]) or titles.get(near_id(folded, titles), "")
    return f'Did you mean "{near}"? ' if near else ""


def read_period(written: str, place: Place, dataset: Dataset) -> Period | Problem:
    """The period that a cell writes, of the dataset's frequency."""
    try:
        period = parse_period(written)
    except ValueError as error:
        return problem(MALFORMED_PERIOD, place, str(error), _meant_year(written))
    if dataset.frequency and period.form.value != dataset.frequency and not _same_year(period, dataset.frequency):
        message = f'"{written}" is {period.form.one}; the periods of this dataset are {dataset.frequency}s'
        return problem(PERIOD_FREQUENCY, place, message)
    return period


def _meant_year(written: str) -> str:
    """The order for a financial year with a hyphen or with four digits more, as in 2024-25; nothing for others."""
    found = re.fullmatch(r"(?P<first>[12][0-9]{3})[-–/](?:[12][0-9])?(?P<last>[0-9]{2})", written.strip())
    if not found or (int(found["first"]) + 1) % 100 != int(found["last"]):
        return ""
    return f"Write {found['first']}/{found['last']} for the financial year."


def _same_year(period: Period, frequency: str) -> bool:
    """Whether a period is such a year, written by its last month: "year ending 2018-03" among financial years."""
    last = {Form.FINANCIAL_YEAR.value: 3, Form.CALENDAR_YEAR.value: 12}.get(frequency)
    return period.months == 12 and period.end is not None and period.end.month == last


def read_flags(text: str, place: Place) -> str | Problem:
    """The letters of a cell's flags, in the order of the list; none twice."""
    if set(text) <= FLAGS.keys() and len(set(text)) == len(text):
        return "".join(flag for flag in FLAGS if flag in text)
    told = ", ".join(f"{flag} {words}" for flag, words in FLAGS.items())
    return problem(UNKNOWN_CHOICE, place, f'"{text}" is no flag', f"Write one of these letters or several: {told}.")


def read_value(text: str, series: Series) -> Value | None:
    """The exact value that a cell writes; None where it writes none."""
    if series.ratio:
        found = _RATIO.fullmatch(text)
        return Ratio(int(found[1]), int(found[2])) if found and int(found[1]) <= int(found[2]) else None
    number = exact_number(text)
    if number is None and series.unit.startswith("£"):
        return exact_number(text.removeprefix("£"))
    if number is None and series.unit == "%":
        return exact_number(text.removesuffix("%"))
    return number


@lru_cache(maxsize=1 << 16)
def exact_number(text: str) -> Decimal | None:
    """The number that a text is and nothing else; a table holds most of its numbers more than once."""
    return Decimal(text.replace(",", "")) if len(text) <= LONGEST_NUMBER and NUMBER.fullmatch(text) else None


def explained(
    malformed: list[Malformed], dataset: Dataset, known: Callable[[str], Mapping[str, Value | None]]
) -> Iterator[Problem]:
    """Each value that is no number, with what `known`, the values of its period by series, say of it."""
    for cell in malformed:
        yield _malformed(cell, dataset, known(cell.period))


def _malformed(cell: Malformed, dataset: Dataset, known: Mapping[str, Value | None]) -> Problem:
    """A cell that is no number, with the value that a total implies, or what its author may have meant."""
    place, text = cell.place, cell.text
    if cell.series.ratio:
        return problem(MALFORMED_NUMBER, place, f'"{text}" is no ratio', "Write it as 1 in 7.")
    message = f'"{text}" is no number'
    implied = _implied(cell.series.id, dataset, known)
    if implied is not None:
        remedy = f"The other rows and the total for {cell.period} leave {implied:,f}. Write {implied:f}."
        return problem(MALFORMED_NUMBER, place, message, remedy)
    if re.fullmatch(r"-?0[0-9,.]*", text):
        remedy = "A digit may be lost, or two changed over. Check the source, and write no nought before others."
        return problem(MALFORMED_NUMBER, place, f"{message} as it is written", remedy)
    digits = text.strip().translate(_DIGITS)
    if digits != text and NUMBER.fullmatch(digits):
        return problem(MALFORMED_NUMBER, place, message, f"Write {digits.replace(',', '')}.")
    if re.fullmatch(r"-?[0-9]{1,3}(\.[0-9]{3})+(,[0-9]+)?", text):
        british = text.replace(".", "").replace(",", ".")
        return problem(MALFORMED_NUMBER, place, message, f"Write {british}: a dot before decimals, no comma.")
    if about := _ABOUT.fullmatch(text):
        word = QUALIFIED.get(about["word"].lower().rstrip("."), about["word"].lower())
        remedy = f"Write {about['number'].replace(',', '')}, and {word} in the column qualifier."
        return problem(MALFORMED_NUMBER, place, message, remedy)
    if re.fullmatch(r"£?[0-9][0-9.,]* ?(?:k|m|bn|thousand|million|billion)", text, re.IGNORECASE):
        unit = cell.series.unit or "whole numbers"
        return problem(MALFORMED_NUMBER, place, message, f"Write all its digits, in the unit of the series: {unit}.")
    if re.fullmatch(r"[0-9]+,[0-9]{1,2}", text):
        remedy = "A digit may be missing, or the comma may stand for a dot. Check the source."
        return problem(MALFORMED_NUMBER, place, message, remedy)
    if text.strip().lower() in ("nan", "n/a", "na", "null", "none", "-", "–", "inf", "x", "[x]"):
        return problem(MALFORMED_NUMBER, place, message, "Leave the cell empty and say why in the note.")
    return problem(MALFORMED_NUMBER, place, message)


def _implied(name: str, dataset: Dataset, known: Mapping[str, Value | None]) -> Decimal | None:
    """What a printed total leaves for one of its parts when every other part is there; None where none does."""
    for total in dataset.series.values():
        whole = known.get(total.id)
        if name in total.total_of and isinstance(whole, Decimal):
            others = [known.get(part) for part in total.total_of if part != name]
            if all(isinstance(value, Decimal) for value in others):
                return whole - sum((value for value in others if isinstance(value, Decimal)), Decimal(0))
    return None


# a number that is not exact, as people write it, and the qualifiers for their signs
_ABOUT = pattern(
    r"(?P<word>c\.?|ca\.?|circa|approx\.?|~|≈|>|over|about|around|almost|more than)"
    r" ?(?P<number>[1-9][0-9,]{0,14}(?:\.[0-9]{1,9})?)",
    re.IGNORECASE,
)
QUALIFIED = {**dict.fromkeys(("c", "ca", "circa", "approx", "~", "≈"), "around"), ">": "more than"}
# look-alikes of digits: letters, full-width forms, and the proper minus
_DIGITS = str.maketrans(
    {"O": "0", "o": "0", "l": "1", "I": "1", "−": "-", "–": "-", " ": None, "\u00a0": None}
    | {chr(0xFF10 + n): str(n) for n in range(10)}
)
