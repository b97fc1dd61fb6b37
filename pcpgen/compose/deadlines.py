"""From a meeting, bank holidays and rules to a timetable: each day by which something is due, with its rule and law."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from pcpgen.blocks.wording import counted, ordinal
from pcpgen.load.rules import MISSING_FILE
from pcpgen.model.period import Period, parse_date
from pcpgen.model.project import Project
from pcpgen.model.report import Panel
from pcpgen.model.working_days import WEEKDAYS, Holidays, Precept, Publication, Step, Uncovered
from pcpgen.model.working_days import day_words as words
from pcpgen.place import Place
from pcpgen.problems import Problem, listed, problem
from pcpgen.rules import MISSING_KEY, Rule
from pcpgen.values import dataclass

UNKNOWN_HOLIDAYS = Rule(
    "unknown-holidays",
    "A year whose bank holidays nobody has listed",
    "Working days cannot be counted through a year that may hold a holiday, and papers would be late in law.",
    "Add the year’s bank holidays to plan/holidays.yaml.",
    "warning",
)


@dataclass(frozen=True, slots=True)
class Deadline:
    """A day by which something is due, at the latest; `at` is a time of that day, such as "noon"."""

    day: date
    at: str
    what: str
    rule: str
    law: str


@dataclass(frozen=True, slots=True)
class Timetable:
    title: str
    deadlines: tuple[Deadline, ...]


def timetables(project: Project, meeting: str = "") -> Iterator[Timetable | Problem]:
    """The timetable of one meeting, or of every meeting and precept of the register, or why there is none."""
    panel, holidays = project.panel, project.holidays
    if panel is None or project.office is None:
        yield problem(MISSING_FILE, Place("plan/panel/panel.yaml"), "the office keeps no register of a Panel")
        return
    if holidays is None:
        remedy = "List them there: area: and days:, each as 2019-04-22: Easter Monday."
        yield problem(MISSING_FILE, Place("plan/holidays.yaml"), "no bank holidays are listed", remedy)
        return
    yield from _meetings(project.office.panel, panel, holidays, meeting)
    if panel.precept and not meeting:
        for year in panel.precept.years:
            try:
                yield precept_timetable(panel.precept, year, holidays)
            except Uncovered as lacking:
                yield _uncovered(lacking, holidays, f"the precept for {year}", holidays.place)


def _meetings(body: str, panel: Panel, holidays: Holidays, wanted: str) -> Iterator[Timetable | Problem]:
    if panel.publication is None:
        message = "the register of the Panel does not say when its papers are due"
        yield problem(MISSING_KEY, Place("plan/panel/panel.yaml"), message, "Add an entry publication: to it.")
        return
    registered = {each.date: each.place for each in panel.meetings}
    days = [parse_date(wanted)] if wanted else sorted(registered)
    for day in days:
        try:
            yield meeting_timetable(body, day, panel.publication, holidays)
        except Uncovered as lacking:
            yield _uncovered(lacking, holidays, f"the meeting of {day}", registered.get(day, holidays.place))


def _uncovered(lacking: Uncovered, holidays: Holidays, what: str, place: Place) -> Problem:
    known = listed([str(year) for year in holidays.years], 40)
    message = f"the bank holidays of {lacking.year} are not known, so that no deadline of {what} can be worked out"
    remedy = f"List them in {holidays.place.file}; it has those of {known or 'no year'}."
    return problem(UNKNOWN_HOLIDAYS, place, message, remedy)


def meeting_timetable(body: str, meeting: date, rules: Publication, holidays: Holidays) -> Timetable:
    """When the papers of a meeting are due, and when questions close. Raises Uncovered for a year that is not known."""
    return Timetable(f"{body}, meeting of {words(meeting)}", tuple(_of_meeting(body, meeting, rules, holidays)))


def _of_meeting(body: str, meeting: date, rules: Publication, holidays: Holidays) -> Iterator[Deadline]:
    published: list[date] = []
    if rules.law_clear_days is not None:
        published.append(holidays.clear_before(meeting, rules.law_clear_days))
        clear = f"{counted(rules.law_clear_days, 'clear working day', 'clear working days')} before the meeting"
        yield Deadline(published[-1], "", "Agenda and reports are open to the public", clear, rules.law)
    if rules.working_days_before is not None:
        published.append(holidays.before(meeting, rules.working_days_before))
        days = f"{counted(rules.working_days_before, 'working day', 'working days')} before the meeting"
        yield Deadline(published[-1], "", "Papers are published", days, f"own rule of the {body}")
    if rules.questions_close_working_days is not None and published:
        # both rules are kept when the earlier day is
        close = holidays.after(min(published), rules.questions_close_working_days)
        after = f"{ordinal(rules.questions_close_working_days)} working day after publication"
        yield Deadline(
            close, rules.questions_close_at, "Questions from the public close", after, f"own rule of the {body}"
        )


def precept_timetable(precept: Precept, year: Period, holidays: Holidays) -> Timetable:
    """The steps towards the precept of a financial year, on the law's own dates.

    A date of the law stands where it falls on a weekend or holiday too; the rule then names the working day before it.
    Raises Uncovered for a year that is not known.
    """
    return Timetable(
        f"Precept for {year.words}", tuple(_of_step(step, year, precept.law, holidays) for step in precept.steps)
    )


def _of_step(step: Step, year: Period, law: str, holidays: Holidays) -> Deadline:
    day = step.on(year)
    rule = "date set by law"
    if not holidays.is_working(day):
        what = holidays.days.get(day, f"a {WEEKDAYS[day.weekday()]}")
        rule = f"date set by law, and it stands on {what}; the working day before is {words(holidays.before(day, 1))}"
    return Deadline(day, "", step.what, rule, law)


def in_words(timetables: Sequence[Timetable]) -> str:
    """The timetables as the terminal shows them, the days in one column and what is due beside them."""
    wide = max((len(_when(each)) for table in timetables for each in table.deadlines), default=0)
    return "\n\n".join("\n".join((table.title, *_lines(table, wide))) for table in timetables)


def _lines(table: Timetable, wide: int) -> Iterator[str]:
    """Two lines a deadline, or three; a law that all of them rest on is told once, at the end."""
    laws = {each.law for each in table.deadlines}
    for each in table.deadlines:
        yield f"  {_when(each):{wide}}  {each.what}"
        rule = "; ".join(filter(None, (each.rule, each.law if len(laws) > 1 else "")))
        yield f"  {'':{wide}}    {rule}"
    if len(laws) == 1 and (law := laws.pop()):
        yield f"  All by {law}."


def _when(deadline: Deadline) -> str:
    return ", ".join(filter(None, (words(deadline.day), deadline.at)))
