"""What the workspace says of how areas lie: their outlines, and whose they are."""

from __future__ import annotations

from typing import TypeAlias

from pcpgen.model.text import Text
from pcpgen.values import dataclass

Ring: TypeAlias = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class MapArea:
    """An area by its name, and its rings: its own outlines and those of its holes, as the file has them."""

    name: Text
    rings: tuple[Ring, ...]


@dataclass(frozen=True, slots=True)
class AreaMap:
    """The outlines of a file in `plan/maps/`, in degrees or in metres, with their source."""

    id: str
    source: str
    licence: str
    areas: tuple[MapArea, ...]


@dataclass(frozen=True, slots=True)
class OnMap:
    """The map on which an indicator shows its areas, and its series that are no area; None where it cannot be read."""

    named: Text
    map: AreaMap | None
    without: tuple[Text, ...]
