"""From the office that `pcpgen init` begins to the pictures of its documents in `pages/`: `python -m docs.pictures`."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image

from docs.site import PAGES
from tests.quality.pictures import draw_pages, draw_web

INTO = PAGES / "pictures"
DAY = "1775001600"  # 1 April 2026, so that the pictures are the same on any day
GAP, EDGE = 24, (197, 202, 209)


def main() -> None:
    """Builds the office and draws what the pages show of it."""
    with tempfile.TemporaryDirectory() as folder:
        office, drawn = Path(folder, "office"), Path(folder, "drawn")
        drawn.mkdir()
        _run("init", str(office), "--area", "Fellmoor")
        _run("-C", str(office), "build")
        for pdf in office.glob("out/*/*.pdf"):
            draw_pages(pdf, drawn)
        draw_web(next(office.glob("out/plan-*/*.html")), drawn)
        pages = {path.stem: path for path in sorted(drawn.glob("*.png"))}
        plan, report = (_sheet(pages, name) for name in ("plan-2027-29-04", "panel-2026-06-10-neighbourhoods-2"))
        phone = Image.open(next(path for name, path in pages.items() if name.endswith("320px"))).convert("RGB")
        _save(_beside(plan, report, phone.crop((0, 0, phone.width, plan.height))), INTO / "documents.png")
        _save(plan, INTO / "plan.png")


def _run(*words: str) -> None:
    program = Path(sys.executable).parent / "pcpgen"
    subprocess.run([program, *words], check=True, capture_output=True, env={**os.environ, "SOURCE_DATE_EPOCH": DAY})


def _sheet(pages: dict[str, Path], name: str) -> Image.Image:
    return Image.open(pages[name]).convert("RGB")


def _beside(*images: Image.Image) -> Image.Image:
    """Images in a row, each with an edge."""
    height = max(image.height for image in images)
    whole = Image.new("RGB", (sum(image.width + GAP for image in images) - GAP, height), "white")
    at = 0
    for image in images:
        whole.paste(Image.new("RGB", image.size, EDGE), (at, 0))
        whole.paste(image.crop((1, 1, image.width - 1, image.height - 1)), (at + 1, 1))
        at += image.width + GAP
    return whole


def _save(image: Image.Image, path: Path) -> None:
    """Few colours keep a picture of a page small."""
    path.parent.mkdir(exist_ok=True)
    image.quantize(64).save(path, optimize=True)


if __name__ == "__main__":
    main()
