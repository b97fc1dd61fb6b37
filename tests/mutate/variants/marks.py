"""Lists, tables, quotations, headings and notes, in each form that Markdown has."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random
from string import ascii_lowercase

from tests.mutate.changes import Change, Files, change, kinds_of, lines, one, rewrite, turned
from tests.mutate.variants.words import paragraphs

_LIST = re.compile(r"(?<=\n\n)(?:- [^\n]+\n){2,}(?=\n|$)")


def under(files: Files, chance: Random, block: str) -> Change | None:
    """The change that puts a block of its own under a paragraph."""
    line = one(chance, [each for each in paragraphs(files) if _free(files[each.file], each.at)])
    return change(files, line, f"{line.text}\n\n{block}") if line else None


def _free(text: str, at: int) -> bool:
    return not "".join(text.split("\n")[at + 1 : at + 2]).strip()


def in_list(files: Files, chance: Random, turn: Callable[[list[str]], list[str]]) -> Change | None:
    """The change of a list with hyphens, none of a section that the program reads."""
    found = [
        (file, match)
        for file, text in sorted(files.items())
        if file.startswith("plan/") and file.endswith(".md") and "README" not in file
        for match in _LIST.finditer(text + "\n")
        if not re.search(r"# (Left out|Appendix)[^#]*$", text[: match.start()])
    ]
    if not found:
        return None
    file, match = chance.choice(found)
    items = [item.removeprefix("- ") for item in match[0].strip("\n").split("\n")]
    after = "\n".join(turn(items)) + "\n"
    text = files[file] + "\n"
    return rewrite(files, {file: (text[: match.start()] + after + text[match.end() :]).removesuffix("\n")})


def list_reordered(files: Files, chance: Random) -> Change | None:
    """The items of a list stand in another order."""
    return in_list(files, chance, lambda items: [f"- {item}" for item in (*items[1:], items[0])])


def list_with_numbers(files: Files, chance: Random) -> Change | None:
    """A list has numbers."""
    return in_list(files, chance, lambda items: [f"{at}. {item}" for at, item in enumerate(items, 1)])


def list_with_letters(files: Files, chance: Random) -> Change | None:
    """A list has letters, or small Roman numerals."""
    numerals = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")

    def turn(items: list[str]) -> list[str]:
        signs = numerals if len(items) <= len(numerals) and chance.random() < 0.5 else ascii_lowercase
        return [f"({signs[at]}) {item}" for at, item in enumerate(items)]

    return in_list(files, chance, turn)


def list_counted(files: Files, chance: Random) -> Change | None:
    """Words count the items that follow, and count them rightly."""
    items = ["people are heard", "places are walked", "letters are answered"]
    said = chance.choice(("Three things matter:", "It comes to three points:", "There are three of them:"))
    return under(files, chance, f"{said}\n\n" + "\n".join(f"- {item}" for item in items))


def list_within_a_list(files: Files, chance: Random) -> Change | None:
    """A list within a list, and a second paragraph of an item."""
    block = "1. people are heard\n    - at markets\n    - in halls\n\n    Each is thanked.\n\n2. letters are answered"
    return under(files, chance, f"It is done so:\n\n{block}")


def table_with_alignment(files: Files, chance: Random) -> Change | None:
    """The columns of a table are aligned."""
    rows = lines(files, ".md", "plan/", r"^\|[-|]+\|$")
    return turned(files, chance, rows, lambda text: text.replace("|---|", "|:---|", 1).replace("|---|", "|---:|", 1))


def table_added(files: Files, chance: Random) -> Change | None:
    """A table with its caption, and a reference to it."""
    table = (
        "| Place | Day |\n| :--- | :---: |\n| Hall | Monday |\n| Market | Friday |\n\n: Where people are heard {#heard}"
    )
    return under(files, chance, f'{table}\n\nThe days in {{{{ see("heard") }}}} hold all year.')


def quotation(files: Files, chance: Random) -> Change | None:
    """A quotation with who said it, of one paragraph or two."""
    block = chance.choice(
        ("> We see them more often.\n> — a trader", "> We see them.\n>\n> They know us, too.\n> — a resident")
    )
    return under(files, chance, block)


def note(files: Files, chance: Random) -> Change | None:
    """A note, with a date, a link or a year in brackets."""
    words = (
        "The partnership’s guide (2nd edition, 2011).",
        "Seen on 3 March 2020 at <https://www.example.org/guide>.",
        "Section 3 of it, pages 4–7.",
    )
    found = [each for each in paragraphs(files) if not re.search("/(themes|variations)/", each.file)]  # without notes
    line = one(chance, [each for each in found if not re.search(r"\[\^|\{%", each.text)])
    if not line:
        return None
    made = change(files, line, f"{line.text}[^seen-there]")
    assert made and made.content
    text = made.content.decode().rstrip("\n") + f"\n\n[^seen-there]: {chance.choice(words)}\n"
    return Change(made.file, made.line, made.before, made.after, text.encode("utf-8"))


def heading_with_a_name(files: Files, chance: Random) -> Change | None:
    """A heading that a reference leads to."""
    block = '## What is asked most {#asked-most}\n\nPeople ask who comes. {{ see("asked-most") }} is about that.'
    found = [each for each in lines(files, ".md", "plan/", r"[a-z]\.$") if re.search("/(pages|themes)/", each.file)]
    varied = {file.split("/")[1] for file in files if "/variations/" in file}  # where the page may be another
    found = [each for each in found if each.file.split("/")[1] not in varied]
    line = one(chance, [each for each in found if _last(files[each.file], each.at)])
    return change(files, line, f"{line.text}\n\n{block}") if line else None


def _last(text: str, at: int) -> bool:
    """Whether nothing but blank lines follows."""
    return not "".join(text.split("\n")[at + 1 :]).strip()


def strong_and_italic(files: Files, chance: Random) -> Change | None:
    """Words stand out, in the signs that Markdown has for it."""
    line = one(chance, [each for each in paragraphs(files) if re.match(r"[A-Z][a-z]+ ", each.text)])
    if not line:
        return None
    mark = chance.choice(("*", "**", "_", "__"))
    first, rest = line.text.split(" ", 1)
    return change(files, line, f"{mark}{first}{mark} {rest}")


def paragraph_wrapped(files: Files, chance: Random) -> Change | None:
    """A paragraph is wrapped over several lines, as editors do."""
    import textwrap

    found = [each for each in paragraphs(files) if "{" not in each.text and len(each.text) > 90]
    line = one(chance, found)
    if not line:
        return None
    return change(files, line, "\n".join(textwrap.wrap(line.text, 70, break_long_words=False, break_on_hyphens=False)))


def blank_lines(files: Files, chance: Random) -> Change | None:
    """Several blank lines between paragraphs."""
    line = one(chance, [each for each in paragraphs(files) if _free(files[each.file], each.at)])
    return change(files, line, f"{line.text}\n\n") if line else None


def curly_marks(files: Files, chance: Random) -> Change | None:
    """Straight apostrophes stand where curly ones did, or the other way round."""
    found = lines(files, ".md", "plan/", r"[a-z][’'][a-z]")
    swap = {"’": "'", "'": "’"}
    return turned(files, chance, found, lambda text: re.sub(r"(?<=[a-z])[’'](?=[a-z])", lambda m: swap[m[0]], text))


KINDS = kinds_of(
    "Markdown",
    list_reordered,
    list_with_numbers,
    list_with_letters,
    list_counted,
    list_within_a_list,
    table_with_alignment,
    table_added,
    quotation,
    note,
    heading_with_a_name,
    strong_and_italic,
    paragraph_wrapped,
    blank_lines,
    curly_marks,
)
