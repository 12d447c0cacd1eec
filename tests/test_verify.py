from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipeline import manifest, store, verify
from pipeline.errors import DataError
from schemas import released
from schemas.table import Table

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def release(built: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(built / "release", tmp_path / "release"))


def rewrite(release: Path, table: str, change: Callable[[pa.Table], pa.Table]) -> None:
    """Change the rows of a table as somebody with the right tools would: checksums are made anew."""
    for path in sorted((release / "data" / table).glob("*.parquet")):
        rows = pq.read_table(path)
        pq.write_table(change(rows).cast(rows.schema), path)
    digests = {name: digest for name, digest in store.digests(release).items() if name != manifest.SUMS}
    store.write_text(release / manifest.SUMS, manifest.sums(digests))


def replaced(rows: pa.Table, column: str, values: list[object]) -> pa.Table:
    number = rows.column_names.index(column)
    return rows.set_column(number, rows.schema.field(number), pa.array(values, rows.schema.field(number).type))


def test_a_good_release_passes_with_and_without_its_raw_texts(release: Path, corpus: Path, run: Run) -> None:
    done = run("verify", release)
    assert (done.returncode, "checksums, schemas and laws hold" in done.stderr) == (0, True)
    done = run("verify", release, "--raw", corpus)
    assert (done.returncode, "spans followed to their bytes" in done.stderr) == (0, True)


def test_a_changed_missing_or_surplus_file_is_named(release: Path, run: Run) -> None:
    (release / "CHANGELOG.md").write_text("other", encoding="utf-8")
    (release / "CITATION.cff").unlink()
    (release / "notes.txt").write_text("mine", encoding="utf-8")
    done = run("verify", release)
    assert done.returncode == 1
    for words in ("digest == SHA256SUMS  (e.g. CHANGELOG.md)", "is there  (e.g. CITATION.cff)", "(e.g. notes.txt)"):
        assert words in done.stderr


def test_a_folder_that_is_no_release_is_named(tmp_path: Path, run: Run) -> None:
    done = run("verify", tmp_path)
    assert (done.returncode, "no release" in done.stderr, "Traceback" in done.stderr) == (1, True, False)


@pytest.mark.parametrize(
    ("table", "column", "value", "rule"),
    [
        ("sentences", "kind", "verse", "kind: isin"),
        ("sentences", "raw_end", 1_000_000, "raw span == alignment of span"),
        ("claims", "doc_id", "d" + "9" * 16, "doc_id stands in documents.doc_id"),
        ("claims", "polarity", "negative", "values_sha256 == manifest.json"),
        ("documents", "duplicate_cluster_id", "k" + "9" * 16, "a duplicate cluster stays in one split"),
    ],
)
def test_a_row_that_was_changed_is_found(  # noqa: PLR0913, PLR0917  # fixtures and cases
    table: str, column: str, value: object, rule: str, release: Path, run: Run
) -> None:
    def change(rows: pa.Table) -> pa.Table:
        return replaced(rows, column, [value, *rows[column].to_pylist()[1:]])

    rewrite(release, table, change)
    done = run("verify", release)
    assert done.returncode == 1
    assert rule in done.stderr


def test_a_span_that_leads_to_other_bytes_is_found_with_the_raw_texts_alone(
    release: Path, corpus: Path, run: Run
) -> None:
    rewrite(release, "sentences", lambda rows: replaced(rows, "raw_end", [n + 1 for n in rows["raw_end"].to_pylist()]))
    done = run("verify", release, "--raw", corpus)
    assert "raw span == alignment of span" in done.stderr


def test_raw_texts_that_are_not_those_of_the_release_are_found(
    release: Path, corpus: Path, tmp_path: Path, run: Run
) -> None:
    other = Path(shutil.copytree(corpus, tmp_path / "raw"))
    path = other / "000_b70a0cea6bc971d1.txt"
    path.write_bytes(path.read_bytes().replace(b"34 countries", b"35 countries"))
    (other / "more.txt").write_text("One more.", encoding="utf-8")
    done = run("verify", release, "--raw", other)
    assert done.returncode == 1
    assert "raw_sha256 == digest of the raw item  (e.g. 000_b70a0cea6bc971d1.txt)" in done.stderr
    assert "raw items = documents + duplicates + exclusions" in done.stderr


def told(release: Path, raw: Path | None) -> str:
    """What `verify` says is broken, whether it goes on to the end or not."""
    try:
        failures = verify.verify(release, raw).failures
    except DataError as error:
        return str(error)
    return "\n".join(f"{failure.table} {failure.rule}" for failure in failures)


@pytest.mark.parametrize("table", released.TABLES, ids=lambda table: table.name)
def test_every_released_table_is_checked(table: Table, release: Path, corpus: Path) -> None:
    def spoil(rows: pa.Table) -> pa.Table:
        return replaced(rows, table.key, [*rows[table.key].to_pylist()[:-1], ""])

    rewrite(release, table.name, spoil)
    lines = [line for line in told(release, corpus).splitlines() if line.strip().startswith(table.name)]
    assert any("values_sha256 == manifest.json" in line for line in lines)
    assert any("str_matches" in line for line in lines) == bool(table[table.key].pattern)


@pytest.mark.parametrize(
    ("table", "columns", "rule"),
    [
        ("sentences", dict.fromkeys(("start", "end"), lambda n: n + 100_000_000), "raw span == alignment of span"),
        ("claims", dict.fromkeys(("start", "end"), lambda n: n + 100_000_000), "raw span == alignment of span"),
        ("sentences", dict.fromkeys(("start", "end"), lambda n: n - 100_000_000), "start: greater_than_or_equal_to(0)"),
        ("sentences", {"sentence_id": lambda key: f"{key}0"}, "sentence_id: str_matches"),
        ("sentences", {"sentence_id": lambda key: f"{key[:-1]}g"}, "sentence_id: str_matches"),
        ("documents", {"alignment": lambda _: []}, "alignment closes the text"),
        ("documents", {"raw_encoding": lambda _: "utf-12"}, "bytes of a run decode to its text"),
    ],
)
def test_a_row_that_no_stage_can_make_is_told_and_stops_nothing(
    table: str, columns: dict[str, Callable[[Any], object]], rule: str, release: Path, corpus: Path
) -> None:
    def spoil(rows: pa.Table) -> pa.Table:
        for column, change in columns.items():
            first, *others = rows[column].to_pylist()
            rows = replaced(rows, column, [change(first), *others])
        return rows

    rewrite(release, table, spoil)
    assert f"{table} " in told(release, corpus)
    assert rule in told(release, corpus)
