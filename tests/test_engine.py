from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from conftest import ROOT
from tasks import die, fail, late, process, start

from pipeline.engine import Engine
from pipeline.errors import DataError, UsageError, WorkerDiedError
from pipeline.workers import Processes

SPECS = [None, "serial", "processes:2"]


@pytest.mark.parametrize("spec", SPECS)
def test_results_come_in_the_order_of_the_tasks(spec: str | None) -> None:
    with Engine(spec) as engine:
        assert list(engine.map(late, list(range(6)))) == [0, 1, 4, 9, 16, 25]
        assert list(engine.map(late, [])) == []


def test_one_part_stays_in_this_process_and_more_leave_it() -> None:
    with Engine() as engine:
        assert list(engine.map(process, [1])) == [os.getpid()]
        assert os.getpid() not in set(engine.map(process, [1, 2]))


def test_workers_stay_for_the_next_map() -> None:
    with Engine("processes:1") as engine:
        assert list(engine.map(process, [1])) == list(engine.map(process, [2]))


def test_more_tasks_than_workers_wait_for_one() -> None:
    workers = Processes(1)
    futures = [workers.submit(process, number) for number in range(3)]
    assert len({future.result() for future in futures}) == 1
    workers.close()


@pytest.mark.parametrize("spec", ["serial", "processes:2"])
def test_an_error_of_a_part_arrives_as_it_was_raised(spec: str) -> None:
    with Engine(spec) as engine:
        with pytest.raises(DataError, match="part 1: broken"):
            list(engine.map(fail, [0, 1, 2]))
        assert list(engine.map(fail, [2, 3])) == [2, 3]


@pytest.mark.parametrize("spec", ["threads", "processes:0", "processes:x", "serial:", ""])
def test_an_unknown_engine_is_wrong_usage(spec: str) -> None:
    if spec in {"", "serial:"}:
        assert list(Engine(spec).map(late, [5])) == [25]
        return
    with pytest.raises(UsageError, match="write serial, processes"):
        Engine(spec)


def test_a_task_whose_worker_died_once_is_given_to_another(tmp_path: Path) -> None:
    tasks = ["a", str(tmp_path / "once"), "b", "c"]
    with Engine("processes:2") as engine:
        assert list(engine.map(die, tasks)) == tasks


def test_a_task_that_kills_twice_spoils_no_other() -> None:
    with Engine("processes:2") as engine:
        rescued = engine.map(die, ["a", "always", "b", "c"], lambda task: f"{task} dies")
        assert list(rescued) == ["a", "always dies", "b", "c"]
        with pytest.raises(WorkerDiedError, match="always: two processes that computed it died"):
            list(engine.map(die, ["always"]))


def alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def wait_until(holds: Callable[[], bool]) -> bool:
    """Whether it comes to hold within half a minute; how soon is for tests/benchmarks/kills.py to say."""
    end = time.monotonic() + 30
    while not holds() and time.monotonic() < end:
        time.sleep(0.02)
    return holds()


# A shell that runs its commands in the background has them ignore Ctrl-C.
PARENT = """
import signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)
from tasks import sleep
from pipeline.engine import Engine
if __name__ == "__main__":
    with Engine("processes:2") as engine:
        list(engine.map(sleep, [sys.argv[1]] * 4))
"""


def workers(folder: Path) -> list[int]:
    return [int(path.name) for path in (folder / "workers").iterdir()]


@pytest.fixture
def parent(tmp_path: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A process whose two workers are at work."""
    script = tmp_path / "parent.py"
    script.write_text(PARENT, encoding="utf-8")
    path = os.pathsep.join([str(ROOT), str(ROOT / "tests")])
    (tmp_path / "workers").mkdir()
    process = subprocess.Popen(
        [sys.executable, script, tmp_path / "workers"], env=os.environ | {"PYTHONPATH": path}, stderr=subprocess.DEVNULL
    )
    assert wait_until(lambda: len(workers(tmp_path)) == 2)
    yield process
    process.kill()
    process.wait()


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc")
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGINT, signal.SIGTERM])
def test_workers_end_with_their_parent(number: int, parent: subprocess.Popen[bytes], tmp_path: Path) -> None:
    pids = workers(tmp_path)
    assert all(alive(pid) for pid in pids)
    parent.send_signal(number)
    assert wait_until(lambda: not any(alive(pid) for pid in (parent.pid, *pids)))


def test_a_map_that_is_left_early_stops_its_workers(tmp_path: Path) -> None:
    with Engine("processes:2") as engine:
        results = engine.map(start, [str(tmp_path)] * 2 + ["sleep"])
        (pid, *_) = (next(results), next(results))
        results.close()
        assert wait_until(lambda: not alive(pid))
