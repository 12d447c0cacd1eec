"""Run one stage: import it, give it its paths, check its counts, write its report."""

from __future__ import annotations

import time
from importlib import import_module
from inspect import signature
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline import STAGES, store
from pipeline.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.engine import Engine
    from pipeline.params import Params
    from pipeline.tally import Tally

# Stands for an optional input that is not given.
ABSENT = "-"


def run_stage(stage: str, paths: Sequence[str], *, params: Params, engine: Engine) -> Tally:
    """Run a stage on its paths, its output last, and write ``reports/<stage>.json`` beside the output.

    A page that is written elsewhere than beside its release leaves no report: it is no part of a build.
    """
    if stage not in STAGES:
        raise UsageError(f"{stage}: no such stage; the stages are {', '.join(STAGES)}.")
    run = import_module(f"pipeline.{stage}").run
    names = [name for name, one in signature(run).parameters.items() if one.kind is one.POSITIONAL_OR_KEYWORD]
    if len(names) != len(paths):
        raise UsageError(f"{stage}: takes {len(names)} paths ({', '.join(names)}), {len(paths)} given.")
    _refuse_lost_input(stage, paths)
    began = time.perf_counter()
    given = (engine.reachable(path) if isinstance(path, Path) else path for path in map(_given, paths))
    tally: Tally = run(*given, params=params, engine=engine)
    tally.check(stage)
    folder = Path(paths[-1]).parent
    if stage != "page" or folder.resolve() == Path(paths[0]).resolve().parent:
        store.write_json(folder / "reports" / f"{stage}.json", tally.as_json())
    store.say(
        f"{stage}: {tally.read} read, {tally.kept} kept, {tally.made} made in {time.perf_counter() - began:.1f} s"
    )
    return tally


def _refuse_lost_input(stage: str, paths: Sequence[str]) -> None:
    """An output takes the place of the folder that has its name: of no input, and of none that holds one."""
    *inputs, out = (one.resolve() if isinstance(one, Path) else one for one in map(_given, paths))
    for one in inputs:
        if isinstance(one, Path) and isinstance(out, Path) and out in (one, *one.parents):
            raise UsageError(f"{stage}: the output {paths[-1]} holds the input {one}; name another folder for it.")


def _given(path: str) -> Path | str | None:
    """A path, an address of fsspec as it is, or nothing."""
    if path == ABSENT:
        return None
    return path if "://" in path else Path(path)
