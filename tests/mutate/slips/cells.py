"""Slips in the cells of a CSV, as a hand that types or a spreadsheet that helps leaves them."""

from __future__ import annotations

import re
from random import Random

from tests.mutate.cells import Cell, cells, chosen, joined, split
from tests.mutate.changes import Change, Files, change, kinds_of
from tests.mutate.plausible import ordinary


def typed(files: Files, cell: Cell, text: str) -> Change | None:
    """The cell with other text, plausible where nothing in the workspace binds it."""
    row = split(cell.line.text)
    row[cell.column] = text
    return change(files, cell.line, joined(row), ordinary(files, cell, text))


def digit_doubled(files: Files, chance: Random) -> Change | None:
    """A digit is typed twice."""
    cell = chosen(files, chance, lambda cell: len(cell.text) >= 2)
    if not cell:
        return None
    at = chance.choice([at for at, sign in enumerate(cell.text) if sign.isdigit()])
    return typed(files, cell, cell.text[: at + 1] + cell.text[at] + cell.text[at + 1 :])


def digit_dropped(files: Files, chance: Random) -> Change | None:
    """A digit is left out."""
    cell = chosen(files, chance, lambda cell: len(cell.text.partition(".")[0]) >= 3)
    if not cell:
        return None
    at = chance.randrange(len(cell.text.partition(".")[0]))
    return typed(files, cell, (cell.text[:at] + cell.text[at + 1 :]).lstrip("0") or "0")


def digits_changed_over(files: Files, chance: Random) -> Change | None:
    """Two digits beside each other are typed the wrong way round."""
    cell = chosen(files, chance, lambda cell: bool(re.search(r"(\d)(?!\1)\d", cell.text)))
    if not cell:
        return None
    spots = [found.start() for found in re.finditer(r"(?=(\d)(?!\1)\d)", cell.text)]
    at = chance.choice(spots)
    return typed(files, cell, cell.text[:at] + cell.text[at + 1] + cell.text[at] + cell.text[at + 2 :])


def point_moved(files: Files, chance: Random) -> Change | None:
    """A decimal point stands a place too far to the right."""
    cell = chosen(files, chance, lambda cell: bool(re.search(r"\.\d", cell.text)))
    return (
        typed(files, cell, re.sub(r"\.(\d)(\d*)", lambda m: m[1] + (f".{m[2]}" if m[2] else ""), cell.text))
        if cell
        else None
    )


def nought_added(files: Files, chance: Random) -> Change | None:
    """A nought too many."""
    cell = chosen(files, chance, lambda cell: cell.text != "0" and "." not in cell.text)
    return typed(files, cell, f"{cell.text}0") if cell else None


def nought_lost(files: Files, chance: Random) -> Change | None:
    """A number that ends with noughts loses one."""
    cell = chosen(files, chance, lambda cell: bool(re.fullmatch(r"[1-9]\d*0", cell.text)))
    return typed(files, cell, cell.text[:-1]) if cell else None


def in_thousands(files: Files, chance: Random) -> Change | None:
    """A number is typed in thousands where all others are whole."""
    cell = chosen(files, chance, lambda cell: "." not in cell.text and len(cell.text) >= 4)
    return typed(files, cell, f"{int(cell.text) / 1000:.1f}") if cell else None


def minus_before(files: Files, chance: Random) -> Change | None:
    """A minus before a number that has none."""
    cell = chosen(files, chance, lambda cell: cell.text not in ("0",) and not cell.text.startswith("-"))
    return typed(files, cell, f"-{cell.text}") if cell else None


def dot_for_comma(files: Files, chance: Random) -> Change | None:
    """Thousands are set off with a point."""
    cell = chosen(files, chance, lambda cell: bool(re.fullmatch(r"\d{4,6}", cell.text)))
    return typed(files, cell, f"{cell.text[:-3]}.{cell.text[-3:]}") if cell else None


def letter_for_digit(files: Files, chance: Random) -> Change | None:
    """The letter O for a nought, or l for a one."""
    cell = chosen(files, chance, lambda cell: bool(re.search("[01]", cell.text)))
    return (
        typed(files, cell, re.sub("[01]", lambda m: "O" if m[0] == "0" else "l", cell.text, count=1)) if cell else None
    )


def value_emptied(files: Files, chance: Random) -> Change | None:
    """A value is deleted and the row stays."""
    cell = chosen(files, chance)
    return typed(files, cell, "") if cell else None


def values_of_two_series_changed_over(files: Files, chance: Random) -> Change | None:
    """The values of two series of one period are changed over."""
    cell = chosen(files, chance)
    if not cell:
        return None
    others = [
        each
        for each in cells(files)
        if each.line.file == cell.line.file
        and each.period == cell.period
        and each.series != cell.series
        and each.text != cell.text
    ]
    if not others:
        return None
    other = chance.choice(others)
    text = files[cell.line.file].split("\n")
    for here, value in ((cell, other.text), (other, cell.text)):
        row = split(text[here.line.at])
        row[here.column] = value
        text[here.line.at] = joined(row)
    told = f"{cell.series} {other.text}, {other.series} {cell.text}"
    both = ordinary(files, cell, other.text) if ordinary(files, other, cell.text) else ""
    content = "\n".join(text).encode("utf-8")
    return Change(cell.line.file, cell.line.at + 1, cell.line.text, told, content, plausible=both)


def value_of_the_period_before(files: Files, chance: Random) -> Change | None:
    """The value of the period before is typed again."""
    cell = chosen(files, chance)
    if not cell:
        return None
    own = [each for each in cells(files) if (each.line.file, each.series) == (cell.line.file, cell.series)]
    at = own.index(cell)
    return typed(files, cell, own[at - 1].text) if at else None


def off_by_one(files: Files, chance: Random) -> Change | None:
    """A number is one too high."""
    cell = chosen(files, chance, lambda cell: "." not in cell.text)
    return typed(files, cell, str(int(cell.text) + 1)) if cell else None


def a_date_of_it(files: Files, chance: Random) -> Change | None:
    """A spreadsheet has made a date of a number."""
    cell = chosen(files, chance, lambda cell: bool(re.fullmatch(r"1?\d", cell.text)))
    return typed(files, cell, f"{cell.text}-Jan") if cell else None


def share_over_a_hundred(files: Files, chance: Random) -> Change | None:
    """A percentage gets a hundred too many."""

    def share(cell: Cell) -> bool:
        defined = "".join(files.get(f"plan/{where}/{cell.dataset}.yaml", "") for where in ("indicators", "datasets"))
        return re.search(r"""^unit: ["']?%""", defined, re.MULTILINE) is not None and float(cell.text) <= 100

    cell = chosen(files, chance, share)
    return typed(files, cell, re.sub(r"^(\d+)", lambda m: str(int(m[1]) + 100), cell.text)) if cell else None


def rounded_away(files: Files, chance: Random) -> Change | None:
    """A number is typed rounded to hundreds."""
    cell = chosen(files, chance, lambda cell: bool(re.fullmatch(r"\d{4,}", cell.text)) and not cell.text.endswith("00"))
    return typed(files, cell, str(round(int(cell.text), -2))) if cell else None


KINDS = kinds_of(
    "cells",
    digit_doubled,
    digit_dropped,
    digits_changed_over,
    point_moved,
    nought_added,
    nought_lost,
    in_thousands,
    minus_before,
    dot_for_comma,
    letter_for_digit,
    value_emptied,
    values_of_two_series_changed_over,
    value_of_the_period_before,
    off_by_one,
    a_date_of_it,
    share_over_a_hundred,
    rounded_away,
)
