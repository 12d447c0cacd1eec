"""The links of a finished release, with the claims that they join."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc

from pipeline import store
from pipeline.links.pages import Linked, Side
from schemas.claim_links import CLAIM_LINKS
from schemas.claims import CLAIMS
from schemas.documents import DOCUMENTS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from pathlib import Path

    from schemas.table import Table


def read(release: Path, relations: Collection[str], claim_id: str | None = None) -> list[Linked]:
    """The links of these relations, of one claim or of all; memory grows with their number, not with the release."""
    links = _rows(release, CLAIM_LINKS, "relation", relations)
    return joined(release, [one for one in links if claim_id in {None, *_ends(one)}])


def joined(release: Path, links: Collection[dict[str, Any]]) -> list[Linked]:
    """Some rows of ``claim_links`` with their claims."""
    claims = _by_id(release, CLAIMS, {end for one in links for end in _ends(one)})
    documents = _by_id(release, DOCUMENTS, {one["doc_id"] for one in claims.values()})
    sides = {name: _side(claim, documents[claim["doc_id"]]) for name, claim in claims.items()}
    columns = ("link_id", "relation", "score", "independent", "evidence")
    return [
        Linked(
            **{name: one[name] for name in columns},
            basis=tuple(one["basis"]),
            a=sides[one["claim_id_a"]],
            b=sides[one["claim_id_b"]],
        )
        for one in links
    ]


def _ends(link: dict[str, Any]) -> tuple[str, str]:
    return link["claim_id_a"], link["claim_id_b"]


def _by_id(release: Path, table: Table, ids: Collection[str]) -> dict[str, dict[str, Any]]:
    return {row[table.key]: row for row in _rows(release, table, table.key, ids)}


def _rows(release: Path, table: Table, column: str, values: Iterable[str]) -> list[dict[str, Any]]:
    """The rows of a released table in whose column one of the values stands."""
    wanted = pa.array(sorted(values), pa.string())
    found: list[dict[str, Any]] = []
    for path in sorted((release / "data" / table.name).glob("*.parquet")):
        for rows in store.batches(path, table):
            found += rows.filter(pc.is_in(rows[column], value_set=wanted)).to_pylist()
    return found


def _side(claim: dict[str, Any], document: dict[str, Any]) -> Side:
    return Side(
        claim_id=claim["claim_id"],
        text=claim["text"],
        claimer=claim["claimer"] or "",
        key=document["key"],
        source=document["source"],
        published=str(document["published"] or ""),
    )
