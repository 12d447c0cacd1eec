from __future__ import annotations

import gzip
import json
import random
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT
from raw_files import PAGE, STORY, json_lines, parquet, zstd

from pipeline import buckets, ids, ingest, params, store
from pipeline.engine import Engine
from pipeline.errors import ConfigurationError
from pipeline.tally import Tally
from schemas.exclusions import EXCLUSIONS
from schemas.stages import ITEMS

PARAMS = params.load(ROOT / "params.yaml", ["ingest.max_item_bytes=40000"])


def run(raw: Path | str, out: Path, sources: Path | None = None, engine: str = "serial") -> Tally:
    tally = ingest.run(raw, sources, out, params=PARAMS, engine=Engine(engine))
    tally.check("ingest")
    return tally


def rows(out: Path) -> dict[str, dict[str, Any]]:
    return {row["key"]: row for part in store.read(out / "items", ITEMS) for row in part.to_pylist()}


def excluded(out: Path) -> dict[str, dict[str, Any]]:
    return {row["key"]: row for part in store.read(out / "exclusions", EXCLUSIONS) for row in part.to_pylist()}


def reasons(out: Path) -> dict[str, str]:
    return {key: row["reason"] for key, row in excluded(out).items()}


def write(folder: Path, files: dict[str, bytes]) -> Path:
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return folder


def test_an_item_holds_the_bytes_of_its_file_and_the_words_of_its_source(tmp_path: Path) -> None:
    run(ROOT / "data" / "raw", tmp_path / "out", ROOT / "data" / "sources.yaml")
    for path in (ROOT / "data" / "raw").iterdir():
        assert rows(tmp_path / "out")[path.name]["raw"] == path.read_bytes()
    row = rows(tmp_path / "out")["002_d712047a3b5ac81b.txt"]
    assert (row["source"], str(row["published"])) == ("Global Leaders Insights", "2025-11-27")


def test_what_cannot_be_read_is_excluded_with_its_reason(tmp_path: Path) -> None:
    raw = write(
        tmp_path / "raw", {"good.txt": b"A text.", "empty.txt": b"\n", "large.txt": b"x" * 40_001, "a.doc": b"x"}
    )
    tally = run(raw, tmp_path / "out")
    assert (tally.read, tally.kept) == (4, 1)
    assert dict(tally.dropped) == {"empty": 1, "too_large": 1, "unsupported": 1}
    assert reasons(tmp_path / "out") == {"empty.txt": "empty", "large.txt": "too_large", "a.doc": "unsupported"}


MIXED = {
    "a.txt": STORY.encode(),
    "sub/b.html": PAGE.encode(),
    "c.jsonl": json_lines(
        {"id": "x", "text": STORY, "date": "2025-11-20", "url": "https://example.org/x"}, "no record"
    ),
    "c.jsonl.gz": gzip.compress(json_lines({"id": "x", "text": "Another."})),
    "sub/d.csv.zst": zstd(b'id,text\n1,"One, two."\n2,Three.\n'),
    "e.parquet": parquet(id=[7, 8], text=["Seven.", None]),
}


def test_all_formats_lie_in_one_folder_and_records_are_items_of_their_own(tmp_path: Path) -> None:
    tally = run(write(tmp_path / "raw", MIXED), tmp_path / "out")
    found = rows(tmp_path / "out")
    assert {key: row["format"] for key, row in found.items()} == {
        "a.txt": "text",
        "sub/b.html": "html",
        "c.jsonl#x": "record",
        "c.jsonl.gz#x": "record",
        "sub/d.csv.zst#1": "record",
        "sub/d.csv.zst#2": "record",
        "e.parquet#7": "record",
    }
    assert set(reasons(tmp_path / "out").values()) == {"broken_record", "missing_text"}
    assert (tally.read, tally.kept, tally.dropped.total()) == (9, 7, 2)
    record = found["c.jsonl#x"]
    assert (record["raw"], str(record["published"]), record["url"]) == (
        STORY.encode(),
        "2025-11-20",
        "https://example.org/x",
    )
    assert record["doc_id"] == ids.document_id("local", "c.jsonl#x")


