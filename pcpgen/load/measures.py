"""From `national-measures.yaml` of an edition to what is said there of each national measure."""

from __future__ import annotations

from pcpgen.load.fields import Fields
from pcpgen.load.files import Folder
from pcpgen.load.office import open_fields
from pcpgen.model.measures import NationalMeasure, NationalMeasures
from pcpgen.model.text import Text
from pcpgen.schema.measures import NATIONAL_MEASURES

NAME = "national-measures.yaml"


def read_measures(folder: Folder, base: str) -> NationalMeasures | None:
    """What the edition in a folder says of them; None where it says nothing."""
    file = f"{base}/{NAME}"
    fields = open_fields(folder, file, NATIONAL_MEASURES) if folder.exists(file) else None
    if fields is None:
        return None
    return NationalMeasures({key.value: _measure(key, each) for key, each in fields.named()}, fields.place)


def _measure(key: Text, fields: Fields) -> NationalMeasure:
    return NationalMeasure(
        id=key,
        applies=fields.choice("applies") != "no",
        why=fields.words("why"),
        indicators=fields.texts("indicators"),
        bears_on=fields.texts("bears_on"),
        no_data=fields.optional("no_data"),
        place=key.place,
    )
