"""The record of one attribution: who is credited, with which words, in which document span."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from pipeline.attribution.draft import Span
    from pipeline.attribution.claimers import Kind

QuoteType = Literal["none", "direct", "indirect", "mixed"]


@dataclass(frozen=True, slots=True)
class Attribution:
    """Source, cue and content after PARC and PolNeAR (Newell et al. 2018); spans are [start, end) in the document.

    `quote_type` after O'Keefe et al. (2012); "none" where the author reports a wish, a plan or a belief that nobody is
    said to have uttered. `claimer` is who the claim is credited to in the end: where an outlet relays a speaker, the
    outlet is the source of one record and the speaker of another, and the speaker is the claimer of both.
    """

    source: Span | None
    cue: Span | None
    content: list[Span]
    quote_type: QuoteType
    claimer: str | None
    claimer_kind: Kind
    rule: str
