"""From the parts of a Word file to its paragraphs: the words that were sent, what was changed in them, what was said.

A paragraph's `sent` words are those before any tracked change; places within it count their characters.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field, replace
from typing import Literal

from pcpgen.returned.file import Element, WordFile, child, local, valued
from pcpgen.values import dataclass

Fate = Literal["same", "inserted", "deleted", "withdrawn"]  # the last: words that came and went
Kind = Literal["insert", "delete", "replace"]

NEW_PARAGRAPH, GONE = "a new paragraph", "the paragraph goes"


@dataclass(frozen=True, slots=True)
class Change:
    """A tracked change: the words from `start` to `end` of those that were sent become `after`."""

    start: int
    end: int
    before: str
    after: str
    author: str = ""
    date: str = ""
    moved: bool = False
    tracked: bool = True
    shape: str = ""  # what becomes of a whole paragraph or row, in words

    @property
    def kind(self) -> Kind:
        return "replace" if self.before and self.after else "delete" if self.before else "insert"


@dataclass(frozen=True, slots=True)
class Mark:
    """A bookmark around some of the words that were sent."""

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Comment:
    """What a colleague says of some words, with what others answered."""

    id: str
    author: str
    initials: str
    date: str
    says: str
    on: str = ""
    start: int = 0
    answers: tuple[Comment, ...] = ()
    done: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """`formatted` counts the changes of how words look, which nobody takes."""

    sent: str
    style: str = ""
    changes: tuple[Change, ...] = ()
    marks: tuple[Mark, ...] = ()
    comments: tuple[Comment, ...] = ()
    formatted: int = 0
    around: bool = False  # in the head or foot of pages

    @property
    def with_changes(self) -> str:
        """How it reads once all its changes are taken."""
        text = self.sent
        for each in sorted((each for each in self.changes if not each.shape), key=lambda c: c.start, reverse=True):
            text = f"{text[: each.start]}{each.after}{text[each.end :]}"
        return text


def paragraphs(file: WordFile) -> list[Paragraph]:
    """Every paragraph of the text in order, then those of notes, then those of heads and feet of pages."""
    comments = _comments(file)
    reader = _Reader(comments)
    found = [reader.read(each) for each in _paragraphs(file.text)]
    for note in file.notes:
        found += [reader.read(each) for each in _paragraphs(note)]
    around = (reader.read(each) for part in file.around for each in _paragraphs(part))
    return [*found, *(replace(each, around=True) for each in around)]


def unplaced(file: WordFile, read: Iterable[Paragraph]) -> tuple[Comment, ...]:
    """The comments that no paragraph holds: what they were on has gone without them."""
    placed = {each.id for paragraph in read for each in paragraph.comments}
    return tuple(each for id, each in _comments(file).items() if id not in placed)


def _paragraphs(part: Element) -> Iterator[Element]:
    """The paragraphs of a part; what stands twice for older programs is read once."""
    for each in part.iter("{*}p"):
        of_word = "wordprocessingml" in each.tag  # and none of a drawing
        if of_word and not any(local(above) == "Fallback" for above in each.iterancestors()):
            yield each


@dataclass
class _Growing:
    """A paragraph as it is read."""

    sent: str = ""
    formatted: int = 0
    changes: list[Change] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    comments: list[tuple[str, int, int]] = field(default_factory=list)
    open_marks: dict[str, tuple[str, int]] = field(default_factory=dict)
    open_comments: dict[str, int] = field(default_factory=dict)
    joined: bool = False  # whether the next change goes on with the last

    def same(self, text: str) -> None:
        self.sent += text
        self.joined = self.joined and not text

    def changed(self, before: str, after: str, by: tuple[str, str], moved: bool) -> None:
        if not before and not after:
            return
        start, self.sent = len(self.sent), self.sent + before
        last = self.changes[-1] if self.changes and self.joined else None
        if last and (last.author, last.moved) == (by[0], moved):
            self.changes[-1] = replace(last, end=len(self.sent), before=last.before + before, after=last.after + after)
        else:
            self.changes.append(Change(start, len(self.sent), before, after, *by, moved))
        self.joined = True


class _Reader:
    """Reads one paragraph after the other; fields and comments may reach over several."""

    def __init__(self, comments: Mapping[str, Comment]) -> None:
        self.comments = comments
        self.fields: list[str] = []  # the instruction of each open field, the innermost last
        self.shown: list[bool] = []  # whether its result has begun
        self.begun: set[str] = set()  # the comments that began in an earlier paragraph, where they are told

    def read(self, element: Element) -> Paragraph:
        grown = _Growing()
        about = child(element, "pPr")
        mark = child(about, "rPr")
        grown.formatted += child(about, "pPrChange") is not None
        self._inside(element, grown, "same", ("", ""), False)
        for name, start in grown.open_marks.values():
            grown.marks.append(Mark(name, start, len(grown.sent)))
        for id, start in grown.open_comments.items():
            grown.comments.append((id, start, len(grown.sent)))
        found = [self._said(grown, *each) for each in grown.comments if each[0] in self.comments.keys() - self.begun]
        self.begun |= {each.id for each in found}
        return Paragraph(
            grown.sent,
            valued(child(about, "pStyle"), "val"),
            tuple(_shaped(grown, element, mark)),
            tuple(grown.marks),
            tuple({each.id: each for each in found}.values()),
            formatted=grown.formatted,
        )

    def _said(self, grown: _Growing, id: str, start: int, end: int) -> Comment:
        return replace(self.comments[id], on=" ".join(grown.sent[start:end].split()), start=start)

    def _inside(self, element: Element, grown: _Growing, fate: Fate, by: tuple[str, str], moved: bool) -> None:
        for each in element:
            match local(each):
                case "ins" | "moveTo" | "del" | "moveFrom" as name:
                    own: Fate = "inserted" if name in ("ins", "moveTo") else "deleted"
                    who = valued(each, "author"), valued(each, "date")
                    gone = fate == "withdrawn" or (fate, own) == ("inserted", "deleted")
                    self._inside(each, grown, "withdrawn" if gone else own, who, name.startswith("move"))
                case "bookmarkStart":
                    grown.open_marks[valued(each, "id")] = valued(each, "name"), len(grown.sent)
                case "bookmarkEnd" if begun := grown.open_marks.pop(valued(each, "id"), None):
                    grown.marks.append(Mark(begun[0], begun[1], len(grown.sent)))
                case "commentRangeStart":
                    grown.open_comments[valued(each, "id")] = len(grown.sent)
                case "commentRangeEnd" if (begun_at := grown.open_comments.pop(valued(each, "id"), None)) is not None:
                    grown.comments.append((valued(each, "id"), begun_at, len(grown.sent)))
                case "r":
                    self._run(each, grown, fate, by, moved)
                case "hyperlink" | "smartTag" | "sdt" | "sdtContent" | "fldSimple" | "customXml" | "dir" | "bdo":
                    self._inside(each, grown, fate, by, moved)
                case _:
                    pass

    def _run(self, run: Element, grown: _Growing, fate: Fate, by: tuple[str, str], moved: bool) -> None:
        grown.formatted += child(run, "rPr", "rPrChange") is not None
        text = ""
        is_mark = any(local(each) in ("footnoteReference", "endnoteReference", "footnoteRef") for each in run)
        for each in run:
            name = local(each)
            if name == "fldChar":
                self._field(valued(each, "fldCharType"))
            elif name == "instrText" and self.fields:
                self.fields[-1] += each.text or ""
            elif name == "commentReference" and all(valued(each, "id") != id for id, _, _ in grown.comments):
                grown.comments.append((valued(each, "id"), len(grown.sent), len(grown.sent)))
            else:
                text += _text(each)
        if is_mark or any("NOTEREF" in each or "PAGEREF" in each for each in self.fields) or not all(self.shown):
            return
        if fate == "same":
            grown.same(text)
        elif fate != "withdrawn":
            grown.changed(*((text, "") if fate == "deleted" else ("", text)), by, moved)

    def _field(self, kind: str) -> None:
        if kind == "begin":
            self.fields.append("")
            self.shown.append(False)
        elif kind == "separate" and self.shown:
            self.shown[-1] = True
        elif kind == "end" and self.fields:
            self.fields.pop()
            self.shown.pop()


def _text(element: Element) -> str:
    match local(element):
        case "t" | "delText":
            return element.text or ""
        case "tab" | "ptab":
            return "\t"
        case "br" if valued(element, "type") in ("", "textWrapping"):
            return "\n"
        case "cr":
            return "\n"
        case "noBreakHyphen":
            return "\u2011"
        case _:
            return ""


def _shaped(grown: _Growing, paragraph: Element, mark: Element | None) -> Iterator[Change]:
    """The changes of a paragraph: that it came or went as one, or those of its words and of its end."""
    row = child(next(paragraph.iterancestors("{*}tr"), None), "trPr")
    came = next(filter(_is, (child(row, "ins"), child(mark, "ins"), child(mark, "moveTo"))), None)
    went = next(filter(_is, (child(row, "del"), child(mark, "del"), child(mark, "moveFrom"))), None)
    before = "".join(each.before for each in grown.changes)
    after = "".join(each.after for each in grown.changes)
    end = len(grown.sent)
    if came is not None and not grown.sent:
        if after.strip():
            what = "a new row" if row is not None and came in row else NEW_PARAGRAPH
            yield Change(0, 0, "", after, *_by(came), shape=what)
    elif went is not None and before == grown.sent and not after:
        if before.strip():
            what = "the row goes" if row is not None and went in row else GONE
            yield Change(0, end, before, "", *_by(went), shape=what)
    else:
        yield from grown.changes
        if came is not None:
            yield Change(end, end, "", "", *_by(came), shape="the paragraph is parted here")
        if went is not None:
            yield Change(end, end, "", "", *_by(went), shape="the paragraph is joined to the next")


def _is(element: Element | None) -> bool:
    return element is not None


def _by(element: Element) -> tuple[str, str]:
    return valued(element, "author"), valued(element, "date")


# -- comments


def _comments(file: WordFile) -> dict[str, Comment]:
    """The comments that begin a thread, each with its answers, by id."""
    if file.comments is None:
        return {}
    parents, done = _threads(file.threads)
    found: dict[str, Comment] = {}
    by_paragraph: dict[str, str] = {}
    for each in file.comments.iter("{*}comment"):
        made = _comment(each)
        found[made.id] = made
        by_paragraph |= dict.fromkeys((valued(one, "paraId") for one in each.iter("{*}p")), made.id)
    finished = {by_paragraph[name] for name in done if name in by_paragraph}
    above = {by_paragraph[name]: by_paragraph[of] for name, of in parents.items() if {name, of} <= by_paragraph.keys()}
    answers: dict[str, list[Comment]] = {}
    for id, made in found.items():
        if (first := _first(above, id)) != id:
            answers.setdefault(first, []).append(made)
    return {
        id: replace(made, answers=tuple(answers.get(id, ())), done=id in finished)
        for id, made in found.items()
        if id not in above
    }


def _first(above: Mapping[str, str], id: str) -> str:
    """The comment that began a thread."""
    seen = {id}
    while id in above and above[id] not in seen:
        id = above[id]
        seen.add(id)
    return id


def _threads(part: Element | None) -> tuple[dict[str, str], list[str]]:
    """Which paragraph of the comments answers which, and those of threads that are resolved."""
    entries: Iterable[Element] = part if part is not None else ()
    told = [(valued(each, "paraId"), valued(each, "paraIdParent"), valued(each, "done")) for each in entries]
    return {id: of for id, of, _ in told if of}, [id for id, _, done in told if done in ("1", "true")]


def _comment(element: Element) -> Comment:
    lines = (
        "".join(_text(each) for each in one.iter() if local(each) in ("t", "tab", "br")) for one in element.iter("{*}p")
    )
    author = valued(element, "author")
    return Comment(
        valued(element, "id"),
        author,
        valued(element, "initials") or initials_of(author),
        valued(element, "date")[:10],
        " / ".join(filter(None, (" ".join(line.split()) for line in lines))),
    )


def initials_of(author: str) -> str:
    """The first letters of a name; a question mark where there is none."""
    return "".join(part[0] for part in author.split() if part[0].isalnum()).upper()[:4] or "?"
