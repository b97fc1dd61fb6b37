"""From composed documents to Word files: the PDF's words in its order, and all that a reader of Word needs."""

from __future__ import annotations

import io
import itertools
import re
import subprocess
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, Literal, get_args, get_origin, get_type_hints

import docx
import pytest
from docx.shared import Emu
from lxml import etree, html

from pcpgen.difference import compared
from pcpgen.difference import write as write_difference
from pcpgen.document import blocks as all_blocks
from pcpgen.document.blocks import Chart, TextBlock
from pcpgen.document.document import Document, Note, Section
from pcpgen.document.drawing import Bar, Drawing
from pcpgen.document.prose import NoteMark, Phrase, Prose, Shown, paragraph, phrase
from pcpgen.document.table import Table, WordsTable
from pcpgen.document.walk import Plain, Spot, Value, is_partly_in_another, pieces
from pcpgen.figures.figure import Figure
from pcpgen.formats import CannotRender
from pcpgen.formats.given import Given
from pcpgen.formats.html import render_html
from pcpgen.formats.registry import write
from pcpgen.formats.word.xml import named
from pcpgen.languages import BACK, ELSE
from pcpgen.model.period import parse_period
from pcpgen.pipeline import Judged, judge
from pcpgen.place import NOWHERE, Place
from pcpgen.prose.tree import Words
from tests.conftest import ROOT
from tests.word_files import (
    alternatives_of_file,
    alternatives_of_page,
    body,
    documents,
    headings_of_file,
    headings_of_page,
    parts,
    said_in,
    unsound,
    word_file,
    words_of_file,
    words_of_page,
)
from tests.workspaces import change, copy_small, in_welsh

SMALL = ROOT / "tests/small"
OFFICES = [
    SMALL,
    ROOT,
    *sorted(each for each in (ROOT / "tests/offices").iterdir() if (each / "plan/office.yaml").is_file()),
]


@cache
def small() -> Judged:
    return judge(SMALL)


@cache
def plan() -> bytes:
    return word_file(small(), next(each for each in documents(small()) if each.id == "plan-2025-29"))


@pytest.mark.slow
def test_it_has_the_words_of_what_is_printed_in_their_order() -> None:
    for document in documents(small()):
        assert words_of_file(word_file(small(), document)) == words_of_page(document)


@pytest.mark.slow
@pytest.mark.parametrize("root", OFFICES, ids=lambda root: "example" if root == ROOT else root.name)
def test_every_document_of_every_office_has_its_words_headings_and_alternatives(root: Path) -> None:
    judged, again = judge(root), judge(root)
    for document, the_same in zip(documents(judged), documents(again), strict=True):
        file = word_file(judged, document)
        assert word_file(again, the_same) == file, document.id
        assert of_this_machine(file) == [], document.id
        assert words_of_file(file) == words_of_page(document), document.id
        assert headings_of_file(file) == headings_of_page(document), document.id
        assert alternatives_of_file(file) == alternatives_of_page(document), document.id
        assert unsound(file) == [], document.id


@pytest.mark.slow
def test_headings_tables_and_pictures_are_marked_as_such() -> None:
    document = next(each for each in documents(small()) if each.id == "plan-2025-29")
    assert headings_of_file(plan()) == headings_of_page(document)
    assert alternatives_of_file(plan()) == alternatives_of_page(document)
    assert unsound(plan()) == []


@pytest.mark.slow
def test_words_of_another_language_say_which(tmp_path: Path) -> None:
    office = in_welsh(copy_small(tmp_path))
    change(office, "plan/2025-29/edition.yaml", "period:", "status: draft\nperiod:")
    (office / "plan/2025-29/themes/harbour.cy.md").unlink()
    judged = judge(office)
    document = next(each for each in documents(judged) if is_partly_in_another(each))
    file = word_file(judged, document)
    assert words_of_file(file) == words_of_page(document)
    english = [each.getparent().getparent() for each in body(file).iter(named("w:lang"))]
    assert {each.get(named("w:val")) for each in body(file).iter(named("w:lang"))} == {"en-GB"}
    assert english and all(said_in(each) in render_html(document, "print") for each in english)
    assert not re.search(f"[{ELSE}{BACK}]", parts(file)["word/document.xml"].decode())


