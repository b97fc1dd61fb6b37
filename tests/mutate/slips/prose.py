"""Slips in the sentences of authors."""

from __future__ import annotations

import datetime
import re
from random import Random

from pcpgen.prose.days import MONTHS
from tests.mutate.changes import Change, Files, Line, change, kinds_of, lines, one, prose, put, turned, words

FIGURE = r"\{\{ *(?:figure|change|percent_change|share|share_of|rate)\("
UP_DOWN = {
    "rose": "fell",
    "fell": "rose",
    "more": "fewer",
    "More": "Fewer",
    "fewer": "more",
    "Fewer": "More",
    "less": "more",
    "Less": "More",
    "larger": "smaller",
    "smaller": "larger",
    "grew": "shrank",
    "up": "down",
    "down": "up",
    "increase": "decrease",
    "higher": "lower",
    "lower": "higher",
}
DIRECTION = re.compile(rf"\b({'|'.join(UP_DOWN)})\b")


def word_twice(files: Files, chance: Random) -> Change | None:
    """A word stands twice."""
    line = one(chance, prose(files))
    if not line:
        return None
    begin, end = chance.choice(words(files, line))
    return change(files, line, f"{line.text[:end]} {line.text[begin:]}")


def paragraph_twice(files: Files, chance: Random) -> Change | None:
    """A paragraph is pasted twice."""
    line = one(chance, prose(files))
    return change(files, line, f"{line.text}\n\n{line.text}") if line else None


def sentence_cut_short(files: Files, chance: Random) -> Change | None:
    """The last words of a paragraph are lost."""
    line = one(chance, prose(files, r"[a-z]{3,}\.$"))
    if not line:
        return None
    known = [span for span in words(files, line) if span[1] > len(line.text) * 0.6]
    if len(known) < 3:
        return None
    _, end = known[chance.randrange(len(known) - 2)]
    return change(files, line, line.text[:end])


def placeholder_left(files: Files, chance: Random) -> Change | None:
    """A place that was to be filled in later."""
    line = one(chance, prose(files))
    if not line:
        return None
    begin, end = chance.choice(words(files, line))
    return change(
        files, line, line.text[:begin] + chance.choice(["TBC", "xx", "???", "[insert]", "XXX"]) + line.text[end:]
    )


def question_mark_in_a_word(files: Files, chance: Random) -> Change | None:
    """An apostrophe has become a question mark."""
    return turned(files, chance, prose(files, r"\w[’']\w"), put(r"(?<=\w)[’'](?=\w)", "?"))


def number_typed(files: Files, chance: Random) -> Change | None:
    """A number is typed where a figure stood."""
    number = chance.choice(["4,120", "37%", "£2.4m", "62", "1 in 8"])
    return turned(files, chance, prose(files, FIGURE), put(rf"{FIGURE}[^}}]*\}}\}}", number))


def sentences(text: str) -> list[tuple[int, str]]:
    """The sentences of a line, each with where it begins."""
    return [(found.start(), found[0]) for found in re.finditer(r"(?:\{\{.*?\}\}|\{%.*?%\}|[^.:]|\.(?! ))+", text)]


def periods(files: Files, sentence: str) -> list[str]:
    """The periods of the figures of a sentence, as they are written: those that it names, or else the newest."""
    found: list[str] = []
    for expression in re.findall(rf"{FIGURE}[^}}]*\}}\}}", sentence):
        dataset, _, series = re.findall(r'"([^"]*)"', expression)[0].partition(".")
        named = [each for each in re.findall(r'"([^"]*)"', expression)[1:] if re.search(r"(19|20)\d\d", each)]
        rows = [row.split(",") for row in files.get(f"data/{dataset}.csv", "").split("\n")]
        newest = [row[1] for row in rows if row[0] == series][-1:]
        found += named or newest
    return found


