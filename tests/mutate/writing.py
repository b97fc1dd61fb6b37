"""Slips in what authors write: prose, claims, Markdown, YAML, and the encoding of files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from random import Random

from tests.mutate.slips import Files, Line, Slip, change, delete, kinds_of, lines, one, prose, put, turned, words

MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
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
_DIRECTION = re.compile(rf"\b({'|'.join(UP_DOWN)})\b")


def word_twice(files: Files, chance: Random) -> Slip | None:
    """A word stands twice."""
    line = one(chance, prose(files))
    if not line:
        return None
    begin, end = chance.choice(words(files, line))
    return change(files, line, f"{line.text[:end]} {line.text[begin:]}")


def paragraph_twice(files: Files, chance: Random) -> Slip | None:
    """A paragraph is pasted twice."""
    line = one(chance, prose(files))
    return change(files, line, f"{line.text}\n\n{line.text}") if line else None


def sentence_cut_short(files: Files, chance: Random) -> Slip | None:
    """The last words of a paragraph are lost."""
    line = one(chance, prose(files, r"[a-z]{3,}\.$"))
    if not line:
        return None
    known = [span for span in words(files, line) if span[1] > len(line.text) * 0.6]
    if len(known) < 3:
        return None
    _, end = known[chance.randrange(len(known) - 2)]
    return change(files, line, line.text[:end])


def placeholder_left(files: Files, chance: Random) -> Slip | None:
    """A place that was to be filled in later."""
    line = one(chance, prose(files))
    if not line:
        return None
    begin, end = chance.choice(words(files, line))
    return change(
        files, line, line.text[:begin] + chance.choice(["TBC", "xx", "???", "[insert]", "XXX"]) + line.text[end:]
    )


def question_mark_in_a_word(files: Files, chance: Random) -> Slip | None:
    """An apostrophe has become a question mark."""
    return turned(files, chance, prose(files, r"\w[’']\w"), put(r"(?<=\w)[’'](?=\w)", "?"))


def number_typed(files: Files, chance: Random) -> Slip | None:
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


def moved(files: Files, chance: Random, pattern: str, of_figure: str, turn: dict[str, str]) -> Slip | None:
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


def month_beside_a_figure(files: Files, chance: Random) -> Slip | None:
    """The month in words is another than that of the figure beside it."""
    turn = {name: MONTHS[(at + 2) % 12] for at, name in enumerate(MONTHS)}
    turn |= {f"={name}": f"{at:02d}" for at, name in enumerate(MONTHS, 1)}
    return moved(files, chance, rf"\b(?:{'|'.join(MONTHS)})\b", r"-{}\b", turn)


def year_beside_a_figure(files: Files, chance: Random) -> Slip | None:
    """The year in words is another than that of the figure beside it."""
    turn = {str(year): str(year - 1) for year in range(2000, 2040)}
    return moved(files, chance, r"\b20[0-3]\d\b(?!/)", r"\b{}\b", turn)


def financial_year_beside_a_figure(files: Files, chance: Random) -> Slip | None:
    """The financial year in words is another than that of the figure beside it."""
    turn = {f"{year}/{year % 100 + 1:02d}": f"{year - 1}/{year % 100:02d}" for year in range(2001, 2040)}
    return moved(files, chance, r"\b20\d\d/\d\d\b", r"\b{}\b", turn)


def day_that_is_none(files: Files, chance: Random) -> Slip | None:
    """A day that no month has."""
    turn = put(
        rf"\b\d{{1,2}} ({'|'.join(MONTHS)})\b",
        lambda m: f"31 {m[1]}" if m[1] in ("April", "June", "September", "November") else f"32 {m[1]}",
    )
    return turned(files, chance, prose(files, rf"\b\d{{1,2}} (?:{'|'.join(MONTHS)})\b"), turn)


def weekday_that_does_not_fit(files: Files, chance: Random) -> Slip | None:
    """A weekday that is not that of its date."""
    line = one(chance, prose(files, rf"\bon \d{{1,2}} (?:{'|'.join(MONTHS)}) 20\d\d\b"))
    if not line:
        return None
    import datetime

    found = re.search(rf"\bon (\d{{1,2}}) ({'|'.join(MONTHS)}) (20\d\d)\b", line.text)
    assert found
    day = datetime.date(int(found[3]), MONTHS.index(found[2]) + 1, int(found[1])) + datetime.timedelta(days=2)
    return change(files, line, line.text.replace(found[0], f"on {day:%A} {found[1]} {found[2]} {found[3]}", 1))


def link_says_here(files: Files, chance: Random) -> Slip | None:
    """A link is called here."""
    line = one(chance, prose(files))
    return change(files, line, f"{line.text} Read more [here](https://www.example.org/more).") if line else None


def number_of_a_list(files: Files, chance: Random) -> Slip | None:
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


def heading_numbered(files: Files, chance: Random) -> Slip | None:
    """A heading is numbered by hand."""
    return turned(files, chance, lines(files, ".md", "plan/", r"^# [A-Z](?!riority:|bjective:)"), put("^# ", "# 1. "))


def appendix_that_is_none(files: Files, chance: Random) -> Slip | None:
    """The text leads to an appendix that there is not."""
    line = one(chance, prose(files))
    return change(files, line, f"{line.text} The full list is attached at Appendix F.") if line else None


def table_that_is_none(files: Files, chance: Random) -> Slip | None:
    """The text leads to a table that there is not."""
    line = one(chance, prose(files))
    return change(files, line, f"{line.text} Table 19 shows this in full.") if line else None


def bracket_lost(files: Files, chance: Random) -> Slip | None:
    """A bracket in a sentence is never closed."""
    return turned(files, chance, prose(files, r"\([a-zA-Z][^()]*\)"), put(r"(?<!\])(\([a-zA-Z][^()\[\]]*)\)", r"\1"))


def quotation_not_closed(files: Files, chance: Random) -> Slip | None:
    """A quotation is never closed."""
    return turned(files, chance, prose(files, "“[^”]*”"), put("”", ""))


def two_full_stops(files: Files, chance: Random) -> Slip | None:
    """Two full stops, or a comma before one."""
    line = one(chance, prose(files, r"[a-z]\.$"))
    return change(files, line, line.text[:-1] + chance.choice(["..", ",.", " ."])) if line else None


def caption_of_another_tile(files: Files, chance: Random) -> Slip | None:
    """The captions of two tiles are changed over."""
    known = list(lines(files, ".yaml", "plan/", r"^ +caption: "))
    line = one(chance, known)
    others = [each for each in known if line and each.file == line.file and each.text.strip() != line.text.strip()]
    if not line or not others:
        return None
    other = chance.choice(others)
    text = files[line.file].split("\n")
    text[line.at], text[other.at] = other.text, line.text
    return Slip(line.file, line.at + 1, line.text, other.text, "\n".join(text).encode("utf-8"))


def body_spelt_otherwise(files: Files, chance: Random) -> Slip | None:
    """A word is spelt as the house does not."""
    return turned(files, chance, prose(files), put("Coordination Board", "Co-ordination Board"))


def statement_reworded(files: Files, chance: Random) -> Slip | None:
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


def promise_of_the_past(files: Files, chance: Random) -> Slip | None:
    """A promise for a day that has passed."""
    line = one(chance, [each for each in prose(files) if each.file.startswith(("plan/panel/", "plan/board/"))])
    return change(files, line, f"{line.text} The new post will be filled in June 2011.") if line else None


# -- claims


def claims(files: Files, holding: str = "") -> Iterator[Line]:
    return lines(files, ".md", "plan/", r"\{% claim \"[^\"]*" + holding)


def sentence_turned(files: Files, chance: Random) -> Slip | None:
    """The sentence of a claim says the opposite of what is checked."""

    def turn(text: str) -> str:
        found = [
            m for m in re.finditer(r"(\{% claim \"[^\"]*\" *%\})(.*?)(?=\{% endclaim)", text) if _DIRECTION.search(m[2])
        ]
        if not found:
            return text
        match = chance.choice(found)
        bare = re.sub(r"\{\{.*?\}\}", lambda m: "#" * len(m[0]), match[2])
        word = _DIRECTION.search(bare)
        if not word:
            return text
        at = match.start(2) + word.start()
        return text[:at] + UP_DOWN[word[0]] + text[at + len(word[0]) :]

    return turned(files, chance, claims(files), turn)


def condition_turned(files: Files, chance: Random) -> Slip | None:
    """What is checked is the opposite of the data."""
    turn = put(r'(\{% claim "[^"]*?)\b(rose|fell)\b', lambda m: m[1] + ("fell" if m[2] == "rose" else "rose"))
    return turned(files, chance, claims(files, r"(rose|fell)"), turn)


def condition_of_another_series(files: Files, chance: Random) -> Slip | None:
    """What is checked is of a series that there is not."""
    return turned(files, chance, claims(files), put(r'(\{% claim "[a-z0-9-]+\.)', r"\1x"))


def claim_not_closed(files: Files, chance: Random) -> Slip | None:
    """A claim is not closed."""
    return turned(files, chance, claims(files), put(r"\{% endclaim %\}", ""))


def limit_of_a_claim(files: Files, chance: Random) -> Slip | None:
    """A claim asks for more than the data show."""
    return turned(
        files,
        chance,
        claims(files, r"\d"),
        put(r'(\{% claim "[^"]*?[=>] ?|at least )(\d+)', lambda m: f"{m[1]}{int(m[2]) * 10}"),
    )


def direction_beside_a_change(files: Files, chance: Random) -> Slip | None:
    """A sentence with a computed change says the other direction."""

    def turn(text: str) -> str:
        for match in re.finditer(r"[^.]*\{\{ *(?:change|percent_change)\([^}]*\}\}[^.]*", text):
            bare = re.sub(r"\{\{.*?\}\}|\{%.*?%\}", lambda m: "#" * len(m[0]), match[0])
            word = _DIRECTION.search(bare)
            if word:
                at = match.start() + word.start()
                return text[:at] + UP_DOWN[word[0]] + text[at + len(word[0]) :]
        return text

    return turned(files, chance, prose(files, r"\{\{ *(?:change|percent_change)\("), turn)


def comparison_that_is_none(files: Files, chance: Random) -> Slip | None:
    """A change on a time that the program does not know."""
    return turned(files, chance, prose(files, r"change\("), put(r'(change\("[^"]*")\)', r'\1, "last year")'))


def claim_misspelt(files: Files, chance: Random) -> Slip | None:
    """The word of a condition is misspelt."""
    return turned(files, chance, claims(files), put(r'(\{% claim "[^"]*?)\b(rose|fell)\b', r"\1\2en"))


# -- Markdown


def brace_lost(files: Files, chance: Random) -> Slip | None:
    """One of two braces is lost."""
    return turned(files, chance, lines(files, ".md", "plan/", r"\{\{"), put(r"\}\}", "}"))


def opening_brace_lost(files: Files, chance: Random) -> Slip | None:
    """One of two opening braces is lost."""
    return turned(files, chance, lines(files, ".md", "plan/", r"\{\{"), put(r"\{\{", "{"))


def asterisk_lost(files: Files, chance: Random) -> Slip | None:
    """Strong words are not closed."""
    return turned(files, chance, lines(files, ".md", "plan/", r"\*\*[^*]+\*\*"), put(r"(\*\*[^*]+)\*\*", r"\1"))


def end_of_link_lost(files: Files, chance: Random) -> Slip | None:
    """The bracket that ends a link's address is lost."""
    return turned(files, chance, lines(files, ".md", "plan/", r"\]\(http"), put(r"(\]\(http[^)]*)\)", r"\1"))


