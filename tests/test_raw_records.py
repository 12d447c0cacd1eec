from __future__ import annotations

import datetime as dt
import gzip
import hashlib
import io
import json
import resource
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from raw_files import STORY, items, json_lines, parquet, zstd

from pipeline import raw
from pipeline.raw.items import published


def read(tmp_path: Path, name: str, content: bytes, **changes: int) -> list[raw.Item]:
    (tmp_path / name).write_bytes(content)
    return items(tmp_path, **changes)


def told(found: list[raw.Item]) -> list[tuple[str, str]]:
    """Of each item its key without the file, and its text or reason."""
    return [(item.key.partition("#")[2], item.reason or (item.raw or b"").decode()) for item in found]


ROW = {
    "id": "7",
    "text": STORY,
    "title": " Two\n bridges ",
    "date": "2025-11-20T10:00:00Z",
    "url": "https://example.org/7",
}
FILES = {
    "a.jsonl": json_lines(ROW),
    "a.jsonl.gz": gzip.compress(json_lines(ROW)),
    "a.csv": b"id,text,title,date,url\r\n" + ",".join(f'"{one}"' for one in ROW.values()).encode(),
    "a.csv.zst": zstd(
        b"title,text,id,more,date,url\n" + f'"Two bridges","{STORY}",7,,"2025-11-20",{ROW["url"]}'.encode()
    ),
    "b.csv": "\ufeffid,text,title,date,url\n".encode() + ",".join(f'"{one}"' for one in ROW.values()).encode(),
    "c.csv": ("id,text,title,date,url\n" + ",".join(f'"{one}"' for one in ROW.values())).encode("utf-16"),
    "a.parquet": parquet(**{name: [value] for name, value in ROW.items()}),
    "b.parquet": parquet(
        **{name: [value] for name, value in ROW.items()} | {"date": [dt.datetime(2025, 11, 20, 3, tzinfo=dt.UTC)]}
    ),
    "a.parquet.gz": gzip.compress(parquet(**{name: [value] for name, value in (ROW | {"id": 7}).items()})),
    "a.parquet.zst": zstd(parquet(**{name: [value] for name, value in (ROW | {"id": 7.0, "x": None}).items()})),
}


@pytest.mark.parametrize("name", FILES)
def test_every_format_gives_the_same_record(name: str, tmp_path: Path) -> None:
    (item,) = read(tmp_path, name, FILES[name])
    assert item == raw.Item(
        f"{name}#7",
        STORY.encode(),
        hashlib.sha256(STORY.encode()).hexdigest(),
        len(STORY),
        format="record",
        title="Two bridges",
        published=dt.date(2025, 11, 20),
        url="https://example.org/7",
    )


@pytest.mark.parametrize(
    ("line", "reason", "detail"),
    [
        (b'{"text": "cut', "broken_record", "line 1: no JSON"),
        (b"[" * 100_000, "broken_record", "line 1: nested too deeply"),
        (b'{"text": ' + b'{"a":' * 30_000 + b"1" + b"}" * 30_001, "broken_record", "line 1: nested too deeply"),
        (b'["a list"]', "broken_record", "line 1: list, no object"),
        (b'{"text": ' + b"9" * 5_000 + b"}", "broken_record", "line 1: no JSON"),
        (b'{"id": 1, "text": null}', "missing_text", "line 1: no 'text'"),
        (b'{"id": 1}', "missing_text", "line 1: no 'text'"),
        (b'{"text": ["a"]}', "missing_text", "line 1: list, no string"),
        (b'{"text": " \\n\\t"}', "empty", "line 1: 3 bytes, all blank"),
        (b'{"text": "a \\ud800 b"}', "undecodable", "line 1: text is not Unicode at code point 2"),
        (b'{"text": "a", "title": "\\udfff"}', "undecodable", "line 1: title is not Unicode"),
        (b'{"text": "caf\xe9"}', "undecodable", "line 1: text is not Unicode at code point 3"),
        (b'{"text": "' + b"\\u00e9" * 90_000 + b'"}', "too_large", "line 1: 540012 bytes, limit 200000"),
        (b'{"text": "' + b"x" * 3_000_000 + b'"}', "too_large", "line 1: 3000012 bytes, limit 200000"),
    ],
)
def test_a_line_that_cannot_be_used_is_said_and_the_next_is_read(
    line: bytes, reason: str, detail: str, tmp_path: Path
) -> None:
    bad, good = read(tmp_path, "a.jsonl", line + b"\n" + json_lines(ROW), max_item_bytes=200_000)
    assert (bad.reason, bad.raw, bad.detail[: len(detail)]) == (reason, None, detail)
    assert (good.key, good.reason) == ("a.jsonl#7", None)
    if reason not in {"undecodable", "empty"}:
        assert (bad.sha256, bad.size) == (hashlib.sha256(line).hexdigest(), len(line))


