from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import dask_cluster
import pytest

ROOT = Path(__file__).resolve().parents[1]

# What no corpus should lack: a copy, another copy that differs in case and spaces, and three files that are no text.
COPY = "004_524541e866114f71.txt"


@pytest.fixture(scope="session")
def run() -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run ``python -m pipeline`` as people do, from the project's folder."""

    def run(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "pipeline", *map(str, arguments)],
            cwd=ROOT,
            env=os.environ | environment,
            capture_output=True,
            text=True,
            check=False,
        )

    return run


@pytest.fixture(scope="session")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The five texts with two copies and three files that cannot be used."""
    folder = tmp_path_factory.mktemp("corpus") / "raw"
    shutil.copytree(ROOT / "data" / "raw", folder)
    text = (folder / COPY).read_text(encoding="utf-8")
    (folder / "sub").mkdir()
    (folder / "sub" / "copy.txt").write_text(text, encoding="utf-8")
    (folder / "sub" / "shouted.txt").write_text(text.upper().replace("\n", "\r\n"), encoding="utf-8")
    (folder / "empty.txt").write_text(" \n", encoding="utf-8")
    (folder / "short.txt").write_text("Too little.\n", encoding="utf-8")
    (folder / "picture.txt").write_bytes(bytes(range(256)) * 20)
    return folder


@pytest.fixture(scope="session")
def built(
    corpus: Path, tmp_path_factory: pytest.TempPathFactory, run: Callable[..., subprocess.CompletedProcess[str]]
) -> Path:
    """The corpus, built once in one process with three splits; the release is below it."""
    out = tmp_path_factory.mktemp("built") / "out"
    shares = "split.shares={train: 0.4, validation: 0.3, test: 0.3}"
    done = run("build", corpus, out, "--set", shares, PIPELINE_ENGINE="serial")
    assert done.returncode == 0, done.stderr
    return out


@pytest.fixture(scope="session")
def cluster() -> Iterator[str]:
    """A Dask cluster of two processes, as ``PIPELINE_ENGINE`` names it."""
    with dask_cluster.cluster() as (address, _):
        yield address


@pytest.fixture(scope="session")
def versions(
    corpus: Path,
    built: Path,
    tmp_path_factory: pytest.TempPathFactory,
    run: Callable[..., subprocess.CompletedProcess[str]],
) -> tuple[Path, Path]:
    """Releases 1.0.0 and 1.1.0, which follows it: two more texts, no bad files, a date of publication, other labels."""
    folder = tmp_path_factory.mktemp("versions")
    raw = Path(shutil.copytree(corpus, folder / "raw"))
    for name in ("empty.txt", "short.txt", "picture.txt"):
        (raw / name).unlink()
    for name in ("GUM_news_flag.txt", "GUM_news_korea.txt"):
        shutil.copyfile(ROOT / "data" / "gold_news" / "texts" / name, raw / name)
    sources = folder / "sources.yaml"
    sources.write_text(
        "sources:\n- {source_id: local, name: local, files: ['*'], license: CC-BY-4.0, redistributable: 'yes', "
        "language: en, published: '2025-11-27'}\n",
        encoding="utf-8",
    )
    shares = ("--set", "split.shares={train: 0.4, validation: 0.3, test: 0.3}")
    follows = ("--previous", built / "release", "--set", "release.version=1.1.0")
    done = run("build", raw, folder / "out", "--sources", sources, *follows, *shares)
    assert done.returncode == 0, done.stderr
    return built / "release", folder / "out" / "release"
