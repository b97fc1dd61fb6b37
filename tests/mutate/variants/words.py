"""Sentences that are right, put into the prose of a plan or a paper."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from tests.mutate.changes import Change, Files, Line, change, kinds_of, one, prose


def paragraphs(files: Files, under: str = "plan/") -> Iterator[Line]:
    """Paragraphs that a sentence can be put at the end of."""
    for line in prose(files, r"[a-z]\.$"):
        if line.file.startswith(under) and not line.text.startswith(("{%", "(")):
            yield line


def said(files: Files, chance: Random, *sentences: str) -> Change | None:
    """The change that puts one of some sentences at the end of a paragraph."""
    line = one(chance, paragraphs(files))
    return change(files, line, f"{line.text} {chance.choice(sentences)}") if line else None


def time_of_day(files: Files, chance: Random) -> Change | None:
    """A time of day, as people write it."""
    return said(
        files,
        chance,
        "The counter opens at 10.30 am and closes at 4.15 pm.",
        "Calls are taken from 6pm to 6am as well.",
        "Shifts change at 07:00 and at 19.00 hours.",
        "The hall opens at 9am, at noon on Saturdays, and closes at 5.30pm.",
    )


def law_by_its_section(files: Files, chance: Random) -> Change | None:
    """A section, paragraph or article of the law."""
    return said(
        files,
        chance,
        "Section 17 of the Crime and Disorder Act 1998 asks the same of councils.",
        "This is a duty under section 5(2) of that Act.",
        "Paragraph 3 of Schedule 12A holds for it.",
        "It is published under article 3 of SI 2011/3050, Part 1 of its Schedule.",
        "The Code says so in section 5.2, and again in paragraphs 5.4 to 5.6.",
    )


def version_of_a_guide(files: Files, chance: Random) -> Change | None:
    """A version, page, chapter or annex of a document elsewhere."""
    return said(
        files,
        chance,
        "It follows version 2.1 of the national guide, page 14.",
        "Chapter 3 of the national guide says how, and so do pages 20 to 24.",
        "Annex B of the national guide holds the form for it.",
        "Table 4 of the national guide lists them.",
        "The form is v1.2 of the national one.",
    )


def range_of_ages(files: Files, chance: Random) -> Change | None:
    """A range of ages."""
    return said(
        files,
        chance,
        "Young people aged 10 to 17 were asked as well.",
        "People aged 16–24 answer least of all.",
        "Nobody under 18 is named here.",
        "The over-65s are asked by letter.",
        "Children aged 11 and over may answer for themselves.",
        "Most who came were 16- and 17-year-olds.",
    )


def number_in_a_name(files: Files, chance: Random) -> Change | None:
    """A number that is part of a name."""
    return said(
        files,
        chance,
        "Much of it lies along the A14 and the B1040.",
        "COVID-19 closed the courts for a time.",
        "In an emergency people call 999, and otherwise 101.",
        "The desk is staffed round the clock, 24/7.",
        "A 24-hour line takes such calls.",
        "Its systems meet ISO 27001.",
        "A 30 mph limit holds on bus route 14.",
        "The Five Ways roundabout is watched, and the Two Brewers too.",
    )


def word_twice_rightly(files: Files, chance: Random) -> Change | None:
    """A doubled word that is right."""
    return said(
        files,
        chance,
        "The team had had no van before.",
        "Nobody doubts that that matters.",
        "What it is is a promise.",
        "Those who came in in winter were few.",
        "Very, very few people complained.",
    )


def idiom_with_a_number(files: Files, chance: Random) -> Change | None:
    """A word for a number that counts nothing."""
    return said(
        files,
        chance,
        "On the one hand it takes time, on the other it saves trouble.",
        "First of all, third parties were told.",
        "One of the officers said so at once.",
        "It is no one-off, and second thoughts are welcome.",
        "Nobody is a second-class resident, and no one is forgotten.",
        "Partners meet one another face to face.",
        "One or two of them had to be asked twice.",
    )


def direction_without_a_figure(files: Files, chance: Random) -> Change | None:
    """A direction in a sentence that holds no figure."""
    return said(
        files,
        chance,
        "What people expect has risen over the years.",
        "The more people know, the less they fear.",
        "The lower bridge is seldom used, and the upper one is closed.",
        "Rising costs are felt by every service.",
        "Follow-up visits are made where somebody has fallen.",
        "Officers look up each address and write down what they see.",
    )


def date_with_its_weekday(files: Files, chance: Random) -> Change | None:
    """A date with the weekday that it has."""
    return said(
        files,
        chance,
        "The next survey begins on Monday 6 September 2027.",
        "The hall was opened on Tuesday, 13 June 2017.",
        "The partners met on Thursday 29 February 2024.",
        "It was written on Friday 1 March 2013.",
    )


def date_of_another_form(files: Files, chance: Random) -> Change | None:
    """A date, span or season in one of the forms that people use."""
    return said(
        files,
        chance,
        "The week of 3 to 7 May was given to it.",
        "People were asked from 28 September to 2 October 2015.",
        "The scheme has run since 2009, and in its present form since the 1990s.",
        "It dates from mid-2014.",
        "The next one is due in spring 2031.",
        "It was last reviewed in December 2012.",
    )


def promise_for_later(files: Files, chance: Random) -> Change | None:
    """A promise for a time that has not come."""
    return said(
        files,
        chance,
        "The new post will be filled in June 2041.",
        "The desk will open in the new year.",
        "It will be reviewed by the end of 2040.",
        "The work will be finished before 1 April 2042.",
    )


def abbreviation(files: Files, chance: Random) -> Change | None:
    """An abbreviation with full stops, or a question mark within a paragraph."""
    return said(
        files,
        chance,
        "Partners, e.g. councils and the NHS, take part.",
        "Others (charities, schools, etc.) are told.",
        "St. Mary’s Hall is used, i.e. the old one.",
        "Who answers at night? An officer does.",
        "What if a call is lost… and who would know?",
        "It is for the U.K. as a whole.",
    )


def brackets_and_dashes(files: Files, chance: Random) -> Change | None:
    """Brackets, dashes, strokes and apostrophes as the language has them."""
    return said(
        files,
        chance,
        "The guide (in its newest form (see there)) is used.",
        "Residents and/or traders may ask for it.",
        "It is done – always – by a pair of people.",
        "The officers’ own views, and the ’90s, count as well.",
        "Ask the “owner” (or tenant) first; then [as far as possible] the neighbour.",
    )


def words_quoted(files: Files, chance: Random) -> Change | None:
    """Somebody's words in quotation marks."""
    return said(
        files,
        chance,
        "One resident said: “We know our officer.”",
        "It is called ‘the long walk’, and rightly.",
        "“Why not ask?” was the answer.",
        "She said, “He told us ‘no’ at first.”",
    )


