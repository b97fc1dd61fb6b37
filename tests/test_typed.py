"""From a sentence to the numbers that its author typed, and not to dates, times, ages, names and references."""

from __future__ import annotations

from pathlib import Path
from time import process_time

import pytest

from pcpgen.checks.typed import numbers
from pcpgen.pipeline import judge
from tests.workspaces import change, copy_small

# each holds one number, which is told
TYPED = """40k more; 43p; came 2nd; 62 officers; £40k; 16.1 million; rose +6.4%; 1,093 crimes; 1 in 7; 20-30 cases; 3x
½ of; six areas; one in seven; a third of crime; half of victims; twice as many; a dozen; crime doubled; (n=100)
Recruit 62 officers; 2000 officers; more than half; fell by a third; two thirds; six per cent; took 12 minutes
one hundred and one complaints; an average of 28 days; halve the number of burglaries; two new posts; £1.2bn; 8.4%
fell to 8.4; around 300; by 3 in 2019; half a million; three in ten; nine out of ten; 0 complaints; ten areas
101 officers joined; double the national rate; All 17 bodies; We will issue 40 warnings; six core objectives
a quarter of victims; 62 Police Officers; over 100 calls; 12 times as; three times as many; twenty-one officers
a fifth fewer; two-thirds of calls; three-quarters were; three quarters of them; victims over 62%
at 10.25 per cent; Objective 1 and 40 officers; in 12 schools; 5.1 fewer
two-thirds of drivers; three-quarters of victims; three quarters of crime; nine-tenths of calls; twenty-odd officers"""
# none of these is a number that data hold
NO_FIGURE = """10.30 am; 9am to 5pm; from 6 to 8.30 pm; at 10.30; half past one; section 5.2; as 5.1 shows
see 5.1 and 5.2
s28(4); regulation 7; article 2; Schedule 12A; SI 2012/2271; c. 13; sections 5(1), 6 and 7; tables 2 and 3; page 17
version 2.1; No. 7; 2017-20; 2019/20; the 2011 Act; mid-2014; in 2016 there were; the Crime Plan 2017-20. It
Under the Police Reform Act 2002 the Chief; aged 16 to 24; people aged 16-24 are; under 18s; over-65s; 18 or over
anyone under 18, and tobacco from anyone under 16.; in their 20s; 1990s; the 21st century; 31 March 2016; 3 January
on 3, 10 and 17 May; May 5, 2016; 2016-03-31; 31/03/2016; April 2019 to 3 May 2020; the 12 months to May 2019
999 calls; 101 service; 01480 425899; 0800 555 111; Operation 12; Key Stage 2; ISO 9001; A14 road; PE29 6NP; Level 2
24/7; 1-1 meetings; sees their Chair 1-1 regularly; 20mph zones; 3D; Covid-19; 10 Downing Street; Year 7 pupils
first; second; at first; one of; one another; no one; on the one hand; both; a second chance; third party; third sector
two-way; zero tolerance; one-stop; four-wheel; a three-year plan; half-term; half an hour; a year and a half
within 28 days; 5 working days; for six months; every 10 minutes; 24-hour; 48 hours; for 3 years; twice a year
per 1,000 residents; the two values; the other two; two things; in two ways; three forces – Beds; has two points:
the last six months; the first half of the year; hundreds of; https://x.org/2015/01/a; (1) to; question 3
a 30 mph limit; a £5 note; 2nd edition; 21st-century; 18th and 19th centuries; 16- and 17-year-olds; Phase Two; Cm 1234
ISBN 978-0-11-000000-0; the Five Ways roundabout; one or two of them; on 3/4 May; bus 14; § 5
phase three follows; the top ten streets; the top 10 per cent; the "Big 5" survey
the Big Four banks; no one under 18; nobody over 70; drivers under 25 and victims; victims under 18 and; a 10-point plan
a two-thirds majority; two thirds of the members; for three quarters; three-quarters of an hour; two thirds of a mile
two-thirds of the Panel’s members"""


def each(lines: str) -> list[str]:
    return [words.strip() for line in lines.split("\n") for words in line.split("; ")]


def found(text: str) -> list[str]:
    return [text[begin:end] for begin, end in numbers(text)]


def test_a_number_in_digits_or_in_words_is_found() -> None:
    assert [(words, found(words)) for words in each(TYPED) if len(found(f"{words}.")) != 1] == []


def test_what_only_looks_like_one_is_none() -> None:
    framed = [text for words in each(NO_FIGURE) for text in (words, f"It was {words} then.", f"{words} was")]
    assert [(text, found(text)) for text in framed if found(text)] == []


@pytest.mark.parametrize("text", ["1" * 9_000, "two " * 2_000, "A " * 4_000, "9 " * 2_000, "page 1, " * 1_000])
def test_no_text_takes_long(text: str) -> None:
    begun = process_time()
    found(text)
    assert process_time() - begun < 0.5


def told(root: Path, words: str) -> list[str]:
    change(root, "plan/2025-29/themes/harbour.md", "Boats", f"{words} Boats")
    return [
        f"{each.place.line}:{each.place.column} {each.rule.id}"
        for each in judge(root).problems
        if "typed" in each.rule.id or each.rule.id == "literal-figure"
    ]


@pytest.mark.parametrize(
    ("words", "rules"),
    [
        ("There are *six* quays.", ["1:12 literal-figure"]),
        ("All **six\nquays** are dark.", ["1:7 literal-figure"]),
        ('There are {% typed "each has a name" %}six quays{% endtyped %}.', []),
        ('There are {{ quoted("six", "survey") }} quays.', []),
        ('All {% typed "named below" %}the quays{% endtyped %} are dark.', ["1:5 idle-typed"]),
        ('All {% typed " " %}six quays{% endtyped %} are dark.', ["1:5 malformed-typed"]),
        ('All {% typed "named below" %}six quays are dark.', ["1:5 malformed-typed", "1:30 literal-figure"]),
        ("All six quays{% endtyped %} are dark.", ["1:14 malformed-typed", "1:5 literal-figure"]),
        (
            '{% claim "budget.quays above 6" %}The office spends 6 pounds and 7 pence.{% endclaim %}',
            ["1:66 literal-figure"],
        ),
    ],
)
def test_one_is_told_at_its_place_unless_it_is_marked_quoted_or_bound_by_a_claim(
    tmp_path: Path, words: str, rules: list[str]
) -> None:
    assert sorted(told(copy_small(tmp_path / "office"), words)) == sorted(rules)
