"""From outlines to kinds of document, the program's and the office's own; and from their folders to the papers of each.

An outline lies in `pcpgen/outlines/`, or in `plan/outlines/`, where one of the same name takes the place of the
program's. What its sections name – blocks, what `the("…")` knows – is judged by the checks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import get_args

from pcpgen.languages import ENGLISH
from pcpgen.load.fields import ID, Fields
from pcpgen.load.files import Folder
from pcpgen.load.law import read_standing
from pcpgen.load.office import open_fields
from pcpgen.load.other_kind import kind_meant
from pcpgen.load.pages import front_matter
from pcpgen.load.parts import read_parts
from pcpgen.load.rules import UNKNOWN_FILE
from pcpgen.load.shipped import shipped_folder
from pcpgen.load.tree import Mapping as Entries
from pcpgen.model.ids import id_near
from pcpgen.model.outline import (
    COMPLETE,
    EVERY_PAPER,
    Ask,
    AskKind,
    Each,
    Fact,
    Of,
    Outline,
    OutlinePaper,
    SectionOutline,
)
from pcpgen.model.period import parse_date, parse_period
from pcpgen.model.plan import Office, several
from pcpgen.model.text import Text
from pcpgen.patterns import pattern
from pcpgen.place import Place, Source
from pcpgen.problems import Problem, errors_in, problem, unknown_id
from pcpgen.prose.passage import Passage, plainly
from pcpgen.prose.reading import read_prose, split_notes
from pcpgen.prose.rules import UNKNOWN_MARKUP
from pcpgen.prose.walk import pictures_in
from pcpgen.rules import DUPLICATE_KEY, MALFORMED_ID
from pcpgen.schema.entry import Forms
from pcpgen.schema.outline import OUTLINE
from pcpgen.schema.outline import outline as entries_of
from pcpgen.schema.outline import paper as paper_of

OUTLINES = "plan/outlines"
SHIPPED = Path(__file__).parent.parent / "outlines"
TAKEN_FOLDERS = ("indicators", "datasets", "images", "passages", "panel", "board", "issued", "outlines", "maps")
THE_HEADING = '{{ the("heading.text") }}'
_FOLDER = pattern(r"plan/[a-z0-9][a-z0-9-]{0,63}")
_TAKEN = ("title", "status", "version", "marking", "bibliography")  # entries that every paper may have


@lru_cache(maxsize=1)
def shipped_kinds() -> Mapping[str, Of]:
    """What each kind that comes with the program is about, by its id; nothing more of its outline is read."""
    known: dict[str, Of] = {name: name for name in get_args(Of)}
    found = {}
    for path in sorted(SHIPPED.glob("*.yaml")):
        of = re.search(r"^of: ([a-z-]+)$", path.read_text("utf-8"), re.MULTILINE)
        assert of is not None, f"{path.name} does not say what it is of"
        found[path.stem] = known[of[1]]
    return found


@lru_cache(maxsize=64)
def shipped_outline(id: str, language: str = ENGLISH) -> Outline:
    """An outline that comes with the program, in a language; in none of them is anything wrong."""
    folder = shipped_folder(SHIPPED, language)
    fields = open_fields(folder, f"{id}.yaml", OUTLINE)
    assert fields is not None
    outline = _outline(fields, id, shipped_kinds()[id], shipped_folders().get(id, ""))
    assert not folder.problems, folder.problems[0]
    return outline


def outline_of(outlines: Mapping[str, Outline], id: str) -> Outline:
    """The outline of a kind: the office's own, or the program's."""
    return outlines.get(id) or shipped_outline(id)


@lru_cache(maxsize=1)
def shipped_folders() -> Mapping[str, str]:
    """The folder of the papers of each kind that comes with the program, by its id; nothing more is read."""
    found = {}
    for id in (id for id, of in shipped_kinds().items() if of == "paper"):
        folder = re.search(r"^folder: (plan/[a-z-]+)$", (SHIPPED / f"{id}.yaml").read_text("utf-8"), re.MULTILINE)
        assert folder is not None, f"{id}.yaml does not say where its papers stand"
        found[id] = folder[1]
    return found


def read_outlines(folder: Folder) -> dict[str, Outline]:
    """The kinds of document of which the office has outlines, and those of the program's of which it has papers."""
    own, language = _own_outlines(folder), folder.language or folder.main
    if language != ENGLISH:  # of each kind, as it stands in this language
        taken = {id for id in shipped_folders() if id not in dict(_free(folder, own))}
        return {**{id: shipped_outline(id, language) for id in shipped_kinds() if id not in taken}, **own}
    return {**own, **{id: shipped_outline(id) for id, papers in _free(folder, own) if folder.names(papers, ".md")}}


