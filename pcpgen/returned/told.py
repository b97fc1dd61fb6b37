"""From what colleagues wrote to lines for a person, to JSON for a program and to annotations beside a file's lines."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from pcpgen.place import Place
from pcpgen.problems import annotation, number_of, visible
from pcpgen.returned.aims import Aim
from pcpgen.returned.paragraphs import Change, Comment, initials_of
from pcpgen.returned.remarks import Entry, Proposed, Remark, Returned
from pcpgen.returned.standing import How
from pcpgen.returned.taking import Taken, as_diff

_WIDE = 72  # characters of a paragraph that are shown
_BLANKS = str.maketrans("\n\t\u00a0", "   ")  # which stand in a line as one
_HOW: dict[How, str] = {
    "bookmark": "",
    "changed": "its words have been changed since it was sent",
    "words": "found by its words",
    "alike": "found by words that are not quite the same",
}


def in_words(returned: Returned) -> str:
    """Each paragraph with its place, then its changes by number, then what was said of it."""
    blocks = ["\n".join(_lines(each)) for each in returned.entries]
    return "\n\n".join([*blocks, *_last(returned)])


def _last(returned: Returned) -> Iterator[str]:
    entries = returned.entries
    changes, remarks = sum(len(each.changes) for each in entries), sum(len(each.remarks) for each in entries)
    said = [number_of(changes, "change"), number_of(remarks, "comment")]
    what = f"{' and '.join(said)} in {returned.file}, which is {returned.standing.document.id}."
    if returned.formatted:
        what += f" {number_of(returned.formatted, 'change')} of how words look left out."
    if not returned.has_marks and entries:
        what += " Its bookmarks are gone: paragraphs were found by their words."
    yield what


def _lines(entry: Entry) -> Iterator[str]:
    how = _HOW[entry.found.how] if entry.found else entry.aim.why
    how += ", which stand in several places: it may be another" if entry.found and entry.found.is_one_of else ""
    words = f"  “{_cut(entry.sent.sent)}”" if entry.sent.sent else ""
    yield f"{where(entry.aim.place) or entry_of(entry)}{words}" + (f"  ({how})" if how else "")
    for each in entry.changes:
        here = "" if each.aim.place.line == entry.aim.place.line else f", line {each.aim.place.line}"
        yield f"  {each.number:>2}  {by(each.change)}{here}  {told(each.change)}"
        if each.aim.why:
            yield f"      {not_taken(each.aim)}"
        elif is_shared(each.aim.place):
            yield f"      to be taken for all documents: {each.aim.place.file} says it for each of them"
    for remark in entry.remarks:
        yield from (f"   •  {line}" if not at else f"      {line}" for at, line in enumerate(_comment(remark, entry)))


def not_taken(aim: Aim) -> str:
    """Why a change is not to be taken, in words; nothing where it is to be."""
    return aim.why if aim.of == "taken" or not aim.why else f"not to be taken: {aim.why}"


def is_shared(place: Place) -> bool:
    """Whether a file is that of the office, or another of which every document may show something."""
    return place.file.startswith("plan/") and place.file.count("/") == 1


def entry_of(entry: Entry) -> str:
    return {"unknown": "(no source)", "program": "(the program)"}.get(entry.aim.of, f"({entry.aim.of})")


def where(place: Place) -> str:
    return visible(f"{place.file}:{place.line}") if place.file else ""


def by(change: Change) -> str:
    """Who made a change and when; no name, which may be a colleague's alone."""
    if not change.tracked:
        return "not tracked"
    return " ".join(filter(None, (visible(initials_of(change.author)), visible(change.date[:10]))))


def told(change: Change) -> str:
    before, after = _cut(change.before), _cut(change.after)
    if change.shape:
        return change.shape + (f": “{after or before}”" if after or before else "")
    moved = " (moved)" if change.moved else ""
    if change.kind == "replace":
        return f"replace “{before}” by “{after}”{moved}"
    return f"{change.kind} “{before or after}”{moved}"


