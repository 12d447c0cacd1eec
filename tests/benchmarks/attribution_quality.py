"""Score `pipeline.attribution` on labelled news, against each pass of the labels, and time it.

    CLAIMSET_EVAL=... python tests/benchmarks/attribution_quality.py [--errors]

The labels stand beside the folder that CLAIMSET_EVAL names, in `gold` and `gold_news`, two passes each, with the texts
in `raw` and `gold_news/texts`. A unit has the quote type and the claimer of the attribution that governs it, once as
`attribution.for_span` picks it and once by the largest overlap of any record, as a reader of the bare records would.
Claimers are compared in small letters without an article.
"""

from __future__ import annotations

import argparse
import collections
import json
import os
import pathlib
import time
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from pipeline import attribution
from pipeline.attribution import Attribution

SHARED = pathlib.Path(os.environ.get("CLAIMSET_EVAL", "../shared/eval")).parent
PASSES = {
    "gold/annotator_a.json": "raw",
    "gold/annotator_b.json": "raw",
    "gold_news/annotator_c.json": "gold_news/texts",
    "gold_news/annotator_d.json": "gold_news/texts",
}
ARTICLES = ("the ", "an ", "a ")
ROUNDS = 5
Picker = Callable[[list[Attribution], int, int], Attribution | None]


class Unit(NamedTuple):
    document: str
    text: str
    gold_type: str
    gold_claimer: str | None
    found: Attribution | None

    @property
    def quote_type(self) -> str:
        return self.found.quote_type if self.found else "none"

    @property
    def claimer(self) -> str | None:
        return plain(self.found.claimer) if self.found else None


def plain(name: str | None) -> str | None:
    if name is None:
        return None
    name = name.lower().replace("’", "'").strip()
    return next((name[len(article) :] for article in ARTICLES if name.startswith(article)), name)


def largest(records: list[Attribution], start: int, end: int) -> Attribution | None:
    def cover(record: Attribution) -> int:
        return sum(max(0, min(end, last) - max(start, first)) for first, last in record.content)

    best = max(records, key=cover, default=None)
    return best if best and cover(best) else None


def units_of(labels: str, texts: str, pick: Picker) -> Iterator[Unit]:
    documents: list[dict[str, Any]] = json.loads((SHARED / labels).read_text(encoding="utf-8"))
    for document in documents:
        if "doc" not in document:
            continue
        with (SHARED / texts / document["doc"]).open(encoding="utf-8", newline="") as file:
            text = file.read()
        records = attribution.find(text)
        place = 0
        for unit in document["units"]:
            start = text.index(unit["text"], place)
            place = start + len(unit["text"])
            found = pick(records, start, place)
            yield Unit(document["doc"], unit["text"], unit["quote"], plain(unit["claimer"]), found)


def report(name: str, units: list[Unit], *, errors: bool) -> None:
    right = sum(unit.quote_type == unit.gold_type for unit in units)
    named = sum(unit.claimer is not None for unit in units)
    wanted = sum(unit.gold_claimer is not None for unit in units)
    hits = sum(unit.claimer is not None and unit.claimer == unit.gold_claimer for unit in units)
    print(
        f"  {name:10} quote type {right / len(units):.3f} (n {len(units)})  claimer P {hits / max(1, named):.3f}"
        f"  R {hits / max(1, wanted):.3f}  F1 {2 * hits / max(1, named + wanted):.3f} (n {wanted})"
    )
    pairs = collections.Counter((unit.gold_type, unit.quote_type) for unit in units)
    print("   ", "  ".join(f"{gold}>{got} {n}" for (gold, got), n in sorted(pairs.items()) if gold != got))
    for unit in units:
        if errors and (unit.quote_type != unit.gold_type or unit.claimer != unit.gold_claimer):
            rule = unit.found.rule if unit.found else "-"
            print(f"      {unit.document[:12]} {unit.text[:110]}")
            print(f"        {unit.gold_type} {unit.gold_claimer!r} not {unit.quote_type} {unit.claimer!r} ({rule})")


def speed() -> None:
    paths = sorted((SHARED / "raw").glob("*.txt")) + sorted((SHARED / "gold_news/texts").glob("*.txt"))
    texts = [path.read_text(encoding="utf-8") for path in paths]
    characters = sum(map(len, texts))
    best = float("inf")
    for _ in range(ROUNDS):
        start = time.process_time()
        for text in texts:
            attribution.find(text)
        best = min(best, time.process_time() - start)
    print(f"{characters / best / 130:,.0f} sentences of 130 characters per second of CPU, best of {ROUNDS}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--errors", action="store_true", help="print every unit that differs")
    arguments = parser.parse_args()
    if not (SHARED / "gold").is_dir():
        print(f"skipped: no labels beside {SHARED / 'eval'}; set CLAIMSET_EVAL")
        return
    for labels, texts in PASSES.items():
        print(labels)
        report("for_span", list(units_of(labels, texts, attribution.for_span)), errors=arguments.errors)
        report("largest", list(units_of(labels, texts, largest)), errors=False)
    speed()


if __name__ == "__main__":
    main()
