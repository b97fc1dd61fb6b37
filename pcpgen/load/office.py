"""From `plan/office.yaml`, `plan/indicators/` and `plan/datasets/` to the office, its indicators and its datasets."""

from __future__ import annotations

import re

from pcpgen.load.fields import ID, Fields
from pcpgen.load.files import Folder
from pcpgen.load.images import read_image
from pcpgen.load.tree import read_tree
from pcpgen.model.data import Dataset, Series
from pcpgen.model.period import Form
from pcpgen.model.plan import Colour, Indicator, Office, Post
from pcpgen.model.text import Text
from pcpgen.place import Place
from pcpgen.problems import Problem, did_you_mean, listed, problem


def open_fields(folder: Folder, file: str, what: str, asked: Place | None = None) -> Fields | None:
    """The entries of a YAML file, or None where it cannot be read."""
    source = folder.text(file, asked=asked)
    if source is None:
        return None
    tree, problems = read_tree(source)
    folder.problems += problems
    if tree is None:
        if not problems:
            folder.problems.append(problem("empty-text", Place(file), f"{file} is empty"))
        return None
    return Fields(tree, source, what, folder.problems)


def read_office(folder: Folder) -> Office | None:
    """The office, or None where its file cannot be read."""
    fields = open_fields(folder, "plan/office.yaml", "the office")
    if fields is None:
        return None
    posts = fields.fields("posts", "posts")
    colours = fields.fields("colours", "colours")
    office = Office(
        name=fields.words("name"),
        area=fields.words("area"),
        force=fields.words("force"),
        posts={key.value: _post(key.value, posts.fields(key.value, f'the post "{key}"')) for key in posts.ids()},
        office_holder=fields.text("office_holder"),
        panel=fields.words("panel"),
        board=fields.words("board"),
        address=tuple(line.value for line in fields.texts("address")),
        edition=fields.optional("edition"),
        notice=fields.text("notice"),
        logo=read_image(fields.fields("logo", "the logo"), folder) if "logo" in fields else None,
        colours={key.value: _colour(key.value, colours) for key in colours.ids()},
    )
    fields.tree("logo")
    fields.done()
    if office.office_holder.value and office.office_holder.value not in office.posts:
        fields.problems.append(unknown_id("post", office.office_holder, tuple(office.posts)))
    return office


def unknown_id(what: str, text: Text, known: tuple[str, ...]) -> Problem:
    """A reference that leads nowhere, with the nearest id that exists."""
    remedy = f"{did_you_mean(text.value, known)}Ids that exist: {listed(known)}." if known else f"Add a {what} first."
    return problem("unknown-id", text.place, f'no {what} has the id "{text.value}"', remedy)


def _post(name: str, fields: Fields) -> Post:
    post = Post(name, fields.words("title"), fields.words("body", required=False))
    fields.done()
    return post


def _colour(name: str, fields: Fields) -> Colour:
    text = fields.text(name)
    if not re.fullmatch("#[0-9a-fA-F]{6}", text.value):
        message = f'"{text.value}" is no colour'
        fields.problems.append(
            problem("unknown-choice", text.place, message, 'Write it as "#7a1b56", in quotation marks.')
        )
        return Colour(name, "#000000", text.place)
    return Colour(name, text.value.lower(), text.place)


def read_indicators(folder: Folder) -> dict[str, Indicator]:
    """The indicators by id, each a file of its own in `plan/indicators/`."""
    found: dict[str, Indicator] = {}
    for name in _stems(folder, "plan/indicators"):
        fields = open_fields(folder, f"plan/indicators/{name}.yaml", "the indicator")
        if fields is not None:
            found[name] = Indicator(name, fields.text("title"))
            fields.done()
    return found


def read_datasets(folder: Folder) -> dict[str, Dataset]:
    """The datasets by id, each described in `plan/datasets/` and held in `data/`."""
    found: dict[str, Dataset] = {}
    for name in _stems(folder, "plan/datasets"):
        fields = open_fields(folder, f"plan/datasets/{name}.yaml", "the dataset")
        if fields is not None:
            found[name] = _dataset(name, fields)
    return found


def _dataset(name: str, fields: Fields) -> Dataset:
    unit = fields.words("unit", required=False)
    decimals = fields.number("decimals")
    title, source = fields.text("title"), fields.words("source")
    entries = fields.fields("series", "series")
    series = {
        f"{name}.{key}": _series(f"{name}.{key}", entries.fields(key.value, f'the series "{key}"'), unit, decimals)
        for key in entries.ids()
    }
    columns = fields.fields("columns", "columns", required=False)
    words = {key: columns.words(key) for key in columns}
    frequency = fields.choice("frequency", tuple(form.value for form in Form), "any")
    fields.done()
    _check_parts(name, entries, series)
    return Dataset(name, title, source, series, words, "" if frequency == "any" else frequency)


def _series(name: str, fields: Fields, unit: str, decimals: int | None) -> Series:
    local = name.split(".", 1)[0]
    difference = tuple(f"{local}.{part}" for part in fields.texts("difference_of", required=False))
    own = fields.number("decimals")
    series = Series(
        id=name,
        title=fields.words("title"),
        unit=fields.words("unit", required=False) or unit,
        decimals=decimals if own is None else own,
        place=fields.place,
        note=fields.words("note", required=False),
        ratio=fields.choice("kind", ("number", "ratio"), "number") == "ratio",
        total_of=tuple(f"{local}.{part}" for part in fields.texts("total_of", required=False)),
        difference_of=(difference[0], difference[1]) if len(difference) == 2 else None,
        rounded=fields.flag("rounded"),
        inferred=fields.flag("inferred"),
        short=fields.words("short", required=False),
    )
    if difference and len(difference) != 2:
        message = '"difference_of" names two series: the first less the second'
        fields.problems.append(problem("wrong-shape", fields.place, message, "Write difference_of: [this, less-that]."))
    fields.done()
    return series


def _check_parts(name: str, entries: Fields, series: dict[str, Series]) -> None:
    """Each part that a total or difference names is a series, and none is made of itself."""
    for key in entries:
        whole = series.get(f"{name}.{key}")
        fields = entries.fields(key, "")
        for list_name in ("total_of", "difference_of"):
            for part in fields.texts(list_name, required=False) if list_name in fields else ():
                if f"{name}.{part}" not in series:
                    entries.problems.append(unknown_id("series of this dataset", part, tuple(entries)))
                elif whole and whole.id in _made_of(f"{name}.{part}", series):
                    message = f'"{key}" is made of "{part}", which is made of "{key}"'
                    entries.problems.append(problem("not-computable", part.place, message, "Take one of the two out."))


def _made_of(name: str, series: dict[str, Series]) -> set[str]:
    """A series and everything that it is made of, however deep."""
    found: set[str] = set()
    ahead = [name]
    while ahead:
        each = ahead.pop()
        if each not in found and each in series:
            found.add(each)
            ahead += series[each].parts
    return found


def _stems(folder: Folder, where: str) -> list[str]:
    """The ids that the YAML files of a folder are named by; a file named otherwise is a problem."""
    stems: list[str] = []
    for name in folder.names(where):
        stem, _, ending = name.partition(".")
        if ending == "yaml" and ID.fullmatch(stem):
            stems.append(stem)
        else:
            remedy = "Name it by an id and .yaml, such as call-handling.yaml."
            folder.problems.append(problem("unknown-file", Place(f"{where}/{name}"), f"{name} is not read", remedy))
    return stems
