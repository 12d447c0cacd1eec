"""Numbers that name, date, rank or score something and so are no amounts."""

from __future__ import annotations

from typing import Final

from pipeline.quantities.lexicon import (
    BEFORE_YEARS,
    CLOCK,
    CONTESTS,
    LABELS,
    MONTHS,
    NOT_AFTER_ONE,
    NOT_BEFORE_ONE,
    STOP,
    STREETS,
    WEEKDAYS,
)
from pipeline.quantities.measures import Measure
from pipeline.quantities.nouns import QUOTES, Span
from pipeline.quantities.tokens import Tokens

_SENTENCE_ENDS: Final = frozenset({"", ".", "!", "?", ":", "\n", "|", "(", "•", "*", "—", "–", ";"}) | QUOTES
_LOOK: Final = 5


def is_reference(tokens: Tokens, measure: Measure, noun: Span | None) -> bool:
    """Say whether a number is a name, date, time, rank, score or pronoun rather than an amount."""
    if measure.currency:
        return False
    if measure.numeral.form == "digits":
        return _glued(tokens, measure) or _dated(tokens, measure, noun) or _named(tokens, measure, noun)
    if measure.numeral.form in {"words", "vague"}:
        return _pronoun(tokens, measure, noun) or _named_in_words(tokens, measure, noun)
    return False


def _glued(tokens: Tokens, measure: Measure) -> bool:
    """Codes, clock times, scores, lists: a number with something else directly at its side."""
    lower, first, last = tokens.lower, measure.first, measure.last
    before, after = lower[first - 1], lower[last]
    if first and tokens.glued(first):
        if before in {"#", "/", ":", "_", "@", "№", "\\", "=", "."} or before.isalnum():
            return True
        if before in {"-", "–", "—", "'", "’", "."} and tokens.glued(first - 1) and lower[first - 2][-1:].isalnum():
            return before != "—" and before != "–" or not lower[first - 2].isalpha()
        if before in {"'", "’"} and len(lower[first]) == 2:
            return True
        if before in {"(", "["} and after in {")", "]"} and (before == "[" or len(lower[first]) == 1):
            return True
        if before == "+" and after == "-":
            return True
    if after and tokens.glued(last):
        if after[0].isalpha() or after in {":", "_", "/", "@", "\\", "="}:
            return True
        if after == "-" and tokens.glued(last + 1):
            return lower[last + 1][:1].isdigit() or len(lower[last + 1]) == 1
    return False


def _dated(tokens: Tokens, measure: Measure, noun: Span | None) -> bool:
    lower, first, last = tokens.lower, measure.first, measure.last
    if measure.unit and not measure.unit.name.startswith("year"):
        return False
    before = lower[first - 1] if lower[first - 1] != "." else lower[first - 2]
    after = lower[last]
    whole = measure.value.is_integer() and not measure.numeral.scale and lower[measure.numeral.first].isdecimal()
    if after in CLOCK or (after in {"a", "p"} and lower[last + 1] == "m"):
        return True
    if not whole:
        return False
    if 1 <= measure.value <= 31 and not noun:
        if before in MONTHS and _is_month(tokens, first - 1):
            return True
        if after in MONTHS and tokens.surface[last][:1].isupper():
            return True
        if after == "of" and lower[last + 1] in MONTHS:
            return True
    return len(lower[measure.numeral.first]) == 4 and 1500 <= measure.value < 2100 and _is_year(tokens, measure, noun)


def _is_month(tokens: Tokens, index: int) -> bool:
    return tokens.surface[index][:1].isupper() or tokens.lower[index] not in {"may", "march", "mar", "."}


def _is_year(tokens: Tokens, measure: Measure, noun: Span | None) -> bool:
    before = tokens.lower[measure.first - 1]
    if measure.unit:
        return before in {"the", "in", "year"}
    if before in {"than", "over", "about", "nearly", "almost", "least", "approximately", "roughly", "some", "around"}:
        return noun is None
    if noun is None or noun[0] != measure.last:
        return True
    if 1900 <= measure.value < 2040:
        return tokens.lower[noun[0]] not in {"people", "troops", "men", "women", "soldiers", "children", "workers", "jobs", "homes"} or (
            before in {"in", "since", "by", "until", "during", "from"}
        )
    return before in BEFORE_YEARS


