"""How an author has a figure printed: in words, short, rounded, as one in so many, without its sign; or why not."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pcpgen.blocks.forms import figure_pieces, spelt
from pcpgen.figures.data import Data
from pcpgen.figures.evaluate import evaluate
from pcpgen.figures.figure import Figure
from pcpgen.figures.forms import one_in, to_nearest
from pcpgen.load.workspace import read_workspace
from pcpgen.model.period import parse_period
from pcpgen.place import NOWHERE
from pcpgen.problems import Problem
from pcpgen.prose.expressions import read_expression
from pcpgen.prose.tree import Expression
from pcpgen.words.catalogue import shipped
from tests.workspaces import copy_small

ROWS = {
    "£": """pounds,2025/26,,40400
more,2025/26,,16149000
most,2025/26,over,999600
owed,2025/26,,-1250""",
    "boats": """six,2025/26,,6
many,2025/26,,297
some,2025/26,more than,297
few,2025/26,,46
half,2025/26,,6.5
none,2025/26,,0
more,2024/25,,17119
more,2025/26,,18212""",
    "%": """eighth,2025/26,,12.5
seventh,2025/26,,14.6
sixth,2025/26,,18
third,2025/26,,33
fifths,2025/26,,40
all,2025/26,,97""",
    "ratio": "seventh,2025/26,,1 in 7",
}
NAMES = {"£": "cost", "boats": "boats", "%": "parts", "ratio": "odds"}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Data:
    office = copy_small(tmp_path_factory.mktemp("forms") / "office")
    for unit, rows in ROWS.items():
        name, lines = NAMES[unit], rows.split("\n")
        table = "".join(f"{line}\n" for line in ("series,period,qualifier,value,note", *(f"{row}," for row in lines)))
        (office / f"data/{name}.csv").write_text(table, "utf-8")
        kind = ", kind: ratio" if unit == "ratio" else ""
        series = "".join(
            f"  {each}: {{title: {each}{kind}}}\n" for each in dict.fromkeys(row.split(",")[0] for row in lines)
        )
        says = f"title: {name}\nsource: Invented\nunit: '{unit}'\nseries:\n{series}"
        (office / f"plan/datasets/{name}.yaml").write_text(says, "utf-8")
    project, found = read_workspace(office)
    assert [each.message for each in found] == []
    return Data.of(project)


def printed(data: Data, asked: str) -> str:
    """What double braces print, a blank for one that stays; or what is wrong with them."""
    expression = read_expression(f"{{{{ {asked} }}}}", NOWHERE)
    if isinstance(expression, Problem):
        return f"{expression.rule.id}: {expression.message}"
    found = evaluate(expression, data)
    if isinstance(found, Problem):
        return f"{found.rule.id}: {found.message}"
    return figure_pieces(expression, data).plain


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ('figure("boats.six", form="words")', "six"),
        ('figure("boats.few", form="words")', "forty-six"),
        ('figure("boats.none", form="words")', "zero"),
        ('figure("boats.more", form="words")', "18,212"),
        ('figure("boats.some", form="words")', "more than 297"),
        ('figure("boats.six", form="ordinal")', "6th"),
        ('figure("boats.half", form="words", decimals=0)', "seven"),
        ('figure("cost.pounds", form="short")', "£40k"),
        ('figure("cost.pounds", form="long")', "£40 thousand"),
        ('figure("cost.more", form="short")', "£16.1m"),
        ('figure("cost.more", form="long")', "£16.1 million"),
        ('figure("cost.most", form="short")', "over £1.0m"),
        ('figure("cost.owed", form="short")', "−£1k"),
        ('figure("boats.many", nearest=100)', "around 300"),
        ('figure("boats.few", nearest=10, form="words")', "around fifty"),
        ('figure("boats.few", nearest=2)', "46"),
        ('figure("cost.more", nearest=1000000, form="long")', "around £16 million"),
        ('figure("parts.seventh", form="one in")', "around one in seven"),
        ('figure("parts.eighth", form="one in")', "one in eight"),
        ('figure("odds.seventh", form="one in")', "one in seven"),
        ('figure("parts.third", form="fraction")', "around a third"),
        ('figure("parts.fifths", form="fraction")', "two fifths"),
        ('share_of("boats.six", "boats.few", form="one in")', "around one in eight"),
        ('percent_change("boats.more", "2024/25", "2025/26", form="rise")', "6.4%"),
        ('change("boats.more", form="rise")', "6.4%"),
        ('change("boats.more", form="signed")', "+1,093 (+6.4%)"),
        ('change("boats.more", form="signed", decimals=0)', "+1,093 (+6%)"),
    ],
)
def test_a_figure_takes_the_form_that_is_asked_for(data: Data, asked: str, words: str) -> None:
    assert printed(data, asked).replace("\u00a0", " ") == words


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ('figure("boats.half", form="words")', "unfit-form: boats.half@2025/26 is 6.5, no whole number"),
        ('figure("boats.none", form="ordinal")', "unfit-form: boats.none@2025/26 is 0, less than 1"),
        (
            'figure("boats.six", form="short")',
            "unfit-form: boats.six@2025/26 is no money, which alone has the form short",
        ),
        ('figure("boats.six", form="one in")', "unfit-form: boats.six@2025/26 is no share of a whole"),
        ('figure("parts.sixth", form="one in")', "unfit-form: parts.sixth@2025/26 is 18.0%, and no one in"),
        ('figure("parts.all", form="one in")', "unfit-form: parts.all@2025/26 is 97.0%, and no one in"),
        ('figure("parts.all", form="fraction")', "unfit-form: parts.all@2025/26 is 97.0%, and no simple"),
        ('figure("parts.all", form="words")', "unfit-form: parts.all@2025/26 is no count"),
        ('figure("boats.many", nearest=1000)', "unfit-form: boats.many@2025/26 is 297, which to the nearest 1,000"),
        ('figure("boats.some", nearest=100)', 'unfit-form: boats.some@2025/26 is "more than 297" in its source'),
        ('change("boats.more", form="fall")', "unfit-form: change:boats.more@2024/25..2025/26 is a rise, and no fall"),
        ('percent_change("boats.more", "2024/25", "2025/26", form="fall")', "unfit-form: change:boats.more@2024/25.."),
        ('figure("boats.many", nearest=0)', "malformed-expression: nearest is a whole number such as 100"),
        ('figure("boats.many", form="word")', 'malformed-expression: figure has no form "word"'),
        ('share_of("boats.six", "boats.few", form="rise")', 'malformed-expression: share_of has no form "rise"'),
    ],
)
def test_one_that_does_not_fit_is_refused(data: Data, asked: str, told: str) -> None:
    assert printed(data, asked).startswith(told)


def test_the_figure_stays_as_exact_as_it_is(data: Data) -> None:
    (shown,) = figure_pieces(asked('figure("boats.many", nearest=100)'), data).content
    assert (getattr(shown, "value", ""), getattr(shown, "figure", "")) == ("297", "boats.many@2025/26")


def asked(words: str) -> Expression:
    expression = read_expression(f"{{{{ {words} }}}}", NOWHERE)
    assert isinstance(expression, Expression)
    return expression


@pytest.mark.slow
@given(st.decimals(-(10**9), 10**9, places=2), st.integers(2, 10**6))
def test_no_whole_number_of_so_many_is_nearer(value: Decimal, nearest: int) -> None:
    near = to_nearest(value, nearest)
    assert near % nearest == 0
    assert abs(near - value) * 2 <= nearest
    assert abs(near - value) * 2 < nearest or abs(near) > abs(value)


@given(st.integers(2, 400))
def test_one_in_so_many_comes_back_from_its_share(many: int) -> None:
    share = Figure("share:d.a@2025/26", Decimal(100) / many, "%", 1, parse_period("2025/26"), "", ())
    assert one_in(share)[:2] == (1, many)


def test_numbers_up_to_a_hundred_have_words_of_their_own() -> None:
    said = [spelt(shipped(), number) for number in range(101)]
    assert len(set(said)) == 101 and not any(sign.isdigit() for words in said for sign in words)
    assert [said[at] for at in (0, 13, 21, 40, 99, 100)] == [
        "zero",
        "thirteen",
        "twenty-one",
        "forty",
        "ninety-nine",
        "a hundred",
    ]
