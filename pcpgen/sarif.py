"""From problems to SARIF 2.1.0, which code hosts and editors read."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from pcpgen import __version__
from pcpgen.place import Place
from pcpgen.problems import Problem, visible
from pcpgen.rules import Rule

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def as_sarif(problems: Sequence[Problem]) -> str:
    """One run with the rules that were broken and a result for each problem, lines and columns from 1."""
    rules = {found.rule.id: found.rule for found in problems}
    numbers = {id: at for at, id in enumerate(rules)}
    driver = {"name": "pcpgen", "version": __version__, "rules": [_rule(rule) for rule in rules.values()]}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {"WORKSPACE": {"description": {"text": "the folder that holds plan/ and data/"}}},
        "results": [_result(found, numbers[found.rule.id]) for found in problems],
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=1) + "\n"


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.id,
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": rule.why},
        "help": {"text": rule.remedy},
        "defaultConfiguration": {"level": rule.severity},
    }


def _result(found: Problem, number: int) -> dict[str, Any]:
    return {
        "ruleId": found.rule.id,
        "ruleIndex": number,
        "level": found.rule.severity,
        "message": {"text": f"{found.message}. {found.remedy}"},
        "locations": [{"physicalLocation": _location(found.place)}],
    }


def _location(place: Place) -> dict[str, Any]:
    region = {"startLine": place.line, "startColumn": place.column, "endColumn": place.column + place.length}
    return {"artifactLocation": {"uri": quote(visible(place.file)), "uriBaseId": "WORKSPACE"}, "region": region}
