"""From cases that are alike to those that the quick tests try: the first few of them, and the slow ones the rest."""

from __future__ import annotations

from collections.abc import Iterable

import pytest


def first_quick(cases: Iterable[object], count: int = 1) -> list[object]:
    """The cases of a test, all but so many of them slow."""
    return [each if at < count else slow(each) for at, each in enumerate(cases)]


def slow(case: object) -> object:
    return pytest.param(*(case if isinstance(case, tuple) else (case,)), marks=pytest.mark.slow)
