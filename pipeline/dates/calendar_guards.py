"""Whether the words around a calendar word let it be a date: "may", "fall" and "2000" mostly mean something else."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.dates.rule import Site


def _words(lines: str) -> frozenset[str]:
    return frozenset(lines.split())


# Month and weekday names that are other words too when they stand in lower case.
_OTHER_WORDS = re.compile(r"\b(?:may|march|mar|august|sun|sat|wed|jan|dec|sep)\b")
_PREPOSITIONS = _words(
    "in since of by until till through throughout from during before after for last next this early late mid each "
    "every between on"
)
# Those that no person's name follows as easily as a month's.
_FIRM_LEADS = _words("in since until through throughout during last next this early late mid each every")
_WEAK_LEADS = _PREPOSITIONS | _words("to and or around about beginning starting ending ended earlier later")
_MONTHS = "(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_MONTH_AFTER = re.compile(rf"(?:,|[ \n](?:and|or|to|through|until)|-)[ \n]?{_MONTHS}\b")
_MONTH_BEFORE = re.compile(rf"\b{_MONTHS}(?:,|,?[ \n](?:and|or|to|through|until))[ \n]$")
_NAME_AFTER = re.compile(r"[ \n][A-Z][a-z]")
_NUMBER_GOES_ON = re.compile(r"[.,/:][0-9]|-[0-9]{3}|[ \n]?(?:%|percent\b|per[ ]cent\b|million\b|billion\b)")
_ATTACK = re.compile(
    r"[ \n](?:terror(?:ist)?[ \n])?(?:attacks?|hijack\w+|conspira\w+|plot\w*|commission|victims|anniversary)\b",
    re.IGNORECASE,
)
_NUMBER_BEFORE = re.compile(r"(?:[$]|[0-9][.,/]|[0-9]{3}-)$")
# First words of names of days in history and of feasts.
_WEEKDAY_NAMES = (
    "Black ",
    "Bloody ",
    "Super ",
    "Good ",
    "Ash ",
    "Palm ",
    "Cyber ",
    "Holy ",
    "Maundy ",
    "Fat ",
    "Whit ",
)
_EDITIONS = _words("version versions release releases build builds update v")
_NEWSPAPER = re.compile(
    r"[ \n](?:Times|Telegraph|Mirror|Express|Mail|Herald|Post|World|Independent|Star|Night[ \n]Lights)\b"
)

# Nouns that a number counts or measures, and what may stand between.
_COUNTED = _words(
    "people person persons men women children troops soldiers officers police workers employees jobs members students "
    "refugees victims casualties deaths dead injured homes houses cars vehicles units copies shares barrels ton tons "
    "tonne tonnes pound pounds kilo kilos kilogram kilograms gram grams feet foot inches yard yards mile miles "
    "kilometer kilometers kilometre kilometres meter meters metre metres km kg mm cm mph acres hectares liters litres "
    "gallons dollars euros yen rupees pesos francs marks percent per pct degrees points votes seats calories watts "
    "megawatts volts hertz m times cases items pages words passengers patients voters protesters demonstrators "
    "residents families households companies schools stores sites flights ships boats planes aircraft tanks missiles "
    "rounds bullets weapons guns prisoners detainees hostages migrants fans hour hours minute minutes second seconds "
    "day days week weeks month months year years decade decades"
)
# Of these a year never stands before, whatever leads up to it.
_ALWAYS_COUNTED = _words("people troops men women dollars percent feet miles km kg years")
# After a round number ("in 1700 communities"); of verbs and pronouns only short ones end like a plural.
_PLURAL = re.compile(r"[a-z]{3,}[^su]s")
_WORD_AFTER = re.compile(
    r"[ \n-](?:(?:more|other|new|metric|square|cubic|civilian|foreign|additional|nautical)[ \n])?([A-Za-z]+)"
)
# What a number after these names or bends is no year.
_NUMBERED = _words(
    "section article page pages room flight route highway interstate model number no. nos. no chapter rule resolution "
    "bill suite channel box apartment windows platoon unit lot line bus train about some nearly almost over least most "
    "than roughly approximately exactly only another additional further"
)
_YEAR_LEADS = _WEAK_LEADS | _words("the year circa ca ca. as its his her their our that a an election season")
_YEAR_GOES_ON = re.compile(r"[.,:][0-9]|/(?![0-9]{2}\b)[0-9]|[%$#@_&+=]|-(?!(?:1[0-9]|20)?[0-9]{2}\b)[a-z0-9]*[0-9]")
_YEAR_JOINED = re.compile(
    r"(?:^|[\s(\[\"'?,;—])(?:(?:mid|pre|post|early|late|since)-|(?:1[0-9]|20)[0-9]{2}[-/]|[(\[\"';]+)$", re.IGNORECASE
)

_BUSINESS = re.compile(
    r"[ \n](?:pre-?tax[ \n]|net[ \n]|operating[ \n])?(?:profits?|net|earnings|results?|loss(?:es)?|sales|revenues?|"
    r"income|output|exports|imports|deliveries|growth|dividend)\b"
)
_SEASON_LEADS = _words("in during over by through throughout since until late early mid this for")
_BARE_SEASON = re.compile(r"(?:the\s+)?(?:spring|summer|fall|autumn|winter)", re.IGNORECASE)
_NO_SEASON = re.compile(
    r"[ \n](?:of|in|from|to|below|short|apart|under|by|on|victim|Olympics?|Games|school|camp|back)\b"
)
_NARROWED = re.compile(r"\b(?:early|late|mid)[ \n-]$", re.IGNORECASE)
_MEASURED = re.compile(r"\b(?:degrees|temperatures?|highs?|lows?|his|her|their|aged?)\b|°", re.IGNORECASE)
_LENT = re.compile(
    r"[ \n](?:tree|card|island|bunny|egg|rising|carol|gift|lights|dinner|parade|bombing)s?\b", re.IGNORECASE
)


def _lead(site: Site) -> str:
    """Return the word before the place in lower case, without a hyphen that joins it; "" at the start of the text."""
    found = site.before.rstrip(" \n-").rsplit(None, 1)
    return found[-1].lower() if found else ""


def month(site: Site) -> bool:
    """A month alone is capitalised; "May" and "March" follow a preposition; "April Jones" is a person."""
    name = re.split("[\\s-]", site.words)[-1]
    pointed, lead = name != site.words, _lead(site)
    if not name[0].isupper():
        return (pointed or (len(name) > 4 and lead in _PREPOSITIONS)) and not _OTHER_WORDS.match(name)
    if pointed:
        return True
    if len(name) <= 4 and name not in {"May", "June", "July"}:
        return site.after[:1] == "." and (lead in _WEAK_LEADS or lead[-1:] in "(,;:/")
    if name in {"May", "March"}:
        listed = _MONTH_AFTER.match(site.after) or _MONTH_BEFORE.search(site.before)
        return lead in _PREPOSITIONS or (name, lead) == ("March", "to") or listed is not None
    return lead in _FIRM_LEADS or _NAME_AFTER.match(site.after) is None


def month_day(site: Site) -> bool:
    """A month with a day or a year: lower-case "may 5" is a verb, "March 20,000" and "May 5.5 percent" no date."""
    if _NUMBER_GOES_ON.match(site.after) or _NUMBER_BEFORE.search(site.before[-4:]):
        return False
    words = site.words
    return not _OTHER_WORDS.search(words) or re.search(r"[0-9](?:st|nd|rd|th)\b|\b[12][0-9]{3}$", words) is not None


def attack(site: Site) -> bool:
    """Take "the September 11 attacks"."""
    return _ATTACK.match(site.after) is not None


def year_then_month(site: Site) -> bool:
    """Take "2016 June", not "in 2016 May resigned", nor the start of "in 2016 June 5 ..."."""
    name = site.words.rpartition(" ")[2].lower()
    if _OTHER_WORDS.match(name) or re.match(r"\.? [0-9]", site.after):
        return False
    return year(site._replace(end=site.start + 4))


def weekday(site: Site) -> bool:
    """A weekday that is not the name of a newspaper or of one day ("Bloody Sunday"); an abbreviation is capitalised."""
    words = site.words
    if _NEWSPAPER.match(site.after) or site.before.endswith(_WEEKDAY_NAMES):
        return False
    return words[0].isupper() or "day" in words or words.lower() != words


def number(site: Site) -> bool:
    """A date in digits that is no piece of a longer number or name."""
    before = site.before
    if re.search(r"[\w$][.,/:-]?$|[-/.]$", before[-2:]) or _lead(site) in _EDITIONS:
        return False
    return not re.match("[-/.:][0-9]|%", site.after)


def year(site: Site) -> bool:
    """A number that is a year: not counted, measured, priced, numbered, or part of a longer one."""
    before, after = site.before, site.after
    if _YEAR_GOES_ON.match(after):
        return False
    if before and not before[-1].isspace():
        return _YEAR_JOINED.search(before[-12:]) is not None
    lead = _lead(site)
    following = _WORD_AFTER.match(after)
    noun = following[1] if following else ""
    if site.words.endswith("00") and _PLURAL.fullmatch(noun):
        return False
    if lead in _NUMBERED or noun in _ALWAYS_COUNTED or (noun in _COUNTED and lead not in {"in", "since", "the"}):
        return False
    return not lead or lead in _YEAR_LEADS or lead[-1] in ",;:" or "1800" <= site.words < "2050"


def half(site: Site) -> bool:
    """A half of a named year, or of a business year ("first-half profit"); the others are mostly halves of a game."""
    words = site.words.lower()
    if not words.endswith("half") or "year" in words or re.match("[0-9]", words):
        return True
    return words.endswith("-half") and _BUSINESS.match(site.after) is not None


def short_year(site: Site) -> bool:
    """An apostrophe and two digits after a preposition: "in '88"."""
    return site.before[-1:].isspace() and _lead(site) in _PREPOSITIONS


def short_decade(site: Site) -> bool:
    """Take "the 80s" and "the late 80s" that are no temperature and no age."""
    if site.words[0].isdigit() and not _NARROWED.search(site.before):
        return False
    return not _MEASURED.search(site.before) and not _MEASURED.search(site.after)


def season(site: Site) -> bool:
    """A season after a preposition: no fall of a government, no spring of water."""
    if not _BARE_SEASON.fullmatch(site.words):
        return True
    return _lead(site) in _SEASON_LEADS and not _NO_SEASON.match(site.after)


def holiday(site: Site) -> bool:
    """A holiday that has not lent its name to a thing."""
    return not _LENT.match(site.after)
