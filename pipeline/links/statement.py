"""A claim as the comparison sees it: its terms, its amounts, its dates, and where it stands."""

from __future__ import annotations

import re
from collections import Counter
from math import log
from typing import TYPE_CHECKING, Any, NamedTuple

from pipeline.links import amounts, dating, naming, negation, words
from pipeline.links.clusters import speaker
from pipeline.links.dating import DATE
from pipeline.links.setting import Setting, Told

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pipeline.links.amounts import Amount
    from pipeline.links.clusters import Speaker
    from pipeline.links.naming import Names
    from pipeline.links.negation import Scope
    from pipeline.links.words import Term

# Smoothing of the share of a document's claims that hold a term: short documents repeat little.
_CLAIMS = 5
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
    to 1, for what this one alone says. ``capitals`` are words in capitals within the sentence. ``context`` are the
    ``dates`` at which it holds, or those that the sentence before gives. ``planned`` and ``fragment``: it tells what
    may come to be, or is no whole sentence. ``published`` is the date of the document, or nothing; ``setting`` is what
    the document tells of.
    """

    claim_id: str
    doc_id: str
    text: str
    order: tuple[str, ...]
    said: Mapping[str, str]
    terms: frozenset[str]
    fresh: Mapping[str, float]
    names: Names
    capitals: frozenset[str]
    dates: frozenset[str]
    context: frozenset[str]
    negations: tuple[Scope, ...]
    planned: bool
    fragment: bool
    amounts: tuple[Amount, ...]
    speaker: Speaker
    published: str
    setting: Setting

    @property
    def denied(self) -> frozenset[str]:
        """The terms in the scope of a negation."""
        return frozenset(term for scope in self.negations for term in scope.stems)

    @property
    def told(self) -> Told:
        """What the claim adds to the setting of its document."""
        return Told(self.names.known, self.names.parties, self.capitals, dating.days(self.dates))

    @property
    def of_one_day(self) -> bool:
        """Whether it speaks of certain days, not of a longer time."""
        return any(len(date) > dating.MONTH for date in self.context | self.dates)


def of(row: Mapping[str, Any], repeated: Sequence[int] = (), claims: int = 1) -> Statement:
    """The statement that a claim makes; ``row`` holds its columns and, of its document, what `Statement` names.

    ``repeated`` tells for each term, in order, how many of the ``claims`` of the document hold it.
    """
    names = naming.of(row)
    dated = dating.of(row)
    every = words.find(row["text"])
    found = naming.outside(every, names.covered)
    placed = sorted(
        [*((term.start, term.stem) for term in found), *((span[0], known) for span, known in names.spans.items())]
    )
    dates = frozenset(DATE + one.value for one in dated)
    terms = frozenset(known for _, known in placed) | dates
    taken = [] if dates else row.get("before") or []
    held = repeated or [1] * len(terms)
    return Statement(
        claim_id=row["claim_id"],
        doc_id=row["doc_id"],
        text=row["text"],
        order=tuple(known for _, known in placed),
        said={term.stem: term.word for term in reversed(found)},
        terms=terms,
        fresh={term: 1 - log(n) / log(claims + _CLAIMS) for term, n in zip(sorted(terms), held, strict=True)},
        names=names,
        capitals=naming.capitals(row["text"], every),
        dates=dates,
        context=frozenset(DATE + value for value in (*taken, *(one.value for one in dated if not one.bound))),
        negations=negation.scopes(row["text"], found),
        planned=row["certainty"] in {"possible", "probable"} or not _PLANS.isdisjoint(terms),
        fragment=row.get("kind") in _LISTED and _is_phrase(row["text"], found),
        amounts=amounts.of(row, found, dated),
        speaker=speaker(row["duplicate_cluster_id"], row["source_id"], row["claimer"]),
        published=str(row["published"] or ""),
        setting=Setting(*(frozenset(row.get(part) or ()) for part in Setting._fields)),
    )


def _is_phrase(text: str, terms: Sequence[Term]) -> bool:
    """Whether a listed text has no finite verb, after its label, that its form gives away."""
    label = _LABEL.match(text)
    first = label.end() if label else 0
    verbs = any(term.start > first and term.word.endswith("s") and term.word in words.verbs() for term in terms)
    return not verbs and _AUXILIARY.search(text, first) is None


def repetition(documents: Sequence[str], terms: Sequence[Sequence[str]]) -> tuple[list[list[int]], list[int]]:
    """For each claim, how many claims of its document hold each of its terms, and how many claims the document has."""
    counts: dict[str, Counter[str]] = {}
    for doc_id, of_claim in zip(documents, terms, strict=True):
        counts.setdefault(doc_id, Counter()).update(of_claim)
    sizes = Counter(documents)
    held = [[counts[doc_id][term] for term in of_claim] for doc_id, of_claim in zip(documents, terms, strict=True)]
    return held, [sizes[doc_id] for doc_id in documents]
