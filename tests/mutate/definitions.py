"""Slips in what says how data are meant, in references between files, and in the registers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from random import Random

from tests.mutate.slips import Files, Line, Slip, change, delete, kinds_of, lines, one, put, turned


def defining(files: Files, holding: str) -> Iterator[Line]:
    """Lines of indicators and datasets."""
    for under in ("plan/indicators/", "plan/datasets/"):
        yield from lines(files, ".yaml", under, holding)


def unit_changed(files: Files, chance: Random) -> Slip | None:
    """A percentage is called a count, a count a percentage."""
    turn = put(r"(?<=unit: ).*?(?=[,}]|$)", lambda m: '"%"' if "%" not in m[0] else "cases")
    return turned(files, chance, defining(files, r"\bunit: "), turn)


def polarity_turned(files: Files, chance: Random) -> Slip | None:
    """What is good is called bad."""
    turn = put(r"(?<=good: )(up|down)", lambda m: "down" if m[0] == "up" else "up")
    return turned(files, chance, defining(files, r"\bgood: "), turn)


def part_left_out_of_total(files: Files, chance: Random) -> Slip | None:
    """A total names one part too few."""
    return turned(files, chance, defining(files, "total_of:"), put(r"(total_of: \[[^\]]*), [^\],]+\]", r"\1]"))


def part_of_another_name(files: Files, chance: Random) -> Slip | None:
    """A part of a total is misspelt."""
    return turned(files, chance, defining(files, "total_of:"), put(r"total_of: \[\w", "total_of: ["))


def total_is_its_own_part(files: Files, chance: Random) -> Slip | None:
    """A total is named among its own parts."""
    line = one(chance, list(defining(files, r"^  [a-z0-9-]+: .*total_of: \[")))
    if not line:
        return None
    name = line.text.split(":")[0].strip()
    return change(files, line, re.sub(r"total_of: \[[^,\]]+", f"total_of: [{name}", line.text))


def headline_misspelt(files: Files, chance: Random) -> Slip | None:
    """The headline names no series."""
    return turned(files, chance, defining(files, "^headline:"), put(r"headline: \S+", "headline: totl"))


def chart_misspelt(files: Files, chance: Random) -> Slip | None:
    """A chart of a kind that there is not."""
    return turned(files, chance, defining(files, "^chart:"), put(r"chart: \w+", lambda m: m[0] + "t"))


def as_at_a_year_early(files: Files, chance: Random) -> Slip | None:
    """The data are said to be of a day a year before their newest."""
    return turned(files, chance, defining(files, "^as_at: 20"), put(r"20(\d\d)", lambda m: f"20{int(m[1]) - 1:02d}"))


def as_at_a_year_late(files: Files, chance: Random) -> Slip | None:
    """The data are said to be of a day a year after their newest."""
    return turned(files, chance, defining(files, "^as_at: 20"), put(r"20(\d\d)", lambda m: f"20{int(m[1]) + 1:02d}"))


def share_of_what_is_not_there(files: Files, chance: Random) -> Slip | None:
    """A share of a series that there is not."""
    return turned(files, chance, defining(files, "share_of:"), put(r"share_of: (\w)", "share_of: x"))


def share_the_wrong_way_round(files: Files, chance: Random) -> Slip | None:
    """A share is taken of another part and not of the whole."""
    turn = put(r"^(  )([a-z0-9-]+)(: .*share_of: )([a-z0-9-]+)", r"\1\2\3\2")
    return turned(files, chance, defining(files, "share_of:"), turn)


def entry_misspelt(files: Files, chance: Random) -> Slip | None:
    """The name of an entry has a letter too many."""
    return turned(files, chance, defining(files, r"^[a-z_]+: "), put(r"^([a-z_]+):", r"\1s:"))


def titles_of_two_series_changed_over(files: Files, chance: Random) -> Slip | None:
    """The titles of two series are changed over."""
    found = list(defining(files, r"^  [a-z0-9-]+: \{title: [^,}]+"))
    line = one(chance, found)
    others = [each for each in found if line and each.file == line.file and each.at != line.at]
    if not line or not others:
        return None
    other = chance.choice(others)
    title = re.compile(r"(?<=title: )(?:\"[^\"]*\"|[^,}]+)")
    a, b = title.search(line.text), title.search(other.text)
    if not a or not b or a[0] == b[0]:
        return None
    text = files[line.file].split("\n")
    text[line.at], text[other.at] = title.sub(b[0], line.text, 1), title.sub(a[0], other.text, 1)
    return Slip(line.file, line.at + 1, line.text, text[line.at], "\n".join(text).encode("utf-8"))


def source_emptied(files: Files, chance: Random) -> Slip | None:
    """The source of the data is emptied."""
    return turned(files, chance, defining(files, "^source: "), put(r"source: .*", "source:"))


def break_misdated(files: Files, chance: Random) -> Slip | None:
    """A break lies before all data."""
    return turned(files, chance, defining(files, r"- date: 20"), put("date: 20", "date: 19"))


def definition_deleted(files: Files, chance: Random) -> Slip | None:
    """A series that has rows is no longer defined."""
    line = one(chance, list(defining(files, r"^  [a-z0-9-]+: \{title:")))
    return delete(files, line) if line else None


# -- references

EXPRESSION = r"\{\{ *(?:figure|change|percent_change|share|share_of|rate|product)\(\""


def spoken(files: Files, holding: str) -> Iterator[Line]:
    for ending in (".md", ".yaml"):
        yield from lines(files, ending, "plan/", holding)


def figure_misspelt(files: Files, chance: Random) -> Slip | None:
    """A figure of a series that there is not."""
    return turned(files, chance, spoken(files, EXPRESSION), put(rf"({EXPRESSION}[a-z0-9-]+\.)([a-z])", r"\1x\2"))


def series_of(files: Files, dataset: str) -> list[str]:
    text = files.get(f"plan/indicators/{dataset}.yaml", files.get(f"plan/datasets/{dataset}.yaml", ""))
    return re.findall(r"^  ([a-z0-9][a-z0-9-]*):", text.partition("\nseries:")[2], re.MULTILINE)


def figure_of_another_series(files: Files, chance: Random) -> Slip | None:
    """A figure of another series of the same data."""
    line = one(chance, list(spoken(files, r'figure\("[a-z0-9-]+\.[a-z0-9-]+')))
    if not line:
        return None
    found = chance.choice(list(re.finditer(r'(?<=figure\(")([a-z0-9-]+)\.([a-z0-9-]+)', line.text)))
    others = [name for name in series_of(files, found[1]) if name != found[2]]
    if not others:
        return None
    other = f"{found[1]}.{chance.choice(others)}"
    return change(files, line, line.text[: found.start()] + other + line.text[found.end() :])


def figure_of_another_period(files: Files, chance: Random) -> Slip | None:
    """A figure of the year before."""
    turn = put(r'(figure\("[^"]*", "[^"]*?)(20\d\d)', lambda m: f"{m[1]}{int(m[2]) - 1}")
    return turned(files, chance, spoken(files, r'figure\("[^"]*", "[^"]*20'), turn)


def indicator_lost(files: Files, chance: Random) -> Slip | None:
    """A theme no longer names one of its indicators."""
    return turned(files, chance, lines(files, ".yaml", "plan/", r"^indicators: \["), put(r", [a-z0-9-]+\]", "]"))


def indicator_twice(files: Files, chance: Random) -> Slip | None:
    """A theme names an indicator twice."""
    return turned(files, chance, lines(files, ".yaml", "plan/", r"^indicators: \["), put(r"\[([a-z0-9-]+)", r"[\1, \1"))


def serves_nothing(files: Files, chance: Random) -> Slip | None:
    """A priority serves an objective that there is not."""
    return turned(files, chance, lines(files, ".yaml", "plan/", r"serves: "), put(r"serves: \[?(\w)", "serves: x"))


def heading_of_no_priority(files: Files, chance: Random) -> Slip | None:
    """A heading names a priority that there is not."""
    return turned(files, chance, lines(files, ".md", "plan/", r"^# Priority: "), put(r"# Priority: \w", "# Priority: "))


def priority_without_its_section(files: Files, chance: Random) -> Slip | None:
    """A report loses the heading of a priority."""
    line = one(chance, list(lines(files, ".md", "plan/", r"^# Priority: ")))
    return delete(files, line) if line else None


def see_misspelt(files: Files, chance: Random) -> Slip | None:
    """A reference, a question or a table that there is not."""
    turn = put(r'(\{\{ *(?:see|question|indicator|rates|chart)\(")(\w)', r"\1x")
    return turned(files, chance, lines(files, ".md", "plan/", r"\{\{ *(?:see|question|indicator|rates|chart)\("), turn)


def work_misspelt(files: Files, chance: Random) -> Slip | None:
    """A paper names a work that is not in the bibliography."""
    return turned(files, chance, lines(files, ".md", "plan/", "^bibliography: "), put(r"\[(\w)", "[x"))


def note_without_words(files: Files, chance: Random) -> Slip | None:
    """The words of a note are deleted."""
    line = one(chance, list(lines(files, ".md", "plan/", r"^\[\^[^\]]+\]: ")))
    return delete(files, line) if line else None


def note_mark_lost(files: Files, chance: Random) -> Slip | None:
    """The mark of a note is deleted, its words stay."""
    return turned(files, chance, lines(files, ".md", "plan/", r"\[\^[^\]]+\](?!:)"), put(r"\[\^[^\]]+\](?!:)", ""))


def part_left_out(files: Files, chance: Random) -> Slip | None:
    """An edition leaves out a part that has a page."""
    listed = lines(files, "edition.yaml", "plan/", r"^  - [a-z-]+$")
    line = one(chance, [each for each in listed if "parts:" in "\n".join(files[each.file].split("\n")[: each.at])])
    return delete(files, line) if line else None


def theme_left_out(files: Files, chance: Random) -> Slip | None:
    """An edition leaves out a theme that has a file."""
    return turned(files, chance, lines(files, "edition.yaml", "plan/", r"^themes: \["), put(r", [a-z0-9-]+\]", "]"))


def file_of_another_name(files: Files, chance: Random) -> Slip | None:
    """A file that something names is renamed."""
    known = [
        f for f in sorted(files) if re.search(r"/(themes|pages|indicators|datasets)/|^data/", f) and "README" not in f
    ]
    file = chance.choice(known)
    stem, _, ending = file.rpartition(".")
    return Slip(file, 1, file, f"{stem}-2.{ending}", None, {f"{stem}-2.{ending}": files[file].encode("utf-8")})


# -- registers


def entries(files: Files, holding: str) -> Iterator[Line]:
    yield from lines(files, ".yaml", "plan/panel/", holding)
    for line in lines(files, ".md", "plan/", holding):
        if (line.file.startswith(("plan/panel/", "plan/board/"))) and line.at < files[line.file].split("\n").index(
            "---", 1
        ):
            yield line


def item_of_another_number(files: Files, chance: Random) -> Slip | None:
    """The number of an item in the register is another than the paper's own."""
    return turned(files, chance, entries(files, r"\bitem: \d"), put(r"item: (\d+)", lambda m: f"item: {int(m[1]) + 1}"))


