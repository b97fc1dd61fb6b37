"""Slips in the rows and columns of a CSV."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

from tests.mutate.cells import cells, chosen, joined, split
from tests.mutate.changes import Change, Files, Line, change, delete, kinds_of, lines, one
from tests.mutate.plausible import ordinary


def row(files: Files, chance: Random) -> Line | None:
    known = [
        file for file in sorted(files) if file.startswith("data/") and file.endswith(".csv") and "revisions" not in file
    ]
    file = chance.choice(known)
    return one(chance, list(lines(files, under=file))[1:])


def row_deleted(files: Files, chance: Random) -> Change | None:
    """A row is deleted."""
    line = row(files, chance)
    return delete(files, line) if line else None


def row_doubled(files: Files, chance: Random) -> Change | None:
    """A row stands twice."""
    line = row(files, chance)
    return change(files, line, f"{line.text}\n{line.text}") if line else None


def in_period(files: Files, chance: Random, turn: Callable[[str], str]) -> Change | None:
    line = row(files, chance)
    if not line:
        return None
    found = split(line.text)
    at = 1 if files[line.file].startswith("series,") else 0
    found[at] = turn(found[at])
    return change(files, line, joined(found))


def year_before(files: Files, chance: Random) -> Change | None:
    """A period of the year before, which stands there already or breaks the row of years."""
    return in_period(files, chance, lambda period: re.sub(r"(20\d\d)", lambda m: str(int(m[1]) - 1), period, count=1))


def century_off(files: Files, chance: Random) -> Change | None:
    """A year of the century before."""
    return in_period(files, chance, lambda period: period.replace("20", "19", 1))


def month_that_is_none(files: Files, chance: Random) -> Change | None:
    """A thirteenth month, or a year that does not follow its first."""
    return in_period(files, chance, lambda period: re.sub(r"-\d\d$|/\d\d$", lambda m: f"{m[0][0]}13", period))


def period_of_another_form(files: Files, chance: Random) -> Change | None:
    """A financial year is written with a hyphen, a month by its name."""
    return in_period(
        files,
        chance,
        lambda period: re.sub(
            r"^(20\d\d)[/-](\d\d)$", lambda m: f"{m[1]}-{m[2]}" if "/" in m[0] else f"{m[2]}/{m[1]}", period
        ),
    )


def series_misspelt(files: Files, chance: Random) -> Change | None:
    """The name of a series lacks a letter."""
    line = one(
        chance, [each for each in lines(files, ".csv", "data/") if files[each.file].startswith("series,") and each.at]
    )
    return change(files, line, line.text[1:]) if line else None


def heads_changed_over(files: Files, chance: Random) -> Change | None:
    """The heads of two columns are changed over."""
    known = [
        Line(file, 0, text.split("\n")[0])
        for file, text in sorted(files.items())
        if file.startswith("data/") and file.endswith(".csv")
    ]
    line = chance.choice(known)
    heads = line.text.split(",")
    at = chance.randrange(1, len(heads) - 1)
    heads[at], heads[at + 1] = heads[at + 1], heads[at]
    return change(files, line, ",".join(heads))


def blank_in_head(files: Files, chance: Random) -> Change | None:
    """A blank behind the head of a column."""
    known = [
        Line(file, 0, text.split("\n")[0])
        for file, text in sorted(files.items())
        if file.startswith("data/") and file.endswith(".csv")
    ]
    line = chance.choice(known)
    return change(files, line, line.text.replace(",", " ,", 1))


def cell_too_many(files: Files, chance: Random) -> Change | None:
    """A comma too many."""
    line = row(files, chance)
    return change(files, line, line.text.replace(",", ",,", 1)) if line else None


def newest_period_left_out(files: Files, chance: Random) -> Change | None:
    """The rows of the newest period of a table are left out."""
    cell = chosen(files, chance)
    if not cell:
        return None
    newest = max(each.period for each in cells(files) if each.line.file == cell.line.file)
    kept = [text for text in files[cell.line.file].split("\n") if newest not in split(text)[:2]]
    return Change(cell.line.file, 1, f"rows of {newest}", "", "\n".join(kept).encode("utf-8"))


def last_year_pasted_again(files: Files, chance: Random) -> Change | None:
    """The values of the period before stand under the newest one, in every series."""
    cell = chosen(files, chance)
    if not cell:
        return None
    of_file = [each for each in cells(files) if each.line.file == cell.line.file]
    periods = sorted({each.period for each in of_file})
    if len(periods) < 2:
        return None
    before = {each.series: each.text for each in of_file if each.period == periods[-2]}
    text = files[cell.line.file].split("\n")
    for each in of_file:
        if each.period == periods[-1] and each.series in before:
            found = split(text[each.line.at])
            found[each.column] = before[each.series]
            text[each.line.at] = joined(found)
    content = "\n".join(text).encode("utf-8")
    if content == files[cell.line.file].encode("utf-8"):
        return None
    newest = [each for each in of_file if each.period == periods[-1] and each.series in before]
    alone = ordinary(files, newest[0], before[newest[0].series]) if len(newest) == 1 else ""
    after = f"those of {periods[-2]}"
    return Change(cell.line.file, 2, f"values of {periods[-1]}", after, content, plausible=alone)


def semicolons(files: Files, chance: Random) -> Change | None:
    """The file is saved with semicolons."""
    known = [file for file in sorted(files) if file.startswith("data/") and file.endswith(".csv")]
    file = chance.choice(known)
    return Change(file, 1, "commas", "semicolons", files[file].replace(",", ";").encode("utf-8"))


def empty_line_within(files: Files, chance: Random) -> Change | None:
    """An empty line between rows."""
    line = row(files, chance)
    return change(files, line, f"\n{line.text}") if line else None


KINDS = kinds_of(
    "rows",
    row_deleted,
    row_doubled,
    year_before,
    century_off,
    month_that_is_none,
    period_of_another_form,
    series_misspelt,
    heads_changed_over,
    blank_in_head,
    cell_too_many,
    newest_period_left_out,
    last_year_pasted_again,
    semicolons,
    empty_line_within,
)
