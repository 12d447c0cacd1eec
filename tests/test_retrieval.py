from __future__ import annotations

import gzip
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import ROOT
from raw_files import LIMITS, PAGE, json_lines, parquet

from pipeline import ids, raw
from pipeline.errors import DataError
from pipeline.retrieval import Retrieval, record_files

TEXTS = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "data" / "raw").iterdir())]
BAD = ({"id": "x"}, "x", {"id": "000", "text": "The id is taken."})


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The five texts, each in another kind of file, with records that are broken."""
    folder = tmp_path_factory.mktemp("mixed")
    (folder / "a.txt.gz").write_bytes(gzip.compress(TEXTS[0].encode("utf-16")))
    (folder / "b.jsonl").write_bytes(json_lines({"id": "000", "text": TEXTS[1]}, *BAD, {"text": TEXTS[2]}))
    (folder / "c.parquet").write_bytes(parquet(id=[1, 2], text=[TEXTS[3].replace("\n", "\r\n"), None]))
    (folder / "sub").mkdir()
    (folder / "sub" / "d.html").write_bytes(PAGE.encode())
    (folder / "e.pdf").write_bytes(b"%PDF")
    return folder


def test_documents_find_their_raw_items_again(mixed: Path, tmp_path: Path) -> None:
    keys = ["a.txt.gz", "b.jsonl#000", "c.parquet#1", "sub/d.html", "gone.txt", "b.jsonl#9"]
    documents = [{"doc_id": ids.document_id("s", key), "source_id": "s", "key": key} for key in keys]
    sources = record_files(documents)
    assert sources == {"b.jsonl": "s", "c.parquet": "s"}
    found_again = Retrieval(raw.locate(mixed), LIMITS, tmp_path / "found", sources)
    found = {document["key"]: item for document, item in found_again.of(documents)}
    assert found_again.items == 3 + 5 + 2
    assert {key: item.raw[:6] if item and item.raw else None for key, item in found.items()} == {
        "a.txt.gz": TEXTS[0].encode("utf-16")[:6],
        "b.jsonl#000": TEXTS[1].encode()[:6],
        "c.parquet#1": TEXTS[3].encode()[:6],
        "sub/d.html": b"Two br",
        "gone.txt": None,
        "b.jsonl#9": None,
    }


def test_a_release_of_all_kinds_of_files_is_followed_to_its_bytes(
    mixed: Path, tmp_path: Path, run: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    raw_folder = shutil.copytree(mixed, tmp_path / "raw")
    built = run("build", raw_folder, tmp_path / "out", "--set", "clean.max_excluded_share=0.9")
    assert built.returncode == 0, built.stderr
    done = run("verify", tmp_path / "out" / "release", "--raw", raw_folder)
    assert done.returncode == 0, done.stderr
    assert "spans followed to their bytes" in done.stderr
    lines = (raw_folder / "b.jsonl").read_bytes().replace(b"the", b"The", 1)
    (raw_folder / "b.jsonl").write_bytes(lines + b'{"text": "One more."}\n')
    done = run("verify", tmp_path / "out" / "release", "--raw", raw_folder)
    assert done.returncode == 1
    assert "raw_sha256 == digest of the raw item  (e.g. b.jsonl#000)" in done.stderr
    assert "raw items = documents + duplicates + exclusions  (e.g. 11 raw items" in done.stderr


def test_a_release_without_parameters_of_ingest_is_named(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text('{"parameters": {"ingest": {"unheard_of": 1}}}')
    with pytest.raises(DataError, match="states no parameters of ingest"):
        Retrieval.of_release(tmp_path, tmp_path, tmp_path)
