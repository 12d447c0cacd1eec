"""Raw folders for tests: files of every kind, and what reading them gives."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from conftest import ROOT

from pipeline import params, raw

LIMITS = params.load(ROOT / "params.yaml").ingest
STORY = (
    "The city council voted 9-4 on Thursday to close two bridges over the river for at least 18 months. "
    "Mayor John Doe said that the work would cost $3 million."
)
PAGE = f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>Two bridges close | The Example</title>
<meta property="og:title" content="Two bridges
 close"><meta property="article:published_time" content="2025-11-20T10:00:00Z"></head><body>
<nav><a href="/">Home</a> <a href="/sport">Sport</a></nav><article><h1>Two bridges close</h1><p>{STORY}</p>
<ul><li>Traffic goes over Mill Road from 1 December.</li><li>Two bus lines end at the station.</li></ul>
<p>A spokesman said the council meets again in March, and that nobody was asked &ndash; not even the shops.</p>
</article><footer>Copyright 2025 The Example. All rights reserved.</footer></body></html>
"""


def limits(**changes: int) -> params.Ingest:
    """The parameters of the project with other limits."""
    return LIMITS.model_copy(update=changes)


def listed(folder: Path) -> dict[str, raw.Listed]:
    """Every file that the walk lists, by key."""
    return {one.key: one for one in raw.walk(raw.locate(folder))}


def items(folder: Path, **changes: int) -> list[raw.Item]:
    """What reading every file of a folder gives, by key of the file."""
    place = raw.locate(folder)
    files = sorted(raw.walk(place))
    return [item for one in files for item in raw.read(place, one, limits(**changes))]


def one(folder: Path, **changes: int) -> raw.Item:
    """What reading a folder of one item gives."""
    (item,) = items(folder, **changes)
    return item


def json_lines(*rows: Any) -> bytes:
    """A file of JSON Lines; strings stand as they are."""
    return b"".join((row if isinstance(row, bytes) else json.dumps(row).encode()) + b"\n" for row in rows)


def parquet(**columns: Any) -> bytes:
    """A Parquet file."""
    file = io.BytesIO()
    pq.write_table(pa.table(columns), file)
    return file.getvalue()


def zstd(data: bytes) -> bytes:
    """The data, compressed."""
    return bytes(pa.compress(data, codec="zstd", asbytes=True))
