"""From the constants of the package to the rulebook: each rule once, each check in its tuple, what a new rule costs."""

from __future__ import annotations

import ast
import difflib
import subprocess
import sys
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from pcpgen.checks.registry import CHECKS, DOCUMENT_CHECKS
from pcpgen.rulebook import all_rules
from tests.packages import changed, copy_package, parsed, run
from tests.workspaces import copy_small

PACKAGE = Path(__file__).parents[1] / "pcpgen"


@cache
def trees() -> dict[str, ast.Module]:
    """The modules of the package, by their files."""
    return {path.relative_to(PACKAGE).as_posix(): parsed(path) for path in sorted(PACKAGE.rglob("*.py"))}


@cache
def nodes() -> list[ast.AST]:
    return [node for tree in trees().values() for node in ast.walk(tree)]


def is_made(node: ast.AST | None) -> bool:
    return isinstance(node, ast.Call) and ast.unparse(node.func) == "Rule"


def constants() -> list[tuple[str, str]]:
    """Each rule that stands at the head of a module, by the name of its constant, with its id."""
    return [
        (ast.unparse(node.targets[0]), ast.literal_eval(node.value.args[0]))
        for tree in trees().values()
        for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call) and is_made(node.value)
    ]


def test_no_two_rules_have_one_id() -> None:
    twice = [id for id, count in Counter(id for _, id in constants()).items() if count > 1]
    assert twice == []


def test_the_rulebook_holds_every_rule_that_the_package_makes() -> None:
    made = sum(map(is_made, nodes()))
    ids = sorted(id for _, id in constants())
    assert made == len(ids), "a rule is made elsewhere than in a constant"
    assert list(all_rules()) == ids


@pytest.mark.slow
def test_the_rulebook_is_whole_whatever_was_imported_before() -> None:
    program = "from pcpgen.rulebook import all_rules; print(*all_rules())"
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=True)
    assert told.stdout.split() == list(all_rules())


def test_a_constant_is_called_as_its_rule() -> None:
    assert [name for name, id in constants() if name != id.upper().replace("-", "_")] == []


@pytest.mark.slow
def test_a_rule_is_named_by_its_constant_and_by_no_text() -> None:
    known = set(all_rules())
    texts = Counter(node.value for node in nodes() if isinstance(node, ast.Constant) and node.value in known)
    assert texts == Counter(known)


@pytest.mark.parametrize(
    ("takes", "listed"),
    [
        (["project: Project", "data: Data"], CHECKS),
        (["project: Project", "document: Document"], DOCUMENT_CHECKS),
    ],
    ids=["of the workspace", "of a document"],
)
def test_each_check_stands_in_its_tuple(takes: list[str], listed: tuple[object, ...]) -> None:
    checks = [
        node.name
        for file, tree in trees().items()
        for node in tree.body
        if file.startswith("checks/") and isinstance(node, ast.FunctionDef) and node.name.startswith("check_")
        if [ast.unparse(argument) for argument in node.args.args] == takes
    ]
    assert sorted(checks) == sorted(getattr(check, "__name__", "") for check in listed)


TOY = '''"""From the office to a problem: a body whose name is too long."""

from collections.abc import Iterator

from pcpgen.figures.data import Data
from pcpgen.model.project import Project
from pcpgen.place import Place
from pcpgen.problems import Problem, problem
from pcpgen.rules import Rule

LONG_NAME = Rule("long-name", "A name that is too long", "Nobody reads it.", "Shorten the name.")


def check_names(project: Project, data: Data) -> Iterator[Problem]:
    if project.office and len(project.office.name) > 5:
        yield problem(LONG_NAME, Place("plan/office.yaml", 1), "the name of the office is too long")
'''


@pytest.mark.slow
def test_a_new_rule_costs_its_function_beside_its_constant_and_its_line_in_the_tuple(tmp_path: Path) -> None:
    package, office = copy_package(tmp_path) / "pcpgen", copy_small(tmp_path / "office")
    registry = package / "checks/registry.py"
    before = registry.read_text("utf-8")

    (package / "checks/names.py").write_text(TOY, "utf-8")
    after = before.replace(
        "import check_literals\n", "import check_literals\nfrom pcpgen.checks.names import check_names\n"
    )
    registry.write_text(after.replace("    check_plan,\n", "    check_names,\n    check_plan,\n"), "utf-8")

    told = run(tmp_path, "-C", str(office), "check")
    assert "plan/office.yaml:1:1: error: the name of the office is too long  [long-name]" in told
    assert run(tmp_path, "rules", "long-name").startswith("A name that is too long  [long-name]\n")
    assert changed(tmp_path) == {"pcpgen/checks/names.py", "pcpgen/checks/registry.py"}
    lines = difflib.ndiff(before.splitlines(), registry.read_text("utf-8").splitlines())
    assert [line for line in lines if line[0] in "+-"] == [
        "+ from pcpgen.checks.names import check_names",
        "+     check_names,",
    ]
