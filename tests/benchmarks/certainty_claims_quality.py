"""Score `pipeline.certainty` and `pipeline.claims` on labelled news, against each pass of the labels, and time them.

    CLAIMSET_EVAL=... python tests/benchmarks/certainty_claims_quality.py [--errors]

The labels stand beside the folder that CLAIMSET_EVAL names, in `gold` and `gold_news`, two passes each. Printed are
the F1 of `hedged` (certainty below certain) and of `negated`, on all units and on claims alone; of the types of claims,
with the mean over the types with ten units or more; and of claim or not, by `claims.never` alone and with the model.
"""

from __future__ import annotations

import argparse
import collections
import json
import os
import pathlib
import time
from collections.abc import Callable, Sequence
from typing import Any

from pipeline import certainty, checkworthiness, claims

SHARED = pathlib.Path(os.environ.get("CLAIMSET_EVAL", "../shared/eval")).parent
PASSES = (
    "gold/annotator_a.json",
    "gold/annotator_b.json",
    "gold_news/annotator_c.json",
    "gold_news/annotator_d.json",
)
TYPES_FROM = 10  # units
Unit = dict[str, Any]


def units_of(labels: str) -> list[Unit]:
    documents = json.loads((SHARED / labels).read_text(encoding="utf-8"))
    return [unit for document in documents for unit in document.get("units", [])]


def f1(gold: Sequence[bool], found: Sequence[bool]) -> str:
    right = sum(a and b for a, b in zip(gold, found, strict=True))
    precision, recall = right / max(1, sum(found)), right / max(1, sum(gold))
    f = 2 * right / max(1, sum(gold) + sum(found))
    return f"P {precision:.3f}  R {recall:.3f}  F1 {f:.3f}  n {sum(gold)}"


def show(name: str, units: list[Unit], gold: Sequence[bool], found: Sequence[bool], *, errors: bool = False) -> None:
    print(f"  {name:28} {f1(gold, found)}")
    for unit, wanted, got in zip(units, gold, found, strict=True):
        if errors and wanted != got:
            print(f"      {'missed' if wanted else 'wrong '} {unit['check']} {unit['text'][:150]}")


def modality(units: list[Unit], name: str, *, errors: bool) -> None:
    read = [certainty.find(unit["text"]) for unit in units]
    for label, found in (
        ("hedged", [one.certainty != "certain" for one in read]),
        ("negated", [one.polarity == "negative" for one in read]),
    ):
        show(f"{label}, {name}", units, [unit["modality"] == label for unit in units], found, errors=errors)


def types(units: list[Unit], *, errors: bool) -> None:
    pairs = collections.Counter((unit["type"], claims.classify(unit["text"], unit["kind"])) for unit in units)
    scores = []
    for name in claims.CLAIM_TYPES:
        wanted = sum(n for (gold, _), n in pairs.items() if gold == name)
        got = sum(n for (_, found), n in pairs.items() if found == name)
        score = 2 * pairs[name, name] / max(1, wanted + got)
        print(f"  {name:28} F1 {score:.3f}  n {wanted}")
        if wanted >= TYPES_FROM:
            scores.append(score)
    print(f"  macro F1 of types, n >= {TYPES_FROM}     {sum(scores) / len(scores):.3f}")
    for unit in units:
        decision = claims.decide(unit["text"], unit["kind"])
        if errors and decision.claim_type != unit["type"]:
            print(f"      {unit['type']} not {decision.rule}: {unit['text'][:150]}")


def claim_or_not(units: list[Unit], *, errors: bool) -> None:
    gold = [unit["check"] != "NFS" for unit in units]
    open_ = [claims.never(unit["text"], unit["kind"]) is None for unit in units]
    model = [label != "NFS" for label in checkworthiness.label([unit["text"] for unit in units])]
    print(f"  {'claim, all called claims':28} {f1(gold, [True] * len(units))}")
    print(f"  {'never, of units ruled out':28} {f1([not one for one in gold], [not one for one in open_])}")
    show("claim, never alone", units, gold, open_)
    both = [a and b for a, b in zip(open_, model, strict=True)]
    show("claim, never and model", units, gold, both, errors=errors)


def speed(sentences: list[str]) -> None:
    def rate(run: Callable[[str], object]) -> float:
        start = time.process_time()
        for _ in range(20):
            for sentence in sentences:
                run(sentence)
        return 20 * len(sentences) / (time.process_time() - start)

    print(f"certainty.find   {rate(certainty.find):9,.0f} sentences/s")
    print(f"claims.classify  {rate(lambda text: claims.classify(text, 'sentence')):9,.0f} sentences/s")
    print(f"claims.never     {rate(lambda text: claims.never(text, 'sentence')):9,.0f} sentences/s")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--errors", action="store_true", help="print what is wrong")
    errors = parser.parse_args().errors
    if not (SHARED / PASSES[0]).exists():
        print(f"{SHARED / PASSES[0]} is absent: set CLAIMSET_EVAL to the folder of evaluation data")
        return
    for labels in PASSES:
        units = units_of(labels)
        stated = [unit for unit in units if unit["check"] != "NFS"]
        print(f"{labels}: {len(units)} units, {len(stated)} claims")
        modality(units, "all units", errors=errors)
        modality(stated, "claims", errors=False)
        types(stated, errors=errors)
        claim_or_not(units, errors=errors)
    speed([unit["text"] for labels in PASSES for unit in units_of(labels) if unit["kind"] == "sentence"])


if __name__ == "__main__":
    main()
