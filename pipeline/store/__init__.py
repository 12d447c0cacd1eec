"""Files: the only package that opens what is under data/.

Every file is written beside its place and renamed into it, so that a half-written one cannot be seen.
"""

from __future__ import annotations

from pipeline.store.hashing import code_digest, digest, digests
from pipeline.store.parquet import batches, cells, count_rows, open_writer, read_owned, refuse, row_groups, stream
from pipeline.store.parts import (
    find,
    link_parts,
    part_name,
    part_names,
    read,
    read_columns,
    read_part,
    read_sorted,
    read_whole,
    write_part,
)
from pipeline.store.places import ROOT, WORKSHOP, hard_link, link, new_folder, size, workshop
from pipeline.store.texts import (
    read_bytes,
    read_json,
    read_lines,
    read_text,
    read_yaml,
    say,
    write_bytes,
    write_json,
    write_text,
)

__all__ = [
    "ROOT",
    "WORKSHOP",
    "batches",
    "cells",
    "code_digest",
    "count_rows",
    "digest",
    "digests",
    "find",
    "hard_link",
    "link",
    "link_parts",
    "new_folder",
    "open_writer",
    "part_name",
    "part_names",
    "read",
    "read_bytes",
    "read_columns",
    "read_json",
    "read_lines",
    "read_owned",
    "read_part",
    "read_sorted",
    "read_text",
    "read_whole",
    "read_yaml",
    "refuse",
    "row_groups",
    "say",
    "size",
    "stream",
    "workshop",
    "write_bytes",
    "write_json",
    "write_part",
    "write_text",
]
