"""From the sections that follow it to the contents of a document: a line each, with its last page."""

from __future__ import annotations

from typing import TypeGuard

from pcpgen.blocks.setting import Setting
from pcpgen.blocks.subject import Made
from pcpgen.document.blocks import Block, Contents, Entry, TileGroup
from pcpgen.document.document import Section


def contents(setting: Setting, number: str, after: int) -> Made:
    """The contents; what stands before them in the document is not among them."""
    block = Contents(tuple(map(_entry, setting.following)))
    return Made(page=Section("contents", (), (block,), layout="contents"))


def _entry(part: Section) -> Entry:
    """A line of the contents, with what begins the last page of a part that spans more than one."""
    begun = [each.id for each in (*part.blocks, *part.sections)[1:] if _begins_page(each)]
    return Entry(part.title, part.id, begun[-1] if begun else "", part.theme)


def _begins_page(inner: Block | Section) -> TypeGuard[TileGroup | Section]:
    return isinstance(inner, TileGroup | Section) and inner.begins_page
