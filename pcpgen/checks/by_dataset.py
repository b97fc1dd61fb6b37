"""From a dataset to the sum of all that decides what is found in it alone: the program, and its own files."""

from __future__ import annotations

from pcpgen.kept import sum_of
from pcpgen.load.revisions import FOLDER as REVISIONS
from pcpgen.manifest import program
from pcpgen.model.data import Dataset
from pcpgen.model.project import Project


def sum_of_dataset(project: Project, dataset: Dataset) -> bytes:
    """The sum of the description, the table and the history of a dataset; empty where one of the first two is not
    there, as where the cells are of no file.

    A description that is translated is two files: its title stands in the one, all else in the other.
    """
    own = f"data/{dataset.id}.csv", f"{REVISIONS}/{dataset.id}.csv"
    described = f"plan/indicators/{dataset.id}.yaml", f"plan/datasets/{dataset.id}.yaml"
    files = dataset.title.place.file, *own, *described
    sums = [project.sources[file].sum if file in project.sources else "" for file in files]
    return sum_of(program(), *sums) if all(sums[:2]) else b""
