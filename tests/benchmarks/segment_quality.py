"""Score `pipeline.sentences` and `pipeline.blocks` and write the figures to data/reports/segment_quality.json.

    python tests/benchmarks/segment_quality.py [--errors]

Evaluation data: the folder that CLAIMSET_EVAL names (default ../shared/eval); raw/, gold/ and gold_news/ lie beside it.
What is absent is skipped, and its figures are left out.

Treebanks (UD English GUM and EWT, documents without news). The boundaries inside paragraphs are scored: a paragraph
goes to `sentences.find` as the treebank marks it, and its last sentence end, which is given, does not count.

News. A whole document goes to `segmentation.units`. A unit is exact when its span is that of the label, and its kind is
counted among the exact ones.

Golden Rules (pragmatic_segmenter): a case counts when all its sentences are found, newlines read as blanks.
"""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pipeline import segmentation, sentences

EVAL = Path(os.environ.get("CLAIMSET_EVAL", "../shared/eval"))
REPORT = Path(__file__).parents[2] / "data" / "reports" / "segment_quality.json"
ERRORS = "--errors" in sys.argv
NEWS = {
    "five_texts": ("gold/annotator_a.json", "raw"),
    "news": ("gold_news/annotator_c.json", "gold_news/texts"),
}
Figures = dict[str, float]


def report(name: str, context: str) -> None:
    if ERRORS:
        print(f"    {name:7} {context!r}")


def paragraphs(document: dict[str, Any]) -> Iterator[tuple[str, set[int]]]:
    """Yield the text of every paragraph and the sentence ends inside it."""
    begin, ends = None, []
    for (start, end), last in zip(document["spans"], document["paragraph_end"], strict=True):
        begin = start if begin is None else begin
        ends.append(end - begin)
        if last:
            yield document["text"][begin : begin + ends[-1]], set(ends[:-1])
            begin, ends = None, []


def treebanks(path: Path) -> dict[str, Figures]:
    counts: dict[str, Counter[str]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        document = json.loads(line)
        count = counts.setdefault(document["corpus"], Counter())
        for text, gold in paragraphs(document):
            found = {end for _, end in sentences.find(text)[:-1]}
            count.update(right=len(gold & found), wrong=len(found - gold), missed=len(gold - found))
            for at in sorted(gold ^ found):
                report("missed" if at in gold else "wrong", f"{text[max(0, at - 50) : at]} | {text[at : at + 30]}")
    return {corpus: f1(count) for corpus, count in counts.items()}


def f1(count: Counter[str]) -> Figures:
    right, wrong, missed = count["right"], count["wrong"], count["missed"]
    return {
        "boundaries": right + missed,
        "precision": round(right / (right + wrong), 4),
        "recall": round(right / (right + missed), 4),
        "f1": round(2 * right / (2 * right + wrong + missed), 4),
    }


def news(labels: Path, texts: Path) -> Figures:
    count: Counter[str] = Counter()
    for document in json.loads(labels.read_text(encoding="utf-8")):
        if "units" not in document:
            continue
        text = (texts / document["doc"]).read_text(encoding="utf-8")
        found = {(unit.start, unit.end): unit.kind for unit in segmentation.units(text)}
        at = 0
        for unit in document["units"]:
            start = text.index(unit["text"], at)
            at = start + len(unit["text"])
            kind = found.get((start, at))
            count.update(units=1, exact=kind is not None, kinds=kind == unit["kind"])
            if kind != unit["kind"]:
                report(str(kind), unit["kind"] + ": " + unit["text"])
        count["found"] += len(found)
    return {name: count[name] for name in ("units", "found", "exact", "kinds")}


def golden_rules(path: Path) -> Figures:
    cases = json.loads(path.read_text(encoding="utf-8"))
    right = 0
    for case in cases:
        text = case["text"]
        found = [" ".join(text[start:end].split()) for start, end in sentences.find(text)]
        right += found == [" ".join(sentence.split()) for sentence in case["sentences"]]
    return {"cases": len(cases), "right": right}


def main() -> None:
    figures: dict[str, Figures | dict[str, Figures]] = {}
    treebank, golden = EVAL / "sentences" / "ud_english_dev.jsonl", EVAL / "golden_rules" / "english.json"
    if treebank.exists():
        figures["treebanks"] = treebanks(treebank)
    if golden.exists():
        figures["golden_rules"] = golden_rules(golden)
    for name, (labels, texts) in NEWS.items():
        if (EVAL.parent / labels).exists():
            figures[name] = news(EVAL.parent / labels, EVAL.parent / texts)
    if not figures:
        print(f"skipped: no evaluation data under {EVAL}; set CLAIMSET_EVAL")
        return
    written = json.dumps(figures, indent=2, sort_keys=True) + "\n"
    REPORT.write_text(written, encoding="utf-8")
    print(written, end="")


if __name__ == "__main__":
    main()
