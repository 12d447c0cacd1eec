"""Time `text.clean` on mixed text beside itself without alignment, ftfy and clean-text.

Run: `python tests/benchmarks/clean_speed.py [MEGABYTES]`. The peers get the decoded text, so that their time holds no
decoding. All see the same documents in turn, and processor time counts, so that other work on the machine
disturbs all alike.
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

from pipeline import text
from pipeline.text import _passes, _read

EVAL = Path(os.environ.get("CLAIMSET_EVAL", "../shared/eval"))
RAW = Path(__file__).parents[2] / "data" / "raw"

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


def without_alignment(raw: bytes) -> tuple[str, dict[str, int]]:
    _, cleaned, _ = _read(raw)
    counts: dict[str, int] = {}
    for _, changes, after in _passes(cleaned, html=False):
        for *_, rule in changes:
            counts[rule] = counts.get(rule, 0) + 1
        cleaned = after
    return cleaned, counts


def peers() -> dict[str, Callable[[str], object]]:
    found: dict[str, Callable[[str], object]] = {}
    try:
        import ftfy

        found["ftfy.fix_text"] = ftfy.fix_text
    except ImportError:
        print("ftfy is not installed: skipped")
    try:
        import cleantext

        found["clean-text"] = lambda document: cleantext.clean(document, lower=False)
    except ImportError:
        print("clean-text is not installed: skipped")
    return found


def main() -> None:
    contenders: list[tuple[str, Callable[[bytes], object]]] = [
        ("text.clean", text.clean),
        ("without alignment", without_alignment),
    ]
    rivals = peers()
    seconds = dict.fromkeys([*(name for name, _ in contenders), *rivals], 0.0)
    read = count = 0
    items = mixed(float(sys.argv[1]) if len(sys.argv) > 1 else 10)
    while batch := list(islice(items, 100)):
        texts = [item.decode(text.clean(item).encoding) for item in batch]
        for name, function in contenders:
            seconds[name] += spent(function, batch)
        for name, rival in rivals.items():
            seconds[name] += spent(rival, texts)
        read += sum(map(len, batch))
        count += len(batch)
    print(f"{count} documents, {read / 1e6:.1f} MB: {mixed.__doc__}")
    for name, time_spent in seconds.items():
        ratio = time_spent / seconds["text.clean"]
        print(f"{name:20} {read / 1e6 / time_spent:8.1f} MB/s   {ratio:6.2f} times the time of text.clean")
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


def spent(function: Callable[[Any], object], inputs: list[Any]) -> float:
    began = time.process_time()
    for item in inputs:
        function(item)
    return time.process_time() - began


if __name__ == "__main__":
    main()
