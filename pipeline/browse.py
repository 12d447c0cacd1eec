"""Serve the page of a release of any size on this machine, from its Parquet files as they are asked for."""

from __future__ import annotations

import json
import secrets
from contextlib import closing
from functools import partial
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlsplit

from pipeline import showing, store, viewer
from pipeline.errors import ClaimsetError, UsageError
from pipeline.viewer import queries
from schemas import released

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Mapping
    from pathlib import Path
    from types import ModuleType

    import duckdb
    import pyarrow as pa

# Loopback alone: nobody else on the network can ask.
_HOST = "127.0.0.1"


def command(options: argparse.Namespace) -> int:
    """Serve until Ctrl-C; the address with its secret is the only line on stdout."""
    _duckdb()  # before the release is counted, which takes its time
    facts, figures = showing.facts(options.release), showing.counted(options.release)
    token = secrets.token_urlsafe(16)
    page = viewer.render(facts, figures, {"server": f"/{token}/"}, connect="'self'").encode()
    with (
        showing.originals(options.release, options.raw) as beside,
        closing(_Release(options.release, beside)) as source,
        ThreadingHTTPServer((_HOST, options.port), _handler(source, page, token)) as server,
    ):
        print(f"http://{_HOST}:{server.server_port}/{token}/", flush=True)  # noqa: T201  # what people open
        store.say("Ctrl-C stops it")
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            store.say("stopped")
    return 0


class _Release:
    """Answers to the questions of the page; nothing can be written, and no other file can be read."""

    def __init__(self, release: Path, beside: showing.Beside) -> None:
        """Open the files of a release. Raises ``UsageError`` without DuckDB."""
        self._beside = beside
        self._database = _duckdb().connect(":memory:")
        for table in released.TABLES:
            self._view(release, table.name, table.rows([]))
        self._database.execute(f"SET allowed_directories = [{_quoted(str((release / 'data').resolve()))}]")
        self._database.execute("SET enable_external_access = false")
        self._database.execute("SET lock_configuration = true")

    def close(self) -> None:
        """Let the database go."""
        self._database.close()
        del self._database

    def _view(self, release: Path, name: str, empty: pa.Table) -> None:
        parts = [
            f"SELECT *, {_quoted(split)} AS split FROM read_parquet({_quoted(str(path.resolve()))})"  # noqa: S608  # quoted
            for split, path in showing.files(release, name)
        ]
        if parts:
            self._database.execute(f"CREATE VIEW {name} AS {' UNION ALL '.join(parts)}")
        else:
            self._database.register("empty_rows", empty)
            self._database.execute(f"CREATE TABLE {name} AS SELECT *, '' AS split FROM empty_rows")  # noqa: S608  # a name of ours
            self._database.unregister("empty_rows")

    def answer(self, what: str, asked: Mapping[str, str]) -> Any:  # noqa: ANN401  # JSON of any shape
        """What the page is told. Raises ``UsageError`` for a question that there is not."""
        questions: dict[str, Callable[[duckdb.DuckDBPyConnection, Mapping[str, str]], Any]] = {
            "find": _find,
            "list": _list,
            "document": partial(_document, beside=self._beside),
            "locate": _locate,
            "around": _around,
            "values": _values,
        }
        if what not in questions:
            raise UsageError(f"{what}: no such question; there are {', '.join(questions)}.")
        return questions[what](self._database.cursor(), asked)


def _duckdb() -> ModuleType:
    try:
        import duckdb  # noqa: PLC0415  # an extra: no other command needs it
    except ImportError:
        raise UsageError("browse needs DuckDB: pip install 'claimset[browse]'.") from None
    module: ModuleType = duckdb
    return module


def _find(ask: duckdb.DuckDBPyConnection, asked: Mapping[str, str]) -> dict[str, Any]:
    count, page = queries.claims(asked)
    claims = _rows(ask, page)
    owners = "SELECT * EXCLUDE (text, alignment) FROM documents WHERE doc_id IN (SELECT unnest(?))"
    documents = ask.sql(owners, params=[claims["doc_id"].to_pylist()]).to_arrow_table()
    told = {"claims": viewer.encode(claims, keep=["text"]), "documents": viewer.encode(documents)}
    return told | {"total": _one(ask, count)}


def _list(ask: duckdb.DuckDBPyConnection, asked: Mapping[str, str]) -> dict[str, Any]:
    count, page = queries.documents(asked)
    return {"documents": viewer.encode(_rows(ask, page), keep=["text"]), "total": _one(ask, count)}


