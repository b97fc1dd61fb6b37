"""Rows and cells that an analyst adds or revises, and the forms in which a CSV may be saved."""

from __future__ import annotations

import calendar
import csv
import io
import re
from collections import Counter
from collections.abc import Callable, Iterator
from random import Random

from tests.mutate.cells import Cell, cells, cells_of, chosen, joined, split
from tests.mutate.changes import Change, Files, kinds_of, rewrite
from tests.mutate.plausible import bound


def tables(files: Files) -> Iterator[str]:
    for file in sorted(files):
        if re.fullmatch(r"data/[a-z0-9-]+\.csv", file):
            yield file


def of_one(files: Files, chance: Random, turn: Callable[[str], str]) -> Change | None:
    """The change of one table by a turn of its whole text."""
    file = chance.choice(list(tables(files)))
    return rewrite(files, {file: turn(files[file])})


def twin(files: Files, table: str) -> str:
    """The file that defines a table's series."""
    name = table.removeprefix("data/").removesuffix(".csv")
    return next(file for where in ("indicators", "datasets") if (file := f"plan/{where}/{name}.yaml") in files)


def free(files: Files, table: str) -> bool:
    """Whether no claim, change or twin binds a table's newest values."""
    name = table.removeprefix("data/").removesuffix(".csv")
    written = "".join(text for file, text in files.items() if file.endswith((".md", ".yaml")))
    named = re.search(rf"(claim|change\(|index\(|share_of\() *\"[^\"]*\b{name}\.", written)
    rated = re.search(rf"(of|population|dataset): {name}\b", written)
    return not named and not rated and "same_as" not in files[twin(files, table)] and f"same_as: {name}." not in written


def moved(value: str, step: float) -> str:
    """A value a little higher or lower, with as many decimals."""
    decimals = len(value.partition(".")[2])
    number = float(value) * (1 + step)
    least = 10.0**-decimals * (1 if step > 0 else -1)
    if abs(number - float(value)) < abs(least):
        number = float(value) + least
    return f"{number:.{decimals}f}"


def given(value: str, base: int) -> str:
    """The percentage nearest to one that so many people can give; the same where it has no base."""
    if not base:
        return value
    return f"{100 * round(float(value) * base / 100) / base:.{len(value.partition('.')[2])}f}"


def after(period: str) -> str:
    """The period after one; empty where its form has none that follows plainly."""
    if found := re.fullmatch(r"(20\d\d)/(\d\d)", period):
        return f"{int(found[1]) + 1}/{int(found[2]) + 1:02d}"
    if found := re.fullmatch(r"(20\d\d)-(\d\d)", period):
        year, month = int(found[1]), int(found[2])
        return f"{year}-{month + 1:02d}" if month < 12 else f"{year + 1}-01"
    return str(int(period) + 1) if re.fullmatch(r"20\d\d", period) else ""


def last_day(period: str) -> str:
    if found := re.fullmatch(r"(20\d\d)/\d\d", period):
        return f"{int(found[1]) + 1}-03-31"
    if found := re.fullmatch(r"(20\d\d)-(\d\d)", period):
        return f"{period}-{calendar.monthrange(int(found[1]), int(found[2]))[1]:02d}"
    return f"{period}-12-31"


def newest_period_added(files: Files, chance: Random) -> Change | None:
    """The rows of a new period, a little up or down, and the day on which the data were taken."""
    known = []
    for file in tables(files):
        periods = {cell.period for cell in cells(files) if cell.line.file == file}
        if (
            periods
            and after(max(periods))
            and free(files, file)
            and ",base," not in files[file]
            and len({len(each) for each in periods}) == 1
        ):
            known.append((file, max(periods)))
    if not known:
        return None
    file, newest = chance.choice(known)
    head, *rows = files[file].rstrip("\n").split("\n")
    tall = head.startswith("series,")
    added = []
    for row in (split(row) for row in rows):
        if row[1 if tall else 0] != newest:
            continue
        row[1 if tall else 0] = after(newest)
        columns = (3,) if tall else range(1, len(row))
        for at in columns:
            if re.fullmatch(r"\d+(\.\d+)?", row[at]):
                row[at] = moved(row[at], chance.choice((0.02, -0.02, 0.03)))
                if tall and "base" in split(head):
                    row[at] = given(row[at], int(row[split(head).index("base")] or 0))
        added.append(joined(row))
    defining = twin(files, file)
    as_at = re.sub(r"(?m)^as_at: .*$", f"as_at: {last_day(after(newest))}", files[defining])
    return rewrite(files, {file: "\n".join([head, *rows, *added]) + "\n", defining: as_at})


