"""From a file that nobody has declared to the declaration by which most of it is read, for a person to confirm.

Each way in which its table may be laid out is tried as a declaration of its own, through the same reading as any other;
what a declaration leaves a doubt about is none of them.
"""

from __future__ import annotations

import glob
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from itertools import combinations
from pathlib import Path

from pcpgen.load.extraction import FOLDER, HEADS
from pcpgen.load.times import read_time, says_years
from pcpgen.model.data import Dataset
from pcpgen.model.extraction import QUARTERS, Extraction, SeriesColumn
from pcpgen.model.period import Form
from pcpgen.model.text import Text
from pcpgen.patterns import pattern
from pcpgen.place import NOWHERE, Place, column_letters
from pcpgen.sources.extract import Extract, extract
from pcpgen.sources.heads import FIRST_ROWS, names_of
from pcpgen.sources.lines import Line, first_lines, how_written, text_lines
from pcpgen.sources.periods import period_of
from pcpgen.sources.series import Naming, fold, is_total, name_series, named, naming
from pcpgen.sources.unfit import Unfit
from pcpgen.sources.workbook import Opened, read_workbook, sheet_names
from pcpgen.values import dataclass
from pcpgen.words.catalogue import Catalogue

_FORMS = (Form.MONTH, Form.QUARTER, Form.FINANCIAL_YEAR, Form.YEAR_ENDING, Form.CALENDAR_YEAR)
_POINTS = pattern(r"-?[0-9]{1,3}(?:\.[0-9]{3})+")
_NUMBER = pattern(r"(-?[0-9][0-9.,]*)(?:[ \u00a0\u202f]?%)?")
_SLASHED = pattern(r"(?:0?[1-9]|1[0-2])[/.](?:0?[1-9]|1[0-2])[/.][0-9]{2,4}")
_WRITTEN = ("heads", "period", "series", "without_columns")  # which are YAML already
_PLAIN = pattern(r"[A-Za-z][\w ./-]*")
_YEAR_OR_MONTH = pattern(r"(?:19|20)[0-9]{2}-(?:0[1-9]|1[0-2])")
_COMMA_IS_POINT = pattern(
    r"-?(?:[0-9]{1,3}(?:\.[0-9]{3})+,[0-9]+|[0-9]{1,3}(?:\.[0-9]{3}){2,}|[0-9]+,(?:[0-9]{1,2}|[0-9]{4,}))"
)
_EITHER = pattern(r"-?[0-9]{1,3},[0-9]{3}")
_COMMAS = pattern(r"-?£?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?%?")  # between thousands
_BLANKS = pattern(r"-?[0-9]{1,3}(?: [0-9]{3})+(?:,[0-9]+)?")
_MONTH = pattern(r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)")
_BELOW = 8  # rows under a head that tell what its column holds


@dataclass(frozen=True, slots=True)
class Inferred:
    """A declaration, the form that its periods are read in, and what it makes of the file."""

    declared: Extraction
    frequency: str
    made: Extract

    @property
    def worth(self) -> tuple[bool, bool, int, int]:
        """Whether it leaves no doubt, or reads anything; then how few doubts it leaves, and how many cells it reads."""
        cells, doubts = sum(map(len, self.made.observations.values())), len(self.made.problems)
        return not doubts, bool(cells), -doubts, cells


def infer(
    file: Path, dataset: Dataset, form: Form | None, say: Catalogue, sheet: str = "", quarters: str = "calendar"
) -> Inferred | None:
    """The declaration that reads most cells of a file and leaves nothing doubtful; where each leaves something, that
    which leaves least. None where nothing in the file looks like a table of the dataset, or two things do. `quarters`
    says of which year a quarter is that does not say it itself.
    """
    least: Inferred | None = None
    forms = (form,) if form else _FORMS
    if form is None and _are_years(file, sheet):
        forms = (Form.FINANCIAL_YEAR,)
    for wanted in forms:
        own = replace(dataset, frequency=wanted.value)
        found = [
            Inferred(
                declared,
                wanted.value,
                _without_empty(extract(file.parent, replace(own, extraction=declared), say), say),
            )
            for declared in _declarations(file, own, wanted, sheet, quarters)
        ]
        best = max(found, key=lambda each: each.worth, default=None)
        if best and not best.made.problems and best.worth[-1]:
            others = (each for each in found if each.worth == best.worth and each is not best)
            return best if all(_cells(each) == _cells(best) for each in others) else None
        if best and (least is None or best.worth > least.worth):
            least = best
    return least


