"""From an analyst's new table and what a dataset holds to what is added, changed and gone, cell by cell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field, replace
from decimal import Decimal
from operator import attrgetter
from types import MappingProxyType

from pcpgen.load.rules import CSV_COLUMNS, DUPLICATE_ROW, MALFORMED_NUMBER, MALFORMED_PERIOD, UNKNOWN_SERIES
from pcpgen.load.sheet import Cell, Grid, Sheet
from pcpgen.load.table import COLUMNS, OPTIONAL, read_at_once
from pcpgen.load.times import instead_of, read_time
from pcpgen.model.columns import periods_of, say_the_same, saying_more
from pcpgen.model.data import FLAGS, QUALIFIERS, SUPPRESSED, Dataset, Observation, Observations, Series, Value
from pcpgen.model.period import Form, Period
from pcpgen.patterns import pattern
from pcpgen.place import Place
from pcpgen.problems import Problem, did_you_mean, listed, problem
from pcpgen.rules import UNKNOWN_CHOICE
from pcpgen.sources.heads import said_scale
from pcpgen.sources.marks import IN_THE_FILE, hint, value_of
from pcpgen.sources.notes import otherwise_said, quoted
from pcpgen.sources.series import fold, is_total, name_series, series_names
from pcpgen.values import dataclass
from pcpgen.workspace.columns import LEFT_OUT, Columns, read_columns

# where the cells of a new table stand, by series and period, and what a person calls them
Places = Mapping[str, tuple[Place, str]]
# an observation, what a person calls its cell, and which of its columns the table has
Taken = tuple[Observation, str, frozenset[str]]

_PERIODS = "Write it as 2019-05-31, 2019-05, 2018/19 or year ending 2019-05, or give the cell a date."


_FILL_DOWN = (
    "Write it into each row; merged cells leave it in the first alone. In Excel: select the column, press F5, Special, "
    "Blanks, type = and press the arrow up, then Ctrl+Enter."
)
_WHOLE = pattern("[1-9][0-9]{0,8}")
_THOUSANDS = pattern("[1-9][0-9]{0,2}(?:,[0-9]{3})+")
_HEADINGS = ("note", "notes", "footnote", "footnotes", "key", "source", "sources")


@dataclass(frozen=True, slots=True)
class Change:
    """A cell as it stands and as it would be; None is a cell that is not there or holds nothing."""

    series: Series
    period: Period
    old: Value | None
    new: Value | None
    where: str  # the cell of the new table, or of the data where that has none
    kept_back: bool = False  # as it would be
    was_kept_back: bool = False
    late: bool = False  # added for an earlier time than the newest of its series

    @property
    def name(self) -> str:
        """What a reason is given for: killed@2018."""
        return f"{self.series.id.partition('.')[2]}@{self.period}"


@dataclass(frozen=True, slots=True)
class Intake:
    """What a table would make of a dataset. `changed` and `vanished` revise what was reported, and need reasons; so do
    those of `added` that come late, by which documents of an earlier day are told apart from those of a later one.

    `lacking` are cells among the table's own periods that it does not have: they stay. `marked` are those of the same
    value of which something else is said, and what, in words.
    """

    columns: tuple[tuple[str, str], ...]
    added: tuple[Change, ...]
    changed: tuple[Change, ...]
    vanished: tuple[Change, ...]
    lacking: tuple[Change, ...]
    unchanged: int
    observations: Observations  # as they would be
    problems: tuple[Problem, ...]
    marked: tuple[tuple[Change, str], ...] = ()
    scale: str = ""  # what is said over the table of its numbers, such as that they are in thousands
    notes: tuple[str, ...] = ()  # words below the table
    doubts: tuple[str, ...] = ()  # totals of the file that may be wrong, in words
    begun: tuple[str, ...] = ()  # where rows stand that stood for the first figures, and go
    is_unfilled: bool = False  # whether cells are empty for which one above them stands, as merged ones leave them
    restored: tuple[Change, ...] = ()  # what was typed over an extract, and is again what that had made
    places: Places = field(default=MappingProxyType({}), compare=False)

    @property
    def late(self) -> tuple[Change, ...]:
        return tuple(change for change in self.added if change.late)

    @property
    def revised(self) -> tuple[Change, ...]:
        """What needs a reason."""
        return self.changed + self.vanished + self.late


@dataclass(frozen=True, slots=True)
class Reasons:
    """Why what was reported is revised: a text by the name of each revision, and the day of all of them."""

    names: tuple[str, ...]
    texts: Mapping[str, str]
    day: str

    @property
    def missing(self) -> tuple[str, ...]:
        return tuple(name for name in self.names if name not in self.texts)

    @property
    def lacking(self) -> str:
        """What must be given before anything is written, in words; empty where nothing lacks."""
        if self.missing:
            also = "" if self.day else ", and --date with the day of the revisions"
            return f"A reason is missing for {listed(self.missing)}: give --reason{also}."
        return "Give --date." if self.names and not self.day else ""


@dataclass(slots=True)
class _Read:
    """The cells of the new table so far; reading is the one thing here that has to remember."""

    names: Mapping[str, str]  # the full ids of series by what they go by
    cells: dict[tuple[str, str], Taken] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    marks: set[str] = field(default_factory=set)  # that stand in place of a number
    places: dict[str, tuple[Place, str]] = field(default_factory=dict)  # of the cells, by series and period
    likely: Form | None = None  # that of the row with which the dataset was begun


def intake(
    sheet: Sheet, dataset: Dataset, known: Observations, maps: Mapping[str, str], delete: bool = False
) -> Intake:
    """The table against the observations. What the table lacks stays; with `delete` it is gone."""
    columns, problems = read_columns(sheet, dataset, {fold(head): target for head, target in maps.items()})
    if columns is None:
        return Intake((), (), (), (), (), 0, known, tuple(problems))
    read = _Read(series_names(dataset), problems=problems, likely=_form_begun(known))
    form = form_of(dataset, known)
    if not maps and not problems and not dataset.wide and (plain := _plain(sheet, dataset, form, known)) is not None:
        made = compared(dataset, known, columns.heads, plain.cells, (), delete, plain.same)
        return replace(made, places=plain.places)
    below = sheet.rows[columns.row + 1 :]
    foot = _foot(below, form)
    for row in below[: len(below) - len(foot)]:
        if any(row):
            _take(row, columns, dataset, form, read)
    read.problems += _unsaid(dataset, read)
    if read.problems and (empty := _unfilled(below[: len(below) - len(foot)], columns, read.names)):
        return Intake((), (), (), (), (), 0, known, (empty,), is_unfilled=True)
    over, notes = _words(sheet.rows[: columns.row]), _words(foot)
    read.problems += otherwise_said(sorted(read.marks), [*notes, *over], is_declared=False)
    made = compared(dataset, known, columns.heads, read.cells, read.problems, delete)
    scale = said_scale(text for text, _ in over)
    return replace(made, scale=scale, notes=quoted(text for text, _ in notes), places=_in_sheet(read, sheet))


def _unfilled(rows: Grid, columns: Columns, names: Mapping[str, str]) -> Problem | None:
    """That rows of a series each lack its name, or their period, and the first of several alone has it."""
    filled = [row for row in rows if any(row)]
    own = {"series"} if columns.tidy else {LEFT_OUT}
    several = [at for at in (*columns.holds, *columns.unknown) if columns.holds.get(at, LEFT_OUT) in own]
    of_series = [at for at in several if name_series(_texts(filled, at), names)]
    periods = [at for at, what in columns.holds.items() if what == "period"]
    for at in (*of_series, *periods) if len(of_series) == 1 else ():
        above: Cell | None = None
        empty: list[tuple[Cell, Cell]] = []  # a cell of each row that lacks it, and the one that stands above
        for row in filled:
            whose = row[of_series[0]] if of_series[0] < len(row) else None
            cell = row[at] if at < len(row) else None
            if above and not cell and not (whose and is_total(str(whose.content))):
                empty.append((next(each for each in row if each), above))
            above = cell or above
        if empty:
            beside, over = empty[0]
            head = columns.written.get(at, "")
            message = f'{len(empty):,} cells under "{head}" hold nothing, the first below "{over.content}"'
            if len(empty) == 1:
                message = f'a cell under "{head}" holds nothing, below "{over.content}"'
            return problem(CSV_COLUMNS, beside.place, f"{message} ({beside.name})", _FILL_DOWN)
    return None


def _texts(rows: Grid, at: int) -> list[str]:
    """What the cells of a column say that are not empty."""
    return [str(cell.content) for row in rows if at < len(row) and (cell := row[at])]


def _unsaid(dataset: Dataset, read: _Read) -> Iterator[Problem]:
    """That the data have no column for what is said of values: those of a column a series hold none but a note."""
    if not dataset.wide:
        return
    for what, head in (("qualifier", "qualifier"), ("flags", "flag"), ("base", "base")):
        key = next((f"{id}@{of}" for (id, of), (each, _, _) in read.cells.items() if getattr(each, what)), "")
        if key:
            place, name = read.places[key]
            message = (
                f"the file has a {head}, and data/{dataset.id}.csv, of a column a series, has no room for it ({name})"
            )
            remedy = (
                f"Leave the column out, or write the data as {','.join((*COLUMNS[:-1], *OPTIONAL, COLUMNS[-1]))} and "
                f"take shape: wide out of {dataset.title.place.file}."
            )
            yield problem(CSV_COLUMNS, place, message, remedy)


def _in_sheet(read: _Read, sheet: Sheet) -> Places:
    """Where the cells stand, those of a workbook called by their sheet too."""
    if sheet.source:
        return read.places
    return {cell: (place, f"sheet {sheet.name}, {name}") for cell, (place, name) in read.places.items()}


@dataclass(frozen=True, slots=True)
class _Plain:
    """What a table says that is written as the data are: the series of which it says what is known, and other cells."""

    same: Observations
    cells: Mapping[tuple[str, str], Taken]
    places: Places


def _plain(sheet: Sheet, dataset: Dataset, form: Form | None, known: Observations) -> _Plain | None:
    """The table read as the data are, many rows at a time, where any reading of it says the same; else None."""
    read = read_at_once(sheet.source, dataset) if sheet.source and form and not any(_begun(known)) else None
    if read is None or any(
        {period.form for period in periods_of(rows).values()} != {form} for rows in read[0].values()
    ):
        return None
    observations, heads = read
    names, said = series_names(dataset), frozenset(heads) & {"qualifier", "flag", "base", "note"}
    more = [each for rows in observations.values() for each in saying_more(rows)]
    if any(names[fold(id.partition(".")[2])] != id for id in observations) or any(
        each.suppressed or each.note != each.note.strip() for each in more
    ):
        return None
    same = {id: rows for id, rows in observations.items() if say_the_same(rows, known.get(id, {}))}
    others = [(id, each) for id, rows in observations.items() if id not in same for each in rows.values()]
    return _Plain(
        same,
        {
            (id, each.period.written): (each._replace(file="", line=0, text="", at=0), f"line {each.line}", said)
            for id, each in others
        },
        {f"{id}@{each.period.written}": (each.place, f"line {each.line}") for id, each in others},
    )


def _foot(rows: Grid, form: Form | None) -> Grid:
    """The rows at the end of a table that are words alone: in the first cell, and of no time."""
    at = len(rows)
    while at and _is_note(rows[at - 1], form):
        at -= 1
    return rows[at:]


def _is_note(row: tuple[Cell | None, ...], form: Form | None) -> bool:
    filled = [cell for cell in row if cell]
    if not filled:
        return True
    try:
        read_time(filled[0], form)
    except ValueError:
        words = str(filled[0].content)
        return filled == [row[0]] and (" " in words or fold(words).strip(":") in _HEADINGS)
    return False


def _words(rows: Grid) -> list[tuple[str, Place]]:
    cells = (cell for row in rows for cell in row if cell)
    return [(cell.content, cell.place) for cell in cells if isinstance(cell.content, str)]


def form_of(dataset: Dataset, known: Observations) -> Form | None:
    """The form that all periods of the dataset have, declared or found."""
    if dataset.frequency:
        return Form(dataset.frequency)
    begun = {(each.series, each.period.written) for each in _begun(known)}
    periods = ((id, *each) for id in dataset.series for each in periods_of(known.get(id, {})).items())
    forms = {period.form for id, written, period in periods if (id, written) not in begun}
    return forms.pop() if len(forms) == 1 else None


def _begun(known: Observations) -> Iterator[Observation]:
    """The rows with which datasets were begun, before there were figures."""
    return (each for of in known.values() for each in saying_more(of) if each.is_begun)


def _form_begun(known: Observations) -> Form | None:
    """The form of the row that stands until the first figures come, which may be of another."""
    return next((each.period.form for each in _begun(known)), None)


def _take(row: tuple[Cell | None, ...], columns: Columns, dataset: Dataset, form: Form | None, read: _Read) -> None:
    cells = {what: row[at] for at, what in columns.holds.items() if at < len(row)}
    for at, beyond in enumerate(row):
        if beyond and at not in columns.holds and at not in columns.unknown:
            message = f"{beyond.name} stands under no head"
            read.problems.append(problem(CSV_COLUMNS, beyond.place, message, "Head its column, or delete it."))
            return
    time = cells.get("period")
    if time is None:
        first = next(cell for cell in row if cell)
        message = f"the row of {first.name} has no period"
        read.problems.append(problem(MALFORMED_PERIOD, first.place, message))
        return
    try:
        period = read_time(time, form, read.likely)
        if columns.of_years and period.months != 12:
            raise ValueError(f'"{time.content}" is {period.form.one} and stands under {columns.years_head}')
    except ValueError as error:
        remedy = instead_of(str(time.content), Form.YEAR_ENDING if columns.of_years else form) or _PERIODS
        read.problems.append(problem(MALFORMED_PERIOD, time.place, f"{error} ({time.name})", remedy))
        return
    if columns.tidy:
        _take_tidy(cells, period, dataset, read)
        return
    _take_wide(row, columns, time, period, dataset, read)


def _take_wide(
    row: tuple[Cell | None, ...], columns: Columns, time: Cell, period: Period, dataset: Dataset, read: _Read
) -> None:
    """A row that has a cell a series; where several of them stood in a row above, that is one problem."""
    filled = {at: what for at, what in columns.holds.items() if what in dataset.series and at < len(row) and row[at]}
    above = [taken[1] for what in filled.values() if (taken := read.cells.get((what, period.written)))]
    if len(above) > 1:
        message = f"{period} stands in {above[0]} and in {time.name}"
        read.problems.append(problem(DUPLICATE_ROW, time.place, message, "Delete one of the two."))
        return
    note = _text(next((row[at] for at, what in columns.holds.items() if what == "note" and at < len(row)), None))
    said = frozenset({"note"} if note else ())
    asked: dict[int, int | None] = {}  # by column, each of which is read once
    for at in {columns.bases[what] for what in filled.values() if what in columns.bases}:
        cell = row[at] if at < len(row) else None
        asked[at] = _base(cell) if cell else None
        if cell and not asked[at]:
            remedy = "Write how many were asked, such as 985, or leave the cell empty."
            read.problems.append(
                problem(MALFORMED_NUMBER, cell.place, f'"{cell.content}" is no base ({cell.name})', remedy)
            )
    for at, what in filled.items():
        base = asked[columns.bases[what]] if what in columns.bases else None
        made = Observation(what, period, "", None, note, "", 0, "", 0, base)
        if cell := row[at]:
            _put(dataset.series[what], period, cell, made, said | {"base"} if what in columns.bases else said, read)


def _base(cell: Cell) -> int | None:
    """How many were asked; None where a cell says no such number."""
    said = "" if cell.percent else str(cell.content)
    plain = said.replace(",", "") if _THOUSANDS.fullmatch(said) else said.removesuffix(".0")  # as programs write it
    return int(plain) if _WHOLE.fullmatch(plain) else None


def _take_tidy(cells: Mapping[str, Cell | None], period: Period, dataset: Dataset, read: _Read) -> None:
    name, value = cells.get("series"), cells.get("value")
    id = read.names.get(fold(str(name.content))) if name else None
    if name is None or id is None:
        cell = name or cells["period"]
        assert cell is not None
        written = name.content if name else ""
        message = f'no series is called "{written}" ({cell.name})'
        near = did_you_mean(str(written), read.names)
        remedy = f"{near}The series are declared in {dataset.title.place.file}."
        read.problems.append(problem(UNKNOWN_SERIES, cell.place, message, remedy))
        return
    series = dataset.series[id]
    qualifier, flags, base = (_text(cells.get(what)) for what in ("qualifier", "flag", "base"))
    for what, text, good in (
        ("qualifier", qualifier, qualifier in ("", *QUALIFIERS)),
        ("flag", flags, set(flags) <= FLAGS.keys()),
        ("base", base, not base or bool(_WHOLE.fullmatch(base))),
    ):
        cell = cells.get(what)
        if cell and not good:
            message = f'"{text}" is no {what} ({cell.name})'
            read.problems.append(problem(UNKNOWN_CHOICE, cell.place, message, "Correct it, or leave the cell empty."))
            return
    made = Observation(
        series.id, period, qualifier, None, _text(cells.get("note")), "", 0, "", 0, int(base) if base else None, flags
    )
    said = frozenset(what for what in ("qualifier", "flag", "base", "note") if what in cells)
    if value:
        _put(series, period, value, made, said, read)
    elif made.note:
        _keep(made, name, said, read)


def _text(cell: Cell | None) -> str:
    return str(cell.content) if cell else ""


def _put(series: Series, period: Period, cell: Cell, made: Observation, said: frozenset[str], read: _Read) -> None:
    if cell.content in SUPPRESSED:
        read.marks.add(str(cell.content))
        _keep(made._replace(suppressed=True), cell, said, read)
        return
    value = value_of(cell, series)
    if value is None:
        message = f'"{cell.content}" is no number ({cell.name})'
        if cell.percent and series.unit != "%":
            message = f"{cell.name} is a percentage, and the series is in {series.unit or 'no unit'}"
        read.problems.append(
            problem(
                MALFORMED_NUMBER,
                cell.place,
                message,
                f"{hint(str(cell.content))}{IN_THE_FILE}",
            )
        )
        return
    _keep(made._replace(value=value), cell, said, read)


def _keep(made: Observation, cell: Cell, said: frozenset[str], read: _Read) -> None:
    key = made.series, made.period.written
    if key in read.cells:
        message = f"{made.series.partition('.')[2]} for {made.period} stands in {read.cells[key][1]} and in {cell.name}"
        read.problems.append(problem(DUPLICATE_ROW, cell.place, message, "Delete one of the two."))
    else:
        read.cells[key] = made, cell.name, said
        read.places[f"{key[0]}@{key[1]}"] = cell.place, cell.name


def compared(
    dataset: Dataset,
    known: Observations,
    heads: tuple[tuple[str, str], ...],
    cells: Mapping[tuple[str, str], Taken],
    problems: Sequence[Problem],
    delete: bool,
    same: Observations = MappingProxyType({}),
) -> Intake:
    """Cells that were read, by series and period, against those that are known; of series that are the `same`, none."""
    begun: list[str] = []
    if any(_says(each) for each, _, _ in cells.values()):  # what stood for the first figures goes when these come
        begun = [f"{each.file}:{each.line}" for each in _begun(known)]
        known = {id: {name: each for name, each in of.items() if not each.is_begun} for id, of in known.items()}
    periods = {written: each for rows in same.values() for written, each in periods_of(rows).items()}
    times = sorted((*periods.values(), *(each.period for each, _, _ in cells.values())), key=_order)
    new: dict[str, dict[str, Taken]] = {id: {} for id in dataset.series}
    for (id, written), each in cells.items():
        new[id][written] = each
    met = _Met((times[0], times[-1]) if times else None, delete)
    made = {
        id: known.get(id, {}) if id in same else met.merged(series, known.get(id, {}), new[id])
        for id, series in dataset.series.items()
    }
    added, changed, vanished, lacking, unchanged = (tuple(each) for each in met.found.values())
    count = len(unchanged) + sum(map(len, same.values()))
    whole = Intake(heads, added, changed, vanished, lacking, count, made, tuple(problems), tuple(met.marked))
    return replace(whole, begun=tuple(begun))


_order = attrgetter("order")


@dataclass(slots=True)
class _Met:
    """What cells that were read are beside those that are known, series by series."""

    times: tuple[Period, Period] | None  # the first and the last that were read
    delete: bool
    found: dict[str, list[Change]] = field(
        default_factory=lambda: {kind: [] for kind in ("added", "changed", "vanished", "lacking", "unchanged")}
    )
    marked: list[tuple[Change, str]] = field(default_factory=list)

    def merged(
        self, series: Series, old: Mapping[str, Observation], new: Mapping[str, Taken]
    ) -> dict[str, Observation]:
        """The cells of a series as they would be."""
        made: dict[str, Observation] = {}
        newest = _newest(old)
        for written in dict.fromkeys((*old, *new)):
            before, after = old.get(written), new.get(written)
            if after is None:
                assert before is not None
                within = self.times is not None and _order(self.times[0]) <= _order(before.period) <= _order(
                    self.times[1]
                )
                kind, change = _gone(series, before, within, self.delete)
                if kind != "vanished":
                    made[written] = before
            else:
                one, where, said = after
                made[written] = _merged(before, one, said)
                kind, change = _met(series, before, one, where, newest)
                if before and kind in ("unchanged", "changed") and (otherwise := _otherwise(before, made[written])):
                    self.marked.append((change, otherwise))
            self.found[kind].append(change)
        return made


def _gone(series: Series, before: Observation, within: bool, delete: bool) -> tuple[str, Change]:
    """What becomes of a cell that is known and was not read; `within` says whether it is of the periods that were."""
    change = Change(series, before.period, before.value, None, f"{before.file}:{before.line}")
    if not _says(before):
        return "unchanged", change
    return ("vanished" if delete else "lacking" if within else "unchanged"), change


def _newest(known: Mapping[str, Observation]) -> Period | None:
    """The newest time for which a series says anything that is no forecast; None where it says nothing yet."""
    times = [each.period for each in known.values() if _says(each) and "f" not in each.flags and each.period.end]
    return max(times, key=lambda period: period.order, default=None)


def _says(cell: Observation) -> bool:
    return cell.value is not None or cell.suppressed


def _met(
    series: Series, before: Observation | None, one: Observation, where: str, newest: Period | None
) -> tuple[str, Change]:
    """What a cell that was read is beside the one that is known; `newest` is the series' newest time that is known."""
    held, hidden = (before.value, before.suppressed) if before else (None, False)
    change = Change(series, one.period, held, one.value, where, one.suppressed, hidden)
    if before is None or (held is None and not hidden and one.value is not None):
        late = newest is not None and one.period.end is not None and one.period.order < newest.order and _says(one)
        return "added", replace(change, late=True) if late else change
    return ("changed" if held != one.value or hidden != one.suppressed else "unchanged"), change


