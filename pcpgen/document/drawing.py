"""A drawing's marks: labels, bars, lines, areas and dots. Lengths are points, from the top left corner."""

from __future__ import annotations

from typing import Literal

from pcpgen.figures.figure import Figure
from pcpgen.values import dataclass


@dataclass(frozen=True)
class Label:
    """Text in a drawing; `width` is measured from the shipped font."""

    x: float
    y: float  # of the base line
    text: str
    size: float
    width: float
    fill: str
    weight: int = 400
    anchor: Literal["start", "middle", "end"] = "start"
    of: Figure | None = None  # the figure that it writes, if it writes one
    kind: Literal["label"] = "label"


@dataclass(frozen=True)
class Bar:
    x: float
    y: float
    width: float
    height: float
    fill: str
    kind: Literal["bar"] = "bar"


@dataclass(frozen=True)
class Line:
    points: tuple[tuple[float, float], ...]
    stroke: str
    width: float
    dash: str = ""
    kind: Literal["line"] = "line"


@dataclass(frozen=True)
class Area:
    points: tuple[tuple[float, float], ...]
    fill: str
    kind: Literal["area"] = "area"


@dataclass(frozen=True)
class Dot:
    x: float
    y: float
    radius: float
    fill: str
    stroke: str = ""
    kind: Literal["dot"] = "dot"


Mark = Label | Bar | Line | Area | Dot


@dataclass(frozen=True)
class Drawing:
    """A chart's marks in drawing order, within width × height points; between its `rows` it may break over pages."""

    width: float
    height: float
    marks: tuple[Mark, ...]
    rows: tuple[float, ...] = ()  # where each begins
