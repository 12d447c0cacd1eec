from __future__ import annotations

import json
from pathlib import Path

import adjudicate
import pytest


@pytest.mark.parametrize("folder", adjudicate.SETS, ids=lambda folder: folder.name)
def test_every_difference_of_the_two_passes_has_one_decision_with_a_reason(folder: Path) -> None:
    decisions = json.loads((folder / "decisions.json").read_text(encoding="utf-8"))
    assert [(one["doc"], one["unit"], one["field"]) for one in decisions] == adjudicate.differences(folder)
    assert all(one["chosen"] in {"first", "second"} and one["reason"] for one in decisions)


@pytest.mark.parametrize("folder", adjudicate.SETS, ids=lambda folder: folder.name)
def test_the_third_layer_is_what_the_decisions_make_of_the_passes(folder: Path) -> None:
    assert (folder / "adjudicated.json").read_text(encoding="utf-8") == adjudicate.text(folder)
