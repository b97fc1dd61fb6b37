"""From a meeting, the law's days and a panel's rules to a timetable: each day by which something is due, and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from pcpgen.blocks.wording import counted, ordinal
from pcpgen.load.deadlines import shipped_obligations
from pcpgen.load.rules import MISSING_FILE
from pcpgen.model.obligations import Notice, Obligations, Step
from pcpgen.model.period import Period, parse_date
from pcpgen.model.plan import Office
from pcpgen.model.project import Project
from pcpgen.model.report import Panel
from pcpgen.model.working_days import WEEKDAYS, Calendar, Publication
from pcpgen.model.working_days import day_words as words
from pcpgen.place import Place
from pcpgen.problems import Problem, problem
from pcpgen.values import dataclass


@dataclass(frozen=True, slots=True)
class Deadline:
    """A day by which something is due, at the latest; `at` is a time of that day, such as "noon".

    What the calendar has no day for has `when` in words.
    """

    day: date | None
    at: str
    what: str
    rule: str
    law: str
    when: str = ""


@dataclass(frozen=True, slots=True)
class Timetable:
    title: str
    deadlines: tuple[Deadline, ...]


def timetables(project: Project, meeting: str = "") -> Iterator[Timetable | Problem]:
    """The timetable of one meeting, or of every meeting and precept of the register, the plan and the duties."""
    panel, office = project.panel, project.office
    if panel is None or office is None:
        yield problem(MISSING_FILE, Place("plan/panel/panel.yaml"), "the office keeps no register of a Panel")
        return
    law, calendar = obligations(project), Calendar(office.nation, project.closures)
    days = [parse_date(meeting)] if meeting else sorted({each.date for each in panel.meetings})
    for day in days:
        yield meeting_timetable(office.panel, day, panel.publication, law.notice(office.nation, day), calendar)
    if meeting:
        return
    for year in panel.precept:
        yield precept_timetable(law, year, calendar)
    yield from _plan(project)
    yield from _duties(project, panel, office, law)


def obligations(project: Project) -> Obligations:
    """What the law has done by when: the program's rows, and those that the office puts in their place."""
    return project.law.obligations.over(shipped_obligations())


def meeting_timetable(
    body: str, meeting: date, rules: Publication | None, notice: Notice | None, calendar: Calendar
) -> Timetable:
    """When the papers of a meeting are due by law and by the panel's own rules, and when questions close."""
    due = tuple(_of_meeting(body, meeting, rules, notice, calendar))
    return Timetable(f"{body}, meeting of {words(meeting)}", due)


def _of_meeting(
    body: str, meeting: date, rules: Publication | None, notice: Notice | None, calendar: Calendar
) -> Iterator[Deadline]:
    own, published = f"own rule of the {body}", list[date]()
    if notice is not None:
        published.append(calendar.clear_before(meeting, notice.clear_days))
        clear = counted(notice.clear_days, "clear day", "clear days")
        rule = f"{clear} before the meeting, by practice without weekends and holidays"
        latest = f"by the words of the law alone {words(notice.latest(meeting))}"
        yield Deadline(published[-1], "", notice.what, f"{rule}; {latest}", notice.provision.law)
    if rules is not None and rules.working_days_before is not None:
        published.append(calendar.before(meeting, rules.working_days_before))
        before = f"{counted(rules.working_days_before, 'working day', 'working days')} before the meeting"
        yield Deadline(published[-1], "", "Papers are published", before, own)
    if rules is not None and rules.questions_close_working_days is not None and published:
        # both rules are kept when the earlier day is
        close = calendar.after(min(published), rules.questions_close_working_days)
        after = f"{ordinal(rules.questions_close_working_days)} working day after publication"
        yield Deadline(close, rules.questions_close_at, "Questions from the public close", after, own)


def precept_timetable(law: Obligations, year: Period, calendar: Calendar) -> Timetable:
    """The steps towards the precept of a financial year, on the law's own dates.

    A date of the law stands where it falls on a weekend or holiday too; the rule then names the working day before it.
    """
    steps = [each for each in law.precept.values() if each.provision.holds(calendar.nation, each.on(year))]
    in_order = sorted(steps, key=lambda each: each.on(year))
    return Timetable(f"Precept for {year.words}", tuple(_of_step(step, year, calendar) for step in in_order))


def _of_step(step: Step, year: Period, calendar: Calendar) -> Deadline:
    day = step.on(year)
    rule = f"before {words(date(day.year, step.month, step.day))}" if step.before else "date set by law"
    if not calendar.is_working(day):
        what = calendar.holiday(day) or f"a {WEEKDAYS[day.weekday()]}"
        rule = f"{rule}, and it stands on {what}; the working day before is {words(calendar.before(day, 1))}"
    return Deadline(day, "", step.what, rule, step.provision.law)


def _plan(project: Project) -> Iterator[Timetable]:
    """Until when the newest plan runs by law, and by when the next one is issued."""
    newest = max(project.editions.values(), key=lambda each: each.in_force, default=None)
    ends = project.law.term(newest.in_force) if newest else None
    election = next((each.day for each in project.law.elections if newest and each.expected(newest.in_force)), None)
    if newest is None or ends is None or election is None:
        return
    act = "Police Reform and Social Responsibility Act 2011, section"
    held = f"financial year of the election expected on {words(election)}"
    ahead = (each for each in project.law.announced.values() if each.begins.start and each.begins.start <= ends)
    announced = (
        Deadline(None, "", f"Announced, and not law: {each.what}", each.source, "", f"from {each.begins.words}")
        for each in ahead
    )
    yield Timetable(
        f"{newest.title}: the plan after it",
        (
            Deadline(ends, "", "The plan runs until this day", f"end of the {held}", f"{act} 7(7)"),
            Deadline(
                project.law.issue_due(election), "", "The next plan is issued", f"within the {held}", f"{act} 5(1)"
            ),
            *announced,
        ),
    )


def _duties(project: Project, panel: Panel, office: Office, law: Obligations) -> Iterator[Timetable]:
    """What the office owes besides, as the law stands at its newest meeting or plan."""
    days = [*(each.date for each in panel.meetings), *(each.in_force for each in project.editions.values())]
    held = [each for each in law.duties.values() if days and each.provision.holds(office.nation, max(days))]
    due = tuple(Deadline(None, "", each.what, "", each.provision.law, each.when) for each in held)
    if due:
        yield Timetable(f"Duties without a day of the calendar, as at {words(max(days))}", due)


def in_words(timetables: Sequence[Timetable]) -> str:
    """The timetables as the terminal shows them, the days in one column and what is due beside them."""
    wide = max((len(_when(each)) for table in timetables for each in table.deadlines), default=0)
    return "\n\n".join("\n".join((table.title, *_lines(table, wide))) for table in timetables)


def _lines(table: Timetable, wide: int) -> Iterator[str]:
    """Two lines a deadline, or three; a law that all of them rest on is told once, at the end."""
    laws = {each.law for each in table.deadlines}
    for each in table.deadlines:
        rule = "; ".join(filter(None, (each.rule, each.law if len(laws) > 1 else "")))
        if each.day is None:
            yield f"  {each.what}, {each.when}"
            yield f"      {rule}"
        else:
            yield f"  {_when(each):{wide}}  {each.what}"
            yield f"  {'':{wide}}    {rule}"
    if len(laws) == 1 and (law := laws.pop()):
        yield f"  All by {law}."


def _when(deadline: Deadline) -> str:
    return ", ".join(filter(None, (words(deadline.day), deadline.at))) if deadline.day else ""