def level_left_out(files: Files, chance: Random) -> Slip | None:
    """A heading is two levels deeper than the one before."""
    return turned(files, chance, lines(files, ".md", "plan/", r"^# "), put("^# ", "### "))


def tag_of_html(files: Files, chance: Random) -> Slip | None:
    """A tag of HTML."""
    line = one(chance, prose(files))
    if not line:
        return None
    begin, end = chance.choice(words(files, line))
    return change(files, line, f"{line.text[:begin]}<b>{line.text[begin:end]}</b>{line.text[end:]}")


def code_ticks(files: Files, chance: Random) -> Slip | None:
    """Words are marked as code."""
    line = one(chance, prose(files))
    if not line:
        return None
    begin, end = chance.choice(words(files, line))
    return change(files, line, f"{line.text[:begin]}`{line.text[begin:end]}`{line.text[end:]}")


def bullet_of_a_word_processor(files: Files, chance: Random) -> Slip | None:
    """A list is pasted with the bullets of a word processor."""
    return turned(files, chance, lines(files, ".md", "plan/", r"^- "), put("^- ", "• "))


def blank_of_an_item_lost(files: Files, chance: Random) -> Slip | None:
    """The blank behind the hyphen of an item is lost."""
    return turned(files, chance, lines(files, ".md", "plan/", r"^- \w"), put("^- ", "-"))


