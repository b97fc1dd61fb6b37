"""From lines to the blocks of Markdown, as CommonMark reads them, each with the number of its first line.

The `markdown` package parses: this is the one block processor of its block parser. Its own processors see text in
stretches between empty lines, without numbers, and read lists and quotations otherwise than CommonMark; this one walks
the lines, keeps what is open, and closes what a line does not carry on. What it makes is the package's element tree.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Self
from xml.etree.ElementTree import Element, SubElement

import markdown
from markdown.blockparser import BlockParser
from markdown.blockprocessors import BlockProcessor

from pcpgen.patterns import pattern
from pcpgen.prose.inlines import TAG
from pcpgen.prose.tree import ROMAN
from pcpgen.values import dataclass

DEEPEST = 12  # lists and quotations within each other
_BULLET = pattern(r"[*+-](?=[ \t]|$)")
_NUMBER = pattern(r"(\d{1,9})([.)])(?=[ \t]|$)")
_LETTER = pattern(r"\(?([a-z]|[ivx]{2,6})\)(?=[ \t])")
_HEADING = pattern(r"#{1,6}(?=[ \t]|$)")
_UNDERLINE = pattern(r"(?:=+|-+)[ \t]*$")
_RULE = pattern(r"(?:(?:\*[ \t]*){3,}|(?:_[ \t]*){3,}|(?:-[ \t]*){3,})$")
_FENCE = pattern(r"`{3,}(?!.*`)|~{3,}")
_NAMES = (
    "address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div|dl|dt|"
    "fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|hr|html|iframe|legend|li|link|main|menu|"
    "menuitem|nav|noframes|ol|optgroup|option|p|param|search|section|summary|table|tbody|td|tfoot|th|thead|title|tr|"
    "track|ul"
)
# raw HTML that begins a block, each with what ends it; "" is an empty line
_HTML = (
    (pattern(r"<(?:script|pre|textarea|style)(?:\s|>|$)", re.IGNORECASE), r"</(?:script|pre|textarea|style)>"),
    (pattern(r"<!--"), "-->"),
    (pattern(r"<\?"), r"\?>"),
    (pattern(r"<![a-zA-Z]"), ">"),
    (pattern(r"<!\[CDATA\["), r"\]\]>"),
    (pattern(rf"</?(?:{_NAMES})(?:\s|/?>|$)", re.IGNORECASE), ""),
)
_LONE_TAG = pattern(rf"(?:{TAG})[ \t]*$")
_DEFINITION = pattern(r" {0,3}\[(?!\^)(?:[^\[\]\\]|\\.){1,999}\]:[ \t]*(?:\n[ \t]*)?\S")
_RULES = pattern(r"[-:| \t]+$")
_CELL_RULE = pattern(r"[ \t]*:?-+:?[ \t]*$")


def blocks_of(lines: list[str]) -> Element:
    """The lines as an element tree: p, h1 … h6, ul, ol, li, blockquote, table, and `refused` with its reason.

    `line` of each is the number of its first line, from 0; the text of p, h and cells is as it was typed.
    """
    root = _markdown().parser.parseDocument(lines).getroot()
    assert root is not None  # the parser has made it
    return root


@lru_cache(maxsize=1)
def _markdown() -> markdown.Markdown:
    return _Markdown()


class _Markdown(markdown.Markdown):
    """The package with the parser of blocks alone, which has one processor; the others are asked for nothing."""

    def build_parser(self) -> Self:
        self.parser = BlockParser(self)
        self.parser.blockprocessors.register(_Blocks(self.parser), "blocks", 100)
        return self


class _Blocks(BlockProcessor):
    """All blocks of a text at once; the parser cuts the text at empty lines, and here it is put together again."""

    def test(self, parent: Element, block: str) -> bool:
        return True

    def run(self, parent: Element, blocks: list[str]) -> None:
        lines = "\n\n".join(blocks).split("\n")
        blocks.clear()
        reader = _Reader(parent)
        for number, line in enumerate(lines):
            reader.read(number, line)
        reader.close(0)


class _Cursor:
    """A place within a line; tabs reach to the next column that four divides."""

    def __init__(self, text: str) -> None:
        self.text, self.at, self.column, self.left = text, 0, 0, 0  # left: columns of a tab begun

    def blanks(self) -> tuple[int, int]:
        """Where the next word begins, and how many columns off."""
        at, column = self.at, self.column
        if self.text[at : at + 1] not in (" ", "\t"):
            return at, 0
        while at < len(self.text) and self.text[at] in " \t":
            column += 1 if self.text[at] == " " else 4 - column % 4
            at += 1
        return at, column - self.column

    @property
    def empty(self) -> bool:
        return self.blanks()[0] == len(self.text)

    @property
    def rest(self) -> str:
        return self.text[self.blanks()[0] :]

    def skip_columns(self, count: int) -> None:
        while count > 0 and self.at < len(self.text) and self.text[self.at] in " \t":
            wide = 1 if self.text[self.at] == " " else 4 - self.column % 4
            step = min(wide, count)
            self.column += step
            count -= step
            if step == wide:
                self.at += 1

    def skip_blanks(self) -> None:
        self.skip_columns(self.blanks()[1])

    def skip(self, count: int) -> None:
        self.at += count
        self.column += count


@dataclass(frozen=True, slots=True)
class _Mark:
    """What an item begins with; `kind` is a bullet's own character, what follows a number, or "a" or "i"."""

    length: int
    kind: str
    number: int = 0

    @property
    def numbering(self) -> str:
        return self.kind if self.kind in "ai" else "1"

    @classmethod
    def of(cls, rest: str, known: str) -> _Mark | None:
        """The mark with which a line begins, where a list of the kind `known` is open."""
        if found := _BULLET.match(rest):
            return cls(1, found[0])
        if found := _NUMBER.match(rest):
            return cls(found.end(), found[2], int(found[1]))
        if not (found := _LETTER.match(rest)):
            return None
        roman = ROMAN.index(found[1]) + 1 if found[1] in ROMAN else 0
        if roman and (known == "i" or (found[1] == "i" and known != "a") or len(found[1]) > 1):
            return cls(found.end(), "i", roman)
        return cls(found.end(), "a", ord(found[1]) - 96) if len(found[1]) == 1 else None