def meeting_a_week_later(files: Files, chance: Random) -> Slip | None:
    """A meeting in the register, or in a paper, is dated otherwise than the other says."""
    turn = put(r"(date|meeting): (20\d\d-\d\d)-(\d\d)", lambda m: f"{m[1]}: {m[2]}-{int(m[3]) % 28 + 1:02d}")
    return turned(files, chance, entries(files, r"^(meeting|  - date): 20"), turn)


def answer_emptied(files: Files, chance: Random) -> Slip | None:
    """A question that was answered loses its answer."""
    found = list(lines(files, "questions.yaml", "plan/panel/", r"^  answer:"))
    line = one(chance, found)
    if not line:
        return None
    text = files[line.file].split("\n")
    end = next((at for at in range(line.at + 1, len(text)) if re.match(r"(  )?[a-z-]+:", text[at])), len(text))
    text[line.at : end] = ["  answer:"]
    return Slip(line.file, line.at + 1, line.text, "  answer:", "\n".join(text).encode("utf-8"))


def answer_lost(files: Files, chance: Random) -> Slip | None:
    """A question stays answered and has no answer any more."""
    line = one(chance, list(lines(files, "questions.yaml", "plan/panel/", r"^  answer: [A-Z]")))
    return delete(files, line) if line else None


