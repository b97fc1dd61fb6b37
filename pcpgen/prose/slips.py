"""From a line of words to the slips in it that an editor would mark: doubled words, leftovers, marks, punctuation.

Each search is begun only where a quick look says that it may find something, since nearly no line has a slip.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from operator import eq
from typing import NamedTuple

from pcpgen.patterns import pattern
from pcpgen.prose.rules import UNKNOWN_MARKUP
from pcpgen.rules import Rule

REPEATED_WORD = Rule(
    "repeated-word",
    "A word that stands twice",
    "Readers stumble over it, and wonder what else nobody has read.",
    "Delete one of the two.",
    "warning",
)
PLACEHOLDER = Rule(
    "placeholder",
    "Words that wait for others",
    "What was to be filled in later would be published as it is.",
    "Write what belongs there, or take the sentence out.",
    "warning",
)
PUNCTUATION = Rule(
    "punctuation",
    "A mark or a blank that is wrong",
    "A reader takes a stop that is no stop for the end of a thought, and doubts the rest.",
    "Correct the marks and blanks.",
    "warning",
)


def words_of(text: str) -> frozenset[str]:
    return frozenset(text.split())


FIGURE = "\ufffc"  # stands for what the program puts in
ADDRESS = "\ufffa"  # stands for each character of an address
NOTE = "\ufffb"  # stands for the mark of a note
# words that never stand twice; others may be a name, or right: had had, that that, checked in in June
_SMALL = words_of(
    "a an the and or nor but if of to for with from by at into as than because is are was were be been being am have "
    "has will would shall should can could may might must not we our us they their them it its he she his you your i "
    "this these those which who whose when where what how all each every any some such also only more most other "
    "between through during over under about"
)
_RIGHT = words_of("had that do did her so very really far long no there now one")
_PARTICLES = words_of("in on up out off down")
_BEING = words_of("is are was were be")  # right after a clause with its own: what it is is a promise
_CLAUSE = pattern(
    r"\b(?:what(?:ever)?|who|where|how|why|all (?:that|there|he|she|it|we|they))\b[^.;:!?]*$", re.IGNORECASE
)
# what a particle belongs to, so that a second may follow: logged in in May
_VERB = pattern(
    r"(?:log|check|sign|opt|go|com|came|went|liv|carr|bring|brought|phon|call|walk|mov|hand|phas|buil|tun|drop|br[eo]"
    r"|book|join|giv|gave|work|believ|look|rel[iy]|depend|act|report|insist|focus|decid|sp[eo]n|hang|bas|turn|hold|held"
    r"|keep|kept|t[ao]k|took|pass|put|set|stay|is|are|was|were|be|been|which|that|what|who|where|feel|felt|step|follow"
    r"|agree|press|draw|fill|hous|stop|them|him|her|it|us|me)[a-z]*"
)
_WORDS = pattern(r"\w+")
_TWICE = pattern(r"(?<![\w'’-])([^\W\d_]+)\s+(\1)(?![\w'’-])", re.IGNORECASE)
_TWO_TWICE = pattern(r"(?<![\w'’-])([^\W\d_]+)\s+([^\W\d_]+)\s+\1\s+\2(?![\w'’-])", re.IGNORECASE)

# what such words have in them: a word, or a mark
_WAITING = words_of("tbc tba tbd todo fixme lorem dolor click choose error insert enter type here placeholder dd xx x")
# of these quick looks each choice begins with a character of its own, by which `re` finds where to look at all
_GAPS = pattern(r"\?|\[|«|#|…|__|x[xX%]|X[xX%]|£[xX]|\.\.\.\.\.|20[0-9xX][xX]")
_FILL = "insert|enter|add|to be|tb[cad]|your|placeholder|please|delete|complete|xx+|type|check|confirm|update|amend"
_ITEM = "names?|dates?|day|month|year|number|figures?|amount|title|address|post|area|text|link|source|e-?mail|phone"
_PLACEHOLDER = pattern(
    r"\b(?:TB[CAD]|tb[cad]|TODO|FIXME)\b"
    r"|£[xX]{1,4}(?:\.[xX])?(?![A-Za-z])|(?<![\w.])[xX]{1,4}(?:\.[xX])?\s?(?:%|per cent\b)|\bxx+\b|\bX{4,}\b"
    r"|\b[xX]{2}[/.-][xX]{2}\b|\b20(?:[xX]{2}|[0-9][xX])\b"
    r"|(?<!art )(?<!tle )(?<!ule )(?<!ter )(?<!nex )(?<!cle )(?<!ion )(?<!uis )\bXXX?\b"  # but Schedule XX, Louis XX
    r"|\?\?+|\(\?\)|\[\?+\]|_{3,}|\.{5,}|…{2,}"
    rf"|\[(?i:{_FILL})\b[^\[\]]{{0,80}}\]|\[(?i:{_ITEM})(?: (?:of|here|to)\b[^\[\]]{{0,60}})?\]"
    r"|\[[^\[\]]{0,60}\b(?i:check|confirm|update|source needed|needed|tb[cad])\]"
    r"|(?i:lorem ipsum|dolor sit amet|click here to (?:enter|add|insert|choose)|click or tap|choose an item)"
    r"|(?i:error! [a-z ]{0,40}(?:not found|not defined|specified style|in document)\.?)"
    r"|#(?:REF!|VALUE!|DIV/0!|NAME\?|N/A|NUM!|NULL!)|«[^»]{1,40}»|(?i:\bdd/mm/yy(?:yy)?|\bdd month yyyy)"
    r"|(?i:\b(?:insert|enter|type)(?: your)? (?:text|name|date|chart|table|figures?|picture|photo|image) here\b)"
    r"|(?i:\byour text here\b|\bplaceholder text\b|\btext here\b)"
    r"|\b(?:Say|Write) here (?:what|why|how|whom)\b"  # as pcpgen new begins a paper
)

_ENTITY = "amp|nbsp|pound|lt|gt|quot|apos|[nm]dash|[lr][sd]quo|hellip|euro|copy|[a-z](?:acute|grave|uml|circ)"
_MARK = pattern(
    rf"(?P<entity>&(?:(?:{_ENTITY});|(?:amp|nbsp|pound|rsquo)\b|#x?[0-9a-fA-F]{{1,6}};))"
    r"|(?P<name>\{#[\w-]+\})|(?P<brace>\{#\}|\{+[^{}]{0,60}\}*|\}+)"
    r"|(?P<escape>\\[nrt](?![a-z])|\\u[0-9a-fA-F]{4})|(?P<highlight>==(?=\S)[^=]{1,200}==)"
    r"|(?P<box>^\[ ?\] (?=\S))|(?P<note>\[\^[^\]\s]{1,64}\])"
    r"|(?P<picture>!\[[^\[\]]{0,200}\]\([^()]{0,300}\)?)|(?P<heading>^#{1,6}(?=[A-Z]))|(?P<item>^[-+](?=[A-Za-z]{2}))"
    r"|(?P<rows>^\|(?=[^|]{1,200}\|))"
    r"|(?P<star>\*\*|(?<!_)__(?!_)|~~|`|:::+|\^\[|\]\(|!\[|^#{1,6} (?=\S)|\|\s?:?-{3,})"
    r"|(?P<link>\]\s+\(\ufffa)|(?P<merge><{7}|>{7}|={7})"
)
_MARKS = pattern(r"\\|\{|\}|&|\*|_|~|`|\^|\||#|\] |\[ ?\]|\]\(|==|:::|!\[|<<<|>>>")
_SAID = {
    "entity": ("is how HTML writes a character, and would be printed so", "Type the character itself."),
    "brace": (
        "would be printed with its braces",
        "Write the words without braces; an expression has two on each side.",
    ),
    "name": (
        "is no name that can stand here",
        "Write it with small letters, digits and hyphens, such as {#what-we-did}.",
    ),
    "picture": (
        "is no picture as it is written",
        'Write ![What it shows](images/bridge.jpg "Caption"), with straight quotation marks.',
    ),
    "heading": ("begins no heading without a blank behind it", "Put a blank between the number signs and the words."),
    "item": ("begins no item of a list without a blank behind it", "Put a blank between the hyphen and the words."),
    "rows": (
        "begins a row of a table whose head has no line under it",
        "Put a line such as | --- | --- | under the first row, with as many cells.",
    ),
    "escape": ("stands for a character in program code, and would be printed so", "Delete it, or begin a new line."),
    "highlight": ("would be printed with the marks around it", "Delete the marks; for *emphasis* write one star."),
    "box": ("would be printed as brackets", "Delete the brackets: a document has no boxes to tick."),
    "note": ("is the mark of a note where none can stand", "Write the note into the text."),
    "star": ("is a mark that would be printed as it is typed", "Delete it, or close what it begins."),
    "link": ("is no link: a blank stands before its address", "Delete the blank between ] and (."),
    "merge": (
        "shows that two versions of this text were not merged",
        "Keep the words that are right, and delete the rest and the marks between them.",
    ),
}

_SHORT = words_of(
    "etc approx vs incl excl est dept min max fig figs no nos vol pp ref refs hr hrs mins cont tel ext avg govt misc "
    "cf para paras op ibid viz ed eds rev assoc asst supt sgt insp esp sec ch app jan feb mar apr jun jul aug sep sept "
    "oct nov dec arts reg regs sched vols mon tue tues wed thu thur thurs fri sat sun inc ltd co "
    "plc st rd ave al anon c ca eg ie pa pm am"
)
_STOPS = pattern(r"[,.;:!?](?:[,.;:!?A-Za-z]|(?<=\.) [a-z]|(?<=[,;]) [,;]|(?<=\s.)(?:\s|$))")
_PUNCTUATION = pattern(
    r"(?P<doubled>(?<![,.;:!?])(?:,\s?,|;\s?;|::|,\.|,;|;,|,:|:,|;\.|:\.|;:|:;|[!?]\.|[!?],|(?P<after>\.)[,;:]|!!+"
    r"|\.\.(?![.\d])))(?![,.;:!?])"
    "|(?P<space>(?<=[\\w\ufffa\ufffc)”’])[ \u00a0]+(?P<mark>[,.;:!?])(?:(?=\\s|$)(?! \\.)|(?<=[,;])(?=[A-Za-z])))"
    r"|(?P<close>(?:[a-z\ufffc]{2}|[0-9%])\.(?=[A-Z][a-z])|[a-z]{2}[;!](?=[A-Za-z])|[a-z]{2}[,:](?=[A-Za-z]{2}))"
    r"|(?P<lost>(?<=[A-Za-z])\?(?=[a-z]))"
    r"|(?P<small>(?<![\w.'’])[a-z]{3,}\. (?=(?:a|[a-z]{2,})(?![\w-]*(?:[A-Z]|\.\w))\b))"
)
_WORD_BEFORE = pattern(r"[\w.]{1,40}$")
_TOKEN = pattern(r"\S+")


class Slip(NamedTuple):
    """What is wrong from `start` to `end` of a line."""

    start: int
    end: int
    rule: Rule
    message: str
    remedy: str = ""


def slips(text: str) -> Iterator[Slip]:
    """Each slip in a line of words."""
    words = _WORDS.findall(text.lower())
    if len(set(words)) < len(words) and (any(map(eq, words, words[1:])) or any(map(eq, words, words[2:]))):
        yield from _repeated(text)
    if not _WAITING.isdisjoint(words) or _GAPS.search(text):
        for found in _PLACEHOLDER.finditer(text):
            yield Slip(*found.span(), PLACEHOLDER, f'"{found[0]}" waits for words that were to be filled in')
    if text.startswith(("-", "+")) or _MARKS.search(text):
        yield from _marks(text)
    if _STOPS.search(text):
        yield from _punctuation(text)


def _repeated(text: str) -> Iterator[Slip]:
    for found in _TWICE.finditer(text):
        word = found[1].lower()
        before = _WORD_BEFORE.search(text[: found.start()].rstrip())
        if word in _RIGHT or (word in _PARTICLES and (before is None or _VERB.fullmatch(before[0].lower()))):
            continue
        if word in _BEING and _CLAUSE.search(text[: found.start()]):
            continue
        if found[2] != found[2].lower():  # a name, such as Baden Baden, or one that begins so: the The
            continue
        yield Slip(*found.span(), REPEATED_WORD, f'"{found[1]}" stands twice')
    for found in _TWO_TWICE.finditer(text):
        two = {found[1].lower(), found[2].lower()}
        if two <= _SMALL and len(two) == 2 and not text[: found.start()].lower().endswith("what "):
            yield Slip(*found.span(), REPEATED_WORD, f'"{found[1]} {found[2]}" stands twice')


def _marks(text: str) -> Iterator[Slip]:
    for found in _MARK.finditer(text):
        kind = found.lastgroup or ""
        said, remedy = _SAID[kind]
        yield Slip(*found.span(), UNKNOWN_MARKUP, f'"{found[0].strip(f" {ADDRESS}")}" {said}', remedy)


def _punctuation(text: str) -> Iterator[Slip]:
    for found in _PUNCTUATION.finditer(text):
        start, end = found.span()
        if found["small"]:
            if found[0][:-2] not in _SHORT and not _in_address(text, start):
                after = _TOKEN.match(text, end)
                message = f'a small letter follows the full stop: "{found[0]}{after[0] if after else ""}"'
                remedy = "Begin the sentence with a capital letter, or delete the full stop."
                yield Slip(start, after.end() if after else end, PUNCTUATION, message, remedy)
        elif found["lost"]:
            if not _in_address(text, start):
                token = _token(text, start)
                remedy = "Write the character that was lost, such as an apostrophe, or put a blank behind the mark."
                yield Slip(*token.span(), PUNCTUATION, f'a question mark stands within "{token[0]}"', remedy)
        elif found["close"]:
            if not _in_address(text, start):
                token = _token(text, end)
                message = f'no blank follows the mark in "{token[0]}"'
                yield Slip(*token.span(), PUNCTUATION, message, "Put a blank after the mark.")
        elif found["space"]:
            if found["mark"] == ":" and text[start - 1].isdigit():  # a ratio, 1 : 7
                continue
            token = _token(text, start - 1)
            message = f'a blank stands before the mark in "{token[0]} {found["mark"]}"'
            yield Slip(token.start(), end, PUNCTUATION, message, "Delete the blank.")
        elif not (found["after"] and _shortened(text[:start])) and not _in_address(text, start):
            if found[0] == ".." and (start == 0 or text[start - 1] in "/0123456789 "):
                continue
            token = _token(text, start)
            message = f'two marks follow each other in "{token[0]}"'
            yield Slip(token.start(), max(end, token.end()), PUNCTUATION, message, "Keep one of them.")


def _shortened(before: str) -> bool:
    """Whether a full stop after these words may belong to a shortened one: Ltd., e.g., U.S."""
    word = _WORD_BEFORE.search(before[-40:])
    bare = word[0].rpartition(".")[2] if word else ""
    return len(bare) < 2 or bare.lower() in _SHORT or (bare[0].isupper() and len(bare) < 5)


def _token(text: str, at: int) -> re.Match[str]:
    """What stands between blanks around a character."""
    start = max(text.rfind(" ", 0, at + 1), text.rfind("\t", 0, at + 1)) + 1
    token = _TOKEN.search(text, start)
    assert token is not None  # a mark stands there
    return token


def _in_address(text: str, at: int) -> bool:
    token = _token(text, at)[0]
    return any(mark in token for mark in ("://", "@", "www.", "/"))