def unbound(files: Files, chance: Random, least: str = r"\d+(\.\d+)?") -> Cell | None:
    """A cell that no total, share, twin or claim binds."""
    known = [file for file in tables(files) if free(files, file)]
    for file in chance.sample(known, len(known)):
        own = [cell for cell in cells_of(file, files[file]) if re.fullmatch(least, cell.text)]
        for cell in chance.sample(own, len(own)):
            if not bound(files, cell):
                return cell
    return None


def with_cell(files: Files, cell: Cell, value: str, note: str = "") -> str:
    """The text of a table with another value in a cell, and a note beside it."""
    text = files[cell.line.file].split("\n")
    row = split(cell.line.text)
    row[cell.column] = value
    if note:
        row[-1] = note
    text[cell.line.at] = joined(row)
    return "\n".join(text)


def value_revised(files: Files, chance: Random) -> Change | None:
    """A value is revised, and the history says when, from what and why."""
    cell = unbound(files, chance, r"[1-9]\d+")
    if not cell:
        return None
    value = moved(cell.text, 0.01)
    history = f"data/revisions/{cell.dataset}.csv"
    head = files.get(history, "series,period,old,new,date,reason\n")
    line = f"{cell.series},{cell.period},{cell.text},{value},2025-11-03,A late report was counted\n"
    return rewrite(files, {cell.line.file: with_cell(files, cell, value), history: head + line})


def value_confirmed(files: Files, chance: Random) -> Change | None:
    """A value that nobody would expect, confirmed by its note."""
    known = [file for file in tables(files) if files[file].startswith("series,") and free(files, file)]
    counts = Counter((cell.line.file, cell.series) for file in known for cell in cells_of(file, files[file]))
    cell = chosen(
        files,
        chance,
        lambda cell: counts[cell.line.file, cell.series] >= 8 and re.fullmatch(r"[1-9]\d+", cell.text) is not None,
    )
    if not cell:
        return None
    note = chance.choice(("Checked: a festival was held", "Checked: the register was brought up to date, at last"))
    return rewrite(files, {cell.line.file: with_cell(files, cell, f"{cell.text}0", note)})


def note_at_a_value(files: Files, chance: Random) -> Change | None:
    """A value gets a note, with a comma and a number in it."""
    cell = chosen(files, chance, lambda cell: split(cell.line.text)[-1] == "" and cell.line.text.count(",") > 3)
    if not cell:
        return None
    note = chance.choice(("Counted on 5 May, as the source says", "From table 3 of the source", "One return was late"))
    return rewrite(files, {cell.line.file: with_cell(files, cell, cell.text, note)})


def qualifier(files: Files, chance: Random) -> Change | None:
    """A value is about so large, and its source says so."""
    cell = unbound(files, chance)
    if not cell or not files[cell.line.file].startswith("series,"):
        return None
    text = files[cell.line.file].split("\n")
    row = split(cell.line.text)
    row[2] = chance.choice(("about", "around", "estimated"))
    text[cell.line.at] = joined(row)
    return rewrite(files, {cell.line.file: "\n".join(text)})


