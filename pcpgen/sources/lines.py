"""From a file as it comes to its rows, each with its number; what a table is and where is not asked here."""

from __future__ import annotations

import codecs
import csv
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path

from pcpgen.load.rules import MISSING_FILE, UNREADABLE_FILE
from pcpgen.load.sheet import Cell
from pcpgen.model.extraction import SEPARATORS, Extraction
from pcpgen.place import Place, cell_place
from pcpgen.problems import did_you_mean, listed, problem
from pcpgen.rules import FILE_TOO_LARGE
from pcpgen.sources.unfit import Unfit
from pcpgen.values import dataclass

LIMIT = 256 << 20  # bytes of a CSV that is read cell by cell; rows that are counted or added up know none
_SAMPLE = 1 << 20
_FIRST = 20  # lines that tell what stands between the cells
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_CALLED = {"utf-8": "UTF-8", "cp1252": "Windows-1252", "utf-16": "UTF-16"}


class Line:
    """A row of a table: its texts, and its cells with their kinds and places where somebody asks for them."""

    __slots__ = ("_cells", "file", "number", "texts")

    def __init__(self, file: str, number: int, texts: Sequence[str], cells: Sequence[Cell | None] = ()) -> None:
        self.file, self.number, self.texts, self._cells = file, number, texts, cells

    def text(self, at: int) -> str:
        return self.texts[at] if at < len(self.texts) else ""

    def cell(self, at: int) -> Cell | None:
        if self._cells:
            return self._cells[at] if at < len(self._cells) else None
        text = self.text(at)
        return Cell(self.place(at), f"line {self.number}", text) if text else None

    def place(self, at: int) -> Place:
        if self._cells:
            cell = self._cells[at] if at < len(self._cells) else None
            return cell.place if cell else Place(self.file, self.number, at + 1)
        return cell_place(self.file, self.number, ",".join(self.texts), at)

    @property
    def is_empty(self) -> bool:
        return not any(self.texts)


@dataclass(frozen=True, slots=True)
class Written:
    """How the text of a CSV is written."""

    encoding: str
    separator: str  # the sign

    @property
    def words(self) -> str:
        name = next(name for name, sign in SEPARATORS.items() if sign == self.separator)
        return f"{_CALLED[self.encoding]}, {name}s" if name != "bar" else f"{_CALLED[self.encoding]}, |"


def plain(text: str) -> str:
    """A cell's text without the blanks around it, and with one for several inside."""
    return " ".join(text.split())


def how_written(path: Path, declared: Extraction) -> Written:
    """The encoding and the separator of a CSV, as they are declared or as its beginning shows them."""
    with path.open("rb") as stream:
        sample = stream.read(_SAMPLE)
    encoding = declared.encoding or _encoding(sample)
    text = codecs.getincrementaldecoder("utf-8-sig" if encoding == "utf-8" else encoding)("replace").decode(sample)
    separator = SEPARATORS[declared.separator] if declared.separator else _separator(text)
    return Written(encoding, separator)


def _encoding(sample: bytes) -> str:
    for begins, name in _MARKS:
        if sample.startswith(begins):
            return name
    try:
        codecs.getincrementaldecoder("utf-8")().decode(sample)  # which a letter cut in two does not disturb
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def _separator(text: str) -> str:
    """The sign by which most of the first lines have as many cells as the first that has several; of two, the one by
    which these are more.
    """
    lines = [line for line in text.splitlines()[: 3 * _FIRST] if line.strip()][:_FIRST]
    best, most = ",", (0, 0)
    for sign in SEPARATORS.values():
        counts = [len(row) for row in csv.reader(lines, delimiter=sign)]
        first = next((count for count in counts if count > 1), 0)
        alike = sum(count == first for count in counts) if first else 0
        if (alike, first) > most:
            best, most = sign, (alike, first)
    return best


