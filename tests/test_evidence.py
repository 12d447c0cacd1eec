from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pytest
from conftest import ROOT

from pipeline import build, evidence, params, store
from pipeline.chronology import Rows
from pipeline.engine import Engine
from pipeline.standoff import withhold
from schemas.claim_links import CLAIM_LINKS


def released(release: Path, *, backwards: bool) -> Iterator[Rows]:
    """The rows of a release; those of later versions stand behind others, so their documents come in any order."""
    for table in evidence.TABLES:
        for path in sorted((release / "data" / table.name).glob("*.parquet"), reverse=backwards):
            for rows in store.batches(path, table):
                yield Rows(table, path.name.split("-")[0], rows)


@pytest.mark.parametrize("length", [0, 1])
def test_reasons_come_back_however_the_rows_are_cut_and_ordered(built: Path, length: int, tmp_path: Path) -> None:
    evidence.lay_out(released(built / "release", backwards=bool(length)), tmp_path, length)
    with Engine("serial") as engine:
        build.run(("link",), {}, tmp_path, chosen=params.load(ROOT / "params.yaml"), engine=engine)
    for path in (built / "release" / "data" / "claim_links").glob("*.parquet"):
        for whole in store.batches(path, CLAIM_LINKS):
            emptied = withhold(CLAIM_LINKS, whole, pa.repeat(pa.scalar(value=True), len(whole)))
            assert emptied != whole
            assert evidence.restored(emptied, tmp_path / "links") == whole


def test_a_reason_that_is_told_is_left_as_it_is(built: Path) -> None:
    (path,) = (built / "release" / "data" / "claim_links").glob("*.parquet")
    (whole,) = store.batches(path, CLAIM_LINKS)
    place = whole.column_names.index("evidence")
    other = whole.set_column(place, whole.schema.field(place), pa.array(["another"] * len(whole)))
    assert evidence.restored(other, built / "links") == other
