"""From a workspace in two languages to its documents in each: one structure, the same figures, no word of the other."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import lxml.html
import page as pdf_ua
import pytest
from babel import Locale
from babel.dates import format_date

from pcpgen import lexicon
from pcpgen.build import Order, build
from pcpgen.compose.opendata import COLUMNS, open_data
from pcpgen.compose.provenance import provenance
from pcpgen.document.document import Document
from pcpgen.formats.html import render_html
from pcpgen.languages import BACK, BEGINS, ELSE, ENDS, ENGLISH, WELSH, in_another, unmarked, with_lang
from pcpgen.load.exempt import shipped_exemptions
from pcpgen.load.information import shipped_information
from pcpgen.load.law import shipped_law
from pcpgen.load.outlines import shipped_kinds, shipped_outline
from pcpgen.load.shipped import texts_in
from pcpgen.model.obligations import NATIONS
from pcpgen.model.period import parse_period
from pcpgen.model.period_words import day_words, period_words, weekday_words
from pcpgen.pipeline import Judged, judge
from pcpgen.request import Request
from pcpgen.words.catalogue import HERE, names_of, shipped
from tests.cases import first_quick
from tests.quality import web
from tests.test_words_marked import said
from tests.workspaces import ROOT, change, copy, copy_small, in_welsh

WORDS, ENGLISH_WORDS = shipped(WELSH), shipped(ENGLISH)

# -- the catalogue


def test_every_word_of_the_program_is_there_in_welsh_and_takes_the_same() -> None:
    assert WORDS.entries.keys() == ENGLISH_WORDS.entries.keys()
    for key, entry in WORDS.entries.items():
        other = ENGLISH_WORDS.entries[key]
        assert set(names_of(entry)) - {"n"} == set(names_of(other)) - {"n"}, key
        assert isinstance(entry, str) == isinstance(other, str), key
        if not isinstance(entry, str):
            forms = WORDS.ordinals.forms if key == "ordinal" else WORDS.plurals.forms
            assert tuple(entry) == forms, key


def test_outlines_and_law_are_there_in_welsh() -> None:
    """They fail where a text has no Welsh, or a pair no text."""
    for kind in shipped_kinds():
        assert shipped_outline(kind, WELSH).title.written != shipped_outline(kind).title.written
    assert all(row.says != shipped_law().contents[id].says for id, row in shipped_law(WELSH).contents.items())


def test_the_catalogue_says_that_nobody_has_read_it() -> None:
    assert WORDS.unread and not ENGLISH_WORDS.unread


def test_numbers_and_dates_are_those_of_welsh() -> None:
    locale = Locale.parse("cy")
    for number in (*range(50), 100, 1_000):
        assert WORDS.plurals.form(number) == locale.plural_form(number)
    # Unicode's classes of ordinals are ours up to ten, but for nought
    for number in range(1, 11):
        assert (locale.ordinal_form(number) in ("zero", "other")) == (WORDS.ordinals.form(number) == "seven")
    for month in range(1, 13):
        day = date(2024, month, 2 * month)
        assert day_words(WORDS, day) == format_date(day, "long", locale="cy")
        assert weekday_words(WORDS, day).split()[:2] == format_date(day, "EEEE", locale="cy").split()
    assert [WORDS.ordinal(number) for number in (1, 2, 3, 5, 7, 10, 11, 18, 21, 40)] == [
        "1af", "2il", "3ydd", "5ed", "7fed", "10fed", "11eg", "18fed", "21ain", "40fed",
    ]  # fmt: skip
    assert period_words(WORDS, parse_period("year ending 2016-03")) == "blwyddyn hyd at fis Mawrth 2016"


# -- words that stand in another language than their page


def test_words_in_marks_get_an_element_that_names_their_language() -> None:
    page = f'<title>{ELSE}A{BACK}</title><p title="{ELSE}A{BACK}">{ELSE}One <b>two</b>{BACK} tri</p>'
    assert with_lang(page, "en-GB") == (
        '<title>A</title><p title="A"><span lang="en-GB" class="untranslated">One </span>'
        '<b><span lang="en-GB" class="untranslated">two</span></b> tri</p>'
    )


def test_words_that_an_author_marks_within_untranslated_ones_end_alone() -> None:
    page = f"<p>{ELSE}Ask {BEGINS['cy']}Heddlu{ENDS} for help{BACK}</p>"
    assert with_lang(page, "en-GB") == (
        '<p><span lang="en-GB" class="untranslated">Ask </span><span lang="cy">Heddlu</span>'
        '<span lang="en-GB" class="untranslated"> for help</span></p>'
    )


@pytest.mark.parametrize("line", ["{{ a }} rose to {{ b }}", '{% claim "a" %}It fell.{% endclaim %}'])
def test_words_between_expressions_are_marked(line: str) -> None:
    assert ELSE in in_another(line)


@pytest.mark.parametrize(
    "line", ["", "# Background", "# Priority: quays", '{{ question("q") }}', "| --- |", "![A](b.png)"]
)
def test_lines_without_words_take_no_marks(line: str) -> None:
    assert in_another(line) == line


@pytest.mark.parametrize("line", ["- one", "1. one", "## One", "(a) one", "> one", "- quays: why", "[^a]: one"])
def test_marks_stand_behind_markup(line: str) -> None:
    made = in_another(line)
    assert unmarked(made) == line and not made.startswith(ELSE)


def test_words_of_which_the_author_says_the_language_have_it_on_the_page(tmp_path: Path) -> None:
    office = copy_small(tmp_path / "office")
    said_in_welsh = 'Boats go missing.\n\n> {% in "cy" %}Mae cychod **yn** diflannu{% endin %}, said one.\n'
    narrative = office / "plan/2025-29/themes/harbour.md"
    narrative.write_text(said_in_welsh)
    judged = judge(office)
    assert judged.problems == ()
    page = render_html(judged.documents[Request.read("plan")], "web")
    parts = '<span lang="cy">Mae cychod </span>', '<span lang="cy">yn</span>', '<span lang="cy"> diflannu</span>, said'
    assert all(part in page for part in parts)
    for wrong, rule in (
        ('{% in "cy" %}Mae cychod yn diflannu.', "malformed-expression"),
        ("Mae cychod yn diflannu.{% endin %}", "malformed-expression"),
        ('{% in "xx" %}Mae cychod yn diflannu.{% endin %}', "unknown-choice"),
    ):
        narrative.write_text(f"{wrong}\n")
        assert [each.rule.id for each in judge(office).errors] == [rule]


# -- a workspace


@pytest.fixture(scope="module")
def twins(tmp_path_factory: pytest.TempPathFactory) -> Judged:
    return judge(in_welsh(copy_small(tmp_path_factory.mktemp("twins") / "office")))


def plans(judged: Judged) -> tuple[Document, Document]:
    documents = [judged.documents[Request.read(f"plan 2025-29{more}")] for more in ("", " in cy")]
    return documents[0], documents[1]


@pytest.mark.slow
def test_both_languages_are_declared_and_nothing_is_wrong(twins: Judged) -> None:
    assert twins.problems == ()
    english, welsh = plans(twins)
    assert (english.id, welsh.id) == ("plan-2025-29", "plan-2025-29-cy")
    assert (english.title, welsh.title) == ("Safer Saltmarsh 2025-29", "Saltmarsh Ddiogelach 2025-29")


def test_twins_link_to_each_other_and_say_in_which_language(twins: Judged) -> None:
    english, welsh = (lxml.html.document_fromstring(render_html(each, "web")) for each in plans(twins))
    assert (english.get("lang"), welsh.get("lang")) == ("en-GB", "cy")
    for page, name, lang, id in (
        (english, "Cymraeg", "cy", "plan-2025-29-cy"),
        (welsh, "English", "en-GB", "plan-2025-29"),
    ):
        (link,) = [
            each for nav in page.iter("nav") if "languages" in (nav.get("class") or "") for each in nav.iter("a")
        ]
        assert (link.text, link.get("lang"), link.get("hreflang")) == (name, lang, lang)
        assert link.get("href") == f"../{id}/{id}.html"


def test_a_draft_prints_what_has_no_translation_marked_and_says_so(tmp_path: Path) -> None:
    office = in_welsh(copy_small(tmp_path / "office"))
    change(office, "plan/2025-29/edition.yaml", "period:", "status: draft\nperiod:")
    (office / "plan/2025-29/themes/harbour.cy.md").unlink()
    (office / "plan/2025-29/themes/harbour.cy.yaml").unlink()
    judged = judge(office)
    assert judged.errors == () and {each.rule.id for each in judged.problems} == {"untranslated"}
    page = lxml.html.document_fromstring(render_html(plans(judged)[1], "web"))
    marked = {each.text for each in page.iter("span") if each.get("lang") == "en-GB"}
    assert {"The harbour", "Boats go missing from the harbour when nights are long."} <= marked
    assert WORDS.text("page.untranslated") in "".join(map(str, next(page.iter("header")).itertext()))
    assert ELSE not in render_html(plans(judged)[1], "print")


def test_a_document_may_be_in_one_language_alone(tmp_path: Path) -> None:
    office = copy_small(tmp_path / "office")
    change(office, "plan/2025-29/edition.yaml", "period:", "language: cy\nstatus: draft\nperiod:")
    judged = judge(office)
    (answer, alone), *_ = judged.documents.items()
    assert (str(answer), alone.id, alone.catalogue.language) == ("plan 2025-29", "plan-2025-29", "cy")
    assert not alone.twins and WORDS.text("page.unread") in alone.remarks
    assert not any(each.place.file.startswith("plan/2025-29") for each in judged.problems)


def test_a_request_names_its_language() -> None:
    for words in ("plan 2025-29 in cy", "panel-report x 2025-01-02 in cy exempt", "plan in cy", "paper in"):
        assert str(Request.read(words)) == words
    assert Request.read("plan 2025-29 in cy").folder == "plan-2025-29-cy"


# -- an office that publishes each document in both

GWYNFA = Path(__file__).parent / "offices/gwynfa"
WORD = re.compile(r"[^\W\d_]{2,}(?:’[^\W\d_]+)?")


@pytest.fixture(scope="module")
def gwynfa() -> Judged:
    return judge(GWYNFA)


def pairs(judged: Judged) -> list[tuple[Document, Document]]:
    """Each document in English with its twin in Welsh."""
    twins = ((request, request.within(WELSH)) for request in judged.documents)
    return [
        (judged.documents[one], judged.documents[other])
        for one, other in twins
        if other in judged.documents and one != other
    ]


@pytest.mark.slow
def test_every_document_of_the_office_is_in_both_languages_but_the_one_that_says_so(gwynfa: Judged) -> None:
    assert gwynfa.problems == ()
    assert {one.id for one, _ in pairs(gwynfa)} == {
        "plan-2025-29",
        "panel-2026-03-11-homes",
        "board-2026-02-10-languages",
    }
    alone = gwynfa.documents[Request.read("numbered-paper 1")]
    assert (alone.catalogue.language, alone.twins) == ("cy", ())


@pytest.mark.slow
def test_twins_have_the_same_parts_in_the_same_order_and_the_same_figures(gwynfa: Judged) -> None:
    for one, other in pairs(gwynfa):
        assert tags(one) == tags(other)
        assert [(each.figure.id, each.figure.exact) for each in provenance(one)] == [
            (each.figure.id, each.figure.exact) for each in provenance(other)
        ]


def tags(document: Document) -> list[tuple[str, str]]:
    """The elements of a page in order, with their classes; words and addresses left out."""
    page = lxml.html.document_fromstring(render_html(document, "web"))
    return [(str(each.tag), each.get("class") or "") for each in page.iter()]


@pytest.mark.slow
def test_no_word_of_the_other_language_stands_on_a_page_in_welsh(gwynfa: Judged) -> None:
    """Each word on it is one of the Welsh that somebody wrote: the program's, or in a file of translations."""
    files = [*GWYNFA.rglob("*.cy.*"), GWYNFA / "plan/papers/1.md"]
    welsh = [re.sub(r"(?m)^ *- en:.*$", "", path.read_text("utf-8")) for path in files]
    welsh.append((HERE / "cy.yaml").read_text("utf-8"))
    welsh += [pair.says.value for pair in texts_in(WELSH).values()]
    known = set(WORD.findall(" ".join(welsh).casefold())) | {"english", "csv", "kb"}
    documents = [other for _, other in pairs(gwynfa)] + [gwynfa.documents[Request.read("numbered-paper 1")]]
    for document in documents:
        data = open_data(document, gwynfa.project_of(request_of(gwynfa, document)).datasets)
        texts = [text for medium in ("web", "print") for text in said(render_html(document, medium, (), data))]
        texts += [file.content.decode() for file in data if file.path.endswith(".csv")]
        strange = {word for text in texts for word in WORD.findall(text.casefold()) if word not in known}
        assert strange - COLUMNS_OF_DATA == set(), document.id


