"""Checks on the words around a match: most words of time have another use ("may", "march", "2000 people")."""

from __future__ import annotations

import re
from collections.abc import Callable

from pipeline.dates.expressions import Expression, Fixed

Guard = Callable[[str, int, int, Expression], Expression | None]

# How much text on either side can matter to a check.
WINDOW = 40

_BEFORE_MONTH = re.compile(
    r"(?:\b(?:in|since|of|by|until|till|through|from|to|between|and|or|during|before|after|for|last|next|this|"
    r"early|late|mid|each|every|on|around|about|the|through|throughout|beginning|starting|ending|ended|late in|early in)"
    r"[ \n-]+|[(,;:–-][ \n]*)$",
    re.IGNORECASE,
)
_WORD_AFTER = re.compile(r"[ \n]([A-Z][a-z]+)")
_LAST_WORD = re.compile(r"([\w$£€#%&@/.,'-]*\w)[ \n]*$|([^\w\s])[ \n]*$")
# Nouns that a number counts or measures, which a year never precedes without a preposition.
_COUNTED = re.compile(
    r"[ \n-](?:(?:more|other|new|U\.S\.|American|metric|square|cubic|civilian|foreign|additional)[ \n])?"
    r"(?:people|persons?|men|women|children|troops|soldiers|officers|police|workers|employees|jobs|members|students|"
    r"refugees|victims|casualties|deaths|dead|injured|homes|houses|cars|vehicles|units|copies|shares|barrels|tons?|"
    r"tonnes?|pounds?|kilos?|kilograms?|grams?|feet|foot|inches|yards?|miles?|kilomet(?:er|re)s?|met(?:er|re)s?|km|kg|mm|cm|mph|"
    r"acres|hectares|liters?|litres?|gallons?|dollars|euros|yen|rupees|pesos|francs|marks|percent|per|pct|degrees|"
    r"points|votes|seats|calories|watts?|megawatts?|volts?|hertz|m|times|cases|items|pages|words|passengers|patients|"
    r"voters|protesters|demonstrators|residents|families|households|companies|schools|stores|sites|flights|ships|boats|"
    r"planes|aircraft|tanks|missiles|rounds|bullets|weapons|guns|prisoners|detainees|hostages|migrants|fans|"
    r"hours|minutes|seconds|days|weeks|months|years)\b",
    re.IGNORECASE,
)
_YEAR_BEFORE = re.compile(
    r"(?:\b(?:in|since|by|until|till|of|from|to|through|during|before|after|for|the|early|late|mid|between|and|or|year|"
    r"around|circa|ca|back|than|as|its|his|her|their|our|this|that|a|an|on|late-|early-|mid-|pre-|post-|season|"
    r"ended|ending|class|election)[ \n]*|[(\[,;:–—\-“\"‘][ \n]*|^)$",
    re.IGNORECASE,
)
_NUMBERED_THING = re.compile(
    r"(?:\b(?:section|article|page|pages|room|flight|route|highway|interstate|model|number|no\.?|nos\.?|chapter|rule|"
    r"resolution|bill|suite|channel|box|apartment|windows|platoon|unit|lot|grade|line|bus|train|bwv|"
    r"about|some|nearly|almost|over|least|most|than|roughly|approximately|exactly|only|another|additional|further)[ \n]*)$",
    re.IGNORECASE,
)
_RATE_BEFORE = re.compile(
    r"(?:\b(?:twice|once|times|million|billion|trillion|thousand|hundred|percent|dollars|cents|hours|minutes|days|weeks|"
    r"[a-z]*[a-rt-z]s)|[0-9%])[ \n]+$"
)
_VERB_IN_S = re.compile(r"\b(?:is|was|has|takes|lasts|spends|needs|requires|gives|as|this|its|his|plus|less)[ \n]+$")
_BARE_BEFORE = re.compile(
    r"\b(?:for|in|of|over|after|within|through|throughout|during|many|previous|two|past|recent|by)[ \n]+$",
    re.IGNORECASE,
)
_BARE_AFTER = re.compile(r"[ \n](?:of|later|before|after|earlier|to[ \n]come|since|ahead|on end)\b")
_TEMPERATURE = re.compile(r"\b(?:degrees|temperatures?|highs?|lows?|°|his|her|their|aged?)\b", re.IGNORECASE)


def before(text: str, start: int) -> str:
    """Return the text that leads up to a match."""
    return text[max(0, start - WINDOW) : start]


def after(text: str, end: int) -> str:
    """Return the text that follows a match."""
    return text[end : end + WINDOW]


def month(text: str, start: int, end: int, expression: Expression) -> Expression | None:
    """A month alone: capitalised, and for names that are also words or people, with a preposition."""
    words = text[start:end]
    name = words.split()[-1].split("-")[-1]
    left = before(text, start)
    led = _BEFORE_MONTH.search(left) is not None or name != words
    if not name[0].isupper():
        return (
            expression
            if led and name.rstrip(".") not in {"may", "march", "august", "mar", "jan", "dec", "sep"} and len(name) > 3
            else None
        )
    if len(name.rstrip(".")) <= 4 and name not in {"May", "June", "July"} and not (led and text[end : end + 1] == "."):
        return None
    following = _WORD_AFTER.match(after(text, end))
    if name in {"May", "March"}:
        return expression if led and re.search(r"\b(?:the|and|or|to|,)[ \n]*$", left) is None else None
    if following and not led:
        return None
    return expression


