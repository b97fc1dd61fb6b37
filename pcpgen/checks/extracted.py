"""From the records of extracts to datasets that are not what their declaration gave."""

from __future__ import annotations

from collections.abc import Iterator

from pcpgen.figures.data import Data
from pcpgen.load.extracted import values_sum
from pcpgen.model.extraction import fingerprint
from pcpgen.model.project import Project
from pcpgen.place import Place
from pcpgen.problems import Problem, problem
from pcpgen.rules import Rule

STALE_EXTRACT = Rule(
    "stale-extract",
    "Figures that are not what was extracted",
    "A figure changed by hand, or by another declaration than stands, does not lead to its publisher’s cell.",
    "Run pcpgen extract.",
    severity="warning",
)


def check_extracted(project: Project, data: Data) -> Iterator[Problem]:
    """Each dataset with `from:` has its record, of the same declaration and the same values."""
    for id, dataset in project.datasets.items():
        if dataset.extraction is None or id not in data.datasets:
            continue
        record, place = project.extracted.get(id), dataset.extraction.place
        remedy = f"Run pcpgen extract {id}."
        if record is None:
            yield problem(STALE_EXTRACT, place, f"{id} says from which file it comes, and was not extracted", remedy)
        elif record.declared != fingerprint(dataset.extraction, tuple(dataset.series), dataset.frequency):
            yield problem(STALE_EXTRACT, place, f"what {id} says from: has changed since it was extracted", remedy)
        elif record.result != values_sum(dataset, project.observations):
            message = f"the values of data/{id}.csv were changed by hand since they were extracted"
            remedy = f"Correct the publisher’s file or the declaration, and run pcpgen extract {id}."
            yield problem(STALE_EXTRACT, Place(f"data/{id}.csv"), message, remedy)
