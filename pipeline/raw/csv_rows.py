"""CSV: rows under a header, with commas and double quotes (RFC 4180), in UTF-8 or, with a mark, UTF-16."""

from __future__ import annotations

import codecs
import csv
import io
import json
from typing import TYPE_CHECKING, Protocol

from pipeline.raw.records import FIELDS, Record
from pipeline.raw.streams import Unusable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from io import BufferedReader

    from pipeline.params import Ingest


class _Reader(Protocol):
    line_num: int

    def __next__(self) -> list[str]: ...


def records(stream: BufferedReader, limits: Ingest) -> Iterator[Record]:
    """The rows below the header.

    A broken row is passed over if it is one line. After one of many lines nobody can say where the next begins: the
    rest of the file is `Unusable`.
    """
    csv.field_size_limit(limits.max_item_bytes)
    lines = _Lines(stream, limits.max_item_bytes)
    try:
        yield from _rows(csv.reader(lines, strict=True), lines, limits)
    finally:
        lines.let_go()


def _rows(reader: _Reader, lines: _Lines, limits: Ingest) -> Iterator[Record]:
    columns, width = _header(reader, limits)
    while True:
        first = reader.line_num + 1
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            if reader.line_num > first:
                detail = f"line {first}: {error}; the rest of the file was not read"
                raise Unusable("broken_record", detail) from None
            yield _broken(first, lines.last.encode(errors="surrogatepass"), str(error))
            continue
        if row and len(row) != width:
            yield _broken(first, json.dumps(row).encode(), f"{len(row)} fields, the header has {width}")
        elif row:
            yield Record(f"line {first}", {name: row[place] or None for name, place in columns.items()})


def _header(reader: _Reader, limits: Ingest) -> tuple[dict[str, int], int]:
    """The place of each field in a row, and the number of columns."""
    try:
        header = next(reader)
    except StopIteration:
        raise Unusable("empty", "no records") from None
    except csv.Error as error:
        raise Unusable("broken_record", f"line 1: {error}") from None
    names = {name: getattr(limits.records, name) for name in FIELDS}
    if names["text"] not in header:
        raise Unusable("missing_text", f"no column {names['text']!r} among {', '.join(header)[:150]!r}")
    return {name: header.index(column) for name, column in names.items() if column in header}, len(header)


def _broken(line: int, stored: bytes, detail: str) -> Record:
    return Record(f"line {line}", stored=stored, broken=Unusable("broken_record", detail))


class _Lines:
    """The lines of a file as text, none longer than a limit, and the last one that was given."""

    def __init__(self, stream: BufferedReader, limit: int) -> None:
        wide = stream.peek(2).startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
        # A byte that is not UTF-8 becomes a lone surrogate: it spoils the record only where it is needed.
        encoding, errors = ("utf-16", "strict") if wide else ("utf-8-sig", "surrogateescape")
        self._text = io.TextIOWrapper(stream, encoding, errors, newline="")
        self._limit = limit
        self.last = ""

    def let_go(self) -> None:
        """Leave the stream to whoever opened it."""
        self._text.detach()

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        try:
            self.last = self._text.readline(self._limit + 1)
        except UnicodeDecodeError as error:
            raise Unusable("undecodable", f"not {error.encoding}; the rest of the file was not read") from None
        if not self.last:
            raise StopIteration
        if len(self.last) > self._limit and not self.last.endswith(("\n", "\r")):
            detail = f"a line of more than {self._limit} characters; the rest of the file was not read"
            raise Unusable("too_large", detail)
        return self.last
