"""Prints how well `quantities.find` does on the labelled news texts and on public test cases.

Run as `python tests/benchmarks/quantities_quality.py [-v]`; CLAIMSET_EVAL names the folder of evaluation data
(`../shared/eval` by default, with the labelled texts beside it). `-v` lists every miss.
"""

from __future__ import annotations

import json
import math
import os
import re
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipeline.quantities import Quantity, find

EVAL = Path(os.environ.get("CLAIMSET_EVAL", "../shared/eval"))
# Microsoft Recognizers-Text. Left out: ordinals; the range model (open intervals are comparators here); results without
# a number (`metric ton`); cases that hold an address, a telephone number, a date, a version or an exercise number,
# which are no amounts here.
NOT_AMOUNTS = re.compile(
    r"[0-9]+\.[0-9]+\.[0-9]+\.|phone|[0-9]/[0-9]+/[0-9]|exercise|version|SCP|three-nought", re.IGNORECASE
)
RECOGNIZERS = {
    "number": "Number/English/NumberModel.json",
    "percentage": "Number/English/PercentModel.json",
    "age": "NumberWithUnit/English/AgeModel.json",
    "currency": "NumberWithUnit/English/CurrencyModel.json",
    "dimension": "NumberWithUnit/English/DimensionModel.json",
    "temperature": "NumberWithUnit/English/TemperatureModel.json",
}
COMPARATORS = {"up_to": "at_most", "dozens_like": "vague"}
Span = tuple[int, int]


@dataclass
class Score:
    """Counts of one data set."""

    gold: int = 0
    predicted: int = 0
    spans: int = 0
    values: int = 0
    comparators: int = 0
    misses: list[str] = field(default_factory=list)

    def f1(self, right: int) -> float:
        return 2 * right / (self.gold + self.predicted) if self.gold + self.predicted else 1.0


def main() -> None:
    if not EVAL.is_dir():
        print(f"no evaluation data: {EVAL} is no folder (set CLAIMSET_EVAL)")
        return
    for name, paths in (
        ("five texts", sorted(EVAL.parent.glob("gold/annotator_*.json"))),
        ("news texts", sorted(EVAL.parent.glob("gold_news/annotator_*.json"))),
    ):
        for path in paths:
            report_gold(f"{name}, {path.stem}", json.loads(path.read_text(encoding="utf-8")))
    for kind, file in RECOGNIZERS.items():
        report_recognizers(kind, json.loads((EVAL / "recognizers_specs" / file).read_text(encoding="utf-8-sig")))
    report_quantulum(json.loads((EVAL / "quantulum3_tests/quantities.json").read_text(encoding="utf-8")))
    report_speed()


def close(left: float, right: float) -> bool:
    return math.isclose(left, right, rel_tol=2e-3)


def report_gold(name: str, documents: list[dict[str, Any]]) -> None:
    """F1 of spans (any overlap), with the value right, and with the comparator right too."""
    score = Score()
    for document in documents:
        for unit in document.get("units", ()):
            add_unit(score, unit["text"], unit["quantities"])
    print(
        f"{name:<28} gold {score.gold:3}  found {score.predicted:3}  span F1 {score.f1(score.spans):.3f}"
        f"  value F1 {score.f1(score.values):.3f}  value+comparator F1 {score.f1(score.comparators):.3f}"
    )
    show(score)


def add_unit(score: Score, text: str, gold: list[dict[str, Any]]) -> None:
    left = find(text)
    score.gold += len(gold)
    score.predicted += len(left)
    position = 0
    for label in gold:
        start = max(text.find(label["text"], position), 0)
        position = start + 1
        hit = next((q for q in left if q.start < start + len(label["text"]) and start < q.end), None)
        if hit is None:
            score.misses.append(f"missed {label['text']!r} in {text[:200]!r}")
            continue
        left.remove(hit)
        score.spans += 1
        right = value_right(hit, label["value"])
        score.values += right
        compared = right and COMPARATORS.get(label["comparator"], label["comparator"]) == hit.comparator
        score.comparators += compared
        if not compared:
            score.misses.append(f"{label['text']!r} {label['value']} {label['comparator']} but {tuple(hit)}")
    score.misses.extend(f"spurious {tuple(q)} in {text[:200]!r}" for q in left)


def value_right(quantity: Quantity, gold: float | list[float]) -> bool:
    if isinstance(gold, list):
        return (
            close(quantity.value, gold[0]) and quantity.value_high is not None and close(quantity.value_high, gold[1])
        )
    return close(quantity.value, gold)


def report_recognizers(kind: str, cases: list[dict[str, Any]]) -> None:
    """Share of the expected numbers found with their value, and share of cases with all of them."""
    score = Score()
    whole = with_numbers = spurious = 0
    for case in cases:
        expected = [(r["Text"], number(r["Resolution"].get("value"))) for r in case["Results"]]
        expected = [(text, value) for text, value in expected if value is not None]
        found = find(case["Input"])
        if NOT_AMOUNTS.search(case["Input"]):
            continue
        if not expected:
            spurious += bool(found) and not case["Results"]
            continue
        right = [any(matches(q, value) for q in found) for _, value in expected]
        with_numbers += 1
        whole += all(right)
        score.gold += len(expected)
        score.values += sum(right)
        if not all(right):
            score.misses.append(f"{case['Input'][:200]!r} {expected} but {[q[2:6] for q in found]}")
    print(
        f"Recognizers {kind:<16} values {score.values}/{score.gold} = {score.values / score.gold:.3f}"
        f"  cases {whole}/{with_numbers} = {whole / with_numbers:.3f}  negative cases with a find {spurious}"
    )
    show(score)


def number(value: str | None) -> float | None:
    try:
        return float(value.rstrip("%")) if value else None
    except ValueError:
        return None


def matches(quantity: Quantity, value: float) -> bool:
    return close(quantity.value, value) or (quantity.value_high is not None and close(quantity.value_high, value))


def report_quantulum(cases: list[dict[str, Any]]) -> None:
    """The same for quantulum3, whose ranges are a middle with an uncertainty; years are left out."""
    score = Score()
    for case in cases:
        found = find(case["req"])
        for result in case["res"]:
            value = result["value"]
            if result["unit"] == "dimensionless" and 1900 <= value <= 2100:
                continue
            score.gold += 1
            right = any(
                matches(q, value) or (q.value_high is not None and close((q.value + q.value_high) / 2, value))
                for q in found
            )
            score.values += right
            if not right:
                score.misses.append(
                    f"{case['req'][:150]!r} {result['surface']!r} {value} but {[q[2:6] for q in found]}"
                )
    print(f"quantulum3 cases             values {score.values}/{score.gold} = {score.values / score.gold:.3f}")
    show(score)


def report_speed() -> None:
    """Sentences of the labelled news texts per second."""
    sentences = [
        unit["text"]
        for path in sorted(EVAL.parent.glob("gold*/annotator_[ac].json"))
        for document in json.loads(path.read_text(encoding="utf-8"))
        for unit in document.get("units", ())
    ]
    if not sentences:
        return
    rounds = 20
    start = time.process_time()
    for _ in range(rounds):
        for sentence in sentences:
            find(sentence)
    seconds = time.process_time() - start
    size = rounds * sum(map(len, sentences))
    print(
        f"speed {rounds * len(sentences) / seconds:,.0f} sentences/s, {size / seconds / 1e6:.1f} million characters/s"
    )


def show(score: Score) -> None:
    if "-v" in sys.argv:
        for miss in score.misses:
            print("   ", miss)


if __name__ == "__main__":
    main()
