"""From `plan/office.yaml` to the office, and from any YAML file to its entries."""

from __future__ import annotations

import re

from pcpgen.languages import ENGLISH, LANGUAGES
from pcpgen.load.accessibility import read_accessibility
from pcpgen.load.fields import Fields
from pcpgen.load.files import Folder
from pcpgen.load.images import read_image
from pcpgen.load.rules import EMPTY_TEXT
from pcpgen.load.translation import in_language
from pcpgen.load.yaml_text import read_tree
from pcpgen.model.plan import Colour, Office, Post
from pcpgen.place import Place, Source
from pcpgen.problems import problem, unknown_id
from pcpgen.rules import DUPLICATE_KEY, UNKNOWN_CHOICE
from pcpgen.schema.entry import Forms, Named, Shape
from pcpgen.schema.office import OFFICE


def open_fields(
    folder: Folder, file: str, declared: Shape | Named | Forms, asked: Place | None = None, remedy: str = ""
) -> Fields | None:
    """The entries of a YAML file, or None where it cannot be read; `remedy` says what to do where there is none."""
    source = folder.text(file, asked=asked, remedy=remedy)
    return fields_of(folder, source, declared) if source else None


def fields_of(folder: Folder, source: Source, declared: Shape | Named | Forms) -> Fields | None:
    """The entries of a YAML text, or None where it holds none that can be read."""
    tree, problems = read_tree(source)
    folder.problems += problems
    if tree is None:
        if not problems:
            folder.problems.append(
                problem(EMPTY_TEXT, Place(source.file), f"{source.file} is empty", "Write its entries.")
            )
        return None
    return Fields(in_language(folder, source, tree, declared), source, declared, folder.problems)


def read_office(folder: Folder) -> Office | None:
    """The office, or None where its file cannot be read."""
    fields = open_fields(folder, "plan/office.yaml", OFFICE)
    if fields is None:
        return None
    posts, colours, spelling = (fields.fields(name) for name in ("posts", "colours", "spelling"))
    named = {key.value: _post(key.value, post) for key, post in posts.named()}
    office = Office(
        name=fields.words("name"),
        area=fields.words("area"),
        force=fields.words("force"),
        posts=named,
        office_holder=fields.text("office_holder"),
        panel=fields.words("panel", required=bool(folder.names("plan/panel"))),
        board=fields.words("board", required=bool(folder.folders("plan/board"))),
        address=tuple(line.value for line in fields.texts("address")),
        edition=fields.optional("edition"),
        notice=fields.text("notice"),
        logo=read_image(fields.fields("logo"), folder) if "logo" in fields else None,
        mail_links=fields.flag("mail_links"),
        spelling={key: tuple(each.value for each in spelling.texts(key) if each.value) for key in spelling},
        colours={key.value: _colour(key.value, colours) for key in colours.ids()},
        nation=fields.choice("nation"),
        by_section=fields.texts("by_section") if "by_section" in fields else (),
        accessibility=read_accessibility(fields.fields("accessibility"), named),
        languages=_languages(fields),
        languages_place=fields.key("languages").place if "languages" in fields else fields.place,
    )
    folder.main = office.languages[0]
    if office.office_holder.value and office.office_holder.value not in office.posts:
        fields.problems.append(
            unknown_id("post", office.office_holder.value, office.office_holder.place, tuple(office.posts))
        )
    return office


def _languages(fields: Fields) -> tuple[str, ...]:
    """The languages of its documents, each once."""
    found: list[str] = []
    for text in fields.texts("languages"):
        language = fields.one_of(text, LANGUAGES)
        if language in found:
            message = f"{language} stands in the list already"
            fields.problems.append(problem(DUPLICATE_KEY, text.place, message, "Take one of the two out."))
        else:
            found.append(language)
    return tuple(found) or (ENGLISH,)


def _post(id: str, fields: Fields) -> Post:
    title = fields.title("title")
    return Post(id, title.value, fields.words("body"), title.written)


def _colour(name: str, fields: Fields) -> Colour:
    text = fields.text(name)
    if text.value and not re.fullmatch("#[0-9a-fA-F]{6}", text.value):
        message = f'"{text.value}" is no colour'
        fields.problems.append(
            problem(UNKNOWN_CHOICE, text.place, message, 'Write it as "#7a1b56", in quotation marks.')
        )
    known = re.fullmatch("#[0-9a-fA-F]{6}", text.value)
    return Colour(name, text.value.lower() if known else "#000000", text.place)
