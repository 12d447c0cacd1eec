from __future__ import annotations

from pathlib import Path

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


def test_a_folder_that_is_no_release_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="no release"):
        showing.facts(tmp_path)
