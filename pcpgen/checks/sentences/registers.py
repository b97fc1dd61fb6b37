"""From a composed document to warnings: "section 4", "Appendix A", "item 7", "the meeting of …" where there is none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pcpgen.checks.sentences.dates import dates_in
from pcpgen.checks.sentences.numbers import Numbers
from pcpgen.checks.sentences.reading import MARK, Line
from pcpgen.document.document import Document
from pcpgen.document.prose import Inline, NoteMark, Phrase, Prose, lines
from pcpgen.document.table import WordsTable
from pcpgen.document.walk import Piece, walk
from pcpgen.languages import ENGLISH
from pcpgen.model.period import Period, parse_period
from pcpgen.model.project import Project
from pcpgen.model.report import Meeting
from pcpgen.patterns import pattern
from pcpgen.problems import Problem, listed, problem
from pcpgen.prose.tree import Break, Emphasis, Strong, Words
from pcpgen.rules import Rule

NO_SUCH_REFERENCE = Rule(
    "no-such-reference",
    "A reference in words that leads to nothing",
    "A reader who turns to section 9 of eight, or to an appendix that is not attached, loses trust in the rest.",
    'Correct it, or give what you mean a name and write {{ see("name") }}, which is always right.',
    "warning",
)

_NOUNS = (
    "section", "paragraph", "table", "figure", "chart", "question", "recommendation", "appendi", "annex", "item",
    "meeting", "page",
)  # fmt: skip
_MAY = pattern(rf"\b(?:{'|'.join(_NOUNS)})")
# what follows a reference to a place in the document itself, and not "Section 60 orders"
_GOES_ON = (
    r"(?=$|[.,;:)]|[–—]| (?:and|or|below|above|overleaf|shows?|says?|sets?|tells?|told|gives?|lists?|explains?"
    r"|describes?|has|have|holds?|contains?|is|are|was|were|compares?|deals?|to this|of this|in this)\b)"
)
_REFERENCE = pattern(
    r"(?:^|(?<=[.!?(] )|(?<=[(])|\b(?:[Ss]ee|[Ii]n|[Aa]s|[Ff]rom|[Bb]y|[Uu]nder|[Tt]o|and|[Aa]t|with|is|of|for|that"
    r"|which|attached|[Tt]he|forms?|while|because)(?: also)? (?:the )?)"
    r"(?P<what>[Ss]ection|[Pp]aragraph|Table|Figure|Chart|[Qq]uestion|[Rr]ecommendation|Appendix|Annex)"
    rf" (?P<number>[0-9]{{1,2}}(?:\.[0-9]{{1,2}}){{0,2}}|[A-Z][0-9]{{0,2}})(?![\w.(]*[\w(]){_GOES_ON}"
)
_OF_ELSE = pattern(r",? (?:of|to|in) (?!this\b)")
_LAW = pattern(r"\b(?:Acts?|Regulations?|Order|Code|Schedule|Directive|Convention|[Ss]tatut\w*|[Gg]uidance|law)\b")
_ASKED = pattern(r"\b(?:survey|questionnaire|asked|answer(?:s|ed)?)\b")
_ITEM = pattern(
    r"\b(?:agenda item (?P<a>[0-9]{1,2})"
    r"|item (?P<b>[0-9]{1,2}) (?:of|on) (?:the|this|today’s|its) (?:agenda|meeting))\b"
)
_TERM = pattern(r"\bitem (?P<number>\w{1,3}) of (?:the|its) (?:Panel’s )?terms of reference\b")
_MEETING = pattern(
    r"\b(?:meeting (?:of|on|held on)|meeting of the (?P<of>[A-Z]\w*)(?: (?:of|on|held on))"
    r"|[Tt]he (?P<met>[A-Z]\w*) (?:met|meets|will meet) on)(?: \w{6,9},?)? (?=[0-9]{1,2} [A-Z])"
)
_PAGE = pattern(rf"\b(?:[Ss]ee|[Oo]n)(?: also)? (?P<page>page [0-9]{{1,3}})\b{_GOES_ON}(?! of| in)")
# whose a meeting is: "the County Council’s meeting of"
_WHOSE = pattern(r"(?P<body>[A-Z]\w*)[’']s?(?: [a-z]+){0,2} $")
_NEAR = 31  # days between two dates of a meeting that are likely the same one


def check_registers_in_words(project: Project, document: Document) -> Iterator[Problem]:
    """Each reference that an author typed and that leads to nothing in the document or the registers."""
    if document.catalogue.id != ENGLISH:
        return
    known = Numbers(project, document)
    before = ""
    for _, piece in walk(document):
        for line in _lines(piece):
            if _may_refer(line.text):
                of_law = bool(_LAW.search(line.text) or _LAW.search(before))
                for sentence in line.sentences:
                    yield from _references(sentence, known, of_law)
                    yield from _register(sentence, known)
            before = line.text


def _may_refer(text: str) -> bool:
    """Whether a text has a word that begins as a reference does; in most none of these stands even within a word."""
    lower = text.lower()
    for noun in _NOUNS:
        if noun in lower:
            return bool(_MAY.search(lower))
    return False


def _references(line: Line, known: Numbers, of_law: bool) -> Iterator[Problem]:
    """Numbers and letters of what the document does not have; sections may be of a law that is named nearby."""
    text = line.text
    for found in _REFERENCE.finditer(text):
        what, number = found["what"], found["number"]
        if _OF_ELSE.match(text, found.end()) or _is_quoted(text, found.start()) or known.has(what, number):
            continue
        if (of_law and what.casefold() in ("section", "paragraph")) or _is_of_survey(what, text):
            continue
        if not what.startswith("A") and not number[0].isdigit():
            continue
        words = f"{what} {number}"
        yield _told(line, found.start("what"), words, known, f'this document has no "{words}"')
    for found in _PAGE.finditer(text):
        message = f'"{found["page"]}" is typed, and changes with every word before it'
        yield _told(line, found.start("page"), found["page"], known, message)


def _is_quoted(text: str, at: int) -> bool:
    return text.count("“", 0, at) > text.count("”", 0, at)


def _is_of_survey(what: str, text: str) -> bool:
    return what.casefold() == "question" and bool(_ASKED.search(text))


def _register(line: Line, known: Numbers) -> Iterator[Problem]:
    """Items and meetings that the Panel's register does not have."""
    text = line.text
    for found in _ITEM.finditer(text):
        number = found["a"] or found["b"]
        days = {each.written for named in dates_in(text) for each in named.readings}
        meetings = [each for each in known.meetings if each.date.isoformat() in days] if days else known.meetings_here
        items = [item.number for meeting in meetings for item in meeting.items]
        if items and number not in items:
            message = f"the register has no item {number} for the meeting of {_day(meetings[0])}"
            remedy = f"Correct the number, or add the item to panel/panel.yaml. Its items: {listed(items)}."
            yield _told(line, found.start(), found[0], known, message, remedy)
    terms = known.project.panel.terms if known.project.panel else {}
    for found in _TERM.finditer(text):
        if terms and found["number"] not in terms:
            message = f"the terms of reference have no item {found['number']}"
            remedy = f"Correct the number. Their items: {listed(terms)}."
            yield _told(line, found.start(), found[0], known, message, remedy)
    for found in _MEETING.finditer(text):
        whose = _WHOSE.search(text, 0, found.start())
        body = found["of"] or found["met"] or (whose and whose["body"])
        if body and body not in known.bodies:
            continue  # of a body that has none here
        named = next((each for each in dates_in(text) if each.start == found.end()), None)
        near = _near(named.readings[0], known) if named and named.readings else None
        if named and near:
            message = f"the registers have no meeting of {named.words}; there is one of {near.words}"
            yield _told(line, named.start, named.words, known, message, "Correct the day, here or in the register.")


