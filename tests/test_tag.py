from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from conftest import ROOT

from pipeline import ledger, store
from schemas.exclusions import EXCLUSIONS
from schemas.published import PUBLISHED
from schemas.stages import FAILURES

CODE = ("pipeline", "schemas", "params.yaml", "dvc.yaml", "requirements.lock", "CHANGELOG.md", "CITATION.cff")
IDENTITY = {f"GIT_{who}_{what}": "a@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
Command = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def project(built: Path, corpus: Path, tmp_path: Path) -> Path:
    """A clone of the project in which the corpus was built and committed; without DVC."""
    folder = tmp_path / "project"
    folder.mkdir()
    for name in CODE:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copyfile
        copy(ROOT / name, folder / name)
    params = (folder / "params.yaml").read_text(encoding="utf-8")
    for share in ("train: 1.0", "validation: 0.0", "test: 0.0"):
        name = share.partition(":")[0]
        params = params.replace(share, f"{name}: {0.4 if name == 'train' else 0.3}")
    (folder / "params.yaml").write_text(params, encoding="utf-8")
    shutil.copytree(built, folder / "data", ignore=shutil.ignore_patterns(".parts"))
    shutil.copytree(corpus, folder / "data" / "raw")
    (folder / ".gitignore").write_text("__pycache__/\n/data/*\n!/data/raw\n!/data/ledger\n", encoding="utf-8")
    git(folder, "init", "--quiet", "--initial-branch=main")
    commit(folder)
    return folder


def git(folder: Path, *arguments: str) -> str:
    return subprocess.run(
        ["git", *arguments], cwd=folder, env=os.environ | IDENTITY, capture_output=True, text=True, check=True
    ).stdout


def commit(folder: Path) -> None:
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "A state")


def pipeline(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "pipeline", *arguments], cwd=folder, capture_output=True, text=True, check=False
    )


def test_a_closed_version_has_a_ledger_and_the_git_commands_are_told(project: Path, built: Path) -> None:
    done = pipeline(project, "tag")
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == [
        "version 1.0.0 is closed. Now run:",
        "    git add CHANGELOG.md data/ledger",
        '    git commit -m "Close version 1.0.0"',
        '    git tag -a v1.0.0 -m "Version 1.0.0"',
    ]
    folder = project / "data" / "ledger"
    assert sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()) == [
        "1.0.0/manifest.json",
        "1.0.0/pages.json",
        "1.0.0/rows.parquet",
        "published.parquet",
    ]
    documents = pq.read_table(built / "release" / "data" / "documents")
    (known,) = store.batches(folder / ledger.PUBLISHED_DOCUMENTS, PUBLISHED)
    assert set(known["doc_id"].to_pylist()) == set(documents["doc_id"].to_pylist())
    assert store.read_json(folder / "1.0.0" / "manifest.json") == store.read_json(built / "release" / "manifest.json")


def test_a_ledger_that_is_too_large_for_git_goes_into_dvc(project: Path) -> None:
    code = (project / "pipeline" / "tag.py").read_text(encoding="utf-8")
    (project / "pipeline" / "tag.py").write_text(code.replace("_GIT_BYTES = 5_000_000", "_GIT_BYTES = 1"), "utf-8")
    known = "data/ledger/published.parquet"
    store.write_part(project / known, PUBLISHED.rows([]), PUBLISHED)
    commit(project)
    told = pipeline(project, "tag").stdout.splitlines()
    assert told[1:3] == [
        f"    git rm --quiet --cached {known}",
        f"    dvc add data/ledger/1.0.0/rows.parquet {known}  # too large for git",
    ]


def test_the_commands_that_are_told_close_the_version_for_good(project: Path) -> None:
    done = pipeline(project, "tag")
    for line in done.stdout.splitlines()[1:]:
        subprocess.run(
            line.strip(), cwd=project, env=os.environ | IDENTITY, shell=True, check=True, capture_output=True
        )
    assert git(project, "status", "--porcelain") == ""
    assert git(project, "tag", "--list") == "v1.0.0\n"
    same = pipeline(project, "verify", "data/release", "--manifest", "1.0.0")
    assert (same.returncode, "the same as the closed version 1.0.0" in same.stderr) == (0, True)
    assert pipeline(project, "diff", "1.0.0", "data/release").stdout.splitlines()[-1] == "bump: NONE"
    again = pipeline(project, "tag")
    assert (again.returncode, "version 1.0.0 is closed already" in again.stderr) == (1, True)


