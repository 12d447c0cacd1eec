"""Titles of documents."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc


def titled(documents: pa.Table, sentences: pa.Table) -> pa.Table:
    """The documents with the title that the text shows, where the source states none."""
    lines = sentences.filter(pc.equal(sentences["kind"], "title"))
    shown = dict(zip(lines["doc_id"].to_pylist()[::-1], lines["text"].to_pylist()[::-1], strict=True))
    stated = zip(documents["doc_id"].to_pylist(), documents["title"].to_pylist(), strict=True)
    titles = pa.array([title if title is not None else shown.get(doc_id) for doc_id, title in stated], pa.string())
    return documents.set_column(documents.column_names.index("title"), "title", titles)
