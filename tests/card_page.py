"""A card of one good row of each table: run it to write the golden one anew."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rows import row

from pipeline import card
from pipeline.manifest import File, Released, Split
from pipeline.statistics import Statistics
from schemas import released

GOLDEN = Path(__file__).resolve().parent / "golden" / "card.md"

PARAMETERS: dict[str, Any] = {
    "clean": {"privacy": {"email": "mask", "phone": "keep"}},
    "deduplicate": {"shingle_words": 5, "threshold": 0.8},
    "release": {"title": "Claimset", "authors": ["A. N. Other"], "license": "0BSD", "version": "1.2.3", "text": "full"},
}
QUALITY: dict[str, Any] = {
    "about": "Labels by language models.",
    "sets": {
        "gold": {
            "about": "Five texts.",
            "texts": 5,
            "units": 237,
            "columns": {
                "claim": {"measure": "F1", "value": 0.91234, "n": 128, "precision": 0.9, "recall": 0.925},
                "kind": {"measure": "accuracy", "value": 0.99, "n": 237},
            },
            "agreement": {"kind": {"measure": "Cohen's kappa", "value": 0.9571, "n": 238}},
        }
    },
}


def page(quality: dict[str, Any] = QUALITY, parameters: dict[str, Any] = PARAMETERS, **changes: Any) -> str:
    """The card; changes are columns of the one row of the tables that have them."""
    statistics = Statistics()
    tables = []
    for table in released.TABLES:
        own = {name: value for name, value in changes.items() if name in table.names}
        statistics.add(table, table.rows([row(table.name, **own)]))
        file = File(f"data/{table.name}/train-00000-of-00001.parquet", "f" * 64, 99)
        tables.append(Released(table, (Split("train", 1, 300, "e" * 64, (file,)),)))
    return card.render(tuple(tables), statistics, quality, parameters, "d" * 64)


if __name__ == "__main__":
    GOLDEN.parent.mkdir(exist_ok=True)
    GOLDEN.write_text(page(), encoding="utf-8")