def _are_years(file: Path, sheet: str) -> bool:
    """Whether a file writes several years such as 2001-02, each of which might be a month, and no month besides."""
    plain = Extraction(Text(glob.escape(file.name), NOWHERE), Place(file.name))
    texts = {text for _, lines, _ in _tables(file, plain, sheet, False) for line in lines for text in line.texts}
    found = [text for text in texts if _YEAR_OR_MONTH.fullmatch(text)]
    years = [text for text in found if int(text[5:]) == (int(text[:4]) + 1) % 100]
    return len(years) > 1 and years == found


def _without_empty(made: Extract, say: Catalogue) -> Extract:
    """What was read but for empty cells, of which a file that comes once says nothing."""
    empty = say.text("extract.none")
    observations = {
        id: {period: each for period, each in known.items() if each.note != empty}
        for id, known in made.observations.items()
    }
    return replace(made, observations=observations)


def _cells(found: Inferred) -> Mapping[str, Mapping[str, object]]:
    return {
        id: {period: (each.value, each.suppressed) for period, each in observations.items()}
        for id, observations in found.made.observations.items()
    }


def _declarations(file: Path, dataset: Dataset, form: Form, sheet: str, quarters: str) -> Iterator[Extraction]:
    """Every way in which a table of the file may be laid out."""
    plain = Extraction(Text(glob.escape(file.name), NOWHERE), Place(file.name))
    names, _ = naming(dataset, plain, file.parent)
    rates = any("per " in each.unit or each.unit == "%" or each.ratio for each in dataset.series.values())
    for table, lines, merged in _tables(file, plain, sheet, rates):
        for way in _ways(table, lines, form, quarters):
            for declared in (
                *_across(way, lines, names, rates),
                *_down(way, lines, names, form),
                *_long(way, lines, names, form),
            ):
                if declared.heads[-1] > merged - 1 and _is_alone(lines, declared.heads):
                    yield declared


def _is_alone(lines: Sequence[Line], heads: Sequence[int]) -> bool:
    """Whether no other table stands above these heads, and no row below repeats them."""
    own = [{fold(text) for text in line.texts if text} for line in lines if line.number == heads[-1]]
    for line in lines:
        said = {fold(text) for text in line.texts if text}
        if line.number < heads[0] and sum(_NUMBER.fullmatch(text) is not None for text in line.texts) > 1:
            return False
        if line.number > heads[-1] and own and len(said & own[0]) > max(1, len(own[0]) / 2):
            return False
    return True


def _tables(file: Path, plain: Extraction, sheet: str, rates: bool) -> Iterator[tuple[Extraction, list[Line], int]]:
    """The first rows of each table that the file may have, and the last row with cells that are merged.

    What a person who opens the file does not see is in none.
    """
    try:
        if file.suffix.lower() in (".xlsx", ".ods"):
            for each in _sheets(file, plain, [sheet] if sheet else sheet_names(file)):
                yield replace(plain, sheet=each.sheet), [*each.lines][:FIRST_ROWS], each.merged
            return
        written = how_written(file, plain)
        lines = first_lines(text_lines(file, file.name, written), FIRST_ROWS)
    except Unfit:
        return
    if (numbers := _numbers([text for line in lines for text in line.texts], written.separator, rates)) is not None:
        yield replace(plain, numbers=numbers), lines, 0


def _numbers(texts: Sequence[str], separator: str, rates: bool) -> str | None:
    """How the cells of a CSV write numbers, as it would be declared; None where nothing tells, or two things do."""
    numbers = [found[1] for text in texts if (found := _NUMBER.fullmatch(text))]
    if any(map(_BLANKS.fullmatch, texts)):
        return None if any(map(_COMMAS.fullmatch, texts)) else "1 234,5"  # in which 1,234 is little more than one
    if separator != ";":
        return ""
    if any(map(_COMMA_IS_POINT.fullmatch, numbers)):
        return "1.234,5"
    if any(map(_POINTS.fullmatch, numbers)):
        alone = all(_POINTS.fullmatch(text) and text.count(".") == 1 for text in numbers)
        return None if alone or rates else "1.234,5"  # or nothing proves that 1.105 is a thousand and more
    return None if any(map(_EITHER.fullmatch, numbers)) else ""


def _sheets(file: Path, plain: Extraction, names: Sequence[str]) -> list[Opened]:
    """The sheets that can be read, as a chart's cannot; none where one hides anything."""
    found = []
    for name in names:
        with suppress(Unfit):
            found.append(read_workbook(file, file.name, replace(plain, sheet=name)))
    return [] if any(each.hidden for each in found) else found


