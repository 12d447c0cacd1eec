"""How many times faster the extractors are than quantulum3 and dateparser on the same sentences.

    python tests/benchmarks/extractors_speed.py [ROUNDS]

The sentences are those of the project's own texts. In each round every tool reads all of them in turn, one by one on
one core; all annotation reads whole documents, as the pipeline does. CPU seconds count, and the median of the rounds'
ratios. quantulum3 runs without its classifier, which does not load beside a present scikit-learn; dateparser runs
`search_dates` with English named. Needs both packages: `pip install -r requirements-bench.lock`.
"""

from __future__ import annotations

import importlib
import sys
import time
import warnings
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import figures

from pipeline import annotation, dates, quantities, segmentation

ANCHOR = date(2026, 2, 1)


def main(rounds: int = 5) -> None:
    documents = figures.texts(figures.ROOT / "data" / "raw")
    units = [segmentation.units(text) for text in documents]
    sentences = [text[one.start : one.end] for text, some in zip(documents, units, strict=True) for one in some]

    def annotate() -> None:
        for text, some in zip(documents, units, strict=True):
            annotation.annotate(text, some, ANCHOR)

    tools: dict[str, Callable[[], None]] = {
        "quantities": _each(sentences, quantities.find),
        "quantulum3": _each(sentences, _quantulum()),
        "dates": _each(sentences, lambda text: dates.find(text, ANCHOR)),
        "dateparser": _each(sentences, _dateparser()),
        "annotation": annotate,
    }
    runs = [{name: _seconds(tool) for name, tool in tools.items()} for _ in range(rounds + 1)][1:]  # the first warms up
    figures.record(
        "extractors beside quantulum3 and dateparser",
        {"sentences": len(sentences), "characters": sum(map(len, sentences))},
        ("quantulum3", "dateparser", "google-re2"),
        quantities_times_quantulum3=figures.median([run["quantulum3"] / run["quantities"] for run in runs]),
        dates_times_dateparser=figures.median([run["dateparser"] / run["dates"] for run in runs]),
        annotation_times_dateparser=figures.median([run["dateparser"] / run["annotation"] for run in runs]),
        sentences_per_second={name: figures.median([len(sentences) / run[name] for run in runs]) for name in tools},
        rounds=rounds,
    )


def _each(sentences: list[str], read: Callable[[str], object]) -> Callable[[], None]:
    def run() -> None:
        for sentence in sentences:
            read(sentence)

    return run


def _seconds(run: Callable[[], None]) -> float:
    """CPU seconds of enough repetitions to fill a fifth of a second, for one of them."""
    repeats, began = 0, time.process_time()
    while (used := time.process_time() - began) < 0.2 or not repeats:
        run()
        repeats += 1
    return used / repeats


def _quantulum() -> Callable[[str], object]:
    classifier: Any = importlib.import_module("quantulum3.classifier")
    classifier.USE_CLF = False
    parse: Callable[[str], object] = importlib.import_module("quantulum3.parser").parse
    return parse


def _dateparser() -> Callable[[str], object]:
    search_dates = importlib.import_module("dateparser.search").search_dates
    warnings.simplefilter("ignore")  # dateparser warns of days without a year in Python's own parser
    settings = {"RELATIVE_BASE": datetime.combine(ANCHOR, datetime.min.time())}
    return lambda text: search_dates(text, languages=["en"], settings=settings)


if __name__ == "__main__":
    try:
        main(*map(int, sys.argv[1:2]))
    except ImportError as error:
        sys.exit(f"extractors_speed: {error}; pip install -r requirements-bench.lock gives what is compared")
