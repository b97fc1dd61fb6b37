"""From a Word file that came back to its comments and changes at their lines, and to files with the changes taken."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pcpgen.cli import cli
from pcpgen.formats.word.xml import make, named
from pcpgen.pipeline import Judged, judge
from pcpgen.place import Place
from pcpgen.returned.file import read_file
from pcpgen.returned.paragraphs import GONE, initials_of, paragraphs
from pcpgen.returned.remarks import Returned, returned
from pcpgen.returned.standing import untracked
from pcpgen.returned.taking import Taken, as_diff, take
from pcpgen.returned.told import as_github, as_json, in_words
from tests.conftest import ROOT
from tests.word_changes import (
    BY,
    added_paragraph,
    commented,
    cut,
    edited,
    inserted,
    is_listed,
    made_bold,
    packed_again,
    paragraph_with,
    plain,
    replaced,
    said,
    stretch,
    track,
    without_bookmarks,
)
from tests.word_files import body, documents, parts, said_in, unsound, word_file
from tests.workspaces import change, copy_small

SMALL = ROOT / "tests/small"
HADDON = ROOT / "tests/offices/haddon"
HARBOUR = "plan/2025-29/themes/harbour.yaml"
MONEY = "plan/2025-29/pages/money.md"
ITEMS = "The office will\n\n- walk the *quays* at **every** hour, and\n- [mend](https://example.org/lamps) each lamp.\n"
TABLE = "| Where | What |\n| --- | --- |\n| Quays | A walk |\n| Lamps | A lamp |\n\n: What comes where\n"


@cache
def small() -> Judged:
    return judge(SMALL)


def sent(root: Path = SMALL, id: str = "plan-2025-29") -> bytes:
    judged = small() if root == SMALL else judge(root)
    return word_file(judged, next(each for each in documents(judged) if each.id == id))


def came_back(folder: Path, file: bytes, root: Path = SMALL) -> Returned:
    """What stands in a file that came back to a workspace."""
    (folder / "back.docx").write_bytes(file)
    read, problems = read_file(folder / "back.docx")
    assert read, problems
    return returned(root, judge(root), read)


def places(found: Returned) -> list[str]:
    """The file and line of each change, then those of each comment."""
    changes = [each.aim.place for entry in found.entries for each in entry.changes]
    remarks = [each.aim.place for entry in found.entries for each in entry.remarks]
    return [f"{place.file.rpartition('/')[2]}:{place.line}" for place in (*changes, *remarks)]


def office(folder: Path) -> Path:
    """The small office with a list, a table and a note on its page of money."""
    root = copy_small(folder)
    page = root / MONEY
    page.write_text(f"{page.read_text('utf-8')}\n{ITEMS}\n{TABLE}", "utf-8")
    return root


def with_lines_above(root: Path) -> None:
    """Ten lines more above everything in the files that the changes belong to."""
    for name in (HARBOUR, MONEY):
        path = root / name
        text, more = path.read_text("utf-8"), "# A remark.\n" * 10
        head = "---\n" if name.endswith(".md") else ""
        path.write_text(head + more + text.removeprefix(head), "utf-8")


def taken(root: Path, found: Returned, *numbers: int) -> Taken:
    """The changes of these numbers, or all, written where none is refused."""
    made = take(root, found, numbers or list(found.changes))
    for name, text in made.texts.items():
        (root / name).write_text(text, "utf-8")
    return made


# -- what came back, at its line


@pytest.mark.slow
def test_a_change_and_a_comment_stand_at_the_line_of_their_words(tmp_path: Path) -> None:
    file = commented(replaced(sent(), "every night", "each evening"), "know every trader", "Which ones?", ("All.",))
    told = in_words(came_back(tmp_path, file))
    assert told == (
        f"{HARBOUR}:5  “The force will walk the quays every night The counci … way before winter”\n"
        "   1  AB 2026-03-02  replace “every night” by “each evening”\n"
        "\n"
        "plan/2025-29/themes/high-street.yaml:5  “Officers will know every trader by name”\n"
        "   •  AB 2026-03-02 on “know every trader”: Which ones?\n"
        "         CD 2026-03-03: All.\n"
        "\n"
        "1 change and 1 comment in back.docx, which is plan-2025-29."
    )


CHANGES = (
    ("statement", "every night", HARBOUR, 5),
    ("paragraph", "in the year", MONEY, 5),
    ("item", "quays", MONEY, 9),
    ("link", "mend", MONEY, 10),
    ("caption", "What comes", MONEY, 17),
    ("cell", "A walk", MONEY, 14),
    ("head", "Where", MONEY, 12),
    ("title", "Money", MONEY, 3),
)
WITHIN: dict[str, str] = {
    "quays": "at every hour",
    "mend": "each lamp",
}  # what stands beside them in the same paragraph


HOW: dict[str, Callable[[bytes, str], bytes]] = {
    "insert": lambda file, words: inserted(file, words, " indeed", WITHIN.get(words, words)),
    "delete": lambda file, words: replaced(file, words, "", WITHIN.get(words, words)),
    "replace": lambda file, words: replaced(file, words, "other words", WITHIN.get(words, words)),
}


@pytest.mark.slow
@pytest.mark.parametrize("how", HOW)
def test_all_kinds_of_words_are_at_their_line_also_after_ten_were_put_in_above(tmp_path: Path, how: str) -> None:
    root = office(tmp_path)
    file = sent(root)
    for _, words, _, _ in CHANGES:
        file = HOW[how](file, words)
    with_lines_above(root)
    found = came_back(tmp_path, file, root)
    assert sorted(places(found)) == sorted(f"{name.rpartition('/')[2]}:{line + 10}" for _, _, name, line in CHANGES)
    assert {entry.found.how for entry in found.entries if entry.found} == {"bookmark"}
    assert {each.change.kind for entry in found.entries for each in entry.changes} == {how}


@pytest.mark.slow
@pytest.mark.parametrize(("words", "file", "line"), [each[1:] for each in CHANGES[:6:2]])
def test_a_comment_is_at_its_line_also_after_ten_were_put_in_above(
    tmp_path: Path, words: str, file: str, line: int
) -> None:
    root = office(tmp_path)
    made = commented(sent(root), words, "Why?", within=WITHIN.get(words, words))
    with_lines_above(root)
    assert places(came_back(tmp_path, made, root)) == [f"{file.rpartition('/')[2]}:{line + 10}"]


@pytest.mark.slow
def test_a_comment_on_several_paragraphs_is_told_once_where_it_begins(tmp_path: Path) -> None:
    def further(tree: Any) -> None:
        last = paragraph_with(tree, "know every trader")
        for each in [*tree.iter(named("w:commentRangeEnd"))]:
            last.extend((each, each.getnext()))

    found = came_back(tmp_path, edited(commented(sent(), "walk the quays", "Why?"), further))
    assert places(found) == ["harbour.yaml:5"] and in_words(found).count("Why?") == 1
    assert "on “walk the quays every night The council will light ea … way before winter”: Why?" in in_words(found)


@pytest.mark.slow
def test_a_comment_whose_words_are_gone_is_told_as_one_that_has_none(tmp_path: Path) -> None:
    def gone(tree: Any) -> None:
        for each in [*tree.iter(*map(named, ("w:commentRangeStart", "w:commentRangeEnd", "w:commentReference")))]:
            each.getparent().remove(each)

    file = edited(commented(sent(), "know every trader", "Which ones?"), gone)
    assert in_words(came_back(tmp_path, file)) == (
        "(no source)  (the words that it was on are gone from the file)\n"
        "   •  AB 2026-03-02: Which ones?\n"
        "\n"
        "0 changes and 1 comment in back.docx, which is plan-2025-29."
    )


@pytest.mark.slow
def test_a_comment_on_words_that_were_put_in_and_taken_out_again_is_told_where_they_were(tmp_path: Path) -> None:
    def withdrawn(tree: Any) -> None:
        paragraph = paragraph_with(tree, "know every trader")
        begin = paragraph.find(named("w:commentRangeStart"))
        runs = [each for each in begin.itersiblings() if each.tag == named("w:r")][:1]
        came = make("w:ins", w_id=950, **BY)
        begin.addprevious(came)
        words = said(runs[0], "and their dogs ")
        gone = make("w:del", begin, words, paragraph.find(named("w:commentRangeEnd")), w_id=951, **BY)
        gone.append(next(each.getparent() for each in paragraph.iter(named("w:commentReference"))))
        came.append(gone)

    file = edited(commented(sent(), "know every trader", "Which ones?"), withdrawn)
    found = came_back(tmp_path, file)
    assert places(found) == ["high-street.yaml:5"] and not found.changes
    assert [each.comment.says for entry in found.entries for each in entry.remarks] == ["Which ones?"]


@pytest.mark.slow
def test_several_changes_of_a_paragraph_stand_together_each_with_its_number(tmp_path: Path) -> None:
    file = replaced(inserted(sent(), "The office", " still"), "in the year", "this year", w_author="Cy Dunn")
    found = came_back(tmp_path, file)
    (entry,) = found.entries
    told = [(each.number, each.change.kind, initials_of(each.change.author)) for each in entry.changes]
    assert told == [(1, "insert", "AB"), (2, "replace", "CD")]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("heading", "file"), [("The harbour", "themes/harbour.yaml"), ("The plan on a page", "plan/words.yaml says")]
)
def test_a_line_of_the_contents_names_the_file_of_its_heading(tmp_path: Path, heading: str, file: str) -> None:
    def listed(tree: Any) -> None:
        line = next(each for each in tree.iter(named("w:p")) if is_listed(each) and heading in plain(each))
        track(list(cut(line, heading)), "Another heading", BY)

    told = in_words(came_back(tmp_path, edited(sent(), listed)))
    assert "the contents, which repeat headings: change the heading" in told and file in told, told


@pytest.mark.slow
def test_what_is_computed_says_where_it_comes_from(tmp_path: Path) -> None:
    file = commented(sent(), "thousand", "Is that so?", within="The office spends")
    found = came_back(tmp_path, replaced(file, "75%", "80%"))
    (entry,) = found.entries
    assert entry.changes[0].aim.why == (
        "“75%” is computed from data/budget.csv:2, data/budget.csv:3: pcpgen explain share:budget.quays@2025/26"
    )
    assert entry.remarks[0].aim.of == "figure" and "data/budget.csv:2" in entry.remarks[0].aim.why


@pytest.mark.slow
def test_a_paragraph_that_was_added_stands_behind_the_one_before_it_and_looks_are_left_out(tmp_path: Path) -> None:
    found = came_back(tmp_path, made_bold(added_paragraph(sent(), "Boats go missing", "Nets too."), "The office"))
    (entry,) = found.entries
    assert places(found) == ["harbour.md:1"] and entry.changes[0].change.shape == "a new paragraph"
    assert in_words(found).endswith("1 change of how words look left out.")


@pytest.mark.slow
def test_words_that_were_changed_without_being_tracked_are_told_and_can_be_taken(tmp_path: Path) -> None:
    root = copy_small(tmp_path)

    def untracked(tree: Any) -> None:
        (text,) = [
            each
            for each in tree.iter(named("w:t"))
            if each.text == "Boats go missing from the harbour when nights are long."
        ]
        text.text = "Boats go missing from the marina when nights are long."

    found = came_back(tmp_path, edited(sent(), untracked), root)
    assert "1  not tracked  replace “harbour” by “marina”" in in_words(found)
    taken(root, found)
    assert "from the marina when" in (root / "plan/2025-29/themes/harbour.md").read_text()


@pytest.mark.slow
def test_a_sentence_that_was_written_anew_without_being_tracked_is_one_change(tmp_path: Path) -> None:
    root = copy_small(tmp_path)
    anew = "From this harbour boats are taken when nobody looks."

    def untracked(tree: Any) -> None:
        (text,) = [each for each in tree.iter(named("w:t")) if (each.text or "").startswith("Boats go missing")]
        text.text = anew

    found = came_back(tmp_path, edited(sent(), untracked), root)
    assert list(found.changes) == [1]
    taken(root, found, 1)
    assert anew in (root / "plan/2025-29/themes/harbour.md").read_text("utf-8")


@pytest.mark.parametrize(
    ("now", "sent", "changes"),
    [
        ("The words are yours. Write them anew.", "This plan was written with the people.", 1),
        ("Lamps are lit along the whole quay from dusk.", "Lamps are lit along the old quay from dawn.", 2),
        ("We lit the lamps at night. Boats stay.", "We put out all lamps at dawn. Boats stay.", 1),
        ("We lit the lamp. The boats all stay. We look on.", "I lit a lamp. The boats all stay. I look out.", 2),
    ],
)
def test_the_steps_of_a_sentence_that_was_written_anew_are_one_change(now: str, sent: str, changes: int) -> None:
    assert len([*untracked(sent, now)]) == changes


@pytest.mark.slow
def test_a_figure_that_was_typed_over_without_being_tracked_is_told_and_refused(tmp_path: Path) -> None:
    def untracked(tree: Any) -> None:
        for text in tree.iter(named("w:t")):
            text.text = (text.text or "").replace("75%", "95%")

    found = came_back(tmp_path, edited(sent(), untracked))
    told = in_words(found)
    assert "not tracked  replace “75” by “95”" in told
    whys = {each.aim.why for entry in found.entries for each in entry.changes}
    assert whys and all("is computed from data/budget.csv:2" in why for why in whys)


@pytest.mark.slow
def test_a_paragraph_that_was_put_in_without_being_tracked_is_told_where_it_stands(tmp_path: Path) -> None:
    def untracked(tree: Any) -> None:
        (text,) = [each for each in tree.iter(named("w:t")) if (each.text or "").startswith("Boats go missing")]
        here = next(text.iterancestors(named("w:p")))
        there = deepcopy(here)
        for mark in [*there.iter(named("w:bookmarkStart")), *there.iter(named("w:bookmarkEnd"))]:
            mark.getparent().remove(mark)
        next(each for each in there.iter(named("w:t"))).text = "Nobody tracked this."
        here.addnext(there)

    found = came_back(tmp_path, edited(sent(), untracked))
    assert places(found) == ["harbour.md:1"]
    assert "not tracked  a new paragraph: “Nobody tracked this.”" in in_words(found)
    (change,) = [each for entry in found.entries for each in entry.changes]
    assert change.aim.edits == () and change.aim.why


@pytest.mark.slow
def test_a_paragraph_that_was_taken_out_without_being_tracked_is_told_at_its_line(tmp_path: Path) -> None:
    """What the file was sent with is kept in it; a passage that was written since is missed in none."""
    file = edited(sent(), lambda tree: remove(paragraph_with(tree, "know every trader")))
    root = copy_small(tmp_path / "office")
    (root / MONEY).write_text((root / MONEY).read_text("utf-8") + "\nLamps are bought in winter.\n", "utf-8")
    before = in_words(came_back(tmp_path, sent(), root))
    assert before == "0 changes and 0 comments in back.docx, which is plan-2025-29."
    told = in_words(came_back(tmp_path, file, root)).split("\n\n")
    assert told == [
        "plan/2025-29/themes/high-street.yaml:5  “Officers will know every trader by name”\n"
        "   1  not tracked  the paragraph goes: “Officers will know every trader by name”\n"
        "      not to be taken: the paragraph goes: make this change in the file yourself",
        "1 change and 0 comments in back.docx, which is plan-2025-29.",
    ]
    assert came_back(tmp_path, edited(file, without_passages, PASSAGES_PART), root).changes == {}


@pytest.mark.slow
def test_libreoffice_keeps_what_a_file_was_sent_with(tmp_path: Path) -> None:
    (tmp_path / "sent.docx").write_bytes(edited(sent(), lambda tree: remove(paragraph_with(tree, "every trader"))))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", "--headless", profile, "--convert-to", "docx:MS Word 2007 XML", "--outdir", "saved"]
    subprocess.run([*command, "sent.docx"], check=True, capture_output=True, timeout=300, cwd=tmp_path)
    found = came_back(tmp_path, (tmp_path / "saved/sent.docx").read_bytes())
    assert [(each.change.before, each.change.shape) for _, each in found.changes.values()] == [
        ("Officers will know every trader by name", GONE)
    ]


PASSAGES_PART = "customXml/item1.xml"


def without_passages(tree: Any) -> None:
    """As of a program that keeps nothing which it does not know."""
    tree.text = ""


def remove(element: Any) -> None:
    element.getparent().remove(element)


@pytest.mark.slow
def test_of_another_program_paragraphs_are_found_by_their_words_and_that_is_told(tmp_path: Path) -> None:
    file = without_bookmarks(replaced(sent(), "every night", "each evening"))
    found = came_back(tmp_path, file)
    assert places(found) == ["harbour.yaml:5"]
    assert "(found by its words)" in in_words(found) and "Its bookmarks are gone" in in_words(found)


@pytest.mark.slow
def test_a_paragraph_that_has_changed_since_is_found_and_what_still_fits_is_taken(tmp_path: Path) -> None:
    root = copy_small(tmp_path)
    file = replaced(inserted(sent(), "The force", " itself"), "every night", "each evening")
    change(root, HARBOUR, "walk the quays every night", "walk the quays every night and day")
    change(root, HARBOUR, "The force", "The police")
    found = came_back(tmp_path, file, root)
    (entry,) = found.entries
    assert entry.found and entry.found.how == "changed"
    assert [each.aim.why for each in entry.changes] == [
        "the words there have been changed since the document was sent",
        "",
    ]
    taken(root, found, 2)
    assert "The police will walk the quays each evening and day" in (root / HARBOUR).read_text()


@pytest.mark.slow
def test_a_theme_on_the_cover_is_its_author_s_and_what_all_documents_show_is_said_to_be(tmp_path: Path) -> None:
    root = copy_small(tmp_path)
    file = replaced(sent(root), "The harbour", "The quays", within="The harbour  ")
    found = came_back(tmp_path, replaced(file, "Town Hall", "The Hall"), root)
    assert places(found) == ["harbour.yaml:2", "office.yaml:10"]
    assert in_words(found).count("to be taken for all documents: plan/office.yaml says it for each of them") == 1
    assert taken(root, found).refused == () and "title: The quays\n" in (root / HARBOUR).read_text("utf-8")


ROWS = "| First | Mended |\n| Last | A lamp |\n"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("above", "how", "line"),
    [("", "bookmark", 9), ("| Other | Mended |\n", "bookmark", 10), (ROWS, "words", 9)],
    ids=["as sent", "once more", "once more between the same"],
)
def test_words_that_stand_twice_are_told_apart_by_what_stands_beside_them(
    tmp_path: Path, above: str, how: str, line: int
) -> None:
    root = copy_small(tmp_path)
    page = root / MONEY
    begin, end = f"{page.read_text('utf-8')}\n| Where | What |\n| --- | --- |\n", f"{ROWS}\n: What comes where\n"
    page.write_text(begin + end, "utf-8")
    file = replaced(sent(root), "Mended", "Tidied")
    page.write_text(begin + above + end, "utf-8")
    found = came_back(tmp_path, file, root)
    (entry,) = found.entries
    assert entry.found and (entry.found.how, entry.aim.place.line) == (how, line)
    refused = taken(root, found).refused
    if how == "bookmark":
        assert refused == () and page.read_text("utf-8") == begin + above + end.replace("Mended", "Tidied")
    else:
        assert refused[0][1].startswith("its words stand in several places") and "Tidied" not in page.read_text("utf-8")
        assert "found by its words, which stand in several places" in in_words(found)


@pytest.mark.slow
def test_json_and_annotations_say_the_same_and_name_nobody(tmp_path: Path) -> None:
    found = came_back(tmp_path, commented(replaced(sent(), "every night", "each evening"), "know every", "Who?"))
    plainly = json.loads(as_json(found))
    assert plainly["document"] == "plan-2025-29" and plainly["bookmarks"] is True
    first, second = plainly["paragraphs"]
    assert (first["file"], first["line"], first["changes"][0]["kind"]) == (HARBOUR, 5, "replace")
    assert second["comments"][0]["says"] == "Who?"
    assert as_github(found).splitlines()[0] == (
        f"::notice file={HARBOUR},line=5,col=47,title=AB 2026-03-02::replace “every night” by “each evening”."
    )
    assert "Ada" not in as_json(found) + as_github(found) + in_words(found)


# -- files that are none


DOCTYPE = b'<!DOCTYPE w:document [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'


def hostile(name: str) -> bytes:
    text = parts(sent())["word/document.xml"]
    match name:
        case "empty":
            return b""
        case "text":
            return b"Some words."
        case "cut":
            return sent()[:20_000]
        case "entities":
            return packed_again(
                sent(), {"word/document.xml": text.replace(b"<w:document", DOCTYPE + b"<w:document", 1)}
            )
        case "broken":
            return packed_again(sent(), {"word/document.xml": text[:-40]})
        case "no text":
            return packed_again(sent(), {"word/document.xml": b"<a/>"})
        case "deep":
            return packed_again(sent(), {"word/document.xml": b"<a>" * 5_000 + b"</a>" * 5_000})
        case _:
            return packed_again(sent(), {"word/media/zeros.bin": bytes(40 << 20)})


HOSTILE = ("empty", "text", "cut", "entities", "broken", "no text", "deep", "bomb")


@pytest.mark.slow
@pytest.mark.parametrize("name", HOSTILE)
def test_a_file_that_is_none_or_means_harm_is_a_problem(tmp_path: Path, name: str) -> None:
    (tmp_path / "back.docx").write_bytes(hostile(name))
    read, (problem,) = read_file(tmp_path / "back.docx")
    assert read is None and problem.place == Place("back.docx")
    assert problem.rule.id == ("file-too-large" if name in ("bomb", "deep") else "unreadable-file")


@pytest.mark.slow
def test_remarks_and_instructions_of_xml_are_passed_over(tmp_path: Path) -> None:
    own = parts(sent())
    noted = {
        name: own[name].replace(b"<Relationship ", b"<!-- a remark --><?an instruction?><Relationship ")
        for name in ("_rels/.rels", "word/_rels/document.xml.rels")
    }
    noted["word/document.xml"] = own["word/document.xml"].replace(b"every night", b"every<!-- a remark --> night")
    (tmp_path / "back.docx").write_bytes(packed_again(sent(), noted))
    read, problems = read_file(tmp_path / "back.docx")
    assert read and problems == [] and read.document == "plan-2025-29"
    assert "The force will walk the quays every night" in [each.sent for each in paragraphs(read)]


def test_a_file_that_is_not_there_is_told_with_those_that_are(tmp_path: Path) -> None:
    (tmp_path / "plan.docx").write_bytes(b"")
    _, (problem,) = read_file(tmp_path / "paln.docx")
    assert problem.remedy.startswith('Did you mean "plan.docx"?')


# -- taking


@pytest.mark.slow
def test_changes_that_are_taken_are_in_the_files_and_in_what_is_built(tmp_path: Path) -> None:
    root = office(tmp_path)
    files = {name: (root / name).read_text().splitlines() for name in (HARBOUR, MONEY)}
    file = sent(root)
    for number, (_, words, name, line) in enumerate(CHANGES):
        file = replaced(file, words, f"Other words {'abcdefgh'[number]}", WITHIN.get(words, words))
        text = files[name][line - 1]
        files[name][line - 1] = text.replace(words, f"Other words {'abcdefgh'[number]}", 1)
    made = taken(root, came_back(tmp_path, file, root))
    assert made.refused == ()
    for name, lines in files.items():
        assert (root / name).read_text().splitlines() == lines
    built = said_in(body(sent(root)))
    assert [letter for letter in "abcdefgh" if f"Other words {letter}" not in built] == []
    again = came_back(tmp_path, file, root)
    assert {each.aim.of for entry in again.entries for each in entry.changes} == {"taken"}
    assert sorted(places(again)) == sorted(f"{name.rpartition('/')[2]}:{line}" for _, _, name, line in CHANGES)
    assert "it is taken: the file reads so now" in in_words(again) and "not to be taken" not in in_words(again)


@pytest.mark.slow
def test_markup_that_is_not_touched_stays_where_it_is(tmp_path: Path) -> None:
    root = office(tmp_path)
    file = replaced(inserted(sent(root), "walk the", " old", "at every hour"), "hour", "time")
    file = inserted(file, "The office spends", " just", "The office spends")
    assert taken(root, came_back(tmp_path, file, root)).refused == ()
    text = (root / MONEY).read_text()
    assert "- walk the old *quays* at **every** time, and" in text
    assert 'The office spends just {{ figure("budget.spending") }} in the year' in text


# several values of YAML, each in one file with all others as they are
SPELT = (
    ("light: a lamp", "'The council will light: a lamp before winter'"),
    ("light #1", "'The council will light #1 before winter'"),
    ("light *each*", r"The council will light \*each\* before winter"),
    ("light the council’s", "The council will light the council’s before winter"),
    ("light ‘each’ [slip]", r"The council will light ‘each’ \[slip\] before winter"),
)


@pytest.mark.slow
@pytest.mark.parametrize(("after", "spelt"), SPELT)
def test_yaml_and_markdown_stay_valid_whatever_the_words(tmp_path: Path, after: str, spelt: str) -> None:
    root = copy_small(tmp_path)
    file = replaced(sent(), "light each slipway", after)
    assert taken(root, came_back(tmp_path, file, root)).refused == ()
    assert f"  light-slipways: {spelt}\n" in (root / HARBOUR).read_text()
    assert f"The council will {after} before winter" in said_in(body(sent(root)))


@pytest.mark.slow
def test_a_line_of_the_address_is_taken_into_the_file_of_the_office(tmp_path: Path) -> None:
    """Each line of a paragraph that holds several is an author's own."""
    root = copy_small(tmp_path / "office")
    found = came_back(tmp_path, replaced(sent(), "Town Hall", "Guildhall"))
    assert places(found) == ["office.yaml:10"]
    assert taken(root, found).refused == ()
    assert "address: [Guildhall, Saltmarsh]\n" in (root / "plan/office.yaml").read_text()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("written", "reads"),
    [
        ("'The council''s lamps will be lit'", "'The council''s lights will be lit'"),
        ('"The council\\u2019s lamps will be lit"', '"The council\\u2019s lights will be lit"'),
        (">-\n    The council’s\n    lamps will be lit", ">-\n    The council’s\n    lights will be lit"),
        ("The council’s\n    lamps will be lit", "The council’s\n    lights will be lit"),
    ],
    ids=["single", "double", "folded", "plain"],
)
def test_a_value_stays_quoted_and_folded_as_it_is(tmp_path: Path, written: str, reads: str) -> None:
    root = copy_small(tmp_path)
    change(root, HARBOUR, "The council will light each slipway before winter", written)
    file = replaced(sent(root), "lamps", "lights")
    assert taken(root, came_back(tmp_path, file, root)).refused == ()
    assert f"light-slipways: {reads}\n" in (root / HARBOUR).read_text()