def box_to_tick(files: Files, chance: Random) -> Slip | None:
    """A box to tick in a list."""
    return turned(files, chance, lines(files, ".md", "plan/", r"^- \w"), put("^- ", "- [ ] "))


def words_highlighted(files: Files, chance: Random) -> Slip | None:
    """Words are highlighted by marks that print."""
    line = one(chance, prose(files))
    if not line:
        return None
    begin, end = chance.choice(words(files, line))
    return change(files, line, f"{line.text[:begin]}=={line.text[begin:end]}=={line.text[end:]}")


def entity_of_html(files: Files, chance: Random) -> Slip | None:
    """An ampersand as HTML writes it."""
    line = one(chance, prose(files, " and "))
    return change(files, line, line.text.replace(" and ", " &amp;amp; ", 1)) if line else None


def blank_line_lost(files: Files, chance: Random) -> Slip | None:
    """Two paragraphs run into each other."""
    found = [
        each
        for each in prose(files)
        if each.at >= 2
        and not files[each.file].split("\n")[each.at - 1]
        and re.search(r"[a-z]\.$", files[each.file].split("\n")[each.at - 2])
    ]
    line = one(chance, found)
    if not line:
        return None
    text = files[line.file].split("\n")
    del text[line.at - 1]
    rule = "two paragraphs of whole sentences become one paragraph of whole sentences"
    return Slip(line.file, line.at + 1, line.text, "(run together)", "\n".join(text).encode("utf-8"), plausible=rule)


