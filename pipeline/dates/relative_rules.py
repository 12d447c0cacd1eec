"""Rules for dates that count from another date: "yesterday", "last year", "two weeks ago", "a day earlier", "now"."""

from __future__ import annotations

from pipeline.dates import length_guards as guards
from pipeline.dates.expressions import Base, Cyclic, Expression, Fixed, Offset
from pipeline.dates.rule import Parse, Rule, Words
from pipeline.dates.words import (
    APPROXIMATOR,
    CLOCK_UNITS,
    COUNT,
    COUNT_AND_UNIT,
    DAY_UNIT,
    DAY_UNITS,
    MORE_UNITS,
    SPAN_UNIT,
    UNIT,
    S,
    count_number,
    phrases,
    unit_name,
)

_DAY_WORDS = {
    "the day before yesterday": -2,
    "yesterday": -1,
    "today": 0,
    "tomorrow": 1,
    "the day after tomorrow": 2,
}
# Words that point without a date; the values are those of TimeML 1.2.1.
_REFERENCES = {
    "now": "PRESENT_REF",
    "right now": "PRESENT_REF",
    "currently": "PRESENT_REF",
    "presently": "PRESENT_REF",
    "at present": "PRESENT_REF",
    "at the moment": "PRESENT_REF",
    "these days": "PRESENT_REF",
    "nowadays": "PRESENT_REF",
    "recently": "PAST_REF",
    "lately": "PAST_REF",
    "previously": "PAST_REF",
    "long ago": "PAST_REF",
    "not long ago": "PAST_REF",
    "some time ago": "PAST_REF",
    "a while ago": "PAST_REF",
    "a moment ago": "PAST_REF",
    "moments ago": "PAST_REF",
    "a long time ago": "PAST_REF",
    "a short time ago": "PAST_REF",
    "the other day": "PAST_REF",
    "the other night": "PAST_REF",
    "the past": "PAST_REF",
    "the recent past": "PAST_REF",
    "soon": "FUTURE_REF",
    "someday": "FUTURE_REF",
    "the future": "FUTURE_REF",
    "the near future": "FUTURE_REF",
    "the foreseeable future": "FUTURE_REF",
}
# Counted from the date of the document ...
_FROM_DOCUMENT = {
    "last": -1,
    "this last": -1,
    "this past": -1,
    "the latest": -1,
    "this": 0,
    "current": 0,
    "the current": 0,
    "this current": 0,
    "next": 1,
    "this next": 1,
    "coming": 1,
    "the coming": 1,
    "this coming": 1,
    "upcoming": 1,
    "the upcoming": 1,
}
# ... or from the date that the text named last.
_FROM_MENTION = {
    "the previous": -1,
    "the preceding": -1,
    "the prior": -1,
    "previous": -1,
    "that": 0,
    "that same": 0,
    "the same": 0,
    "the next": 1,
    "the following": 1,
    "following": 1,
    "the subsequent": 1,
}
_FISCAL = f"(?:(?:fiscal|calendar|financial|business){S})?"
_PERIOD = f"(?:weekend|{SPAN_UNIT})"


def _day_word(words: Words, _: Parse) -> Expression | None:
    """Read "yesterday"."""
    return Offset("day", _DAY_WORDS[words["word"]])


def _reference(words: Words, _: Parse) -> Expression | None:
    """Read "now"."""
    return Fixed("DATE", _REFERENCES[words["word"]], "reference")


def _from_document(words: Words, _: Parse) -> Expression | None:
    """Read "last year"."""
    return Offset(words["unit"], _FROM_DOCUMENT[words["way"]])


def _from_mention(words: Words, _: Parse) -> Expression | None:
    """Read "the previous day", "that week"; "the next decade" is a length."""
    if words["way"] == "the next" and words["unit"] != "day":
        return None
    return Offset(words["unit"], _FROM_MENTION[words["way"]], "mention")


def _topic(words: Words, _: Parse) -> Expression | None:
    """Read "the year", "the quarter", "(over) the weekend"."""
    if words["unit"] == "weekend":
        return Cyclic("weekend", 1, 0)
    return Offset(words["unit"], 0, "topic")


def _after_next(words: Words, _: Parse) -> Expression | None:
    """Read "the week after next"."""
    return Offset(words["unit"], 2)


