"""Write the files of a release: tables, manifest, card, descriptions and checksums."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from pipeline import card, croissant, linked, manifest, standoff, store
from pipeline.datasheet import SHEET, Work
from pipeline.links import pages
from pipeline.shards import Shards
from pipeline.statistics import Statistics
from schemas import released

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from pipeline.chronology import Rows


class Assembled(NamedTuple):
    """What was written, and what was counted on the way."""

    tables: tuple[manifest.Released, ...]
    statistics: Statistics


def assemble(
    folder: Path,
    rows: Iterable[Rows],
    withheld: standoff.Withheld,
    *,
    parameters: Mapping[str, Any],
    quality: Mapping[str, Any],
) -> Assembled:
    """Write everything into ``folder`` but the changelog and the checksums.

    ``rows`` come in the order of the release, with all their texts; ``parameters`` and ``quality`` are the content of
    params.yaml and quality.json.
    """
    statistics = Statistics()
    tables = _tables(folder, rows, withheld, statistics)
    statistics.discrepancies = [pages.entry(one) for one in linked.joined(folder, statistics.telling_links())]
    work = Work.of(parameters)
    lock = store.digest(store.ROOT / "requirements.lock")
    described = manifest.describe(work.version, tables, parameters, lock)
    told = {"texts_put_back": True} if withheld.put_back else {}
    store.write_json(folder / manifest.NAME, {"name": work.name, **told, **described})
    pin = store.digest(folder / manifest.NAME)  # the card names it, so that a copied snippet pins the content
    store.write_text(folder / "README.md", card.render(tables, statistics, quality, parameters, pin))
    store.write_json(folder / "croissant.json", croissant.describe(work, tables, statistics))
    store.write_text(folder / "CITATION.cff", work.cff(SHEET.summary))
    store.write_json(folder / "quality.json", quality)
    for name in card.PICTURES:
        store.write_bytes(folder / "pictures" / name, card.picture(name))
    return Assembled(tables, statistics)


def seal(folder: Path, changelog: str) -> None:
    """Write the changelog, and the checksums of all files, which are then complete."""
    store.write_text(folder / "CHANGELOG.md", changelog)
    store.write_text(folder / manifest.SUMS, manifest.sums(store.digests(folder)))


def _tables(
    folder: Path, rows: Iterable[Rows], withheld: standoff.Withheld, statistics: Statistics
) -> tuple[manifest.Released, ...]:
    shards = {
        table.name: Shards(folder, table, released.splits(table), withheld=withheld.any) for table in released.TABLES
    }
    for table, split, whole in rows:
        told = standoff.withhold(table, whole, withheld.of(whole))
        statistics.add(table, told)
        shards[table.name].add(split, told, whole)
    return tuple(shards[table.name].close() for table in released.TABLES)
