"""From a workspace to what its PDFs were made of and what came out: each page for print with its PDF, in one build."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from pcpgen.build import Order, build
from pcpgen.formats.pdf import Job, Printed, Renderer


@dataclass(frozen=True)
class Pressed:
    """A document as it went to the renderer, and the PDF that came back."""

    name: str
    html: str
    pdf: Path


def press(root: Path, out: Path) -> list[Pressed]:
    """Builds every PDF of a workspace and notes what each was printed from."""
    printed: dict[bytes, str] = {}
    render = Renderer.pdf

    def noting(renderer: Renderer, job: Job) -> Printed:
        made = render(renderer, job)
        printed[made.content] = job.html
        return made

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Renderer, "pdf", noting)
        build(root, None, Order(("html", "pdf"), out, jobs=2))
    return [Pressed(path.stem, printed[path.read_bytes()], path) for path in sorted(out.glob("*/*.pdf"))]


def press_page(html: str, path: Path) -> Pressed:
    """One page, printed as documents are."""
    with Renderer() as renderer:
        path.write_bytes(renderer.pdf(Job(html, {})).content)
    return Pressed(path.stem, html, path)
