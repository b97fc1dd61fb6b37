"""From a line of words to where it stops too early: a last word that needs another, a bracket that stays open."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pcpgen.patterns import pattern
from pcpgen.prose.slips import NOTE, Slip, words_of
from pcpgen.rules import Rule

CUT_SHORT = Rule(
    "cut-short",
    "Words that are cut short",
    "Where a sentence breaks off, a reader does not learn what it was to say.",
    "Write the sentence to its end.",
    "warning",
)

# words that never end anything; a preposition may end a title: Where the money comes from
_NEVER_LAST = words_of("a an the and or nor our their your my than because although unless whose")
# nor these a sentence that lacks its full stop
_NOT_LAST = _NEVER_LAST | words_of(
    "of to for with from by at in on as into about through between during under over that which who is are was were be "
    "been will would should can could may must has have had this these those we they it its not if when while where "
    "such including includes include also but more very no so"
)
_STOPPED = frozenset(f"{word}{mark}" for word in _NEVER_LAST - {"my", "because", "a"} for mark in ".!?;")
_GOES_ON = pattern(r"[;,]\s+(?:and|or)\s*$")  # as items of a list do
_ITEM = pattern(r"(?:^|[\s(])[a-z0-9]{1,4}$")  # a) as a number
_PAIRS = (("(", ")", "bracket"), ("[", "]", "bracket"), ("“", "”", "quotation mark"))
_APOSTROPHE = pattern(r"‘(?=[0-9]0s|n[’‘]|(?:tis|twas|em|til|cause)\b)", re.IGNORECASE)  # turned by a word processor
NOTE_OR_BLANK = f" {NOTE}"
_NO_STOP = pattern(r"(?<![\w.@/’'-])[a-z]+$")
_SENTENCES = pattern(r"[a-z]{3}[.!?] [A-Z]")
_LONGEST_WORD = 40
_SENTENCE = 12  # words, that are more than a title
LEAST = 3  # words; fewer are a label


def cut_short(text: str, quoted_on: bool = False) -> Iterator[Slip]:
    """Where a line breaks off; `quoted_on` says that a quotation goes on in the next paragraph."""
    words = text.rstrip(NOTE_OR_BLANK).split()
    if len(words) >= LEAST and words[-1] in _NEVER_LAST and not _GOES_ON.search(text[-8:]):
        at = text.rindex(words[-1])
        yield Slip(at, at + len(words[-1]), CUT_SHORT, f'the words end with "{words[-1]}"')
    if not _STOPPED.isdisjoint(words):
        for found in re.finditer(rf"(?<![\w'’-])(?:{'|'.join(map(re.escape, sorted(_STOPPED)))})(?!\S)", text):
            yield Slip(*found.span(), CUT_SHORT, f'the sentence ends with "{found[0][:-1]}"')
    for opens, closes, what in _PAIRS:
        if (opens in text or closes in text) and text.count(opens) != text.count(closes):
            yield from _unpaired(text, opens, closes, what, quoted_on)
    if text.count('"') % 2 and len(re.findall(r'(?<![0-9])"', text)) % 2:
        at = text.rfind('"')
        yield Slip(at, at + 1, CUT_SHORT, "this quotation mark has no other", "Write the one that is missing.")
    if "‘" in text and text.count("‘") > text.count("’") + len(_APOSTROPHE.findall(text)) + quoted_on:
        at = text.rfind("‘")
        yield Slip(at, at + 1, CUT_SHORT, "this quotation mark is never closed", "Close it where the quotation ends.")


def unfinished(text: str) -> Iterator[Slip]:
    """Where a paragraph of a page ends without a mark."""
    found = _NO_STOP.search(text[-_LONGEST_WORD:])
    words = text.split() if found else []
    if found is None or found[0] in _NEVER_LAST or len(words) < LEAST:
        return
    end = len(text)
    if found[0] in _NOT_LAST:
        yield Slip(end - len(found[0]), end, CUT_SHORT, f'the words end with "{found[0]}"')
    elif len(words) >= _SENTENCE or _SENTENCES.search(text):
        message = f'no full stop follows "{found[0]}"'
        remedy = "Write the sentence to its end, with a full stop."
        yield Slip(end - len(found[0]), end, CUT_SHORT, message, remedy)


def _unpaired(text: str, opens: str, closes: str, what: str, quoted_on: bool) -> Iterator[Slip]:
    """The last mark that is never closed, or the first that was never opened."""
    waiting: list[int] = []
    for at, char in enumerate(text):
        if char == opens:
            waiting.append(at)
        elif char == closes and waiting:
            waiting.pop()
        elif char == closes and not (
            (closes == ")" and _ITEM.search(text[:at])) or (char == "”" and text[at - 1].isdigit())
        ):
            yield Slip(at, at + 1, CUT_SHORT, f"this {what} was never opened", f"Open it, or delete the {what}.")
            return
    if waiting and not (opens == "“" and quoted_on):
        at = waiting[-1]
        yield Slip(at, at + 1, CUT_SHORT, f"this {what} is never closed", f"Close it, or delete the {what}.")
