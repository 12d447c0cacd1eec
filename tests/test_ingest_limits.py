"""What no input may do to ingest and clean: take the memory, the time, or leave half of an output."""

from __future__ import annotations

import gzip
import json
import os
import random
import re
import resource
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from conftest import ROOT

from pipeline import params, raw, store
from schemas.exclusions import EXCLUSIONS
from schemas.stages import ITEMS

Run = Callable[..., subprocess.CompletedProcess[str]]
LIMITS = params.load(ROOT / "params.yaml").ingest
NOBODY = 65_534
MEASURED = (
    "import resource, sys; from pipeline.__main__ import main; code = main(sys.argv[1:]); "
    "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024); sys.exit(code)"
)


@contextmanager
def another_user() -> Iterator[None]:
    """Do as a user who owns nothing, since root may read everything."""
    if os.geteuid():
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


def test_what_may_not_be_read_is_unreadable() -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        (folder / "closed").mkdir()
        (folder / "closed" / "a.txt").write_text("Nobody sees this.")
        for one, text in (("secret.txt", "Secret."), ("secret.jsonl", "{}"), ("open.txt", "Open.")):
            (folder / one).write_text(text)
        for one in ("closed", "secret.txt", "secret.jsonl"):
            (folder / one).chmod(0)
        place = raw.locate(folder)
        with another_user():
            found = [item for listed in sorted(raw.walk(place)) for item in raw.read(place, listed, LIMITS)]
        (folder / "closed").chmod(0o700)
    assert {item.key: (item.reason, item.detail) for item in found} == {
        "closed": ("unreadable", "folder: Permission denied"),
        "open.txt": (None, ""),
        "secret.jsonl": ("unreadable", "Permission denied"),
        "secret.txt": ("unreadable", "Permission denied"),
    }


def wordy(size: int) -> str:
    """English in its small words only; the others are of chance, which no compression makes much smaller."""
    dice = random.Random(0)
    letters = str.maketrans("0123456789", "ghijklmnop")
    lines = [f"the {dice.getrandbits(160):x} of {dice.getrandbits(160):x}." for _ in range(size // 90)]
    return "\n".join(lines).translate(letters)


def full_disk(*arguments: str | Path, size: int) -> subprocess.CompletedProcess[str]:
    """Run a command that can write no file of more than so many bytes, as on a full disk."""
    return subprocess.run(
        [sys.executable, "-m", "pipeline", *map(str, arguments)],
        cwd=ROOT,
        env=os.environ | {"PIPELINE_ENGINE": "serial"},
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size)),
    )


def test_on_a_full_disk_nothing_is_published_and_the_message_says_so(tmp_path: Path) -> None:
    folder = tmp_path / "raw"
    folder.mkdir()
    (folder / "a.txt").write_text(wordy(300_000))
    documents, cleaned = tmp_path / "documents", tmp_path / "clean"
    for stage in (("ingest", folder, "-", documents), ("clean", documents, "-", cleaned)):
        failed = full_disk(*stage, size=50_000)
        assert failed.returncode == 1
        assert re.search(r"cannot be written \(.*File too large\); nothing was published\.$", failed.stderr)
        assert not Path(stage[-1]).exists()
        assert full_disk(*stage, size=1_000_000).returncode == 0
        assert list(tmp_path.rglob("*.tmp")) == []
    assert store.part_names(cleaned / "documents") == ["part-all.parquet"]


def test_a_bomb_is_read_no_further_than_its_limit(tmp_path: Path) -> None:
    bomb = gzip.compress(b"0" * 20_000_000)
    for name in ("a.txt.gz", "b.jsonl.gz", "c.html.gz", "d.csv.gz"):
        (tmp_path / name).write_bytes(bomb)
    place = raw.locate(tmp_path)
    limits = LIMITS.model_copy(update={"max_item_bytes": 100_000, "max_page_bytes": 100_000, "max_file_bytes": 500_000})
    found = [item for listed in raw.walk(place) for item in raw.read(place, listed, limits)]
    assert [item.reason for item in found] == ["too_large"] * 4
    assert {item.raw for item in found} == {None}


def measured(folder: Path, out: Path, *options: str) -> int:
    """Ingest a folder and give the peak of memory in megabytes."""
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, "build", str(folder), str(out), "--until", "ingest", *options],
        cwd=ROOT,
        env=os.environ | {"PIPELINE_ENGINE": "serial"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return int(done.stdout.split()[-1])


@pytest.mark.slow
def test_a_line_of_a_gigabyte_is_excluded_by_its_digest(tmp_path: Path) -> None:
    folder = tmp_path / "raw"
    folder.mkdir()
    for name in ("a.txt", "b.jsonl"):
        with (folder / name).open("wb") as file:
            for _ in range(1_000):
                file.write(b"a word " * 142_857 + b".")
    (folder / "c.txt").write_text("A text of another file.")
    assert measured(folder, tmp_path / "out") < 600
    rows = store.read_sorted([tmp_path / "out" / "documents"], EXCLUSIONS).to_pylist()
    assert {row["reason"] for row in rows} == {"too_large"}
    assert {row["raw_bytes"] for row in rows} == {1_000_000_000}
    assert len({row["raw_sha256"] for row in rows}) == 1


@pytest.mark.slow
def test_two_million_records_with_broken_ones_take_bounded_memory(tmp_path: Path) -> None:
    folder = tmp_path / "raw"
    folder.mkdir()
    words = "The council said that the bridge would be built. "
    with (folder / "a.jsonl").open("w", encoding="utf-8") as file:
        for number in range(2_000_000):
            line = json.dumps({"id": number, "text": f"{words}{number}"})
            file.write(f"{line[:-9] if number % 10_000 == 0 else line}\n")
    assert measured(folder, tmp_path / "out") < 1_200
    items = sum(len(part) for part in store.read(tmp_path / "out" / "documents" / "items", ITEMS))
    broken = [
        row
        for part in store.read(tmp_path / "out" / "documents" / "exclusions", EXCLUSIONS)
        for row in part["reason"].to_pylist()
    ]
    assert (items, broken) == (2_000_000 - 200, ["broken_record"] * 200)


@pytest.mark.slow
def test_a_hundred_thousand_small_files_take_bounded_memory(tmp_path: Path) -> None:
    folder = tmp_path / "raw"
    for number in range(100_000):
        if number % 1_000 == 0:
            (folder / str(number // 1_000)).mkdir(parents=True)
        (folder / str(number // 1_000) / f"{number}.txt").write_text(f"The text of file {number}.")
    assert measured(folder, tmp_path / "out") < 500
    assert sum(len(part) for part in store.read(tmp_path / "out" / "documents" / "items", ITEMS)) == 100_000
