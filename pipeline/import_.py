"""Turn labels that people corrected in another tool into overlays for ``data/annotations``."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from pipeline import labelstudio, releases, store
from pipeline.errors import DataError

if TYPE_CHECKING:
    import argparse


def command(options: argparse.Namespace) -> int:
    """Compare the corrected tasks with the release and write a line for each difference."""
    known = {document["key"]: (document, claims) for document, claims in releases.documents(options.release)}
    lines: list[dict[str, Any]] = []
    for task in store.read_json(options.file):
        key = task["data"]["key"]
        if key not in known or known[key][0]["text"] != task["data"]["text"]:
            raise DataError(f"{options.file}: {key}: not a document of {options.release}, or its text is another one.")
        lines += labelstudio.overlays(task, known[key][1], options.annotator, options.reason)
    store.write_text(options.out, "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines))
    store.say(f"{options.out}: {len(lines)} labels; put the file into data/annotations as labels-….jsonl")
    return 0