def _otherwise(before: Observation, now: Observation) -> str:
    """What is said of a value besides itself and has changed, in words; nothing where nothing has."""
    both = [(what, getattr(before, what), getattr(now, what)) for what in ("qualifier", "flags", "base", "note")]
    return "; ".join(f"{what}: {old or 'none'} became {new or 'none'}" for what, old, new in both if old != new)


def _merged(before: Observation | None, new: Observation, said: frozenset[str]) -> Observation:
    """The new cell, with what the table does not say as it stood; digits as they stood where the value is the same."""
    if before is None:
        return new
    return new._replace(
        qualifier=new.qualifier if "qualifier" in said else before.qualifier,
        note=new.note if "note" in said else before.note,
        base=new.base if "base" in said else before.base,
        flags=new.flags if "flag" in said else before.flags,
        value=before.value if before.value == new.value else new.value,
    )


def revised_names(found: Intake) -> frozenset[str]:
    """All that a reason may be given for: killed@2018, killed for all of a series, and both with their dataset."""
    short = {name for change in found.revised for name in (change.name, change.name.partition("@")[0])}
    return frozenset(
        short | {f"{change.series.id.partition('.')[0]}.{name}" for change in found.revised for name in short}
    )


def reasons_for(found: Intake, given: Sequence[str], day: str, others: frozenset[str] = frozenset()) -> Reasons:
    """The reason of each revision, as far as one was given.

    Given are texts such as "killed@2018=A late report", "killed=Counted anew" for all of a series, or one without such
    a beginning, for all others. Raises ValueError where one is for what is revised neither here nor among the `others`.
    """
    names = {change.name for change in found.revised}
    known = revised_names(found)
    own: dict[str, str] = {}
    for text in given:
        target, mark, reason = text.partition("=")
        if not mark or not re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)?(@[^=]+)?", target):
            target, reason = "", text
        elif target not in known | others:
            raise ValueError(f'"{target}" is not revised. {did_you_mean(target, names)}'.strip())
        if not reason.strip():
            raise ValueError(f'the reason "{text}" says nothing')
        if target == "" or target in known:
            own[_in_dataset(target)] = reason.strip()
    chosen = {name: own.get(name) or own.get(name.partition("@")[0]) or own.get("") for name in sorted(names)}
    return Reasons(tuple(chosen), {name: text for name, text in chosen.items() if text}, day)


