"""From marks around words of another language to runs that say their language, by which they are read aloud."""

from __future__ import annotations

import re
from copy import deepcopy

from pcpgen.formats.word.xml import Element, make, named, value
from pcpgen.languages import BEGINS, CATALOGUES, ELSE, UNSEEN

_MARKS = re.compile(f"([{''.join(UNSEEN)}])")


def told(root: Element, language: str) -> None:
    """Says the language of the words in marks, which may reach over several runs of a paragraph; the marks go.

    Words that nobody has translated are in the `language` in which the workspace is written; of others their author
    says the language.
    """
    begins = {ELSE: language, **{mark: CATALOGUES[id] for id, mark in BEGINS.items()}}
    for paragraph in list(root.iter(named("w:p"))):
        opened = list[str]()  # the innermost last
        for text in list(paragraph.iter(named("w:t"))):
            words = text.text or ""
            if not opened and not _MARKS.search(words):
                continue
            run = text.getparent()
            assert run is not None
            for part in _MARKS.split(words):
                if part in UNSEEN:
                    opened = [*opened, begins[part]] if part in begins else opened[:-1]
                elif part:
                    run.addprevious(_said(run, part, opened[-1] if opened else ""))
            parent = run.getparent()
            assert parent is not None
            parent.remove(run)


def _said(run: Element, words: str, language: str) -> Element:
    """The same run with these words, in their language."""
    made = deepcopy(run)
    text = made.find(named("w:t"))
    assert text is not None
    text.text = words
    if language:
        about = made.find(named("w:rPr"))
        if about is None:
            about = make("w:rPr")
            made.insert(0, about)
        about.append(value("w:lang", language))
    return made
