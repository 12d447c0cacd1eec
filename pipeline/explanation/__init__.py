"""What happened to a raw item on its way to clean text, place by place, and how to tell people."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from pipeline import corrections, privacy, text
from pipeline.alignment import raw_span, text_position

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.alignment import Alignment

RULES: Final = text.RULES | {
    corrections.RULE: "Somebody wrote this change down in corrections.yaml.",
    "mask_card_number": "Letters and digits of a card number are hidden.",
    "mask_email": "Letters and digits of an e-mail address are hidden.",
    "mask_ip_address": "Letters and digits of an IP address are hidden.",
    "mask_phone": "Letters and digits of a telephone number are hidden.",
}


class Place(NamedTuple):
    """One place that a rule changed: the bytes, where it stands in the clean text, and what stood there before."""

    rule: str
    raw_start: int
    raw_end: int
    start: int
    end: int
    before: str
    after: str


class Document(NamedTuple):
    """A text as its row states it, or as cleaning alone leaves it where an item has no row."""

    text: str
    alignment: Alignment


def places(raw: bytes | str, document: Document | None, *, html: bool) -> tuple[Document, list[Place]]:
    """Return the text of a raw item and each change on the way to it, in the order of the changes.

    ``document`` is its row; without one the text is that of `text.clean`. What the row has otherwise than cleaning
    leaves it is a correction or a mask. Raises `text.Undecodable`.
    """
    cleaned = text.clean(raw, html=html)
    final = document or Document(cleaned.text, cleaned.alignment)
    found = [
        Place(
            one.rule,
            one.raw_start,
            one.raw_end,
            text_position(final.alignment, one.raw_start),
            text_position(final.alignment, one.raw_end),
            one.before,
            one.after,
        )
        for one in text.trace(raw, html=html)
    ]
    if document is not None:
        found += _later(cleaned, document)
    return final, found


def _later(cleaned: text.Cleaned, document: Document) -> Iterator[Place]:
    """What was done after cleaning: corrections, then masks."""
    pieces = list(_pieces(cleaned, document))
    # Before the masks: a run that corrections left alone has as many code points as before.
    unmasked = "".join(one.before if len(one.before) == one.end - one.start else one.after for one in pieces)
    masked = [
        mention
        for mention in privacy.find(unmasked)
        if document.text[mention.start : mention.end] == privacy.mask(unmasked, [mention])[mention.start : mention.end]
    ]
    hidden = privacy.mask(unmasked, masked)
    for one in pieces:
        if one.after != one.before and (len(one.before) != len(one.after) or hidden[one.start : one.end] != one.after):
            yield one
    for start, end, kind in masked:
        span = raw_span(document.alignment, start, end)
        yield Place(f"mask_{kind}", *span, start, end, unmasked[start:end], document.text[start:end])


def _pieces(cleaned: text.Cleaned, document: Document) -> Iterator[Place]:
    """The runs of a document, and the gaps between them, beside what cleaning had made of their bytes."""
    behind = 0
    for run, following in pairwise(document.alignment):
        length = following.start - run.start
        end = run.raw_start + length * run.width if run.width else following.raw_start
        for start, stop, size in ((behind, run.raw_start, 0), (run.raw_start, end, length)):
            before = cleaned.text[text_position(cleaned.alignment, start) : text_position(cleaned.alignment, stop)]
            after = document.text[run.start : run.start + size]
            if before or after:
                yield Place(corrections.RULE, start, stop, run.start, run.start + size, before, after)
        behind = end
    closing = document.alignment[-1]
    rest = cleaned.text[text_position(cleaned.alignment, behind) :]
    if rest:
        yield Place(corrections.RULE, behind, closing.raw_start, closing.start, closing.start, rest, "")
