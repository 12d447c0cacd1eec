"""A claim as the comparison sees it: its terms, its amounts, its dates, and where it stands."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import lru_cache
from math import log
from typing import TYPE_CHECKING, Any, NamedTuple

from pipeline.links import amounts, negation, words
from pipeline.links.clusters import speaker

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from pipeline.links.amounts import Amount
    from pipeline.links.clusters import Speaker
    from pipeline.links.negation import Scope
    from pipeline.links.words import Term

# Marks the names among the terms, and the dates.
NAME, DATE = "@", "%"
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
# Grains by which the times of two claims can be told apart.
_AFTER_SAYING = len(" late on ")
_GRAINS = frozenset({"day", "time", "month", "year"})
_DAY = len("2026-01-23")
# Smoothing of the share of a document's claims that hold a term: short documents repeat little.
_CLAIMS = 5
_GOES_ON = re.compile(r"\W*(?:the|this|that|these|those|it|its|he|his|she|her|they|their)\b", re.IGNORECASE)
# Items of lists, rows of tables and headlines are phrases that leave out who does what, unless a verb stands in them.
_LISTED = frozenset({"list_item", "table_row", "title", "heading", "caption"})
_AUXILIARY = re.compile(
    r"\b(?:is|are|was|were|has|have|had|do|does|did|will|would|can|could|may|might|must|shall|should)\b|n['’]t\b|’re\b"
)
_LABEL = re.compile(r"\A\W*(?:\w+[ -]){0,4}\w+:\s")
_PLANS = frozenset({"=consider"})


class Statement(NamedTuple):
    """What one claim says, in the parts that are compared.

    ``order`` holds concepts, stems and names in the order of the text, ``said`` the word that first stood for each.
    ``terms`` are those and the dates; each has in ``fresh`` a share from 0, for what all claims of the document repeat,
    to 1, for what this one alone says. Of the ``names``, ``persons`` are some; ``parties`` are all names, those of who
    is credited too. ``context`` are the ``dates``, or those that the sentence before gives. ``planned`` and
    ``fragment``: it tells what may come to be, or is no whole sentence. ``published`` is the date of the document, or
    nothing.
    """

    claim_id: str
    doc_id: str
    text: str
    order: tuple[str, ...]
    said: Mapping[str, str]
    terms: frozenset[str]
    fresh: Mapping[str, float]
    names: frozenset[str]
    persons: frozenset[str]
    parties: frozenset[str]
    dates: frozenset[str]
    context: frozenset[str]
    negations: tuple[Scope, ...]
    planned: bool
    fragment: bool
    amounts: tuple[Amount, ...]
    speaker: Speaker
    published: str

    @property
    def denied(self) -> frozenset[str]:
        """The terms in the scope of a negation."""
        return frozenset(term for scope in self.negations for term in scope.stems)

    @property
    def of_one_day(self) -> bool:
        """Whether it speaks of certain days, not of a longer time."""
        return any(len(date) > _DAY for date in self.context)


def of(row: Mapping[str, Any], repeated: Sequence[int] = (), claims: int = 1) -> Statement:
    """The statement that a claim makes; ``row`` holds its columns and, of its document, what `Statement` names.

    ``repeated`` tells for each term, in order, how many of the ``claims`` of the document hold it.
    """
    start = row["start"]
    credited = _credited(row)
    names = {
        (one["start"] - start, one["end"] - start): NAME + name(one["text"], one["label"]) for one in row["entities"]
    }
    spans = {
        span: known for span, known in names.items() if not any(first <= span[0] < last for first, last in credited)
    }
    found = _outside(words.find(row["text"]), sorted([*names, *credited]))
    placed = sorted(
        [*((term.start, term.stem) for term in found), *((span[0], known) for span, known in spans.items())]
    )
    dates = frozenset(DATE + value for value in _dates(row))
    terms = frozenset(known for _, known in placed) | dates
    held = repeated or [1] * len(terms)
    return Statement(
        claim_id=row["claim_id"],
        doc_id=row["doc_id"],
        text=row["text"],
        order=tuple(known for _, known in placed),
        said={term.stem: term.word for term in reversed(found)},
        terms=terms,
        fresh={term: 1 - log(n) / log(claims + _CLAIMS) for term, n in zip(sorted(terms), held, strict=True)},
        names=frozenset(spans.values()),
        persons=frozenset(
            NAME + name(one["text"], one["label"]) for one in row["entities"] if one["label"] == "PERSON"
        ).intersection(spans.values()),
        parties=frozenset(names.values()),
        dates=dates,
        context=dates or frozenset(DATE + value for value in row.get("before") or ()),
        negations=negation.scopes(row["text"], found),
        planned=row["certainty"] in {"possible", "probable"} or not _PLANS.isdisjoint(terms),
        fragment=row.get("kind") in _LISTED and _is_phrase(row["text"], found),
        amounts=amounts.of(row, found),
        speaker=speaker(row["duplicate_cluster_id"], row["source_id"], row["claimer"]),
        published=str(row["published"] or ""),
    )


@lru_cache(1 << 16)
def name(text: str, label: str) -> str:
    """A name in the form that its other forms share: without accents and case; of a person the surname."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c)).lower()
    plain = " ".join(plain.split()).removeprefix("the ").removesuffix("’s").removesuffix("'s").rstrip(".")
    if label == "PERSON":
        return plain.rpartition(" ")[2]
    return _SAME.get(plain, plain)


