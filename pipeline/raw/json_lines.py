"""JSON Lines: one object of JSON in each line, UTF-8 (RFC 8259)."""

from __future__ import annotations

import codecs
import hashlib
import json
from typing import TYPE_CHECKING, Final

from pipeline.raw.records import FIELDS, Record
from pipeline.raw.streams import Unusable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from io import BufferedReader

    from pipeline.params import Ingest

_BLOCK: Final = 1 << 20


def records(stream: BufferedReader, limits: Ingest) -> Iterator[Record]:
    """The objects of the lines that are not blank; a line above the limit is passed over and never held as a whole."""
    names = {name: getattr(limits.records, name) for name in FIELDS}
    number = 0
    while line := stream.readline(limits.max_item_bytes + 1):
        number += 1
        if number == 1:
            line = line.removeprefix(codecs.BOM_UTF8)
        if len(line) > limits.max_item_bytes and not line.endswith(b"\n"):
            yield Record(f"line {number}", broken=_too_large(stream, line, limits.max_item_bytes))
        elif stored := line.strip():
            yield _record(f"line {number}", stored, names)


def _record(place: str, stored: bytes, names: dict[str, str]) -> Record:
    try:
        # A byte that is not UTF-8 becomes a lone surrogate: it spoils the record only where it is needed.
        parsed = json.loads(stored.decode(errors="surrogateescape"))
    except (ValueError, RecursionError) as error:
        detail = "nested too deeply" if isinstance(error, RecursionError) else f"no JSON ({error})"
        return Record(place, stored=stored, broken=Unusable("broken_record", detail))
    if not isinstance(parsed, dict):
        return Record(place, stored=stored, broken=Unusable("broken_record", f"{type(parsed).__name__}, no object"))
    return Record(place, {name: parsed.get(column) for name, column in names.items()}, stored)


def _too_large(stream: BufferedReader, line: bytes, limit: int) -> Unusable:
    """Read the rest of a line for its digest and size."""
    whole, size = hashlib.sha256(line), len(line)
    while not line.endswith(b"\n") and (line := stream.readline(_BLOCK)):
        rest = line.removesuffix(b"\n")
        whole.update(rest)
        size += len(rest)
    return Unusable("too_large", f"{size} bytes, limit {limit}", whole.hexdigest(), size)
