"""From words within a line to the runs of a Word file, and from runs to its paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from typing import assert_never

from pcpgen.document.prose import Inline, NoteMark, Phrase, Reference, Shown
from pcpgen.formats.word.growing import MADE, WRITTEN, Growing
from pcpgen.formats.word.xml import Child, Element, make, named, value
from pcpgen.patterns import pattern
from pcpgen.place import NOWHERE
from pcpgen.prose.tree import Break, Emphasis, Link, Strong, Words

_HARMLESS = pattern(r"(?:https?|mailto):|\.\./", re.IGNORECASE)


def run(text: str, *looks: str) -> Element:
    """Words with a style of words, and where they are bold or italic as well."""
    styles = [value("w:rStyle", look) for look in looks if look not in ("b", "i")]
    said = [*styles[:1], *(make(f"w:{look}") for look in ("b", "i") if look in looks)]
    return make("w:r", make("w:rPr", *said) if said else None, make("w:t", text, xml_space="preserve"))


def tab() -> Element:
    return make("w:r", make("w:tab"))


def line_break() -> Element:
    return make("w:r", make("w:br"))


def runs(growing: Growing, content: Iterable[Inline], looks: tuple[str, ...] = ()) -> Iterator[Element]:
    """The runs of some inlines; `looks` are those of what they stand in."""
    for inline in content:
        yield from _inline(growing, inline, looks)


def _inline(growing: Growing, inline: Inline, looks: tuple[str, ...]) -> Iterator[Element]:
    match inline:
        case Words():
            if inline.text:
                yield run(inline.text, *looks)
        case Break():
            yield line_break()
        case Strong():
            yield from runs(growing, inline.content, (*looks, "b"))
        case Emphasis():
            yield from runs(growing, inline.content, (*looks, "i"))
        case Link():
            yield from _link(growing, inline, looks)
        case Shown():
            yield run(inline.text, *([] if set(looks) - {"b", "i"} else ["Figure"]), *looks)
        case Reference():
            words = run(inline.text, "Hyperlink", *looks)
            yield make("w:hyperlink", words, w_anchor=growing.target(inline.target), w_history=1)
        case NoteMark():
            yield from note_mark(growing, inline)
        case _:
            assert_never(inline)


def _link(growing: Growing, link: Link[Shown | Reference | NoteMark], looks: tuple[str, ...]) -> Iterator[Element]:
    """A link; of an address that could do more than be read, the words alone."""
    if not _HARMLESS.match(link.url):
        yield from runs(growing, link.content, looks)
        return
    words = runs(growing, link.content, ("Hyperlink", *looks))
    yield make("w:hyperlink", *words, r_id=growing.address(link.url), w_tooltip=link.title or None, w_history=1)


def note_mark(growing: Growing, mark: NoteMark) -> Iterator[Element]:
    """The mark of a note of Word's own, numbered by Word where its count is ours; a second mark leads to the first."""
    raised = make("w:rPr", value("w:rStyle", "FootnoteReference"))
    if mark.id in growing.noted:
        number = make("w:r", raised, make("w:t", str(mark.number)))
        yield from field(f"NOTEREF {growing.noted[mark.id]} \\f \\h", number)
        return
    begin, end = growing.bookmark(growing.target(mark.id))
    growing.noted[mark.id] = growing.target(mark.id)
    counted = mark.number == len(growing.noted)
    made = make("w:footnoteReference", w_id=len(growing.noted), w_customMarkFollows=None if counted else 1)
    own = None if counted else make("w:t", str(mark.number))
    yield from (begin, make("w:r", raised, made, own), end)


def field(instruction: str, *shown: Element) -> Iterator[Element]:
    """What Word computes, with what it shows until it does."""
    yield make("w:r", make("w:fldChar", w_fldCharType="begin"))
    yield make("w:r", make("w:instrText", f" {instruction} ", xml_space="preserve"))
    yield make("w:r", make("w:fldChar", w_fldCharType="separate"))
    yield from shown
    yield make("w:r", make("w:fldChar", w_fldCharType="end"))


def line(growing: Growing, content: Sequence[Inline], *looks: str) -> list[Element]:
    """The runs of words, within a bookmark that leads back to where they were written."""
    made = list(runs(growing, content, looks))
    source = growing.source(content)
    if not source:
        return made
    begin, end = growing.bookmark(source)
    return [begin, *made, end]


def words(growing: Growing, phrase: Phrase, *looks: str, colour: str = "") -> list[Element]:
    return coloured(line(growing, phrase.content, *looks), colour)


def coloured(content: Sequence[Element], colour: str) -> list[Element]:
    """Runs in a colour of their own, where there is one."""
    return shown(content, value("w:color", colour)) if colour else [*content]


def shown(content: Sequence[Element], look: Element) -> list[Element]:
    """Runs that each say of themselves how they look, beside their style."""
    for element in content:
        for each in element.iter("{*}r"):
            about = each.find("{*}rPr")
            if about is None:
                about = make("w:rPr")
                each.insert(0, about)
            about.append(deepcopy(look))
    return [*content]


def paragraph(
    growing: Growing, style: str, *content: Element, ids: Iterable[str] = (), layout: Iterable[Child] = ()
) -> Element:
    """A paragraph in a style, found by its ids; `layout` is what it says of itself beside its style, in order."""
    marks: list[Element] = []
    for id in filter(None, ids):
        marks += growing.bookmark(growing.target(id))
    shown = [value("w:pStyle", style)] if style != "Normal" else []
    inside = content if style in _UNMARKED else _marked(growing, content)
    return make("w:p", make("w:pPr", *shown, *layout), *marks, *inside)


# what Word makes itself, or repeats on each page
CONTENTS = "Toc1"
_UNMARKED = (CONTENTS, "RunningNotice", "RunningFooter")


def _marked(growing: Growing, content: Sequence[Element]) -> Sequence[Element]:
    """The content of a paragraph, in a bookmark that says that the program made it where no other says whence it is."""
    if any(each.get(named("w:name"), "").startswith((WRITTEN, MADE)) for each in content):
        return content
    texts = (each.text or "" for part in content for each in part.iter(named("w:t")))
    name = growing.source((Words("".join(texts), NOWHERE),))
    if not name:
        return content
    begin, end = growing.bookmark(name)
    return (begin, *content, end)
