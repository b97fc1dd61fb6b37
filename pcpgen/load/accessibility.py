"""From the entry `accessibility` of `plan/office.yaml` to what the office declares."""

from __future__ import annotations

from collections.abc import Collection

from pcpgen.load.fields import Fields
from pcpgen.model.accessibility import EXCUSED, FULL, STATUSES, Accessibility, Shortfall
from pcpgen.problems import problem, unknown_id
from pcpgen.rules import UNKNOWN_CHOICE


def read_accessibility(fields: Fields, posts: Collection[str]) -> Accessibility:
    """The declaration. With a status goes what the law asks beside it: the day, whom to ask, and what is lacking."""
    said = "status" in fields
    status = fields.choice("status") if said else ""
    if said and fields.text("status").value not in STATUSES:  # a slip, which is told, declares nothing
        status = ""
    shortfalls = fields.each("shortfalls", required=said and status != FULL)
    contact = fields.fields("contact", required=said)
    declared = Accessibility(
        status=status,
        prepared=fields.optional_date("prepared", required=said),
        reviewed=fields.optional_date("reviewed"),
        tested=fields.words("tested"),
        shortfalls=tuple(Shortfall(each.words("what"), each.choice("why")) for each in shortfalls),
        post=contact.optional("post"),
        mail=contact.words("mail"),
        phone=contact.words("phone"),
        answers=contact.words("answers"),
        enforcement=fields.words("enforcement"),
    )
    if declared.post and declared.post.value and declared.post.value not in posts:
        fields.problems.append(unknown_id("post", declared.post.value, declared.post.place, tuple(posts)))
    if status == FULL and declared.shortfalls:
        message = f'the status is "{FULL}", and shortfalls are listed'
        remedy = "Write partial, or take out what has been mended."
        fields.problems.append(problem(UNKNOWN_CHOICE, fields.text("status").place, message, remedy))
    if status not in ("", FULL) and declared.shortfalls and all(each.why == EXCUSED for each in declared.shortfalls):
        message = f'the status is "{status}", and each shortfall is one that the law does not ask to be met'
        remedy = "Add what fails the guidelines, as not-met or burden; or write full, and keep no shortfalls."
        fields.problems.append(problem(UNKNOWN_CHOICE, fields.text("status").place, message, remedy))
    return declared
