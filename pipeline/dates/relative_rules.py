"""Rules for dates that count from another date: "yesterday", "last year", "two weeks ago", "a day earlier", "now"."""

from __future__ import annotations

from pipeline.dates.expressions import Expression, Fixed, Offset
from pipeline.dates.rule import Parse, Rule, Words
from pipeline.dates.words import APPROXIMATOR, COUNT, DAY_UNIT, DAY_UNITS, UNIT, S, any_of, count_number, unit_name

DAY_WORDS = {
    "the day before yesterday": -2,
    "yesterday": -1,
    "today": 0,
    "tomorrow": 1,
    "the day after tomorrow": 2,
}
# Words that point without a count. PRESENT_REF and the like are the values of TimeML 1.2.1.
REFERENCES = {
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
    "the past": "PAST_REF",
    "the recent past": "PAST_REF",
    "soon": "FUTURE_REF",
    "the future": "FUTURE_REF",
    "the near future": "FUTURE_REF",
    "the foreseeable future": "FUTURE_REF",
}
# Counted from the document date.
NEAR = {"last": -1, "this": 0, "this current": 0, "the current": 0, "current": 0, "next": 1, "this past": -1}
NEAR |= {"this coming": 1, "the coming": 1, "coming": 1, "the latest": -1, "this last": -1, "this next": 1}
# Counted from the date that the text named last.
THEN = {"the previous": -1, "the preceding": -1, "the prior": -1, "previous": -1, "the following": 1, "the next": 1}
THEN |= {"that": 0, "that same": 0, "the same": 0, "the": 0, "following": 1}
SPAN = "(?:day|week|weekend|month|quarter|year|decade|century)"
NEAR_WORDS = any_of(words.replace(" ", S) for words in NEAR)
THEN_WORDS = any_of(words.replace(" ", S) for words in THEN)


def day_word(words: Words, _: Parse) -> Expression | None:
    """Read "yesterday"."""
    return Offset("day", DAY_WORDS[words["word"]])


def reference(words: Words, _: Parse) -> Expression | None:
    """Read "now"."""
    return Fixed("DATE", REFERENCES[words["word"]], "reference")


def near(words: Words, _: Parse) -> Expression | None:
    """Read "last year"."""
    if words["unit"] == "day":
        return None
    return Offset(words["unit"], NEAR[words["near"]])


def then(words: Words, _: Parse) -> Expression | None:
    """Read "the previous day", "that week", "the year"."""
    if words["then"] == "the" and words["unit"] == "day":
        return None
    return Offset(words["unit"], THEN[words["then"]], from_mention=True)


def counted(words: Words, _: Parse) -> Expression | None:
    """Read "two weeks ago", "three days later"."""
    unit, count = unit_name(words["unit"]), count_number(words["count"])
    back = words["way"] in {"ago", "earlier", "before", "previously", "prior"}
    if count is None:
        return Fixed("DATE", "PAST_REF" if back else "FUTURE_REF", "reference")
    if unit in {"second", "minute", "hour"} or count != int(count) or count > 1e9:
        return Fixed("DATE", None, "day" if count != int(count) else unit)
    return Offset(
        unit, -int(count) if back else int(count), words["way"] not in {"ago", "from now", "hence", "from today"}
    )


def year_earlier(words: Words, _: Parse) -> Expression | None:
    """Read "the year-earlier quarter", "year-ago": a year before the period that the text reports on."""
    return Offset("year", -1, from_mention=True)


def neighbour(words: Words, _: Parse) -> Expression | None:
    """Read "the day before", "the year after"."""
    return Offset(words["unit"], -1 if words["way"] == "before" else 1, from_mention=True)


def vague_span(words: Words, _: Parse) -> Expression | None:
    """Read "recent weeks", "the coming months"."""
    back = words["way"] == "recent"
    return Fixed("DATE", "PAST_REF" if back else "FUTURE_REF", "reference")


RULES = (
    Rule(rf"(?P<word>{any_of(word.replace(' ', S) for word in DAY_WORDS)})", day_word, names_day=True),
    Rule(rf"(?P<word>{any_of(word.replace(' ', S) for word in REFERENCES)})", reference, "reference"),
    Rule(rf"(?P<near>{NEAR_WORDS}){S}(?:fiscal{S}|calendar{S}|financial{S})?(?P<unit>{SPAN})", near),
    Rule(rf"(?P<then>{THEN_WORDS}){S}(?:fiscal{S}|calendar{S})?(?P<unit>{SPAN})", then, "the_unit", names_day=True),
    Rule(
        rf"(?:{APPROXIMATOR}{S})?(?P<count>{COUNT})(?:{S}|-)(?P<unit>{UNIT}){S}(?P<way>ago|earlier|later|from{S}now|from{S}today|hence)",
        counted,
    ),
    Rule(
        rf"(?:the{S})?(?:a{S})?year-(?:ago|earlier)(?:{S}(?:fiscal{S})?(?:(?:first|second|third|fourth){S})?(?:quarter|period|level))?",
        year_earlier,
    ),
    Rule(rf"the{S}(?P<unit>{DAY_UNIT}){S}(?P<way>before|after)", neighbour, "clause_end"),
    Rule(rf"(?:the{S})?(?P<way>recent|coming){S}{DAY_UNITS}", vague_span),
    Rule(rf"(?P<span>{DAY_UNITS}){S}ago", lambda _words, _parse: Fixed("DATE", "PAST_REF", "reference")),
)
