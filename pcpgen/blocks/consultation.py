"""From a consultation to its first and last day and how long it was, which nobody types."""

from __future__ import annotations

from decimal import Decimal

from pcpgen.blocks.wording import shown
from pcpgen.document.prose import Inline, worded
from pcpgen.figures.figure import Cell, Figure
from pcpgen.model.board import Consultation
from pcpgen.model.period import parse_period
from pcpgen.model.period_words import weekday_words
from pcpgen.words.catalogue import Catalogue


def consultation(say: Catalogue, name: str, held: Consultation) -> tuple[Inline, ...]:
    """Its days in words, the number of them a figure with its cells."""
    period = parse_period(f"{held.start.isoformat()}..{held.end.isoformat()}")
    cells = (Cell(held.place, f"consultations.{name}", period.written),)
    formula = f"days from {held.start} to {held.end}, both included"
    figure = Figure(f"consultation:{name}", Decimal(held.days), "days", 0, period, formula, cells)
    first, last = weekday_words(say, held.start), weekday_words(say, held.end)
    return worded(say, "consultation", first=first, last=last, days=shown(figure)).content
