"""From a path in the workspace to text: size, encoding and invisible characters checked at the door."""

from __future__ import annotations

import os
import re
import stat
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple, TypeVar

from pcpgen.languages import ENGLISH
from pcpgen.load.encoding import Undecoded, decode
from pcpgen.load.names import is_left_behind, is_translation, right_name, said_of_ending
from pcpgen.load.rules import INVISIBLE_CHARACTER, MISSING_FILE, UNKNOWN_FILE, UNREADABLE_FILE
from pcpgen.load.tree import Pair
from pcpgen.manifest import content_of, digest
from pcpgen.memory import Memory, Same, once
from pcpgen.model.text import Text
from pcpgen.patterns import pattern
from pcpgen.place import Place, Source
from pcpgen.problems import Problem, first, near_id, problem
from pcpgen.rules import FILE_TOO_LARGE, Rule

T = TypeVar("T")

MOJIBAKE = Rule(
    "mojibake",
    "Characters were garbled by a wrong encoding",
    "Text was saved as UTF-8 and opened as something else before, so Â£ stands for £.",
    "Type the character anew, and save the file as UTF-8.",
)
UNMERGED = Rule(
    "unmerged",
    "Two versions of a file that were not merged",
    "Where two people changed the same lines, git keeps both between marks, until a person decides.",
    "Keep the lines that are right, and delete the rest and the marks between them.",
)

TEXT_LIMIT = 1 << 20  # bytes of a YAML or Markdown file
DATA_LIMIT = 32 << 20  # bytes of a CSV
FOLDER_LIMIT = 8 << 20  # bytes of a folder of texts that is taken as a whole

# £ ’ – é and the like, saved as UTF-8 and opened as Windows-1252 once before
_GARBLED = pattern("[\u00c2\u00c3][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e]|\u00e2\u20ac.?|\ufffd")
_MERGE = pattern(r"^(?:<{7}(?: .*)?|>{7} \S.*)$", re.MULTILINE)
# what an edition or a paper says of itself
_LANGUAGE = pattern(r"^language: ?[\"']?(?P<language>[a-z]{2})[\"']?\s*$", re.MULTILINE)
_UNNAMED = ("plan/issued", "plan/images")  # folders whose files the program names, or that hold other kinds


class Noted(NamedTuple):
    """What was read of a folder in which nothing is wrong: its files in their order, each with whether it is English.

    `asked` are files that would be read where they are there, `listings` the names in folders, `translations` the files
    in them that hold translations of others.
    """

    read: tuple[tuple[str, bool], ...]
    asked: tuple[str, ...]
    listings: tuple[tuple[str, tuple[str, ...]], ...]
    translations: tuple[str, ...]


