"""Print which claims of a release contradict, outdate or refine one another, with both quotations and the reason."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

from pipeline import linked, manifest, store
from pipeline.errors import UsageError
from pipeline.links import pages

if TYPE_CHECKING:
    import argparse

RELATIONS = ("conflicts", "supersedes", "refines")


def command(options: argparse.Namespace) -> int:
    """Print a page of Markdown, or JSON."""
    if not (options.release / manifest.NAME).is_file():
        raise UsageError(f"{options.release}: no folder of a release; name one, such as data/release.")
    found = linked.read(options.release, RELATIONS)
    if options.json:
        sys.stdout.write(json.dumps(pages.as_values(found), indent=2, ensure_ascii=False) + "\n")
    else:
        described = store.read_json(options.release / manifest.NAME)
        sys.stdout.write(pages.markdown(f"version {described['version']}", found))
    return 0
