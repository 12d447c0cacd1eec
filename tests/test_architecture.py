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
    deps = DVC["stages"][stage]["deps"]
    stated = {dep for dep in deps if re.match(r"(pipeline|schemas)/", dep)}
    assert stated == dependencies(stage) | {name for name in _files(stage) if name.startswith("schemas/")}
    assert {name for name in _files(stage) if "/" not in name} <= set(deps)
    assert "requirements.lock" in deps
    assert len(deps) == len(set(deps))


def _files(stage: str) -> set[str]:
    """The files of the project that the code of a stage names."""
    paths = [ROOT / name for name in dependencies(stage)]
    code = [file for path in paths for file in (path.rglob("*.py") if path.is_dir() else [path])]
    named = [re.findall(r'store\.ROOT((?: / "[^"]+")+)', file.read_text(encoding="utf-8")) for file in code]
    return {"/".join(re.findall('"([^"]+)"', name)) for of_file in named for name in of_file}


@pytest.mark.parametrize("stage", STAGES)
def test_the_paths_of_a_command_are_its_inputs_and_its_output(stage: str) -> None:
    *inputs, out = DVC["stages"][stage]["cmd"].split()[4:]
    assert set(inputs) - {runner.ABSENT} <= set(DVC["stages"][stage]["deps"])
    assert DVC["stages"][stage]["outs"][0] == out


@pytest.mark.parametrize("stage", STAGES)
def test_a_stage_reads_the_parameters_that_dvc_tracks_for_it(stage: str) -> None:
    tree = ast.parse((ROOT / "pipeline" / f"{stage}.py").read_text(encoding="utf-8"))
    inner = {node.value for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    used = [ast.unparse(node) for node in ast.walk(tree) if isinstance(node, ast.Attribute) and node not in inner]
    read = {name.removeprefix("params.").replace("validate_", "validate") for name in used if name[:7] == "params."}
    tracked = set(DVC["stages"][stage].get("params", []))
    sections = set(yaml.safe_load((ROOT / "params.yaml").read_text(encoding="utf-8")))
    if "model_dump" in read:  # the release states all parameters
        assert tracked == sections
    else:
        assert all(any(_within(one, name) for name in tracked) for one in read if one.split(".")[0] in sections)
        assert all(any(_within(one, name) for one in read) for name in tracked), "tracked, and never read"


def _within(one: str, name: str) -> bool:
    return f"{one}.".startswith(f"{name}.")


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_every_module_has_a_test_of_its_name(path: Path) -> None:
    tests = "\n".join(one.read_text(encoding="utf-8") for one in (ROOT / "tests").glob("test_*.py"))
    named = (ROOT / "tests" / f"test_{path.stem}.py").is_file()
    assert named or re.search(
        rf"from (pipeline|schemas)(\.\w+)* import [^\n]*\b{path.stem}\b|(pipeline|schemas)\.{path.stem} import", tests
    )


MOST_LINES = {"module": 300, "function": 60}
REGISTRIES = re.compile(
    r"(?<!no-emit-)(?:extra-)?index-url\b|\b(?:pypi|pythonhosted|npmjs|jsdelivr|unpkg|anaconda|ghcr|quay|docker)\.(?:org|com|io)\b"
)
INSTALLING = [
    *sorted(ROOT.glob("requirements*.lock")),
    *(path for path in sorted((ROOT / ".ci").rglob("*")) if path.is_file()),
    *(ROOT / name for name in ("pyproject.toml", "Makefile", "README.md")),
]


@pytest.mark.parametrize("path", INSTALLING, ids=lambda path: path.name)
def test_no_file_names_a_registry(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not REGISTRIES.search(text)
    assert path.name == "README.md" or not re.search("https?://", text)


def test_the_files_that_install_something_are_found() -> None:
    assert {"requirements.lock", "requirements-dev.lock", "requirements-browser.lock", "run"} <= {
        path.name for path in INSTALLING
    }


def test_modules_and_functions_stay_short() -> None:
    long: dict[str, int] = {}
    for path in (one for package in ("pipeline", "schemas") for one in (ROOT / package).rglob("*.py")):
        text, name = path.read_text(encoding="utf-8"), path.relative_to(ROOT).as_posix()
        if (lines := len(text.splitlines())) > MOST_LINES["module"]:
            long[name] = lines
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                if lines > MOST_LINES["function"]:
                    long[f"{name}: {node.name}"] = lines
    assert long == {}