def _comment(remark: Remark, entry: Entry) -> Iterator[str]:
    comment = remark.comment
    here = "" if remark.aim.place.line == entry.aim.place.line else f", line {remark.aim.place.line}"
    on = f" on “{_cut(comment.on)}”" if comment.on else ""
    done = " (resolved)" if comment.done else ""
    yield f"{_who(comment)}{here}{on}{done}: {visible(comment.says)}"
    yield from (f"   {_who(each)}: {visible(each.says)}" for each in comment.answers)
    if remark.aim.why and remark.aim.of != "author" and entry.found:  # else the paragraph's line says it
        yield f"   {remark.aim.why}"


def _who(comment: Comment) -> str:
    return " ".join(filter(None, (visible(comment.initials), visible(comment.date))))


def _cut(text: str) -> str:
    """A text in one line, its middle left out where it is long; blanks at its ends stay, since they are meant."""
    shown = visible(text.translate(_BLANKS))
    return shown if len(shown) <= _WIDE else f"{shown[: _WIDE - 20]} … {shown[-17:]}"


# -- for programs


def as_json(returned: Returned) -> str:
    plain = {
        "version": 1,
        "file": returned.file,
        "document": returned.standing.document.id,
        "bookmarks": returned.has_marks,
        "formatting": returned.formatted,
        "paragraphs": [_plain(each) for each in returned.entries],
    }
    return json.dumps(plain, ensure_ascii=False, indent=1) + "\n"


def taken_as_json(returned: Returned, numbers: Sequence[int], taken: Taken, written: bool) -> str:
    """What became of changes that were to be taken; `written` is empty where one was refused, or all only shown."""
    plain = {
        "version": 1,
        "file": returned.file,
        "document": returned.standing.document.id,
        "taken": [] if taken.refused else sorted(set(numbers)),
        "refused": [{"number": number, "why": why} for number, why in taken.refused],
        "written": list(taken.texts) if written else [],
        "diff": as_diff(taken),
    }
    return json.dumps(plain, ensure_ascii=False, indent=1) + "\n"


def _plain(entry: Entry) -> dict[str, object]:
    return {
        **_placed(entry.aim.place),
        "words": entry.sent.sent,
        "found": entry.found.how if entry.found else "",
        "changes": [_plain_change(each) for each in entry.changes],
        "comments": [
            {
                **_placed(each.aim.place),
                **_plain_comment(each.comment),
                "on": each.comment.on,
                "of": each.aim.of,
                "source": each.aim.why,
                "resolved": each.comment.done,
                "answers": [_plain_comment(answer) for answer in each.comment.answers],
            }
            for each in entry.remarks
        ],
    }


def _plain_change(each: Proposed) -> dict[str, object]:
    return {
        **_placed(each.aim.place),
        "number": each.number,
        "kind": each.change.shape or each.change.kind,
        "before": each.change.before,
        "after": each.change.after,
        "initials": initials_of(each.change.author) if each.change.tracked else "",
        "date": each.change.date[:10],
        "tracked": each.change.tracked,
        "moved": each.change.moved,
        "of": each.aim.of,
        "refused": each.aim.why,
    }


def _plain_comment(comment: Comment) -> dict[str, object]:
    return {"initials": comment.initials, "date": comment.date, "says": comment.says}


def _placed(place: Place) -> dict[str, object]:
    return {"file": place.file, "line": place.line if place.file else 0, "column": place.column if place.file else 0}


def as_github(returned: Returned) -> str:
    """A notice beside each line for which somebody wrote something; what has no line stands beside none."""
    return "".join(note for entry in returned.entries for note in _notices(entry))


def _notices(entry: Entry) -> Iterator[str]:
    for each in entry.changes:
        why = not_taken(each.aim)
        why = f" {why[:1].upper()}{why[1:]}." if why else ""
        yield annotation("notice", each.aim.place, by(each.change), f"{told(each.change)}.{why}")
    for remark in entry.remarks:
        yield annotation("notice", remark.aim.place, _who(remark.comment), visible(" ".join(_said(remark))))


def _said(remark: Remark) -> Sequence[str]:
    answers = (f"{_who(each)}: {each.says}" for each in remark.comment.answers)
    on = f"On “{_cut(remark.comment.on)}”: " if remark.comment.on else ""
    return [f"{on}{remark.comment.says}", *answers, *filter(None, [remark.aim.why])]