def _free(folder: Folder, own: Mapping[str, Outline]) -> Iterator[tuple[str, str]]:
    """The program's kinds of paper, with their folders, that no outline and no edition of the office stands in for.

    An outline of the office's that cannot be read may be the one whose papers stand there.
    """
    taken = {outline.folder for outline in own.values()}
    unread = len(folder.names(OUTLINES, ".yaml")) > len(own) or any(
        outline.of == "paper" and not outline.folder for outline in own.values()
    )
    for id, papers in shipped_folders().items() if not unread else ():
        if id not in own and papers not in taken and not folder.exists(f"{papers}/edition.yaml"):
            yield id, papers


def _own_outlines(folder: Folder) -> dict[str, Outline]:
    """The kinds of document that the office declares or says otherwise than the program, by id."""
    found: dict[str, Outline] = {}
    for name in folder.names(OUTLINES):
        id, place = name.removesuffix(".yaml"), Place(f"{OUTLINES}/{name}")
        if not name.endswith(".yaml"):
            remedy = "Save it under a name that ends in .yaml, or delete it."
            folder.problems.append(problem(UNKNOWN_FILE, place, f"{name} is not read", remedy))
        elif not ID.fullmatch(id):
            remedy = f"Rename the file to {id_near(id)}.yaml."
            folder.problems.append(problem(MALFORMED_ID, place, f'"{id}" is no id', remedy))
        elif fields := open_fields(folder, place.file, _declared(id)):
            of = _of(fields)
            others = {outline.folder: outline.id for outline in found.values()}
            found[id] = _outline(fields, id, of, _papers_folder(folder, fields, others) if of == "paper" else "")
    return found


def _declared(id: str) -> Forms:
    """The entries that an outline of an office may have; one that replaces the program's is about the same.

    A kind of paper is the office's to make of what it likes.
    """
    own = shipped_kinds().get(id, "paper")
    return entries_of((own,), own) if own != "paper" else OUTLINE


def _of(fields: Fields) -> Of:
    """What an outline is about."""
    known: dict[str, Of] = {name: name for name in get_args(Of)}
    return known[fields.choice("of")]


def _outline(fields: Fields, id: str, of: Of, papers: str) -> Outline:
    of_papers = of == "paper"
    before = len(fields.problems)
    known = {key.value: _ask(key, ask) for key, ask in fields.fields("asks").named()} if of_papers else {}
    asked = len(fields.problems) == before  # so that each is known for what it is
    title = _words(fields, fields.text("title"))
    outline = Outline(
        id=id,
        of=of,
        title=title,
        plural=_optional(fields, "plural") or _several(title),
        cover=fields.choice("front") == "cover",
        name=_optional(fields, "name"),
        subtitle=_optional(fields, "subtitle"),
        footer=_optional(fields, "footer"),
        above=_optional(fields, "above"),
        head=_head(fields),
        sections=tuple(_section(each) for each in fields.each("sections")),
        place=fields.place,
        sound=True,
        folder=papers,
        asks=known,
        dated=fields.text("dated") if of_papers else Text("", fields.place),
        as_at=fields.text("as_at") if of_papers else Text("", fields.place),
        complete=fields.texts("complete") if of_papers else (),
        of_tens=fields.choice("numbering") == "1.0",
        title_under=fields.choice("title_stands") == "under",
        notes_by_section=fields.choice("notes") == "section",
    )
    if asked and (known or fields.sound()):  # else what it names is lost with what could not be read
        fields.problems += _named(outline)
    return replace(outline, sound=bool(papers or not of_papers) and fields.sound())


