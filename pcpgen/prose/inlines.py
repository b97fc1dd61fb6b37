"""From the text of a paragraph to inlines, as CommonMark reads it: emphasis, links, breaks, and the leaves put back."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from urllib.parse import unquote

from pcpgen.patterns import pattern
from pcpgen.place import Place
from pcpgen.prose.tree import Break, Emphasis, Inline, Link, NoteName, Picture, Source, Strong, Words
from pcpgen.prose.walk import inlines_of
from pcpgen.values import dataclass

LONGEST_ADDRESS, DEEPEST_BRACKETS = 2_000, 32  # characters, round brackets within each other
FIRST = 0xE100  # private characters that stand for expressions while Markdown is read; no source may hold one
_SPECIAL = pattern("[\\\\`*_\\[\\]!<&~\n\ue100-\uf8ff]")
_NOTE = pattern(r"\[\^([^\]\s\ue100-\uf8ff]{1,64})\]")
_AUTOLINK = pattern("<([a-zA-Z][a-zA-Z0-9+.-]{1,31}:[^\\s<>\ue100-\uf8ff]*)>")
_MAIL = pattern(r"<([\w.!#$%&'*+/=?^`{|}~-]+@[a-zA-Z0-9-]+(?:\.[a-zA-Z0-9-]+)*)>", re.ASCII)
_ATTRIBUTE = r"""\s+[a-zA-Z_:][\w.:-]{0,60}(?:\s*=\s*(?:[^\s"'=<>`]+|'[^']*'|"[^"]*"))?"""
TAG = rf"<[a-zA-Z][a-zA-Z0-9-]{{0,60}}(?:{_ATTRIBUTE}){{0,20}}\s*/?>|</[a-zA-Z][a-zA-Z0-9-]{{0,60}}\s*>"
HTML = pattern(rf"{TAG}|<!--(?:>|->|.*?-->)|<\?.*?\?>|<![a-zA-Z][^>]*>|<!\[CDATA\[.*?\]\]>", re.DOTALL)
_CLOSED = {"<!--": "-->", "<?": "?>", "<![": "]]>"}
_CHARACTER = pattern(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|(?P<name>[a-zA-Z][a-zA-Z0-9]{1,40}));")
_STRUCK = pattern(r"~~(?=\S)[^~]+(?<=\S)~~")
_TITLE = pattern(r"""[ \t]*\n?[ \t]*(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|\(((?:[^()\\]|\\.)*)\))""", re.DOTALL)
# what stands for a picture's words where nobody has said what it shows: the name of its file, a word for any picture
_SAYS_NOTHING = pattern(
    r"\S.*\.(?:png|jpe?g|gif|webp|tiff?|bmp|heic|svg)"
    r"|(?:an? |the |y |yr )?"
    r"(?:image|img|picture|photo|photograph|graphic|dsc|scan|screenshot|alt|alt text|llun|delwedd)[\W\d_]*|[\W\d_]+",
    re.IGNORECASE,
)
_PUNCTUATION = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"
_ESCAPE = pattern(rf"\\([{re.escape(_PUNCTUATION)}])")

# says that something can't be held: why ("code", "html", "struck", "among"), the words, and the line from 0
Refuse = Callable[[str, str, int], None]


@dataclass
class _Run:
    """Stars or underlines that may begin or end emphasis."""

    mark: str
    count: int
    opens: bool
    closes: bool
    whole: int = 0


@dataclass
class _Bracket:
    """A square bracket that may begin a link; `at` is where its words begin."""

    image: bool
    at: int
    line: int
    active: bool = True


_Piece = str | _Run | _Bracket | Inline[Source]


def _is_named(name: str) -> bool:
    """Whether HTML has a character of a name."""
    from html.entities import html5  # here, since hardly any text asks

    return f"{name};" in html5


class Reader:
    """Reads one paragraph; what it must remember are the pieces so far and the brackets that are open.

    A picture that is all of the paragraph is no inline: it is kept as `picture`.
    """

    def __init__(self, text: str, leaves: list[Source], find: Callable[[str, int], Place], refuse: Refuse) -> None:
        self.text, self.leaves, self.find, self.refuse = text, leaves, find, refuse
        self.at = self.line = 0
        self.pieces: list[tuple[_Piece, int]] = []
        self.brackets: list[int] = []
        self.picture: Picture[Source] | None = None

    def read(self) -> tuple[Inline[Source], ...]:
        while self.at < len(self.text):
            found = _SPECIAL.search(self.text, self.at)
            end = found.start() if found else len(self.text)
            if end > self.at:
                self._put(self.text[self.at : end])
                self.at = end
            if found:
                self._special(found[0])
        return self._emphasised(self.pieces)

    def place(self, line: int) -> Place:
        return self.find("", line)

    def _put(self, piece: _Piece) -> None:
        self.pieces.append((piece, self.line))

    def _special(self, character: str) -> None:
        match character:
            case "\n":
                self._end_line()
            case "\\":
                self._escape()
            case "`":
                self._code()
            case "*" | "_":
                self._run(character)
            case "[" | "!":
                self._open(character)
            case "]":
                self._close()
            case "<":
                self._angle()
            case "&" if found := _CHARACTER.match(self.text, self.at):
                if found["name"] is None or _is_named(found["name"]):
                    self.refuse("character", found[0], self.line)
                self._take(found[0])
            case "~" if found := _STRUCK.match(self.text, self.at):
                self.refuse("struck", found[0], self.line)
                self._take(found[0])
            case _ if FIRST <= ord(character) < FIRST + len(self.leaves):
                self._put(self.leaves[ord(character) - FIRST])
                self.at += 1
            case _:
                self._take(character)

    def _take(self, text: str) -> None:
        self._put(text)
        self.at += len(text)
        self.line += text.count("\n")

    def _end_line(self) -> None:
        before = self.pieces[-1][0] if self.pieces else ""
        hard = isinstance(before, str) and before.endswith("  ")
        if isinstance(before, str) and self.pieces:
            self.pieces[-1] = (before.rstrip(" "), self.pieces[-1][1])
        self._put(Break(self.place(self.line)) if hard else " ")
        self.at += 1
        self.line += 1
        while self.text[self.at : self.at + 1] in (" ", "\t"):
            self.at += 1

    def _escape(self) -> None:
        after = self.text[self.at + 1 : self.at + 2]
        if after == "\n":
            self._put(Break(self.place(self.line)))
            self.at += 2
            self.line += 1
        elif after and after in _PUNCTUATION:
            self._put(after)
            self.at += 2
        else:
            self._take("\\")

    def _code(self) -> None:
        run = re.compile("`+").match(self.text, self.at)
        assert run is not None
        end = re.compile(rf"(?<!`){run[0]}(?!`)").search(self.text, run.end())
        if end is None:
            self._take(run[0])
            return
        words = self.text[self.at : end.end()]
        self.refuse("code", words, self.line)
        self._take(words)

    def _run(self, mark: str) -> None:
        end = self.at
        while self.text[end : end + 1] == mark:
            end += 1
        before = self.text[self.at - 1] if self.at else " "
        after = self.text[end : end + 1] or " "
        left = not _is_blank(after) and (not _is_mark(after) or _is_blank(before) or _is_mark(before))
        right = not _is_blank(before) and (not _is_mark(before) or _is_blank(after) or _is_mark(after))
        opens, closes = left, right
        if mark == "_":
            opens, closes = left and (not right or _is_mark(before)), right and (not left or _is_mark(after))
        self._put(_Run(mark, end - self.at, opens, closes, end - self.at))
        self.at = end

    def _open(self, character: str) -> None:
        if character == "!" and self.text[self.at + 1 : self.at + 2] != "[":
            self._take("!")
            return
        if character == "[" and (note := _NOTE.match(self.text, self.at)):
            self._put(NoteName(note[1], self.place(self.line)))
            self.at = note.end()
            return
        self.brackets.append(len(self.pieces))
        self.at += len("![") if character == "!" else len("[")
        self._put(_Bracket(character == "!", self.at, self.line))

    def _close(self) -> None:
        self.at += 1
        if not self.brackets:
            self._put("]")
            return
        index = self.brackets.pop()
        bracket = self.pieces[index][0]
        assert isinstance(bracket, _Bracket)
        target = self._target() if bracket.active else None
        if target is None:
            self.pieces[index] = ("![" if bracket.image else "[", bracket.line)
            self._put("]")
            return
        url, title, end = target
        content = self._emphasised(self.pieces[index + 1 :])
        del self.pieces[index:]
        words = self.text[bracket.at - 1 : end]
        if bracket.image:
            self._picture(content, url, title, f"!{words}", bracket.line, end)
        else:
            self.pieces.append((Link(content, url, self.find(words, bracket.line), title), bracket.line))
            for earlier in self.brackets:
                opened = self.pieces[earlier][0]
                if isinstance(opened, _Bracket) and not opened.image:
                    opened.active = False
        self.line += self.text.count("\n", self.at, end)
        self.at = end

    def _picture(self, alt: tuple[Inline[Source], ...], url: str, title: str, words: str, line: int, end: int) -> None:
        """A picture that stands alone, or why it cannot be shown."""
        if self.pieces or self.text[end:].strip():
            self.refuse("among", words, line)
        elif not (file := _file_of(url)):
            self.refuse("fetched" if re.match(r"[a-zA-Z][\w+.-]+:|//", url) else "elsewhere", words, line)
        elif any(isinstance(each, Link | NoteName) for each in inlines_of(alt)):
            self.refuse("linked", words, line)
        elif not any(not isinstance(each, Words) or each.text.strip() for each in alt):
            self.refuse("silent", words, line)
        elif all(isinstance(each, Words) and _SAYS_NOTHING.fullmatch(each.text.strip()) for each in alt):
            self.refuse("unsaid", words, line)
        else:
            place = self.find(words, line)
            self.picture = Picture(file, alt, tuple(self._said(title, place)), place)

    def _said(self, title: str, place: Place) -> Iterator[Inline[Source]]:
        """The words of a title, with the leaves among them."""
        for part in re.split("([\ue100-\uf8ff])", " ".join(title.split())):
            if re.fullmatch("[\ue100-\uf8ff]", part):
                yield self.leaves[ord(part) - FIRST]
            elif part:
                yield Words(part, place)

    def _target(self) -> tuple[str, str, int] | None:
        """The address and title in round brackets that stand here, and where they end."""
        text = self.text
        if text[self.at : self.at + 1] != "(":
            return None
        at = _over_blanks(text, self.at + 1)
        read = _address(text, at)
        if read is None:
            return None
        url, at = read
        title = _TITLE.match(text, at)
        spaced = title and title[0][:1] in " \t\n"
        words = ""
        if title and spaced:
            words = _unescaped(next(each for each in title.groups() if each is not None))
            at = title.end()
        at = _over_blanks(text, at)
        return (url, words, at + 1) if text[at : at + 1] == ")" else None

    def _angle(self) -> None:
        if found := _AUTOLINK.match(self.text, self.at):
            self._linked(found[1], found[1], found.end())
        elif found := _MAIL.match(self.text, self.at):
            self._linked(found[1], f"mailto:{found[1]}", found.end())
        elif self._ends() and (found := HTML.match(self.text, self.at)):
            self.refuse("html", found[0], self.line)
            self._take(found[0])
        else:
            self._take("<")

    def _ends(self) -> bool:
        """Whether a remark and its like that begins here is ever closed; the whole text is searched once for each."""
        ends = next((end for begins, end in _CLOSED.items() if self.text.startswith(begins, self.at)), ">")
        return self.text.rfind(ends) > self.at

    def _linked(self, words: str, url: str, end: int) -> None:
        place = self.find(self.text[self.at : end], self.line)
        self._put(Link((Words(words, place),), url, place))
        self.at = end

    # -- emphasis

    def _emphasised(self, pieces: list[tuple[_Piece, int]]) -> tuple[Inline[Source], ...]:
        """Pieces with their stars and underlines made into emphasis, by the rules of CommonMark."""
        pieces = list(pieces)
        bottom: dict[tuple[str, bool, int], int] = {}
        at = 0
        while at < len(pieces):
            closer = pieces[at][0]
            if not isinstance(closer, _Run) or not closer.closes or not closer.count:
                at += 1
                continue
            key = closer.mark, closer.opens, closer.whole % 3
            opener = self._opener(pieces, at, bottom.get(key, -1))
            if opener is None:
                bottom[key] = at - 1
                at += 1
                continue
            at = self._wrap(pieces, opener, at)
            bottom = {known: min(index, opener) for known, index in bottom.items()}
        return tuple(self._joined(pieces))

    @staticmethod
    def _opener(pieces: list[tuple[_Piece, int]], at: int, bottom: int) -> int | None:
        closer = pieces[at][0]
        assert isinstance(closer, _Run)
        for index in range(at - 1, bottom, -1):
            run = pieces[index][0]
            if isinstance(run, _Run) and run.mark == closer.mark and run.opens and run.count:
                odd = (run.closes or closer.opens) and (run.whole + closer.whole) % 3 == 0
                if not odd or (run.whole % 3 == 0 and closer.whole % 3 == 0):
                    return index
        return None

    def _wrap(self, pieces: list[tuple[_Piece, int]], opener: int, closer: int) -> int:
        """Makes one or two marks of each side an emphasis; the place from which to read on."""
        begins, ends = pieces[opener][0], pieces[closer][0]
        assert isinstance(begins, _Run) and isinstance(ends, _Run)
        strong = begins.count >= 2 and ends.count >= 2
        line = pieces[opener][1]
        content = tuple(self._joined(pieces[opener + 1 : closer]))
        node: Inline[Source] = (Strong if strong else Emphasis)(content, self.place(line))
        begins.count -= 2 if strong else 1
        ends.count -= 2 if strong else 1
        pieces[opener + 1 : closer] = [(node, line)]
        if not begins.count:
            del pieces[opener]
            opener -= 1
        return opener + 2

    def _joined(self, pieces: list[tuple[_Piece, int]]) -> Iterator[Inline[Source]]:
        """Pieces as inlines, neighbouring words as one."""
        text, begun = "", 0
        for piece, line in pieces:
            if isinstance(piece, str | _Run | _Bracket):
                begun = begun if text else line
                text += piece if isinstance(piece, str) else _typed(piece)
                continue
            if text:
                yield Words(text, self.place(begun))
                text = ""
            yield piece
        if text:
            yield Words(text, self.place(begun))


def _typed(piece: _Run | _Bracket) -> str:
    if isinstance(piece, _Run):
        return piece.mark * piece.count
    return "![" if piece.image else "["


def _over_blanks(text: str, at: int) -> int:
    found = re.compile(r"[ \t]*\n?[ \t]*").match(text, at)
    return found.end() if found else at


def _address(text: str, at: int) -> tuple[str, int] | None:
    """An address in angle brackets, or one without blanks whose round brackets are even; and where it ends."""
    if text[at : at + 1] == "<":
        found = re.compile(r"<((?:[^<>\n\\]|\\.)*)>").match(text, at)
        return (_unescaped(found[1]), found.end()) if found else None
    depth, end = 0, at
    while end < min(len(text), at + LONGEST_ADDRESS) and text[end] > " " and text[end] != "\x7f":
        if text[end] == "\\" and text[end + 1 : end + 2] in tuple(_PUNCTUATION):
            end += 1
        elif text[end] == "(":
            depth += 1
            if depth > DEEPEST_BRACKETS:
                return None
        elif text[end] == ")":
            if not depth:
                break
            depth -= 1
        end += 1
    return None if depth else (_unescaped(text[at:end]), end)


def _file_of(url: str) -> str:
    """The file of `plan/images/` that an address names; empty where it names none."""
    file = unquote(url)
    steps = file.split("/")
    named = len(steps) > 1 and steps[0] == "images" and all(step not in ("", ".", "..") for step in steps)
    return file if named and file.isprintable() and not re.search(r"[\\:?#]", file) else ""


def _unescaped(text: str) -> str:
    return _ESCAPE.sub(r"\1", text)


def _is_blank(character: str) -> bool:
    return character.isspace()


def _is_mark(character: str) -> bool:
    return unicodedata.category(character)[0] in "PS"
