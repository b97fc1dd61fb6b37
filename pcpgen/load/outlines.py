"""From `plan/outlines/` to the office's own kinds of document, and from their folders to the papers of each."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import get_args

from pcpgen.load.fields import ID, Fields
from pcpgen.load.files import Folder
from pcpgen.load.law import read_standing
from pcpgen.load.office import open_fields
from pcpgen.load.pages import front_matter
from pcpgen.load.parts import read_parts
from pcpgen.model.outline import Ask, AskKind, Each, Outline, OutlinePaper, SectionOutline
from pcpgen.model.period import parse_date, parse_period
from pcpgen.model.plan import Office
from pcpgen.model.text import Text
from pcpgen.place import Place, Source
from pcpgen.problems import problem, unknown_id
from pcpgen.prose.expressions import GIVE_FIGURES
from pcpgen.prose.passage import Passage, plainly
from pcpgen.prose.reading import read_prose, split_notes
from pcpgen.prose.rules import MALFORMED_EXPRESSION, UNKNOWN_NOTE
from pcpgen.rules import DUPLICATE_KEY, MALFORMED_ID

OUTLINES = "plan/outlines"
SHIPPED = ("plan", "panel-report", "variation-report", "panel-pack", "panel-response", "bcb-paper", "errata")
TAKEN_FOLDERS = ("indicators", "datasets", "images", "panel", "board", "issued", "outlines")
EACH: tuple[str, ...] = tuple(filter(None, get_args(Each)))
# what an outline may name beside the entries of its papers
PATHS = (
    "office.name",
    "office.area",
    "office.force",
    "panel.name",
    "board.name",
    "paper.title",
    "paper.id",
    "paper.day",
)
_OF_PLAN = {f"{name}.{'title' if name in ('theme', 'indicator') else 'text'}": name for name in EACH}
_FOLDER = re.compile(r"plan/[a-z0-9][a-z0-9-]{0,63}")
_TAKEN = ("title", "status", "version", "marking", "bibliography")  # entries that every paper may have


def read_outlines(folder: Folder) -> dict[str, Outline]:
    """The kinds of document that the office declares, by id."""
    found: dict[str, Outline] = {}
    for name in folder.names(OUTLINES, ".yaml"):
        id, place = name.removesuffix(".yaml"), Place(f"{OUTLINES}/{name}")
        if not ID.fullmatch(id):
            folder.problems.append(problem(MALFORMED_ID, place, f'"{id}" is no id'))
        elif id in SHIPPED:
            message = f'"{id}" is a kind that comes with the program'
            folder.problems.append(problem(DUPLICATE_KEY, place, message, "Give the outline another name."))
        elif fields := open_fields(folder, place.file, "the outline"):
            others = {outline.folder: outline.id for outline in found.values()}
            found[id] = _outline(fields, id, _papers_folder(folder, fields, others))
    return found


def _outline(fields: Fields, id: str, papers: str) -> Outline:
    before = len(fields.problems)
    asks = fields.fields("asks", "the entries that papers have", required=False)
    known = {key.value: _ask(key, asks.fields(key.value, f'the entry "{key}"')) for key in asks.ids()}
    title = fields.words("title")
    outline = Outline(
        id=id,
        title=title,
        plural=fields.words("plural", required=False) or f"{title}s",
        folder=papers,
        asks=known,
        head=fields.texts("head", required=False),
        dated=fields.text("dated"),
        sections=tuple(_section(each, known) for each in fields.each("sections", "a section")),
        complete=fields.texts("complete", required=False),
        place=fields.place,
        sound=True,
    )
    fields.done()
    days = [key for key, ask in known.items() if ask.kind == "day" and not ask.optional]
    for text, names, what in (
        *((each, list(known), "entry of this outline") for each in outline.head),
        (outline.dated, days, "day that each paper has"),
        *((each, ["sections", *EACH[1:]], "thing that can be complete") for each in outline.complete),
    ):
        if text.value and text.value not in names:
            fields.problems.append(unknown_id(what, text.value, text.place, tuple(names)))
    return replace(outline, sound=bool(papers) and len(fields.problems) == before)


def _papers_folder(folder: Folder, fields: Fields, others: dict[str, str]) -> str:
    """Where the papers of a kind stand; empty where nobody's papers can. `others` are the folders of other kinds."""
    text = fields.text("folder")
    name = text.value.removeprefix("plan/")
    wrong = ""
    if not _FOLDER.fullmatch(text.value):
        wrong = f'"{text}" is no folder for papers' if text.value else ""
    elif name in TAKEN_FOLDERS or folder.exists(f"{text}/edition.yaml"):
        wrong = f"{text}/ holds other things than papers"
    elif text.value in others:
        wrong = f"{text}/ holds the papers of {others[text.value]}"
    if wrong:
        fields.problems.append(problem(MALFORMED_ID, text.place, wrong, "Name a folder of its own: plan/decisions."))
    return text.value if text.value and not wrong else ""


