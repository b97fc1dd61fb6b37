"""From a file in data/ that no dataset takes to what is said of it: how its figures go in, or where it belongs."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from pcpgen.load.fields import ID
from pcpgen.load.rules import UNKNOWN_FILE
from pcpgen.model.data import Dataset
from pcpgen.model.ids import id_near
from pcpgen.patterns import pattern
from pcpgen.place import Place
from pcpgen.problems import Problem, did_you_mean, listed, near_id, problem


class Kind(NamedTuple):
    """Files of other kinds by their endings: what a person calls one, what is done first, whether figures are in it."""

    endings: tuple[str, ...]
    called: str
    first: str = "move it out of data/"
    figures: bool = False


KINDS = (
    Kind(("xlsx", "ods"), "a workbook", figures=True),
    Kind(("xls", "xlsm", "xlsb", "numbers"), "a workbook", "save it as .xlsx outside data/", True),
    Kind(("tsv", "tab"), "a table with tabs", figures=True),
    Kind(
        ("json", "xml", "parquet", "feather", "sav", "dta", "rds", "rdata", "sas7bdat", "accdb", "mdb", "sqlite", "db"),
        "a file of another program",
        "export it as CSV or .xlsx, outside data/",
        True,
    ),
    Kind(("zip", "gz", "7z", "rar"), "packed", "unpack it outside data/", True),
    Kind(
        ("pdf", "docx", "doc", "odt", "rtf", "pptx", "ppt", "html", "htm", "eml", "msg"),
        "a document",
        "move it out of data/, and ask who made it for the table as a spreadsheet",
    ),
    Kind(
        ("yaml", "yml"),
        "a description",
        "move it to plan/indicators/, or to plan/datasets/ where it is no indicator",
    ),
    Kind(("png", "jpg", "jpeg", "svg", "gif", "webp", "tif", "tiff"), "a picture", "move it to plan/images/"),
)
_PLAIN = pattern(r"[\w.-]+")  # a name that a shell takes as it is
HEADS = ("series", "period")  # with which the first line of a CSV in data/ begins


def spare(root: Path, name: str, datasets: Mapping[str, Dataset]) -> Problem:
    """What is wrong with a file in data/ that no dataset takes, and what becomes of it by its kind."""
    place, (stem, _, ending) = Place(f"data/{name}"), name.rpartition(".")
    if (root / "data" / name).is_dir():
        remedy = "Move its files into data/ itself, or out of data/."
        return problem(UNKNOWN_FILE, place, f"data/{name} is a folder", remedy)
    if ending == "csv":
        return _table(root, name, stem, datasets)
    kind = next((each for each in KINDS if ending.lower() in each.endings), None)
    if kind is None:
        return problem(UNKNOWN_FILE, place, f"data/{name} is no CSV file", "Move it out of data/.")
    message = f"data/{name} is {kind.called}; data/ holds CSV files"
    first = f"{kind.first[0].upper()}{kind.first[1:]}"
    taken = f", and take its figures in: {_taken_in(name, stem, datasets)}" if kind.figures else "."
    return problem(UNKNOWN_FILE, place, message, f"{first}{taken}")


def _taken_in(name: str, stem: str, datasets: Mapping[str, Dataset]) -> str:
    """How the figures of a file go in, once, or each month from where it comes."""
    near = near_id(stem.lower(), datasets)
    known = sorted(datasets)
    new = "first pcpgen new indicator NAME"
    which = "" if near else f" (ID is one of: {listed(known, 6)}; for another, {new})" if known else f" ({new})"
    where = f" in {datasets[near].title.place.file}" if near else ""
    file = name if _PLAIN.fullmatch(name) else f'"{name}"'
    return (
        f"pcpgen intake {file} --indicator {near or 'ID'}{which}. Where such a file comes each month, put it into "
        f"sources/ and say under from:{where} how it is read."
    )


def _table(root: Path, name: str, stem: str, datasets: Mapping[str, Dataset]) -> Problem:
    """A CSV that nothing describes: one of ours that waits for its description, or one as an analyst has it."""
    place, near, id = Place(f"data/{name}"), did_you_mean(stem, datasets), id_near(stem)
    head = _head(root / "data" / name)
    if datasets and head and not head.startswith(HEADS):
        message = f"data/{name} is described nowhere, and its columns are not those of a file in data/"
        remedy = f"Move it out of data/, and take its figures in: {_taken_in(name, stem, datasets)}"
        return problem(UNKNOWN_FILE, place, message, remedy)
    described = f"describe it in plan/indicators/{id}.yaml, or in plan/datasets/{id}.yaml where it is no indicator"
    if ID.fullmatch(stem):
        remedy = f"{near}D{described[1:]}; or delete it."
    else:
        remedy = f"{near}Delete it, or rename it to {id}.csv and {described}."
    return problem(UNKNOWN_FILE, place, f"no dataset is described for data/{name}", remedy)


def _head(path: Path) -> str:
    """The first line of a file as far as it can be read."""
    try:
        with path.open("rb") as file:
            return file.readline(1000).decode("utf-8-sig", "replace").strip().strip('"').lower()
    except OSError:
        return ""
