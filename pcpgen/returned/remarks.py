"""From a Word file that came back to what colleagues changed and said, paragraph by paragraph, each with its source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import count
from pathlib import Path

from pcpgen.document.prose import Shown
from pcpgen.formats.word.growing import WRITTEN
from pcpgen.formats.word.inlines import CONTENTS
from pcpgen.pipeline import Judged
from pcpgen.place import NOWHERE
from pcpgen.prose.tree import Words
from pcpgen.returned.aims import Aim, Aimer
from pcpgen.returned.file import WordFile
from pcpgen.returned.moved import out_of_order, paired, passage_moved
from pcpgen.returned.paragraphs import GONE, NEW_PARAGRAPH, Change, Comment, Paragraph, paragraphs, unplaced
from pcpgen.returned.standing import Came, Found, Standing, found, gone, sources_of, standing, untracked
from pcpgen.returned.written import Written
from pcpgen.values import dataclass


@dataclass(frozen=True, slots=True)
class Proposed:
    """A change with the number by which it is taken, and where it belongs."""

    number: int
    change: Change
    aim: Aim


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment with its answers, and where it belongs."""

    comment: Comment
    aim: Aim


@dataclass(frozen=True, slots=True)
class Entry:
    """A paragraph with what was changed in it and said of it; `found` is the same as it stands now."""

    sent: Paragraph
    found: Found | None
    aim: Aim
    changes: tuple[Proposed, ...] = ()
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True)
class Returned:
    """All that colleagues wrote into a file; `formatted` counts the changes of how words look."""

    file: str
    standing: Standing
    entries: tuple[Entry, ...]
    formatted: int
    has_marks: bool

    @property
    def changes(self) -> dict[int, tuple[Entry, Proposed]]:
        return {each.number: (entry, each) for entry in self.entries for each in entry.changes}


_NOT_FOUND = Aim(NOWHERE, why="no paragraph of the document as it stands now is like this one", of="unknown")

_UNPLACED = Aim(NOWHERE, why="the words that it was on are gone from the file", of="unknown")


def returned(root: Path, judged: Judged, file: WordFile) -> Returned:
    """What colleagues wrote, beside the document as it would be sent now. Raises CannotRender."""
    came = Came(paragraphs(file))
    of = _document(root, judged, file, came)
    written = Written(judged.project.sources)
    every: list[Entry] = []
    before = _NOT_FOUND
    for at in range(len(came.paragraphs)):
        every.append(_entry(judged, written, of, came, at, before))
        before = every[-1].aim if every[-1].found else before
    every = _with_passages_moved(every, of, came, file)
    entries = list(_numbered(_with_moves([*_with_gone(every, judged, written, of, came, file)])))
    if left := unplaced(file, came.paragraphs):
        entries.append(Entry(Paragraph(""), None, _UNPLACED, remarks=tuple(Remark(each, _UNPLACED) for each in left)))
    marked = any(mark.name.startswith(WRITTEN) for each in came.paragraphs for mark in each.marks)
    return Returned(file.name, of, tuple(entries), sum(each.formatted for each in came.paragraphs), marked)


def _with_passages_moved(every: Sequence[Entry], of: Standing, came: Came, file: WordFile) -> list[Entry]:
    """The paragraphs, those that stand elsewhere than where they were sent with that as a change."""
    moved = out_of_order(came, file.passages, of)
    found = [*every]
    for at, before in moved.items():
        sent = came.paragraphs[at]
        behind = came.paragraphs[before].sent if before is not None else ""
        change = passage_moved(sent.sent, behind)
        aim = replace(every[at].aim, edits=(), why="move it in the file yourself")
        found[at] = replace(every[at], changes=(Proposed(0, change, aim), *every[at].changes))
    return found


def _with_moves(entries: list[Entry]) -> list[Entry]:
    """The paragraphs, with words that went in one place and came in another told as a move in both."""
    places = [(entry, number) for entry, each in enumerate(entries) for number in range(len(each.changes))]
    every = [entries[entry].changes[number] for entry, number in places]
    for at, change in paired([(each.change, each.aim.place) for each in every]):
        entry, number = places[at]
        changes = list(entries[entry].changes)
        if changes[number].aim.of != "taken":
            aim = changes[number].aim
            why = "words were moved: move them in the file yourself" if aim.why and change.moved else aim.why
            changes[number] = replace(changes[number], change=change, aim=replace(aim, why=why))
            entries[entry] = replace(entries[entry], changes=tuple(changes))
    return entries


def _numbered(entries: Iterable[Entry]) -> Iterator[Entry]:
    """Those in which somebody wrote something, their changes by number."""
    number = count(1)
    for entry in entries:
        if entry.changes or entry.remarks:
            yield replace(entry, changes=tuple(replace(each, number=next(number)) for each in entry.changes))


def _with_gone(
    every: Sequence[Entry], judged: Judged, written: Written, of: Standing, came: Came, file: WordFile
) -> Iterator[Entry]:
    """The paragraphs with those that were taken out without tracking, each behind what stands above it now."""
    met = {entry.found.at for entry in every if entry.found}
    behind: dict[int, list[Entry]] = {}
    for at in gone(of, came, frozenset(file.passages), met):
        above = max((each for each in met if each < at), default=-1)
        behind.setdefault(above, []).append(_gone(judged, written, of, at))
    yield from behind.pop(-1, ())
    for entry in every:
        yield entry
        yield from behind.pop(entry.found.at, ()) if entry.found else ()


