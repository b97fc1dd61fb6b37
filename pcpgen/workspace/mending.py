"""From a workspace to what of its mistakes is mechanical, mended: bytes, blanks and marks that no reader would miss.

No file is touched in which no such mistake is told; words, numbers, remarks and layout stay as they are.
"""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

from pcpgen.load.cells import CSV_ROW, CSV_SEPARATOR
from pcpgen.load.encoding import is_wide
from pcpgen.load.files import SYMBOL
from pcpgen.load.names import right_name
from pcpgen.load.rules import (
    CSV_COLUMNS,
    INVISIBLE_CHARACTER,
    MALFORMED_NUMBER,
    MALFORMED_PERIOD,
    ODD_BLANK,
    UNKNOWN_FILE,
    UNKNOWN_SERIES,
)
from pcpgen.load.syntax import without_odd_blanks
from pcpgen.patterns import pattern
from pcpgen.problems import Problem
from pcpgen.prose.reading import BULLET, STUCK
from pcpgen.prose.rules import MALFORMED_EXPRESSION, UNKNOWN_MARKUP
from pcpgen.publish import CannotWrite, publish_file
from pcpgen.values import dataclass
from pcpgen.workspace.tidy import tidy_csv

_OF_CELLS = (CSV_COLUMNS, CSV_ROW, CSV_SEPARATOR, MALFORMED_NUMBER, MALFORMED_PERIOD, UNKNOWN_SERIES)
_UNSEEN = pattern("[\ufeff\u200b\u2060]")  # they part nothing and turn nothing round
_SOFT = "\u00ad"
_BRACES = pattern(r"\{[{%][^{}\n]{1,1000}[}%]\}")
_STRAIGHT = str.maketrans({"“": '"', "”": '"'})
_MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Mended:
    """A file as it is and as it would be, and its name then; `told` says in words what is done."""

    file: str
    into: str
    before: bytes
    after: bytes
    told: str


def mended(root: Path, problems: Iterable[Problem]) -> tuple[Mended, ...]:
    """What can be mended of the problems of a workspace, by file."""
    by_file: dict[str, list[Problem]] = {}
    for each in problems:
        by_file.setdefault(each.place.file, []).append(each)
    found = [each for each in (_mended(root, file, of_file) for file, of_file in by_file.items()) if each]
    names = Counter(each.into for each in found)  # of two files that would have one name a person takes one
    return tuple(each for each in found if each.into == each.file or names[each.into] == 1)


def mend(root: Path, found: Iterable[Mended]) -> None:
    """Writes each file whole, or gives it its name. Raises CannotWrite."""
    for each in found:
        if (root / each.file).read_bytes() != each.before:
            raise CannotWrite(f"{root / each.file} was changed meanwhile")
        if each.after != each.before:
            publish_file(root / each.file, each.after)
        if each.into != each.file and not (root / each.into).exists():
            try:
                (root / each.file).rename(root / each.into)
            except OSError as error:
                raise CannotWrite(f"{each.file} cannot be renamed: {error.strerror}") from None


def as_diff(found: Iterable[Mended]) -> str:
    """What would be written, line by line."""
    told = []
    for each in found:
        told.append(f"{each.told}\n")
        before, after = (content.decode("utf-8", "replace").splitlines(True) for content in (each.before, each.after))
        if each.before != each.after and not is_wide(each.before):
            told += difflib.unified_diff(before, after, each.file, each.into)
    return "".join(line if line.endswith("\n") else f"{line}\n" for line in told)


def _mended(root: Path, file: str, problems: list[Problem]) -> Mended | None:
    path, rules = root / file, {each.rule.id for each in problems}
    folder, slash, name = file.rpartition("/")
    into = file
    if UNKNOWN_FILE.id in rules and right_name(name) != name and not (root / folder / right_name(name)).exists():
        into = folder + slash + right_name(name)
    if not path.is_file():
        return None
    before = path.read_bytes()
    after, done = _rewritten(file, before, problems)
    if into != file:
        done.append(f"renamed to {right_name(name)}")
    return Mended(file, into, before, after, f"{file}: {', '.join(done)}") if done else None


