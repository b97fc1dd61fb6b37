"""From the paragraphs of a paper to its numbered blocks, with figures, notes and what registers put between."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from pcpgen.blocks.exempt import grounds, withheld
from pcpgen.blocks.setting import Setting
from pcpgen.blocks.wording import ended
from pcpgen.document.blocks import Block, ExemptBlock, Numbered, Subheading, WithheldBlock
from pcpgen.document.prose import phrase
from pcpgen.model.board import BoardPaper
from pcpgen.model.report import Insert, Paragraph, Withheld
from pcpgen.prose.passage import NoteText, Passage
from pcpgen.prose.tree import Heading, Source


def numbered(
    setting: Setting,
    blocks: Sequence[Paragraph | Insert | Withheld],
    number: str,
    notes: Sequence[NoteText],
    after: int = 0,
) -> tuple[Block, ...]:
    """Paragraphs and inserts in order, numbered below `number` and on from `after`.

    What is exempt is withheld, whoever composes the paper, unless the project is for readers in private: there it
    stands together under its law and reason.
    """
    found: list[Block] = []
    seen = blocks if setting.project.in_private else tuple(map(withheld, blocks))
    counted = _counted(seen, number, after)
    for exempt, group in groupby(counted, key=lambda each: None if isinstance(each[1], Withheld) else each[1].exempt):
        made = [
            _withheld(setting, block, at) if isinstance(block, Withheld) else _block(setting, block, at, notes)
            for at, block in group
        ]
        if exempt is None:
            found += made
        else:
            say = setting.project.catalogue
            why = _grounds(setting, exempt.paragraph.value)
            label = say.text("exempt.label", why=why)
            shown = tuple(each for each in made if not isinstance(each, WithheldBlock))
            found.append(ExemptBlock(label, ended(exempt.reason), shown))
    return tuple(found)


def _counted(
    blocks: Sequence[Paragraph | Insert | Withheld], number: str, after: int
) -> list[tuple[str, Paragraph | Insert | Withheld]]:
    """Each block with its number; a heading between them has none, and bears that of what comes after it."""
    found: list[tuple[str, Paragraph | Insert | Withheld]] = []
    at = after + 1
    for block in blocks:
        found.append((f"{number}.{at}", block))
        at += not (isinstance(block, Paragraph) and heading_of(block.body))
    return found


def heading_of(passage: Passage) -> Heading[Source] | None:
    """The heading that a passage is, if it is nothing else."""
    block = passage.blocks[0] if len(passage.blocks) == 1 else None
    return block if isinstance(block, Heading) else None


def _grounds(setting: Setting, paragraph: str) -> str:
    board = isinstance(setting.subject.paper, BoardPaper)
    return grounds(setting.say, setting.project.exemptions, paragraph, board)


def _withheld(setting: Setting, block: Withheld, number: str) -> WithheldBlock:
    say = setting.project.catalogue
    why = _grounds(setting, block.paragraph)
    says = say.text("exempt.withheld", number=number, why=why)
    return WithheldBlock(f"p-{number.replace('.', '-')}", number, phrase(says))


def _block(setting: Setting, block: Paragraph | Insert, number: str, notes: Sequence[NoteText]) -> Block:
    id = f"p-{number.replace('.', '-')}"
    if isinstance(block, Insert):
        from pcpgen.blocks.inserts import insert_block  # with all that may be put in

        setting = replace(setting, annex=None) if block.exempt else setting  # which everybody reads
        return insert_block(setting, block.expression, block.name or id, number)
    if heading := heading_of(block.body):
        title = setting.inline(block.body, "report", notes)
        return Subheading(heading.id or f"{id}-heading", number, heading.level - 1, title)
    return Numbered(id, number, setting.prose(block.body, "report", notes))