# the heads of a CSV, and ids, are for programs
COLUMNS_OF_DATA = {*COLUMNS, "all", "burglary", "prevention", "north", "south", "budget", "share", "change"}


def request_of(judged: Judged, document: Document) -> Request:
    return next(request for request, each in judged.documents.items() if each is document)


@pytest.mark.slow
def test_the_office_builds_and_what_is_not_translated_is_refused_as_final(tmp_path: Path) -> None:
    office = copy(GWYNFA, tmp_path / "office")
    built = build(office, None, Order(("html", "pdf"), office / "out", strict=True))
    assert built.whole and built.documents == 9
    index = (office / "out/index.html").read_text("utf-8")
    years = '<span class="hyphened">2025-29</span>'
    assert f'<h4 class="listed__title" lang="cy">Diogel Gartref yng Ngwynfa {years}</h4>' in index
    pages = sorted((office / "out").glob("*/*.html"))
    assert web.said_of(*pages, office / "out/index.html") == []
    assert [each.violations for each in web.sights(*pages) if each.violations] == []
    for pdf in (office / "out").glob("*/*.pdf"):
        assert not pdf_ua.validate_pdf_bytes(pdf.read_bytes(), profile="ua1").failures, pdf.name
    for page in pages:
        for link in re.findall(r'href="(\.\./[^"]+)"', page.read_text("utf-8")):
            assert (page.parent / link).is_file(), (page, link)
    (office / "plan/2025-29/themes/homes.cy.yaml").unlink()
    judged = judge(office)
    assert {each.rule.id for each in judged.errors} == {"unfinished-translation"}
    stopped = {str(each) for each in judged.stopped}
    assert "plan 2025-29 in cy" in stopped and "plan 2025-29" not in stopped


