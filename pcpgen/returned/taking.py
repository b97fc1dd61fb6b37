"""From changes that are taken to the texts of the files with them: all of them, as they read, or none.

Nothing is written by how a text looks. Each change is made in a copy of the workspace, which is read, checked and
composed again; what does not read as the change says, whatever the reason, is refused.
"""

from __future__ import annotations

import difflib
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field, replace
from itertools import islice, pairwise
from pathlib import Path

from pcpgen.document.prose import Leaf
from pcpgen.languages import unmarked
from pcpgen.patterns import pattern
from pcpgen.pipeline import Judged, judge
from pcpgen.place import Source
from pcpgen.problems import Problem, visible
from pcpgen.prose.tree import Words
from pcpgen.returned.aims import Edit
from pcpgen.returned.remarks import Proposed, Returned
from pcpgen.returned.spelt import Scalar, Sign, in_yaml, scalars, spellings
from pcpgen.returned.standing import Standing, same, standing
from pcpgen.values import dataclass

_MOST_WAYS = 6  # in which one change is tried
_MARKUP = pattern(r"[\\*_\[\]<>`|]|(?<=~)~|^[-+#](?= )|(?<=^\d)[.)](?= )|!(?=\[)")
_SAME = "nothing changes by it"
_READ = ("plan", "data", "templates", "sources")  # folders that a workspace is read from


@dataclass(frozen=True, slots=True)
class Taken:
    """The new text of each file, or for each change that is refused why; `problems` are those it would make."""

    before: Mapping[str, str]
    texts: Mapping[str, str]
    refused: tuple[tuple[int, str], ...] = ()
    problems: tuple[Problem, ...] = ()
    sources: Mapping[str, Source] = field(default_factory=dict)


def take(root: Path, found: Returned, numbers: Sequence[int]) -> Taken:
    """The files with the changes of these numbers. Raises CannotRender."""
    judged = judge(root)
    texts = judged.project.texts
    changes = [found.changes[number][1] for number in dict.fromkeys(numbers)]
    refused = [(each.number, each.aim.why or _SAME) for each in changes if not each.aim.edits]
    wanted, overlapping = _by_line([each for each in changes if each.aim.edits])
    refused += overlapping
    if refused:
        return Taken(texts, {}, tuple(sorted(refused)))
    with tempfile.TemporaryDirectory(prefix="pcpgen-") as folder:
        trial = _Trial(root, Path(folder), judged, found.standing)
        return _taken(trial, texts, wanted)


@dataclass(frozen=True, slots=True)
class _Line:
    """What becomes of the words of one line, by the numbers of the changes."""

    words: tuple[Words, ...]
    edits: tuple[Edit, ...]
    numbers: tuple[int, ...]

    def after(self, at: int) -> str:
        """The words at a place of the line as they shall be."""
        text = self.words[at].text
        for each in sorted((each for each in self.edits if each.at == at), key=lambda each: -each.start):
            text = text[: each.start] + each.after + text[each.end :]
        return text


def _by_line(changes: Sequence[Proposed]) -> tuple[list[_Line], list[tuple[int, str]]]:
    """The changes by the lines that they are made to; two that reach over the same words are refused."""
    lines: dict[tuple[Words, ...], _Line] = {}
    refused: list[tuple[int, str]] = []
    for change in changes:
        words = change.aim.edits[0].line
        line = lines.get(words, _Line(words, (), ()))
        edits = tuple(map(_tidied, change.aim.edits))
        if all(each.line[each.at].text[each.start : each.end] == each.after for each in edits):
            refused.append((change.number, _SAME))
            continue
        if set(edits) <= set(line.edits):  # the same from two colleagues
            lines[words] = replace(line, numbers=(*line.numbers, change.number))
            continue
        if any(_meet(one, other) for one in edits for other in line.edits):
            refused.append((change.number, f"it reaches over the same words as change {line.numbers[0]}"))
            continue
        lines[words] = replace(line, edits=(*line.edits, *edits), numbers=(*line.numbers, change.number))
    for line in lines.values():
        if not any(line.after(at).strip() for at in range(len(line.words))):
            why = f"nothing would be left of {line.words[0].place.file}:{line.words[0].place.line}"
            refused += [(number, f"{why}: take the passage out there yourself") for number in line.numbers]
    return list(lines.values()), refused


def _meet(one: Edit, other: Edit) -> bool:
    if one.at != other.at:
        return False
    return one.start == other.start or (one.start < other.end and other.start < one.end)


