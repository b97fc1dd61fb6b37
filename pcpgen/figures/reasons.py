"""From what keeps figures from being set against each other to why, in the catalogue's words, as a reader is told."""

from __future__ import annotations

from datetime import date

from pcpgen.figures.figure import Figure
from pcpgen.model.data import Dataset, Series
from pcpgen.model.period import Form, Period
from pcpgen.model.period_words import day_words, period_words
from pcpgen.words.catalogue import Catalogue


def no_comparison(say: Catalogue, comparison: str) -> str:
    """That there is nothing of the name of a comparison, such as "baseline"."""
    return say.text("why.no-comparison", comparison=say.text(f"comparison.{comparison.replace(' ', '-')}"))


def change_words(say: Catalogue, dataset: Dataset, day: date) -> str:
    """What happened on a day from which figures are no longer comparable, with the reason of a break."""
    said = say.text("why.break" if day in dataset.breaks else "why.redefined", day=day_words(say, day))
    why = dataset.break_reasons.get(day, "").rstrip(".")
    return say.text("why.because", said=said, why=why) if why else said


def part_missing(say: Catalogue, whole: Period) -> str:
    """That not all rows that would make up a time are there."""
    return say.text("why.part-missing", period=period_words(say, whole))


def no_base(say: Catalogue, series: Series, current: Figure, base: Figure) -> list[str]:
    """Why two answers of a survey say nothing of each other: nobody knows how many were asked."""
    if not series.survey or (current.base and base.base):
        return []
    missing = [_the(say, figure.period) for figure in (base, current) if not figure.base]
    return [say.text("why.no-base", periods=say.listed(missing))]


def unlike(say: Catalogue, current: Period, base: Period, one_year: bool) -> list[str]:
    """What makes two periods unfit for each other; `one_year` says that they are the same months of two years."""
    if current.form is Form.DAY:
        return []
    named = {"one": period_words(say, current), "other": period_words(say, base)}
    if current.form is not base.form and not one_year:
        return [say.text("why.forms", **named, form=_form(say, current), other_form=_form(say, base))]
    one, other = (current.months, base.months) if current.months and base.months else (current.days, base.days)
    found = [] if one is not None and one == other else [say.text("why.unequal", **named)]
    if base.end and current.start and base.end >= current.start:
        found.append(say.text("why.overlap", one=_the(say, current), other=_the(say, base)))
    return found


def _form(say: Catalogue, period: Period) -> str:
    return say.text(f"form-of-period.{period.form.value.replace(' ', '-')}")


def _the(say: Catalogue, period: Period) -> str:
    said = period_words(say, period)
    return say.text("period.the-year", period=said) if period.form is Form.YEAR_ENDING else said
