"""From a word to what may be read where it stands: a number, or what looks like one and is none, such as "section 5".

Each kind is known by the words that it begins with; the pattern of a kind, and with it that of a count in words, which
is long, is compiled when such a word is first met near a number.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from pcpgen.patterns import pattern
from pcpgen.prose.days import MONTH, MONTHS

NUMBER_WORDS = (  # from 2 to 19
    "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen",
    "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
BIG = ("hundred", "thousand", "million", "billion", "dozen")
FRACTIONS = ("third", "quarter", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")

# -- pieces of patterns; every repetition is bounded, so that no text takes long

_N = r"[0-9]{1,15}(?:,[0-9]{3}){0,6}(?:\.[0-9]{1,15})?[½⅓⅔¼¾]?"
_YEAR = r"(?:1[5-9]|2[01])[0-9]{2}"
_MONTH = rf"(?:{MONTH})\b"
_DAY = r"[0-3]?[0-9](?:st|nd|rd|th)?"
_TO = r"\s?(?:[-–]|to|until|and|or)\s?"
_DAYS = r"(?:days?|nights?|weekends?|weeks?|fortnights?|months?|quarters?|terms?|years?|decades?|generations?)\b"
HOURS = r"(?:hours?|hrs?|minutes?|mins?|seconds?|secs?)\b"
_KIND_OF_DAY = r"(?:(?:working|clear|calendar|consecutive|full|whole|further|more|financial|school)[ -])?"
# what a number counts, and no year or label does
_COUNTED = (
    r"(?:[a-z-]{1,20}\s){0,2}?(?:officers|staff|people|posts|recruits|constables|PCSOs|victims|offenders|offences"
    r"|crimes|incidents|arrests|complaints|reports|residents|households|places|patrols|homes|vehicles|schools)\b"
)
_MEASURES = r"\s?(?:%|per\s?cent\b|k\b|bn\b|thousand\b|million\b|billion\b)"
_MARK = r"[0-9]{1,4}[A-Z]{0,2}(?:\.[0-9]{1,3}){0,3}[a-z]?(?:\([0-9A-Za-z]{1,4}\)){0,4}"
_NO_AMOUNT = rf"(?!\w|[.,/:][0-9]|{_MEASURES})"
_NO_COUNT = rf"{_NO_AMOUNT}(?!\s{_COUNTED})"
_MORE_MARKS = rf"(?:,?\s?(?:,|–|-|to|and|or|&)\s?{_MARK}{_NO_COUNT}){{0,8}}"
_PLACE = rf"[0-9]{{1,2}}\.[0-9]{{1,2}}(?:{_TO}[0-9]{{1,2}}\.[0-9]{{1,2}})?"  # of a paragraph: 5.2 to 5.4
_IN_YEAR = rf"{_YEAR}(?:s\b|(?:\s?[-–/]\s?(?:{_YEAR}|[0-9]{{2}}))(?![\w%])|{_NO_COUNT})"
_BELOW_ELEVEN = "(?:Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten)"
_OF_AGE = rf"\s(?:aged\s)?(?:under|over)\s[1-9][0-9](?![\w,.][0-9]|\w|{_MEASURES})"
_OR_OVER = r"\s(?:and|or)\s(?:over|under|above|older|younger)"

_UNITS, _TEENS, _TENS = "|".join(NUMBER_WORDS[1:8]), "|".join(NUMBER_WORDS[8:]), f"(?:{'|'.join(TENS)})"
_BIG, _FRACTION = f"(?:{'|'.join(BIG)})", f"(?:{'|'.join(FRACTIONS)})"
_FEW = rf"(?:{_TENS}(?:-(?:one|two|{_UNITS}))?|{_TEENS}|two|{_UNITS})"
_OF_BIG = rf"\s{_BIG}(?:\s(?:hundred|thousand|million))?(?:\sand\s(?:one|{_FEW}))?"
_LARGE = rf"(?:an?|one|half\sa|{_FEW}){_OF_BIG}"
_CARDINAL = rf"(?:(?:an?|one|half\sa)(?=\s{_BIG})|{_FEW})(?:{_OF_BIG})?"
_SIZE = "(?:number|rate|share|level|size|amount|proportion|figure|count|total|average|national|cost|budget|volume)"
# what stands between a number in words and what it counts
_NO_ADJECTIVE = (
    r"(?!(?:in|of|to|and|or|for|at|on|by|with|from|is|are|was|were|has|have|had|will|can|may|must|that|which|who|the"
    r"|an?|this|these|those|as|into|than|times|but|not|if|when|while|so|per|out)\b)"
)
_GENERIC = (
    r"(?!(?:ways|things|reasons|kinds|sorts|types|sides|ends|respects|senses|words|halves|times|parts|miles|metres"
    rf"|kilometres|feet|steps|{_DAYS[:-2]}|{HOURS[:-2]})\b)"
)
_PLURAL = rf"{_GENERIC}(?:[a-z][a-z’-]{{1,30}}(?<![sui’])s|people|men|women|children|staff|of\sthem)\b"
_NAMED = r"[A-Z][\w’-]{1,24}(?:\s(?:and|of)(?=\s[A-Z])|\s[A-Z][\w’-]{1,24}){0,4}(?<![sui’])s\b"
_NOUN = (
    rf"(?:(?-i:{_NAMED})|(?:{_NO_ADJECTIVE}{_GENERIC}(?:[a-z][a-z’-]{{1,24}}|[A-Z][\w’-]{{1,24}})\s){{0,2}}{_PLURAL})"
)

_UNIT = r"%|(?:k|m|bn|p|x|per\s?cent|thousand|million|billion)(?!\w)"
_AMOUNT = rf"(?:[£€$]\s?)?{_N}(?:\s?(?:{_UNIT})|(?:st|nd|rd|th)\b)?"
_BEHIND = r"(?!\w|[.,:/][0-9])"
_SECOND = rf"(?!{_YEAR}\b){_AMOUNT}{_BEHIND}"

# -- what begins with a digit or a sign, in this order

_DIGITS = (
    r"(?<![\w.,/:#])(?<![A-Za-z][-–])"
    rf"(?:[+−±-]\s?)?{_AMOUNT}(?:(?:\s?[-–:/]\s?|\s(?:to|in|out\sof)\s){_SECOND})?{_BEHIND}|[½⅓⅔¼¾⅛]"
)
# of a period; whether it was measured shows only in the words before it
_PERIOD = rf"(?<![\w.,/£])[0-9]{{1,3}}(?:{_TO}[0-9]{{1,3}})?(?:\s|-){_KIND_OF_DAY}(?:{_DAYS}|{HOURS})"
_NO_NUMBERS = (
    # before a heading or paragraph, which is told as such
    r"\A\(?[0-9]{1,2}(?:(?:\.[0-9]{1,2}){0,3}[.)]|(?:\.[0-9]{1,2}){1,3})\s+(?=[A-Z“])",
    r"[\w.+-]{1,64}@[\w.-]{1,255}",
    # dates and times
    rf"(?:{_DAY}(?:,\s|{_TO}|/)(?:the\s)?){{0,6}}{_DAY}(?:\sof)?\s{_MONTH}(?:,?\s{_YEAR})?",
    r"[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?(?![\w-])|[0-9]{1,2}/[0-9]{1,2}/(?:[0-9]{4}|[0-9]{2})\b",
    rf"[0-9]{{1,2}}(?:[.:][0-5][0-9])?(?:{_TO}[0-9]{{1,2}}(?:[.:][0-5][0-9])?)?\s?(?:[ap]m\b|[ap]\.m\.|o[’']clock|noon)",
    r"(?:[01]?[0-9]|2[0-3]):[0-5][0-9](?![\w:])|[0-2][0-9][0-5][0-9]\shours\b",
    r"(?:24/7|50/50|50:50|1[-:]1|1-2-1|1-to-1|9-5|9/11|7/7|20/20|360)(?![\w/:-])",
    # ages
    rf"{_N}-?(?:{_TO}[0-9]{{1,3}})?[\s-]years?[\s-]olds?\b",
    rf"[0-9]{{1,3}}{_OR_OVER}\b",
    r"\b[0-9]{1,2}-point\s(?:[a-z]{1,20}\s)?(?:plan|programme|scale|strategy|pledge|charter)\b",
    # references
    r"\([0-9]{1,2}\)|§{1,2}\s?[0-9]{1,3}[A-Z]?",
    rf"\b{_PLACE}\s(?:above|below|shows?|says?|sets?\sout|explains?"
    r"|describes?|lists?|gives?|states?|notes?|tells?|reports?|covers?|asks?|deals?)\b",
    # names
    r"[‘“\"'][0-9]{1,3}\s[A-Z][\w-]{1,30}",
    r"\b[0-9]{1,4}[A-Za-z]?\s(?:[A-Z][\w’-]{1,30}\s){1,3}(?:Street|Road|Lane|Avenue|House|Square|Place|Way|Drive|Court)\b",
    r"[0-9]{1,2}(?:st|nd|rd|th)(?:(?:\s(?:and|to|or)\s|[-–])[0-9]{1,2}(?:st|nd|rd|th))?[\s-](?:[A-Z][a-z]|century|centuries|birthday|anniversary|editions?\b|ed\.|reprint)",
    r"\b[1-7]0\s?mph\b|£(?:1|2|5|10|20|50)\s(?:notes?|coins?)\b",  # limits of speed, and money in the hand
    # telephone numbers
    rf"\b(?:999|101|111|112|105|116|119)(?:\s?(?:/|and|or)\s?(?:999|101|111|112))?{_NO_COUNT}",
    r"(?:\+44\s?|\(?\b0)[0-9]{2,4}\)?[\s-]?[0-9]{3,4}[\s-]?[0-9]{3,4}\b|\b0[0-9]{2,3}\s[0-9]{3}\s[0-9]{3,4}\b",
    # years, after what begins with one
    rf"\b{_IN_YEAR}",
)
_BY_SIGN = rf"(?P<period>{_PERIOD})|(?P<none>{'|'.join(_NO_NUMBERS)})|(?P<digits>{_DIGITS})"


class Kind(NamedTuple):
    """What begins with one of some words, in letters of any size; the groups of its pattern say what was found."""

    words: frozenset[str]
    pattern: re.Pattern[str]


def _none(words: str, written: str) -> Kind:
    """What looks like a number and is none."""
    return Kind(frozenset(words.split()), pattern(f"(?P<none>{written})"))


def _words(words: str, none: str, number: str) -> Kind:
    """A number in words; before it is tried what is none."""
    groups = [f"(?P<{group}>{written})" for group, written in (("none", none), ("words", number)) if written]
    return Kind(frozenset(words.split()), pattern(rf"\b(?:{'|'.join(groups)})", re.IGNORECASE))


_W = r"\b[A-Za-z]+"  # the word by which a kind is known
SIGN, NAME, MAIL = "0", "A", "@"  # known by what is no letter; by a capital; by an @ somewhere in the text
_FEW_WORDS = " ".join((*NUMBER_WORDS, *TENS))
_LABELS = (
    "s ss section sections subsection subsections reg regulation regulations art arts article articles para paras "
    "paragraph paragraphs schedule schedules sch rule rules clause clauses cl c chapter chapters part "
    "parts p pp page pages table tables chart charts figure figures fig figs map maps item items appendix appendices "
    "annex annexes version versions phase phases stage stages step steps objective objectives priority priorities "
    "theme themes pledge pledges commitment commitments aim aims action actions goal goals mission missions outcome "
    "outcomes level levels category categories band bands tier tiers grade grades class classes footnote footnotes "
    "question questions recommendation recommendations option options no nos volume volumes vol edition editions "
    "operation operations route routes room rooms floor floors zone zones boxes box week weeks day days year years "
    "quarter quarters tranche tranches round rounds lot lots cohort cohorts type types criteria criterion principle "
    "principles standard standards domain domains pillar pillars strand strands workstream workstreams indicator "
    "indicators junction junctions platform platforms bus channel gate gates berth berths ward wards unit units line "
    "lines team teams point points area areas"
)
_LABELLED = rf"\.?(?:\s?{_MARK}{_NO_AMOUNT}{_MORE_MARKS}|\s(?:One|{_BELOW_ELEVEN})\b)"
# "issue 3", and "issue 40 warnings"
_VERBS_TOO = "issue issues target targets set sets measure measures number numbers form forms group groups note notes"
_MONTH_WORDS = " ".join(f"{month} {month[:3]}" for month in MONTHS).lower() + " sept"
_PERSONS = (
    "anyone anybody everyone everybody someone nobody people person persons those child children adult adults man men "
    "woman women youth youths girl girls boy boys victim victims witness witnesses suspect suspects offender offenders "
    "detainee detainees driver drivers rider riders passenger passengers resident residents"
)
_TIME = "[0-2]?[0-9][.:][0-5][0-9]"
_NOT_OF_AN_HOUR = r"(?!\sof\san?\s(?:hour|year|mile|century))"

# in the order in which they are tried at one place
_KINDS = (
    Kind(frozenset((SIGN,)), pattern(_BY_SIGN)),
    _none("http https", r"https?://\S{1,2000}"),
    _none("www", r"www\.\S{1,500}"),
    _none(MAIL, r"[\w.+-]{1,64}@[\w.-]{1,255}"),
    _none(
        _MONTH_WORDS,
        rf"{_MONTH}(?:,?\s(?:{_TO}{_MONTH}\s)?{_YEAR}(?![\w%])"
        rf"|\s{_DAY}(?:,\s{_YEAR})?(?!\w|[.,/]?[0-9]|\s{_COUNTED}|{_MEASURES}))",
    ),
    _none("at from until till by between before after", rf"{_W}\s{_TIME}(?:{_TO}{_TIME})?{_NO_AMOUNT}"),
    # ages
    _none(
        "age aged ages",
        rf"{_W}\s(?:of\s|between\s|from\s|under\s|over\s){{0,2}}{_N}(?:{_TO}[0-9]{{1,3}})?(?:{_OR_OVER})?",
    ),
    _none("under over", rf"{_W}[\s-][0-9]{{1,3}}s\b"),
    _none(_PERSONS, rf"{_W}{_OF_AGE}"),
    _none("no", rf"{_W}\s(?i:one){_OF_AGE}"),
    _none("who", rf"{_W}\s(?i:is|are|was|were){_OF_AGE}"),
    _none("their his her early mid late", r"[a-z]+[\s-][2-9]0s\b"),
    # references, to law or within a document, and numbered things
    _none(_LABELS, rf"{_W}{_LABELLED}"),
    _none("sub", rf"{_W}-(?i:sections?|paragraphs?){_LABELLED}"),
    _none("key", rf"{_W}\s(?i:stages?){_LABELLED}"),
    _none(
        _VERBS_TOO,
        rf"{_W}\s{_MARK}{_NO_AMOUNT}(?!\s(?:[a-z-]{{1,20}}\s)?[a-z]{{2,20}}s\b)(?!\s{_COUNTED}){_MORE_MARKS}",
    ),
    _none("isbn cm cmnd issn", r"\b(?:ISBN(?:-1[03])?:?\s[0-9][0-9Xx -]{8,16}|(?:Cm|Cmnd|ISSN)\s[0-9-]{1,9})"),
    _none("top bottom", rf"{_W}\s[0-9]{{1,3}}(?:\s?%|\sper\scent\b)?(?!\w|[.,][0-9])"),
    _none("see", rf"{_W}\s{_PLACE}{_NO_COUNT}"),
    _none(
        NAME,
        rf"(?:\b[A-Z]{{2,10}}\s[0-9]{{1,6}}(?:[/:-][0-9]{{1,6}})?|(?<=[a-z,;–(‘“]\s)[A-Z][\w’-]{{1,30}}"
        rf"(?:\s(?:of|for|and|[A-Z][\w’-]{{1,30}})){{0,4}}\s[0-9]{{1,4}}[A-Z]?(?:[-–][0-9]{{1,4}})?){_NO_COUNT}"
        rf"|[A-Z][a-z’-]{{1,24}}\s{_BELOW_ELEVEN}\b|(?<=[(‘“\"])[A-Z][\w’-]{{1,30}}\s[0-9]{{1,4}}{_NO_AMOUNT}"
        rf"|(?<=[a-z,;(]\s)(?:{_BELOW_ELEVEN}|Twelve)\s[A-Z][\w’-]{{1,30}}",
    ),
    # what a rate is for
    _none("per every each", rf"{_W}\s{_N}(?:\s(?:thousand|million))?"),
    _none("mid", rf"\bmid-{_IN_YEAR}"),
    # numbers in words
    Kind(
        frozenset(("per", "every", "each", "for")),
        pattern(
            rf"(?P<none>(?:per|every|each|for\severy)\s(?:(?:an?|one|{_FEW})\s)?(?:{_BIG}|{_FEW})\b)", re.IGNORECASE
        ),
    ),
    _words(
        "phase stage step part section chapter priority objective theme option level tier band category question item "
        "page strand pillar year week day round tranche lot type class grade number team appendix top bottom",
        rf"[a-z]+\s{_FEW}\b",
        "",
    ),
    _words("first last next latest past previous final coming following", rf"[a-z]+\s{_CARDINAL}\b", ""),
    _words("the these those its their our his her other between whose all", r"[a-z]+\stwo\b", ""),
    _words("one", r"one\sor\stwo\b", ""),
    _words(
        f"{_FEW_WORDS} a an one half",
        rf"(?!three(?:-quarters|\squarters\sof)\b){_CARDINAL}(?:\s(?:to|or)\s{_CARDINAL})?[\s-](?:{_DAYS}|{HOURS})"
        rf"|{_FEW}(?:[\s-]{_FRACTION}s\s(?:majority|of\san?\s(?:hour|mile|year))\b"
        rf"|-(?!(?:one|two|{_UNITS}|{_FRACTION}s|odd)\b)[a-z]{{2,30}})"
        # what the law asks of a Panel’s vote
        r"|two[\s-]thirds\s(?:majority|vote|of\s(?:[a-z’]{1,12}\s){0,3}(?:members|membership))\b"
        rf"|half[\s-](?:past\s{_FEW}|an?\s(?!{_BIG})|term|time|day)\b",
        rf"(?:one|{_FEW})\s(?:in|out\sof)(?:\severy)?\s(?:{_CARDINAL}|[0-9]{{1,4}})\b(?![\s-](?:{_DAYS}|{HOURS}))"
        rf"|one\sper\s?cent\b|{_CARDINAL}\s(?:per\s?cent|times\s(?:as|more|higher|larger|greater|bigger|fewer|less"
        rf"|the\s{_SIZE}))\b"
        rf"|(?:an?|one)\s{_FRACTION}\s(?:of(?!\san?\s(?:hour|year|mile|century))|fewer|more|less|lower|higher)\b"
        rf"|(?:two|{_UNITS})[\s-]{_FRACTION}s\b{_NOT_OF_AN_HOUR}"
        r"|(?<!first\s)(?<!second\s)(?<!other\s)(?<!latter\s)(?<!last\s)half\s(?:of|the|our|its|their)\b(?!\san?\s)"
        rf"|(?:(?P<large>{_LARGE}\b)|{_FEW}(?:-odd)?)(?:\s{_NOUN}|(?(large)|(?!)))",
    ),
    _words(
        "twice", "", rf"twice\s(?:as\s(?:many|much|likely|often|high|large|long)|the\s(?:[a-z]{{1,20}}\s)?{_SIZE})\b"
    ),
    _words(
        "more almost nearly over doubled trebled tripled quadrupled halved",
        "",
        r"(?:(?:more\sthan|almost|nearly|over)\s)?(?:doubled|trebled|tripled|quadrupled|halved)\b(?!\s(?:up|down|back))",
    ),
    _words(
        "halve halving double doubling treble trebling triple tripling",
        "",
        rf"[a-z]+\s(?:the|its|our|their)\s(?:[a-z]{{1,20}}\s)?{_SIZE}\b",
    ),
    _words(
        "by than to about around nearly almost over under least roughly",
        "",
        rf"[a-z]+\s(?:an?|one)[\s-]{_FRACTION}\b(?!\s(?!of)[a-z])",
    ),
    _words(
        "than over almost nearly about around by under least roughly in",
        "",
        r"[a-z]+\shalf\b(?!\san?\s|\spast|-|\s(?:term|time|day))",
    ),
)


_BY_WORD: dict[str, list[int]] = {}
for _number, _kind in enumerate(_KINDS):
    for _word in _kind.words:
        _BY_WORD.setdefault(_word, []).append(_number)


@lru_cache(4096)
def kinds(word: str, has_mail: bool) -> tuple[Kind, ...]:
    """What may begin with a word or a sign, in the order in which it is to be tried."""
    known = (word.lower(), SIGN if not word.isalpha() else NAME if word[0].isupper() else "", MAIL if has_mail else "")
    return tuple(_KINDS[number] for number in sorted({each for key in known for each in _BY_WORD.get(key, ())}))
