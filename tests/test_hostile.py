"""Outside and generated inputs through every place that takes text: no traceback, no active content, no long wait."""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from itertools import cycle
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pcpgen.cli import cli
from pcpgen.load.rules import YAML_SYNTAX
from pcpgen.place import Place
from pcpgen.problems import MOST, in_order, in_words, problem
from pcpgen.rules import UNKNOWN_ID
from tests import hostile
from tests.cases import first_quick, slow
from tests.hostile import MORE, NAMES, PAPERS, PAPERS_PLAIN, PLAIN, PROSE, TEXTS, WHOLE_YAML, Files, Office
from tests.hostile.words import ATTACKS, CALLS, MARKS, WORDY
from tests.workspaces import copy

Input = tuple[str, Files, str]  # the place, the files, and the words that have to come out where a page does


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    return Office(tmp_path_factory.mktemp("hostile"))


@pytest.fixture(scope="module")
def reporting(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """An office that reports to its Panel."""
    return Office(tmp_path_factory.mktemp("reporting"), TEXTS)


# -- outside cases


def markdown_cases() -> Iterator[Input]:
    for text, (place, files) in zip(hostile.commonmark(), cycle(PROSE.items()), strict=False):
        yield place, files(text), ""


def yaml_cases() -> Iterator[Input]:
    for text, path in zip(hostile.yaml_suite(), cycle(WHOLE_YAML), strict=False):
        yield path, hostile.file(path)(text), ""


def naughty_cases() -> Iterator[Input]:
    """Each string as plain words, which come out as the same words, and every second one as something else."""
    strings, others = hostile.naughty_strings(), {**PROSE, **NAMES}
    for text, (place, files) in zip(strings, cycle(PLAIN.items()), strict=False):
        yield place, files(text), text
    for text, (place, files) in zip(strings[::2], cycle(others.items()), strict=False):
        yield place, files(text), text if place in PROSE and re.fullmatch(r"[\w ,;’“”é]*", text) else ""


def csv_cases() -> Iterator[Input]:
    header = "series,period,qualifier,value,note\n"
    for text in hostile.csv_spectrum():
        yield "the data", hostile.file(hostile.CSV)(text), ""
        yield "the data's rows", hostile.file(hostile.CSV)(header + text), ""
        for place in ("series", "periods", "qualifiers", "values", "notes"):
            yield f"a cell of {place}", NAMES[f"a cell of {place}"](text), ""


def paper_cases() -> Iterator[Input]:
    """Every sixth case of each suite, through the places of a report to the Panel."""
    suites = (hostile.commonmark(), hostile.yaml_suite(), hostile.naughty_strings())
    for text, (place, files) in zip(
        (text for suite in suites for text in suite[::6]), cycle(PAPERS.items()), strict=False
    ):
        yield place, files(text), ""


SUITES: Mapping[str, tuple[Callable[[], Iterator[Input]], int]] = {
    "CommonMark": (markdown_cases, 652),
    "YAML test suite": (yaml_cases, 400),
    "naughty strings": (naughty_cases, 485 + 242),
    "csv-spectrum": (csv_cases, 12 * 7),
    "cases in a report": (paper_cases, 255),
}


@lru_cache(maxsize=len(SUITES))
def walked(suite: str) -> int:
    """How many inputs a suite has; each of them is walked."""
    count = 0
    with tempfile.TemporaryDirectory() as folder:
        office = Office(Path(folder), TEXTS if suite == "cases in a report" else MORE)
        for place, files, words in SUITES[suite][0]():
            try:
                office.read(files, words)
            except Exception as error:
                error.add_note(f"{suite}, {place}: {files}")
                raise
            count += 1
    return count


@pytest.mark.slow
@pytest.mark.parametrize("suite", SUITES)
def test_outside_cases(suite: str) -> None:
    assert walked(suite) >= SUITES[suite][1]


@pytest.mark.slow
def test_two_thousand_inputs_were_walked(capsys: pytest.CaptureFixture[str]) -> None:
    counts = {suite: walked(suite) for suite in SUITES}
    with capsys.disabled():
        print(
            f"\n{sum(counts.values())} outside inputs: {', '.join(f'{count} {name}' for name, count in counts.items())}"
        )
    assert sum(counts.values()) >= 2_000


# -- generated cases

GENERATED = settings(
    max_examples=60,
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
TEXT = st.text(st.characters(codec="utf-8"), max_size=200)
MARKDOWN = st.lists(st.sampled_from([*MARKS, *WORDY, *CALLS]), max_size=40).map("".join)
TREE = st.recursive(
    TEXT | MARKDOWN | st.sampled_from(["", "true", "1", "quays", "budget", "harbour", "2025/26", "images/mark.png"]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(sorted(
        set(re.findall(r"([a-z_-]+):", "\n".join(TEXTS.values())))
    )), inner, max_size=6),
    max_leaves=20,
)  # fmt: skip
CELL = (
    st.sampled_from(["quays", "shops", "2025/26", "2030", "", "1", "-1", "1.5", "1,000", '"', "over", "x", "=1+1"])
    | TEXT
)


@pytest.mark.slow
@pytest.mark.parametrize("count", first_quick((15, 200)))
def test_words_come_out_as_they_were_typed(office: Office, count: int) -> None:
    @settings(GENERATED, max_examples=count)
    @given(place=st.sampled_from(sorted(PLAIN)), text=TEXT)
    def come_out(place: str, text: str) -> None:
        office.read(PLAIN[place](text), text)

    come_out()


@pytest.mark.slow
@GENERATED
@given(place=st.sampled_from(sorted({**PROSE, **NAMES})), text=MARKDOWN | TEXT)
def test_no_text_does_harm_anywhere(office: Office, place: str, text: str) -> None:
    office.read({**PROSE, **NAMES}[place](text))


@pytest.mark.slow
@GENERATED
@given(place=st.sampled_from(sorted({**PAPERS, **PAPERS_PLAIN})), text=MARKDOWN | TEXT)
def test_no_text_does_harm_in_a_report(reporting: Office, place: str, text: str) -> None:
    reporting.read({**PAPERS, **PAPERS_PLAIN}[place](text), text if place in PAPERS_PLAIN else "")


@pytest.mark.slow
@GENERATED
@given(path=st.sampled_from([*WHOLE_YAML, hostile.PANEL, hostile.QUESTIONS, hostile.WORKS]), tree=TREE)
def test_no_tree_does_harm_as_yaml(reporting: Office, path: str, tree: object) -> None:
    reporting.read(hostile.file(path)(json.dumps(tree, ensure_ascii=False)))


@pytest.mark.slow
@GENERATED
@given(path=st.sampled_from([*MORE, hostile.LOGO]), content=st.binary(max_size=200), keep=st.booleans())
def test_no_bytes_do_harm_as_a_file(office: Office, path: str, content: bytes, keep: bool) -> None:
    base = MORE.get(path, "").encode("utf-8") or hostile.PNG
    at = len(base) * len(content) // 200
    office.read({path: base[:at] + content + base[at:] if keep else content})


@pytest.mark.slow
@GENERATED
@given(rows=st.lists(st.lists(CELL, max_size=6), max_size=8))
def test_no_rows_do_harm(office: Office, rows: list[list[str]]) -> None:
    office.read(hostile.file(hostile.CSV)(MORE[hostile.CSV] + "\n".join(map(",".join, rows))))


# -- attacks, each in some prose, plain words and names


@pytest.mark.slow
@pytest.mark.parametrize("attack", ATTACKS)
def test_attacks_are_told_or_come_out_as_words(office: Office, attack: str) -> None:
    start = ATTACKS.index(attack)
    plain = [sorted(PLAIN)[(start + step) % len(PLAIN)] for step in (0, 11)]
    names = [sorted(NAMES)[(start + step) % len(NAMES)] for step in (0, 13)]
    for place in plain:
        office.read(PLAIN[place](attack), attack)
    prose = [sorted(PROSE)[(start + step) % len(PROSE)] for step in (0, 2, 4)]
    for place in (*prose, *names):
        office.read({**PROSE, **NAMES}[place](attack))


@pytest.mark.slow
@pytest.mark.parametrize("attack", ATTACKS)
def test_attacks_on_a_report_are_told_or_come_out_as_words(reporting: Office, attack: str) -> None:
    start = ATTACKS.index(attack)
    for step in (0, 7):
        reporting.read(list(PAPERS.values())[(start + step) % len(PAPERS)](attack))
    reporting.read(list(PAPERS_PLAIN.values())[start % len(PAPERS_PLAIN)](attack), attack)


@pytest.mark.slow
@pytest.mark.parametrize("call", CALLS)
def test_every_expression_may_be_asked_for_anywhere(office: Office, reporting: Office, call: str) -> None:
    for place in ("the text page", "a caption"):
        office.read(PROSE[place](call))
    office.read(NAMES["a tile's number"](call))
    for place in ("the background", "an answer"):
        reporting.read(PAPERS[place](call))


def test_the_guard_bites(office: Office) -> None:
    page = '<p onclick="x()"><a href="javascript:x">a</a><script></script><style>p { background: url(x) }</style>'
    found = list(hostile.active(hostile.parsed(page), office.known))
    assert found == ["<p onclick>", "<script >", "href javascript:x", "url("]
    assert not hostile.terminal_safe("\x1b[2J") and not hostile.terminal_safe("\u202e")


IMAGES = {
    "nothing": b"",
    "a PNG's beginning": hostile.PNG[:20],
    "a PNG of no height": hostile.png(1, 0),
    "a PNG of 4 billion pixels": hostile.png(0xFFFFFFFF, 0xFFFFFFFF),
    "a JPEG's beginning": b"\xff\xd8\xff",
    "a JPEG without a frame": b"\xff\xd8" + b"\xff\xe0\0\0" * 500_000,
    "a JPEG with lengths beyond its end": b"\xff\xd8\xff\xe0\xff\xff" * 100,
    "a drawing with a script": b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script/></svg>',
    "a GIF": b"GIF89a\x01\0\x01\0\0\0\0",
    "a page": b"<html><script>alert(1)</script>",
}


@pytest.mark.parametrize("image", IMAGES)
def test_what_is_no_image_is_told(office: Office, image: str) -> None:
    assert office.read({hostile.LOGO: IMAGES[image]}).rules["image-format"] > 0


@pytest.mark.slow
def test_a_script_behind_an_image_stays_data(office: Office) -> None:
    assert office.read({hostile.LOGO: hostile.PNG + b"<script>alert(1)</script>"}).pages


# -- each of these once fell over, hung or let something through


def in_file(path: str, before: str, after: str) -> Files:
    assert before in MORE[path]
    return {path: MORE[path].replace(before, after).encode("utf-8")}


def series(names: int, entry: str) -> Files:
    """A dataset with as many series more, each made of the next."""
    made = "".join(f"  s{n}: {{title: S, {entry.format(n + 1)}}}\n" for n in range(names))
    return in_file(hostile.DATASET, "series:\n", f"series:\n{made}  s{names}: {{title: S}}\n")


MENDED: Mapping[str, tuple[Files, str]] = {
    "a mark of our own, by an escape of YAML": (PROSE["a pull quote"]("\ue000\ue100\ue001"), "invisible-character"),
    "a mark of our own, by its number": (PROSE["the narrative"]("&#57344;&#57600;&#57345;"), "unsafe-prose"),
    "a character by its name": (PROSE["the narrative"]("A &copy; B"), "unsafe-prose"),
    "a script as the accounts' link": (NAMES["an address of a link"]("javascript:alert(1)"), "unsafe-prose"),
    "a link to a definition": (PROSE["the narrative"]("[a]\n\n[a]: javascript:alert(1)"), "unsafe-prose"),
    "a figure in an address": (
        PROSE["the narrative"]('[a](https://example.org/{{ figure("budget.quays") }})'),
        "unsafe-prose",
    ),
    "a link within a link": (PROSE["the narrative"]('[to {{ see("accounts") }}](https://example.org)'), "unsafe-prose"),
    "an address without a host": (PROSE["the narrative"]("[words](http:example)"), "unsafe-prose"),
    "a note mark in a theme": (PROSE["the narrative"]("Words.[^a]"), "unknown-note"),
    "a name that no file can have": (NAMES["an image"]("a" * 5_000), "missing-file"),
    "a page of remarks": ({hostile.FACTS: b"# nothing\n"}, "empty-text"),
    "a table without rows": (in_file(hostile.ACCOUNTS, "rows: [quays, shops, spending]", "rows: []"), "empty-text"),
    "an edition without levels": (
        {hostile.EDITION: re.sub(r"levels:\n(  .*\n)+", "levels: {}\n", MORE[hostile.EDITION]).encode()},
        "missing-key",
    ),
    "a level's name in links": (NAMES["a level's id"]('"><b>'), "malformed-id"),
    "a reference as a number": (
        in_file(hostile.FACTS, 'figure("budget.quays")', 'see("accounts")'),
        "malformed-expression",
    ),
    "a number of many digits": (
        NAMES["an expression"](f'figure("budget.quays", decimals={"9" * 4_500})'),
        "open-expression",
    ),
    "more decimals than are": (NAMES["an expression"]('figure("budget.quays", decimals=99)'), "malformed-expression"),
    "a unit that is a number": (NAMES["an expression"]('figure("budget.quays", unit=1)'), "malformed-expression"),
    "a ratio of many digits": (
        {
            **in_file(hostile.DATASET, "quays: {", "quays: {kind: ratio, "),
            **NAMES["a cell of values"](f"1 in {'9' * 5_000}"),
        },
        "malformed-number",
    ),
    "a cell of more digits than are summed": (NAMES["a cell of values"]("9" * 40), "malformed-number"),
    "totals that double at each step": (series(60, "total_of: [s{0}, s{0}]"), "not-computable"),
    "differences that double at each step": (series(60, "difference_of: [s{0}, s{0}]"), "not-computable"),
    "totals of totals without end": (series(5_000, "total_of: [s{0}]"), "not-computable"),
    "a total of itself": (in_file(hostile.DATASET, "[quays, shops]", "[quays, spending]"), "not-computable"),
}  # fmt: skip


MENDED_REPORTS: Mapping[str, tuple[Files, str]] = {
    "a script as a work's address": (PAPERS["a work's address"]("javascript:alert(1)"), "unsafe-prose"),
    "a report outside its folder": (PAPERS["an item of a meeting"]("../../2025-29/themes/harbour"), "malformed-id"),
    "a chart in a report": (PAPERS["the background"]('{{ chart("spent") }}'), "malformed-expression"),
    "a question in the plan": (PROSE["the narrative"]('{{ question("lamps") }}'), "malformed-expression"),
    "a note mark in a question": (PAPERS["a question"]("Why?[^lamps]"), "unknown-note"),
    "a note mark in the recommendation": (PAPERS["the recommendation"]("That it note.[^more]"), "unknown-note"),
    "a heading without a priority": (PAPERS["a heading"]("Priority:"), "missing-key"),
}


@pytest.mark.parametrize("what", MENDED_REPORTS)
def test_what_once_fell_over_in_a_report_is_told(reporting: Office, what: str) -> None:
    files, rule = MENDED_REPORTS[what]
    read = reporting.read(files)
    assert not read.pages and read.rules[rule] > 0, read.rules


@pytest.mark.parametrize("what", MENDED)
def test_what_once_fell_over_is_told(office: Office, what: str) -> None:
    files, rule = MENDED[what]
    read = office.read(files)
    assert not read.pages and read.rules[rule] > 0, read.rules


def test_an_ampersand_is_an_ampersand(office: Office) -> None:
    text = "Fish & chips, R&D; AT&T, &c and 1 &\\#38; 2"
    assert office.read(PROSE["the narrative"](text), text.replace("\\", "")).pages


# -- inputs that are large or deep, and must not take long

ROW = "quays,2025/26,,{},\n"
LARGE: Mapping[str, Files] = {
    "opening brackets": PROSE["the narrative"]("[" * 5_000),
    "links that never close": PROSE["the narrative"]("[a](" * 4_900),
    "empty links that never close": PROSE["the narrative"]("[](" * 6_500),
    "stars": PROSE["the narrative"]("*" * 50_000),
    "stars in one passage": PROSE["the narrative"]("*a*" * 6_600),
    "stars and lines": PROSE["the narrative"]("*a **b _c " * 1_900),
    "quotations": PROSE["the narrative"](">" * 5_000 + "a"),
    "quotations apart": PROSE["the narrative"]("> " * 5_000 + "a"),
    "lists on one line": PROSE["the narrative"]("1. " * 5_000 + "a"),
    "lists down the page": PROSE["the narrative"]("\n".join("    " * depth + "- a" for depth in range(95))),
    "items without words": PROSE["the narrative"]("-\n" * 9_900),
    "headings of signs": PROSE["the narrative"]("# " * 9_000 + "x"),
    "paragraphs": PROSE["the narrative"]("a\n\n" * 300_000),
    "note marks that never close": PROSE["the text page"]("[^" * 9_900),
    "note marks": PROSE["the text page"]("".join(f"[^n{n}]" for n in range(2_400))),
    "notes": PROSE["the text page"]("".join(f"[^n{n}]: A\n" for n in range(9_000))),
    "double braces": PROSE["the text page"]("{{" * 10_000),
    "blocks": PROSE["the text page"]("{%" * 9_900),
    "calls": PROSE["the text page"]("{{ x }} " * 2_400),
    "figures": PROSE["the text page"]('{{ figure("budget.quays") }} ' * 650),
    "brackets in braces": PROSE["the text page"]("{{ " + "(" * 900 + ")" * 80 + " }}"),
    "digits": PROSE["the text page"]("1" * 19_999),
    "a line of 1 MiB": PROSE["the narrative"]("word " * 209_000),
    "a title of 1 MiB": PLAIN["the edition's title"]("word " * 209_000),
    "an id of 1 MiB": NAMES["a statement's id"]("x" * 1_000_000),
    "a cell of 1 MiB": NAMES["a cell of notes"]("x" * 1_000_000),
    "invisible characters": PROSE["the narrative"]("\u200b" * 300_000),
    "rows of junk": {hostile.CSV: (MORE[hostile.CSV] + "a;b,c\n" * 100_000).encode()},
    "rows of no numbers": {hostile.CSV: (MORE[hostile.CSV] + ROW.format("x") * 100_000).encode()},
    "rows that stand twice": {hostile.CSV: (MORE[hostile.CSV] + ROW.format(1) * 100_000).encode()},
    "a quotation mark that never closes": {hostile.CSV: (MORE[hostile.CSV] + '"' + ROW.format(1) * 100_000).encode()},
    "a header without end": {hostile.CSV: b"x" * 3_000_000},
    "keys": {hostile.THEME: "".join(f"k{n}: v\n" for n in range(100_000))[: 1 << 20].rpartition("\n")[0].encode()},
    "keys that stand twice": {hostile.THEME: b"a: v\n" * 100_000},
    "brackets of YAML": {hostile.THEME: b"[" * 100_000},
    "braces of YAML": {hostile.THEME: b"{a: " * 100_000},
    "hyphens of YAML": {hostile.THEME: b"- " * 100_000},
    "question marks of YAML": {hostile.THEME: b"? " * 100_000},
    "anchors": {hostile.THEME: b"- &a x\n" * 100_000},
    "themes": in_file(hostile.EDITION, "themes: [", "themes: [" + "harbour, " * 9_000),
    "parts": in_file(hostile.EDITION, "parts: [", "parts: [" + "".join(f"p{n}, " for n in range(9_000))),
    "levels": in_file(
        hostile.EDITION,
        "levels:\n",
        "levels:\n" + "".join(f"  l{n}: {{name: A, serves: x{n}}}\n" for n in range(2_000)),
    ),
    "voices": in_file(hostile.VOICES, "voices: [", "voices: [" + "a, " * 20_000),
    "rows of a table": in_file(hostile.ACCOUNTS, "rows: [", "rows: [" + "".join(f"r{n}, " for n in range(9_000))),
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("what", LARGE)
def test_large_and_deep_inputs_end_soon(office: Office, what: str) -> None:
    read = office.read(LARGE[what])
    assert read.pages or read.rules
    assert all(count <= 2 * MOST for count in read.rules.values()), "it floods the terminal"  # in at most two files


# -- what is said of them


def test_of_a_kind_that_fills_a_file_only_the_first_are_told() -> None:
    found = in_order(problem(YAML_SYNTAX, Place("a.yaml", line), "wrong") for line in range(1, 10 * MOST))
    assert [each.place.line for each in found] == list(range(1, MOST + 1))
    assert [each.remedy.endswith("There are more like this in the file.") for each in found[-2:]] == [False, True]
    exactly = in_order(problem(YAML_SYNTAX, Place("a.yaml", line), "wrong") for line in range(1, MOST + 1))
    assert (len(exactly), "more" in exactly[-1].remedy) == (MOST, False)


def test_what_a_message_quotes_steers_no_terminal() -> None:
    told = in_words(problem(UNKNOWN_ID, Place("a\x1b[2J.yaml"), 'no id "\u202ea\nb\x07"', "x" * 10_000), {})
    first, second = told.split("\n")
    assert first == 'a<U+001B>[2J.yaml:1:1: error: no id "<U+202E>a<U+000A>b<U+0007>"  [unknown-id]'
    assert len(second) < 600


# -- the command line

WORDS = (
    "",
    "..",
    "/",
    "/dev/null",
    "a" * 300,
    "a/" * 3_000,
    "\x1b[31m",
    "-",
    "--",
    "$(id)",
    "%s%n",
    "{{7*7}}",
    "<script>",
    "\n",
    "é",
    "🙂",
    "plan",
)


COMMANDS = (
    ("-C", "WORD", "check"),
    ("-C", "OFFICE", "check", "--format", "WORD"),
    ("-C", "OFFICE", "build-plan", "--format", "html", "--edition", "WORD"),
    ("-C", "OFFICE", "build-plan", "--format", "WORD"),
    ("-C", "OFFICE", "explain", "WORD"),
    ("rules", "WORD"),
    ("WORD",),
    ("-C", "OFFICE", "comments", "WORD"),
    ("-C", "OFFICE", "diff", "WORD", "WORD"),
    ("-C", "OFFICE", "intake", "--indicator", "WORD", "WORD"),
    ("-C", "OFFICE", "indicator", "WORD"),
    ("-C", "OFFICE", "build", "--estate", "WORD"),
    ("-C", "OFFICE", "check", "WORD"),
    ("-C", "OFFICE", "new", "WORD", "Roads"),
    ("-C", "OFFICE", "new", "page", "WORD"),
    ("-C", "OFFICE", "new", "indicator", "WORD", "--theme", "harbour", "--unit", "WORD"),
    ("-C", "OFFICE", "new", "panel-report", "WORD", "--meeting", "WORD"),
    ("-C", "OFFICE", "new", "errata", "WORD", "--was", "WORD", "--reads", "WORD"),
    ("-C", "OFFICE", "panel-report", "--theme", "WORD"),
    ("-C", "OFFICE", "panel-pack", "--meeting", "WORD"),
    ("-C", "OFFICE", "bcb-paper", "WORD"),
    ("-C", "OFFICE", "paper", "WORD", "WORD"),
    ("-C", "OFFICE", "kinds", "WORD"),
    ("-C", "OFFICE", "issue", "WORD", "--by", "WORD", "--as-of", "2026-03-02"),
    ("-C", "OFFICE", "issue", "build-plan", "--by", "mayor", "--as-of", "WORD"),
    ("-C", "OFFICE", "indicator", "budget", "--chart", "WORD"),
    ("-C", "OFFICE", "extract", "WORD"),
    ("-C", "OFFICE", "list", "WORD"),
    ("-C", "OFFICE", "deadlines", "--meeting", "WORD"),
    ("-C", "OFFICE", "intake", "OFFICE/data/budget.csv", "--indicator", "budget", "--map", "WORD"),
    ("-C", "OFFICE", "intake", "OFFICE/data/budget.csv", "--indicator", "budget", "--date", "WORD"),
    ("-C", "OFFICE", "comments", "WORD", "--take", "WORD"),
    ("completion", "WORD"),
    ("schema", "WORD"),
    ("reference", "WORD"),
)  # none that writes to a word: it would be the top of all folders, or a device of the machine


@pytest.mark.slow
@pytest.mark.parametrize("command", [*COMMANDS[:3], *(slow((each,)) for each in COMMANDS[3:])], ids=" ".join)
def test_no_word_on_the_command_line_makes_it_fall_over(
    command: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy(hostile.HERE / "small", tmp_path / "office")
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path / "empty")
    for word in WORDS:
        done = CliRunner().invoke(
            cli,
            [word if each == "WORD" else each.replace("OFFICE", str(tmp_path / "office")) for each in command],
        )
        assert done.exception is None or isinstance(done.exception, SystemExit), (word, done.exception)
        assert done.exit_code in (0, 1, 2, 3), (word, done.output)
        assert "Traceback" not in done.output
