"""From an office to one of the same shape under other names, with other numbers and with words of other lengths.

The same seed makes the same office. What names are used for stays right: each is another wherever it stands, and all
numbers that are counted or paid grow alike, so that sums, shares, changes and what is said of them hold.
"""

from __future__ import annotations

import csv
import io
import random
import re
from collections.abc import Collection, Iterable, Iterator
from decimal import Decimal
from pathlib import Path

from pcpgen.load.translation import sum_of_words
from tests import lengths
from tests.large import Author
from tests.workspaces import ROOT

# entries whose words are a name: of an office, a place, a post, a level, a theme, a measure, an area, a paper
NAMED = re.compile(
    r"(?m)(?:^ *|[{,] *)(?:- )?(?:name|area|force|title|plural|body|panel|board|subtitle|holder): "
    r"(?P<quote>[\"']?)(?P<name>[A-Z][^\"'{}\[\]#:,|>\n]*?)(?P=quote)(?= *(?:[,}#]|$))"
)
HEADING = re.compile(r"^# \w+: ")  # a word of the program's own
RATIO = re.compile(r"(?m)^\s*unit: [\"']?%|survey: true|kind: ratio")
SCALED = re.compile(r"(?m)((?:^|[{,]) *(?:target|low|high): )([\d.]+)")


def renamed(root: Path, seed: int) -> dict[str, str]:
    """Changes a workspace; returns each old name that is nobody else's, with the new one."""
    chance = random.Random(seed)
    author = Author(chance)
    files = sorted(path for path in (root / "plan").rglob("*") if path.suffix in (".yaml", ".md"))
    texts = {path: path.read_text("utf-8") for path in files}
    names: dict[str, str] = {}
    for name in sorted({*_names(texts.values())}, key=lambda each: (-len(each), each)):
        names[name] = _other(name, author, {*names.values()})
    for path, text in texts.items():
        path.write_text(_put(text, names), "utf-8")
    outlines = (root / "plan").rglob("*.geojson")  # which name the areas of their indicators
    for path in sorted((*outlines, *(root / "data").rglob("*.csv"))):
        path.write_text(_put(path.read_text("utf-8"), names), "utf-8")
    _scaled(root, chance.choice((2, 3, 5, 7)))
    translations = sorted((root / "plan").rglob("*.cy.md"))
    if not translations and not list((root / "plan").rglob("*.cy.yaml")):
        lengths.mixed(root, chance)  # words of another length would have another translation
    for path in translations:
        text = path.with_name(path.name.replace(".cy.md", ".md")).read_text("utf-8")
        made_from = sum_of_words(text.split("\n---\n", 1)[1] if text.startswith("---\n") else text)
        path.write_text(re.sub("(?m)^made_from: .*", f"made_from: {made_from}", path.read_text("utf-8")), "utf-8")
    return names


def _names(texts: Iterable[str]) -> Iterator[str]:
    own = _own_words()
    for text in texts:
        for found in NAMED.finditer(text):
            name = found["name"].strip()
            if name.casefold() not in own and not re.search(r"\d", name):
                yield name


def _own_words() -> str:
    """All that the program says itself, in which no name of an office can be looked for."""
    files = [*(ROOT / "pcpgen").rglob("*.yaml"), *(ROOT / "templates").rglob("*.j2")]
    return "\n".join(path.read_text("utf-8") for path in files).casefold()


def _other(name: str, author: Author, given: Collection[str]) -> str:
    """A name of made-up words that no other has been given, between a third shorter and two thirds longer."""
    many = len(name.split())
    while (made := author.words(max(1, many * 2 // 3), max(1, many * 5 // 3)).title()) in given:
        pass
    return made


def _put(text: str, names: dict[str, str]) -> str:
    pattern = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, names))})(?![\w-])") if names else None

    def put(line: str) -> str:
        own = HEADING.match(line)
        kept = own[0] if own else ""
        return kept + pattern.sub(lambda found: names[found[0]], line[len(kept) :]) if pattern else line

    return "\n".join(map(put, text.split("\n")))


def _scaled(root: Path, times: int) -> None:
    """So many times as much of all that is counted, and of what is set for it; percentages stay."""
    for where in ("indicators", "datasets"):
        for path in sorted((root / "plan" / where).glob("*.yaml")):
            text = path.read_text("utf-8")
            if not RATIO.search(text):
                path.write_text(SCALED.sub(lambda found: found[1] + _times(found[2], times), text), "utf-8")
                for file in (f"{path.stem}.csv", f"revisions/{path.stem}.csv"):
                    _scale(root / "data" / file, times)


def _scale(path: Path, times: int) -> None:
    if not path.exists():
        return
    head, *rows = list(csv.reader(io.StringIO(path.read_text("utf-8"))))
    columns = [at for at, name in enumerate(head) if name in ("value", "old", "new")]
    columns = columns or [at for at, name in enumerate(head) if name not in ("period", "note")]
    for row in rows:
        for at in columns:
            row[at] = _times(row[at], times) if re.fullmatch(r"-?[\d.]+", row[at]) else row[at]
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([head, *rows])
    path.write_text(out.getvalue(), "utf-8")


def _times(number: str, times: int) -> str:
    return f"{Decimal(number) * times:f}"