REFUSED = (
    ("a figure", lambda file: replaced(file, "75%", "80%"), "“75%” is computed from data/budget.csv:2"),
    (
        "all words",
        lambda file: replaced(file, "Officers will know every trader by name", ""),
        "nothing would be left of",
    ),
    ("a paragraph", lambda file: added_paragraph(file, "Boats go", "Nets too."), "a new paragraph: make this change"),
    (
        "an expression",
        lambda file: inserted(file, "quays", " {{ x() }}", "walk the quays"),
        "what it makes of the file",
    ),
    ("program’s words", lambda file: replaced(file, "Vision", "Dream"), "these words are put there by the program"),
)


@pytest.mark.slow
@pytest.mark.parametrize(("made", "why"), [each[1:] for each in REFUSED], ids=[each[0] for each in REFUSED])
def test_a_change_that_cannot_be_taken_is_refused_and_no_other_is_written(tmp_path: Path, made: Any, why: str) -> None:
    found = came_back(tmp_path, replaced(made(sent()), "before winter", "soon"))
    refused = take(SMALL, found, list(found.changes))
    assert dict(refused.texts) == {} and as_diff(refused) == ""
    assert any(each.startswith(why) for _, each in refused.refused), refused.refused


@pytest.mark.slow
def test_two_changes_of_the_same_words_are_not_both_taken(tmp_path: Path) -> None:
    file = inserted(inserted(sent(), "The force", " itself"), "The force", " alone", w_author="Cy Dunn")
    found = came_back(tmp_path, file)
    assert [each.refused for each in [take(SMALL, found, [1, 2])]] == [
        ((2, "it reaches over the same words as change 1"),)
    ]


