from __future__ import annotations

import datetime as dt
import hashlib
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
import yaml
from conftest import ROOT
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from pipeline import alignment, corrections, store, text
from pipeline.alignment import raw_span
from pipeline.errors import ConfigurationError, DataError

Run = Callable[..., subprocess.CompletedProcess[str]]
SCHEMA = store.read_json(store.ROOT / "schemas" / "corrections.schema.json")
SHA = "a" * 64
REPLACE = {
    "id": "one",
    "action": "replace",
    "key": "a.txt",
    "exact": "Jon",
    "replacement": "John",
    "guard": SHA,
    "reason": "A slip.",
    "date": "2026-01-31",
}
TAKEDOWN = {"id": "two", "action": "takedown", "key": "a.txt", "reason": "Asked for.", "date": "2026-02-01"}


def parse(*entries: dict[str, Any]) -> corrections.Corrections:
    return corrections.parse({"corrections": list(entries)}, SCHEMA, "corrections.yaml")


def entry(base: dict[str, Any], **changes: Any) -> corrections.Correction:
    return parse(base | changes).entries[0]


def test_the_corrections_of_the_project_are_valid() -> None:
    path = store.ROOT / "data" / "corrections.yaml"
    book = store.read_yaml(path)
    assert len(corrections.parse(book, SCHEMA, str(path)).entries) == len(book["corrections"])


@pytest.mark.parametrize(
    ("base", "changes", "message"),
    [
        (REPLACE, {"guard": None}, "corrections/0/guard"),
        (REPLACE, {"exact": ""}, "corrections/0/exact"),
        (TAKEDOWN, {"action": "delete"}, "corrections/0/action"),
        (REPLACE, {"date": dt.date(2026, 1, 31)}, "corrections/0/date: .* Put the date in quotes."),
        (REPLACE, {"date": "2026-02-30"}, "one: date '2026-02-30' is no date"),
        (REPLACE, {"note": "x"}, "'note' was unexpected"),
        (TAKEDOWN, {"replacement": "x"}, "corrections/0"),
        (TAKEDOWN, {"prefix": "x"}, "'exact' is a dependency"),
        (TAKEDOWN, {"id": "Not a slug"}, "corrections/0/id"),
    ],
)
def test_a_wrong_entry_is_one_message_with_its_place(
    base: dict[str, Any], changes: dict[str, Any], message: str
) -> None:
    with pytest.raises(ConfigurationError, match=message) as caught:
        parse(base | changes)
    assert str(caught.value).startswith("corrections.yaml: ")


@pytest.mark.parametrize("name", ["exact", "replacement", "guard"])
def test_a_replacement_needs_its_quotation_and_its_guard(name: str) -> None:
    with pytest.raises(ConfigurationError, match=f"'{name}' is a required property"):
        parse({key: value for key, value in REPLACE.items() if key != name})


def test_two_entries_with_one_id_are_refused() -> None:
    with pytest.raises(ConfigurationError, match="'one' stands twice"):
        parse(REPLACE, REPLACE | {"key": "b.txt"})


def test_the_entries_that_may_fit_an_item_are_found_by_key_pattern_or_guard() -> None:
    book = parse(
        REPLACE,
        TAKEDOWN | {"id": "pattern", "key": "b/*.txt"},
        TAKEDOWN | {"id": "guarded", "key": "c.txt", "guard": SHA},
    )

    def names(key: str, sha256: str | None) -> list[str]:
        return [one.correction_id for one in book.concerning(key, sha256)]

    assert names("a.txt", None) == ["one", "pattern"]
    assert names("d.txt", SHA) == ["guarded", "pattern"]
    assert corrections.Corrections().concerning("a.txt", SHA) == []


def test_a_takedown_fits_by_key_pattern_quotation_or_guard() -> None:
    other = "b" * 64
    assert entry(TAKEDOWN).takes_down("a.txt", other, None)
    assert not entry(TAKEDOWN).takes_down("b.txt", other, None)
    assert entry(TAKEDOWN, key="sub/[x]*").takes_down("sub/x1", other, None)
    assert entry(TAKEDOWN, key="sub/[x]*").takes_down("sub/[x]*", other, None)
    quoted = entry(TAKEDOWN, key="*", exact="secret")
    assert not quoted.takes_down("a.txt", other, None)
    assert quoted.takes_down("a.txt", other, "A secret.")
    assert not quoted.takes_down("a.txt", other, "Nothing.")
    guarded = entry(TAKEDOWN, guard=SHA)
    assert guarded.takes_down("copy.txt", SHA, None)
    assert not guarded.takes_down("other.txt", other, None)
    with pytest.raises(DataError, match=r"correction two: 'a.txt' is no longer what it was"):
        guarded.takes_down("a.txt", other, None)


