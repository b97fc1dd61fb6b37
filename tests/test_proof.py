"""From a line of words to what an editor would mark in it, and to silence where a person may write so."""

from __future__ import annotations

import pytest

from pcpgen.place import Place, Source
from pcpgen.prose.proof import proof_words
from pcpgen.prose.reading import read_prose


def told(text: str) -> list[str]:
    """What is said of a text, as prose, each as line:column rule."""
    found = read_prose(text, Place("a.md"), Source("a.md", text))[1]
    return [f"{each.place.line}:{each.place.column} {each.rule.id}" for each in found]


SLIPS = [
    ("Boats keep to the the quays.", "1:15 repeated-word"),
    ("The the boats keep to the quays.", "1:1 repeated-word"),
    ("Boats keep to\nto the quays.", "1:12 repeated-word"),
    ("Theft fell in in the north.", "1:12 repeated-word"),
    ("Boats of the of the north.", "1:7 repeated-word"),
    ("Boats **keep** keep to the quays.", "1:9 repeated-word"),
    ('Keep to {% typed "named below" %}six of the{% endtyped %} the quays.', "1:1 repeated-word"),
    ("The lamps are mended by TBC.", "1:25 placeholder"),
    ("It costs £XX a year.", "1:10 placeholder"),
    ("It fell by XX% over the year.", "1:12 placeholder"),
    ("It fell by xx over the year.", "1:12 placeholder"),
    ("It fell over the year ???", "1:23 placeholder"),
    ("We thank [insert name of harbour master].", "1:10 placeholder"),
    ("We thank [name].", "1:10 placeholder"),
    ("Click here to enter text.", "1:1 placeholder"),
    ("Say here what the Board needs to know.", "1:1 placeholder"),
    ("Lorem ipsum and so on.", "1:1 placeholder"),
    ("As Error! Reference source not found. shows.", "1:4 placeholder"),
    ("The total is #REF! this year.", "1:14 placeholder"),
    ("From April 20XX on.", "1:12 placeholder"),
    ("Boats leave the quays . They return.", "1:17 punctuation"),
    ("Boats leave the quays ,and return.", "1:17 punctuation"),
    ("Boats leave the quays.. They return.", "1:17 punctuation"),
    ("Boats leave the quays,. They return.", "1:17 punctuation"),
    ("Boats leave the quays,, and return.", "1:17 punctuation"),
    ("Boats leave the quays. they return.", "1:17 punctuation"),
    ("Boats leave the quays.They return.", "1:17 punctuation"),
    ("Boats leave the quays,and return.", "1:17 punctuation"),
    ("We will ==keep== the quays.", "1:9 unknown-markup"),
    ("We keep {quays} clear.", "1:9 unknown-markup"),
    ("We keep the quays clear }} and lit.", "1:25 unknown-markup"),
    ("We keep **the quays clear.", "1:9 unknown-markup"),
    ("We keep __the quays clear.", "1:9 unknown-markup"),
    ("We keep the quays\\nclear.", ""),
    ("We keep the quays.\\n\\nThey are clear.", "1:19 unknown-markup"),
    ("We keep the quays [clear] (https://quays.example).", "1:25 unknown-markup"),
    ("- [ ] clear the quays\n- [x] light them", "1:3 unknown-markup"),
    (":::note\nWe keep the quays.\n:::", "1:1 unknown-markup"),
    ("![Boats](images/boats.jpg “At low tide”)", "1:1 unknown-markup"),
    ("| Quay | Boats |\n| North | few |\n| South | many |", "1:1 unknown-markup"),
    ("| Quay | Boats |\n|---|---:|\n| North |\n\n: Quays", "3:1 unknown-markup"),
    ("| Quay | Boats |\n|---|---:|\n| North | few |\n\n: Quays", ""),
    ("# Traders {#Traders}", "1:11 unknown-markup"),
    ("#Costs\n\nThey fell.", "1:1 unknown-markup"),
    ("-The lights\n-The quays", "1:1 unknown-markup"),
    ("\\#WalkTogether is for walkers.", ""),
    ("We close on 31 June.", "1:13 no-such-date"),
    ("We close on 31st April 2026.", "1:13 no-such-date"),
    ("We close on 30 February.", "1:13 no-such-date"),
    ("We close on 29 February 2027.", "1:13 no-such-date"),
    ("We meet on Monday 13 November 2019.", "1:12 no-such-date"),
    ("We meet on Monday, 13th November 2019.", "1:12 no-such-date"),
    ("We meet on June 31st.", "1:12 no-such-date"),
    ("We meet on 22th May.", "1:12 no-such-date"),
    ("We meet on 31/06/2026.", "1:12 no-such-date"),
    ("We meet on 2026-06-31.", "1:12 no-such-date"),
    ("We meet from 30–31 June.", "1:14 no-such-date"),
    ("We keep the", "1:9 cut-short"),
    ("We keep the quays and the. They are clear.", "1:23 cut-short"),
    ("We keep the quays (and the piers clear.", "1:19 cut-short"),
    ("We keep the “quays and the piers clear.", "1:13 cut-short"),
    ('We keep the "quays and the piers clear.', "1:13 cut-short"),
    ("We keep the quays) clear.", "1:18 cut-short"),
    ("We keep the quays and will", "1:23 cut-short"),
    ("We keep the quays clear. We keep the piers", "1:38 cut-short"),
    ("We keep the quays clear, the piers lit, the boats dry and the nets whole", "1:68 cut-short"),
    ("The Harbour?s quays are clear.", "1:5 punctuation"),
    ("Boats were asked before it began, XXX.", "1:35 placeholder"),
    ("## 2.1 Quays\n\nWe keep them.", "1:4 typed-number"),
    ("## 2. Quays\n\nWe keep them.", "1:4 typed-number"),
    ("2.1 We keep the quays.", "1:1 typed-number"),
    ("- 1. keep the quays\n- 2. light them", "1:1 unknown-markup"),
]


