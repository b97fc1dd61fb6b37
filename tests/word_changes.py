"""What colleagues do in Word, done to a file: words put in, taken out and replaced while that is tracked; comments."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from copy import deepcopy
from typing import Any

from lxml import etree

from pcpgen.formats.word.xml import make, named
from tests.word_files import parts

BY = {"w_author": "Ada Bell", "w_date": "2026-03-02T09:30:00Z"}
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_EXTENDED = "http://schemas.microsoft.com/office/word/2012/wordml"
_LEADS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def packed_again(file: bytes, changed: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in {**parts(file), **changed}.items():
            packed.writestr(name, content)
    return made.getvalue()


def edited(file: bytes, change: Callable[[Any], None], part: str = "word/document.xml") -> bytes:
    """The file after something was done to its text, or to another part."""
    tree = etree.fromstring(parts(file)[part])
    change(tree)
    return packed_again(file, {part: etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)})


def paragraph_with(tree: Any, words: str) -> Any:
    """The first paragraph that holds some words, contents apart."""
    return next(each for each in tree.iter(named("w:p")) if words in plain(each) and not is_listed(each))


def is_listed(paragraph: Any) -> bool:
    """Whether it is a line of the contents, which repeats a heading."""
    style = paragraph.find(f"{named('w:pPr')}/{named('w:pStyle')}")
    return style is not None and style.get(named("w:val")) == "Toc1"


def plain(paragraph: Any) -> str:
    return "".join(each.text or "" for each in paragraph.iter(named("w:t")))


def replaced(
    file: bytes, words: str, after: str, within: str = "", part: str = "word/document.xml", **by: str
) -> bytes:
    """Words taken out and others put in their place, both tracked; nothing put in where `after` is empty."""

    def change(tree: Any) -> None:
        runs = list(cut(paragraph_with(tree, within or words), words))
        track(runs, after, {**BY, **by})

    return edited(file, change)


def inserted(
    file: bytes, behind: str, words: str, within: str = "", part: str = "word/document.xml", **by: str
) -> bytes:
    """Words put in behind others."""

    def change(tree: Any) -> None:
        last = list(cut(paragraph_with(tree, within or behind), behind))[-1]
        last.addnext(make("w:ins", said(last, words), w_id=901, **{**BY, **by}))

    return edited(file, change)


def cut(paragraph: Any, words: str) -> Iterator[Any]:
    """The runs that hold some words and nothing else, after runs were parted where the words begin and end."""
    start = plain(paragraph).index(words)
    yield from stretch(paragraph, start, start + len(words))


def stretch(paragraph: Any, start: int, end: int) -> Iterator[Any]:
    """The runs from one character of a paragraph to another, parted where these are."""
    at = 0
    for run in list(paragraph.iter(named("w:r"))):
        text = run.find(named("w:t"))
        if text is None:
            continue
        whole = text.text or ""
        before, behind = max(start - at, 0), max(end - at, 0)
        at += len(whole)
        inside = whole[before:behind]
        if not inside:
            continue
        if whole[:before]:
            run.addprevious(said(run, whole[:before]))
        if whole[behind:]:
            run.addnext(said(run, whole[behind:]))
        text.text = inside
        yield run


def said(run: Any, words: str) -> Any:
    """A run that looks the same, with other words."""
    about = run.find(named("w:rPr"))
    text = make("w:t", words, xml_space="preserve")
    return make("w:r", deepcopy(about) if about is not None else None, text)


def track(runs: list[Any], after: str, by: dict[str, str]) -> None:
    """The runs as taken out, each where it stands, and words put in behind the last."""
    if after:
        runs[-1].addnext(make("w:ins", said(runs[-1], after), w_id=902, **by))
    for run in runs:
        gone = make("w:del", w_id=903, **by)
        run.addprevious(gone)
        for text in run.iter(named("w:t")):
            text.tag = named("w:delText")
        gone.append(run)


def commented(file: bytes, words: str, says: str, answers: tuple[str, ...] = (), within: str = "") -> bytes:
    """A comment on some words, with the answers to it."""
    comments = [comment(at, text) for at, text in enumerate((says, *answers))]

    def change(tree: Any) -> None:
        runs = list(cut(paragraph_with(tree, within or words), words))
        for id in range(len(comments)):
            runs[0].addprevious(make("w:commentRangeStart", w_id=id))
            reference = make("w:r", make("w:commentReference", w_id=id))
            runs[-1].addnext(reference)
            runs[-1].addnext(make("w:commentRangeEnd", w_id=id))

    file = edited(file, change)
    root = make("w:comments", *comments)
    own = parts(file)
    leads = own["word/_rels/document.xml.rels"].decode()
    more = f'<Relationship Id="rId901" Type="{_LEADS}/comments" Target="comments.xml"/>'
    more += '<Relationship Id="rId902" Type="http://schemas.microsoft.com/office/2011/relationships/commentsExtended" '
    more += 'Target="commentsExtended.xml"/>'
    types = own["[Content_Types].xml"].decode()
    override = f'<Override PartName="/word/comments.xml" ContentType="{_TYPE}"/>'
    return packed_again(
        file,
        {
            "word/comments.xml": etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True),
            "word/commentsExtended.xml": threads(len(answers)).encode(),
            "word/_rels/document.xml.rels": leads.replace("</Relationships>", f"{more}</Relationships>").encode(),
            "[Content_Types].xml": re.sub("</Types>", f"{override}</Types>", types).encode(),
        },
    )


def comment(id: int, text: str) -> Any:
    author, initials, day = (("Ada Bell", "AB", "02"), ("Cy Dunn", "CD", "03"))[id % 2]
    paragraph = make("w:p", make("w:r", make("w:t", text)))
    paragraph.set("{http://schemas.microsoft.com/office/word/2010/wordml}paraId", f"0000000{id}")
    about = {"w_author": author, "w_initials": initials, "w_date": f"2026-03-{day}T10:00:00Z"}
    return make("w:comment", paragraph, w_id=id, **about)


def threads(answers: int) -> str:
    """Which comment answers which: all the first."""
    entries = '<w15:commentEx w15:paraId="00000000" w15:done="0"/>'
    for id in range(1, answers + 1):
        entries += f'<w15:commentEx w15:paraId="0000000{id}" w15:paraIdParent="00000000" w15:done="0"/>'
    return f'<w15:commentsEx xmlns:w15="{_EXTENDED}">{entries}</w15:commentsEx>'


def added_paragraph(file: bytes, after: str, words: str) -> bytes:
    """A paragraph of its own put in behind another."""

    def change(tree: Any) -> None:
        mark = make("w:pPr", make("w:rPr", make("w:ins", w_id=905, **BY)))
        text = make("w:ins", make("w:r", make("w:t", words)), w_id=906, **BY)
        paragraph_with(tree, after).addnext(make("w:p", mark, text))

    return edited(file, change)


def without_bookmarks(file: bytes) -> bytes:
    """The file as another program saves it, which keeps no bookmarks and does not know whose it is."""

    def change(tree: Any) -> None:
        for each in [*tree.iter(named("w:bookmarkStart"), named("w:bookmarkEnd"))]:
            each.getparent().remove(each)

    def unknown(tree: Any) -> None:
        for each in tree.findall(named("dc:identifier")):
            tree.remove(each)

    return edited(edited(file, change), unknown, "docProps/core.xml")


def made_bold(file: bytes, words: str) -> bytes:
    """Words that somebody made bold, tracked."""

    def change(tree: Any) -> None:
        for run in cut(paragraph_with(tree, words), words):
            about = run.find(named("w:rPr"))
            if about is None:
                about = make("w:rPr")
                run.insert(0, about)
            about.extend((make("w:b"), make("w:rPrChange", make("w:rPr"), w_id=907, **BY)))

    return edited(file, change)
