"""From what a person wants built to the request that names it, such as "panel-report communities 2019-11-13"."""

from __future__ import annotations

from typing import NamedTuple

_EXEMPT = "exempt"  # the last word of a request for a paper with what is exempt in it
_IN = "in"  # the last word but one of a request for a document in another language


class Request(NamedTuple):
    """What a person wants built: a kind of document, what names one of them, and whether it is for readers in private.

    A plan may be asked for as it would read with a variation: "plan 2013-16+partnership-working".
    """

    kind: str
    names: tuple[str, ...] = ()
    variation: str = ""
    exempt: bool = False
    language: str = ""  # where it is wanted in another language than that of its files

    def __str__(self) -> str:
        ends = f"{_IN} {self.language}" if self.language else "", _EXEMPT if self.exempt else ""
        return " ".join((self.kind, *filter(None, (self.named, *ends))))

    @property
    def folder(self) -> str:
        """The id of a document that has the name of its request."""
        return "-".join(filter(None, (*str(self._replace(language="")).split(), self.language)))

    def within(self, language: str) -> Request:
        """The same in another language."""
        return self._replace(language=language)

    @property
    def named(self) -> str:
        """What names the document among those of its kind, in words."""
        return "+".join(filter(None, (" ".join(self.names), self.variation)))

    @property
    def in_public(self) -> Request:
        """The same for everybody."""
        return self._replace(exempt=False)

    @property
    def in_private(self) -> Request:
        """The same for those who may read what is exempt."""
        return self._replace(exempt=True)

    @classmethod
    def read(cls, words: str) -> Request:
        """The request that words name, as they stand in a manifest or as a person types them."""
        kind, *names = words.split() or [""]
        exempt = names[-1:] == [_EXEMPT]
        names = names[:-1] if exempt else names
        language = names[-1] if names[-2:-1] == [_IN] else ""
        names = names[:-2] if language else names
        last, _, variation = names[-1].partition("+") if names else ("", "", "")
        return cls(kind, (*names[:-1], last) if names else (), variation, exempt, language)


NONE = Request("")  # which nothing answers: a workspace is judged, and no document composed


def plan(edition: str | None = None) -> Request:
    """The plan of an edition; of the one in force where none is named."""
    return Request.read(f"plan {edition or ''}")


def panel_report(
    theme: str | None = None, variation: str | None = None, meeting: str | None = None, exempt: bool = False
) -> Request:
    """The report to a meeting of the Panel on a theme or on a variation; to the latest one where none is named.

    Raises ValueError where both are named, or neither is.
    """
    if bool(theme) == bool(variation):
        raise ValueError("name what to report on, with --theme or with --variation.")
    kind = "panel-report" if theme else "variation-report"
    return _named(kind, theme or variation, meeting, exempt=exempt)


def board_paper(id: str | None, exempt: bool = False) -> Request:
    """A paper to the Board. Raises ValueError where none is named."""
    if not id:
        raise ValueError("name a paper by its id; --list prints them.")
    return _named("bcb-paper", id, exempt=exempt)


def panel_response(day: str | None = None) -> Request:
    """The response to the Panel's report of a day; to the latest one where none is named."""
    return _named("panel-response", day)


def panel_pack(meeting: str) -> Request:
    """All papers of a meeting of the Panel."""
    return _named("panel-pack", meeting)


def paper(kind: str, names: tuple[str, ...], exempt: bool = False) -> Request:
    """A document of any kind, by the names that its kind gives it."""
    read = Request.read(" ".join((kind, *names)))
    return read.in_private if exempt else read


def _named(kind: str, *names: str | None, exempt: bool = False) -> Request:
    return Request(kind, tuple(filter(None, names)), exempt=exempt)
