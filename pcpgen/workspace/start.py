"""From a few answers to the files of a new workspace, which checks and builds at once."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from pcpgen import __version__
from pcpgen.load.law import shipped_law
from pcpgen.model.ids import as_id
from pcpgen.model.law import end_of_financial_year
from pcpgen.model.plan import several
from pcpgen.problems import listed
from pcpgen.schema.editors import SETTINGS, for_editors
from pcpgen.values import dataclass
from pcpgen.workspace.texts import START, filled

OFFICE = START / "office"
QUARTERS = 8  # for which the example has figures
NORTH = (165, 126, 157, 193)  # of each quarter of a year
SOUTH = (239, 188, 233, 285)
COLOURS = ("blue", "plum", "teal", "rust")
WEDNESDAY, TUESDAY = 2, 1


@dataclass(frozen=True, slots=True)
class Answers:
    """What is asked for a new office. An empty name is made of the area's."""

    area: str = "Exampleshire"
    nation: str = "England"
    office: str = ""
    force: str = ""
    panel: str = ""
    board: str = ""
    levels: tuple[str, ...] = ("Objective", "Priority")
    themes: tuple[str, ...] = ("Neighbourhoods", "Victims")


PARTS = frozenset(("foreword", "contents", "plan-on-a-page", "measuring", "themes", "indicators", "money"))


def rows() -> list[dict[str, Any]]:
    """What an example says of one theme after another."""
    found: list[dict[str, Any]] = json.loads((START / "statements.json").read_text("utf-8"))
    return found


def wrong_answers(answers: Answers) -> str:
    """What is wrong with the answers, in words; empty where nothing is."""
    texts = (answers.area, answers.office, answers.force, answers.panel, answers.board)
    if not answers.area.strip() or any(not each.isprintable() for each in (*texts, *answers.levels, *answers.themes)):
        return "a name is empty, or holds what cannot be printed"
    for what, names, most in (("level", answers.levels, 3), ("theme", answers.themes, len(rows()))):
        ids = [as_id(name) for name in names]
        if not 1 <= len(names) <= most:
            return f"a new plan has from 1 to {most} {what}s; more are added later"
        if what == "theme" and (parts := PARTS.intersection(ids)):
            return f"{listed(sorted(parts))} is a part of every new plan; a theme has another name"
        if "" in ids or len(set(ids)) < len(ids):
            return f"each {what} has a name of its own, with letters or digits in it"
    return ""


def office_of(area: str) -> str:
    """What the office of an area is called where nobody says otherwise."""
    return f"Office of the Police and Crime Commissioner for {area}"


def new_office(answers: Answers, day: date) -> dict[str, str]:
    """The text of each file by its path; plan/office.yaml, which makes a workspace of its folder, comes last."""
    names = _names(answers, day)
    found: dict[str, str] = {}
    for path in sorted(OFFICE.rglob("*")):
        if path.is_file():
            file = path.relative_to(OFFICE).as_posix()
            found |= {name: filled(f"office/{file}", own) for name, own in _targets(file, names)}
    office = found.pop("plan/office.yaml")
    found |= for_editors(found[SETTINGS])
    return {**found, "plan/office.yaml": office}


