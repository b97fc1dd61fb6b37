"""From sizes to what they cost: `python -m tests.cost [SVG]` measures, and draws it for BENCH.md.

Each line is of one size that grows: documents, rows, pages, offices. What it costs is the processor time of a whole
run, in units of B, which BENCH.md explains; both axes are in powers of ten, so that a line which climbs one square for
each that it goes on says: twice the size, twice the cost.
"""

from __future__ import annotations

import math
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

from pcpgen.formats import pdf
from tests import estate, large
from tests.bench import PCPGEN, ROOT, Bench, alone, basis, rendered, repeated, run

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 780, 460, 64, 216, 24, 56
COLOURS = ("#00736a", "#8a3b00", "#3b4cc0", "#7a0f5b", "#4a4a4a")


@dataclass(frozen=True)
class Line:
    """What grows, and the cost in B at each size, the least first."""

    what: str
    points: Sequence[tuple[int, float]]


def lines(folder: Path) -> Iterator[Line]:
    """Each thing that can grow, measured."""
    bench, unit = Bench(folder), basis()
    yield Line("documents, all anew, HTML", [(size, anew(bench, size) / unit) for size in (10, 40, 160)])
    yield Line("documents, one cell changed", [(size, changed(bench, size) / unit) for size in (10, 40, 160)])
    yield Line("rows of a CSV, checked", [(size, rows(bench, size) / unit) for size in (1_000, 10_000, 100_000, 10**6)])
    yield Line("pages of a plan, tagged PDF", [(pages, cpu / unit) for pages, cpu in printed(bench)])
    yield Line("offices of seven documents", [(size, offices(bench, size) / unit) for size in (1, 3, 9)])


def shown(bench: Bench, size: int) -> Path:
    root = bench.folder / f"documents-{size}"
    if not root.exists():
        large.write_short_documents(root, size)
        large.show_a_cell(root)
    return root


def anew(bench: Bench, size: int) -> float:
    return bench.everything("--force", "--format", "html", root=shown(bench, size)).cpu


def changed(bench: Bench, size: int) -> float:
    """The documents stand, and one of them shows the cell."""
    root = shown(bench, size)
    (root / "data/boats.csv").write_text(f"{large.HEAD}boats,2025/26,,12,\n", "utf-8")
    return bench.everything("--format", "html", root=root).cpu


def rows(bench: Bench, size: int) -> float:
    root = bench.folder / f"rows-{size}"
    large.write_table(root, size)
    return run(PCPGEN, "-C", str(root), "check").cpu


def printed(bench: Bench) -> Iterator[tuple[int, float]]:
    """The plan of this repository, its parts once and again and again."""
    plan = bench.job()
    for times in (1, 2, 4):
        found = alone(rendered, pdf.Job(repeated(plan.html, times), plan.images))
        yield found.pages, found.cpu


def offices(bench: Bench, size: int) -> float:
    """Pages and PDFs of each, all anew."""
    file = estate.write_estate(bench.folder / f"offices-{size}", size)
    return run(PCPGEN, "build", "--estate", str(file), "--force", "--jobs", "1").cpu


def drawing(every: Sequence[Line]) -> str:
    """The picture: a line for each thing that grows, with its name at its end and each measured value as a point."""
    sizes, costs = zip(*(point for line in every for point in line.points), strict=True)
    across, up = _axis(sizes, LEFT, WIDTH - RIGHT), _axis(costs, HEIGHT - BOTTOM, TOP)
    body = [*_grid(sizes, across, upright=True), *_grid(costs, up, upright=False)]
    ends = _apart([up(line.points[-1][1]) for line in every])
    for line, colour, end in zip(every, COLOURS, ends, strict=False):
        places = [(across(size), up(cost)) for size, cost in line.points]
        course = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
        body.append(f'<polyline points="{course}" fill="none" stroke="{colour}" stroke-width="2.5"/>')
        for (x, y), (size, cost) in zip(places, line.points, strict=True):
            told = escape(f"{size:,} {line.what}: {cost:,.1f} B")
            body.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{colour}"><title>{told}</title></circle>')
        body.append(_words(WIDTH - RIGHT + 12, end + 4, line.what, "start", colour))
    body.append(_words((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 12, "how many", "middle"))
    body.append(_words(12, 14, "processor time, in B", "start"))
    told = "; ".join(
        f"{line.what}: " + ", ".join(f"{size:,} cost {cost:,.1f} B" for size, cost in line.points) for line in every
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        f'font-family="sans-serif" font-size="13"><title>What a run costs, by size</title><desc>{escape(told)}</desc>\n'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>\n' + "\n".join(body) + "\n</svg>\n"
    )


def _axis(values: Sequence[float], start: float, end: float) -> Callable[[float], float]:
    """From a value to its place between the powers of ten below the least and above the greatest."""
    low, high = _powers(values)
    return lambda value: start + (math.log10(value) - low) / (high - low) * (end - start)


def _powers(values: Sequence[float]) -> tuple[int, int]:
    return math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))


def _grid(values: Sequence[float], place: Callable[[float], float], upright: bool) -> Iterator[str]:
    low, high = _powers(values)
    for power in range(low, high + 1):
        at, name = place(10.0**power), f"{10**power:,}" if power >= 0 else f"{10.0**power:g}"
        line = f'x1="{at:.1f}" x2="{at:.1f}" y1="{TOP}" y2="{HEIGHT - BOTTOM}"'
        if not upright:
            line = f'x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{at:.1f}" y2="{at:.1f}"'
        yield f'<line {line} stroke="#ddd"/>'
        yield _words(at, HEIGHT - BOTTOM + 18, name, "middle") if upright else _words(LEFT - 8, at + 4, name, "end")


def _words(x: float, y: float, words: str, anchor: str, colour: str = "#333") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{colour}">{escape(words)}</text>'


def _apart(places: Sequence[float], least: float = 17) -> list[float]:
    """Places of names from which none lies over another: the lower ones are moved down."""
    found, before = dict[int, float](), -math.inf
    for at, place in sorted(enumerate(places), key=lambda each: each[1]):
        found[at] = before = max(place, before + least)
    return [found[at] for at in range(len(places))]


def main() -> None:
    out = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / ".pictures/cost.svg"
    measured = []
    with tempfile.TemporaryDirectory(prefix="pcpgen-cost-") as folder:
        for line in lines(Path(folder)):
            print(line.what, *(f"{size:,}: {cost:.1f} B" for size, cost in line.points), sep="  ", flush=True)
            measured.append(line)
    out.write_text(drawing(measured), "utf-8")


if __name__ == "__main__":
    main()
