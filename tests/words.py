"""A stage in small, for the tests of the machinery: texts are split into words. A worker process imports it fast."""

from __future__ import annotations

import os
import signal
from collections.abc import Mapping
from pathlib import Path

import pyarrow as pa

from pipeline import parts, workshop
from pipeline.errors import DataError
from pipeline.tally import Tally
from schemas.table import Column, Table

DOC_ID = Column("doc_id", pa.string(), "Its document.")
TEXTS = Table("texts", "Texts.", "doc_id", (DOC_ID, Column("text", pa.string(), "Words.")))
WORDS = Table("words", "Words.", "word", (DOC_ID, Column("word", pa.string(), "A word of the text.")))
EMPTY = Table("empty", "Texts without words.", "key", (Column("key", pa.string(), "Its document."),))


def step(tables: Mapping[str, pa.Table], /, *, log: Path | None = None) -> tuple[dict[str, pa.Table], Tally]:
    """Split texts into words. ``kill`` kills the process, ``break`` is an error; a log names who was computed."""
    words, empty, tally = [], [], Tally()
    rows = tables["texts"].to_pylist()
    for row in parts.each([row["doc_id"] for row in rows], rows):
        if log is not None:
            workshop.append(log, row["doc_id"])
        if "kill" in row["text"]:
            os.kill(os.getpid(), signal.SIGKILL)
        if "break" in row["text"]:
            raise DataError(f"{row['doc_id']}: broken")
        found = row["text"].split()
        words += [{"doc_id": row["doc_id"], "word": word} for word in found]
        empty += [{"key": row["doc_id"]}] if not found else []
        tally += Tally(read=1, kept=bool(found), made=len(found))
        tally.measures.update(found)
        tally.dropped.update(["empty"] if not found else [])
    return {"words": WORDS.rows(words), "empty": EMPTY.rows(empty)}, tally


def bury(tables: Mapping[str, pa.Table], /) -> tuple[dict[str, pa.Table], Tally]:
    dead = [{"key": doc_id} for doc_id in tables["texts"]["doc_id"].to_pylist()]
    tally = Tally(read=len(dead))
    tally.dropped["kills_worker"] = len(dead)
    return {"words": WORDS.rows([]), "empty": EMPTY.rows(dead)}, tally
