"""CSVs: exact columns, a grammar of numbers, and the place of each value; pandas is the outside opinion."""

from __future__ import annotations

import io
from dataclasses import replace
from decimal import Decimal

import pandas
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pcpgen.load import packed
from pcpgen.load.cells import Unfit
from pcpgen.load.packed import packed_rows, unpacked_rows
from pcpgen.load.table import read_table
from pcpgen.model.columns import Column, Order, Rows, add_up, suppressed
from pcpgen.model.data import Dataset, Observation, Ratio, Series
from pcpgen.model.period import parse_period
from pcpgen.model.text import Text
from pcpgen.place import Lines, Place, Source
from pcpgen.problems import Problem

HERE = Place("plan/datasets/d.yaml")
HEAD = "series,period,qualifier,value,note\n"


def dataset(unit: str = "calls", ratio: bool = False, more: dict[str, Series] | None = None) -> Dataset:
    series = {"d.a": Series("d.a", "A", unit, None, HERE, ratio=ratio), "d.b": Series("d.b", "B", unit, None, HERE)}
    return Dataset("d", Text("D", HERE), "Invented", series | (more or {}))


def read(rows: str, unit: str = "calls", ratio: bool = False) -> tuple[tuple[Observation, ...], list[Problem]]:
    found, problems = read_table(Source("data/d.csv", HEAD + rows), dataset(unit, ratio))
    return tuple(each for by_period in found.values() for each in by_period.values()), problems


def value(cell: str, unit: str = "calls") -> object:
    found, problems = read(f"a,2018,,{cell},\n", unit)
    return found[0].value if found else problems[0].rule.id


@pytest.mark.parametrize(
    ("name", "meant"),
    [("Vale of Mordon", "mordon"), ("vale of mordon", "mordon"), ("The vale", "mordon"), ("Vale of Mordun", "mordon")],
)
@pytest.mark.parametrize("wide", [False, True])
def test_a_series_that_is_named_by_its_title_is_told_with_its_id(name: str, meant: str, wide: bool) -> None:
    titled = Series("d.mordon", "Vale of Mordon", "calls", None, HERE, short="The vale")
    text = f"period,a,b,{name},note\n2018,1,2,3,\n" if wide else f"{HEAD}{name},2018,,1,\n"
    made = replace(dataset(more={"d.mordon": titled}), wide=wide)
    problems = read_table(Source("data/d.csv", text), made)[1]
    assert problems[0].remedy.startswith(f'Did you mean "{meant}"? '), problems


@pytest.mark.parametrize(
    ("cell", "unit", "expected"),
    [
        ("15136", "calls", Decimal(15136)),
        ('"101,926"', "calls", Decimal(101926)),
        ("-1376", "£ thousand", Decimal(-1376)),
        ("£40000", "£", Decimal(40000)),
        ("8.4%", "%", Decimal("8.4")),
        ("15.20", "%", Decimal("15.20")),
        ('"151,36"', "calls", "malformed-number"),
        ('"1,0000"', "calls", "malformed-number"),
        ("£40", "calls", "malformed-number"),
        ("5%", "calls", "malformed-number"),
        ("1_000", "calls", "malformed-number"),
        ("inf", "calls", "malformed-number"),
        ("1e5", "calls", "malformed-number"),
        (".5", "calls", "malformed-number"),
        ("５", "calls", "malformed-number"),
        ("1" * 41, "calls", "malformed-number"),
    ],
)
def test_a_cell_is_exact_or_refused(cell: str, unit: str, expected: object) -> None:
    assert value(cell, unit) == expected


def test_digits_stay_as_typed() -> None:
    assert str(value("12.70", "%")) == "12.70"


def test_a_ratio_is_a_value_of_its_own() -> None:
    assert read("a,2018,,1 in 7,\n", ratio=True)[0][0].value == Ratio(1, 7)
    assert read("a,2018,,7 in 1,\n", ratio=True)[1][0].rule.id == "malformed-number"


def test_a_qualifier_is_a_value_of_its_own() -> None:
    assert read("a,2018,more than,6,\n")[0][0].qualifier == "more than"


def test_the_place_of_a_value_is_its_cell() -> None:
    found, _ = read('a,2018,,5,"one, two"\nb,2018,about,"1,000",\n')
    assert [each.place for each in found] == [Place("data/d.csv", 2, 9, 1), Place("data/d.csv", 3, 14, 7)]


