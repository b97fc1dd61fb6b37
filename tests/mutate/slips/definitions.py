"""Slips in what says how data are meant."""

from __future__ import annotations

import re
from collections.abc import Iterator
from random import Random

from tests.mutate.changes import Change, Files, Line, change, delete, kinds_of, lines, one, put, turned


def defining(files: Files, holding: str) -> Iterator[Line]:
    """Lines of indicators and datasets."""
    for under in ("plan/indicators/", "plan/datasets/"):
        yield from lines(files, ".yaml", under, holding)


def unit_changed(files: Files, chance: Random) -> Change | None:
    """A percentage is called a count, a count a percentage."""
    turn = put(r"(?<=unit: ).*?(?=[,}]|$)", lambda m: '"%"' if "%" not in m[0] else "cases")
    return turned(files, chance, defining(files, r"\bunit: "), turn)


def polarity_turned(files: Files, chance: Random) -> Change | None:
    """What is good is called bad."""
    turn = put(r"(?<=good: )(up|down)", lambda m: "down" if m[0] == "up" else "up")
    return turned(files, chance, defining(files, r"\bgood: "), turn)


def part_left_out_of_total(files: Files, chance: Random) -> Change | None:
    """A total names one part too few."""
    return turned(files, chance, defining(files, "total_of:"), put(r"(total_of: \[[^\]]*), [^\],]+\]", r"\1]"))


def part_of_another_name(files: Files, chance: Random) -> Change | None:
    """A part of a total is misspelt."""
    return turned(files, chance, defining(files, "total_of:"), put(r"total_of: \[\w", "total_of: ["))


def total_is_its_own_part(files: Files, chance: Random) -> Change | None:
    """A total is named among its own parts."""
    line = one(chance, list(defining(files, r"^  [a-z0-9-]+: .*total_of: \[")))
    if not line:
        return None
    name = line.text.split(":")[0].strip()
    return change(files, line, re.sub(r"total_of: \[[^,\]]+", f"total_of: [{name}", line.text))


def headline_misspelt(files: Files, chance: Random) -> Change | None:
    """The headline names no series."""
    return turned(files, chance, defining(files, "^headline:"), put(r"headline: \S+", "headline: totl"))


def chart_misspelt(files: Files, chance: Random) -> Change | None:
    """A chart of a kind that there is not."""
    return turned(files, chance, defining(files, "^chart:"), put(r"chart: \w+", lambda m: m[0] + "t"))


def as_at_a_year_early(files: Files, chance: Random) -> Change | None:
    """The data are said to be of a day a year before their newest."""
    return turned(files, chance, defining(files, "^as_at: 20"), put(r"20(\d\d)", lambda m: f"20{int(m[1]) - 1:02d}"))


def as_at_a_year_late(files: Files, chance: Random) -> Change | None:
    """The data are said to be of a day a year after their newest."""
    return turned(files, chance, defining(files, "^as_at: 20"), put(r"20(\d\d)", lambda m: f"20{int(m[1]) + 1:02d}"))


def share_of_what_is_not_there(files: Files, chance: Random) -> Change | None:
    """A share of a series that there is not."""
    return turned(files, chance, defining(files, "share_of:"), put(r"share_of: (\w)", "share_of: x"))


def share_the_wrong_way_round(files: Files, chance: Random) -> Change | None:
    """A share is taken of another part and not of the whole."""
    turn = put(r"^(  )([a-z0-9-]+)(: .*share_of: )([a-z0-9-]+)", r"\1\2\3\2")
    return turned(files, chance, defining(files, "share_of:"), turn)


def entry_misspelt(files: Files, chance: Random) -> Change | None:
    """The name of an entry has a letter too many."""
    return turned(files, chance, defining(files, r"^[a-z_]+: "), put(r"^([a-z_]+):", r"\1s:"))


def titles_of_two_series_changed_over(files: Files, chance: Random) -> Change | None:
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
    return Change(line.file, line.at + 1, line.text, text[line.at], "\n".join(text).encode("utf-8"))


def source_emptied(files: Files, chance: Random) -> Change | None:
    """The source of the data is emptied."""
    return turned(files, chance, defining(files, "^source: "), put(r"source: .*", "source:"))


def break_misdated(files: Files, chance: Random) -> Change | None:
    """A break lies before all data."""
    return turned(files, chance, defining(files, r"- date: 20"), put("date: 20", "date: 19"))


def definition_deleted(files: Files, chance: Random) -> Change | None:
    """A series that has rows is no longer defined."""
    line = one(chance, list(defining(files, r"^  [a-z0-9-]+: \{title:")))
    return delete(files, line) if line else None


KINDS = kinds_of(
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
)
