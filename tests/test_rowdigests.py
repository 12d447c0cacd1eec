from __future__ import annotations

import datetime as dt
import hashlib
import struct
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rows import GOOD, item, row

from pipeline import rowdigests
from schemas import released

MASK = (1 << 64) - 1
INCREMENT = 0x9E3779B97F4A7C15

texts = st.text(st.characters(codec="utf-8"), max_size=40)
numbers = st.integers(-(1 << 63), (1 << 63) - 1)
items = st.none() | st.fixed_dictionaries({"n": st.none() | st.integers(0, 9), "s": st.none() | texts})
records = st.fixed_dictionaries(
    {
        "text": st.none() | texts,
        "number": st.none() | numbers,
        "share": st.none() | st.floats(allow_nan=False),
        "list": st.none() | st.lists(items, max_size=4),
        "day": st.none() | st.dates(dt.date(1900, 1, 1)),
        "truth": st.none() | st.booleans(),
    }
)
SCHEMA = pa.schema(
    {
        "text": pa.string(),
        "number": pa.int64(),
        "share": pa.float64(),
        "list": pa.list_(pa.struct({"n": pa.int8(), "s": pa.string()})),
        "day": pa.date32(),
        "truth": pa.bool_(),
    }
)


def mix(x: int) -> int:
    x = ((x ^ (x >> 30)) * 0xBF58476D1CE4E5B9) & MASK
    x = ((x ^ (x >> 27)) * 0x94D049BB133111EB) & MASK
    return x ^ (x >> 31)


def name(text: str) -> int:
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "little")


def fold(count: int, digests: list[int]) -> int:
    return mix((count + sum(mix((one + place * INCREMENT) & MASK) for place, one in enumerate(digests, 1))) & MASK)


def one(value: Any) -> int:
    """The definition in the module's docstring, value by value."""
    if value is None:
        return name("null")
    if isinstance(value, str):
        data = value.encode()
        words = [data[i : i + 8].ljust(8, b"\0") for i in range(0, len(data), 8)]
        return fold(len(data), [int.from_bytes(word, "little") for word in words])
    if isinstance(value, list):
        return fold(len(value), [one(member) for member in value])
    if isinstance(value, dict):
        return mix(sum(mix(name(key) ^ one(member)) for key, member in value.items()) & MASK)
    if isinstance(value, float):
        return mix(int.from_bytes(struct.pack("<d", value + 0.0), "little"))
    if isinstance(value, dt.date):
        value = (value - dt.date(1970, 1, 1)).days
    return mix(int(value) & MASK)


def table(rows: list[dict[str, Any]]) -> pa.Table:
    return pa.Table.from_pylist(rows, schema=SCHEMA)


@given(st.lists(records, max_size=12))
def test_the_digests_are_those_of_the_definition(rows: list[dict[str, Any]]) -> None:
    assert rowdigests.rows(table(rows)).tolist() == [one(row) for row in rows]


@given(st.lists(records, max_size=12), st.integers(0, 12), st.integers(1, 5))
def test_where_rows_are_cut_and_how_they_are_stored_makes_no_difference(
    rows: list[dict[str, Any]], start: int, chunk: int
) -> None:
    whole = table(rows)
    expected = rowdigests.rows(whole).tolist()
    assert rowdigests.rows(whole.slice(start)).tolist() == expected[start:]
    batches = pa.Table.from_batches(whole.to_batches(max_chunksize=chunk), SCHEMA)
    assert rowdigests.rows(batches).tolist() == expected
    coded = whole.set_column(0, "text", whole["text"].dictionary_encode())
    assert rowdigests.rows(coded).tolist() == expected
    assert rowdigests.rows(whole.select(SCHEMA.names[::-1])).tolist() == expected


@pytest.mark.parametrize("compression", ["none", "snappy", "zstd"])
def test_a_file_gives_back_the_digests_of_what_was_written(tmp_path: Path, compression: str) -> None:
    for held in released.TABLES:
        rows = held.rows([row(held.name)] * 3)
        pq.write_table(rows, tmp_path / "a.parquet", compression=compression, row_group_size=2)
        assert (rowdigests.rows(pq.read_table(tmp_path / "a.parquet")) == rowdigests.rows(rows)).all()


CHANGES = [
    *(("documents", {column: value}) for column, value in (("title", ""), ("published", None), ("raw_bytes", 0))),
    ("documents", {"alignment": []}),
    ("documents", {"repairs": [{"rule": "a", "count": 1}]}),
    *(("claims", {"quantities": item("quantities", **{key: None})}) for key in ("value", "noun")),
    ("claims", {"quantities": item("quantities", value=36.0001)}),
    ("claims", {"quantities": item("quantities") * 2}),
    ("claims", {"dates": item("dates", anchored=False)}),
    ("claims", {"rules": ["attribution", ".verb"]}),
    ("claims", {"claimer": "official", "claimer_text": "sOfficials"}),
    ("claims", {"polarity": "negative"}),
    ("claims", {"start": 1, "end": 49}),
    ("sentences", {"kind": "heading"}),
]


@pytest.mark.parametrize(("of", "change"), CHANGES)
def test_every_value_counts(of: str, change: dict[str, Any]) -> None:
    held = released.BY_NAME[of]
    before, after = rowdigests.rows(held.rows([GOOD[of], row(of, **change)])).tolist()
    assert before != after


def test_the_version_of_a_row_can_be_left_out() -> None:
    held = released.BY_NAME["claims"]
    rows = held.rows([row("claims"), row("claims", since_version="9.0.0")])
    assert len(set(rowdigests.rows(rows).tolist())) == 2
    assert len(set(rowdigests.rows(rows, without=("since_version",)).tolist())) == 1


def test_texts_longer_than_a_slice_and_shorter_than_a_word_are_folded_alike() -> None:
    held = ["", "a", "x" * 7, "y" * 8, "z" * 9, "long " * 100_000, "b", None, "long " * 100_000 + "!"]
    digests = rowdigests.values(pa.array(held, pa.string()))
    assert digests.tolist() == [one(text) for text in held]


@given(st.lists(st.binary(min_size=0, max_size=24), unique=True, max_size=60))
def test_texts_that_differ_have_digests_that_differ(raw: list[bytes]) -> None:
    held = [data.hex() for data in raw]
    assert len(np.unique(rowdigests.values(pa.array(held, pa.string())))) == len(held)


def test_exchanged_words_and_zero_bytes_are_told_apart() -> None:
    held = ["AAAAAAAABBBBBBBB", "BBBBBBBBAAAAAAAA", "a", "a\0", "a\0\0", "\0a", "", "\0", "\0" * 8, "\0" * 9]
    assert len(np.unique(rowdigests.values(pa.array(held, pa.string())))) == len(held)