@pytest.mark.parametrize("engine", ["serial", "processes:2"])
def test_the_order_of_files_and_rows_and_the_engine_change_no_byte(engine: str, tmp_path: Path) -> None:
    first = write(tmp_path / "one", MIXED)
    lines = MIXED["c.jsonl"].splitlines(keepends=True)
    other = dict(reversed((MIXED | {"c.jsonl": b"".join(reversed(lines))}).items()))
    second = write(tmp_path / "two", other)
    run(first, tmp_path / "out")
    run(second, tmp_path / "again", engine=engine)
    assert store.digests(tmp_path / "out" / "items") == store.digests(tmp_path / "again" / "items")


def test_a_record_whose_id_is_taken_is_excluded_and_the_first_one_stays(tmp_path: Path) -> None:
    lines = json_lines(
        {"id": 1}, {"id": 1, "text": "First."}, {"id": 1, "text": "Second."}, {"text": "Same."}, {"text": "Same."}
    )
    run(write(tmp_path / "raw", {"a.jsonl": lines}), tmp_path / "out")
    found = {key: row["raw"] for key, row in rows(tmp_path / "out").items()}
    anonymous = next(key for key in found if "sha256:" in key)
    assert found == {"a.jsonl#1": b"First.", anonymous: b"Same."}
    assert reasons(tmp_path / "out") == {
        "a.jsonl#1#2": "duplicate_key",
        "a.jsonl#1#3": "missing_text",
        f"{anonymous}#2": "duplicate_key",
    }
    assert excluded(tmp_path / "out")["a.jsonl#1#2"]["detail"] == "record 3 of the file"


