"""From a cell of a publisher's table to its value, or to what stands in its place and why."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from pcpgen.load.cells import LONGEST_NUMBER, read_value
from pcpgen.load.sheet import Cell
from pcpgen.model.data import FLAGS, Series, Value
from pcpgen.model.extraction import Extraction
from pcpgen.patterns import pattern

# what publishers write in place of a number, as the guidance on official spreadsheets and long habit have it
WELL_KNOWN: Mapping[str, str] = {
    "[c]": "suppressed",
    "*": "suppressed",
    "[x]": "not-available",
    "..": "not-available",
    "n/a": "not-available",
    "[z]": "not-applicable",
    "[low]": "low",
}
_FLAGGED = pattern(r"(?P<value>.*?)\s*\[(?P<flag>[prefub]+)\]")
_POINTS = pattern(r"-?(?:[0-9]{1,3}(?:\.[0-9]{3})+|[0-9]+)(?:,[0-9]+)?")
_BLANKS = pattern(r"-?(?:[0-9]{1,3}(?: [0-9]{3})+|[0-9]+)(?:,[0-9]+)?")
_SIGNS = str.maketrans({"−": "-", "\u00a0": " ", "\u202f": " "})


_HINTS = (
    (pattern(r"\([£0-9.,% ]+\)"), "Brackets may mean a number below nought: write it with a minus. "),
    (pattern(r"[£0-9.,% ]+[-−–]"), "Write the minus before the number. "),
    (pattern(r"(?:<|≤|fewer than|less than|under|up to) ?[0-9]+|[0-9] ?[-–] ?[0-9]"), "A count kept back is [c]. "),
    (pattern(r"£?[0-9.,]+ ?(?:k|m|bn|million|thousand)|[0-9.]+e[+-]?[0-9]+"), "Write all digits of the number. "),
    (
        pattern(r"[0-9.,]+(?: ?[*†‡#¹²³⁰⁴⁵⁶⁷⁸⁹]+| ?\(?[0-9a-z]\)| ?[a-z]| [0-9])"),
        "The mark of a note is no part of a number: take it out; what is provisional or revised ends with [p] or [r]. ",
    ),
)


# what to write in a file that nothing declares
IN_THE_FILE = "Write the number, [c] for a count that is kept back, or leave the cell empty."


def hint(text: str) -> str:
    """What to write in place of what is no number, where it can be told."""
    said = text.strip().casefold()
    return next((words for written, words in _HINTS if written.fullmatch(said)), "")


class Read(NamedTuple):
    """What a cell says: a value, or what it means that there is none."""

    value: Value | None
    meaning: str = ""  # of MEANINGS; "empty" where nothing stands there
    flags: str = ""
    known_mark: str = ""  # which no declaration explains


def read_cell(cell: Cell | None, series: Series, declared: Extraction) -> Read | None:
    """The value of a cell or why it has none; None where what it says is neither."""
    if cell is None:
        return Read(None, "empty")
    text = cell.content
    if not isinstance(text, str):
        value = value_of(cell, series, declared.numbers)
        return None if value is None else Read(value)
    marks = {mark.casefold(): meaning for mark, meaning in declared.marks.items()}
    if meaning := marks.get(text.casefold(), ""):
        return Read(Decimal(0)) if meaning == "nought" else Read(None, meaning)
    if meaning := WELL_KNOWN.get(text.casefold(), ""):
        return Read(None, meaning, known_mark=text)
    flags = ""
    if (found := _FLAGGED.fullmatch(text)) and found["value"]:
        text, letters = found["value"], found["flag"]
        flags = "".join(flag for flag in FLAGS if flag in letters)
    value = _number(text, series, declared.numbers)
    return None if value is None else Read(value, "", flags)


def value_of(cell: Cell, series: Series, numbers: str = "") -> Value | None:
    """The exact value of a cell; None where it holds none of this series. A percentage is what it is shown as."""
    content = cell.content
    if isinstance(content, Decimal):
        if series.ratio or (cell.percent and series.unit != "%"):
            return None
        exact = Decimal(format(content * 100 if cell.percent else content, "f"))
        exact = exact.normalize() if exact else Decimal(0)
        exact = Decimal(format(exact, "f"))
        return exact if len(format(exact, "f")) <= LONGEST_NUMBER else None
    return _number(content, series, numbers) if isinstance(content, str) else None


def _number(text: str, series: Series, numbers: str) -> Value | None:
    text = text.translate(_SIGNS).strip()
    written = {"1.234,5": _POINTS, "1 234,5": _BLANKS}.get(numbers)
    if written is not None:
        bare = text.removeprefix("£").removesuffix("%").strip()
        if not written.fullmatch(bare):
            return None
        plain = bare.replace(numbers[1], "").replace(",", ".")
        text = text.replace(bare, plain)
    if text.endswith("%"):
        text = f"{text[:-1].rstrip()}%"  # 54.2 %, as other languages write it
    return read_value(text, series)