@pytest.mark.parametrize(("text", "expected"), SLIPS)
def test_a_slip_is_told_where_it_stands(text: str, expected: str) -> None:
    assert (told(text) or [""])[0] == expected


RIGHT = [
    "The boats that had had a licence know that that is enough.",
    "Those who do do so gave her her licence, and checked in in June.",
    "Baden Baden and Walla Walla have long long-term plans; very, very long ones.",
    "Boats, e.g. skiffs, approx. half of them, go; see ch. two, etc., or Harbour Co., or Quays Ltd.; no. five is last.",
    "They left at 10.30 a.m. on Monday… and came back.",
    "The officer(s) of part XX and/or Schedule XX know what a) and b) are.",
    "See https://quays.example/a..b?c=d,e and www.quays.example.",
    "Is it safe? (It is.) “It is.” They said so: 1 : 7, 5'10\" and 3½.",
    "We meet on Wednesday 13 November 2019, 29 February 2028 and 1–31 May, and in June 62 boats came.",
    "## Where the money comes from\n\nIt comes.",
    "We keep the quays clear, the piers lit and the boats dry. We will\n\n- light lamps\n- mend nets",
    "*We keep the quays clear. We keep the piers lit, and the boats dry, and the nets whole*",
    "## Who we work with\n\nThey come.",
    "The piers’ lamps and the boats’ crews’ “lanterns (new)” shine.",
    'The cost is {{ figure("budget.quays") }}. {{ figure("budget.quays") }} more is to come.',
    'The crews {% claim "budget.quays > 1" %}keep{% endclaim %} the quays.[^1] They keep the piers.',
    "1,200 boats came in 2019/20. 2.5 million people did not.",
    "- boats;\n- quays; and\n- piers.",
    "“We keep the quays.\n\n“We keep the piers.”",
    "A star, \\*\\*, stands for a lamp \\{lit\\}.",
    "The \ufb01rst café’s naïve façade, the St. Mary’s pier; J. R. Hartley.",
    "What it is is a promise; all there was was a hut; what we have we have. They turned themselves in in May.",
    "‘Tis the season: rock ‘n’ roll and rock ’n’ roll, in the ‘90s and the ’90s, on planks 6” long.",
    "‘We keep the quays.\n\n‘We keep the piers.’",
    "- [x] not available\n- [z] not applicable",
    "See regs. four and five on police.uk. gov.uk has them too.",
    "Send a #hashtag to R&D; AT&T is 5 < 6.",
]


@pytest.mark.parametrize("text", RIGHT)
def test_what_may_stand_so_is_not_told(text: str) -> None:
    assert told(text) == []


def test_words_without_markup_are_read_so_too() -> None:
    line = "counts,2026,,3,Not yet known; TBC"
    found = proof_words("Not yet known; TBC", Place("a.csv", 1, 16), Source("a.csv", line))
    assert [(each.place.column, each.rule.id) for each in found] == [(31, "placeholder")]


def test_two_slips_alike_are_told_each_at_its_place() -> None:
    assert told("Keep the the quays.\n\nKeep the the piers and the the lamps.") == [
        "1:6 repeated-word",
        "3:6 repeated-word",
        "3:24 repeated-word",
    ]