def _near(day: Period, known: Numbers) -> Period | None:
    """The meeting that a day is likely to stand for, where none was held on it: of about then, or of another year."""
    days = [each.date for each in known.meetings] + [paper.day for paper in known.project.board_papers]
    if not day.start or day.start in days:
        return None
    for each in days:
        alike = (each.month, each.day) == (day.start.month, day.start.day)
        if alike or abs((each - day.start).days) <= _NEAR:
            return parse_period(each.isoformat())
    return None


def _day(meeting: Meeting) -> str:
    return parse_period(meeting.date.isoformat()).words


def _told(line: Line, at: int, words: str, known: Numbers, message: str, remedy: str = "") -> Problem:
    place = line.place(at, len(words), known.project.sources)
    return problem(NO_SUCH_REFERENCE, place, message, remedy)


def _lines(piece: Piece) -> Iterator[Line]:
    """The lines of a piece that somebody wrote."""
    said = [piece.content] if isinstance(piece, Phrase) else []
    if isinstance(piece, Prose):
        said = list(lines(piece.blocks))
    elif isinstance(piece, WordsTable):
        said = [cell.content for row in piece.rows for cell in (row.head, *row.cells)]
    for each in said:
        text, pieces = "", []
        for leaf in _unlinked(each):
            if isinstance(leaf, Words):
                pieces.append((len(text), leaf))
                text += leaf.text
            elif not isinstance(leaf, NoteMark):
                text += " " if isinstance(leaf, Break) else MARK
        if any(piece.place.file for _, piece in pieces):
            yield Line(text, (), (), tuple(pieces))


def _unlinked(inlines: Iterable[Inline]) -> Iterator[Inline]:
    """Words and what is put between them; a link, which leads where it says, stands as a whole."""
    for inline in inlines:
        if isinstance(inline, Strong | Emphasis):
            yield from _unlinked(inline.content)
        else:
            yield inline