def question_twice(files: Files, chance: Random) -> Slip | None:
    """Two questions have one name."""
    known = list(lines(files, "questions.yaml", "plan/panel/", r"^[a-z0-9-]+:"))
    line = one(chance, known)
    others = [each for each in known if line and each.file == line.file and each.at != line.at]
    return change(files, line, chance.choice(others).text) if line and others else None


def due_before_asked(files: Files, chance: Random) -> Slip | None:
    """What is due was due before it was asked."""
    return turned(
        files, chance, entries(files, r"\bdue: 20"), put(r"due: 20(\d\d)", lambda m: f"due: 20{int(m[1]) - 2:02d}")
    )


def asked_after_the_answer(files: Files, chance: Random) -> Slip | None:
    """A question was asked after the meeting that prints its answer."""
    turn = put(r"asked: 20(\d\d)", lambda m: f"asked: 20{int(m[1]) + 3:02d}")
    return turned(files, chance, entries(files, r"\basked: 20"), turn)


def data_after_the_meeting(files: Files, chance: Random) -> Slip | None:
    """A report's data are of a day after its meeting."""
    return turned(files, chance, entries(files, r"^as_at: 20"), put(r"20(\d\d)", lambda m: f"20{int(m[1]) + 1:02d}"))


def recommendation_emptied(files: Files, chance: Random) -> Slip | None:
    """A paper asks for nothing."""
    return turned(files, chance, entries(files, r"^recommend: "), put(r"recommend: .*", "recommend:"))


