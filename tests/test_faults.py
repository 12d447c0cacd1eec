"""What a full disk and a damaged file do to each stage."""

from __future__ import annotations

import resource
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from conftest import ROOT

from pipeline import STAGES, build, params, runner, store
from pipeline.engine import Engine
from pipeline.errors import DataError

CHOSEN = params.load(ROOT / "params.yaml", ["split.shares={train: 0.4, validation: 0.3, test: 0.3}"])
pytestmark = pytest.mark.slow


@pytest.fixture
def data(built: Path, tmp_path: Path) -> Path:
    """A finished build whose finished parts are forgotten: each stage must compute again."""
    data = Path(shutil.copytree(built, tmp_path / "data"))
    shutil.rmtree(data / ".parts" / "kept")
    return data


def paths(stage: str, data: Path, corpus: Path) -> list[str]:
    given = {"data/raw": corpus, "data/sources.yaml": None, "data/corrections.yaml": None}
    return [build._path(path, given, data) for path in build.wiring()[stage]]


def run(stage: str, data: Path, corpus: Path) -> None:
    with Engine("serial") as engine:
        runner.run_stage(stage, paths(stage, data, corpus), params=CHOSEN, engine=engine)


@contextmanager
def full_disk() -> Iterator[None]:
    """No file may grow."""
    allowed = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, allowed[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, allowed)


@pytest.mark.usefixtures("capsys")  # what a stage says goes to memory, not to a file that may not grow
@pytest.mark.parametrize("stage", STAGES)
def test_on_a_full_disk_a_stage_fails_and_loses_nothing(stage: str, data: Path, corpus: Path) -> None:
    out = Path(paths(stage, data, corpus)[-1])
    before = store.digests(out)
    with full_disk(), pytest.raises((DataError, OSError)) as failed:
        run(stage, data, corpus)
    assert "File too large" in str(failed.value)
    assert store.digests(out) == before
    assert not [path for path in data.rglob("*.tmp") if "ledger" not in path.parts]
    run(stage, data, corpus)
    assert store.digests(out) == before


@pytest.mark.parametrize("stage", STAGES[1:])
def test_a_damaged_file_is_named_and_nothing_is_lost(stage: str, data: Path, corpus: Path) -> None:
    *inputs, out = map(Path, paths(stage, data, corpus))
    before = store.digests(out)
    made = [path for folder in inputs if folder.is_relative_to(data) for path in sorted(folder.rglob("*.parquet"))]
    damaged = next(path for path in made if store.count_rows(path))
    whole = damaged.read_bytes()
    damaged.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(DataError, match=rf"{damaged.name}: cannot be read"):
        run(stage, data, corpus)
    assert store.digests(out) == before
    damaged.write_bytes(whole)
    run(stage, data, corpus)
    assert store.digests(out) == before
