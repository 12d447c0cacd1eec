from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from pipeline import raw
from pipeline.errors import ConfigurationError


def read(path: Path, limit: int = 1_000) -> raw.Item:
    return raw.read(raw.Listed(path.name, path, path.stat().st_size if path.exists() else 0), max_bytes=limit)


def test_files_are_listed_by_key_whatever_their_place(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/b/c.txt", ".hidden"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x", encoding="utf-8")
    assert [one.key for one in raw.walk(tmp_path)] == ["a/b/c.txt", "a/z.txt", "b.txt"]


def test_a_link_to_a_folder_is_not_followed_in_circles(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x", encoding="utf-8")
    (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
    assert [one.key for one in raw.walk(tmp_path)] == ["a.txt"]


def test_a_name_that_is_not_utf8_is_percent_encoded(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"caf\xe9.txt")).write_text("x", encoding="utf-8")
    assert [one.key for one in raw.walk(tmp_path)] == ["caf%E9.txt"]


def test_a_folder_that_is_not_there_is_a_configuration_error(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="no such folder"):
        raw.walk(tmp_path / "nothing")


def test_an_item_holds_its_bytes_and_their_digest(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\xff\x00a")
    item = read(tmp_path / "a.txt")
    assert (item.raw, item.size, item.sha256) == (b"\xff\x00a", 3, hashlib.sha256(b"\xff\x00a").hexdigest())
    assert item.reason is None


def test_an_item_above_the_limit_has_a_digest_and_no_bytes(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"x" * 1_001)
    item = read(tmp_path / "a.txt")
    assert (item.raw, item.reason, item.detail) == (None, "too_large", "1001 bytes, limit 1000")
    assert item.sha256 == hashlib.sha256(b"x" * 1_001).hexdigest()


@pytest.mark.parametrize("content", [b"", b" \n\t\r\n"])
def test_a_blank_item_is_empty(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.txt").write_bytes(content)
    assert (read(tmp_path / "a.txt").reason, read(tmp_path / "a.txt").raw) == ("empty", None)


def test_a_file_that_vanished_a_dead_link_and_a_pipe_are_excluded_with_a_reason(tmp_path: Path) -> None:
    assert read(tmp_path / "gone.txt").reason == "changed_while_read"
    (tmp_path / "dead").symlink_to(tmp_path / "nowhere")
    assert read(tmp_path / "dead").reason == "changed_while_read"
    os.mkfifo(tmp_path / "pipe")
    assert (read(tmp_path / "pipe").reason, read(tmp_path / "pipe").detail) == ("unreadable", "not a regular file")
