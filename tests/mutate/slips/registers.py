"""Slips in the registers and in what is said to be when."""

from __future__ import annotations

import re
from collections.abc import Iterator
from random import Random

from tests.mutate.changes import Change, Files, Line, change, delete, kinds_of, lines, one, put, turned


def entries(files: Files, holding: str) -> Iterator[Line]:
    yield from lines(files, ".yaml", "plan/panel/", holding)
    for line in lines(files, ".md", "plan/", holding):
        if (line.file.startswith(("plan/panel/", "plan/board/"))) and line.at < files[line.file].split("\n").index(
            "---", 1
        ):
            yield line


def item_of_another_number(files: Files, chance: Random) -> Change | None:
    """The number of an item in the register is another than the paper's own."""
    return turned(files, chance, entries(files, r"\bitem: \d"), put(r"item: (\d+)", lambda m: f"item: {int(m[1]) + 1}"))


def meeting_a_week_later(files: Files, chance: Random) -> Change | None:
    """A meeting in the register, or in a paper, is dated otherwise than the other says."""
    turn = put(r"(date|meeting): (20\d\d-\d\d)-(\d\d)", lambda m: f"{m[1]}: {m[2]}-{int(m[3]) % 28 + 1:02d}")
    return turned(files, chance, entries(files, r"^(meeting|  - date): 20"), turn)


def answer_emptied(files: Files, chance: Random) -> Change | None:
    """A question that was answered loses its answer."""
    found = list(lines(files, "questions.yaml", "plan/panel/", r"^  answer:"))
    line = one(chance, found)
    if not line:
        return None
    text = files[line.file].split("\n")
    end = next((at for at in range(line.at + 1, len(text)) if re.match(r"(  )?[a-z-]+:", text[at])), len(text))
    text[line.at : end] = ["  answer:"]
    return Change(line.file, line.at + 1, line.text, "  answer:", "\n".join(text).encode("utf-8"))


def answer_lost(files: Files, chance: Random) -> Change | None:
    """A question stays answered and has no answer any more."""
    line = one(chance, list(lines(files, "questions.yaml", "plan/panel/", r"^  answer: [A-Z]")))
    return delete(files, line) if line else None


def question_twice(files: Files, chance: Random) -> Change | None:
    """Two questions have one name."""
    known = list(lines(files, "questions.yaml", "plan/panel/", r"^[a-z0-9-]+:"))
    line = one(chance, known)
    others = [each for each in known if line and each.file == line.file and each.at != line.at]
    return change(files, line, chance.choice(others).text) if line and others else None


def due_before_asked(files: Files, chance: Random) -> Change | None:
    """What is due was due before it was asked."""
    return turned(
        files, chance, entries(files, r"\bdue: 20"), put(r"due: 20(\d\d)", lambda m: f"due: 20{int(m[1]) - 2:02d}")
    )


def asked_after_the_answer(files: Files, chance: Random) -> Change | None:
    """A question was asked after the meeting that prints its answer."""
    turn = put(r"asked: 20(\d\d)", lambda m: f"asked: 20{int(m[1]) + 3:02d}")
    return turned(files, chance, entries(files, r"\basked: 20"), turn)


def data_after_the_meeting(files: Files, chance: Random) -> Change | None:
    """A report's data are of a day after its meeting."""
    return turned(files, chance, entries(files, r"^as_at: 20"), put(r"20(\d\d)", lambda m: f"20{int(m[1]) + 1:02d}"))


def recommendation_emptied(files: Files, chance: Random) -> Change | None:
    """A paper asks for nothing."""
    return turned(files, chance, entries(files, r"^recommend: "), put(r"recommend: .*", "recommend:"))


def stages_out_of_order(files: Files, chance: Random) -> Change | None:
    """A plan was issued before the Panel had answered."""
    turn = put(r"issued: 20(\d\d)", lambda m: f"issued: 20{int(m[1]) - 1:02d}")
    return turned(files, chance, lines(files, "edition.yaml", "plan/", r"issued: 20"), turn)


def content_by_law_lost(files: Files, chance: Random) -> Change | None:
    """A plan no longer says where it meets one of its contents by law."""
    turn = put(r", (grants|services|measuring): [a-z-]+|^  (grants|services|measuring): .*$", "")
    return turned(files, chance, lines(files, "edition.yaml", "plan/", r"grants: |services: |measuring: "), turn)


def paragraph_of_the_law_that_is_none(files: Files, chance: Random) -> Change | None:
    """A passage is exempt under a paragraph that there is not."""
    return turned(files, chance, lines(files, ".md", "plan/", r"\{% exempt \""), put(r'exempt "\w+"', 'exempt "31"'))


def exempt_not_closed(files: Files, chance: Random) -> Change | None:
    """An exempt passage is not closed."""
    line = one(chance, list(lines(files, ".md", "plan/", r"\{% endexempt %\}")))
    return delete(files, line) if line else None


def report_of_another_meeting(files: Files, chance: Random) -> Change | None:
    """The register names a report that there is not."""
    return turned(
        files, chance, lines(files, "panel.yaml", "plan/panel/", r"report: "), put(r"report: (\w)", "report: x")
    )


def outcome_misspelt(files: Files, chance: Random) -> Change | None:
    """A status or an outcome that means nothing."""
    turn = put(r"(status|outcome): (\w+)\w", r"\1: \2")
    return turned(files, chance, entries(files, r"^ +(status|outcome): \w"), turn)


def plan_ends_before_it_begins(files: Files, chance: Random) -> Change | None:
    """The period of a plan ends a year sooner, or before it begins."""
    turn = put(r"\.\.20(\d\d)", lambda m: f"..20{int(m[1]) - 1:02d}")
    return turned(files, chance, lines(files, "edition.yaml", "plan/", r"^period: .*\.\."), turn)


KINDS = kinds_of(
    "registers",
    item_of_another_number,
    meeting_a_week_later,
    answer_emptied,
    answer_lost,
    question_twice,
    due_before_asked,
    asked_after_the_answer,
    data_after_the_meeting,
    recommendation_emptied,
    stages_out_of_order,
    content_by_law_lost,
    paragraph_of_the_law_that_is_none,
    exempt_not_closed,
    report_of_another_meeting,
    outcome_misspelt,
    plan_ends_before_it_begins,
)
