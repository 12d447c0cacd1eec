"""Whether the words around a calendar word let it be a date: "may", "march", "fall" and "2000" mostly are something else."""

from __future__ import annotations

import re

from pipeline.dates.rule import Site

# Month names that are also words or given names need more than themselves.
_VERBS = ("may", "march", "mar", "august", "sun", "sat", "jan", "dec", "sep")
_LED = re.compile(
    r"(?:\b(?:in|since|of|by|until|till|through|throughout|from|to|between|and|or|during|before|after|for|last|next|"
    r"this|early|late|mid|each|every|on|around|about|beginning|starting|ending|ended|earlier|later)[ \n-]{1,3}"
    r"|[(,;:/-][ \n]?|^)$",
    re.IGNORECASE,
)
_LED_FIRMLY = re.compile(
    r"\b(?:in|since|of|by|until|till|through|throughout|from|during|before|after|for|last|next|this|early|late|mid|each|"
    r"every|between|on)[ \n-]{1,3}$",
    re.IGNORECASE,
)
_NAME_AFTER = re.compile(r"[ \n][A-Z][a-z]")
_NUMBER_GOES_ON = re.compile(r"[.,/:][0-9]|[ \n]?(?:%|percent\b|per[ ]cent\b|million\b|billion\b)")
_DAY_NUMBER_GOES_ON = re.compile(r"-[0-9]{3}")
_NEWSPAPER = re.compile(
    r"[ \n](?:Times|Telegraph|Mirror|Express|Mail|Herald|Post|World|Independent|Star|Night[ \n]Lights)\b"
)

# Nouns that a number counts or measures.
_COUNTED = re.compile(
    r"[ \n-](?:(?:more|other|new|metric|square|cubic|civilian|foreign|additional|nautical)[ \n])?"
    r"(?:people|persons?|men|women|children|troops|soldiers|officers|police|workers|employees|jobs|members|students|"
    r"refugees|victims|casualties|deaths|dead|injured|homes|houses|cars|vehicles|units|copies|shares|barrels|tons?|"
    r"tonnes?|pounds?|kilos?|kilograms?|grams?|feet|foot|inches|yards?|miles?|kilomet(?:er|re)s?|met(?:er|re)s?|km|"
    r"kg|mm|cm|mph|acres|hectares|liters?|litres?|gallons?|dollars|euros|yen|rupees|pesos|francs|marks|percent|per|"
    r"pct|degrees|points|votes|seats|calories|watts?|megawatts?|volts?|hertz|m|times|cases|items|pages|words|"
    r"passengers|patients|voters|protesters|demonstrators|residents|families|households|companies|schools|stores|"
    r"sites|flights|ships|boats|planes|aircraft|tanks|missiles|rounds|bullets|weapons|guns|prisoners|detainees|"
    r"hostages|migrants|fans|hours?|minutes?|seconds?|days?|weeks?|months?|years?|decades?)\b"
)
_YEAR_LED = re.compile(
    r"(?:\b(?:in|since|by|until|till|of|from|to|through|during|before|after|for|the|early|late|mid|pre|post|between|and|"
    r"or|year|circa|ca|than|as|its|his|her|their|our|this|that|a|an|on|ended|ending|election|season)[ \n-]{1,3}"
    r"|[(\[,;:“\"‘–—][ \n]?|^)$",
    re.IGNORECASE,
)
_YEAR_NEEDS = re.compile(r"\b(?:in|since|the)[ \n]$", re.IGNORECASE)
# What a number after these names or bends is no year.
_NUMBERED = re.compile(
    r"(?:\b(?:section|article|pages?|room|flight|route|highway|interstate|model|number|nos?|chapter|rule|resolution|"
    r"bill|suite|channel|box|apartment|windows|platoon|unit|lot|line|bus|train|about|some|nearly|almost|over|least|"
    r"most|than|roughly|approximately|exactly|only|another|additional|further)\.?[ \n]{1,2})$",
    re.IGNORECASE,
)
_YEAR_GOES_ON = re.compile(r"[.,:/][0-9]|[%°$€£#@_&+=]|-(?!(?:1[0-9]|20)?[0-9]{2}\b)[a-z0-9]*[0-9]")
_YEAR_CONTINUES = re.compile(r"[0-9][-,./:]$|[$€£#@&+=_/.:\\~*^]$|[A-Za-z]-$|\S['’]$")
_YEAR_PREFIX = re.compile(r"(?:\b(?:mid|pre|post|early|late|since)|\b(?:1[0-9]|20)[0-9]{2})[-/]$", re.IGNORECASE)