def link_in_words(files: Files, chance: Random) -> Change | None:
    """A link whose words say what it leads to."""
    return said(
        files,
        chance,
        "More is in [the national guide](https://www.example.org/guide_v2.1.pdf).",
        "See [the map of beats](https://www.example.org/maps?area=12&layer=beats#top).",
        "The guide stands at <https://www.example.org/guide>.",
    )


def sign_with_a_backslash(files: Files, chance: Random) -> Change | None:
    """A sign that is meant, behind a backslash or as it is."""
    return said(
        files,
        chance,
        r"The mark \* stands for what is new.",
        "Research & development is shared, and so is B&B.",
        "Whoever writes *in italics* or **in bold** means it.",
        r"The tag \#StaySafe is used.",
        "Prices are in £ throughout.",
    )


def mail_link(files: Files, chance: Random) -> Change | None:
    """A link to a mail address, in an office that allows it."""
    line = one(chance, paragraphs(files))
    office = files.get("plan/office.yaml")
    if not line or not office:
        return None
    made = change(files, line, f"{line.text} Write to [the office](mailto:office@example.org).")
    assert made
    more = {"plan/office.yaml": f"mail_links: true\n{office}".encode()}
    return Change(made.file, made.line, made.before, made.after, made.content, more)


def number_confirmed(files: Files, chance: Random) -> Change | None:
    """A number that is meant as typed, with the reason."""
    return said(
        files,
        chance,
        'There are {% typed "as the guide lists them" %}six such schemes{% endtyped %} in the country.',
        'It takes {% typed "the force\'s own rule" %}two officers{% endtyped %} to do so.',
        'The rule is that {% typed "set by the partners" %}one in ten{% endtyped %} is looked at again.',
    )


def short_answer_twice(files: Files, chance: Random) -> Change | None:
    """Two paragraphs that say in the same few words that there is nothing."""
    line = one(chance, [each for each in paragraphs(files, "plan/panel/") if not each.text.startswith(">")])
    return change(files, line, f"Nothing is due.\n\n{line.text}\n\nNothing is due.") if line else None


KINDS = kinds_of(
    "words",
    time_of_day,
    law_by_its_section,
    version_of_a_guide,
    range_of_ages,
    number_in_a_name,
    word_twice_rightly,
    idiom_with_a_number,
    direction_without_a_figure,
    date_with_its_weekday,
    date_of_another_form,
    promise_for_later,
    abbreviation,
    brackets_and_dashes,
    words_quoted,
    link_in_words,
    sign_with_a_backslash,
    mail_link,
    number_confirmed,
    short_answer_twice,
)
