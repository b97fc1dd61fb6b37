"""From a revision in git to a folder with the workspace as it was then, read from the repository and nowhere else."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path, PurePosixPath

from pcpgen.untouched import WATCHED

_FILE = ("100644", "100755")  # what git calls a file; it has links and other repositories besides
_LONGEST_WAIT = 60  # seconds
# what git tells a program that it calls, of the repository in which it was called
_OF_A_HOOK = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX")


class NoRevision(Exception):
    """The revision cannot be read; says why in words for the user."""


def read_revision(root: Path, revision: str, into: Path) -> None:
    """Writes `plan/` and `data/` of the workspace at `root`, as they were in a revision, into an empty folder.

    Raises NoRevision where there is no git, no repository, no such revision, or no workspace in it.
    """
    commit = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}").strip()
    if not commit:
        raise NoRevision(f'the repository has no revision "{revision}"')
    within = os.fsdecode(_git(root, "rev-parse", "--show-prefix")).strip()
    wanted = [f"{folder}/" for folder in WATCHED if folder in ("plan", "data")]
    listed = _git(root, "ls-tree", "-r", "-z", os.fsdecode(commit), "--", *wanted)
    files: list[tuple[str, str]] = []
    for entry in os.fsdecode(listed).split("\0"):
        about, _, name = entry.partition("\t")
        if name and about.split()[0] in _FILE and ".." not in PurePosixPath(name).parts:
            files.append((about.split()[2], name))
    if "plan/office.yaml" not in [name for _, name in files]:
        raise NoRevision(f'the revision "{revision}" has no {within}plan/office.yaml')
    asked = "".join(f"{id}\n" for id, _ in files).encode()
    _lay_out(_git(root, "cat-file", "--batch", given=asked), files, into)


def read_changed(root: Path, folders: Sequence[str], into: Path) -> bool:
    """Writes what the last commit has of the files in these folders that differ now; whether there are any.

    Raises NoRevision where there is no commit.
    """
    differ = _git(root, "diff", "--name-only", "--relative", "--diff-filter=M", "-z", "HEAD", "--", *folders)
    names = [name for name in os.fsdecode(differ).split("\0") if name]
    if not names:
        return False
    listed = os.fsdecode(_git(root, "ls-tree", "-r", "-z", "HEAD", "--", *names)).split("\0")
    entries = [entry.partition("\t") for entry in listed if entry]
    files = [(about.split()[2], name) for about, _, name in entries if about.split()[0] in _FILE]
    _lay_out(_git(root, "cat-file", "--batch", given="".join(f"{id}\n" for id, _ in files).encode()), files, into)
    return True


def _lay_out(content: bytes, files: list[tuple[str, str]], into: Path) -> None:
    """Writes what `git cat-file --batch` gave: of each file a line that ends with its size, its bytes, a line break."""
    at = 0
    for _, name in files:
        end = content.index(b"\n", at)
        size = int(content[at:end].split()[-1])
        path = into / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content[end + 1 : end + 1 + size])
        at = end + 1 + size + 1


def _git(root: Path, *words: str, given: bytes = b"") -> bytes:
    """What git prints. Nothing is fetched, asked or locked."""
    found = {name: value for name, value in os.environ.items() if name not in _OF_A_HOOK}
    quiet = {"GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"}
    try:
        done = subprocess.run(
            ["git", "-C", str(root), *words],
            input=given,
            capture_output=True,
            env={**found, **quiet},
            timeout=_LONGEST_WAIT,
        )
    except FileNotFoundError:
        raise NoRevision("revisions are read with git, which is not installed") from None
    except subprocess.TimeoutExpired:
        raise NoRevision("git does not answer") from None
    if done.returncode == 0 or (words[0] == "rev-parse" and "--quiet" in words and not done.stderr.strip()):
        return done.stdout
    said = done.stderr.decode("utf-8", "replace").strip().split("\n")[0].removeprefix("fatal: ")
    raise NoRevision(f"git says: {said}")
