from __future__ import annotations

import os
import time

import pytest

from pipeline.engine import Engine
from pipeline.errors import DataError, UsageError


def late(task: int) -> int:
    """The earlier tasks take longer: results must still come in the order of the tasks."""
    time.sleep((5 - task) / 100)
    return task * task


def process(_: int) -> int:
    return os.getpid()


def fail(task: int) -> int:
    if task == 1:
        raise DataError("part 1: broken")
    return task


@pytest.mark.parametrize("spec", [None, "serial", "processes:2"])
def test_results_come_in_the_order_of_the_tasks(spec: str | None) -> None:
    assert list(Engine(spec).map(late, list(range(6)))) == [0, 1, 4, 9, 16, 25]
    assert list(Engine(spec).map(late, [])) == []


def test_one_part_stays_in_this_process_and_more_leave_it() -> None:
    assert list(Engine().map(process, [1])) == [os.getpid()]
    assert os.getpid() not in set(Engine().map(process, [1, 2]))


@pytest.mark.parametrize("spec", ["serial", "processes:2"])
def test_an_error_of_a_part_arrives_as_it_was_raised(spec: str) -> None:
    with pytest.raises(DataError, match="part 1: broken"):
        list(Engine(spec).map(fail, [0, 1, 2]))


@pytest.mark.parametrize("spec", ["threads", "processes:0", "processes:x", "serial:", ""])
def test_an_unknown_engine_is_wrong_usage(spec: str) -> None:
    if spec in {"", "serial:"}:
        assert list(Engine(spec).map(late, [5])) == [25]
        return
    with pytest.raises(UsageError, match="write serial, processes"):
        Engine(spec)
