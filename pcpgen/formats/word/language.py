"""From marks around words of another language to runs that say their language, by which they are read aloud."""

from __future__ import annotations

import re
from copy import deepcopy

from pcpgen.formats.word.xml import Element, make, named, value
from pcpgen.languages import BACK, ELSE

_MARKS = re.compile(f"([{ELSE}{BACK}])")


def told(root: Element, language: str) -> None:
    """Says the language of the words in marks, which may reach over several runs of a paragraph; the marks go."""
    for paragraph in list(root.iter(named("w:p"))):
        inside = False
        for text in list(paragraph.iter(named("w:t"))):
            words = text.text or ""
            if not inside and ELSE not in words:
                continue
            run = text.getparent()
            assert run is not None
            for part in _MARKS.split(words):
                if part in (ELSE, BACK):
                    inside = part == ELSE
                elif part:
                    run.addprevious(_said(run, part, language if inside else ""))
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
