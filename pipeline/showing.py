"""What a page tells of a release as a whole, read from its files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pipeline import card, manifest, store, viewer
from pipeline.errors import DataError
from pipeline.viewer import figures

if TYPE_CHECKING:
    from pathlib import Path


def facts(release: Path, most: int | None = None) -> viewer.Facts:
    """What stands on the overview of a page that shows all documents, or so many of them."""
    described = _described(release)
    schema = store.read_json(store.ROOT / "schemas" / "annotations.schema.json")
    documents = described["tables"]["documents"]["rows"]
    return viewer.Facts(
        version=described["version"],
        digest=store.digest(release / manifest.NAME),
        funnel=card.funnel({name: table["rows"] for name, table in described["tables"].items()}),
        quality=store.read_json(release / "quality.json"),
        changes=store.read_text(release / "CHANGELOG.md"),
        documents=documents,
        shown=documents if most is None else min(documents, most),
        columns=schema["properties"]["column"]["enum"],
    )


def files(release: Path, table: str) -> list[tuple[str, Path]]:
    """The files of a table, each with its split; none where it has no rows."""
    paths = sorted((release / "data" / table).glob("*.parquet"))
    return [(path.name.split("-", maxsplit=1)[0], path) for path in paths]


def counted(release: Path) -> viewer.Figures:
    """The figures of the overview, over all rows."""
    counts = viewer.Figures()
    for table, columns in figures.COLUMNS.items():
        for split, path in files(release, table):
            for rows in store.stream(path, columns):
                counts.add(table, split, rows)
    return counts


def _described(release: Path) -> dict[str, Any]:
    if not (release / manifest.NAME).is_file():
        raise DataError(f"{release}: no release; build one with `make release`.")
    described: dict[str, Any] = store.read_json(release / manifest.NAME)
    return described