def _rewritten(file: str, content: bytes, problems: list[Problem]) -> tuple[bytes, list[str]]:
    """The content without what can be mended in it, and what was done, in words."""
    if is_wide(content):
        text = _unpacked(content)
        kept = _MARK if file.endswith(".csv") else b""  # by which Excel knows UTF-8
        return (content, []) if text is None else (kept + text.encode(), ["written as UTF-8"])
    try:
        text = content.removeprefix(_MARK).decode()
    except UnicodeDecodeError:
        return content, []
    begin = content[: len(content) - len(content.removeprefix(_MARK))]
    done: list[str] = []
    own = _OF_TABLES if file.endswith(".csv") else _OF_PAGES if file.endswith(".md") else ()
    for rules, change, said in (*_CHANGES, *own):
        places = {each.place.line for each in problems if each.rule in rules}
        if places and (changed := change(text, places)) != text:
            text, done = changed, [*done, said]
    return begin + text.encode(), done


def _unpacked(content: bytes) -> str | None:
    """The text of two or four bytes a character; None where it is none for certain."""
    if content.startswith((b"\xff\xfe\0\0", b"\0\0\xfe\xff")):
        codec = "utf-32"
    elif content.startswith((b"\xff\xfe", b"\xfe\xff")):
        codec = "utf-16"
    else:
        codec = "utf-16-be" if content[:1] == b"\0" else "utf-16-le"
    try:
        text = content.decode(codec)
    except UnicodeDecodeError:
        return None
    return None if "\0" in text else text


def _blanks(text: str, lines: set[int]) -> str:
    """Blanks for what was pasted in their place; in a page only among the entries above its words."""
    head = re.match(r"---[ \t]*\r?\n.*?^---[ \t]*$", text, re.DOTALL | re.MULTILINE)
    end = head.end() if head else len(text)
    return without_odd_blanks(text[:end])[0] + text[end:]


def _marks(text: str, lines: set[int]) -> str:
    return _each_line(text, lines, lambda line: STUCK.sub(_plain, BULLET.sub("- ", line)))


def _plain(found: re.Match[str]) -> str:
    return found[0].replace("\u00a0", " ")


def _unseen(text: str, lines: set[int]) -> str:
    return _each_line(text, lines, lambda line: _UNSEEN.sub("", line))


def _soft(text: str, lines: set[int]) -> str:
    return text.replace(_SOFT, "")


def _quotes(text: str, lines: set[int]) -> str:
    """Straight quotation marks for curly ones within double braces, where they hold a name and are not printed."""
    return _each_line(text, lines, lambda line: _BRACES.sub(lambda found: found[0].translate(_STRAIGHT), line))


def _each_line(text: str, numbers: set[int], change: Callable[[str], str]) -> str:
    lines = text.split("\n")
    return "\n".join(change(line) if number in numbers else line for number, line in enumerate(lines, 1))


_Change = tuple[tuple[object, ...], Callable[[str, set[int]], str], str]

# the rules, what is done where they are broken, and how it is told
_CHANGES: tuple[_Change, ...] = (
    ((INVISIBLE_CHARACTER,), _unseen, "invisible characters taken out"),
    ((ODD_BLANK,), _blanks, "blanks for non-breaking spaces"),
    ((UNKNOWN_MARKUP,), _marks, "hyphens for the marks of items"),
    ((UNKNOWN_MARKUP,), _soft, "soft hyphens taken out"),
)


def _symbols(text: str, lines: set[int]) -> str:
    return "\n".join(SYMBOL.sub("- ", line) for line in text.split("\n"))


# in YAML a text may stand between straight ones itself
_OF_PAGES: tuple[_Change, ...] = (
    ((MALFORMED_EXPRESSION,), _quotes, "straight quotation marks within double braces"),
    ((INVISIBLE_CHARACTER,), _symbols, "hyphens for the marks of items"),
)
# in a CSV only: a period or number that is none stands in other files as well, whose blanks mean something
_OF_TABLES: tuple[_Change, ...] = (
    (_OF_CELLS, lambda text, lines: tidy_csv(text), "empty rows, empty columns and blanks around cells taken out"),
)