def _named(tokens: Tokens, measure: Measure, noun: Span | None) -> bool:
    lower, surface, first, last = tokens.lower, tokens.surface, measure.first, measure.last
    if measure.unit:
        return False
    before = lower[first - 1]
    if before == "." and first >= 2 and lower[first - 2] in {"no", "nos", "nr", "nrs", "art", "vol", "sec", "fig", "ch", "pp", "p"}:
        return True
    if before in {"#", "№", "°"}:
        return True
    if before in LABELS and (surface[first - 1][:1].isupper() or noun is None or before in {"number", "numbers", "section", "chapter", "article", "page"}):
        return True
    if surface[last][:1].isupper() and any(word in STREETS for word in lower[last : last + 3]):
        return True
    return (
        surface[first - 1][:1].isupper()
        and noun is None
        and not measure.numeral.scale
        and measure.value < 10_000
        and "," not in lower[measure.numeral.first]
        and before not in STOP
        and before not in WEEKDAYS
        and before not in MONTHS
        and not _starts_sentence(tokens, first - 1)
        and not in_title_case(tokens, first)
    )


def _starts_sentence(tokens: Tokens, index: int) -> bool:
    return index == 0 or tokens.lower[index - 1] in _SENTENCE_ENDS


def in_title_case(tokens: Tokens, index: int) -> bool:
    """Say whether the long words around a token all begin with a capital, as in a headline."""
    near = [word for word in tokens.surface[max(0, index - 8) : index + 8] if len(word) > 4 and word[0].isalpha()]
    return len(near) >= 2 and all(word[0].isupper() for word in near)


def _named_in_words(tokens: Tokens, measure: Measure, noun: Span | None) -> bool:
    """Three Mile Island, Channel Four, the Big Ten: capitals inside a sentence."""
    lower, surface, first, last = tokens.lower, tokens.surface, measure.first, measure.last
    before = lower[first - 1]
    if before in LABELS and before not in {"no", "car", "camp", "area", "line", "class", "count", "set", "match", "group", "mark", "turn", "stop", "race", "form", "court", "post", "square", "block", "box", "heat", "seed", "rank", "dial", "act", "rule", "lead"} and noun is None:
        return True
    if tokens.glued(first) and before == "-" and tokens.glued(first - 1) and first > 1:
        return True
    if not surface[measure.numeral.first][:1].isupper() or _starts_sentence(tokens, first) or in_title_case(tokens, first):
        return False
    return surface[last][:1].isupper() or surface[first - 1][:1].isupper()


def _pronoun(tokens: Tokens, measure: Measure, noun: Span | None) -> bool:
    """`one` that stands for a noun, and other words that only look like numbers."""
    lower, first, last = tokens.lower, measure.first, measure.last
    word, after, before = lower[measure.numeral.first], lower[last], lower[first - 1]
    if word == "zero":
        return after in {"tolerance", "hour", "-"} or before in {"ground", "net", "absolute", "patient", "sub"}
    if word != "one" or measure.value != 1:
        return False
    if measure.unit and measure.unit.name not in {"day", "night", "time", "point"}:
        return False
    if after.startswith(("'", "’", "-")) or lower[last - 1] != "one" and not measure.unit:
        return after.startswith(("'", "’", "-"))
    follower = lower[measure.numeral.last]
    if before in {"least", "than", "only", "just", "about", "nearly", "exactly", "most", "for"}:
        return follower in {"of", "who", "that", "which", "thing"}
    return follower in NOT_AFTER_ONE or before in NOT_BEFORE_ONE or not follower[:1].isalpha()


def is_score(tokens: Tokens, first: Measure, second: Measure, noun: Span | None) -> bool:
    """Say whether two numbers joined by a hyphen or `to` are a score, a vote or a ratio: 3-1, 76 to 24."""
    if first.unit or second.unit or first.numeral.scale or second.numeral.scale:
        return False
    if first.value >= second.value:
        return True
    if first.value > 99:
        return False
    near = tokens.lower[max(0, first.first - _LOOK) : first.first] + tokens.lower[second.last : second.last + 2]
    return noun is None and not CONTESTS.isdisjoint(near) or tokens.lower[second.last] in CONTESTS
