"""Read a whole document: its paragraphs and sentences, its quotations, and who its pronouns and short names mean."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import re2

from pipeline import blocks, sentences
from pipeline.attribution import quotation, reading, tokens
from pipeline.attribution.draft import Draft
from pipeline.attribution.names import Names
from pipeline.attribution.record import Attribution
from pipeline.attribution.resolution import Resolver

if TYPE_CHECKING:
    from pipeline.attribution.draft import Span
    from pipeline.attribution.quotation import Quotation
    from pipeline.attribution.record import QuoteType

_CUE: Final = re2.compile(r"(?i)\b(?:" + "|".join(re.escape(word) for word in reading.CUE_WORDS) + r")\b")
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_SPOKEN_KINDS: Final = frozenset(("title", "heading", "paragraph", "sentence", "list_item", "caption"))
_HEADLINE_KINDS: Final = frozenset(("title", "heading"))
_DIRECT_SHARE: Final = 0.85  # of a content's characters inside quotation marks


def find(text: str) -> list[Attribution]:
    """Find every attribution of a document, in order of their contents; an empty list when there is none."""
    reader = _Reader(text)
    found = blocks.find(text)
    for place, block in enumerate(found):
        if block.kind in _SPOKEN_KINDS:
            reader.block(block.start, block.end, headline=block.kind in _HEADLINE_KINDS)
        elif block.kind == "pull_quote":
            line = found[place + 1] if place + 1 < len(found) and found[place + 1].kind == "attribution" else None
            reader.pull_quote((block.start, block.end), (line.start, line.end) if line else None)
    return reader.finish()


def for_span(attributions: list[Attribution], start: int, end: int) -> Attribution | None:
    """Give the attribution that governs the sentence [start, end): the speech that covers most of it.

    Of two that cover it equally the speaker goes before the outlet. Plans and beliefs that nobody uttered govern nothing.
    """
    best: Attribution | None = None
    best_cover = 0
    for attribution in attributions:
        if attribution.quote_type == "none":
            continue
        cover = sum(max(0, min(end, last) - max(start, first)) for first, last in attribution.content)
        if cover > best_cover:
            best, best_cover = attribution, cover
    return best


class _Reader:
    """Collects the drafts of one document, block by block."""

    def __init__(self, text: str) -> None:
        self._text = text
        searchable = _SURROGATE.sub("\ufffd", text)
        self._cues = [match.start() for match in _CUE.finditer(searchable)]
        self._next_cue = 0
        self._found: list[tuple[int, Draft, list[Quotation]]] = []
        self._sentences: list[Span] = []

    def block(self, start: int, end: int, *, headline: bool) -> None:
        text = self._text
        quotations = quotation.find(text, start, end)
        owned: set[int] = set()
        spans = [(start + first, start + last) for first, last in sentences.find(text[start:end])]
        in_block: list[Draft] = []
        for first, last in spans:
            number = len(self._sentences)
            self._sentences.append((first, last))
            if not self._has_cue(first, last):
                continue
            touching = [q for q in quotations if q.start < last and q.end > first]
            if touching and touching[0].start <= first and touching[0].end >= last:
                continue
            sentence = tokens.parse(text, (first, last), touching, headline=headline)
            for draft in reading.read(sentence):
                draft.content = [span for span in draft.content if span[0] < span[1]]
                if not draft.content:
                    continue
                in_block.append(draft)
                self._found.append((number, draft, quotations))
                for place, q in enumerate(quotations):
                    if any(q.start < b and a < q.end for a, b in draft.content):
                        owned.add(place)
        for place, q in enumerate(quotations):
            if place not in owned:
                self._unclaimed(q, spans, in_block, quotations)

    def _has_cue(self, start: int, end: int) -> bool:
        cues = self._cues
        while self._next_cue < len(cues) and cues[self._next_cue] < start:
            self._next_cue += 1
        return self._next_cue < len(cues) and cues[self._next_cue] < end

    def _unclaimed(self, q: Quotation, spans: list[Span], in_block: list[Draft], quotations: list[Quotation]) -> None:
        """Give a quotation without cue to the speaker before it, or leave it without a source."""
        text = self._text
        inside = text[q.start + 1 : q.end - 1].strip()
        number = next((n for n, (a, b) in enumerate(spans) if a <= q.start < b), 0)
        first, last = spans[number]
        whole = q.start <= first + 1 and q.end >= last - 1
        sentence_number = len(self._sentences) - len(spans) + number
        if whole:
            previous = self._found[-1][1] if self._found and not in_block else self._before(q.start, in_block)
            if previous is not None and previous.speech and self._adjacent(previous, q.start):
                draft = Draft(previous.source, None, [(q.start, q.end)], "quotation.continued")
            else:
                draft = Draft(None, None, [(q.start, q.end)], "quotation.alone")
        elif inside[:1].islower() and not any(a < q.end and q.start < b for d in in_block for a, b in d.content):
            draft = Draft(None, None, [(q.start, q.end)], "quotation.term", partial=True)
        else:
            return
        self._found.append((sentence_number, draft, quotations))

    def _before(self, place: int, in_block: list[Draft]) -> Draft | None:
        earlier = [draft for draft in in_block if draft.content[0][0] < place]
        return earlier[-1] if earlier else None

    def _adjacent(self, draft: Draft, place: int) -> bool:
        last = max(b for _, b in [*draft.content, draft.cue or (0, 0), draft.source or (0, 0)])
        return place - last < 140

    def pull_quote(self, quoted: Span, line: Span | None) -> None:
        self._sentences.append(quoted)
        draft = Draft(None, None, [quoted], "pull_quote")
        if line:
            source = re.compile(r"[\s–—-]*([^\n,]*[^\n,\s])").match(self._text, *line)
            if source:
                draft.source = source.span(1)
        self._found.append((len(self._sentences) - 1, draft, [quotation.Quotation(*quoted, open=False)]))

    def finish(self) -> list[Attribution]:
        if not self._found:
            return []
        self._found.sort(key=lambda item: item[1].content[0][0])
        resolver = Resolver(self._text, Names(self._text), self._sentences)
        return [self._record(number, draft, quotations, resolver) for number, draft, quotations in self._found]

    def _record(self, number: int, draft: Draft, quotations: list[Quotation], resolver: Resolver) -> Attribution:
        claimer, kind = resolver.claimer(draft, number)
        quote_type: QuoteType = _quote_type(draft, quotations) if draft.speech else "none"
        return Attribution(
            source=draft.source,
            cue=draft.cue,
            content=draft.content,
            quote_type=quote_type,
            claimer=claimer if quote_type != "none" else None,
            claimer_kind=kind if quote_type != "none" else "author",
            rule=draft.rule,
        )


def _quote_type(draft: Draft, quotations: list[Quotation]) -> QuoteType:
    total = sum(b - a for a, b in draft.content)
    quoted = sum(max(0, min(b, q.end) - max(a, q.start)) for a, b in draft.content for q in quotations)
    if not quoted:
        return "indirect"
    if draft.partial or quoted < _DIRECT_SHARE * total:
        return "mixed"
    return "direct"
