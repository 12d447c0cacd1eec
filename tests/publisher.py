"""Runs ``python -m pipeline publish`` many times, each in a process of its own that is forked and so need not import.

Reads one JSON request per line, answers one per line. The process id of the child stands in the folder that the request
names, so that a server can kill it. What a folder of the same content was found to be by ``verify`` is remembered.
"""

from __future__ import annotations

import json
import os
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

import huggingface_hub._commit_api
import huggingface_hub.file_download
import huggingface_hub.lfs
import huggingface_hub.utils._auth

import pipeline.publish
from pipeline import store, verify
from pipeline.__main__ import main
from pipeline.errors import ClaimsetError

LATE = (  # modules that the client would import in each child
    huggingface_hub._commit_api,
    huggingface_hub.file_download,
    huggingface_hub.lfs,
    huggingface_hub.utils._auth,
    huggingface_hub.get_token,
    huggingface_hub.HfApi,
)
VERIFY = verify.verify
KNOWN: dict[str, verify.Report] = {}


def remembered(release: Path, raw: Path | None) -> verify.Report:
    content = json.dumps(store.digests(release))
    if content not in KNOWN:
        KNOWN[content] = VERIFY(release, raw)
    return KNOWN[content]


def child(request: dict[str, Any], folder: Path) -> None:
    for name, stream in (("out", 1), ("err", 2)):
        os.dup2(os.open(folder / name, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), stream)
    os.environ.update(request["environment"])
    (folder / "pid").write_text(str(os.getpid()), encoding="utf-8")
    if not request["patient"]:
        time.sleep = lambda _: None
    code = 70
    try:
        code = main(request["arguments"])
    except SystemExit as wrong_usage:
        code = wrong_usage.code
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


pipeline.publish.verify.verify = remembered
for line in sys.stdin:
    asked = json.loads(line)
    place = Path(asked["folder"])
    with suppress(ClaimsetError):
        remembered(Path(asked["arguments"][1]), None)
    pid = os.fork()
    if pid == 0:
        child(asked, place)
    status = os.waitpid(pid, 0)[1]
    texts = {name: (place / name).read_text(encoding="utf-8") for name in ("out", "err")}
    print(json.dumps({"code": os.waitstatus_to_exitcode(status), **texts}), flush=True)
