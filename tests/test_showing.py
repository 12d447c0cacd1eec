from __future__ import annotations

import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipeline import showing
from pipeline.errors import DataError


def test_the_figures_of_the_overview_are_those_of_the_tables(built: Path) -> None:
    release = built / "release"
    facts, counts = showing.facts(release, 2), showing.counted(release)
    rows = {
        name: sum(pq.read_metadata(path).num_rows for _, path in showing.files(release, name)) for name in facts.funnel
    }
    for name in ("documents", "sentences", "claims"):
        assert facts.funnel[name] == rows[name] == sum(getattr(one, name) for one in counts.splits.values())
    assert sum(counts.labels("claims", "claim_type").values()) == rows["claims"]
    assert sum(counts.sentence_lengths().values()) == rows["sentences"]
    assert (facts.documents, facts.shown) == (rows["documents"], 2)
    assert set(counts.splits) == {split for split, _ in showing.files(release, "documents")}


def documents(release: Path, **changed: object) -> pa.Table:
    rows = pa.concat_tables(pq.read_table(path) for _, path in showing.files(release, "documents"))
    return pa.Table.from_pylist([one | changed for one in rows.to_pylist()], rows.schema)


def told(release: Path, raw: Path, **changed: object) -> set[bool]:
    """Whether the bytes of repairs are told."""
    with showing.originals(release, raw) as beside:
        lists = beside(documents(release, **changed))["repaired"].to_pylist()
    return {one["raw"] is not None for some in lists for one in some}


def test_bytes_are_told_unless_somebody_may_want_them_to_stay_out(built: Path, corpus: Path) -> None:
    release = built / "release"
    assert told(release, corpus) == {True}
    assert told(release, corpus, redistributable="no") == {False}
    assert told(release, corpus, text="") == {False}
    assert told(release, corpus, repairs=[{"rule": "mask_email", "count": 9}]) == {False}
    assert told(release, corpus, repairs=[{"rule": "correction", "count": 1}]) == {False}


def test_a_raw_folder_of_other_bytes_is_refused(built: Path, tmp_path: Path) -> None:
    with pytest.raises(DataError, match="does not hold the bytes of d"):
        told(built / "release", tmp_path)


def test_a_release_of_another_version_of_the_project_is_named(built: Path, tmp_path: Path) -> None:
    described = json.loads((built / "release" / "manifest.json").read_text(encoding="utf-8"))
    del described["tables"]["claims"]["columns"]["claimer"]
    (tmp_path / "manifest.json").write_text(json.dumps(described), encoding="utf-8")
    with pytest.raises(DataError, match="its table claims has other columns"):
        showing.facts(tmp_path)


def test_a_folder_that_is_no_release_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="no release"):
        showing.facts(tmp_path)