def month_day(text: str, start: int, end: int, expression: Expression) -> Expression | None:
    """A month with a day or a year: "may 5" is a modal verb, and "May 5.5" or "March 20,000" no date."""
    words = text[start:end]
    following = text[end : end + 2]
    if (
        len(following) == 2
        and following[0] in ".,-/:"
        and following[1].isdigit()
        and not re.match(r"-[0-9]{1,2}\b", text[end : end + 4])
    ):
        return None
    if re.match(r"[ \n]?(?:%|percent|million|billion|per cent)", after(text, end)):
        return None
    name = re.search(r"[A-Za-z]+(?=[^A-Za-z]*$)", re.sub(r"(?:st|nd|rd|th|of)\b", "", words))
    if re.search(r"\b(?:may|march|mar|sun|sat|sep|dec|jan)\b", words) and not re.search(
        r"[0-9](?:st|nd|rd|th)|[12][0-9]{3}", words
    ):
        return None
    del name
    left = before(text, start)
    if left[-1:] in {"$", "€", "£", ".", "-", "/"} and left[-2:-1].isdigit():
        return None
    return expression


def weekday(text: str, start: int, end: int, expression: Expression) -> Expression | None:
    """A weekday: capitalised, and not part of a newspaper's or a known day's name."""
    words = text[start:end]
    if not words.split()[-1][0].isupper():
        return None
    if re.match(
        r"[ \n](?:Times|Telegraph|Mirror|Express|Mail|Herald|Post|World|Independent|Night Lights)\b", after(text, end)
    ):
        return None
    return expression


def number(text: str, start: int, end: int, expression: Expression) -> Expression | None:
    """A date in digits that is no piece of a longer number."""
    if re.search(r"[\w$€£][.,/:-]?$|[-/.]$", before(text, start)[-2:]) or re.match(
        r"[-/.:][0-9]|%", text[end : end + 2]
    ):
        return None
    return expression


def year(text: str, start: int, end: int, expression: Expression) -> Expression | None:
    """A number that is a year: not counted, measured, priced or numbered."""
    words = text[start:end]
    if not words[0].isdigit():
        return expression
    left, right = before(text, start), after(text, end)
    if (
        re.match(r"[.,:/][0-9]|[%°$€£#/@_&+=]|-[a-z0-9]{3}|-[0-9](?![0-9])", right)
        or (re.search(r"[0-9][-,./:]$|[$€£#@&+=_/.:\\~*^]$|[A-Za-z]-$", left)
        and not re.search(r"(?:\b(?:mid|pre|post|early|late)|[12][0-9]{3})[-–/]$", left, re.IGNORECASE))
    ):
        return None
    if _COUNTED.match(right) and not re.search(r"\b(?:in|since|the)[ \n]+$", left, re.IGNORECASE):
        return None
    if re.match(r"[ \n](?:people|troops|men|women|dollars|percent|feet|miles|km|kg)\b", right):
        return None
    if _NUMBERED_THING.search(left):
        return None
    value = int(words)
    if _YEAR_BEFORE.search(left):
        return expression
    return expression if 1800 <= value < 2050 else None


def the_unit(text: str, start: int, end: int, expression: Expression) -> Expression | None:
    """ "the year" and the like: not "the year that ...", "Man of the Year"."""
    words = text[start:end]
    if not words.lower().startswith("the ") or len(words.split()) > 2:
        return expression
    if not words.split()[-1][0].islower():
        return None
    if re.match(r"[ \n](?:of|that|when|before|after|in which|since)\b", after(text, end)):
        return None
    return expression if words.split()[-1] in {"year", "quarter", "month", "week", "decade", "weekend"} else None


def clause_end(text: str, start: int, end: int, expression: Expression) -> Expression | None:
    """ "the day before", where no event follows that the day is counted from."""
    return (
        expression
        if re.match(r"\s*(?:[.,;:!?)\"”]|$|(?:when|that|and|but|as|while|in|at|on|by)\b)", after(text, end))
        else None
    )


def bare_units(text: str, start: int, end: int, expression: Expression) -> Expression | None:
    """ "years": a length of time after "for" and the like."""
    if text[start:end][0].isupper() or text[start - 1 : start] == "-":
        return None
    return expression if _BARE_BEFORE.search(before(text, start)) or _BARE_AFTER.match(after(text, end)) else None


def counted_unit(text: str, start: int, end: int, expression: Expression) -> Expression | None:
    """A counted unit; "a day" after an amount is a rate, and "a second" mostly an ordinal."""
    words = text[start:end].lower()
    left = before(text, start)
    if left[-1:] in {"$", "€", "£", "#", "."} or (left[-1:] in ",.:/-" and left[-2:-1].isdigit()):
        return None
    if re.fullmatch(r"(?:a|one)[ \n-]+(?:second|min|sec)", words) or re.search(r"(?:a|the) second$", words):
        return None
    if (
        re.fullmatch(r"an?[ \n]+\w+", words)
        and _RATE_BEFORE.search(left)
        and not _VERB_IN_S.search(left)
        and isinstance(expression, Fixed)
    ):
        return Fixed("SET", expression.value, expression.grain)
    return expression


