"""Slips in claims and in sentences beside computed changes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from random import Random

from tests.mutate.changes import Change, Files, Line, kinds_of, lines, prose, put, turned
from tests.mutate.slips.prose import DIRECTION, UP_DOWN


def claims(files: Files, holding: str = "") -> Iterator[Line]:
    return lines(files, ".md", "plan/", r"\{% claim \"[^\"]*" + holding)


def sentence_turned(files: Files, chance: Random) -> Change | None:
    """The sentence of a claim says the opposite of what is checked."""

    def turn(text: str) -> str:
        found = [
            m for m in re.finditer(r"(\{% claim \"[^\"]*\" *%\})(.*?)(?=\{% endclaim)", text) if DIRECTION.search(m[2])
        ]
        if not found:
            return text
        match = chance.choice(found)
        bare = re.sub(r"\{\{.*?\}\}", lambda m: "#" * len(m[0]), match[2])
        word = DIRECTION.search(bare)
        if not word:
            return text
        at = match.start(2) + word.start()
        return text[:at] + UP_DOWN[word[0]] + text[at + len(word[0]) :]

    return turned(files, chance, claims(files), turn)


def condition_turned(files: Files, chance: Random) -> Change | None:
    """What is checked is the opposite of the data."""
    turn = put(r'(\{% claim "[^"]*?)\b(rose|fell)\b', lambda m: m[1] + ("fell" if m[2] == "rose" else "rose"))
    return turned(files, chance, claims(files, r"(rose|fell)"), turn)


def condition_of_another_series(files: Files, chance: Random) -> Change | None:
    """What is checked is of a series that there is not."""
    return turned(files, chance, claims(files), put(r'(\{% claim "[a-z0-9-]+\.)', r"\1x"))


def claim_not_closed(files: Files, chance: Random) -> Change | None:
    """A claim is not closed."""
    return turned(files, chance, claims(files), put(r"\{% endclaim %\}", ""))


def limit_of_a_claim(files: Files, chance: Random) -> Change | None:
    """A claim asks for more than the data show."""
    return turned(
        files,
        chance,
        claims(files, r"\d"),
        put(r'(\{% claim "[^"]*?[=>] ?|at least )(\d+)', lambda m: f"{m[1]}{int(m[2]) * 10}"),
    )


def direction_beside_a_change(files: Files, chance: Random) -> Change | None:
    """A sentence with a computed change says the other direction."""

    def turn(text: str) -> str:
        for match in re.finditer(r"[^.]*\{\{ *(?:change|percent_change)\([^}]*\}\}[^.]*", text):
            bare = re.sub(r"\{\{.*?\}\}|\{%.*?%\}", lambda m: "#" * len(m[0]), match[0])
            word = DIRECTION.search(bare)
            if word:
                at = match.start() + word.start()
                return text[:at] + UP_DOWN[word[0]] + text[at + len(word[0]) :]
        return text

    return turned(files, chance, prose(files, r"\{\{ *(?:change|percent_change)\("), turn)


def comparison_that_is_none(files: Files, chance: Random) -> Change | None:
    """A change on a time that the program does not know."""
    return turned(files, chance, prose(files, r"change\("), put(r'(change\("[^"]*")\)', r'\1, "last year")'))


def claim_misspelt(files: Files, chance: Random) -> Change | None:
    """The word of a condition is misspelt."""
    return turned(files, chance, claims(files), put(r'(\{% claim "[^"]*?)\b(rose|fell)\b', r"\1\2en"))


KINDS = kinds_of(
    "claims",
    sentence_turned,
    condition_turned,
    condition_of_another_series,
    claim_not_closed,
    limit_of_a_claim,
    direction_beside_a_change,
    comparison_that_is_none,
    claim_misspelt,
)