def _ask(key: Text, fields: Fields) -> Ask:
    kinds: dict[str, AskKind] = {kind: kind for kind in get_args(AskKind)}
    kind = fields.choice("a", tuple(kinds), "words")
    label = fields.words("label", required=False) or key.value.replace("-", " ").capitalize()
    ask = Ask(key.value, kinds[kind], label, fields.flag("optional"), key.place)
    if key.value in _TAKEN:
        message = f'"{key}" is an entry of every paper'
        fields.problems.append(problem(DUPLICATE_KEY, key.place, message, "Give the entry another name."))
    fields.done()
    return ask


def _section(fields: Fields, asks: dict[str, Ask]) -> SectionOutline:
    each = fields.choice("each", EACH, "") if "each" in fields else ""
    fields.tree("each")
    repeats: Each = next((name for name in get_args(Each) if name == each), "")
    section = SectionOutline(
        title=_words(fields, fields.text("title", required=repeats != "heading"), asks, repeats),
        label=fields.words("label", required=repeats == "heading"),
        says=tuple(_words(fields, text, asks, repeats) for text in fields.texts("says", required=False)),
        of_author=fields.choice("then", ("author", "nothing"), "nothing") == "author",
        each=repeats,
        when_any=fields.choice("when", ("always", "any"), "always") == "any",
        place=fields.place,
    )
    fields.done()
    return section


def _words(fields: Fields, text: Text, asks: dict[str, Ask], each: Each) -> Passage:
    """Words of an outline, in which `the("…")` names what the program knows of the paper."""
    passage, problems = read_prose(text.value, text.place, fields.source, outline=True)
    fields.problems += problems
    known = [*PATHS, *asks, *(path for path, of in _OF_PLAN.items() if of == each)]
    for mark in passage.notes[:1]:
        message = f"the note [^{mark.name}] cannot be marked in an outline"
        fields.problems.append(problem(UNKNOWN_NOTE, text.place, message, "Write it into the text."))
    for expression in passage.expressions:
        name = str(expression.arguments[0])
        if expression.name not in ("the", *GIVE_FIGURES):
            message = f"{expression.name} cannot stand in an outline"
            fields.problems.append(problem(MALFORMED_EXPRESSION, expression.place, message, "Take it out."))
        elif expression.name == "the" and name not in known:
            fields.problems.append(unknown_id("part of a paper", name, expression.place, tuple(known)))
    return passage


# -- papers


def read_outline_papers(
    folder: Folder, outlines: dict[str, Outline], office: Office | None
) -> tuple[OutlinePaper, ...]:
    """The papers of every kind, in the order of their files."""
    found: list[OutlinePaper] = []
    for outline in outlines.values():
        for name in folder.names(outline.folder, ".md") if outline.sound else ():
            id, file = name.removesuffix(".md"), f"{outline.folder}/{name}"
            if not ID.fullmatch(id):
                folder.problems.append(problem(MALFORMED_ID, Place(file), f'"{id}" is no id'))
            elif source := folder.text(file):
                paper = _paper(folder, source, id, outline, office)
                found += [paper] if paper else []
    return tuple(found)


def _paper(folder: Folder, source: Source, id: str, outline: Outline, office: Office | None) -> OutlinePaper | None:
    read = front_matter(folder, source, "the paper")
    if read is None:
        return None
    fields, text, begin = read
    text, notes, wrong = split_notes(text, begin, source)
    folder.problems += wrong
    parts, left_out = read_parts(folder, source, text, begin, free=True, reasons=bool(outline.complete))
    entries: dict[str, Passage] = {}
    days: dict[str, str] = {}
    dated = True
    for key, ask in outline.asks.items():
        before = len(fields.problems)
        if key in fields or not ask.optional:
            entries[key] = _entry(fields, ask, office, days)
        dated &= key != outline.dated.value or len(fields.problems) == before
        fields.tree(key)
    paper = OutlinePaper(
        kind=outline.id,
        id=id,
        title=fields.title("title"),
        entries=entries,
        day=parse_date(days.get(outline.dated.value, "2000-01-01")),
        parts=parts,
        left_out=left_out,
        notes=notes,
        works=fields.texts("bibliography", required=False),
        standing=read_standing(fields),
        place=fields.place,
    )
    fields.done()
    return paper if dated else None  # without its day nobody knows which plan it rests on


def _entry(fields: Fields, ask: Ask, office: Office | None, days: dict[str, str]) -> Passage:
    """What a paper says under one of its entries, as words; the days are noted as they are written."""
    match ask.kind:
        case "prose":
            return fields.passage(ask.key) or Passage((), "", fields.place)
        case "words":
            text = fields.title(ask.key)
        case "day":
            day = fields.date(ask.key)
            days[ask.key] = day.isoformat()
            place = fields.key(ask.key).place if ask.key in fields else fields.place
            text = Text(parse_period(day.isoformat()).words, place)
        case "post":
            text = fields.text(ask.key)
            posts = office.posts if office else {}
            if text.value and text.value not in posts:
                fields.problems.append(unknown_id("post of the office", text.value, text.place, tuple(posts)))
            text = Text(posts[text.value].title if text.value in posts else "", text.place)
    return plainly(text.value, text.place)
