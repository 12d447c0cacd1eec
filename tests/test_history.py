"""One release follows another: both are built from files, as people do."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from pipeline import ledger
from schemas import released

Run = Callable[..., subprocess.CompletedProcess[str]]
SPLITS = ("--set", "split.shares={train: 0.4, validation: 0.3, test: 0.3}")
DATED = [table.name for table in released.TABLES if "since_version" in table.names]


def rows(release: Path, table: str) -> dict[str, list[dict[str, Any]]]:
    """The rows of each split, in the order of the files."""
    found: dict[str, list[dict[str, Any]]] = {}
    for path in sorted((release / "data" / table).glob("*.parquet")):
        found.setdefault(path.name.split("-")[0], []).extend(pq.read_table(path).to_pylist())
    return found


def flat(release: Path, table: str) -> dict[str, dict[str, Any]]:
    """Every row by its key, with its split."""
    key = released.BY_NAME[table].key
    return {row[key]: row | {"split": split} for split, held in rows(release, table).items() for row in held}


@pytest.mark.parametrize("table", DATED)
def test_old_rows_keep_their_version_and_come_first(table: str, versions: tuple[Path, Path]) -> None:
    old, new = (flat(release, table) for release in versions)
    assert {row["since_version"] for row in old.values()} == {"1.0.0"}
    assert {key for key, row in new.items() if row["since_version"] == "1.0.0"} == old.keys() & new.keys()
    assert {key for key, row in new.items() if row["since_version"] == "1.1.0"} == new.keys() - old.keys()
    order = {doc_id: place for place, doc_id in enumerate(sorted(flat(versions[1], "documents")))}
    for held in rows(versions[1], table).values():
        places = [(row["since_version"], order.get(row.get("doc_id", ""), 0), row.get("position", 0)) for row in held]
        assert places == sorted(places)


def test_a_document_keeps_its_split_and_cluster(versions: tuple[Path, Path]) -> None:
    old, new = (flat(release, "documents") for release in versions)
    assert len(new) == len(old) + 2
    for doc_id, row in old.items():
        assert [row[name] for name in ("split", "duplicate_cluster_id")] == [
            new[doc_id][name] for name in ("split", "duplicate_cluster_id")
        ]


def test_the_changelog_tells_what_diff_counts_and_keeps_the_older_sections(
    versions: tuple[Path, Path], run: Run
) -> None:
    told = (versions[1] / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.findall(r"^## (.*)$", told, re.MULTILINE) == ["1.1.0", "1.0.0"]
    found = json.loads(run("diff", *versions, "--format", "json").stdout)
    assert found["bump"] == "MINOR"
    for name, table in found["tables"].items():
        counts = (table["before"], table["after"], *(table[what]["count"] for what in ("added", "removed", "changed")))
        assert f"| {name} | {' | '.join(map(str, counts))} |" in told
        for column, flips in table["flips"].items():
            for flip in flips:
                assert re.search(rf"`{name}\.{column}`:.* {flip['from']} -> {flip['to']} {flip['rows']}\b", told)
    assert "First release." in told


def test_diff_names_columns_labels_texts_and_the_bump(versions: tuple[Path, Path], run: Run) -> None:
    done = run("diff", *versions)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[-1] == "bump: MINOR"
    assert "license" in done.stdout
    assert re.search(r"redistributable: unknown -> yes 5", done.stdout)
    page = run("diff", *versions, "--format", "markdown").stdout
    assert page.splitlines()[-1] == "bump: MINOR"
    back = run("diff", versions[1], versions[0]).stdout
    assert back.splitlines()[-1] == "bump: MAJOR"
    assert "documents that vanished without a takedown" in back
    assert run("diff", versions[0], versions[0]).stdout.splitlines()[-1] == "bump: NONE"


def test_diff_takes_versions_of_the_ledger(versions: tuple[Path, Path], tmp_path: Path, run: Run) -> None:
    for version, release in zip(("1.0.0", "1.1.0"), versions, strict=True):
        ledger.write(release, tmp_path / version)
    told = [
        json.loads(run("diff", old, new, "--format", "json", "--ledger", tmp_path).stdout)
        for old, new in (versions, ("1.0.0", versions[1]), ("v1.0.0", "1.1.0"), (tmp_path / "1.0.0", versions[1]))
    ]
    for one in told[1:]:
        assert one["bump"] == "MINOR"
        for name, table in one["tables"].items():
            whole = told[0]["tables"][name]
            assert table == whole | {"columns": None}
    done = run("diff", "1.2.0", versions[1], "--ledger", tmp_path)
    assert (done.returncode, "(there: 1.0.0, 1.1.0)" in done.stderr) == (2, True)


@pytest.fixture
def following(versions: tuple[Path, Path], tmp_path: Path, run: Run) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Build 1.1.0 again with some options; the finished parts are at hand."""
    made = versions[1].parents[1]
    shutil.copytree(made / "out", tmp_path / "out")

    def build(*options: str | Path) -> subprocess.CompletedProcess[str]:
        return run("build", made / "raw", tmp_path / "out", "--sources", made / "sources.yaml", *SPLITS, *options)

    return build