def _targets(file: str, names: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Where a file of `start/office/` goes, with what is filled in; that of a theme goes to each theme."""
    name = "/".join(part.replace("dot-", ".", 1) if part.startswith("dot-") else part for part in file.split("/"))
    name = name.replace("EDITION", names["edition"]).replace("MEETING", names["meeting"])
    name = name.replace("BOARD", names["board_day"]).replace("REPORT", names["themes"][0]["id"])
    for theme in names["themes"] if "THEME" in name else ({"id": ""},):
        yield name.replace("THEME", theme["id"]), {**names, "theme": theme}


def _names(answers: Answers, day: date) -> dict[str, Any]:
    """All that the files ask for."""
    first = day.replace(day=1)
    begun = _month(first, (first.month - 1) % 3)  # the quarter that is not over
    start, end = _period(first)
    levels = levels_of(answers.levels)
    quarters = [_month(begun, back) for back in range(3 * QUARTERS, 0, -3)]
    themes = [theme_of(title, number, levels) for number, title in enumerate(answers.themes)]
    return {
        "area": answers.area,
        "nation": answers.nation,
        "office": answers.office or office_of(answers.area),
        "force": answers.force or f"{answers.area} Police",
        "panel": answers.panel or f"{answers.area} Police and Crime Panel",
        "board": answers.board or f"{answers.area} Policing Board",
        "levels": levels,
        "themes": themes,
        "program": __version__,
        "edition": f"{start.year}-{end.year % 100:02}",
        "period": f"{start}..{end}",
        "announced": [each.id for each in shipped_law().announced.values() if each.concerns(first, end)],
        "first_year": f"{start.year}/{(start.year + 1) % 100:02}",
        "year": str(day.year),
        "drafted": str(first),
        "asked": str(first + timedelta(days=7)),
        "as_at": str(begun - timedelta(days=1)),
        "meeting": str(_weekday(_month(first, -2), WEDNESDAY)),
        "next_meeting": str(_weekday(_month(first, -5), WEDNESDAY)),
        "board_day": str(_weekday(_month(first, -1), TUESDAY)),
        "quarters": [f"{each.year}-Q{each.month // 3 + 1}" for each in quarters],
        "north": _figures(NORTH, quarters),
        "south": _figures(SOUTH, quarters),
    }


def _period(drafted: date) -> tuple[date, date]:
    """From the next financial year, or what is left of this one, to the end that the law sets; else four years."""
    last = end_of_financial_year(drafted)
    end = shipped_law().term(drafted)
    if end and end <= last:
        return date(last.year - 1, 4, 1), end
    return last + timedelta(days=1), end or date(last.year + 4, 3, 31)


def _month(first: date, back: int) -> date:
    """The first day of the month so many before."""
    number = first.year * 12 + first.month - 1 - back
    return date(number // 12, number % 12 + 1, 1)


def _weekday(month: date, weekday: int) -> date:
    """The second such day of the week in a month."""
    return month + timedelta(days=(weekday - month.weekday()) % 7 + 7)


def _figures(of_quarters: Sequence[int], quarters: Sequence[date]) -> list[int]:
    """Fewer in the second year, by a quarter, so that the example has something to say."""
    return [of_quarters[each.month // 3] * (8 if at < 4 else 6) // 8 for at, each in enumerate(quarters)]


def levels_of(names: Sequence[str]) -> list[dict[str, str]]:
    """The levels under their keys, each serving the one above."""
    found: list[dict[str, str]] = []
    for name in names:
        above = found[-1]["key"] if found else ""
        plural = several(name)
        found.append({"name": name, "plural": plural, "key": _key(plural), "serves": above})
    return found


def _key(plural: str) -> str:
    key = as_id(plural)
    taken = key in ("title", "strapline", "colour", "indicators", "pull-quote")
    return f"level-{key}" if taken or not key[:1].isalpha() else key


def theme_of(title: str, number: int, levels: Sequence[Mapping[str, str]]) -> dict[str, Any]:
    """A theme with a statement at each level, and two at the lowest, from the row of its number."""
    row = rows()[number]
    above: list[list[str]] = [row["aim"], row["end"]][-(len(levels) - 1) :] if len(levels) > 1 else []
    found: list[dict[str, Any]] = []
    serves = ""
    for level, statements in zip(levels, [*([each] for each in above), row["means"]], strict=True):
        entries = [{"id": id, "text": text, "serves": serves, "called": level["name"]} for id, text in statements]
        found.append({"key": level["key"], "statements": entries})
        serves = statements[0][0]
    return {
        "id": as_id(title),
        "title": title,
        "colour": COLOURS[number % len(COLOURS)],
        "narrative": row["narrative"],
        "levels": found,
        "first": number == 0,
        "priority": found[-1]["statements"][0],
        "priorities": [each for level in found[1:] or found for each in level["statements"]],  # as a report treats them
    }
