"""Read a whole document, block by block, and name the claimers of what it reports."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pipeline import blocks
from pipeline.attribution.draft import Draft
from pipeline.attribution.paragraphs import Paragraph
from pipeline.attribution.register import Names
from pipeline.attribution.resolution import Resolver

if TYPE_CHECKING:
    from pipeline.attribution.draft import Span
    from pipeline.attribution.record import Attribution
    from pipeline.blocks import Block

_SPOKEN_KINDS: Final = frozenset(("title", "heading", "paragraph", "list_item", "caption"))
_HEADLINE_KINDS: Final = frozenset(("title", "heading"))
# The speaker in the line under a pull quote: up to a comma, without the dash before it.
_SIGNATURE: Final = re.compile(r"[\s–—-]*([^\n,]*[^\n,\s])")


def find(text: str) -> list[Attribution]:
    """Find every attribution of a document, in order of their contents; an empty list when there is none."""
    drafts: list[Draft] = []
    spans: list[Span] = []
    found = blocks.find(text)
    for place, block in enumerate(found):
        if block.kind in _SPOKEN_KINDS:
            paragraph = Paragraph(text, (block.start, block.end), len(spans))
            previous = drafts[-1] if drafts else None
            drafts += paragraph.read(previous, headline=block.kind in _HEADLINE_KINDS)
            spans += paragraph.sentences
        elif block.kind == "pull_quote":
            drafts.append(_pull_quote(text, found[place : place + 2], len(spans)))
            spans.append((block.start, block.end))
    if not drafts:
        return []
    resolver = Resolver(text, Names(text), spans)
    return resolver.records(drafts)


def _pull_quote(text: str, pair: list[Block], number: int) -> Draft:
    quoted = pair[0]
    draft = Draft(None, None, [(quoted.start, quoted.end)], "pull_quote", sentence=number)
    draft.quote_type = "direct"
    if len(pair) > 1 and pair[1].kind == "attribution":
        source = _SIGNATURE.match(text, pair[1].start, pair[1].end)
        draft.source = source.span(1) if source else None
    return draft
