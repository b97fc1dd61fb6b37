"""From the full typeface to the shipped subset and its metrics; run by hand as `python -m pcpgen.fonts.draw FOLDER`.

The subset keeps the Latin letters of European languages (Welsh among them), punctuation, currency, arrows and shapes.
A cut typeface is a modified one, and its licence reserves the name of the original: ours is `pcpgen.fonts.FAMILY`.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

from pcpgen import fonts

VERSION = "1.0, cut from Source Sans Pro"

RANGES = ((0x20, 0x7E), (0xA0, 0x17E), (0x1E80, 0x1E85), (0x1EF2, 0x1EF3), (0x2012, 0x2026), (0x2030, 0x203A))
SINGLE = "\u202f⁄€™−≈≠≤≥←↑→↓▲▼■▶◀◆✓•…√∞½¼¾²³¹№"


def wanted() -> list[int]:
    """The code points that the shipped files keep, in order."""
    ranged = {code for first, last in RANGES for code in range(first, last + 1)}
    return sorted(ranged | {ord(char) for char in SINGLE})


def draw(source: Path, target: Path) -> None:
    """Writes a subset ttf and woff2 of each weight, and the widths of all characters per thousand of the type size."""
    metrics = {str(weight): widths(cut(source, target, name)) for weight, name in fonts.WEIGHTS.items()}
    cut(source, target, fonts.ITALIC)
    (target / "metrics.json").write_text(json.dumps(metrics, ensure_ascii=True, sort_keys=True) + "\n", "utf-8")


def cut(source: Path, target: Path, name: str) -> TTFont:
    """Writes the subset of one style, and returns it."""
    options = subset.Options(layout_features=["kern", "mark", "mkmk", "ccmp", "locl"], hinting=False, name_IDs=["*"])
    options.recalc_timestamp = False
    font = TTFont(source / f"SourceSansPro-{name}.ttf", recalcTimestamp=False)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=wanted())
    subsetter.subset(font)
    rename(font, name)
    font.save(target / f"{fonts.FILE}-{name}.ttf")
    font.flavor = "woff2"
    font.save(target / f"{fonts.FILE}-{name}.woff2")
    return font


def rename(font: TTFont, style: str) -> None:
    """Gives a font our family's name in every record that names it."""
    basic = style in ("Regular", "Bold", "Italic")  # the three of a family that every system knows
    names = {1: fonts.FAMILY, 2: style} if basic else {1: f"{fonts.FAMILY} {style}", 2: "Regular"}
    names |= {3: f"{fonts.FAMILY} {style} {VERSION}", 4: f"{fonts.FAMILY} {style}", 6: f"{fonts.FILE}-{style}"}
    names |= {16: fonts.FAMILY, 17: style, 25: fonts.FILE}
    for record in list(font["name"].names):
        if record.nameID in names:
            font["name"].setName(
                names[record.nameID], record.nameID, *(record.platformID, record.platEncID, record.langID)
            )


def widths(font: TTFont) -> dict[str, int]:
    """Advance widths per 1,000 units by character."""
    unit = font["head"].unitsPerEm
    return {
        chr(code): round(font["hmtx"][glyph][0] * 1000 / unit) for code, glyph in sorted(font.getBestCmap().items())
    }


if __name__ == "__main__":
    draw(Path(sys.argv[1]), Path(__file__).parent)
