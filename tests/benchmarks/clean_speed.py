"""Time `text.clean` on mixed text beside itself without alignment, ftfy and clean-text.

    PYTHONPATH=. python tests/benchmarks/clean_speed.py [MEGABYTES]

The peers get the decoded text, so that their time holds no decoding. All see the same documents in turn, and processor
time counts, so that other work on the machine disturbs all alike.
"""

from __future__ import annotations

import json
import os
import random
import resource
import sys
import time
from collections.abc import Callable, Iterator
from itertools import cycle, islice
from pathlib import Path
from typing import Any

import figures

from pipeline import text
from pipeline.alignment import Alignment, align_all
from pipeline.text import _passes, _read

EVAL = Path(os.environ.get("CLAIMSET_EVAL", "../shared/eval"))
RAW = Path(__file__).parents[2] / "data" / "raw"
BATCH = 4000  # documents, as many as a part of the stage holds
NOTHING = Alignment.of([(0, 0, 0)])
Contender = Callable[[list[Any]], object]

# As browsers decode it: bytes without a character stay controls (WHATWG Encoding, index windows-1252).
WINDOWS_1252 = {octet: bytes([octet]).decode("cp1252", errors="ignore") or chr(octet) for octet in range(256)}


def documents() -> list[str]:
    found = [path.read_bytes().decode() for path in sorted(RAW.glob("*.txt"))]
    treebank = EVAL / "sentences" / "ud_english_dev.jsonl"
    if treebank.exists():
        found += [json.loads(line)["text"] for line in treebank.read_text(encoding="utf-8").splitlines()]
    else:
        print(f"{treebank} is absent (set CLAIMSET_EVAL): only the texts of data/raw are used")
    return found


def soiled(document: str, dice: random.Random) -> str:
    """Put one odd character or blank run into each 400 characters."""
    dirt = ["\u00a0", "\u200b", "\u00ad", "e\u0301", " \n\n\n\n", "\t\r\n"]
    return "".join(c + dice.choice(dirt) if dice.random() < 1 / 400 else c for c in document)


def mixed(megabytes: float) -> Iterator[bytes]:
    """Yield documents as found (70 %), with CRLF (10 %), soiled (10 %), in cp1252 (5 %), as mojibake (5 %)."""
    dice = random.Random(0)
    size = 0
    for number, document in enumerate(cycle(documents())):
        kind = (number + number // 20) % 20
        if kind < 14:
            item = document.encode()
        elif kind < 16:
            item = document.replace("\n", "\r\n").encode()
        elif kind < 18:
            item = soiled(document, dice).encode()
        elif kind < 19:
            item = document.encode("cp1252", errors="ignore")
        else:
            item = document.encode().decode("latin-1").translate(WINDOWS_1252).encode()
        size += len(item)
        if size > megabytes * 1e6:
            return
        yield item


def with_alignment(items: list[bytes]) -> object:
    """Clean as the stage does: the alignments of many documents together."""
    cleaned = [text.clean(item) for item in items]
    return cleaned, align_all([one.alignment for one in cleaned])


def without_alignment(items: list[bytes]) -> object:
    return [repaired(item) for item in items]


def repaired(raw: bytes) -> text.Cleaned:
    """Do what `text.clean` does, but for what only an alignment needs."""
    _, cleaned, encoding = _read(raw)
    rules: list[str] = []
    for _, changes, after in _passes(cleaned, html=False):
        rules += [change[3] for change in changes]
        cleaned = after
    repairs = tuple(text.Repair(rule, rules.count(rule)) for rule in sorted(set(rules)))
    return text.Cleaned(cleaned, NOTHING, repairs, encoding)


def one_by_one(items: list[bytes]) -> object:
    return [text.clean(item).alignment.columns for item in items]


def peers() -> dict[str, Contender]:
    found: dict[str, Contender] = {}
    try:
        import ftfy

        found["ftfy.fix_text"] = lambda documents: [ftfy.fix_text(document) for document in documents]
    except ImportError:
        print("ftfy is not installed: skipped")
    try:
        import cleantext

        found["clean-text"] = lambda documents: [cleantext.clean(document, lower=False) for document in documents]
    except ImportError:
        print("clean-text is not installed: skipped")
    return found


def main() -> None:
    contenders = {"with alignment": with_alignment, "without alignment": without_alignment, "one by one": one_by_one}
    rivals = peers()
    seconds = dict.fromkeys([*contenders, *rivals], 0.0)
    read = count = 0
    items = mixed(float(sys.argv[1]) if len(sys.argv) > 1 else 10)
    while batch := list(islice(items, BATCH)):
        texts = [item.decode(text.clean(item).encoding) for item in batch]
        for name, function in contenders.items():
            seconds[name] += spent(function, batch)
        for name, rival in rivals.items():
            seconds[name] += spent(rival, texts)
        contenders = dict(reversed(contenders.items()))
        read += sum(map(len, batch))
        count += len(batch)
    print(f"{count} documents, {read / 1e6:.1f} MB: {mixed.__doc__}")
    for name, time_spent in seconds.items():
        ratio = time_spent / seconds["with alignment"]
        print(f"{name:20} {read / 1e6 / time_spent:8.1f} MB/s   {ratio:6.2f} times the time with alignment")
    figures.record(
        "clean",
        {"documents": count, "bytes": read, "kinds": " ".join(str(mixed.__doc__).split())},
        ["ftfy", "clean-text", "google-re2"],
        alignment_times_without=round(seconds["with alignment"] / seconds["without alignment"], 2),
        **{f"times_{name}": round(seconds[name] / seconds["with alignment"], 1) for name in rivals},
        megabytes_per_second={name: round(read / 1e6 / one, 1) for name, one in seconds.items()},
        peak_megabytes=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    )


def spent(function: Contender, inputs: list[Any]) -> float:
    began = time.process_time()
    function(inputs)
    return time.process_time() - began


if __name__ == "__main__":
    main()
