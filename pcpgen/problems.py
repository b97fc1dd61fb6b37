"""From something wrong to words: the problem as a value, told at its place."""

from __future__ import annotations

import json
import unicodedata
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import islice

from pcpgen.languages import unmarked
from pcpgen.place import Place, Source
from pcpgen.rules import UNKNOWN_ID, Rule
from pcpgen.values import dataclass

Paint = Callable[[str, str], str]  # how words of a role look: place, error, warning, error-rule
MOST = 100  # problems of one kind in one file that are told
LONGEST_WORD = 100  # characters of a word for which a likeness is sought
LONGEST = 500  # characters of a message or remedy


@dataclass(frozen=True, slots=True)
class Problem:
    """A mistake in plan or data, at its place. `remedy` is an order to the author, one sentence or two."""

    rule: Rule
    place: Place
    message: str
    remedy: str

    @property
    def order(self) -> tuple[Place, str, str]:
        return self.place, self.rule.id, self.message


def problem(rule: Rule, place: Place, message: str, remedy: str = "") -> Problem:
    """A problem by its rule; the rule's own remedy unless a nearer one is given.

    Both may quote what was read, so they are cut, and what no terminal should be sent is written out.
    """
    return Problem(rule, place, visible(message), visible(remedy) or rule.remedy)


def unknown_id(kind: str, id: str, place: Place, known: Iterable[str]) -> Problem:
    """No `kind` has the id that was written; the remedy names those that exist, the likeliest first.

    Where ids have a folder, as in harbour/patrol-quays, the last part alone is as near as can be.
    """
    ids = tuple(dict.fromkeys(known))
    short = {each.rpartition("/")[2]: each for each in ids}
    near = f'Did you mean "{short[id]}"? ' if id in short else did_you_mean(id, ids)
    remedy = f"{near}Ids that exist: {listed(ids)}." if ids else "There is none; add one first."
    return problem(UNKNOWN_ID, place, f'no {kind} has the id "{id}"', remedy)


def visible(text: str) -> str:
    """A text in one line, its middle left out where it is long, unseen characters written out as in <U+001B>."""
    text = text if text.isprintable() else unmarked(text)
    if len(text) > LONGEST:
        text = f"{text[: LONGEST - 100]} … {text[-90:]}"
    return text if text.isprintable() else "".join(map(_visible, text))


