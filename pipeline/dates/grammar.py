"""The whole grammar of time expressions: one linear-time scanner for the spans, and the rules that read a span."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import re2

from pipeline.dates import clock_rules, day_rules, duration_rules, period_rules, relative_rules, set_rules
from pipeline.dates.rule import Guard, Words, unnamed
from pipeline.dates.words import S, any_of

if TYPE_CHECKING:
    from pipeline.dates.expressions import Expression

_DATES = day_rules.RULES + period_rules.RULES + relative_rules.RULES
_DATES_AND_TIMES = clock_rules.rules(rule.pattern for rule in _DATES if rule.names_day) + _DATES
_LENGTHS = set_rules.RULES + duration_rules.RULES
# What narrows a date to a part of it, the `mod` of TIMEX3: it belongs to the span and leaves the value as it is.
_EDGE = (
    rf"(?:(?:the{S})?(?:very{S})?(?:end|start|beginning|middle|close|rest|remainder|dawn|turn|eve|(?:early|late|latter|"
    rf"first|last|final|closing|opening){S}(?:part|days|weeks|months|hours)){S}of{S}"
    rf"|(?:the{S})?(?:early|late|mid)(?:-|{S})(?:(?:in|on){S})?|(?:earlier|later){S}(?:(?:in|on){S})?)"
)


class Reading(NamedTuple):
    """What a span can mean, the check that its context must pass, and how many words of it stand before the date."""

    expression: Expression
    guard: Guard
    edge: int


def _scanner() -> re2._Regexp:
    """Compile all rules to one automaton; it finds the longest expression at each place in time linear in the text."""
    options = re2.Options()
    options.case_sensitive = False
    options.longest_match = True
    options.never_capture = True
    # The automaton is built while it runs; with the default of 8 MB it would be thrown away and rebuilt too often.
    options.max_mem = 128 << 20
    dates = any_of(unnamed(rule.pattern) for rule in _DATES_AND_TIMES)
    lengths = any_of(unnamed(rule.pattern) for rule in _LENGTHS)
    return re2.compile(rf"(?:\b(?:{_EDGE})?{dates}|'[0-9]0s|'[0-9]{{2}}|\b{lengths})\b".encode(), options)


SCANNER = _scanner()
_EDGES = re.compile(_EDGE)
_READERS = tuple((re.compile(rule.pattern), rule) for rule in _DATES_AND_TIMES + _LENGTHS)


def parse(words: str) -> Expression | None:
    """Return what the words mean by themselves, or None when they are no time expression."""
    readings = read(words)
    return readings[0].expression if readings else None


# Few different expressions make up most of the mentions; the bound keeps a long run from growing without end.
@lru_cache(maxsize=1 << 14)
def read(words: str) -> tuple[Reading, ...]:
    """Return all readings of a span, lower case and with single spaces, the most specific first."""
    edge = _EDGES.match(words)
    return tuple(
        Reading(expression, rule.guard, offset)
        for offset in ((0, edge.end()) if edge else (0,))
        for pattern, rule in _READERS
        if (match := pattern.fullmatch(words, offset))
        and (expression := rule.read(Words(match.groupdict(default="")), parse)) is not None
    )
