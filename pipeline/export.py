"""Write the claims of a release in the format of another tool."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from pipeline import labelstudio, releases, store, webannotation

if TYPE_CHECKING:
    import argparse

FORMATS = ("label-studio", "web-annotation")


def command(options: argparse.Namespace) -> int:
    """Export into a folder: ``tasks.json`` and ``config.xml``, or ``annotations.jsonld``."""
    rows = list(releases.documents(options.release))
    if options.format == "label-studio":
        tasks = [labelstudio.task(document, claims) for document, claims in rows]
        store.write_text(options.out / "tasks.json", json.dumps(tasks, indent=1, ensure_ascii=False) + "\n")
        store.write_text(options.out / "config.xml", labelstudio.config())
    else:
        found = (webannotation.annotation(document, claim) for document, claims in rows for claim in claims)
        store.write_json(options.out / "annotations.jsonld", webannotation.collection(found))
    store.say(f"{options.out}: {sum(len(claims) for _, claims in rows)} claims of {len(rows)} documents")
    return 0
