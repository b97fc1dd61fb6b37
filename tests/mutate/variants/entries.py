"""The same entries in another style of YAML, and words that look like something else to it."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from random import Random

from tests.mutate.changes import Change, Files, Line, change, kinds_of, lines, one, rewrite, turned

_WORDS = re.compile(r"^( *)([a-z_-]+): ([A-Z][A-Za-z ,’;-]+[a-z])$")


def entries(files: Files) -> Iterator[Line]:
    """Lines of YAML with an entry of plain words."""
    for line in lines(files, ".yaml", "plan/"):
        if _WORDS.match(line.text) and _ends(files[line.file], line):
            yield line


def _ends(text: str, line: Line) -> bool:
    """Whether the words do not run on in the next line."""
    after = [*text.split("\n"), ""][line.at + 1]
    return len(after) - len(after.lstrip()) <= len(line.text) - len(line.text.lstrip())


def in_quotation_marks(files: Files, chance: Random) -> Change | None:
    """Words stand in double or single quotation marks."""
    mark = chance.choice("\"'")
    return turned(files, chance, entries(files), lambda text: _WORDS.sub(rf"\1\2: {mark}\3{mark}", text))


def in_a_block(files: Files, chance: Random) -> Change | None:
    """Words stand in a block under their entry."""
    mark = chance.choice((">-", ">", "|-", "|"))

    def turn(text: str) -> str:
        found = _WORDS.match(text)
        return f"{found[1]}{found[2]}: {mark}\n{found[1]}  {found[3]}" if found else text

    return turned(files, chance, entries(files), turn)


def over_two_lines(files: Files, chance: Random) -> Change | None:
    """Words run over two lines, folded."""

    def turn(text: str) -> str:
        found = _WORDS.match(text)
        if not found or " " not in found[3]:
            return text
        first, rest = found[3].split(" ", 1)
        return f"{found[1]}{found[2]}: >-\n{found[1]}  {first}\n{found[1]}  {rest}"

    return turned(files, chance, entries(files), turn)


def remark_behind(files: Files, chance: Random) -> Change | None:
    """A remark behind an entry, set off by blanks."""
    said = chance.choice(("# as agreed in May", "# see the minutes, item 4", "# TODO: look at it again in spring"))
    return turned(files, chance, entries(files), lambda text: f"{text}  {said}")


def remark_above(files: Files, chance: Random) -> Change | None:
    """A remark on a line of its own."""
    line = one(chance, entries(files))
    indent = re.match(" *", line.text) if line else None
    return change(files, line, f"{indent[0]}# was: another one\n{line.text}") if line and indent else None


def list_in_lines(files: Files, chance: Random) -> Change | None:
    """A list in brackets stands in lines with hyphens."""

    def turn(text: str) -> str:
        found = re.match(r"^([a-z_]+): \[([a-z0-9, -]+)\]$", text)
        return f"{found[1]}:\n" + "\n".join(f"  - {each}" for each in found[2].split(", ")) if found else text

    return turned(files, chance, lines(files, ".yaml", "plan/", r"^[a-z_]+: \["), turn)


def list_in_brackets(files: Files, chance: Random) -> Change | None:
    """A list in lines with hyphens stands in brackets."""
    found = [
        (file, match)
        for file, text in sorted(files.items())
        if file.startswith("plan/") and file.endswith(".yaml")
        for match in re.finditer(r"(?m)^([a-z_]+):\n((?:  - [a-z0-9-]+\n)+)(?=\S|$)", text)
    ]
    if not found:
        return None
    file, match = chance.choice(found)
    items = re.findall(r"- (\S+)", match[2])
    text = files[file]
    return rewrite(files, {file: f"{text[: match.start()]}{match[1]}: [{', '.join(items)}]\n{text[match.end() :]}"})


def map_in_lines(files: Files, chance: Random) -> Change | None:
    """An entry in braces stands in lines of its own."""

    def turn(text: str) -> str:
        found = re.match(r"^( +)([a-z0-9-]+): +\{([^{}\[\]\"]+)\}$", text)
        if not found:
            return text
        parts = re.split(r", (?=[a-z_]+: )", found[3])
        return f"{found[1]}{found[2]}:\n" + "\n".join(f"{found[1]}  {part}" for part in parts)

    return turned(files, chance, lines(files, ".yaml", "plan/", r"^ +[a-z0-9-]+: +\{"), turn)


def entries_in_another_order(files: Files, chance: Random) -> Change | None:
    """Two entries are changed over, whose order means nothing."""
    found = []
    for file, text in sorted(files.items()):
        if re.match(r"plan/(indicators|datasets)/", file):
            rows = text.split("\n")
            plain = re.compile(r"(title|measures|source|unit|good|area|as_at|chart): [^>|]")
            found += [
                (file, at)
                for at in range(len(rows) - 2)
                if all(map(plain.match, rows[at : at + 2])) and rows[at + 2][:1] != " "
            ]
    if not found:
        return None
    file, at = chance.choice(found)
    rows = files[file].split("\n")
    rows[at], rows[at + 1] = rows[at + 1], rows[at]
    return rewrite(files, {file: "\n".join(rows)})


def deeper_indentation(files: Files, chance: Random) -> Change | None:
    """All of a file is set in by four blanks in place of two."""
    known = [f for f in sorted(files) if re.match(r"plan/(indicators|datasets|panel)/.*\.yaml", f)]
    known = [f for f in known if not re.search(r": [|>]|^ *- ", files[f], re.MULTILINE) and "\n  " in files[f]]
    if not known:
        return None
    file = chance.choice(known)
    return rewrite(files, {file: re.sub(r"(?m)^( +)", lambda m: m[1] * 2, files[file])})


def start_of_a_document(files: Files, chance: Random) -> Change | None:
    """Three hyphens stand before the first entry."""
    known = [f for f in sorted(files) if f.startswith("plan/") and f.endswith(".yaml")]
    file = chance.choice(known)
    return rewrite(files, {file: "---\n" + files[file]})


def hash_in_quotation_marks(files: Files, chance: Random) -> Change | None:
    """Words with a hash, in quotation marks."""

    def turn(text: str) -> str:
        return re.sub(r"^( *(?:title|strapline|subtitle|caption): )([A-Z][a-z ]+[a-z])$", r'\1"\2 #together"', text)

    return turned(files, chance, _titles(files), turn)


def colon_in_quotation_marks(files: Files, chance: Random) -> Change | None:
    """Words with a colon, in quotation marks."""

    def turn(text: str) -> str:
        return re.sub(r"^( *(?:title|strapline|subtitle|caption): )([A-Z][a-z ]+[a-z])$", r"\1'\2: what we know'", text)

    return turned(files, chance, _titles(files), turn)


def _titles(files: Files) -> Iterator[Line]:
    """Titles that no other file repeats."""
    for ending in (".yaml", ".md"):
        for line in lines(files, ending, "plan/", r"^ *(title|strapline|subtitle|caption): [A-Z]"):
            if re.search(r"/(themes|pages|indicators)/|/panel/20", line.file) and _ends(files[line.file], line):
                yield line


def day_in_quotation_marks(files: Files, chance: Random) -> Change | None:
    """A day stands in quotation marks."""
    found = [*lines(files, ".yaml", "plan/", r"^as_at: 20"), *lines(files, ".md", "plan/", r"^(as_at|meeting): 20")]
    line = one(chance, found)
    return change(files, line, re.sub(r": (\S+)", r": '\1'", line.text, count=1)) if line else None


def words_like_nothing(files: Files, chance: Random) -> Change | None:
    """Words that YAML would take for something else, in quotation marks."""
    words = chance.choice(('"Yes"', "'No'", '"2024"', "'On'", '"12.30"'))
    turn = re.compile(r"^(title: )[A-Z].*$")
    found = [each for each in _titles(files) if "/pages/" in each.file]
    return turned(files, chance, iter(found), lambda text: turn.sub(lambda m: m[1] + words, text))


def blanks_and_blank_lines(files: Files, chance: Random) -> Change | None:
    """Blank lines between entries, and blanks at the end of a line."""
    line = one(chance, [each for each in entries(files) if not each.text.startswith(" ")])
    return change(files, line, f"\n{line.text}  \n") if line else None


def wrapped_in_quotation_marks(files: Files, chance: Random) -> Change | None:
    """Long words in quotation marks run over several lines."""
    found = [
        each
        for each in lines(files, ".yaml", "plan/", r"^ *[a-z_-]+: [A-Z][^:#{}\"']{70,}$")
        if _ends(files[each.file], each)
    ]
    line = one(chance, found)
    if not line:
        return None
    key, words = line.text.split(": ", 1)
    indent = " " * (len(key) - len(key.lstrip()) + 2)
    rows = textwrap.wrap(words, 60, break_long_words=False, break_on_hyphens=False)
    return change(files, line, f'{key}: "' + f"\n{indent}".join(rows) + '"')


KINDS = kinds_of(
    "YAML",
    in_quotation_marks,
    in_a_block,
    over_two_lines,
    remark_behind,
    remark_above,
    list_in_lines,
    list_in_brackets,
    map_in_lines,
    entries_in_another_order,
    deeper_indentation,
    start_of_a_document,
    hash_in_quotation_marks,
    colon_in_quotation_marks,
    day_in_quotation_marks,
    words_like_nothing,
    blanks_and_blank_lines,
    wrapped_in_quotation_marks,
)
