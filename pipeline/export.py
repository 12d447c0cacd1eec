"""Write the claims of a release in the format of another tool."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from pipeline import labelstudio, releases, store, webannotation
from pipeline.errors import DataError, UsageError

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

FORMATS = ("label-studio", "web-annotation")
_TASKS, _CONFIG, _COLLECTION = "tasks.json", "config.xml", "annotations.jsonld"


def command(options: argparse.Namespace) -> int:
    """Export into a folder: ``tasks.json`` and ``config.xml``, or ``annotations.jsonld``."""
    _own(options.out, options.release)
    rows = list(releases.documents(options.release))
    withheld = _count(options.release) - len(rows)
    if withheld and not rows:
        raise DataError(
            f"{options.release}: withholds its texts, so no claim can be shown; put them back first with "
            "`python -m pipeline hydrate RELEASE RAW OUT`, and export OUT."
        )
    if options.format == "label-studio":
        tasks = [labelstudio.task(document, claims) for document, claims in rows]
        store.write_text(options.out / _TASKS, json.dumps(tasks, indent=1, ensure_ascii=False) + "\n")
        store.write_text(options.out / _CONFIG, labelstudio.config())
    else:
        found = (webannotation.annotation(document, claim) for document, claims in rows for claim in claims)
        store.write_json(options.out / _COLLECTION, webannotation.collection(found))
    without = f"; {withheld} documents are left out, for their texts are withheld" if withheld else ""
    store.say(f"{options.out}: {sum(len(claims) for _, claims in rows)} claims of {len(rows)} documents{without}")
    return 0


def _own(out: Path, release: Path) -> None:
    """Refuse a folder that holds files of others."""
    if out.resolve().is_relative_to(release.resolve()):
        raise UsageError(f"{out}: lies inside the release {release}; choose another place.")
    if out.exists() and not out.is_dir():
        raise UsageError(f"{out}: is a file; name a folder.")
    foreign = {path.name for path in out.iterdir()} - {_TASKS, _CONFIG, _COLLECTION} if out.is_dir() else set()
    if foreign:
        raise UsageError(f"{out}: holds {min(foreign)!r}, which export did not make; choose an empty folder.")


def _count(release: Path) -> int:
    """Documents of a release, with those whose text is withheld."""
    return sum(store.count_rows(path) for path in (release / "data" / "documents").glob("*.parquet"))