_SEASON_LED = re.compile(
    r"\b(?:in|during|over|by|through|throughout|since|until|late|early|mid|this|for)[ \n-]{1,3}$", re.IGNORECASE
)
_NO_SEASON = re.compile(
    r"[ \n](?:of|in|from|to|below|short|apart|under|by|on|victim|Olympics?|Games|school|camp|back)\b"
)
_MEASURED = re.compile(r"\b(?:degrees|temperatures?|highs?|lows?|his|her|their|aged?)\b|°", re.IGNORECASE)
_LENT = re.compile(
    r"[ \n](?:tree|card|island|bunny|egg|rising|carol|gift|lights|dinner|parade|bombing)s?\b", re.IGNORECASE
)


def _name_end(site: Site) -> str:
    return site.words.split()[-1].split("-")[-1]


def month(site: Site) -> bool:
    """A month alone is capitalised; "May" and "March" follow a preposition; "April Jones" is a person."""
    name = _name_end(site)
    pointed = name != site.words
    if not name[0].isupper():
        return (pointed or _LED_FIRMLY.search(site.before) is not None) and name not in _VERBS and len(name) > 4
    if len(name) <= 4 and name not in {"May", "June", "July"}:
        return (pointed or _LED.search(site.before) is not None) and site.after[:1] == "."
    if name in {"May", "March"}:
        return pointed or _LED_FIRMLY.search(site.before) is not None
    return pointed or _LED.search(site.before) is not None or not _NAME_AFTER.match(site.after)


def month_day(site: Site) -> bool:
    """A month with a day or a year: lower-case "may 5" is a modal verb, "March 20,000" and "May 5.5 percent" no dates."""
    if _NUMBER_GOES_ON.match(site.after) or _DAY_NUMBER_GOES_ON.match(site.after):
        return False
    if site.before[-1:] in "$€£.,-/" and site.before[-2:-1].isdigit():
        return False
    names = [word.rstrip(".,") for word in re.split(r"[^A-Za-z.]+", site.words)]
    if not any(name in _VERBS for name in names):
        return True
    return re.search(r"[0-9](?:st|nd|rd|th)\b|\b[12][0-9]{3}$", site.words) is not None


def year_then_month(site: Site) -> bool:
    """ "2016 June": not "in 2016 May resigned", nor the start of "in 2016 June 5 ..."."""
    return (
        _name_end(site).lower() not in _VERBS
        and not re.match(r"\.? [0-9]", site.after)
        and year(Site(site.text, site.start, site.start + 4))
    )


def weekday(site: Site) -> bool:
    """A weekday that is not the name of a newspaper; an abbreviation is capitalised."""
    if _NEWSPAPER.match(site.after):
        return False
    name = re.split(r"[^A-Za-z]+", site.words)
    return any(word[:1].isupper() or word.endswith("day") for word in name if word)


def number(site: Site) -> bool:
    """A date in digits that is no piece of a longer number or name."""
    return not re.search(r"[\w$€£][.,/:-]?$|[-/.]$", site.before[-2:]) and not re.match(r"[-/.:][0-9]|%", site.after)


def year(site: Site) -> bool:
    """A number that is a year: not counted, measured, priced, numbered, or part of a longer one."""
    before, after = site.before, site.after
    if _YEAR_GOES_ON.match(after) or (_YEAR_CONTINUES.search(before) and not _YEAR_PREFIX.search(before)):
        return False
    if _NUMBERED.search(before) or (_COUNTED.match(after) and not _YEAR_NEEDS.search(before)):
        return False
    if re.match(r"[ \n](?:people|troops|men|women|dollars|percent|feet|miles|km|kg|years)\b", after):
        return False
    return _YEAR_LED.search(before) is not None or "1800" <= site.words < "2050"


def short_decade(site: Site) -> bool:
    """ "the 80s" that are no temperature and no age."""
    return not _MEASURED.search(site.before) and not _MEASURED.search(site.after)


def season(site: Site) -> bool:
    """A season after a preposition: no fall of a government, no spring of water."""
    if not re.fullmatch(r"(?:the\s)?(?:spring|summer|fall|autumn|winter)", site.words.lower()):
        return True
    return _SEASON_LED.search(site.before) is not None and not _NO_SEASON.match(site.after)


def holiday(site: Site) -> bool:
    """A holiday that has not lent its name to a thing."""
    return not _LENT.match(site.after)