def test_the_ids_of_records_are_their_own_or_digests_of_their_texts_never_row_numbers(tmp_path: Path) -> None:
    digest = hashlib.sha256(b"A.").hexdigest()[:16]
    ids: list[Any] = ["00012", 12, 12.0, "a#b %", "\ud800", None, "", True, [1], 1.5]
    found = read(tmp_path, "a.jsonl", json_lines(*({"id": one, "text": "A."} for one in ids)))
    assert [key for key, _ in told(found)] == [
        "00012",
        "12",
        "12",
        "a%23b %25",
        "%ED%A0%80",
        *[f"sha256:{digest}"] * 5,
    ]


def test_blank_lines_and_a_mark_are_no_records(tmp_path: Path) -> None:
    assert told(read(tmp_path, "a.jsonl", b'\xef\xbb\xbf{"id": 1, "text": "A"}\r\n\n \n{"id": 2, "text": "B"}')) == [
        ("1", "A"),
        ("2", "B"),
    ]


@pytest.mark.parametrize("name", ["a.jsonl", "a.csv", "a.parquet"])
def test_a_file_without_records_is_empty(name: str, tmp_path: Path) -> None:
    content = {"a.jsonl": b"\n", "a.csv": b"id,text\n", "a.parquet": parquet(text=pa.array([], pa.string()))}[name]
    assert [(item.key, item.reason) for item in read(tmp_path, name, content)] == [(name, "empty")]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"id,text\n1,one,more\n2,two\n", [("", "broken_record"), ("2", "two")]),
        (b'id,text\n1,"a"b\n2,two\n', [("", "broken_record"), ("2", "two")]),
        (b'id,text\n1,"a\nb ""c"""\n2,two\n', [("1", 'a\nb "c"'), ("2", "two")]),
        (b'id,text\n1,"never closed\n2,two\n3,three\n', [("", "broken_record")]),
        (b"id,text\n1,\n2,two\n", [("1", "missing_text"), ("2", "two")]),
        (b"id,text\n1,caf\xe9\n2,two\n", [("1", "undecodable"), ("2", "two")]),
        (b"id,text\n\n1,one\n", [("1", "one")]),
        (b"id,body\n1,one\n", [("", "missing_text")]),
        (b"", [("", "empty")]),
        (b"id,text\n1," + b"x" * 5_000 + b"\n2,two\n", [("", "too_large")]),
        (b"id,text\n1,a\x00b\n2,two\n", [("1", "a\x00b"), ("2", "two")]),
        ("id,text\n1,one".encode("utf-16")[:-1], [("", "undecodable")]),
        (b'"id,text\n1,one\n', [("", "broken_record")]),
    ],
)
def test_rows_of_csv_that_cannot_be_used_are_said(
    content: bytes, expected: list[tuple[str, str]], tmp_path: Path
) -> None:
    found = told(read(tmp_path, "a.csv", content, max_item_bytes=1_000))
    assert [("" if key.startswith("sha256:") else key, value) for key, value in found] == expected


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"PAR1 no more PAR1", "unreadable"),
        (b"", "unreadable"),
        (parquet(body=["A"]), "missing_text"),
        (parquet(id=[1], text=[3]), "missing_text"),
        (parquet(id=[1], text=[["A"]]), "missing_text"),
        (parquet(id=[1], text=pa.array([b"caf\xe9"]).view(pa.string())), "undecodable"),
        (parquet(id=[1], text=pa.array(["A"], pa.large_string())), "A"),
        (parquet(id=[1], text=pa.array(["A"]).dictionary_encode()), "A"),
        (FILES["a.parquet"][:-900] + FILES["a.parquet"][-800:], "unreadable"),
    ],
)
def test_columns_of_parquet_that_cannot_be_used_are_said(content: bytes, expected: str, tmp_path: Path) -> None:
    (item,) = read(tmp_path, "a.parquet", content)
    assert (item.reason or (item.raw or b"").decode()) == expected


