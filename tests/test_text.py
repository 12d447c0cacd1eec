from __future__ import annotations

import pickle
import re
import tomllib
import unicodedata
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import text
from pipeline.alignment import raw_span, uncovered
from pipeline.text import composition
from pipeline.text.decoding import encode

NASTY = Path(__file__).parent / "nasty"
CASES: list[dict[str, Any]] = tomllib.loads((NASTY / "cases.toml").read_text(encoding="utf-8"))["case"]
FILES = [path for path in sorted(NASTY.iterdir()) if path.suffix not in {".md", ".toml"} and path.name[0] != "."]
RAW = Path(__file__).parents[1] / "data" / "raw"

# What one pass may hide from another, beside plain letters and blanks.
DIRT = [
    *"ab \n\t\r“é.",
    *("\r\n", "\u00a0", "\u3000", "\u2028", "\x85", "\x00", "\x1b[0m", "\x1b", "\u200b", "\u00ad", "\u202e"),
    *("\u0301", "\u0327", "e\u0301", "\u212b", "\u0958", "\u1112\u1161\u11ab", "\ufeff", "\U000e0041"),
    *("😀", "\u200d", "\ufe0f", "🏴", "ر", "\u200c", "\u0915\u094d", "中"),
    *("Ã©", "â€™", "â€\x9d", "Ã", "©", "Ã ", "Â ", "Ã\u200b©", "\x93", "Ð\u009f", "√©", "&amp;", "&#65;", "&nbsp;"),
]
dirty = st.lists(st.sampled_from(DIRT), max_size=20).map("".join)


def items() -> st.SearchStrategy[bytes | str]:
    encoded = st.builds(
        lambda string, encoding: string.encode(encoding, errors="ignore"),
        dirty,
        st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "cp1252", "mac-roman"]),
    )
    return dirty | encoded | st.text(max_size=40).filter(lambda string: not re.search("[\ud800-\udfff]", string))


def cleaned(raw: bytes | str, *, html: bool = False) -> text.Cleaned | None:
    try:
        return text.clean(raw, html=html)
    except text.Undecodable:
        return None


def assert_laws(raw: bytes | str, *, html: bool = False) -> None:
    """Idempotence, order of the runs, each character at its bytes or in a repair, each byte covered or in a repair."""
    found = cleaned(raw, html=html)
    if found is None:
        return
    raw_bytes = raw.encode() if isinstance(raw, str) else raw
    touches = text.trace(raw, html=html)
    touched = {byte for touch in touches for byte in range(touch.raw_start, touch.raw_end)}

    assert text.clean(found.text).text == found.text
    assert dict(found.repairs) == Counter(touch.rule for touch in touches)
    assert set(dict(found.repairs)) <= set(text.RULES)

    runs = list(found.alignment)
    assert runs[-1] == (len(found.text), len(raw_bytes), 0)
    assert all(a[:2] <= b[:2] and a[1] + a[2] * (b[0] - a[0]) <= b[1] for a, b in pairwise(runs))
    for at, character in enumerate(found.text):
        start, end = raw_span(found.alignment, at, at + 1)
        assert start < end
        assert raw_bytes[start:end].decode(found.encoding) == character or touched & set(range(start, end))
    gaps = uncovered(found.alignment, len(raw_bytes))
    assert {byte for start, end in gaps for byte in range(start, end)} <= touched

    odd = sum(
        raw_bytes[a.raw_start : b.raw_start if not a.width else a.raw_start + a.width * (b.start - a.start)].decode(
            found.encoding
        )
        != found.text[a.start : b.start]
        for a, b in pairwise(runs)
    )
    assert odd + len(gaps) <= sum(repair.count for repair in found.repairs)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["file"])
