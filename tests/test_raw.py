from __future__ import annotations

import gzip
import hashlib
import os
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import fsspec
import pytest
from fsspec.implementations.local import LocalFileSystem
from hypothesis import given
from hypothesis import strategies as st
from raw_files import LIMITS, STORY, items, listed, one, zstd

from pipeline import raw
from pipeline.errors import ConfigurationError
from pipeline.raw import keys
from pipeline.raw.folders import Remote


def write(folder: Path, *names: str, content: bytes = b"x") -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)


def test_files_are_listed_by_key_whatever_their_place(tmp_path: Path) -> None:
    write(tmp_path, "b.txt", "a/z.txt", "a/b/c.txt", ".hidden", ".git/x.txt", "a/.parts/y.txt")
    assert sorted(listed(tmp_path)) == ["a/b/c.txt", "a/z.txt", "b.txt"]


def test_a_link_to_a_folder_is_said_and_not_followed(tmp_path: Path) -> None:
    write(tmp_path, "a.txt")
    (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "itself").symlink_to(tmp_path / "itself")
    found = {item.key: item.reason for item in items(tmp_path)}
    assert found == {"a.txt": None, "itself": "unreadable", "loop": "unsupported"}


names = st.binary(max_size=8).map(os.fsdecode) | st.text(max_size=8)


@pytest.mark.parametrize(
    ("name", "key"),
    [
        (b"caf\xe9 \xf0\x9f\x98\x80.txt", "caf%E9 😀.txt"),
        (b"a\nb \"c\" 'd'.txt", "a\nb \"c\" 'd'.txt"),
        (b"100%.txt", "100%25.txt"),
        (b"caf%E9.txt", "caf%25E9.txt"),
        (b"a#1.txt", "a%231.txt"),
    ],
)
def test_a_name_becomes_a_key_that_leads_back_to_the_file(name: bytes, key: str, tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(name)).write_bytes(b"found")
    item = one(tmp_path)
    assert (item.key, item.raw) == (key, b"found")


@given(names, names)
def test_keys_are_of_unicode_and_differ_where_names_differ(name: str, other: str) -> None:
    keys.key(name).encode()
    assert (keys.key(name) == keys.key(other)) == (name == other)


@given(st.binary())
def test_the_name_of_a_key_is_the_name(name: bytes) -> None:
    assert keys.name(keys.key(os.fsdecode(name))) == os.fsdecode(name)


def test_a_record_has_the_key_of_its_file_and_its_id() -> None:
    assert keys.of_record("docs.jsonl", "00012") == "docs.jsonl#00012"
    assert keys.of_record("docs.jsonl", "a#b") == "docs.jsonl#a%23b"
    assert keys.file("docs.jsonl#a%23b") == "docs.jsonl"


def test_a_folder_that_is_not_there_is_a_configuration_error(tmp_path: Path) -> None:
    for address in (tmp_path / "nothing", "memory://nothing", "nonsense://x"):
        with pytest.raises(ConfigurationError, match="no such folder|cannot be opened"):
            raw.locate(address)


