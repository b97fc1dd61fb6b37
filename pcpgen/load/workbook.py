"""From an Excel workbook's bytes to why it is not opened: a look at its parts that takes little time and memory.

What opens it afterwards makes every cell of a merged range, reads every style and follows every part, so what would
take it minutes must be found before. The parts are read as a stream, each as far as its limits go.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import IO, TYPE_CHECKING
from xml.parsers import expat

from pcpgen.patterns import pattern
from pcpgen.place import column_number
from pcpgen.values import dataclass

if TYPE_CHECKING:
    from pyexpat import XMLParserType

UNPACKED = 32 << 20  # bytes of all that a workbook holds
PARTS = 1_000
DEPTH = 60  # elements in each other
ELEMENTS = 2_000_000  # in all parts
RANGES = 20_000  # cells that merged ranges and ranges of links span
_STEP = 1 << 16
# how many there may be of an element in all parts, and what a person calls it
MOST = {
    "mergeCell": (1_000, "merged ranges"),
    "c": (400_000, "cells"),
    "table-cell": (400_000, "cells"),
    "si": (400_000, "different texts"),
    "xf": (20_000, "cell styles"),
    "font": (4_000, "fonts"),
    "fill": (4_000, "fills"),
    "border": (4_000, "borders"),
    "numFmt": (4_000, "number formats"),
    "cfRule": (4_000, "conditional formats"),
    "hyperlink": (4_000, "links"),
    "sheet": (200, "sheets"),
}
_SPANNING = {"mergeCell": "merged cells", "hyperlink": "a link"}
# elements that a cell is made of, in Excel's workbooks and in those of OpenDocument
_OF_CELLS = frozenset(("c", "si", "row", "v", "t", "f", "is", "table-row", "table-cell", "covered-table-cell", "p"))
_OTHERS = 100_000  # elements of a part that holds no cells and no texts: a drawing, a chart, styles
_RANGE = pattern(r"\$?([A-Z]{1,3})\$?([0-9]{1,7}):\$?([A-Z]{1,3})\$?([0-9]{1,7})")

_PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # as a workbook may be; what others ask for is not loaded
_LOCKED = 1  # the flag of a part behind a password
# what reading a damaged archive or part raises: a version, an offset or an encoding that the libraries do not know too
_DAMAGED = (
    zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, expat.ExpatError, OSError, EOFError,
    NotImplementedError, ValueError, LookupError,
)  # fmt: skip


class TooMuch(Exception):
    """What a workbook holds too much of, in words."""


class NoWorkbook(Exception):
    """The bytes are no workbook that can be read."""


@dataclass(frozen=True, slots=True)
class _Counted:
    """How many there are of each element, in all parts so far."""

    elements: dict[str, int]
    others: int  # elements of a part that holds no cells

    def add(self, name: str, attributes: dict[str, str]) -> None:
        count = self.elements[name] = self.elements.get(name, 0) + 1
        if name in MOST and count > MOST[name][0]:
            most, what = MOST[name]
            raise TooMuch(f"holds more than {most:,} {what}")
        if name in _SPANNING and ":" in (ref := attributes.get("ref", "")):
            spanned = self.elements[":"] = self.elements.get(":", 0) + _area(ref)
            if spanned > RANGES:
                raise TooMuch(f"has {_SPANNING[name]} over {ref[:40]}, and {RANGES:,} cells are the most for all such")


def look_into(content: bytes, others: int = _OTHERS) -> None:
    """Raises TooMuch or NoWorkbook for what must not be opened; a part may have so many `others` than cells."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            parts = packed.infolist()
            if any(each.flag_bits & _LOCKED or each.compress_type not in _PACKED for each in parts):
                raise NoWorkbook
            unpacked = sum(each.file_size for each in parts)
            if unpacked > UNPACKED:
                raise TooMuch(f"holds {unpacked:,} bytes; {UNPACKED:,} are the most")
            if len(parts) > PARTS:
                raise TooMuch(f"holds {len(parts):,} parts; {PARTS:,} are the most")
            counted = _Counted({}, others)
            for part in parts:
                with packed.open(part) as stream:
                    _look_at(stream, counted)
    except _DAMAGED as wrong:
        raise NoWorkbook from wrong


def _look_at(stream: IO[bytes], counted: _Counted) -> None:
    """One part; a picture or another that is no XML is not looked at further, and nothing opens it as such."""
    chunk = stream.read(_STEP)
    if not chunk.lstrip(b"\xef\xbb\xbf\xfe\xff \t\r\n\0").startswith(b"<"):
        return
    parser = _parser(counted)
    while chunk:
        parser.Parse(chunk, False)
        chunk = stream.read(_STEP)
    parser.Parse(b"", True)


def _parser(counted: _Counted) -> XMLParserType:
    """A parser that knows no declarations of types, so that no entity grows and no file is read."""
    parser = expat.ParserCreate(namespace_separator=" ")
    depth = here = 0

    def begin(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth, here
        depth, here = depth + 1, here + 1
        local = name.rpartition(" ")[2]
        counted.add(local, attributes)
        if local in _OF_CELLS:
            here -= 1
        elif here > counted.others:
            raise TooMuch(f"has a part of more than {counted.others:,} elements that are no cells")
        if depth > DEPTH:
            raise TooMuch(f"has more than {DEPTH} elements in each other")
        total = counted.elements[""] = counted.elements.get("", 0) + 1
        if total > ELEMENTS:
            raise TooMuch(f"holds more than {ELEMENTS:,} elements")

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1

    def refuse(*_: object) -> None:
        raise NoWorkbook

    parser.StartElementHandler, parser.EndElementHandler = begin, end
    parser.StartDoctypeDeclHandler = refuse
    return parser


def _area(ref: str) -> int:
    """How many cells a range spans."""
    found = _RANGE.fullmatch(ref)
    if found is None:
        raise NoWorkbook
    wide = abs(column_number(found[3]) - column_number(found[1])) + 1
    return wide * (abs(int(found[4]) - int(found[2])) + 1)
