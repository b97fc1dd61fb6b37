"""From the runs of a redline to changes that Word tracks, which a reader accepts or rejects."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from pcpgen.document.redline import Run
from pcpgen.formats.word.growing import Growing
from pcpgen.formats.word.inlines import run, runs
from pcpgen.formats.word.xml import Element, make, named

WHOLE: Mapping[str, str] = {"inserted": "w:ins", "removed": "w:del"}  # of a run, or of a line as a whole


def tracked(growing: Growing, changes: Sequence[Run]) -> Iterator[Element]:
    """Runs of one line. The blank between two goes with the one that may go, so that either state has one there."""
    same = next((at for at, change in enumerate(changes) if change.fate == "same"), len(changes))
    seen = set[str]()
    for at, change in enumerate(changes):
        made = [*runs(growing, change.prose.content)]
        if at > same or (same == len(changes) and change.fate in seen):
            made.insert(0, run(" "))
        elif at < same < len(changes):
            made.append(run(" "))
        seen.add(change.fate)
        yield from made if change.fate == "same" else (_tracked(growing, WHOLE[change.fate], made),)


def whole_tracked(growing: Growing, fate: str) -> Element:
    """That a paragraph came or went with its end."""
    return make("w:rPr", make(WHOLE[fate], **growing.revision()))


def _tracked(growing: Growing, name: str, content: Sequence[Element]) -> Element:
    if name == "w:del":
        for each in content:
            for text in each.iter(named("w:t")):
                text.tag = named("w:delText")
    return make(name, *content, **growing.revision())