def mark_of_a_merge(files: Files, chance: Random) -> Slip | None:
    """The marks of a merge are left in a file."""
    line = one(chance, prose(files))
    return change(files, line, f"<<<<<<< HEAD\n{line.text}\n=======\n{line.text}\n>>>>>>> main") if line else None


# -- YAML


def yaml(files: Files, holding: str) -> Iterator[Line]:
    return lines(files, ".yaml", "plan/", holding)


def indentation_lost(files: Files, chance: Random) -> Slip | None:
    """An entry loses its indentation."""
    return turned(files, chance, yaml(files, r"^  +[a-z-]+: "), put(r"^ +", ""))


def colon_in_words(files: Files, chance: Random) -> Slip | None:
    """Words with a colon stand in no quotation marks."""
    return turned(files, chance, yaml(files, r"^[a-z_]+: [A-Z][a-z]+ [a-z]"), put(r"^([a-z_]+: [A-Z][a-z]+) ", r"\1: "))


def words_after_a_hash(files: Files, chance: Random) -> Slip | None:
    """Words behind a hash, which YAML takes for a remark."""
    return turned(
        files,
        chance,
        yaml(files, r"^ *[a-z_-]+: [A-Z][a-z]+ [a-z]+ [^#]*$"),
        put(r"^( *[a-z_-]+: [A-Z][a-z]+ )", r"\1#1 "),
    )


