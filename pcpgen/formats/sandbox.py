"""From an office's own templates to a page, in a process of its own that reads no file but templates and is limited.

A template sees what the document says and can call the program's filters; nothing else is within its reach. What it
makes is looked through before it goes any further.
"""

from __future__ import annotations

import os
import signal
import traceback
import warnings
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import BuiltinMethodType, MethodType, NoneType
from typing import Any, NoReturn

import jinja2
from jinja2.sandbox import ImmutableSandboxedEnvironment

from pcpgen.formats import BREAK, CannotRender
from pcpgen.formats.inert import active_in, is_empty

SECONDS = 20  # of the processor for a page, or for those of all sections; they take a fraction of it
MEMORY = 2 << 30  # bytes of address space beyond those that the program has by then
LARGEST = 1 << 20  # bytes of a template
LONGEST = 32 << 20  # characters of a page
_LINE = 500  # of what is said of a failure
_PLAIN = (str, int, float, list, tuple, dict, set, frozenset, NoneType)
_MADE, _FAILED = b"+", b"-"
_OURS = ("pcpgen.", "datetime", "jinja2.", "markupsafe")


class Templates(jinja2.FileSystemLoader):
    """Templates of folders and nothing that a link leads to, each of a size that is one."""

    def get_source(self, environment: jinja2.Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        for folder in map(Path, self.searchpath):
            path = folder.joinpath(*jinja2.loaders.split_template_path(template))
            if any(each.is_symlink() for each in (path, *path.parents) if each.is_relative_to(folder)):
                raise CannotRender(f"templates/{template} is a link; put the file itself there")
            if path.is_file():
                if path.stat().st_size > LARGEST:
                    raise CannotRender(f"templates/{template} has more than {LARGEST:,} bytes")
                break
        try:
            return super().get_source(environment, template)
        except jinja2.TemplateNotFound:
            raise
        except UnicodeDecodeError:
            raise CannotRender(f"templates/{template} is not UTF-8; save it as UTF-8") from None
        except OSError as error:
            raise CannotRender(f"templates/{template} cannot be read: {error.strerror}") from None


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja's sandbox, narrowed to what documents are made of."""

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Whether it is one of a plain value, of a document, or of Jinja's own."""
        return super().is_safe_attribute(obj, attr, value) and _is_known(obj)

    def is_safe_callable(self, obj: Any) -> bool:
        """Whether it is a method of such a value, a macro, or what every template may call."""
        if not super().is_safe_callable(obj):
            return False
        given = any(obj is each for each in self.globals.values())
        inner = getattr(obj, "__wrapped__", obj)  # Jinja wraps `format` of a text
        of = getattr(inner, "__self__", None)
        bound = isinstance(inner, MethodType | BuiltinMethodType)
        return given or _is_known(obj) or (bound and of is not None and _is_known(of))


def _is_known(value: object) -> bool:
    return isinstance(value, _PLAIN) or type(value).__module__.startswith(_OURS)


def apart(make: Callable[[], str]) -> str:
    """What `make` makes, in a limited process of its own where the system has such. Raises CannotRender."""
    if not hasattr(os, "fork"):
        return _looked_through(make)
    reading, writing = os.pipe()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of threads, none of which the child needs
        child = os.fork()
    if child == 0:
        _answer(make, writing)
    os.close(writing)
    try:
        with os.fdopen(reading, "rb") as answers:
            answer = answers.read()
    except BaseException:
        os.kill(child, signal.SIGKILL)
        raise
    finally:
        _, status = os.waitpid(child, 0)
    if answer[:1] == _MADE:
        return answer[1:].decode("utf-8")
    if not answer and os.WIFSIGNALED(status):
        raise CannotRender(f"the office's own templates take longer than {SECONDS} seconds, or too much memory")
    raise CannotRender(answer[1:].decode("utf-8") or "the office's own templates could not be run")


def _answer(make: Callable[[], str], writing: int) -> NoReturn:
    """The child: answers and ends, and does nothing that its parent has left to do."""
    try:
        _limit()
        try:
            answer = _MADE + _looked_through(make).encode("utf-8")
        except CannotRender as cannot:
            line = "".join(char if char.isprintable() else " " for char in str(cannot))[:_LINE]
            answer = _FAILED + line.encode("utf-8", "replace")
        with os.fdopen(writing, "wb") as answers:
            answers.write(answer)
    finally:
        os._exit(0)


def _limit() -> None:
    import resource

    limits = (
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_AS, _address_space() + MEMORY),
        (resource.RLIMIT_FSIZE, LONGEST),
        (resource.RLIMIT_CORE, 0),
    )
    for what, most in limits:
        with suppress(ValueError, OSError):
            resource.setrlimit(what, (most, most))


def _address_space() -> int:
    """Bytes that this process has: a server's grow with all that it keeps, which is not a template's doing."""
    with suppress(OSError, ValueError):
        return int(Path("/proc/self/statm").read_text("ascii").split()[0]) * os.sysconf("SC_PAGE_SIZE")
    return 0


def _looked_through(make: Callable[[], str]) -> str:
    """What is made, as far as it is there to be read. Raises CannotRender."""
    try:
        page = make()
        if len(page) > LONGEST:
            raise CannotRender(f"the office's own templates make a page of more than {LONGEST:,} characters")
        for each in page.split(BREAK):
            _look_through(each)
    except CannotRender:
        raise
    except MemoryError:
        raise CannotRender("the office's own templates take too much memory") from None
    except Exception as error:  # whatever a template does is one failure, told in words
        raise CannotRender(f"{_place(error)}: {_said(error)}") from None
    return page


def _look_through(page: str) -> None:
    if active := active_in(page):
        message = f"the office's own templates would put {active} into a page, and a page is there to be read"
        raise CannotRender(f"{message}. Take it out of templates/")
    if is_empty(page):
        raise CannotRender("the office's own templates make an empty page")


def _place(error: Exception) -> str:
    """The template and line at which rendering stopped."""
    if isinstance(error, jinja2.TemplateSyntaxError):
        return f"templates/{error.name}:{error.lineno}"
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.endswith(".j2")]
    return (
        f"templates/{frames[-1].filename.rpartition('templates/')[2]}:{frames[-1].lineno}" if frames else "a template"
    )


def _said(error: Exception) -> str:
    if isinstance(error, RecursionError):
        return "it asks for itself without end"
    if isinstance(error, jinja2.TemplateNotFound):
        return f'there is no template "{error.name}"'
    if isinstance(error, jinja2.TemplateError):
        return str(error.message)
    return f"{type(error).__name__}: {str(error)[:200]}"
