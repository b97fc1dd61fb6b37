"""What an office declares of the accessibility of its documents."""

from __future__ import annotations

from datetime import date

from pcpgen.model.text import Text
from pcpgen.values import dataclass

FULL = "full"
STATUSES = (FULL, "partial", "none")  # how far the guidelines are met
EXCUSED = "outside-the-law"  # of what the law does not ask to be accessible, whatever the status is
REASONS = ("not-met", "burden", EXCUSED)  # why something is not accessible


@dataclass(frozen=True, slots=True)
class Shortfall:
    """Something that is not accessible, and why."""

    what: str
    why: str  # one of the reasons


@dataclass(frozen=True, slots=True)
class Accessibility:
    """The office's own part of its accessibility statement; what is empty it has not declared."""

    status: str = ""
    prepared: date | None = None
    reviewed: date | None = None
    tested: str = ""  # how the office tried its documents
    shortfalls: tuple[Shortfall, ...] = ()
    post: Text | None = None  # the id of the post that answers
    mail: str = ""
    phone: str = ""
    answers: str = ""  # within what time
    enforcement: str = ""  # in place of the program's words
