"""From the id of a language, as authors write it, to its catalogue and to marks around words of another language."""

from __future__ import annotations

import re
from collections.abc import Mapping

from pcpgen.patterns import pattern

ENGLISH, WELSH = "en", "cy"
CATALOGUES: Mapping[str, str] = {ENGLISH: "en-GB", WELSH: "cy"}  # the file of each, and the tag that pages carry
LANGUAGES = tuple(CATALOGUES)
NAMES: Mapping[str, str] = {ENGLISH: "English", WELSH: "Welsh"}  # in messages to authors
# around words that stand in another language than the page, since nobody has translated them; private, so that no
# text of an author holds them
ELSE, BACK = "\ue002", "\ue003"
# around words of which their author says in which language they stand
BEGINS: Mapping[str, str] = {ENGLISH: "\ue004", WELSH: "\ue005"}
ENDS = "\ue006"
UNSEEN = (ELSE, BACK, *BEGINS.values(), ENDS)
_MARKS = str.maketrans(dict.fromkeys(UNSEEN))
_ANY = pattern(f"([{''.join(UNSEEN)}])")
# lines that hold none of an author's words, and what stands before words: marks of lists, headings, notes, an id
_NO_WORDS = pattern(
    r"\s*(?:$|(?:\{\{[^{}]*\}\}\s*|\{%[^{}]*%\}\s*)+$"
    r"|# (?:background|next steps|appendix|left out|priority:.*)\s*$|!\[)",
    re.I,
)
_LABELLED = pattern(r"# (?P<label>[^:]+): (?P<words>.+)")  # the heading of one of several sections, or of an item's
_NAME = pattern(r"\s*\{#[a-z0-9-]+\}\s*$")  # by which references find what it stands behind
_BEGUN = pattern(r"\s*(?:(?:[-*+:]|[0-9]{1,9}[.)]|\([a-z]\)|>|#{1,6}|\[\^[^\]]+\]:)\s+)*(?:[a-z0-9-]+:\s)?")
_TAG = pattern(r"(<[^>]*>)")
_BARE = ("title", "style", "script", "textarea", "option")  # elements that hold text and no element


def language_of(tag: str) -> str:
    """The id of the language of a catalogue."""
    return next(id for id, name in CATALOGUES.items() if name == tag)


def in_another(words: str) -> str:
    """Words in marks, that say that they stand in another language; in each line behind what is markup."""
    return "\n".join(map(_marked, words.split("\n")))


def _marked(line: str) -> str:
    if name := _NAME.search(line):
        return f"{_marked(line[: name.start()])}{name[0]}"
    if _NO_WORDS.match(line):
        return line
    if labelled := _LABELLED.fullmatch(line):
        return f"# {ELSE}{labelled['label']}{BACK}: {ELSE}{labelled['words']}{BACK}"
    if line.lstrip().startswith("|"):
        return "|".join(f"{ELSE}{cell}{BACK}" if cell.strip(" -:") else cell for cell in line.split("|"))
    begun = _BEGUN.match(line)
    assert begun is not None  # it may match nothing
    rest = line[begun.end() :]
    return f"{begun[0]}{ELSE}{rest}{BACK}" if rest.strip() else line


def unmarked(words: str) -> str:
    """Words without the marks, where nothing can say that they stand in another language."""
    return words.translate(_MARKS)


def unmarked_bytes(content: bytes) -> bytes:
    """The same of what is written already."""
    for mark in UNSEEN:
        content = content.replace(mark.encode(), b"")
    return content


def with_lang(html: str, language: str) -> str:
    """A page with an element that names the language around words in marks; in attributes the marks alone go.

    Words that nobody has translated are in the `language` in which the workspace is written.
    """
    if not _ANY.search(html):
        return html
    opens = {ELSE: f'<span lang="{language}" class="untranslated">'}
    opens |= {mark: f'<span lang="{CATALOGUES[id]}">' for id, mark in BEGINS.items()}
    found: list[str] = []
    opened, bare = list[str](), ""  # the innermost last
    for at, piece in enumerate(_TAG.split(html)):
        if at % 2:
            name = re.match(r"</?([a-zA-Z0-9]+)", piece)
            if name and name[1] in _BARE:
                bare = "" if piece.startswith("</") else name[1]
            found.append(unmarked(piece))
            continue
        for part in _ANY.split(piece):
            if part in UNSEEN:
                opened = [*opened, opens[part]] if part in opens else opened[:-1]
            else:
                found.append(f"{opened[-1]}{part}</span>" if opened and not bare and part.strip() else part)
    return "".join(found)