def test_an_empty_value_needs_a_reason() -> None:
    found, problems = read("a,2017,,,cell empty in the source\na,2018,,,\n")
    assert found[0].value is None
    assert [str(each.place) for each in problems] == ["data/d.csv:3:9"]


def test_the_printed_total_tells_a_misprint() -> None:
    """Web-chat contacts of 2018 were printed as 151,36; the row's own total leaves 15,136."""
    parts = {"999": 130142, "101": 320888, "online": 5661}
    series = {f"d.c{name}": Series(f"d.c{name}", name, "contacts", None, HERE) for name in [*parts, "web"]}
    total = Series("d.all", "All", "contacts", None, HERE, total_of=tuple(series))
    rows = (
        "".join(f"c{name},2018,,{value},\n" for name, value in parts.items())
        + 'cweb,2018,,"151,36",\nall,2018,,471827,\n'
    )
    _, problems = read_table(Source("data/d.csv", HEAD + rows), dataset(more=series | {"d.all": total}))
    assert [each.remedy for each in problems] == ["The other rows and the total for 2018 leave 15,136. Write 15136."]
    assert pandas.read_csv(io.StringIO(HEAD + rows), thousands=",").value[3] == 15136, "pandas guesses in silence"


@pytest.mark.slow
@given(
    st.lists(
        st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-(10**9), max_value=10**9), max_size=20
    )
)
def test_agrees_with_pandas_on_plain_numbers(values: list[Decimal]) -> None:
    rows = "".join(f"a,{1950 + at},,{number:f},\n" for at, number in enumerate(values))
    found, problems = read(rows)
    theirs = pandas.read_csv(io.StringIO(HEAD + rows), dtype=str).value
    assert problems == []
    assert [each.value for each in found] == [Decimal(text) for text in theirs] == values


cells = st.tuples(
    st.sampled_from(["a", "b", "c", '"a"']),
    st.sampled_from(["2017", "2018", '"2018"', "undated", "May"]),
    st.sampled_from(["", "about", "abuot"]),
    st.sampled_from(["5", "5.0", '"1,000"', "1,5", "", "£5", "5%", "x", "1" * 41, "1 in 7"]),
    st.sampled_from(["", "why", '"one, two"', 'a "b"', '"two\nlines"']),
)


@pytest.mark.slow
@given(st.lists(cells.map(",".join) | st.just(""), max_size=12), st.booleans())
def test_the_short_way_for_plain_rows_leads_where_the_long_one_does(rows: list[str], ratio: bool) -> None:
    text = "".join(f"{row}\n" for row in rows)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("pcpgen.load.cells.AT_ONCE", 3)
        patch.setattr("pcpgen.load.table.LONGEST", -1)  # nothing is kept
        short = read(text, "%", ratio)
        patch.setattr("pcpgen.load.columns.many_rows", unfit)
        assert read(text, "%", ratio) == short


def unfit(*_: object) -> None:
    raise Unfit


notes = st.sampled_from(["", "why", '"one, two"', 'a ""b""'])
sound = st.tuples(
    st.sampled_from(["", "about"]),
    st.sampled_from(["5", "5.0", "-0.0000001", "-1376", '"1,000"', "", "[c]", "*"]),
    st.sampled_from(["", "985"]),
    st.sampled_from(["", "p", "eu"]),
    notes.map(lambda note: note or "none"),
)
series_and_periods = st.tuples(
    st.sampled_from(["a", "b", "c"]), st.sampled_from(["2017", "2018/19", "2019-03", "undated"])
)


@pytest.mark.slow
@given(st.lists(series_and_periods, unique=True, min_size=1), st.data())
def test_rows_that_are_kept_are_those_that_were_read(heads: list[tuple[str, str]], data: st.DataObject) -> None:
    chosen = [data.draw(sound) if name != "c" else ("", "1 in 7", "", "", data.draw(notes)) for name, _ in heads]
    lines = [",".join((*head, *cells)) for head, cells in zip(heads, chosen, strict=True)]
    source = Source("data/d.csv", "\n".join(["series,period,qualifier,value,base,flag,note", *lines, ""]))
    of = dataset(more={"d.c": Series("d.c", "C", "calls", None, HERE, ratio=True)})
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("pcpgen.load.table.LONGEST", -1)
        found, problems = read_table(source, of)
    assert problems == [] and all(isinstance(each, Column) for each in found.values())
    columns = {id: each for id, each in found.items() if isinstance(each, Column)}
    again = unpacked_rows(packed_rows(columns), source)
    assert [*again] == [*found]
    assert [repr([*each.items()]) for each in again.values()] == [repr([*each.items()]) for each in found.values()]