@pytest.mark.slow
def test_an_older_translation_tells_nothing_that_has_become_exempt(tmp_path: Path) -> None:
    root = copy(ROOT / "tests/offices/gwynfa", tmp_path / "office")
    paper = "plan/board/2026-02-10/languages.md"
    words = "Papers have come in one language, and in the other some weeks later."
    change(root, paper, words, f'{{% exempt "3" "two owners bid" %}}\n\n{words}\n\n{{% endexempt %}}')
    judged = judge(root)
    assert ("other-figures", f"{paper.removesuffix('.md')}.cy.md") in [
        (each.rule.id, each.place.file) for each in judged.errors
    ]
    for document in judged.documents.values():
        assert "rai wythnosau’n ddiweddarach" not in render_html(document, "web")


@pytest.mark.slow
def test_words_of_the_first_language_may_be_said_otherwise_too(tmp_path: Path) -> None:
    root = copy(ROOT / "tests/offices/gwynfa", tmp_path / "office")
    (root / "plan/words.yaml").write_text("notes.heading: {one: Remark, other: Remarks}\n", "utf-8")
    assert judge(root).problems == ()


@pytest.mark.slow
@pytest.mark.parametrize("lacks", ["nothing", "the name of the level", "the report"])
def test_a_heading_calls_what_it_is_on_as_the_plan_does_in_the_first_language_too(tmp_path: Path, lacks: str) -> None:
    root = copy(ROOT / "tests/offices/gwynfa", tmp_path / "office")
    for name in ("homes.md", "homes.cy.md"):
        report = root / "plan/panel/2026-03-11" / name
        report.write_text(report.read_text("utf-8").replace("# Priority:", "# Objective:"), "utf-8")
    if lacks == "the name of the level":
        change(root, "plan/2025-29/edition.cy.yaml", "  - en: Objective\n    cy: Amcan\n", "")
    if lacks == "the report":
        report.unlink()
    judged = judge(root)
    translations = {"older-translation", "untranslated", "unfinished-translation"}
    assert {each.rule.id for each in judged.problems} <= translations, [str(each) for each in judged.problems]


