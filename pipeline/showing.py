"""What a page tells of a release, read from its files and, where somebody has them, from the raw items behind it."""

from __future__ import annotations

from contextlib import contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from pipeline import card, manifest, store, text, viewer
from pipeline.errors import DataError
from pipeline.retrieval import Retrieval
from pipeline.viewer import figures
from schemas import released

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import pyarrow as pa

    Beside = Callable[[pa.Table], pa.Table]


def facts(release: Path, most: int | None = None) -> viewer.Facts:
    """What stands on the overview of a page that shows all documents, or so many of them."""
    described = _described(release)
    schema = store.read_json(store.ROOT / "schemas" / "annotations.schema.json")
    documents = described["tables"]["documents"]["rows"]
    return viewer.Facts(
        title=described["parameters"]["release"].get("title", described["name"]),
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


@contextmanager
def originals(release: Path, raw: Path | str | None) -> Iterator[Beside]:
    """What sets the raw items of a folder beside some documents; without a folder, only the places that were repaired.

    Documents whose words are withheld, masked or corrected by hand keep their bytes to themselves.
    """
    if raw is None:
        yield partial(viewer.beside, raw={})
        return
    with TemporaryDirectory() as scratch:
        yield partial(_beside, Retrieval.of_release(release, raw, Path(scratch)))


def _beside(items: Retrieval, documents: pa.Table) -> pa.Table:
    columns = ["doc_id", "key", "text", "raw_sha256", "repairs", "redistributable"]
    told = [one for one in documents.select(columns).to_pylist() if _may_be_told(one)]
    found = {}
    for document, item in items.of(told):
        if item is None or item.raw is None or item.sha256 != document["raw_sha256"]:
            raise DataError(
                f"{document['key']}: the raw folder does not hold the bytes of {document['doc_id']} (raw_sha256); give "
                "the folder that the release was made of, or none."
            )
        found[document["doc_id"]] = item.raw
    return viewer.beside(documents, found)


def _may_be_told(document: dict[str, Any]) -> bool:
    """Whether nothing was taken out of the text that somebody may want to stay out."""
    by_rule = all(repair["rule"] in text.RULES for repair in document["repairs"])
    return bool(document["text"]) and document["redistributable"] != "no" and by_rule


def _described(release: Path) -> dict[str, Any]:
    if not (release / manifest.NAME).is_file():
        raise DataError(f"{release}: no release; build one with `make release`.")
    described: dict[str, Any] = store.read_json(release / manifest.NAME)
    for table in released.TABLES:
        if described["tables"].get(table.name, {}).get("columns", {}).keys() != set(table.names):
            raise DataError(
                f"{release}: its table {table.name} has other columns than this version of the project reads; use the "
                "version that made it."
            )
    return described
