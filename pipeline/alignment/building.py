"""The alignments of texts from their bytes and edits, many texts at once.

Numpy costs as much for a short text as for a thousand of them, so that the texts are laid end to end. Places are
counted in code units: bytes of UTF-8, pairs of bytes of UTF-16, and each code point of the encodings that have one size
for all.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from pipeline.alignment.edits import Edit

    Places = NDArray[np.int64]

# The bytes of a UTF-8 sequence by its first byte (RFC 3629, section 3).
_UTF8_WIDTH: Final = np.repeat(np.array([1, 2, 3, 4], dtype=np.int64), [0xC0, 0x20, 0x10, 0x10])
_FIRST_OF_TWO: Final = 0xC0
_MAX_WIDTH: Final = 127
# What is laid end to end: more saves no time and takes memory.
_BYTES_AT_ONCE: Final = 4_000_000


# A raw item, the encoding that decodes it, and what was done to the decoded text.
Rewritten: TypeAlias = "tuple[bytes, str, Sequence[Edit]]"


class Columns(NamedTuple):
    """Runs as they stand in Parquet."""

    start: NDArray[np.int32]
    raw_start: NDArray[np.int64]
    width: NDArray[np.int8]


def build(texts: Sequence[Rewritten]) -> tuple[Places, Columns]:
    """Return the runs of all texts end to end, and where those of each begin and end among them."""
    if len(texts) == 1 and (plain := _plain(*texts[0])):
        return plain
    made = [_together(group) for group in _groups(texts)]
    if len(made) == 1:
        return made[0]
    offsets = np.zeros(len(texts) + 1, np.int64)
    if made:
        np.concatenate([counts[1:] - counts[:-1] for counts, _ in made]).cumsum(out=offsets[1:])
    empty = Columns(np.empty(0, np.int32), np.empty(0, np.int64), np.empty(0, np.int8))
    return offsets, Columns(*map(np.concatenate, zip(empty, *(columns for _, columns in made), strict=True)))


def _plain(raw: bytes, encoding: str, edits: Sequence[Edit]) -> tuple[Places, Columns] | None:
    """Return the two runs of an ASCII text that nothing was done to: most short texts need no more."""
    if edits or not raw or encoding != "utf-8" or not raw.isascii():
        return None
    both = np.array((0, len(raw)))
    return np.array((0, 2)), Columns(both.astype(np.int32), both, np.array((1, 0), np.int8))


def _groups(texts: Sequence[Rewritten]) -> Iterator[Sequence[Rewritten]]:
    first = size = 0
    for number, (raw, _, _) in enumerate(texts):
        size += len(raw)
        if size > _BYTES_AT_ONCE:
            yield texts[first : number + 1]
            first, size = number + 1, 0
    if first < len(texts):
        yield texts[first:]


class _Points(NamedTuple):
    """Where runs begin, in order: the code point and the code unit among all texts, and units per code point."""

    code: Places
    unit: Places
    width: Places

    def unit_at(self, code: Places) -> Places:
        """The unit at which code points begin."""
        run = self.code.searchsorted(code, "right") - 1
        return self.unit[run] + (code - self.code[run]) * self.width[run]


def _together(texts: Sequence[Rewritten]) -> tuple[Places, Columns]:
    shapes, size = [], np.ones(len(texts), np.int64)
    plain = []
    for number, (raw, encoding, edits) in enumerate(texts):
        if encoding != "utf-8":
            shape, size[number] = _shape(raw, encoding)
        elif raw and not edits and raw.isascii():
            # One unit stands for all of them; the end is put right below.
            plain.append(number)
            shape = b"\0"
        else:
            shape = raw
        shapes.append(shape)
    closing = np.array(list(map(len, shapes))).cumsum()
    closing += np.arange(len(texts))
    opening = np.zeros_like(closing)
    np.add(closing[:-1], 1, out=opening[1:])
    points = _decoded(np.frombuffer(b"\0".join([*shapes, b""]), np.uint8), opening, closing)
    first_code = points.code[points.unit.searchsorted(opening)]
    start, first_start = points.code, first_code
    edits_of = [edits for _, _, edits in texts]
    if any(edits_of):
        all_edits = _edits(edits_of, first_code, size)
        points = _edited(points, all_edits)
        start, first_start = all_edits.moved(points.code), all_edits.moved(first_code)
    offsets = np.empty(len(texts) + 1, np.int64)
    offsets[:-1] = points.code.searchsorted(first_code)
    offsets[-1] = len(points.code)
    of_text = np.arange(len(texts)).repeat(offsets[1:] - offsets[:-1])
    size = size[of_text]
    runs = Columns(
        (start - first_start[of_text]).astype(np.int32),
        (points.unit - opening[of_text]) * size,
        (points.width * size).astype(np.int8),
    )
    ends = offsets[1:][plain] - 1
    runs.start[ends] = runs.raw_start[ends] = [len(texts[number][0]) for number in plain]
    return offsets, runs


def _shape(raw: bytes, encoding: str) -> tuple[bytes, int]:
    """A byte for each code unit, which says as in UTF-8 how many units the code point has, and the bytes of a unit."""
    if encoding.startswith("utf-16"):
        units = np.frombuffer(raw, dtype="<u2" if encoding.endswith("le") else ">u2")
        return (((units & 0xFC00) == 0xD800) * np.uint8(_FIRST_OF_TWO)).tobytes(), 2
    size = 4 if encoding.startswith("utf-32") else 1
    return bytes(len(raw) // size), size


def _decoded(shape: NDArray[np.uint8], opening: Places, closing: Places) -> _Points:
    """The runs of the texts as they were decoded; a unit that closes each text counts as a code point."""
    lead = (shape >= _FIRST_OF_TWO).nonzero()[0]
    width = _UTF8_WIDTH[shape[lead]]
    after = lead + width
    begins = np.ones(len(lead) + 1, dtype=bool)
    np.not_equal(after[:-1], lead[1:], out=begins[1:-1])
    begins[1:-1] |= width[1:] != width[:-1]
    wide, width, after = lead[begins[:-1]], width[begins[:-1]], after[begins[1:]]
    # In the order of what counts where two stand in one place.
    units = np.concatenate((closing, wide, after, opening))
    widths = np.ones(len(units), np.int64)
    widths[: len(closing)] = 0
    widths[len(closing) : len(closing) + len(wide)] = width
    told = _first_of_each(units)
    unit = units[told]
    surplus = np.zeros(len(wide) + 1, np.int64)
    ((after - wide) // width * (width - 1)).cumsum(out=surplus[1:])
    return _Points(unit - surplus[wide.searchsorted(unit)], unit, widths[told])


def _first_of_each(places: Places) -> Places:
    """Where each different place stands for the first time, in the order of places."""
    order = places.argsort(kind="stable")
    ordered = places[order]
    new = np.ones(len(order), dtype=bool)
    np.not_equal(ordered[1:], ordered[:-1], out=new[1:])
    return order[new]


class _Edits(NamedTuple):
    """The edits of all texts in code points among all, what they put in, and the bytes of a unit there."""

    start: Places
    end: Places
    size: Places
    unit_bytes: Places

    def moved(self, code: Places) -> Places:
        """Where code points stand after the edits."""
        growth = np.zeros(len(self.start) + 1, np.int64)
        (self.size - self.end + self.start).cumsum(out=growth[1:])
        return code + growth[self.start.searchsorted(code)]


def _edits(edits_of: Sequence[Sequence[Edit]], first_code: Places, size: Places) -> _Edits:
    flat = np.fromiter(chain.from_iterable(chain.from_iterable(edits_of)), np.int64).reshape(-1, 3)
    of_text = np.arange(len(edits_of)).repeat(list(map(len, edits_of)))
    first = first_code[of_text]
    return _Edits(flat[:, 0] + first, flat[:, 1] + first, flat[:, 2], size[of_text])


def _edited(points: _Points, edits: _Edits) -> _Points:
    """The runs after the edits: what is left of those before, and one for each edit that puts something in."""
    last = edits.start.searchsorted(points.code, "right") - 1
    kept = (points.code >= edits.end[last]) | (last < 0)
    unit, after = points.unit_at(edits.start), points.unit_at(edits.end)
    width = after - unit
    width[(edits.size > 1) | (width * edits.unit_bytes > _MAX_WIDTH)] = 0
    put_in = edits.size > 0
    resumed = np.ones(len(unit), dtype=bool)
    np.not_equal(edits.end[:-1], edits.start[1:], out=resumed[:-1])
    end = edits.end[resumed]
    inner = points.width[points.code.searchsorted(end, "right") - 1]
    code = np.concatenate((points.code[kept], edits.start[put_in], end))
    told = _first_of_each(code)
    units = np.concatenate((points.unit[kept], unit[put_in], after[resumed]))
    widths = np.concatenate((points.width[kept], width[put_in], inner))
    return _Points(code[told], units[told], widths[told])
