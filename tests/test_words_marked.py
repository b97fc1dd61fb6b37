"""From a catalogue with every entry in marks to what stands outside them: words of nobody that a reader would see.

The words that authors typed are known from the workspace, so what is neither theirs nor marked was written in Python
or in a template.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import lxml.html
import pytest
import yaml

from pcpgen.build import Order, build
from pcpgen.compose.comparison import compose_comparison
from pcpgen.compose.opendata import open_data
from pcpgen.compose.provenance import provenance
from pcpgen.difference import compared
from pcpgen.formats.html import Medium, render_html
from pcpgen.load.deadlines import SHIPPED as PLAN_LAW
from pcpgen.load.outlines import SHIPPED
from pcpgen.pipeline import Judged, judge
from pcpgen.words.catalogue import shipped
from tests.conftest import ROOT
from tests.outputs import documents

HERE = Path(__file__).parent
OFFICES = (
    ROOT,
    HERE / "small",
    *(
        HERE / "offices" / name
        for name in ("carrow", "fellmoor", "haddon", "northmoor", "port-ansley", "severn-reach", "tolland")
    ),
)
BEGIN, END = "‹", "›"  # no author of these workspaces writes them
# units and marks that stand in figures, and what is no word of any language
SYMBOLS = re.compile(r"\bkB\b|\[[a-z]\]|[0-9][0-9,.]*(?:st|nd|rd|th|m|p|kB)?\b|\bn=|Q[1-4]\b|https?://\S+")
_NAME = re.compile(r"\{[a-z_.-]+\}")
_NAMED = re.compile(r'\{\{ ([a-z]+)\("([^"]*)"[^}]*\}\}')
_MARK = re.compile(r"\{%[^%]{1,200}%\}")  # of a claim or of what is typed on purpose
READ = ("aria-label", "alt", "data-footer")


def marked(office: Path) -> None:
    """Puts every entry of the catalogue in marks, as an office would say it otherwise."""
    words = {
        key: _marked(entry) if isinstance(entry, str) else {form: _marked(each) for form, each in entry.items()}
        for key, entry in shipped().entries.items()
    }
    (office / "plan/words.yaml").write_text(yaml.safe_dump(words, allow_unicode=True, width=10_000), "utf-8")


def _marked(pattern: str) -> str:
    return _NAME.sub(lambda name: f"{END}{name[0]}{BEGIN}", f"{BEGIN}{pattern}{END}")


def marked_outlines(office: Path) -> None:
    """Puts every word of the program's outlines in marks, as an office would replace them, and of its own."""
    own = office / "plan/outlines"
    own.mkdir(exist_ok=True)
    for file in sorted({path.name for folder in (SHIPPED, own) for path in folder.glob("*.yaml")}):
        path = own / file if (own / file).exists() else SHIPPED / file
        outline = yaml.safe_load(path.read_text("utf-8"))
        for asked in outline.get("asks", {}).values():
            asked |= {"label": _marked(asked["label"])} if "label" in asked else {}
        for name in ("title", "plural", "name", "subtitle", "footer", "above"):
            outline |= {name: _marked(outline[name])} if name in outline else {}
        outline["head"] = [
            fact if isinstance(fact, str) else {name: _marked(said) for name, said in fact.items()}
            for fact in outline.get("head", ())
        ]
        outline["sections"] = [_marked_section(each) for each in outline["sections"]]
        (own / file).write_text(yaml.safe_dump(outline, allow_unicode=True, width=10_000))


def marked_law(office: Path) -> None:
    """Puts the words of the program's table of the law in marks, as an office would replace its rows."""
    table = yaml.safe_load((PLAN_LAW / "plan.yaml").read_text("utf-8"))
    for row in (*table["contents"].values(), *table["measures"].values()):
        row["says"] = _marked(row["says"])
    for row in table["references"].values():
        row |= {name: _marked(row[name]) for name in ("title", "section") if name in row}
    own = {name: table[name] for name in ("references", "contents", "measures")}
    dated = yaml.safe_dump(own, allow_unicode=True, width=10_000)
    (office / "plan/law.yaml").write_text(dated, "utf-8")


def _marked_section(section: dict[str, Any]) -> dict[str, Any]:
    heading = {"heading": section["title"]} if section.get("then") == "author" and "each" not in section else {}
    typed = section.get("then") == "author" and "each" in section  # its label begins the author's own heading
    marked = ("title", "rest") if typed else ("title", "label", "rest")
    words = {name: _marked(section[name]) for name in marked if name in section}
    return section | heading | words | {"says": [_marked(each) for each in section.get("says", ())]}


