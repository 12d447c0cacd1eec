from __future__ import annotations

from pathlib import Path

import pytest
from conftest import ROOT

from pipeline import ingest, params, store
from pipeline.engine import Engine
from pipeline.tally import Tally
from schemas.exclusions import EXCLUSIONS
from schemas.stages import ITEMS

PARAMS = params.load(ROOT / "params.yaml", ["ingest.max_item_bytes=40000"])


def run(raw: Path, out: Path, sources: Path | None = None, engine: str = "serial") -> Tally:
    return ingest.run(raw, sources, out, params=PARAMS, engine=Engine(engine))


def rows(out: Path) -> dict[str, dict[str, object]]:
    return {row["key"]: row for part in store.read(out / "items", ITEMS) for row in part.to_pylist()}


def test_an_item_holds_the_bytes_of_its_file_and_the_words_of_its_source(tmp_path: Path) -> None:
    run(ROOT / "data" / "raw", tmp_path / "out", ROOT / "data" / "sources.yaml")
    for path in (ROOT / "data" / "raw").iterdir():
        assert rows(tmp_path / "out")[path.name]["raw"] == path.read_bytes()
    row = rows(tmp_path / "out")["002_d712047a3b5ac81b.txt"]
    assert (row["source"], str(row["published"])) == ("Global Leaders Insights", "2025-11-27")


def test_what_cannot_be_read_is_excluded_with_its_reason(tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    raw.mkdir()
    (raw / "good.txt").write_text("A text.", encoding="utf-8")
    (raw / "empty.txt").write_text("\n", encoding="utf-8")
    (raw / "large.txt").write_text("x" * 40_001, encoding="utf-8")
    tally = run(raw, tmp_path / "out")
    assert (tally.read, tally.kept, dict(tally.dropped)) == (3, 1, {"empty": 1, "too_large": 1})
    reasons = {
        row["key"]: row["reason"]
        for part in store.read(tmp_path / "out" / "exclusions", EXCLUSIONS)
        for row in part.to_pylist()
    }
    assert reasons == {"empty.txt": "empty", "large.txt": "too_large"}


@pytest.mark.parametrize("engine", ["serial", "processes:2"])
def test_parts_are_ranges_of_ids_and_the_same_on_every_engine(
    tmp_path: Path, engine: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ingest, "_PART_ITEMS", 4)
    raw = tmp_path / "raw"
    raw.mkdir()
    for i in range(40):
        (raw / f"{i}.txt").write_text(f"Text {i}.", encoding="utf-8")
    run(raw, tmp_path / "out", engine=engine)
    names = store.part_names(tmp_path / "out" / "items")
    assert len(names) > 4
    ids = [row["doc_id"] for part in store.read(tmp_path / "out" / "items", ITEMS) for row in part.to_pylist()]
    assert ids == sorted(ids)
    assert len(ids) == 40