@pytest.mark.parametrize("engine", ["serial", "processes:2"])
def test_parts_are_ranges_of_ids_and_the_same_on_every_engine(
    tmp_path: Path, engine: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(buckets, "PART_ROWS", 4)
    raw = write(tmp_path / "raw", {f"{i}.txt": b"Text %d." % i for i in range(40)})
    write(raw, {"more.jsonl": json_lines(*({"id": i, "text": f"Record {i}."} for i in range(400)))})
    run(raw, tmp_path / "out", engine=engine)
    names = store.part_names(tmp_path / "out" / "items")
    assert len(names) >= 16
    assert names == store.part_names(tmp_path / "out" / "exclusions")
    found = [row["doc_id"] for part in store.read(tmp_path / "out" / "items", ITEMS) for row in part.to_pylist()]
    assert found == sorted(found)
    assert len(found) == 440
    if engine == "serial":
        sizes = [store.count_rows(tmp_path / "out" / "items" / name) for name in names]
        assert max(sizes) <= 4


def test_files_that_hold_more_than_their_size_on_disk_promised_are_divided(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(buckets, "PART_BYTES", 10_000)
    monkeypatch.setattr(ingest, "_MOST_BYTES", 40_000)
    packed = gzip.compress(b"word " * 7_000)
    run(write(tmp_path / "raw", {f"{i}.txt.gz": packed for i in range(30)}), tmp_path / "out")
    sizes = [sum(len(raw) for raw in part["raw"].to_pylist()) for part in store.read(tmp_path / "out" / "items", ITEMS)]
    assert sum(sizes) == 30 * 35_000
    assert max(sizes) <= 40_000


def test_many_records_of_one_id_end_in_one_part(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(buckets, "PART_ROWS", 4)
    run(write(tmp_path / "raw", {"a.jsonl": json_lines(*[{"id": 1, "text": "A."}] * 50)}), tmp_path / "out")
    assert list(rows(tmp_path / "out")) == ["a.jsonl#1"]
    assert set(reasons(tmp_path / "out").values()) == {"duplicate_key"}
    assert len(reasons(tmp_path / "out")) == 49


def test_dates_that_cannot_be_read_are_counted_and_the_date_of_the_source_holds(tmp_path: Path) -> None:
    lines = json_lines(
        {"id": 1, "text": "One.", "date": "yesterday"}, {"id": 2, "text": "Two.", "date": "2024-02-29T1"}
    )
    sources = tmp_path / "sources.yaml"
    entry = {
        "source_id": "a",
        "name": "A",
        "files": ["*.jsonl"],
        "license": "unknown",
        "redistributable": "no",
        "language": "en",
        "published": "2020-01-01",
    }
    sources.write_text(json.dumps({"sources": [entry]}), encoding="utf-8")
    tally = run(write(tmp_path / "raw", {"a.jsonl": lines}), tmp_path / "out", sources)
    assert tally.measures["dates_not_read"] == 1
    published = {key: str(row["published"]) for key, row in rows(tmp_path / "out").items()}
    assert published == {"a.jsonl#1": "2020-01-01", "a.jsonl#2": "2024-02-29"}


def test_a_folder_that_cannot_be_read_is_an_exclusion_even_where_no_source_names_it(tmp_path: Path) -> None:
    raw = write(tmp_path / "raw", {"000_b70a0cea6bc971d1.txt": STORY.encode()})
    (raw / "loop").symlink_to(raw)
    run(raw, tmp_path / "out", ROOT / "data" / "sources.yaml")
    assert reasons(tmp_path / "out") == {"loop": "unsupported"}


def test_an_address_in_a_name_is_not_published_and_the_message_says_what_to_do(tmp_path: Path) -> None:
    files = {
        "jane@example.org.txt": b"A text.",
        "ravi@example.org.txt": b" ",
        "a.jsonl": json_lines({"id": "jane@example.org", "text": "One."}, {"id": "2025-555-0123", "text": "Two."}),
        "b.csv": b"Jane Doe,jane@example.org\n",
    }
    run(write(tmp_path / "raw", files), tmp_path / "out")
    assert list(rows(tmp_path / "out")) == ["a.jsonl#2025-555-0123"]
    found = excluded(tmp_path / "out")
    ids_of = {name: ids.document_id("local", name) for name in ("jane@example.org.txt", "ravi@example.org.txt")}
    masked = [f"xxxx@xxxxxxx.xxx.xxx~{one}" for one in ids_of.values()]
    assert {key: found[key]["reason"] for key in masked} == {masked[0]: "private_data", masked[1]: "empty"}
    assert "rename it, or choose another column as ingest.records.id" in found[masked[0]]["detail"]
    assert found["b.csv"]["detail"] == "no column 'text' among 'Jane Doe, xxxx@xxxxxxx.xxx'"
    assert "jane@" not in json.dumps(list(found.values()))


def test_the_policy_may_keep_addresses_in_names(tmp_path: Path) -> None:
    chosen = params.load(ROOT / "params.yaml", ["clean.privacy.email=keep"])
    raw = write(tmp_path / "raw", {"jane@example.org.txt": b"A text."})
    ingest.run(raw, None, tmp_path / "out", params=chosen, engine=Engine("serial"))
    assert list(rows(tmp_path / "out")) == ["jane@example.org.txt"]


def test_an_empty_folder_is_a_configuration_error(tmp_path: Path) -> None:
    (tmp_path / "raw").mkdir()
    with pytest.raises(ConfigurationError, match="no raw texts; put at least one file there"):
        run(tmp_path / "raw", tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_nothing_of_the_sorting_is_left_behind(tmp_path: Path) -> None:
    files = {f"{random.Random(i).random()}.txt": b"Text %d." % i for i in range(20)}
    run(write(tmp_path / "raw", files | MIXED), tmp_path / "out")
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["exclusions", "items"]
    assert list((tmp_path / ".parts").iterdir()) == []
