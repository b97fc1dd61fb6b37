"""From lines as they were issued and lines as they read now to the sentences that differ."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher, get_close_matches
from html.parser import HTMLParser

from pcpgen.document.lines import Line
from pcpgen.document.prose import Shown
from pcpgen.model.issued import IssuedLine
from pcpgen.values import dataclass

_BLOCKS = {"p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "tr", "caption", "figcaption", "summary", "address", "div"}
_CELLS = {"td", "th"}
_UNSEEN = {"svg", "style", "script", "nav", "sup"}  # "sup" of the marks of notes
_TEXT = {"main", "header"}
_SHORT = 6  # words; what is shorter and gone is furniture of a page: a label, a link back


class _Reader(HTMLParser):
    """The text of a page, a line for each paragraph, item, heading, row and picture; with `whole` all of it."""

    def __init__(self, whole: bool = False) -> None:
        super().__init__()
        self.lines: list[str] = []
        self._said: list[str] = []
        self._outside = {"style", "script", "sup"} if whole else _UNSEEN
        self._unseen = 0
        self._within = int(whole)
        self._leads_back = False  # within a link from a note to its mark
        self._data = 0  # how deep within the links to data files, which differ with every cell

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._within += tag in _TEXT
        self._unseen += tag in self._outside
        if tag == "section":
            self._data += 1 if self._data or ("aria-labelledby", "open-data") in attrs else 0
        if tag == "img" and ("class", "pictured__image") in attrs:
            self._end()
            self.handle_data(dict(attrs).get("alt") or "")
            self._end()
        if tag in _BLOCKS:
            self._end()
        elif tag == "a":
            self._leads_back = ("class", "notes__back") in attrs
        elif tag == "br":
            self._said.append(" ")
        elif tag in _CELLS and any(each.strip() for each in self._said):
            self._said.append(", ")

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS or tag in _TEXT:
            self._end()
        self._leads_back &= tag != "a"
        self._within -= tag in _TEXT
        self._unseen -= tag in self._outside
        if tag == "section" and self._data:
            self._data -= 1

    def handle_data(self, data: str) -> None:
        if self._within and not (self._unseen or self._data or self._leads_back):
            self._said.append(data)

    def close(self) -> None:
        super().close()
        self._end()

    def _end(self) -> None:
        if line := " ".join("".join(self._said).split()):
            self.lines.append(line)
        self._said = []


def page_lines(page: str) -> list[str]:
    """What the text of a page says, a line for each paragraph, item, heading and row of a table."""
    return _read(page, whole=False)


def whole_text(page: str) -> str:
    """All that a page says, also around its text and in its pictures."""
    return " ".join(_read(page, whole=True))


def _read(page: str, whole: bool) -> list[str]:
    reader = _Reader(whole)
    reader.feed(page)
    reader.close()
    return reader.lines


@dataclass(frozen=True, slots=True)
class Difference:
    """A sentence as it was issued and as it reads now; one of the two may be empty. `figures` are of its line now."""

    then: str
    now: str
    figures: tuple[Shown, ...] = ()


def differences(then: Sequence[IssuedLine], now: Sequence[Line], whole: bool) -> Iterator[Difference]:
    """What differs between two texts, in order: sentences, or lines where only authors' words are compared.

    With `whole` the program's words are the same on both sides; else they count for nothing.
    """
    old = [line for line in then if whole or line.own]
    new = [line for line in now if whole or line.own]
    was = [line.says if whole else line.own for line in old]
    reads = [line.says if whole else line.own for line in new]
    for what, a, b, c, d in SequenceMatcher(None, was, reads, autojunk=False).get_opcodes():
        if what == "replace" and b - a == d - c:
            for before, after in zip(old[a:b], new[c:d], strict=True):
                alike = whole or (_is_an_authors(before) and _is_an_authors(after))
                pairs = _sentences(before.says, after.says) if alike else [(before.says, after.says)]
                yield from (Difference(*pair, after.figures) for pair in pairs)
        elif what != "equal":
            yield from (Difference(line.says, "") for line in old[a:b])
            yield from (Difference("", line.says, line.figures) for line in new[c:d])


def _is_an_authors(line: IssuedLine | Line) -> bool:
    return len(line.own.split()) == len(line.says.split())


def _sentences(old: str, new: str) -> Iterator[tuple[str, str]]:
    """The sentences of two paragraphs that differ; the paragraphs whole where they have not as many."""
    olds, news = _split(old), _split(new)
    if len(olds) == len(news):
        yield from (pair for pair in zip(olds, news, strict=True) if pair[0] != pair[1])
    else:
        yield old, new


def _split(text: str) -> list[str]:
    return re.split(r"(?<=[.!?]) (?=[A-Z‘“])", text)


# -- of issues that an earlier version of the program made, which kept no lines but the page


def since_page(
    then: Sequence[str], page: str, figures: Mapping[str, set[str]], now: Sequence[Line]
) -> Iterator[Difference]:
    """What differs from a page whose lines nobody kept: figures and authors' sentences, as far as these are known.

    `then` are its lines, `page` all its words, `figures` what each figure was shown as. What is only laid out or said
    otherwise by the program is not told.
    """
    after = " ".join(line.says for line in now)
    gone = [one for line in then for one in _split(line) if not _holds(after, one)]
    new = [(one, line) for line in now for one in _split(line.says) if line.own and not _holds(page, one)]
    told: list[Difference] = []
    for one, line in new:
        (before,) = get_close_matches(one, gone, 1) or ("",)
        if _is_told(before, one, line, page):
            told.append(Difference(before, one, line.figures))
    kept = _runs(after)
    yield from told
    for one in gone:
        runs = _runs(one)
        if len(_words(one)) >= _SHORT and 2 * len(runs & kept) < len(runs):
            yield Difference(one, "")
    yield from _figures_since(figures, now, told)


def _holds(text: str, sentence: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(sentence)}(?!\w)", text) is not None


def _words(text: str) -> list[str]:
    """The words of a text without punctuation, and without what a redline says of them."""
    words = (each.strip(",;:.?!()[]‘’“”") for each in re.sub(r"\[\w+:", "", text).split())
    return [each for each in words if each]


def _runs(text: str) -> set[tuple[str, ...]]:
    """Every three words that stand together."""
    words = _words(text)
    return set(zip(words, words[1:], words[2:], strict=False))


def _is_told(before: str, after: str, line: Line, page: str) -> bool:
    """Whether a new sentence has other figures or other words of its author than the one that it was, if any."""
    if before and _numbers(before) != _numbers(after):
        return True
    reads, own = set(_words(after)), set(_words(line.own))
    if reads <= own and (before or len(_words(after)) >= _SHORT):
        return True
    return not reads & own <= set(_words(before or page))


def _numbers(text: str) -> list[str]:
    return re.findall(r"\d[\d,.]*", text)


def _figures_since(
    figures: Mapping[str, set[str]], now: Sequence[Line], told: Sequence[Difference]
) -> Iterator[Difference]:
    """Each figure that is shown otherwise, where nothing told so far has it."""
    for line in now:
        for shown in line.figures:
            before = figures.get(shown.figure, {shown.text})
            if (
                shown.value
                and shown.text not in before
                and not any(" ".join(shown.text.split()) in each.now for each in told)
            ):
                yield Difference(", ".join(sorted(before)), " ".join(shown.text.split()), (shown,))