def quotation_mark_lost(files: Files, chance: Random) -> Slip | None:
    """A quotation mark is not closed."""
    return turned(files, chance, yaml(files, r": \"[^\"]+\"$"), put(r'"$', ""))


def nothing_for_words(files: Files, chance: Random) -> Slip | None:
    """The word for nothing stands for words."""
    word = chance.choice(["null", "~", "yes"])
    return turned(
        files, chance, yaml(files, r"^(title|subtitle|strapline|source|measures): "), put(r": .*", f": {word}")
    )


def entry_twice(files: Files, chance: Random) -> Slip | None:
    """An entry stands twice."""
    line = one(chance, yaml(files, r"^[a-z_]+: \S"))
    return change(files, line, f"{line.text}\n{line.text}") if line else None


def entry_deleted(files: Files, chance: Random) -> Slip | None:
    """An entry that must be there is deleted."""
    line = one(chance, yaml(files, r"^(title|name|themes|parts|period|colour|series|measures|unit|good): ?"))
    return delete(files, line) if line else None


def tab_for_indentation(files: Files, chance: Random) -> Slip | None:
    """A tab for indentation."""
    return turned(files, chance, yaml(files, r"^  \S"), put("^  ", "\t"))


def hyphen_of_a_list_lost(files: Files, chance: Random) -> Slip | None:
    """The hyphen of an item is lost."""
    return turned(files, chance, yaml(files, r"^ +- [a-z]"), put("- ", "  "))


def blank_behind_a_colon_lost(files: Files, chance: Random) -> Slip | None:
    """The blank behind a colon is lost."""
    return turned(files, chance, yaml(files, r"^ *[a-z_]+: [A-Za-z]"), put(": ", ":"))


def figure_in_single_braces(files: Files, chance: Random) -> Slip | None:
    """A figure in single braces."""
    return turned(
        files, chance, yaml(files, r"'\{\{.*\}\}'"), lambda text: text.replace("{{", "{", 1).replace("}}", "}", 1)
    )


def bracket_of_a_list_lost(files: Files, chance: Random) -> Slip | None:
    """The bracket that ends a list is lost."""
    return turned(files, chance, yaml(files, r": \[[^\]]+\]$"), put(r"\]$", ""))


# -- encoding


def file(files: Files, chance: Random, holding: str = "") -> str | None:
    known = [name for name in sorted(files) if re.search(holding, files[name]) and "README" not in name]
    return chance.choice(known) if known else None


def saved_in_windows_1252(files: Files, chance: Random) -> Slip | None:
    """A file is saved in Windows-1252."""
    name = file(files, chance, "[’£–é“]")
    return Slip(name, 1, "UTF-8", "Windows-1252", files[name].encode("cp1252", "replace")) if name else None


def saved_in_utf_16(files: Files, chance: Random) -> Slip | None:
    """A file is saved as UTF-16."""
    name = file(files, chance)
    return Slip(name, 1, "UTF-8", "UTF-16", files[name].encode("utf-16")) if name else None


def read_wrongly_once(files: Files, chance: Random) -> Slip | None:
    """A character was read in the wrong encoding and saved."""
    return turned(
        files,
        chance,
        lines(files, "", "plan/", "[’£–“]"),
        put("[’£–“]", lambda m: m[0].encode("utf-8").decode("cp1252", "replace")),
    )


