from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline import overlays, selectors, store

Run = Callable[..., subprocess.CompletedProcess[str]]
SCHEMA = store.read_json(store.ROOT / "schemas" / "annotations.schema.json")


@pytest.fixture(scope="session")
def tasks(built: Path, tmp_path_factory: pytest.TempPathFactory, run: Run) -> list[dict[str, Any]]:
    out = tmp_path_factory.mktemp("tasks")
    done = run("export", "label-studio", built / "release", out)
    assert done.returncode == 0, done.stderr
    return json.loads((out / "tasks.json").read_text(encoding="utf-8"))


def imported(tasks: list[dict[str, Any]], built: Path, folder: Path, run: Run) -> list[dict[str, Any]]:
    (folder / "corrected.json").write_text(json.dumps(tasks), encoding="utf-8")
    out = folder / "labels-ada.jsonl"
    done = run("import", "label-studio", folder / "corrected.json", built / "release", out, "--annotator", "Ada")
    assert done.returncode == 0, done.stderr
    return [line for _, line in store.read_lines(folder, "labels*.jsonl")]


def test_tasks_that_nobody_changed_come_back_as_no_label(
    tasks: list[dict[str, Any]], built: Path, tmp_path: Path, run: Run
) -> None:
    assert sum(len(task["predictions"][0]["result"]) for task in tasks) > 500
    assert imported(tasks, built, tmp_path, run) == []


def test_a_corrected_a_removed_and_a_new_region_come_back_as_labels_that_annotate_takes(
    tasks: list[dict[str, Any]], built: Path, tmp_path: Path, run: Run
) -> None:
    changed = json.loads(json.dumps(tasks))
    task = next(one for one in changed if one["data"]["key"].startswith("002"))
    results = task["predictions"].pop()["result"]
    first, gone = results[0]["id"], results[-1]["id"]
    results[0]["value"]["labels"] = ["correlation_causation"]
    task["annotations"] = [{"result": [one for one in results if one["id"] != gone]}]
    title = task["data"]["text"].split("\n")[0]
    span = {"start": 0, "end": len(title), "text": title, "labels": ["prediction"]}
    if not any(one["value"]["start"] == 0 for one in task["annotations"][0]["result"]):
        task["annotations"][0]["result"].append(
            {"id": "new", "from_name": "claim_type", "type": "labels", "value": span}
        )
    lines = imported(changed, built, tmp_path, run)
    assert {(line["column"], line["value"]) for line in lines} >= {
        ("claim_type", "correlation_causation"),
        ("checkworthiness", "NFS"),
    }
    assert first
    overlays.parse([(str(i), line) for i, line in enumerate(lines)], SCHEMA)
    keys = {line["key"] for line in lines}
    assert keys == {task["data"]["key"]}
    for line in lines:
        selectors.find(task["data"]["text"], selectors.Quote(line["exact"], line["prefix"], line["suffix"]))


def test_tasks_of_another_text_are_refused(tasks: list[dict[str, Any]], built: Path, tmp_path: Path, run: Run) -> None:
    (tmp_path / "x.json").write_text(
        json.dumps([tasks[0] | {"data": tasks[0]["data"] | {"text": "x"}}]), encoding="utf-8"
    )
    done = run(
        "import", "label-studio", tmp_path / "x.json", built / "release", tmp_path / "o.jsonl", "--annotator", "A"
    )
    assert (done.returncode, "its text is another one" in done.stderr) == (1, True)
