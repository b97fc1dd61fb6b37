"""From sentences to what is told of them: words that say otherwise than their figures, claims and lists."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from pcpgen.checks.sentences.check import check_passage, check_sentences
from pcpgen.figures.data import Data
from pcpgen.load.workspace import read_workspace
from pcpgen.model.project import Project
from pcpgen.place import Place, Source
from pcpgen.prose.reading import read_prose
from tests.cases import first_quick
from tests.workspaces import ROOT, change, copy_example

pytestmark = pytest.mark.example

EXAMPLE = ROOT


@cache
def workspace(root: Path) -> tuple[Project, Data]:
    project, _ = read_workspace(root)
    return project, Data.of(project)


def told(text: str, root: Path = EXAMPLE) -> list[tuple[str, str]]:
    """The rule and the excerpt of all that is said of a text, as if a page of the workspace held it."""
    project, data = workspace(root)
    source = Source("plan/page.md", text)
    passage, problems = read_prose(text, Place("plan/page.md"), source)
    assert problems == []
    project = replace(project, sources={**project.sources, source.file: source})
    found = check_passage(passage, data, project.sources)
    return [
        (each.rule.id, source.lines[each.place.line - 1][each.place.column - 1 :][: each.place.length])
        for each in found
    ]


# spelt out once, for what follows: 19,222 and 18,212 calls to 999; deaths 48, then 29; 2017/18, then 2018/19
FENLAND = '{{ figure("charges.fenland", "2019") }}'
CALLS = '{{ figure("call-handling.calls-999", "2019-01..2019-09") }}'
CHANGE = '{{ change("call-handling.calls-999") }}'  # up
LESS = '{{ change("call-handling.calls-101") }}'  # down
KILLED, KILLED_BEFORE = '{{ figure("ksi-casualties.killed", "2018") }}', '{{ figure("ksi-casualties.killed", "2017") }}'
CASES = '{{ figure("complaints.cases", "2018/19") }}'
SATISFIED = '{{ figure("hate-crime.satisfied", "year ending 2019-05") }}'
OFFICERS = '{{ figure("resources.officers", "2016-03-31") }}'


@pytest.mark.parametrize(
    ("text", "excerpt"),
    [
        (f"In 2017/18 the force recorded {CASES} cases.", "2017/18"),
        (f"In the year ending March 2018 there were {CASES} cases.", "year ending March 2018"),
        (f"There were {CASES} cases in 2019/20.", "2019/20"),
        (f"In 2017 there were {KILLED} deaths.", "2017"),
        (f"Deaths fell from {KILLED_BEFORE} in 2018 to {KILLED} in 2018.", "2018"),  # each stands by its own date
        (f"From January to August 2019 there were {CALLS} calls.", "January to August 2019"),
        (f"Asked in the twelve months to April 2019, {SATISFIED} were satisfied.", "twelve months to April 2019"),
        (f"In the year to May 2018, {SATISFIED} were satisfied.", "year to May 2018"),
        (f"The force had {OFFICERS} officers on 31 March 2017.", "31 March 2017"),
        (f"Officers (FTE) at the end of May 2016, {OFFICERS} in all, are counted.", "May 2016"),
        (
            'Since May 2019 the number has been {{ figure("engagement.community-resolutions", "2019-03..") }}.',
            "May 2019",
        ),
        ('{% claim "ksi-casualties.killed fell" %}Deaths fell in 2016.{% endclaim %}', "2016"),
    ],
)
def test_a_period_in_words_is_that_of_the_figure_beside_it(text: str, excerpt: str) -> None:
    assert told(text) == [("other-period", excerpt)]


@pytest.mark.parametrize(
    "text",
    [
        f"In 2018/19 there were {CASES} cases.",
        f"In the financial year 2018–19 there were {CASES} cases, and in the year ending March 2019 no others.",
        f"By the end of March 2019 there were {CASES} cases.",
        f"In the last quarter of 2018/19 the force had {CASES} cases.",
        f"Since the plan of 2013 there have been {KILLED} deaths.",
        f"The Police Reform and Social Responsibility Act 2011 applies to {CASES} cases.",
        f"At its meeting of 31 July 2019 the Board heard that there were {CASES} cases.",
        f"In May 2017 the Panel was told of {CASES} cases.",
        f"The Commissioner, elected in May 2016, dealt with {CASES} cases.",
        f"As the survey of 2012 foretold, {KILLED} people died.",
        f"The figures were published in June 2020: {CASES} cases.",
        f"Policing Vision 2025 is ours, and {CASES} cases are not.",
        f"By 2030 there will be fewer than {CASES} cases.",
        f"The team that began in 2014 deals with {CASES} cases.",
        f"Of {KILLED} deaths, against {KILLED_BEFORE} in 2017, most were on rural roads.",
        f"Deaths fell from {KILLED_BEFORE} in 2017 to {KILLED} in 2018.",
        f"From January to September 2019 there were {CALLS} calls, {CHANGE}.",
        f"Between January and September 2019 there were {CALLS} calls.",
        'Between May 2019 and May 2020 it went from {{ figure("charges.fenland", "2019-05") }} to '
        '{{ figure("charges.fenland", "2020-05") }}.',
        f"In 2019 there were {CALLS} calls by September.",
        'At the 2011 Census the share was {{ figure("census.bme") }}.',
        f"There are 2,019 reasons for {CASES} cases, and 1999 is a number.",
        'In 2012 it was estimated that {{ figure("demand.may-have-offended") }} residents might have offended.',
        "Nothing is counted in 2017.",
    ],
)
def test_other_dates_may_stand_in_a_sentence(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("condition", "sentence", "excerpt"),
    [
        ("ksi-casualties.killed fell", "Deaths rose.", "rose"),
        ("ksi-casualties.killed fell beyond chance", "More people were killed.", "more"),
        ("call-handling.calls-999 rose", "There was a fall in calls.", "fall"),
        ("call-handling.calls-999 rose", "Calls did not rise but fell.", "fell"),
        ("call-handling.calls-999 rose", "Despite a rise in other calls, these fell.", "fell"),
        ("call-handling.calls-999 rose", "Calls were unchanged.", "unchanged"),
        ("ksi-casualties.all no clear change", "Casualties fell.", "fell"),
        ("ksi-casualties.all no clear change", "There was a clear fall.", "fall"),
        ("complaints.cases rose; complaints.allegations fell", "Cases fell, while allegations fell.", "fell"),
        ("call-handling.calls-101 fell; call-handling.all fell", "Calls fell by so many that all rose.", "rose"),
        ("call-handling.online rose at least 50%", "Online reports doubled.", "doubled"),
        ("recorded-crime.theft > 7000", "There were fewer than 7,000.", "fewer than"),
        ("recorded-crime.theft > 7000", "Thefts fell.", "fell"),
        ("recorded-crime.violence < 20000", "There were over 20,000.", "over"),
    ],
)
def test_a_claim_says_what_its_condition_says(condition: str, sentence: str, excerpt: str) -> None:
    found = told(f'{{% claim "{condition}" %}}{sentence}{{% endclaim %}}')
    assert [(rule, words.lower()) for rule, words in found] == [("contrary-claim", excerpt)]


@pytest.mark.parametrize(
    ("condition", "sentence"),
    [
        ("ksi-casualties.killed fell", "Deaths fell."),
        ("ksi-casualties.killed fell", "Fewer people were killed than a year before."),
        ("ksi-casualties.killed fell", "Deaths have become fewer"),
        ("ksi-casualties.killed fell", "Despite a rise in traffic, deaths fell."),
        ("ksi-casualties.killed fell", "Deaths fell, although traffic had increased."),
        ("ksi-casualties.killed fell", "Deaths did not rise."),
        ("ksi-casualties.killed fell", "Deaths are no longer rising."),
        ("ksi-casualties.killed fell", "Roads are safer than before."),
        ("ksi-casualties.killed fell", "More is to be done, and deaths fell."),
        ("ksi-casualties.all no clear change", "Casualties fell, but by no more than chance explains."),
        ("ksi-casualties.all no clear change", "Whether casualties rose or fell is not clear."),
        ("call-handling.calls-999 rose", "More calls came in, as June fell into both years."),
        ("call-handling.calls-999 rose", "Calls rose, so fewer were answered in time."),
        ("call-handling.calls-999 rose", "The highest number since 2010 was reached."),
        ("recorded-crime.theft > 7000; recorded-crime.violence < 5000", "Theft made up the largest part."),
        ("recorded-crime.theft > 7000", "There were more than 7,000, and no fewer than before."),
    ],
)
def test_a_claim_may_be_worded_freely(condition: str, sentence: str) -> None:
    assert told(f'{{% claim "{condition}" %}}{sentence}{{% endclaim %}}') == []


@pytest.mark.parametrize(
    ("text", "excerpt"),
    [
        (f"Calls fell to {CALLS}, {CHANGE}.", "fell"),
        (f"Calls to 101 rose: they are {LESS}.", "rose"),
        (f"Despite a fall in other calls, these decreased: {CHANGE}.", "decreased"),
        (f"Deaths rose from {KILLED_BEFORE} to {KILLED}.", "rose"),
        (f"Deaths fell from {KILLED} to {KILLED_BEFORE}.", "from"),
        (f"Deaths went from {KILLED} in 2018 to {KILLED_BEFORE} in 2017.", "from"),
        (f"There were {KILLED} deaths, more than the {KILLED_BEFORE} in 2017, an increase.", "increase"),
        (f"Calls were unchanged: {CHANGE}.", "unchanged"),
        (f"Calls doubled: {CHANGE}.", "doubled"),
        (f"Road safety worsened, from {KILLED_BEFORE} deaths to {KILLED}.", "worsened"),
        (f"Calls to 999 rose, {CHANGE}, and calls to 101 rose, {LESS}.", "rose"),
    ],
)
def test_a_word_goes_the_way_of_the_figure_beside_it(text: str, excerpt: str) -> None:
    assert told(text) == [("contrary-direction", excerpt)]


@pytest.mark.parametrize(
    "text",
    [
        f"Calls rose to {CALLS}, {CHANGE}.",
        f"Calls to 999 rose, {CHANGE}, while calls to 101 fell, {LESS}.",
        f"Calls to 101 fell, {LESS}; calls to 999 rose, {CHANGE}.",
        f"Despite a rise in calls to 999, calls to 101 fell: {LESS}.",
        f"Calls to 101 fell after a rise in online reports, {LESS}.",
        f"Calls did not fall: {CHANGE}.",
        f"The aim is to reduce calls, which are {CHANGE}.",
        f"Calls should fall, and are {CHANGE}.",
        f"The rise in calls has slowed: {CHANGE}.",
        f"Fewer than half were answered, and calls are {CHANGE}.",
        f"Deaths fell from {KILLED_BEFORE} in 2017 to {KILLED} in 2018.",
        f"Deaths were {KILLED}, down from {KILLED_BEFORE}.",
        f"Road safety improved: deaths fell from {KILLED_BEFORE} to {KILLED}.",
        f"The fall of the year before is over; calls are {CHANGE}.",
        f"Calls made up a larger part, {CALLS}.",
        f"Lower level offences are set down by statute, {CHANGE} or not.",
    ],
)
def test_other_directions_may_stand_in_a_sentence(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        # its word is contrary to the condition, and to the change beside it
        (f'{{% claim "call-handling.calls-999 rose" %}}Calls fell: {CHANGE}.{{% endclaim %}}', "contrary-claim"),
        (
            f'{{% claim "call-handling.calls-999 rose" %}}There were fewer calls{{% endclaim %}}: {CHANGE}.',
            "contrary-claim",
        ),
        # the condition is wrong, which is told where claims are, and not the sentence
        (f'{{% claim "call-handling.calls-999 fell" %}}Calls rose: {CHANGE}.{{% endclaim %}}', ""),
    ],
)
def test_a_claim_that_was_turned_is_told_once(text: str, rule: str) -> None:
    assert [found for found, _ in told(text)] == ([rule] if rule else [])


ITEMS = "\n\n- one\n- two of the rest\n- Cambridge and Ely"


@pytest.mark.parametrize(
    ("text", "excerpt"),
    [
        (f"The plan has four aims:{ITEMS}", "four"),
        (f"The following 2 bodies take part.{ITEMS}", "2"),
        (f"It has two good points:{ITEMS}", "two"),
        (f"Two aims are listed below.{ITEMS}", "Two"),
        ("The following three posts are new.\n\n| Post | From |\n|---|---|\n| A | May |\n\n: Posts", "three"),
        (
            f'That Board has {{{{ figure("engagement.capasp-board") }}}} bodies upon it:{ITEMS}',
            '{{ figure("engagement.capasp-board") }}',
        ),
    ],
)
def test_a_number_above_a_list_is_that_of_its_items(text: str, excerpt: str) -> None:
    assert told(text) == [("list-count", excerpt)]


@pytest.mark.parametrize(
    "text",
    [
        f"The plan has three aims:{ITEMS}",
        f"One of the five aims is met by:{ITEMS}",
        f"The two councils will:{ITEMS}",
        f"Over two years they:{ITEMS}",
        f"At least two things are new:{ITEMS}",
        f"It is done in two of the six areas:{ITEMS}",
        f"The two gates are guarded.{ITEMS}",
        f"Since 2019 the aims are:{ITEMS}",
        "The following three are new.\n\n| At | By |\n|---|---|\n| A | 1 |\n| B | 1 |\n| C | 1 |\n| All | 3 |\n\n: N",
        "All four towns stand in this list:\n\n- Ely\n- March\n- Soham and Ramsey have one each",
    ],
)
def test_other_numbers_may_stand_above_a_list(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "rule", "excerpt"),
    [
        (f"In Huntingdonshire {FENLAND} suspects were charged.", "other-series", FENLAND),
        (f"- East Cambridgeshire, {FENLAND}", "other-series", FENLAND),
        (
            'Victims of hate crime: {{ figure("volunteering.speedwatch") }} of them.',
            "other-series",
            '{{ figure("volunteering.speedwatch") }}',
        ),
        (f"Of victims, {SATISFIED} per cent were satisfied.", "other-unit", "per cent"),
        (f"It costs £{CASES}.", "other-unit", "£"),
        (f"| Area | 2017/18 |\n|---|---|\n| All | {CASES} |\n\n: Cases", "other-period", "2017/18"),
        (f"| Area | Cases (%) |\n|---|---|\n| All | {CASES} |\n\n: Cases", "other-unit", "Cases (%)"),
        (f"| Year | £ |\n|---|---|\n| All | {CASES} |\n\n: Cases", "other-unit", "£"),
        (f"| Year | Number |\n|---|---|\n| All | {SATISFIED} |\n\n: Cases", "other-unit", "Number"),
        (
            f"| District | Charges |\n|---|---|\n| Peterborough | {FENLAND} |\n\n: Charges",
            "other-series",
            "Peterborough",
        ),
    ],
)
def test_words_name_the_figure_beside_them(text: str, rule: str, excerpt: str) -> None:
    assert told(text) == [(rule, excerpt)]


@pytest.mark.parametrize(
    "text",
    [
        f"In Fenland {FENLAND} suspects were charged.",
        f"In Fenland fewer were charged, {FENLAND}, than in Huntingdonshire.",
        f"Fenland has had a hard year. With {FENLAND} suspects charged it is unlike Peterborough.",
        f"The district charged {FENLAND} suspects, fewer than Peterborough.",
        f'Fenland, {FENLAND}, and Peterborough, {{{{ figure("charges.peterborough", "2019") }}}}',
        'Of all, robbery is the rarest: {{ figure("recorded-crime.all", "2017/18") }} offences were recorded.',
        f"The share of victims is {SATISFIED}, some way from 100 per cent.",
        f"| Area | 2018/19 |\n|---|---|\n| All | {CASES} |\n\n: Cases",
        f"| Area | Forces with 100% of cases |\n|---|---|\n| Number of cases | {CASES} |\n\n: Cases",
        f"| District | Charges |\n|---|---|\n| Fenland | {FENLAND} |\n\n: Charges",
    ],
)
def test_other_names_may_stand_in_a_sentence(text: str) -> None:
    assert told(text) == []


FELLMOOR, PORT = ROOT / "tests/offices/fellmoor", ROOT / "tests/offices/port-ansley"


GATES, GATES_SHARE = '{{ figure("money.gates") }}', '{{ share("money.gates") }}'


@pytest.mark.parametrize(
    ("text", "is_told"),
    [
        (f"The keepers receive {GATES}, {GATES_SHARE} of all spending.", False),
        (f"The keepers receive {GATES}, which is {GATES_SHARE} of all spending.", False),
        (f"All spending comes to {GATES}.", True),
        (f"The keepers receive {GATES}, and nights {GATES_SHARE}.", True),
    ],
)
def test_the_whole_may_be_named_behind_a_share_of_it(text: str, is_told: bool) -> None:
    assert [rule for rule, _ in told(text, PORT)] == ["other-series"] * is_told


RATE = '{{ figure("district-burglary.all") }}'  # of all districts, which are not its parts


@pytest.mark.parametrize(
    ("text", "is_told"),
    [
        (f"The rate in North Dale is {RATE}.", True),
        (f"The rate of the county is {RATE}, and North Dale is one of its districts.", False),
        (f"North Dale is above {RATE}.", False),
        (f"North Dale and Eastwater, whose rates differ from {RATE}.", False),
    ],
)
def test_a_part_may_be_named_beside_the_whole(text: str, is_told: bool) -> None:
    assert told(text, ROOT / "tests/offices/carrow") == ([("other-series", RATE)] if is_told else [])


@pytest.mark.parametrize(
    ("text", "root", "rule", "excerpt"),
    [
        ('The moor has {{ figure("moor.people") }} stations.', FELLMOOR, "other-unit", "stations"),
        ('They stand {{ figure("moor.stations") }} miles apart.', FELLMOOR, "other-unit", "miles"),
        ('The owner asks for {{ figure("marking.farms") }} a year.', FELLMOOR, "other-unit", "asks for"),
        ('There are ten, of whom {{ figure("marking.rent") }} walk.', FELLMOOR, "other-unit", "of whom"),
        (
            '- Gates cost {{ figure("money.gates") }}.\n- Nights cost {{ figure("money.gates") }}.',
            PORT,
            "other-series",
            '{{ figure("money.gates") }}',
        ),
        (
            f'Calls rose to {{{{ figure("call-handling.calls-101") }}}}, {CHANGE}.',
            EXAMPLE,
            "other-series",
            '{{ figure("call-handling.calls-101") }}',
        ),
        ('Nights cost {{ figure("money.all") }}.', PORT, "other-series", '{{ figure("money.all") }}'),
        ('The station is {{ figure("moor.distance") }} stations away.', FELLMOOR, "other-unit", "stations"),
        (
            '{% claim "call-handling.calls-999 rose" %}It rose to {{ figure("call-handling.online") }}.{% endclaim %}',
            EXAMPLE,
            "other-series",
            '{{ figure("call-handling.online") }}',
        ),
        (f"Calls are {CHANGE} on the month before.", EXAMPLE, "other-period", "the month before"),
        (f"Calls are {CHANGE} compared with two years ago.", EXAMPLE, "other-period", "two years ago"),
        (
            '{% claim "farm-theft.all fell" %}Thefts fell on the month before.{% endclaim %}',
            FELLMOOR,
            "other-period",
            "the month before",
        ),
    ],
)
def test_words_on_either_side_of_a_figure_are_of_it(text: str, root: Path, rule: str, excerpt: str) -> None:
    assert told(text, root) == [(rule, excerpt)]


THEFTS = 'figure("farm-theft.all"'
FELL = '{% claim "farm-theft.all fell on the same period last year" %}Fewer thefts were recorded{% endclaim %}'


@pytest.mark.parametrize(
    ("text", "excerpt"),
    [
        # a quarter, and the change of a month
        (f'There were {{{{ {THEFTS}, "quarter") }}}} thefts, {{{{ change("farm-theft.all") }}}}.', "change"),
        # a claim on months, and a figure of twelve of them; what is of both
        (f'{FELL}: {{{{ {THEFTS}, "12 months") }}}}.', "figure"),
        (
            f'{FELL}. Of these, {{{{ share_of("farm-theft.north", "farm-theft.all", "12 months") }}}} were there.',
            "share",
        ),
        # twelve months in words, and one in double braces
        (f"In the year to August 2025 there were {{{{ {THEFTS}) }}}} thefts.", "figure"),
        # a part of one month, and the whole of twelve
        (f'{{{{ figure("farm-theft.north") }}}} of the {{{{ {THEFTS}, "12 months") }}}} thefts were there.', "figure"),
        (f'Of the {{{{ {THEFTS}, "12 months") }}}} thefts, {{{{ figure("farm-theft.north") }}}} were there.', "figure"),
        (f'We had {{{{ {THEFTS}, "12 months") }}}}, of which {{{{ figure("farm-theft.north") }}}} there.', "figure"),
        (f'We had {{{{ {THEFTS}, "12 months") }}}}, {{{{ figure("farm-theft.north") }}}} of them there.', "figure"),
        (f"In the twelve months to August 2025, {{{{ {THEFTS}) }}}} were recorded.", "figure"),
        (f"Over the last twelve months {{{{ {THEFTS}) }}}} were recorded.", "figure"),
        # one month in words, and twelve in double braces
        (f'In August 2025, {{{{ {THEFTS}, "12 months") }}}} thefts were recorded.', "figure"),
    ],
)
def test_a_figure_of_a_longer_time_than_another_of_its_sentence_is_told(text: str, excerpt: str) -> None:
    assert [(rule, words[3 : 3 + len(excerpt)]) for rule, words in told(text, FELLMOOR)] == [("other-period", excerpt)]


@pytest.mark.parametrize(
    "text",
    [
        f'There were {{{{ {THEFTS}, "quarter") }}}} thefts, {{{{ change("farm-theft.all", "quarter") }}}}.',
        f'There were {{{{ {THEFTS}, "quarter") }}}}, {{{{ {THEFTS}) }}}} of them in August.',
        f'There were {{{{ {THEFTS}) }}}} thefts, and {{{{ {THEFTS}, "12 months") }}}} in twelve months.',
        f'{FELL}: {{{{ {THEFTS}) }}}}, after {{{{ {THEFTS}, "2024-08") }}}}.',
        f'{FELL}. There were {{{{ {THEFTS}, "12 months") }}}}.',  # a sentence of its own
        f'August’s {{{{ {THEFTS}) }}}} thefts bring the twelve-month total to {{{{ {THEFTS}, "12 months") }}}}.',
        f'Of the {{{{ {THEFTS}, "12 months") }}}} of a year, {{{{ figure("farm-theft.north") }}}} came in August.',
    ],
)
def test_a_figure_of_a_longer_time_is_not_told_where_words_say_it(text: str) -> None:
    assert told(text, FELLMOOR) == []


FACTS, FINANCES = "plan/2017-20/pages/facts.yaml", "plan/2017-20/pages/finances.md"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("file", "old", "new", "expected"),
    first_quick(
        [
            (
                FACTS,
                "caption: Arrests",
                "caption: Robberies",
                'the words name "Robberies", and the figure is "Arrests"',
            ),
            (FACTS, "caption: Thefts\n", "caption: Thefts of a motor vehicle\n", 'name "Thefts of a motor vehicle"'),
            (FACTS, "caption: Thefts of a", "caption: Thefts from a", 'the figure is "Thefts of a motor vehicle"'),
            (
                FACTS,
                "caption: Arrests",
                "caption: Percentage arrested",
                '"Percentage" stands beside a figure whose unit is',
            ),
            (FACTS, "caption: Officers in", "caption: Number of officers in", "beside a figure whose unit is %"),
            (FACTS, "unit: square miles", "unit: people", '"people" stands beside a figure whose unit is square miles'),
            (
                FACTS,
                "2013/14 to 2016/17",
                "2012/13 to 2016/17",
                '"2012/13" stands beside a figure of 2013/14 to 2016/17',
            ),
            (FINANCES, "financing, 2016/17 to", "financing, 2015/16 to", '"2015/16" stands over a chart of 2020/21'),
        ],
        2,
    ),
)
def test_a_caption_is_that_of_what_it_stands_over(file: str, old: str, new: str, expected: str, tmp_path: Path) -> None:
    office = copy_example(tmp_path)
    change(office, file, old, new)
    project, _ = read_workspace(office)
    (found,) = check_sentences(project, Data.of(project))
    assert expected in found.message
    assert found.place.file == file


@pytest.mark.slow
def test_two_captions_that_were_exchanged_are_told(tmp_path: Path) -> None:
    office = copy_example(tmp_path)
    one, other = "Languages, in a population of great diversity", "Breath tests"
    text = (office / FACTS).read_text("utf-8").replace(one, "@@").replace(other, one).replace("@@", other)
    (office / FACTS).write_text(text, "utf-8")
    project, _ = read_workspace(office)
    found = list(check_sentences(project, Data.of(project)))
    assert [each.rule.id for each in found] == ["other-series"]
