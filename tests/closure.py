"""What a stage imports, for the tests that hold dvc.yaml against it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import grimp

ROOT = Path(__file__).resolve().parents[1]


@cache
def graph() -> grimp.ImportGraph:
    return grimp.build_graph("pipeline", "schemas", exclude_type_checking_imports=True)


def dependencies(stage: str) -> set[str]:
    """The files of the stage's import closure; a package counts as its folder, tables and weights included."""
    module = f"pipeline.{stage}"
    reached = {module, *graph().find_upstream_modules(module)}
    return {_path(name) for name in reached if "." in name}


def _path(module: str) -> str:
    top, name = module.split(".")[:2]
    folder = ROOT / top / name
    return f"{top}/{name}" if folder.is_dir() else f"{top}/{name}.py"
