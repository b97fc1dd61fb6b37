"""From the CSV files of a workspace to their cells."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from random import Random

from tests.mutate.changes import Files, Line


@dataclass(frozen=True)
class Cell:
    """A number in a CSV: its line, where its column stands, its series and its period."""

    line: Line
    column: int
    series: str
    period: str
    text: str

    @property
    def dataset(self) -> str:
        return self.line.file.removeprefix("data/").removesuffix(".csv")


def split(text: str) -> list[str]:
    return next(csv.reader([text]), [])


def joined(cells: list[str]) -> str:
    return ",".join(f'"{cell.replace(chr(34), chr(34) * 2)}"' if re.search('[,"]', cell) else cell for cell in cells)


def cells(files: Files) -> Iterator[Cell]:
    """Every number of every CSV, in either shape."""
    for file, text in sorted(files.items()):
        if file.startswith("data/") and file.endswith(".csv") and "revisions" not in file:
            yield from cells_of(file, text)


@cache
def cells_of(file: str, text: str) -> tuple[Cell, ...]:
    """Every number of a CSV."""
    rows = text.split("\n")
    head = split(rows[0])
    found: list[Cell] = []
    for at, row in enumerate(rows[1:], 1):
        values = split(row)
        if len(values) != len(head):
            continue
        if head[0] == "series" and re.fullmatch(r"-?[0-9.]+", values[3]):
            found.append(Cell(Line(file, at, row), 3, values[0], values[1], values[3]))
        elif head[0] == "period":
            for column, cell in enumerate(values[1:], 1):
                if re.fullmatch(r"-?[0-9.]+", cell):
                    found.append(Cell(Line(file, at, row), column, head[column], values[0], cell))
    return tuple(found)


def chosen(files: Files, chance: Random, fits: Callable[[Cell], bool] = lambda cell: True) -> Cell | None:
    """A cell: first a file by chance, so that no large table takes all slips, then one of its cells."""
    known: dict[str, list[Cell]] = {}
    for cell in cells(files):
        if fits(cell):
            known.setdefault(cell.line.file, []).append(cell)
    return chance.choice(known[chance.choice(sorted(known))]) if known else None
