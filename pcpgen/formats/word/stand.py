"""What stands around a block: the level of its headings, the theme that colours it, the band or part it stands in."""

from __future__ import annotations

from pcpgen.formats.word.styles import INK, borders
from pcpgen.formats.word.xml import Element
from pcpgen.values import dataclass


@dataclass(frozen=True, slots=True)
class Around:
    """`level` is that of a block's own heading, from 1; `within` names the theme whose statements these are."""

    level: int = 2
    hue: str = INK
    within: str = ""
    band: bool = False  # the blocks of a theme itself
    first: bool = True  # none of its kind stood before it

    def bar(self) -> list[Element]:
        """A rule in the theme's colour at the left."""
        return [borders(self.hue)] if self.hue != INK else []
