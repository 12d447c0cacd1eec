"""What the claims of a document add to one another, and a few texts linked as a whole.

The stage takes a corpus in parts and compares candidates; here every pair of the claims of a few texts is compared.
"""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from pipeline.links import candidates, dating, setting, statement, terms, wording
from pipeline.links.comparison import Link, Tolerances, compare
from pipeline.links.weights import Weights

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

# Terms by which the subjects of two documents are compared.
PROFILE = 30


class Gathered(NamedTuple):
    """Columns that documents add to their claims, and the terms of each claim, in order."""

    columns: dict[str, list[Any]]
    terms: list[list[str]]


def gather(rows: Callable[[], Iterable[Mapping[str, Any]]]) -> Gathered:
    """Read the claims of whole documents twice: for the dates that go before each, and for what it tells itself."""
    before = dating.before(rows())
    owners, found, told = [], [], []
    for row, dates in zip(rows(), before, strict=True):
        alone = statement.of({**row, "before": dates})
        owners.append(row["doc_id"])
        found.append(sorted(alone.terms))
        told.append(alone.told)
    repeated, claims = statement.repetition(owners, found)
    settings = setting.of_documents(owners, told)
    columns: dict[str, list[Any]] = {"before": before, "repeated": repeated, "claims": claims}
    columns |= {name: [sorted(getattr(one, name)) for one in settings] for name in setting.Setting._fields}
    return Gathered(columns, found)


def find(rows: Sequence[Mapping[str, Any]], same_subject: float, tolerances: Tolerances) -> dict[tuple[str, str], Link]:
    """The links of the claims of a few texts, by the ids of both claims in order.

    ``rows`` are claims with what the stage adds to them of their sentences and documents; ``same_subject`` is the least
    cosine of two documents that are compared.
    """
    gathered = gather(lambda: rows)
    statements = [
        statement.of({**row, **{name: column[i] for name, column in gathered.columns.items()}}, repeated, claims)
        for i, (row, repeated, claims) in enumerate(
            zip(rows, gathered.columns["repeated"], gathered.columns["claims"], strict=True)
        )
    ]
    weights = _weights(gathered.terms)
    alike = _alike(rows, gathered.terms, weights)
    found = {}
    for one, other in combinations(statements, 2):
        a, b = sorted((one, other))
        near = alike[a.doc_id, b.doc_id] >= same_subject or wording.folded(a.text) == wording.folded(b.text)
        link = compare(a, b, weights, tolerances) if near else None
        if link is not None:
            found[a.claim_id, b.claim_id] = link
    return found


def _weights(found: list[list[str]]) -> Weights:
    counts = Counter(terms.digest(term) for of_claim in found for term in of_claim)
    shared = sorted(digest for digest, count in counts.items() if count > 1)
    held = np.array([counts[digest] for digest in shared], np.int64)
    return Weights(np.array(shared, np.uint64), held, len(found))


def _alike(rows: Sequence[Mapping[str, Any]], found: list[list[str]], weights: Weights) -> dict[tuple[str, str], float]:
    """How like the subjects of any two documents are; a document is like itself."""
    names = list(dict.fromkeys(row["doc_id"] for row in rows))
    flat = np.array([terms.digest(term) for of_claim in found for term in of_claim], np.uint64)
    sizes = np.array([len(of_claim) for of_claim in found], np.int64)
    owners = np.array([names.index(row["doc_id"]) for row in rows], np.int64)
    chosen, shares = candidates.profiles(flat, sizes, owners, weights, PROFILE)
    made = {}
    for i, one in enumerate(names):
        for j, other in enumerate(names):
            product = candidates.products(
                (chosen[i : i + 1], shares[i : i + 1]), (chosen[j : j + 1], shares[j : j + 1])
            )
            made[one, other] = 1.0 if i == j else float(product[0])
    return made
