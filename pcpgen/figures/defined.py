"""From a dataset to what it declares of its figures, as short texts that can be set against those of another day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from pcpgen.model.data import Dataset

NOTHING = "none"
REASONS = "redefined"  # how a dataset's reasons are called among what it declares


def defined(datasets: Iterable[Dataset]) -> dict[str, str]:
    """By dataset or series and what it declares: "call-handling good" is "down"."""
    return {key: value or NOTHING for dataset in datasets for key, value in _of(dataset)}


def _of(dataset: Dataset) -> Iterator[tuple[str, str]]:
    rates = f"{dataset.rates.population} per {dataset.rates.per}" if dataset.rates else ""
    counted = [f"{each.valid_from} {each.says}" for each in dataset.definitions]
    own = {
        "good": dataset.good,
        "suppress": f"{dataset.suppress}" + (" and nought" if dataset.suppress_nought else ""),
        "base": "; ".join(filter(None, [str(dataset.baseline or ""), rates])),
        "definition": "; ".join([dataset.measures, *counted]),
        REASONS: "; ".join(f"{each.since} {each.what}" for each in dataset.redefined),
    }
    yield from ((f"{dataset.id} {what}", value) for what, value in own.items() if dataset.measures or what == REASONS)
    for series in dataset.series.values():
        made = [*series.parts, *([f"of {series.share_of}"] if series.share_of else [])]
        yield f"{series.id} unit", series.unit
        yield f"{series.id} parts", ", ".join(part.rpartition(".")[2] for part in made)


def changed(then: Mapping[str, str], now: Mapping[str, str]) -> Iterator[tuple[str, str, str, str]]:
    """What is declared otherwise and for no new reason: the dataset or series, what it is, how it was, how it is."""
    for key, old in then.items():
        name, _, what = key.rpartition(" ")
        new = now.get(key)
        if what == REASONS or new is None or new == old or (what == "definition" and _tells_itself(old, new)):
            continue
        reasons = f"{name.partition('.')[0]} {REASONS}"
        given = set(now.get(reasons, "").split("; ")) - set(then.get(reasons, "").split("; "))
        if not any(reason.endswith(f" {what}") for reason in given):
            yield name, what, old, new


def _tells_itself(old: str, new: str) -> bool:
    """Whether a definition has only got a further one, which says from when it holds and what it is."""
    before, after = old.split("; ")[1:], new.split("; ")[1:]
    return len(after) > len(before) and after[: len(before)] == before