def test_a_nasty_file_becomes_what_its_case_says(case: dict[str, Any]) -> None:
    raw = (NASTY / case["file"]).read_bytes()
    html = case.get("html", False)
    if "reason" in case:
        with pytest.raises(text.Undecodable) as raised:
            text.clean(raw, html=html)
        assert raised.value.reason == case["reason"]
        return
    found = text.clean(raw, html=html)
    assert found.text == (case["text"] if "text" in case else raw.decode())
    assert dict(found.repairs) == case.get("repairs", {})
    assert found.encoding == case.get("encoding", "utf-8")


def test_each_nasty_file_has_one_case_and_each_rule_a_file_that_shows_it() -> None:
    assert sorted(case["file"] for case in CASES) == [path.name for path in FILES]
    assert {rule for case in CASES for rule in case.get("repairs", {})} == set(text.RULES)
    assert len(CASES) >= 60


@pytest.mark.parametrize("path", [path for path in FILES if path.stat().st_size < 5_000], ids=lambda path: path.name)
def test_the_laws_hold_for_a_nasty_file(path: Path) -> None:
    assert_laws(path.read_bytes(), html=path.suffix == ".html")


@given(items(), st.booleans())
def test_the_laws_hold_for_any_item(raw: bytes | str, html: bool) -> None:  # noqa: FBT001  # a drawn value
    assert_laws(raw, html=html)


@given(st.binary(max_size=60))
def test_bytes_are_cleaned_or_refused_with_a_reason(raw: bytes) -> None:
    assert_laws(raw)


@given(items())
def test_clean_text_is_composed_and_free_of_what_the_rules_take_away(raw: bytes | str) -> None:
    found = cleaned(raw)
    if found is not None:
        assert unicodedata.is_normalized("NFC", found.text)
        assert not re.search("[\r\v\f\x85\u2028\u2029\x00\u00ad\u00a0\u200b\ufeff\u202e]|[ \t]\n|\n\n\n", found.text)
        assert found.text == found.text.strip(" \t\n")


@given(dirty.filter(lambda string: "\0" not in string))
def test_a_str_stands_for_its_utf8(string: str) -> None:
    assert text.clean(string) == text.clean(string.encode())


@given(
    st.text(
        alphabet=st.sampled_from("aA\u0301\u0327\u0344\u0f73\u0f71\u0f72\u212b\u1112\u1161\u11abé\u09c7\u09be😀"),
        max_size=12,
    )
)
def test_composing_cluster_by_cluster_is_the_normal_form_of_the_whole(string: str) -> None:
    assert text.clean(f"x{string}x").text == unicodedata.normalize("NFC", f"x{string}x")


def test_the_gate_of_composition_lets_every_character_through_that_this_unicode_version_may_change() -> None:
    passes = re.compile(composition.UNSETTLED)
    for character in map(chr, range(0x110000)):
        parts = unicodedata.decomposition(character)
        unsettled = {character} if unicodedata.combining(character) else set()
        if parts and not parts.startswith("<") and not 0xD800 <= ord(character) < 0xE000:
            joined = unicodedata.normalize("NFC", character)
            unsettled |= {chr(int(part, 16)) for part in parts.split()[1:]} if joined == character else {character}
        assert all(map(passes.match, unsettled)), f"U+{ord(character):04X}"


@pytest.mark.parametrize("path", sorted(RAW.glob("*.txt")), ids=lambda path: path.name)
def test_the_raw_texts_lose_nothing_but_blanks_and_spaces_of_another_kind(path: Path) -> None:
    found = text.clean(path.read_bytes())
    assert found.text.split() == path.read_text(encoding="utf-8").split()
    assert set(dict(found.repairs)) <= {"blank_runs", "odd_spaces", "outer_blanks", "trailing_blanks"}


