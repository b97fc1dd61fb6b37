"""From a document that was built to its record in `plan/issued/`: the bytes that readers get from now on."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from pcpgen.manifest import digest
from pcpgen.model.issued import Issue
from pcpgen.publish import publish

_HEAD = """\
# What was issued, by the sum of every file that it was made from and of every file issued. pcpgen issue writes this;
# nothing in this folder is changed afterwards.
"""


def record(root: Path, issue: Issue) -> Path:
    """Writes an issue into a folder of its own, whole or not at all; the folder. Raises CannotWrite."""
    folder = root / "plan/issued" / issue.document
    publish(folder, str(issue.version), {"record.yaml": encoded(issue), **issue.outputs})
    return folder / str(issue.version)


def encoded(issue: Issue) -> bytes:
    """The record as YAML; every text is in quotation marks."""
    entries = {
        "document": issue.document,
        "version": str(issue.version),
        "request": issue.request,
        "title": issue.title,
        "dated": issue.dated,
        "as_of": issue.as_of,
        "by": issue.by,
        "pages": str(issue.pages),
    }
    lines = [f"{name}: {_quoted(value)}" for name, value in entries.items()]
    lines += ["inputs:", *_listed(issue.inputs)]
    lines += ["outputs:", *_listed({name: digest(content) for name, content in issue.outputs.items()})]
    return (_HEAD + "\n".join(lines) + "\n").encode("utf-8")


def _listed(sums: Mapping[str, str]) -> list[str]:
    return [f"  {_quoted(name)}: {value}" for name, value in sorted(sums.items())]


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