def test_what_is_taken_back_is_unpacked_where_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    source = Source("data/d.csv", f"{HEAD}a,2018,,12,\na,2019,about,13,late\na,2020,,[c],Kept back\nb,2018,,1,\n")
    found, problems = read_table(source, dataset())
    kept = packed_rows({id: each for id, each in found.items() if isinstance(each, Column)})
    assert problems == []
    with monkeypatch.context() as patch:
        patch.setattr(packed, "_unpacked_row", lambda *given: pytest.fail("a row is made"))
        patch.setattr(packed, "_unpacked_numbers", lambda *given: pytest.fail("numbers are read"))
        again = unpacked_rows(kept, source)["d.a"]
        assert isinstance(again, Column) and [*again] == ["2018", "2019", "2020"]
        assert [at in again.said for at in range(3)] == [False, True, True]
        assert [*suppressed(unpacked_rows(kept, source)["d.b"])] == []
    again = unpacked_rows(kept, source)["d.a"]
    assert [each.note for each in suppressed(again)] == ["Kept back"]
    assert [*suppressed(again)] == [*suppressed(found["d.a"])]


def test_a_series_without_rows_is_kept_as_one() -> None:
    source = Source("data/d.csv", HEAD)
    empty = Column("d.a", source, Order.of((), {}), [], range(0), {}, 0)
    assert [*unpacked_rows(packed_rows({"d.a": empty}), source)["d.a"].items()] == []


@pytest.mark.parametrize(
    ("rows", "plain"),
    [
        ("w,2018,,13,\nw,2019,,15,\n", True),
        ("w,2018,,13,\nw,2019,,15.0,As printed\n", True),
        ("w,2018,,13,\nw,2019,,16,\n", False),
        ("w,2018,,13,\nw,2019,,,Not known\n", False),
        ("w,2019,,15,\nw,2018,,13,\n", False),  # in another order
        ("w,2018,,13,\n", False),
    ],
)
def test_numbers_that_plainly_add_up_are_known_at_once(rows: str, plain: bool) -> None:
    of = dataset(more={"d.w": Series("d.w", "Whole", "calls", None, HERE, total_of=("d.a", "d.b"))})
    parts = "a,2018,,12,\na,2019,,13,\nb,2018,,1,\nb,2019,,2,\n"
    found, problems = read_table(Source("data/d.csv", HEAD + parts + rows), of)
    assert problems == []
    assert add_up(found["d.w"], [found["d.a"], found["d.b"]]) == plain
    assert not add_up(found["d.w"], [found["d.a"], {}])
    assert not add_up(dict(found["d.w"]), [found["d.a"], found["d.b"]])


def test_a_row_is_made_when_it_is_asked_for_unless_it_says_more_than_a_number() -> None:
    found, _ = read_table(Source("data/d.csv", HEAD + "a,2018,,12,\nb,2018,,1,\na,2019,about,13,late\n"), dataset())
    column = found["d.a"]
    assert isinstance(column, Column) and [each.note for each in column.said.values()] == ["late"]
    assert (
        column["2018"]
        is not column["2018"]
        == Observation("d.a", parse_period("2018"), "", Decimal(12), "", "data/d.csv", 2, "a,2018,,12,", 3)
    )
    assert [(each.value, str(each.place)) for each in Rows(column, [1, 0])[:2]] == [
        (Decimal(13), "data/d.csv:4:14"),
        (Decimal(12), "data/d.csv:2:9"),
    ]


