"""The names of a claim in the form that their other forms share, without those of who is credited with it."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pipeline.links.words import Term

Span = tuple[int, int]

# Marks the names among the terms.
NAME = "@"
# Forms of one name that differ by more than their letters; the list is that of the bodies with such forms in English.
_SAME = {
    "u.s": "united states",
    "u.s.a": "united states",
    "us": "united states",
    "usa": "united states",
    "united states of america": "united states",
    "america": "united states",
    "u.k": "united kingdom",
    "uk": "united kingdom",
    "britain": "united kingdom",
    "great britain": "united kingdom",
    "u.n": "united nations",
    "un": "united nations",
    "e.u": "european union",
    "eu": "european union",
    "uae": "united arab emirates",
}
_CALENDAR = frozenset(
    [
        *("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march"),
        *("april", "may", "june", "july", "august", "september", "october", "november", "december"),
    ]
)
# What is said ends so where its source stands behind it.
_SAID_BEFORE = (",", "”", '"')
_PLACES = frozenset({"GPE", "LOC"})


class Names(NamedTuple):
    """The names of a claim by span, all that are ``known``, and which of them are ``persons`` and ``places``.

    ``spans`` leave out who is credited; ``covered`` are all words, in order, that are no part of what is said but as
    names: names and the words that credit somebody. ``parties`` are all names, those of who is credited too.
    """

    spans: Mapping[Span, str]
    known: frozenset[str]
    persons: frozenset[str]
    places: frozenset[str]
    parties: frozenset[str]
    covered: list[Span]

    def as_written(self, text: str) -> dict[str, str]:
        """Each name as it is first written, on one line."""
        placed = sorted(self.spans.items(), reverse=True)
        return {known: " ".join(text[start:end].split()) for (start, end), known in placed}


def of(row: Mapping[str, Any]) -> Names:
    """The names of a claim; ``row`` holds its columns."""
    start = row["start"]
    credited = _credited(row)
    labelled = {
        (one["start"] - start, one["end"] - start): (NAME + name(one["text"], one["label"]), one["label"])
        for one in row["entities"]
    }
    spans = {
        span: known
        for span, (known, _) in labelled.items()
        if not any(first <= span[0] < last for first, last in credited)
    }
    told = [(known, label) for span, (known, label) in labelled.items() if span in spans]
    return Names(
        spans,
        frozenset(spans.values()),
        frozenset(known for known, label in told if label == "PERSON"),
        frozenset(known for known, label in told if label in _PLACES),
        frozenset(known for known, _ in labelled.values()),
        sorted([*labelled, *credited]),
    )


@lru_cache(1 << 16)
def name(text: str, label: str) -> str:
    """A name in the form that its other forms share: without accents and case; of a person the surname."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c)).lower()
    plain = " ".join(plain.split()).removeprefix("the ").removesuffix("’s").removesuffix("'s").rstrip(".")
    if label == "PERSON":
        return plain.rpartition(" ")[2]
    return _SAME.get(plain, plain)


def capitals(text: str, terms: Iterable[Term]) -> frozenset[str]:
    """Words in capitals within a sentence: names, perhaps, that nobody marked as such."""
    return frozenset(
        NAME + name(term.word, "")
        for term in terms
        if term.start and text[term.start].isupper() and term.word not in _CALENDAR
    )


def outside(terms: Iterable[Term], spans: list[Span]) -> list[Term]:
    """The terms that lie outside the spans, which come in order."""
    kept = []
    place, covered = 0, 0
    for term in terms:
        while place < len(spans) and spans[place][0] <= term.start:
            covered = max(covered, spans[place][1])
            place += 1
        if term.start >= covered:
            kept.append(term)
    return kept


def _credited(row: Mapping[str, Any]) -> list[Span]:
    """The words that say who says it, and where: they are no part of what is said.

    Behind what is said, all to the next comma is of the saying: "…, she said on Wednesday during a visit to Chad".
    """
    start, text = row["start"], row["text"]
    first, last = row["claimer_start"], row["claimer_end"]
    if first is None or not start <= first < start + len(text):
        return []
    begin, end = first - start, last - start
    if row["cue_start"] is not None and start <= row["cue_start"] < first:
        begin = row["cue_start"] - start
    if text[:begin].rstrip().endswith(_SAID_BEFORE):
        end = next((place for place in range(max(end, 0), len(text)) if text[place] == ","), len(text))
    return [(begin, end)]
