"""Numbers that name, date, rank or score something and so are no amounts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pipeline.quantities.days import is_date, is_time
from pipeline.quantities.lexicon import CONTESTS, VOTES
from pipeline.quantities.names import is_name, is_name_in_words
from pipeline.quantities.pronouns import stands_for_a_noun
from pipeline.quantities.tokens import is_digits

if TYPE_CHECKING:
    from pipeline.quantities.measures import Measure
    from pipeline.quantities.nouns import Span
    from pipeline.quantities.numerals import Numeral
    from pipeline.quantities.ranges import Extent
    from pipeline.quantities.tokens import Tokens

_GLUED_BEFORE: Final = frozenset({"#", "/", ":", "_", "@", "№", "\\", "=", ".", "&"})
_GLUED_BETWEEN: Final = frozenset({"-", "+", "'", "’", "%", "?"})
_GLUED_AFTER: Final = frozenset({":", "_", "/", "@", "\\", "="})
_LINKS: Final = frozenset({"and", "or", ",", "-", "–", "to", "&", "/", ":", "."})
_MAX_PLUS: Final = 1e8  # larger numbers behind a plus sign are telephone numbers
_ROW: Final = 4  # bare numbers that make a row
_NEAR: Final = 5  # tokens before a score or a vote in which its contest is named
_AGAINST: Final = frozenset({"to", "-", "–", "—", "‑"})  # between the two sides of a vote


def is_reference(tokens: Tokens, found: Extent, noun: Span | None, previous: int) -> bool:
    """Say whether a number is a name, date, time, rank, score or pronoun rather than an amount.

    `previous` is the token after the last number that was one, because references come in lists: posts 542 and 543.
    """
    measure = found.measure
    if found.kind == "share" or measure.currency:
        return False
    if found.kind in {"code", "descent"} or _is_of_an_age(tokens, measure) or _goes_on(tokens, measure, noun, previous):
        return True
    if is_time(tokens, measure, noun) or (found.kind == "range" and _is_score(tokens, found, noun)):
        return True
    if measure.numeral.form == "digits":
        return _is_code(tokens, measure) or is_date(tokens, measure, noun) or is_name(tokens, measure, noun)
    if measure.numeral.form == "words":
        return stands_for_a_noun(tokens, measure, noun) or is_name_in_words(tokens, measure, noun)
    return measure.numeral.form == "vague" and is_name_in_words(tokens, measure, noun)


def is_vote(tokens: Tokens, found: Extent, noun: Span | None) -> bool:
    """Say whether two joined numbers are the two sides of a vote: voted 17 to 9, a 61-38 vote."""
    first, last = found.measure.first, found.measure.last
    if found.kind not in {"range", "descent"} or found.measure.unit or last != first + 3:
        return False
    if tokens.lower[first + 1] not in _AGAINST:
        return False
    if tokens.lower[last] in VOTES:
        return True
    return (
        noun is None
        and tokens.lower[last] != "of"
        and tokens.lower[last] not in CONTESTS
        and not VOTES.isdisjoint(tokens.lower[max(0, first - _NEAR) : first])
    )


def row_end(tokens: Tokens, numeral: Numeral) -> int | None:
    """Return the token after a row of bare numbers (a telephone number, a line of a table), None when there is none."""
    first, last = numeral.first, numeral.last
    if last > first + 1:
        return None
    while is_digits(tokens.lower[last]):
        last += 1
    dialled = last > first + 1 and any(_is_dialled(word) for word in tokens.lower[first:last])
    return last if dialled or last - first >= _ROW else None


def _is_dialled(word: str) -> bool:
    """Say whether digits begin with a zero, as only codes do: 0958."""
    return word[0] == "0" and len(word) > 2 and word.isdecimal()


def _is_of_an_age(tokens: Tokens, measure: Measure) -> bool:
    """Say whether the number is a decade of life: twenty-somethings."""
    return tokens.hyphenated(measure.last) and tokens.lower[measure.last + 1] in {"something", "somethings"}


def _goes_on(tokens: Tokens, measure: Measure, noun: Span | None, previous: int) -> bool:
    return (
        measure.first == previous + 1
        and noun is None
        and measure.unit is None
        and measure.numeral.form == "digits"
        and tokens.lower[previous] in _LINKS
    )


def _is_score(tokens: Tokens, found: Extent, noun: Span | None) -> bool:
    """Say whether two joined numbers are a score, a vote or a telephone number: lost 2-3, a 4-5 vote, 555-1234."""
    first, last = found.measure.first, found.measure.last
    if found.measure.unit or found.measure.numeral.scale or found.value >= 1000:
        return False
    if noun is None and len(tokens.lower[first]) == 3 and len(tokens.lower[last - 1]) == 4:
        return True
    contest = noun is None and not CONTESTS.isdisjoint(tokens.lower[max(0, first - _NEAR) : first])
    return found.value < 100 and (contest or tokens.lower[last] in CONTESTS)


def _is_code(tokens: Tokens, measure: Measure) -> bool:
    """Say whether something is glued to the number: F-16, 10:30, 24703L202, (555) 123, [3], '90."""
    lower, first, last = tokens.lower, measure.first, measure.last
    before, after = lower[first - 1], lower[last]
    if before in {"#", "№"} or _is_glued_after(tokens, last):
        return True
    if not tokens.glued(first):
        return False
    if before == "[" or (before == "(" and after == ")"):
        return _is_bracketed(tokens, measure)
    if before in _GLUED_BEFORE or before.isalnum() or (before in {"'", "’"} and len(lower[first]) == 2):
        return True
    outer = lower[first - 2] if tokens.glued(first - 1) else ""
    if before in _GLUED_BETWEEN:
        return (outer[-1:].isalnum() and outer != "sub") or (
            before == "+" and (after in {"-", "("} or lower[last][:1].isdecimal() or measure.value > _MAX_PLUS)
        )
    return before in {"–", "—"} and outer.isdecimal()


def _is_bracketed(tokens: Tokens, measure: Measure) -> bool:
    """Say whether the number behind an opening bracket is a citation [2, 3], a marker (1) or a dialling code."""
    after = tokens.lower[measure.last]
    if tokens.lower[measure.first - 1] == "[":
        return after in {"]", ",", "-", "–", ";"}
    return len(tokens.lower[measure.first]) == 1 or tokens.lower[measure.last + 1].isdecimal()


def _is_glued_after(tokens: Tokens, last: int) -> bool:
    after, behind = tokens.lower[last], tokens.lower[last + 1]
    if not after or not tokens.glued(last):
        return False
    if after == "-" and tokens.glued(last + 1):
        return behind[0].isdecimal() or len(behind) == 1 or behind == "in"  # a 1-in-100-year flood
    return after[0].isalpha() or after in _GLUED_AFTER
