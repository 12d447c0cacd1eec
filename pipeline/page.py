"""Write the page on which people look at a release: one HTML file that needs neither server nor network."""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc

from pipeline import showing, store, viewer
from pipeline.tally import Tally
from schemas.claim_links import CLAIM_LINKS
from schemas.claims import CLAIMS
from schemas.documents import DOCUMENTS
from schemas.duplicates import DUPLICATES
from schemas.sentences import SENTENCES

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from pipeline.engine import Engine
    from pipeline.params import Params
    from schemas.table import Table

# Some 25 MB of page; a browser reads it in about a second.
_SHOWN = 2000


def run(
    release: Path,
    raw: Path | str | None,
    out: Path,
    *,
    params: Params,  # noqa: ARG001  # the release states those it was made with
    engine: Engine,  # noqa: ARG001  # one file is written
) -> Tally:
    """Write ``out/index.html``: the same bytes for the same release and the same raw items."""
    facts = showing.facts(release, _SHOWN)
    ids = _ids(release)
    chosen = ids.slice(0, _SHOWN)
    with showing.originals(release, raw) as beside:
        documents = beside(_documents(release, chosen))
    text = viewer.render(facts, showing.counted(release), {"tables": _data(release, chosen, documents)})
    store.write_text(out / "index.html", text)  # the folder may hold files of others
    tally = Tally(read=len(ids), kept=len(chosen), made=len(chosen))
    tally.dropped.update({"beyond the sample": len(ids) - len(chosen)} if len(ids) > len(chosen) else {})
    tally.measures.update({"bytes": len(text.encode())})
    return tally


def _ids(release: Path) -> pa.ChunkedArray:
    """The ids of all documents in their order: that of digests, so that the first ones are a fair sample."""
    parts = [part for _, path in showing.files(release, "documents") for part in store.stream(path, ["doc_id"])]
    ids = pa.chunked_array([part["doc_id"] for part in parts], pa.string())
    return ids.take(pc.sort_indices(ids))


def _data(release: Path, chosen: pa.ChunkedArray, documents: pa.Table) -> dict[str, Any]:
    """The rows of the chosen documents, table by table, in reading order."""
    claims = _owned(release, CLAIMS, chosen).sort_by([("doc_id", "ascending"), ("start", "ascending")])
    sentences = _owned(release, SENTENCES, chosen).sort_by([("doc_id", "ascending"), ("position", "ascending")])
    return {
        "documents": viewer.encode(documents, keep=["text"]),
        "sentences": viewer.encode(sentences),
        "claims": viewer.encode(claims),
        "duplicates": viewer.encode(_touching(release, DUPLICATES, ["kept_doc_id"], chosen)),
        "claim_links": viewer.encode(_touching(release, CLAIM_LINKS, ["claim_id_a", "claim_id_b"], claims["claim_id"])),
    }


def _documents(release: Path, chosen: pa.ChunkedArray) -> pa.Table:
    parts = []
    for split, path in showing.files(release, "documents"):
        rows = store.read_owned([path], DOCUMENTS, chosen)
        parts.append(rows.append_column("split", pa.repeat(split, len(rows))))
    rows = pa.concat_tables(parts) if parts else DOCUMENTS.rows([])
    return rows.sort_by("key")


def _owned(release: Path, table: Table, chosen: pa.ChunkedArray) -> pa.Table:
    return store.read_owned([path for _, path in showing.files(release, table.name)], table, chosen)


def _touching(release: Path, table: Table, columns: Sequence[str], ids: pa.ChunkedArray) -> pa.Table:
    """The rows of a table that name one of the ids in one of the columns."""
    found = [table.rows([])]
    for _, path in showing.files(release, table.name):
        for rows in store.batches(path, table):
            near = [pc.is_in(rows[column], value_set=ids) for column in columns]
            found.append(rows.filter(reduce(pc.or_, near)))
    return pa.concat_tables(found).sort_by(table.key)
