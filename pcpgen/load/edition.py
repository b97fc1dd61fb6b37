"""From an edition's folder to the edition: its levels, its themes with their statements, and its pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Literal

from pcpgen.load.fields import ID, Fields
from pcpgen.load.files import Folder
from pcpgen.load.law import read_duties, read_standing
from pcpgen.load.measures import read_measures
from pcpgen.load.office import fields_of, open_fields
from pcpgen.load.pages import page_file, read_page
from pcpgen.load.placed import placed
from pcpgen.load.reuse import reusing
from pcpgen.load.rules import EMPTY_TEXT, MISSING_FILE, UNKNOWN_FILE, UNKNOWN_KEY, WRONG_SHAPE
from pcpgen.load.sound import made_of, made_of_folder
from pcpgen.load.spans import with_times
from pcpgen.load.statements import read_statements
from pcpgen.load.translation import body_in_language
from pcpgen.load.variation import read_variations
from pcpgen.model.page import Page
from pcpgen.model.plan import THEMES, Edition, Level, Node, Theme, several
from pcpgen.model.text import Text
from pcpgen.patterns import pattern
from pcpgen.place import NOWHERE, Place, Source
from pcpgen.problems import Problem, errors_in, filed_as, first, problem, unknown_id
from pcpgen.prose.passage import Passage
from pcpgen.prose.reading import read_prose
from pcpgen.rules import DUPLICATE_KEY, MALFORMED_ID
from pcpgen.schema.edition import EDITION
from pcpgen.schema.edition import of_plan as statements_shape
from pcpgen.schema.edition import theme as theme_shape
from pcpgen.schema.entry import Shape

# parts that the structure writes by itself; every other part is a file in pages/
WRITTEN_BY_STRUCTURE = ("contents", "plan-on-a-page", "themes", "indicators")
_LEVEL = pattern("[a-z][a-z0-9_-]{0,63}")
_NO_THEME = "Add the file, with what the theme is to do, or take the theme out of the list."
_LONGEST_LINE = 100  # characters of a list that a remedy writes out
_CARRIES: dict[str, Literal["nothing", "measure", "pledge"]] = {
    "nothing": "nothing",
    "measure": "measure",
    "pledge": "pledge",
}


def read_edition(folder: Folder, id: str) -> Edition | None:
    """The edition in `plan/<id>/`, or None where its own file cannot be read."""
    return made_of_folder(folder, f"plan/{id}", partial(_read_edition, folder, id))


def _read_edition(folder: Folder, id: str) -> Edition | None:
    base = f"plan/{id}"
    before = len(folder.problems)
    fields = open_fields(folder, f"{base}/edition.yaml", EDITION, remedy=f"Add the file, or delete the folder {base}.")
    if fields is None:
        return None
    whole = all(each.rule == UNKNOWN_KEY for each in errors_in(folder.problems[before:]))
    in_force, sure_of_day, as_at = _days(fields)
    theme_ids, parts = fields.texts("themes"), fields.texts("parts")
    levels, top = _levels(folder, base, fields, theme_ids)
    with_files = _with_files(folder, f"{base}/themes", [id for id in _once(theme_ids) if fields.check_id(id)])
    asked, entries = _deciding(levels, top), partial(_entries_of_theme, folder, levels, top, theme_shape(levels, top))
    themes = [_theme(folder, base, id, asked, entries) for id in with_files]
    edition = Edition(
        id=id,
        title=fields.title("title"),
        subtitle=fields.words("subtitle"),
        period=fields.period("period"),
        in_force=in_force,
        vision=fields.passage("vision"),
        describes=fields.passage("describes"),
        levels=levels,
        themes=tuple(theme for theme in themes if theme is not None),
        parts=parts,
        pages=_pages(folder, base, _once(parts)),
        place=fields.place,
        standing=read_standing(fields),
        duties=read_duties(fields),
        variations=read_variations(folder, base),
        period_place=(fields.optional("period") or fields).place,
        sure_of_day=whole and sure_of_day,
        as_at=as_at,
        nodes=_of_plan(folder, base, levels),
        top=top,
    )
    fields.problems += _repeated(theme_ids) + _repeated(parts)
    _leftovers(folder, base, "themes", "themes", theme_ids)
    _leftovers(folder, base, "pages", "parts", parts)
    return replace(with_times(edition, fields), measures=read_measures(folder, base))


def _days(fields: Fields) -> tuple[date, bool, date | None]:
    """The day from which the edition is in force, or was drafted, whether it could be read, and that of its figures."""
    dates = fields.fields("dates")
    day = dates.date("drafted" if "drafted" in dates else "in_force", required=True)
    if "drafted" in dates and "in_force" in dates:
        message = "the plan is in force, and a draft at the same time"
        dates.problems.append(problem(WRONG_SHAPE, dates.key("drafted").place, message, "Delete one of the two."))
    sure = "dates" in fields and dates.sound()
    return day, sure, dates.optional_date("as_at")


def _once(ids: tuple[Text, ...]) -> tuple[Text, ...]:
    """The ids without those that stand further up already."""
    known: dict[str, Text] = {}
    for each in ids:
        known.setdefault(each.value, each)
    return tuple(known.values())


def _repeated(ids: tuple[Text, ...]) -> list[Problem]:
    known = _once(ids)
    return [
        problem(DUPLICATE_KEY, each.place, f'"{each}" stands twice in the list', "Delete one of the two.")
        for each in ids
        if each not in known
    ]


def _with_files(folder: Folder, where: str, ids: list[Text]) -> Iterator[Text]:
    """The themes that have a file; of the others each is told once, with the name that it seems to mean."""
    stems = {name.rpartition(".")[0] for name in folder.names(where) if name.endswith((".yaml", ".md"))}
    listed_ids = {each.value for each in ids}
    if folder.is_file_instead(where):
        return
    for id in ids:
        if id.value in stems:
            yield id
            continue
        meant = filed_as(id.value, stems - listed_ids, listed_ids - stems)
        remedy = f"{meant}Add the file, and {id}.md beside it, or take the theme out of the list."
        folder.problems.append(problem(MISSING_FILE, id.place, f"there is no file {where}/{id}.yaml", remedy))


def _leftovers(folder: Folder, base: str, inside: str, entry: str, ids: tuple[Text, ...]) -> None:
    """Files that the entry of the edition does not list; each is told with the line that would list it."""
    known = {f"{id}.{ending}" for id in ids for ending in ("yaml", "md")}
    for name in folder.names(f"{base}/{inside}"):
        if name not in known:
            message, stem = f"{name} belongs to no theme or part of the edition", name.partition(".")[0]
            remedy = ""
            if ID.fullmatch(stem) and name.endswith((".yaml", ".md")):
                line = f"{entry}: [{', '.join((*filter(ID.fullmatch, map(str, ids)), stem))}]"
                written = f"as in {line}" if len(line) < _LONGEST_LINE else f"as a line more:   - {stem}"
                remedy = f"Move it out of this folder, or add it to {base}/edition.yaml, `{entry}:`, {written}"
            folder.problems.append(problem(UNKNOWN_FILE, Place(f"{base}/{inside}/{name}"), message, remedy))


def _levels(
    folder: Folder, base: str, fields: Fields, themes: tuple[Text, ...]
) -> tuple[tuple[Level, ...], Level | None]:
    """The levels of statements, the highest first, and what themes are called where the author says so."""
    entries = fields.fields("levels")
    levels: dict[str, Level] = {}
    for key in _keys(entries):
        if not key.value:
            continue  # told as no name, or as what YAML makes of it
        levels[key.value] = _level(key.value, entries.fields(key.value), key.place, levels)
    fields.problems += first(_unserved(levels))
    top = levels.pop(THEMES, None)
    return placed(folder, base, tuple(levels.values()), [id.value for id in themes if ID.fullmatch(id.value)]), top


def _unserved(levels: dict[str, Level]) -> Iterator[Problem]:
    for level in levels.values():
        for served in level.serves:
            if served not in levels and served != THEMES:
                yield unknown_id("level", served, level.serves_place, tuple(levels))


def _keys(fields: Fields) -> tuple[Text, ...]:
    """The names of the levels in the order written, all of them known; they end up in links, as ids do."""
    names = tuple(fields.key(name) for name in fields)
    for name in names:
        if not _LEVEL.fullmatch(name.value):
            remedy = "Use small letters, digits, hyphens and underscores only, such as shared_outcome."
            fields.problems.append(problem(MALFORMED_ID, name.place, f'"{name}" names no level', remedy))
    return names


def _level(key: str, fields: Fields, place: Place, above: dict[str, Level]) -> Level:
    name = fields.title("name")
    if key == THEMES:
        fields.problems += _no_level(fields)
    serves = fields.one_or_more("serves")
    of_plan = fields.choice("per") == "plan"
    within = fields.optional("within")
    if within and (within.value not in above or above[within.value].of_plan != of_plan):
        known = [each.key for each in above.values() if each.of_plan == of_plan and each.key != THEMES]
        fields.problems.append(unknown_id("level above it", within.value, within.place, known))
        within = None
    return Level(
        key=key,
        name=name.value,
        plural=fields.words("plural") or several(name.value),
        one=fields.flag("one"),
        required=fields.flag("required"),
        serves=tuple(each.value for each in serves if each.value),
        serves_place=serves[0].place if serves else place,
        place=place,
        carries=_CARRIES[fields.choice("carries")],
        within=within.value if within else "",
        of_plan=of_plan,
        written=name.written or name.value,
    )


def _no_level(fields: Fields) -> Iterator[Problem]:
    """Entries that say nothing of themes, which have files of their own."""
    for name in fields:
        if name not in ("name", "plural", "serves", "per"):
            remedy = "Take it out: it may hold name, plural and serves."
            yield problem(UNKNOWN_KEY, fields.key(name).place, f'"themes" has no entry "{name}"', remedy)


def _of_plan(folder: Folder, base: str, levels: tuple[Level, ...]) -> tuple[Node, ...]:
    """The statements that stand in no theme."""
    if not any(level.of_plan for level in levels):
        return ()
    remedy = "Add the file, with the statements of the levels that are per: plan."
    fields = open_fields(folder, f"{base}/statements.yaml", statements_shape(levels), remedy=remedy)
    return read_statements(fields, [level for level in levels if level.of_plan], levels) if fields else ()


def _theme(
    folder: Folder, base: str, id: Text, asked: str, entries: Callable[[Source, str], tuple[Theme | None, bool]]
) -> Theme | None:
    source = folder.text(f"{base}/themes/{id}.yaml", asked=id.place, remedy=_NO_THEME)
    theme = made_of(folder, source, partial(entries, source, id.value), asked) if source else None
    narrative = _narrative(folder, f"{base}/themes/{id}.md", id.place)
    return replace(theme, narrative=narrative) if theme and narrative else theme


def _deciding(levels: tuple[Level, ...], top: Level | None) -> str:
    """What decides of levels how a theme is read: all but where they are declared."""
    told = [replace(each, place=NOWHERE, serves_place=NOWHERE) for each in (*levels, *([top] if top else []))]
    return f"{bool(top)} {told}"


def _entries_of_theme(
    folder: Folder, levels: tuple[Level, ...], top: Level | None, declared: Shape, source: Source, id: str
) -> tuple[Theme | None, bool]:
    """What the YAML file of a theme says, without its narrative."""
    fields = fields_of(folder, source, declared)
    if fields is None:
        return None, False
    own = [level for level in levels if level.key != "indicators" and not level.of_plan]
    theme = Theme(
        id=id,
        title=fields.title("title"),
        strapline=fields.passage("strapline"),
        colour=fields.text("colour"),
        nodes=read_statements(fields, own, levels),
        indicators=fields.texts("indicators"),
        narrative=Passage((), "", fields.place),
        pull_quote=fields.passage("pull_quote"),
        place=fields.place,
        serves=fields.one_or_more("serves") if top and top.serves else (),
        owners=fields.one_or_more("owners"),
    )
    return theme, True


def _narrative(folder: Folder, file: str, asked: Place) -> Passage | None:
    remedy = "Add the file, with the words that introduce the theme, or take the theme out of the list."
    source = folder.text(file, asked=asked, remedy=remedy)
    if source is None:
        return None
    if not source.text.strip():
        remedy = "Write the words that introduce the theme."
        folder.problems.append(problem(EMPTY_TEXT, Place(file), "the narrative holds no words", remedy))
    text, begin, source = body_in_language(folder, source, source.text, Place(file))
    passage, problems = read_prose(text, begin, source)
    folder.problems += problems
    return reusing(folder, passage)


def _pages(folder: Folder, base: str, parts: tuple[Text, ...]) -> dict[str, Page]:
    pages: dict[str, Page] = {}
    for part in parts:
        if part.value not in WRITTEN_BY_STRUCTURE:
            file = page_file(folder, f"{base}/pages", part)
            page = read_page(folder, file, part) if file else None
            if page is not None:
                pages[part.value] = page
    return pages
