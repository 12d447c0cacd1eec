"""The record of one attribution: who is credited, by which words, with what."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from pipeline.attribution.claimers import Kind
    from pipeline.attribution.draft import QuoteType, Span


_BEFORE: Final = 30  # records before a sentence, at most, whose content may reach into it


class Attribution(NamedTuple):
    """Source, cue and content after PARC and PolNeAR (Newell et al. 2018); spans are [start, end) in the document.

    `quote_type` after O'Keefe et al. (2012); "none" where the author reports a wish, a plan or a belief that nobody is
    said to have uttered: such a record has no claimer. `claimer` is who the claim is credited to in the end: where an
    outlet relays a speaker, the outlet is the source of one record and the speaker of another, and the speaker is the
    claimer of both. It is None where the text does not tell. `rule` names the rule that found the record.
    """

    source: Span | None
    cue: Span | None
    content: list[Span]
    quote_type: QuoteType
    claimer: str | None
    claimer_kind: Kind
    rule: str


def for_span(attributions: list[Attribution], start: int, end: int) -> Attribution | None:
    """Give the attribution that governs the sentence [start, end): the reported speech that covers most of it.

    Of two that cover it equally the first, which is the outer one, is given. Its quote type is the sentence's: mixed
    where one claimer is quoted with one part of it and reported with another. Records of type "none" (plans, wishes,
    knowledge) govern nothing. `attributions` stand in the order that `find` gives.
    """
    best: Attribution | None = None
    best_cover = 0
    said: set[tuple[str | None, QuoteType]] = set()
    after = bisect_left(attributions, end, key=lambda attribution: attribution.content[0][0])
    for attribution in attributions[max(0, after - _BEFORE) : after]:
        if attribution.quote_type == "none":
            continue
        cover = sum(max(0, min(end, last) - max(start, first)) for first, last in attribution.content)
        if cover:
            said.add((attribution.claimer, attribution.quote_type))
        if cover > best_cover:
            best, best_cover = attribution, cover
    if best is not None and {(best.claimer, "direct"), (best.claimer, "indirect")} <= said:
        return best._replace(quote_type="mixed")
    return best
