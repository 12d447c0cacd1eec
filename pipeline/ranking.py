"""Which of several copies would be kept, and which texts say exactly the same, for a whole corpus as arrays."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

if TYPE_CHECKING:
    import pyarrow as pa
    from numpy.typing import NDArray

# The seniority of a document that was never published.
NEW = np.iinfo(np.int32).max

_DIGITS = 16


class Merits(NamedTuple):
    """What the order looks at, from the most to the least important; in each column the smaller goes first.

    ``seniority`` counts the releases before the one that published the document first, or is ``NEW``.
    ``published`` is the date in days, ``length`` the negated length, ``number`` the doc_id.
    """

    seniority: NDArray[np.int32]
    priority: NDArray[np.int32]
    published: NDArray[np.int32]
    length: NDArray[np.int32]
    number: NDArray[np.uint64]


def order(merits: Merits) -> NDArray[np.uint32]:
    """The rows of the documents in the order in which they would be kept: one order, whatever that of the input."""
    return np.lexsort(merits[::-1]).astype(np.uint32)


def inverse(rows: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """The rank of each row."""
    ranks = np.empty_like(rows)
    ranks[rows] = np.arange(len(rows), dtype=np.uint32)
    return ranks


def doubtful(words: NDArray[np.uint64], texts: NDArray[np.uint64]) -> NDArray[np.bool_]:
    """Which documents have the words of another, but another text: they may be equal once folded."""
    ranks = np.lexsort((texts, words))
    group = _runs(words[ranks])
    changes = np.zeros(len(words), bool)
    changes[1:] = (group[1:] == group[:-1]) & (texts[ranks[1:]] != texts[ranks[:-1]])
    mixed = np.zeros(len(words), bool)
    mixed[ranks] = np.isin(group, group[changes])
    return mixed


def representatives(keys: NDArray[np.uint64]) -> NDArray[np.uint32]:
    """The first document with the key of each."""
    ranks = np.argsort(keys, kind="stable").astype(np.uint32)
    first = np.ones(len(keys), bool)
    first[1:] = keys[ranks[1:]] != keys[ranks[:-1]]
    found = np.empty(len(keys), np.uint32)
    found[ranks] = ranks[first][np.cumsum(first) - 1]
    return found


def numbers(ids: pa.ChunkedArray) -> NDArray[np.uint64]:
    """Content ids as numbers, in the same order as the ids themselves."""
    found = np.empty(len(ids), np.uint64)
    begin = 0
    for chunk in ids.chunks:
        found[begin : begin + len(chunk)] = _numbers(chunk)
        begin += len(chunk)
    return found


def doc_id(number: int) -> str:
    """The id of a document from its number."""
    return f"d{number:0{_DIGITS}x}"


def _numbers(ids: pa.StringArray) -> NDArray[np.uint64]:
    begin = np.frombuffer(ids.buffers()[1], np.int32)[ids.offset] if len(ids) else 0
    characters = np.frombuffer(ids.buffers()[2] or b"", np.uint8)[begin : begin + len(ids) * (_DIGITS + 1)]
    digits = characters.reshape(len(ids), _DIGITS + 1)[:, 1:]
    # In ASCII the digits 0 to 9 end in their value, a to f in 1 to 6.
    values = (digits & 15) + 9 * (digits >> 6)
    return ((values[:, 0::2] << 4) | values[:, 1::2]).view(">u8").astype(np.uint64).ravel()


def _runs(ordered: NDArray[Any]) -> NDArray[np.int64]:
    """Number the runs of equal values."""
    new = np.zeros(len(ordered), np.int64)
    new[1:] = ordered[1:] != ordered[:-1]
    return np.cumsum(new)
