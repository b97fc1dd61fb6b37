"""From files of rows by the million to counts and sums, by an engine that reads them out of core."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pcpgen.load.rules import MALFORMED_NUMBER, MALFORMED_PERIOD, UNKNOWN_SERIES, UNREADABLE_FILE
from pcpgen.load.sheet import Cell
from pcpgen.model.data import Dataset
from pcpgen.model.extraction import ALL, BLANK, Extraction, LeftOut, Origin, Words
from pcpgen.model.period import Form, Period
from pcpgen.place import NOWHERE, Place
from pcpgen.problems import Problem, problem
from pcpgen.rows import csv_text
from pcpgen.sources.cells import NO_SERIES, OTHER, REASON, WHERE
from pcpgen.sources.heads import named_columns, read_heads
from pcpgen.sources.lines import Line, how_written, in_utf_8, lines_to, not_written_in, text_lines
from pcpgen.sources.marks import WELL_KNOWN
from pcpgen.sources.part import MISSING, Part, Taken
from pcpgen.sources.periods import period_of
from pcpgen.sources.series import OTHERS, Naming, fold
from pcpgen.sources.unfit import Unfit
from pcpgen.sources.workbook import read_workbook
from pcpgen.values import dataclass

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

MEMORY = "256MB"  # beyond which the engine goes on on disk
NO_NUMBER = "no-number"
_NUMBERS = {
    "": r"-?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]{1,6})?|-?[0-9]+(\.[0-9]{1,6})?",
    "1.234,5": r"-?[0-9]{1,3}(\.[0-9]{3})+(,[0-9]{1,6})?|-?[0-9]+(,[0-9]{1,6})?",
    "1 234,5": r"-?[0-9]{1,3}( [0-9]{3})+(,[0-9]{1,6})?|-?[0-9]+(,[0-9]{1,6})?",
}
# all that a text is split at, as `str.split` has it
_BLANKS = r"\s\x0B\x1C-\x1F\x{85}\x{A0}\x{1680}\x{2000}-\x{200A}\x{2028}\x{2029}\x{202F}\x{205F}\x{3000}"
_ODD = (*range(9, 14), *range(28, 32))  # those of them in ASCII, but for the space
_NOTED = r"[\])*†‡¹²³⁰⁴-⁹]$"
_NOT_SMALL = "ßſςµŉǰﬀﬁﬂﬃﬄﬅﬆ"  # small letters that folding makes others, of those that are likely in print
Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class _File:
    """A file as the engine reads it: as text in UTF-8, below the row of its heads."""

    path: str
    file: str
    sheet: str
    columns: Mapping[str, int]  # where each named column stands
    width: int
    skip: int  # lines over the first row
    heads: int  # the row of the heads, as the file given has it
    separator: str
    how: str


def count_files(root: Path, files: Sequence[str], declared: Extraction, dataset: Dataset, names: Naming) -> Part:
    """The rows of files, counted or added up as the declaration says; copies are told across all of them."""
    names = names.with_own()
    with tempfile.TemporaryDirectory(prefix="pcpgen-") as folder:
        opened = [_opened(root, file, declared, names, Path(folder), at) for at, file in enumerate(files)]
        with _engine(folder) as engine:
            try:
                rows = _run(engine, opened, declared, names)
            except Exception as error:
                raise _unread(error, opened) from None
    return _part(rows, opened, declared, dataset, names)


@contextmanager
def _engine(folder: str) -> Iterator[DuckDBPyConnection]:
    """The engine, which fetches nothing and writes nowhere but into its own folder."""
    import duckdb

    settings: dict[str, str | bool | int | float | list[str]] = {
        "memory_limit": MEMORY,
        "temp_directory": folder,
        "autoinstall_known_extensions": "false",
        "autoload_known_extensions": "false",
        "preserve_insertion_order": "false",
        # it knows nothing of how many rows a file has, and would keep all of them for a mapping of some thousand words
        "disabled_optimizers": "join_order,build_side_probe_side",
    }
    engine = duckdb.connect(":memory:", config=settings)
    try:
        yield engine
    finally:
        engine.close()


def _unread(error: Exception, opened: Sequence[_File]) -> Unfit:
    """What the engine says of a file that it cannot read, in few words."""
    import re

    said = str(error)
    line = int(found[1]) if (found := re.search(r"(?i)line: ?([0-9]+)", said)) else 1
    named = next((each for each in opened if each.path in said), opened[0])
    place = Place(named.file, max(1, line))
    if "unicode" in said:
        return not_written_in("utf-8", place)
    message = f"{named.file} has rows that cannot be read as cells"
    remedy = "Look at that row: its cells may be too many or too few, or a quotation mark is not closed."
    if "state machine" in said:  # which names no row
        remedy = "Its lines may end in two ways, as if two files were put together, or a quotation mark is not closed."
    return Unfit(problem(UNREADABLE_FILE, place, message, remedy))


def _opened(root: Path, file: str, declared: Extraction, names: Naming, folder: Path, at: int) -> _File:
    """A file with its heads read; one that is no text in UTF-8 is written anew as such."""
    path, sheet = root / file, ""
    if path.suffix.lower() in (".xlsx", ".ods"):
        book = read_workbook(path, file, declared)
        sheet, how, separator = book.sheet, book.how, ","
        heads = read_heads(iter(book.lines), declared, names, None)
        path, skip = folder / f"{at}.csv", heads.row
        width = max((len(line.texts) for line in book.lines), default=1)
        rows = csv_text([_exact(line, column, declared) for column in range(width)] for line in book.lines)
        path.write_text(rows, "utf-8")
    else:
        written = how_written(path, declared)
        how, separator = written.words, written.separator
        heads = read_heads(text_lines(path, file, written, limit=0), declared, names, None)
        skip, is_broken = lines_to(path, written, heads.row)
        if written.encoding != "utf-8" or is_broken:  # the engine takes the first line break for the end of its row
            path = in_utf_8(path, folder / f"{at}.csv", file, written, skip)
    columns = {name: heads.at(name, declared) for name in named_columns(declared)}
    return _File(str(path), file, sheet, columns, len(heads.names), skip, heads.row, separator, how)


def _exact(line: Line, column: int, declared: Extraction) -> str:
    cell = line.cell(column)
    content = cell.content if cell else ""
    if cell and cell.month and isinstance(content, Period) and content.start:
        return f"{content.start:%Y-%m}"
    if isinstance(content, Decimal) and cell and cell.percent:
        return f"{format(content * 100, 'f')}%"  # which nothing adds up
    if isinstance(content, Decimal):  # which is written as the texts beside it are
        return format(content, "f").replace(".", "." if declared.numbers in ("", "1,234.5") else ",")
    return str(content)


# -- the query


def _run(engine: DuckDBPyConnection, opened: Sequence[_File], declared: Extraction, names: Naming) -> list[Row]:
    """A row for each reason for which rows are left out, and for each time and series: see `_query`."""
    for at, mapping in enumerate(names.maps):
        if mapping:
            engine.execute(f"CREATE TABLE map{at} (word VARCHAR, name VARCHAR)")
            _fill(engine, f"map{at}", mapping)
    for at, words in _alike_words(declared, names).items():
        numbers = {name: number for number, name in enumerate(dict.fromkeys(words.values()))}
        engine.execute(f"CREATE TABLE alike{at} (word VARCHAR, number INTEGER)")
        _fill(engine, f"alike{at}", {word: numbers[name] for word, name in words.items()})
        engine.execute(f"CREATE TABLE alike_name{at} (name VARCHAR, number INTEGER)")
        _fill(engine, f"alike_name{at}", numbers)
    return engine.execute(_query(opened, declared, names)).fetchall()


def _fill(engine: DuckDBPyConnection, table: str, mapping: Mapping[str, str] | Mapping[str, int]) -> None:
    words, parts = [*mapping], [*mapping.values()]
    engine.execute(f"INSERT INTO {table} SELECT unnest($1), unnest($2)", [words, parts])


def _alike_words(declared: Extraction, names: Naming) -> dict[int, dict[str, str]]:
    """The words of each column of the series as they are written, each with one for all that mean the same; of a column
    in which none do, or that says more by them, none.
    """
    others = Counter(map(fold, (*declared.period, declared.sum, *(column.column for column in declared.columns))))
    conditions = (declared.where, *declared.leave_out.values(), *declared.choices.values())
    asked = [(fold(name), set(map(fold, said))) for words in conditions for name, said in words.items()]
    found = {}
    for at, (mapping, column) in enumerate(zip(names.maps, declared.columns, strict=True)):
        first: dict[str, str] = {}
        words = {word: first.setdefault(mapping[fold(word)], fold(word)) for word in names.written[at]}
        own = fold(column.column)
        is_asked = any(name == own and not said.isdisjoint(map(fold, words)) for name, said in asked)
        if len(first) < len(words) and others[own] == 1 and not is_asked:
            found[at] = words
    return found


def _query(opened: Sequence[_File], declared: Extraction, names: Naming) -> str:
    """Rows to (reason, when, words of the series, rows, sum, which part is missing, copies, how many differ).

    `reason` is the number of one of `_reasons`, -1 for what is taken, -2 for a number that is none: `when` is its text.
    """
    joins = "".join(
        f" LEFT JOIN map{at} ON map{at}.word = {_folded(f's{at}')}" for at, mapping in enumerate(names.maps) if mapping
    )
    keys = _keys(declared, names)
    number, missing, bad = _numbers(declared)
    fields = "".join(f"{key} AS k{at}, " for at, key in enumerate(keys))
    alike = _alike_words(declared, names)
    rows = " UNION ALL ".join(_scan(files, declared, alike) for files in _alike(opened))
    asked = "".join(f", w{at}" for at in range(len(_asked(declared))))
    base = f"SELECT p, {fields}{number} AS v, {missing} AS c, {bad} AS bad, n, once, many{asked} FROM ({rows}){joins}"
    judged = f"SELECT {_case(declared)} AS reason, * FROM ({base})"
    all_keys = "".join(f", k{at}" for at in range(len(keys)))
    when = "CASE WHEN reason = -1 THEN p WHEN reason = -2 THEN n END AS p"
    shown = when + "".join(f", CASE WHEN reason = -1 THEN k{at} END AS k{at}" for at in range(len(keys)))
    shown += ", v, c, many, 0 AS copies, 0 AS differ"
    counted = f"SELECT reason, p{all_keys}, sum(many), sum(v * many), max(c), sum(copies), sum(differ)"
    if not declared.once:
        return f"{counted} FROM (SELECT reason, {shown} FROM ({judged})) GROUP BY ALL"
    packed = f"row(p{all_keys}, v, c)"
    each = ", ".join(f"one[{at}] AS {name}" for at, name in enumerate(f"p{all_keys}, v, c".split(", "), 1))
    return (
        f"WITH judged AS ({judged}) {counted} FROM ("
        f"SELECT reason, {shown} FROM judged WHERE reason <> -1 OR once = '' UNION ALL "
        f"SELECT -1 AS reason, {each}, 1 AS many, copies, differ FROM (SELECT min({packed}) AS one, "
        f"count(*) - 1 AS copies, (min({packed}) <> max({packed}))::INT AS differ "
        "FROM judged WHERE reason = -1 AND once <> '' GROUP BY once)) GROUP BY ALL"
    )


def _alike(opened: Sequence[_File]) -> list[list[_File]]:
    """The files that can be read as one: whose columns, heads and signs are the same."""
    groups: dict[object, list[_File]] = {}
    for each in opened:
        groups.setdefault((tuple(each.columns.items()), each.width, each.skip, each.separator), []).append(each)
    return list(groups.values())


def _scan(files: Sequence[_File], declared: Extraction, alike: Iterable[int]) -> str:
    """The named columns of files, by names of ours: p for when, s for the series, w for what else is asked of rows.

    Where copies of a row are not asked for, rows that say the same in them are one with their number, before anything
    else is made of them; so are those whose words of a series mean the same. That takes a third of the time.
    """
    one = files[0]
    columns = ", ".join(f"'c{at}': 'VARCHAR'" for at in range(one.width))
    paths = ", ".join(_quoted(each.path) for each in files)
    read = (
        f"read_csv([{paths}], columns={{{columns}}}, header=false, skip={one.skip}, delim={_quoted(one.separator)}, "
        "quote='\"', escape='\"', auto_detect=false, strict_mode=true, null_padding=false, nullstr='')"
    )

    when = " || ' ' || ".join(_bare(one, name) for name in declared.period) or _quoted(declared.when)
    said = {"p": when}
    said |= {f"s{at}": _bare(one, column.column) for at, column in enumerate(declared.columns)}
    said |= {f"w{at}": _bare(one, name) for at, name in enumerate(_asked(declared))}
    said |= {
        name: _bare(one, column) if column else "''" for name, column in (("n", declared.sum), ("once", declared.once))
    }
    if declared.once:
        return f"SELECT {', '.join(f'{what} AS {name}' for name, what in said.items())}, 1 AS many FROM {read}"
    asked = [f"c{at}" for at in dict.fromkeys(one.columns.values())]
    joins, back, replaced = "", "", ""
    for at in alike:  # told apart by a number while they are grouped, which is quicker than by a text
        cell = f"c{one.columns[declared.columns[at].column]}"
        asked[asked.index(cell)] = f"CASE WHEN alike{at}.number IS NULL THEN {cell} END AS {cell}"
        asked.append(f"alike{at}.number AS alike{at}")
        joins += f" LEFT JOIN alike{at} ON alike{at}.word = {cell}"
        back += f" LEFT JOIN alike_name{at} ON alike_name{at}.number = alike{at}"
        replaced += f"{', ' if replaced else ''}coalesce(alike_name{at}.name, {cell}) AS {cell}"
    raw = f"SELECT {', '.join(asked)}, count(*) AS many FROM {read}{joins} GROUP BY ALL"
    raw = f"SELECT * REPLACE ({replaced}) FROM ({raw}){back}" if replaced else raw
    return f"SELECT {', '.join(f'{what} AS {name}' for name, what in said.items())}, many FROM ({raw})"


def _bare(file: _File, name: str) -> str:
    """A cell as `plain` makes it: blanks of all kinds, several together, are one."""
    cell = f"c{file.columns[name]}"
    odd = " OR ".join(f"contains({cell}, {blank})" for blank in ("'  '", *(f"chr({sign})" for sign in _ODD)))
    plain = f"regexp_replace({cell}, '[{_BLANKS}]+', ' ', 'g')"
    return f"coalesce(trim(CASE WHEN {odd} OR strlen({cell}) > length({cell}) THEN {plain} ELSE {cell} END), '')"


def _asked(declared: Extraction) -> list[str]:
    """The columns whose cells decide whether a row is taken."""
    asked = (declared.where, *declared.leave_out.values(), *declared.choices.values())
    return list(dict.fromkeys(name for words in asked for name in words))


def _reasons(declared: Extraction) -> list[tuple[str, str]]:
    return [
        *((WHERE, name) for name in declared.where),
        *((REASON, reason) for reason in declared.leave_out),
        *((OTHER, column.column) for column in declared.columns),
        (NO_SERIES, ""),
        (NO_NUMBER, declared.sum),
    ]


def _case(declared: Extraction) -> str:
    """The number of the first reason for which a row is left out; -1 for none, -2 for a number that is none."""
    asked = {name: f"w{at}" for at, name in enumerate(_asked(declared))}
    conditions = [f"NOT ({_says(asked, {name: said})})" for name, said in declared.where.items()]
    conditions += [_says(asked, words) for words in declared.leave_out.values()]
    conditions += [f"k{at} = '-'" for at in range(len(declared.columns))]
    conditions.append("k0 = ''" if declared.choices else "false")
    conditions.append(f"(n = '' OR {_means(declared, 'not-applicable')})" if declared.sum else "false")
    whens = [f"WHEN {condition} THEN {at}" for at, condition in enumerate(conditions)]
    return f"CASE {' '.join(whens)} WHEN bad THEN -2 ELSE -1 END"


def _says(asked: Mapping[str, str], words: Words) -> str:
    return " AND ".join(_in(asked[name], said) for name, said in words.items()) or "true"


def _keys(declared: Extraction, names: Naming) -> list[str]:
    """What says which series a row belongs to.

    A column with a mapping gives = and the name that its word gives, ? and the word where it gives none, or - where
    those are left out; one without gives ? and the word. Where series choose their rows, their names stand in a row.
    """
    if declared.choices:
        asked = {name: f"w{at}" for at, name in enumerate(_asked(declared))}
        chosen = (f"CASE WHEN {_says(asked, words)} THEN {_quoted(id)} END" for id, words in declared.choices.items())
        return [f"concat_ws(',', {', '.join(chosen)})"]
    keys = []
    for at, (mapping, column) in enumerate(zip(names.maps, declared.columns, strict=True)):
        word = f"'?' || s{at}"
        other = "'-'" if column.others_left_out and mapping else word
        if names.own:  # it may be what a series is called with the mark of a note
            other = f"CASE WHEN regexp_matches(s{at}, '{_NOTED}') THEN {word} ELSE {other} END"
        name = word if names.own else f"'=' || map{at}.name"
        keys.append(f"CASE WHEN map{at}.name IS NULL THEN {other} ELSE {name} END" if mapping else other)
    return keys


def _in(column: str, said: tuple[str, ...]) -> str:
    words = set(map(fold, said))
    words |= {""} if BLANK in words else set()
    words |= {"", ALL} if ALL in words else set()
    return f"{_folded(column)} IN ({', '.join(_quoted(word) for word in sorted(words))})"


def _folded(column: str) -> str:
    """A word as `fold` makes it; the engine alone knows no more than small letters, and Straße is STRASSE."""
    small = f"lower({column})"
    folded = small
    for letter in _NOT_SMALL:
        folded = f"replace({folded}, '{letter}', '{letter.casefold()}')"
    return f"CASE WHEN strlen({column}) > length({column}) THEN {folded} ELSE {small} END"


def _numbers(declared: Extraction) -> tuple[str, str, str]:
    """The exact number of a row that is added up; which of `MISSING` stands in its place, from 1; whether it is none
    of these.
    """
    if not declared.sum:
        return "0", "0", "false"
    thousands, point = {"": (",", "."), "1.234,5": (".", ","), "1 234,5": (" ", ",")}[
        "" if declared.numbers == "1,234.5" else declared.numbers
    ]
    pattern = _NUMBERS["" if declared.numbers == "1,234.5" else declared.numbers]
    plain = f"replace(replace(n, {_quoted(thousands)}, ''), {_quoted(point)}, '.')"
    marks = [(at, _means(declared, meaning)) for at, meaning in enumerate(MISSING) if meaning]
    missing = f"CASE {' '.join(f'WHEN {is_mark} THEN {at}' for at, is_mark in marks)} ELSE 0 END"
    is_known = " OR ".join((*(is_mark for _, is_mark in marks), _means(declared, "nought"), "n = ''"))
    is_number = f"(regexp_full_match(n, {_quoted(pattern)}) AND length(n) <= 24)"
    number = f"CASE WHEN {is_number} THEN CAST({plain} AS DECIMAL(38, 6)) ELSE 0 END"
    return number, missing, f"NOT ({is_number} OR {is_known})"


def _means(declared: Extraction, meaning: str) -> str:
    """Whether what stands in place of a number is a mark of that meaning."""
    marks = {**WELL_KNOWN, **{mark.casefold(): means for mark, means in declared.marks.items()}}
    said = tuple(mark for mark, means in marks.items() if means == meaning)
    return _in("n", said) if said else "false"


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


# -- what came of it


@dataclass(slots=True)
class _Found:
    """What the groups of the engine come to so far, by series and period."""

    rows: Counter[tuple[str, str]]
    sums: dict[tuple[str, str], Decimal]
    missing: dict[tuple[str, str], int]  # which of `MISSING`
    periods: dict[str, Period]
    problems: dict[tuple[str, ...], Problem]
    called: dict[str, str]
    unknown: set[tuple[str, ...]]  # words that mean no series


def _part(rows: Sequence[Row], opened: Sequence[_File], declared: Extraction, dataset: Dataset, names: Naming) -> Part:
    reasons, left = _reasons(declared), Counter[tuple[str, str]]()
    found = _Found(Counter(), {}, {}, {}, {}, {}, set())
    keys = 1 if declared.choices else len(declared.columns)
    copies = differing = read = 0
    for reason, when, *words, count, total, missing, copied, differ in rows:
        read += count + int(copied or 0)
        copies, differing = copies + int(copied or 0), differing + int(differ or 0)
        if reason == -2:
            found.problems[("number", when)] = _no_number(when, declared, opened[0])
        elif reason >= 0:
            left[reasons[reason]] += count
        else:
            assert len(words) == keys
            ids = _series(words, declared, names)
            if ids == [OTHERS]:
                left[OTHER, declared.columns[0].column] += count
            else:
                _add(found, (when, words, count, total, missing), ids, declared, dataset, names, opened[0])
    taken = tuple(_taken(found, key, declared, opened) for key in sorted(found.rows))
    left_out = tuple(LeftOut(why, words, rows) for (why, words), rows in sorted(left.items()))
    kept = read - copies - sum(left.values())
    how = ", ".join(dict.fromkeys(each.how for each in opened))
    place = Place(opened[0].file, opened[0].heads)
    problems = (*found.problems.values(), *names.unknown(dict.fromkeys(sorted(found.unknown), place)))
    return Part(how, read, kept, left_out, copies, taken, (), problems, differing, dict(sorted(found.called.items())))


def _add(
    found: _Found,
    group: tuple[str, list[str], int, Decimal, int],
    ids: Sequence[str],
    declared: Extraction,
    dataset: Dataset,
    names: Naming,
    opened: _File,
) -> None:
    """A group of rows, added to the series and the period that it means; what it does not mean is told."""
    when, words, count, total, missing = group
    if not ids:
        if words:
            found.unknown.add(tuple(word[1:] for word in words))
        else:
            found.problems.setdefault(("series",), _unsaid(declared))
        return
    try:
        form = Form(dataset.frequency) if dataset.frequency else None
        period = found.periods.get(when) or period_of([Cell(NOWHERE, "", when)], declared, form)
    except ValueError as error:
        message = f"{error}, in {' and '.join(declared.period)}"
        remedy = "Correct the period, or leave its rows out with leave_out:."
        found.problems.setdefault(
            ("period", when), problem(MALFORMED_PERIOD, Place(opened.file, opened.heads), message, remedy)
        )
        return
    found.periods[when] = found.periods[period.written] = period
    for id in ids:
        key = id, period.written
        found.rows[key] += count
        found.sums[key] = found.sums.get(key, Decimal(0)) + Decimal(total or 0)
        found.missing[key] = max(missing, found.missing.get(key, 0))
        if words and words[0].startswith("?") and names.titled(words[0][1:]):
            found.called[words[0][1:]] = id


def _series(words: list[str], declared: Extraction, names: Naming) -> list[str]:
    """The full ids that a group belongs to; none where its words mean none, OTHERS where those are left out."""
    if declared.choices:
        return [f"{names.dataset}.{name}" for name in words[0].split(",")]
    if not declared.columns:
        return sorted(names.known) if len(names.known) == 1 else []
    parts = [word[1:] if word.startswith("=") else names.part(at, word[1:]) for at, word in enumerate(words)]
    id = f"{names.dataset}.{'-'.join(part or '' for part in parts)}"
    if all(parts) and id in names.known:
        return [id]
    return [OTHERS] if all(parts) and any(column.others_left_out for column in declared.columns) else []


def _taken(found: _Found, key: tuple[str, str], declared: Extraction, opened: Sequence[_File]) -> Taken:
    id, written = key
    value = Decimal(found.rows[key]) if declared.counts else _plain(found.sums[key])
    files = [each.file for each in opened]
    name = files[0] if len(files) == 1 else declared.file.value
    origin = Origin(name, opened[0].sheet, 0, found.rows[key])
    meaning = MISSING[found.missing.get(key, 0)]
    place = Place(opened[0].file, opened[0].heads)
    return Taken(id, found.periods[written], None if meaning else value, origin, place, "", meaning)


def _plain(number: Decimal) -> Decimal:
    exact = number.normalize() if number else Decimal(0)
    return Decimal(format(exact, "f"))


def _no_number(text: str, declared: Extraction, opened: _File) -> Problem:
    message = f'"{text}" is no number and no mark that is known, in {declared.sum}'
    remedy = "Say under marks: what it means, under numbers: how the file writes numbers, or leave its rows out."
    return problem(MALFORMED_NUMBER, Place(opened.file, opened.heads), message, remedy)


def _unsaid(declared: Extraction) -> Problem:
    message = "nothing says which of its series a row belongs to"
    remedy = "Write series: with a column, or where: at each series."
    return problem(UNKNOWN_SERIES, declared.place, message, remedy)
