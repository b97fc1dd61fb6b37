"""From words that are printed as they are typed to what is wrong with them."""

from __future__ import annotations

from pcpgen.load.rules import WRONG_SHAPE
from pcpgen.model.text import Text
from pcpgen.patterns import pattern
from pcpgen.place import Source
from pcpgen.problems import Problem, problem
from pcpgen.prose.proof import proof_words
from pcpgen.prose.reading import parse_prose
from pcpgen.prose.rules import UNKNOWN_MARKUP
from pcpgen.prose.tree import Words

_NOTHING = ("~", "null", "Null", "NULL", "yes", "no", "true", "false")  # to YAML, where no quotation marks stand
_NUMBER = pattern(r"[-+]?[0-9]{16,}")  # more digits than a program keeps of a number
_MARKED = pattern(r"[{*_`\[<~\\&\u00ad\ue000-\uf8ff]|^(?:[-+>#|=]|[0-9]{1,9}[.)] |\([a-z]\) )")


def wrong_in_plain(text: Text, name: str, source: Source) -> list[Problem]:
    """What is wrong with words in which no markup and no expression can stand."""
    if nothing := are_words(text):
        return nothing
    if _MARKED.search(text.value):
        passage, wrong = parse_prose(text.value, text.place, source)
        if wrong or passage.line != (Words(text.value, text.place),) or len(passage.lines) != 1:
            message = f'"{name}" is printed as it is typed; no markup and no expression can stand in it'
            return [problem(UNKNOWN_MARKUP, text.place, message, "Write it in plain words.")]
    return proof_words(text.value, text.place, source)


def are_words(text: Text) -> list[Problem]:
    """What is said of a text that YAML does not take for words; nothing where it does."""
    if text.quoted or not (text.value in _NOTHING or _NUMBER.fullmatch(text.value)):
        return []
    message = f"{text.value[:60]} stands here, which YAML takes for no words"
    return [problem(WRONG_SHAPE, text.place, message, f'Write the words, or "{text.value}".')]
