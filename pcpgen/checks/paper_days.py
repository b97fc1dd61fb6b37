"""From papers of an outline's kind to problems of their days: out of order, of another meeting, not of their file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import cache, partial
from typing import TypeAlias

from pcpgen.checks.meetings import REGISTER_DIFFERS, WRONG_ORDER
from pcpgen.figures.data import Data
from pcpgen.model.columns import numbers_of, periods_of
from pcpgen.model.outline import Outline, OutlinePaper
from pcpgen.model.period import UNREAD, parse_period
from pcpgen.model.project import Project
from pcpgen.model.report import Insert
from pcpgen.patterns import pattern
from pcpgen.problems import Problem, problem
from pcpgen.rules import Rule

NAME_DIFFERS = Rule(
    "name-differs",
    "A paper's file has the day, the year or the number of another",
    "A paper is known by the name of its file, in its address and in the list of documents.",
    "Rename the file, or correct the entry.",
)
DAY_TO_COME = Rule(
    "day-to-come",
    "A final paper in which something has happened on a day that is still to come",
    "Readers are told of a decision that nobody has taken yet.",
    "Correct the day, or let the paper be a draft until that day has come.",
    "warning",
)
Span: TypeAlias = tuple[date, date]
MEETING = "meeting"  # the entry of a paper that says which meeting takes it
YEAR = 366  # days
_DAY = pattern(r"(?<![0-9])(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})(?![0-9])")
_YEARS = pattern(r"(?P<first>[0-9]{4})[-/](?P<last>[0-9]{2})(?![0-9])")
_DIGITS = pattern("[0-9]+")


def check_paper_days(project: Project, data: Data) -> Iterator[Problem]:
    """All that papers' days say against each other, against their file, their meeting and the figures."""
    newest = cache(partial(_newest, project))  # which few papers ask for, and all have the same
    doubtful: set[str] = set()  # papers of which a day is told already
    for paper in project.outline_papers if project.office else ():
        outline = project.outlines[paper.kind]
        if wrong := list(_in_order(outline, paper)):
            yield from wrong
            doubtful.add(paper.place.file)
        yield from _figures(outline, paper, newest)
        if f"{paper.kind}-{paper.id}" not in project.issued:  # else its name is known to readers
            yield from _named(project, outline, paper)
    yield from _taken(project, doubtful)


def still_to_come(outline: Outline, paper: OutlinePaper, day: date, called: str = "") -> Iterator[Problem]:
    """The days of a final paper on which, as it says, something has happened, and that are later than a day: today, or
    another by what it is called.
    """
    for ask in outline.asks.values() if paper.standing.status == "final" else ():
        if ask.past and paper.days.get(ask.key, day) > day:
            said = paper.entries[ask.key]
            on = f" on {called}, {_words(day)}" if called else ""
            message = f"“{ask.label}” is {said.written}, which is still to come{on}"
            yield problem(DAY_TO_COME, said.place, message)


def in_doubt(outline: Outline, paper: OutlinePaper) -> bool:
    """Whether a day of the paper is told to be wrong, so that what rests on it cannot be judged."""
    return any(True for _ in _in_order(outline, paper))


def _in_order(outline: Outline, paper: OutlinePaper) -> Iterator[Problem]:
    """Each day of a paper comes where its outline says; a day at which several others stumble is told, not they."""
    known = {key: _first_and_last(said.written) for key, said in paper.entries.items() if key not in paper.days}
    known |= {key: (day, day) for key, day in paper.days.items() if day != UNREAD}
    wrong = _wrong_pairs(outline, paper, known)
    while wrong:
        count = Counter(key for pair in wrong for key in pair)
        late, early = wrong[0]
        culprit = max((late, early), key=lambda key: count[key])
        one, other = (late, early) if culprit == late else (early, late)
        labels = {key: outline.asks[key].label for key in (one, other)}
        side = "before" if one == late else "after"
        said = {key: paper.entries[key].written for key in (one, other)}
        message = f"“{labels[one]}” is {said[one]}, {side} “{labels[other]}”, {said[other]}"
        yield problem(WRONG_ORDER, paper.entries[one].place, message)
        wrong = [pair for pair in wrong if culprit not in pair]


