"""From a number of lines to a workspace of that size: what an office with much to say writes, the same each time."""

from __future__ import annotations

import random
import re
import shutil
from dataclasses import dataclass
from itertools import groupby, product
from pathlib import Path

from pcpgen.figures.disclosure import Sum

ROOT = Path(__file__).parents[1]
EDITION = "2030-35"
THEMES = [f"theme-{number}" for number in range(12)]
INDICATORS = [f"indicator-{number}" for number in range(60)]
ACCOUNTS = ("financial-plan", "income", "spending")  # what the real page of accounts prints
SERIES = 25  # of a dataset: a total of ten, eleven lines that stand alone, three ratios in every fifth
HEAD = "series,period,qualifier,value,note\n"
_BEGINNINGS = ["b", "br", "d", "f", "gr", "k", "l", "m", "n", "p", "pl", "r", "s", "st", "t", "tr", "v"]

Files = dict[str, str]


@dataclass(frozen=True)
class Author:
    """Somebody who never runs out of words, and always finds the same ones."""

    chance: random.Random

    def word(self) -> str:
        syllables = range(self.chance.randint(1, 3))
        return "".join(self.chance.choice(_BEGINNINGS) + self.chance.choice("aeiou") for _ in syllables) + "n"

    def words(self, least: int, most: int) -> str:
        words = (self.word() for _ in range(self.chance.randint(least, most)))
        return " ".join(word for word, _ in groupby(words)).capitalize()  # none twice beside each other

    def sentences(self, count: int) -> str:
        return " ".join(f"{self.words(10, 20)}." for _ in range(count))


def write_plan(root: Path, lines: int = 5000, datasets: int = 40, rows: int = 1000) -> None:
    """A workspace of so many lines of YAML and so many CSVs of so many rows: every kind of page, nothing wrong."""
    author = Author(random.Random(EDITION))
    shutil.copytree(ROOT / "plan/images", root / "plan/images")
    copied = [file for name in ACCOUNTS for file in (f"plan/datasets/{name}.yaml", f"data/{name}.csv")]
    files = {file: (ROOT / file).read_text("utf-8") for file in copied}
    pages = _texts(author) | _facts(author, datasets)
    pages["voices.yaml"] = _survey(author)
    pages["accounts.yaml"] = (ROOT / "plan/2017-20/pages/financial-plan.yaml").read_text("utf-8")
    office = (ROOT / "plan/office.yaml").read_text("utf-8")
    files |= {f"plan/{EDITION}/pages/{name}": text for name, text in pages.items()}
    files |= {
        "plan/office.yaml": office.replace("edition: 2017-20", f"edition: {EDITION}"),
        f"plan/{EDITION}/edition.yaml": _edition([Path(name).stem for name in pages]),
    }
    files |= {f"plan/indicators/{name}.yaml": f"title: {author.words(2, 6)}\n" for name in INDICATORS}
    files |= {f"plan/datasets/d{number}.yaml": _dataset(number) for number in range(datasets)}
    files |= {f"data/d{number}.csv": _table(number, rows) for number in range(datasets)}
    _write(root, files)
    _write(root, _themes(author, lines - _yaml_lines(root)))
    assert _yaml_lines(root) == lines


def write_short_documents(root: Path, count: int = 40) -> None:
    """The tiny office with so many editions, each a short document of its own."""
    shutil.copytree(ROOT / "tests/small", root)
    for number in range(1, count):
        shutil.copytree(root / "plan/2025-29", root / f"plan/edition-{number:02}")


def show_a_cell(root: Path) -> Path:
    """The table of a dataset more, whose one cell is shown by one of many short documents."""
    dataset = "title: Boats\nsource: Invented for the tests\nunit: boats\nseries:\n  boats: {title: Boats}\n"
    _write(root, {"plan/datasets/boats.yaml": dataset, "data/boats.csv": f"{HEAD}boats,2025/26,,11,\n"})
    page = root / "plan/edition-01/pages/money.md"
    page.write_text(f'{page.read_text("utf-8").rstrip()}\n\nThere are {{{{ figure("boats.boats") }}}}.\n', "utf-8")
    return root / "data/boats.csv"


