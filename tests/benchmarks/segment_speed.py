"""Speed of `pipeline.sentences` and `pipeline.blocks` beside other tools, on one core.

    PYTHONPATH=.:tests/benchmarks python tests/benchmarks/segment_speed.py [ROUNDS]

Texts: whole documents of the folder that CLAIMSET_EVAL names (default ../shared/eval) and the labelled news beside it;
what is absent is skipped. Contenders take turns; a figure is the median of the CPU seconds of the rounds, as MB of
characters per second, and as a multiple of sentencex where that is installed. `sentences` divides each document as one
paragraph, as the others do; `units` finds its blocks and the sentences of each. sentencex gives spans here; without
them, as plain strings, it is faster.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import figures

from pipeline import blocks, segmentation, sentences

EVAL = Path(os.environ.get("CLAIMSET_EVAL", "../shared/eval"))
Contender = Callable[[str], object]


def corpora() -> Iterator[tuple[str, list[str]]]:
    treebanks = EVAL / "sentences" / "ud_english_dev.jsonl"
    if treebanks.exists():
        documents = [json.loads(line) for line in treebanks.read_text(encoding="utf-8").splitlines()]
        for name in ("gum", "ewt"):
            yield name, [document["text"] for document in documents if document["corpus"] == name]
    news = [*(EVAL.parent / "raw").glob("*.txt"), *(EVAL.parent / "gold_news" / "texts").glob("*.txt")]
    if news:
        yield "news", [path.read_text(encoding="utf-8") for path in sorted(news)] * 20


def contenders() -> dict[str, Contender]:
    found: dict[str, Contender] = {}
    if find_spec("sentencex"):
        sentencex = import_module("sentencex")
        found["sentencex"] = lambda text: sentencex.get_sentence_boundaries("en", text)
        found["sentencex strings"] = lambda text: sentencex.segment("en", text)
    if find_spec("nupunkt"):
        found["nupunkt"] = import_module("nupunkt").sent_spans
    return found | {"sentences": sentences.find, "blocks": blocks.find, "units": segmentation.units}


def seconds(function: Contender, texts: list[str]) -> float:
    begun = time.process_time()
    for text in texts:
        function(text)
    return time.process_time() - begun


def main(rounds: int = 15) -> None:
    tools = contenders()
    for name, texts in corpora():
        size = sum(map(len, texts)) / 1e6
        taken: dict[str, list[float]] = {tool: [] for tool in tools}
        for _ in range(rounds):
            for tool, function in tools.items():
                taken[tool].append(seconds(function, texts))
        middle = {tool: figures.median(spent) for tool, spent in taken.items()}
        rates = {tool: round(size / spent, 1) for tool, spent in middle.items()}
        times = {tool: round(middle["sentencex"] / spent, 2) for tool, spent in middle.items() if "sentencex" in middle}
        figures.record(f"segment_speed {name}", name, ["sentencex", "nupunkt"], mb_per_s=rates, times_sentencex=times)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