def _counted(words: Words, _: Parse) -> Expression | None:
    """Read "two weeks ago", "three days later"; a count of hours from a day gives no day."""
    sign = -1 if words["way"] in {"ago", "earlier"} or words["from"] == "before" else 1
    steps: list[tuple[str, int]] = []
    for count, name in COUNT_AND_UNIT.findall(words["amount"]):
        unit, number = unit_name(name), count_number(count)
        if number is None or words["bend"].startswith("or"):
            return Fixed("DATE", "PAST_REF" if sign < 0 else "FUTURE_REF", "reference")
        if words["bend"] and unit == "year":
            unit, number = "month", 12 * number + 6
        if unit in CLOCK_UNITS:
            return Fixed("TIME", None, unit)
        if number != int(number) or (words["bend"] and unit != "month"):
            return Fixed("DATE", None, unit)
        steps.append(("week", 2 * sign * int(number)) if unit == "fortnight" else (unit, sign * int(number)))
    base: Base = "mention" if words["way"] in {"earlier", "later"} else "document"
    if words["day"]:
        steps.append(("day", _DAY_WORDS[words["day"]]))
    (unit, number), *further = steps
    return Offset(unit, number, base, tuple(further))


def _unit_earlier(words: Words, _: Parse) -> Expression | None:
    """Read "the year-earlier quarter": a year before the period that the text reports on."""
    return Offset(words["unit"], -1, "mention")


def _neighbour(words: Words, _: Parse) -> Expression | None:
    """Read "the day before", "the year after"."""
    return Offset(words["unit"], -1 if words["way"] == "before" else 1, "mention")


def _vague(words: Words, _: Parse) -> Expression | None:
    """Read "recent weeks", "the coming months", "years ago"."""
    ahead = words["way"] in {"coming", "upcoming"}
    return Fixed("DATE", "FUTURE_REF" if ahead else "PAST_REF", "reference")


RULES = (
    Rule(f"(?P<word>{phrases(_DAY_WORDS)})", _day_word, guards.reference, names_day=True),
    Rule(f"(?P<word>{phrases(_REFERENCES)})", _reference, guards.reference),
    Rule(f"(?P<way>{phrases(_FROM_DOCUMENT)}){S}{_FISCAL}(?P<unit>{_PERIOD})", _from_document),
    Rule(f"the{S}(?P<way>last|next){S}{_FISCAL}(?P<unit>quarter|weekend)", _from_document),
    Rule(
        f"(?P<way>{phrases(_FROM_MENTION)}){S}{_FISCAL}(?P<unit>day|{_PERIOD})",
        _from_mention,
        guards.no_part,
        names_day=True,
    ),
    Rule(f"the{S}{_FISCAL}(?P<unit>weekend|week|month|quarter|year|decade)", _topic, guards.the_unit),
    Rule(f"the{S}(?P<unit>{_PERIOD}){S}after{S}(?:the{S})?next", _after_next),
    Rule(
        f"(?:{APPROXIMATOR}{S})?(?P<amount>{COUNT}(?:{S}|-){UNIT}(?:{MORE_UNITS}|,{S}{COUNT}{S}{UNIT})?)"
        f"(?:(?:{S}|-)(?P<bend>and(?:{S}|-)a(?:{S}|-)half|or{S}so|or{S}two))?{S}"
        f"(?:(?P<way>ago|earlier|later|hence|from{S}now)"
        f"|(?P<from>from|before|after){S}(?P<day>today|tomorrow|yesterday))",
        _counted,
    ),
    Rule(
        f"(?:the{S}|a{S})?(?P<unit>week|month|quarter|year)-(?:ago|earlier)"
        f"(?:{S}(?:fiscal{S})?(?:(?:first|second|third|fourth){S})?(?:quarter|period))?",
        _unit_earlier,
    ),
    Rule(f"the{S}(?P<unit>{DAY_UNIT}){S}(?P<way>before|after)", _neighbour, guards.neighbour),
    Rule(f"(?:the{S})?(?P<way>recent|coming|upcoming){S}{DAY_UNITS}", _vague),
    Rule(f"{DAY_UNITS}{S}(?P<way>ago)", _vague),
)