# -- an office that has not translated yet, or writes in Welsh alone

OFFICES = Path(__file__).parent / "offices"


def not_yet_translated(name: str, folder: Path) -> Path:
    """An office that has just said that it publishes in Welsh too; all that it has is a draft again."""
    root = copy(OFFICES / name, folder / name)
    register = root / "plan/office.yaml"
    register.write_text(f"{register.read_text('utf-8')}\nlanguages: [en, cy]\n", "utf-8")
    papers = [path for path in root.glob("plan/*/**/*.md") if path.read_text("utf-8").startswith("---\n")]
    for path in (*root.glob("plan/*/edition.yaml"), *papers):
        text, of_page = path.read_text("utf-8"), path.parent.name == "pages"
        if "\nstatus:" not in text and not of_page:
            begun = "---\n" if path.suffix == ".md" else ""
            path.write_text(f"{begun}status: draft\n{text.removeprefix(begun)}", "utf-8")
    return root


def told_in(document: Document, charts: bool) -> list[tuple[str, str, str]]:
    """The figures of a document in their order, with or without those that its charts draw."""
    return [
        (each.figure.id, each.figure.exact, each.figure.flags)
        for each in provenance(document)
        if charts or not each.where[-1:] or not each.where[-1].startswith(("Chart: ", "Siart: "))
    ]


