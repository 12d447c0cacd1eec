"""Number words that count nothing: the pronoun `one`, the two, zero tolerance."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pipeline.quantities.lexicon import ONE, ZERO

if TYPE_CHECKING:
    from pipeline.quantities.measures import Measure
    from pipeline.quantities.nouns import Span
    from pipeline.quantities.tokens import Tokens

_REPORTING_REACH: Final = 3  # tokens from the noun to a verb of saying


def stands_for_a_noun(tokens: Tokens, measure: Measure, noun: Span | None) -> bool:
    """Say whether number words stand for a noun or an idiom instead of counting one."""
    word = tokens.lower[measure.numeral.first]
    before, after = tokens.lower[measure.first - 1], tokens.lower[measure.last]
    if word == "zero":
        return after in ZERO["after"] or before in ZERO["before"]
    if word == "one" and measure.numeral.last - measure.numeral.first == 1:
        return _is_pronoun(tokens, measure, noun)
    return (
        noun is None
        and measure.unit is None
        and measure.numeral.scale == 0
        and before in {"the", "or", "these", "those"}
    )


def _is_pronoun(tokens: Tokens, measure: Measure, noun: Span | None) -> bool:
    at = measure.numeral.last
    before, after = tokens.lower[measure.first - 1], tokens.lower[at].split("'")[0].split("’")[0]
    if after in {"of", ""}:
        return measure.value > 0 and before not in ONE["casualties"]
    if before in ONE["casualties"] or after in ONE["casualties"] or measure.value < 0:
        return False
    if before in ONE["counts"] and tokens.lower[measure.first - 2] != "the":
        return after in {"who", "that", "which", "thing"}
    if after in ONE["after"] or (before in ONE["before"] and measure.unit is None):
        return True
    said = noun is not None and not ONE["reporting"].isdisjoint(tokens.lower[noun[1] : noun[1] + _REPORTING_REACH])
    return measure.unit is None and (noun is None or said)
