"""From an author's text to a passage: expressions found, Markdown read, every node with its place.

Expressions are swapped for private characters, which no source may hold, before Markdown is read, and are put back as
leaves of the tree: nothing that the program inserts passes through Markdown, and no markup through the data.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, get_args

from pcpgen.kept import Kept, sum_of
from pcpgen.patterns import pattern
from pcpgen.place import Place
from pcpgen.place import Source as File
from pcpgen.problems import Problem, problem
from pcpgen.prose.expressions import EXPRESSIONS, read_expression
from pcpgen.prose.expressions import LONGEST as LONGEST_EXPRESSION
from pcpgen.prose.foreign import is_mark, wrong_marks
from pcpgen.prose.inlines import FIRST, HTML, Reader
from pcpgen.prose.packed import packed, unpacked
from pcpgen.prose.passage import NoteText, Passage
from pcpgen.prose.proof import proof
from pcpgen.prose.rules import MALFORMED_EXPRESSION, MISSING_ALTERNATIVE, UNKNOWN_MARKUP, UNSAFE_PROSE
from pcpgen.prose.tree import (
    Block,
    Expression,
    Heading,
    Inline,
    Insertion,
    Item,
    List,
    Numbering,
    Paragraph,
    Picture,
    Quotation,
    Source,
    TableCell,
    WordsTable,
)
from pcpgen.rules import DUPLICATE_KEY, FILE_TOO_LARGE, MALFORMED_ID, Rule

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

OPEN_EXPRESSION = Rule(
    "open-expression",
    "Double braces that are not closed",
    "In double braces speaks the program; it must know where the author goes on.",
    "Close the expression with }}.",
)

# of a passage, since the time of Markdown grows faster than its text
LONGEST, MOST_LINES, MOST_LEAVES = 20_000, 2_000, 5_000
# an author's sentence bound to a condition on the data: {% claim "…" %}the sentence{% endclaim %}
_CLAIM = pattern(r"\{%\s*claim\s+\"(?P<condition>[^\"{}]+)\"\s*%\}")
# words that hold a number which is meant as typed: {% typed "why" %}the words{% endtyped %}
_TYPED = pattern(r"\{%\s*typed\s+\"(?P<why>[^\"{}]+)\"\s*%\}")
# words in another language than those around them: {% in "cy" %}the words{% endin %}
_IN = pattern(r"\{%\s*in\s+\"(?P<language>[^\"{}]+)\"\s*%\}")
_ENDS = pattern(r"\{%\s*(?P<name>endclaim|endtyped|endin)\s*%\}")
_AROUND = {"condition": "claim", "why": "typed", "language": "in"}  # by what stands in them
_BRACES = pattern(r"\{\{|\{%|\{#(?!\w)")
_SINGLE = pattern(rf"(?<!\{{)\{{\s*(?P<name>{'|'.join(EXPRESSIONS)})\([^{{}}\n]{{0,200}}\)\s*\}}(?!\}})")
# a note goes on in the lines below that begin nothing else, and after an empty line in those that are set in
_NOTE = pattern(
    r"^ {0,3}\[\^(?P<id>[^\]\s]{1,64})\]:[ \t]*"
    r"(?P<text>.*(?:\n(?:(?:[ \t]*\n)*(?: {4}|\t)[ \t]*\S|[ \t]+\S|"
    r"(?![-+*#][ \t#]|1[.)][ \t]|[>|]|\[\^[^\]\s]+\]:)\S).*)*)",
    re.MULTILINE,
)
_NOTE_NAME = pattern("[A-Za-z0-9_-]+")  # it ends up in links
# one line that can be nothing but a paragraph, where it has no _
_SENTENCE = pattern(r"(?![a-z]+\)[ \t])(?:[^\W\d_]|[\ue100-\uf8ff‘“£])[-\w ,;:.?!/()%&£'‘’“”–—\ue100-\uf8ff]*(?<! )")
_NAMED = pattern(r"(?<![ \t])[ \t]*\{#(?P<id>[a-z0-9][a-z0-9-]{0,63})\}[ \t]*$")
_BY = pattern(r"^(?:—|–|--)[ \t]*(?=[^\s-])")
# what other programs paste, or leave behind
BULLET = pattern(r"^[ \t]*(?:[•◦▪‣·●○■⁃∙❖➢➤✓✔][ \t\u00a0]|[–—o§Øüv]\t)[ \t\u00a0]*")
_BULLETS = pattern(r"^[ \t]*(?P<mark>[–—o§Øü])[ \u00a0].*\n[ \t]*(?P=mark)[ \u00a0]", re.MULTILINE)
# §, as other programs set it before items in paragraphs of their own
_APART = pattern(r"^[ \t]*(?P<mark>[§Øü])[ \u00a0]+[^\W\d_].*\n[ \t]*\n[ \t]*(?P=mark)[ \u00a0]+[^\W\d_]", re.MULTILINE)
_PASTED = "the bullet of another program stands before these words", "Write a hyphen and a blank in its place."
# the mark of an item to which a word processor has tied its words, or its indentation
STUCK = pattern(r"^[ \t]*(?:\u00a0[ \t\u00a0]*(?:[-*+]|[0-9]{1,9}[.)])[ \u00a0]|(?:[-*+]|[0-9]{1,9}[.)])\u00a0)")
_STUCK_SAID = "a non-breaking space stands in the mark of this item, so that it makes no list", "Replace it by a blank."
_TABBED = (
    "these lines are a table that was pasted from another program: tabs stand between its cells",
    "Write each line as | one | two |, with | --- | --- | under the first, and under them all a line : What it shows.",
)
_MARK = pattern(r"[ \t]*(?:[-*+]|\(?[0-9a-z]{1,9}[.)]|[–—o§Øüv•◦▪‣·●○■⁃∙❖➢➤✓✔])[ \t]+")
_TAG_NAME = pattern(r"<(?P<end>/?)(?P<name>[a-zA-Z][a-zA-Z0-9-]*)")
_SOFT = "\u00ad"
_REFUSED = {
    "code": (
        "{words} is written as code, which a document cannot show",
        "Write it as plain words, without backticks or blanks before it.",
    ),
    "html": ("{words} is HTML", "Write it in Markdown: paragraphs, lists, headings, links, *emphasis*."),
    "rule": (
        "{words} is a line across the page, which a document does not have",
        "Delete it, or write a heading where something new begins.",
    ),
    "struck": ("{words} is struck out", "Delete the words, or the marks around them."),
    "reference": (
        "the address of a link stands apart from its words",
        "Write the link where it belongs: [its words](https://…).",
    ),
    "among": (
        "a picture stands among other words",
        "Give it a paragraph of its own, between empty lines.",
    ),
    "fetched": (
        "this picture lies on the web, and nothing is fetched from there",
        "Save its file in plan/images/, and write ![What it shows](images/bridge.jpg).",
    ),
    "elsewhere": (
        "this picture does not lie in plan/images/",
        "Put its file there, and write ![What it shows](images/bridge.jpg).",
    ),
    "linked": (
        "a link or a note stands in what a picture is said to show",
        "Write it in plain words, and the link or the note into a sentence.",
    ),
    "silent": (
        "this picture has no words that say what it shows",
        "Write that between the square brackets, in words for those who do not see it: "
        "![The bridge at low tide](images/bridge.jpg). The law demands it.",
    ),
    "unsaid": (
        "these words do not say what the picture shows",
        "Write between the square brackets what those need to know who do not see it: "
        "![The bridge at low tide](images/bridge.jpg). The law demands it.",
    ),
    "deep": ("this line stands too deep in lists, quotations or blanks", "Write it with fewer levels."),
}
_UNSAFE = ("html", "character", "reference", "fetched", "elsewhere", "deep")

# passages of files that read as they did, in which nothing is wrong
PASSAGES = Kept(
    *(f"prose/{name}.py" for name in ("reading", "packed", "blocks", "inlines", "expressions", "foreign", "tree")),
    *(f"prose/{name}.py" for name in ("proof", "slips", "days", "endings")),
    "markdown:__meta__",
)


def read_prose(
    text: str, place: Place, source: File, outline: bool = False, named: bool = False
) -> tuple[Passage, list[Problem]]:
    """The passage of a text that stands at `place`, with what is wrong in it; empty where it is too long.

    The words of an `outline` may ask for what only a paper has: its title, its entries. Paragraphs may be `named` where
    they have numbers, by which a reference can call them.
    """
    if source.others:  # what it says may stand in another file as well
        return _read_prose(text, place, source, outline, named)
    passage, problems = _known_prose(text, place, source, source.is_english, outline, named)
    return passage, [*problems]


def _read_prose(text: str, place: Place, source: File, outline: bool, named: bool) -> tuple[Passage, list[Problem]]:
    if source.others or place.file != source.file:
        return _judged_prose(text, place, source, outline, named)
    asked = f"{place[1:]} {source.is_english} {outline} {named}"
    key = sum_of(text, asked, source.sum)
    if (kept := PASSAGES.get(key)) is not None:
        return unpacked(kept, text, place), []
    passage, problems = _judged_prose(text, place, source, outline, named)
    if not problems:
        PASSAGES.add(key, packed(passage))
    return passage, problems


def _judged_prose(text: str, place: Place, source: File, outline: bool, named: bool) -> tuple[Passage, list[Problem]]:
    passage, problems = parse_prose(text, place, source, outline, named)
    return passage, problems or proof(passage.blocks, source)


@lru_cache(4096)  # where a workspace is read again and again, of most files nothing has changed
def _known_prose(
    text: str, place: Place, source: File, is_english: bool, outline: bool, named: bool
) -> tuple[Passage, list[Problem]]:
    """The same of a file that reads as it did, in the same language."""
    return _read_prose(text, place, source, outline, named)


def parse_prose(
    text: str, place: Place, source: File, outline: bool = False, named: bool = False
) -> tuple[Passage, list[Problem]]:
    """As `read_prose`, but for how its words read."""
    return _Passage(text, place, source, outline, named).read(text)


def name_at_end(text: str) -> tuple[str, str]:
    """Words without the name at their end, `{#name}`, and that name; empty where there is none."""
    named = _NAMED.search(text) if "{#" in text else None
    return (text[: named.start()], named["id"]) if named else (text, "")


def split_notes(text: str, place: Place, source: File) -> tuple[str, tuple[NoteText, ...], list[Problem]]:
    """Prose without its notes, whose lines stay empty, and the notes, `[^name]: text`, in the order written."""
    notes: list[NoteText] = []
    problems: list[Problem] = []
    known: set[str] = set()
    for found in _NOTE.finditer(text):
        at = Place(source.file, place.line + text.count("\n", 0, found.start()))
        if found["id"] in known:
            message = f'the note "{found["id"]}" is written twice'
            problems.append(problem(DUPLICATE_KEY, at, message, "Give one of the two another name."))
        if not _NOTE_NAME.fullmatch(found["id"]):
            remedy = "Use letters, digits and hyphens only, such as [^officers-2016]."
            problems.append(problem(MALFORMED_ID, at, f'"{found["id"]}" names no note', remedy))
        known.add(found["id"])
        passage, wrong = _note(found["text"], at, source)
        notes.append(NoteText(found["id"], passage))
        problems += wrong
    return _NOTE.sub(lambda found: "\n" * found[0].count("\n"), text).rstrip(), tuple(notes), problems


def _note(text: str, place: Place, source: File) -> tuple[Passage, list[Problem]]:
    """The passage of a note, which is one paragraph."""
    passage, problems = read_prose("\n".join(line.strip(" \t") for line in text.split("\n")), place, source)
    if not problems and (len(passage.blocks) > 1 or not all(isinstance(each, Paragraph) for each in passage.blocks)):
        message = "a note is one paragraph of words, and this one holds more"
        remedy = "Write it as sentences, and leave an empty line after it."
        problems = [problem(UNKNOWN_MARKUP, place, message, remedy)]
    return Passage(passage.blocks, " ".join(text.split()), place), problems


def too_long(text: str, place: Place) -> Problem:
    """What is said of a text that is no passage any more."""
    message = (
        f"the text has {len(text):,} characters in {text.count(chr(10)) + 1:,} lines; "
        f"{LONGEST:,} in {MOST_LINES:,} are the most"
    )
    return problem(FILE_TOO_LARGE, place, message, "Divide it into parts of their own.")


class _Passage:
    """One passage as it is read: its leaves, its problems, and which line of the file each of its lines is."""

    def __init__(self, text: str, place: Place, source: File, outline: bool, named: bool) -> None:
        self.text, self.place, self.source, self.outline, self.named = text, place, source, outline, named
        self.leaves: list[Source] = []
        self.problems: list[Problem] = []
        self.tags: set[str] = set()  # HTML that was told, by the names of its tags
        self.seen: dict[str, Place] = {}  # where words were found last
        self.rows: list[int] = []  # the line of the file in which each line of the text begins
        self.folds: list[tuple[int, int]] = []  # lines, from 0, in which an expression runs over so many more

    def read(self, text: str) -> tuple[Passage, list[Problem]]:
        if len(text) > LONGEST or text.count("\n") >= MOST_LINES:
            return Passage((), "", self.place), [too_long(text, self.place)]
        bare = self._tokens(text) if "{" in text else text
        self._pasted(text)
        if "_" not in bare and _SENTENCE.fullmatch(bare):
            blocks: tuple[Block[Source], ...] = self._paragraph(bare, 0)
        else:
            blocks = self._read(bare)
        self.problems += wrong_marks(blocks) if any(map(is_mark, self.leaves)) else ()
        return Passage(blocks, text, self.place), self.problems

    def _read(self, bare: str) -> tuple[Block[Source], ...]:
        from pcpgen.prose.blocks import blocks_of  # and with it the package markdown, which a sentence needs not

        return tuple(self._blocks(blocks_of(bare.split("\n"))))

    def line(self, number: int) -> Place:
        """The place of a line of the text, from 0."""
        if not number:
            return self.place
        self.rows = self.rows or _rows_of(self.text.split("\n"), self.place, self.source)
        return Place(self.source.file, self.rows[self._typed(number)])

    def _typed(self, number: int) -> int:
        """The line of the text as it was typed, where an expression may run over several."""
        return number + sum(more for at, more in self.folds if at < number)

    def find(self, words: str, number: int) -> Place:
        """The place of words that begin in a line, after where the same words were found before."""
        line = start = self.line(number)
        words = re.split("[\n\ue100-\uf8ff]", words)[0]
        before = self.seen.get(words)
        if before and (before.line, before.column) >= (start.line, start.column):
            start = before.within(1, 1)
        found = self.source.find(words, start)
        if found is start:
            return line
        self.seen[words] = found
        return found

    def whole(self, number: int) -> Place:
        """The place of all words of a line."""
        place = self.line(number)
        text = self.source.lines[place.line - 1] if place.line <= len(self.source.lines) else ""
        return place._replace(length=max(len(text.rstrip()) - place.column + 1, 1))

    # -- what stands in braces

    def _tokens(self, text: str) -> str:
        """The text with a private character for each expression."""
        found: list[str] = []
        at, here = 0, self.place
        for single in _SINGLE.finditer(text):
            message = f"{single[0]} stands in single braces"
            where = self.find(single[0], text.count("\n", 0, single.start()))
            self.problems.append(problem(MALFORMED_EXPRESSION, where, message, f"Write {{{single[0]}}}."))
        while begun := _BRACES.search(text, at):
            found.append(text[at : begun.start()])
            here = self.source.find(begun[0], here)
            at, leaf, here = self._braces(text, begun, here)
            if lines := text.count("\n", begun.start(), at):
                self.folds.append((sum(part.count("\n") for part in found), lines))
            if leaf and len(self.leaves) < MOST_LEAVES:
                self.leaves.append(leaf)
                found.append(chr(FIRST + len(self.leaves) - 1))
        found.append(text[at:])
        return "".join(found)

    def _braces(self, text: str, begun: re.Match[str], here: Place) -> tuple[int, Source | None, Place]:
        """Where reading goes on after braces, what they hold, and the place after them."""
        start = begun.start()
        tag = next((found for each in (_CLAIM, _TYPED, _ENDS, _IN) if (found := each.match(text, start))), None)
        if tag:
            held = tag.groupdict()
            name = next((_AROUND[group] for group in held if group in _AROUND), held.get("name", ""))
            here = here.within(0, len(tag[0]))
            mark = Expression(name, ("" if "name" in held else tag[1],), (), tag[0], here)
            return tag.end(), mark, here.within(here.length, 1)
        if begun[0] != "{{":
            self.problems.append(
                problem(MALFORMED_EXPRESSION, here, f"{begun[0]} begins nothing that the program can say")
            )
            return start + 2, None, here.within(here.length, 1)
        end = _end(text, start)
        if end is None:
            self.problems.append(problem(OPEN_EXPRESSION, here, "these double braces are never closed"))
            return len(text), None, here
        raw = text[start:end]
        here = here.within(0, len(raw.split("\n")[0]))
        read = read_expression(raw, here)
        if isinstance(read, Expression) and EXPRESSIONS[read.name].where == "outline" and not self.outline:
            read = problem(MALFORMED_EXPRESSION, here, f"{read.name} belongs to an outline", "Write the words out.")
        if isinstance(read, Problem):
            self.problems.append(read)
        return end, read if isinstance(read, Expression) else None, here.within(here.length, 1)

    def _pasted(self, text: str) -> None:
        """Notes what other programs left behind."""
        if _SOFT in text:
            where = self.source.find(_SOFT, self.place)
            self._wrong(where, "a soft hyphen stands within a word", "Delete it: lines are broken by the document.")
        for pasted in _BULLETS.finditer(text) if "\n" in text else ():
            place = self.find(pasted["mark"], text.count("\n", 0, pasted.start()))
            self._wrong(place, *_PASTED)
        for pasted in _APART.finditer(text) if "\n\n" in text else ():
            self._wrong(self.find(pasted["mark"], text.count("\n", 0, pasted.start())), *_PASTED)
        if "\t" in text and (row := _first_of_table(text)) is not None:
            self._wrong(self.whole(row), *_TABBED)
        for number, line in enumerate(text.split("\n")):
            if found := BULLET.match(line):
                self._wrong(self.find(found[0].strip(), number), *_PASTED)
            if found := STUCK.match(line):
                self._wrong(self.find("\u00a0", number), *_STUCK_SAID)

    def _wrong(self, place: Place, message: str, remedy: str) -> None:
        self.problems.append(problem(UNKNOWN_MARKUP, place, message, remedy))

    def _refuse_block(self, why: str, number: int) -> None:
        shown = self.text.split("\n")[self._typed(number)].strip()
        tags = [found[0] for found in HTML.finditer(shown[:LONGEST_EXPRESSION])] if why == "html" else []
        for words in tags or [shown or why]:
            self._refuse(why, words, number)

    def _refuse(self, why: str, words: str, number: int) -> None:
        if why == "html" and (tag := _TAG_NAME.match(words)):
            if tag["end"] and tag["name"].lower() in self.tags:  # told where it begins
                return
            self.tags.add(tag["name"].lower())
        message, remedy = _REFUSED.get(why, ("", ""))
        place = self.find(words, number)
        if why == "character":
            import html

            message, remedy = "{words} is HTML", f"Type the character itself: {html.unescape(words)}"
        rule = (
            MISSING_ALTERNATIVE if why in ("silent", "unsaid") else UNSAFE_PROSE if why in _UNSAFE else UNKNOWN_MARKUP
        )
        shown = re.split("[\n\ue100-\uf8ff]", words)[0][:40]
        self.problems.append(problem(rule, place, message.format(words=shown), remedy))

    # -- blocks

    def _blocks(self, parent: Element) -> Iterator[Block[Source]]:
        elements = list(parent)
        for element, after in zip(elements, [*elements[1:], None], strict=False):
            number = int(element.get("line") or 0)
            if element.tag == "table" and element.find("caption") is None:
                _take_caption(element, after)
            match element.tag:
                case "p":
                    yield from self._paragraph(element.text or "", number, int(element.get("indent") or 0))
                case "ul" | "ol":
                    yield self._list(element, number)
                case "blockquote":
                    yield self._quotation(element, number)
                case "table":
                    yield self._table(element, number)
                case "caption" | "tr" | "td":
                    pass
                case "refused":
                    self._refuse_block(element.get("why", ""), number)
                case tag:
                    yield self._heading(int(tag[1]), element.text or "", number)

    def _inlines(self, text: str, number: int) -> tuple[Inline[Source], ...]:
        """A line in which no picture can stand."""
        content, picture = self._line(text, number)
        if picture:
            self._refuse("among", text, number)
        return content

    def _line(self, text: str, number: int) -> tuple[tuple[Inline[Source], ...], Picture[Source] | None]:
        """The inlines of a line, or the picture that is all of it."""

        def refuse(why: str, words: str, line: int) -> None:
            self._refuse(why, words, number + line)

        def find(words: str, line: int) -> Place:
            return self.find(words, number + line) if words else self.line(number + line)

        reader = Reader(text, self.leaves, find, refuse)
        return reader.read(), reader.picture

    def _paragraph(self, text: str, number: int, indent: int = 0) -> tuple[Block[Source], ...]:
        place = self.line(number).within(indent, 1) if indent else self.line(number)
        words, id = name_at_end(text)
        content, picture = self._line(words, number)
        if id and (picture or not (self.named and words.strip())):
            behind = "a picture" if picture else "a paragraph without a number" if words.strip() else "no words"
            where = self.find(f"{{#{id}}}", number + text.count("\n", 0, text.rindex("{#")))
            remedy = "Take it out. Headings and tables have names, and paragraphs and items of a paper’s sections."
            self._wrong(where, f'the name "{id}" stands behind {behind}', remedy)
        if picture:
            return (picture,)
        if len(content) == 1 and isinstance(leaf := content[0], Expression):
            declared = EXPRESSIONS.get(leaf.name)
            if declared and declared.alone:
                return (Insertion(leaf, leaf.place, id),)
        return (Paragraph(content, place, id),)

    def _heading(self, level: int, text: str, number: int) -> Heading[Source]:
        words, id = name_at_end(text)
        return Heading(level, self._inlines(words, number), self.whole(number), id)

    def _list(self, element: Element, number: int) -> List[Source]:
        items = tuple(
            Item(tuple(self._blocks(item)), self.line(int(item.get("line") or 0)), int(item.get("number") or 0))
            for item in element
        )
        known: tuple[Numbering, ...] = get_args(Numbering)
        numbering = next((each for each in known if each == element.get("numbering")), known[0])
        return List(numbering, items, self.line(number), int(element.get("start", "1")))

    def _quotation(self, element: Element, number: int) -> Quotation[Source]:
        """What is quoted, and by whom, as its last line says after a dash."""
        last = element[-1] if len(element) else None
        by: tuple[str, int] | None = None
        if last is not None and last.tag == "p":
            *said, name = (last.text or "").split("\n")
            if (dash := _BY.match(name)) and (said or len(element) > 1):
                by = name[dash.end() :], int(last.get("line") or 0) + len(said)
                last.text = "\n".join(said)
                if not said:
                    element.remove(last)
        said_before = tuple(self._blocks(element))  # read first, so that places are found in order
        return Quotation(said_before, self._inlines(*by) if by else (), self.line(number))

    def _table(self, element: Element, number: int) -> WordsTable[Source]:
        rows = [self._row(row) for row in element if row.tag == "tr"]
        for row in element.iter("tr"):
            if (cells := int(row.get("cells") or 0)) != len(rows[0]):
                message = f"this row has {cells} cell{'s' * (cells != 1)}, and the head has {len(rows[0])}"
                place = self.whole(int(row.get("line") or 0))
                self._wrong(place, message, "Give each row as many cells as the head.")
        caption = element.find("caption")
        text = (caption.text or "").lstrip(": \t") if caption is not None else ""
        line = int(caption.get("line") or 0) if caption is not None else number
        words, id = name_at_end(text)
        if not words.strip():
            remedy = "Write one in a line under it, such as : What partners have agreed to"
            self._wrong(self.whole(number), "the table has no caption", remedy)
        return WordsTable(rows[0], tuple(rows[1:]), self._inlines(words, line), self.line(number), id)

    def _row(self, row: Element) -> tuple[TableCell[Source], ...]:
        number = int(row.get("line") or 0)
        return tuple(TableCell(self._inlines(cell.text or "", number), self.line(number)) for cell in row)


def _rows_of(lines: list[str], place: Place, source: File) -> list[int]:
    """The line of the file in which each line of a text begins that stands at a place; YAML may have folded it."""
    file = source.lines
    for first in (place.line, place.line + 1):  # a block of YAML begins a line lower
        standing = file[first - 1 : first - 1 + len(lines)]
        if len(standing) == len(lines) and all(
            line.strip() in there for line, there in zip(lines, standing, strict=True)
        ):
            return list(range(first, first + len(lines)))
    found: list[int] = []
    here = place
    for line in lines:
        begun = 0
        for word in line.split():
            at = source.find(word, here)
            if at is not here:
                begun, here = begun or at.line, at.within(len(word), 1)
        found.append(begun or here.line)
    return found


def _take_caption(table: Element, after: Element | None) -> None:
    """A paragraph that begins with a colon is the caption of the table before it."""
    if after is not None and after.tag == "p" and (after.text or "").startswith(":"):
        after.tag = "caption"
        table.append(after)


def _first_of_table(text: str) -> int | None:
    """The first of two lines that follow each other and have tabs between words, counted from 0."""
    rows = [_is_row(line) for line in text.split("\n")]
    return next((at for at, (one, other) in enumerate(pairwise(rows)) if one and other), None)


def _is_row(line: str) -> bool:
    if "\t" not in line or line[0] in " \t|>#":
        return False
    cells = _MARK.sub("", line, count=1).split("\t")
    return sum(any(map(str.isalnum, cell)) for cell in cells) > 1


def _end(text: str, start: int) -> int | None:
    """Where the expression that begins at `start` ends; None where it does not. Quotation marks may hold braces."""
    at, mark = start + 2, ""
    limit = min(len(text), start + LONGEST_EXPRESSION)
    while at < limit:
        character = text[at]
        if mark:
            mark = "" if character == mark else mark
            if character == "\n":
                break
        elif character in "\"'":
            mark = character
        elif text.startswith("}}", at):
            return at + 2
        elif text.startswith("{{", at) or text.startswith("\n\n", at):
            return None
        at += 1
    closing = text.find("}}", start, limit)
    broken = text[start:closing]
    return closing + 2 if closing >= 0 and "{{" not in broken[2:] and "\n\n" not in broken else None
