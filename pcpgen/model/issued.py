"""What the office has issued: each version of a document with its bytes, and the errata given since."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from pcpgen.model.text import Text
from pcpgen.place import Place
from pcpgen.values import dataclass


@dataclass(frozen=True, slots=True)
class IssuedLine:
    """A line of a document as it read, and its authors' words and figures alone."""

    says: str
    own: str


@dataclass(frozen=True, slots=True)
class IssuedWords:
    """What a document said when it was issued; `program` is the sum of the program's own words at that time."""

    program: str
    lines: tuple[IssuedLine, ...]


@dataclass(frozen=True, slots=True)
class Issue:
    """A document as it was issued; `outputs` are its files by name, `inputs` the sums of what it was made from."""

    document: str  # "panel-2019-11-13-communities"
    version: int
    request: str  # "panel-report communities 2019-11-13"
    title: str
    dated: str  # ISO, of the document itself
    as_of: str  # ISO, of the issue
    by: str  # the post that issued it
    pages: int
    inputs: Mapping[str, str]
    outputs: Mapping[str, bytes]
    place: Place
    words: IssuedWords | None = None  # not kept by earlier versions of the program
    definitions: Mapping[str, str] = field(default_factory=dict)  # of its figures, as `defined` puts them
    evidence: Mapping[str, int] = field(default_factory=dict)  # what was counted in its PDF


@dataclass(frozen=True, slots=True)
class Erratum:
    """Words of an issued version that were wrong, and what they should read."""

    version: int
    date: str  # ISO
    was: Text
    reads: Text
    why: str


@dataclass(frozen=True, slots=True)
class Issued:
    """All versions of a document, the first issued first."""

    versions: tuple[Issue, ...]
    errata: tuple[Erratum, ...]

    @property
    def latest(self) -> Issue:
        return self.versions[-1]

    def errata_of(self, issue: Issue) -> tuple[Erratum, ...]:
        return tuple(each for each in self.errata if each.version == issue.version)