def write_table(root: Path, rows: int = 100_000) -> None:
    """The small office's workspace with one CSV of so many rows: crimes by month and area."""
    shutil.copytree(ROOT / "tests/small", root, dirs_exist_ok=True)
    months = [f"{2000 + at // 12}-{at % 12 + 1:02}" for at in range(250)]
    areas = [f"area-{number}" for number in range(rows // len(months))]
    series = "".join(f"  {area}: {{title: Crimes in {area}}}\n" for area in areas)
    cells = [
        f"{area},{month},,{number * at % 1999},\n"
        for number, area in enumerate(areas)
        for at, month in enumerate(months)
    ]
    dataset = f"title: Crimes by area\nsource: Made up\nunit: crimes\nfrequency: month\nseries:\n{series}"
    _write(root, {"plan/datasets/crimes.yaml": dataset, "data/crimes.csv": HEAD + "".join(cells)})


def small_counts(*lengths: int) -> tuple[dict[str, int], list[Sum]]:
    """A table of any number of dimensions with all its totals, of which one cell in twenty holds a small count."""
    heads = [[*map(str, range(length)), "t"] for length in lengths]
    counts = {
        ",".join(at): 1 + number // 20 % 4 if number % 20 == 0 else 6 + number * 7919 % 97
        for number, at in enumerate(product(*(head[:-1] for head in heads)), 1)
    }
    sums: list[Sum] = []
    for way, head in enumerate(heads):  # each dimension adds its totals to the cells that those before it made
        for at in product(*(own if one < way else own[:-1] for one, own in enumerate(heads) if one != way)):
            cells = tuple(",".join((*at[:way], each, *at[way:])) for each in head)
            counts[cells[-1]] = sum(counts[cell] for cell in cells[:-1])
    for way, head in enumerate(heads):
        for at in product(*(own for one, own in enumerate(heads) if one != way)):
            cells = tuple(",".join((*at[:way], each, *at[way:])) for each in head)
            sums.append(Sum(cells[-1], cells[:-1]))
    return counts, sums


def _write(root: Path, files: Files) -> None:
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, "utf-8")


def _yaml_lines(root: Path) -> int:
    return sum(path.read_text("utf-8").count("\n") for path in root.rglob("*.yaml"))


def _dataset(number: int) -> str:
    unit = "people, kind: ratio" if number % 5 == 0 else "crimes"
    lines = [f"title: Subject {_letters(number)}", "source: Made up", "unit: crimes", "series:"]
    for at in range(SERIES - 4):
        lines += [f"  s{at}:", f"    title: Line {_letters(at)}", "    note: By place"]
    lines += [f"  r{at}: {{title: Share {_letters(at)}, unit: {unit}}}" for at in range(3)]
    lines += ["  whole:", "    title: Whole", f"    total_of: [{', '.join(f's{at}' for at in range(10))}]"]
    return "\n".join(lines) + "\n"


def _table(number: int, rows: int) -> str:
    """Quarters since 2000; some values with a note in quotation marks, some with a qualifier."""
    lines: list[str] = []
    for at in range(rows // SERIES):
        when = f"{2000 + at // 4}-Q{at % 4 + 1}"
        for line in range(SERIES - 4):
            note = '"Counted anew, by hand"' if line % 7 == 6 else ""
            lines.append(f"s{line},{when},{'about' if line == 13 else ''},{1000 * line + at},{note}")
        lines += [f"r{line},{when},,{'1 in ' if number % 5 == 0 else ''}{line + 2 + at}," for line in range(3)]
        lines.append(f"whole,{when},,{45_000 + 10 * at},")
    return HEAD + "\n".join(lines) + "\n"


def _letters(number: int) -> str:
    return f"{chr(65 + number // 26)}{chr(97 + number % 26)}"


def _edition(pages: list[str]) -> str:
    head = (ROOT / "plan/2017-20/edition.yaml").read_text("utf-8").split("\nthemes:")[0]
    head = re.sub(r"(resources|reporting|services|grants): \S+", r"\1: text-0", head)  # its own chapters are not here
    parts = ["contents", *pages, "plan-on-a-page", "themes", "indicators"]
    return f"{head}\nthemes: [{', '.join(THEMES)}]\n\nparts:\n" + "".join(f"  - {part}\n" for part in parts)


def _themes(author: Author, lines: int) -> Files:
    """Themes that use up the lines: each a few entries and objectives, then priorities of three lines."""
    files: Files = {}
    for number, name in enumerate(THEMES):
        due = lines // len(THEMES) + (number < lines % len(THEMES))
        entries = [f"title: {author.words(2, 3)}", f"strapline: {author.words(3, 6)}", "colour: teal"]
        entries += [f"indicators: [{', '.join(INDICATORS[number :: len(THEMES)])}]"]
        entries += [f"aim: {author.words(8, 14)}", f"shared_outcome: {author.words(8, 14)}", "objectives:"]
        entries += [f"  o{at}: {author.words(12, 20)}" for at in range(8)]
        entries += ["priorities:"]
        for at in range((due - len(entries)) // 3):
            entries += [f"  p{at}:", f"    text: {author.words(14, 26)}", f"    serves: o{at % 8}"]
        entries += ["# a remark"] * (due - len(entries))
        files[f"plan/{EDITION}/themes/{name}.yaml"] = "\n".join(entries) + "\n"
        files[f"plan/{EDITION}/themes/{name}.md"] = "\n\n".join(author.sentences(6) for _ in range(6)) + "\n"
    return files


def _texts(author: Author) -> Files:
    """Pages of prose with headings, lists, links, notes, figures, a chart of lines and one of bars."""
    files: Files = {}
    for number in range(8):
        lines, bars = f"lines-{number}", f"bars-{number}"
        head = ["---", "kind: text", f"title: {author.words(2, 4)}", "charts:"]
        for chart, kind in ((lines, f"series: [d{number}.s1, d{number}.s2]"), (bars, f"dataset: d{5 * number + 1}")):
            head += [f"  {chart}:", f"    kind: {chart.split('-')[0]}", f"    title: {author.words(5, 9)}"]
            head += ["    measure: Crimes by quarter", "    unit: crimes", f"    {kind}"]
            head += ["    label: Line", "    source: Made up"]
        body: list[str] = []
        for section in range(5):
            figure = f'{{{{ figure("d{number}.s{section}") }}}}'
            body += [f"## {author.words(2, 4)}", f"{author.sentences(4)} So it was {figure} then.[^note-{section}]"]
            body += [f"{author.sentences(3)} Read [{author.words(3, 4)}](https://example.org/{author.word()})."]
            body += ["\n".join(f"- *{author.word()}* {author.words(4, 8)}" for _ in range(4))]
        body += [f'{{{{ chart("{chart}") }}}}' for chart in (lines, bars)]
        body += [f"[^note-{each}]: {author.sentences(1)}" for each in range(5)]
        files[f"text-{number}.md"] = "\n".join([*head, "---"]) + "\n\n" + "\n\n".join(body) + "\n"
    return files


def _facts(author: Author, datasets: int) -> Files:
    """Pages of tiles: a number and its caption, with a second figure in every fourth."""
    files: Files = {}
    for page in range(4):
        lines = ["kind: facts", f"title: {author.words(2, 4)}", "groups:"]
        for tile in range(60):
            if tile % 12 == 0:
                lines += [f"  - title: {author.words(2, 3)}", "    tiles:"]
            number = (60 * page + tile) % datasets
            dataset, give = f"d{number}", "share" if number % 5 else "figure"  # a fifth holds ratios, and has no whole
            lines.append(f"      - number: '{{{{ figure(\"{dataset}.s{tile % 20}\") }}}}'")
            lines.append(f"        caption: {author.words(4, 9)}")
            if tile % 4 == 0:
                lines.append(f"        also: '{{{{ {give}(\"{dataset}.s{tile % 10}\") }}}} {author.words(3, 5)}'")
        files[f"facts-{page}.yaml"] = "\n".join(lines) + "\n"
    return files


def _survey(author: Author) -> str:
    lines = ["kind: survey", f"title: {author.words(2, 4)}", "base: d0.s3", "lists:"]
    for _ in range(3):
        lines += [f"  - title: {author.words(2, 4)}", "    items:"]
        lines += [f"      - {author.words(2, 6)}" for _ in range(10)]
    return "\n".join([*lines, "voices:", *(f"  - {author.words(10, 20)}" for _ in range(20))]) + "\n"
