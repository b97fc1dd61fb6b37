"""How long a function may be: one that is read at a glance has no part that asks for a name of its own."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.packages import parsed

PACKAGE = Path(__file__).parents[1] / "pcpgen"
MOST, MOST_OF_A_VERB = 40, 20

Function = ast.FunctionDef | ast.AsyncFunctionDef


def functions(tree: ast.AST) -> Iterator[tuple[str, Function]]:
    """Each function with its name, "Class.method" and "outer.inner"."""

    def within(node: ast.AST, before: str) -> Iterator[tuple[str, Function]]:
        for child in ast.iter_child_nodes(node):
            name = before
            if isinstance(child, Function | ast.ClassDef):
                name = f"{before}.{child.name}" if before else child.name
            if isinstance(child, Function):
                yield name, child
            yield from within(child, name)

    return within(tree, "")


def lines(function: Function) -> int:
    """From `def` to the end, with the docstring; decorators are left out."""
    assert function.end_lineno
    return function.end_lineno - function.lineno + 1


def lines_of_body(function: Function) -> int:
    """From the docstring to the end: the signature of a verb is the list of its options."""
    assert function.end_lineno
    return function.end_lineno - function.body[0].lineno + 1


def is_verb(function: Function) -> bool:
    """Whether click makes a command of it."""
    return any(
        ast.unparse(decorator).split("(")[0] in ("click.command", "click.group")
        for decorator in function.decorator_list
    )


def test_no_function_is_longer_than_a_page_of_a_screen() -> None:
    long = {
        f"{path.relative_to(PACKAGE).as_posix()} {name}"
        for path in PACKAGE.rglob("*.py")
        for name, function in functions(parsed(path))
        if lines(function) > MOST
    }
    assert long == set(), f"split them: more than {MOST} lines"


def test_no_verb_of_the_command_line_does_the_work_itself() -> None:
    verbs = {
        name: lines_of_body(function)
        for path in (PACKAGE / "cli").glob("*.py")
        for name, function in functions(parsed(path))
        if is_verb(function)
    }
    assert {"cli", "build_plan", "intake", "diff"} <= verbs.keys()
    assert {name: size for name, size in verbs.items() if size > MOST_OF_A_VERB} == {}


@pytest.mark.parametrize(("size", "found"), [(MOST, []), (MOST + 1, ["Outer.long"])])
def test_the_measure_bites(size: int, found: list[str]) -> None:
    body = "\n".join(["        pass"] * (size - 1))
    source = f"class Outer:\n    @decorated\n    def long(self):\n{body}\n"
    assert [name for name, function in functions(ast.parse(source)) if lines(function) > MOST] == found