def test_an_item_holds_its_bytes_and_their_digest(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", content=b"\xff\x00a")
    item = one(tmp_path)
    assert (item.raw, item.size, item.sha256) == (b"\xff\x00a", 3, hashlib.sha256(b"\xff\x00a").hexdigest())
    assert (item.reason, item.format) == (None, "text")


@pytest.mark.parametrize("size", [1_001, 3_000_000])
def test_an_item_above_the_limit_has_a_digest_and_no_bytes(size: int, tmp_path: Path) -> None:
    write(tmp_path, "a.txt", content=b"x" * size)
    item = one(tmp_path, max_item_bytes=1_000)
    assert (item.raw, item.reason, item.detail) == (None, "too_large", f"{size} bytes, limit 1000")
    assert (item.sha256, item.size) == (hashlib.sha256(b"x" * size).hexdigest(), size)


def test_an_item_of_just_the_limit_stays(tmp_path: Path) -> None:
    for size in (1_000, 1 << 18, 1 << 19):
        write(tmp_path, "a.txt", content=b"x" * size)
        assert one(tmp_path, max_item_bytes=size).size == size


@pytest.mark.parametrize("content", [b"", b" \n\t\r\n"])
def test_a_blank_item_is_empty(tmp_path: Path, content: bytes) -> None:
    write(tmp_path, "a.txt", content=content)
    assert (one(tmp_path).reason, one(tmp_path).raw) == ("empty", None)


@pytest.mark.parametrize("name", ["a.pdf", "a.tar.gz", "README", "a.txt.bak"])
def test_a_kind_of_file_without_a_reader_is_said_with_its_digest(name: str, tmp_path: Path) -> None:
    write(tmp_path, name)
    item = one(tmp_path)
    assert (item.reason, item.size, item.sha256) == ("unsupported", 1, hashlib.sha256(b"x").hexdigest())


@pytest.mark.parametrize("name", ["A.TXT", "a.md", "a.txt.gz", "a.md.zst", "a.TXT.GZ"])
def test_texts_are_read_by_extension_and_decompressed(name: str, tmp_path: Path) -> None:
    pack = {".gz": gzip.compress, ".zst": zstd}.get(Path(name.lower()).suffix, bytes)
    write(tmp_path, name, content=pack(STORY.encode()))
    item = one(tmp_path)
    assert (item.key, item.raw, item.sha256) == (name, STORY.encode(), hashlib.sha256(STORY.encode()).hexdigest())


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.txt.gz", b"no gzip", "unreadable"),
        ("a.txt.gz", gzip.compress(b"text " * 99)[:-9], "unreadable"),
        ("a.txt.zst", zstd(b"text " * 99)[:-9], "unreadable"),
        ("a.txt.gz", gzip.compress(b"0" * 1_001), "too_large"),
        ("a.txt.zst", zstd(b"0" * 1_001), "too_large"),
        ("a.txt.gz", b"", "empty"),
        ("a.jsonl.gz", b"no gzip", "unreadable"),
    ],
    ids=["no_gzip", "gzip_cut_off", "zstd_cut_off", "gzip_bomb", "zstd_bomb", "empty", "no_gzip_of_records"],
)
def test_what_cannot_be_decompressed_within_the_limit_is_said(
    name: str, content: bytes, reason: str, tmp_path: Path
) -> None:
    write(tmp_path, name, content=content)
    assert one(tmp_path, max_item_bytes=1_000).reason == reason


def test_a_file_that_vanished_a_dead_link_and_a_pipe_are_excluded_with_a_reason(tmp_path: Path) -> None:
    place = raw.locate(tmp_path)
    (gone,) = raw.read(place, raw.Listed("gone.txt", 3), LIMITS)
    assert gone.reason == "changed_while_read"
    (tmp_path / "dead.txt").symlink_to(tmp_path / "nowhere")
    os.mkfifo(tmp_path / "pipe.txt")
    found = {item.key: (item.reason, item.detail) for item in items(tmp_path)}
    assert found == {
        "dead.txt": ("unreadable", "a link to nothing"),
        "pipe.txt": ("unreadable", "not a regular file"),
    }


class Growing(LocalFileSystem):
    """Files that somebody writes to whenever they are opened."""

    protocol = "growing"

    def _open(self, path: str, mode: str = "rb", **options: Any) -> Any:
        with Path(path).open("ab") as file:
            file.write(b'{"id": "more"}\n')
        return super()._open(path, mode, **options)


@pytest.mark.parametrize("name", ["a.txt", "a.jsonl", "a.html"])
def test_a_file_that_changes_while_it_is_read_is_said(name: str, tmp_path: Path) -> None:
    write(tmp_path, name, content=b'{"text": "A text.", "id": "1"}\n')
    *before, last = raw.read(Remote(Growing(), str(tmp_path)), raw.Listed(name, 9), LIMITS)
    assert (last.key, last.reason) == (name, "changed_while_read")
    assert [item.key for item in before if not item.reason] == (["a.jsonl#1"] if name == "a.jsonl" else [])


@pytest.fixture
def remote() -> Iterator[str]:
    """A folder in the memory of this process, reached by its address."""
    address = f"memory://{uuid.uuid4().hex}/texts"
    yield address
    fsspec.filesystem("memory").rm(address, recursive=True)


def test_any_address_gives_what_a_local_folder_gives(remote: str, tmp_path: Path) -> None:
    files = {
        "a.txt": STORY.encode(),
        "sub/b.txt.gz": gzip.compress(STORY.encode()),
        "c.jsonl": b'{"text": "A", "id": 1}\n',
    }
    memory = fsspec.filesystem("memory")
    for name, content in files.items():
        write(tmp_path, name, content=content)
        memory.pipe(f"{remote}/{name}", content)
    there = raw.locate(remote)
    found = [item for one in sorted(raw.walk(there)) for item in raw.read(there, one, LIMITS)]
    assert found == items(tmp_path)
    assert found == items(Path(f"{tmp_path}/"))
    assert [item.key for item in found] == ["a.txt", "c.jsonl#1", "sub/b.txt.gz"]
    assert raw.locate(f"file://{tmp_path}") == raw.locate(tmp_path)
