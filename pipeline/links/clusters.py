"""Claims that say the same, as clusters, with the number of independent sources of each."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pipeline import ids

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

# Relations that hold between two claims of one fact; a claim that refines another says more than it.
JOINING = frozenset({"same_text", "corroborates"})


class Speaker(NamedTuple):
    """Who makes a claim: the cluster of copies of its document, its source, and the claimer or the source itself."""

    cluster: str
    source: str
    voice: str


def speaker(cluster: str, source: str, claimer: str | None) -> Speaker:
    """The speaker of a claim; where the text speaks for itself, its source is the voice."""
    return Speaker(cluster, source, claimer.casefold() if claimer else f"\0{source}")


class Cluster(NamedTuple):
    """The cluster of a claim: its id and how many independent sources it has."""

    claim_cluster_id: str
    independent_sources: int


def find(links: Iterable[tuple[str, str]], speakers: Mapping[str, Speaker]) -> dict[str, Cluster]:
    """The cluster of every claim that a joining link names."""
    members: dict[str, list[str]] = {}
    for claim, first in _joined(links).items():
        members.setdefault(first, []).append(claim)
    found = {}
    for first, claims in members.items():
        cluster = Cluster(ids.content_id("g", first), independent([speakers[claim] for claim in sorted(claims)]))
        found.update(dict.fromkeys(claims, cluster))
    return found


def independent(speakers: Iterable[Speaker]) -> int:
    """How many of them share neither cluster, nor source, nor voice with one counted before, in the order given."""
    counted = 0
    seen: tuple[set[str], ...] = (set(), set(), set())
    for speaker in speakers:
        if all(one not in known for one, known in zip(speaker, seen, strict=True)):
            counted += 1
            for one, known in zip(speaker, seen, strict=True):
                known.add(one)
    return counted


def _joined(links: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Each linked claim with the first, by id, of those that links lead to (union and find)."""
    parents: dict[str, str] = {}

    def root(claim: str) -> str:
        parents.setdefault(claim, claim)
        while parents[claim] != claim:
            parents[claim] = parents[parents[claim]]
            claim = parents[claim]
        return claim

    for a, b in links:
        low, high = sorted((root(a), root(b)))
        parents[high] = low
    return {claim: root(claim) for claim in sorted(parents)}