def _several(title: Passage) -> Passage:
    """What the documents of a kind are called where nothing else is said: Decision notices."""
    return plainly(several(title.written), title.place)


def _head(fields: Fields) -> tuple[Fact | Text, ...]:
    found: list[Fact | Text] = []
    for tree in fields.trees("head"):
        if isinstance(tree, Entries):
            entry = fields.item(tree, "head")
            found.append(Fact(_words(entry, entry.text("label")), _words(entry, entry.text("says"))))
        else:
            found.append(fields.as_text(tree, "head"))
    return tuple(found)


def _named(outline: Outline) -> Iterator[Problem]:
    """Entries that an outline names and does not have, and things that cannot be complete."""
    dated = [key for key, ask in outline.asks.items() if ask.kind == "day"]
    days = [key for key in dated if not outline.asks[key].optional]
    keys = [*outline.asks, *EVERY_PAPER]
    due = [(each, keys, "entry of this outline") for each in outline.head if isinstance(each, Text)]
    due += [(outline.dated, days, "day that each paper has")]
    due += [(outline.as_at, dated, "entry that is a day")]
    due += [(each, [*COMPLETE], "thing that can be complete") for each in outline.complete]
    dated = [key for key, ask in outline.asks.items() if ask.kind in ("day", "words")]
    for ask in outline.asks.values():
        others = [key for key in dated if key != ask.key] if ask.kind == "day" else []
        due += [(each, others, "other day or period of the papers") for each in (*ask.after, *ask.before)]
    for text, names, what in due:
        if text.value and text.value not in names:
            yield unknown_id(what, text.value, text.place, tuple(names))


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
    kind = fields.choice("a")
    label = fields.words("label") or key.value.replace("-", " ").capitalize()
    order = (fields.one_or_more("after"), fields.one_or_more("before"))
    in_draft, past = fields.words("in_draft"), fields.flag("past")
    ask = Ask(key.value, kinds[kind], label, fields.flag("optional"), key.place, *order, in_draft, past)
    if key.value in _TAKEN:
        message = f'"{key}" is an entry of every paper'
        fields.problems.append(problem(DUPLICATE_KEY, key.place, message, "Give the entry another name."))
    return ask


def _section(fields: Fields) -> SectionOutline:
    each = fields.choice("each") if "each" in fields else ""
    repeats: Each = next((name for name in get_args(Each) if name == each), "")
    of_heading = repeats in ("heading", "own-heading")
    own = Text(THE_HEADING, fields.place)  # what the author's heading says
    called = own if of_heading and "title" not in fields else fields.text("title", required=True)
    title, label = _words(fields, called), fields.text("label", required=repeats == "heading")
    return SectionOutline(
        id=fields.words("id"),
        title=title,
        label=_words(fields, label),
        says=tuple(_words(fields, text) for text in fields.texts("says")),
        asks=fields.flag("asks"),
        block=fields.text("block"),
        of_author=fields.choice("then") == "author",
        heading=fields.words("heading") or title.written,
        each=repeats,
        rest=_optional(fields, "rest"),
        when_any=fields.choice("when") == "any",
        number=fields.words("number"),
        place=fields.place,
        written=("" if "heading" in fields else called.written, label.written),
        in_draft=tuple(_words(fields, text) for text in fields.texts("in_draft")),
    )


def _optional(fields: Fields, name: str) -> Passage | None:
    text = fields.optional(name)
    return _words(fields, text) if text else None


def _words(fields: Fields, text: Text) -> Passage:
    """Words of an outline, in which `the("…")` names what the program knows of a document."""
    passage, problems = read_prose(text.value, text.place, fields.source.of(text.place), outline=True)
    fields.problems += problems
    if any(pictures_in(passage.blocks)):
        message = "a picture stands among the words of an outline"
        fields.problems.append(problem(UNKNOWN_MARKUP, text.place, message, "Put it into the papers of this kind."))
    return passage


