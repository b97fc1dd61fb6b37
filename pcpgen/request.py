"""From what a person wants built to the request that names it, such as "panel-report communities 2019-11-13"."""

from __future__ import annotations


def plan(edition: str | None = None) -> str:
    """The plan of an edition; of the one in force where none is named."""
    return _words("plan", edition)


def panel_report(
    theme: str | None = None, variation: str | None = None, meeting: str | None = None, exempt: bool = False
) -> str:
    """The report to a meeting of the Panel on a theme or on a variation; to the latest one where none is named.

    Raises ValueError where both are named, or neither is.
    """
    if bool(theme) == bool(variation):
        raise ValueError("name what to report on, with --theme or with --variation.")
    if theme:
        return _words("panel-report", theme, meeting, exempt=exempt)
    return _words("variation-report", variation, meeting, exempt=exempt)


def board_paper(id: str | None, exempt: bool = False) -> str:
    """A paper to the Board. Raises ValueError where none is named."""
    if not id:
        raise ValueError("name a paper by its id; --list prints them.")
    return _words("bcb-paper", id, exempt=exempt)


def panel_response(day: str | None = None) -> str:
    """The response to the Panel's report of a day; to the latest one where none is named."""
    return _words("panel-response", day)


def panel_pack(meeting: str) -> str:
    """All papers of a meeting of the Panel."""
    return _words("panel-pack", meeting)


def paper(kind: str, names: tuple[str, ...], exempt: bool = False) -> str:
    """A document of any kind, by the names that its kind gives it."""
    return _words(kind, *names, exempt=exempt)


def _words(kind: str, *names: str | None, exempt: bool = False) -> str:
    return " ".join(filter(None, (kind, *names, "exempt" if exempt else "")))
