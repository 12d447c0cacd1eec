"""Read one paragraph: its sentences with a cue, then the quotations that no cue introduces."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, Final

from pipeline import sentences
from pipeline.attribution import headlines, quotation, reading, tokens
from pipeline.attribution.draft import Draft

if TYPE_CHECKING:
    from pipeline.attribution.draft import QuoteType, Span
    from pipeline.attribution.quotation import Quotation

_LONGEST: Final = 4000  # characters; what is longer without a full stop is no prose
# Before a quoted term these say that it is a name, not somebody's word.
_NAMING: Final = frozenset(
    ("called", "named", "termed", "titled", "entitled", "nicknamed", "labelled", "labeled", "dubbed")
)
_MARK: Final = 2  # characters of a closing mark, which is nothing said
_THAT: Final = "that "
_DIRECT_SHARE: Final = 0.85  # of a content's characters that stand inside quotation marks


class Paragraph:
    """A block of text with its sentences, numbered on from `number`, and its quotations."""

    def __init__(self, text: str, span: Span, number: int) -> None:
        """Cut text[start:end] into sentences and pair its quotation marks."""
        start, end = span
        self.text = text
        self.number = number
        self.quotations = quotation.find(text, start, end)
        self.sentences = [(start + first, start + last) for first, last in sentences.find(text[start:end])]
        self._opens = [q.start for q in self.quotations]
        self._begins = [first for first, _ in self.sentences]

    def read(self, previous: Draft | None, *, headline: bool) -> list[Draft]:
        """Give the attributions in order of their contents.

        `previous` is the last attribution before the paragraph, which a quotation at its head may continue.
        """
        drafts: list[Draft] = []
        for place, (start, end) in enumerate(self.sentences):
            if headline:
                drafts += self._finished(headlines.find(self.text, start, end), place)
            if end - start < _LONGEST:
                drafts += self._finished(self._sentence(place, headline=headline), place)
        drafts.sort(key=lambda draft: draft.content[0])
        return self._with_quotations(drafts, previous) if self.quotations else drafts

    def _sentence(self, place: int, *, headline: bool) -> list[Draft]:
        start, end = self.sentences[place]
        touching = self._touching(start, end)
        if touching and touching[0].start <= start and touching[0].end >= end:
            return []
        return reading.read(tokens.parse(self.text, (start, end), touching, headline=headline))

    def _touching(self, start: int, end: int) -> list[Quotation]:
        if not self.quotations:
            return []
        first = max(0, bisect_right(self._opens, start) - 1)
        last = bisect_left(self._opens, end)
        return [q for q in self.quotations[first:last] if q.end > start]

    def _finished(self, drafts: list[Draft], place: int) -> list[Draft]:
        """Number and type the drafts of a sentence; cut off what a part quotation says in later sentences."""
        finished: list[Draft] = []
        end = self.sentences[place][1]
        for draft in drafts:
            draft.sentence = self.number + place
            draft.reaches = self.number + self._place(draft.content[-1][1] - 1)
            draft.quote_type = self._quote_type(draft)
            finished.append(draft)
            first, last = draft.content[-1]
            if draft.quote_type == "mixed" and last > end and place + 1 < len(self.sentences):
                draft.content[-1] = (first, end)
                rest = (self.sentences[place + 1][0], last)
                if last - rest[0] > _MARK:
                    finished.append(self._continuation(draft, rest, place + 1))
        return finished

    def _continuation(self, draft: Draft, span: Span, place: int) -> Draft:
        rest = Draft(draft.source, None, [span], "quotation.continued", relay=draft.relay)
        rest.sentence, rest.quote_type = self.number + place, "direct"
        rest.reaches = self.number + self._place(span[1] - 1)
        return rest

    def _quote_type(self, draft: Draft) -> QuoteType:
        if not draft.speech:
            return "none"
        # The "that" before a quotation is no part of what is quoted.
        spans = [(first + len(_THAT) * self.text.startswith(_THAT, first), last) for first, last in draft.content]
        total = sum(last - first for first, last in spans)
        quoted = sum(
            min(last, q.end) - max(first, q.start) for first, last in spans for q in self._touching(first, last)
        )
        if not quoted:
            return "indirect"
        return "mixed" if draft.partial or quoted < _DIRECT_SHARE * total else "direct"

    def _with_quotations(self, drafts: list[Draft], previous: Draft | None) -> list[Draft]:
        """Add the quotations outside every content: to the speaker before them, or without a source."""
        result: list[Draft] = []
        waiting = list(reversed(drafts))
        reached = -1
        for q in self.quotations:
            while waiting and waiting[-1].content[0][0] < q.end:
                draft = waiting.pop()
                reached = max(reached, *(last for _, last in draft.content))
                result.append(draft)
            if reached <= q.start:
                added = self._unclaimed(q, result[-1] if result else previous)
                if added:
                    result.append(added)
                    reached = max(reached, q.end)
        return result + waiting[::-1]

    def _unclaimed(self, q: Quotation, previous: Draft | None) -> Draft | None:
        """Read a quotation that no cue introduces: to go on with the last speaker, to stand alone, or to be a term."""
        place = self._place(q.start)
        start, end = self.sentences[place]
        if q.start > start + 1 or q.end < end - 1:
            same = previous is not None and previous.speech and previous.sentence == self.number + place
            return None if same else self._term(q, place)
        if previous is None or not previous.speech or self.number + place - previous.reaches > 1:
            return self._plain(q, "quotation.alone", "direct", place)
        if previous.quote_type == "direct" and not previous.partial:
            previous.content.append((q.start, q.end))
            previous.reaches = self.number + self._place(q.end - 1)
            return None
        return self._continuation(previous, (q.start, q.end), place)

    def _term(self, q: Quotation, place: int) -> Draft | None:
        """Read a quoted term that the author holds at a distance; one with a capital, or after "called", is a name."""
        before = self.text[self.sentences[place][0] : q.start].rstrip().rpartition(" ")[2].lower()
        if not self.text[q.start + 1].islower() or before in _NAMING:
            return None
        return self._plain(q, "quotation.term", "mixed", place)

    def _plain(self, q: Quotation, rule: str, quote_type: QuoteType, place: int) -> Draft:
        number = self.number + place
        draft = Draft(None, None, [(q.start, q.end)], rule, sentence=number, quote_type=quote_type)
        draft.reaches = self.number + self._place(q.end - 1)
        return draft

    def _place(self, character: int) -> int:
        """Give the place of the sentence that holds a character."""
        return max(0, bisect_right(self._begins, character) - 1)