@dataclass
class _Open:
    """A block that a line may carry on."""

    element: Element
    kind: str  # root, quote, list, item, p, refused
    indent: int = 0  # of an item: columns that its lines are set in by
    marker: str = ""  # of a list: what its items begin with
    until: str = ""  # of what is refused: what ends it
    rows: bool = False  # of a paragraph: whether its lines so far are the rows of a table
    start: int = 0


class _Reader:
    """Lines one after another; what it must remember are the blocks that are open."""

    def __init__(self, root: Element) -> None:
        self.open = [_Open(root, "root")]

    def read(self, number: int, text: str) -> None:
        line = _Cursor(text)
        matched = self._matched(number, line)
        all_matched = matched == len(self.open)
        tip = self.open[-1]
        if all_matched and tip.kind == "refused":
            return
        begun = False
        while True:
            depth = matched if not begun else len(self.open)
            lazy = tip.kind == "p" and not tip.rows and not begun and not all_matched
            made = self._begin(number, line, depth, lazy)
            if made is None:
                break
            begun = True
            if made == "leaf":
                return
        if not begun and not all_matched and tip.kind == "p" and not tip.rows and not line.empty:
            self._add(tip, number, line)  # a paragraph goes on without the marks before it
            return
        if not begun:
            self.close(matched)
        if line.empty:
            return
        self.close(self._base(len(self.open)) if self.open[-1].kind == "list" else len(self.open))
        last = self.open[-1]
        if last.kind == "p":
            self._add(last, number, line)
        else:
            self._leaf(number, "p").text = ""
            self._add(self.open[-1], number, line)

    def _matched(self, number: int, line: _Cursor) -> int:
        """How many of the open blocks the line carries on; marks and indents of these are read over."""
        for count, block in enumerate(self.open[1:], 1):
            if not self._goes_on(block, line, number):
                return count
        return len(self.open)

    def _goes_on(self, block: _Open, line: _Cursor, number: int) -> bool:
        _, indent = line.blanks()
        match block.kind:
            case "quote":
                if indent > 3 or not line.rest.startswith(">"):
                    return False
                self._quote_mark(line)
                return True
            case "list":
                return True
            case "item":
                if line.empty:
                    return bool(len(block.element)) or number == block.start
                if indent < block.indent:
                    return False
                line.skip_columns(block.indent)
                return True
            case "p":
                return not line.empty
            case _:  # refused
                if block.until == "code":
                    return line.empty or indent >= 4
                if block.until == "":
                    return not line.empty
                if re.search(block.until, line.rest, re.IGNORECASE):
                    block.until = "over"
                    return True
                return block.until != "over"

    @staticmethod
    def _quote_mark(line: _Cursor) -> None:
        line.skip_blanks()
        line.skip(1)
        line.skip_columns(1)

    def _begin(self, number: int, line: _Cursor, depth: int, lazy: bool) -> str | None:
        """Opens a block that the line begins: "container", or "leaf" where the line is used up; None where none is."""
        at, indent = line.blanks()
        above = self.open[depth - 1]
        in_words = above.kind == "p" and not above.rows
        rest = line.text[at:]
        if not rest:
            return None
        if indent >= 4:
            if not in_words and not lazy:
                self.close(self._base(depth))
                self._refuse(number, "code", "code")
                return "leaf"
            return None
        if rest[0] == ">":
            self.close(self._base(depth))
            if self._too_deep(number):
                return "leaf"
            self._quote_mark(line)
            self._push(number, "blockquote", "quote")
            return "container"
        if self._is_leaf(number, rest, depth, in_words, lazy):
            return "leaf"
        return self._item(number, line, depth, in_words)

    def _is_leaf(self, number: int, rest: str, depth: int, in_words: bool, lazy: bool) -> bool:
        """Whether a line is a heading, or begins what is refused: code, HTML, a rule; it is dealt with then."""
        if _HEADING.match(rest):
            self.close(self._base(depth))
            self._heading(number, rest)
        elif fence := _FENCE.match(rest):
            self.close(self._base(depth))
            self._refuse(number, "code", rf"^{re.escape(fence[0][0])}{{{len(fence[0])},}}[ \t]*$")
        elif rest[0] == "<" and (until := self._html(rest, in_words or lazy)) is not None:
            self.close(self._base(depth))
            over = until != "" and re.search(until, rest, re.IGNORECASE)
            self._refuse(number, "html", "over" if over else until)
        elif in_words and self._underlines(rest, depth):
            self.close(depth - 1)
        elif _RULE.match(rest):
            self.close(self._base(depth))
            self._refuse(number, "rule", "over")
        else:
            return False
        return True

    def _underlines(self, rest: str, depth: int) -> bool:
        """Whether a line makes a heading of the paragraph above it, which is then one."""
        above = self.open[depth - 1]
        if not (_UNDERLINE.match(rest) and above.element.text) or _heads(above.element.text, rest):
            return False
        above.element.tag = "h1" if rest[0] == "=" else "h2"
        above.kind = "done"
        if _DEFINITION.match(above.element.text):
            _refer(above.element)
        return True

    def _base(self, depth: int) -> int:
        """How many blocks stay open where a new one begins: not the paragraph, nor a list that it is no item of."""
        while self.open[depth - 1].kind in ("p", "list"):
            depth -= 1
        return depth

    @staticmethod
    def _html(rest: str, in_paragraph: bool) -> str | None:
        for begins, ends in _HTML:
            if begins.match(rest):
                return ends
        return "" if _LONE_TAG.match(rest) and not in_paragraph else None

    def _item(self, number: int, line: _Cursor, depth: int, interrupts: bool) -> str | None:
        at, indent = line.blanks()
        rest = line.text[at:]
        base = depth - 1 if self.open[depth - 1].kind == "p" else depth
        known = self.open[base - 1]
        mark = _Mark.of(rest, known.marker if known.kind == "list" else "")
        if mark is None:
            return None
        numbered = mark.kind not in "*+-"
        if interrupts and (not rest[mark.length :].strip(" \t") or (numbered and mark.number != 1)):
            return None
        if known.kind == "list" and known.marker == mark.kind:
            self.close(base)
        else:
            self.close(base - 1 if known.kind == "list" else base)
            if self._too_deep(number):
                return "leaf"
            self._push(number, "ol" if numbered else "ul", "list", marker=mark.kind)
            if numbered:
                self.open[-1].element.set("start", str(mark.number))
                self.open[-1].element.set("numbering", mark.numbering)
        line.skip_blanks()
        line.skip(mark.length)
        _, blanks = line.blanks()
        padding = 1 if line.empty or blanks >= 5 else blanks
        self._push(number, "li", "item", indent=indent + mark.length + padding)
        self.open[-1].element.set("number", str(mark.number))
        line.skip_columns(padding)
        return "container"

    def _too_deep(self, number: int) -> bool:
        deep = len(self.open) > 2 * DEEPEST
        if deep:
            self._refuse(number, "deep", "over")
        return deep

    def _heading(self, number: int, rest: str) -> None:
        marks = len(rest) - len(rest.lstrip("#"))
        words = rest[marks:].strip(" \t")
        without = words.rstrip("#")
        if not without or without[-1] in " \t":
            words = without.rstrip(" \t")
        element = SubElement(self.open[-1].element, f"h{marks}", line=str(number), end=str(number))
        element.text = words

    def _push(self, number: int, tag: str, kind: str, indent: int = 0, marker: str = "") -> None:
        element = SubElement(self.open[-1].element, tag, line=str(number))
        self.open.append(_Open(element, kind, indent, marker, start=number))

    def _leaf(self, number: int, tag: str) -> Element:
        element = SubElement(self.open[-1].element, tag, line=str(number), end=str(number))
        self.open.append(_Open(element, tag, start=number))
        return element

    def _refuse(self, number: int, why: str, until: str) -> None:
        self._leaf(number, "refused").set("why", why)
        self.open[-1].until = until

    def _add(self, block: _Open, number: int, line: _Cursor) -> None:
        if not block.element.text:
            block.element.set("indent", str(line.blanks()[1]))
        line.skip_blanks()
        words = line.text[line.at :]
        if block.element.text:
            block.rows = block.rows or _heads(block.element.text, words)
            words = f"{block.element.text}\n{words}"
        block.element.text = words
        block.element.set("end", str(number))

    def close(self, count: int) -> None:
        """Closes all blocks but the outermost `count`."""
        while len(self.open) > max(count, 1):
            block = self.open.pop()
            if block.kind == "p":
                _finish(self.open[-1].element, block.element)
        if count == 0:
            for block in self.open:
                block.kind = "root"


