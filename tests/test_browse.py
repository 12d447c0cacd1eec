from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pyarrow.parquet as pq
import pytest

duckdb = pytest.importorskip("duckdb")

from pipeline import browse, showing  # noqa: E402


@pytest.fixture(scope="module")
def source(built: Path, corpus: Path) -> Iterator[browse._Release]:
    with (
        showing.originals(built / "release", corpus) as beside,
        closing(browse._Release(built / "release", beside)) as one,
    ):
        yield one


def test_a_document_comes_with_all_its_rows_and_its_repaired_bytes(built: Path, source: browse._Release) -> None:
    shouted = next(one for one in pq.read_table(built / "release" / "data" / "documents").to_pylist() if one["repairs"])
    told = source.answer("document", {"id": shouted["doc_id"]})
    assert [told[name]["rows"] for name in ("documents", "sentences", "claims")] == [
        1,
        shouted["n_sentences"],
        shouted["n_claims"],
    ]
    column = told["documents"]["columns"]["repaired"]
    assert all(one[column["fields"].index("raw")] is not None for one in column["lists"][0])


def test_a_search_counts_what_the_table_holds_and_bounds_its_page(built: Path, source: browse._Release) -> None:
    rows = pq.read_table(built / "release" / "data" / "claims").to_pylist()
    fitting = [one for one in rows if one["claim_type"] == "quantity" and "the" in one["text"].lower()]
    told = source.answer("find", {"claim_type": "quantity", "q": "THE", "size": "3", "from": "1"})
    assert told["total"] == len(fitting) > 4
    assert told["claims"]["rows"] == 3
    assert source.answer("find", {"size": "999999"})["claims"]["rows"] <= 200


def test_a_value_is_never_read_as_sql(source: browse._Release) -> None:
    for name in ("q", "claimer", "entity", "source", "relation", "claim_type"):
        assert source.answer("find", {name: "x' OR 1=1; DROP TABLE claims --"})["total"] == 0
    assert source.answer("find", {"sort": "1; DROP", "from": "-1", "size": "x"})["total"] > 0
    assert source.answer("locate", {"id": "c' OR 1=1"}) is None


def test_no_other_file_can_be_read_or_written(source: browse._Release, tmp_path: Path) -> None:
    for sql in (f"COPY claims TO '{tmp_path}/x.csv'", "SELECT * FROM read_csv('/etc/passwd')"):
        with pytest.raises(duckdb.PermissionException):
            source._database.execute(sql)


def test_a_question_that_there_is_not_is_an_error(source: browse._Release) -> None:
    with pytest.raises(KeyError):
        source.answer("drop", {})
    with pytest.raises(KeyError):
        source.answer("values", {"filter": "text"})