def flagged(files: Files, chance: Random) -> Change | None:
    """The newest values are provisional, by a column of flags."""
    known = [file for file in tables(files) if files[file].startswith("series,period,qualifier,value,note\n")]
    if not known:
        return None
    file = chance.choice(known)
    head, *rows = (split(row) for row in files[file].rstrip("\n").split("\n"))
    newest = max(row[1] for row in rows)
    told = [[*head[:-1], "flag", "note"], *([*row[:-1], "p" if row[1] == newest else "", row[-1]] for row in rows)]
    return rewrite(files, {file: "\n".join(map(joined, told)) + "\n"})


def rows_by_series(files: Files, chance: Random) -> Change | None:
    """The rows are sorted by series and not by period, or the other way round."""
    known = [file for file in tables(files) if files[file].startswith("series,")]
    if not known:
        return None
    file = chance.choice(known)
    head, *rows = files[file].rstrip("\n").split("\n")
    at = chance.choice((0, 1))
    return rewrite(files, {file: "\n".join([head, *sorted(rows, key=lambda row: split(row)[at])]) + "\n"})


def rewritten(files: Files, chance: Random, quoting: int) -> Change | None:
    def turn(text: str) -> str:
        out = io.StringIO()
        csv.writer(out, quoting=quoting, lineterminator="\n").writerows(csv.reader(io.StringIO(text)))  # type: ignore[arg-type]
        return out.getvalue()

    return of_one(files, chance, turn)


def all_cells_quoted(files: Files, chance: Random) -> Change | None:
    """All cells stand in quotation marks, as some programs save them."""
    return rewritten(files, chance, csv.QUOTE_ALL)


def heads_quoted(files: Files, chance: Random) -> Change | None:
    """The heads stand in quotation marks."""

    def turn(text: str) -> str:
        head, _, rows = text.partition("\n")
        return ",".join(f'"{each}"' for each in split(head)) + "\n" + rows

    return of_one(files, chance, turn)


def ends_of_lines(files: Files, chance: Random) -> Change | None:
    """Lines end as on Windows, or the last one does not end."""
    if chance.random() < 0.5:
        return of_one(files, chance, lambda text: text.rstrip("\n"))
    return of_one(files, chance, lambda text: text.replace("\n", "\r\n"))


def mark_of_byte_order(files: Files, chance: Random) -> Change | None:
    """A mark of the order of bytes stands before the first head."""
    return of_one(files, chance, lambda text: "\ufeff" + text)


def value_as_printed(files: Files, chance: Random) -> Change | None:
    """A value with the comma that its source prints, or with the sign of its unit."""
    cell = chosen(files, chance, lambda cell: re.fullmatch(r"\d{4,}", cell.text) is not None)
    return rewrite(files, {cell.line.file: with_cell(files, cell, f"{int(cell.text):,}")}) if cell else None


def wide(files: Files, chance: Random) -> Change | None:
    """A table has a column for each series."""
    known = []
    for file in tables(files):
        rows = [split(row) for row in files[file].rstrip("\n").split("\n")]
        if rows[0] == ["series", "period", "qualifier", "value", "note"] and not any(
            row[2] + row[4] for row in rows[1:]
        ):
            known.append((file, rows[1:]))
    if not known:
        return None
    file, body = chance.choice(known)
    series = list(dict.fromkeys(row[0] for row in body))
    values = {(row[0], row[1]): row[3] for row in body}
    periods = list(dict.fromkeys(row[1] for row in body))
    if any((one, period) not in values for one in series for period in periods):
        return None
    told = [["period", *series], *([period, *(values[one, period] for one in series)] for period in periods)]
    defining = twin(files, file)
    shaped = re.sub(r"(?m)^series:", "shape: wide\nseries:", files[defining], count=1)
    return rewrite(files, {file: "\n".join(map(joined, told)) + "\n", defining: shaped})


KINDS = kinds_of(
    "data",
    newest_period_added,
    value_revised,
    value_confirmed,
    note_at_a_value,
    qualifier,
    flagged,
    rows_by_series,
    all_cells_quoted,
    heads_quoted,
    ends_of_lines,
    mark_of_byte_order,
    value_as_printed,
    wide,
)
