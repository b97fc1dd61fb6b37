"""From `data/extracted/` to the records of what was read from publishers' files, and back to their text."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from hashlib import sha256
from typing import Any

from pcpgen.load.files import DATA_LIMIT, Folder
from pcpgen.load.rules import UNKNOWN_FILE, WRONG_SHAPE
from pcpgen.memory import Same, once
from pcpgen.model.data import Dataset, Observations
from pcpgen.model.extraction import Extracted, LeftOut, Origin, SourceFile
from pcpgen.place import Place
from pcpgen.problems import did_you_mean, problem

FOLDER = "data/extracted"
_VERSION = 1


def read_extracted(folder: Folder, datasets: Mapping[str, Dataset]) -> dict[str, Extracted]:
    """The records by dataset. A file that is none of them is told."""
    found: dict[str, Extracted] = {}
    for name in folder.names(FOLDER):
        id = name.removesuffix(".json")
        if id not in datasets or datasets[id].extraction is None or not name.endswith(".json"):
            message = f"no dataset with from: is described for {FOLDER}/{name}"
            near = did_you_mean(id, datasets)
            folder.problems.append(problem(UNKNOWN_FILE, Place(f"{FOLDER}/{name}"), message, f"{near}Delete it."))
            continue
        source = folder.text(f"{FOLDER}/{name}", DATA_LIMIT)
        if source is not None:
            record = once(folder.memory, (parsed, Same(source)), partial(parsed, source.text))
            if record is None:
                message = "this is no record as pcpgen extract writes it"
                remedy = f"Delete it, and run pcpgen extract {id}."
                folder.problems.append(problem(WRONG_SHAPE, Place(source.file), message, remedy))
            else:
                found[id] = record
    return found


def values_sum(dataset: Dataset, observations: Observations) -> str:
    """The sum of a dataset's values, with its series and periods and nothing that is said of them."""
    said = (
        f"{each.series}@{each.period}={'[c]' if each.suppressed else '' if each.value is None else each.value}"
        for id in dataset.series
        for each in observations.get(id, {}).values()
    )
    return sha256("\n".join(sorted(said)).encode()).hexdigest()


def by_hand(id: str, record: Extracted) -> Extracted:
    """The record of values of which one was changed by hand since: none is said to be the publisher's."""
    return replace(record, origins={}, doubts=(f"data/{id}.csv was changed by hand",))


def text_of(record: Extracted) -> str:
    """The text of a record: a line for each file, reason and observation, so that a comparison of versions reads."""
    files = [each.file for each in record.files]
    own = [origin.file for origin in record.origins.values() if origin.file not in files]
    names = [*files, *dict.fromkeys(own)]
    where = {name: at for at, name in enumerate(names)}
    head = {
        "version": _VERSION,
        "day": record.day,
        "declared": record.declared,
        "result": record.result,
        "read": record.read,
        "kept": record.kept,
        "copies": record.copies,
        "noughts": record.noughts,
        "totals": record.totals,
        "counted": record.counted,
    }
    lists = {
        "files": [json.dumps(list(each), ensure_ascii=False) for each in record.files],
        "named": [json.dumps(name, ensure_ascii=False) for name in names[len(files) :]],
        "left out": [json.dumps(list(each), ensure_ascii=False) for each in record.left_out],
        "cells": [
            json.dumps([cell, where[each.file], each.sheet, each.row, each.rows], ensure_ascii=False)
            for cell, each in sorted(record.origins.items())
        ],
    }
    if record.called:
        lists["called"] = [json.dumps(each, ensure_ascii=False) for each in sorted(record.called.items())]
    lines = [f"{json.dumps(name)}: {json.dumps(value)}" for name, value in head.items()]
    lines += [f"{json.dumps(name)}: [{_inside(items)}]" for name, items in lists.items()]
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _inside(items: Sequence[str]) -> str:
    return "\n" + ",\n".join(items) + "\n" if items else ""


def parsed(text: str) -> Extracted | None:
    """The record that a text is; None where it is none."""
    try:
        whole = json.loads(text)
        return _record(whole) if whole["version"] == _VERSION else None
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError):
        return None


def _is_within(file: str) -> bool:
    return file.isprintable() and not file.startswith(("/", "\\")) and ".." not in file.split("/")


def _record(whole: Mapping[str, Any]) -> Extracted:
    files = [SourceFile(str(name), int(size), str(sum), str(how)) for name, size, sum, how in whole["files"]]
    if not all(_is_within(each.file) for each in files):
        raise ValueError("a file that was read lies outside the workspace")
    names = [*(each.file for each in files), *map(str, whole["named"])]
    return Extracted(
        day=str(whole["day"]),
        declared=str(whole["declared"]),
        result=str(whole["result"]),
        files=tuple(files),
        read=int(whole["read"]),
        kept=int(whole["kept"]),
        left_out=tuple(LeftOut(str(why), str(words), int(rows)) for why, words, rows in whole["left out"]),
        copies=int(whole["copies"]),
        noughts=int(whole["noughts"]),
        totals=int(whole["totals"]),
        counted=bool(whole["counted"]),
        origins={
            str(cell): Origin(names[file], str(sheet), int(row), int(rows))
            for cell, file, sheet, row, rows in whole["cells"]
        },
        called={str(word): str(series) for word, series in whole.get("called", ())},
    )
