"""From a paper whose entries are not those of its folder to the kind of which it has all, so that it lies wrong."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from pcpgen.model.outline import Outline


def kind_meant(entries: Collection[str], own: Outline, others: Iterable[Outline], every: Collection[str]) -> str:
    """The folder of the one other kind that asks for all these entries, `every` paper's left out; empty where none is.

    A paper of which most fits its own kind has a slip in it, and lies right.
    """
    said = {entry for entry in entries if entry not in every}
    fitting = [other.folder for other in others if other.id != own.id and other.folder and _fits(said, other)]
    return fitting[0] if len(fitting) == 1 and len(said - own.asks.keys()) * 2 > len(said) else ""


def _fits(said: Collection[str], outline: Outline) -> bool:
    needed = {key for key, ask in outline.asks.items() if not ask.optional}
    return needed <= set(said) <= outline.asks.keys()
