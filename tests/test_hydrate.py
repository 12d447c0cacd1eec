from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from conftest import COPY

from pipeline import manifest, store
from schemas import released

Run = Callable[..., subprocess.CompletedProcess[str]]
SPLITS = ("--set", "split.shares={train: 0.4, validation: 0.3, test: 0.3}")


@pytest.fixture(scope="session")
def standoff(built: Path, corpus: Path, tmp_path_factory: pytest.TempPathFactory, run: Run) -> Path:
    """The release of the corpus without its texts."""
    out = Path(shutil.copytree(built, tmp_path_factory.mktemp("standoff") / "out"))
    done = run("build", corpus, out, "--set", "release.text=standoff", *SPLITS)
    assert done.returncode == 0, done.stderr
    return out / "release"


def words(release: Path) -> set[str]:
    """Every text in the columns that quote documents."""
    found: set[str] = set()
    for table in released.TABLES:
        for path in (release / "data" / table.name).glob("*.parquet"):
            rows = pq.read_table(path)
            for column in table.columns:
                if column.quotes is True:
                    found.update(text for text in rows[column.name].to_pylist() if text is not None)
                elif column.quotes:
                    items = [item for held in rows[column.name].to_pylist() for item in held]
                    found.update(item[name] for item in items for name in column.quotes if item[name] is not None)
    return found


def test_without_texts_a_release_verifies_and_holds_no_word_of_them(standoff: Path, corpus: Path, run: Run) -> None:
    assert words(standoff) == {""}
    text = (corpus / COPY).read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if len(line) > 40]
    for path in standoff.rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            assert not any(line.encode() in data for line in lines), path
    done = run("verify", standoff, "--raw", corpus)
    assert done.returncode == 0, done.stderr


def test_with_ones_own_copies_it_becomes_the_full_release_byte_for_byte(
    standoff: Path, built: Path, corpus: Path, tmp_path: Path, run: Run
) -> None:
    done = run("hydrate", standoff, corpus, tmp_path / "full")
    assert done.returncode == 0, done.stderr
    assert "5 texts put back" in done.stderr
    assert store.digests(tmp_path / "full") == store.digests(built / "release")
    assert [path.name for path in tmp_path.iterdir()] == ["full"]


def test_the_texts_that_are_needed_are_enough_and_others_do_no_harm(
    standoff: Path, built: Path, corpus: Path, tmp_path: Path, run: Run
) -> None:
    for key in pq.read_table(built / "release" / "data" / "documents", columns=["key"])["key"].to_pylist():
        (tmp_path / "mine" / key).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(corpus / key, tmp_path / "mine" / key)
    (tmp_path / "mine" / "other.txt").write_text("Something else. " * 20, encoding="utf-8")
    (tmp_path / "mine" / "zero.bin").write_bytes(bytes(1000))
    done = run("hydrate", standoff, tmp_path / "mine", tmp_path / "full")
    assert done.returncode == 0, done.stderr
    assert store.digests(tmp_path / "full") == store.digests(built / "release")


def test_a_text_that_differs_or_lacks_is_refused_by_its_key(
    standoff: Path, corpus: Path, tmp_path: Path, run: Run
) -> None:
    other = Path(shutil.copytree(corpus, tmp_path / "raw"))
    changed = other / "000_b70a0cea6bc971d1.txt"
    changed.write_bytes(changed.read_bytes().replace(b"34 countries", b"35 countries"))
    (other / "002_d712047a3b5ac81b.txt").unlink()
    done = run("hydrate", standoff, other, tmp_path / "full")
    assert done.returncode == 1
    assert "2 of 5 texts are missing or are not those of the release" in done.stderr
    assert "000_b70a0cea6bc971d1.txt, 002_d712047a3b5ac81b.txt" in done.stderr
    assert not (tmp_path / "full").exists()


