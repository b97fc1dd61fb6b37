"""From a document that was built to its record in `plan/issued/`: the bytes that readers get from now on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import date
from pathlib import Path

from pcpgen.checks import paper_days
from pcpgen.load.issued import WORDS
from pcpgen.manifest import digest
from pcpgen.model.issued import Issue
from pcpgen.model.period import parse_date
from pcpgen.model.project import Project
from pcpgen.problems import Problem
from pcpgen.publish import publish
from pcpgen.request import Request
from pcpgen.workspace.texts import in_quotes

_EARLIER, _LATER = 2, 1  # years before and after the time of a document in which it may be issued

_HEAD = """\
# What was issued, by the sum of every file that it was made from and of every file issued. pcpgen issue writes this;
# nothing in this folder is changed afterwards.
"""


def untimely(project: Project, answers: Iterable[Request], day: date) -> str:
    """Why a document cannot have been issued on a day: it is years off the time of the plan, or of the meeting."""
    for start, end in _times(project, answers):
        if not start.year - _EARLIER <= day.year <= end.year + _LATER:
            time = f"{start} to {end}" if start != end else f"{end}"
            return f"{day} is years off {time}, which the document is of. Check the year of the issue."
    return ""


def still_to_come(project: Project, answers: Iterable[Request], day: date) -> Iterator[Problem]:
    """The days of a paper after that of its issue on which, as it says, something has happened."""
    requests = {(answer.kind, answer.names) for answer in answers}
    for paper in (each for each in project.outline_papers if (each.kind, (each.id,)) in requests):
        yield from paper_days.still_to_come(project.outlines[paper.kind], paper, day, "the day of the issue")


def _times(project: Project, answers: Iterable[Request]) -> Iterator[tuple[date, date]]:
    """The first and the last day that a document is of: its plan's period, or the day in its name."""
    for answer in answers:
        edition = project.editions.get(answer.named) if answer.kind == "plan" else None
        if edition and edition.period.start and edition.period.end:
            yield edition.period.start, edition.period.end
        for name in answer.names if answer.kind != "plan" else ():
            with suppress(ValueError):
                yield parse_date(name), parse_date(name)


def record(root: Path, issue: Issue) -> Path:
    """Writes an issue into a folder of its own, whole or not at all; the folder. Raises CannotWrite."""
    folder = root / "plan/issued" / issue.document
    publish(folder, str(issue.version), {"record.yaml": encoded(issue), **_words(issue), **issue.outputs})
    return folder / str(issue.version)


def encoded(issue: Issue) -> bytes:
    """The record as YAML; every text is in quotation marks."""
    entries = {
        "document": issue.document,
        "version": str(issue.version),
        "request": issue.request,
        "title": issue.title,
        "dated": issue.dated,
        "as_of": issue.as_of,
        "by": issue.by,
        "pages": str(issue.pages),
    }
    lines = [f"{name}: {in_quotes(value)}" for name, value in entries.items()]
    lines += ["inputs:", *_listed(issue.inputs)]
    lines += ["outputs:", *_listed(_sums(issue.outputs))]
    lines += ["definitions:", *_quoted(issue.definitions)] if issue.definitions else []
    lines += ["evidence:", *_listed(issue.evidence)] if issue.evidence else []
    lines += [f"words: {_sums(words)[WORDS]}"] if (words := _words(issue)) else []
    return (_HEAD + "\n".join(lines) + "\n").encode("utf-8")


def _words(issue: Issue) -> dict[str, bytes]:
    """What it says, a line a line, as the file that `check` compares with: readers do not get it."""
    if issue.words is None:
        return {}
    lines = ",\n".join(in_quotes([line.says, line.own]) for line in issue.words.lines)
    return {WORDS: f'{{"program": "{issue.words.program}", "lines": [\n{lines}\n]}}\n'.encode()}


def _sums(files: Mapping[str, bytes]) -> dict[str, str]:
    return {name: digest(content) for name, content in files.items()}


def _listed(sums: Mapping[str, str] | Mapping[str, int]) -> list[str]:
    return [f"  {in_quotes(name)}: {value}" for name, value in sorted(sums.items())]


def _quoted(texts: Mapping[str, str]) -> list[str]:
    return [f"  {in_quotes(name)}: {in_quotes(text)}" for name, text in sorted(texts.items())]
