"""From a composed document to HTML, and from HTML to PDF."""

BREAK = "\f"  # between pages that are made at once
JOINER = "\u2060"  # where no line of a PDF ends; nothing is seen of it


class CannotRender(Exception):
    """A document could not be made; says why in one line for the user."""


class NoneCanBeMade(CannotRender):
    """Nor any other after it: what makes them is gone."""


# how the rendering child is called
ONE, MANY = b"1", b"+"  # jobs for one process
LENGTH = 8  # bytes in which the length of a job or an answer is told where there are many
