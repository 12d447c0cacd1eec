"""Whether the words around a unit or a clock time let it be one: "a second" and "3:16" mostly are something else."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.dates.rule import Site

_AMOUNT_BEFORE = re.compile(
    r"(?:\b(?:twice|once|times|million|billion|trillion|thousand|hundred|percent|[a-z]*[a-rt-z]s)|[0-9%])[ \n]{1,2}$"
)
_VERB_BEFORE = re.compile(
    r"\b(?:is|was|has|takes|lasts|spends|needs|requires|gives|as|this|its|his|plus|less|means|buys|gets)[ \n]{1,2}$"
)
_DISTANCE_BEFORE = re.compile(
    r"\b(?:miles?|kilomet(?:er|re)s?|kms?|met(?:er|re)s?|feet|knots?)[ \n]{1,2}$", re.IGNORECASE
)
_LOWER_END = re.compile(r"(?:^|[ \n(])[0-9]{1,3}-$")  # of a range: 3-5 days
_HABIT_LED = re.compile(r"\b(?:on|at|during|and|or|most)(?:[ \n]the)?[ \n]$", re.IGNORECASE)
_BARE_LED = re.compile(
    r"\b(?:for|in|of|over|(?:over|through)[ \n]the|after|within|through|throughout|many|by)[ \n]{1,2}$", re.IGNORECASE
)
_BARE_FOLLOWED = re.compile(r"[ \n](?:of|later|before|after|earlier|to[ \n]come|since|ahead|on[ \n]end)\b")
_CLAUSE_END = re.compile(r"[ \n]*(?:[.,;:!?)\"”—-]|$|(?:when|that|and|but|as|while|in|at|on|by)\b)")
_RELATIVE = re.compile(r"[ \n](?:of|that|when|before|after|in[ \n]which|since)\b")
_HEAD = re.compile(
    r"[ \n]+(?!(?:and|or|is|was|has|will|by|to|with|as|but|that|when|of|in|for|if|the|a|could|would|may|can)\b)[a-z0-9]"
)
_CLOCK_LED = re.compile(
    r"\b(?:at|by|until|till|from|since|around|before|after|to|and|about|approximately)[ \n]{1,2}$", re.IGNORECASE
)


def counted(site: Site) -> bool:
    """A counted unit: "a second" and "day-to-day" are no lengths, nor is a unit after a price."""
    words, before = site.words.lower(), site.before
    if site.after.startswith("-to-") or (before.endswith("as ") and words.startswith(("many ", "few "))):
        return False
    joined = before[-1:] in ",:/-" and before[-2:-1].isdigit() and not _LOWER_END.search(before)
    if (before[-1:] in "$#." and before) or joined:
        return False
    return not re.search(r"^(?:an?|one|the)[ \n-]+(?:second|min|sec)s?$", words)


def rate(site: Site) -> bool:
    """An amount before "a year" makes it a rate: "5 million a year", "twice a day"."""
    return _AMOUNT_BEFORE.search(site.before) is not None and not _VERB_BEFORE.search(site.before)


def habit(site: Site) -> bool:
    """Take "(on) weekends", not "three weekends"."""
    return _HABIT_LED.search(site.before) is not None


def no_speed(site: Site) -> bool:
    """Take "5 dollars per hour", not "90 miles per hour"."""
    return not site.words.lower().endswith("hour") or _DISTANCE_BEFORE.search(site.before) is None


def bare_units(site: Site) -> bool:
    """Units without a count are a length of time after "for" and the like: "for years"."""
    if site.words[0].isupper() or site.before[-1:] == "-":
        return False
    return _BARE_LED.search(site.before) is not None or _BARE_FOLLOWED.match(site.after) is not None


def no_part(site: Site) -> bool:
    """Take "the last week", not "the last week of July"."""
    return not re.match(r"[ \n]of\b", site.after)


def the_unit(site: Site) -> bool:
    """Take "the year", not "the year that ..." or "Man of the Year"."""
    return site.words.split()[-1].islower() and not _RELATIVE.match(site.after)


def neighbour(site: Site) -> bool:
    """Take "the day before" where no event follows that the day is counted from."""
    return _CLAUSE_END.match(site.after) is not None


def reference(site: Site) -> bool:
    """A word like "now" or "today" by itself: not "the past month", "as soon as", "now-defunct", "USA Today"."""
    words = site.words.lower()
    if words.endswith(("past", "future")):
        return site.before.endswith("in ") or not _HEAD.match(site.after)
    if words == "soon":
        return not re.match(r"[ \n](?:after|as|enough)\b", site.after)
    if site.words == "NOW" or site.before.endswith("USA "):
        return False
    return not site.after.startswith(("-", " and then"))


def adverb(site: Site) -> bool:
    """Take "daily" that is not the name of a newspaper."""
    return site.words[0].islower()


def no_title(site: Site) -> bool:
    """Take "Friday night", not "Friday Night Lights"."""
    return site.words[0].islower() or not re.match(r"[ \n][A-Z]", site.after) or site.words.split()[-1].islower()


def daypart(site: Site) -> bool:
    """Take "in the morning"; "the evening news" names no time."""
    return site.words.lower().startswith(("in", "during")) or re.match(r"[ \n]*[.,;]", site.after) is not None


def hour_of_part(site: Site) -> bool:
    """Take "at 8 in the morning", not "one in the morning session"."""
    return re.search("[:']", site.words) is not None or _CLOCK_LED.search(site.before) is not None


def clock(site: Site) -> bool:
    """A clock time: "8 p.m.", "at 20:30"; "3:16" alone may be a score or a verse."""
    if re.search(r"[\w$.,:/]$", site.before):
        return False
    if re.search("[a-z]", site.words.lower()):
        return True
    if re.match(r"[:.][0-9]", site.after) or not re.match("[0-9]{1,2}:", site.words):
        return False
    return _CLOCK_LED.search(site.before) is not None
