"""What a public paper says of what is exempt: that it is, by which law, and who may read the paper."""

from __future__ import annotations

from collections.abc import Iterable

from pcpgen.model.report import Exemptions, Insert, Paragraph, Part, Withheld
from pcpgen.words.catalogue import Catalogue


def access(say: Catalogue, parts: Iterable[Part]) -> str:
    """What the head of a paper says of who may read it."""
    some = any(isinstance(block, Withheld) for part in parts for block in part.blocks)
    return say.text("access.without-exempt" if some else "access.public")


def grounds(say: Catalogue, exemptions: Exemptions | None, paragraph: str, board: bool = False) -> str:
    """The law, the paragraph and what it is about, for a paper to the Board or another."""
    assert exemptions is not None  # the checks have seen to it
    known = exemptions.of(board)
    return say.text(
        "exempt.grounds-section" if known.by == "section" else "exempt.grounds",
        law=known.law,
        paragraph=paragraph,
        about=known.paragraphs[paragraph],
    )


def withheld(block: Paragraph | Insert | Withheld) -> Paragraph | Insert | Withheld:
    """A block as the public may see it."""
    return block if isinstance(block, Withheld) or not block.exempt else Withheld(block.exempt.paragraph.value)
