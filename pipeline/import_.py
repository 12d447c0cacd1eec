"""Turn labels that people corrected in another tool into overlays for ``data/annotations``."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from pipeline import labelstudio, overlays, releases, store
from pipeline.errors import DataError, UsageError
from pipeline.segmentation import Unit
from schemas.sentences import SENTENCES

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping, Sequence
    from pathlib import Path


def command(options: argparse.Namespace) -> int:
    """Compare the corrected tasks with the release and write a line for each difference."""
    if options.out.exists():
        raise UsageError(f"{options.out}: exists already; choose another name or delete it.")
    known = {document["key"]: (document, claims) for document, claims in releases.documents(options.release)}
    lines: list[dict[str, Any]] = []
    for task in labelstudio.checked(str(options.file), store.read_json(options.file)):
        key = task["data"]["key"]
        if key not in known or known[key][0]["text"] != task["data"]["text"]:
            raise DataError(
                f"{options.file}: {key}: not a document of {options.release}, or its text is another one; "
                "name the release that was exported."
            )
        lines += labelstudio.overlays(task, known[key][1], options.annotator, options.reason)
    if lines:
        _check(options.file, lines, {key: document for key, (document, _) in known.items()}, options.release)
    store.write_text(options.out, "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines))
    store.say(
        f"{options.out}: {len(lines)} labels; put the file into data/annotations as labels-….jsonl, "
        "or into a folder for `build --annotations`"
    )
    return 0


def _check(
    file: Path, lines: Sequence[dict[str, Any]], documents: Mapping[str, Mapping[str, Any]], release: Path
) -> None:
    """Refuse what the stage ``annotate`` would: a value that no label has, or words that are no unit of the release."""
    schema = store.read_json(store.ROOT / "schemas" / "annotations.schema.json")
    given = overlays.parse(((f"{file}: {line['key']}", line) for line in lines), schema)
    owners = pa.chunked_array([[documents[key]["doc_id"] for key in given]], pa.string())
    rows = store.read_owned(sorted((release / "data" / SENTENCES.name).glob("*.parquet")), SENTENCES, owners)
    units: dict[str, list[Unit]] = {}
    for row in rows.select(["doc_id", *Unit._fields]).to_pylist():
        units.setdefault(row.pop("doc_id"), []).append(Unit(**row))
    for key, found in given.items():
        overlays.placed(documents[key]["text"], units.get(documents[key]["doc_id"], []), found)
