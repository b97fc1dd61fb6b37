"""From the imports of the package to its floors: no arrow runs up, and no two files import each other."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from tests.packages import parsed

PACKAGE = Path(__file__).parents[1] / "pcpgen"

# from the ground up; a room may import from its own floor and from the floors below
FLOORS = (
    {
        "__init__",
        "place",
        "fonts",
        "kept",
        "manifest",
        "memory",
        "own_folder",
        "patterns",
        "record",
        "request",
        "rows",
        "untouched",
        "user_cache",
        "languages",
        "lexicon",
        "values",
    },
    {"problems", "rules"},
    {"prose", "sarif"},
    {"words"},
    {"model"},
    {"schema"},
    {"load", "figures", "editions", "publish"},
    {"document", "sources"},
    {"blocks"},
    {"compose"},
    {"checks", "formats"},
    {"outputs", "workspace", "grounds"},
    {"scope"},
    {"echoes"},
    {"pipeline", "analysis", "kinds", "rulebook"},
    {"front", "bearing", "unchanged"},
    {"build", "issuing"},
    {"difference", "since", "overview", "doctor", "returned", "estate", "cluster"},
    {"serve"},
    {"cli", "__main__"},
)
# rooms on one floor do not know each other, but for these
SAME_FLOOR = {("figures", "load")}


@cache
def importing(path: Path) -> tuple[ast.Import | ast.ImportFrom, ...]:
    """The statements that import, wherever in the file."""
    return tuple(node for node in ast.walk(parsed(path)) if isinstance(node, ast.Import | ast.ImportFrom))


def room(module: str) -> str:
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else "__init__"


def imports(path: Path) -> set[str]:
    """The modules of the package that a file imports, wherever in the file it does."""
    found: set[str] = set()
    for node in importing(path):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "pcpgen":
            whole = PACKAGE.parent.joinpath(*node.module.split("."))
            for alias in node.names:
                inside = whole / f"{alias.name}.py"
                found.add(
                    f"{node.module}.{alias.name}" if inside.is_file() or (whole / alias.name).is_dir() else node.module
                )
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names if alias.name.split(".")[0] == "pcpgen"}
    return found


# the package's own name lends out the analysts' door, and imports it when it is called
DOOR = ("pcpgen", "pcpgen.analysis")


def modules() -> dict[str, set[str]]:
    found = {
        ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts).removesuffix(".__init__"): imports(path)
        for path in sorted(PACKAGE.rglob("*.py"))
    }
    found[DOOR[0]].remove(DOOR[1])
    return found


def climbs(graph: dict[str, set[str]]) -> list[str]:
    """Imports that run up, or across to another room of the same floor."""
    floor = {name: number for number, names in enumerate(FLOORS) for name in names}
    found = []
    for module, targets in graph.items():
        here = room(module)
        for target in targets:
            there = room(target)
            level = (
                floor[there] == floor[here] and here != there and floor[here] > 1 and (here, there) not in SAME_FLOOR
            )
            if floor[there] > floor[here] or level:
                found.append(f"{module} imports {target}")
    return found


def circles(graph: dict[str, set[str]]) -> list[str]:
    """Files that import each other, directly or round about."""
    found = []
    for start in graph:
        ahead, seen = list(graph[start]), set[str]()
        while ahead:
            module = ahead.pop()
            if module == start:
                found.append(start)
                break
            if module not in seen and module in graph:
                seen.add(module)
                ahead += graph[module]
    return found


def test_no_arrow_runs_up() -> None:
    assert climbs(modules()) == []


def test_no_two_files_import_each_other() -> None:
    assert circles(modules()) == []


def test_the_guards_bite() -> None:
    assert climbs({"pcpgen.load.tree": {"pcpgen.cli"}}) == ["pcpgen.load.tree imports pcpgen.cli"]
    assert climbs({"pcpgen.formats.pdf": {"pcpgen.checks.plan"}}) == ["pcpgen.formats.pdf imports pcpgen.checks.plan"]
    assert circles({"pcpgen.a": {"pcpgen.b"}, "pcpgen.b": {"pcpgen.a"}}) == ["pcpgen.a", "pcpgen.b"]
    assert "pcpgen.pipeline" in imports(PACKAGE / "cli/checking.py")


def outside(library: str) -> set[str]:
    """The files that import a library."""
    found = set()
    for path in PACKAGE.rglob("*.py"):
        for node in importing(path):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            if any(name.split(".")[0] == library for name in names):
                found.add(path.relative_to(PACKAGE).as_posix())
    return found


@pytest.mark.parametrize(
    ("library", "doors"),
    [
        ("weasyprint", {f"formats/{name}.py" for name in ("child", "holes", "measured", "relaid", "tagged")}),
        ("yaml", {"load/syntax.py", "load/parsing.py", "returned/spelt.py", "words/catalogue.py"}),
        ("pandas", {"figures/frames.py"}),
        ("highspy", {"figures/programs.py", "figures/reckoning.py"}),
        ("openpyxl", {"formats/spreadsheet/xlsx.py", "load/sheet.py", "sources/workbook.py"}),
        ("duckdb", {"sources/counting.py"}),
        ("blake3", {"manifest.py"}),
        ("docx", {f"formats/word/{name}.py" for name in ("growing", "pictures", "template", "writing")}),
        ("watchfiles", {"serve/watching.py"}),
        ("http", {"serve/server.py"}),
        ("markdown", {"prose/blocks.py"}),
        ("csv", {"load/cells.py", "rows.py", "sources/lines.py"}),
        (
            "datetime",
            {
                "blocks/actions.py",
                "blocks/graded.py",
                "blocks/grades.py",
                "blocks/charts/uprights.py",
                "blocks/questions.py",
                "blocks/subject.py",
                "issuing.py",
                "checks/actions.py",
                "checks/law.py",
                "checks/meetings.py",
                "checks/paper_days.py",
                "checks/sentences/texts.py",
                "checks/wording.py",
                "cli/clock.py",
                "compose/deadlines.py",
                "figures/data.py",
                "figures/known.py",
                "figures/outline.py",
                "figures/reasons.py",
                "figures/spans.py",
                "figures/windows.py",
                "load/days.py",
                "load/deadlines.py",
                "load/edition.py",
                "load/fields.py",
                "load/law.py",
                "load/packed.py",
                "load/panel.py",
                "load/revisions.py",
                "memory.py",
                "model/accessibility.py",
                "model/action.py",
                "model/board.py",
                "model/data.py",
                "model/grade.py",
                "model/information.py",
                "model/law.py",
                "model/obligations.py",
                "model/outline.py",
                "model/period.py",
                "model/period_words.py",
                "model/plan.py",
                "model/project.py",
                "model/report.py",
                "model/variation.py",
                "model/working_days.py",
                "overview.py",
                "scope.py",
                "workspace/start.py",
                "workspace/issue.py",
            },
        ),
    ],
)
def test_each_library_has_one_door(library: str, doors: set[str]) -> None:
    assert outside(library) == doors


def test_only_the_command_line_speaks_to_the_terminal() -> None:
    assert {file.split("/")[0] for file in outside("click")} == {"cli"}


def test_one_module_reads_the_clock_for_what_the_terminal_says_and_no_document() -> None:
    reading = {
        path.relative_to(PACKAGE).as_posix()
        for path in PACKAGE.rglob("*.py")
        if re.search(r"(?<!def )\bnow\(|date\.today\(|time\.time\b", path.read_text("utf-8"))
    }
    assert reading == {"cli/clock.py"}


def test_each_module_says_first_what_it_is() -> None:
    for path in PACKAGE.rglob("*.py"):
        assert (ast.get_docstring(parsed(path)) or "").split("\n")[0].endswith((".", "reading here.")), path
