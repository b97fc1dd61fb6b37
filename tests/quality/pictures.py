"""From the built plan to pictures of it, for looking at: each PDF page, and the web page in two widths.

python -m tests.quality.pictures out out/pictures
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from tests.quality.web import HERE, run, tool


def draw_pages(pdf: Path, into: Path) -> None:
    """One picture a page."""
    done = run(tool("pdftoppm"), "-r", "80", "-png", pdf, into / pdf.stem)
    assert done.returncode == 0, done.stderr


def draw_web(page: Path, into: Path) -> None:
    """The whole page, in a narrow and a wide window."""
    question = {
        "chromium": tool("chromium", "google-chrome"),
        "addresses": [page.resolve().as_uri()],
        "known": [],
        "pictures": str(into.resolve() / page.stem),
    }
    done = run(tool("node"), HERE / "axe.cjs", stdin=json.dumps(question))
    assert done.returncode == 0, done.stderr


def main(out: Path, into: Path) -> None:
    """Draws all that `out` holds into `into`, which it empties first of older pictures."""
    into.mkdir(parents=True, exist_ok=True)
    for old in into.glob("*.png"):
        old.unlink()
    for pdf in sorted(out.glob("*/*.pdf")):
        draw_pages(pdf.resolve(), into.resolve())
    for page in sorted([*out.glob("*.html"), *out.glob("*/*.html")]):
        draw_web(page, into)
    print(*sorted(into.glob("*.png")), sep="\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