@pytest.mark.slow
def test_a_change_by_which_nothing_changes_is_not_said_to_be_written(tmp_path: Path) -> None:
    found = came_back(tmp_path, replaced(sent(), "every night", "every night"))
    assert take(SMALL, found, [1]).refused == ((1, "nothing changes by it"),)


# -- the command


def test_of_a_file_that_cannot_be_read_or_a_number_that_there_is_not_it_says_so(tmp_path: Path) -> None:
    (tmp_path / "back.docx").write_bytes(b"")
    done = run(tmp_path, "--take", "1")
    assert (done.exit_code, done.stdout) == (1, "")
    assert "back.docx:1:1: error: the file is no Word document  [unreadable-file]" in done.stderr


@pytest.mark.slow
def test_it_lists_shows_and_writes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = copy_small(tmp_path / "office")
    (tmp_path / "back.docx").write_bytes(replaced(replaced(sent(), "every night", "each evening"), "75%", "80%"))
    before = (root / HARBOUR).read_text()
    assert "1  AB 2026-03-02  replace “every night” by “each evening”" in run(tmp_path).stdout
    assert (
        "+  patrol-quays: The force will walk the quays each evening" in run(tmp_path, "--take", "1", "--diff").stdout
    )
    assert (root / HARBOUR).read_text() == before
    both = run(tmp_path, "--take", "1", "--take", "2")
    assert both.exit_code == 1 and "change 2 is not taken: “75%” is computed from data/budget.csv:2" in both.stderr
    assert (root / HARBOUR).read_text() == before
    for wrong in (["--take", "3"], ["--ask"], ["--diff"], ["--take", "1", "--format", "github"]):
        assert run(tmp_path, *wrong).exit_code == 2, wrong
    assert json.loads(run(tmp_path, "--take", "2", "--format", "json").stdout)["refused"][0]["number"] == 2
    shown = json.loads(run(tmp_path, "--take", "1", "--diff", "--format", "json").stdout)
    assert (shown["taken"], shown["written"]) == ([1], []) and "+  patrol-quays: The force" in shown["diff"]
    assert (root / HARBOUR).read_text() == before
    assert run(tmp_path, "--take", "1").stdout.endswith(f"{root / HARBOUR}\n")
    assert (root / HARBOUR).read_text() == before.replace("every night", "each evening")
    monkeypatch.setattr("pcpgen.cli.comments.can_ask", lambda: True)
    asked = run(tmp_path, "--ask").stdout
    assert (
        "\n      it is taken: the file reads so now\n" in asked
        and "\n      not to be taken: “75%” is computed" in asked
    )


