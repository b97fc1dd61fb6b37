"""From the declarations to what editors and authors get: schemas that judge as the program does, a reference."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Any

import pytest
import yaml
from click.testing import CliRunner
from jsonschema import Draft7Validator

from docs.reference import generated
from pcpgen.cli import cli
from pcpgen.load.names import is_translation
from pcpgen.model.data import WINDOWS
from pcpgen.model.period import Form, parse_period
from pcpgen.place import Place
from pcpgen.prose.expressions import DECLARED, read_expression
from pcpgen.prose.tree import Expression
from pcpgen.schema.editors import line_for, schema_of
from pcpgen.schema.entry import Choice, Entry, Forms, Kind, ListOf, Named, Shape, Value
from pcpgen.schema.example import as_key, example_of, in_brackets
from pcpgen.schema.expressions import NEWEST
from pcpgen.schema.expressions import WRITTEN as PERIODS
from pcpgen.schema.files import FILES, FileKind
from pcpgen.schema.reference import reference
from pcpgen.workspace.start import Answers, new_office

ROOT = Path(__file__).parents[1]
WORKSPACES = [
    ROOT,
    *(
        ROOT / "tests" / name
        for name in (
            "small",
            *(
                f"offices/{name}"
                for name in (
                    "carrow",
                    "fellmoor",
                    "gwynfa",
                    "haddon",
                    "northmoor",
                    "port-ansley",
                    "severn-reach",
                    "tolland",
                )
            ),
        )
    ),
]
KINDS = {file.name: file for file in FILES}


class Core(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """YAML as editors read it, by its core schema: dates, `no` and sexagesimals are words."""


Core.yaml_implicit_resolvers = {}
for tag, pattern, first in (
    ("bool", r"^(?:true|True|TRUE|false|False|FALSE)$", "tTfF"),
    ("int", r"^[-+]?[0-9]+$", "-+0123456789"),
    ("float", r"^[-+]?(?:\.[0-9]+|[0-9]+\.[0-9]*)(?:[eE][-+]?[0-9]+)?$", "-+.0123456789"),
    ("null", r"^(?:~|null|Null|NULL|)$", ["~", "n", "N", ""]),
):
    Core.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(pattern), list(first))


def parsed(text: str) -> Any:
    return _keyed(yaml.load(text, Loader=Core))  # a safe loader of its own


def _keyed(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(key): _keyed(each) for key, each in value.items()}
    return [_keyed(each) for each in value] if isinstance(value, list) else value


@cache
def validator(kind: str) -> Draft7Validator:
    schema = schema_of(KINDS[kind])
    Draft7Validator.check_schema(schema)
    return Draft7Validator(schema)


def wrong(kind: str, text: str) -> list[str]:
    return [error.message for error in validator(kind).iter_errors(parsed(text))]


def written() -> Iterator[tuple[str, Path, str]]:
    """Every file of the workspaces that a schema is for, with its entries."""
    for root in WORKSPACES:
        for file in FILES:
            for path in sorted(root.glob(file.files)):
                if is_translation(path.name) != (file.name == "translation") or path.name == "words.cy.yaml":
                    continue
                text = path.read_text("utf-8")
                if not file.is_prose:
                    yield file.name, path, text
                elif text.startswith("---\n") and (file.name != "paper" or not _other_prose(root, path)):
                    yield file.name, path, text[4 : text.index("\n---", 4)]


def _other_prose(root: Path, path: Path) -> bool:
    """Whether a file is prose of an edition or a register, which `plan/*/*.md` finds too."""
    return path.name == "README.md" or (path.parent / "edition.yaml").exists()


WRITTEN = [pytest.param(kind, text, id=str(path.relative_to(ROOT))) for kind, path, text in written()]


def shapes(file: FileKind) -> list[tuple[str, Shape | Named]]:
    return list(file.holds.shapes.items()) if isinstance(file.holds, Forms) else [("", file.holds)]


SHAPES = [pytest.param(file, each, id=f"{file.name} {form}".strip()) for file in FILES for form, each in shapes(file)]


def test_every_file_of_the_workspaces_is_right_by_its_schema() -> None:
    assert [(path, found) for kind, path, text in written() if (found := wrong(kind, text))] == []


def test_the_workspaces_have_most_kinds_of_file() -> None:
    assert {kind for kind, _, _ in written()} >= KINDS.keys() - {"exemptions", "holidays", "information", "paper"} - {
        "errata",
        "estate",
        "grades",
        "groups",
        "law",
        "outline",
        "record",
        "recommendations",
        "words",
    }


def test_a_new_office_has_a_schema_for_each_of_its_files_and_is_right_by_it() -> None:
    files = new_office(Answers(), date(2026, 5, 20))
    known = json.loads(files[".vscode/settings.json"])["yaml.schemas"]
    for path in (path for path in files if path.startswith("plan/") and path.endswith(".yaml")):
        firsts = {schema: each if isinstance(each, str) else each[0] for schema, each in known.items()}
        (schema,) = [schema for schema, pattern in firsts.items() if PurePosixPath(path).match(pattern)]
        assert [
            error.message for error in Draft7Validator(json.loads(files[schema])).iter_errors(parsed(files[path]))
        ] == []


@pytest.mark.parametrize(("file", "shape"), SHAPES)
def test_every_example_is_right_by_the_schema(file: FileKind, shape: Shape | Named) -> None:
    assert wrong(file.name, whole(shape)) == []


@pytest.mark.parametrize(
    ("kind", "text", "said"),
    [
        ("office", "nmae: Saltmarsh", "'nmae' was unexpected"),
        ("grades", "scale: {meets: {word: Meets, shape: flat, colour: slate}}", "'flat' is not one of"),
        ("grades", "scale: {Meets: {word: Meets, shape: up, colour: slate}}", "'Meets' does not match"),
        ("groups", "similar: {title: A, source: B, members: [{area: north}]}", "'from' is a required property"),
        ("groups", "similar: {title: A, source: B, members: north}", "'north' is not of type 'array'"),
        ("holidays", "days: {24 December: Closed}", "'24 December' does not match"),
        ("panel", "precept: {years: [soon]}", "'soon' does not match"),
        ("dataset", "title: A\nsource: B\nseries: {quays: {title: Quays, rounded: maybe}}", "'maybe' is not one of"),
        ("indicator", "titel: Boats", "is not valid under any of the given schemas"),
        ("page", "kind: fact\ntitle: A", "'fact' is not one of"),
        ("page", "kind: survey\ntitle: A\nbase: survey.asked\nlists: []\nrows: []", "'rows' was unexpected"),
        ("information", "as_at: 2026-04-01\ninformation: {contact: www.example.org}", "does not match"),
        ("variation", "title: A\nwhy: B\nchanges: [{move: {page: about, text: B}}]", "'text' was unexpected"),
        ("words", "indicator.lable: Index", "'indicator.lable' is not one of"),
        ("prose-page", "kind: foreword\ntitle: A", "'post' is a required property"),
        ("bibliography", "report: {title: A, url: example.org}", "does not match"),
        ("errata", "errata: [{version: one, date: 2020-01-15, was: A, reads: B, why: C}]", "'one' does not match"),
    ],
)
def test_what_is_wrong_is_wrong_by_the_schema(kind: str, text: str, said: str) -> None:
    assert any(said in each for each in wrong(kind, text)), wrong(kind, text)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_every_entry_has_its_place_in_the_reference(file: FileKind) -> None:
    page = reference([file])
    for _, shape in shapes(file):
        entries = shape.entries.values() if isinstance(shape, Shape) else ()
        assert [entry.name for entry in entries if f"| `{entry.name}` |" not in page] == []
    assert all(line.count(" | ") == 3 for line in page.splitlines() if line.startswith("| `"))


def test_the_site_has_a_section_for_each_kind_of_file() -> None:
    headings = re.findall(r"^## (.+)$", generated()["reference/entries.md"], re.MULTILINE)
    assert headings == [file.files.replace("*", "…") for file in FILES]


@pytest.mark.slow
def test_the_verbs_print_schemas_and_reference_and_write_what_editors_look_for(tmp_path: Path) -> None:
    (tmp_path / "plan").mkdir()
    (tmp_path / "plan/office.yaml").write_text("name: Saltmarsh\n")
    run = CliRunner()
    listed = run.invoke(cli, ["schema"]).stdout
    assert line_for(KINDS["theme"]) == "# yaml-language-server: $schema=../../../.schemas/theme.json"
    assert line_for(KINDS["theme"]) in listed
    assert json.loads(run.invoke(cli, ["schema", "office"]).stdout) == schema_of(KINDS["office"])
    unknown = run.invoke(cli, ["schema", "offices"])
    assert (unknown.exit_code, "there is no kind of file offices" in unknown.stderr) == (2, True)
    done = run.invoke(cli, ["-C", str(tmp_path), "schema", "--write"])
    begun = {path for path in new_office(Answers(), date(2026, 11, 28)) if path.startswith(".schemas/")}
    assert {Path(line).relative_to(tmp_path).as_posix() for line in done.stdout.splitlines()} == begun
    (tmp_path / ".schemas/theme.json").unlink()
    one = run.invoke(cli, ["-C", str(tmp_path), "schema", "theme", "--write"])
    assert one.stdout == f"{tmp_path / '.schemas/theme.json'}\n"
    prose = run.invoke(cli, ["-C", str(tmp_path), "schema", "report", "--write"])
    assert (prose.exit_code, "is Markdown" in prose.stderr) == (2, True)
    assert json.loads((tmp_path / ".schemas/theme.json").read_text("utf-8")) == schema_of(KINDS["theme"])
    assert run.invoke(cli, ["reference", "office"]).stdout == reference([KINDS["office"]])


def test_each_expression_has_an_example_that_is_one_and_each_period_its_row() -> None:
    for declared in DECLARED:
        read = read_expression(declared.example, Place("plan"))
        assert isinstance(read, Expression) and read.name == declared.name, read
    assert (set(PERIODS), set(NEWEST)) == (set(Form), set(WINDOWS))
    assert all(parse_period(written).form is form for form, written in PERIODS.items())
    printed = CliRunner().invoke(cli, ["reference", "expressions", "periods", "words"]).stdout
    for row in ('| Example | `{{ actions("open") }}` |', '| `"12 months"` |', "| `indicator.label` | `"):
        assert row in printed


# -- a file with every entry that it may have


def whole(value: Shape | Named) -> str:
    """Every entry that it may have, as a file would hold them."""
    if isinstance(value, Named):
        return f"{as_key(value.key_example)}: {_all(value.item)}\n"
    return "".join(f"{as_key(entry.name)}: {_of_entry(entry)}\n" for entry in value.entries.values())


def _of_entry(entry: Entry) -> str:
    return (
        entry.example if isinstance(entry.holds, Kind | Choice) and entry.example else _all(entry.holds, entry.example)
    )


def _all(value: Value, example: str = "") -> str:
    """A value with every entry that it may have, and an item in each list."""
    match value:
        case ListOf():
            return (
                example
                if example and not isinstance(value.item, Shape | Forms)
                else f"[{in_brackets(_all(value.item))}]"
            )
        case Named():
            return example or f"{{{as_key(value.key_example)}: {in_brackets(_all(value.item))}}}"
        case Shape():
            return f"{{{', '.join(f'{as_key(e.name)}: {in_brackets(_of_entry(e))}' for e in value.entries.values())}}}"
        case Forms():
            return _all(next(iter(value.shapes.values())))
        case _:
            return example or example_of(value)