def test_a_takedown_without_a_guard_knows_the_copies_of_what_it_names() -> None:
    other = "b" * 64
    book = parse(TAKEDOWN, TAKEDOWN | {"id": "guarded", "key": "c.txt", "guard": other}, REPLACE)
    known = book.with_copies([("a.txt", SHA), ("copy.txt", SHA), ("c.txt", other), ("d.txt", other), ("e.txt", None)])
    assert {entry.correction_id: entry.copies for entry in known.entries if entry.copies} == {"two": frozenset({SHA})}
    (entry,) = known.concerning("copy.txt", SHA)
    assert entry.takes_down("copy.txt", SHA, None)
    assert entry.tombstone("copy.txt") == "two, 2026-02-01: Asked for. (copy of a.txt)"
    assert book.with_copies([("a.txt", SHA), ("d.txt", other)]).entries == book.entries


def test_a_replacement_fits_the_item_that_its_author_saw() -> None:
    assert entry(REPLACE).replaces("a.txt", SHA)
    assert not entry(REPLACE).replaces("b.txt", SHA)
    assert not entry(TAKEDOWN).replaces("a.txt", SHA)
    with pytest.raises(DataError, match=f"correction one: .*SHA-256 {'b' * 64}, guard {SHA}"):
        entry(REPLACE).replaces("a.txt", "b" * 64)


def corrected(raw: str, *entries: corrections.Correction) -> corrections.Corrected:
    cleaned = text.clean(raw.encode())
    return corrections.replace(cleaned.text, cleaned.alignment, entries)


def test_words_are_replaced_and_spans_lead_to_the_bytes_as_they_were() -> None:
    raw = "The mayor,\r\nJon Doe, said – “no”. Jim."
    found = corrected(raw, entry(REPLACE), entry(REPLACE, exact="“no”", replacement="no", id="three"))
    assert (found.text, found.count) == ("The mayor,\nJohn Doe, said – no. Jim.", 2)
    for words, bytes_ in (
        ("John", "Jon"),
        ("John Doe", "Jon Doe"),
        ("mayor,\nJohn", "mayor,\r\nJon"),
        ("no", "“no”"),
        ("Jim.", "Jim."),
    ):
        start = found.text.index(words)
        first, last = raw_span(found.alignment, start, start + len(words))
        assert raw.encode()[first:last].decode() == bytes_


def test_words_may_be_taken_out_at_either_end() -> None:
    found = corrected("Draft! The text. Sent from my phone", entry(REPLACE, exact="Draft! ", replacement=""))
    assert found.text == "The text. Sent from my phone"
    assert raw_span(found.alignment, 0, 3) == (7, 10)
    found = corrected("The text. Sent from my phone", entry(REPLACE, exact=" Sent from my phone", replacement=""))
    assert (found.text, raw_span(found.alignment, 4, 9)) == ("The text.", (4, 9))


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"exact": "Jim"}, "correction one: 'Jim' is not in the text"),
        ({"exact": "o"}, "correction one: 'o' stands there more than once"),
        ({"replacement": "John\u200b"}, "correction one: the result is no clean text"),
        ({"exact": "Jon Doe.", "replacement": ""}, "correction one: the result is no clean text"),
    ],
)
def test_an_entry_that_does_not_fit_the_text_is_named(changes: dict[str, Any], message: str) -> None:
    with pytest.raises(DataError, match=message):
        corrected("It was Jon Doe.", entry(REPLACE, **changes))


def test_entries_that_overlap_are_named() -> None:
    with pytest.raises(DataError, match="one and three: they overlap"):
        corrected("It was Jon Doe.", entry(REPLACE), entry(REPLACE, id="three", exact="on D"))


pieces = st.lists(
    st.sampled_from(["a", "b ", "é", "e\u0301\u0323", "\r\n", "\u200b", "😀", "xÃ©y"]), min_size=1, max_size=20
)


@settings(deadline=None)
@given(pieces.map("".join), st.data())
def test_what_is_not_edited_keeps_its_bytes(raw: str, data: st.DataObject) -> None:
    cleaned = text.clean(raw.encode())
    length = len(cleaned.text)
    assume(length > 1)
    cuts = sorted(data.draw(st.sets(st.integers(0, length), min_size=2, max_size=6)))
    edits = [(a, b, data.draw(st.integers(0, 3))) for a, b in zip(cuts[::2], cuts[1::2], strict=False)]
    runs = cleaned.alignment.edited(edits)
    assert list(cleaned.alignment.edited([])) == list(cleaned.alignment)
    assert runs[-1] == (length + sum(size - (b - a) for a, b, size in edits), len(raw.encode()), 0)
    shift = position = 0
    indivisible = {
        at
        for run, following in zip(cleaned.alignment, list(cleaned.alignment)[1:], strict=False)
        if not run.width
        for at in range(run.start, following.start)
    }
    for a, b, size in [*edits, (length, length, 0)]:
        for at in range(position, a):
            if at not in indivisible:
                assert raw_span(runs, at + shift, at + shift + 1) == raw_span(cleaned.alignment, at, at + 1)
        if size:
            first, last = raw_span(runs, a + shift, a + shift + size)
            low, high = raw_span(cleaned.alignment, a, b)
            assert first <= low
            # An indivisible run is told up to the next one, bytes between them that were dropped included.
            assert last >= high or b - 1 in indivisible
        shift += size - (b - a)
        position = b
    assert not any(alignment.raw_span(runs, at, at + 1)[0] > len(raw.encode()) for at in range(runs[-1].start))


