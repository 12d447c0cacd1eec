"""Runs commands of DVC and reads its file system, in one process that imports DVC once.

Reads one JSON request per line and answers one per line.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import sys
from typing import Any

import pyarrow.dataset
from dvc.api import DVCFileSystem
from dvc.cli import main


def answer(request: dict[str, Any]) -> dict[str, Any]:
    os.chdir(request["folder"])
    if "arguments" in request:
        said = io.StringIO()
        with contextlib.redirect_stderr(said):
            code = main(request["arguments"])
        return {"code": code, "said": said.getvalue()}
    files = DVCFileSystem(request["repository"], rev=request["rev"])
    rows = pyarrow.dataset.dataset(request["path"], filesystem=files, format="parquet").to_table().to_pylist()
    return {"rows": rows}


for line in sys.stdin:
    with contextlib.redirect_stdout(sys.stderr):
        told = answer(json.loads(line))
    print(json.dumps(told, default=str), flush=True)
