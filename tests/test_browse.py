from __future__ import annotations

import json
import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import closing
from http.client import HTTPConnection
from http.server import ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pyarrow.parquet as pq
import pytest

duckdb = pytest.importorskip("duckdb")

from pipeline import browse, showing  # noqa: E402
from pipeline.errors import UsageError  # noqa: E402


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
    (places,) = column["lists"]
    assert places
    assert all(one[column["fields"].index("raw")] is not None for one in places)


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
    with pytest.raises(UsageError, match="drop: no such question"):
        source.answer("drop", {})
    with pytest.raises(UsageError, match="'text'"):
        source.answer("values", {"filter": "text"})


@pytest.fixture
def of_other_bytes(built: Path, corpus: Path, tmp_path: Path) -> Iterator[str]:
    """The address of a server whose raw folder is not that of the release."""
    for path in corpus.rglob("*.txt"):
        (tmp_path / path.relative_to(corpus)).parent.mkdir(exist_ok=True)
        (tmp_path / path.relative_to(corpus)).write_bytes(path.read_bytes() + b"\n")
    with (
        showing.originals(built / "release", tmp_path) as beside,
        closing(browse._Release(built / "release", beside)) as one,
        ThreadingHTTPServer(("127.0.0.1", 0), browse._handler(one, b"the page", "secret")) as server,
    ):
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield f"127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def test_what_cannot_be_answered_is_told_to_the_page(built: Path, of_other_bytes: str) -> None:
    ids = pq.read_table(built / "release" / "data" / "documents")["doc_id"].to_pylist()
    with closing(HTTPConnection(of_other_bytes, timeout=10)) as asked:
        for question, status, told in (
            (f"document?id={ids[0]}", 500, f"does not hold the bytes of {ids[0]}"),
            ("drop", 404, "drop: no such question"),
            ("values", 404, "no such filter"),
        ):
            asked.request("GET", f"/secret/{question}")
            answer = asked.getresponse()
            assert (answer.status, told in json.loads(answer.read())["error"]) == (status, True), question


def test_without_duckdb_nothing_is_counted_first(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "duckdb", None)
    monkeypatch.setattr(showing, "counted", lambda _: pytest.fail("the release was counted"))
    with pytest.raises(UsageError, match="browse needs DuckDB"):
        browse.command(Namespace(release=built / "release", raw=None, port=0))
