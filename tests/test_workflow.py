"""The workflow that checks and builds the documents: what it may do, when it runs, and that it runs what we run."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
import yaml

from tests.conftest import ROOT

FILES = sorted((ROOT / ".github/workflows").glob("*.yml"))
DOCUMENTS = ROOT / ".github/workflows/documents.yml"


def read(text: str) -> dict[str, Any]:
    """The workflow with every value as text, so that `on` stays a word."""
    found: dict[str, Any] = yaml.load(text, Loader=yaml.BaseLoader)
    return found


@pytest.fixture(scope="module")
def workflow() -> dict[str, Any]:
    return read(DOCUMENTS.read_text("utf-8"))


def steps(workflow: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for job in workflow["jobs"].values():
        yield from job["steps"]


def unpinned(workflow: dict[str, Any]) -> list[str]:
    used = [step["uses"] for step in steps(workflow) if "uses" in step]
    return [each for each in used if not re.fullmatch(r"[\w./-]+@[0-9a-f]{40}", each)]


def grants(workflow: dict[str, Any]) -> list[object]:
    """Every set of permissions in it, each of which must be to read the contents and nothing else."""
    return [
        workflow.get("permissions"),
        *(job.get("permissions", workflow.get("permissions")) for job in workflow["jobs"].values()),
    ]


def test_it_runs_where_words_data_or_templates_change(workflow: dict[str, Any]) -> None:
    assert set(workflow["on"]) == {"push", "pull_request"}
    for event in workflow["on"].values():
        assert {"plan/**", "data/**", "templates/**"} <= set(event["paths"])


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_it_may_read_and_nothing_else(file: Any) -> None:
    text = file.read_text("utf-8")
    workflow = read(text)
    assert all(each == {"contents": "read"} for each in grants(workflow))
    assert "secrets." not in text and "pull_request_target" not in text
    checkouts = [step for step in steps(workflow) if step.get("uses", "").startswith("actions/checkout@")]
    assert all(step["with"]["persist-credentials"] == "false" for step in checkouts)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_every_action_is_pinned_to_a_commit_and_says_its_version(file: Any) -> None:
    text = file.read_text("utf-8")
    assert unpinned(read(text)) == []
    assert all(re.search(r" # v\d", line) for line in text.splitlines() if "uses:" in line)


def test_the_guards_bite() -> None:
    loose = read("permissions: write-all\njobs: {a: {steps: [{uses: actions/checkout@v4}]}}\n")
    assert unpinned(loose) == ["actions/checkout@v4"]
    assert grants(loose) == ["write-all", "write-all"]


def test_it_runs_the_verb_that_we_run(workflow: dict[str, Any]) -> None:
    assert [step["run"] for step in steps(workflow) if "run" in step] == ["make ci-documents"]
    verb = (ROOT / "Makefile").read_text("utf-8").partition("\nci-documents:")[2].partition("\n\n")[0]
    assert ".ci/documents" in verb
    script = (ROOT / ".ci/documents").read_text("utf-8")
    commands = re.findall(r"^\.venv/bin/pcpgen (.+)$", script, re.MULTILINE)
    assert commands == ['check --format "$shape"', "build", "build --check"]
    assert "shape=github" in script


def test_nothing_of_a_fork_is_kept(workflow: dict[str, Any]) -> None:
    kept = [step for step in steps(workflow) if step.get("uses", "").startswith("actions/upload-artifact@")]
    assert [step["with"]["path"] for step in kept] == ["out/"]  # where no exempt version is ever built
    same = "github.event.pull_request.head.repo.full_name == github.repository"
    assert [step["if"] for step in kept] == [f"github.event_name == 'push' || {same}"]
