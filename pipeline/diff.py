"""Compare two versions of the data row by row, and name the version bump that the difference demands."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline import comparison, difference, ledger, manifest
from pipeline.errors import UsageError
from pipeline.snapshots import Release

if TYPE_CHECKING:
    import argparse

    from pipeline.snapshots import Snapshot

_FORMATS = {"text": difference.as_text, "markdown": difference.as_markdown, "json": difference.as_json}


def command(options: argparse.Namespace) -> int:
    """Print the difference."""
    old, new = (snapshot(name, options.ledger) for name in (options.old, options.new))
    sys.stdout.write(_FORMATS[options.format](comparison.compare(old, new)))
    return 0


def snapshot(name: str, folder: Path) -> Snapshot:
    """The version that is named: a folder of a release, a folder of the ledger, or a version in the ledger."""
    for path in (folder / name.removeprefix("v"), Path(name)):
        if (path / ledger.ROWS).is_file():
            return ledger.Closed(path)
        if (path / manifest.SUMS).is_file():
            return Release(path)
    known = ", ".join(ledger.closed(folder)) or "none"
    raise UsageError(f"{name}: no folder of a release, and no version in {folder} (there: {known}).")
