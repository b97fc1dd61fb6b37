"""From `from:` in an indicator or dataset to the declaration of the publisher's file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pcpgen.load.fields import Fields
from pcpgen.load.rules import MISSING_FILE, WRONG_SHAPE
from pcpgen.model.data import Series
from pcpgen.model.extraction import Extraction, SeriesColumn, Words
from pcpgen.model.text import Text
from pcpgen.patterns import pattern
from pcpgen.problems import problem, unknown_id
from pcpgen.rules import MISSING_KEY

FOLDER = "sources"
HEADS = "heads"
_CHOSEN = ("quarters", "numbers", "separator", "encoding")
_FILE = pattern(rf"{FOLDER}(?:/(?!\.)[^/\\:\0]+)+\.(?i:csv|txt|tsv|xlsx|ods)")


def read_extraction(dataset: Fields, entries: Fields, series: Mapping[str, Series]) -> Extraction:
    """The declaration of a dataset; `entries` are those of its series, which may say which rows are theirs."""
    fields = dataset.fields("from")
    period = tuple(text.value for text in fields.one_or_more("period"))
    plain = fields.more("series") is None
    columns = () if plain or "series" not in fields else tuple(_columns(fields.fields("series"), series))
    in_heads = bool(columns) and columns[0].column == HEADS
    total = fields.more("total") if "total" in fields else None
    declared = Extraction(
        file=_file(fields),
        place=fields.place,
        sheet=fields.words("sheet"),
        heads=tuple(_rows(fields)),
        period=() if period == (HEADS,) else period,
        period_in_heads=period == (HEADS,),
        when=when.written if (when := fields.optional_period("when")) else "",
        series_in_heads=in_heads or (plain and _are_heads(fields)),
        columns=columns,
        choices=dict(_choices(entries)),
        where=_says(fields.fields("where")),
        leave_out=_reasons(fields.fields("leave_out")),
        without_columns=tuple(text.value for text in fields.texts("without_columns")),
        value=fields.text("value").value,
        sum=fields.text("sum").value,
        counts="count" in fields and bool(fields.choice("count")),
        once=fields.text("once").value,
        nought=fields.choice("without_rows") == "nought",
        flag=fields.fields("flag").text("column").value if "flag" in fields else "",
        flags=_flags(fields.fields("flag").fields("as")) if "flag" in fields else {},
        marks={mark: fields.fields("marks").choice(mark) for mark in fields.fields("marks")},
        total=total.text("says").value if total else fields.text("total").value if "total" in fields else "",
        total_differs=total.words("differs") if total else "",
        century=fields.number("century") if "century" in fields else None,
        month_first=fields.choice("dates") == "month-first",
        **{name: fields.choice(name) if name in fields else "" for name in _CHOSEN},
    )
    _judge(fields, declared)
    return declared


def _are_heads(fields: Fields) -> bool:
    return "series" in fields and bool(fields.one_of(fields.text("series"), (HEADS,)))


def _file(fields: Fields) -> Text:
    text = fields.text("file")
    if text.value and not is_source(text.value):
        message = f'"{text.value}" is no CSV, XLSX or ODS in {FOLDER}/'
        remedy = f"Put the file, as it was published, into {FOLDER}/, and write {FOLDER}/name.csv."
        fields.problems.append(problem(MISSING_FILE, text.place, message, remedy))
    return text


def is_source(name: str) -> bool:
    """Whether a name, in which * may stand, is one of a publisher's files."""
    steps = name.split("/")
    return bool(_FILE.fullmatch(name)) and ".." not in steps and all(each == "**" or "**" not in each for each in steps)


def _rows(fields: Fields) -> Iterator[int]:
    rows = fields.one_or_more("heads")
    for text in rows:
        if text.value.isdecimal() and len(text.value) < 7 and int(text.value):
            yield int(text.value)
    if len(rows) > 2 or sum(1 for text in rows if text.value.isdecimal()) != len(rows):
        message = "heads stand in one row or in two"
        fields.problems.append(problem(WRONG_SHAPE, rows[0].place, message, "Write heads: 4, or heads: [4, 5]."))


def _says(fields: Fields) -> Words:
    return {name: tuple(text.value for text in fields.one_or_more(name)) for name in fields}


def _reasons(fields: Fields) -> dict[str, Words]:
    for reason in fields:
        fields.is_plain(fields.key(reason), "leave_out")  # it is printed
    return {reason: _says(fields.fields(reason)) for reason in fields}


def _choices(entries: Fields) -> Iterator[tuple[str, Words]]:
    for name in entries:
        each = entries.fields(name)
        if "where" in each:
            yield name, _says(each.fields("where"))


def _flags(fields: Fields) -> dict[str, str]:
    return {word: fields.choice(word) for word in fields}


def _columns(fields: Fields, series: Mapping[str, Series]) -> Iterator[SeriesColumn]:
    crossed = "by" in fields
    yield _column(fields, () if crossed else [name.partition(".")[2] for name in series])
    if crossed:
        yield _column(fields.fields("by"), ())


def _column(fields: Fields, known: list[str] | tuple[()]) -> SeriesColumn:
    """A column; `known` are the series that its words may mean, where they alone decide it."""
    words: dict[str, str] = {}
    table = ""
    if "as" in fields:
        named = fields.more("as")
        table = "" if named or not fields.check_id(fields.text("as")) else fields.text("as").value
        for word in named or ():
            target = named.text(word) if named else fields.text("as")
            words[word] = target.value
            if known and target.value and target.value not in known:
                fields.problems.append(unknown_id("series of this dataset", target.value, target.place, known))
    return SeriesColumn(
        fields.text("column").value, table, words, fields.choice("others") == "left-out", place=fields.place
    )


def _judge(fields: Fields, declared: Extraction) -> None:
    """What entries ask for together: one way to say what is taken, and when."""
    ways = [name for name in ("value", "sum", "count") if name in fields]
    in_cells = declared.period_in_heads or declared.series_in_heads
    if len(ways) > 1 or (ways and in_cells):
        message = f"{' and '.join(ways)} cannot be asked for together" if len(ways) > 1 else ""
        message = message or f"{ways[0]} asks for a column, and the heads say which cells are taken"
        fields.problems.append(problem(WRONG_SHAPE, fields.key(ways[-1]).place, message, "Leave one of the two."))
    elif not ways and not in_cells:
        message = "nothing says which cells are taken"
        remedy = "Write value: with a column, sum: with a column, count: rows, or period: heads."
        fields.problems.append(problem(MISSING_KEY, fields.place, message, remedy))
    elif not (declared.period or declared.period_in_heads or "when" in fields) and fields.is_mapping:
        message = "nothing says when"
        fields.problems.append(
            problem(MISSING_KEY, fields.place, message, "Write period: with a column, or heads; or when:.")
        )
    if declared.once and not declared.adds_up:
        message = "once asks for rows that are counted or added up"
        place = fields.key("once").place
        fields.problems.append(problem(WRONG_SHAPE, place, message, "Write count: rows, or take the entry out."))
