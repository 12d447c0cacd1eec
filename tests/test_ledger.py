from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from releases import changed, number, rows, write

from pipeline import ledger, rowdigests, store
from pipeline.errors import DataError
from schemas import released
from schemas.ledger import LEDGER
from schemas.published import PUBLISHED
from schemas.signatures import SIGNATURES


@pytest.fixture
def release(tmp_path: Path) -> Path:
    return write(tmp_path / "release", "1.0.0", rows(), {number("d", 1): "test"})


def close(release: Path, folder: Path) -> ledger.Closed:
    ledger.write(release, folder)
    return ledger.Closed(folder)


def test_every_row_of_every_table_stands_in_the_ledger(release: Path, tmp_path: Path) -> None:
    close(release, tmp_path / "1.0.0")
    written = pq.read_table(tmp_path / "1.0.0" / ledger.ROWS)
    assert LEDGER.failures(written) == []
    held = {(row["table"], row["id"]): row for row in written.to_pylist()}
    for name, of_table in rows().items():
        for one in of_table:
            row = held.pop((name, one[released.BY_NAME[name].key]))
            assert row["since_version"] == one.get("since_version")
            assert row["key"] == (one["key"] if name == "documents" else None)
    assert not held


def test_digests_and_labels_are_those_of_the_rows(release: Path, tmp_path: Path) -> None:
    known = close(release, tmp_path / "1.0.0")
    for name, of_table in rows().items():
        table = released.BY_NAME[name]
        whole = table.rows(of_table)
        expected = set(rowdigests.rows(whole, without=("since_version",)).tolist())
        assert set(known.rows(name, ()).tolist()) == expected
        for column in table.columns:
            if column.enum:
                codes = known.labels(name, column.name, column.enum)
                assert {column.enum[code] for code in codes.tolist()} == {one[column.name] for one in of_table}
    splits = known.labels("documents", "split", ("train", "test"))
    assert dict(zip(known.cells("documents", "doc_id", [0, 1, 2]), splits.tolist(), strict=True)) == {
        number("d", 0): 0,
        number("d", 1): 1,
        number("d", 2): 0,
    }


def test_a_ledger_is_small(tmp_path: Path) -> None:
    many = write(tmp_path / "many", "1.0.0", rows(500))
    close(many, tmp_path / "1.0.0")
    size = (tmp_path / "1.0.0" / ledger.ROWS).stat().st_size
    assert size / 1_500 < 40  # bytes for each row


def test_versions_are_listed_in_the_order_of_their_numbers(release: Path, tmp_path: Path) -> None:
    for version in ("1.10.0", "1.9.0", "1.0.0"):
        ledger.write(release, tmp_path / "ledger" / version)
    (tmp_path / "ledger" / "2.0.0").mkdir()  # cut off before its manifest was written
    assert ledger.closed(tmp_path / "ledger") == ["1.0.0", "1.9.0", "1.10.0"]


def test_a_ledger_whose_rows_are_in_dvc_says_how_to_get_them(release: Path, tmp_path: Path) -> None:
    ledger.write(release, tmp_path / "1.0.0")
    (tmp_path / "1.0.0" / ledger.ROWS).unlink()
    with pytest.raises(DataError, match="dvc pull"):
        ledger.Closed(tmp_path / "1.0.0")


def since(past: ledger.History, *ids: str) -> list[str]:
    return past.since("documents", pa.chunked_array([list(ids)])).to_pylist()


def test_a_row_keeps_the_version_in_which_its_id_first_appeared(tmp_path: Path) -> None:
    first = rows(2)
    second = changed(rows(3), "documents", 2, since_version="1.1.0")
    second = second | {"documents": second["documents"][1:]}  # the first document is gone for a while
    ledger.write(write(tmp_path / "a", "1.0.0", first), tmp_path / "ledger" / "1.0.0")
    ledger.write(write(tmp_path / "b", "1.1.0", second), tmp_path / "ledger" / "1.1.0")
    past = ledger.History(tmp_path / "ledger", "1.2.0")
    assert past.previous is not None
    assert (past.previous.described["version"], past.same, past.oldest) == ("1.1.0", None, "1.0.0")
    ids = [number("d", i) for i in range(4)]
    assert since(past, *ids) == ["1.0.0", "1.0.0", "1.1.0", "1.2.0"]
    assert since(past) == []


def test_a_closed_version_has_the_history_that_it_had_before_it_was_closed(tmp_path: Path) -> None:
    ledger.write(write(tmp_path / "a", "1.0.0", rows(2)), tmp_path / "ledger" / "1.0.0")
    ledger.write(write(tmp_path / "b", "1.1.0", rows(3)), tmp_path / "ledger" / "1.1.0")
    past = ledger.History(tmp_path / "ledger", "1.1.0")
    assert past.previous is not None
    assert past.same is not None
    assert (past.previous.described["version"], past.same.described["version"]) == ("1.0.0", "1.1.0")
    assert since(past, number("d", 2)) == ["1.1.0"]


@pytest.mark.parametrize("folder", [None, "nothing"])
def test_without_a_ledger_every_row_is_of_the_version_to_come(folder: str | None, tmp_path: Path) -> None:
    past = ledger.History(tmp_path / folder if folder else None, "1.0.0")
    assert (past.previous, past.same, past.oldest) == (None, None, "1.0.0")
    assert since(past, number("d", 0)) == ["1.0.0"]


def signed(*ids: str) -> pa.Table:
    return SIGNATURES.rows([{"doc_id": one, "signature": one.encode()} for one in ids])


def test_the_next_deduplication_gets_split_cluster_and_signature_of_each_document(
    release: Path, tmp_path: Path
) -> None:
    ids = [number("d", i) for i in range(5)]
    ledger.write_published(release, [signed(*ids[2:]), signed(*ids[:2])], tmp_path / "published.parquet")
    (some,) = store.batches(tmp_path / "published.parquet", PUBLISHED)
    assert {
        row["doc_id"]: (row["split"], row["duplicate_cluster_id"], row["signature"]) for row in some.to_pylist()
    } == {
        ids[0]: ("train", number("k", 0), ids[0].encode()),
        ids[1]: ("test", number("k", 1), ids[1].encode()),
        ids[2]: ("train", number("k", 2), ids[2].encode()),
    }
    with pytest.raises(DataError, match="1 documents have no signature"):
        ledger.write_published(release, [signed(*ids[:2])], tmp_path / "published.parquet")


def test_the_project_has_the_file_that_deduplicate_reads() -> None:
    assert list(store.batches(store.ROOT / "data" / "ledger" / ledger.PUBLISHED_DOCUMENTS, PUBLISHED)) is not None
