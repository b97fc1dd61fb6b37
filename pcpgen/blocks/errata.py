"""From the errata of a version that was issued to the paragraphs that tell them; the version itself stays as it is."""

from __future__ import annotations

from pcpgen.blocks.numbers import written
from pcpgen.blocks.setting import Setting
from pcpgen.blocks.subject import Made
from pcpgen.blocks.wording import ended
from pcpgen.model.issued import Erratum
from pcpgen.model.period import parse_date
from pcpgen.model.period_words import day_words
from pcpgen.words.catalogue import Catalogue


def errata(setting: Setting, number: str, after: int) -> Made:
    """What was wrong in the version of the section, a paragraph an erratum."""
    issued, item = setting.subject.issued, setting.item
    assert issued is not None and item is not None  # the block needs them
    version = next(each for each in issued.versions if str(each.version) == item.id)
    return Made(written(number, *(_said(setting.say, each) for each in issued.errata_of(version)), after=after))


def _said(say: Catalogue, each: Erratum) -> str:
    day = day_words(say, parse_date(each.date))
    return say.text("erratum", was=each.was.value, reads=each.reads.value, why=ended(each.why), day=day)
