from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT

from pipeline import params, runner
from pipeline.engine import Engine
from pipeline.errors import UsageError

PARAMS = params.load(ROOT / "params.yaml")


def run(stage: str, *paths: str) -> None:
    runner.run_stage(stage, paths, params=PARAMS, engine=Engine("serial"))


def test_a_stage_leaves_its_output_and_its_report(tmp_path: Path) -> None:
    run("ingest", str(ROOT / "data" / "raw"), str(ROOT / "data" / "sources.yaml"), str(tmp_path / "documents"))
    report = json.loads((tmp_path / "reports" / "ingest.json").read_text(encoding="utf-8"))
    assert (report["read"], report["kept"], report["dropped"]) == (5, 5, {})


def test_an_input_that_is_absent_is_passed_as_none(tmp_path: Path) -> None:
    run("ingest", str(ROOT / "data" / "raw"), "-", str(tmp_path / "documents"))
    assert (tmp_path / "documents" / "items").is_dir()


@pytest.mark.parametrize(("stage", "paths"), [("ingest", ["a"]), ("clean", ["a", "b", "c", "d"]), ("split", [])])
def test_a_wrong_stage_or_number_of_paths_is_wrong_usage(stage: str, paths: list[str]) -> None:
    with pytest.raises(UsageError, match=f"{stage}: "):
        run(stage, *paths)


@pytest.mark.parametrize("out", ["raw", "."])
def test_an_output_that_would_take_the_place_of_an_input_is_wrong_usage(out: str, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "data" / "raw", tmp_path / "raw")
    with pytest.raises(UsageError, match=r"ingest: the output .* holds the input .*raw; name another folder"):
        run("ingest", str(tmp_path / "raw"), "-", str(tmp_path / out))
    assert len(list((tmp_path / "raw").iterdir())) == 5


def test_a_light_stage_imports_no_model_and_no_pandas() -> None:
    code = "import sys, pipeline.ingest; print(sorted({'pandas', 'pandera', 'datasets', 'ftfy'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