def copy(root: Path, folder: Path) -> Path:
    for name in ("plan", "data"):
        shutil.copytree(root / name, folder / name)
    return folder


def said(html: str) -> Iterator[str]:
    """The text of a page, a bar wherever a tag stands, and each attribute that is read."""
    page = lxml.html.document_fromstring(html)
    for style in page.iter("style"):
        style.text = ""
    yield "|".join(map(str, page.itertext()))
    for element in page.iter():
        yield from (element.get(name) or "" for name in READ)
        if element.get("name") == "description":
            yield element.get("content") or ""


def outside(text: str) -> str:
    """What stands outside marks, which may stand within each other."""
    found, depth = [], 0
    for sign in text:
        depth += (sign == BEGIN) - (sign == END)
        found.append("|" if sign in (BEGIN, END) else sign if depth == 0 else "")
    return "".join(found)


def chunks(text: str) -> Iterator[str]:
    """Words that stand together between marks, figures and punctuation."""
    for chunk in re.split(r"[|.,;:()“”\"\[\]•–—/?!+−=×÷]|[0-9£%]+", SYMBOLS.sub("|", text)):
        words = " ".join(chunk.split())
        if re.search(r"[^\W\d_]", words):
            yield words


@lru_cache(maxsize=2)
def authors(root: Path) -> str:
    """All that authors and analysts typed, without the marks of Markdown and YAML."""
    files = [path for name in ("plan", "data") for path in sorted((root / name).rglob("*.*"))]
    texts = [_MARK.sub(_quoted, path.read_text("utf-8")) for path in files if path.suffix in (".yaml", ".md", ".csv")]
    texts += [path.stem for path in files]
    names = yaml.safe_load((root / "plan/office.yaml").read_text("utf-8"))
    for thing in ("panel", "board"):  # which an office's own outline may name
        texts = [text.replace(f'{{{{ the("{thing}.name") }}}}', names.get(thing, "")) for text in texts]
    # an expression whose thing the page does not have reads by its name, or with that of its kind
    texts += [_NAMED.sub(shown, text) for text in texts if "{{" in text for shown in (r"\2", r"\1 \2")]
    return plain(" | ".join(texts))


def _quoted(mark: re.Match[str]) -> str:
    """The words that a mark holds between quotation marks, such as why a passage is exempt."""
    return " | ".join(re.findall(r'"([^"]*)"', mark[0]))


def plain(text: str) -> str:
    text = re.sub(r"\\\n\s*|\s*\n\s*(?:[-*>] )?", " ", text)
    return " ".join(re.sub(r"[*_\\#`|'‘’\"]", " ", text).casefold().split())


def strays(root: Path, folder: Path) -> set[str]:
    office = copy(root, folder)
    marked(office)
    marked_outlines(office)
    marked_law(office)
    judged = judge(office)
    assert [problem.message for problem in judged.errors] == []
    known = authors(root)
    texts = [text for page in pages(office, judged) for text in said(page)]
    texts += [where for document in documents(judged) for entry in provenance(document) for where in entry.where]
    return {chunk for text in texts for chunk in chunks(outside(text)) if not is_known(plain(chunk), known)}


def is_known(words: str, known: str) -> bool:
    """Whether authors typed the words: as they stand, as the plural of a level's name, or around a title to which they
    refer, which has some words.
    """
    if words in known or words.removesuffix("s") in known:
        return True
    ends = [at for at, sign in enumerate(f" {words} ") if sign == " "]
    return any(
        words[:start].strip() in known and words[start:end] in known and words[end:].strip() in known
        for start in ends
        for end in (each - 1 for each in ends)
        if words[start:end].count(" ") > 2
    )


def pages(office: Path, judged: Judged) -> Iterator[str]:
    """Every page that a workspace puts out: documents, exempt versions, packs, the list of all."""
    media: tuple[Medium, ...] = ("web", "print")
    for document in documents(judged):
        data = open_data(document, judged.project.datasets)
        yield from (render_html(document, medium, (), data) for medium in media)
    if len(editions := sorted(judged.project.editions)) > 1:
        made = compared(office, *editions[:2])
        assert judged.project.office
        yield render_html(compose_comparison(judged.project.office, made.edition, made.found), "web")
    build(office, None, Order(("html",), office / "out"))
    yield (office / "out/index.html").read_text("utf-8")


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    return {stray for root in OFFICES for stray in strays(root, tmp_path_factory.mktemp("marked"))}


@pytest.mark.slow
def test_every_word_is_an_authors_or_the_catalogues(found: set[str]) -> None:
    assert sorted(found) == []


def test_the_guard_bites() -> None:
    assert list(chunks(outside("‹Source: Home Office› by us, 3m ‹and ‹more››"))) == ["by us"]
