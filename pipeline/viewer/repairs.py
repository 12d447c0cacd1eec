"""Where a clean text differs from its bytes, so that a page can set both side by side without holding them twice."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import pyarrow as pa

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_KIND = pa.list_(
    pa.struct(
        [
            ("start", pa.int32()),
            ("end", pa.int32()),
            ("raw_start", pa.int64()),
            ("raw_end", pa.int64()),
            ("raw", pa.string()),
        ]
    )
)


class Place(NamedTuple):
    """``text[start:end]`` stands for the bytes from ``raw_start`` to ``raw_end``; dropped ones stand for nothing."""

    start: int
    end: int
    raw_start: int
    raw_end: int


class Item(NamedTuple):
    """A document with the raw item that it was made of."""

    text: str
    raw: bytes
    encoding: str

    def said(self, place: Place) -> str:
        """The bytes of a place decoded, with a backslash before the hexadecimal value of what is no character."""
        return self.raw[place.raw_start : place.raw_end].decode(self.encoding, "backslashreplace")


def places(alignment: Sequence[Mapping[str, int]], raw_bytes: int, item: Item | None) -> Iterator[Place]:
    """What lies between the runs of characters, in order; ``raw_bytes`` is the size of the raw item.

    A repair of one character by another is a run like any: only the ``item`` tells it from what nobody touched.
    """
    if not alignment:
        return
    first, last = alignment[0], alignment[-1]
    if first["raw_start"] > 0:
        yield Place(0, 0, 0, first["raw_start"])
    for run, following in pairwise(alignment):
        start, end, to = run["start"], following["start"], following["raw_start"]
        begin = run["raw_start"] + run["width"] * (end - start) if run["width"] else to
        whole = Place(start, end, run["raw_start"], begin)
        if run["width"] == 0 or (item is not None and item.said(whole) != item.text[start:end]):
            yield whole
        if begin < to:
            yield Place(end, end, begin, to)
    if last["raw_start"] < raw_bytes:
        yield Place(last["start"], last["start"], last["raw_start"], raw_bytes)


def beside(documents: pa.Table, raw: Mapping[str, bytes]) -> pa.Table:
    """The documents with ``repaired``, their places, and ``raw_told`` in place of the alignment.

    ``raw`` gives raw items by document id; the bytes of a place are told for these alone.
    """
    columns = (documents[name].to_pylist() for name in ("doc_id", "alignment", "raw_bytes", "text", "raw_encoding"))
    repaired = []
    for doc_id, alignment, size, text, encoding in zip(*columns, strict=True):
        item = Item(text, raw[doc_id], encoding) if doc_id in raw else None
        told = places(alignment, size, item)
        repaired.append([{**place._asdict(), "raw": item.said(place) if item else None} for place in told])
    known = pa.array([doc_id in raw for doc_id in documents["doc_id"].to_pylist()], pa.bool_())
    with_places = documents.drop_columns(["alignment"]).append_column("repaired", pa.array(repaired, _KIND))
    return with_places.append_column("raw_told", known)
