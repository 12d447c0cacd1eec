from __future__ import annotations

import random
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from chunks import chunks, shared
from conftest import ROOT

Run = Callable[..., subprocess.CompletedProcess[str]]


def test_chunks_cover_a_file_and_survive_what_is_put_before_them(tmp_path: Path) -> None:
    data = np.random.default_rng(2).bytes(3_000_000)
    for name, content in (("a", data), ("b", b"something new " * 100 + data)):
        (tmp_path / name).write_bytes(content)
    assert sum(size for _, size in chunks(tmp_path / "a")) == len(data)
    held, whole = shared([tmp_path / "a"], [tmp_path / "b"])
    assert 0.9 < held / whole < 1
    assert shared([tmp_path / "a"], [tmp_path / "a"]) == (len(data), len(data))


def texts(count: int, seed: int) -> list[str]:
    """News-like texts that were never written: the words of real ones in other orders, with other numbers."""
    sources = [*(ROOT / "data" / "raw").glob("*.txt"), *(ROOT / "data" / "gold_news" / "texts").glob("*.txt")]
    words = [word for path in sorted(sources) for word in re.findall(r"[A-Za-z]+", path.read_text(encoding="utf-8"))]
    chance = random.Random(seed)

    def sentence() -> str:
        chosen = chance.choices(words, k=chance.randint(8, 30))
        chosen[chance.randrange(1, len(chosen))] = str(chance.randint(2, 90_000))
        return " ".join([chosen[0].capitalize(), *chosen[1:]]) + "."

    def paragraph() -> str:
        return " ".join(sentence() for _ in range(chance.randint(2, 5)))

    return ["\n\n".join(paragraph() for _ in range(chance.randint(6, 16))) for _ in range(count)]


@pytest.mark.slow
def test_a_version_with_more_documents_shares_nine_tenths_of_its_bytes_with_the_one_before(
    tmp_path: Path, run: Run
) -> None:
    raw = tmp_path / "raw"
    raw.mkdir()
    for number, text in enumerate(texts(6_000, 1)):
        (raw / f"{number:05d}.txt").write_text(text, encoding="utf-8")
    done = run("build", raw, tmp_path / "out")
    assert done.returncode == 0, done.stderr
    old = Path(shutil.copytree(tmp_path / "out" / "release", tmp_path / "old"))
    for number, text in enumerate(texts(60, 2)):
        (raw / f"{number * 97:05d}-new.txt").write_text(text, encoding="utf-8")
    done = run("build", raw, tmp_path / "out", "--previous", old, "--set", "release.version=1.1.0")
    assert done.returncode == 0, done.stderr
    files = [sorted((release / "data").rglob("*.parquet")) for release in (old, tmp_path / "out" / "release")]
    held, whole = shared(*files)
    print(f"{whole / 1e6:.1f} MB, {held / whole:.1%} of the bytes in chunks of the version before")
    assert whole > 50_000_000
    assert held / whole >= 0.9
