from __future__ import annotations

import datetime as dt
import gzip
import hashlib
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT
from hypothesis import given, settings
from hypothesis import strategies as st
from raw_files import PAGE, STORY, one

from pipeline import raw, text
from pipeline.raw import pages
from pipeline.raw.streams import Unusable


def read(tmp_path: Path, content: bytes, name: str = "a.html", **changes: int) -> raw.Item:
    (tmp_path / name).write_bytes(content)
    return one(tmp_path, **changes)


def test_the_raw_item_of_a_page_is_its_main_text_with_title_date_and_the_digest_of_the_file(tmp_path: Path) -> None:
    item = read(tmp_path, PAGE.encode())
    assert item.raw is not None
    lines = item.raw.decode().splitlines()
    assert lines[0] == "Two bridges close"
    assert STORY in lines
    assert "- Two bus lines end at the station." in lines
    assert not any("Sport" in line or "Copyright" in line for line in lines)
    assert (item.title, item.published, item.format) == ("Two bridges close", dt.date(2025, 11, 20), "html")
    assert item.file_sha256 == hashlib.sha256(PAGE.encode()).hexdigest()
    assert (item.sha256, item.size) == (hashlib.sha256(item.raw).hexdigest(), len(item.raw))


@pytest.mark.parametrize("name", ["a.htm", "A.HTML", "a.html.gz"])
def test_pages_are_known_by_their_extension(name: str, tmp_path: Path) -> None:
    content = gzip.compress(PAGE.encode()) if name.endswith("gz") else PAGE.encode()
    item = read(tmp_path, content, name)
    assert (item.format, item.file_sha256) == ("html", hashlib.sha256(PAGE.encode()).hexdigest())


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ("utf-8", "utf-8"),
        ("iso-8859-1", "cp1252"),
        ("windows-1251", "cp1251"),
        ("Shift_JIS", "shift_jis"),
        ("utf-8", "cp1252"),
        ("rot13", "utf-8"),
        ("no-such-codec", "utf-16"),
        ("utf-16", "utf-8"),
    ],
)
def test_a_page_is_decoded_as_it_declares_or_as_any_text(declared: str, encoding: str, tmp_path: Path) -> None:
    word = {"cp1251": "мосты", "shift_jis": "橋を閉鎖する"}.get(encoding, "Café – “quoted”")
    page = PAGE.replace('charset="utf-8"', f'charset="{declared}"').replace("Mayor", word, 1)
    item = read(tmp_path, page.encode(encoding))
    assert item.raw is not None
    assert word in item.raw.decode()


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b"<html><head><title>Two</title></head><body><script>let a = 1;</script></body></html>", "empty"),
        (b"<div>" * 200_000, "empty"),
        (bytes(range(256)) * 40, "binary"),
        (b"<p>" + "кириллица".encode("cp1251") * 99, "undecodable"),
        (b"<p>" + b"x" * 10_001, "too_large"),
    ],
)
def test_a_page_without_a_main_text_is_said_with_its_digest(content: bytes, reason: str, tmp_path: Path) -> None:
    item = read(tmp_path, content, max_page_bytes=10_000 if reason == "too_large" else 5_000_000)
    assert (item.reason, item.size, item.sha256) == (reason, len(content), hashlib.sha256(content).hexdigest())


def test_entities_are_characters_even_where_a_page_escapes_them_twice(tmp_path: Path) -> None:
    item = read(tmp_path, PAGE.replace("Mayor", "AT&amp;amp;T", 1).encode())
    assert item.raw is not None
    assert b"AT&T John" in item.raw
    assert "AT&T John" in text.clean(item.raw.decode(), html=True).text


def test_the_same_page_gives_the_same_text_whatever_the_hash_seed() -> None:
    code = f"from pipeline.raw import pages; print(pages.read('a', {PAGE.encode()!r}).sha256)"
    seeded = subprocess.run(
        [sys.executable, "-c", code], env={"PYTHONHASHSEED": "1"}, cwd=ROOT, check=True, capture_output=True, text=True
    )
    assert seeded.stdout.strip() == pages.read("a", PAGE.encode()).sha256


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["<p>", "</p>", "<div>", "<table>", "<td>", "<!--", "<![CDATA[", "&#xD800;", "\x00", STORY, "<title>", "é"]
        ),
        max_size=30,
    )
)
def test_any_page_ends_as_a_text_or_as_unusable(pieces: list[str]) -> None:
    try:
        item = pages.read("a.html", "".join(pieces).encode())
    except Unusable as why:
        assert why.reason in {"empty", "binary", "undecodable", "unreadable"}  # noqa: PT017  # either may come
    else:
        assert item.raw is not None
        item.raw.decode()
