"""Numbers that are part of a name, a rank or a list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pipeline.quantities.lexicon import FIRM_LABELS, LABELS, LOOSE_LABELS, MONTHS, STOP, STREETS, WEEKDAYS
from pipeline.quantities.nouns import QUOTES

if TYPE_CHECKING:
    from pipeline.quantities.measures import Measure
    from pipeline.quantities.nouns import Span
    from pipeline.quantities.tokens import Tokens

_SENTENCE_STARTS: Final = frozenset({"", ".", "!", "?", ":", "|", "(", "•", "*", "—", "–", ";"}) | QUOTES
_PLURAL_VERBS: Final = frozenset({"were", "are", "have", "had", "died", "remain"})
_HEADLINE_REACH: Final = 8  # tokens on either side in which a headline shows its capitals
_LONG: Final = 5  # letters of a word that a headline writes with a capital
_BRACKET_REACH: Final = 5
_MAX_LIST_ITEM: Final = 100


def is_name(tokens: Tokens, measure: Measure, noun: Span | None) -> bool:
    """Say whether digits belong to a name (Section 5, S&P 500, 10 Downing Street) or begin a list item."""
    lower, first, last = tokens.lower, measure.first, measure.last
    if measure.unit:
        return False
    if _is_labelled(tokens, measure, noun) or _is_list_item(tokens, measure, noun):
        return True
    if tokens.surface[last][:1].isupper() and not STREETS.isdisjoint(lower[last : last + 3]):
        return True
    if noun or measure.numeral.scale or "," in lower[measure.numeral.first]:
        return False
    return _is_proper(tokens, first - 1) or (lower[first - 1] == "the" and _is_proper(tokens, last))


def _is_labelled(tokens: Tokens, measure: Measure, noun: Span | None) -> bool:
    lower, label = tokens.lower, measure.first - 1
    if lower[label - 1 if lower[label] in {".", "-"} else label] in FIRM_LABELS or _is_group(tokens, measure.first):
        return True
    if (
        lower[label] == "-"
        and tokens.surface[label - 1].isupper()
        and len(lower[label - 1]) < (4 if noun is None else 2)
    ):
        return True  # F - 16 in tokenised text
    counts = noun is not None and lower[measure.last] != "of"
    named = tokens.surface[label][:1].isupper() and tokens.surface[measure.last][:1].isupper()  # Channel 4 News
    return lower[label] in LOOSE_LABELS and (not counts or named or _is_proper(tokens, label))


def _is_group(tokens: Tokens, index: int) -> bool:
    """Say whether a number says which Group of Seven or of 20 is meant."""
    return tokens.lower[index - 1] == "of" and tokens.surface[index - 2] == "Group"


def _is_list_item(tokens: Tokens, measure: Measure, noun: Span | None) -> bool:
    """Say whether the number is a marker: `1. Where`, `2 Enjoy the basil` at a line start, `; 3 ) predicts`."""
    lower, first, last = tokens.lower, measure.first, measure.last
    if measure.value >= _MAX_LIST_ITEM:
        return False
    if lower[last] == ")" and noun is None:
        return "(" not in lower[max(0, first - _BRACKET_REACH) : first]
    if lower[first - 1] != "":
        return False
    if lower[last] == ".":
        return tokens.glued(last) and lower[last + 1] != ""
    return tokens.surface[last][:1].isupper() and noun is None


def is_name_in_words(tokens: Tokens, measure: Measure, noun: Span | None) -> bool:
    """Say whether number words belong to a name: Three Mile Island, season four, the Big Ten."""
    lower, surface, first, last = tokens.lower, tokens.surface, measure.first, measure.last
    before = lower[first - 1]
    label = before in LABELS and not before.endswith("s") and lower[last] not in _PLURAL_VERBS
    if label and noun is None and measure.unit is None:
        return True
    if before == "-" and tokens.glued(first) and tokens.glued(first - 1):
        return True
    if _is_group(tokens, first):
        return True
    number = measure.numeral.first
    if not surface[number][0].isupper() or _may_start_sentence(tokens, number) or _in_headline(tokens, number):
        return False
    return surface[last][:1].isupper() or surface[first - 1][:1].isupper()


def _is_proper(tokens: Tokens, index: int) -> bool:
    """Say whether a token has a capital that neither a sentence, a headline nor the calendar gives it."""
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


def _may_start_sentence(tokens: Tokens, index: int) -> bool:
    """Say whether a sentence may start at a token: also behind an abbreviation (the U.S. Four pumps) and a dash."""
    before = tokens.lower[index - 1]
    return before in _SENTENCE_STARTS or before.endswith(".") or (before == "-" and not tokens.glued(index))


def _in_headline(tokens: Tokens, index: int) -> bool:
    """Say whether the long words around a token all begin with a capital."""
    around = tokens.surface[max(0, index - _HEADLINE_REACH) : index + _HEADLINE_REACH]
    long = [word for word in around if len(word) >= _LONG]
    return len(long) > 2 and not any(word[0].islower() for word in long)
