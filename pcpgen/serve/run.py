"""From a workspace to its preview in the browser, until somebody ends it."""

from __future__ import annotations

import errno
import gc
import secrets
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from threading import Thread

from pcpgen.problems import counted
from pcpgen.serve.pages import Setting
from pcpgen.serve.preview import Preview
from pcpgen.serve.printing import Printing
from pcpgen.serve.server import Server
from pcpgen.serve.sources import Editor
from pcpgen.serve.state import State
from pcpgen.serve.watching import changes

PORT = 8765
Say = Callable[[str], None]


class CannotServe(Exception):
    """No preview can be given, for a reason in words."""


def serve(root: Path, port: int | None, poll: bool, editor: str, ready: Say, say: Say) -> None:
    """Shows the workspace, follows its changes, and returns when it is interrupted. Raises CannotServe.

    `ready` is told the address once there is something to see, `say` what was read and what is wrong with it.
    """
    preview = Preview(root)
    setting = Setting(secrets.token_hex(4), root, Editor(root, editor))
    try:
        with Printing(preview) as printing, closing(_server(port, preview, printing, setting)) as server:
            seen = changes(root, poll)
            next(seen)
            say(_told(preview.renew(), frozenset()))
            with _answering(server):
                ready(server.address)
                _follow(seen, preview, printing, say)
    except KeyboardInterrupt:
        return


def _follow(seen: Iterator[frozenset[str] | None], preview: Preview, printing: Printing, say: Say) -> None:
    """Renews the preview with each change, and prints what is looked at when it is quiet."""
    tidy = False
    for files in seen:
        if files:
            printing.stop()
            say(_told(preview.renew(files), files))
            tidy = False
        elif preview.opened:
            printing.ask(preview.opened)
        elif not tidy:  # what is read stays until somebody looks for garbage in it, which the command line puts off
            gc.collect()
            tidy = True


def _told(state: State, files: frozenset[str]) -> str:
    """What has changed, and what is wrong now, in a line."""
    names = sorted(files)
    what = names[0] if len(names) == 1 else f"{len(names)} files" if names else "The workspace"
    changed = f"{what} changed" if names else f"{what} is read"
    return f"{changed}: {counted(state.problems) if state.problems else 'no problems.'}"


def _server(port: int | None, preview: Preview, printing: Printing, setting: Setting) -> Server:
    """At the port that was asked for; where none was, at the usual one, or any that is free."""
    try:
        return Server(PORT if port is None else port, preview, printing, setting)
    except OSError as error:
        if port is None and error.errno == errno.EADDRINUSE:
            return Server(0, preview, printing, setting)
        raise CannotServe(f"port {port} cannot be used: {error.strerror}. Name another with --port.") from None


@contextmanager
def _answering(server: Server) -> Iterator[None]:
    """Answers browsers, until those who wait have been told that it ends."""
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.1}, name="serving")
    thread.start()
    try:
        yield
    finally:
        server.preview.end()
        server.shutdown()
        thread.join()
