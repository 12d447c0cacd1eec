from __future__ import annotations

from pathlib import Path

import pytest
from raw_files import LIMITS, json_lines

from pipeline import buckets, gather, raw
from schemas.found import FOUND


def test_files_are_laid_out_and_record_files_left_for_workers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gather, "_FILES_AT_ONCE", 2)
    raw_folder = tmp_path / "raw"
    raw_folder.mkdir()
    for name in ("a.txt", "b.html", "c.pdf", "1.jsonl", "2.jsonl.gz", "3.csv"):
        (raw_folder / name).write_bytes(json_lines({"text": "A."}))
    place, scratch = raw.locate(raw_folder), tmp_path / "found"
    laid = gather.lay_out(place, lambda listed: f"of-{listed.key[0]}", scratch)
    assert (laid.files, laid.length, [len(task.files) for task in laid.tasks]) == (6, 0, [2, 1])
    assert [task.number for task in laid.tasks] == [0, 1]
    (table,) = buckets.read(scratch, "", FOUND)
    assert dict(zip(table["key"].to_pylist(), table["source_id"].to_pylist(), strict=True)) == {
        "a.txt": "of-a",
        "b.html": "of-b",
        "c.pdf": "of-c",
    }
    assert [path.name for path in tmp_path.iterdir() if path.name.endswith("parquet")] == []


def test_records_are_put_down_with_their_places_and_counted(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(json_lines({"id": 1, "text": "A.", "date": "?"}, "x", {"id": 2, "text": "B."}))
    task = gather.Task(3, ((raw.Listed("a.jsonl", 1), "s"),))
    tally = gather.read_records(task, folder=raw.locate(tmp_path), limits=LIMITS, scratch=tmp_path / "found", length=0)
    assert (tally.read, tally.measures["dates_not_read"]) == (3, 1)
    (table,) = buckets.read(tmp_path / "found", "", FOUND)
    assert sorted(zip(table["position"].to_pylist(), table["reason"].to_pylist(), strict=True)) == [
        (0, None),
        (1, "broken_record"),
        (2, None),
    ]