def _wrong_pairs(outline: Outline, paper: OutlinePaper, known: Mapping[str, Span | None]) -> list[tuple[str, str]]:
    """The entries of which the first should come after the second, and begins before that is over."""
    asks = [ask for ask in outline.asks.values() if ask.key in paper.days]
    pairs = [(ask.key, other.value) for ask in asks for other in ask.after]
    pairs += [(other.value, ask.key) for ask in asks for other in ask.before]
    if outline.as_at.value:
        pairs.append((outline.dated.value, outline.as_at.value))
    spans = {pair: (known.get(pair[0]), known.get(pair[1])) for pair in pairs}
    return [pair for pair, (late, early) in spans.items() if late and early and late[0] < early[1]]


def _first_and_last(text: str) -> Span | None:
    """The days of a period that an entry names; None where it names none."""
    try:
        period = parse_period(text)
    except ValueError:
        return None
    return (period.start, period.end) if period.start and period.end else None


def _figures(outline: Outline, paper: OutlinePaper, newest_of: Callable[[], date | None]) -> Iterator[Problem]:
    """Figures as at a day on which none had come for a year, in a paper that shows any."""
    key = outline.as_at.value
    shows = any(isinstance(block, Insert) for part in paper.parts for block in part.blocks)
    if not shows or not key or paper.as_at == UNREAD or key == outline.dated.value or paper.as_at > paper.day:
        return
    newest = newest_of()
    if newest and (paper.as_at - newest).days > YEAR:
        message = f"the figures are as at {_words(paper.as_at)}, and the newest in data/ are of {_words(newest)}"
        order = "Correct the day, or take in the newer figures."
        yield problem(WRONG_ORDER, paper.entries[key].place, message, order)


def _newest(project: Project) -> date | None:
    """The last day of which there are figures."""
    days = (
        period.end
        for rows in project.observations.values()
        for period, number in zip(periods_of(rows).values(), numbers_of(rows), strict=True)
        if period.end and number is not None
    )
    return max(days, default=None)


def _named(project: Project, outline: Outline, paper: OutlinePaper) -> Iterator[Problem]:
    """The day, the years or the number in the name of its file are its own."""
    told = partial(problem, NAME_DIFFERS)
    name = f"{paper.id}.md"
    days = [match["day"] for match in _DAY.finditer(paper.id)]
    if days and days[0] not in {str(day) for day in paper.days.values()}:
        key = outline.dated.value
        message = f"the file is {name}, and “{outline.asks[key].label}” is {_words(paper.day)}"
        yield told(paper.entries[key].place, message)
        return
    for key, said in paper.entries.items():
        kind = outline.asks[key].kind
        if kind == "words" and (years := _years(said.written)) and (own := _years(paper.id)) and own != years:
            yield told(said.place, f"the file is {name}, and “{outline.asks[key].label}” is {said.written}")
        if kind == "number" and not days and said.written != paper.id and _alike(paper, said.written):
            yield told(said.place, f"the file is {name}, and “{outline.asks[key].label}” is {said.written}")


def _years(text: str) -> str:
    """The two years with which a text begins: 2024/25, as 2024-25."""
    found = _YEARS.match(text)
    if found is None or (int(found["first"]) + 1) % 100 != int(found["last"]):
        return ""
    return f"{found['first']}-{found['last']}"


def _alike(paper: OutlinePaper, number: str) -> bool:
    """Whether the file's name looks like a number of the same kind, and is no month of the paper."""
    months = {str(day)[:7] for day in paper.days.values()}
    return _DIGITS.sub("0", paper.id) == _DIGITS.sub("0", number) and paper.id not in months


def _taken(project: Project, doubtful: set[str]) -> Iterator[Problem]:
    """Each paper on an agenda is one of that meeting, and written by its day."""
    papers = {f"{paper.kind} {paper.id}": paper for paper in project.outline_papers}
    for meeting in project.panel.meetings if project.panel else ():
        for item in meeting.items:
            paper = papers.get(item.paper.value) if item.paper else None
            if item.paper is None or paper is None or UNREAD in (meeting.date, paper.day):
                continue
            own = paper.days.get(MEETING)
            if own and own not in (meeting.date, UNREAD):
                message = f"the paper is for the meeting of {_words(own)}; that of {_words(meeting.date)} takes it"
                order = f"Name the paper of this meeting, or correct the day in {paper.place.file}."
                yield problem(REGISTER_DIFFERS, item.paper.place, message, order)
            elif paper.day > meeting.date and paper.place.file not in doubtful:
                message = f"the paper is of {_words(paper.day)}; the meeting that takes it, of {_words(meeting.date)}"
                order = f"Name a paper that was there by the meeting, or correct the day in {paper.place.file}."
                yield problem(WRONG_ORDER, item.paper.place, message, order)


def _words(day: date) -> str:
    return parse_period(day.isoformat()).words
