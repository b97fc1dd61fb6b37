"""CONTRIBUTING.md says what is so: its tests, files and verbs exist, and each recipe names the test that does it."""

from __future__ import annotations

import re

import pytest
import yaml

from tests.workspaces import ROOT

TEXT = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
VERBS = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
RECIPES = re.findall(r"^### (.+?)\n(.*?)(?=^##|\Z)", TEXT, re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize(("title", "steps"), RECIPES, ids=[title for title, _ in RECIPES])
def test_each_recipe_is_done_by_a_test(title: str, steps: str) -> None:
    named = re.findall(r"Done by `(tests/\w+\.py)::(\w+)`\.", steps)
    assert len(named) == 1
    file, test = named[0]
    assert f"\ndef {test}(" in (ROOT / file).read_text("utf-8")


def test_every_test_of_growth_has_its_recipe() -> None:
    done = re.findall(r"^def (test_\w+_costs_\w+)", (ROOT / "tests/test_growth.py").read_text("utf-8"), re.MULTILINE)
    assert [test for test in done if f"::{test}`" not in TEXT] == []


def test_the_files_that_it_names_exist() -> None:
    named = re.findall(r"`((?:pcpgen|tests|templates)/[\w./-]*)", TEXT)
    assert [file for file in named if not (ROOT / file).exists() and "<" not in file] == []


def test_the_verbs_that_it_names_are_in_the_makefile() -> None:
    named = {verb for words in re.findall(r"make ([a-z -]+)`", TEXT) for verb in words.split()}
    assert named <= VERBS


def test_a_commit_waits_for_verbs_of_the_makefile() -> None:
    hooks = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text("utf-8"))["repos"][0]["hooks"]
    assert {hook["entry"] for hook in hooks} == {"make lint", "make check"}
    assert {hook["entry"].removeprefix("make ") for hook in hooks} <= VERBS
