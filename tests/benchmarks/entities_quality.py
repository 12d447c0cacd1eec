"""Score `pipeline.entities` on labelled news: F1 over the (text, label) pairs of each unit, and speed.

    CLAIMSET_EVAL=... python tests/benchmarks/entities_quality.py [--errors] [--sentences]

The labels stand beside the folder that CLAIMSET_EVAL names, in `gold` and `gold_news`, two passes each.
"""

from __future__ import annotations

import argparse
import collections
import json
import os
import pathlib
import time
from typing import Any

from pipeline.entities import find

SHARED = pathlib.Path(os.environ.get("CLAIMSET_EVAL", "../shared/eval")).parent
CORPORA = {
    "gold": (SHARED / "raw", ("gold/annotator_a.json", "gold/annotator_b.json")),
    "gold_news": (SHARED / "gold_news/texts", ("gold_news/annotator_c.json", "gold_news/annotator_d.json")),
}
Pairs = set[tuple[str, str]]


def unit_spans(text: str, units: list[dict[str, Any]]) -> list[tuple[int, int]]:
    """Return where each unit stands; the units follow one another in the text."""
    spans, at = [], 0
    for unit in units:
        start = text.index(unit["text"], at)
        at = start + len(unit["text"])
        spans.append((start, at))
    return spans


def predictions(text: str, units: list[dict[str, Any]], *, by_sentence: bool) -> list[Pairs]:
    if by_sentence:
        return [{(e.text, e.label) for e in find(unit["text"])} for unit in units]
    found = find(text)
    return [
        {(e.text, e.label) for e in found if start <= e.start and e.end <= end}
        for start, end in unit_spans(text, units)
    ]


def score(corpus: str, *, errors: bool, by_sentence: bool) -> None:
    folder, passes = CORPORA[corpus]
    for labels in passes:
        counts: collections.Counter[str] = collections.Counter()
        for document in json.loads((SHARED / labels).read_text(encoding="utf-8")):
            if "units" not in document:
                continue
            units = document["units"]
            text = (folder / document["doc"]).read_text(encoding="utf-8")
            for unit, found in zip(units, predictions(text, units, by_sentence=by_sentence), strict=True):
                gold = {(e["text"], e["label"]) for e in unit["entities"]}
                counts.update(right=len(gold & found), spurious=len(found - gold), missed=len(gold - found))
                if errors and labels == passes[0] and gold != found:
                    print(f"  {unit['text'][:110]}\n     + {sorted(found - gold)}\n     - {sorted(gold - found)}")
        precision = counts["right"] / max(1, counts["right"] + counts["spurious"])
        recall = counts["right"] / max(1, counts["right"] + counts["missed"])
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        way = "by sentence" if by_sentence else "by document"
        n = counts["right"] + counts["missed"]
        print(f"{labels:32} {way}  P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}  n {n}")


def speed() -> None:
    """Print sentences a second over the labelled texts, one core."""
    texts, sentences = [], []
    for folder, passes in CORPORA.values():
        for document in json.loads((SHARED / passes[0]).read_text(encoding="utf-8")):
            if "units" in document:
                texts.append((folder / document["doc"]).read_text(encoding="utf-8"))
                sentences += [unit["text"] for unit in document["units"]]
    for name, items in (("documents", texts), ("sentences", sentences)):
        start = time.process_time()
        for _ in range(20):
            for item in items:
                find(item)
        rate = 20 * len(sentences) / (time.process_time() - start)
        print(f"{rate:,.0f} sentences/s, called on {name}")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--errors", action="store_true")
    options.add_argument("--sentences", action="store_true", help="call on one sentence at a time")
    arguments = options.parse_args()
    if not SHARED.joinpath("gold").exists():
        print(f"skipped: no labels beside {SHARED}; set CLAIMSET_EVAL")
        return
    for corpus in CORPORA:
        score(corpus, errors=arguments.errors, by_sentence=arguments.sentences)
    speed()


if __name__ == "__main__":
    main()
