"""A stage as a map over parts: each is computed once, kept under a key of its content, and found again after a kill."""

from __future__ import annotations

import hashlib
import shutil
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from pipeline import store
from pipeline.errors import DataError
from pipeline.tally import Tally

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import pyarrow as pa

    from pipeline.engine import Engine
    from schemas.table import Table

DONE = "done.json"


class Step(Protocol):
    """The pure part of a stage: tables in, tables and counts out, with step(a + b) == step(a) + step(b)."""

    def __call__(self, tables: Mapping[str, pa.Table], /) -> tuple[dict[str, pa.Table], Tally]:
        """Compute the rows of one part."""
        ...


@dataclass(frozen=True)
class Task:
    """One part: where its input tables lie, where its results are kept, and what computes them."""

    step: Step
    inputs: tuple[tuple[Path, Table], ...]
    outputs: tuple[Table, ...]
    kept: Path


@dataclass(frozen=True)
class Done:
    """A part that is finished: its counts, and whether it was found rather than computed."""

    kept: Path
    tally: Tally
    reused: bool


def run(  # noqa: PLR0913  # the borders of a stage
    step: Step,
    inputs: Mapping[Path, Table],
    out: Path,
    outputs: tuple[Table, ...],
    *,
    version: str,
    engine: Engine,
) -> Tally:
    """Apply ``step`` to every part of the input tables and put the results into the folder ``out``.

    ``inputs`` maps the folder of each table to its declaration; all have the same parts as the first. ``version``
    names everything but the rows that decides the results: the stage and its parameters. The code is added here.
    """
    first, *_ = inputs
    cache = out.parent / ".parts" / out.name
    prefix = f"{version}\0{store.code_digest()}"
    names = store.part_names(first)
    tasks = [
        Task(
            step,
            tuple((folder / name, table) for folder, table in inputs.items()),
            outputs,
            cache / _key(prefix, [folder / name for folder in inputs]),
        )
        for name in names
    ]
    total, reused = Tally(), 0
    with store.new_folder(out) as fresh:
        for table in outputs:
            (fresh / table.name).mkdir()
        for name, done in zip(names, engine.map(_compute, tasks), strict=True):
            for table in outputs:
                store.link(done.kept / f"{table.name}.parquet", fresh / table.name / name)
            total += done.tally
            reused += done.reused
    _forget(cache, {task.kept.name for task in tasks})
    store.say(f"{out.name}: parts computed {len(tasks) - reused}, reused {reused}")
    return total


def _compute(task: Task) -> Done:
    found = _find(task)
    if found is not None:
        return Done(task.kept, found, reused=True)
    began = time.perf_counter()
    shutil.rmtree(task.kept, ignore_errors=True)
    tables = {table.name: store.read_part(path, table) for path, table in task.inputs}
    made, tally = task.step(tables)
    for table in task.outputs:
        store.write_part(task.kept / f"{table.name}.parquet", made[table.name], table)
    digests = {table.name: store.digest(task.kept / f"{table.name}.parquet") for table in task.outputs}
    # Written last: where it stands, the part is complete.
    store.write_json(task.kept / DONE, {"tally": tally.as_json(), "digests": digests})
    _log(task, tally, time.perf_counter() - began)
    return Done(task.kept, tally, reused=False)


def _find(task: Task) -> Tally | None:
    """The counts of the part, if it was finished before and its files are whole."""
    if not (task.kept / DONE).exists():
        return None
    try:
        done = store.read_json(task.kept / DONE)
        whole = all(store.digest(task.kept / f"{name}.parquet") == digest for name, digest in done["digests"].items())
    except (DataError, OSError):
        return None
    return Tally.from_json(done["tally"]) if whole else None


def _key(prefix: str, paths: list[Path]) -> str:
    digests = [store.digest(path) for path in paths]
    return hashlib.sha256("\0".join([prefix, *digests]).encode()).hexdigest()[:32]


def _forget(cache: Path, keys: set[str]) -> None:
    """Drop the parts that this run did not use: what is kept never outgrows one run."""
    for path in cache.iterdir() if cache.is_dir() else ():
        if path.name not in keys:
            shutil.rmtree(path, ignore_errors=True)


def _log(task: Task, tally: Tally, seconds: float) -> None:
    rate = tally.read / seconds if seconds else 0
    store.say(f"  {task.inputs[0][0].name}: {tally.read} rows, {seconds:.2f} s, {rate:.0f} rows/s")
