"""From YAML text to a tree, event by event, and to what is wrong in it; what was understood stays.

PyYAML's parser gives events with marks; nothing of YAML's typing, aliases or tags is let in, so `no` stays two letters.
"""

from __future__ import annotations

import yaml

from pcpgen.load.files import unseen
from pcpgen.load.rules import INVISIBLE_CHARACTER, UNQUOTED_HASH, YAML_FEATURE, YAML_SYNTAX
from pcpgen.load.syntax import curly, mended_blanks, said_of_syntax
from pcpgen.load.tree import Mapping, Sequence, Tree
from pcpgen.model.text import Text
from pcpgen.patterns import pattern
from pcpgen.place import Place, Source
from pcpgen.problems import MOST, Problem, problem
from pcpgen.rules import DUPLICATE_KEY, Rule

MOST_DEPTH = 20
_Loader: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def parsed(source: Source, text: str, first_line: int) -> tuple[Tree | None, tuple[Problem, ...]]:
    grower = _Grower(source, first_line)
    text, grower.problems[:] = mended_blanks(source, text, first_line)
    try:
        for event in yaml.parse(text, Loader=_Loader):
            grower.take(event)
    except yaml.MarkedYAMLError as error:
        found = said_of_syntax(source, error, first_line, grower.quoted)
        lines = {each.place.line for each in grower.problems}
        hash_told = found.rule is UNQUOTED_HASH and any(each.rule is UNQUOTED_HASH for each in grower.problems)
        if found.place.line not in lines and not hash_told:  # else it is told already
            grower.problems.append(found)
        grower.root = None if isinstance(grower.root, Text) else grower.root  # words that should have been entries
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        grower.problems.append(problem(YAML_SYNTAX, Place(source.file, first_line), str(error).split("\n")[0]))
    except _Enough:
        pass
    return grower.root, tuple(grower.problems)


class _Enough(Exception):
    """Nested too deeply to go on, or wrong in more places than are told."""


