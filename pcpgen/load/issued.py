"""From `plan/issued/` to the versions of documents that were issued, byte for byte, and their errata."""

from __future__ import annotations

import json

from pcpgen.load.fields import ID, Fields
from pcpgen.load.files import Folder
from pcpgen.load.office import open_fields
from pcpgen.load.rules import UNKNOWN_FILE
from pcpgen.manifest import digest
from pcpgen.model.issued import Erratum, Issue, Issued, IssuedLine, IssuedWords
from pcpgen.place import Place
from pcpgen.problems import problem
from pcpgen.rules import MALFORMED_ID, UNKNOWN_ID, Rule
from pcpgen.schema.issued import ERRATA as DECLARED_ERRATA
from pcpgen.schema.issued import RECORD as DECLARED

ISSUED_ALTERED = Rule(
    "issued-altered",
    "A file that is not as it was issued",
    "What readers were given must stay what they were given.",
    "Take the file back from the history; a correction is an erratum or a new version.",
)

ISSUED = "plan/issued"
RECORD = "record.yaml"
ERRATA = "errata.yaml"
WORDS = "words.json"
_LIMIT = 64 << 20  # bytes of an issued file


def read_issued(folder: Folder) -> dict[str, Issued]:
    """The issued documents by id."""
    found: dict[str, Issued] = {}
    for name in folder.names(ISSUED):
        here = f"{ISSUED}/{name}"
        if not ID.fullmatch(name) or not (folder.root / here).is_dir():
            _stranger(folder, here, "a folder for each document, which pcpgen issue makes")
            continue
        versions = []
        for inside in folder.names(here):
            if inside.isascii() and inside.isdigit() and (folder.root / here / inside).is_dir():
                issue = _issue(folder, f"{here}/{inside}", name, int(inside))
                versions += [issue] if issue else []
            elif inside != ERRATA:
                _stranger(folder, f"{here}/{inside}", f"a folder for each version, and {ERRATA}")
        versions.sort(key=lambda each: each.version)
        errata = _errata(folder, f"{here}/{ERRATA}", {each.version for each in versions})
        if versions:
            found[name] = Issued(tuple(versions), errata)
    return found


def _stranger(folder: Folder, file: str, holds: str) -> None:
    place = file.rpartition("/")[0]
    message = f"{file} is none of what {place} holds"
    folder.problems.append(problem(UNKNOWN_FILE, Place(file), message, f"Move it elsewhere; {place} holds {holds}."))


def _issue(folder: Folder, here: str, document: str, version: int) -> Issue | None:
    fields = open_fields(folder, f"{here}/{RECORD}", DECLARED)
    if fields is None:
        return None
    outputs = _outputs(folder, fields, here)
    issue = Issue(
        document=document,
        version=version,
        request=fields.words("request"),
        title=fields.words("title"),
        dated=fields.date("dated").isoformat(),
        as_of=fields.date("as_of").isoformat(),
        by=fields.words("by"),
        pages=fields.number("pages") or 0,
        inputs=_sums(fields, "inputs"),
        outputs=outputs,
        place=fields.place,
        words=_words(folder, fields, here),
        definitions=_sums(fields, "definitions") if "definitions" in fields else {},
        evidence=_counts(fields.fields("evidence")) if "evidence" in fields else {},
    )
    for name, expected in (("document", document), ("version", str(version))):
        said = fields.text(name)
        if said.value and said.value != expected:
            message = f'the folder is of {name} {expected}, and its record says "{said}"'
            folder.problems.append(problem(ISSUED_ALTERED, said.place, message))
    for name in folder.names(here):
        if name not in (RECORD, WORDS if issue.words else "", *outputs):
            _stranger(folder, f"{here}/{name}", "what was issued, as its record lists it")
    return issue


def _counts(fields: Fields) -> dict[str, int]:
    return {name: fields.number(name) or 0 for name in fields}


def _sums(fields: Fields, name: str) -> dict[str, str]:
    inner = fields.fields(name)
    return {key: inner.words(key) for key in inner}


def _outputs(folder: Folder, fields: Fields, here: str) -> dict[str, bytes]:
    inner = fields.fields("outputs")
    found: dict[str, bytes] = {}
    for name in inner:
        place, written = inner.key(name).place, inner.words(name)
        if "/" in name or name.startswith(".") or name in (RECORD, WORDS, ""):
            folder.problems.append(problem(MALFORMED_ID, place, f'"{name}" is no name of an output'))
            continue
        content = _content(folder, f"{here}/{name}", place, written)
        if content is None:
            continue
        if digest(content) != written:
            folder.problems.append(problem(ISSUED_ALTERED, place, f"{here}/{name} is not as it was issued"))
        found[name] = content
    return found


def _content(folder: Folder, file: str, place: Place, written: str) -> bytes | None:
    """The bytes of a file as they were issued, also where git has changed its line ends: the sum proves them."""
    content = folder.content(file, _LIMIT, place)
    if content is None or digest(content) == written:
        return content
    lines = content.replace(b"\r\n", b"\n")
    likely = (lines, lines.replace(b"\n", b"\r\n"))
    return next((each for each in likely if digest(each) == written), content)


def _words(folder: Folder, fields: Fields, here: str) -> IssuedWords | None:
    """What it said, line by line; None where an earlier version of the program kept none, or it cannot be read."""
    written = fields.text("words")
    content = _content(folder, f"{here}/{WORDS}", written.place, written.value) if written.value else None
    if content is None:
        return None
    try:
        read = json.loads(content)
        words = IssuedWords(str(read["program"]), tuple(IssuedLine(says, own) for says, own in read["lines"]))
        sound = all(isinstance(text, str) for line in words.lines for text in (line.says, line.own))
    except (ValueError, KeyError, TypeError, RecursionError):
        sound = False
    if not sound or digest(content) != written.value:
        folder.problems.append(problem(ISSUED_ALTERED, written.place, f"{here}/{WORDS} is not as it was issued"))
    return words if sound else None


def _errata(folder: Folder, file: str, versions: set[int]) -> tuple[Erratum, ...]:
    fields = open_fields(folder, file, DECLARED_ERRATA) if folder.exists(file) else None
    if fields is None:
        return ()
    found = []
    for each in fields.each("errata"):
        version = each.number("version") or 0
        if version and version not in versions:
            message = f"version {version} has not been issued"
            folder.problems.append(problem(UNKNOWN_ID, each.text("version").place, message))
        found.append(
            Erratum(
                version=version,
                date=each.date("date").isoformat(),
                was=each.text("was"),
                reads=each.text("reads"),
                why=each.words("why"),
            )
        )
    return tuple(found)