def _tidied(edit: Edit) -> Edit:
    """The edit without blanks that would stand beside others."""
    text, after, end = edit.line[edit.at].text, " ".join(edit.after.split("\n")), edit.end
    left, right = text[: edit.start], text[end:]
    if after.startswith(" ") and (left.endswith(" ") or (not left and not edit.at)):
        after = after.lstrip(" ")
    if after.endswith(" ") and right.startswith(" "):
        after = after.rstrip(" ")
    if not after and right.startswith(" ") and (left.endswith(" ") or (not left and not edit.at)):
        end += 1
    return replace(edit, after=after, end=end)


# -- ways to spell a change


_Way = tuple[tuple[int, int, str], ...]  # from, to, and what stands there instead, in the text of a file


def _ways(source: Source, line: _Line) -> Iterator[_Way]:
    """How the words of a line can be spelt in their file with what is changed, the likeliest first."""
    plain = _MARKUP.search("".join(each.after for each in line.edits)) is None
    for scalar, spelt in spellings(source, line.words):
        for escaped in (False,) if plain else (True, False):
            way = tuple(_spelt(each, spelt[each.at], escaped) for each in line.edits)
            yield from _of_yaml(source, scalar, way) if scalar else (way,)


def _spelt(edit: Edit, signs: Sequence[Sign], escaped: bool) -> tuple[int, int, str]:
    after = _MARKUP.sub(lambda sign: f"\\{sign[0]}", edit.after) if escaped else edit.after
    if edit.start < edit.end:
        return signs[edit.start].start, signs[edit.end - 1].end, after
    at = signs[edit.start - 1].end if edit.start else signs[0].start
    return at, at, after


def _of_yaml(source: Source, scalar: Scalar, way: _Way) -> Iterator[_Way]:
    """The same within a value of YAML: as it is quoted, or where it is not and must be, in quotation marks."""
    quoted = {"'": lambda text: text.replace("'", "''"), '"': _in_double}
    value = _value(in_yaml(source.text, scalar), way)
    inside = tuple((start, end, quoted.get(scalar.style, str)(after)) for start, end, after in way)
    text = f'"{_in_double(value)}"' if "'" in value else f"'{value}'"
    tried: tuple[_Way, ...] = (inside, ((scalar.start, scalar.end, text),)) if scalar.style == "" else (inside,)
    before = scalars(source, source.text)
    fitting = (each for each in tried if _becomes(before, scalars(source, _with(source.text, each)), value))
    yield from islice(fitting, 1)


def _value(read: Sequence[Sign], way: _Way) -> str:
    """What a value reads as with changes, its blanks as they are taken."""
    found = {start: after for start, _, after in way}
    text = ""
    for sign in read:
        text += found.pop(sign.start, "")
        text += "" if any(start <= sign.start < end for start, end, _ in way) else sign.text
    return " ".join((text + "".join(found.values())).split())


