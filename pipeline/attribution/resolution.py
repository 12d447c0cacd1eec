"""Turn drafts into records: pronouns to the last speaker they fit, short names to full ones, outlets to speakers."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import groupby
from typing import TYPE_CHECKING, Final

from pipeline.attribution import bearers, claimers, headlines, names
from pipeline.attribution.record import Attribution

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.attribution.claimers import Kind
    from pipeline.attribution.draft import Draft, Span
    from pipeline.attribution.register import Names

_SCANNED: Final = 2000  # characters of a sentence, at most, in which a person's name is looked for
_REACH: Final = 3  # sentences back that a pronoun is followed
_OPENING: Final = 80  # characters of a sentence in which its first noun stands
_PEOPLE_WITHIN: Final = 4  # words
_LONGEST_QUOTATION: Final = 20  # sentences between a speaker and the pronoun after a quotation
_PRONOUNS: Final[dict[str, Kind]] = {
    "he": "person", "she": "person", "his": "person", "her": "person", "him": "person",
    "they": "group", "their": "group", "them": "group", "it": "organisation", "its": "organisation",
}  # fmt: skip
_INDEFINITE: Final = frozenset(
    ["everyone", "everybody", "someone", "somebody", "nobody", "those", "many", "some", "others", "most", "few"]
)
# Beside the source and its verb: no other clause stands between them and the condition.
_NAMELESS: Final = re.compile(
    r"[^.;:\"“”]{0,60}?\b(?:on (?:the )?condition of anonymity|anonymously"
    r"|on condition (?:that )?(?:he|she|they) not be (?:named|identified)"
    r"|(?:not|declined) to be (?:named|identified))\b"
)
_ASIDE: Final = 90  # characters after the source or its verb in which that stands
_POSSESSED: Final = re.compile(r"(?:his|her|their|its|our|my) ", re.IGNORECASE)
_OPENING_NAME: Final = re.compile(
    r"(?:(?:In|On|At|After|For|But|And|Still|Yet|Then|When|While|As|Although)\b[^,.]{0,80}, )?(?:The |the )?"
    r"((?:(?:[^\W\d_a-z][\w’'.-]*|de|van|von|bin|al)(?: |$|(?=,)))+)"
)
# Rules whose content is what somebody said, so that an outlet around them only relays it.
_SPOKEN: Final = frozenset(
    [
        "verb.that",
        "verb.clause",
        "verb.quotation",
        "verb.colon",
        "verb.question",
        "verb.trailing",
        "verb.medial",
        "verb.inverted",
        "verb.gap",
        "citing",
        "quotation.continued",
    ]
)
_RELAYED_SHARE: Final = 0.5  # of an outlet's content that the speaker's must cover


class Resolver:
    """Names the claimers of one document, in the order of the text."""

    def __init__(self, text: str, known: Names, sentences: list[Span]) -> None:
        """Take the document, its names and the spans of its sentences."""
        self._text = text
        self._names = known
        self._sentences = sentences
        self._spoken: dict[int, list[tuple[str, Kind]]] = {}
        self._described: dict[str, str] = {}
        self._quoted: frozenset[int] = frozenset()

    def records(self, drafts: list[Draft]) -> list[Attribution]:
        """Give the record of each draft; the drafts stand in the order of the text."""
        found: list[Attribution] = []
        self._quoted = frozenset(self._sentences_quoted(drafts))
        for _, group in groupby(drafts, key=lambda draft: draft.sentence):
            together = list(group)
            found += self._relayed(together, [self._record(draft) for draft in together])
        # A name before a colon is a speaker's when the document has that person speak elsewhere.
        people = {one.claimer for one in found if one.claimer_kind == "person" and one.rule != headlines.NAMED}
        return [one for one in found if one.rule != headlines.NAMED or one.claimer in people]

    def _record(self, draft: Draft) -> Attribution:
        claimer, kind = (None, "author") if draft.quote_type == "none" else self._claimer(draft)
        if kind == "group" and self._hides(draft):
            kind = "anonymous"
        return Attribution(draft.source, draft.cue, draft.content, draft.quote_type, claimer, kind, draft.rule)

    def _hides(self, draft: Draft) -> bool:
        """Tell whether what is beside the cue says that the source gave no name: said on condition of anonymity."""
        if draft.source is None or draft.cue is None:
            return False
        first, last = draft.source[0], max(draft.source[1], draft.cue[1])
        words = self._text[first : min(last + _ASIDE, self._sentences[draft.sentence][1])]
        found = _NAMELESS.match(words, draft.source[1] - first)
        return found is not None and not any(start < first + found.end() <= end for start, end in draft.content)

    def _relayed(self, drafts: list[Draft], records: list[Attribution]) -> list[Attribution]:
        """Credit what an outlet relays to the speaker inside its content."""
        for place, outer in enumerate(drafts):
            if not outer.relay:
                continue
            for inner, record in zip(drafts, records, strict=True):
                if inner.rule in _SPOKEN and inner.speech and record.claimer and _covers(outer, inner):
                    records[place] = records[place]._replace(
                        claimer=record.claimer, claimer_kind=record.claimer_kind, quote_type=record.quote_type
                    )
        return records

    def _claimer(self, draft: Draft) -> tuple[str | None, Kind]:
        if draft.source is None:
            return None, "author" if draft.rule == "quotation.term" else "anonymous"
        start, end = draft.source
        phrase = self._text[start:end]
        word = re.split("['’]", phrase.lower())[0]
        if word in _PRONOUNS:
            name, kind = self._back(draft, start, word), _PRONOUNS[word]
        elif word in _INDEFINITE:
            return phrase, "group"
        elif _POSSESSED.match(phrase):
            name, kind = claimers.name(phrase, start, self._names)
            name = name if kind == "person" else None  # his lawyer, Simon Reed; but nobody knows who "his office" is
        else:
            name, kind = self._named(phrase, start)
        if name:
            self._spoken.setdefault(draft.sentence, []).append((name, kind))
        return name, kind

    def _named(self, phrase: str, start: int) -> tuple[str | None, Kind]:
        name, kind = claimers.name(phrase, start, self._names)
        if name and kind in ("group", "anonymous") and name.split()[-1].islower():
            head = name.split()[-1]
            if phrase[:4].lower() == "the ":
                name = self._described.get(head, name)
            self._described[head] = name
        return name, kind

    def _sentences_quoted(self, drafts: list[Draft]) -> Iterator[int]:
        """Give the numbers of the sentences that lie wholly inside a quotation."""
        for draft in drafts:
            if draft.quote_type == "direct":
                for first, last in draft.content:
                    place = bisect_left(self._sentences, (first, first))
                    while place < len(self._sentences) and self._sentences[place][1] <= last:
                        yield place
                        place += 1

    def _back(self, draft: Draft, before: int, pronoun: str) -> str | None:
        """Look for the nearest speaker or subject that fits a pronoun, in this sentence and the few before it.

        What a quotation names is no antecedent for the words around it, so its sentences are passed over.
        """
        own = draft.quote_type == "direct" and draft.content[0][0] < before
        steps = 0
        place = draft.sentence
        while place >= 0 and steps <= _REACH and draft.sentence - place < _LONGEST_QUOTATION:
            if place == draft.sentence or place not in self._quoted:
                steps += 1
                spoken = [name for name, kind in self._spoken.get(place, ()) if _fits(name, kind, pronoun)]
                if spoken:
                    return spoken[-1]
                if _PRONOUNS[pronoun] == "person" and not (own and place == draft.sentence):
                    start, end = self._sentences[place]
                    named = self._opening(place, before, pronoun) or self._only_person(start, min(end, before), pronoun)
                    if named is not None:
                        return named or None
                if _PRONOUNS[pronoun] == "group" and place == draft.sentence - 1:
                    start, end = self._sentences[place]
                    return _people_first(self._text[start : min(end, start + _OPENING)])
            place -= 1
        return None

    def _only_person(self, start: int, end: int, pronoun: str) -> str | None:
        """Give the one person named in full in text[start:end]; an empty name when there are several."""
        people = self._names.people_in(max(start, end - _SCANNED), end)
        people = {name for name in people if names.agrees(name, pronoun)}
        return None if not people else people.pop() if len(people) == 1 else ""

    def _opening(self, place: int, before: int, pronoun: str) -> str | None:
        """Give the person with whose name a sentence begins."""
        start, end = self._sentences[place]
        match = _OPENING_NAME.match(self._text, start, min(end, before))
        name, kind = claimers.name(match[1], start, self._names) if match else (None, "group")
        if not name or kind != "person" or not self._names.is_antecedent(name):
            return None
        return name if names.agrees(name, pronoun) else None


def _people_first(sentence: str) -> str | None:
    """Give the people with whom a sentence begins: (Scientists) at the institute placed; The (aid workers) had left."""
    words = sentence.split(" ")
    first = words[0].lower() in ("the", "these", "those")
    for last, word in enumerate(words[:_PEOPLE_WITHIN], 1):
        if not word.isalpha():
            return None
        if last > first and claimers.is_plural_human(word):
            return " ".join(words[first:last])
    return None


def _covers(outer: Draft, inner: Draft) -> bool:
    """Tell whether the inner report, with its source, is most of the outer content."""
    if outer is inner or inner.source is None:
        return False
    begin, to = min(inner.source[0], inner.content[0][0]), max(inner.source[1], inner.content[-1][1])
    total = sum(last - first for first, last in outer.content)
    return sum(max(0, min(last, to) - max(first, begin)) for first, last in outer.content) >= _RELAYED_SHARE * total


def _fits(name: str, kind: Kind, pronoun: str) -> bool:
    """Tell whether a pronoun can mean a claimer: he a mayor without a name, they several sources, it a report."""
    wanted = _PRONOUNS[pronoun]
    if kind == "anonymous":
        if wanted == "organisation":
            return False
        return name.endswith("s") if wanted == "group" else claimers.is_human(name)
    if kind == "person" == wanted:
        return names.agrees(name, pronoun)
    if kind == "person" and wanted == "organisation":
        return " " not in name and not bearers.is_listed(name)  # a word that only looks like a person's name
    return kind == wanted or (kind == "document" and wanted == "organisation")
