# ruff: noqa: E501
"""From a number and a seed to a hostile input: YAML, Markdown, expressions, CSV, workbooks, pictures, templates, names."""

from __future__ import annotations

import io
import json
import random
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

import openpyxl
from PIL import Image, PngImagePlugin

from pcpgen.formats.html import own_templates
from pcpgen.prose.expressions import EXPRESSIONS
from tests import hostile
from tests.hostile import NAMES, PAPERS, PAPERS_PLAIN, PLAIN, PROSE, TEXTS, Files, png
from tests.hostile.words import ATTACKS, CALLS, MARKS, WORDY


class Input(NamedTuple):
    """Files over the office, or a file for the intake, or words for the command line."""

    files: Files = MappingProxyType({})
    intake: bytes = b""
    ending: str = ""
    words: tuple[str, ...] = ()


YAML = [path for path in TEXTS if path.endswith(".yaml")]
NARRATIVES = [path for path in TEXTS if path.endswith(".md")]
SCALARS = (
    "", "~", "null", "true", "no", "0", "-1", "1e999", ".inf", ".nan", "0x10", "1_000", "12:30:45", "2025-02-30",
    "9999-12-31", "0001-01-01", "2025-01-01..2024-01-01", "[]", "{}", "[[[[]]]]", "{a: {b: {c: d}}}", "!!binary AAAA",
    "!!python/object/apply:os.system [id]", "!!set {a, b}", "!!timestamp 2025", "&a [*a]", "*nowhere", "<<: {a: b}",
    "|\n  a\n b", ">-\n\n\n", '"\\ud800"', '"\\x00"', "'", '"', "# a", "? a", "- - - a", "@", "`", "%", "9" * 5_000,
    "a" * 70_000, "é" * 300, "\u202e", "\ufeff", "a: b: c", "{{ 1 }}", "{% x %}", "plan", "budget.quays", "harbour",
)  # fmt: skip
BYTES = (b"\0", b"\xff", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\r", b"\r\n", b"\t", b"\x0c", b"\x1b[2J", b"\xe2\x80\xa8")
CELLS = (
    "", " ", "0", "-0", "1", "-5", "1e9", "1e999", "NaN", "inf", "1,000", "1.000,5", "1 000", "٣", "½", "5%", "£5", "(5)",
    "9" * 30, "9" * 5_000, "0." + "1" * 500, "[c]", "*", "..", "1 in 5", "1 in 0", "over 5", "=1+1", "=cmd|'/C calc'!A0",
    "2025/26", "2025", "2025-13", "2025-02-30", "2025-Q5", "9999-12..0001-01", "2025-01..2025-09", "year ending 2025-03",
    "0000", "99999/00", "-2025", "quays", "shops", "spending", "all", "sloops", "QUAYS", "quays ", "series", "x" * 9_000,
    '"', '""', 'a"b', "a,b", "a;b", "a\tb", "a\nb", "\0", "\u200b", "<b>", "{{ 1 }}",
)  # fmt: skip


def _spoilt(chance: random.Random, content: bytes, pool: tuple[bytes, ...], most: int = 4) -> bytes:
    """Bytes with a few spans taken out, doubled, moved or overwritten."""
    for _ in range(chance.randrange(1, most)):
        start = chance.randrange(len(content) + 1)
        end = min(len(content), start + int(chance.expovariate(1 / 20)))
        span = content[start:end]
        put = chance.choice((b"", span * 2, span[::-1], chance.choice(pool), chance.choice(pool) + span))
        content = content[:start] + put + content[end:]
    return content


def _text(words: str) -> bytes:
    return words.encode("utf-8", "surrogatepass")


TOKENS = tuple(map(_text, (*MARKS, *WORDY, *CALLS, *ATTACKS, *SCALARS[:46]))) + BYTES


def yaml(chance: random.Random) -> Input:
    path = chance.choice(YAML)
    lines = TEXTS[path].split("\n")
    for _ in range(chance.randrange(1, 4)):
        at = chance.randrange(len(lines))
        key, colon, _ = lines[at].partition(":")
        indent = " " * chance.randrange(7)
        lines[at] = chance.choice(
            (
                f"{key}{colon} {chance.choice(SCALARS)}",
                f"{key}{colon} {json.dumps(chance.choice(ATTACKS))}",
                indent + lines[at].lstrip(),
                f"{lines[at]}\n{lines[at]}",
                f"{lines[at]} {chance.choice(SCALARS)}",
                f"{lines[at]}\n{indent}{chance.choice(SCALARS)}",
                chance.choice(lines),
                re.sub(r"[\w.-]+", lambda _: chance.choice(SCALARS[:30]), lines[at], count=1),
            )
        )
    content = _text("\n".join(lines))
    return Input({path: _spoilt(chance, content, TOKENS) if chance.random() < 0.3 else content})


def _markdown(chance: random.Random) -> str:
    pieces = (*MARKS, *WORDY, *CALLS, *ATTACKS, *hostile.MARKS, *hostile.SAID, "\n\n", "\n", " ", "word ")
    drawn = [chance.choice(pieces) for _ in range(chance.randrange(1, 40))]
    if chance.random() < 0.2:
        drawn.insert(chance.randrange(len(drawn)), chance.choice(pieces) * chance.randrange(50, 800))
    return "".join(drawn)


def markdown(chance: random.Random) -> Input:
    if chance.random() < 0.4:
        path = chance.choice(NARRATIVES)
        return Input({path: _spoilt(chance, _text(TEXTS[path]), TOKENS, 6)})
    if chance.random() < 0.3:  # what comes out as words where it comes out at all
        return Input(PLAIN[chance.choice(sorted(PLAIN))](chance.choice((*ATTACKS, *WORDY, *hostile.SAID))))
    places = {**PROSE, **PAPERS, **PAPERS_PLAIN, **PLAIN}
    return Input(places[chance.choice(sorted(places))](_markdown(chance)))


def _expression(chance: random.Random, deep: int = 0) -> str:
    names = (*EXPRESSIONS, "claim", "exempt", "typed", "quoted", "x", "", "__import__", "figure.figure")
    values = (
        "budget.quays",
        "boats.all",
        "budget.spending",
        "spent",
        "boats",
        "tides",
        "lamps",
        "accounts",
        "a",
        "",
        "..",
    )
    arguments = [
        chance.choice(
            (
                json.dumps(chance.choice(values)),
                json.dumps(chance.choice((*ATTACKS, *SCALARS)), ensure_ascii=False),
                f"{chance.choice(('at', 'of', 'decimals', 'unit', 'since', 'window', 'as', 'to'))}={chance.choice(SCALARS)}",
                f"at={json.dumps(chance.choice(CELLS))}",
                chance.choice(SCALARS),
                _expression(chance, deep + 1) if deep < 3 else "1",
            )
        )
        for _ in range(chance.randrange(4))
    ]
    return f"{chance.choice(names)}({', '.join(arguments)})" + chance.choice(
        ("", "", "", " + 1", "|safe", ".x", ")", "(")
    )


def expressions(chance: random.Random) -> Input:
    text = _expression(chance) if chance.random() < 0.8 else chance.choice(CALLS)[2:-2].strip()
    kind = chance.randrange(4)
    if kind == 0:
        return Input(NAMES["an expression"](text))
    if kind == 1:
        return Input(NAMES["a tile's number"](f"{{{{ {text} }}}}"))
    if kind == 2:
        condition = chance.choice(("budget.quays {} 5", "boats.all fell {}", "{} rose", "{}")).format(text)
        return Input(PAPERS["a claim"](json.dumps(condition)))
    return Input(PROSE[chance.choice(sorted(PROSE))](f"The office has {{{{ {text} }}}}."))


def csv(chance: random.Random) -> Input:
    path = chance.choice([each for each in TEXTS if each.endswith(".csv")])
    rows = [line.split(",") for line in TEXTS[path].strip().split("\n")]
    for _ in range(chance.randrange(1, 5)):
        row = chance.choice(rows)
        if row:
            row[chance.randrange(len(row))] = chance.choice(CELLS)
        if chance.random() < 0.3:
            rows.append([chance.choice(CELLS) for _ in range(chance.randrange(8))])
        if chance.random() < 0.1:
            row += [chance.choice(CELLS)] * chance.randrange(2_000)
    content = _text(
        chance.choice(("\n", "\n", "\r\n", "\r")).join(map(chance.choice((",", ",", ";", "\t")).join, rows))
    )
    if chance.random() < 0.3:
        content = _spoilt(chance, content, TOKENS)
    if chance.random() < 0.1:
        content = content.decode("utf-8", "replace").encode(chance.choice(("utf-16", "latin-1", "utf-7")), "replace")
    return Input(intake=content, ending="csv") if chance.random() < 0.3 else Input({path: content})


BOMBS = (
    b'<!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;&b;&b;&b;">]><a>&c;</a>',
    b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
    b"<a>" * 9_000,
    b" " * 30_000_000,
    b"",
    b"\0",
    b'<?xml version="1.0"?><worksheet/>',
)


def workbooks(chance: random.Random) -> Input:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["Period", "Sloops", "All boats"], ["2025-01..2025-09", 8, 91], ["2024-01..2024-09", 12, 80]):
        sheet.append(row)
    for _ in range(chance.randrange(4)):
        cell = sheet.cell(chance.randrange(1, 9), chance.randrange(1, 6))
        value = chance.choice((*CELLS, 1e308, -1, 0.1, True, "=1/0", "#REF!"))
        if not isinstance(value, str) or not re.search("[\0-\x08]", value):
            cell.value = value
        cell.number_format = chance.choice(("General", "0%", "yyyy-mm", "[$-409]mmm", "@", ";;;", "0" * 300))
    made, changed = io.BytesIO(), io.BytesIO()
    book.save(made)
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            content = old.read(part)
            lot = chance.random()
            if lot < 0.08:
                content = _spoilt(
                    chance, content, (b"<", b">", b"&", b'"', b"-1", b"99999999999", b"<a>", b"1e9", *BYTES)
                )
            elif lot < 0.11:
                content = chance.choice(BOMBS)
            if lot < 0.97:
                new.writestr(chance.choice(("../a", "/a", "A" * 300)) if lot > 0.96 else part.filename, content)
    content = changed.getvalue()
    return Input(intake=_spoilt(chance, content, BYTES) if chance.random() < 0.2 else content, ending="xlsx")


@cache
def _pictures() -> tuple[bytes, ...]:
    found = []
    for mode in ("1", "L", "LA", "P", "RGB", "RGBA"):
        words = PngImagePlugin.PngInfo()
        words.add_text("Comment", "<script>alert(1)</script>", zip=mode == "L")
        for kind, options in (
            ("PNG", {"pnginfo": words}),
            ("JPEG", {"comment": b"<script>"}),
            ("GIF", {}),
            ("WEBP", {}),
        ):
            made = io.BytesIO()
            picture = Image.frombytes("RGB", (40, 30), random.Random(mode).randbytes(3_600))
            picture.convert("RGB" if kind == "JPEG" and mode != "L" else mode).save(made, kind, **options)
            found.append(made.getvalue())
    return tuple(found)


def pictures(chance: random.Random) -> Input:
    content = chance.choice(_pictures()[: None if chance.random() < 0.3 else 14])
    lot = chance.random()
    if lot < 0.5:
        content = _spoilt(chance, content, (*BYTES, b"<script>alert(1)</script>", b"\xff\xd9", b"\xff\xe1", b"IDAT"))
    elif lot < 0.7:  # sizes and kinds that are not its own, with the sums that belong to them
        header = struct.pack(
            ">IIBBBBB", *(chance.choice((0, 1, 30, 4_000, 1 << 31)) for _ in "ab"), chance.choice((1, 8, 16, 3)),
            chance.choice((0, 2, 3, 4, 6, 7)), 0, 0, chance.choice((0, 1, 9)),
        )  # fmt: skip
        rows = zlib.compress(b"\0" * chance.choice((0, 40, 3_700, 30_000_000)))
        blocks = [
            (b"IHDR", header),
            (b"zTXt", b"a\0\0" + zlib.compress(b"<script>" * 9_000)),
            (b"IDAT", rows),
            (b"IEND", b""),
        ]
        chance.shuffle(blocks) if chance.random() < 0.2 else None
        content = png()[:8] + b"".join(
            struct.pack(">I", len(each)) + kind + each + struct.pack(">I", zlib.crc32(kind + each))
            for kind, each in blocks
        )
    elif lot < 0.8:
        content = _text(chance.choice(ATTACKS)) + content
    return Input({hostile.LOGO: content})


JINJA = (
    "{{ document.%s }}", "{{ ''.__class__.__mro__ }}", "{{ say.__globals__ }}", "{{ self.__init__ }}", "{{ %s }}",
    "{%% for a in range(%s) %%}x{%% endfor %%}", "{%% include '%s' %%}", "{%% import '%s' as a %%}", "{{ '%s'|safe }}",
    "{%% extends '%s' %%}", "{%% set a = %s %%}", "{%% macro a() %%}{{ a() }}{%% endmacro %%}{{ a() }}", "{{ document|%s }}",
    "{{ 'x' * %s }}", "{{ document|attr('%s') }}", "{%% if %s %%}", "{{ cycler.__init__.__globals__.os }}", "{{ 1 / 0 }}",
    "{%% for a in document.sections recursive %%}{{ loop(document.sections) }}{%% endfor %%}", "{{ '%%*d' %% (9**9, 1) }}",
)  # fmt: skip
OF_JINJA = (
    "title", "catalogue", "__class__", "sections[0].blocks", "9", "99999", "9 ** 9", "/etc/passwd", "../../plan/office.yaml",
    "plan/back.html.j2", "nowhere", "x", "tojson", "pprint", "list", "urlize", "xmlattr", "format", "map('upper')", "e",
)  # fmt: skip
HTML = (
    "<p>Words</p>", "<img src=x onerror=alert(1)>", "<a href='java&#9;script:x'>a</a>", "<svg><a href='javascript:x'/></svg>",
    "<style>p { background: url(http://a.b) }</style>", "<form><input formaction=x>", "<!--", "-->", "<![CDATA[", "</body>",
    "<table><script>", "<math><mi><script>", "<title></title><script>", "<p style='a:\\75 rl(x)'>", "<iframe srcdoc=x>",
)  # fmt: skip


def templates(chance: random.Random) -> Input:
    name = chance.choice(_shipped())
    shipped = (own_templates() / name).read_bytes()
    parts = [chance.choice((*JINJA, *HTML, *ATTACKS)) for _ in range(chance.randrange(1, 4))]
    parts = [
        part % chance.choice(OF_JINJA) if part in JINJA and "%s" in part else part.replace("%%", "%") for part in parts
    ]
    words = _text("\n".join(parts))
    if chance.random() < 0.4:
        shipped = _spoilt(chance, shipped, (words, b"{{", b"%}", b"{% endif %}", *BYTES))
        words = b""
    at = chance.randrange(len(shipped) + 1)
    return Input({f"templates/{name}": chance.choice((words, shipped[:at] + words + shipped[at:], shipped + words))})


@cache
def _shipped() -> tuple[str, ...]:
    folder = own_templates()
    return tuple(sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()))


