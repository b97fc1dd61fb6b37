"""From what YAML's parser complains of to the mistake that its author made, at its place and with a remedy."""

from __future__ import annotations

import re
from collections.abc import Sequence

import yaml

from pcpgen.load.rules import ODD_BLANK, TAB_INDENTATION, UNQUOTED_COLON, UNQUOTED_HASH, YAML_SYNTAX
from pcpgen.patterns import pattern
from pcpgen.place import Place, Source
from pcpgen.problems import Problem, problem

_ODD = "\u00a0\u2000-\u200a\u202f\u205f\u3000"
_PASTED = pattern(f"[{_ODD}]")
ODD_BLANKS = pattern(rf"^ *(?:-|(?:- )?[\w-]{{1,64}}:)?(?P<odd>[{_ODD}])[ {_ODD}]*", re.MULTILINE)
# where a text of several lines begins: its own lines are words, blanks and all
_BLOCK = pattern(r"(?P<indent> *)(?P<items>(?:-\s+)*)(?P<key>[^\s#|>\"'][^#]*:\s+)?[|>][+-]?[0-9]?[+-]?\s*(?:#.*)?")
_KEY = pattern(r"^(?P<indent>\s*(?:- )?)(?P<key>[^\s:#][^:]*):\s+(?P<value>[^\"'|>\[{].*?:(?:\s.*|$))")
_NO_BLANK = pattern(r"\s*(?:- )?(?P<key>[\w-]+):(?P<value>(?!//)\S.*)")
_NO_COLON = pattern(r"\s*(?:- )?(?P<key>[\w-]+) +(?P<value>[^:\s].*)")
_CURLY = pattern(r"(?:[:,\[{-] +|\[)(?P<text>“(?P<words>[^”]*[:#,\[\]{}][^”]*)”)")
_HASH = pattern(r"[^\s#][ \t]+(?P<words>#[^\s#].*)")
# what the parser says, and what it means to an author
_SAID = (
    ("mapping values are not allowed", "this entry is indented more than the one above it"),
    ("did not find expected key", "this line is indented less than its neighbours, or ends a text too early"),
    ("did not find expected '-' indicator", "this line is no item of the list above it"),
)


def mended_blanks(source: Source, text: str, first_line: int) -> tuple[str, list[Problem]]:
    """The text with blanks where others were pasted in their place, each as wide, and the first as a problem."""
    mended, found = without_odd_blanks(text)
    if not found:
        return text, []
    first, rest = found[0], len(found) - 1
    line = text.count("\n", 0, first.start()) + first_line
    more = "" if not rest else ", and in one more line" if rest == 1 else f", and in {rest} more lines"
    message = f"a non-breaking space stands where YAML needs a blank{more}"
    place = Place(source.file, line, first.start("odd") - first.start() + 1)
    return mended, [problem(ODD_BLANK, place, message)]


def without_odd_blanks(text: str) -> tuple[str, list[re.Match[str]]]:
    """The text with blanks for such as YAML takes for letters, and where they stood.

    In a text of several lines, after a | or >, they are the author's.
    """
    found = [] if text.isascii() else list(ODD_BLANKS.finditer(text))
    if not found:
        return text, []
    words = _lines_of_texts(text)
    found = [each for each in found if each.start() not in words]
    for each in found:  # as wide as before, so that no place moves
        text = text[: each.start()] + _PASTED.sub(" ", each[0]) + text[each.end() :]
    return text, found


def _lines_of_texts(text: str) -> set[int]:
    """Where the lines begin that are words of a text after a | or >, as their blanks before them tell."""
    found: set[int] = set()
    at, over = 0, -1
    for line in text.splitlines(keepends=True):
        bare = line.rstrip("\r\n")
        indent = len(bare) - len(bare.lstrip(" "))
        if over >= 0 and bare.strip() and indent <= over and not _PASTED.match(bare[indent]):
            over = -1
        if over >= 0 and indent > over:
            found.add(at)
        elif over < 0 and (block := _BLOCK.fullmatch(bare)):
            items = len(block["items"])
            over = indent + (items if block["key"] else max(items - 2, 0))
        at += len(line)
    return found


def said_of_syntax(
    source: Source, error: yaml.MarkedYAMLError, first_line: int, quoted: yaml.ScalarEvent | None
) -> Problem:
    """The parser's complaint in an author's words; `quoted` is the last text in quotation marks before it."""
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line + first_line, mark.column + 1) if mark else (first_line, 1)
    text, told = _line(source, line), str(error)
    if "\t" in text[: len(text) - len(text.lstrip())] or "found character '\\t'" in told:
        return problem(
            TAB_INDENTATION, Place(source.file, line, text.find("\t") + 1), "this line is indented with a tab"
        )
    start = _never_closed(error, quoted, line - first_line)
    if start:
        return _open_quote(source, Place(source.file, start[0] + first_line, start[1] + 1))
    first = error.context_mark.line + first_line if error.context_mark else line
    if curly := _curly(source, range(max(1, min(first, line)), line + 1)):
        return curly
    if "mapping values are not allowed" in told and (found := _of_entry(source, line, text)):
        return found
    for at in range(max(1, min(first, line) - 1), line + 1) if "did not find expected" in told else ():
        if (hashed := _HASH.search(_line(source, at))) and '"' not in _line(source, at):
            message = f'YAML takes "{hashed["words"].rstrip()[:60]}" for a remark, and leaves it out'
            return problem(UNQUOTED_HASH, Place(source.file, at, hashed.start("words") + 1), message)
    return _other(source, error, Place(source.file, line, column), first)


