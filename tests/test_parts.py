from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pyarrow as pa
import pytest
from rows import row

from pipeline import parts, store
from pipeline.engine import Engine
from pipeline.errors import DataError
from pipeline.tally import Tally
from schemas.exclusions import EXCLUSIONS


def step(tables: Mapping[str, pa.Table]) -> tuple[dict[str, pa.Table], Tally]:
    rows = tables["exclusions"]
    return {"exclusions": rows}, Tally(read=len(rows), kept=len(rows), made=len(rows))


def failing(tables: Mapping[str, pa.Table]) -> tuple[dict[str, pa.Table], Tally]:
    if tables["exclusions"]["key"][0].as_py() == "b":
        raise DataError("b: broken")
    return step(tables)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    for key in "abc":
        path = tmp_path / "source" / f"part-{key}.parquet"
        store.write_part(path, EXCLUSIONS.rows([row("exclusions", key=key)]), EXCLUSIONS)
    return tmp_path / "source"


def run(source: Path, version: str = "1", step: parts.Step = step) -> Tally:
    out = source.parent / "out"
    return parts.run(step, {source: EXCLUSIONS}, out, (EXCLUSIONS,), version=version, engine=Engine("serial"))


def said(capsys: pytest.CaptureFixture[str]) -> str:
    return capsys.readouterr().err.splitlines()[-1]


def test_every_part_of_the_input_becomes_a_part_of_the_output(source: Path) -> None:
    assert run(source).read == 3
    assert store.part_names(source.parent / "out" / "exclusions") == store.part_names(source)


def test_a_part_whose_input_did_not_change_is_found_again(source: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(source)
    assert said(capsys) == "out: parts computed 3, reused 0"
    store.write_part(source / "part-b.parquet", EXCLUSIONS.rows([row("exclusions", key="bb")]), EXCLUSIONS)
    assert run(source).read == 3
    assert said(capsys) == "out: parts computed 1, reused 2"


def test_another_version_of_the_step_computes_everything_anew(source: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(source)
    run(source, version="2")
    assert said(capsys) == "out: parts computed 3, reused 0"


def test_a_stage_that_was_stopped_goes_on_where_it_was(source: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(DataError, match="b: broken"):
        run(source, step=failing)
    assert not (source.parent / "out").exists()
    run(source)
    assert said(capsys) == "out: parts computed 1, reused 2"


def test_a_kept_part_that_is_damaged_is_computed_again(source: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(source)
    kept = min((source.parent / ".parts" / "out").glob("*/exclusions.parquet"))
    kept.unlink()
    kept.write_bytes(b"PAR1")
    run(source)
    assert said(capsys) == "out: parts computed 1, reused 2"


def test_what_a_run_does_not_use_is_forgotten(source: Path) -> None:
    run(source)
    (source / "part-c.parquet").unlink()
    run(source)
    assert len(list((source.parent / ".parts" / "out").iterdir())) == 2
