"""The whole grammar of time expressions: one linear-time scanner for the spans, and the rules that read a span."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

import re2

from pipeline.dates import calendar_rules, clock_rules, duration_rules, relative_rules
from pipeline.dates.expressions import Expression
from pipeline.dates.rule import Words, unnamed
from pipeline.dates.words import S, any_of

_DATES = calendar_rules.RULES + relative_rules.RULES
_RULES = clock_rules.rules(rule.pattern for rule in _DATES if rule.names_day) + _DATES + duration_rules.RULES
# What may stand before a date and narrows it to a part (the `mod` attribute of TIMEX3); it leaves the value as it is.
_EDGE = (
    rf"(?:(?:the{S})?(?:very{S})?(?:end|start|beginning|middle|close|rest|remainder|dawn|turn|eve|first{S}part){S}of{S}"
    rf"|(?:early|late|mid)(?:-|{S})(?:in{S}|on{S})?(?:the{S})?|(?:earlier|later)(?:{S}in|{S}on)?{S}(?:the{S})?)"
)


class Reading(NamedTuple):
    """What a span means, and the check that its context must pass."""

    expression: Expression
    guard: str
    edged: bool


def _scanner() -> re2._Regexp:
    options = re2.Options()
    options.case_sensitive = False
    options.longest_match = True
    options.never_capture = True
    # The states of the automaton are cached; the default of 8 MB makes it start afresh too often.
    options.max_mem = 128 << 20
    dates = any_of(unnamed(rule.pattern) for rule in _RULES if rule not in duration_rules.RULES)
    others = any_of(unnamed(rule.pattern) for rule in duration_rules.RULES)
    return re2.compile(rf"(?:\b(?:{_EDGE})?{dates}|'[0-9]0s|\b{others})\b".encode(), options)


SCANNER = _scanner()
_EDGES = re.compile(_EDGE)
_READERS = tuple((re.compile(rule.pattern), rule) for rule in _RULES)


def parse(words: str) -> Expression | None:
    """Return what the words mean, or None when they are no time expression."""
    reading = read(words)
    return reading and reading.expression


@lru_cache(maxsize=1 << 14)
def read(words: str) -> Reading | None:
    """Read the words of a span, lower case and with single spaces."""
    edge = _EDGES.match(words)
    for candidate in (words, words[edge.end() :]) if edge else (words,):
        for pattern, rule in _READERS:
            match = pattern.fullmatch(candidate)
            if match is None:
                continue
            expression = rule.read(Words(match.groupdict(default="")), parse)
            if expression is not None:
                return Reading(expression, rule.guard, candidate is not words)
    return None
