"""From the name of a file as a person or a program left it to the name that is asked for."""

from __future__ import annotations

import re

from pcpgen.languages import LANGUAGES
from pcpgen.patterns import pattern

# what Windows, macOS, Word, editors and network shares leave behind; nobody wrote it, and nobody misses it
_LEFT = pattern(r"[.~].*|.*~|#.*#|(?:eh)?thumbs\.db|desktop\.ini|icon\r|.*\.(?:tmp|swp|lnk)", re.IGNORECASE)
_ENDED = pattern(r"(?P<stem>[^.].*?)(?P<ending>\.(?:yaml|yml|md|markdown|csv))(?P<second>\.txt)?", re.IGNORECASE)
_MEANT = {".yml": ".yaml", ".markdown": ".md"}
_BEGUN = pattern(r"[A-Za-z0-9][A-Za-z0-9-]{0,63}")  # an id, but for capital letters
_TRANSLATION = pattern(rf"(?P<stem>.+)\.(?:{'|'.join(LANGUAGES)})\.(?P<ending>yaml|md)")
_README = pattern(r"readme(?:\.md|\.txt)?", re.IGNORECASE)


def is_left_behind(name: str) -> bool:
    """Whether a file is none of the workspace's: hidden, a lock, a backup, or its folder's own for the system."""
    return _LEFT.fullmatch(name) is not None or _README.fullmatch(name) is not None


def is_translation(name: str) -> bool:
    """Whether a file holds the words of another in one more language: harbour.cy.yaml."""
    return _TRANSLATION.fullmatch(name) is not None


def translated_name(name: str) -> str:
    """The name of the file whose words a file holds in one more language; its own where it holds none."""
    found = _TRANSLATION.fullmatch(name)
    return f"{found['stem']}.{found['ending']}" if found else name


def right_name(name: str) -> str:
    """The name that is asked for: farms.md of farms.MD, farms.markdown, farms.md.txt and Farms.md."""
    found = _ENDED.fullmatch(name)
    if not found:
        return name
    stem, ending = found["stem"], found["ending"].lower()
    begun = _BEGUN.fullmatch(stem) and stem != stem.upper()
    return (stem.lower() if begun else stem) + _MEANT.get(ending, ending)


def said_of_ending(name: str) -> tuple[str, str]:
    """What is wrong with a name that is not its right one, and the remedy."""
    right = right_name(name)
    stem, _, ending = right.rpartition(".")
    if name.lower() == right and name.endswith(f".{ending}"):
        return f"{name} has capital letters, and ids have none", f"Rename it to {right}."
    hidden = " Windows shows whole names under View, Show, File name extensions." if name.endswith(".txt") else ""
    return f"{name} ends in {name[len(stem) :]}, where .{ending} is asked for", f"Rename it to {right}.{hidden}"