def _is_phrase(text: str, terms: Sequence[Term]) -> bool:
    """Whether a listed text has no finite verb, after its label, that its form gives away."""
    label = _LABEL.match(text)
    first = label.end() if label else 0
    verbs = any(term.start > first and term.word.endswith("s") and term.word in words.verbs() for term in terms)
    return not verbs and _AUXILIARY.search(text, first) is None


def _dates(row: Mapping[str, Any]) -> list[str]:
    """The days, months and years of what is told; a date right after the verb of saying is that of the saying."""
    said = row["cue_end"]
    return [
        one["value"]
        for one in row["dates"]
        if one["timex"] == "DATE"
        and one["grain"] in _GRAINS
        and one["value"]
        and not (said is not None and said < one["start"] <= said + _AFTER_SAYING)
    ]


def _credited(row: Mapping[str, Any]) -> list[tuple[int, int]]:
    """The words that say who says it: they are no part of what is said."""
    start, stop = row["start"], row["start"] + len(row["text"])
    first, last = row["claimer_start"], row["claimer_end"]
    return [(first - start, last - start)] if first is not None and start <= first < stop else []


def _outside(terms: list[Term], spans: list[tuple[int, int]]) -> list[Term]:
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


def dates_before(rows: Iterable[Mapping[str, Any]]) -> list[list[str]]:
    """For each claim, in the order of its document, the dates that it takes over from the claim before it.

    A sentence that opens with "the", "this" or a pronoun goes on about what the sentence before it told, in the same
    paragraph; where it gives no date, it is about the same day.
    """
    found = []
    place: tuple[str, int] | None = None
    dates: list[str] = []
    for row in rows:
        here = (row["doc_id"], row["block"])
        taken = dates if here == place and _GOES_ON.match(row["text"]) else []
        own = _dates(row)
        found.append([] if own else taken)
        place, dates = here, own or taken
    return found


def repetition(documents: Sequence[str], terms: Sequence[Sequence[str]]) -> tuple[list[list[int]], list[int]]:
    """For each claim, how many claims of its document hold each of its terms, and how many claims the document has."""
    counts: dict[str, Counter[str]] = {}
    for doc_id, of_claim in zip(documents, terms, strict=True):
        counts.setdefault(doc_id, Counter()).update(of_claim)
    sizes = Counter(documents)
    held = [[counts[doc_id][term] for term in of_claim] for doc_id, of_claim in zip(documents, terms, strict=True)]
    return held, [sizes[doc_id] for doc_id in documents]
