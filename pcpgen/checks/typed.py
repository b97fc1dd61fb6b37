"""From a sentence to the numbers that its author typed, and not to dates, times, ages, names and references.

One pattern reads along the text. At each place it tries first what looks like a number and is none, such as "section
5.2", "aged 16 to 24" or "31 March 2016", and passes over it whole; then numbers in digits; then numbers in words, of
which only those are told that count something: "six areas", "one in seven", "a third of", "twice as many".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from pcpgen.patterns import pattern
from pcpgen.prose.days import MONTH

NUMBER_WORDS = (  # from 2 to 19
    "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen",
    "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip

# -- pieces of patterns; every repetition is bounded, so that no text takes long

_N = r"[0-9]{1,15}(?:,[0-9]{3}){0,6}(?:\.[0-9]{1,15})?[½⅓⅔¼¾]?"
_YEAR = r"(?:1[5-9]|2[01])[0-9]{2}"
_MONTH = rf"(?:{MONTH})\b"
_DAY = r"[0-3]?[0-9](?:st|nd|rd|th)?"
_TO = r"\s?(?:[-–]|to|until|and|or)\s?"
_DAYS = r"(?:days?|nights?|weekends?|weeks?|fortnights?|months?|quarters?|terms?|years?|decades?|generations?)\b"
_HOURS = r"(?:hours?|hrs?|minutes?|mins?|seconds?|secs?)\b"
_KIND_OF_DAY = r"(?:(?:working|clear|calendar|consecutive|full|whole|further|more|financial|school)[ -])?"
# what a number counts, and no year or label does
_COUNTED = (
    r"(?:[a-z-]{1,20}\s){0,2}?(?:officers|staff|people|posts|recruits|constables|PCSOs|victims|offenders|offences"
    r"|crimes|incidents|arrests|complaints|reports|residents|households|places|patrols|homes|vehicles|schools)\b"
)
_MEASURES = r"\s?(?:%|per\s?cent\b|k\b|bn\b|thousand\b|million\b|billion\b)"
_LABEL = (
    r"(?:ss?|sections?|sub-?sections?|reg|regulations?|arts?|articles?|paras?|paragraphs?|sub-paragraphs?|schedules?"
    r"|sch|rules?|clauses?|cl|c|chapters?|parts?|pp?|pages?|tables?|charts?|figures?|figs?|maps?|items?|appendix"
    r"|appendices|annex(?:es)?|versions?|phases?|stages?|steps?|objectives?|priority|priorities|themes?|pledges?"
    r"|commitments?|aims?|actions?|goals?|missions?|outcomes?|levels?|category|categories|bands?|tiers?|grades?"
    r"|class(?:es)?|footnotes?|questions?|recommendations?|options?|nos?|volumes?|vol|editions?|operations?|routes?"
    r"|rooms?|floors?|zones?|boxes|box|weeks?|days?|years?|quarters?|key\sstages?|tranches?|rounds?|lots?|cohorts?"
    r"|types?|criteria|criterion|principles?|standards?|domains?|pillars?|strands?|workstreams?|indicators?"
    r"|junctions?|platforms?|bus|channel|gates?|berths?|wards?|units?|lines?|teams?|points?|areas?|chapters?)\.?"
)
_VERB_TOO = r"(?:issues?|targets?|sets?|measures?|numbers?|forms?|groups?|notes?)"  # "issue 3", and "issue 40 warnings"
_MARK = r"[0-9]{1,4}[A-Z]{0,2}(?:\.[0-9]{1,3}){0,3}[a-z]?(?:\([0-9A-Za-z]{1,4}\)){0,4}"
_NO_AMOUNT = rf"(?!\w|[.,/:][0-9]|{_MEASURES})"
_MORE_MARKS = rf"(?:,?\s?(?:,|–|-|to|and|or|&)\s?{_MARK}{_NO_AMOUNT}(?!\s{_COUNTED})){{0,8}}"

# what holds digits and is no number of the kind that is computed
_NONE = (
    # before a heading or paragraph, which is told as such
    r"\A\(?[0-9]{1,2}(?:(?:\.[0-9]{1,2}){0,3}[.)]|(?:\.[0-9]{1,2}){1,3})\s+(?=[A-Z“])",
    r"https?://\S{1,2000}|www\.\S{1,500}|[\w.+-]{1,64}@[\w.-]{1,255}",
    rf"(?:{_DAY}(?:,\s|{_TO}|/)(?:the\s)?){{0,6}}{_DAY}(?:\sof)?\s{_MONTH}(?:,?\s{_YEAR})?",
    rf"{_MONTH},?\s(?:{_TO}{_MONTH}\s)?{_YEAR}(?![\w%])",
    rf"{_MONTH}\s{_DAY}(?:,\s{_YEAR})?(?!\w|[.,/]?[0-9]|\s{_COUNTED}|{_MEASURES})",
    r"[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?(?![\w-])|[0-9]{1,2}/[0-9]{1,2}/(?:[0-9]{4}|[0-9]{2})\b",
    rf"[0-9]{{1,2}}(?:[.:][0-5][0-9])?(?:{_TO}[0-9]{{1,2}}(?:[.:][0-5][0-9])?)?\s?(?:[ap]m\b|[ap]\.m\.|o[’']clock|noon)",
    rf"(?i:\b(?:at|from|until|till|by|between|before|after)\s)[0-2]?[0-9][.:][0-5][0-9]"
    rf"(?:{_TO}[0-2]?[0-9][.:][0-5][0-9])?{_NO_AMOUNT}",
    r"(?:[01]?[0-9]|2[0-3]):[0-5][0-9](?![\w:])|[0-2][0-9][0-5][0-9]\shours\b",
    r"(?:24/7|50/50|50:50|1[-:]1|1-2-1|1-to-1|9-5|9/11|7/7|20/20|360)(?![\w/:-])",
    # ages
    rf"(?i:\b(?:aged?|ages)\s)(?:of\s|between\s|from\s|under\s|over\s){{0,2}}{_N}(?:{_TO}[0-9]{{1,3}})?"
    rf"(?:\s(?:and|or)\s(?:over|under|above|older|younger))?",
    rf"{_N}-?(?:{_TO}[0-9]{{1,3}})?[\s-]years?[\s-]olds?\b",
    r"(?i:\b(?:under|over)[\s-])[0-9]{1,3}s\b|[0-9]{1,3}\s(?:and|or)\s(?:over|under|above|older|younger)\b",
    r"(?i:\b(?:anyone|anybody|everyone|everybody|someone|no\sone|nobody|people|persons?|those|child|children|adults?"
    r"|m[ae]n|wom[ae]n|youths?|girls?|boys?|victims?|witness(?:es)?|suspects?|offenders?|detainees?|drivers?|riders?"
    r"|passengers?|residents?|who\s(?:is|are|was|were))\s)(?:aged\s)?(?:under|over)\s[1-9][0-9]"
    rf"(?![\w,.][0-9]|\w|{_MEASURES})",
    r"\b[0-9]{1,2}-point\s(?:[a-z]{1,20}\s)?(?:plan|programme|scale|strategy|pledge|charter)\b",
    r"(?:their|his|her|early|mid|late)[\s-][2-9]0s\b",
    # references, to law or within a document, and numbered things
    rf"(?i:\b{_LABEL})\s?{_MARK}{_NO_AMOUNT}{_MORE_MARKS}",
    rf"(?i:\b{_VERB_TOO})\s{_MARK}{_NO_AMOUNT}(?!\s(?:[a-z-]{{1,20}}\s)?[a-z]{{2,20}}s\b)(?!\s{_COUNTED}){_MORE_MARKS}",
    r"\([0-9]{1,2}\)|§{1,2}\s?[0-9]{1,3}[A-Z]?",
    rf"(?i:\b{_LABEL})\s(?:One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten)\b",
    r"\bISBN(?:-1[03])?:?\s[0-9][0-9Xx -]{8,16}|\b(?:Cm|Cmnd|ISSN)\s[0-9-]{1,9}",
    r"(?i:\b(?:top|bottom)\s)[0-9]{1,3}(?:\s?%|\sper\scent\b)?(?!\w|[.,][0-9])",
    rf"\b[0-9]{{1,2}}\.[0-9]{{1,2}}(?:{_TO}[0-9]{{1,2}}\.[0-9]{{1,2}})?\s(?:above|below|shows?|says?|sets?\sout|explains?"
    r"|describes?|lists?|gives?|states?|notes?|tells?|reports?|covers?|asks?|deals?)\b",
    rf"(?i:\bsee\s)[0-9]{{1,2}}\.[0-9]{{1,2}}(?:{_TO}[0-9]{{1,2}}\.[0-9]{{1,2}})?{_NO_AMOUNT}(?!\s{_COUNTED})",
    # names
    rf"\b[A-Z]{{2,10}}\s[0-9]{{1,6}}(?:[/:-][0-9]{{1,6}})?{_NO_AMOUNT}(?!\s{_COUNTED})",
    rf"(?<=[a-z,;–(‘“]\s)[A-Z][\w’-]{{1,30}}(?:\s(?:of|for|and|[A-Z][\w’-]{{1,30}})){{0,4}}\s[0-9]{{1,4}}[A-Z]?"
    rf"(?:[-–][0-9]{{1,4}})?{_NO_AMOUNT}(?!\s{_COUNTED})",
    r"[A-Z][a-z’-]{1,24}\s(?:Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten)\b",
    rf"(?<=[(‘“\"])[A-Z][\w’-]{{1,30}}\s[0-9]{{1,4}}{_NO_AMOUNT}",
    r"[‘“\"'][0-9]{1,3}\s[A-Z][\w-]{1,30}",
    r"\b[0-9]{1,4}[A-Za-z]?\s(?:[A-Z][\w’-]{1,30}\s){1,3}(?:Street|Road|Lane|Avenue|House|Square|Place|Way|Drive|Court)\b",
    r"[0-9]{1,2}(?:st|nd|rd|th)(?:(?:\s(?:and|to|or)\s|[-–])[0-9]{1,2}(?:st|nd|rd|th))?[\s-](?:[A-Z][a-z]|century|centuries|birthday|anniversary|editions?\b|ed\.|reprint)",
    r"(?<=[a-z,;(]\s)(?:Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|Twelve)\s[A-Z][\w’-]{1,30}",
    r"\b[1-7]0\s?mph\b|£(?:1|2|5|10|20|50)\s(?:notes?|coins?)\b",  # limits of speed, and money in the hand
    # telephone numbers
    rf"\b(?:999|101|111|112|105|116|119)(?:\s?(?:/|and|or)\s?(?:999|101|111|112))?{_NO_AMOUNT}(?!\s{_COUNTED})",
    r"(?:\+44\s?|\(?\b0)[0-9]{2,4}\)?[\s-]?[0-9]{3,4}[\s-]?[0-9]{3,4}\b|\b0[0-9]{2,3}\s[0-9]{3}\s[0-9]{3,4}\b",
    # what a rate is for
    rf"(?i:\b(?:per|every|each)\s){_N}(?:\s(?:thousand|million))?",
    # years, after what begins with one
    rf"\b(?:mid-)?{_YEAR}(?:s\b|(?:\s?[-–/]\s?(?:{_YEAR}|[0-9]{{2}}))(?![\w%])|{_NO_AMOUNT}(?!\s{_COUNTED}))",
)

_UNITS, _TEENS = "|".join(NUMBER_WORDS[1:8]), "|".join(NUMBER_WORDS[8:])
_TENS = "(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
_FEW = rf"(?:{_TENS}(?:-(?:one|two|{_UNITS}))?|{_TEENS}|two|{_UNITS})"
_BIG = "(?:hundred|thousand|million|billion|dozen)"
_LARGE = rf"(?:an?|one|half\sa|{_FEW})\s{_BIG}(?:\s(?:hundred|thousand|million))?(?:\sand\s(?:one|{_FEW}))?"
_CARDINAL = rf"(?:{_LARGE}|{_FEW})"
_FRACTION = "(?:third|quarter|fifth|sixth|seventh|eighth|ninth|tenth)"
_SIZE = "(?:number|rate|share|level|size|amount|proportion|figure|count|total|average|national|cost|budget|volume)"
# what stands between a number in words and what it counts
_NO_ADJECTIVE = (
    r"(?!(?:in|of|to|and|or|for|at|on|by|with|from|is|are|was|were|has|have|had|will|can|may|must|that|which|who|the"
    r"|an?|this|these|those|as|into|than|times|but|not|if|when|while|so|per|out)\b)"
)
_GENERIC = (
    r"(?!(?:ways|things|reasons|kinds|sorts|types|sides|ends|respects|senses|words|halves|times|parts|miles|metres"
    rf"|kilometres|feet|steps|{_DAYS[:-2]}|{_HOURS[:-2]})\b)"
)
_PLURAL = rf"{_GENERIC}(?:[a-z][a-z’-]{{1,30}}(?<![sui’])s|people|men|women|children|staff|of\sthem)\b"
_NAMED = r"[A-Z][\w’-]{1,24}(?:\s(?:and|of)(?=\s[A-Z])|\s[A-Z][\w’-]{1,24}){0,4}(?<![sui’])s\b"
_NOUN = (
    rf"(?:(?-i:{_NAMED})|(?:{_NO_ADJECTIVE}{_GENERIC}(?:[a-z][a-z’-]{{1,24}}|[A-Z][\w’-]{{1,24}})\s){{0,2}}{_PLURAL})"
)

_WORDS = (
    rf"\b(?:one|{_FEW})\s(?:in|out\sof)(?:\severy)?\s(?:{_CARDINAL}|[0-9]{{1,4}})\b(?![\s-]{_DAYS}|[\s-]{_HOURS})",
    rf"\b(?:one|{_CARDINAL})\sper\s?cent\b",
    rf"\b{_CARDINAL}\stimes\s(?:as|more|higher|larger|greater|bigger|fewer|less|the\s{_SIZE})\b",
    rf"\btwice\s(?:as\s(?:many|much|likely|often|high|large|long)|the\s(?:[a-z]{{1,20}}\s)?{_SIZE})\b",
    r"\b(?:more\sthan\s|almost\s|nearly\s|over\s)?(?:doubled|trebled|tripled|quadrupled|halved)\b(?!\s(?:up|down|back))",
    rf"\b(?:halv(?:e|ing)|doubl(?:e|ing)|trebl(?:e|ing)|tripl(?:e|ing))\s(?:the|its|our|their)\s(?:[a-z]{{1,20}}\s)?"
    rf"{_SIZE}\b",
    rf"\b(?:an?|one)\s{_FRACTION}\s(?:of(?!\san?\s(?:hour|year|mile|century))|fewer|more|less|lower|higher)\b",
    rf"\b(?:two|{_UNITS})[\s-]{_FRACTION}s\b(?!\sof\san?\s(?:hour|year|mile|century))",
    rf"\b(?:by|than|to|about|around|nearly|almost|over|under|least|roughly)\s(?:an?|one)[\s-]{_FRACTION}\b"
    rf"(?!\s(?!of)[a-z])",
    r"(?<!first\s)(?<!second\s)(?<!other\s)(?<!latter\s)(?<!last\s)\bhalf\s(?:of|the|our|its|their)\b(?!\san?\s)",
    r"\b(?:than|over|almost|nearly|about|around|by|under|least|roughly|in)\shalf\b(?!\san?\s|\spast|-|\s(?:term|time|day))",
    rf"\b{_LARGE}\b(?:\s{_NOUN})?",
    rf"\b{_FEW}(?:-odd)?\s{_NOUN}",
)
_WORD_NONE = (
    rf"(?:per|every|each|for\severy)\s(?:(?:an?|one|{_FEW})\s)?(?:{_BIG}|{_FEW})\b",
    rf"\b(?:phase|stage|step|part|section|chapter|priority|objective|theme|option|level|tier|band|category|question|item"
    rf"|page|strand|pillar|year|week|day|round|tranche|lot|type|class|grade|number|team|appendix|top|bottom)\s{_FEW}\b",
    rf"\b(?:first|last|next|latest|past|previous|final|coming|following)\s{_CARDINAL}\b",
    r"\b(?:the|these|those|its|their|our|his|her|other|between|whose|all|one\sor)\stwo\b",
    rf"\b(?!three(?:-quarters|\squarters\sof)\b){_CARDINAL}(?:\s(?:to|or)\s{_CARDINAL})?[\s-](?:{_DAYS}|{_HOURS})",
    rf"\b{_FEW}[\s-]{_FRACTION}s\s(?:majority|of\san?\s(?:hour|mile|year))\b",
    rf"\b{_FEW}-(?!(?:one|two|{_UNITS}|{_FRACTION}s|odd)\b)[a-z]{{2,30}}",
    # what the law asks of a Panel's vote
    r"\btwo[\s-]thirds\s(?:majority|vote|of\s(?:[a-z’]{1,12}\s){0,3}(?:members|membership))\b",
    rf"\bhalf[\s-](?:past\s{_CARDINAL}|an?\s(?!{_BIG})|term|time|day)\b",
)

_UNIT = r"%|(?:k|m|bn|p|x|per\s?cent|thousand|million|billion)(?!\w)"
_AMOUNT = rf"(?:[£€$]\s?)?{_N}(?:\s?(?:{_UNIT})|(?:st|nd|rd|th)\b)?"
_BEHIND = r"(?!\w|[.,:/][0-9])"
_SECOND = rf"(?!{_YEAR}\b){_AMOUNT}{_BEHIND}"
_DIGITS = (
    r"(?<![\w.,/:#])(?<![A-Za-z][-–])"
    rf"(?:[+−±-]\s?)?{_AMOUNT}(?:(?:\s?[-–:/]\s?|\s(?:to|in|out\sof)\s){_SECOND})?{_BEHIND}|[½⅓⅔¼¾⅛]"
)
# of a period; whether it was measured shows only in the words before it
_PERIOD = rf"(?<![\w.,/£])[0-9]{{1,3}}(?:{_TO}[0-9]{{1,3}})?(?:\s|-){_KIND_OF_DAY}(?:{_DAYS}|{_HOURS})"

_NUMBER_WORDS = rf"(?i:{'|'.join(_WORDS)})"


@cache
def _read() -> re.Pattern[str]:
    """Made when a text has what may be a number: in most workspaces of a new office none has."""
    return re.compile(  # within a word nothing begins, which is soon found out
        r"(?:(?<![A-Za-z])(?=\S)|(?=\())(?:"
        rf"(?P<period>{_PERIOD})|(?P<none>{'|'.join(_NONE)}|(?i:{'|'.join(_WORD_NONE)}))"
        rf"|(?P<digits>{_DIGITS})|(?P<words>{_NUMBER_WORDS}))"
    )


_MAYBE = pattern(  # of a text in small letters
    rf"[0-9½⅓⅔¼¾⅛]|\b(?:two|{_UNITS}|{_TEENS}|{_TENS}|{_BIG}|{_FRACTION}s?|hal(?:f|v)|twice|doubl|trebl|tripl|quadrupl)"
)
_BEFORE, _BEHIND_IT = 60, 160  # how far what reads like a number reaches from its first digit or word of number
_SURE = 60  # how far behind it another is read with words enough to know what it is
_MEASURED = pattern(r"\b(?:average|median|mean|took|takes?|taking|fell|rose|risen|fallen)\b[^.;]{0,20}$", re.IGNORECASE)
_ALLOWED = pattern(
    r"\b(?:within|every|last|next|first|past|after|before|for|least|in|to|notice|open|up\sto|than|following|a|an|the)\s$",
    re.IGNORECASE,
)
_CLOCK = pattern(rf"\s{_HOURS}$")
_WHOLE_DAYS = pattern(r"(?:24|48|72)\shours$")
_LISTED = pattern(r"\s?(?::|–\s|\u2014)")  # what a count of words is followed by where the things are named


def numbers(text: str) -> Iterator[tuple[int, int]]:
    """Where numbers stand that somebody typed: begin and end of each."""
    for found in _readings(text):
        before, after = text[max(0, found.start() - 40) : found.start()], text[found.end() : found.end() + 3]
        told = {
            "none": False,
            "digits": True,
            "words": not _LISTED.match(after),
            "period": _is_measured(found[0], before),
        }
        if told[str(found.lastgroup)]:
            trimmed = found[0].strip()
            start = found.start() + found[0].index(trimmed)
            yield start, start + len(trimmed)


def _readings(text: str) -> Iterator[re.Match[str]]:
    """What reads like a number, looked for near digits and words of number alone, since most words are neither."""
    done = 0
    for maybe in _MAYBE.finditer(text.lower()):
        if maybe.start() < done:
            continue
        done = max(done, text.rfind(" ", 0, max(0, maybe.start() - _BEFORE)) + 1)
        end = maybe.end() + _BEHIND_IT
        while done <= maybe.start():
            found = _read().search(text, done, end)
            if not found or found.start() > maybe.end() + _SURE:
                done = maybe.end() + _SURE
                break
            done = found.end()
            yield found


def _is_measured(period: str, before: str) -> bool:
    """Whether a period is a finding, "took 12 minutes", and not one that was set, "within 28 days"."""
    if _MEASURED.search(before):
        return True
    return bool(_CLOCK.search(period)) and not _WHOLE_DAYS.search(period) and not _ALLOWED.search(before)
