"""From the rows of a publisher's table to the observations in its cells, with all that is left out counted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from functools import lru_cache

from pcpgen.load.rules import MALFORMED_NUMBER, MALFORMED_PERIOD, UNKNOWN_SERIES
from pcpgen.load.sheet import Cell
from pcpgen.load.times import instead_of
from pcpgen.model.data import Dataset
from pcpgen.model.extraction import ALL, BLANK, Extraction, Origin, Words
from pcpgen.model.period import Form, Period, parse_period
from pcpgen.problems import MOST, Problem, problem
from pcpgen.sources.heads import FIRST_ROWS, Heads, named_columns, read_heads, said_scale
from pcpgen.sources.lines import Line
from pcpgen.sources.marks import IN_THE_FILE, Read, hint, read_cell
from pcpgen.sources.notes import otherwise_said
from pcpgen.sources.part import Part, Taken, Tally, Total
from pcpgen.sources.periods import period_of
from pcpgen.sources.series import OTHERS, Naming, fold
from pcpgen.values import dataclass

WHERE, REASON, OTHER, NO_SERIES = "where", "reason", "others", "no-series"
WORDS, TOTAL = "words", "total"


@dataclass(frozen=True)
class _Table:
    """A table as it is read: its declaration, and where each named column stands."""

    declared: Extraction
    dataset: Dataset
    names: Naming
    heads: Heads
    columns: Mapping[str, int]
    sheet: str
    form: Form | None

    def says(self, line: Line, words: Words) -> str:
        """The first column of a row that does not say one of its words; empty where each does."""
        return next((name for name, said in words.items() if not _is(line.text(self.columns[name]), said)), "")


@lru_cache(maxsize=4096)
def _folded(said: tuple[str, ...]) -> frozenset[str]:
    folded = {fold(each) for each in said}
    if BLANK in folded:
        folded.add("")
    if ALL in folded:
        folded |= {"", ALL}
    return frozenset(folded)


def _is(text: str, said: tuple[str, ...]) -> bool:
    return fold(text) in _folded(said)


def read_cells(
    lines: Iterable[Line], declared: Extraction, dataset: Dataset, names: Naming, sheet: str = "", how: str = ""
) -> Part:
    """What a table gives. Raises Unfit where its heads are not those that are declared."""
    first: list[Line] = []
    below = _noted(lines, first)
    form = Form(dataset.frequency) if dataset.frequency else None
    heads = read_heads(below, declared, names, form)
    columns = {name: heads.at(name, declared) for name in named_columns(declared)}
    table, tally = _Table(declared, dataset, names, heads, columns, sheet, form), Tally()
    over = [line for line in first if line.number < heads.lines[0].number]
    tally.scale = said_scale(text for line in over for text in line.texts)
    for at in heads.series:
        _note_title(heads.names[at], names, tally)
    for line in below:
        if len(tally.problems) > MOST:
            break
        if not line.is_empty:
            tally.read += 1
            _take(table, line, tally)
    tally.problems += names.unknown(tally.unknown)
    words = [(text, line.place(at)) for line in over for at, text in enumerate(line.texts) if text]
    tally.unsaid += otherwise_said(sorted(tally.marks), [*tally.notes, *words], table.declared.is_written)
    return tally.part(how)


def _noted(lines: Iterable[Line], first: list[Line]) -> Iterator[Line]:
    """The lines, the first of which are noted."""
    for line in lines:
        if len(first) < FIRST_ROWS:
            first.append(line)
        yield line


def _take(table: _Table, line: Line, tally: Tally) -> None:
    """A row: left out, a total, or the cells that it has."""
    if _is_words(table, line):
        tally.left_out[WORDS, ""] += 1
        tally.notes.append((line.texts[0], line.place(0)))
        return
    if column := table.says(line, table.declared.where):
        tally.left_out[WHERE, column] += 1
        return
    for reason, words in table.declared.leave_out.items():
        if not table.says(line, words):
            tally.left_out[REASON, reason] += 1
            return
    series = _series(table, line, tally)
    if series is None:
        return
    periods = _periods(table, line, tally)
    if periods is None:
        return
    if periods == "" or not (series or table.heads.series):
        tally.left_out[TOTAL, ""] += 1
    else:
        tally.kept += 1
    for id, period, at in _cells(table, series, periods):
        _put(table, line, id, period, at, tally)


def _is_words(table: _Table, line: Line) -> bool:
    """Whether a row is a note: words in its first cell, and nothing else in a table of several columns."""
    filled = [at for at, text in enumerate(line.texts) if text]
    if filled != [0] or sum(map(bool, table.heads.names)) < 2:
        return False
    text = line.texts[0]
    if table.declared.total and fold(text) == fold(table.declared.total):
        return False
    if table.names.columns and not table.names.by_heads:
        return table.names.series([text] * len(table.names.columns)) in (None, OTHERS)
    try:
        cell = line.cell(0)
        period_of([cell] if cell else [], table.declared, table.form)
    except ValueError:
        return True
    return False


def _series(table: _Table, line: Line, tally: Tally) -> tuple[str, ...] | None:
    """The series that a row belongs to; empty for a row of the total or where the heads say it; None for a row that
    is left out or wrong.
    """
    declared, names = table.declared, table.names
    if declared.choices:
        chosen = tuple(
            f"{table.dataset.id}.{name}" for name, words in declared.choices.items() if not table.says(line, words)
        )
        if not chosen:
            tally.left_out[NO_SERIES, ""] += 1
        return chosen or None
    if table.heads.series:
        return ()
    if not names.columns:
        if len(names.known) == 1:
            return tuple(names.known)
        _note_unsaid(table, tally)
        return None
    words = [line.text(table.columns[column.column]) for column in names.columns]
    if declared.total and any(fold(word) == fold(declared.total) for word in words):
        return ()
    id = names.series(words)
    if id == OTHERS:
        tally.left_out[OTHER, names.left_out(words)] += 1
        return None
    if id is None:
        tally.unknown.setdefault(tuple(words), line.place(table.columns[names.columns[0].column]))
        return None
    _note_title(words[0], names, tally)
    return (id,)


def _note_title(word: str, names: Naming, tally: Tally) -> None:
    if word not in tally.called and (id := names.titled(word)):
        tally.called[word] = id


def _note_unsaid(table: _Table, tally: Tally) -> None:
    message = "nothing says which of its series a row belongs to"
    remedy = "Write series: with a column or heads, or where: at each series."
    found = problem(UNKNOWN_SERIES, table.declared.place, message, remedy)
    if found not in tally.problems:
        tally.problems.append(found)


def _periods(table: _Table, line: Line, tally: Tally) -> Mapping[int, Period] | Period | str | None:
    """When: by the heads of its cells, or of the whole row; empty words for the row of a total."""
    declared = table.declared
    if declared.period_in_heads:
        return table.heads.periods
    if declared.when:
        return parse_period(declared.when)
    columns = [table.columns[name] for name in declared.period]
    cells = [cell for at in columns if (cell := line.cell(at))]
    if declared.total and len(cells) == 1 and fold(str(cells[0].content)) == fold(declared.total):
        return ""
    try:
        if len(cells) != len(columns):
            raise ValueError("the row has no period")
        return period_of(cells, declared, table.form)
    except ValueError as error:
        said = f"{error} ({cells[0].name})" if cells else str(error)
        known = instead_of(" ".join(str(cell.content) for cell in cells), table.form)
        left_out = "leave its rows out with leave_out:" if declared.is_written else "delete its row"
        remedy = known or f"Correct the period, or {left_out}."
        tally.problems.append(problem(MALFORMED_PERIOD, line.place(columns[0]), said, remedy))
        return None


def _cells(
    table: _Table, series: tuple[str, ...], periods: Mapping[int, Period] | Period | str
) -> Iterator[tuple[str, Period | None, int]]:
    """The cells of a row: which series, which period, in which column; "" or None for all of them, of a total."""
    if isinstance(periods, Mapping):
        for at, period in periods.items():
            for id in series or ("",):
                yield id, period, at
        for at in table.heads.totals:
            for id in series:
                yield id, table.heads.totals[at], at
        return
    row = None if isinstance(periods, str) else periods
    if table.heads.series:
        for at, id in table.heads.series.items():
            yield id, row, at
        for at in table.heads.totals:
            if row is not None:
                yield "", row, at
        return
    for id in series or ("",):
        yield id, row, table.columns[table.declared.value]


def _put(table: _Table, line: Line, id: str, period: Period | None, at: int, tally: Tally) -> None:
    cell = line.cell(at)
    series = table.dataset.series[id or next(iter(table.heads.series.values()), next(iter(table.dataset.series)))]
    read = read_cell(cell, series, table.declared)
    if read and read.known_mark:
        tally.marks.add(read.known_mark)
    if read is None:
        assert cell is not None
        tally.problems.append(_no_value(cell, series.unit, table.declared))
    elif not id or period is None or at in table.heads.totals:
        if isinstance(read.value, Decimal):
            name = cell.name if cell else f"row {line.number}"
            tally.totals.append(Total(id, period, read.value, line.place(at), name))
    else:
        tally.taken.append(_taken(table, line, id, period, at, read))


def _taken(table: _Table, line: Line, id: str, period: Period, at: int, read: Read) -> Taken:
    status, flags = "", read.flags
    if table.declared.flag:
        said = line.text(table.columns[table.declared.flag])
        flag = {fold(word): letter for word, letter in table.declared.flags.items()}.get(fold(said), "")
        status, flags = (said if flag else ""), flags + (flag if flag not in flags else "")
    cell = line.cell(at)
    origin = Origin(line.file, table.sheet, line.number, 1)
    name = cell.name if cell else f"row {line.number}"
    return Taken(id, period, read.value, origin, line.place(at), name, read.meaning, status, flags)


def _no_value(cell: Cell, unit: str, declared: Extraction) -> Problem:
    message = f'"{cell.content}" is no number and no mark that is known ({cell.name})'
    if cell.percent and unit != "%":
        message = f"{cell.name} is shown as a percentage, and the series is in {unit or 'no unit'}"
    remedy = "Say under marks: what it means, under numbers: how the file writes numbers, or leave its row out."
    if not declared.is_written:
        remedy = IN_THE_FILE
    return problem(MALFORMED_NUMBER, cell.place, message, f"{hint(str(cell.content))}{remedy}")
