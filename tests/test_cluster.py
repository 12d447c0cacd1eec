from __future__ import annotations

import pytest
from dask_cluster import cluster as started
from tasks import die, fail, late, process

from pipeline import workers
from pipeline.engine import Engine
from pipeline.errors import DataError, UsageError, WorkerDiedError

# Dask asks a socket for the address of this machine and leaves it to the garbage collector.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning", "ignore::ResourceWarning")


def test_a_cluster_computes_elsewhere_and_keeps_the_order(cluster: str) -> None:
    with Engine(cluster) as engine:
        assert list(engine.map(late, list(range(6)))) == [0, 1, 4, 9, 16, 25]
        assert len(set(engine.map(process, range(8)))) <= 2
        with pytest.raises(DataError, match="part 1: broken"):
            list(engine.map(fail, [0, 1, 2]))


def test_a_cluster_without_workers_is_wrong_usage(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "_PATIENCE", 1)
    with (
        started(0) as (address, _),
        Engine(address) as engine,
        pytest.raises(UsageError, match="the scheduler has had no worker for 1 seconds; start one with `dask worker"),
    ):
        list(engine.map(late, [1]))


@pytest.mark.slow  # five workers, of which four die
def test_a_task_that_kills_the_workers_of_a_cluster_is_given_back() -> None:
    with started(5, failures=1) as (address, _), Engine(address) as engine:
        assert list(engine.map(die, ["a", "always", "b"], lambda task: f"{task} dies")) == ["a", "always dies", "b"]
        with pytest.raises(WorkerDiedError, match="always: two processes that computed it died"):
            list(engine.map(die, ["always"]))
