"""Compare two versions of the data row by row, and name the version bump that the difference demands."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline import comparison, difference, ledger, manifest, store
from pipeline.errors import DataError, UsageError
from pipeline.snapshots import Release

if TYPE_CHECKING:
    import argparse

    from pipeline.snapshots import Snapshot

_HUB = "hub:"
_FORM = "hub:NAMESPACE/NAME@REVISION"
_AGAIN = "delete the copy in the cache of the client and run it again; if it stays so, the release was published broken"
_FORMATS = {"text": difference.as_text, "markdown": difference.as_markdown, "json": difference.as_json}


def command(options: argparse.Namespace) -> int:
    """Print the difference."""
    old, new = (snapshot(name, options.ledger) for name in (options.old, options.new))
    sys.stdout.write(_FORMATS[options.format](comparison.compare(old, new)))
    return 0


def snapshot(name: str, folder: Path) -> Snapshot:
    """The version that is named: a folder of a release or of the ledger, a version in the ledger, or one on the Hub."""
    if name.startswith(_HUB):
        return Release(_downloaded(name))
    for path in (folder / name.removeprefix("v"), Path(name)):
        if (path / ledger.ROWS).is_file():
            return ledger.Closed(path)
        if (path / manifest.SUMS).is_file():
            return Release(path)
    known = ", ".join(ledger.closed(folder)) or "none"
    raise UsageError(
        f"{name}: no folder of a release, and no version in {folder} (there: {known}). Give a folder that holds "
        f"{manifest.NAME}, a version that is closed, or {_FORM}."
    )


def _downloaded(name: str) -> Path:
    """The folder of a version on the Hub, whose bytes are those that it states."""
    from pipeline import hub  # noqa: PLC0415  # half a second, and only this needs it

    repository, at, revision = name.removeprefix(_HUB).rpartition("@")
    if not at or repository.count("/") != 1 or not revision:
        raise UsageError(f"{name}: write {_FORM}, such as hub:acme/claimset@v1.0.0.")
    folder = hub.download(repository, revision)
    if not (folder / manifest.SUMS).is_file():
        raise DataError(
            f"{name}: no release of this project (it has no {manifest.SUMS}); name a repository that holds one."
        )
    try:
        stated = manifest.parse_sums(store.read_text(folder / manifest.SUMS))
    except ValueError as error:
        raise DataError(f"{name}: {manifest.SUMS}: {error}; {_AGAIN}.") from None
    wrong = [
        path
        for path, digest in stated.items()
        if not (folder / path).is_file() or store.digest(folder / path) != digest
    ]
    if wrong:
        raise DataError(
            f"{name}: {len(wrong)} file(s) are not what {manifest.SUMS} states, such as {folder / wrong[0]}; {_AGAIN}."
        )
    return folder