@given(st.lists(st.sampled_from(["", "a", "two words", "x" * 9]), min_size=1), st.integers(-9, 9))
def test_the_lines_of_a_large_text_are_those_of_a_small_one(lines: list[str], at: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("pcpgen.place._BLOCK", 8)
        large = Lines("\n".join(lines))
        assert [*large] == lines and len(large) == len(lines) and large[at:] == lines[at:]
        assert [large[each] for each in range(-len(lines), len(lines))] == lines * 2


@pytest.mark.slow
@given(st.text(max_size=200))
def test_no_text_makes_it_fall_over(text: str) -> None:
    found, problems = read_table(Source("data/d.csv", text), dataset())
    assert found or problems
    read(text)


# -- flags


def test_a_flag_stands_before_the_note_and_is_kept() -> None:
    table = "series,period,qualifier,value,base,flag,note\na,2018,,12,,pe,\na,2019,,13,40,,\n"
    found, problems = read_table(Source("data/d.csv", table), dataset())
    assert [(each.flags, each.base) for each in found["d.a"].values()] == [("pe", None), ("", 40)]
    assert problems == []


@pytest.mark.parametrize("flag", ["x", "P", "pp", "p,e", "provisional"])
def test_what_is_no_flag_is_refused(flag: str) -> None:
    table = f'series,period,qualifier,value,flag,note\na,2018,,12,"{flag}",\n'
    _, problems = read_table(Source("data/d.csv", table), dataset())
    assert [each.rule.id for each in problems] == ["unknown-choice"]


def test_heads_may_stand_in_quotation_marks_in_either_shape() -> None:
    found, problems = read_table(
        Source("data/d.csv", '"series","period","qualifier","value","note"\na,2018,,12,\n'), dataset()
    )
    assert [each.value for each in found["d.a"].values()] == [12]
    assert problems == []
    across, problems = wide('"period","a","b"\n2018,12,7\n')
    assert [each.value for each in across["d.a"]] == [12]
    assert problems == []


# -- a column a series


def wide(text: str) -> tuple[dict[str, list[Observation]], list[Problem]]:
    found, problems = read_table(Source("data/d.csv", text), replace(dataset(), wide=True))
    return {id: list(each.values()) for id, each in found.items()}, problems


def test_a_wide_file_says_the_same_as_a_tidy_one() -> None:
    tidy, _ = read('a,2018,,12,late\nb,2018,,"1,300",late\na,2019,,13,\nb,2019,,7,\n')
    found, problems = wide('period,b,a,note\n2018,"1,300",12,late\n2019,7,13,\n')
    assert problems == []
    say = [(each.series, each.period.written, each.value, each.note) for each in tidy]
    assert sorted((o.series, o.period.written, o.value, o.note) for each in found.values() for o in each) == sorted(say)


def test_each_value_of_a_wide_file_has_the_place_of_its_cell() -> None:
    found, _ = wide('period,b,a\n2018,"1,300",12\n')
    assert [found[id][0].place for id in ("d.b", "d.a")] == [
        Place("data/d.csv", 2, 6, 7),
        Place("data/d.csv", 2, 14, 2),
    ]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("period,a,b\n2018,1\n", "csv-row"),
        ("period,a,b\n2018,1,2\n2018,3,4\n", "duplicate-row"),
        ("period,a,b\n2018,1,x\n", "malformed-number"),
        ("period,a,b\n2018,1,\n", "empty-value"),
        ("period,a,b\n18,1,2\n", "malformed-period"),
        ('period,a,b\n2018,1,"2\n', "csv-syntax"),
        ("period;a;b\n2018;1;2\n", "csv-separator"),
        ("period,a\n2018,1\n", "csv-columns"),
        ("period,a,a,b\n2018,1,1,2\n", "csv-columns"),
        ("period,note,a,b\n2018,,1,2\n", "csv-columns"),
        ("a,b,period\n1,2,2018\n", "csv-columns"),
        ("", "csv-columns"),
    ],
)
def test_a_wide_file_is_held_to_the_same_rules(text: str, rule: str) -> None:
    found, problems = wide(text)
    assert [each.rule.id for each in problems] == [rule]
    assert "d.b" not in found or rule == "duplicate-row"


@pytest.mark.slow
@given(st.lists(st.tuples(st.integers(0, 10**9), st.integers(-(10**9), 10**9)), min_size=1, max_size=30))
def test_pandas_reads_a_wide_file_alike(rows: list[tuple[int, int]]) -> None:
    text = "period,a,b\n" + "".join(f"{1950 + at},{a},{b}\n" for at, (a, b) in enumerate(rows))
    found, problems = wide(text)
    frame = pandas.read_csv(io.StringIO(text), dtype=object)
    assert problems == []
    for name in ("a", "b"):
        assert [str(each.value) for each in found[f"d.{name}"]] == frame[name].tolist()
