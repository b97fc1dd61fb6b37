"""From a workspace to the same with every passage half as long again, or half as short, as another office writes.

Words are made up, and the same each time. What is reckoned stays whole: an expression, a note's mark, a link.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from pathlib import Path

from tests.large import Author

WHOLE = re.compile(r"\{\{|\[|\d|\bPlan\b|[A-Z]{2,}")  # what a sentence says that a rule may ask for
SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")
# an entry of YAML that is words for readers: under such a key, or of a list or of statements by their names
PASSAGE = re.compile(
    r"^(?P<before> *(?:- |- [a-z]+: |(?:aim|shared_outcome|strapline|caption|also|basis|text): "
    r"|[a-z0-9]+(?:-[a-z0-9]+)+: ))"
    r"(?P<quote>[\"']?)(?P<words>[A-Z][^{}\[\]:|>#]+?)(?P=quote)$",
    re.MULTILINE,
)
LEAST = 4  # words that a passage has; what has fewer is a name

Change = Callable[[str], str]


def longer(root: Path) -> None:
    """Each passage of a workspace with half as many words again."""
    _change(root, *_longer(Author(random.Random("longer"))))


def shorter(root: Path) -> None:
    """Each passage of a workspace with half of its words."""
    _change(root, *_shorter())


def mixed(root: Path, chance: random.Random) -> None:
    """Each passage of a workspace longer, shorter or as it is, by chance."""
    ways = (_longer(Author(chance)), _shorter(), (str, str))
    _change(root, *(lambda words, at=at: chance.choice(ways)[at](words) for at in (0, 1)))


def _longer(author: Author) -> tuple[Change, Change]:
    """What makes a paragraph longer, and what makes a sentence."""

    def sentence(words: str) -> str:
        more = " ".join(author.word() for _ in range(len(words.split()) // 2))
        return f"{words.removesuffix('.')} {more}{'.' * words.endswith('.')}"

    def paragraph(words: str) -> str:
        more = len(words.split()) // 2
        made: list[str] = []
        while more > 5:
            made.append(f"{author.words(min(more, 8), min(more, 16))}.")
            more -= len(made[-1].split())
        return " ".join([words, *made])

    return paragraph, sentence


def _shorter() -> tuple[Change, Change]:
    """What makes a paragraph shorter, and what makes a sentence."""

    def sentence(words: str) -> str:
        kept = words.split()
        return " ".join(kept[: (len(kept) + 1) // 2]).rstrip(",;–")

    def paragraph(words: str) -> str:
        sentences = SENTENCE.split(words)
        left = len(words.split()) // 2 - sum(len(said.split()) for said in sentences if WHOLE.search(said))
        kept = []
        for said in sentences:
            if WHOLE.search(said) or left > 0:
                kept.append(said)
                left -= 0 if WHOLE.search(said) else len(said.split())
        return " ".join(kept or sentences[:1])

    return paragraph, sentence


def _change(root: Path, paragraph: Change, sentence: Change) -> None:
    for path in sorted((root / "plan").rglob("*.md")):
        if path.name != "README.md":
            path.write_text(_in_markdown(path.read_text("utf-8"), paragraph), "utf-8")
    for path in sorted((root / "plan").glob("*/themes/*.yaml")) + sorted((root / "plan").glob("*/pages/*.yaml")):
        path.write_text(PASSAGE.sub(lambda found: _in_yaml(found, sentence), path.read_text("utf-8")), "utf-8")


def _in_markdown(text: str, change: Change) -> str:
    head, body = ("", text)
    if text.startswith("---\n"):
        head, _, body = text.partition("\n---\n")
        head += "\n---\n"
    blocks = body.split("\n\n")
    return head + "\n\n".join(change(block) if block[:1].isupper() else block for block in blocks)


def _in_yaml(found: re.Match[str], change: Change) -> str:
    words = found["words"]
    if len(words.split()) < LEAST:
        return found[0]
    return f"{found['before']}{found['quote']}{change(words)}{found['quote']}"