def corrected(folder: Path, path: Path) -> Path:
    """A file with a correction of a text."""
    fix = {
        "id": "rank",
        "action": "replace",
        "key": path.name,
        "exact": "General Dan Caine",
        "replacement": "Gen. Caine",
    }
    fix |= {"guard": store.digest(path), "reason": "As other texts write it.", "date": "2026-01-01"}
    (folder / "corrections.yaml").write_text(json.dumps({"corrections": [fix]}), encoding="utf-8")
    return folder / "corrections.yaml"


@pytest.mark.parametrize("content", ["", "- id: rank", "corrections: [{id: rank, action: replace}]"])
def test_a_file_of_corrections_that_breaks_its_schema_is_refused(
    content: str, standoff: Path, corpus: Path, tmp_path: Path, run: Run
) -> None:
    (tmp_path / "fixes.yaml").write_text(content, encoding="utf-8")
    done = run("hydrate", standoff, corpus, tmp_path / "full", "--corrections", tmp_path / "fixes.yaml")
    assert (done.returncode, "Traceback" in done.stderr) == (1, False)
    assert re.search(r"fixes.yaml: at .*Correct the entry\.$", done.stderr)
    assert not (tmp_path / "full").exists()


def test_only_what_may_not_be_passed_on_is_put_back_where_the_rest_is_there(tmp_path: Path, run: Run) -> None:
    raw = store.ROOT / "data" / "raw"
    text = (store.ROOT / "data" / "sources.yaml").read_text(encoding="utf-8")
    sources = tmp_path / "sources.yaml"
    sources.write_text(text.replace("redistributable: unknown", 'redistributable: "no"', 1), encoding="utf-8")
    fixes = ("--corrections", corrected(tmp_path, raw / "000_b70a0cea6bc971d1.txt"))
    done = run("build", raw, tmp_path / "out", "--sources", sources, *fixes)
    assert done.returncode == 0, done.stderr
    refused = run("hydrate", tmp_path / "out" / "release", raw, tmp_path / "full")
    assert "000_b70a0cea6bc971d1.txt. Get the files as they were" in refused.stderr
    assert refused.stderr.endswith("its corrections (--corrections FILE).\n")
    done = run("hydrate", tmp_path / "out" / "release", raw, tmp_path / "full", *fixes)
    assert done.returncode == 0, done.stderr
    assert "1 texts put back" in done.stderr
    assert any("Gen. Caine" in text for text in words(tmp_path / "full"))
    assert "" not in words(tmp_path / "full")
    assert run("verify", tmp_path / "full", "--raw", raw).returncode == 0
    links = pq.read_table(tmp_path / "out" / "release" / "data" / "claim_links")["evidence"].to_pylist()
    assert {bool(reason) for reason in links} == {True, False}, "links of the text that is withheld tell no reason"
    again = run("hydrate", tmp_path / "full", raw, tmp_path / "twice")
    assert "0 texts put back" in again.stderr
    assert store.digests(tmp_path / "twice") == store.digests(tmp_path / "full")


def test_rows_that_another_annotator_would_make_are_refused(
    standoff: Path, corpus: Path, tmp_path: Path, run: Run
) -> None:
    spoiled = Path(shutil.copytree(standoff, tmp_path / "release"))
    described = json.loads((spoiled / manifest.NAME).read_text(encoding="utf-8"))
    for split in described["tables"]["claims"]["splits"].values():
        split["hydrated_sha256"] = "0" * 64
    store.write_json(spoiled / manifest.NAME, described)
    done = run("hydrate", spoiled, corpus, tmp_path / "full")
    assert (done.returncode, "claims (train) did not become that of the full release" in done.stderr) == (1, True)
    assert not (tmp_path / "full").exists()


def test_a_folder_in_use_is_left_alone(standoff: Path, corpus: Path, tmp_path: Path, run: Run) -> None:
    (tmp_path / "thesis.doc").write_text("mine", encoding="utf-8")
    done = run("hydrate", standoff, corpus, tmp_path)
    assert (done.returncode, "is not empty" in done.stderr) == (2, True)
    done = run("hydrate", tmp_path, corpus, tmp_path / "full")
    assert (done.returncode, "no release" in done.stderr) == (1, True)