@pytest.mark.slow
@pytest.mark.parametrize("name", first_quick(["haddon", "fellmoor", "carrow", "tolland", "severn-reach", "northmoor"]))
def test_what_has_no_translation_yet_is_a_draft_in_both_languages(name: str, tmp_path: Path) -> None:
    """Its headings, posts, maps, columns and files are known by their English, and its figures are the same.

    A label on a line that finds no free place among longer words is left out, so that a chart may have one fewer in
    Welsh; its figure stands in the table all the same.
    """
    judged = judge(not_yet_translated(name, tmp_path))
    assert {each.rule.id for each in judged.problems if each not in judged.errors} <= {
        "untranslated",
        "unread-words",
        "varied-draft",  # since a plan that is not translated is one
    }
    assert {each.rule.id for each in judged.errors} <= {"unfinished-translation"}  # of what cannot say that it is none
    twins = pairs(judged)
    assert len(twins) >= 3
    for one, other in twins:
        assert set(told_in(one, charts=True)) == set(told_in(other, charts=True))
        assert told_in(one, charts=False) == told_in(other, charts=False)
        assert WORDS.text("page.untranslated") in other.remarks


@pytest.mark.slow
def test_a_post_is_known_by_its_title_in_either_language(tmp_path: Path) -> None:
    root = copy(GWYNFA, tmp_path / "office")
    change(root, "plan/board/2026-02-10/languages.md", "from: commissioner", "from: Head of Policy")
    judged = judge(root)
    assert judged.problems == ()
    welsh = judged.documents[Request.read("bcb-paper languages in cy")]
    assert "Pennaeth Polisi" in render_html(welsh, "web") and "Head of Policy" not in render_html(welsh, "web")


@pytest.mark.slow
def test_an_english_heading_in_a_translation_is_known_as_its_outline_has_it(tmp_path: Path) -> None:
    root = not_yet_translated("haddon", tmp_path)
    paper = root / "plan/annual-reports/2024-25.md"
    _, _, words = paper.read_text("utf-8").split("---\n", 2)
    told = [each for each in judge(root).problems if each.place.file.endswith("annual-reports/2024-25.md")]
    (order,) = [each.remedy for each in told if "these words have no Welsh" in each.message]
    made_from = re.search(r"made_from: (\w{8})", order)
    assert made_from is not None
    welsh = words.replace("# Money", "# Arian").replace("# Objective: lit-ways", "# Amcan: lit-ways")
    paper.with_suffix(".cy.md").write_text(f"---\n{made_from[0]}\n---\n{welsh}", "utf-8")
    judged = judge(root)
    assert {each.rule.id for each in judged.errors} <= {"unfinished-translation"}
    one, other = (judged.documents[Request.read(f"annual-report 2024-25{more}")] for more in ("", " in cy"))
    assert [each.id for each in one.sections] == [each.id for each in other.sections]


def test_a_language_twice_is_told(tmp_path: Path) -> None:
    root = copy_small(tmp_path / "office")
    register = root / "plan/office.yaml"
    register.write_text(f"{register.read_text('utf-8')}\nlanguages: [en, en]\n", "utf-8")
    (wrong,) = judge(root).problems
    assert (wrong.rule.id, wrong.message) == ("duplicate-key", "en stands in the list already")


