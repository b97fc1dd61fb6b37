"""Slips in the marks of YAML."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from tests.mutate.changes import Change, Files, Line, change, delete, kinds_of, lines, one, put, turned


def yaml(files: Files, holding: str) -> Iterator[Line]:
    return lines(files, ".yaml", "plan/", holding)


def indentation_lost(files: Files, chance: Random) -> Change | None:
    """An entry loses its indentation."""
    return turned(files, chance, yaml(files, r"^  +[a-z-]+: "), put(r"^ +", ""))


def colon_in_words(files: Files, chance: Random) -> Change | None:
    """Words with a colon stand in no quotation marks."""
    return turned(files, chance, yaml(files, r"^[a-z_]+: [A-Z][a-z]+ [a-z]"), put(r"^([a-z_]+: [A-Z][a-z]+) ", r"\1: "))


def words_after_a_hash(files: Files, chance: Random) -> Change | None:
    """Words behind a hash, which YAML takes for a remark."""
    return turned(
        files,
        chance,
        yaml(files, r"^ *[a-z_-]+: [A-Z][a-z]+ [a-z]+ [^#]*$"),
        put(r"^( *[a-z_-]+: [A-Z][a-z]+ )", r"\1#1 "),
    )


def quotation_mark_lost(files: Files, chance: Random) -> Change | None:
    """A quotation mark is not closed."""
    return turned(files, chance, yaml(files, r": \"[^\"]+\"$"), put(r'"$', ""))


def nothing_for_words(files: Files, chance: Random) -> Change | None:
    """The word for nothing stands for words."""
    word = chance.choice(["null", "~", "yes"])
    return turned(
        files, chance, yaml(files, r"^(title|subtitle|strapline|source|measures): "), put(r": .*", f": {word}")
    )


def entry_twice(files: Files, chance: Random) -> Change | None:
    """An entry stands twice."""
    line = one(chance, yaml(files, r"^[a-z_]+: \S"))
    return change(files, line, f"{line.text}\n{line.text}") if line else None


def entry_deleted(files: Files, chance: Random) -> Change | None:
    """An entry that must be there is deleted."""
    line = one(chance, yaml(files, r"^(title|name|themes|parts|period|colour|series|measures|unit|good): ?"))
    return delete(files, line) if line else None


def tab_for_indentation(files: Files, chance: Random) -> Change | None:
    """A tab for indentation."""
    return turned(files, chance, yaml(files, r"^  \S"), put("^  ", "\t"))


def hyphen_of_a_list_lost(files: Files, chance: Random) -> Change | None:
    """The hyphen of an item is lost."""
    return turned(files, chance, yaml(files, r"^ +- [a-z]"), put("- ", "  "))


def blank_behind_a_colon_lost(files: Files, chance: Random) -> Change | None:
    """The blank behind a colon is lost."""
    return turned(files, chance, yaml(files, r"^ *[a-z_]+: [A-Za-z]"), put(": ", ":"))


def figure_in_single_braces(files: Files, chance: Random) -> Change | None:
    """A figure in single braces."""
    return turned(
        files, chance, yaml(files, r"'\{\{.*\}\}'"), lambda text: text.replace("{{", "{", 1).replace("}}", "}", 1)
    )


def bracket_of_a_list_lost(files: Files, chance: Random) -> Change | None:
    """The bracket that ends a list is lost."""
    return turned(files, chance, yaml(files, r": \[[^\]]+\]$"), put(r"\]$", ""))


KINDS = kinds_of(
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
)