COMMANDS = (
    ("check", "--format", "WORD"), ("build-plan", "--format", "html", "--edition", "WORD"), ("explain", "WORD"),
    ("indicator", "WORD"), ("panel-report", "--format", "html", "--theme", "WORD"), ("panel-pack", "--meeting", "WORD"),
    ("panel-report", "--format", "html", "--meeting", "WORD"), ("panel-response", "--report", "WORD"), ("WORD",),
    ("deadlines", "--meeting", "WORD"), ("rules", "WORD"), ("kinds", "WORD"), ("diff", "WORD", "WORD"), ("diff", "2025-29", "WORD"),
    ("bcb-paper", "WORD", "--format", "html"), ("paper", "WORD", "WORD", "--format", "html"), ("build", "WORD"),
)  # fmt: skip


def names(chance: random.Random) -> Input:
    text = chance.choice(
        (*ATTACKS, *SCALARS, *CELLS, "..", "/", "/dev/null", "a/" * 3_000, "con", "nul.yaml", ".", "-", "%s%n")
    )
    if chance.random() < 0.15:
        text = "".join(chance.choice((text, *SCALARS[:40])) for _ in range(3))
    kind = chance.randrange(3)
    if kind == 0:
        word = text.replace("\0", "")[:3_000].encode("utf-8", "ignore").decode()
        return Input(words=tuple(word if each == "WORD" else each for each in chance.choice(COMMANDS)))
    if kind == 1:
        folder = chance.choice(("plan", "data", "plan/2025-29/pages", "plan/panel/2025-11-12", "plan/outlines", "plan/datasets",
                                "plan/board/2025-11-12", "plan/2025-29/variations", "plan/indicators", "plan/issued", "out"))  # fmt: skip
        bare = text.replace("/", "").replace("\0", "").encode("utf-8", "ignore")[:200].decode("utf-8", "ignore")
        if bare not in ("", ".", ".."):
            path = f"{folder}/{bare}{chance.choice(('.yaml', '.md', '.csv', '', '/a.yaml'))}"
            return Input({path: chance.choice((b"", b"title: a\n", b"---\nkind: text\n---\n", b"a,b\n1,2\n"))})
    return Input(NAMES[chance.choice(sorted(NAMES))](text))


FAMILIES: Mapping[str, tuple[Callable[[random.Random], Input], int]] = {
    "YAML": (yaml, 16),
    "Markdown": (markdown, 16),
    "expressions": (expressions, 14),
    "CSV": (csv, 14),
    "workbooks": (workbooks, 10),
    "pictures": (pictures, 10),
    "templates": (templates, 8),
    "names": (names, 12),
}
_TURNS = tuple(family for family, (_, share) in FAMILIES.items() for _ in range(share))  # of a hundred


def family(number: int) -> str:
    """What the input of a number is made of: of a hundred, each family has its share."""
    return _TURNS[number * 37 % len(_TURNS)]


def generated(seed: int, number: int) -> Input:
    """The input of a number, always the same."""
    return FAMILIES[family(number)][0](random.Random(f"{seed}/{number}"))
