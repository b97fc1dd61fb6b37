"""What a chart over time says on its lines and above them: its ends, its target, and what was on a day."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from pcpgen.blocks.charts.course import course_chart
from pcpgen.blocks.charts.subject import ChartSubject, Course
from pcpgen.blocks.colour import RULE
from pcpgen.document.blocks import Chart
from pcpgen.document.drawing import Label, Line
from pcpgen.document.prose import phrase
from pcpgen.figures.figure import Figure
from pcpgen.model.data import Event
from pcpgen.model.period import parse_period
from pcpgen.words.catalogue import shipped
from tests.drawings import HERE, TABLE, boxes, outside, overlapping

SUBJECT = ChartSubject(shipped(), "c", "Landings", "Boats", "Fenland", "The quay", "Month")
QUAY = Event(date(2026, 2, 14), "a new quay opens", "Harbour notices", HERE)
LATE = Event(date(2027, 2, 14), "the quay closes", "Harbour notices", HERE)


def month(number: int, value: int | None, mark: str = "[x]") -> Figure:
    id = f"a.all@2026-{number:02}"
    number_of = None if value is None else Decimal(value)
    return Figure(id, number_of, "boats", 0, parse_period(f"2026-{number:02}"), id, (), mark=mark)


def drawn(*values: int | None, events: tuple[Event, ...] = (), target: Figure | None = None) -> Chart:
    course = Course("Boats", tuple(month(at, value, "[c]") for at, value in enumerate(values, 1)))
    return course_chart(SUBJECT, phrase("Boats came"), [course], TABLE, events=events, target=target)


def labels(chart: Chart) -> list[str]:
    return [mark.text for mark in chart.drawing.marks if isinstance(mark, Label)]


def test_a_line_names_its_highest_and_its_lowest_and_when() -> None:
    assert {"90, Mar 2026", "20, Apr 2026"} <= set(labels(drawn(31, 50, 90, 20, 60)))


def test_what_is_kept_back_is_never_told_on_a_line() -> None:
    said = labels(drawn(31, 50, None, 20, 40))
    assert {"50, Feb 2026", "20, Apr 2026"} <= set(said) and "[c]" not in " ".join(said)


def test_a_line_that_is_short_or_level_names_no_end() -> None:
    assert not [said for values in ((3, 9, 4), (5, 5, 5, 5)) for said in labels(drawn(*values)) if ", " in said]


def test_an_event_stands_at_its_day_and_is_told_with_its_source_and_no_cause() -> None:
    chart = drawn(31, 50, 90, 20, 60, events=(QUAY, LATE))
    assert "14 February 2026: a new quay opens" in labels(chart)
    (note,) = (each for each in chart.notes if "quay" in each)
    assert "says nothing of its effect: 14 February 2026, a new quay opens (Harbour notices)." in note
    assert note.rstrip(".") in chart.alternative and "closes" not in chart.alternative
    (upright,) = (mark for mark in chart.drawing.marks if isinstance(mark, Line) and mark.width == 1.25)
    assert upright.points[0][0] == upright.points[1][0]
    assert chart.narrow and not outside(chart.narrow) and not overlapping(chart.narrow)


def test_a_target_is_drawn_within_the_scale_and_told() -> None:
    target = Figure("target:a", Decimal(400), "boats", 0, parse_period("undated"), "target:a", ())
    chart = drawn(31, 50, 90, 20, 60, target=target)
    assert {"Target", "400"} <= set(labels(chart)) and "Target 400" in chart.alternative
    assert not outside(chart.drawing)


def test_no_hairline_runs_through_a_word() -> None:
    chart = drawn(31, 50, 90, 20, 60, 70, 20, 85, 31, 40, 55, 62)
    assert chart.narrow
    for drawing in (chart.drawing, chart.narrow):
        rules = [mark for mark in drawing.marks if isinstance(mark, Line) and mark.stroke == RULE]
        met = [
            (words, line.points)
            for words, left, top, right, foot in boxes(drawing)
            for line in rules
            if top < line.points[0][1] < foot and line.points[0][0] < right and left < line.points[1][0]
        ]
        assert not met
        assert len({line.points[0][1] for line in rules}) < len(rules)  # one is cut, and goes on behind the word