def rate(text: str, start: int, end: int, expression: Expression) -> Expression | None:
    """ "per year"; "a year" is read by the rule of durations."""
    return expression if text[start : start + 3].lower() == "per" else None


def reference(text: str, start: int, end: int, expression: Expression) -> Expression | None:
    """ "the past" and "the future" as nouns; "now" in no name."""
    words = text[start:end].lower()
    following = after(text, end)
    if words.endswith(("past", "future")) and re.match(
        r"[ \n]+(?!and\b|or\b|is\b|was\b|has\b|will\b|by\b|to\b|with\b|as\b|but\b|that\b|when\b|of\b|in\b|for\b)[a-z0-9]",
        following,
    ):
        return None
    if words == "soon" and re.match(r"[ \n](?:after|as|enough)\b", following):
        return None
    return expression


def short_decade(text: str, start: int, end: int, expression: Expression) -> Expression | None:
    """ "the 80s": no temperature and no age."""
    around = before(text, start) + " " + after(text, end)
    return None if _TEMPERATURE.search(around) else expression


def season(text: str, start: int, end: int, expression: Expression) -> Expression | None:
    """A season: no fall of a government, no spring of water, no name."""
    words = text[start:end].lower()
    bare = re.fullmatch(r"(?:the[ \n])?(?:spring|summer|fall|autumn|winter)", words)
    if not bare:
        return expression
    if re.match(r"[ \n](?:of|in|from|to|below|short|apart|under|Olympics|Games|school|camp)\b", after(text, end)):
        return None
    left = before(text, start)
    if not re.search(
        r"\b(?:in|during|over|by|through|since|until|late|early|mid|this|each|every)[ \n-]+$", left, re.IGNORECASE
    ):
        return None
    return expression


def holiday(text: str, start: int, end: int, expression: Expression) -> Expression | None:
    """A holiday's name, capitalised and not lent to a thing."""
    words = text[start:end]
    if not words.split()[-1][0].isupper() and not words[-1].isdigit():
        return None
    return (
        None
        if re.match(
            r"[ \n](?:[Tt]ree|[Cc]ard|[Ii]sland|[Bb]unny|[Ee]gg|[Rr]ising|[Cc]arol|[Gg]ift|[Ll]ights)", after(text, end)
        )
        else expression
    )


def past_unit(text: str, start: int, end: int, expression: Expression) -> Expression | None:
    """ "the past year" is a length; "this last quarter" and "next week" are dates that other rules read."""
    return expression


def daypart(text: str, start: int, end: int, expression: Expression) -> Expression | None:
    """ "Friday night", not "Friday Night Lights"."""
    return (
        None
        if text[start:end].rsplit(maxsplit=1)[-1] in {"Night", "Morning"} and text[end : end + 2].strip()[:1].isupper()
        else expression
    )


def daypart_alone(text: str, start: int, end: int, expression: Expression) -> Expression | None:
    """ "in the morning"; "the evening news" names no time."""
    words = text[start:end].lower()
    if not words.startswith(("in ", "during ")) and not re.match(r"\s*[.,;]", after(text, end)):
        return None
    return expression


def clock(text: str, start: int, end: int, expression: Expression) -> Expression | None:
    """A clock time; "3:16" alone may be a score or a verse."""
    words = text[start:end].lower()
    left = before(text, start)
    if re.search(r"[\w$€£.,:/-]$", left[-1:]) and not left.endswith("-"):
        return None
    if re.search(r"[a-z]", words):
        return expression
    if re.match(r"[:.][0-9]", text[end : end + 2]):
        return None
    return (
        expression
        if re.search(
            r"\b(?:at|by|until|till|from|since|around|before|after|to|and|about|approximately)[ \n]+$",
            left,
            re.IGNORECASE,
        )
        and re.match(r"[0-9]{1,2}:", words)
        else None
    )


def adverb(text: str, start: int, end: int, expression: Expression) -> Expression | None:
    """ "daily" as an adverb or adjective, not the Daily News."""
    return expression if text[start].islower() else None


def none(text: str, start: int, end: int, expression: Expression) -> Expression | None:
    """No check."""
    return expression


GUARDS: dict[str, Guard] = {
    "": none,
    "month": month,
    "month_day": month_day,
    "weekday": weekday,
    "number": number,
    "year": year,
    "the_unit": the_unit,
    "clause_end": clause_end,
    "bare_units": bare_units,
    "counted_unit": counted_unit,
    "rate": rate,
    "reference": reference,
    "short_decade": short_decade,
    "season": season,
    "holiday": holiday,
    "past_unit": past_unit,
    "daypart": daypart,
    "daypart_alone": daypart_alone,
    "clock": clock,
    "adverb": adverb,
}