def errors_in(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Those of the problems that are certain mistakes."""
    return tuple(found for found in problems if found.rule.severity == "error")


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Each problem once, by file, line and column; of a kind that fills a file, the first and a word on the rest."""
    ordered = sorted(set(problems), key=lambda each: each.order)
    all_of = Counter((each.place.file, each.rule.id) for each in ordered)
    found: list[Problem] = []
    told: Counter[tuple[str, str]] = Counter()
    for each in ordered:
        kind = each.place.file, each.rule.id
        told[kind] += 1
        if told[kind] < MOST or all_of[kind] == MOST:
            found.append(each)
        elif told[kind] == MOST:
            found.append(replace(each, remedy=f"{each.remedy} There are more like this in the file."))
    return tuple(found)


def few(problems: Iterable[Problem], most: int = 3) -> tuple[Problem, ...]:
    """At most so many of the problems, one of each kind before others of it; the last says how many there are more."""
    ordered = sorted(set(problems), key=lambda each: each.order)
    kinds: dict[str, Problem] = {}
    for each in ordered:
        kinds.setdefault(each.rule.id, each)
    firsts = [*kinds.values()]
    chosen = sorted([*firsts, *(each for each in ordered if each not in firsts)][:most], key=lambda each: each.order)
    if more := len(ordered) - len(chosen):
        remedy = f"{chosen[-1].remedy} Besides these there {'is' if more == 1 else 'are'} {more:,} more."
        chosen[-1] = replace(chosen[-1], remedy=remedy)
    return tuple(chosen)


def first(problems: Iterable[Problem]) -> list[Problem]:
    """As many of one kind as are told, and one more to tell that there are more; the rest is not even looked for."""
    return list(islice(problems, MOST + 1))


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """`Did you mean "…"? ` with the nearest known word, or nothing."""
    near = near_id(word, known)
    return f'Did you mean "{near}"? ' if near else ""


def near_id(word: str, known: Iterable[str], likeness: float = 0.6) -> str:
    """The nearest known word, or nothing where none is near."""
    if len(word) > LONGEST_WORD or not (words := sorted(known)):
        return ""
    from difflib import get_close_matches  # of a workspace without mistakes nobody asks

    near = get_close_matches(word, words, n=1, cutoff=likeness)
    return near[0] if near else ""


def filed_as(name: str, strays: Collection[str], missing: Collection[str]) -> str:
    """`Did you mean "…"? ` with the stray that seems to be what is missing: the nearest, or the only one of either."""
    alone = next(iter(strays)) if len(strays) == 1 and len(missing) == 1 else near_id(name, strays)
    return f'Did you mean "{alone}"? ' if alone else ""


def listed(words: Iterable[str], most: int = 12) -> str:
    """Words as a list that reads aloud, cut after `most`."""
    known = list(words)
    shown = ", ".join(known[:most])
    return f"{shown} and {len(known) - most} more" if len(known) > most else shown


def as_it_is(role: str, words: str) -> str:
    """The words without paint."""
    return words


def in_words(found: Problem, sources: Mapping[str, Source], paint: Paint = as_it_is) -> str:
    """The problem as the terminal shows it: place and message, the excerpt with a caret, the remedy."""
    place, severity = found.place, found.rule.severity
    rule = paint(f"{severity}-rule", f"[{found.rule.id}]")
    lines = [f"{paint('place', visible(str(place)))}: {paint(severity, severity)}: {found.message}  {rule}"]
    source = sources.get(place.file)
    text = source.lines if source else []
    if place.line <= len(text) and text[place.line - 1].strip():
        shown, before, under = _excerpt(text[place.line - 1], place)
        lines += [shown, f"      | {' ' * before}{paint(severity, '^' * under)}"]
    return "\n".join([*lines, f"   {found.remedy}"])


def counted(problems: Sequence[Problem]) -> str:
    """The line that ends a list of problems: 3 errors, 1 warning in 2 files."""
    of = {severity: sum(each.rule.severity == severity for each in problems) for severity in ("error", "warning")}
    said = [number_of(count, name) for name, count in of.items() if count]
    return f"{', '.join(said)} in {number_of(len({found.place.file for found in problems}), 'file')}."


def number_of(count: int, name: str) -> str:
    """So many of what is counted: 1 file, 2 files."""
    return f"{count:,} {name}{'' if count == 1 else 's'}"


def as_json(problems: Sequence[Problem], files: int) -> str:
    """The problems for another program, by `problems.schema.json`."""
    entries = [
        {
            "rule": found.rule.id,
            "severity": found.rule.severity,
            "file": visible(found.place.file),
            "line": found.place.line,
            "column": found.place.column,
            "length": found.place.length,
            "message": found.message,
            "why": found.rule.why,
            "remedy": found.remedy,
        }
        for found in problems
    ]
    return json.dumps({"version": 1, "files": files, "problems": entries}, ensure_ascii=False, indent=1) + "\n"


def as_github(problems: Sequence[Problem]) -> str:
    """The problems as annotations on the lines of a change, as GitHub's workflow commands write them."""
    return "".join(
        annotation(found.rule.severity, found.place, found.rule.id, f"{found.message}. {found.remedy}")
        for found in problems
    )


def annotation(kind: str, place: Place, title: str, message: str) -> str:
    """What is said of a line of a file, as GitHub shows it beside the line; beside none where there is no file."""
    where = f"file={_property(place.file)},line={place.line},col={place.column}," if place.file else ""
    return f"::{kind} {where}title={_property(title)}::{_message(message)}\n"


def _message(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _message(visible(text)).replace(":", "%3A").replace(",", "%2C")


def _excerpt(line: str, place: Place, width: int = 100) -> tuple[str, int, int]:
    """The line with its number, or a window of it, all signs shown; how far in its caret stands, and how wide."""
    start = max(0, place.column - 1 - width // 2) if len(line) > width else 0
    seen = line[start : start + width]
    ahead, gap = ("…", 1) if start else ("", 0)
    column = place.column - 1 - start
    before = sum(_columns(char) for char in seen[:column]) + gap
    under = max(1, sum(_columns(char) for char in seen[column : column + place.length]))
    shown = ahead + "".join(_visible(char) for char in seen) + ("…" if start + width < len(line) else "")
    return f"{place.line:5} | {shown}", before, under


def _visible(char: str) -> str:
    return " " if char == "\t" else char if char.isprintable() else f"<U+{ord(char):04X}>"


def _columns(char: str) -> int:
    """How many columns a terminal gives the character as `_visible` shows it."""
    if not char.isprintable() and char != "\t":
        return len(_visible(char))
    if unicodedata.combining(char):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1
