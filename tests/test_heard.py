"""From a tag tree to what a screen reader comes by: its order as text, and what was counted."""

from __future__ import annotations

from pcpgen.formats.heard import Tag, counted_tags, reading_order, tag_of
from pcpgen.words.catalogue import shipped


def cell(kind: str, words: str, **says: object) -> list[object]:
    return [kind, says, [words]]


CHART = ["Figure", {"Alt": "Calls fell to 63"}, []]
TABLE = [
    "Table",
    {},
    [
        cell("Caption", "Calls"),
        ["THead", {}, [["TR", {}, [cell("TH", "Place", ID="0-0"), cell("TH", "2024", ID="0-1")]]]],
        ["TBody", {}, [["TR", {}, [cell("TH", "Quay", ID="1-0"), cell("TD", "63", Headers=["1-0", "0-1"])]]]],
    ],
]
INNER = ["L", {}, [["LI", {}, [cell("LBody", "boats")]]]]
LIST = [
    "L",
    {},
    [
        ["LI", {}, [cell("Lbl", "1."), ["LBody", {}, ["Walk the quays"]]]],
        ["LI", {}, [cell("Lbl", "2."), ["LBody", {}, ["Look after ", INNER]]]],
    ],
]
SENTENCE = ["P", {}, ["It says ", ["Link", {}, ["where ", "it is"]], "."]]
HOLDS = [cell("H1", "Safer"), ["Sect", {}, [cell("H2", "The harbour"), SENTENCE, CHART, LIST, TABLE]]]
SOUND = ["Document", {"Lang": "en-GB", "Title": "Safer", "PDF/UA": True}, HOLDS]


def tree(*holds: list[object], **says: object) -> Tag:
    return tag_of(["Document", says, list(holds)])


def test_a_reading_order_has_each_thing_as_it_is_told() -> None:
    says, text = reading_order(shipped(), "plan.pdf", tag_of(SOUND)).split("\n\n", 1)
    assert "plan.pdf" in says
    assert text == (
        "Heading 1: Safer\n\nHeading 2: The harbour\nIt says [Link: where it is].\nPicture: Calls fell to 63\n"
        "List of 2 items\n  1. Walk the quays\n  2. Look after\n    List of 1 item\n      - boats\n\n"
        "Table of 2 rows and 2 columns: Calls\n  Place | 2024\n  Quay | 2024: 63\n"
    )


def test_what_lacks_something_is_counted() -> None:
    whole = counted_tags(tag_of(SOUND))
    assert {name: number for name, number in whole.items() if number == 0} == {
        "levels_left_out": 0, "pictures_without_words": 0, "cells_without_heads": 0, "links_without_words": 0,
    }  # fmt: skip
    lacking = counted_tags(
        tree(cell("H2", "No first"), cell("H4", "No third"), ["Figure", {}, []], cell("TD", "63"), ["Link", {}, []])
    )
    assert {name: number for name, number in lacking.items() if number} == {
        "headings": 2, "levels_left_out": 2, "pictures": 1, "pictures_without_words": 1,
        "cells": 1, "cells_without_heads": 1, "links": 1, "links_without_words": 1,
    }  # fmt: skip
