"""From orders to a real browser and back to what it shows: Chromium, told by `browser.cjs` what to do."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.conftest import ROOT
from tests.quality.web import tool


class Browser:
    """A window that shows one address at a time; what is `framed` stands in the frame of the page."""

    def __init__(self, child: subprocess.Popen[str]) -> None:
        self._child = child

    def open(self, address: str, width: int = 1280, scheme: str = "light") -> None:
        self._do("open", address=address, width=width, scheme=scheme)

    def wait(self, selector: str, text: str = "", framed: bool = False, state: str = "visible") -> None:
        """Waits until something is there, or with `state` "hidden" until it is not."""
        self._do("wait", selector=selector, text=text, framed=framed, state=state)

    def text(self, selector: str, framed: bool = False) -> str:
        return str(self._do("text", selector=selector, framed=framed))

    def attribute(self, selector: str, name: str, framed: bool = False) -> str:
        return str(self._do("attribute", selector=selector, name=name, framed=framed))

    def click(self, selector: str, text: str = "", framed: bool = False) -> None:
        self._do("click", selector=selector, text=text, framed=framed)

    def press(self, key: str) -> None:
        self._do("press", key=key)

    def evaluate(self, code: str) -> object:
        return self._do("evaluate", code=code)

    def judge(self) -> object:
        """What axe finds wrong with the page, its frame left out."""
        return self._do("judge")

    @property
    def address(self) -> object:
        return self._do("address")

    @property
    def errors(self) -> object:
        """What its console has told."""
        return self._do("errors")

    def picture(self, file: Path) -> None:
        self._do("picture", file=str(file))

    def _do(self, what: str, **order: object) -> object:
        assert self._child.stdin and self._child.stdout
        self._child.stdin.write(json.dumps({"do": what, **order}) + "\n")
        self._child.stdin.flush()
        answer = json.loads(self._child.stdout.readline())
        assert "failure" not in answer, f"{what} {order}: {answer['failure']}"
        return answer.get("value")


@contextmanager
def browser() -> Iterator[Browser]:
    """A browser that is closed at the end."""
    script = Path(__file__).parent / "browser.cjs"
    pipe = subprocess.PIPE
    with subprocess.Popen([tool("node"), str(script)], stdin=pipe, stdout=pipe, text=True, cwd=ROOT) as child:
        told = Browser(child)
        told._do("begin", chromium=tool("chromium", "google-chrome"))
        yield told
        assert child.stdin
        child.stdin.close()
        child.wait(timeout=60)
