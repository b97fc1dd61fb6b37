"""From the first rows of a table to its heads: where each column stands that a declaration names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import field, replace
from itertools import chain

from pcpgen.load.rules import CSV_COLUMNS, MALFORMED_PERIOD, UNKNOWN_SERIES
from pcpgen.load.sheet import Cell
from pcpgen.load.times import instead_of
from pcpgen.model.extraction import Extraction
from pcpgen.model.period import Form, Period
from pcpgen.patterns import pattern
from pcpgen.place import Place, column_number
from pcpgen.problems import Problem, did_you_mean, listed, problem
from pcpgen.sources.lines import Line
from pcpgen.sources.periods import period_of, period_of_text
from pcpgen.sources.series import OTHERS, Naming, fold, likest
from pcpgen.sources.unfit import Unfit
from pcpgen.values import dataclass

_WITHOUT_HEAD = pattern(r"column ([A-Z]{1,2})")
FIRST_ROWS = 60  # among which the heads are looked for
_SCALE = pattern(
    r".*(?:\b(?:thousands|millions|000s)\b|\bin (?:a )?(?:thousand|million)\b|£ ?(?:thousand|million|m|k|000s?)\b).*"
)


@dataclass(frozen=True, slots=True)
class Heads:
    """The columns by what they are called; `periods` and `series` are those whose heads say when or what."""

    names: tuple[str, ...]
    lines: tuple[Line, ...]  # one, or two
    periods: Mapping[int, Period]
    series: Mapping[int, str]
    totals: Mapping[int, Period | None] = field(default_factory=dict)  # and of which time; None of all that there is

    @property
    def row(self) -> int:
        return self.lines[-1].number

    def at(self, name: str, declared: Extraction) -> int:
        """The column of that name. Raises Unfit where there is none, or more than one."""
        known = [at for at, head in enumerate(self.names) if fold(head) == fold(name)]
        if not known and (found := _WITHOUT_HEAD.fullmatch(name)):
            at = column_number(found[1]) - 1
            known = [at] if at >= len(self.names) or not self.names[at] else []
        if len(known) == 1:
            return known[0]
        file = self.lines[0].file
        said = f'no column of {file} is called "{name}"'
        said = f'{len(known)} columns of {file} are called "{name}"' if known else said
        remedy = f"{did_you_mean(name, filter(None, self.names))}There are: {listed(filter(None, self.names))}."
        raise Unfit(problem(CSV_COLUMNS, declared.place, said, remedy))


def named_columns(declared: Extraction) -> tuple[str, ...]:
    """The columns that a declaration names, each once."""
    said = chain(
        declared.period,
        (column.column for column in declared.columns if not declared.series_in_heads),
        (declared.value, declared.sum, declared.once, declared.flag),
        declared.where,
        *declared.leave_out.values(),
        *declared.choices.values(),
    )
    return tuple(dict.fromkeys(filter(None, said)))


def read_heads(lines: Iterator[Line], declared: Extraction, names: Naming, form: Form | None) -> Heads:
    """The heads, where they are declared to be or where the named columns are; `lines` go on below them."""
    rows = _rows(lines, declared)
    heads = Heads(names_of(rows), rows, {}, {})
    taken = {heads.at(name, declared) for name in named_columns(declared)}
    without = {heads.at(name, declared) for name in declared.without_columns}
    totals = _totals(heads, declared)
    rest = [at for at, name in enumerate(heads.names) if name and at not in taken | without | totals.keys()]
    if declared.period_in_heads:
        if declared.columns or declared.choices:
            rest = [at for at in rest if at not in taken]
        return replace(
            heads,
            periods={at: _period(rows, at, declared, form) for at in rest},
            totals={at: of for at, of in totals.items() if at not in taken},
        )
    if declared.series_in_heads:
        found = _each_series(heads, rest, names)
        series = {at: id for at, id in found.items() if id != OTHERS}
        return replace(heads, series=series, totals={at: of for at, of in totals.items() if at not in taken})
    return heads


def _totals(heads: Heads, declared: Extraction) -> dict[int, Period | None]:
    """The columns of totals. Under two rows of heads each is of the time over it, but for a second one under the same
    and for the only one under several, which are of all.
    """
    said, found = fold(declared.total), dict[int, str]()
    lower = heads.lines[-1]
    for at, name in enumerate(heads.names):
        if said and said in (fold(name), fold(lower.text(at))):
            found[at] = name.removesuffix(lower.text(at)).strip() if len(heads.lines) == 2 else ""
    over = [*dict.fromkeys(filter(None, found.values()))]
    several = len(found) == 1 < len({text for text in heads.lines[0].texts[1:] if text})
    times: dict[int, Period | None] = {}
    for at, above in found.items():
        times[at] = None
        if above in over and not several:
            over.remove(above)
            with suppress(ValueError):
                times[at] = period_of_text(above, declared, None)
    return times


def said_scale(texts: Iterable[str]) -> str:
    """The first of the texts over a table that says its numbers are in thousands or the like."""
    return next((text for text in texts if _SCALE.fullmatch(fold(text))), "")


def _rows(lines: Iterator[Line], declared: Extraction) -> tuple[Line, ...]:
    wanted = {fold(name) for name in named_columns(declared)}
    first: list[Line] = []
    for line in lines:
        first.append(line)
        if declared.heads:
            if len(first) == declared.heads[-1] or line.number >= declared.heads[-1]:
                found = [each for each in first if each.number in declared.heads]
                if len(found) == len(declared.heads):
                    return tuple(found)
                break
        elif wanted <= {fold(text) for text in line.texts} and sum(map(bool, line.texts)) > 1:
            return (line,)
        elif len(first) >= FIRST_ROWS:
            break
    raise Unfit(_no_heads(first, declared))


def _no_heads(first: Sequence[Line], declared: Extraction) -> Problem:
    file = first[0].file if first else declared.file.value
    if not any(line.texts for line in first):
        name = f"a file of {file}" if "*" in file else file
        return problem(CSV_COLUMNS, declared.place, f"{name} is empty", "Put it there as it was published.")
    if declared.heads:
        message = f"{file} has no row {declared.heads[-1]}"
        return problem(CSV_COLUMNS, declared.place, message, "Write the number of the row that has the heads.")
    nearest = max(first, key=lambda line: sum(map(bool, line.texts)), default=None)
    there = [text for text in nearest.texts if text] if nearest else []
    message = f"no row of {file} has the heads {listed(named_columns(declared))}"
    remedy = f"Write them as they stand there, such as {listed(there, 8)}; or heads: with the number of their row."
    return problem(CSV_COLUMNS, declared.place, message, remedy)


def names_of(rows: Sequence[Line]) -> tuple[str, ...]:
    """What each column is called; of two rows, the upper word stands for those to its right that have none."""
    if len(rows) == 1:
        return tuple(rows[0].texts)
    upper, lower = rows
    names, above = [], ""
    for at in range(max(len(upper.texts), len(lower.texts))):
        above = upper.text(at) or above
        below = lower.text(at)
        names.append(f"{above} {below}".strip() if below else upper.text(at))
    return tuple(names)


def _period(rows: Sequence[Line], at: int, declared: Extraction, form: Form | None) -> Period:
    cell = rows[-1].cell(at) or rows[0].cell(at)
    assert cell is not None
    name = names_of(rows)[at]
    try:
        if len(rows) == 1 or not rows[-1].text(at):
            return period_of([cell], declared, form)
        above = name.removesuffix(rows[-1].text(at)).strip()
        turned = f"{rows[-1].text(at)} {above}".strip()
        if own := _within(above, cell, declared, form):
            return own
        _ask_for_none_outside(above, cell, declared)
        return _either(name, turned, declared, form)
    except ValueError as error:
        known = instead_of(str(cell.content), form)
        remedy = known or "Correct the head, or name the column under without_columns:, where it says no time."
        raise Unfit(problem(MALFORMED_PERIOD, cell.place, str(error), remedy)) from None


def _within(above: str, cell: Cell, declared: Extraction, form: Form | None) -> Period | None:
    """The period that the lower head says alone, where it lies in that of the upper one: 2024/25 over Apr-24."""
    try:
        whole, own = period_of_text(above, declared, None), period_of([cell], declared, form)
    except ValueError:
        return None
    return own if own.within(whole) else None


def _ask_for_none_outside(above: str, cell: Cell, declared: Extraction) -> None:
    """Raises Unfit where the lower head is a month with its year, and lies outside the year that stands over it."""
    try:
        whole, own = period_of_text(above, declared, None), period_of([cell], declared, Form.MONTH)
    except ValueError:
        return
    if not own.within(whole):
        message = f"{own.words} stands under {whole.words} and is no part of it ({cell.name})"
        remedy = "Correct the month, or the year over it; a year goes for all columns up to the next."
        raise Unfit(problem(MALFORMED_PERIOD, cell.place, message, remedy))


def _either(one: str, other: str, declared: Extraction, form: Form | None) -> Period:
    """The period of two heads, in whichever order they say it."""
    try:
        return period_of_text(other, declared, form)
    except ValueError:
        return period_of_text(one, declared, form)


def _each_series(heads: Heads, columns: Sequence[int], names: Naming) -> dict[int, str]:
    """What each of the columns is called; those that name no series are told as one."""
    found: dict[int, str] = {}
    wrong: dict[str, Problem] = {}
    for at in columns:
        try:
            found[at] = _series(heads, at, names)
        except Unfit as unfit:
            wrong[heads.names[at]] = unfit.problem
    if len(wrong) > 1:
        said = listed(f'"{name}"' for name in wrong)
        remedy = "Give each a series with this title, map them under as:, or name the columns under without_columns:."
        raise Unfit(replace(next(iter(wrong.values())), message=f"no series is called {said}", remedy=remedy))
    for each in wrong.values():
        raise Unfit(each)
    return found


def _series(heads: Heads, at: int, names: Naming) -> str:
    name = heads.names[at]
    id = names.head(name)
    if id is None:
        place = heads.lines[-1].place(at) if heads.lines[-1].text(at) else Place(heads.lines[0].file, heads.row, at + 1)
        near = likest(fold(name), names.names)
        remedy = f"{near}Give a series this title, map it under as:, or name the column under without_columns:."
        raise Unfit(problem(UNKNOWN_SERIES, place, f'no series is called "{name}"', remedy))
    return id