def _gone(judged: Judged, written: Written, of: Standing, at: int) -> Entry:
    """A paragraph as it stands now, which somebody took out."""
    lacking = of.paragraphs[at]
    there = Found(at, lacking, "bookmark")
    change = Change(0, len(lacking.sent), lacking.sent, "", shape=GONE, tracked=False)
    aim = Aimer(judged, written, of, there).change(change, lacking)
    return Entry(lacking, there, replace(aim, why="", edits=()), (Proposed(0, change, aim),))


def _document(root: Path, judged: Judged, file: WordFile, came: Came) -> Standing:
    """The document that a file is of: as it says itself, else the one that it shares most with."""
    documents = list({each.id: each for each in judged.documents.values()}.values())
    named = [each for each in documents if each.id == file.document]
    if named:
        return standing(root, judged, named[0])
    every = [standing(root, judged, each) for each in documents]
    names, words = came.marked.of.keys(), came.worded.of.keys()
    return max(every, key=lambda each: (len(names & each.marked.of.keys()), len(words & each.worded.of.keys())))


def _entry(judged: Judged, written: Written, of: Standing, came: Came, at: int, before: Aim) -> Entry:
    sent = came.paragraphs[at]
    there = None if sent.around or sent.style == CONTENTS else found(of, came, at)
    if there is None:
        new = _new(came, sent)
        aim = replace(before, edits=()) if new or not sent.sent.strip() else _NOT_FOUND
        if sent.around or sent.style == CONTENTS:
            heading = _heading(judged, written, of, sent)
            aim = replace(heading, edits=(), why="; ".join(filter(None, (_REPEATED[sent.around], heading.why))))
        alone = (Proposed(0, each, replace(aim, why=aim.why or _own_hand(each))) for each in (*sent.changes, *new))
        return Entry(sent, None, aim, tuple(alone), tuple(Remark(each, aim) for each in sent.comments))
    aimer = Aimer(judged, written, of, there)
    carried = aimer.carried(sent)
    changes = (
        *(Proposed(0, each, aimer.change(each, sent)) for each in sent.changes),
        *_untracked(aimer, of, there, sent),
    )
    if there.is_one_of:
        changes = tuple(replace(each, aim=replace(each.aim, edits=(), why=each.aim.why or _ONE_OF)) for each in changes)
    remarks = tuple(Remark(each, aimer.spot(carried.place(each.start))) for each in sent.comments)
    aims = [*(each.aim for each in changes), *(each.aim for each in remarks), aimer.spot(0)]
    return Entry(sent, there, replace(aims[0], edits=()), changes, remarks)


_ONE_OF = "its words stand in several places, and which of them was meant is not certain: do so in the file"
_REPEATED = {
    True: "the head or foot of a page, which each page repeats",
    False: "the contents, which repeat headings: change the heading",
}


def _heading(judged: Judged, written: Written, of: Standing, sent: Paragraph) -> Aim:
    """Where the heading is written that an entry of the contents repeats; nowhere for a head or foot of a page."""
    words = sent.sent.partition("\t")[0].strip()
    for at, each in enumerate(of.paragraphs):
        if words and not sent.around and each.style.startswith("Heading") and each.sent.strip() == words:
            return Aimer(judged, written, of, Found(at, each, "words")).spot(0)
    return replace(_NOT_FOUND, why="")


def _own_hand(change: Change) -> str:
    return f"{change.shape or 'it stands by itself'}: make this change in the file yourself"


def _new(came: Came, sent: Paragraph) -> tuple[Change, ...]:
    """A paragraph that somebody put in without tracking: alone of all, it has no bookmark."""
    known = sent.marks or sent.around or sent.style == CONTENTS or not came.marked.of
    return () if known or not sent.sent.strip() else (Change(0, 0, "", sent.sent, shape=NEW_PARAGRAPH, tracked=False),)


def _untracked(aimer: Aimer, of: Standing, there: Found, sent: Paragraph) -> Iterator[Proposed]:
    """What somebody changed while changes were not tracked: words or figures that are others than they are now.

    What a reference reads is left alone, since Word counts pages anew when it opens a file.
    """
    if there.how != "bookmark":
        return
    now = there.paragraph.sent
    pieces = [each for mark in sources_of(there.paragraph) for each in of.pieces(there.at, mark)]
    told = [each for each in pieces if isinstance(each.leaf, Words | Shown)]
    for every in untracked(sent.sent, now):
        steps = [
            (start, end, after)
            for start, end, after in every
            if now[start:end].split() != after.split() and any(each.start <= end and start <= each.end for each in told)
        ]
        if steps:
            first, last, after = steps[0][0], steps[-1][1], ""
            for start, end, instead in steps:
                after, first = after + now[first:start] + instead, end
            first = steps[0][0]
            change = Change(first, last, now[first:last], after, tracked=False)
            yield Proposed(0, change, _together([aimer.edit(*each) for each in steps]))


def _together(aims: Sequence[Aim]) -> Aim:
    """Where a change of several steps belongs: all of them are taken, or none."""
    if wrong := next((each for each in aims if not each.edits), None):
        return wrong
    edits = tuple(edit for each in aims for edit in each.edits)
    if any(each.line != edits[0].line for each in edits):
        return replace(aims[0], edits=(), why="it reaches over several passages")
    return replace(aims[0], edits=edits)
