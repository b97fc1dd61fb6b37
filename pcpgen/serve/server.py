"""From a browser's requests to what the preview answers, on the loopback address alone.

A page of the web could ask for what is shown here, by a name of its own that leads to this machine. So only requests
that name this address are answered, none may be read by another origin, and no page runs a script but the preview's.
"""

from __future__ import annotations

from contextlib import suppress
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socketserver import TCPServer
from urllib.parse import parse_qs, unquote, urlsplit

from pcpgen.serve.pages import Setting, assets, gone_page, list_page, place_page, view_page
from pcpgen.serve.preview import Preview
from pcpgen.serve.printing import Printing
from pcpgen.serve.sources import origins

ADDRESS = "127.0.0.1"
_PING = 15  # seconds after which a browser that has gone is noticed
_CLOSED = "base-uri 'none'; form-action 'none'; default-src 'none'"
# what a page of the preview may do, and what a document in its frame may
_FRAME = (
    f"{_CLOSED}; script-src 'self'; style-src 'self'; font-src 'self'; connect-src 'self'; frame-src 'self'; "
    "img-src data:; frame-ancestors 'none'"
)
_DOCUMENT = f"{_CLOSED}; style-src 'self' 'unsafe-inline'; img-src data:; font-src data:; frame-ancestors 'self'"
_MEDIA = {"html": "text/html; charset=utf-8", "json": "application/json", "pdf": "application/pdf", "css": "text/css"}


class Server(ThreadingHTTPServer):
    """The preview at an address of this machine; each request has a thread of its own."""

    daemon_threads = True

    def __init__(self, port: int, preview: Preview, printing: Printing, setting: Setting) -> None:
        self.preview, self.printing, self.setting = preview, printing, setting
        super().__init__((ADDRESS, port), _Answer)

    def server_bind(self) -> None:
        """Binds the address; the name of this machine is not asked for, which may take long and is not needed."""
        TCPServer.server_bind(self)
        self.server_name, self.server_port = ADDRESS, self.server_address[1]

    def close(self) -> None:
        """Gives the port back."""
        self.server_close()

    @property
    def address(self) -> str:
        return f"http://{ADDRESS}:{self.server_port}/"

    @property
    def hosts(self) -> tuple[str, ...]:
        """What a request may call this machine."""
        return f"{ADDRESS}:{self.server_port}", f"localhost:{self.server_port}"


class _Answer(BaseHTTPRequestHandler):
    """One request."""

    server: Server
    server_version, sys_version = "pcpgen", ""
    timeout = 60

    def do_GET(self) -> None:
        if self.headers.get("Host", "") not in self.server.hosts:
            self._say(HTTPStatus.MISDIRECTED_REQUEST, b"This address is not for requests by another name.\n")
            return
        asked = urlsplit(self.path)
        first, *rest = [unquote(part) for part in asked.path.strip("/").split("/")]
        query = {name: values[0] for name, values in parse_qs(asked.query).items()}
        state = self.server.preview.state
        if first in assets() and not rest:
            media, content = assets()[first]
            self._send(content, media)
        elif first == "" and not rest:
            self._page(list_page(self.server.setting, state))
        elif first == "view" and len(rest) == 1:
            self._view(rest[0])
        elif first == "page" and len(rest) > 1:
            self._document(rest[0], "/".join(rest[1:]))
        elif first == "events" and not rest:
            self._events(query.get("id", ""))
        elif first == "place" and not rest:
            self._place(query)
        else:
            self._gone()

    do_HEAD = do_GET

    def _view(self, id: str) -> None:
        preview, state = self.server.preview, self.server.preview.state
        if not (shown := state.called(id)):
            self._gone()
            return
        failure = preview.page(shown).failure
        self._page(view_page(self.server.setting, state, shown, failure, self.server.printing.printout(shown)))

    def _document(self, id: str, name: str) -> None:
        """A file of a document, as it lies in its folder when it is built; the page with its places."""
        shown = self.server.preview.state.called(id)
        content = self.server.preview.file(shown, name) if shown else None
        printout = self.server.printing.printout(shown) if shown else None
        if shown and shown.document and printout and printout.content and name == f"{shown.document.id}.pdf":
            content = printout.content
        if shown and content is None and name.endswith((".html", ".css")):
            content = self.server.preview.section(shown, name)
        if content is None:
            self._gone()
        else:
            media = _MEDIA.get(name.rpartition(".")[2], "text/plain; charset=utf-8")
            self._send(content, media, _DOCUMENT)

    def _place(self, query: dict[str, str]) -> None:
        state = self.server.preview.state
        shown = state.called(query.get("id", ""))
        if shown and shown.document:
            found, more = origins(shown.document, state.sources, self.server.setting.editor, query)
            self._page(place_page(found, more))
        else:
            self._gone()

    def _events(self, id: str) -> None:
        """Tells the version of the state at once and after each change, until the browser or the preview ends."""
        preview = self.server.preview
        self._head("text/event-stream", _FRAME)
        if self.command == "HEAD":
            return
        version, run = -1, self.server.setting.run
        with suppress(OSError), preview.looking(id):  # the browser has gone
            while True:
                state = preview.after(version, _PING)
                told = f"data: {run}-{state.version}\n\n" if state.version != version else ": still here\n\n"
                self.wfile.write(("event: end\ndata:\n\n" if state.ended else told).encode())
                version = state.version
                if state.ended:
                    return

    def _gone(self) -> None:
        page = gone_page(self.server.setting, self.server.preview.state)
        self._say(HTTPStatus.NOT_FOUND, page.encode(), "text/html; charset=utf-8")

    def _page(self, page: str) -> None:
        self._send(page.encode("utf-8"), "text/html; charset=utf-8")

    def _send(self, content: bytes, media: str, policy: str = _FRAME) -> None:
        self._say(HTTPStatus.OK, content, media, policy)

    def _say(
        self, status: HTTPStatus, content: bytes, media: str = "text/plain; charset=utf-8", policy: str = _FRAME
    ) -> None:
        with suppress(OSError):  # the browser has gone
            self._head(media, policy, status, len(content))
            if self.command != "HEAD":
                self.wfile.write(content)

    def _head(self, media: str, policy: str, status: HTTPStatus = HTTPStatus.OK, length: int | None = None) -> None:
        self.send_response(status)
        self.send_header("Content-Type", media)
        if length is not None:
            self.send_header("Content-Length", str(length))
        self.send_header("Content-Security-Policy", policy)
        self.send_header("Cross-Origin-Resource-Policy", "same-origin")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Referrer-Policy", "no-referrer")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing: what a browser asks for is no news."""
