"""A finished release, read document by document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pipeline import store
from pipeline.errors import DataError
from schemas.claims import CLAIMS
from schemas.documents import DOCUMENTS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def documents(release: Path) -> Iterator[tuple[dict[str, Any], list[dict[str, Any]]]]:
    """Each document of a release with its claims; one whose text is withheld is passed over."""
    folder = release / "data"
    if not (folder / "documents").is_dir():
        raise DataError(f"{release}: no release with documents; build one with `make release`.")
    for path in sorted((folder / "documents").glob("*.parquet")):
        for rows in store.batches(path, DOCUMENTS):
            claims = store.read_owned(sorted((folder / "claims").glob("*.parquet")), CLAIMS, rows["doc_id"])
            by_document: dict[str, list[dict[str, Any]]] = {}
            for claim in claims.to_pylist():
                by_document.setdefault(claim["doc_id"], []).append(claim)
            for document in rows.to_pylist():
                if document["text"]:
                    yield document, sorted(by_document.get(document["doc_id"], []), key=lambda one: int(one["start"]))
