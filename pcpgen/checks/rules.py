"""From a rule of several checks to its words."""

from __future__ import annotations

from pcpgen.rules import Rule

COLOUR_CONTRAST = Rule(
    "colour-contrast",
    "A colour without enough contrast",
    "The law asks for a contrast of at least 4.5 between text and ground.",
    "Take a darker colour.",
)
UNACCOUNTED = Rule(
    "unaccounted",
    "An objective, priority, indicator or answer that a report leaves out",
    "What a theme promises and its report does not mention is lost without a word.",
    "Write about it, or give the reason under # Left out.",
)