def stages_out_of_order(files: Files, chance: Random) -> Slip | None:
    """A plan was issued before the Panel had answered."""
    turn = put(r"issued: 20(\d\d)", lambda m: f"issued: 20{int(m[1]) - 1:02d}")
    return turned(files, chance, lines(files, "edition.yaml", "plan/", r"issued: 20"), turn)


def content_by_law_lost(files: Files, chance: Random) -> Slip | None:
    """A plan no longer says where it meets one of its contents by law."""
    turn = put(r", (grants|services|measuring): [a-z-]+|^  (grants|services|measuring): .*$", "")
    return turned(files, chance, lines(files, "edition.yaml", "plan/", r"grants: |services: |measuring: "), turn)


def paragraph_of_the_law_that_is_none(files: Files, chance: Random) -> Slip | None:
    """A passage is exempt under a paragraph that there is not."""
    return turned(files, chance, lines(files, ".md", "plan/", r"\{% exempt \""), put(r'exempt "\w+"', 'exempt "31"'))


def exempt_not_closed(files: Files, chance: Random) -> Slip | None:
    """An exempt passage is not closed."""
    line = one(chance, list(lines(files, ".md", "plan/", r"\{% endexempt %\}")))
    return delete(files, line) if line else None


def report_of_another_meeting(files: Files, chance: Random) -> Slip | None:
    """The register names a report that there is not."""
    return turned(
        files, chance, lines(files, "panel.yaml", "plan/panel/", r"report: "), put(r"report: (\w)", "report: x")
    )


def outcome_misspelt(files: Files, chance: Random) -> Slip | None:
    """A status or an outcome that means nothing."""
    turn = put(r"(status|outcome): (\w+)\w", r"\1: \2")
    return turned(files, chance, entries(files, r"^ +(status|outcome): \w"), turn)


def plan_ends_before_it_begins(files: Files, chance: Random) -> Slip | None:
    """The period of a plan ends a year sooner, or before it begins."""
    turn = put(r"\.\.20(\d\d)", lambda m: f"..20{int(m[1]) - 1:02d}")
    return turned(files, chance, lines(files, "edition.yaml", "plan/", r"^period: .*\.\."), turn)


KINDS = (
    *kinds_of(
        "definitions",
        unit_changed,
        polarity_turned,
        part_left_out_of_total,
        part_of_another_name,
        total_is_its_own_part,
        headline_misspelt,
        chart_misspelt,
        as_at_a_year_early,
        as_at_a_year_late,
        share_of_what_is_not_there,
        share_the_wrong_way_round,
        entry_misspelt,
        titles_of_two_series_changed_over,
        source_emptied,
        break_misdated,
        definition_deleted,
    ),
    *kinds_of(
        "references",
        figure_misspelt,
        figure_of_another_series,
        figure_of_another_period,
        indicator_lost,
        indicator_twice,
        serves_nothing,
        heading_of_no_priority,
        priority_without_its_section,
        see_misspelt,
        work_misspelt,
        note_without_words,
        note_mark_lost,
        part_left_out,
        theme_left_out,
        file_of_another_name,
    ),
    *kinds_of(
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
    ),
)
