"""What ends the reading of a file: a problem, raised where going on would tell only what follows from it."""

from __future__ import annotations

from pcpgen.problems import Problem


class Unfit(Exception):
    """A file or declaration from which nothing can be taken, with what is told of it."""

    def __init__(self, told: Problem) -> None:
        super().__init__(told)
        self.problem = told
