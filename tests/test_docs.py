"""The documentation has a place for everything that the program knows, and what it shows can be typed."""

from __future__ import annotations

import doctest
import re
import shlex
from collections.abc import Iterator
from functools import cache
from pathlib import PurePosixPath

import click
import pytest

from docs.reference import generated
from docs.site import pages
from pcpgen.blocks.makers import MAKERS
from pcpgen.cli import cli
from pcpgen.compose.placing import ITEM_PATHS
from pcpgen.compose.subjects.registry import KINDS
from pcpgen.figures import disclosure, grade, rates, rolling, statistics, xmr
from pcpgen.prose.expressions import EXPRESSIONS, MARKS
from pcpgen.rulebook import all_rules
from pcpgen.words.catalogue import shipped
from tests.workspaces import ROOT


@cache
def reference() -> dict[str, str]:
    return generated()


@cache
def site() -> dict[str, str]:
    return pages()


def anchor(heading: str) -> str:
    """The fragment by which a heading is found, as GitHub makes it."""
    return re.sub(r"[^\w -]", "", heading.lower()).strip().replace(" ", "-")


def commands() -> Iterator[tuple[str, list[str]]]:
    """Each line that a page has a reader type: the page, and the words behind `pcpgen`."""
    for name, text in site().items():
        for block in re.findall(r"^ *```sh\n(.*?)^ *```", text, re.MULTILINE | re.DOTALL):
            for line in block.replace("\\\n", " ").splitlines():
                if line.strip().startswith("pcpgen"):
                    yield name, shlex.split(line, comments=True)[1:]


# The reference ------------------------------------------------------------------------------------


def test_each_verb_and_each_of_its_options_has_its_place() -> None:
    text = reference()["reference/verbs.md"]
    context = click.Context(cli)
    for name in cli.list_commands(context):
        verb = cli.get_command(context, name)
        assert verb is not None
        section = text.partition(f"\n## `pcpgen {name}`\n")[2].partition("\n## ")[0]
        assert section, name
        options = [option for each in verb.params if isinstance(each, click.Option) for option in each.opts]
        assert [option for option in options if option not in section] == []


@pytest.mark.parametrize(
    ("page", "headings"),
    [
        ("expressions", [f"`{name}`" for name in EXPRESSIONS]),
        ("errors", [rule.id for rule in all_rules().values() if rule.severity == "error"]),
        ("warnings", [rule.id for rule in all_rules().values() if rule.severity == "warning"]),
        ("kinds", [f"`{path.stem}`" for path in sorted((ROOT / "pcpgen/outlines").glob("*.yaml"))]),
    ],
)
def test_each_has_its_section(page: str, headings: list[str]) -> None:
    found = re.findall(r"^## (.+)$", reference()[f"reference/{page}.md"], re.MULTILINE)
    assert set(headings) <= set(found)


def test_each_block_word_mark_and_name_has_its_row() -> None:
    paths = {path for kind in KINDS.values() for path in kind.paths}
    paths |= {path for of in ITEM_PATHS.values() for path in of}
    asked = {
        "blocks": MAKERS,
        "words": shipped().entries,
        "expressions": MARKS,
        "kinds": {f'{{{{ the("{path}") }}}}' for path in paths},
    }
    for page, names in asked.items():
        text = reference()[f"reference/{page}.md"]
        assert [name for name in names if f"`{name}`" not in text] == []


def test_a_task_that_names_days_has_readers_put_their_own() -> None:
    tasks = {name: text for name, text in site().items() if name.startswith("tasks/")}
    dated = [name for name, text in tasks.items() if re.search(r"\bpcpgen .*20[0-9]{2}-[0-9]{2}-[0-9]{2}", text)]
    assert len(dated) > 4
    assert [name for name in dated if "put a day of your own in its place" not in tasks[name]] == []


FORMULAS = (disclosure, grade, rates, rolling, statistics, xmr)


def test_each_formula_is_explained_with_its_source_and_its_example_runs() -> None:
    page = site()["about/computed.md"]
    sections = page.split("\n## ")[1:]
    explained = {name for each in sections for name in re.findall(r"`(\w+\.\w+)`", each.partition("\nSource: ")[2])}
    public = {
        f"{module.__name__.rpartition('.')[2]}.{name}"
        for module in FORMULAS
        for name, made in vars(module).items()
        if callable(made) and not isinstance(made, type)
        if made.__module__ == module.__name__ and not name.startswith("_")
    }
    assert public == explained
    assert doctest.testfile(str(ROOT / "docs/pages/about/computed.md"), module_relative=False).failed == 0


# What is shown ------------------------------------------------------------------------------------


def test_each_command_that_is_shown_can_be_typed() -> None:
    wrong = [f"{page}: pcpgen {shlex.join(words)}: {said}" for page, words in commands() if (said := refusal(words))]
    assert wrong == []


def refusal(words: list[str]) -> str:
    """Why click takes none of these words; nothing is done."""
    try:
        with cli.make_context("pcpgen", list(words)) as context:
            rest = [*context._protected_args, *context.args]
            if rest:
                name, verb, given = cli.resolve_command(context, rest)
                assert verb is not None
                verb.make_context(name, given, parent=context)
    except click.UsageError as wrong:
        return wrong.format_message()
    return ""


def test_links_between_pages_lead_to_a_page_and_a_heading_of_it() -> None:
    wrong = []
    for name, text in site().items():
        shown = re.sub(r"```.*?```|`[^`\n]+`", "", text, flags=re.DOTALL)
        for target in re.findall(r"\]\((?!https?:)([^)\s]+)\)", shown):
            path, _, fragment = target.partition("#")
            there = _joined(name, path) if path else name
            headings = re.findall(r"^#+ (.+)$", site().get(there, ""), re.MULTILINE)
            if there.endswith(".md") and (there not in site() or (fragment and fragment not in map(anchor, headings))):
                wrong.append(f"{name}: {target}")
            if there.endswith(".png") and not (ROOT / "docs/pages" / there).is_file():
                wrong.append(f"{name}: {target}")
    assert wrong == []


def _joined(page: str, target: str) -> str:
    parts: list[str] = []
    for part in (PurePosixPath(page).parent / target).parts:
        if part == "..":
            parts.pop()
        else:
            parts.append(part)
    return "/".join(parts)


def test_every_page_is_in_the_contents() -> None:
    blocks = re.findall(r"```\{toctree\}\n(.*?)```", site()["index.md"], re.DOTALL)
    listed = {line for block in blocks for line in block.split()}
    assert [page for page in site() if page != "index.md" and page.removesuffix(".md") not in listed] == []
