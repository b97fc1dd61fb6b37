"""From the address of a Dask cluster to an executor of its workers, each of which was found to be as this machine is.

The same bytes come out wherever a PDF is made only where Python, the program, its libraries, its typeface and the
system's Pango are the same. So each worker is compared before anything is sent, and one that comes later with its first
piece of work. What a worker has when it is asked first is held to be so until it ends.
"""

from __future__ import annotations

import platform
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Executor, Future, wait
from contextlib import contextmanager
from functools import cache, partial
from importlib import import_module
from typing import Any, TypeVar

from pcpgen.formats import CannotRender, NoneCanBeMade
from pcpgen.formats.probe import libraries
from pcpgen.manifest import renderer, versions

T = TypeVar("T")
SECONDS = 20  # in which a scheduler has to answer
PATIENCE = 15  # seconds between two looks at whether there are workers; at the second in vain we give up


class NoCluster(Exception):
    """There is no such cluster, or one that cannot work for us; says why in a line."""


@contextmanager
def cluster(address: str) -> Iterator[Executor]:
    """The workers of the cluster whose scheduler listens at an address, such as tcp://10.0.0.5:8786.

    Raises NoCluster where it does not answer, has no worker, or a worker differs from this machine.
    """
    try:
        distributed: Any = import_module("distributed")  # which tells few types
    except ImportError:
        message = 'the library distributed is not installed; run: python -m pip install "pcpgen[cluster]"'
        raise NoCluster(message) from None
    try:
        client = distributed.Client(address, timeout=SECONDS, set_as_default=False)
    except (OSError, ValueError) as error:
        raise NoCluster(f"no scheduler answers at {address}: {_in_a_line(error)}") from None
    with client:
        try:
            _compare(client, address)
        except (OSError, ValueError) as error:
            raise NoCluster(f"the cluster at {address} does not answer: {_in_a_line(error)}") from None
        yield Workers(client)


class Workers(Executor):
    """What runs functions of ours on a cluster; what a lost worker was doing, another does.

    Whatever goes wrong there is a CannotRender, told in a line; once all workers are gone, everything is.
    """

    def __init__(self, client: Any) -> None:
        self._client = client
        self.given_up = False
        self._dask = client.get_executor(pure=False)

    def submit(self, function: Callable[..., T], /, *given: Any, **named: Any) -> Future[T]:
        """Runs a function on some worker; one that has come since and differs refuses."""
        sent = Sent[T](self)
        try:
            done = self._dask.submit(as_here, here(), function, *given, **named)
        except Exception as error:
            raise _lost(error) from None
        sent.add_done_callback(lambda ours: done.cancel() if ours.cancelled() else None)
        done.add_done_callback(partial(_hand_on, sent))
        return sent

    def are_there(self) -> bool:
        """Whether there is a worker."""
        try:
            return bool(self._client.nthreads())
        except Exception as error:
            raise _lost(error) from None

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        self._dask.shutdown(wait=wait)


class Sent(Future[T]):
    """What a cluster is to give."""

    def __init__(self, workers: Workers) -> None:
        super().__init__()
        self._workers = workers

    def result(self, timeout: float | None = None) -> T:
        """What came of it; who waits without a limit waits no longer than there are workers who could do it.

        Once somebody has waited in vain, nobody else does.
        """
        in_vain, workers = 0, self._workers
        patience = 0 if workers.given_up else PATIENCE
        while timeout is None and not wait([self], patience).done:
            patience = PATIENCE
            in_vain = 0 if workers.are_there() else in_vain + 1
            if in_vain == 2 or (in_vain and workers.given_up):
                workers.given_up = True
                raise NoneCanBeMade("the cluster has no workers any more")
        return super().result(timeout)


def _hand_on(sent: Sent[T], done: Future[T]) -> None:
    """From what Dask has of a piece of work to who waits for it, if anybody still does."""
    if not sent.set_running_or_notify_cancel():
        return
    if done.cancelled():
        sent.set_exception(CannotRender("the cluster has let the work go: its scheduler ended, or cancelled it"))
    elif error := done.exception():
        sent.set_exception(error if isinstance(error, CannotRender) else _lost(error))
    else:
        sent.set_result(done.result())


def _lost(error: BaseException) -> CannotRender:
    return CannotRender(f"the cluster failed at the work: {_in_a_line(error)}")


def _in_a_line(error: BaseException) -> str:
    return (str(error).strip() or type(error).__name__).splitlines()[0].rstrip(".")


def as_here(expected: Mapping[str, str], function: Callable[..., T], *given: Any, **named: Any) -> T:
    """Calls a function where all is as it is expected; raises CannotRender elsewhere."""
    if differing := differences(expected, here()):
        raise CannotRender(f"the worker {platform.node()} {differing[0]}")
    return function(*given, **named)


@cache
def here() -> Mapping[str, str]:
    """What decides the bytes of a document on this machine, by name."""
    return {**versions(), "pango": libraries()[1], "renderer and fonts": renderer()[:16]}


def differences(expected: Mapping[str, str], found: Mapping[str, str]) -> list[str]:
    """What differs, in words: has pcpgen 0.2.0, and 0.1.0 is here."""
    return [
        f"has {name} {found.get(name) or 'of no version'}, and {expected.get(name) or 'none'} is here"
        for name in {**expected, **found}
        if expected.get(name) != found.get(name)
    ]


def _compare(client: Any, address: str) -> None:
    """Raises NoCluster for the first worker that is not as this machine is; its Python first, or none of ours runs."""
    told = client.get_versions()
    if not told["workers"]:
        raise NoCluster(f"the cluster at {address} has no workers")
    own = _python(told["client"])
    for worker, of_worker in sorted(told["workers"].items()):
        if _python(of_worker) != own:
            raise NoCluster(f"the worker {worker} has python {_python(of_worker)}, and {own} is here")
    for worker, found in sorted(client.run(_asked(), on_error="return").items()):
        if isinstance(found, BaseException):
            raise NoCluster(f"the worker {worker} has no pcpgen as it is here: {found}")
        if differing := differences(here(), found):
            raise NoCluster(f"the worker {worker} {differing[0]}")


def _python(told: Mapping[str, Any]) -> str:
    """The version of Python in what Dask tells of a machine: 3.11.7 of 3.11.7.final.0."""
    return ".".join(str(told["host"]["python"]).split(".")[:3])


def _asked() -> Callable[[], Mapping[str, str]]:
    """What a worker is asked, as a function that is sent with its code: the worker's own may be another."""

    def ask() -> Mapping[str, str]:
        found: Mapping[str, str] = import_module("pcpgen.cluster").here()
        return found

    return ask