def test_offsets_of_a_repaired_text_lead_to_their_bytes() -> None:
    raw = "\ufeffPrices\u00a0rose\u200b by 5\u00a0€.\r\nIt\u00e2\u20ac\u2122s so.".encode()
    found = text.clean(raw)
    assert found.text == "Prices rose by 5 €.\nIt’s so."

    def bytes_of(part: str) -> bytes:
        start = found.text.index(part)
        return raw[slice(*raw_span(found.alignment, start, start + len(part)))]

    assert bytes_of("Prices rose") == "Prices\u00a0rose".encode()
    assert bytes_of("rose by") == "rose\u200b by".encode()
    assert bytes_of("€") == "€".encode()
    assert bytes_of("’") == "\u00e2\u20ac\u2122".encode()
    assert bytes_of("so.") == b"so."


@pytest.mark.parametrize("encoding", ["latin-1", "cp1251", "mac-roman", "cp437"])
@pytest.mark.parametrize("sentence", ["“Prices rose,” it’s said – in Málaga.", "Il s’agit d’un café à Nîmes…"])
def test_utf8_read_in_another_encoding_is_read_again(encoding: str, sentence: str) -> None:
    try:
        misread = sentence.encode().decode(encoding)
    except UnicodeDecodeError:
        pytest.skip("some bytes have no character there")
    assert text.clean(misread).text == sentence


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_each_unicode_encoding_is_told_and_decodes_any_slice(encoding: str, mark: str) -> None:
    if encoding.startswith("utf-32") and not mark:
        pytest.skip("UTF-32 is told by its mark alone")
    raw = (mark + "Prices rose by 5 €, said 𝒜 and 😀.").encode(encoding)
    found = text.clean(raw)
    assert found.encoding == encoding
    start = found.text.index("5 €, said 𝒜")
    assert raw[slice(*raw_span(found.alignment, start, start + 11))].decode(found.encoding) == "5 €, said 𝒜"


def test_entities_are_characters_only_where_the_item_is_html() -> None:
    assert text.clean("a &lt; b &amp;amp; c", html=True).text == "a < b &amp; c"
    assert text.clean("a &lt; b").text == "a &lt; b"


def test_curly_quotes_dashes_case_and_compatibility_characters_stay() -> None:
    kept = "“Yes” – ‘no’ — ﬁne ½ Ⅳ ｗｉｄｅ İstanbul ẞ … ‑ ′"
    assert text.clean(kept) == (kept, text.clean(kept).alignment, (), "utf-8")


@pytest.mark.parametrize("raw", ["a\ud800b", b"\xff\xfe\x00\xd8a\x00", b"a\xffb\xc3\xa9", bytes(range(256)) * 4])
def test_what_is_no_text_is_refused_with_a_reason_that_survives_pickling(raw: bytes | str) -> None:
    with pytest.raises(text.Undecodable) as raised:
        text.clean(raw)
    again = pickle.loads(pickle.dumps(raised.value))
    assert (again.reason, again.detail, str(again)) == (
        raised.value.reason,
        raised.value.detail,
        str(raised.value),
    )
    assert again.reason in {"binary", "undecodable"}


def test_the_trace_tells_each_change_with_its_bytes_in_order() -> None:
    raw = "Caf\u00c3\u200b\u00a9\r\n".encode()
    assert [tuple(touch) for touch in text.trace(raw)] == [
        ("zero_width", 5, 8, "\u200b", ""),
        ("line_ends", 10, 11, "\r", ""),
        ("outer_blanks", 11, 12, "\n", ""),
        ("mojibake", 3, 10, "\u00c3\u00a9", "é"),
    ]


@pytest.mark.parametrize(
    "piece", ["a", " ", "\r\n", "\u00a0", " \n", "Ã©", "Ã ", "e\u0301", "\x1b[", "&amp", "😀\u200d"]
)
def test_a_long_repetition_is_cleaned_like_a_short_one(piece: str) -> None:
    short, long = cleaned(piece * 50), cleaned(piece * 50_000)
    assert short is not None
    assert long is not None
    assert dict(long.repairs).keys() == dict(short.repairs).keys()


def test_encode_names_the_place_of_a_lone_surrogate() -> None:
    with pytest.raises(text.Undecodable, match="lone surrogate at code point 2"):
        encode("ab\udfff")