@pytest.mark.slow
def test_a_passage_says_the_language_that_its_author_names(tmp_path: Path) -> None:
    office = copy_small(tmp_path)
    change(office, "plan/2025-29/themes/harbour.md", "Boats", '{% in "cy" %}Cychod *bach*{% endin %}, or boats,')
    judged = judge(office)
    document = next(each for each in documents(judged) if each.id == "plan-2025-29")
    file = word_file(judged, document)
    assert words_of_file(file) == words_of_page(document)
    said = [
        (each.get(named("w:val")), said_in(each.getparent().getparent())) for each in body(file).iter(named("w:lang"))
    ]
    assert said == [("cy", "Cychod"), ("cy", "bach")]


# -- every block


FIGURE = Figure("a.b@2026", Decimal(7), "people", 0, parse_period("2026"), "a.b@2026", ())


COLUMNS: dict[object, int] = {WordsTable: 2, all_blocks.Matrix: 4}  # that go with one cell of each kind


def kinds(union: object) -> list[Any]:
    """The classes of a union of unions."""
    return [each for arm in get_args(union) for each in (kinds(arm) or [arm])]


def sample(kind: Any, words: Iterator[str], name: str = "") -> Any:
    """A value of a type, whose every text is a word of its own."""
    known: dict[Any, Callable[[], object]] = {
        str: lambda: "#00584f" if name == "colour" else next(words),
        int: lambda: 1,
        bool: lambda: False,
        Phrase: lambda: Phrase((Words(next(words), Place("plan/a.yaml", 3, 1)),)),
        Prose: lambda: paragraph(next(words)),
        Shown: lambda: Shown(next(words), FIGURE),
        Drawing: lambda: Drawing(30, 20, (Bar(1, 1, 8, 9, "#00584f"),)),
        Place: lambda: NOWHERE,
    }
    if kind in known:
        return known[kind]()
    if get_origin(kind) is Literal:
        return get_args(kind)[0]
    if get_origin(kind) is tuple:
        empty = name in ("beneath", "of_words", "blocks")  # one that would hold itself, or what need not be said
        return () if empty else (sample(get_args(kind)[0], words, name),)
    if get_origin(kind) is not None:  # one of several, or nothing
        return None if name in ("note", "portrait", "says", "chart") else sample(get_args(kind)[0], words, name)
    hints = get_type_hints(kind)
    values = {each.name: sample(hints[each.name], words, each.name) for each in fields(kind)}
    if kind in COLUMNS:
        values["columns"] = tuple(next(words) for _ in range(COLUMNS[kind]))
    return kind(**values)


@pytest.mark.slow
def test_every_block_comes_with_all_its_words() -> None:
    words = (f"word{number}" for number in itertools.count(100))
    blocks = [sample(kind, words) for kind in kinds(all_blocks.Block)]
    one = Section("a", ("A",), tuple(blocks))
    file = word_file(small(), replace(documents(small())[0], sections=(one,), notes=(), works=()))
    there = set(re.findall(r"word\d+", " ".join(words_of_file(file))))
    lost = {block.kind: sorted(set(seen(block)) - there) for block in blocks}
    assert {kind: words for kind, words in lost.items() if words} == {}
    assert [each for each in unsound(file) if not each.startswith("no bookmark")] == []  # which sections have


def seen(block: Any) -> list[str]:
    """The words of a block that its readers see."""
    if block.kind == "contents":
        return [entry.title for entry in block.entries]
    return re.findall(r"word\d+", " ".join(said(piece) for _, piece in pieces(block, Spot("", ()))))


def said(piece: Any) -> str:
    match piece:
        case Table():
            cells = (cell for row in piece.rows for cell in (row.head, *(each.text for each in row.cells)))
            return " ".join((piece.caption, piece.corner, *piece.columns, *cells, *piece.notes))
        case WordsTable():
            cells = (cell.plain for row in piece.rows for cell in (row.head, *row.cells))
            return " ".join((piece.caption, *piece.columns, *cells, *piece.notes))
        case Chart():
            return " ".join((piece.title.plain, piece.measure, piece.source, *piece.notes, said(piece.table)))
        case Value():
            return piece.shown.text
        case Plain():
            return piece.text
    return str(piece.plain)


# -- the file