def moved(files: Files, chance: Random, pattern: str, of_figure: str, turn: dict[str, str]) -> Change | None:
    """A time in words, which a figure of its sentence has too, turned into another."""
    found: list[tuple[Line, int, int, str]] = []
    for line in prose(files, FIGURE):
        for begin, sentence in sentences(line.text):
            told = " ".join(periods(files, sentence))
            bare = re.sub(r"\{\{.*?\}\}|\{%.*?%\}", lambda m: "#" * len(m[0]), sentence)
            for word in re.finditer(pattern, bare):
                if re.search(of_figure.format(turn.get(f"={word[0]}", word[0])), told) and word[0] in turn:
                    found.append((line, begin + word.start(), begin + word.end(), turn[word[0]]))
    if not found:
        return None
    line, begin, end, after = chance.choice(found)
    return change(files, line, line.text[:begin] + after + line.text[end:])


def month_beside_a_figure(files: Files, chance: Random) -> Change | None:
    """The month in words is another than that of the figure beside it."""
    turn = {name: MONTHS[(at + 2) % 12] for at, name in enumerate(MONTHS)}
    turn |= {f"={name}": f"{at:02d}" for at, name in enumerate(MONTHS, 1)}
    return moved(files, chance, rf"\b(?:{'|'.join(MONTHS)})\b", r"-{}\b", turn)


def year_beside_a_figure(files: Files, chance: Random) -> Change | None:
    """The year in words is another than that of the figure beside it."""
    turn = {str(year): str(year - 1) for year in range(2000, 2040)}
    return moved(files, chance, r"\b20[0-3]\d\b(?!/)", r"\b{}\b", turn)


def financial_year_beside_a_figure(files: Files, chance: Random) -> Change | None:
    """The financial year in words is another than that of the figure beside it."""
    turn = {f"{year}/{year % 100 + 1:02d}": f"{year - 1}/{year % 100:02d}" for year in range(2001, 2040)}
    return moved(files, chance, r"\b20\d\d/\d\d\b", r"\b{}\b", turn)


def day_that_is_none(files: Files, chance: Random) -> Change | None:
    """A day that no month has."""
    turn = put(
        rf"\b\d{{1,2}} ({'|'.join(MONTHS)})\b",
        lambda m: f"31 {m[1]}" if m[1] in ("April", "June", "September", "November") else f"32 {m[1]}",
    )
    return turned(files, chance, prose(files, rf"\b\d{{1,2}} (?:{'|'.join(MONTHS)})\b"), turn)


def weekday_that_does_not_fit(files: Files, chance: Random) -> Change | None:
    """A weekday that is not that of its date."""
    line = one(chance, prose(files, rf"\bon \d{{1,2}} (?:{'|'.join(MONTHS)}) 20\d\d\b"))
    if not line:
        return None
    found = re.search(rf"\bon (\d{{1,2}}) ({'|'.join(MONTHS)}) (20\d\d)\b", line.text)
    assert found
    day = datetime.date(int(found[3]), MONTHS.index(found[2]) + 1, int(found[1])) + datetime.timedelta(days=2)
    return change(files, line, line.text.replace(found[0], f"on {day:%A} {found[1]} {found[2]} {found[3]}", 1))


def link_says_here(files: Files, chance: Random) -> Change | None:
    """A link is called here."""
    line = one(chance, prose(files))
    return change(files, line, f"{line.text} Read more [here](https://www.example.org/more).") if line else None


def number_of_a_list(files: Files, chance: Random) -> Change | None:
    """The words above a list count its items wrongly."""
    for file in sorted(files, key=lambda _: chance.random()):
        if not file.endswith(".md") or file.endswith("README.md"):
            continue
        found = list(re.finditer(r"^([A-Z][^\n]*):\n\n((?:- [^\n]+\n)+)", files[file], re.MULTILINE))
        if found:
            match = chance.choice(found)
            count = match[2].count("\n")
            told = ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
            wrong = told[(count - 1) % len(told)] if count < 12 else "twenty"
            at = files[file].count("\n", 0, match.start())
            line = Line(file, at, match[1] + ":")
            return change(files, line, f"{match[1]}, the following {wrong} points:")
    return None