def _line(source: Source, number: int) -> str:
    return source.lines[number - 1] if 0 < number <= len(source.lines) else ""


def _never_closed(error: yaml.MarkedYAMLError, quoted: yaml.ScalarEvent | None, line: int) -> tuple[int, int] | None:
    """Where a text in quotation marks begins that goes on into other lines, until another mark ends it too late."""
    if "quoted scalar" in str(error.context) and error.context_mark:
        return error.context_mark.line, error.context_mark.column
    start, end = (quoted.start_mark, quoted.end_mark) if quoted else (None, None)
    return (start.line, start.column) if start and end and start.line < end.line == line else None


def _open_quote(source: Source, place: Place) -> Problem:
    rest = _line(source, place.line)[place.column - 1 :].rstrip()
    remedy = f"Close it where the words end, as in {rest}{rest[:1]}"
    return problem(YAML_SYNTAX, place, "this quotation mark is never closed", remedy)


def _curly(source: Source, lines: range) -> Problem | None:
    return next(filter(None, (curly(source.file, source.lines, at) for at in lines)), None)


def curly(file: str, lines: Sequence[str], at: int) -> Problem | None:
    """A text of a line in curly quotation marks that YAML does not take as one."""
    found = _CURLY.search(lines[at - 1]) if 0 < at <= len(lines) else None
    if found is None:
        return None
    place = Place(file, at, found.start("text") + 1, len(found["text"]))
    words = found["words"].replace('"', "'")
    message = "to YAML curly quotation marks do not hold a text together"
    return problem(YAML_SYNTAX, place, message, f'Write straight ones: "{words}"')


def _of_entry(source: Source, line: int, text: str) -> Problem | None:
    """What is wrong where the parser came upon a colon that it did not expect."""
    above = next((at for at in range(line - 1, 0, -1) if _line(source, at).strip()), 0)
    before = _line(source, above)
    if _indent(before) == _indent(text) and not before.lstrip().startswith("#"):
        place = Place(source.file, above, _indent(before) + 1, len(before.strip()))
        if found := _NO_BLANK.fullmatch(before):
            message = f'no blank stands after the colon of "{found["key"]}"'
            return problem(YAML_SYNTAX, place, message, f"Write {found['key']}: {found['value'].strip()}")
        if ": " not in before and (found := _NO_COLON.fullmatch(before)):
            return _no_colon(place, found)
    if found := _KEY.match(text):
        inner = text.find(": ", found.start("value"))
        place = Place(source.file, line, (inner if inner >= 0 else found.start("value")) + 1)
        remedy = f'Put the whole text in quotation marks: {found["key"]}: "{found["value"]}"'
        return problem(UNQUOTED_COLON, place, f'the text of "{found["key"]}" holds a colon', remedy)
    if _indent(text) > _indent(before):
        blanks = _indent(before)
        remedy = f"Set it in by {blanks} blank{'' if blanks == 1 else 's'}, as line {above} is."
        place = Place(source.file, line, _indent(text) + 1, len(text.strip().partition(":")[0]))
        return problem(YAML_SYNTAX, place, _SAID[0][1], remedy)
    return None


def _no_colon(place: Place, found: re.Match[str]) -> Problem:
    remedy = f"Write {found['key']}: {found['value'].strip()}"
    return problem(YAML_SYNTAX, place, "this line has no colon after its name", remedy)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _other(source: Source, error: yaml.MarkedYAMLError, place: Place, first: int) -> Problem:
    told, text = str(error), _line(source, place.line)
    if "simple key" in str(error.context) and error.context_mark:
        line = _line(source, first)
        place = Place(source.file, first, error.context_mark.column + 1)
        if found := _NO_COLON.fullmatch(line):
            return _no_colon(place, found)
        return problem(
            YAML_SYNTAX, place, "this line has no colon after its name", "Write a colon and a blank after it."
        )
    if "did not find expected ',' or" in told and error.context_mark:
        return _brackets(source, Place(source.file, first, error.context_mark.column + 1), place)
    if "cannot start any token" in told or "did not find expected alphabetic" in told:
        place = place._replace(column=max(1, place.column - ("alphabetic" in told)))
        words = re.split(r"[,}\]]|\s#", text[place.column - 1 :])[0].strip()
        message = f"text cannot begin with {words[:1]} unless it stands in quotation marks"
        return problem(YAML_SYNTAX, place, message, f'Write "{words}"')
    for said, words in _SAID:
        if said in told:
            return problem(YAML_SYNTAX, place, words)
    return problem(YAML_SYNTAX, place, f"not well-formed: {error.problem}")


def _brackets(source: Source, opened: Place, place: Place) -> Problem:
    """A list or entries in brackets that are not closed on their line, or that hold a mark YAML reads."""
    rest = _line(source, opened.line)[opened.column - 1 :].rstrip()
    closing = "]" if rest.startswith("[") else "}"
    if rest.count(rest[:1]) > rest.count(closing):
        return problem(YAML_SYNTAX, opened, "this bracket is never closed", f"Write {rest}{closing}")
    message = "text in brackets holds a mark that YAML reads"
    return problem(YAML_SYNTAX, place, message, 'Put each text between the brackets in quotation marks: "…".')
