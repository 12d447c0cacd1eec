from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
import yaml
from closure import ROOT, dependencies

from pipeline import STAGES, runner

DVC = yaml.safe_load((ROOT / "dvc.yaml").read_text(encoding="utf-8"))
MODULES = sorted(
    path
    for package in ("pipeline", "schemas")
    for path in (ROOT / package).iterdir()
    if not path.name.startswith("_") and (path.suffix == ".py" or (path / "__init__.py").is_file())
)


def test_the_stages_of_dvc_are_those_of_the_package() -> None:
    assert tuple(DVC["stages"]) == STAGES


@pytest.mark.parametrize("stage", STAGES)
def test_the_code_that_a_stage_depends_on_is_its_import_closure(stage: str) -> None:
    stated = {dep for dep in DVC["stages"][stage]["deps"] if re.match(r"(pipeline|schemas)/(?!.*\.json$)", dep)}
    assert stated == dependencies(stage)
    assert "requirements.lock" in DVC["stages"][stage]["deps"]


@pytest.mark.parametrize("stage", STAGES)
def test_the_paths_of_a_command_are_its_inputs_and_its_output(stage: str) -> None:
    *inputs, out = DVC["stages"][stage]["cmd"].split()[4:]
    assert set(inputs) - {runner.ABSENT} <= set(DVC["stages"][stage]["deps"])
    assert DVC["stages"][stage]["outs"][0] == out


@pytest.mark.parametrize("stage", STAGES)
def test_a_stage_reads_the_parameters_that_dvc_tracks_for_it(stage: str) -> None:
    tree = ast.parse((ROOT / "pipeline" / f"{stage}.py").read_text(encoding="utf-8"))
    read = {
        node.attr.removesuffix("_")
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "params"
    }
    tracked = {name.split(".")[0] for name in DVC["stages"][stage].get("params", [])}
    sections = {name.removesuffix("_") for name in _sections()}
    if "model_dump" in read:  # the release states all parameters
        assert tracked == sections
    else:
        assert read & sections <= tracked


def _sections() -> set[str]:
    return set(yaml.safe_load((ROOT / "params.yaml").read_text(encoding="utf-8")))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_every_module_has_a_test_of_its_name(path: Path) -> None:
    tests = "\n".join(one.read_text(encoding="utf-8") for one in (ROOT / "tests").glob("test_*.py"))
    named = (ROOT / "tests" / f"test_{path.stem}.py").is_file()
    assert named or re.search(
        rf"from (pipeline|schemas)(\.\w+)* import [^\n]*\b{path.stem}\b|(pipeline|schemas)\.{path.stem} import", tests
    )


def test_no_file_names_a_registry() -> None:
    for name in ("requirements.lock", "requirements-dev.lock", "requirements-bench.lock", "pyproject.toml", "Makefile"):
        assert not re.search(r"(?<!no-emit-)index-url|https?://", (ROOT / name).read_text(encoding="utf-8")), name