# -- what a paragraph turns out to be when it ends


def _finish(parent: Element, paragraph: Element) -> None:
    """A paragraph that defines a link, or that holds the rows of a table."""
    paragraph.text = (paragraph.text or "").rstrip(" \t")
    if _DEFINITION.match(paragraph.text):
        _refer(paragraph)
        return
    lines = paragraph.text.split("\n")
    for at in range(1, len(lines)):
        if _heads(lines[at - 1], lines[at]):
            _table(parent, paragraph, lines, at)
            return


def _heads(text: str, below: str) -> bool:
    """Whether a line below a text makes the text's last line the heads of a table."""
    if not _RULES.match(below):
        return False
    heads = text[text.rfind("\n") + 1 :]
    rules = cells_of(below)
    return "|" in heads + below and all(map(_CELL_RULE.match, rules)) and len(cells_of(heads)) == len(rules)


def _refer(paragraph: Element) -> None:
    paragraph.tag = "refused"
    paragraph.set("why", "reference")


def _table(parent: Element, paragraph: Element, lines: list[str], at: int) -> None:
    first = int(paragraph.get("line") or 0)
    if at > 1:
        before = Element("p", line=str(first), end=str(first + at - 2))
        before.text = "\n".join(lines[: at - 1])
        parent.insert(list(parent).index(paragraph), before)
    paragraph.tag, paragraph.text = "table", None
    paragraph.set("line", str(first + at - 1))
    wide = len(cells_of(lines[at]))
    for offset, text in enumerate(lines[at - 1 :]):
        if offset == 1:
            continue
        if text.startswith(":") and offset > 1:
            SubElement(paragraph, "caption", line=str(first + at - 1 + offset)).text = "\n".join(
                lines[at - 1 + offset :]
            )
            break
        row = SubElement(paragraph, "tr", line=str(first + at - 1 + offset))
        cells = cells_of(text)
        row.set("cells", str(len(cells)))
        for cell in (*cells, *[""] * (wide - len(cells))):
            SubElement(row, "td").text = cell


def cells_of(line: str) -> list[str]:
    """The cells of a table's row: a vertical line parts two, unless a backslash stands before it."""
    parts = re.split(r"(?<!\\)\|", line.strip(" \t"))
    if parts and not parts[0].strip():
        parts = parts[1:]
    if len(parts) > 1 and not parts[-1].strip():
        parts = parts[:-1]
    return [part.strip(" \t").replace("\\|", "|") for part in parts]
