"""A claim as the comparison sees it: its terms, its amounts, its dates, and where it stands."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from pipeline.links import amounts, negation, words
from pipeline.links.clusters import speaker

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipeline.links.amounts import Amount
    from pipeline.links.clusters import Speaker
    from pipeline.links.words import Term

# Marks the names among the terms, and the dates.
NAME, DATE = "@", "%"
# Forms of one name that differ by more than their letters; the list is that of the countries with such forms in English.
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
# Dates finer than these say when something happened; a year or a decade is too wide to compare by.
_FINE = frozenset({"day", "time", "month"})
_WHO = frozenset({"PERSON", "ORG"})


class Statement(NamedTuple):
    """What one claim says, in the parts that are compared.

    ``order`` holds the terms of the text in order, names among them; ``terms`` the same as a set with the dates;
    ``denied`` those in the scope of a negation. ``published`` is the date of the document, or nothing.
    """

    claim_id: str
    doc_id: str
    text: str
    order: tuple[str, ...]
    terms: frozenset[str]
    names: frozenset[str]
    dates: frozenset[str]
    denied: frozenset[str]
    amounts: tuple[Amount, ...]
    speaker: Speaker
    published: str


def of(row: Mapping[str, Any]) -> Statement:
    """The statement that a claim makes; ``row`` holds its columns and, of its document, what `Statement` names."""
    start = row["start"]
    names = {}
    for one in row["entities"]:
        names[one["start"] - start, one["end"] - start] = NAME + name(one["text"], one["label"])
    found = _without(words.find(row["text"]), list(names))
    spans = sorted([*((term.start, term.stem) for term in found), *((span[0], known) for span, known in names.items())])
    order = tuple(known for _, known in spans)
    dates = frozenset(
        DATE + one["value"] for one in row["dates"] if one["timex"] == "DATE" and one["grain"] in _FINE and one["value"]
    )
    return Statement(
        claim_id=row["claim_id"],
        doc_id=row["doc_id"],
        text=row["text"],
        order=order,
        terms=frozenset(order) | dates,
        names=frozenset(names.values()),
        dates=dates,
        denied=negation.scope(row["text"], found),
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


def _without(terms: list[Term], spans: list[tuple[int, int]]) -> list[Term]:
    """The terms that lie outside the spans."""
    return [term for term in terms if not any(start <= term.start < end for start, end in spans)]