@pytest.mark.slow
def test_a_file_of_another_office_is_no_document_of_this_one(tmp_path: Path) -> None:
    file = replaced(sent(HADDON, "plan-2024-28"), "walk to work", "drive to work")
    (tmp_path / "back.docx").write_bytes(file)
    done = run(tmp_path)
    assert (done.exit_code, done.stdout) == (1, "")
    assert 'no document has the id "plan-2024-28"' in done.stderr and "Nothing was read." in done.stderr


def run(folder: Path, *words: str) -> Result:
    root = folder / "office" if (folder / "office").is_dir() else SMALL
    return CliRunner().invoke(cli, ["-C", str(root), "comments", str(folder / "back.docx"), *words])


# -- the file that is sent


@pytest.mark.slow
def test_every_paragraph_names_its_source_or_says_that_the_program_made_it() -> None:
    for root in (SMALL, HADDON):
        judged = judge(root)
        for document in documents(judged):
            file = word_file(judged, document)
            assert unsound(file) == []
            read = paragraphs_of(file)
            lacking = [
                each.sent for each in read if each.style != "Toc1" and each.sent.strip() and not has_source(each)
            ]
            assert lacking == [], document.id


def paragraphs_of(file: bytes) -> list[Any]:
    from lxml import etree

    from pcpgen.returned.file import WordFile

    return list(paragraphs(WordFile("", "", etree.fromstring(parts(file)["word/document.xml"]))))