def text_lines(path: Path, file: str, written: Written, limit: int = LIMIT) -> Iterator[Line]:
    """The rows of a CSV, numbered by the lines of the file on which they begin."""
    if limit and path.stat().st_size > limit:
        message = f"{file} has {path.stat().st_size:,} bytes, and {LIMIT:,} are the most that are read cell by cell"
        raise Unfit(problem(FILE_TOO_LARGE, Place(file), message, "Add its rows up with sum:, or count them."))
    try:
        with path.open(encoding=_codec(written), newline="") as stream:
            read, line = csv.reader(stream, delimiter=written.separator, strict=True), 1
            for cells in read:
                number, line = line, read.line_num + 1
                yield Line(file, number, [plain(cell) for cell in cells])
    except UnicodeDecodeError:
        raise not_written_in(written.encoding, Place(file)) from None
    except csv.Error as error:
        raise Unfit(problem(UNREADABLE_FILE, Place(file, line), f"the row cannot be read: {error}")) from None


def lines_to(path: Path, written: Written, row: int) -> tuple[int, bool]:
    """How many lines of a CSV end with the row that begins on line `row`, and whether a cell of one of its rows so far
    holds a line break.
    """
    with path.open(encoding=_codec(written), newline="") as stream:
        read, rows = csv.reader(stream, delimiter=written.separator, strict=True), 0
        while read.line_num < row:
            next(read)
            rows += 1
        return read.line_num, rows < read.line_num


def in_utf_8(path: Path, copy: Path, file: str, written: Written, heads: int) -> Path:
    """A copy of a CSV in UTF-8; the lines of its heads are empty, and end as they did. Raises Unfit."""
    try:
        with (
            path.open(encoding=_codec(written), newline="") as old,
            copy.open("w", encoding="utf-8", newline="") as new,
        ):
            first = [old.readline() for _ in range(heads)]
            new.write((first[-1][len(first[-1].rstrip("\r\n")) :] or "\n") * heads)
            shutil.copyfileobj(old, new)
    except UnicodeDecodeError:
        raise not_written_in(written.encoding, Place(file)) from None
    return copy


def not_written_in(encoding: str, place: Place) -> Unfit:
    remedy = "It may be cut short or be no text: take it from its publisher again, or write encoding: if it is another."
    if encoding == "utf-8":
        remedy = "Write encoding: cp1252 where the letters are those of Windows."
    return Unfit(problem(UNREADABLE_FILE, place, f"{place.file} is not written in {_CALLED[encoding]}", remedy))


def _codec(written: Written) -> str:
    return "utf-8-sig" if written.encoding == "utf-8" else written.encoding


def found_files(root: Path, declared: Extraction) -> tuple[str, ...]:
    """The files that a declaration names, by their paths in the workspace, in order. Raises Unfit where none is."""
    wanted = declared.file.value
    paths = sorted(path for path in root.glob(wanted) if path.is_file())
    if any(_is_linked(root, path) for path in paths):
        message = f"{wanted} is a link, or lies behind one"
        raise Unfit(problem(UNREADABLE_FILE, declared.file.place, message, "Put the file itself in its place."))
    if not paths:
        folder = root / "sources"
        known = [path.relative_to(root).as_posix() for path in sorted(folder.rglob("*")) if path.is_file()]
        there = f"There are: {listed(known)}." if known else "The folder sources/ is empty."
        remedy = f"{did_you_mean(wanted, known)}Put it there as it was published, or correct its name. {there}"
        raise Unfit(problem(MISSING_FILE, declared.file.place, f"there is no file {wanted}", remedy))
    return tuple(path.relative_to(root).as_posix() for path in paths)


def _is_linked(root: Path, path: Path) -> bool:
    return any(each.is_symlink() for each in (path, *path.parents) if each != root and root in each.parents)


def first_lines(lines: Iterator[Line], count: int) -> list[Line]:
    return list(islice(lines, count))


def grid_lines(file: str, rows: Sequence[Sequence[Cell | None]]) -> Iterator[Line]:
    """The rows of a workbook's sheet."""
    for number, row in enumerate(rows, 1):
        cells = [
            replace(cell, content=plain(cell.content)) if cell and isinstance(cell.content, str) else cell
            for cell in row
        ]
        yield Line(file, number, [_said(cell) for cell in cells], cells)


def _said(cell: Cell | None) -> str:
    return "" if cell is None else str(cell.content)
