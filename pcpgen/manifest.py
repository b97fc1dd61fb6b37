"""From a document's folder to whether it is up to date: what was written, and what has changed since it was made.

A manifest is published with the outputs, so it says nothing of what they were made from; the record does, which the
workspace keeps to itself. Only the standard library is used, so that a build with nothing to do ends before anything
else is loaded.
"""

from __future__ import annotations

import hashlib
import json
import os
import stat
import sys
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import field
from functools import cache, cached_property, lru_cache
from itertools import chain
from pathlib import Path

from pcpgen import __version__, untouched, user_cache
from pcpgen.patterns import pattern
from pcpgen.record import Record, State, is_sums, is_texts, kept_in, read_record
from pcpgen.values import dataclass

NAME = "manifest.json"
BLAKE3 = "blake3:"  # before a sum that is taken so
_NAME = pattern(r"[^/\\\0.][^/\\\0]*")  # of a file or folder within another, that is not hidden
_REQUEST = pattern(r"[^\s\0]+( [^\s\0]+)*")
_LOUD = "there is something to tell again: a mistake, or an issued document that would now read differently"
PROVENANCE = "provenance.json"
PACKAGE = "datapackage.json"  # which names the tables beside it
STATEMENT = "accessibility.html"  # of all documents, beside the page that lists them, in the first language
READING = "reading-order.txt"  # what a screen reader comes by in the PDF
START, STYLE = "index.html", "pages.css"  # where the pages of a document's sections begin, and what they share
LIBRARIES = ("jinja2", "markdown", "markupsafe", "pyyaml", "lxml", "openpyxl", "python_docx")
RENDERER = tuple(
    f"formats/{name}.py" for name in ("child", "fitting", "holes", "measured", "pdf", "relaid", "split", "tagged")
)  # what makes a PDF
READER = "formats/heard.py"  # what tells its reading order
PDF_LIBRARIES = ("weasyprint", "pydyf", "tinycss2", "tinyhtml5", "cssselect2", "fonttools", "pillow")


def statement_in(language: str) -> str:
    """The file of the accessibility statement in another language than the first, such as cy."""
    return f"accessibility-{language}.html"


@dataclass(frozen=True, slots=True)
class Workspace:
    """What a workspace and the program held when they were read; while that stays, no output is stale."""

    state: State
    versions: Mapping[str, str]
    quiet: bool = True  # whether nothing must be told again at each build


