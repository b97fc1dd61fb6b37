"""From the pull quotes of an edition to whether they repeat their own page, which they may, and word for word."""

from __future__ import annotations

from collections.abc import Iterator

from pcpgen.checks.likeness import ALIKE, sentences
from pcpgen.model.plan import Edition
from pcpgen.model.text import Text
from pcpgen.problems import Problem, problem
from pcpgen.prose.passage import Passage
from pcpgen.rules import Rule

MISQUOTED = Rule(
    "misquoted",
    "A pull quote in other words than its own page",
    "What is printed large beside a text is taken for its words; a reader who finds others doubts both.",
    "Quote the page word for word, or say something else.",
    "warning",
)


def own_quotes(edition: Edition) -> Iterator[tuple[Passage, Passage]]:
    """Each pull quote with the text that it stands beside."""
    for theme in edition.themes:
        if theme.pull_quote:
            yield theme.pull_quote, theme.narrative
    for page in edition.pages.values():
        if page.kind in ("text", "foreword") and page.pull_quote:
            yield page.pull_quote, page.body


def repeats(quote: Passage, text: Passage) -> bool:
    """Whether all sentences of a quote stand in a text, word for word."""
    said = {words for _, words in _sentences(text)}
    return all(words in said for _, words in _sentences(quote))


def misquoted(edition: Edition) -> Iterator[Problem]:
    """Each sentence of a pull quote that is much like one of its own page, and not the same."""
    for quote, text in own_quotes(edition):
        said = {words: sentence for sentence, words in _sentences(text)}
        for own, words in _sentences(quote):
            if words not in said and (other := next((each for each in said if _alike(words, each)), None)):
                message = f'"{_cut(own)}" is not what its own page says: "{_cut(said[other])}"'
                yield problem(MISQUOTED, quote.place, message)


def _alike(quote: tuple[str, ...], sentence: tuple[str, ...]) -> bool:
    """Whether a quote is much like a sentence and no part of it."""
    if 2 * len({*quote} & {*sentence}) < ALIKE * (len({*quote}) + len({*sentence})):
        return False  # as most, and soon found out
    from difflib import SequenceMatcher

    part = f" {' '.join(quote)} " in f" {' '.join(sentence)} "
    return not part and SequenceMatcher(None, quote, sentence, autojunk=False).ratio() >= ALIKE


def _sentences(passage: Passage) -> list[tuple[Text, tuple[str, ...]]]:
    return [
        (Text(sentence, place), words) for typed, place in passage.typed_lines for sentence, words in sentences(typed)
    ]


def _cut(text: Text) -> str:
    said = " ".join(text.value.split())
    return said[:80] + ("…" if len(said) > 80 else "")
