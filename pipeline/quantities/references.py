"""Numbers that name, date, rank or score something and so are no amounts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pipeline.quantities.lexicon import (
    CLOCK,
    CONTESTS,
    FIRM_LABELS,
    LOOSE_LABELS,
    MONTHS,
    STOP,
    STREETS,
    TIME_SHIFTS,
    TIME_UNITS,
    WEEKDAYS,
    YEARS,
)
from pipeline.quantities.nouns import QUOTES, Span
from pipeline.quantities.pronouns import stands_for_a_noun

if TYPE_CHECKING:
    from pipeline.quantities.measures import Measure
    from pipeline.quantities.tokens import Tokens

_SENTENCE_STARTS: Final = frozenset({"", ".", "!", "?", ":", "\n", "|", "(", "•", "*", "—", "–", ";"}) | QUOTES
_GLUED_BEFORE: Final = frozenset({"#", "/", ":", "_", "@", "№", "\\", "=", ".", "&"})
_GLUED_AFTER: Final = frozenset({":", "_", "/", "@", "\\", "="})
_NEAR: Final = 5  # tokens before a score in which its contest is named
_HEADLINE: Final = 8  # tokens looked at on either side for capitals


def is_reference(tokens: Tokens, measure: Measure, noun: Span | None) -> bool:
    """Say whether a number is a name, date, time, rank or pronoun rather than an amount."""
    if measure.currency:
        return False
    if measure.unit and measure.unit.name in TIME_UNITS and tokens.lower[measure.last] in TIME_SHIFTS:
        return True  # two years ago
    if tokens.lower[measure.last] in CLOCK and not (measure.unit or noun):
        return True
    if measure.numeral.form == "digits":
        return _is_code(tokens, measure) or _is_date(tokens, measure, noun) or _is_name(tokens, measure, noun)
    if measure.numeral.form in {"words", "vague"}:
        return stands_for_a_noun(tokens, measure, noun) or _is_name_in_words(tokens, measure, noun)
    return False


def _is_code(tokens: Tokens, measure: Measure) -> bool:
    """Say whether something else is glued to the number: F-16, 10:30, 24703L202, (555) 1234-5678, [3]."""
    return _is_glued_before(tokens, measure.first, measure.last) or _is_glued_after(tokens, measure.last)


def _is_glued_before(tokens: Tokens, first: int, last: int) -> bool:
    lower = tokens.lower
    before, after = lower[first - 1], lower[last]
    if before in {"#", "№"}:
        return True
    if not tokens.glued(first):
        return False
    if before in _GLUED_BEFORE or before.isalnum():
        return True
    if before in {"(", "["}:
        return after in {")", "]"} and (before == "[" or len(lower[first]) == 1 or lower[last + 1].isdecimal())
    if before in {"'", "’"} and len(lower[first]) == 2:
        return True  # '90
    if before in {"-", "+", "'", "’", "%", "?"} and tokens.glued(first - 1):
        return lower[first - 2][-1:].isalnum()
    return before in {"–", "—"} and tokens.glued(first - 1) and lower[first - 2].isdecimal() or (before == "+" and after == "-")


def _is_glued_after(tokens: Tokens, last: int) -> bool:
    after = tokens.lower[last]
    if not after or not tokens.glued(last):
        return False
    if after[0].isalpha() or after in _GLUED_AFTER:
        return True
    return after == "-" and tokens.glued(last + 1) and (tokens.lower[last + 1][:1].isdigit() or len(tokens.lower[last + 1]) == 1)


def _is_date(tokens: Tokens, measure: Measure, noun: Span | None) -> bool:
    """Say whether the number is a day of a month or a year."""
    digits = tokens.lower[measure.numeral.first]
    if not digits.isdecimal() or measure.numeral.scale or (measure.unit and measure.unit.name != "year"):
        return False
    if 1 <= measure.value <= 31 and _is_day(tokens, measure, noun):
        return True
    if len(digits) != 4 or not 1500 <= measure.value < 2100:
        return False
    before = tokens.lower[measure.first - 1]
    if noun is None or noun[0] != measure.last:
        return not measure.unit or before in YEARS["after"]
    if before in YEARS["amounts"] or (tokens.lower[noun[0]] in YEARS["counts"] and before not in YEARS["after"]):
        return False
    return 1900 <= measure.value < 2040 or before in YEARS["after"] or before in MONTHS


def _is_day(tokens: Tokens, measure: Measure, noun: Span | None) -> bool:
    lower, first, last = tokens.lower, measure.first, measure.last
    month = first - 2 if lower[first - 1] == "." else first - 1
    if lower[month] in MONTHS and (tokens.surface[month][0].isupper() or len(lower[month]) > 5):
        return noun is None or noun[0] != last or lower[month - 1] not in {"in", "since", "last"}
    return (lower[last] in MONTHS and tokens.surface[last][0].isupper()) or (
        lower[last] == "of" and lower[last + 1] in MONTHS
    )


def _is_name(tokens: Tokens, measure: Measure, noun: Span | None) -> bool:
    """Say whether digits belong to a name (Section 5, S&P 500, 10 Downing Street) or begin a list item."""
    lower, surface, first, last = tokens.lower, tokens.surface, measure.first, measure.last
    if measure.unit:
        return False
    label = first - 2 if lower[first - 1] == "." else first - 1
    if lower[label] in FIRM_LABELS or (label == first - 1 and noun is None and lower[label] in LOOSE_LABELS):
        return True
    if surface[last][:1].isupper() and not STREETS.isdisjoint(lower[last : last + 3]):
        return True
    if label < 0 or lower[first - 1] in {"", "\n"}:
        return measure.value < 100 and (lower[last] in {")", "."} and tokens.glued(last) or (
            surface[last][:1].isupper() and (noun is None or noun[1] - last > 3)
        ))  # fmt: skip
    return (
        noun is None
        and not measure.numeral.scale
        and lower[measure.numeral.first].isdecimal()
        and _is_proper(tokens, first - 1)
    )


def _is_proper(tokens: Tokens, index: int) -> bool:
    """Say whether a token has a capital that neither a sentence, a headline nor a weekday gives it."""
    word = tokens.lower[index]
    return (
        tokens.surface[index][:1].isupper()
        and word not in STOP
        and word not in WEEKDAYS
        and word not in MONTHS
        and not _starts_sentence(tokens, index)
        and not _in_headline(tokens, index)
    )


def _starts_sentence(tokens: Tokens, index: int) -> bool:
    return tokens.lower[index - 1] in _SENTENCE_STARTS


def _in_headline(tokens: Tokens, index: int) -> bool:
    """Say whether the long words around a token all begin with a capital."""
    near = [word for word in tokens.surface[max(0, index - _HEADLINE) : index + _HEADLINE] if len(word) > 4]
    return len(near) > 1 and not any(word[0].islower() for word in near)


def _is_name_in_words(tokens: Tokens, measure: Measure, noun: Span | None) -> bool:
    """Say whether number words belong to a name: Three Mile Island, Channel Four, the Big Ten."""
    lower, surface, first, last = tokens.lower, tokens.surface, measure.first, measure.last
    label = lower[first - 1]
    if noun is None and not measure.unit and (label in FIRM_LABELS or (label in LOOSE_LABELS and surface[first - 1][0].isupper())):
        return True
    if label == "-" and tokens.glued(first) and tokens.glued(first - 1):
        return True
    if not surface[measure.numeral.first][0].isupper() or _starts_sentence(tokens, first) or _in_headline(tokens, first):
        return False
    return surface[last][:1].isupper() or surface[first - 1][:1].isupper()


def is_score(tokens: Tokens, first: Measure, second: Measure, noun: Span | None) -> bool:
    """Say whether two joined numbers are a score, a vote, a ratio or a telephone number: 3-1, 76 to 24, 555-1234."""
    if first.unit or second.unit or first.numeral.scale or second.numeral.scale:
        return False
    if first.value >= second.value:
        return True
    if len(tokens.lower[first.numeral.first]) == 3 and len(tokens.lower[second.numeral.first]) == 4 and noun is None:
        return True
    near = tokens.lower[max(0, first.first - _NEAR) : first.first]
    return first.value < 100 and ((noun is None and not CONTESTS.isdisjoint(near)) or tokens.lower[second.last] in CONTESTS)


def goes_on(tokens: Tokens, measure: Measure, reference: int, noun: Span | None) -> bool:
    """Say whether a number goes on with a reference that ends at a token: posts 542 and 543, January 23 and 24."""
    return (
        measure.first == reference + 1
        and noun is None
        and measure.unit is None
        and measure.numeral.form == "digits"
        and tokens.lower[reference] in {"and", "or", ",", "-", "–", "to", "&", "/", ":", "."}
    )