def build(tmp_path: Path, run: Run, *entries: dict[str, Any]) -> subprocess.CompletedProcess[str]:
    path = tmp_path / "corrections.yaml"
    path.write_text(yaml.safe_dump({"corrections": list(entries)}), encoding="utf-8")
    raw = ROOT / "data" / "raw"
    return run("build", raw, tmp_path / "out", "--corrections", path)


def digest(key: str) -> str:
    return hashlib.sha256((ROOT / "data" / "raw" / key).read_bytes()).hexdigest()


FIRST, SECOND, THIRD = "000_b70a0cea6bc971d1.txt", "001_a2de8763a7700bd2.txt", "002_d712047a3b5ac81b.txt"


def test_a_build_with_corrections_can_be_followed_to_its_bytes_and_leaves_a_tombstone(tmp_path: Path, run: Run) -> None:
    fix = REPLACE | {
        "key": THIRD,
        "guard": digest(THIRD),
        "exact": "Team",
        "suffix": " | Nov 27",
        "replacement": "Desk",
    }
    done = build(tmp_path, run, fix, TAKEDOWN | {"key": SECOND})
    assert done.returncode == 0, done.stderr
    release = tmp_path / "out" / "release"
    documents = {row["key"]: row for row in pq.read_table(release / "data" / "documents").to_pylist()}
    assert "By Global Leaders Insights Desk | Nov 27" in documents[THIRD]["text"]
    assert {"rule": "correction", "count": 1} in documents[THIRD]["repairs"]
    (tombstone,) = pq.read_table(release / "data" / "exclusions").to_pylist()
    assert (tombstone["key"], tombstone["reason"]) == (SECOND, "takedown")
    assert tombstone["detail"] == "two, 2026-02-01: Asked for."
    assert SECOND not in documents
    assert len(documents) == 4
    withdrawn = (ROOT / "data" / "raw" / SECOND).read_text(encoding="utf-8")[100:160].encode()
    assert not any(withdrawn in path.read_bytes() for path in release.rglob("*") if path.is_file())
    done = run("verify", release, "--raw", ROOT / "data" / "raw")
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("engine", ["serial", "processes:2"])
def test_a_takedown_withdraws_copies_of_the_same_bytes_in_any_part(tmp_path: Path, run: Run, engine: str) -> None:
    raw = tmp_path / "raw"
    raw.mkdir()
    for name, source in {"a.txt": FIRST, "z.txt": FIRST, "b.txt": SECOND, "c.txt": SECOND, "d.txt": THIRD}.items():
        (raw / name).write_bytes((ROOT / "data" / "raw" / source).read_bytes())
    words = (raw / "b.txt").read_text(encoding="utf-8")[200:230]
    fixes = [TAKEDOWN, TAKEDOWN | {"id": "words", "key": "[b]*", "exact": words}]
    (tmp_path / "fixes.yaml").write_text(yaml.safe_dump({"corrections": fixes}), encoding="utf-8")
    # Four of five are left out: the limit is not for what was withdrawn.
    options = ("--corrections", tmp_path / "fixes.yaml", "--until", "clean")
    done = run("build", raw, tmp_path / "out", *options, PIPELINE_ENGINE=engine)
    assert done.returncode == 0, done.stderr
    gone = {row["key"]: row["detail"] for row in pq.read_table(tmp_path / "out" / "clean" / "exclusions").to_pylist()}
    assert gone == {
        "a.txt": "two, 2026-02-01: Asked for.",
        "z.txt": "two, 2026-02-01: Asked for. (copy of a.txt)",
        "b.txt": "words, 2026-02-01: Asked for.",
        "c.txt": "words, 2026-02-01: Asked for. (copy of [b]*)",
    }
    assert pq.read_table(tmp_path / "out" / "clean" / "documents")["key"].to_pylist() == ["d.txt"]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (TAKEDOWN | {"key": "gone.txt"}, "correction two: fits no raw item (takedown of 'gone.txt')"),
        (REPLACE | {"key": "gone.txt"}, "correction one: fits no raw item (replace of 'gone.txt')"),
        (TAKEDOWN | {"key": "*", "exact": "No text says this."}, "correction two: fits no raw item"),
        (REPLACE | {"key": FIRST}, f"correction one: '{FIRST}' is no longer what it was"),
        (
            REPLACE | {"key": FIRST, "guard": digest(FIRST), "exact": "Nobody says so"},
            "correction one: 'Nobody says so'",
        ),
    ],
)
def test_an_entry_that_fits_nothing_fails_the_build_and_is_named(
    change: dict[str, Any], message: str, tmp_path: Path, run: Run
) -> None:
    done = build(tmp_path, run, change)
    assert done.returncode == 1
    assert message in done.stderr
    assert "Traceback" not in done.stderr
