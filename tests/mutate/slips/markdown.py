"""Slips in the marks of Markdown."""

from __future__ import annotations

import re
from random import Random

from tests.mutate.changes import Change, Files, change, kinds_of, lines, one, prose, put, turned, words
from tests.mutate.plausible import RUN_TOGETHER


def brace_lost(files: Files, chance: Random) -> Change | None:
    """One of two braces is lost."""
    return turned(files, chance, lines(files, ".md", "plan/", r"\{\{"), put(r"\}\}", "}"))


def opening_brace_lost(files: Files, chance: Random) -> Change | None:
    """One of two opening braces is lost."""
    return turned(files, chance, lines(files, ".md", "plan/", r"\{\{"), put(r"\{\{", "{"))


def asterisk_lost(files: Files, chance: Random) -> Change | None:
    """Strong words are not closed."""
    return turned(files, chance, lines(files, ".md", "plan/", r"\*\*[^*]+\*\*"), put(r"(\*\*[^*]+)\*\*", r"\1"))


def end_of_link_lost(files: Files, chance: Random) -> Change | None:
    """The bracket that ends a link's address is lost."""
    return turned(files, chance, lines(files, ".md", "plan/", r"\]\(http"), put(r"(\]\(http[^)]*)\)", r"\1"))


def level_left_out(files: Files, chance: Random) -> Change | None:
    """A heading is two levels deeper than the one before."""
    return turned(files, chance, lines(files, ".md", "plan/", r"^# "), put("^# ", "### "))


def tag_of_html(files: Files, chance: Random) -> Change | None:
    """A tag of HTML."""
    line = one(chance, prose(files))
    if not line:
        return None
    begin, end = chance.choice(words(files, line))
    return change(files, line, f"{line.text[:begin]}<b>{line.text[begin:end]}</b>{line.text[end:]}")


def code_ticks(files: Files, chance: Random) -> Change | None:
    """Words are marked as code."""
    line = one(chance, prose(files))
    if not line:
        return None
    begin, end = chance.choice(words(files, line))
    return change(files, line, f"{line.text[:begin]}`{line.text[begin:end]}`{line.text[end:]}")


def bullet_of_a_word_processor(files: Files, chance: Random) -> Change | None:
    """A list is pasted with the bullets of a word processor."""
    return turned(files, chance, lines(files, ".md", "plan/", r"^- "), put("^- ", "• "))


def blank_of_an_item_lost(files: Files, chance: Random) -> Change | None:
    """The blank behind the hyphen of an item is lost."""
    return turned(files, chance, lines(files, ".md", "plan/", r"^- \w"), put("^- ", "-"))


def box_to_tick(files: Files, chance: Random) -> Change | None:
    """A box to tick in a list."""
    return turned(files, chance, lines(files, ".md", "plan/", r"^- \w"), put("^- ", "- [ ] "))


def words_highlighted(files: Files, chance: Random) -> Change | None:
    """Words are highlighted by marks that print."""
    line = one(chance, prose(files))
    if not line:
        return None
    begin, end = chance.choice(words(files, line))
    return change(files, line, f"{line.text[:begin]}=={line.text[begin:end]}=={line.text[end:]}")


def entity_of_html(files: Files, chance: Random) -> Change | None:
    """An ampersand as HTML writes it."""
    line = one(chance, prose(files, " and "))
    return change(files, line, line.text.replace(" and ", " &amp;amp; ", 1)) if line else None


def blank_line_lost(files: Files, chance: Random) -> Change | None:
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
    return Change(
        line.file, line.at + 1, line.text, "(run together)", "\n".join(text).encode("utf-8"), plausible=RUN_TOGETHER
    )


def mark_of_a_merge(files: Files, chance: Random) -> Change | None:
    """The marks of a merge are left in a file."""
    line = one(chance, prose(files))
    return change(files, line, f"<<<<<<< HEAD\n{line.text}\n=======\n{line.text}\n>>>>>>> main") if line else None


KINDS = kinds_of(
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
)
