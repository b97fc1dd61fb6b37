"""From what authors wrote to warnings: a person's mail address or mobile number that would be printed."""

from __future__ import annotations

from collections.abc import Iterator

from pcpgen.figures.data import Data
from pcpgen.model.project import Project
from pcpgen.patterns import pattern
from pcpgen.place import Place, Source
from pcpgen.problems import Problem, problem
from pcpgen.rules import Rule

PRINTED_CONTACT = Rule(
    "printed-contact",
    "A mail address or mobile number that would be printed",
    "A document outlives the post of whoever it names, and what is published is gathered up and misused.",
    "Name the post instead; an office that prints addresses says mail_links: true in plan/office.yaml.",
    "warning",
)

# apart from a link, of which the check of links tells, and from what is part of the address of a page
_MAIL = pattern(r"(?<![\w.+@:/<\[-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}(?![\w/@])")
_MOBILE = pattern(r"(?<![\w.,/+-])(?:\+44 ?\(?0?\)?|0)7[0-9]{3}[ -]?[0-9]{3}[ -]?[0-9]{3}(?!\w|[,./-][0-9])")
_REMARK = pattern(r"^\s*#|\s#\s")


def check_contacts(project: Project, data: Data) -> Iterator[Problem]:
    """Each mail address and mobile number in a file of words; an office may say that it prints them."""
    if project.office and not project.office.mail_links:
        for source in project.worded:
            if source.file.endswith((".md", ".yaml")):
                yield from _of_file(source)


def _of_file(source: Source) -> Iterator[Problem]:
    if "@" not in source.text and "07" not in source.text and "+44" not in source.text:
        return
    for number, line in enumerate(source.lines, 1):
        kinds = ((_MAIL, "@" in line), (_MOBILE, "07" in line or "+44" in line))
        for sought, worth in kinds:
            for found in sought.finditer(line) if worth else ():
                if source.file.endswith(".yaml") and _REMARK.search(line[: found.start()]):
                    continue  # which nobody but authors reads
                what = "mail address" if sought is _MAIL else "mobile number"
                place = Place(source.file, number, found.start() + 1, len(found[0]))
                yield problem(PRINTED_CONTACT, place, f'the {what} "{found[0]}" would be printed')
