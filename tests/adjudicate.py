"""The third layer of the gold labels: two passes, and a decision with a reason wherever they differ.

Run it to write ``adjudicated.json`` anew; ``decisions.json`` beside it is written by hand.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from conftest import ROOT

SETS = {
    ROOT / "data" / "gold": ("annotator_a.json", "annotator_b.json"),
    ROOT / "data" / "gold_news": ("annotator_c.json", "annotator_d.json"),
}


def documents(path: Path) -> dict[str, list[dict[str, Any]]]:
    return {one["doc"]: one["units"] for one in json.loads(path.read_text(encoding="utf-8")) if "doc" in one}


def differences(folder: Path) -> list[tuple[str, int, str]]:
    """Document, number of the unit and field of everything that the two passes label differently."""
    first, second = (documents(folder / name) for name in SETS[folder])
    return [
        (doc, number, field)
        for doc, units in first.items()
        for number, unit in enumerate(units)
        for field in unit
        if unit[field] != second[doc][number][field]
    ]


def adjudicated(folder: Path) -> list[dict[str, Any]]:
    """The first pass with the labels of the second where the decision is for it."""
    first, second = (documents(folder / name) for name in SETS[folder])
    for one in json.loads((folder / "decisions.json").read_text(encoding="utf-8")):
        if one["chosen"] == "second":
            first[one["doc"]][one["unit"]][one["field"]] = second[one["doc"]][one["unit"]][one["field"]]
    return [{"doc": doc, "units": units} for doc, units in first.items()]


def text(folder: Path) -> str:
    return json.dumps(adjudicated(folder), indent=1, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    for one in SETS:
        (one / "adjudicated.json").write_text(text(one), encoding="utf-8")