class _Grower:
    """Grows the tree from events without recursion; keeps what was understood when something is wrong."""

    def __init__(self, source: Source, first_line: int) -> None:
        self.file, self.lines = source.file, source.lines
        self._hashes = {number for number, line in enumerate(self.lines, 1) if "#" in line}
        self.first_line = first_line
        self.root: Tree | None = None
        self.problems: list[Problem] = []
        self._open: list[tuple[bool, list[Tree], Place]] = []
        self._documents = 0
        self.quoted: yaml.ScalarEvent | None = None  # the last text in quotation marks

    def take(self, event: yaml.Event) -> None:
        match event:
            case yaml.ScalarEvent():
                if event.style in ("'", '"'):
                    self.quoted = event
                self._refuse_odd(event)
                self._refuse_curly(event)
                if not event.value.isprintable():  # written as an escape, such as "\u202E"
                    for said in unseen(event.value).values():
                        self._note(INVISIBLE_CHARACTER, event, said)
                # a plain ~ or null would be "nothing" elsewhere; here it is what was typed
                value = event.value + self._refuse_swallowed(event) if self._hashes else event.value
                self._put(Text(value, self._place(event), quoted=event.style is not None and event.style != ""))
            case yaml.DocumentStartEvent():
                self._documents += 1
                if self._documents > 1:
                    self._note(YAML_FEATURE, event, "a second document begins in this file")
            case yaml.AliasEvent():
                self._note(YAML_FEATURE, event, f"*{event.anchor} is an alias")
                self._put(Text("", self._place(event)))
            case yaml.MappingStartEvent() | yaml.SequenceStartEvent():
                self._refuse_odd(event)
                if len(self._open) >= MOST_DEPTH:
                    self._note(YAML_FEATURE, event, f"more than {MOST_DEPTH} levels of nesting")
                    raise _Enough
                self._open.append((isinstance(event, yaml.MappingStartEvent), [], self._place(event)))
            case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                is_mapping, children, place = self._open.pop()
                self._put(self._mapping(children, place) if is_mapping else Sequence(tuple(children), place))
            case _:
                pass

    def _put(self, tree: Tree) -> None:
        if self._open:
            self._open[-1][1].append(tree)
        elif self._documents <= 1:
            self.root = tree

    def _mapping(self, children: list[Tree], place: Place) -> Mapping | Text:
        if asked := _BRACES.match(self.lines[place.line - 1], place.column - 1):
            remedy = f"Put the whole text in single quotation marks: '{asked[0]}'."
            length = len(asked[0])
            self._tell(
                problem(
                    YAML_FEATURE, place._replace(length=length), "double braces stand without quotation marks", remedy
                )
            )
            return Text(asked[0], place, quoted=True)
        entries: dict[str, tuple[Text, Tree]] = {}
        for key, value in zip(children[::2], children[1::2], strict=True):
            if not isinstance(key, Text):
                self._tell(problem(YAML_FEATURE, key.place, "a list or mapping cannot name an entry"))
            elif key.value in entries:
                above, holds = entries[key.value]
                message = f'"{key.value}" stands here and on line {above.place.line}'
                self._tell(problem(DUPLICATE_KEY, key.place, message))
                if isinstance(holds, Text) and not holds.value:  # which is told as this, and not as empty too
                    entries[key.value] = above, value
            else:
                entries[key.value] = key, value
        return Mapping(tuple(entries.values()), place)

    def _refuse_swallowed(self, event: yaml.ScalarEvent) -> str:
        """Words after a number sign that YAML takes for a remark, as in: Deliver #1 approach; told, and given back."""
        start, end = event.start_mark, event.end_mark
        if start is None or end is None:
            return ""
        folded = event.style in ("|", ">")  # where the words after the mark are lost, not those below
        line = (start if folded else end).line + self.first_line
        if line not in self._hashes and line + 1 not in self._hashes:
            return ""
        found = _SWALLOWED.match(self.lines[line - 1], start.column + 1 if folded else end.column)
        if found and found["words"][1] == " " and " " not in event.value and not event.value[:1].isupper():
            found = None  # a remark behind a word or number
        if found is None and not event.style and " " in event.value and line < len(self.lines):
            line += 1  # a line that was to go on with the text, set in
            found = _SWALLOWED.fullmatch(self.lines[line - 1])
            if found and (found.start("words") <= _indent(self.lines[start.line + self.first_line - 1])):
                found = None
        if found is None:
            return ""
        words = found["words"].rstrip()
        message = f'YAML takes "{words[:60]}" for a remark, and leaves it out'
        remedy = ""
        if not event.style and start.line == end.line and '"' not in event.value + words:
            gap = "" if line > end.line + self.first_line else self.lines[line - 1][end.column : found.start("words")]
            remedy = f'Put the whole text in quotation marks: "{(event.value + (gap or " ") + words).strip()}".'
        place = Place(self.file, line, found.start("words") + 1, len(found["words"]))
        self._tell(problem(UNQUOTED_HASH, place, message, remedy))
        return f" #{words[1:].lstrip()}"  # as one word: "# 1" would be told once more, as a number that is typed

    def _refuse_curly(self, event: yaml.ScalarEvent) -> None:
        """A text in curly quotation marks within brackets, which YAML parts at its first comma."""
        if event.style or not event.value.startswith("“") or "”" in event.value or not event.start_mark:
            return
        if found := curly(self.file, self.lines, event.start_mark.line + self.first_line):
            self._tell(found)
            raise _Enough

    def _refuse_odd(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> None:
        if event.anchor is not None:
            self._note(YAML_FEATURE, event, f"&{event.anchor} is an anchor")
        if event.tag is not None:
            self._note(YAML_FEATURE, event, f"{event.tag} is a tag")

    def _note(self, rule: Rule, event: yaml.Event, message: str) -> None:
        self._tell(problem(rule, self._place(event), message))

    def _tell(self, found: Problem) -> None:
        self.problems.append(found)
        if len(self.problems) > MOST:
            raise _Enough

    def _place(self, event: yaml.Event) -> Place:
        start, end = event.start_mark, event.end_mark
        assert start is not None and end is not None  # every event of a parser has both
        line, column = start.line, start.column
        length = end.column - column if end.line == line else 1
        where = (self.file, line + self.first_line, column + 1, length if length > 0 else 1)
        return tuple.__new__(Place, where)  # of thousands, each without the call that a named tuple puts before it


# an expression outside quotation marks, which YAML takes for a mapping within a mapping
_BRACES = pattern(r"\{\{[^{}\n]{1,200}\}\}")
# a number sign with a word at it, or before a number; a remark has a blank between
_SWALLOWED = pattern(r"[-+0-9]{0,2}[ \t]+(?P<words>#(?:[^\s#]| [0-9]).*)")


def _indent(line: str) -> int:
    """How far the entry of a line is set in, the hyphens of a list among it."""
    return len(line) - len(line.lstrip(" -"))