# -- papers


def read_outline_papers(
    folder: Folder, outlines: dict[str, Outline], office: Office | None
) -> tuple[OutlinePaper, ...]:
    """The papers of every kind, in the order of their files."""
    found: list[OutlinePaper] = []
    for outline in outlines.values():
        for name in folder.names(outline.folder, ".md") if outline.sound and outline.folder else ():
            id, file = name.removesuffix(".md"), f"{outline.folder}/{name}"
            if not ID.fullmatch(id):
                folder.problems.append(problem(MALFORMED_ID, Place(file), f'"{id}" is no id'))
            elif source := folder.text(file):
                paper = _paper(folder, source, id, outline, office, outlines)
                found += [paper] if paper else []
    return tuple(found)


def note_others(folder: Folder, where: str) -> None:
    """Notes what stands beside the papers in their folder and is none, so that nobody takes it for published."""
    for name in folder.names(where):
        place, stem = Place(f"{where}/{name}"), name.partition(".")[0]
        if (folder.root / where / name).is_dir():
            order = f"Move the papers in it into {where}/ itself, and the rest out of {where}/."
            folder.problems.append(problem(UNKNOWN_FILE, place, f"{where}/{name} is a folder, and not read", order))
        elif not name.endswith(".md"):
            order = f"Save a paper as Markdown, as {stem}.md; move anything else out of {where}/."
            folder.problems.append(problem(UNKNOWN_FILE, place, f"nothing reads {name}", order))


def _entries(
    folder: Folder, source: Source, outline: Outline, office: Office | None, outlines: Mapping[str, Outline]
) -> tuple[Fields, str, Place, Source] | None:
    """A paper's front matter with the text after it; None where it has none, or the entries of another kind."""
    post = (office.office_holder.value or next(iter(office.posts), "")) if office else ""
    before = len(folder.problems)
    read = front_matter(folder, source, paper_of(outline.asks.values(), post))
    if read and len(folder.problems) > before and (lies := _lies_wrong(read[0], outline, outlines)):
        folder.problems[before:] = [lies]
        return None
    return read


def _lies_wrong(fields: Fields, outline: Outline, outlines: Mapping[str, Outline]) -> Problem | None:
    """That a paper has the entries of another kind, which has a folder of its own."""
    others = {**{id: shipped_outline(id) for id in shipped_folders()}, **outlines}
    where = kind_meant([*fields], outline, others.values(), _TAKEN)
    if not where:
        return None
    message = f"{outline.folder}/ is for {outline.plural.written}, and its entries are those of papers in {where}/"
    return problem(UNKNOWN_FILE, fields.place, message, f"Move it to {where}/.")


def _paper(
    folder: Folder,
    source: Source,
    id: str,
    outline: Outline,
    office: Office | None,
    outlines: Mapping[str, Outline],
) -> OutlinePaper | None:
    read = _entries(folder, source, outline, office, outlines)
    if read is None:
        return None
    fields, text, begin, source = read
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
        dated &= key != outline.dated.value or not errors_in(fields.problems[before:])
    paper = OutlinePaper(
        kind=outline.id,
        id=id,
        title=fields.title("title"),
        entries=entries,
        days={key: parse_date(day) for key, day in days.items()},
        day=parse_date(days.get(outline.dated.value, "2000-01-01")),
        as_at=parse_date(days.get(outline.as_at.value) or days.get(outline.dated.value, "2000-01-01")),
        parts=parts,
        left_out=left_out,
        notes=notes,
        works=fields.texts("bibliography"),
        standing=read_standing(fields),
        place=fields.place,
    )
    return paper if dated else None  # without its day nobody knows which plan it rests on


def _entry(fields: Fields, ask: Ask, office: Office | None, days: dict[str, str]) -> Passage:
    """What a paper says under one of its entries, as words; the days are noted as they are written."""
    match ask.kind:
        case "prose":
            return fields.passage(ask.key) or Passage((), "", fields.place)
        case "words" | "number":
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