def test_a_version_that_is_too_small_fails_and_names_the_rows(versions: tuple[Path, Path], following: Run) -> None:
    done = following("--previous", versions[0], "--set", "release.version=1.0.1")
    assert done.returncode == 1
    assert "release.version 1.0.1 is too small: against 1.0.0 the data demand MINOR" in done.stderr
    new = sorted(flat(versions[1], "documents").keys() - flat(versions[0], "documents").keys())
    assert all(doc_id in done.stderr for doc_id in new)
    assert "Set release.version to 1.1.0 or higher" in done.stderr


def test_a_version_that_exists_never_changes_and_none_follows_a_higher_one(
    versions: tuple[Path, Path], following: Run
) -> None:
    done = following("--previous", versions[0], "--set", "release.version=1.0.0")
    assert (done.returncode, "release.version 1.0.0 is closed" in done.stderr) == (1, True)
    done = following("--previous", versions[1], "--set", "release.version=1.0.5")
    assert (done.returncode, "1.0.5 does not follow 1.1.0" in done.stderr) == (2, True)


def test_a_release_built_upon_itself_is_the_same(built: Path, corpus: Path, tmp_path: Path, run: Run) -> None:
    shutil.copytree(built, tmp_path / "first")
    done = run("build", corpus, tmp_path / "first", "--previous", built / "release", *SPLITS)
    assert done.returncode == 0, done.stderr
    assert sums(tmp_path / "first" / "release") == sums(built / "release")


def test_a_version_after_next_keeps_the_versions_of_both(
    versions: tuple[Path, Path], tmp_path: Path, following: Run
) -> None:
    done = following("--previous", versions[1], "--set", "release.version=1.2.0", "--set", "clean.min_characters=99")
    assert done.returncode == 0, done.stderr
    release = tmp_path / "out" / "release"
    for table in DATED:
        before, after = (flat(one, table) for one in (versions[1], release))
        assert {key: row["since_version"] for key, row in before.items()} == {
            key: row["since_version"] for key, row in after.items()
        }
        assert rows(versions[1], table) == rows(release, table)
    told = (release / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.findall(r"^## (.*)$", told, re.MULTILINE) == ["1.2.0", "1.1.0", "1.0.0"]
    assert "NONE against 1.1.0" in told


def test_both_releases_verify(versions: tuple[Path, Path], corpus: Path, run: Run) -> None:
    for release, raw in zip(versions, (corpus, versions[1].parents[1] / "raw"), strict=True):
        done = run("verify", release, "--raw", raw)
        assert done.returncode == 0, done.stderr


def sums(release: Path) -> str:
    return (release / "SHA256SUMS").read_text(encoding="utf-8")
