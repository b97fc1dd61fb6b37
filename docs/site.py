"""From the pages, files of the project that are pages too, and the registries to the site: `python -m docs.site OUT`.

Sphinx reads Markdown through MyST and writes the pages; a link that leads nowhere or a page that none lists fails.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from docs.reference import MADE, generated

HERE = Path(__file__).parent
ROOT = HERE.parent
PAGES = HERE / "pages"
# files of the project that are pages of the site as well, so that each thing is said once
SHARED = {
    "guide/words.md": "plan/README.md",
    "guide/figures.md": "data/README.md",
    "developers/growth.md": "CONTRIBUTING.md",
    "developers/changes.md": "CHANGELOG.md",
}
_LINK = re.compile(r"\[([^\]\n]+)\]\((?!https?:|#)([^)\s]+)\)")


def names() -> list[str]:
    """The paths of all pages in the site, without making one."""
    return sorted([path.relative_to(PAGES).as_posix() for path in PAGES.rglob("*.md")] + [*SHARED, *MADE])


def pages() -> dict[str, str]:
    """Every page by its path in the site: those of `pages/`, those shared with the project, those made here."""
    own = {path.relative_to(PAGES).as_posix(): path.read_text("utf-8") for path in sorted(PAGES.rglob("*.md"))}
    shared = {page: _as_page((ROOT / file).read_text("utf-8")) for page, file in SHARED.items()}
    return {**own, **shared, **generated()}


def _as_page(text: str) -> str:
    """A file of the project as a page: what it links to lies in the project, not on the site, and is named."""
    return _LINK.sub(lambda link: link[1] if link[1] == link[2] else f"{link[1]} (`{link[2]}`)", text)


def build(out: Path) -> None:
    """Writes the site into `out`, which it makes anew. Raises SystemExit with what Sphinx finds wrong."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder)
        for name, text in pages().items():
            (source / name).parent.mkdir(parents=True, exist_ok=True)
            (source / name).write_text(text, "utf-8")
        for picture in PAGES.rglob("*.png"):
            (source / picture.relative_to(PAGES)).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(picture, source / picture.relative_to(PAGES))
        shutil.rmtree(out, ignore_errors=True)
        made = [sys.executable, "-m", "sphinx", "-W", "--keep-going", "-q", "-E", "-b", "html", "-c", str(HERE)]
        done = subprocess.run([*made, "-d", f"{folder}-trees", folder, str(out)], capture_output=True, text=True)
        shutil.rmtree(f"{folder}-trees", ignore_errors=True)
    if done.returncode:
        raise SystemExit(done.stdout + done.stderr)
    _leave_pages_only(out)


def _leave_pages_only(out: Path) -> None:
    """Takes away what Sphinx puts beside the pages for scripts, which no page has, and for itself."""
    for name in (".buildinfo", "objects.inv"):
        (out / name).unlink(missing_ok=True)
    for path in (out / "_static").iterdir():
        if path.name != "quiet.css":
            path.unlink()


if __name__ == "__main__":
    build(Path(sys.argv[1]))
    print(Path(sys.argv[1], "index.html"))