def _in_dataset(target: str) -> str:
    """What a reason is for, without the dataset before it."""
    series, mark, period = target.partition("@")
    return f"{series.rpartition('.')[2]}{mark}{period}"


def told(found: Intake, target: str) -> Iterator[str]:
    """What the terminal says of an intake."""
    ids = {id: id.partition(".")[2] for change in (*found.added, *found.revised) for id in (change.series.id,)}
    if found.columns:
        named = (f"{head} → {ids.get(what, what.rpartition('.')[2]) or 'left out'}" for head, what in found.columns)
        yield f"Columns: {'; '.join(named)}"
    yield (
        f"Against {target}: {len(found.added)} added, {len(found.changed)} changed, {len(found.vanished)} vanished, "
        + f"{found.unchanged + len(found.lacking)} unchanged."
    )
    for note in found.notes:
        yield f"  note      “{note}”, says the file"
    for change in found.changed:
        yield f"  changed   {change.name}: {_old(change)} became {_new(change)}  ({change.where})"
    for change, otherwise in found.marked:
        yield f"  marked    {change.name}: {otherwise}  ({change.where})"
    for change in found.vanished:
        yield f"  vanished  {change.name}: {_said(change.old)} is gone  ({change.where})"
    for change in found.restored:
        what = f"{_old(change)}, typed over what was extracted, is {_new(change)} again"
        yield f"  restored  {change.name}: {what}, which revises nothing  ({change.where})"
    for change in found.lacking:
        yield f"  lacking   {change.name}: {_said(change.old)} stays; the file has none  ({change.where})"
    if found.lacking:
        yield "  What the file lacks stays; where it was withdrawn, give --delete."
    for where in found.begun:
        yield f"  gone      the row that stood until the first figures came  ({where})"
    for change in found.added:
        yield f"  {'late' if change.late else 'added':8}  {change.name}: {_new(change)}  ({change.where})"
    if found.late:
        yield "  Late ones are for earlier times than the newest that stands; documents of an earlier day lack them."
    yield from (f"  doubtful  {doubt}" for doubt in found.doubts)


def _old(change: Change) -> str:
    return "[c]" if change.was_kept_back else _said(change.old)


def _new(change: Change) -> str:
    return "[c]" if change.kept_back else _said(change.new)


def _said(value: Value | None) -> str:
    return "nothing" if value is None else format(value, "f") if isinstance(value, Decimal) else str(value)