def _ways(declared: Extraction, lines: Sequence[Line], form: Form, quarters: str) -> Iterator[Extraction]:
    """What a time may mean; a day that may be a month is nobody's to infer."""
    if any(_SLASHED.fullmatch(text) for line in lines for text in line.texts):
        return
    yield declared
    if form is Form.QUARTER:
        yield replace(declared, quarters=quarters)


def _down(plain: Extraction, lines: Sequence[Line], names: Naming, form: Form) -> Iterator[Extraction]:
    """Periods down and series across: the row whose cells name series."""
    for at, line in enumerate(lines):
        known = [column for column, text in enumerate(line.texts) if text and names.head(text)]
        below = lines[at + 1 : at + 1 + _BELOW]
        before = range(min(known, default=0))
        for columns in (*((each,) for each in before), *combinations(before, 2)):
            if not _is_head_of_another(line, columns, form) and _says_periods(plain, below, columns, form):
                others = {
                    at: text
                    for at, text in enumerate(line.texts)
                    if text and not names.head(text) and at not in columns
                }
                beside = [at for each in below for at, text in enumerate(each.texts) if text and not line.text(at)]
                doubtful = [at for at in others if not is_total(others[at]) and any(each.text(at) for each in below)]
                if doubtful or any(at not in columns for at in beside):
                    continue
                yield replace(
                    plain,
                    heads=(line.number,),
                    period=tuple(line.text(at) or f"column {column_letters(at + 1)}" for at in columns),
                    series_in_heads=True,
                    total=next(filter(None, (_total(lines[at:], each) for each in columns)), "")
                    or next(filter(is_total, others.values()), ""),
                    without_columns=tuple(each for each in others.values() if not is_total(each)),
                )


def _long(plain: Extraction, lines: Sequence[Line], names: Naming, form: Form) -> Iterator[Extraction]:
    """A row an observation: one column whose words name series, one whose cells are numbers, the others say when."""
    for at, line in enumerate(lines):
        below = [each for each in lines[at + 1 : at + 1 + _BELOW] if not each.is_empty]
        columns = [column for column, text in enumerate(line.texts) if text]
        known = [column for column in columns if name_series([one.text(column) for one in below], names.names)]
        known = [column for column in known if not named(names.names, line.text(column))]  # which is a row itself
        for own in known if 3 <= len(columns) <= 4 else ():
            times, value = [each for each in columns[:-1] if each != own], columns[-1]
            if own != value and not _is_head_of_another(line, times, form) and _says_periods(plain, below, times, form):
                yield replace(
                    plain,
                    heads=(line.number,),
                    period=tuple(line.text(each) for each in times),
                    columns=(SeriesColumn(line.text(own)),),
                    value=line.text(value),
                    total=next((each for each in _totals(lines[at:], own) if not named(names.names, each)), ""),
                )


def _across(plain: Extraction, lines: Sequence[Line], names: Naming, rates: bool) -> Iterator[Extraction]:
    """Series down and periods across: the row, or the two, whose cells say when."""
    for at, line in enumerate(lines):
        above = lines[at - 1] if at else None
        beside = [each for each in (above, *lines[at + 1 : at + 2]) if each]
        alone = [] if any(_contradicts(*sorted((each, line), key=_number_of)) for each in beside) else [(line,)]
        for heads in [*alone, (above, line)] if above else alone:
            for column in range(2):
                below = lines[at + 1 : at + 1 + _BELOW]
                known = [one.text(column) for one in below if named(names.names, one.text(column))]
                if known and sum(map(bool, line.texts[column + 1 :])) > 1:
                    over = above.text(column) if above and len(heads) == 2 else ""
                    name = f"{over} {line.text(column)}".strip() or f"column {column_letters(column + 1)}"
                    own = () if rates else line.texts[column + 1 :]  # rates of months come to nothing
                    found = (*_totals(lines[at:], column), *filter(is_total, own))
                    total = next((each for each in found if not named(names.names, each)), "")
                    yield replace(
                        plain,
                        heads=tuple(each.number for each in heads),
                        period_in_heads=True,
                        columns=(SeriesColumn(name),),
                        total=total,
                        without_columns=(
                            *(_no_times(line, column) if len(heads) == 1 else ()),
                            *_of_totals(heads, column, total),
                        ),
                    )


def _number_of(line: Line) -> int:
    return line.number


