"""Loads datasets with the real clients, in a process whose environment was set before they were imported.

Reads one JSON request per line and answers one per line: the rows with their labels as strings, or the error; and runs
commands of the project in the same way.
"""

from __future__ import annotations

import contextlib
import io
import json
import sys
from typing import Any

import datasets
from huggingface_hub import snapshot_download

from pipeline import pins
from pipeline.__main__ import main


def rows(loaded: Any) -> dict[str, list[dict[str, Any]]]:
    """The rows of each split; class labels by name."""
    named = {}
    for split, some in loaded.items():
        labels = {name: one for name, one in some.features.items() if isinstance(one, datasets.ClassLabel)}
        named[split] = [
            row | {name: label.int2str(row[name]) for name, label in labels.items() if row[name] is not None}
            for row in some
        ]
    return named


def answer(request: dict[str, Any]) -> dict[str, Any]:
    if request["call"] == "download":
        return {"folder": snapshot_download(*request["arguments"], repo_type="dataset", **request["options"])}
    if request["call"] == "pipeline":
        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = main(request["arguments"])
        return {"code": code, "out": out.getvalue(), "err": err.getvalue()}
    calls = {"load_dataset": datasets.load_dataset, "pins": pins.load}
    return {"rows": rows(calls[request["call"]](*request["arguments"], **request["options"]))}


datasets.disable_progress_bars()
for line in sys.stdin:
    with contextlib.redirect_stdout(sys.stderr):
        try:
            told = answer(json.loads(line))
        except Exception as error:  # noqa: BLE001  # the test looks at it
            told = {"error": type(error).__name__, "message": str(error)}
    print(json.dumps(told, default=str), flush=True)