def test_records_before_the_end_of_a_cut_file_stay(tmp_path: Path) -> None:
    lines = json_lines(*({"id": i, "text": hashlib.sha256(b"%d" % i).hexdigest()} for i in range(9_000)))
    *records, last = read(tmp_path, "a.jsonl.gz", gzip.compress(lines)[:-1_000])
    assert len(records) > 1_000
    assert {item.reason for item in records[:-1]} == {None}
    assert (last.key, last.reason) == ("a.jsonl.gz", "unreadable")


def test_texts_of_more_than_the_limit_of_a_file_are_not_read(tmp_path: Path) -> None:
    packed = gzip.compress(json_lines(*({"id": i, "text": "x" * 100} for i in range(1_000))))
    *records, last = read(tmp_path, "a.jsonl.gz", packed, max_file_bytes=9_000)
    assert 10 < len(records) < 90
    assert (last.key, last.reason) == ("a.jsonl.gz", "too_large")


def test_a_text_that_a_file_holds_once_for_many_rows_takes_memory_once(tmp_path: Path) -> None:
    file = io.BytesIO()
    texts = pa.DictionaryArray.from_arrays(pa.array([0] * 200, pa.int32()), pa.array(["x" * 10_000_000]))
    pq.write_table(pa.table({"text": texts}), file)
    (tmp_path / "a.parquet").write_bytes(file.getvalue())
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    folder = raw.locate(tmp_path)
    from raw_files import limits

    sizes = [
        item.size or 0 for item in raw.read(folder, raw.Listed("a.parquet", 1), limits(max_file_bytes=100_000_000))
    ]
    assert (len(sizes), sum(sizes)) == (11, 100_000_000)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 400_000  # kilobytes


@settings(max_examples=200)
@given(st.binary(max_size=200), st.sampled_from([".jsonl", ".csv", ".parquet", ".csv.gz", ".jsonl.zst", ".parquet.gz"]))
def test_any_bytes_end_as_items(content: bytes, name: str) -> None:
    class Folder:
        def entries(self, below: str) -> Any:
            raise NotImplementedError(below)

        def open(self, name: str) -> io.BufferedReader:  # noqa: ARG002
            return io.BufferedReader(io.BytesIO(content))  # type: ignore[arg-type]

        def stamp(self, name: str) -> tuple[float, ...]:  # noqa: ARG002
            return ()

    from raw_files import LIMITS

    for item in raw.read(Folder(), raw.Listed(f"a{name}", 1), LIMITS):
        assert (item.raw is None) == (item.reason is not None)
        item.key.encode()


@pytest.mark.parametrize(
    ("value", "date"),
    [
        ("2025-11-20", "2025-11-20"),
        (" 2025-11-20 10:00", "2025-11-20"),
        ("2025-11-201", None),
        ("2025-02-30", None),
        ("20 Nov 2025", None),
        (1_700_000_000, None),
        (dt.date(2025, 1, 2), "2025-01-02"),
        (dt.datetime(2025, 1, 2, 23, tzinfo=dt.UTC), "2025-01-02"),
        (None, None),
    ],
)
def test_a_date_is_read_as_iso_8601_writes_it(value: object, date: str | None) -> None:
    assert published(value) == (dt.date.fromisoformat(date) if date else None)


def test_the_json_of_the_tests_is_json() -> None:
    assert json.loads(FILES["a.jsonl"])["text"] == STORY
