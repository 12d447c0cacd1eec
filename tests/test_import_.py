from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline import import_, labelstudio, overlays, selectors, store
from pipeline.errors import ClaimsetError
from pipeline.usage import parser

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


def saved(task: dict[str, Any]) -> dict[str, Any]:
    """The task as a person saves it who changes nothing."""
    return json.loads(json.dumps({"data": task["data"], "annotations": task["predictions"]}))


def refused(given: object, built: Path, folder: Path) -> str:
    """What the command says of corrected tasks that it does not take."""
    (folder / "x.json").write_text(json.dumps(given), encoding="utf-8")
    options = parser().parse_args(
        [
            "import",
            "label-studio",
            str(folder / "x.json"),
            str(built / "release"),
            str(folder / "o.jsonl"),
            "--annotator=A",
        ]
    )
    with pytest.raises(ClaimsetError) as caught:
        import_.command(options)
    assert not (folder / "o.jsonl").exists()
    message = str(caught.value)
    assert "\n" not in message
    return message


def test_a_value_that_no_label_has_is_refused_with_those_that_are(
    tasks: list[dict[str, Any]], built: Path, tmp_path: Path
) -> None:
    task = saved(tasks[0])
    task["annotations"][0]["result"][0]["value"]["labels"] = ["quantitty"]
    message = refused([task], built, tmp_path)
    assert task["data"]["key"] in message
    assert "claim_type is one of personal_experience, quantity, " in message
    assert "not 'quantitty'" in message


def test_a_region_that_is_no_unit_of_the_release_is_refused(
    tasks: list[dict[str, Any]], built: Path, tmp_path: Path
) -> None:
    task = saved(tasks[0])
    first = task["annotations"][0]["result"][0]
    for result in task["annotations"][0]["result"]:
        if result["id"] == first["id"]:
            result["value"]["end"] -= 3
    message = refused([task], built, tmp_path)
    assert f"is no whole sentence or line of {task['data']['key']}" in message
    twice = saved(tasks[0])
    twice["annotations"][0]["result"].append(twice["annotations"][0]["result"][0] | {"id": "again"})
    assert "two regions mark" in refused([twice], built, tmp_path)


def test_a_claim_that_is_marked_again_keeps_what_was_not_said_and_a_dropped_one_loses_everything(
    tasks: list[dict[str, Any]],
) -> None:
    task = saved(tasks[0])
    results = task["annotations"][0]["result"]
    claim = dict.fromkeys(labelstudio.COLUMNS) | {"claim_id": results[0]["id"], "start": 0, "end": 0}
    claim["start"], claim["end"] = labelstudio._points(
        task["data"]["text"], results[0]["value"]["start"], results[0]["value"]["end"]
    )
    span = {"start": results[0]["value"]["start"], "end": results[0]["value"]["end"]}
    claim |= {"claim_type": "other", "polarity": "positive"}
    task["annotations"][0]["result"] = [
        results[0] | {"id": "new", "value": results[0]["value"] | {"labels": ["prediction"]}}
    ]
    (line,) = labelstudio.overlays(task, [claim], "Ada", "x")
    assert (line["column"], line["value"]) == ("claim_type", "prediction")
    nothing = {"from_name": "checkworthiness", "value": span | {"choices": ["NFS"]}}
    task["annotations"][0]["result"].append(task["annotations"][0]["result"][0] | nothing)
    (line,) = labelstudio.overlays(task, [claim], "Ada", "x")
    assert (line["column"], line["value"]) == ("checkworthiness", "NFS")


def test_a_task_that_nobody_saved_says_nothing(tasks: list[dict[str, Any]]) -> None:
    claims = [{"claim_id": "c", "start": 0, "end": 1}]
    assert list(labelstudio.overlays(tasks[0] | {"predictions": []}, claims, "Ada", "x")) == []
    assert len(list(labelstudio.overlays(tasks[0] | {"annotations": [{"result": []}]}, claims, "Ada", "x"))) == 1


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"data": {"key": "a", "text": "b"}}, "not a list of tasks"),
        ([7], "task 1: 7 is not of type 'object'"),
        ([{"id": 1}], "task 1: 'data' is a required property"),
        ([{"data": {"text": "b"}}], "task 1: data: 'key' is a required property"),
        ([{"data": {"key": ["b"], "text": "b"}}], "task 1: data.key: "),
        (
            [{"data": {"key": "a", "text": "b"}, "annotations": [{"result": [{"from_name": "label"}]}]}],
            "task 1: annotations.0.result.0",
        ),
    ],
)
def test_what_is_no_list_of_tasks_is_one_clear_line(given: object, told: str, built: Path, tmp_path: Path) -> None:
    assert f"x.json: {told}" in refused(given, built, tmp_path)


def test_no_file_is_written_over(tasks: list[dict[str, Any]], built: Path, tmp_path: Path, run: Run) -> None:
    file = tmp_path / "corrected.json"
    file.write_text(json.dumps(tasks), encoding="utf-8")
    done = run("import", "label-studio", file, built / "release", file, "--annotator", "Ada")
    assert (done.returncode, "exists already; choose another name or delete it" in done.stderr) == (2, True)
    assert json.loads(file.read_text(encoding="utf-8")) == tasks


def test_tasks_of_another_text_are_refused(tasks: list[dict[str, Any]], built: Path, tmp_path: Path, run: Run) -> None:
    (tmp_path / "x.json").write_text(
        json.dumps([tasks[0] | {"data": tasks[0]["data"] | {"text": "x"}}]), encoding="utf-8"
    )
    done = run(
        "import", "label-studio", tmp_path / "x.json", built / "release", tmp_path / "o.jsonl", "--annotator", "A"
    )
    assert (done.returncode, "its text is another one" in done.stderr) == (1, True)
