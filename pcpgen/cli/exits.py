"""From what went wrong to an exit code, with the words that tell it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click

WELL, PROBLEMS, WRONG_USE, CANNOT, INTERRUPTED = 0, 1, 2, 3, 130


@contextmanager
def wrong_use(*errors: type[Exception]) -> Iterator[None]:
    """Ends with 2 where one of these is raised, and says what it says."""
    try:
        yield
    except errors as wrong:
        raise click.UsageError(str(wrong)) from None


@contextmanager
def unwritable(nothing: str) -> Iterator[None]:
    """Ends with 3 where a document cannot be rendered or a file not written; `nothing` says that nothing was done."""
    from pcpgen.formats import CannotRender
    from pcpgen.publish import CannotWrite

    try:
        yield
    except (CannotRender, CannotWrite) as cannot:
        some = isinstance(cannot, CannotWrite) and cannot.some
        left = "What was written before is whole; build again." if some else nothing
        click.echo(f"pcpgen: {cannot}. {left}", err=True)
        sys.exit(CANNOT)


@contextmanager
def refusals(nothing: str) -> Iterator[None]:
    """Ends with 2 where what was asked for does not exist, with 3 where it cannot be rendered or written."""
    from pcpgen.pipeline import WrongUse

    with wrong_use(WrongUse), unwritable(nothing):
        yield


@contextmanager
def undoubted(nothing: str) -> Iterator[None]:
    """Ends with 2 where there is no such indicator, with 1 where it has problems; `nothing` says what was not done."""
    from pcpgen.analysis import InDoubt, Unknown

    try:
        with wrong_use(Unknown):
            yield
    except InDoubt as doubt:
        click.echo(f"{doubt}\n{nothing}", err=True)
        sys.exit(PROBLEMS)