@dataclass(frozen=True, slots=True)
class Manifest:
    """What was written of a document, each file by the sha256 of its content, and by which version of the program.

    `answers` are the requests that the document is the answer to: "plan 2017-20", and "plan" while it is in force.
    `made` holds, for each output, the sum of what alone decides its bytes: the page itself, or what the PDF prints.
    `evidence` holds, for each page and the PDF, how much of each there is in it that readers with a screen reader need.
    """

    document: str
    answers: Sequence[str]
    versions: Mapping[str, str]
    outputs: Mapping[str, str]
    made: Mapping[str, str] = field(default_factory=dict)
    pages: int = 0  # of the PDF
    title: str = ""  # this and the next two are what the page that lists all documents says of it
    date: str = ""
    status: str = ""
    evidence: Mapping[str, Mapping[str, int]] = field(default_factory=dict)

    def encoded(self) -> bytes:
        entries = {name: getattr(self, name) for name in self.__dataclass_fields__}
        plain = {name: dict(value) if isinstance(value, Mapping) else value for name, value in entries.items()}
        return (json.dumps(plain, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode("utf-8")


@dataclass(frozen=True, slots=True)
class Whole:
    """What a build of every document left in `out/`, in the manifest that lies beside the page that lists them."""

    formats: Sequence[str]
    versions: Mapping[str, str]
    documents: Mapping[str, Mapping[str, str]]  # sums of the files in each folder, its manifest too
    outputs: Mapping[str, str]  # the page itself, and the accessibility statements

    def encoded(self) -> bytes:
        plain = {name: getattr(self, name) for name in self.__dataclass_fields__}
        return (json.dumps(plain, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode("utf-8")


def read_whole(out: Path) -> Whole | None:
    """The manifest of a build of every document, or None where there is none that can be read."""
    try:
        return _whole((out / NAME).read_bytes())
    except (OSError, ValueError, TypeError, RecursionError):
        return None


@lru_cache(maxsize=2)
def _whole(content: bytes) -> Whole | None:
    """What such a file says, which a build asks for more than once; raises an error, or is None, where it says none."""
    whole = Whole(**json.loads(content))
    folders = whole.documents.values() if isinstance(whole.documents, dict) else ()
    sound = is_sums(whole.versions) and all(map(_is_files, (whole.outputs, *folders))) and is_texts(whole.formats)
    return whole if sound and isinstance(whole.documents, dict) and all(map(_is_name, whole.documents)) else None


def _is_files(value: object) -> bool:
    """Whether a value that was read holds the sums of files by their names, none of which leads elsewhere."""
    return isinstance(value, dict) and is_sums(value) and all(map(_is_name, value))


def _is_name(name: object) -> bool:
    return isinstance(name, str) and bool(_NAME.fullmatch(name))


def why_whole(root: Path, out: Path, formats: Sequence[str]) -> Iterator[str]:
    """Why a build of every document has something to do, in words, one after the other as they are found.

    Nothing where all stand as they should.
    """
    if interrupted(out):
        yield "a build was interrupted"
        return
    whole = read_whole(out)
    if whole is None:
        yield "they have not been built yet"
        return
    record, found = read_record(root, out), False
    for why in chain(
        _lacking(whole, formats), _state_changes(Now(root), whole.versions, record, out), _changed(out, whole)
    ):
        yield why
        found = True
    if not found and not (record and record.quiet):
        yield _LOUD


def soon_changed(root: Path, out: Path) -> bool:
    """Whether an input, written to since the last build of every document, is another than it was; soon found out."""
    record, now = read_record(root, out), Now(root)
    try:
        since = untouched.written_at(os.stat(kept_in(root, out)))  # noqa: PTH116 - as below
    except OSError:
        return True
    return not record or any(
        _is_written_since(f"{root}/{file}", since) and now.sum(file) != content
        for file, content in record.inputs.items()
    )


def _is_written_since(path: str, since: int) -> bool:
    """Whether a file may have been written to since a time; one that is not there may."""
    try:
        return untouched.written_at(os.stat(path)) >= since  # noqa: PTH116 - of hundreds of files
    except OSError:
        return True


def _lacking(whole: Whole, formats: Sequence[str]) -> Iterator[str]:
    return (f"{each} was not built" for each in formats if each not in whole.formats)


def _changed(out: Path, whole: Whole) -> Iterator[str]:
    """The outputs of all documents that somebody has changed or deleted since they were written, in words."""
    standing = {name: each for folder, files in whole.documents.items() for name, each in _named(folder, files)}
    return (
        f"{name} is not as it was written"
        for name, written in (*standing.items(), *whole.outputs.items())
        if file_digest(f"{out}/{name}") != written
    )


def _named(folder: str, files: Mapping[str, str]) -> Iterable[tuple[str, str]]:
    return ((f"{folder}/{name}", each) for name, each in files.items())


def interrupted(out: Path) -> bool:
    """Whether a build has left something behind."""
    return out.is_dir() and any(entry.name.startswith(".pcpgen-") for entry in out.iterdir())


def read_manifest(folder: Path, written: str = "") -> Manifest | None:
    """The manifest in a document's folder; None where none can be read, or it has another sum than `written`."""
    try:
        with open(f"{folder}/{NAME}", "rb", buffering=0) as file:  # noqa: PTH123 - of hundreds of files
            content = file.read()
        if written and digest(content) != written:
            return None
        manifest = Manifest(**json.loads(content))
    except (OSError, ValueError, TypeError, RecursionError):
        return None
    return manifest if written or _is_sound(manifest) else None


def _is_sound(manifest: Manifest) -> bool:
    """Whether a manifest that anybody may have written holds what one does, and no file of it leads elsewhere."""
    texts = [manifest.document, manifest.title, manifest.date, manifest.status]
    sound = is_texts(texts) and _is_name(manifest.document)
    sound = sound and is_texts(manifest.answers) and all(map(_REQUEST.fullmatch, manifest.answers))
    sound = sound and is_sums(manifest.versions) and _is_files(manifest.outputs) and _is_files(manifest.made)
    return sound and type(manifest.pages) is int and _is_evidence(manifest.evidence)


def _is_evidence(value: object) -> bool:
    """Whether a value that was read holds whole numbers by their names, by the names of files."""
    of_files = value.values() if isinstance(value, dict) else (None,)
    return all(isinstance(each, dict) and all(type(number) is int for number in each.values()) for each in of_files)


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def content_of(path: str, size: int) -> bytes:
    """The content of a file of a size, of one of hundreds: all else that `open` asks about it takes longer.

    It has another length where the file has.
    """
    file = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
    try:
        return os.read(file, size + 1)
    finally:
        os.close(file)


def file_digest(path: str | Path) -> str:
    """The sum of a file's content; empty where it cannot be read."""
    try:
        with open(path, "rb") as file:  # noqa: PTH123 - of hundreds of files in an idle build, each a name only
            return digest(file.read())
    except OSError:
        return ""


def known_digest(path: Path, like: str = BLAKE3) -> str:
    """The sum of a publisher's file, of any size, taken once: the user's cache has it while the file is the one it was.

    By BLAKE3, which reads gigabytes a second on any machine; by SHA-256 where the sum that it is compared with is.
    """
    kind = BLAKE3 if like.startswith(BLAKE3) else ""
    try:
        at = path.stat()
        if not stat.S_ISREG(at.st_mode):  # such as a pipe, which would be waited for
            return ""
        state = f"{at.st_ino} {at.st_size} {at.st_mtime_ns} {at.st_ctime_ns}"
        name = f"file-{kind.rstrip(':')}{digest(os.fsencode(path.absolute()))[:16]}"
        before, _, found = user_cache.kept(name).decode("ascii", "replace").rpartition(" ")
        if before == state:
            return found
        found = _taken(path, state, kind)
    except OSError:
        return ""
    _keep_at_rest(name, f"{state} {found}", at.st_ctime_ns)
    return found


@lru_cache(maxsize=256)
def _taken(path: Path, state: str, kind: str) -> str:
    """The sum of a file in a state, once in a run."""
    with path.open("rb") as file:
        if not kind:
            return hashlib.file_digest(file, "sha256").hexdigest()
        import blake3

        return kind + hashlib.file_digest(file, blake3.blake3).hexdigest()  # type: ignore[arg-type]  # it lacks a name


def _keep_at_rest(name: str, content: str, written: int) -> None:
    """Keeps what was made of files, unless one of them may be written again in the moment in which it was."""
    file = user_cache.keep(name, content.encode())
    with suppress(OSError):  # another run may have taken it away
        if file and file.stat().st_ctime_ns - written < untouched.AT_ONCE:
            file.unlink()


def names(root: Path, within: Iterable[str] = untouched.WATCHED) -> Iterator[str]:
    """The files and folders in the watched folders of a workspace, hidden ones left out, in no certain order."""
    base, ahead = os.fspath(root), [*within]
    while ahead:
        folder = ahead.pop()
        try:
            entries = os.scandir(f"{base}/{folder}")
        except OSError:  # a build tells why it cannot be read
            continue
        with entries:
            for entry in entries:
                if entry.name.startswith((".", "~")):
                    continue
                inner = entry.is_dir(follow_symlinks=False)
                if inner:
                    ahead.append(f"{folder}/{entry.name}")
                yield f"{folder}/{entry.name}{'/' * inner}"


def listing(root: Path) -> str:
    return digest("\n".join(sorted(names(root))).encode("utf-8", "surrogateescape"))


def versions() -> dict[str, str]:
    """The program by version and content, Python, and the libraries that the outputs depend on."""
    return {"pcpgen": f"{__version__} {program()}", "python": sys.version.split()[0], **_libraries()}


@cache
def program() -> str:
    """The sum of the program's own files: code, templates and typeface.

    It is kept in the user's cache for as long as no file is another, larger or smaller one, or was written to since.
    """
    here = Path(__file__).parent
    told = sorted(untouched.program())
    state = digest(f"{[(file, at.st_ino, at.st_size, at.st_ctime_ns) for file, at in told]}".encode())
    name = f"program-{digest(os.fsencode(here))[:16]}"
    kept, _, found = user_cache.kept(name).decode("ascii", "replace").partition(" ")
    if kept == state:
        return found
    found = digest("\n".join(f"{file} {file_digest(f'{here.parent}/{file}')}" for file, _ in told).encode())[:16]
    _keep_at_rest(name, f"{state} {found}", max(at.st_ctime_ns for _, at in told))
    return found


def renderer() -> str:
    """What decides a PDF beside its HTML, as one sum: our renderer, its libraries, the typeface."""
    here = Path(__file__).parent
    files = [*(here / each for each in (*RENDERER, READER)), *sorted((here / "fonts").iterdir())]
    sums = [f"{path.name} {file_digest(path)}" for path in files if path.name.endswith(untouched.OWN)]
    known = versions()
    return digest("\n".join([*sums, *(f"{name} {known.get(name)}" for name in ("python", *PDF_LIBRARIES))]).encode())


@cache
def _libraries() -> dict[str, str]:
    """Versions by the names of the folders that installers leave beside a library; nothing is imported."""
    wanted = {*LIBRARIES, *PDF_LIBRARIES}
    found: dict[str, str] = {}
    for folder in sys.path:
        try:
            entries = os.listdir(folder) if folder else []  # noqa: PTH208 - of hundreds of names
        except OSError:
            continue
        for entry in entries:
            if entry.endswith(".dist-info"):
                name, _, version = entry.removesuffix(".dist-info").rpartition("-")
                if name.lower() in wanted:
                    found.setdefault(name.lower(), version)
    return found


@dataclass(frozen=True)
class Now:
    """What a workspace and the program hold at this moment; each file is read once, whoever asks."""

    root: Path
    sums: dict[str, str] = field(default_factory=dict)

    def sum(self, file: str) -> str:
        if file not in self.sums:
            published = file.startswith("sources/")
            self.sums[file] = known_digest(self.root / file) if published else file_digest(f"{self.root}/{file}")
        return self.sums[file]

    @cached_property
    def listing(self) -> str:
        return listing(self.root)

    @cached_property
    def versions(self) -> dict[str, str]:
        return versions()


def changes(now: Now, folder: Path, manifest: Manifest, record: Record | None) -> list[str]:
    """Why the documents of a folder may be no longer up to date, in words; nothing where they are."""
    return [*_state_changes(now, manifest.versions, record, folder), *spoilt(folder, manifest)]


def spoilt(folder: Path, manifest: Manifest) -> list[str]:
    """The outputs of a folder that somebody has changed or deleted since they were written, in words."""
    return [
        f"{folder.name}/{name} is not as it was written"
        for name, written in manifest.outputs.items()
        if file_digest(f"{folder}/{name}") != written
    ]


def lie(folder: Path, files: Iterable[str]) -> str:
    """How files lie in a folder: which they are, of what size and time, as one sum.

    Nothing where one is not there, or may be written to again in the moment that it bears.
    """
    now = time.time_ns()
    try:
        found = [os.stat(f"{folder}/{name}") for name in files]  # noqa: PTH116 - of hundreds of files
    except OSError:
        return ""
    if max(map(untouched.written_at, found), default=now) + untouched.AT_ONCE >= now:
        return ""
    return digest(str([(at.st_ino, at.st_size, at.st_mtime_ns, at.st_ctime_ns) for at in found]).encode())


def _state_changes(now: Now, before: Mapping[str, str], record: Record | None, folder: Path) -> Iterator[str]:
    """What has changed in the workspace and the program since the outputs in a folder were made."""
    if record is None or record.manifest != file_digest(folder / NAME):
        yield "what it was made from is on no record here"
    else:
        changed = False
        for file in (file for file, content in record.inputs.items() if now.sum(file) != content):
            changed = True
            yield f"{file} has changed" if (now.root / file).exists() else f"{file} is gone"
        if not changed and now.listing != record.listing:
            yield "a file was added to plan/, data/, templates/ or sources/, or taken away"
    for name in sorted({*now.versions, *before}):
        if now.versions.get(name) != before.get(name):
            yield f"{name} was {before.get(name, 'absent')} and is {now.versions.get(name, 'absent')}"


def requests(out: Path) -> dict[str, str]:
    """The requests that the documents in `out` answer, each also under the name of its document."""
    found: dict[str, str] = {}
    for folder in sorted(out.iterdir()) if out.is_dir() else ():
        manifest = read_manifest(folder)
        if manifest and manifest.answers:
            found |= {manifest.document: manifest.answers[0], manifest.answers[0]: manifest.answers[0]}
    return found


def documents(folder: Path, formats: Sequence[str]) -> tuple[Path, ...]:
    """The paths of a folder's documents in some formats, as its manifest names them."""
    manifest = read_manifest(folder)
    named = [f"{manifest.document}.{each}" for each in formats] if manifest else []
    return tuple(folder / name for name in named)


def why_build(root: Path, out: Path, request: str, formats: Sequence[str]) -> tuple[Path | None, list[str]]:
    """The folder of the document that was asked for, and why it must be built; no reason where it is up to date."""
    if interrupted(out):
        return None, ["a build was interrupted"]
    for folder in sorted(out.iterdir()) if out.is_dir() else ():
        manifest = read_manifest(folder)
        if manifest and request in manifest.answers:
            lacking = [each for each in formats if f"{manifest.document}.{each}" not in manifest.outputs]
            record = read_record(root, out, folder.name)
            found = [f"there is no {each} yet" for each in lacking] + changes(Now(root), folder, manifest, record)
            return folder, found or ([] if record and record.quiet else [_LOUD])
    return None, ["it has not been built yet"]
