"""Slips in references between files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from random import Random

from tests.mutate.changes import Change, Files, Line, change, delete, kinds_of, lines, one, put, turned

EXPRESSION = r"\{\{ *(?:figure|change|percent_change|share|share_of|rate|product)\(\""


def spoken(files: Files, holding: str) -> Iterator[Line]:
    for ending in (".md", ".yaml"):
        yield from lines(files, ending, "plan/", holding)


def figure_misspelt(files: Files, chance: Random) -> Change | None:
    """A figure of a series that there is not."""
    return turned(files, chance, spoken(files, EXPRESSION), put(rf"({EXPRESSION}[a-z0-9-]+\.)([a-z])", r"\1x\2"))


def series_of(files: Files, dataset: str) -> list[str]:
    text = files.get(f"plan/indicators/{dataset}.yaml", files.get(f"plan/datasets/{dataset}.yaml", ""))
    return re.findall(r"^  ([a-z0-9][a-z0-9-]*):", text.partition("\nseries:")[2], re.MULTILINE)


def figure_of_another_series(files: Files, chance: Random) -> Change | None:
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


def figure_of_another_period(files: Files, chance: Random) -> Change | None:
    """A figure of the year before."""
    turn = put(r'(figure\("[^"]*", "[^"]*?)(20\d\d)', lambda m: f"{m[1]}{int(m[2]) - 1}")
    return turned(files, chance, spoken(files, r'figure\("[^"]*", "[^"]*20'), turn)


def indicator_lost(files: Files, chance: Random) -> Change | None:
    """A theme no longer names one of its indicators."""
    return turned(files, chance, lines(files, ".yaml", "plan/", r"^indicators: \["), put(r", [a-z0-9-]+\]", "]"))


def indicator_twice(files: Files, chance: Random) -> Change | None:
    """A theme names an indicator twice."""
    return turned(files, chance, lines(files, ".yaml", "plan/", r"^indicators: \["), put(r"\[([a-z0-9-]+)", r"[\1, \1"))


def serves_nothing(files: Files, chance: Random) -> Change | None:
    """A priority serves an objective that there is not."""
    return turned(files, chance, lines(files, ".yaml", "plan/", r"serves: "), put(r"serves: \[?(\w)", "serves: x"))


def heading_of_no_priority(files: Files, chance: Random) -> Change | None:
    """A heading names a priority that there is not."""
    return turned(files, chance, lines(files, ".md", "plan/", r"^# Priority: "), put(r"# Priority: \w", "# Priority: "))


def priority_without_its_section(files: Files, chance: Random) -> Change | None:
    """A report loses the heading of a priority."""
    line = one(chance, list(lines(files, ".md", "plan/", r"^# Priority: ")))
    return delete(files, line) if line else None


def see_misspelt(files: Files, chance: Random) -> Change | None:
    """A reference, a question or a table that there is not."""
    turn = put(r'(\{\{ *(?:see|question|indicator|rates|chart)\(")(\w)', r"\1x")
    return turned(files, chance, lines(files, ".md", "plan/", r"\{\{ *(?:see|question|indicator|rates|chart)\("), turn)


def work_misspelt(files: Files, chance: Random) -> Change | None:
    """A paper names a work that is not in the bibliography."""
    return turned(files, chance, lines(files, ".md", "plan/", "^bibliography: "), put(r"\[(\w)", "[x"))


def note_without_words(files: Files, chance: Random) -> Change | None:
    """The words of a note are deleted."""
    line = one(chance, list(lines(files, ".md", "plan/", r"^\[\^[^\]]+\]: ")))
    return delete(files, line) if line else None


def note_mark_lost(files: Files, chance: Random) -> Change | None:
    """The mark of a note is deleted, its words stay."""
    return turned(files, chance, lines(files, ".md", "plan/", r"\[\^[^\]]+\](?!:)"), put(r"\[\^[^\]]+\](?!:)", ""))


def part_left_out(files: Files, chance: Random) -> Change | None:
    """An edition leaves out a part that has a page."""
    listed = lines(files, "edition.yaml", "plan/", r"^  - [a-z-]+$")
    line = one(chance, [each for each in listed if "parts:" in "\n".join(files[each.file].split("\n")[: each.at])])
    return delete(files, line) if line else None


def theme_left_out(files: Files, chance: Random) -> Change | None:
    """An edition leaves out a theme that has a file."""
    return turned(files, chance, lines(files, "edition.yaml", "plan/", r"^themes: \["), put(r", [a-z0-9-]+\]", "]"))


def file_of_another_name(files: Files, chance: Random) -> Change | None:
    """A file that something names is renamed."""
    known = [
        f for f in sorted(files) if re.search(r"/(themes|pages|indicators|datasets)/|^data/", f) and "README" not in f
    ]
    file = chance.choice(known)
    stem, _, ending = file.rpartition(".")
    return Change(file, 1, file, f"{stem}-2.{ending}", None, {f"{stem}-2.{ending}": files[file].encode("utf-8")})


KINDS = kinds_of(
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
)
