"""One part, as a worker computes it: found if it is kept, amended if an earlier form of it is, else computed whole.

The forms of a part lie in a folder each, under a key of everything that decides the result. A form is put there by one
rename, with hard links to its inputs, so that a later form can be compared with it.
"""

from __future__ import annotations

import hashlib
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import pyarrow as pa

from pipeline import store, workshop
from pipeline.errors import DataError, WorkerDiedError
from pipeline.parts import stopwatch
from pipeline.parts.amendment import OWNER, Computed, amend, only, ordered
from pipeline.tally import Tally

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from pipeline.parts.amendment import Step
    from pipeline.parts.stopwatch import Cost
    from schemas.table import Table

_DONE = "done.json"

# A part whose computation was cut off so often may be what cuts it off.
_CUT_OFF = 2


@dataclass(frozen=True)
class Task:
    """One part: where its input tables lie, where its forms are kept, and what computes them.

    ``version`` names everything but the rows that decides the result. ``deadly`` documents are not given to ``step``
    but to ``bury``. ``apart`` says that a process of its own computes the part, so that its death harms nothing.
    """

    name: str
    inputs: tuple[tuple[Path, Table], ...]
    outputs: tuple[Table, ...]
    forms: Path
    step: Step
    bury: Step | None
    version: str
    deadly: tuple[str, ...] = ()
    apart: bool = False


class Done(NamedTuple):
    """A finished part: where it is kept, its counts, and what it cost unless it was found."""

    kept: Path
    tally: Tally
    cost: Cost | None


def compute(task: Task) -> Done:
    """Find or compute a part; ``WorkerDiedError`` where earlier attempts were cut off too often."""
    with stopwatch.running() as watch:
        kept = task.forms / _key(task)
        found = _found(kept)
        if found is not None:
            return Done(kept, found, None)
        with _attempt(kept, task):
            tables = _read(task.inputs)
            computed = _amended(task, tables) or _whole(task, tables)
            _keep(kept, task, computed)
        return Done(kept, computed.tally, watch.cost())


def survives(task: Task, documents: Sequence[str]) -> bool:
    """Compute some documents of a part for nothing but to see whether the process lives on."""
    task.step(only(_read(task.inputs), documents))
    return True


def documents(task: Task) -> list[str]:
    """The documents of a part, in order."""
    path, table = task.inputs[0]
    owners = store.read_part(path, table)[OWNER] if OWNER in table.names else pa.chunked_array([[]], pa.string())
    return sorted(set(owners.to_pylist()))


def _key(task: Task) -> str:
    digests = [store.digest(path) for path, _ in task.inputs]
    return hashlib.sha256("\0".join([task.version, *digests]).encode()).hexdigest()[:32]


def _read(inputs: tuple[tuple[Path, Table], ...]) -> dict[str, pa.Table]:
    return {table.name: store.read_part(path, table) for path, table in inputs}


def _found(kept: Path) -> Tally | None:
    """The counts of a form, if it was finished before and its files are whole."""
    if not (kept / _DONE).exists():
        return None
    try:
        done = store.read_json(kept / _DONE)
        whole = all(store.digest(kept / name) == digest for name, digest in done["digests"].items())
    except (DataError, OSError):
        return None
    return Tally.from_json(done["tally"]) if whole else None


def _whole(task: Task, tables: dict[str, pa.Table]) -> Computed:
    if not task.deadly:
        made, tally = task.step(tables)
    else:
        assert task.bury is not None
        owners = [owner for owner in documents(task) if owner not in task.deadly]
        made, tally = task.step(only(tables, owners))
        buried, counted = task.bury(only(tables, task.deadly))
        made = {name: pa.concat_tables([rows, buried[name]]) for name, rows in made.items()}
        tally += counted
    return Computed(tables, {table.name: ordered(made[table.name], table) for table in task.outputs}, tally)


def _amended(task: Task, tables: dict[str, pa.Table]) -> Computed | None:
    """The part by way of its latest form, if that can serve."""
    if task.deadly or not all(OWNER in table.names for _, table in task.inputs):
        return None
    earlier = next((one for form in workshop.latest(task.forms) if (one := _earlier(form, task))), None)
    return earlier and amend(task.step, earlier, tables, task.outputs)


def _earlier(form: Path, task: Task) -> Computed | None:
    """A form that the same code and parameters have made, with its inputs."""
    tally = _found(form)
    done = store.read_json(form / _DONE) if tally is not None else {}
    if tally is None or done["version"] != task.version or not done["amendable"]:
        return None
    inputs = {table.name: store.read_part(_input(form, table), table) for _, table in task.inputs}
    outputs = {table.name: store.read_part(_output(form, table), table) for table in task.outputs}
    return Computed(inputs, outputs, tally)


def _keep(kept: Path, task: Task, computed: Computed) -> None:
    with workshop.kept_folder(kept) as fresh:
        for table in task.outputs:
            store.write_part(_output(fresh, table), computed.outputs[table.name], table)
        linked = [store.hard_link(path, _input(fresh, table)) for path, table in task.inputs]
        done = {
            "tally": computed.tally.as_json(),
            "digests": store.digests(fresh),
            "version": task.version,
            "amendable": all(linked) and not task.deadly,
        }
        store.write_json(fresh / _DONE, done)


def _output(form: Path, table: Table) -> Path:
    return form / f"{table.name}.parquet"


def _input(form: Path, table: Table) -> Path:
    return form / "inputs" / f"{table.name}.parquet"


@contextmanager
def _attempt(kept: Path, task: Task) -> Iterator[None]:
    """Leave a mark for as long as a part is being computed; marks that stay tell of processes that ended before."""
    marks = kept.with_name(f"{kept.name}.attempts")
    if not task.apart and store.size(marks) >= _CUT_OFF:
        raise WorkerDiedError(f"{task.name}: {_CUT_OFF} processes that computed it were cut off.")
    workshop.append(marks, "x")
    try:
        yield
    finally:
        marks.unlink(missing_ok=True)