def has_source(paragraph: Any) -> bool:
    return any(each.name.startswith(("from_", "made_")) for each in paragraph.marks)


# -- whatever is changed


OFFICES = [ROOT / "tests/offices" / name for name in ("haddon", "carrow", "northmoor", "gwynfa")]


@cache
def of_office(root: Path) -> tuple[Judged, dict[str, bytes]]:
    judged = judge(root)
    return judged, {each.id: word_file(judged, each) for each in documents(judged)}


WORDS = st.sampled_from(
    ["", "new words", " very", "it’s: #1, “so”", "*x* & [y]", "a|b", "- dash", "1. one", "{{", "\\"]
)


@pytest.mark.slow
@settings(max_examples=20, derandomize=True, suppress_health_check=list(HealthCheck))
@given(
    office=st.sampled_from(OFFICES),
    at=st.floats(0, 1),
    which=st.floats(0, 1),
    start=st.floats(0, 1),
    length=st.integers(0, 40),
    after=WORDS,
)
def test_what_is_taken_is_built_as_it_was_changed_or_it_is_refused(
    tmp_path_factory: pytest.TempPathFactory,
    office: Path,
    at: float,
    which: float,
    start: float,
    length: int,
    after: str,
) -> None:
    judged, files = of_office(office)
    id = list(files)[min(int(which * len(files)), len(files) - 1)]
    texts = [plain(each) for each in body(files[id]).iter(named("w:p"))]
    worded = [at for at, text in enumerate(texts) if len(text.split()) > 3]
    number = worded[min(int(at * len(worded)), len(worded) - 1)]
    text = texts[number]
    begin = min(int(start * len(text)), len(text) - 1)
    end = min(begin + length, len(text))
    if begin == end and not after:
        return

    def changed(tree: Any) -> None:
        paragraph = list(tree.iter(named("w:p")))[number]
        if begin < end:
            track(list(stretch(paragraph, begin, end)), after, BY)
        else:
            run = next(stretch(paragraph, begin, begin + 1))
            run.addprevious(make("w:ins", said(run, after), w_id=1, **BY))

    folder = tmp_path_factory.mktemp("edit")
    (folder / "back.docx").write_bytes(edited(files[id], changed))
    read, _ = read_file(folder / "back.docx")
    assert read
    found = returned(office, judged, read)
    assert found.changes
    made = take(office, found, list(found.changes))
    if made.refused:
        assert not made.texts
        return
    for name in ("plan", "data"):
        shutil.copytree(office / name, folder / "office" / name)
    taken(folder / "office", found)
    rebuilt = [plain(each) for each in body(sent(folder / "office", id)).iter(named("w:p"))]
    assert "".join(rebuilt[number].split()) == "".join((text[:begin] + after + text[end:]).split())


