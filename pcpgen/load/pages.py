"""From a file in `pages/` to a page of its kind; prose pages carry their entries between two lines of hyphens."""

from __future__ import annotations

from functools import partial

from pcpgen.load.fields import ID, Fields, malformed_id
from pcpgen.load.files import Folder
from pcpgen.load.images import read_image
from pcpgen.load.office import fields_of
from pcpgen.load.reuse import reusing
from pcpgen.load.rules import EMPTY_TEXT, MISSING_FILE
from pcpgen.load.sound import made_of
from pcpgen.load.translation import body_in_language, in_language
from pcpgen.load.yaml_text import read_tree
from pcpgen.model.page import (
    AccountsSource,
    AccountTable,
    ChartSpec,
    FactsSource,
    ForewordSource,
    LinksSource,
    Page,
    RankedListSource,
    StatementsSource,
    SurveySource,
    TextSource,
    TileColumnSource,
    TileGroupSource,
    TileSource,
)
from pcpgen.model.text import Text
from pcpgen.patterns import pattern
from pcpgen.place import Place, Source
from pcpgen.problems import Problem, did_you_mean, problem
from pcpgen.prose.passage import NoteText, Passage
from pcpgen.prose.reading import read_prose, split_notes
from pcpgen.prose.rules import EMPTY_LINKS, LINK_TEXT
from pcpgen.rules import MISSING_KEY
from pcpgen.schema.entry import Forms, Shape
from pcpgen.schema.page import ENTRY_PAGE, PROSE_PAGE

_DASHES = pattern("[-—–_=*]{1,80}")
_HEAD = 40  # lines in which the end of the entries is looked for


def page_file(folder: Folder, where: str, part: Text) -> str | None:
    """The file of a part that an edition lists: Markdown for prose, YAML for the rest."""
    if not ID.fullmatch(part.value):
        folder.problems.append(malformed_id(part.value, part.place))
        return None
    names = folder.names(where)
    for ending in ("md", "yaml"):
        if f"{part}.{ending}" in names:
            return f"{where}/{part}.{ending}"
    stems = [name.partition(".")[0] for name in names]
    remedy = f"{did_you_mean(part.value, stems)}Add {where}/{part}.md or .yaml, or take the part out of the list."
    folder.problems.append(problem(MISSING_FILE, part.place, f'the part "{part}" has no file in {where}/', remedy))
    return None


def read_page(folder: Folder, file: str, part: Text) -> Page | None:
    source = folder.text(file, asked=part.place)
    if source is None:
        return None
    make = _prose_page if file.endswith(".md") else _entry_page
    return made_of(folder, source, partial(make, folder, source, part.value))


def front_matter(folder: Folder, source: Source, declared: Shape | Forms) -> tuple[Fields, str, Place, Source] | None:
    """A prose file's entries, the text after them, where and in which file it begins; None where none can be read."""
    lines = source.lines
    closing = next((number for number, line in enumerate(lines[1:], 1) if line.rstrip() == "---"), None)
    if lines[0].rstrip() != "---" or closing is None:
        folder.problems.append(_no_entries(source, declared.what))
        return None
    tree, problems = read_tree(source, text="\n".join(lines[1:closing]), first_line=2)
    folder.problems += problems
    if tree is None and problems:
        return None
    said = in_language(folder, source, tree, declared) if tree else None
    fields = Fields(said, source, declared, folder.problems)
    text, begin = "\n".join(lines[closing + 1 :]), Place(source.file, closing + 2)
    return fields, *body_in_language(folder, source, text, begin)


def _no_entries(source: Source, what: str) -> Problem:
    """Why a page or paper has no entries above its words: what stands where two lines of three hyphens belong."""
    lines = [line.rstrip() for line in source.lines]
    first = next((at for at, line in enumerate(lines) if line), 0)
    if first and lines[first] == "---":
        remedy = "Delete what stands above the three hyphens."
        return problem(MISSING_KEY, Place(source.file), "an empty line stands above the entries", remedy)
    begun = lines[0] == "---"
    for at, line in enumerate(lines[begun : _HEAD if begun else 1], 1 + begun):
        if _DASHES.fullmatch(line):
            place = Place(source.file, at, 1, len(line))
            return problem(MISSING_KEY, place, f"{line} stands where three hyphens belong", "Write --- in its place.")
    if begun:
        message = f"{what} has no line of three hyphens under its entries"
        remedy = "Write --- in a line of its own under the last of the entries."
        return problem(MISSING_KEY, Place(source.file, 1, 1, 3), message, remedy)
    message = f"{what} does not begin with its entries between two lines of three hyphens"
    remedy = "Begin the file with ---, then its entries such as title:, then --- again."
    return problem(MISSING_KEY, Place(source.file), message, remedy)