class Folder:
    """The workspace as files; each text that is read is kept, with what was wrong with it.

    Reading is the one thing here that has to remember: which files were read, so that excerpts can be shown and
    leftovers told.
    """

    def __init__(self, root: Path, language: str = "", memory: Memory | None = None) -> None:
        self.root = root
        self.memory = None if language else memory  # of files as they were read before
        self._base = str(root)
        self.sources: dict[str, Source] = {}
        self.inputs: dict[str, str] = {}  # what was read, by the sha256 of its content
        self.problems: list[Problem] = []
        self._ordinary = {root}  # folders that no link stands above
        self._listings: dict[str, dict[str, str]] = {}
        self._asked: set[str] = set()  # files that something reads, where they are there
        self._looked: set[str] = set()  # folders that something has looked into
        self.translations: list[str] = []  # files that hold translations of others
        # how the texts are read: in which language, where that is not the one in which they are written
        self.main, self.language = ENGLISH, language
        self.shared: Mapping[str, Pair] | None = None  # translations that hold in every file
        self.written: dict[str, str] = {}  # the language of folders and files that say so
        self.older: set[str] = set()  # files whose words have changed since they were translated
        self.untranslated: dict[str, list[Text]] = {}  # texts that have no translation, by their file

    def language_of(self, file: str) -> str:
        """The language in which a file is written."""
        if is_translation(file):
            return file.split(".")[-2]
        return next((said for each, said in self.written.items() if f"{file}/".startswith(f"{each}/")), self.main)

    def exists(self, file: str) -> bool:
        self._asked.add(file)
        return os.path.isfile(f"{self._base}/{self._name(file)}")  # noqa: PTH113 - of hundreds of files

    def is_file_instead(self, folder: str) -> bool:
        """Whether a file has the name of a folder."""
        self._looked.add(folder)
        return os.path.lexists(self.root / folder) and not (self.root / folder).is_dir()

    def names(self, folder: str, ending: str = "") -> list[str]:
        """The names in a folder of the workspace, sorted; READMEs and what no person wrote left out.

        A file whose ending is written otherwise, as in farms.MD, is told and goes by its right name.
        """
        return [name for name in self._listing(folder) if name.endswith(ending)]

    def _listing(self, folder: str) -> dict[str, str]:
        """The names in a folder as they should be, sorted, each with the name as it is."""
        self._looked.add(folder)
        if folder not in self._listings:
            self._listings[folder] = self._listed(folder)
        return self._listings[folder]

    def _listed(self, folder: str) -> dict[str, str]:
        path = self.root / folder
        if not path.is_dir():
            if self.is_file_instead(folder):
                self.problems.append(_no_folder(folder))
            return {}
        try:
            every = {entry.name for entry in path.iterdir() if not is_left_behind(entry.name)}
        except OSError as error:
            message = f"{folder} cannot be read: {os.strerror(error.errno or 0)}"
            self.problems.append(problem(UNREADABLE_FILE, Place(folder), message))
            return {}
        names = {name for name in every if not is_translation(name)}
        self.translations += sorted(f"{folder}/{name}" for name in every - names)
        found: dict[str, str] = {}
        for name in sorted(names):
            right = name if folder.startswith(_UNNAMED) else right_name(name)
            if right == name or right in names or right in found or (path / name).is_dir():
                found[name] = name
                continue
            self.problems.append(problem(UNKNOWN_FILE, Place(f"{folder}/{name}"), *said_of_ending(name)))
            found[right] = name
        return dict(sorted(found.items()))

    def _name(self, file: str) -> str:
        """How a file is called in truth: as it is asked for, or by a name that only ends otherwise."""
        folder, _, name = file.rpartition("/")
        if os.path.lexists(f"{self._base}/{file}") or not folder.startswith(("plan", "data")):
            return file
        return f"{folder}/{self._listing(folder).get(name, name)}" if (self.root / folder).is_dir() else file

    def note_strays(self, folder: str) -> None:
        """Notes the files right in a folder that nothing has asked for: registers under another name, and pages."""
        names = self.names(folder)
        for name in names:
            is_ours = name.endswith((".yaml", ".md")) and name != "README.md"
            if is_ours and f"{folder}/{name}" not in self._asked and (self.root / folder / name).is_file():
                asked = {file.rpartition("/")[2] for file in self._asked if file.rpartition("/")[0] == folder}
                near = near_id(name, asked.difference(names), likeness=0.8)
                remedy = f"Rename it to {near}, or move it out of {folder}/." if near else f"Move it out of {folder}/."
                self.problems.append(problem(UNKNOWN_FILE, Place(f"{folder}/{name}"), f"nothing reads {name}", remedy))

    def folders(self, folder: str) -> list[str]:
        beneath = f"{self._base}/{folder}"
        return [name for name in self.names(folder) if os.path.isdir(f"{beneath}/{name}")]  # noqa: PTH112 - of hundreds

    def content(self, file: str, limit: int, asked: Place | None = None) -> bytes | None:
        """The content of a file, or None with the problem noted, at the place where the file is named."""
        read = self._read(file, limit, asked or Place(file), asked or Place(file))
        return read[0] if read else None

    def _read(self, file: str, limit: int, asked: Place, place: Place, remedy: str = "") -> tuple[bytes, str] | None:
        """The content of a file and its sum; a problem is noted where it is `asked` for if it is missing."""
        self._asked.add(file)
        name = self._name(file)
        path = self.root / name
        try:
            status = os.lstat(path)
        except (OSError, ValueError):  # not there, or a name that no file can have
            folder = file.rpartition("/")[0]
            missing = problem(MISSING_FILE, asked, f"there is no file {file}", remedy)
            self.problems.append(_no_folder(folder) if self.is_file_instead(folder) else missing)
            return None
        if stat.S_ISDIR(status.st_mode):
            order = f"Rename the folder, and put a file {file.rpartition('/')[2]} in its place."
            self.problems.append(problem(UNREADABLE_FILE, place, f"{file} is a folder", order))
        elif not stat.S_ISREG(status.st_mode) or self._leads_out(path.parent):
            self.problems.append(problem(UNREADABLE_FILE, place, f"{file} is a link or no ordinary file"))
        elif status.st_size > limit:
            message = f"{file} has {status.st_size:,} bytes; {limit:,} are the most"
            self.problems.append(problem(FILE_TOO_LARGE, place, message))
        else:
            try:
                read = path.read_bytes()
            except OSError as error:
                message = f"{file} cannot be read: {os.strerror(error.errno or 0)}"
                self.problems.append(problem(UNREADABLE_FILE, place, message))
                return None
            self.inputs[name] = digest(read)
            return read, self.inputs[name]
        return None

    def all_in(self, where: str) -> dict[str, bytes] | None:
        """Every file in a folder and the folders in it, by its path; None where these are not a few ordinary texts."""
        if self._leads_out(self.root / where):
            return None
        found: dict[str, bytes] = {}
        ahead, left = [where], FOLDER_LIMIT
        try:
            while ahead:
                folder = ahead.pop()
                for entry in sorted(os.scandir(f"{self._base}/{folder}"), key=attrgetter("name")):
                    if entry.is_dir(follow_symlinks=False):
                        ahead.append(f"{folder}/{entry.name}")
                        found[f"{folder}/{entry.name}/"] = b""
                        continue
                    left -= (size := entry.stat(follow_symlinks=False).st_size)
                    if not entry.is_file(follow_symlinks=False) or size > TEXT_LIMIT or left < 0:
                        return None
                    content = found[f"{folder}/{entry.name}"] = content_of(entry.path, size)
                    if len(content) != size:  # somebody is writing it
                        return None
        except OSError:  # what reads it tells why
            return None
        return found

    def noting(self, where: str, sums: Mapping[str, str], make: Callable[[], T]) -> tuple[T, Noted | None]:
        """What is made of a folder and those in it, and what was read for it.

        None for that where something is wrong, or it rests on more than lies there under its right name with these
        sums.
        """
        unchanged = len(self.problems), len(self.written)
        made, asked, looked = self._watching(make)
        listings = {each: self._listings[each] for each in looked if each in self._listings}
        alone = all(f"{each}/".startswith(f"{where}/") for each in (*asked, *looked))
        plain = all(name == right for names in listings.values() for right, name in names.items())
        if not (alone and plain) or unchanged != (len(self.problems), len(self.written)):
            return made, None
        read = [(file, source.is_english) for file, source in self.sources.items() if file in asked]
        if any(self.inputs[file] != sums.get(file) for file, _ in read):  # it was written to meanwhile
            return made, None
        names = tuple((folder, tuple(names)) for folder, names in listings.items())
        translations = (file for file in self.translations if file.startswith(f"{where}/"))
        return made, Noted(tuple(read), tuple(asked), names, tuple(translations))

    def _watching(self, make: Callable[[], T]) -> tuple[T, set[str], set[str]]:
        """What is made, the files that are asked for meanwhile, and the folders that are looked into."""
        before, self._asked, self._looked = (self._asked, self._looked), set(), set()
        try:
            made = make()
        finally:
            asked, looked = self._asked, self._looked
            self._asked, self._looked = before[0] | asked, before[1] | looked
        return made, asked, looked

    def remembered(self, source: Source, make: Callable[[], T], *asked: object) -> T:
        """What a preview has made of a text, and of what is `asked`, before.

        It is made anew where something was wrong in it, or it rests on another file.
        """
        if self.memory is None:
            return make()

        def noted() -> tuple[T, bool]:
            before = len(self.problems)
            made, others, looked = self._watching(make)
            return made, not others and not looked and len(self.problems) == before

        key = (Folder.remembered, Same(source), *asked)
        known: tuple[T, bool] | None = self.memory.get(key)
        return (known if known and known[1] else self.memory.make(key, noted))[0]

    def take(self, noted: Noted, contents: Mapping[str, bytes], sums: Mapping[str, str]) -> None:
        """Notes what was read of a folder that holds the same now, as reading it would."""
        for file, is_english in noted.read:
            sum = self.inputs[file] = sums[file]
            text = _with_line_ends(contents[file].decode("utf-8-sig"))  # in which nothing was wrong
            read = partial(Source, file, text, is_english)
            self.sources[file] = once(self.memory, (Source, file, sum, is_english), read)
        self._asked.update(noted.asked)
        self.translations += (file for file in noted.translations if file.rpartition("/")[0] not in self._listings)
        self._listings |= {folder: dict(zip(names, names, strict=True)) for folder, names in noted.listings}

    def _leads_out(self, path: Path) -> bool:
        """Whether a link stands anywhere between the workspace and the file."""
        if path in self._ordinary:
            return False
        if path.is_symlink() or self._leads_out(path.parent):
            return True
        self._ordinary.add(path)
        return False

    def text(self, file: str, limit: int = TEXT_LIMIT, asked: Place | None = None, remedy: str = "") -> Source | None:
        """A file as text, or None where it is none; what is suspicious in it is noted."""
        read = self._read(file, limit, asked or Place(file), Place(file), remedy)
        if read is None:
            return None
        content, sum = read
        decoded = once(self.memory, (decode, file, sum), lambda: decode(file, content))
        if isinstance(decoded, Undecoded):
            self.problems.append(decoded.problem)
            if decoded.shown:
                self.sources[file] = Source(file, decoded.shown)
            return None
        text = _with_line_ends(decoded)
        if "language:" in text and (said := _LANGUAGE.search(text)):
            self.written[file.removesuffix("/edition.yaml")] = said["language"]
        others = self.sources if self.language else {}  # where its translation may stand
        english = self.language_of(file) == ENGLISH
        source = once(self.memory, (Source, file, sum, english), lambda: Source(file, text, english, others))
        self.sources[file] = source
        if unmerged := _unmerged(source):
            self.problems.append(unmerged)
            return None
        found = once(self.memory, (_suspicious, Same(source)), lambda: _suspicious(source))
        self.problems += found
        return None if any(each.rule == INVISIBLE_CHARACTER for each in found) else source


