"""Numbered sections and paragraphs of the program's own making."""

from __future__ import annotations

from dataclasses import replace

from pcpgen.blocks.setting import Setting
from pcpgen.document.blocks import Block, Numbered
from pcpgen.document.document import Section
from pcpgen.document.prose import Phrase, Prose, paragraph
from pcpgen.prose.passage import Passage
from pcpgen.prose.tree import List


def headed(
    id: str,
    number: str,
    title: str | tuple[str, ...],
    label: str = "",
    blocks: tuple[Block, ...] = (),
    sections: tuple[Section, ...] = (),
) -> Section:
    """A numbered section of a paper; it has several titles where it treats several parts of the plan together."""
    titles = (title,) if isinstance(title, str) else title
    return Section(id, titles, blocks, sections, number=number, label=label)


def asked(setting: Setting, number: str, passage: Passage) -> Numbered:
    """What the reader must decide, as a numbered paragraph; the items of its list have letters: (a), (b)."""
    blocks = tuple(
        replace(block, numbering="a") if isinstance(block, List) and block.numbering == "bullet" else block
        for block in setting.prose(passage, "head", setting.subject.notes).blocks
    )
    return Numbered(paragraph_id(number), number, Prose(blocks), asks=True)


def written(number: str, *texts: str | Phrase | Prose, after: int = 0) -> tuple[Block, ...]:
    """Paragraphs of the program's own words, numbered on from `after`."""
    return tuple(
        Numbered(paragraph_id(f"{number}.{at}"), f"{number}.{at}", text if isinstance(text, Prose) else paragraph(text))
        for at, text in enumerate(texts, after + 1)
    )


def paragraph_id(number: str) -> str:
    """The id of the paragraph of a number: "p-2-1"."""
    return f"p-{number.replace('.', '-')}"
