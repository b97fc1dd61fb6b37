"""From an id to a rule: one thing that can be wrong, and the rules that rooms without a common floor share."""

from __future__ import annotations

from typing import Literal

from pcpgen.values import dataclass


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that can be wrong: a stable id, what it is, why it matters and what to do."""

    id: str
    title: str
    why: str
    remedy: str
    severity: Literal["error", "warning"] = "error"


FILE_TOO_LARGE = Rule(
    "file-too-large",
    "A file is too large",
    "A file of this size is hardly text that somebody wrote, and would stall every build.",
    "Split the file, or keep what is not needed for the documents elsewhere.",
)
DUPLICATE_KEY = Rule(
    "duplicate-key",
    "The same entry twice",
    "Of two equal entries one would be lost without a word.",
    "Rename one of the two, or delete it.",
)
MISSING_KEY = Rule(
    "missing-key",
    "An entry is missing",
    "The document cannot be whole without it.",
    "Add the entry.",
)
MALFORMED_ID = Rule(
    "malformed-id",
    "A name that is no id",
    "Ids end up in links and file names: small letters, digits and hyphens, up to 64.",
    "Use small letters, digits and hyphens only, such as engage-jointly.",
)
UNKNOWN_CHOICE = Rule(
    "unknown-choice",
    "A word that is none of the choices",
    "Only the words listed have a meaning at this place.",
    "Use one of the words that the message lists.",
)
UNKNOWN_ID = Rule(
    "unknown-id",
    "An id that nothing has",
    "A reference that leads nowhere would lose an objective or an indicator.",
    "Use an id that exists, or add what it should name.",
)
NOT_COMPUTABLE = Rule(
    "not-computable",
    "A figure that cannot be computed",
    "The cells that it needs are empty, nought or of different kinds.",
    "Check the cells that the message names.",
)
NOT_COMPARABLE = Rule(
    "not-comparable",
    "Two figures that may not be set against each other",
    "A change over unequal or overlapping periods, or across a break in the series, says nothing.",
    "Compare periods of equal length, or print both values without a change.",
)
TOTAL_DIFFERS = Rule(
    "total-differs",
    "A total that its parts deny",
    "A sum that does not add up reaches the public as a mistake.",
    "Check the parts and the total against the source.",
)