@pytest.mark.slow
def test_it_is_the_same_to_the_byte_and_says_nothing_of_who_made_it_or_where() -> None:
    document = documents(small())[0]
    judged = judge(SMALL)
    file = word_file(small(), document)
    assert word_file(judged, documents(judged)[0]) == file
    about = parts(file)["docProps/core.xml"].decode()
    assert document.title in about and document.producer in about and f"{document.date}T00:00:00Z" in about
    with zipfile.ZipFile(io.BytesIO(file)) as packed:
        assert {each.date_time for each in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert of_this_machine(file) == []


def of_this_machine(file: bytes) -> list[str]:
    """What a file says of who made it, with what and where."""
    text = b"".join(content for name, content in parts(file).items() if name.endswith((".xml", ".rels"))).decode()
    found = re.findall(r"python-docx|file:/|Macintosh|lastModifiedBy|\brsid|\bplan/[a-z0-9-]+/", text)
    return [*found, *([str(ROOT)] if str(ROOT) in text else [])]


@pytest.mark.slow
def test_notes_are_notes_of_word_and_a_second_mark_leads_to_the_first() -> None:
    marks = [NoteMark(number, f"Note {number}", f"note-{number}", f"mark-{number}") for number in (1, 2, 1)]
    text = TextBlock(paragraph("One", marks[0], " two", marks[1], " and one again", marks[2]))
    notes = tuple(Note(number, f"note-{number}", "", phrase(f"Note of {number}")) for number in (1, 2))
    one = Section("a", ("A",), (text,), notes=notes)
    file = word_file(small(), replace(documents(small())[0], sections=(one,), notes=(), works=()))
    assert [said_in(each) for each in etree.fromstring(parts(file)["word/footnotes.xml"])][2:] == [
        "Note of 1",
        "Note of 2",
    ]
    assert [each.get(named("w:id")) for each in body(file).iter(named("w:footnoteReference"))] == ["1", "2"]
    assert [each.text for each in body(file).iter(named("w:instrText")) if "NOTEREF" in str(each.text)] == [
        " NOTEREF note_1 \\f \\h "
    ]


@pytest.mark.slow
def test_the_bookmark_of_a_passage_stays_when_lines_are_put_in_above_it(tmp_path: Path) -> None:
    office = copy_small(tmp_path)
    page = office / "plan/2025-29/pages/money.md"
    page.write_text(page.read_text("utf-8").replace("The office", "Words of others.\n\n" * 5 + "The office"), "utf-8")
    judged = judge(office)
    assert sources(plan()) < sources(word_file(judged, next(d for d in documents(judged) if d.id == "plan-2025-29")))


def sources(file: bytes) -> set[str]:
    names = (each.get(named("w:name"), "") for each in body(file).iter(named("w:bookmarkStart")))
    return {name for name in names if name.startswith("from_")}


# -- a redline as tracked changes


@pytest.mark.slow
def test_what_differs_between_two_states_is_tracked_and_either_can_be_had_back(tmp_path: Path) -> None:
    before, after = copy_small(tmp_path / "before"), copy_small(tmp_path / "after")
    harbour, street = "plan/2025-29/themes/harbour.yaml", "plan/2025-29/themes/high-street.yaml"
    change(after, harbour, "every night", "twice a night")
    change(after, harbour, "The council will light", "It will light")
    change(after, harbour, "  light-slipways", "  a-new-one: Nets will be mended\n  light-slipways")
    change(after, street, "  know-traders: Officers will know every trader by name\n", "  other: Shops will be seen\n")
    made = compared(before, str(before), str(after))
    (path,) = write_difference(made, ["docx"], tmp_path / "out")
    file = path.read_bytes()
    assert file == write_difference(made, ["docx"], tmp_path / "again")[0].read_bytes()
    tree = body(file)
    revisions = [*tree.iter(named("w:ins"), named("w:del"))]
    assert {each.get(named("w:author")) for each in revisions} == {"Office of the Mayor for Policing in Saltmarsh"}
    assert {each.get(named("w:date")) for each in revisions} == {"2025-04-01T00:00:00Z"}
    assert len({each.get(named("w:id")) for each in revisions}) == len(revisions)
    assert states(file, "walk the quays") == {
        "The force will walk the quays every night",
        "The force will walk the quays twice a night",
    }
    assert states(file, "light each slipway") == {
        "The council will light each slipway before winter",
        "It will light each slipway before winter",
    }
    assert states(file, "Nets") == {"", "Nets will be mended"}
    assert "[inserted:" not in said_in(tree)
    assert unsound(file) == ["nothing in a paragraph"]  # those whose words are all taken out


def states(file: bytes, words: str) -> set[str]:
    """How a paragraph reads when all changes are rejected, and when all are accepted."""
    paragraph = next(each for each in body(file).iter(named("w:p")) if words in said_with_removed(each))
    texts = [(each, each.text or "") for each in paragraph.iter(named("w:t"), named("w:delText"))]
    came = [text for each, text in texts if each.tag == named("w:t")]
    stood = [text for each, text in texts if not [*each.iterancestors(named("w:ins"))]]
    return {"".join(came), "".join(stood)}


def said_with_removed(paragraph: Any) -> str:
    return "".join(each.text or "" for each in paragraph.iter(named("w:t"), named("w:delText")))


# -- an office's own template


def templated(folder: Path, content: bytes) -> bytes:
    (folder / "docx").mkdir(exist_ok=True)
    (folder / "docx/document.docx").write_bytes(content)
    document = next(each for each in documents(small()) if each.id == "plan-2025-29")
    made = write("docx", document, Given((folder,)))[f"{document.id}.docx"]
    assert isinstance(made, bytes)
    return made


@pytest.mark.slow
def test_a_template_gives_its_styles_and_its_page_and_none_of_its_words(tmp_path: Path) -> None:
    own = docx.Document(io.BytesIO(plan()))
    own.styles["Heading 1"].font.name = "Office Serif"
    own.sections[0].page_width = Emu(9_000_000)
    own.add_paragraph("Words of the template")
    own.core_properties.author = "A. Person"
    written = io.BytesIO()
    own.save(written)
    file = templated(tmp_path, written.getvalue())
    made = docx.Document(io.BytesIO(file))
    assert (made.styles["Heading 1"].font.name, made.sections[0].page_width) == (
        "Office Serif",
        8_999_855,
    )  # to the twentieth of a point
    assert words_of_file(file) == words_of_file(plan())
    assert "Person" not in parts(file)["docProps/core.xml"].decode()
    assert unsound(file) == []


@pytest.mark.slow
def test_the_page_of_a_template_without_header_is_kept_and_gets_the_lines_of_the_document(tmp_path: Path) -> None:
    own = docx.Document()
    own.sections[0].page_width, own.sections[0].left_margin = Emu(9_000_000), Emu(500_000)
    written = io.BytesIO()
    own.save(written)
    file = templated(tmp_path, written.getvalue())
    made = docx.Document(io.BytesIO(file)).sections[0]
    assert (made.page_width, made.left_margin) == (8_999_855, 499_745)
    assert made.different_first_page_header_footer
    assert "Safer Saltmarsh" in made.footer.paragraphs[0].text
    assert unsound(file) == []


def test_a_template_that_is_no_word_document_is_told(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as empty:
        empty.writestr("a.txt", "")
    for content in (b"", b"Words", plan()[:9000], packed.getvalue()):
        with pytest.raises(CannotRender, match=r"templates/docx/document.docx is no Word document: save it as .docx"):
            templated(tmp_path, content)


# -- another program's reading of it


@pytest.mark.slow
def test_libreoffice_finds_the_same_headings_numbers_and_tables(tmp_path: Path) -> None:
    made: dict[str, tuple[bytes, Document]] = {}
    for root in OFFICES:
        judged = judge(root)
        for document in documents(judged):
            name = f"{'example' if root == ROOT else root.name}-{document.id}"
            made[name] = (word_file(judged, document), document)
            (tmp_path / f"{name}.docx").write_bytes(made[name][0])
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    files = sorted(map(str, tmp_path.glob("*.docx")))
    command = ["soffice", "--headless", profile, "--convert-to", "html:HTML (StarWriter)", "--outdir", str(tmp_path)]
    subprocess.run([*command, *files], check=True, capture_output=True, timeout=300)
    for name, (file, document) in made.items():
        tree: Any = html.fromstring((tmp_path / f"{name}.html").read_bytes())
        found = [" ".join(each.text_content().split()) for each in tree.iter("h1", "h2", "h3", "h4", "h5")]
        assert set(found) >= {title for _, title in headings_of_page(document)}, name
        assert len([*tree.iter("table")]) == len([*body(file).iter(named("w:tbl"))]), name
        numbers = re.findall(r"\d[\d,.]*", " ".join(words_of_file(file)))
        assert [each for each in numbers if each not in tree.text_content()] == [], name
