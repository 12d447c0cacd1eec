"""The whole way of two versions: built, closed, rebuilt from the tag, followed, published, pinned, rolled back."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import minihub
import pyarrow.parquet as pq
import pytest
from conftest import ROOT
from publishing import Loader, Publisher

from pipeline import manifest, store
from pipeline.ledger import PUBLISHED_DOCUMENTS
from schemas.published import PUBLISHED

TOOLS = os.environ | {
    "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
    **{f"GIT_{who}_{what}": "a@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
}
ID = "acme/claimset"
NEW = ("GUM_news_flag.txt", "GUM_news_korea.txt")
SOURCE = f"""
  - source_id: gum
    name: GUM
    files: [{", ".join(NEW)}]
    license: CC-BY-2.5
    redistributable: "yes"
    language: en
"""


def sh(folder: Path, command: str, *, code: int = 0) -> str:
    done = subprocess.run(["bash", "-ec", command], cwd=folder, env=TOOLS, capture_output=True, text=True, check=False)
    assert done.returncode == code or (code and done.returncode), done.stdout + done.stderr
    return done.stdout + done.stderr


def edit(path: Path, pattern: str, new: str) -> None:
    text, count = re.subn(pattern, new, path.read_text(encoding="utf-8"), count=1)
    assert count == 1
    path.write_text(text, encoding="utf-8")


def close(folder: Path) -> dict[str, str]:
    """Close the version with what ``tag`` says; the release that stays the same meanwhile."""
    before = store.digests(folder / "data" / "release")
    told = sh(folder, "python -m pipeline tag 2> /dev/null")
    sh(folder, "\n".join(told.splitlines()[1:]))
    assert sh(folder, "git status --porcelain") == ""
    assert store.digests(folder / "data" / "release") == before
    return before


def rebuilt(project: Path, version: str, folder: Path) -> dict[str, str]:
    """The release that a fresh clone of the tag makes, which holds against the ledger."""
    sh(project, f"git clone --quiet --branch v{version} . {folder} 2>&1")
    sh(folder, "dvc repro --quiet 2>&1")
    assert f"closed version {version}" in sh(
        folder, f"python -m pipeline verify data/release --raw data/raw --manifest {version}"
    )
    assert sh(folder, "git status --porcelain") == ""
    return store.digests(folder / "data" / "release")


def published_and_pinned(projects: dict[str, Path], folder: Path) -> None:
    """Both releases go to a Hub; a reader pins the first, moves on to the second, compares them, and goes back."""
    folders = {version: project / "data" / "release" for version, project in projects.items()}
    (folder / "reader").mkdir()
    with minihub.serve((".parquet",)) as hub:
        publish, reader = Publisher(hub, folder), Loader(hub, folder / "reader" / "home")
        for release in folders.values():
            assert publish(release, ID, "--yes").code == 0
        for version in ("1.0.0", "1.1.0", "1.0.0"):
            claims = pq.read_table(folders[version] / "data" / "claims")["claim_id"].to_pylist()
            pinned = reader(
                "pins", ID, "claims", version, manifest_sha256=store.digest(folders[version] / manifest.NAME)
            )
            assert [claim["claim_id"] for claim in pinned["rows"]["train"]] == claims
        told = reader("pipeline", "diff", *(f"hub:{ID}@v{version}" for version in folders))
        assert told["out"] == reader("pipeline", "diff", *map(str, folders.values()))["out"]
        assert told["out"].splitlines()[-1] == "bump: MINOR"
        assert "duplicate_cluster_id" not in told["out"], "what was published keeps its cluster"
        reader.close()
        publish.close()


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The project with its texts and nothing closed, at version 1.0.0."""
    folder = tmp_path / "project"
    for name in sh(ROOT, "git ls-files --cached --others --exclude-standard").splitlines():
        if (ROOT / name).is_file() and not name.startswith("data/ledger/"):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, folder / name)
    store.write_part(folder / "data" / "ledger" / PUBLISHED_DOCUMENTS, PUBLISHED.rows([]), PUBLISHED)
    store.write_text(folder / "CHANGELOG.md", "# Changelog\n\n## 1.0.0\n\nFirst.\n")
    edit(folder / "params.yaml", r"version: [0-9.]+", "version: 1.0.0")
    sh(folder, "git init --quiet --initial-branch=main && git add --all && git commit --quiet -m 'A state'")
    return folder


@pytest.mark.slow
def test_a_version_is_built_closed_rebuilt_followed_and_rolled_back(project: Path, tmp_path: Path) -> None:
    sh(project, "dvc repro --quiet 2>&1 && git add --all && git commit --quiet -m 'The first version'")
    first = close(project)
    assert rebuilt(project, "1.0.0", tmp_path / "clone") == first

    for name in NEW:
        shutil.copyfile(project / "data" / "gold_news" / "texts" / name, project / "data" / "raw" / name)
    sources = project / "data" / "sources.yaml"
    sources.write_text(sources.read_text(encoding="utf-8").rstrip() + SOURCE, encoding="utf-8")
    # Dates of the text that had none can now be told: labels of old rows change.
    edit(sources, "    language: en\n", '    language: en\n    published: "2025-11-27"\n')
    told = sh(project, "dvc repro --quiet 2>&1", code=1)
    assert "release.version 1.0.0 is closed: against 1.0.0 the data demand MINOR" in told
    edit(project / "params.yaml", r"version: 1\.0\.0", "version: 1.1.0")
    assert "no heading for release.version 1.1.0" in sh(project, "dvc repro --quiet 2>&1", code=1)
    edit(project / "CHANGELOG.md", r"## 1\.0\.0", "## 1.1.0\n\nTwo Wikinews articles.\n\n## 1.0.0")
    sh(project, "dvc repro --quiet 2>&1 && git add --all && git commit --quiet -m 'More texts'")
    second = close(project)
    told = (project / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.search(r"Two Wikinews articles\.\n\n<!-- counted.*\n\nMINOR against 1\.0\.0", told)
    assert re.search(r"\| documents \| 5 \| 7 \| 2 \| 0 \| 1 \|", told)
    assert sh(project, "python -m pipeline diff 1.0.0 1.1.0").splitlines()[-1] == "bump: MINOR"
    assert rebuilt(project, "1.1.0", tmp_path / "later") == second
    published_and_pinned({"1.0.0": tmp_path / "clone", "1.1.0": project}, tmp_path)

    sh(project, "git checkout --quiet v1.0.0 && dvc checkout --quiet")
    assert store.digests(project / "data" / "release") == first
    assert "closed version 1.0.0" in sh(project, "python -m pipeline verify data/release --manifest 1.0.0")