@pytest.mark.slow
def test_a_tracked_move_is_told_as_one_at_both_its_ends(tmp_path: Path) -> None:
    """As Word writes it: the words where they were and where they are, each end of the paragraph too."""

    def move(tree: Any) -> None:
        here = paragraph_with(tree, "know every trader")
        there = deepcopy(here)
        for mark in [*there.iter(named("w:bookmarkStart")), *there.iter(named("w:bookmarkEnd"))]:
            mark.getparent().remove(mark)
        for paragraph, name in ((here, "w:moveFrom"), (there, "w:moveTo")):
            end = paragraph.find(named("w:pPr"))
            end.append(make("w:rPr", make(name, w_id=911, **BY)))
            for run in list(paragraph.findall(named("w:r"))):
                around = make(name, w_id=912, **BY)
                run.addprevious(around)
                around.append(run)
        paragraph_with(tree, "Boats go missing").addnext(there)

    found = came_back(tmp_path, edited(sent(), move))
    told = in_words(found)
    words = "“Officers will know every trader by name”"
    assert f"AB 2026-03-02  moved away, to plan/2025-29/themes/harbour.md:1: {words}" in told
    assert f"AB 2026-03-02  moved here, from plan/2025-29/themes/high-street.yaml:5: {words}" in told
    assert len(found.changes) == 2 and all(each.aim.why for _, each in found.changes.values())


@pytest.mark.slow
def test_a_passage_that_was_moved_without_being_tracked_is_told(tmp_path: Path) -> None:
    def move(tree: Any) -> None:
        paragraph_with(tree, "The office spends").addnext(paragraph_with(tree, "Boats go missing"))

    found = came_back(tmp_path, edited(sent(), move))
    told = in_words(found).splitlines()
    assert told[0].startswith("plan/2025-29/themes/harbour.md:1")
    assert "not tracked  the paragraph was moved behind “The office spends" in told[1]
    assert told[2] == "      not to be taken: move it in the file yourself" and len(found.changes) == 1


@pytest.mark.slow
def test_the_same_change_by_two_colleagues_is_taken_once(tmp_path: Path) -> None:
    file = replaced(replaced(sent(), "every night", "each evening"), "75", "95")
    root = copy_small(tmp_path / "office")
    found = came_back(tmp_path, file, root)
    (one,) = [number for number, (_, each) in found.changes.items() if each.change.after == "each evening"]
    entry, change = found.changes[one]
    twice = replace(entry, changes=(change, replace(change, number=99)))
    taken = take(root, replace(found, entries=(twice,)), [one, 99])
    assert taken.refused == () and "each evening" in "".join(taken.texts.values())