def _contradicts(above: Line, line: Line) -> bool:
    """Whether a time of the lower row lies outside that of the upper one, which goes for the columns behind it too."""
    over = None
    for at in range(len(line.texts)):
        over, cell = above.cell(at) or over, line.cell(at)
        if over and cell:
            with suppress(ValueError):
                whole, part = read_time(over, Form.FINANCIAL_YEAR), read_time(cell, Form.MONTH)
                if whole.start and whole.end and part.start and not whole.start <= part.start <= whole.end:
                    return True
    return False


def _of_totals(heads: Sequence[Line], column: int, total: str) -> tuple[str, ...]:
    """The heads to the right of a column that are of totals, and called otherwise than the row of the total is."""
    found = [
        name
        for at, name in enumerate(names_of(heads))
        if at > column and is_total(name) and fold(total) not in (fold(name), fold(heads[-1].text(at)))
    ]
    return tuple(dict.fromkeys(found))


def _no_times(line: Line, column: int) -> tuple[str, ...]:
    """The heads to the right of a column that name no time, such as that of a change: without a digit, as others are
    not.
    """
    right = [text for text in line.texts[column + 1 :] if text and not is_total(text)]
    found = tuple(text for text in right if not any(letter.isdigit() for letter in text))
    return found if len(found) < len(right) and not any(map(_MONTH.match, map(fold, found))) else ()


def _is_head_of_another(line: Line, columns: Sequence[int], form: Form) -> bool:
    """Whether a column is of periods of another form by its head: under 12 months to, Mar 2024 is no month; of two
    columns, month 1 is no quarter 1.
    """
    said = [fold(line.text(at)) for at in columns]
    if form is not Form.YEAR_ENDING and any(map(says_years, said)):
        return True
    both = said if len(columns) > 1 else []
    return any(each.value in text and each is not form for each in (Form.MONTH, Form.QUARTER) for text in both)


def _says_periods(plain: Extraction, below: Sequence[Line], columns: Sequence[int], form: Form) -> bool:
    """Whether most cells of a column are periods, or those of two columns together where none alone is."""
    found = 0
    for line in below:
        cells = [cell for at in columns if (cell := line.cell(at))]
        if len(cells) == len(columns):
            with suppress(ValueError):
                period_of(cells, plain, form)
                found += 1
    return 2 * found > sum(any(line.text(at) for at in columns) for line in below) > 0


def _total(lines: Sequence[Line], column: int) -> str:
    return next(_totals(lines, column), "")


def _totals(lines: Sequence[Line], column: int) -> Iterator[str]:
    return (line.text(column) for line in lines if is_total(line.text(column)))


def _quoted(text: str) -> str:
    return text if _PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=False)


def quarters_in_words(found: Inferred) -> str:
    """Of which year quarters are read that do not say it themselves, by the last of them, and how to turn that."""
    chosen = found.declared.quarters
    periods = [each.period for of in found.made.observations.values() for each in of.values()]
    last = max(periods, key=lambda each: each.order, default=None)
    if not chosen or last is None or last.start is None:
        return ""
    other = next(each for each in QUARTERS if each != chosen)
    month, year = last.start.month, last.start.year
    if chosen == "financial":
        month, year = (month + 8) % 12 + 1, year - (month < 4)
    return (
        f"Its quarters do not say of which year they are, and are read as those of the {chosen} year: "
        f"Q{(month + 2) // 3} {year} is {last.words}. Where the {other} year is meant, give --quarters {other}."
    )


def in_yaml(found: Inferred, file: str) -> str:
    """The declaration as its author would write it beside the series."""
    declared = found.declared
    said: list[tuple[str, str]] = [("file", f"{FOLDER}/{file}")]
    said += [("sheet", declared.sheet)] if declared.sheet else []
    rows = ", ".join(map(str, declared.heads))
    said += [("heads", f"[{rows}]" if len(declared.heads) > 1 else rows)]
    columns = f"[{', '.join(map(_quoted, declared.period))}]" if len(declared.period) > 1 else declared.period[:1]
    said += [("period", HEADS if declared.period_in_heads else "".join(columns))]
    said += [("series", HEADS if declared.series_in_heads else f"{{column: {_quoted(declared.columns[0].column)}}}")]
    said += (
        [("without_columns", f"[{', '.join(map(_quoted, declared.without_columns))}]")]
        if declared.without_columns
        else []
    )
    said += [
        (name, getattr(declared, name)) for name in ("value", "total", "quarters", "numbers") if getattr(declared, name)
    ]
    said = [(name, words if name in _WRITTEN or _PLAIN.fullmatch(words) else _quoted(words)) for name, words in said]
    lines = [f"frequency: {found.frequency}", "from:", *(f"  {name}: {words}" for name, words in said)]
    return "\n".join(lines)
