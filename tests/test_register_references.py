"""From a composed paper to what is told of references that somebody typed: numbers, appendices, items, meetings."""

from __future__ import annotations

from pathlib import Path

import pytest

from pcpgen.pipeline import judge
from tests.workspaces import ROOT, copy

FELLMOOR = ROOT / "tests/offices/fellmoor"


def told(paragraph: str, folder: Path, file: str = "plan/panel/2025-10-08/farms.md") -> list[str]:
    """What is said of a paragraph of a report to the Panel, whose own sections and register are Fellmoor's."""
    office = copy(FELLMOOR, folder / "office")
    text = (office / file).read_text("utf-8")
    at = text.index("\n\n", text.index("\n# ") + 3)
    (office / file).write_text(f"{text[:at]}\n\n{paragraph}{text[at:]}", "utf-8")
    return [each.message for each in judge(office).problems]


@pytest.mark.slow
def test_a_reference_in_words_leads_to_something(tmp_path: Path) -> None:
    found = told(
        "It is told in section 19. See paragraph 4.20. As Table 2 shows, much is new. Question 7 is open. "
        "The map is in Appendix 3. See page 12. It was agenda item 7. It serves item 6 of the terms of reference. "
        "The Panel heard of it at its meeting of 9 October 2025. It is also shown in Annex B.",
        tmp_path,
    )
    assert found == [
        'this document has no "section 19"',
        'this document has no "paragraph 4.20"',
        'this document has no "Table 2"',
        'this document has no "Question 7"',
        'this document has no "Appendix 3"',
        '"page 12" is typed, and changes with every word before it',
        "the register has no item 7 for the meeting of 8 October 2025",
        "the terms of reference have no item 6",
        "the registers have no meeting of 9 October 2025; there is one of 8 October 2025",
        'this document has no "Annex B"',
    ]


@pytest.mark.slow
def test_references_that_lead_somewhere_are_left_alone(tmp_path: Path) -> None:
    found = told(
        "It is told in section 4, and in paragraph 4.1. Section 29 of the Moor Act 2020 applies. Under section 12 it "
        "may. See Table 2 of the census. The map is Appendix 1, and Appendix "
        "2 goes with it. Recommendation 14 of the inspectors stands. It was agenda item 4, and serves item 2 of the "
        "terms of reference. The Board met on 3 March 2024, and the Panel at its meeting of 8 October 2025. Page 3 of "
        "the guide says so; see page 3 of the guide. It is told in [section 12](https://www.example.org/12). "
        "The survey’s Question 9 asked why. Room 12 is on table 5.",
        tmp_path,
    )
    assert found == []


@pytest.mark.slow
def test_a_paper_to_the_board_has_the_appendices_that_it_lists(tmp_path: Path) -> None:
    found = told("The map is Appendix A. The lease is Appendix B.", tmp_path, "plan/board/2025-09-16/yard.md")
    assert found == ['this document has no "Appendix B"']
