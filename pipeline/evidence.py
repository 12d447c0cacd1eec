"""The reasons of links, found again where a release withholds them: documents and claims as the stage link reads them.

A reason takes words from two texts, and no span says which; so only linking again gives it back.
"""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from pipeline import buckets, store
from schemas.claim_links import LINKS
from schemas.claims import CLAIMS
from schemas.documents import DOCUMENTS
from schemas.sentences import SENTENCES
from schemas.stages import ANNOTATED_CLAIMS, ANNOTATED_SENTENCES, UNIQUE

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from pipeline.chronology import Rows
    from schemas.table import Table

# Of each table: its form between stages, the folder of the stage that makes it, and the order of its rows.
_FORMS: dict[str, tuple[Table, str, tuple[str, ...]]] = {
    DOCUMENTS.name: (UNIQUE, "unique", ("doc_id",)),
    SENTENCES.name: (ANNOTATED_SENTENCES, "claims", ("doc_id", "position")),
    CLAIMS.name: (ANNOTATED_CLAIMS, "claims", ("doc_id", "start")),
}
TABLES = (DOCUMENTS, SENTENCES, CLAIMS)


def lay_out(rows: Iterable[Rows], folder: Path, length: int) -> None:
    """Write rows of ``TABLES`` into the folders of their stages, in parts by ``length`` digits of the document ids."""
    scratch = folder / "buckets"
    with ExitStack() as stack:
        held = {
            name: stack.enter_context(buckets.Buckets(scratch / name, form, "rows", length))
            for name, (form, _, _) in _FORMS.items()
        }
        for table, split, some in rows:
            form = _FORMS[table.name][0]
            whole = some.append_column("split", pa.repeat(split, len(some))) if form is UNIQUE else some
            held[table.name].add(whole.select(form.names).cast(form.arrow))
    for name, (form, stage, order) in _FORMS.items():
        for prefix in buckets.prefixes(scratch / name):
            part = pa.concat_tables(buckets.read(scratch / name, prefix, form))
            ordered = part.sort_by([(column, "ascending") for column in order])
            store.write_part(folder / stage / form.name / store.part_name(prefix), ordered, form)


def restored(rows: pa.Table, links: Path) -> pa.Table:
    """Some rows of ``claim_links`` with the reasons that they lack; ``links`` is the folder that link has filled."""
    known = store.read_whole(links / LINKS.name, LINKS, ["link_id", "evidence"])
    places = pc.index_in(rows["link_id"], value_set=known["link_id"].combine_chunks())
    again = pc.fill_null(known["evidence"].take(places), "")
    number = rows.column_names.index("evidence")
    told = pc.if_else(pc.equal(rows["evidence"], ""), again, rows["evidence"])
    return rows.set_column(number, rows.schema.field(number), told)
