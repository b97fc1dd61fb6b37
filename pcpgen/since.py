"""From a workspace to what is wrong with it, and to figures that it defines otherwise than the last commit does."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from pcpgen.memory import Memory
from pcpgen.pipeline import Judged, judge
from pcpgen.problems import Problem, in_order
from pcpgen.request import Request

DECLARED = ("plan/indicators", "plan/datasets")


def judge_with_last_commit(root: Path, request: Request | None = None, memory: Memory | None = None) -> Judged:
    """The workspace as judged; where it lies in a repository, with what its datasets declare otherwise than there."""
    judged = judge(root, request, memory=memory)
    if not any((folder / ".git").exists() for folder in (root, *root.parents)):
        return judged
    since = _redefined(root, judged)
    return replace(judged, problems=in_order([*judged.problems, *since])) if since else judged


def _redefined(root: Path, judged: Judged) -> tuple[Problem, ...]:
    import tempfile  # these here, since most workspaces have nothing that differs, or lie in no repository

    from pcpgen.checks.redefined import redefined
    from pcpgen.figures.defined import defined
    from pcpgen.load.datasets import read_datasets, read_indicators
    from pcpgen.load.files import Folder
    from pcpgen.load.revision import NoRevision, read_changed

    with tempfile.TemporaryDirectory() as name:
        folder = Folder(Path(name))
        try:
            if not read_changed(root, DECLARED, folder.root):
                return ()
        except NoRevision:
            return ()
        then = {**read_datasets(folder), **read_indicators(folder)[1]}
        wrong = {each.place.file for each in judged.errors}  # of which something is read otherwise than it is meant
        known = {id: each for id, each in judged.project.datasets.items() if each.title.place.file not in wrong}
        now = {id: each for id, each in known.items() if id in then}
        return tuple(redefined(defined(then.values()), now, "in the last commit"))
