"""From a name or title to the id that it gives."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 64


def as_id(title: str) -> str:
    """Small letters, digits and hyphens: "Locally-set People’s Priorities" gives locally-set-peoples-priorities.

    Empty where the title has none of them.
    """
    plain = unicodedata.normalize("NFKD", re.sub("['’]", "", title)).encode("ascii", "ignore").decode()
    return re.sub("[^a-z0-9]+", "-", plain.lower()).strip("-")[:LONGEST].rstrip("-")


def id_near(name: str) -> str:
    """The id that a name gives, for who is told to rename something; "another-name" where it gives none."""
    return as_id(name) or "another-name"
