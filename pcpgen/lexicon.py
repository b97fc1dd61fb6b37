"""From the languages of documents to the words by which the program knows what an author says of figures.

They are looked for in titles, units and sentences, and printed nowhere. A word of one language is one in every text:
a text that nobody has translated stands in a document of the other.
"""

from __future__ import annotations

import re

from pcpgen.languages import ENGLISH, WELSH
from pcpgen.patterns import pattern

# a unit of so many for each of something
_RATE = ("per", "fesul")
RATES = (" per ", " for each ", " for every ", " fesul ", " am bob ")
# a unit that is none of a count: of a share, money, a rate, a place, time, way or weight; "index offences" are counted
NO_COUNTS = pattern(
    r"(?:[%£]|pence|ceiniog|percentage|pwynt canran|per |fesul |for (?:each|every) |am bob |out of |allan o ).*"
    r"|(?:ranks?|index|scores?|ratio|seconds?|minutes?|hours?|days?|weeks?|months?|years?|miles?|km|kilometres?|metres?"
    r"|hectares?|kg|kilograms?|tonnes?|litres?"
    r"|safle|mynegai|sgôr|cymhareb|eiliad(?:au)?|munud(?:au)?|awr|oriau|diwrnod|dyddiau|wythnos(?:au)?|mis(?:oedd)?"
    r"|blynyddoedd|milltir(?:oedd)?|metrau|hectarau|tunnell|litrau)(?: (?:out )?of .*| allan o .*)?"
)
PEOPLE = ("people", "persons", "residents", "inhabitants", "pobl", "preswylwyr", "trigolion")
RESIDENTS = pattern(
    r"(?i)\b(?:residents?|populations?|inhabitants|census|[bp]oblogaeth\w*|[bp]reswylwyr|[dt]rigolion|cyfrifiad)\b"
    r"|^(?:people|pobl) "
)
# titles of percentages that are shares, and of those that may be under nought and above 100
SHARE = pattern(
    r"(?i)%|\b(?:per ?cent|percentages?|shares?|proportions?|rates?|ratios?|fractions?|parts?|who|satisf\w+"
    r"|confiden\w+|within|out of|how many of|of all|as a|than|whose|agree\w*|index"
    r"|y cant|[cg]anran\w*|[cg]yfran\w*|[cg]yfradd\w*|cymhareb|rhan|sydd|sy’n|a oedd|o fewn|allan o|na|nag|mynegai"
    r"|cytuno|[bf]odlon\w*|hyder\w*)\b"
)
CHANGE = pattern(
    r"(?i)\b(?:change|growth|grow|grew|rise|rose|fall|fell|increase|decrease|reduction|inflation|up|down"
    r"|newid\w*|twf|dwf|[cg]ynnydd|[cg]ynyddu|[cg]ostyngiad\w*|ostyngiad\w*|gostwng|lleihad|lleihau|chwyddiant)\b"
)
# titles of what may be under nought
BALANCE = pattern(
    r"(?i)\b(?:net|change|balance|difference|growth|gap|less|variance|surplus|deficit|shortfall|(?:under|over)spend(?:ing)?"
    r"|loss|savings?|reserves?|transfers?|adjustments?"
    r"|newid\w*|twf|gweddill|mantolen|gwahaniaeth|bwlch|llai|amrywiant|gwarged|diffyg|(?:tan|gor)wariant|colled\w*"
    r"|arbedion|cronfeydd|trosglwydd\w*|addasiad\w*)\b"
)
# what notes to a table say of a mark, by what it means
MARKS = {
    "suppressed": pattern(
        r"(?i)\b(?:suppress\w*|disclos\w*|confidential\w*|with(?:held|hold\w*)|kept back|keep back|redact\w*|protect\w*"
        r"|privacy|identif\w+|small (?:numbers?|counts?|values?|cells?)|low (?:numbers?|counts?)|(?:fewer|less) than"
        r"|(?:below|under) (?:[0-9]+|one|two|three|five|ten)"
        r"|datgel\w*|[cg]yfrinach\w*|atal\w*|[dn]?dal yn ôl|cadw yn ôl|diogelu|llai na|dan [0-9]+)\b|[<≤] ?[0-9]"
    ),
    "not-available": pattern(
        r"(?i)\b(?:(?:not|un)[ -]?(?:available|recorded|collected|known|supplied|provided|received|published|reported"
        r"|held)|unknown|missing|no (?:data|figures?|returns?|records?|information)|outages?|lost|failed|failure"
        r"|incomplete|ddim ar gael|nid (?:yw|ydynt) ar gael|heb (?:ei|eu) (?:[cg]ofnodi|[cg]asglu)|ar goll|dim data"
        r"|anhysbys)\b"
    ),
    "not-applicable": pattern(
        r"(?i)\b(?:(?:not|in)[ -]?applicable|(?:not|n’t|n't) apply|amherthnasol|ddim yn berthnasol)\b"
    ),
    "low": pattern(
        r"(?i)\b(?:less than|fewer than|round\w*|half|negligible|low|below|under|talgryn\w*|llai na|hanner|isel)\b"
    ),
}
KEPT_BACK = pattern(r"(?i)\b(?:suppress\w*|disclos\w*|withh\w+|kept back|not shown|datgel\w*|atal\w*|dal yn ôl)\b")
# how many at least a table shows, as a note to it says: counts below 5 are withheld
FEWEST_SHOWN = pattern(
    r"(?i)\b(?:below|under|fewer than|less than|llai na|dan|o dan) (?P<count>[0-9]{1,3})\b(?![.,][0-9]|%)"
)
FALL = pattern(r"(?i)\b(?:fall|fell|drop|dropped|reduction|decrease|gostyngiad|gostwng|cwymp|lleihad)\b")
# titles of totals, and of those that leave something out
ALL = pattern(
    r"(?i)^(?:all|total|altogether|in all|overall|pob|holl|yr holl|cyfanswm|y cyfan)\b"
    r"|\b(?:total|in all|cyfanswm|i gyd|gyfan)$"
)
LESS = pattern(
    r"(?i)\b(?:but|except|excluding|without|apart|less|other than|net|of which"
    r"|ond|ac eithrio|heblaw|heb|ar wahân|llai|y mae .* ohon)\b"
)
USUAL = {
    *["and", "the", "of", "all", "total", "other", "in", "per"],
    *["a", "ac", "y", "yr", "o", "pob", "holl", "cyfanswm", "arall", "eraill", "yn"],
}
# a name that is no noun, and that nobody can count: "What we will do"
CLAUSE = pattern(r"(?i)(?:what|how|why|who|where|when|beth|sut|pam|pwy|ble|pryd) .+")
# how a reason begins, in each language, that goes on from the rows which it is one for: "of other coasts", "heb ardal";
# with a capital it begins anew, as "On-line reports" and "I gyd" do
GOES_ON = {
    ENGLISH: pattern(
        r"(?:of|with|without|from|in|into|on|at|by|for|to|under|over|outside|within|before|after|since|until|between"
        r"|where|which|that|whose|who|when|as)\b.*"
    ),
    WELSH: pattern(
        r"(?:o|heb|gan|gyda|yn|mewn|ar|i|dan|dros|tu allan|cyn|ar ôl|ers|lle|sydd|sy’n|nad|na|a|pan|fel)\b.*"
    ),
}
# that a baseline is one which was moved since
FORMER_BASELINE = pattern(
    r"\b(?:(?:former|earlier|first|old|previous|original) baseline"
    r"|hen linell sylfaen|l?linell sylfaen (?:flaenorol|gyntaf|wreiddiol|gynharach))\b",
    re.IGNORECASE,
)


def is_rate(unit: str) -> bool:
    """Whether a unit is of so many for each of something."""
    return any(word in unit.split() for word in _RATE)