def test_the_counts_of_the_release_go_into_the_changelog_of_the_project(project: Path) -> None:
    released = project / "data" / "release" / "CHANGELOG.md"
    assert "First release" in released.read_text(encoding="utf-8")
    pipeline(project, "tag")
    assert (project / "CHANGELOG.md").read_bytes() == released.read_bytes()


def dirty(project: Path) -> None:
    params = project / "params.yaml"
    params.write_text(params.read_text(encoding="utf-8") + "# a thought\n", encoding="utf-8")


def untracked(project: Path) -> None:
    (project / "data" / "raw" / "new.txt").write_text("New.", encoding="utf-8")


def tagged(project: Path) -> None:
    git(project, "tag", "v1.0.0")


def behind(project: Path) -> None:
    shutil.copytree(project / "data" / "release", project / "release")
    ledger.write(project / "release", project / "data" / "ledger" / "1.1.0")
    shutil.rmtree(project / "release")
    commit(project)


def other_parameters(project: Path) -> None:
    params = project / "params.yaml"
    text = params.read_text(encoding="utf-8").replace("min_characters: 100", "min_characters: 101")
    params.write_text(text, encoding="utf-8")
    commit(project)


def other_lock(project: Path) -> None:
    (project / "requirements.lock").write_text("numpy==1\n", encoding="utf-8")
    commit(project)


def red(project: Path) -> None:
    (part,) = (project / "data" / "validation" / FAILURES.name).iterdir()
    broken = [{"table": "claims", "rule": "claim_id is unique", "count": 1, "examples": ["c1"]}]
    store.write_part(part, FAILURES.rows(broken), FAILURES)


def red_later(project: Path) -> None:
    store.write_json(project / "data" / "validation" / "quality.json", {"about": "another run", "sets": {}})


def by_chance(project: Path) -> None:
    (part,) = (project / "data" / "clean" / EXCLUSIONS.name).iterdir()
    dead = {"key": "large.txt", "reason": "kills_worker", "detail": "", "raw_sha256": None, "raw_bytes": None}
    store.write_part(part, EXCLUSIONS.rows([dead]), EXCLUSIONS)


def damaged(project: Path) -> None:
    (project / "data" / "release" / "README.md").write_text("Mine.", encoding="utf-8")


def of_other_texts(project: Path) -> None:
    text = project / "data" / "raw" / "000_b70a0cea6bc971d1.txt"
    text.write_bytes(text.read_bytes().replace(b"34 countries", b"35 countries"))
    commit(project)


def unreleased(project: Path) -> None:
    shutil.rmtree(project / "data" / "release")


def without_git(project: Path) -> None:
    shutil.rmtree(project / ".git")


@pytest.mark.parametrize(
    ("spoil", "code", "message"),
    [
        (dirty, 1, "git: 1 files are not committed, such as 'params.yaml'"),
        (untracked, 1, "such as 'data/raw/new.txt'"),
        (tagged, 1, "version 1.0.0 is closed already"),
        (behind, 1, "version 1.0.0 is below 1.1.0, which is closed"),
        (other_parameters, 1, "made with other parameters than params.yaml"),
        (other_lock, 1, "made with another requirements.lock"),
        (red, 1, "1 rules are broken"),
        (red_later, 1, "has judged other data than the release"),
        (by_chance, 1, "1 documents killed every worker, such as 'large.txt'"),
        (damaged, 1, "digest == SHA256SUMS  (e.g. README.md)"),
        (of_other_texts, 1, "raw_sha256 == digest of the raw item"),
        (unreleased, 1, "data/release: no release"),
        (without_git, 2, "not a git repository"),
    ],
)
def test_what_cannot_be_vouched_for_is_not_closed(
    spoil: Callable[[Path], None], code: int, message: str, project: Path
) -> None:
    spoil(project)
    before = store.digests(project / "data" / "ledger")
    done = pipeline(project, "tag")
    assert done.returncode == code
    assert message in done.stderr
    assert "Traceback" not in done.stderr
    assert store.digests(project / "data" / "ledger") == before
