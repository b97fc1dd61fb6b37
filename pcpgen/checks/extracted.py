"""From the records of extracts to datasets that are not what an extract would make of them now."""

from __future__ import annotations

from collections.abc import Iterator

from pcpgen.figures.data import Data
from pcpgen.model.extraction import fingerprint
from pcpgen.model.project import Project
from pcpgen.problems import Problem, problem
from pcpgen.rules import Rule
from pcpgen.sources.series import changed_over

STALE_EXTRACT = Rule(
    "stale-extract",
    "Figures that are not what was extracted",
    "A figure that another declaration gave than stands, or none, does not lead to its publisher’s cell.",
    "Run pcpgen extract.",
    severity="warning",
)


def check_extracted(project: Project, data: Data) -> Iterator[Problem]:
    """Each dataset with `from:` has its record, of the same declaration, files and values, and of series that are
    called the same.
    """
    for id, dataset in project.datasets.items():
        if dataset.extraction is None or id not in data.datasets:
            continue
        record, place = project.extracted.get(id), dataset.extraction.place
        remedy = f"Run pcpgen extract {id}."
        if record is None:
            yield problem(STALE_EXTRACT, place, f"{id} says from which file it comes, and was not extracted", remedy)
        elif record.declared != fingerprint(dataset.extraction, tuple(dataset.series), dataset.frequency):
            yield problem(STALE_EXTRACT, place, f"what {id} says from: has changed since it was extracted", remedy)
        else:
            if record.doubts:
                message = f"{id} is stale: {'; '.join(record.doubts)}"
                yield problem(STALE_EXTRACT, place, message, f"Run pcpgen extract {id}, which names what differs.")
            for word, was, now in changed_over(dataset, record.called):
                message = f'"{word}" of the publisher’s file meant {was} when it was extracted; {now} is called so now'
                remedy = f"Give each its own title, or run pcpgen extract {id}, which names each value that changes."
                yield problem(STALE_EXTRACT, dataset.series[now].place, message, remedy)