def _prose_page(folder: Folder, source: Source, id: str) -> tuple[Page | None, bool]:
    """The page, and whether it shows no picture and no passage of another file."""
    read = front_matter(folder, source, PROSE_PAGE)
    if read is None:
        return None, False
    fields, rest, begin, source = read
    kind = fields.choice("kind")
    text, notes, wrong = split_notes(rest, begin, source)
    own, more = read_prose(text, begin, source)
    folder.problems += wrong + more
    body = reusing(folder, own)
    if not text.strip():
        folder.problems.append(problem(EMPTY_TEXT, begin, "the page holds no words"))
    title, quote = fields.title("title"), fields.passage("pull_quote")
    if kind == "foreword":
        portrait = read_image(fields.fields("portrait"), folder) if "portrait" in fields else None
        page: Page = ForewordSource(id, title, fields.text("post"), body, quote, portrait, notes)
    else:
        page = TextSource(id, title, body, quote, notes, _charts(fields))
    return page, body is own and "portrait" not in fields


def _entry_page(folder: Folder, source: Source, id: str) -> tuple[Page | None, bool]:
    fields = fields_of(folder, source, ENTRY_PAGE)
    if fields is None:
        return None, False
    kind = fields.choice("kind")
    if not fields.form:  # of a kind that nobody knows
        return None, False
    read = {"facts": _facts, "survey": _survey, "accounts": _accounts, "statements": _statements, "links": _links}
    return read[kind](fields, id), True


def _facts(fields: Fields, id: str) -> Page:
    notes = fields.fields("notes")
    return FactsSource(
        id=id,
        title=fields.title("title"),
        basis=fields.passage("basis"),
        groups=tuple(_group(group) for group in fields.each("groups")),
        notes=tuple(NoteText(key.value, notes.as_passage(notes.text(key.value))) for key in notes.ids()),
    )


def _group(fields: Fields) -> TileGroupSource:
    layout = fields.choice("layout")
    return TileGroupSource(
        title=fields.words("title"),
        layout="lists" if layout == "lists" else "dense" if layout == "dense" else "open",
        begins_page=fields.choice("page") == "right",
        tiles=_tiles(fields, required=layout != "lists"),
        columns=tuple(
            TileColumnSource(column.words("title"), _tiles(column, required=True))
            for column in fields.each("columns", required=layout == "lists")
        ),
    )


def _tiles(fields: Fields, required: bool) -> tuple[TileSource, ...]:
    return tuple(_tile(tile) for tile in fields.each("tiles", required))


def _tile(fields: Fields) -> TileSource:
    says = fields.passage("say")
    return TileSource(
        place=fields.place,
        number=fields.passage("number", required=says is None),
        unit=fields.words("unit"),
        caption=fields.passage("caption", required=says is None),
        also=fields.passage("also"),
        note=fields.optional("note"),
        wide=fields.choice("size") == "wide",
        says=says,
        before=fields.words("before"),
    )


def _survey(fields: Fields, id: str) -> Page:
    return SurveySource(
        id=id,
        title=fields.title("title"),
        base=fields.text("base"),
        lists=tuple(RankedListSource(each.words("title"), each.passages("items")) for each in fields.each("lists")),
        voices_title=fields.words("voices_title"),
        voices=fields.passages("voices"),
    )


def _accounts(fields: Fields, id: str) -> Page:
    link = fields.fields("link")
    return AccountsSource(
        id=id,
        title=fields.title("title"),
        as_at=fields.optional_period("as_at"),
        dataset=fields.text("dataset"),
        tables=tuple(AccountTable(table.words("caption"), table.texts("rows")) for table in fields.each("tables")),
        notes=fields.passages("notes"),
        link_text=_words_of(link) if "text" in link else "",
        link_url=link.address("url"),
        charts=_charts(fields),
    )


def _statements(fields: Fields, id: str) -> Page:
    return StatementsSource(
        id=id,
        title=fields.title("title"),
        intro=fields.passage("intro"),
        level=fields.text("level"),
        as_table=fields.choice("layout") == "table",
    )


def _links(fields: Fields, id: str) -> Page:
    return LinksSource(id, fields.title("title"), fields.passage("intro"), fields.text("rows"), fields.text("columns"))


def _words_of(link: Fields) -> str:
    """What a link reads; it is listed alone too, where "here" says nothing."""
    text = link.title("text")
    if text.value.strip(" .").casefold() in EMPTY_LINKS:
        link.problems.append(problem(LINK_TEXT, text.place, f'the link reads "{text}"'))
    return text.value


def _charts(fields: Fields) -> dict[str, ChartSpec]:
    return {key.value: _chart(key.value, chart) for key, chart in fields.fields("charts").named()}


def _chart(id: str, fields: Fields) -> ChartSpec:
    kind = fields.choice("kind")
    return ChartSpec(
        id=id,
        kind="lines" if kind == "lines" else "doughnut" if kind == "doughnut" else "bars",
        title=fields.passage("title") or Passage((), "", fields.place),
        measure=fields.words("measure"),
        unit=fields.words("unit"),
        label=fields.words("label"),
        source=fields.words("source"),
        place=fields.place,
        dataset=fields.text("dataset") if kind != "lines" else None,
        series=fields.texts("series") if kind == "lines" else (),
        gap=fields.optional("gap") if kind == "lines" else None,
    )
