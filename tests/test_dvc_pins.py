from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pyarrow.dataset
import pytest
from conftest import ROOT

from pipeline import pins, store

Dvc = Callable[..., dict[str, Any]]


@pytest.fixture(scope="module")
def commander(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[dict[str, Any]], dict[str, Any]]]:
    home = tmp_path_factory.mktemp("dvc-home")
    places = {f"DVC_{kind}_DIR": str(home / kind) for kind in ("GLOBAL_CONFIG", "SYSTEM_CONFIG", "SITE_CACHE")}
    process = subprocess.Popen(
        [sys.executable, ROOT / "tests" / "commander.py"],
        env=os.environ | places | {"DVC_NO_ANALYTICS": "1", "PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )

    def ask(request: dict[str, Any]) -> dict[str, Any]:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(json.dumps(request) + "\n")
        process.stdin.flush()
        return json.loads(process.stdout.readline())

    yield ask
    process.communicate()


def git(folder: Path, *arguments: str) -> None:
    who = ("-c", "user.name=A", "-c", "user.email=a@example.org")
    subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True)


@pytest.fixture(scope="module")
def dvc(commander: Callable[[dict[str, Any]], dict[str, Any]]) -> Dvc:
    def dvc(folder: Path, *arguments: str) -> dict[str, Any]:
        return commander({"folder": str(folder), "arguments": [*arguments, "-q"]})

    return dvc


@pytest.fixture(scope="module")
def project(versions: tuple[Path, Path], tmp_path_factory: pytest.TempPathFactory, dvc: Dvc) -> Path:
    """A git repository whose two tags hold the two releases, with a DVC remote beside it; its own cache is gone."""
    folder = tmp_path_factory.mktemp("project")
    remote = tmp_path_factory.mktemp("remote")
    git(folder, "init", "-q", "-b", "main")
    assert dvc(folder, "init")["code"] == 0
    assert dvc(folder, "remote", "add", "-d", "store", str(remote))["code"] == 0
    for release, tag in zip(versions, ("v1.0.0", "v1.1.0"), strict=True):
        shutil.rmtree(folder / "data", ignore_errors=True)
        shutil.copytree(release, folder / "data" / "release")
        assert dvc(folder, "add", "data/release")["code"] == 0
        assert dvc(folder, "push")["code"] == 0
        git(folder, "add", ".")
        git(folder, "commit", "-q", "-m", tag)
        git(folder, "tag", tag)
    shutil.rmtree(folder / ".dvc" / "cache")
    shutil.rmtree(folder / "data" / "release")
    return folder


@pytest.mark.parametrize("number", [0, 1])
def test_dvc_get_gives_exactly_the_release_of_a_tag(
    number: int, versions: tuple[Path, Path], project: Path, tmp_path: Path, dvc: Dvc
) -> None:
    version = ("1.0.0", "1.1.0")[number]
    got = tmp_path / f"release-{version}"
    told = dvc(tmp_path, "get", str(project), "data/release", "--rev", f"v{version}", "-o", got.name)
    assert told["code"] == 0, told
    assert store.digests(got) == store.digests(versions[number])


def test_dvc_get_of_a_revision_that_is_not_there_fails(project: Path, tmp_path: Path, dvc: Dvc) -> None:
    told = dvc(tmp_path, "get", str(project), "data/release", "--rev", "v9", "-o", "release-v9")
    assert (told["code"] > 0, (tmp_path / "release-v9").exists()) == (True, False)


def test_dvc_import_keeps_the_pin_and_moves_it_when_told(
    versions: tuple[Path, Path], project: Path, tmp_path: Path, dvc: Dvc
) -> None:
    git(tmp_path, "init", "-q")
    assert dvc(tmp_path, "init")["code"] == 0
    assert dvc(tmp_path, "import", str(project), "data/release", "--rev", "v1.0.0", "-o", "claimset")["code"] == 0
    assert store.digests(tmp_path / "claimset") == store.digests(versions[0])
    pin = store.read_yaml(tmp_path / "claimset.dvc")["deps"][0]["repo"]
    assert (pin["rev"], len(pin["rev_lock"])) == ("v1.0.0", 40)
    assert dvc(tmp_path, "update", "claimset.dvc")["code"] == 0
    assert store.digests(tmp_path / "claimset") == store.digests(versions[0]), "a newer tag moves no pin"
    assert dvc(tmp_path, "update", "--rev", "v1.1.0", "claimset.dvc")["code"] == 0
    assert store.digests(tmp_path / "claimset") == store.digests(versions[1])


@pytest.mark.parametrize("number", [0, 1])
def test_the_file_system_of_dvc_reads_the_rows_of_a_tag(
    number: int,
    versions: tuple[Path, Path],
    project: Path,
    commander: Callable[[dict[str, Any]], dict[str, Any]],
) -> None:
    rev = ("v1.0.0", "v1.1.0")[number]
    asked = {"folder": str(project.parent), "repository": str(project), "rev": rev, "path": "data/release/data/claims"}
    rows = pyarrow.dataset.dataset(versions[number] / "data" / "claims").to_table().to_pylist()
    assert commander(asked)["rows"] == json.loads(json.dumps(rows, default=str))


def test_a_release_that_dvc_brought_can_be_pinned_by_its_manifest(
    versions: tuple[Path, Path], project: Path, tmp_path: Path, dvc: Dvc, monkeypatch: pytest.MonkeyPatch
) -> None:
    import datasets

    monkeypatch.setattr(datasets.config, "HF_HUB_OFFLINE", True)
    dvc(tmp_path, "get", str(project), "data/release", "--rev", "v1.0.0", "-o", "release")
    digest = store.digest(versions[0] / "manifest.json")
    loaded = pins.load(str(tmp_path / "release"), "claims", "1.0.0", digest, cache_dir=str(tmp_path / "cache"))
    assert str(loaded["train"].info.version) == "1.0.0"
    with pytest.raises(ValueError, match="is version 1.0.0, not 1.1.0"):
        pins.load(str(tmp_path / "release"), "claims", "1.1.0")
