"""Statements, meetings and questions that a year of work brings."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from random import Random

from tests.mutate.changes import Change, Files, kinds_of, rewrite

QUESTIONS = "plan/panel/questions.yaml"
PANEL = "plan/panel/panel.yaml"


def themes(files: Files) -> Iterator[tuple[str, str, str, str]]:
    """Each file of a theme: its edition's folder, its id, its lowest level, and the first statement of that level."""
    for file, text in sorted(files.items()):
        found = re.fullmatch(r"(plan/20\d\d-\d\d)/themes/([a-z0-9-]+)\.yaml", file)
        if not found:
            continue
        levels = re.findall(r"(?m)^  ([a-z_]+): +\{name:", files.get(f"{found[1]}/edition.yaml", ""))
        here = [level for level in levels if level != "indicators" and f"\n{level}:" in text]
        first = re.search(rf"(?m)^{here[-1]}:[^\n]*\n  ([a-z0-9-]+):", text) if here else None
        if first:
            yield found[1], found[2], here[-1], first[1]


def reports_on(files: Files, theme: str) -> list[str]:
    return [
        file
        for file, text in sorted(files.items())
        if file.startswith("plan/panel/") and re.search(rf"(?m)^theme: {re.escape(theme)}$", text)
    ]


def statement(files: Files, edition: str, theme: str, level: str, words: str) -> str:
    """The theme's file with a new statement at the head of a level."""
    text = files[f"{edition}/themes/{theme}.yaml"]
    begin = re.search(rf"(?m)^{level}:[^\n]*\n", text)
    assert begin
    serves = re.search(r"serves: ([a-z0-9-]+)", text[begin.end() :])
    told = f"  walk-along: {{text: {words}, serves: {serves[1]}}}\n" if serves else f"  walk-along: {words}\n"
    return text[: begin.end()] + told + text[begin.end() :]


def priority_added(files: Files, chance: Random) -> Change | None:
    """A new priority, with its section in each report on its theme."""
    known = list(themes(files))
    if not known:
        return None
    edition, theme, level, _ = chance.choice(known)
    after = {f"{edition}/themes/{theme}.yaml": statement(files, edition, theme, level, "Walk along with whoever asks")}
    for report in reports_on(files, theme):
        head = re.search(r"(?m)^# Priority: .*$", files[report])
        if not head:
            return None
        section = "# Priority: walk-along\n\nEach station has named an officer for it.\n\n"
        after[report] = files[report][: head.start()] + section + files[report][head.start() :]
    return rewrite(files, after)


def priority_left_out(files: Files, chance: Random) -> Change | None:
    """A new priority, of which a report says why it has nothing to tell."""
    known = [each for each in themes(files) if reports_on(files, each[1])]
    known = [each for each in known if all("# Left out\n" in files[report] for report in reports_on(files, each[1]))]
    if not known:
        return None
    edition, theme, level, _ = chance.choice(known)
    after = {f"{edition}/themes/{theme}.yaml": statement(files, edition, theme, level, "Walk along with whoever asks")}
    for report in reports_on(files, theme):
        reason = "# Left out\n\n- walk-along: work on it begins in the second year\n"
        after[report] = files[report].replace("# Left out\n\n", reason, 1)
    return rewrite(files, after)


def statement_reworded(files: Files, chance: Random) -> Change | None:
    """A statement is put in new words, with a colon, a figure of speech and a semicolon."""
    known = list(themes(files))
    if not known:
        return None
    edition, theme, _, first = chance.choice(known)
    file = f"{edition}/themes/{theme}.yaml"
    words = '"See to it, day and night: whoever calls is heard; whoever waits is told why"'
    text = re.sub(rf"(?m)^  {first}: \{{text: .*?(?=, serves)", f"  {first}: {{text: {words}", files[file])
    text = re.sub(rf"(?m)^  {first}: [A-Z].*$", f"  {first}: {words}", text)
    text = re.sub(rf"(?m)^(  {first}:\n    text: ).*$", rf"\g<1>{words}", text)
    return rewrite(files, {file: text})


def meeting_moved(files: Files, chance: Random) -> Change | None:
    """A meeting is moved by a day or a week, and all that names its date."""
    days = re.findall(r"(?m)^  - date: (20\d\d-\d\d-\d\d)", files.get(PANEL, ""))
    if not days:
        return None
    day = chance.choice(days)
    moved = datetime.date.fromisoformat(day) + datetime.timedelta(days=chance.choice((1, 7)))
    after: dict[str, str | None] = {}
    for file, text in files.items():
        if file.startswith("plan/") and "holidays" not in file and (day in file or day in text):
            after[file] = None
            after[file.replace(day, moved.isoformat())] = text.replace(day, moved.isoformat())
    return rewrite(files, after)


def office_closed(files: Files, chance: Random) -> Change | None:
    """Days on which the office is closed, beside the bank holidays."""
    days = "days:\n  2026-12-24: The office is closed\n  2026-12-31: The office is closed\n"
    return rewrite(files, {"plan/holidays.yaml": days}) if "plan/holidays.yaml" not in files else None


def rules_of_the_panel(files: Files, chance: Random) -> Change | None:
    """The Panel has its papers sooner than the law demands, and says until when it takes questions."""
    if PANEL not in files or "\npublication:" in files[PANEL]:
        return None
    rules = "\npublication: {working_days_before: 8, questions_close_working_days: 4, questions_close_at: noon}\n"
    years = "precept:\n  years: [2026/27, 2027/28]\n"
    return rewrite(files, {PANEL: files[PANEL].rstrip("\n") + rules + years})


def question_added(files: Files, chance: Random) -> Change | None:
    """A question that is open, with who owes its answer and by when."""
    found = re.findall(r"(?m)^  section: (\S+)$", files.get(QUESTIONS, ""))
    asked = re.findall(r"(?m)^  asked: (20\d\d)-\d\d-\d\d$", files.get(QUESTIONS, ""))
    if not found or not asked:
        return None
    year = int(max(asked)) + 3
    told = (
        f"\nlost-keys:\n  asker: a member of the public\n  asked: {year}-02-03\n  section: {chance.choice(found)}\n"
        f"  owner: Chief Officer\n  due: {year}-03-02\n  question: Who keeps the keys, and where?\n  status: open\n"
    )
    return rewrite(files, {QUESTIONS: files[QUESTIONS].rstrip("\n") + "\n" + told})


def answer_in_a_block(files: Files, chance: Random) -> Change | None:
    """An answer gets a further paragraph with a list."""
    text = files.get(QUESTIONS, "")
    found = list(re.finditer(r"(?m)^  answer: \|\n(?:(?:    .*)?\n)+?(?=  [a-z])", text))
    if not found:
        return None
    match = chance.choice(found)
    told = "\n    Two things are still to do:\n\n    - the keys are counted\n    - the list is kept\n"
    return rewrite(files, {QUESTIONS: text[: match.end()].rstrip("\n") + "\n" + told + text[match.end() :]})


def asked_by_another(files: Files, chance: Random) -> Change | None:
    """A question by somebody else."""
    text = re.sub(r"(?m)^  asker: .*$", "  asker: a member of the public", files.get(QUESTIONS, ""), count=1)
    return rewrite(files, {QUESTIONS: text}) if QUESTIONS in files else None


KINDS = kinds_of(
    "registers",
    priority_added,
    priority_left_out,
    statement_reworded,
    meeting_moved,
    office_closed,
    rules_of_the_panel,
    question_added,
    answer_in_a_block,
    asked_by_another,
)
