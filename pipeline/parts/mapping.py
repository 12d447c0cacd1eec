"""The map of a step over the parts of a table, and what becomes of a part that kills its process."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from pipeline import store, workshop
from pipeline.errors import WorkerDiedError
from pipeline.parts.computing import Done, Task, compute, documents, survives
from pipeline.parts.progress import Progress
from pipeline.tally import Tally

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from pipeline.engine import Engine
    from pipeline.parts.amendment import Step
    from schemas.table import Table

Result = TypeVar("Result")


def run(  # noqa: PLR0913  # the borders of a stage
    step: Step,
    inputs: Mapping[Path, Table],
    out: Path,
    outputs: tuple[Table, ...],
    *,
    version: str,
    engine: Engine,
    bury: Step | None = None,
    approve: Callable[[Path, Tally], None] | None = None,
) -> Tally:
    """Apply ``step`` to every part of the input tables and put the results into the folder ``out``.

    ``inputs`` maps the folder of each table to its declaration; all have the same parts as the first. ``version``
    names everything but the rows that decides the results: the stage and its parameters. The code is added here.
    ``bury`` gives the rows and counts of documents that kill the process that computes them; without it they are an
    error. ``approve`` sees the folder with its counts before it takes its place, and may raise an error instead.
    """
    place = store.workshop(out)
    kept = engine.reachable(place / "kept" / out.name)
    whole = hashlib.sha256(f"{version}\0{store.code_digest()}".encode()).hexdigest()
    first, *_ = inputs
    tasks = [
        Task(
            name=name,
            inputs=tuple((engine.reachable(folder / name), table) for folder, table in inputs.items()),
            outputs=outputs,
            forms=kept / name,
            step=step,
            bury=bury,
            version=whole,
        )
        for name in store.part_names(first)
    ]
    total = Tally()
    used: set[Path] = set()
    with store.new_folder(out) as fresh, Progress(out.name, len(tasks), place / workshop.LOG) as progress:
        for table in outputs:
            (fresh / table.name).mkdir()
        results = engine.map(compute, tasks, partial(_rescue, engine=engine))
        for task, done in zip(tasks, results, strict=True):
            for table in outputs:
                store.link(done.kept / f"{table.name}.parquet", fresh / table.name / task.name)
            progress.add(task.name, done)
            total += done.tally
            used.add(done.kept)
        if approve is not None:
            approve(fresh, total)
    workshop.keep_only(kept, used)
    engine.computed += progress.computed
    engine.reused += progress.reused
    return total


def _rescue(task: Task, *, engine: Engine) -> Done:
    """Compute a part whose processes died apart from all others; at worst without the documents that kill it."""
    with engine.apart() as alone:
        task = replace(task, apart=True)
        done = _outlived(alone, compute, task)
        if done is not None:
            return done
        deadly = _deadly(_outlived(alone, documents, task) or [], partial(_dies, alone=alone, task=task))
        if not deadly:
            raise WorkerDiedError(
                f"{task.name}: the process that computes it dies, and no single document is the cause; finished parts "
                "are kept. Give the machine more memory and run again."
            )
        if task.bury is None:
            raise WorkerDiedError(
                f"{task.name}: {', '.join(deadly)} kills the process that computes it; `python -m pipeline explain "
                f"{deadly[0]}` shows the text. Mend the code, or take the raw item away, and run again."
            )
        store.say(f"{task.name}: {', '.join(deadly)} kills the process that computes it and is left out")
        (done,) = alone.map(compute, [replace(task, deadly=tuple(deadly))])
        return done


def _outlived(alone: Engine, function: Callable[[Task], Result], task: Task) -> Result | None:
    """What the function gives in a process of its own, or nothing when it kills that too."""
    (result,) = alone.map(partial(_given, function), [task], lambda _: None)
    return result


def _given(function: Callable[[Task], Result], task: Task) -> Result | None:
    return function(task)


def _deadly(documents: Sequence[str], dies: Callable[[Sequence[str]], bool]) -> list[str]:
    """Halve documents that die together until each that dies is alone."""
    if len(documents) <= 1:
        return list(documents)
    middle = len(documents) // 2
    halves = (documents[:middle], documents[middle:])
    return [one for half in halves if dies(half) for one in _deadly(half, dies)]


def _dies(some: Sequence[str], *, alone: Engine, task: Task) -> bool:
    return _outlived(alone, partial(survives, documents=some), task) is None
