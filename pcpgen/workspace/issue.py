"""From a document that was built to its record in `plan/issued/`: the bytes that readers get from now on."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from pcpgen.load.issued import WORDS
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
    publish(folder, str(issue.version), {"record.yaml": encoded(issue), **_words(issue), **issue.outputs})
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
    lines = [f"{name}: {_encoded(value)}" for name, value in entries.items()]
    lines += ["inputs:", *_listed(issue.inputs)]
    lines += ["outputs:", *_listed(_sums(issue.outputs))]
    lines += ["definitions:", *_quoted(issue.definitions)] if issue.definitions else []
    lines += [f"words: {_sums(words)[WORDS]}"] if (words := _words(issue)) else []
    return (_HEAD + "\n".join(lines) + "\n").encode("utf-8")


def _words(issue: Issue) -> dict[str, bytes]:
    """What it says, a line a line, as the file that `check` compares with: readers do not get it."""
    if issue.words is None:
        return {}
    lines = ",\n".join(_encoded([line.says, line.own]) for line in issue.words.lines)
    return {WORDS: f'{{"program": "{issue.words.program}", "lines": [\n{lines}\n]}}\n'.encode()}


def _sums(files: Mapping[str, bytes]) -> dict[str, str]:
    return {name: digest(content) for name, content in files.items()}


def _listed(sums: Mapping[str, str]) -> list[str]:
    return [f"  {_encoded(name)}: {value}" for name, value in sorted(sums.items())]


def _quoted(texts: Mapping[str, str]) -> list[str]:
    return [f"  {_encoded(name)}: {_encoded(text)}" for name, text in sorted(texts.items())]


def _encoded(text: str | list[str]) -> str:
    return json.dumps(text, ensure_ascii=False)