def _document(ask: duckdb.DuckDBPyConnection, asked: Mapping[str, str], *, beside: showing.Beside) -> dict[str, Any]:
    mine = (asked.get("id", ""),)
    linked = (
        "SELECT l.* FROM claim_links l JOIN claims c ON c.claim_id IN (l.claim_id_a, l.claim_id_b) WHERE c.doc_id = ?"
    )
    others = (
        f"SELECT c.claim_id, c.text, d.title, d.key FROM claims c JOIN documents d USING (doc_id) "  # noqa: S608  # no value in it
        f"WHERE c.claim_id IN (SELECT unnest([claim_id_a, claim_id_b]) FROM ({linked}))"
    )
    asked_for = {
        "sentences": "SELECT * FROM sentences WHERE doc_id = ? ORDER BY position",
        "claims": "SELECT * FROM claims WHERE doc_id = ? ORDER BY start",
        "duplicates": "SELECT * FROM duplicates WHERE kept_doc_id = ? ORDER BY removed_key",
        "claim_links": f"SELECT DISTINCT ON (link_id) * FROM ({linked}) ORDER BY link_id",  # noqa: S608  # the same
    }
    told = {name: viewer.encode(_rows(ask, queries.Query(sql, mine))) for name, sql in asked_for.items()}
    whole = beside(_rows(ask, queries.Query("SELECT * FROM documents WHERE doc_id = ?", mine)))
    told["documents"] = viewer.encode(whole, keep=["text"])
    return told | {"linked": viewer.encode(_rows(ask, queries.Query(others, mine)), keep=["text"])}


def _locate(ask: duckdb.DuckDBPyConnection, asked: Mapping[str, str]) -> str | None:
    name = asked.get("id", "")
    table, key = {"s": ("sentences", "sentence_id"), "c": ("claims", "claim_id")}.get(name[:1], ("documents", "doc_id"))
    found = ask.execute(f"SELECT doc_id FROM {table} WHERE {key} = ?", [name]).fetchone()  # noqa: S608  # names of ours
    return str(found[0]) if found else None


def _around(ask: duckdb.DuckDBPyConnection, asked: Mapping[str, str]) -> list[str | None]:
    me = "(SELECT key FROM documents WHERE doc_id = ?)"
    sql = (
        f"SELECT (SELECT doc_id FROM documents WHERE key < {me} ORDER BY key DESC LIMIT 1), "  # noqa: S608  # no value in it
        f"(SELECT doc_id FROM documents WHERE key > {me} ORDER BY key LIMIT 1)"
    )
    return list(ask.execute(sql, [asked.get("id", "")] * 2).fetchone() or (None, None))


def _values(ask: duckdb.DuckDBPyConnection, asked: Mapping[str, str]) -> list[str]:
    name = asked.get("filter", "")
    try:
        query = queries.values(name)
    except KeyError:
        raise UsageError(f"filter {name!r}: there is no such filter.") from None
    return [str(value) for (value,) in ask.execute(query.sql).fetchall()]


def _rows(ask: duckdb.DuckDBPyConnection, query: queries.Query) -> pa.Table:
    rows: pa.Table = ask.sql(query.sql, params=list(query.values)).to_arrow_table()
    return rows


def _one(ask: duckdb.DuckDBPyConnection, query: queries.Query) -> int:
    found = ask.execute(query.sql, list(query.values)).fetchone()
    assert found
    return int(found[0])


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _handler(release: _Release, page: bytes, token: str) -> type[BaseHTTPRequestHandler]:
    """Answers to GET alone, under the secret alone, and to no other name of this machine."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            address = urlsplit(self.path)
            _, said, *rest = address.path.split("/")
            # A page elsewhere that resolves its own name to this machine would send that name.
            known = self.headers.get("Host", "").rpartition(":")[0] in {_HOST, "localhost"}
            if not (known and len(rest) == 1 and secrets.compare_digest(said.encode(), token.encode())):
                self.send_error(HTTPStatus.NOT_FOUND)
            elif not rest[0]:
                self._send(page, "text/html; charset=utf-8")
            else:
                self._answer(rest[0], dict(parse_qsl(address.query)))

        def _answer(self, what: str, asked: dict[str, str]) -> None:
            status = HTTPStatus.OK
            try:
                told = release.answer(what, asked)
            except ClaimsetError as error:  # the page shows the message
                told = {"error": str(error)}
                status = HTTPStatus.NOT_FOUND if isinstance(error, UsageError) else HTTPStatus.INTERNAL_SERVER_ERROR
            self._send(json.dumps(told, default=str).encode(), "application/json", status)

        def _send(self, body: bytes, kind: str, status: HTTPStatus = HTTPStatus.OK) -> None:
            self.send_response(status)
            for name, value in (
                ("Content-Type", kind),
                ("Content-Length", str(len(body))),
                ("Cache-Control", "no-store"),
                ("Referrer-Policy", "no-referrer"),
                ("X-Content-Type-Options", "nosniff"),
                ("X-Frame-Options", "DENY"),
            ):
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing: an address in a log would tell the secret."""

    return Handler