def _in_double(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')


def _with(text: str, way: _Way) -> str:
    for start, end, after in sorted(way, reverse=True):
        text = text[:start] + after + text[end:]
    return text


def _becomes(before: list[str] | None, after: list[str] | None, value: str) -> bool:
    """Whether one of the values of a file has become another, and all others are as they were."""
    if before is None or after is None or len(before) != len(after):
        return False
    changed = [other for one, other in zip(before, after, strict=True) if one != other]
    return [" ".join(each.split()) for each in changed] == [value]


# -- trials


@dataclass(frozen=True, slots=True)
class _Tried:
    """A workspace with changes: why it does not read as they say, empty where it does, and what is wrong with it."""

    why: str = ""
    problems: tuple[Problem, ...] = ()
    sources: Mapping[str, Source] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Trial:
    """A copy of a workspace in which changes are tried."""

    root: Path
    folder: Path
    before: Judged
    standing: Standing

    def tried(self, texts: Mapping[str, str], lines: Sequence[_Line]) -> _Tried:
        """What comes of a workspace with these texts, in which these lines were changed."""
        copy = Path(tempfile.mkdtemp(dir=self.folder))
        for name in _READ:
            if (self.root / name).is_dir():
                shutil.copytree(self.root / name, copy / name, symlinks=True, copy_function=_linked)
        for name, text in texts.items():
            (copy / name).unlink()  # before it is written, since it may be one file with the office's own
            (copy / name).write_bytes(text.encode())
        judged = judge(copy)
        known = {(each.rule, each.place.file, each.message) for each in self.before.errors}
        wrong = tuple(each for each in judged.errors if (each.rule, each.place.file, each.message) not in known)
        if wrong:
            return _Tried("what it makes of the file is wrong", wrong, judged.project.sources)
        document = next((each for each in judged.documents.values() if each.id == self.standing.document.id), None)
        if document is None:
            return _Tried("the document could not be built any more")
        return _Tried(differs(self.standing, standing(copy, judged, document), lines))


def _linked(source: str, target: str) -> None:
    """The same file in another folder, where the system can; else a copy."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


def _taken(trial: _Trial, texts: Mapping[str, str], lines: Sequence[_Line]) -> Taken:
    """All lines in their likeliest spelling; where that does not read as it should, each by itself."""
    sources = trial.before.project.sources
    ways = {line.words: list(islice(_ways(sources[line.words[0].place.file], line), _MOST_WAYS)) for line in lines}
    chosen = {line.words: ways[line.words][0] for line in lines if ways[line.words]}
    if len(chosen) == len(lines):
        made = _made(texts, lines, chosen)
        if made is not None and not trial.tried(made, lines).why:
            return Taken(texts, made)
    refused: list[tuple[int, str]] = []
    last = _Tried()
    for line in lines:
        tried = _Tried("its place in the file is not found for certain")
        for way in ways[line.words]:
            chosen[line.words] = way
            tried = trial.tried(_made(texts, [line], chosen) or {}, [line])
            if not tried.why:
                break
        if tried.why:
            refused += [(number, tried.why) for number in line.numbers]
            last = tried
    made = _made(texts, lines, chosen) if not refused else None
    if made is not None and len(lines) > 1 and not (last := trial.tried(made, lines)).why:
        return Taken(texts, made)
    if made is not None and len(lines) == 1:
        return Taken(texts, made)
    together = [(number, last.why or "its words cross those of another") for line in lines for number in line.numbers]
    return Taken(texts, {}, tuple(sorted(refused or together)), last.problems, last.sources)


def _made(
    texts: Mapping[str, str], lines: Sequence[_Line], chosen: Mapping[tuple[Words, ...], _Way]
) -> dict[str, str] | None:
    """The texts with the changes of some lines; None where two reach over the same characters."""
    by_file: dict[str, list[tuple[int, int, str]]] = {}
    for line in lines:
        by_file.setdefault(line.words[0].place.file, []).extend(chosen[line.words])
    for edits in by_file.values():
        if any(later[0] < earlier[1] for earlier, later in pairwise(sorted(edits))):
            return None
    return {file: _with(texts[file], tuple(edits)) for file, edits in by_file.items()}


# -- whether it reads as it should


def differs(before: Standing, after: Standing, lines: Sequence[_Line]) -> str:
    """What reads otherwise than the changes of some lines say, in words; empty where nothing does."""
    if len(before.paragraphs) != len(after.paragraphs):
        return "the document would have other paragraphs"
    for at, (was, reads) in enumerate(zip(before.paragraphs, after.paragraphs, strict=True)):
        wanted = same(_wanted(before, at, lines))
        found = same(reads.sent)
        if found != wanted and not _follows(same(was.sent), found, lines):
            return f"“{shortened(wanted)}” would read “{shortened(found)}”"
    return ""


def shortened(text: str, most: int = 100) -> str:
    return visible(text if len(text) <= most else f"{text[: most - 30]} … {text[-25:]}")


def _wanted(standing: Standing, at: int, lines: Sequence[_Line]) -> str:
    """The words of a paragraph as they should read, wherever the words of the lines stand in it."""
    text = standing.paragraphs[at].sent
    edits: list[tuple[int, int, str]] = []
    for mark in standing.paragraphs[at].marks:
        pieces = standing.pieces(at, mark) if mark.name in standing.sources else ()
        own = [each for each in pieces if isinstance(each.leaf, Words)]
        for line in lines:
            for number, words in enumerate(line.words):
                for piece in own:
                    if _is(piece.leaf, words, alone=len(pieces) == 1) and (piece.start, piece.end) not in {
                        e[:2] for e in edits
                    }:
                        edits.append((piece.start, piece.end, line.after(number)))
    return _with(text, tuple(edits))


def _is(leaf: Leaf, words: Words, alone: bool) -> bool:
    """Whether words of a document are those of a line: written there, or printed alone with no place of their own."""
    if not isinstance(leaf, Words) or unmarked(leaf.text) != words.text:
        return False
    return leaf.place == words.place or (alone and not leaf.place.file)


def _follows(was: str, reads: str, lines: Sequence[_Line]) -> bool:
    """Whether a paragraph differs in nothing but words of the lines that it repeats, as contents repeat a title."""
    for line in lines:
        for at, words in enumerate(line.words):
            was = was.casefold().replace(same(words.text).casefold(), same(line.after(at)).casefold())
    return same(was) == same(reads.casefold())


def as_diff(taken: Taken) -> str:
    """What is written, line by line."""
    lines: list[str] = []
    for file, text in taken.texts.items():
        lines += difflib.unified_diff(taken.before[file].splitlines(True), text.splitlines(True), file, file)
    return "".join(line if line.endswith("\n") else f"{line}\n" for line in lines)
