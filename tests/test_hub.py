from __future__ import annotations

import hashlib
import subprocess
from pathlib import Path

from pipeline import hub


def test_a_small_file_is_compared_by_the_id_that_git_gives_it(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"some text\n")
    blob = subprocess.run(["git", "hash-object", path], capture_output=True, text=True, check=True).stdout.strip()
    sha256 = hashlib.sha256(b"some text\n").hexdigest()
    assert hub.Stored(10, None, blob).holds(path, sha256)
    assert not hub.Stored(10, None, "0" * 40).holds(path, sha256)


def test_a_large_file_is_compared_by_its_sha256_and_not_by_its_pointer(tmp_path: Path) -> None:
    large = hub.Stored(10, "a" * 64, "0" * 40)
    assert large.holds(tmp_path / "not read", "a" * 64)
    assert not large.holds(tmp_path / "not read", "b" * 64)