def heading_numbered(files: Files, chance: Random) -> Change | None:
    """A heading is numbered by hand."""
    return turned(files, chance, lines(files, ".md", "plan/", r"^# [A-Z](?!riority:|bjective:)"), put("^# ", "# 1. "))


def appendix_that_is_none(files: Files, chance: Random) -> Change | None:
    """The text leads to an appendix that there is not."""
    line = one(chance, prose(files))
    return change(files, line, f"{line.text} The full list is attached at Appendix F.") if line else None


def table_that_is_none(files: Files, chance: Random) -> Change | None:
    """The text leads to a table that there is not."""
    line = one(chance, prose(files))
    return change(files, line, f"{line.text} Table 19 shows this in full.") if line else None


def bracket_lost(files: Files, chance: Random) -> Change | None:
    """A bracket in a sentence is never closed."""
    return turned(files, chance, prose(files, r"\([a-zA-Z][^()]*\)"), put(r"(?<!\])(\([a-zA-Z][^()\[\]]*)\)", r"\1"))


def quotation_not_closed(files: Files, chance: Random) -> Change | None:
    """A quotation is never closed."""
    return turned(files, chance, prose(files, "“[^”]*”"), put("”", ""))


def two_full_stops(files: Files, chance: Random) -> Change | None:
    """Two full stops, or a comma before one."""
    line = one(chance, prose(files, r"[a-z]\.$"))
    return change(files, line, line.text[:-1] + chance.choice(["..", ",.", " ."])) if line else None


def caption_of_another_tile(files: Files, chance: Random) -> Change | None:
    """The captions of two tiles are changed over."""
    known = list(lines(files, ".yaml", "plan/", r"^ +caption: "))
    line = one(chance, known)
    others = [each for each in known if line and each.file == line.file and each.text.strip() != line.text.strip()]
    if not line or not others:
        return None
    other = chance.choice(others)
    text = files[line.file].split("\n")
    text[line.at], text[other.at] = other.text, line.text
    return Change(line.file, line.at + 1, line.text, other.text, "\n".join(text).encode("utf-8"))


def body_spelt_otherwise(files: Files, chance: Random) -> Change | None:
    """A word is spelt as the house does not."""
    return turned(files, chance, prose(files), put("Coordination Board", "Co-ordination Board"))


def statement_reworded(files: Files, chance: Random) -> Change | None:
    """A statement of the plan is quoted in nearly its own words."""
    line = one(
        chance,
        [
            each
            for each in lines(files, ".yaml", "plan/", r"^  [a-z-]+: [\"']?[A-Z][^{}]{60,}$")
            if "/themes/" in each.file
        ],
    )
    target = one(chance, [each for each in prose(files) if line and each.file.startswith(line.file.split("themes")[0])])
    if not line or not target:
        return None
    said = line.text.split(": ", 1)[1].strip().strip("\"'")
    short = said.split()
    del short[len(short) // 2]
    return change(files, target, f"{target.text} {' '.join(short).rstrip('.')}.")


def promise_of_the_past(files: Files, chance: Random) -> Change | None:
    """A promise for a day that has passed."""
    line = one(chance, [each for each in prose(files) if each.file.startswith(("plan/panel/", "plan/board/"))])
    return change(files, line, f"{line.text} The new post will be filled in June 2011.") if line else None


KINDS = kinds_of(
    "prose",
    word_twice,
    paragraph_twice,
    sentence_cut_short,
    placeholder_left,
    question_mark_in_a_word,
    number_typed,
    month_beside_a_figure,
    year_beside_a_figure,
    financial_year_beside_a_figure,
    day_that_is_none,
    weekday_that_does_not_fit,
    link_says_here,
    number_of_a_list,
    heading_numbered,
    appendix_that_is_none,
    table_that_is_none,
    bracket_lost,
    quotation_not_closed,
    two_full_stops,
    caption_of_another_tile,
    body_spelt_otherwise,
    statement_reworded,
    promise_of_the_past,
)
