"""From the modules of the package to every rule that stands in them, each beside the check that it is for."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from pathlib import Path

from pcpgen.rules import Rule

_MADE = "= Rule("  # in a module that holds rules; the others need not be imported


def all_rules() -> Mapping[str, Rule]:
    """Every rule by its id, in the order of the ids."""
    made = {id(rule): rule for module in _modules() for rule in vars(import_module(module)).values() if _is_rule(rule)}
    return {rule.id: rule for rule in sorted(made.values(), key=lambda rule: rule.id)}


def _is_rule(value: object) -> bool:
    return isinstance(value, Rule)


def _modules() -> list[str]:
    package = Path(__file__).parent
    files = [path for path in sorted(package.rglob("*.py")) if _MADE in path.read_text("utf-8")]
    return [".".join((package.name, *path.relative_to(package).with_suffix("").parts)) for path in files]
