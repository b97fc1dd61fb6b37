"""From `plan/<edition>/variations/` to the variations of an edition; new words may stand in Markdown beside them."""

from __future__ import annotations

from collections.abc import Iterator

from pcpgen.load.fields import ID, Fields
from pcpgen.load.files import Folder
from pcpgen.load.office import open_fields
from pcpgen.load.rules import EMPTY_TEXT, UNKNOWN_FILE, UNKNOWN_KEY
from pcpgen.load.translation import body_in_language
from pcpgen.load.tree import Mapping, Sequence
from pcpgen.model.text import Text
from pcpgen.model.variation import Asked, Kind, Variation, What
from pcpgen.patterns import pattern
from pcpgen.place import Place
from pcpgen.problems import did_you_mean, listed, problem
from pcpgen.prose.passage import Passage
from pcpgen.prose.reading import read_prose
from pcpgen.rules import MALFORMED_ID, MISSING_KEY
from pcpgen.schema.edition import VARIATION

_FILE = pattern(r"variations/(?:[a-z0-9][a-z0-9-]*/)*[a-z0-9][a-z0-9-]*\.md")
_HEADING = pattern(r"(?P<marks>#{1,6}) +(?P<title>\S.*?)[ #]*(?:\n|$)")
KINDS: tuple[Kind, ...] = ("reword", "replace", "add", "remove", "move")
WHATS: tuple[What, ...] = ("passage", "statement", "page", "theme")


def read_variations(folder: Folder, base: str) -> dict[str, Variation]:
    """The variations of the edition in the folder `base`, by id."""
    where = f"{base}/variations"
    found: dict[str, Variation] = {}
    used: set[str] = set()
    for name in folder.names(where, ".yaml"):
        id = name.removesuffix(".yaml")
        if not ID.fullmatch(id):
            remedy = "Name a variation by an id, such as partnership-working."
            folder.problems.append(problem(MALFORMED_ID, Place(f"{where}/{name}"), f'"{id}" is no id', remedy))
            continue
        fields = open_fields(folder, f"{where}/{name}", VARIATION)
        if fields is not None:
            found[id] = _variation(folder, base, id, fields, used)
    for name in _markdown(folder, where):
        if name not in used:
            message = f"no variation takes its words from {name}"
            remedy = "Name it in the variation whose words it holds, or move it out of the edition."
            folder.problems.append(problem(UNKNOWN_FILE, Place(f"{base}/{name}"), message, remedy))
    return found


def _markdown(folder: Folder, where: str) -> Iterator[str]:
    """The files with new words, as a variation names them."""
    for name in folder.names(where):
        if name.endswith(".md"):
            yield f"variations/{name}"
        elif not name.endswith(".yaml"):
            yield from (f"variations/{name}/{each}" for each in folder.names(f"{where}/{name}"))


def _variation(folder: Folder, base: str, id: str, fields: Fields, used: set[str]) -> Variation:
    return Variation(
        id=id,
        title=fields.title("title"),
        why=fields.text("why"),
        to_panel=fields.optional_date("to_panel"),
        remark=fields.passage("remark"),
        changes=tuple(_changes(folder, base, fields, used)),
        place=fields.place,
    )


def _changes(folder: Folder, base: str, fields: Fields, used: set[str]) -> Iterator[Asked]:
    """Each a kind and its entries: `- move: {passage: page-8/outreach-worker, to: page-7}`."""
    trees = fields.trees("changes")
    if isinstance(fields.tree("changes"), Sequence) and not trees:
        folder.problems.append(problem(EMPTY_TEXT, fields.key("changes").place, "the variation holds no change"))
    for tree in trees:
        names = [key.value for key, _ in tree.entries] if isinstance(tree, Mapping) else []
        kind = next((each for each in KINDS if each in names), None)
        if isinstance(tree, Mapping) and (kind is None or len(names) != 1):
            near = did_you_mean(names[0], KINDS) if names else ""
            remedy = f"{near}Write it as one of {listed(KINDS)}, with its entries in braces."
            message = "this is no change that can be made" if kind is None else "two changes stand in one entry"
            folder.problems.append(problem(UNKNOWN_KEY, tree.place, message, remedy))
            continue
        entry = fields.item(tree, "changes")
        asked = _asked(folder, base, kind, entry.fields(kind), used) if kind else None
        if asked is not None:
            yield asked


def _asked(folder: Folder, base: str, kind: Kind, fields: Fields, used: set[str]) -> Asked | None:
    what = next((each for each in WHATS if each in fields), None)
    if what is None and fields.is_mapping:
        message = f'the change "{kind}" does not say what it changes'
        remedy = f"Name it by its id: {', '.join(f'{each}: …' for each in WHATS)}."
        folder.problems.append(problem(MISSING_KEY, fields.place, message, remedy))
    if what is None:
        return None
    node = fields.text(what)
    body, heading = None, None
    if kind in ("reword", "replace", "add"):
        body, heading = _words(folder, base, fields, "text" if kind == "add" else "to", what, used)
        heading = fields.optional("heading") or heading
        if body is None and heading is None and "serves" not in fields:
            return None  # what is wrong with its words has been noted
    return Asked(
        kind=kind,
        what=what,
        node=node,
        place=fields.place,
        body=body,
        heading=heading,
        under=fields.optional("to") if kind == "move" else None,
        after=fields.optional("after") if kind in ("add", "move") else None,
        at_start=fields.flag("first") if kind in ("add", "move") else False,
        level=fields.optional("level") if kind in ("add", "move") else None,
        serves=fields.one_or_more("serves") if kind in ("reword", "replace", "add") else (),
    )


def _words(
    folder: Folder, base: str, fields: Fields, name: str, what: What, used: set[str]
) -> tuple[Passage | None, Text | None]:
    """The new words and the heading over them; those of a page or theme are its title."""
    text = fields.text(name, required="heading" not in fields and "serves" not in fields)
    if not text.value:
        return None, None
    if what in ("page", "theme"):
        return None, text
    if not text.value.endswith(".md"):
        return fields.as_passage(text), None
    if not _FILE.fullmatch(text.value):
        message = f'"{text}" is no file in {base}/variations/'
        remedy = "Write it as variations/name.md, with small letters, digits and hyphens."
        folder.problems.append(problem(MALFORMED_ID, text.place, message, remedy))
        return None, None
    used.add(text.value)
    source = folder.text(f"{base}/{text}", asked=text.place)
    if source is None:
        return None, None
    written, here, source = body_in_language(folder, source, source.text, Place(source.file))
    heading = None
    if found := _HEADING.match(written):
        heading = Text(found["title"], here.within(len(found["marks"]) + 1, len(found["title"])))
        written, here = written[found.end() :], Place(here.file, here.line + 1)
    here = Place(here.file, here.line + len(written) - len(written.lstrip("\n")))
    passage, problems = read_prose(written.strip(), here, source)
    folder.problems += problems
    if not passage.blocks:
        folder.problems.append(problem(EMPTY_TEXT, here, "the file holds no words"))
    return passage, heading
