"""From a path in the workspace to text: size, encoding and invisible characters checked at the door."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from pcpgen.load.rules import INVISIBLE_CHARACTER, MISSING_FILE, UNREADABLE_FILE
from pcpgen.manifest import digest
from pcpgen.place import Place, Source
from pcpgen.problems import Problem, first, problem
from pcpgen.rules import FILE_TOO_LARGE, Rule

NOT_UTF_8 = Rule(
    "not-utf-8",
    "A file is not UTF-8 text",
    "Read in the wrong encoding, £ and ’ turn into other characters.",
    "Save the file as UTF-8. In Excel choose CSV UTF-8 (Comma delimited).",
)
MOJIBAKE = Rule(
    "mojibake",
    "Characters were garbled by a wrong encoding",
    "Text was saved as UTF-8 and opened as something else before, so Â£ stands for £.",
    "Type the character anew, and save the file as UTF-8.",
)

TEXT_LIMIT = 1 << 20  # bytes of a YAML or Markdown file
DATA_LIMIT = 32 << 20  # bytes of a CSV

# £ ’ – é and the like, saved as UTF-8 and opened as Windows-1252 once before
_GARBLED = re.compile("[\u00c2\u00c3][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e]|\u00e2\u20ac.?|\ufffd")


class Folder:
    """The workspace as files; each text that is read is kept, with what was wrong with it.

    Reading is the one thing here that has to remember: which files were read, so that excerpts can be shown and
    leftovers told.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self.sources: dict[str, Source] = {}
        self.inputs: dict[str, str] = {}  # what was read, by the sha256 of its content
        self.problems: list[Problem] = []
        self._ordinary = {root}  # folders that no link stands above

    def exists(self, file: str) -> bool:
        return (self.root / file).is_file()

    def names(self, folder: str, ending: str = "") -> list[str]:
        """The names in a folder of the workspace, sorted; hidden ones and README.md left out."""
        path = self.root / folder
        if not path.is_dir():
            return []
        try:
            names = [entry.name for entry in path.iterdir() if not entry.name.startswith((".", "~"))]
        except OSError as error:
            message = f"{folder} cannot be read: {os.strerror(error.errno or 0)}"
            self.problems.append(problem(UNREADABLE_FILE, Place(folder), message))
            return []
        return sorted(name for name in names if name.endswith(ending) and name != "README.md")

    def folders(self, folder: str) -> list[str]:
        return [name for name in self.names(folder) if (self.root / folder / name).is_dir()]

    def content(self, file: str, limit: int, asked: Place | None = None) -> bytes | None:
        """The content of a file, or None with the problem noted; `asked` is where the file is named."""
        path, place = self.root / file, asked or Place(file)
        if not os.path.lexists(path):  # also False for a name that no file can have
            self.problems.append(problem(MISSING_FILE, place, f"there is no file {file}"))
            return None
        if self._leads_out(path) or not path.is_file():
            message = f"{file} is a link or no ordinary file"
            self.problems.append(problem(UNREADABLE_FILE, place, message))
            return None
        try:
            if path.stat().st_size > limit:
                message = f"{file} has {path.stat().st_size:,} bytes; {limit:,} are the most"
                self.problems.append(problem(FILE_TOO_LARGE, place, message))
                return None
            read = path.read_bytes()
        except OSError as error:
            message = f"{file} cannot be read: {os.strerror(error.errno or 0)}"
            self.problems.append(problem(UNREADABLE_FILE, place, message))
            return None
        self.inputs[file] = digest(read)
        return read

    def _leads_out(self, path: Path) -> bool:
        """Whether a link stands anywhere between the workspace and the file."""
        if path in self._ordinary:
            return False
        if path.is_symlink() or self._leads_out(path.parent):
            return True
        self._ordinary.add(path)
        return False

    def text(self, file: str, limit: int = TEXT_LIMIT, asked: Place | None = None) -> Source | None:
        """A file as text, or None where it is none; what is suspicious in it is noted."""
        content = self.content(file, limit, None if os.path.lexists(self.root / file) else asked)
        if content is None:
            return None
        decoded = self._decoded(file, content)
        if decoded is None:
            return None
        source = Source(file, decoded.replace("\r\n", "\n").replace("\r", "\n"))
        self.sources[file] = source
        found = _suspicious(source)
        self.problems += found
        return None if any(each.rule == INVISIBLE_CHARACTER for each in found) else source

    def _decoded(self, file: str, content: bytes) -> str | None:
        if content.startswith((b"\xff\xfe", b"\xfe\xff")) or content[1:2] == b"\0" or content[:1] == b"\0":
            self.problems.append(problem(NOT_UTF_8, Place(file), "the file is UTF-16, as Unicode Text from Excel is"))
            return None
        try:
            return content.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            before = content[: error.start]
            line = before.count(b"\n") + 1
            column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
            wrong = content[error.start : error.start + 1]
            likely = wrong.decode("cp1252", "replace")
            self.sources[file] = Source(file, content.decode("cp1252", "replace").replace("\r\n", "\n"))
            message = f"byte {wrong.hex().upper()} is not UTF-8; in Windows-1252 it is {likely}"
            self.problems.append(problem(NOT_UTF_8, Place(file, line, column), message))
            return None


def unseen(text: str) -> dict[str, str]:
    """The characters of a text that nobody sees, each with what is said of it."""
    if text.replace("\n", "").isprintable():
        return {}
    return {
        char: f"U+{ord(char):04X} ({unicodedata.name(char, 'control character').lower()}) cannot be seen"
        for char in sorted(set(text) - {"\n", "\t", "\u00ad"})
        if unicodedata.category(char) in ("Cc", "Cf", "Co", "Cs", "Zl", "Zp")
    }


def _suspicious(source: Source) -> list[Problem]:
    """Characters that nobody sees, and traces of a wrong encoding, each with its place."""
    odd = unseen(source.text)
    found = first(_invisible(source, odd)) if odd else []
    return found if source.text.isascii() else found + first(_garbled(source))


def _invisible(source: Source, odd: dict[str, str]) -> Iterator[Problem]:
    any_of = re.compile("|".join(map(re.escape, odd)))
    for number, line in enumerate(source.lines, 1):
        for found in any_of.finditer(line):
            yield problem(INVISIBLE_CHARACTER, Place(source.file, number, found.start() + 1), odd[found[0]])


def _garbled(source: Source) -> Iterator[Problem]:
    for number, line in enumerate(source.lines, 1):
        if found := _GARBLED.search(line):
            place = Place(source.file, number, found.start() + 1, len(found[0]))
            yield problem(MOJIBAKE, place, f'"{found[0]}" looks like a character read in the wrong encoding')