def blank_that_does_not_break(files: Files, chance: Random) -> Slip | None:
    """Blanks that do not break, as indentation."""
    return turned(files, chance, lines(files, ".yaml", "plan/", r"^  \S"), put("^  ", "\u00a0\u00a0"))


def sign_without_width(files: Files, chance: Random) -> Slip | None:
    """A character that nobody sees."""
    line = one(chance, lines(files, "", "", "[a-z]{4}"))
    return change(files, line, re.sub(r"([a-z]{2})([a-z]{2})", "\\1\u200b\\2", line.text, count=1)) if line else None


def soft_hyphen(files: Files, chance: Random) -> Slip | None:
    """A soft hyphen from a word processor."""
    line = one(chance, prose(files))
    return change(files, line, re.sub(r"([a-z]{3})([a-z]{3})", "\\1\u00ad\\2", line.text, count=1)) if line else None


def mark_of_byte_order(files: Files, chance: Random) -> Slip | None:
    """A mark of the order of bytes before a file, as Excel writes it."""
    name = file(files, chance)
    return Slip(name, 1, "", "BOM", b"\xef\xbb\xbf" + files[name].encode("utf-8")) if name else None


def ends_of_lines_of_windows(files: Files, chance: Random) -> Slip | None:
    """Lines end as on Windows."""
    name = file(files, chance)
    return Slip(name, 1, "LF", "CRLF", files[name].replace("\n", "\r\n").encode("utf-8")) if name else None


def curly_quotation_marks(files: Files, chance: Random) -> Slip | None:
    """The quotation marks of an expression are curly."""
    return turned(
        files, chance, lines(files, ".md", "plan/", r"\{\{ *figure\(\""), put(r'figure\("([^"]*)"', "figure(“\\1”")
    )


def file_emptied(files: Files, chance: Random) -> Slip | None:
    """A file is empty."""
    name = file(files, chance)
    return Slip(name, 1, "…", "", b"") if name else None


def file_gone(files: Files, chance: Random) -> Slip | None:
    """A file is gone."""
    name = file(files, chance)
    rule = "a paper that no register names is taken away" if name and name.startswith("plan/board/") else ""
    return Slip(name, 1, "…", "", None, plausible=rule) if name else None


def blanks_at_the_end(files: Files, chance: Random) -> Slip | None:
    """Blanks at the end of a line."""
    line = one(chance, prose(files))
    return change(files, line, f"{line.text} ") if line else None


KINDS = (
    *kinds_of(
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
    ),
    *kinds_of(
        "claims",
        sentence_turned,
        condition_turned,
        condition_of_another_series,
        claim_not_closed,
        limit_of_a_claim,
        direction_beside_a_change,
        comparison_that_is_none,
        claim_misspelt,
    ),
    *kinds_of(
        "Markdown",
        brace_lost,
        opening_brace_lost,
        asterisk_lost,
        end_of_link_lost,
        level_left_out,
        tag_of_html,
        code_ticks,
        bullet_of_a_word_processor,
        blank_of_an_item_lost,
        box_to_tick,
        words_highlighted,
        entity_of_html,
        blank_line_lost,
        mark_of_a_merge,
    ),
    *kinds_of(
        "YAML",
        indentation_lost,
        colon_in_words,
        words_after_a_hash,
        quotation_mark_lost,
        nothing_for_words,
        entry_twice,
        entry_deleted,
        tab_for_indentation,
        hyphen_of_a_list_lost,
        blank_behind_a_colon_lost,
        figure_in_single_braces,
        bracket_of_a_list_lost,
    ),
    *kinds_of(
        "encoding",
        saved_in_windows_1252,
        saved_in_utf_16,
        read_wrongly_once,
        blank_that_does_not_break,
        sign_without_width,
        soft_hyphen,
        mark_of_byte_order,
        ends_of_lines_of_windows,
        curly_quotation_marks,
        file_emptied,
        file_gone,
        blanks_at_the_end,
    ),
)
