"""`see` leads to whatever has a name, in every kind of document, and reads as its reader expects; else it is told."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pcpgen.compose.references import references_of
from pcpgen.formats.html import render_html
from pcpgen.pipeline import judge
from pcpgen.request import Request
from tests.cases import first_quick, slow
from tests.conftest import ROOT
from tests.workspaces import change, copy

REPORT = "plan/panel/2025-10-08/farms.md", "panel-report farms"
VARIATION = "plan/panel/2025-10-08/flood.md", "variation-report flood"
BOARD = "plan/board/2025-09-16/yard.md", "bcb-paper yard"
NOTICE = "plan/decisions/2026-014.md", "decision-notice 2026-014"
PLAN = "plan/2024-28/pages/money.md", "plan 2024-28"

# under a heading of an author's own: things with names, and a place for the reference
NAMED = """\
Carts are counted. {#counted}

1. at the gate
2. at the bridge {#bridge}

    (a) at dawn
    (b) at dusk {#dusk}

| Gate | Carts |
|---|---|
| North | many |

: Where carts pass {#carts}

## Of wheels {#wheels}

Wheels squeak.[^squeak]

This is {{ see("NAME") }}."""
NOTE = "\n[^squeak]: At night.\n"


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """An office whose papers are of every kind, one of them its own."""
    root = copy(ROOT / "tests/offices/fellmoor", tmp_path / "office")
    copy(ROOT / "tests/decisions", root)
    (root / "plan/outlines/decision-notice.yaml").write_text(
        """\
title: Decision notice
folder: plan/decisions
dated: decided
asks:
  decided: {a: day}
sections:
  - {id: background, title: Background, then: author}
  - {each: theme, title: '{{ the("theme.title") }}', then: author}
  - {title: Decision, then: author}
""",
        "utf-8",
    )
    (root / NOTICE[0]).write_text(
        """\
---
title: A cart for the pass
decided: 2026-03-02
---
# Background

The cart of today is old.

# Theme: roads

{{ question("night-calls") }}

{{ indicator("farm-theft") }}

# Decision

To buy the cart.
""",
        "utf-8",
    )
    return root


def led(root: Path, request: str, name: str) -> tuple[str, str]:
    """Where the reference after "This is" leads, and what it reads; what it leads to is there, once."""
    judged = judge(root, Request.read(request))
    assert [f"{each.place}: {each.message}" for each in judged.problems] == []
    page = render_html(judged.documents[Request.read(request)], "print")
    (found,) = re.findall(r'This is <a class="see" href="#([^"]+)">([^<]+)</a>', page)
    target, words = found
    assert page.count(f' id="{target}"') == 1, f"{name} leads to nothing, or to two things"
    return target, words


def told(root: Path) -> list[tuple[str, int, str]]:
    return [(each.place.file, each.place.line, each.rule.id) for each in judge(root).problems]


def beneath(root: Path, file: str, heading: str, words: str) -> None:
    """Puts words under a heading of a paper, and a note at its end."""
    change(root, file, heading, f"{heading}\n\n{words}")
    with (root / file).open("a", encoding="utf-8") as paper:
        paper.write(NOTE)


HEADINGS = {
    REPORT: ("# Background", "5", 3),
    VARIATION: ("# Consultation", "6", 0),
    BOARD: ("# Purpose", "1", 0),
    NOTICE: ("# Background", "1", 0),
}


@pytest.mark.slow
@pytest.mark.parametrize(
    "paper", [REPORT, slow((NOTICE,)), slow((VARIATION,)), slow((BOARD,))], ids=lambda paper: paper[1]
)
@pytest.mark.parametrize(
    ("name", "words"),
    first_quick(
        [
            ("why", "section {section}"),
            ("counted", "paragraph {section}.{one}"),
            ("bridge", "paragraph {section}.{one}(2)"),
            ("dusk", "paragraph {section}.{one}(2)(b)"),
            ("carts", "Table: Where carts pass"),
            ("wheels", "Of wheels"),
            ("^squeak", "note {note}"),
        ],
        3,
    ),
)
def test_in_a_paper_a_reference_reads_the_number_or_the_title(
    office: Path, paper: tuple[str, str], name: str, words: str
) -> None:
    (file, request), (heading, section, before) = paper, HEADINGS[paper]
    beneath(office, file, heading, NAMED.replace("NAME", name))
    change(office, file, heading, f"{heading} {{#why}}")
    expected = words.format(section=section, one=before + 1, note=1)
    assert led(office, request, name)[1] == expected


@pytest.mark.slow
@pytest.mark.parametrize(
    ("paper", "name", "words"),
    first_quick(
        [
            (REPORT, "background", "section 5"),
            (REPORT, "quick-help", "section 7"),
            (REPORT, "answer-calls", "section 7.1"),
            (REPORT, "night-calls", "paragraph 7.1.3"),
            (REPORT, "farm-theft", "Theft from farms"),
            (REPORT, "farm-theft-chart", "Chart: "),
            (REPORT, "farm-theft-table", "Table: Theft from farms: thefts recorded on farms"),
            (VARIATION, "appendix-clean", "Appendix A1"),
            (VARIATION, "terms", "section 3"),
            (BOARD, "appendices", "section 5"),
            (NOTICE, "background", "section 1"),
            (NOTICE, "roads", "section 2"),
            (NOTICE, "night-calls", "paragraph 2.1"),
        ],
        4,
    ),
    ids=lambda each: each if isinstance(each, str) else each[1],
)
def test_what_the_program_puts_in_has_its_name_by_itself(
    office: Path, paper: tuple[str, str], name: str, words: str
) -> None:
    file, request = paper
    beneath(office, file, HEADINGS[paper][0], f'This is {{{{ see("{name}") }}}}. Carts squeak.[^squeak]')
    assert led(office, request, name)[1].startswith(words)


def test_a_block_that_has_no_name_takes_one(office: Path) -> None:
    change(office, BOARD[0], '{{ themes("2024-28") }}', '{{ themes("2024-28") }} {#themes}')
    beneath(office, BOARD[0], "# Purpose", 'This is {{ see("themes") }}. Carts squeak.[^squeak]')
    assert led(office, BOARD[1], "themes") == ("themes", "paragraph 3.4")


def test_a_reference_that_begins_a_sentence_has_a_capital_letter(office: Path) -> None:
    beneath(office, BOARD[0], "# Purpose", 'Carts squeak.[^squeak] {{ see("appendices") }} says why.')
    page = render_html(judge(office, Request.read(BOARD[1])).documents[Request.read(BOARD[1])], "print")
    assert ">Section 5</a> says why." in page


def test_an_office_says_it_in_its_own_words(office: Path) -> None:
    (office / "plan/words.yaml").write_text("see.section: part {number}\n", "utf-8")
    beneath(office, BOARD[0], "# Purpose", 'This is {{ see("appendices") }}. Carts squeak.[^squeak]')
    assert led(office, BOARD[1], "appendices")[1] == "part 5"


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("farms", ("farms", "Farms and hamlets")),
        ("new-posts", ("new-posts", "Posts that are new")),
        ("shares", ("shares", "Where the money goes")),
        ("^paid", ("note-money-paid", "note 3")),
    ],
)
def test_in_a_plan_a_reference_reads_the_title(office: Path, name: str, found: tuple[str, str]) -> None:
    path = office / PLAN[0]
    text = path.read_text("utf-8").replace("kind: text\n", f"kind: text\n{CHART}")
    said = f'{{{{ chart("shares") }}}}\n\nThis is {{{{ see("{name}") }}}}.[^paid]\n\n[^paid]: In April.\n'
    path.write_text(f"{text.rstrip()}\n\n{said}", "utf-8")
    assert led(office, PLAN[1], name) == found


CHART = """\
charts:
  shares:
    {kind: bars, title: Where the money goes, measure: Spending, unit: £ thousand, label: What for, dataset: spending,
     source: The office}
"""


def test_a_reference_to_a_heading_with_a_figure_reads_the_figure(office: Path) -> None:
    with (office / PLAN[0]).open("a", encoding="utf-8") as page:
        page.write('\n## For {{ figure("spending.spending") }} {#for}\n\nThis is {{ see("for") }}.\n')
    assert led(office, PLAN[1], "for") == ("for", "For £800 thousand")


@pytest.mark.slow
def test_words_of_the_plan_in_a_paper_are_referred_to_by_title(office: Path) -> None:
    """A statement of the plan leads to a page there; a report that quotes it holds no such page."""
    change(office, "plan/2024-28/themes/farms.yaml", "Help comes quickly", 'Help, as {{ see("money") }} pays, comes')
    change(office, "plan/2024-28/themes/farms.yaml", "quick-help: Help", "quick-help: 'Help")
    change(office, "plan/2024-28/themes/farms.yaml", "the remotest house", "the remotest house'")
    judged = judge(office, Request.read(REPORT[1]))
    assert judged.problems == ()
    page = render_html(judged.documents[Request.read(REPORT[1])], "web")
    assert "Help, as Money pays, comes" in page and 'href="#money"' not in page


# -- what leads nowhere is told


@pytest.mark.parametrize("paper", HEADINGS, ids=lambda paper: paper[1])
def test_a_name_that_nothing_has_is_told_with_what_there_is(office: Path, paper: tuple[str, str]) -> None:
    file, request = paper
    beneath(
        office,
        file,
        HEADINGS[paper][0],
        'Carts squeak.[^squeak] {{ see("whels") }}\n\n## Wheels {#wheels}\n\nRound.',
    )
    (found,) = judge(office, Request.read(request)).problems
    assert found.rule.id == "unknown-id" and found.remedy.startswith('Did you mean "wheels"?')


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ("One. {#cart}\n\nTwo. {#cart}", "duplicate-key"),
        ("One. {#appendices}", "duplicate-key"),
        ("One. {#p-1-1}", "duplicate-key"),
        ('One. {{ see("appendices", "purpose") }}', "malformed-expression"),
        ("One.\n\n{#cart}", "unknown-markup"),
        ('One. {{ see("^cart") }}', "unknown-id"),
    ],
)
def test_a_wrong_name_is_told(office: Path, words: str, rule: str) -> None:
    change(office, BOARD[0], "# Purpose", f"# Purpose\n\n{words}")
    assert [each.rule.id for each in judge(office, Request.read(BOARD[1])).problems] == [rule]


def test_what_has_a_name_takes_no_other(office: Path) -> None:
    change(office, REPORT[0], '{{ indicator("trust") }}', '{{ indicator("trust") }} {#cart}')
    assert told(office) == [(REPORT[0], 44, "unknown-markup")]


@pytest.mark.slow
def test_two_things_that_the_program_names_alike_are_told_where_one_is_meant(office: Path) -> None:
    questions = office / "plan/panel/questions.yaml"
    questions.write_text(questions.read_text("utf-8").replace("night-calls:", "farm-theft:"), "utf-8")
    change(office, REPORT[0], "night-calls", "farm-theft")
    change(office, NOTICE[0], "night-calls", "farm-theft")
    assert told(office) == []
    change(office, REPORT[0], "The tracks are", 'See {{ see("farm-theft") }}. The tracks are')
    assert [rule for _, _, rule in told(office)] == ["duplicate-key"]


@pytest.mark.slow
def test_a_section_that_is_left_out_for_want_of_words_is_told(office: Path) -> None:
    """Only the composed document knows that nothing stands in it."""
    change(office, BOARD[0], "appendices:\n  A: The map of the tracks\n", "")
    change(office, BOARD[0], "This paper", 'As {{ see("appendices") }} shows, this paper')
    assert told(office) == [(BOARD[0], 17, "unknown-id")]


def test_a_plan_has_no_numbers_by_which_a_paragraph_could_be_named(office: Path) -> None:
    with (office / PLAN[0]).open("a", encoding="utf-8") as page:
        page.write("\nPosts are few. {#few}\n")
    assert [rule for _, _, rule in told(office)] == ["unknown-markup"]


# -- what is exempt


@pytest.mark.slow
@pytest.mark.parametrize(
    ("hidden", "name"),
    first_quick(
        [
            ("One owner asks for much. {#asked}", "asked"),
            ("| Owner | Asks |\n|---|---|\n| One | much |\n\n: Who asks {#asked}", "asked"),
            ("## What is asked {#asked}\n\nMuch.", "asked"),
            ("One owner asks for much.[^asked]\n\n[^asked]: In a letter.", "^asked"),
        ]
    ),
)
def test_public_words_do_not_lead_to_what_is_exempt(office: Path, hidden: str, name: str) -> None:
    exempt = f'\n# More\n\n{{% exempt "3" "two owners bid" %}}\n\n{hidden}\n\n{{% endexempt %}}\n'
    with (office / BOARD[0]).open("a", encoding="utf-8") as paper:
        paper.write(exempt)
    assert told(office) == []
    change(office, BOARD[0], "This paper", f'As {{{{ see("{name}") }}}} shows, this paper')
    assert {rule for _, _, rule in told(office)} == {"exempt-reference"}


@pytest.mark.slow
def test_exempt_words_lead_to_each_other_and_to_public_ones(office: Path) -> None:
    change(office, BOARD[0], "One owner asks", 'As {{ see("appendices") }} shows, one owner {{ see("rent") }} asks')
    change(office, BOARD[0], "{% endexempt %}", "Rent is paid. {#rent}\n\n{% endexempt %}")
    judged = judge(office)
    assert judged.problems == ()
    public = judged.documents[Request.read(BOARD[1])]
    assert "rent" not in references_of(public) and "Rent" not in render_html(public, "web")
    exempt = judge(office, Request.read(f"{BOARD[1]} exempt")).documents[Request.read(f"{BOARD[1]} exempt")]
    page = render_html(exempt, "web")
    assert ">section 5</a>" in page and '<a class="see" href="#rent">paragraph 3.3</a>' in page
