"""The PDF as a file: PDF/UA-1 by an engine of its own, sound, named, with an outline and only our typeface."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import page as pdf_ua
import pikepdf
import pytest

from pcpgen.fonts import FAMILY
from tests.conftest import Built
from tests.quality import tags, web

pytestmark = pytest.mark.slow


@pytest.fixture
def pdf(built: Built) -> Iterator[pikepdf.Pdf]:
    """The plan, opened anew, so that a test may break it."""
    with pikepdf.open(built.pdf) as opened:
        yield opened


def failed_rules(pdf: pikepdf.Pdf) -> list[str]:
    """The rules of PDF/UA-1 that the PDF breaks."""
    saved = io.BytesIO()
    pdf.save(saved)
    report = pdf_ua.validate_pdf_bytes(saved.getvalue(), profile="ua1")
    assert report.rules.total > 100
    return [str(failure) for failure in report.failures]


def fonts(pdf: pikepdf.Pdf) -> list[pikepdf.Object]:
    """Every font in the file, whatever uses it."""
    things = (thing for thing in pdf.objects if isinstance(thing, pikepdf.Dictionary))
    return [thing for thing in things if thing.get("/Type") == "/FontDescriptor"]


def foreign_fonts(pdf: pikepdf.Pdf) -> list[str]:
    """The fonts that are not a subset of ours, in the file itself."""
    ours = FAMILY.replace(" ", "-")
    names = {str(font.FontName): font for font in fonts(pdf)}
    return [
        name
        for name, font in names.items()
        if not name.partition("+")[2].startswith(ours) or not {"/FontFile2", "/FontFile3"} & set(font.keys())
    ]


def outline(pdf: pikepdf.Pdf) -> list[tuple[str, int]]:
    """The outline's titles with their pages, in order."""
    pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages, 1)}

    def below(items: list[pikepdf.OutlineItem]) -> Iterator[tuple[str, int]]:
        for item in items:
            place = item.destination
            assert isinstance(place, pikepdf.Array), item.title
            yield item.title, pages[place[0].objgen]
            yield from below(list(item.children))

    with pdf.open_outline() as opened:
        return list(below(list(opened.root)))


def test_pdf_ua(built: Built) -> None:
    """No rule of PDF/UA-1 is broken in the file as it was written."""
    report = pdf_ua.validate_pdf(str(built.pdf), profile="ua1")
    assert report.is_compliant, report


def test_qpdf_finds_it_sound(built: Built) -> None:
    """The file has no damage that a reader would have to mend."""
    done = web.run(web.tool("qpdf"), "--check", built.pdf)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "WARNING" not in done.stdout + done.stderr


def test_it_says_what_it_is(pdf: pikepdf.Pdf, built: Built) -> None:
    """Language, title, marks, the standard, and that the title stands in the window's bar."""
    page = web.tree(built.html)
    titles = page.xpath("//head/title/text()")
    assert [str(pdf.Root.Lang)] == page.xpath("/html/@lang")
    assert [str(pdf.docinfo["/Title"])] == titles
    assert bool(pdf.Root.MarkInfo.Marked)
    assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
    with pdf.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
        assert [metadata["dc:title"]] == titles


def test_outline_is_the_headings(pdf: pikepdf.Pdf, built: Built) -> None:
    """The outline leads to the title and to each chapter of the web page, and names nothing but headings."""
    entries = [(tags.folded(title), number) for title, number in outline(pdf)]
    headings = [(h.kind, tags.folded(h.text), h.pages[0]) for h in tags.read(built.pdf).headings]
    assert set(entries) <= {(text, number) for _, text, number in headings}
    chapters = [(text, number) for kind, text, number in headings if kind in ("H1", "H2")]
    assert [entry for entry in entries if entry in chapters] == chapters
    titles = [tags.folded(title) for level in (1, 2) for title in web.headings(built.html, level)]
    assert [text for text, _ in chapters] == titles


def test_only_our_typeface(pdf: pikepdf.Pdf) -> None:
    """Every font is a subset of ours and comes with the file."""
    assert fonts(pdf)
    assert foreign_fonts(pdf) == []


def test_the_guards_bite(pdf: pikepdf.Pdf, tmp_path: Path) -> None:
    """A PDF without language or with a foreign font is seen."""
    assert failed_rules(pdf) == []
    descriptor = fonts(pdf)[0]
    descriptor.FontName = pikepdf.Name("/ABCDEF+DejaVu-Sans")
    assert foreign_fonts(pdf) == ["/ABCDEF+DejaVu-Sans"]
    del pdf.Root.Lang
    assert failed_rules(pdf)
    damaged = tmp_path / "damaged.pdf"
    damaged.write_bytes(b"%PDF-1.7\n")
    assert web.run(web.tool("qpdf"), "--check", damaged).returncode != 0
