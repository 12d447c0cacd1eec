"""The links of a finished release, or of a build, with the claims that they join."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc

from pipeline import store
from pipeline.links.pages import Linked, Side
from schemas.claim_links import CLAIM_LINKS, LINKS
from schemas.claims import CLAIMS
from schemas.documents import DOCUMENTS
from schemas.stages import ANNOTATED_CLAIMS, UNIQUE

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from pathlib import Path

    from schemas.table import Table


def read(release: Path, relations: Collection[str]) -> list[Linked]:
    """The links of these relations; memory grows with their number, not with the release."""
    return joined(release, _rows(release, CLAIM_LINKS, "relation", relations))


def joined(release: Path, links: Collection[dict[str, Any]]) -> list[Linked]:
    """Some rows of ``claim_links`` with their claims."""
    claims = _by_id(release, CLAIMS, {end for one in links for end in _ends(one)})
    documents = _by_id(release, DOCUMENTS, {one["doc_id"] for one in claims.values()})
    sides = {name: _side(claim, documents[claim["doc_id"]]) for name, claim in claims.items()}
    return [_linked(one, sides) for one in links]


def _linked(link: dict[str, Any], sides: Mapping[str, Side]) -> Linked:
    columns = ("link_id", "relation", "score", "independent", "evidence")
    a, b = (sides[end] for end in _ends(link))
    return Linked(**{name: link[name] for name in columns}, basis=tuple(link["basis"]), a=a, b=b)


def of_claim(build: Path, claim_id: str) -> list[Linked]:
    """The links of one claim, as the stages of a build left them; none where link has not been run."""
    found = [row for end in ("claim_id_a", "claim_id_b") for row in _staged(build, "links", LINKS, end, claim_id)]
    sides = {}
    for name in {end for one in found for end in _ends(one)}:
        (claim,) = _staged(build, "claims", ANNOTATED_CLAIMS, "claim_id", name)
        (document,) = _staged(build, "unique", UNIQUE, "doc_id", claim["doc_id"])
        sides[name] = _side(claim, document)
    return [_linked(one, sides) for one in found]


def _staged(build: Path, folder: str, table: Table, column: str, value: str) -> list[dict[str, Any]]:
    return store.find(build / folder / table.name, table, column, value)


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
