"""From a CSV as a spreadsheet left it to the same cells: no empty row or column, no blanks around a cell."""

from __future__ import annotations

import re

from pcpgen.load.table import COLUMNS, OPTIONAL
from pcpgen.patterns import pattern

_SEPARATOR = pattern(r"sep=.", re.IGNORECASE)
_AROUND = " \t\u00a0"


def tidy_csv(text: str) -> str:
    """The text with the ends of lines that it has; a file in which a cell goes on in the next line is left alone."""
    end = "\r\n" if "\r\n" in text else "\n"
    lines = text.replace("\r\n", "\n").split("\n")
    if any(line.count('"') % 2 for line in lines):
        return text
    if lines and _SEPARATOR.fullmatch(lines[0].strip().strip('"')):
        lines = lines[1:]
    lines = [_with_commas(line, lines) for line in lines if line.strip(f",;{_AROUND}")]
    if not lines:
        return text
    if commas := min(line[len(line.rstrip(f",{_AROUND}")) :].count(",") for line in lines):
        lines = [line.rsplit(",", commas)[0] for line in lines]
    lines = [line if '"' in line else ",".join(cell.strip(_AROUND) for cell in line.split(",")) for line in lines]
    known = (*COLUMNS, *OPTIONAL)
    head = ",".join(name.lower() if name.lower() in known else name for name in lines[0].split(","))
    return end.join([head, *lines[1:], ""])


def _with_commas(line: str, lines: list[str]) -> str:
    """The line with commas for the semicolons or tabs that part its cells, where no cell can hold either."""
    mark = next((each for each in (";", "\t") if lines[0].count(each) >= 2), "")
    if not mark or any("," in each or '"' in each for each in lines):
        return line
    return line.replace(mark, ",")