def _with_line_ends(text: str) -> str:
    """A text whose lines end as ours do, on whichever system they were written."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _no_folder(folder: str) -> Problem:
    message = f"{folder} is a file, where a folder belongs"
    remedy = "Rename the file, and make a folder of that name."
    return problem(UNREADABLE_FILE, Place(folder), message, remedy)


def _unmerged(source: Source) -> Problem | None:
    """Where the first mark stands of two versions that git could not merge."""
    marked = "<<<<<<<" in source.text or ">>>>>>> " in source.text
    found = _MERGE.search(source.text) if marked else None
    if not found:
        return None
    place = Place(source.file, source.text.count("\n", 0, found.start()) + 1, 1, len(found[0]))
    return problem(UNMERGED, place, "two versions of this file were not merged")


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


# a letter of a typeface of symbols, by which a word processor marks an item
SYMBOL = pattern("^[ \t]*(?P<mark>[\uf000-\uf0ff])[ \t\u00a0]+")


def _invisible(source: Source, odd: dict[str, str]) -> Iterator[Problem]:
    any_of = re.compile("|".join(map(re.escape, odd)))
    for number, line in enumerate(source.lines, 1):
        if symbol := SYMBOL.match(line):
            message = f"U+{ord(symbol['mark']):04X} is the bullet of another program, which has no letter here"
            place = Place(source.file, number, symbol.start("mark") + 1)
            yield problem(INVISIBLE_CHARACTER, place, message, "Write a hyphen and a blank in its place.")
        for found in any_of.finditer(line, symbol.end() if symbol else 0):
            yield problem(INVISIBLE_CHARACTER, Place(source.file, number, found.start() + 1), odd[found[0]])


def _garbled(source: Source) -> Iterator[Problem]:
    for number, line in enumerate(source.lines, 1):
        if found := _GARBLED.search(line):
            place = Place(source.file, number, found.start() + 1, len(found[0]))
            yield problem(MOJIBAKE, place, f'"{found[0]}" looks like a character read in the wrong encoding')


def files_beside(path: Path, *endings: str) -> list[str]:
    """The names in the folder of `path` that end so, by name; none where there is no such folder."""
    try:
        names = sorted(each.name for each in path.parent.iterdir())
    except OSError:
        return []
    return [name for name in names if name.lower().endswith(endings) and name[0] not in ".~"]