def test_an_office_may_write_in_welsh_alone(tmp_path: Path) -> None:
    """Each of its documents is in Welsh, under its own name, with the law in Welsh."""
    root = copy_small(tmp_path / "office")
    register = root / "plan/office.yaml"
    register.write_text(f"{register.read_text('utf-8')}\nlanguages: [cy]\n", "utf-8")
    judged = judge(root)
    assert [each.rule.id for each in judged.problems] == ["unread-words"]
    plan = judged.documents[Request.read("plan 2025-29")]
    assert (plan.id, plan.catalogue.language, plan.twins) == ("plan-2025-29", "cy", ())
    assert judged.project.exemptions == shipped_exemptions("England", WELSH)
    assert not judged.project.exemptions.paragraphs.keys() ^ shipped_exemptions("England").paragraphs.keys()


def test_the_laws_lists_are_there_in_welsh() -> None:
    assert all(row.what != shipped_information()[id].what for id, row in shipped_information(WELSH).items())
    for nation in NATIONS:
        welsh, english = shipped_exemptions(nation, WELSH), shipped_exemptions(nation)
        assert all(says != english.paragraphs[key] for key, says in welsh.paragraphs.items())
        assert (welsh.of_board and welsh.of_board.law) == "Deddf Rhyddid Gwybodaeth 2000"


def test_words_that_the_program_reads_are_known_in_welsh_too() -> None:
    assert lexicon.FORMER_BASELINE.search("o’i gymharu â’r hen linell sylfaen")
    assert not lexicon.FORMER_BASELINE.search("o’i gymharu â’r llinell sylfaen")
    assert lexicon.is_rate("fesul 1,000 o gartrefi") and not lexicon.is_rate("troseddau")
    assert lexicon.NO_COUNTS.fullmatch("munudau") and not lexicon.NO_COUNTS.fullmatch("cychod")
    assert lexicon.SHARE.search("cyfran y galwadau") and lexicon.CHANGE.search("y newid mewn galwadau")
    assert lexicon.ALL.search("Gwynfa gyfan") and lexicon.LESS.search("Pob trosedd ac eithrio twyll")


@pytest.mark.slow
def test_each_page_of_a_draft_says_so_in_its_language_whatever_is_said_of_the_translation(tmp_path: Path) -> None:
    root = copy(GWYNFA, tmp_path / "office")
    change(root, "plan/2025-29/edition.yaml", "subtitle:", "status: draft\nsubtitle:")
    change(root, "plan/panel/2026-03-11/homes.md", "---\nreport:", "---\nstatus: draft\nreport:")
    (root / "plan/words.cy.yaml").unlink()  # which says who has read the program's words
    judged = judge(root)
    for name in ("plan 2025-29 in cy", "panel-report homes 2026-03-11 in cy"):
        request = Request.read(name)
        assert build(root, request, Order(("pdf",), tmp_path / "out")).documents == 1
        pdf = next((tmp_path / "out").glob(f"{judged.documents[request].id}/*.pdf"))
        texts = web.run(web.tool("pdftotext"), "-raw", pdf, "-").stdout.removesuffix("\f").split("\f")
        assert judged.documents[request].remarks and len(texts) > 1
        assert [number for number, text in enumerate(texts, 1) if "DRAFFT" not in text] == []


@pytest.mark.slow
def test_a_pack_is_a_draft_as_long_as_one_of_its_papers_is(tmp_path: Path) -> None:
    root = copy(GWYNFA, tmp_path / "office")
    assert [pack.draft for pack in judge(root).packs] == [False, False]
    change(root, "plan/panel/2026-03-11/homes.md", "---\nreport:", "---\nstatus: draft\nreport:")
    assert build(root, None, Order(("html", "pdf"), tmp_path / "out")).whole
    final, drafts = (tmp_path / "out/index.html").read_text("utf-8").split("Drafts, not yet published")
    assert "panel-pack-2026-03-11/" in drafts and "panel-pack-2026-03-11/" not in final
    front = tmp_path / "out/panel-pack-2026-03-11/panel-pack-2026-03-11.html"
    assert "DRAFT. " in front.read_text("utf-8")
