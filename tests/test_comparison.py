from __future__ import annotations

import random
import shutil
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from releases import Rows, changed, number, rows, without, write
from rows import row

from pipeline import comparison, ledger, manifest, snapshots, store
from pipeline.comparison import compare
from pipeline.difference import Difference, Some, TableDifference, bump, enforce
from pipeline.errors import DataError
from pipeline.snapshots import Release, Snapshot
from pipeline.versions import Bump
from schemas import released


def compared(folder: Path, old: Rows, new: Rows, **options: Any) -> Difference:
    return comparison.compare(
        Release(write(folder / "old", "1.0.0", old)), Release(write(folder / "new", "1.1.0", new, **options))
    )


def of(found: Difference, table: str) -> TableDifference:
    return next(one for one in found.tables if one.table == table)


def closed(folder: Path, held: Rows, **options: Any) -> Snapshot:
    """The version as the ledger knows it."""
    release = write(folder / "release", "1.0.0", held, **options)
    ledger.write(release, folder / "1.0.0")
    return ledger.Closed(folder / "1.0.0")


def test_a_version_does_not_differ_from_itself(tmp_path: Path) -> None:
    found = compared(tmp_path, rows(), rows())
    assert bump(found) is Bump.NONE
    counts = {name: len(held) for name, held in rows().items()}
    assert {one.table: (one.before, one.after) for one in found.tables} == {n: (c, c) for n, c in counts.items()}
    assert all(one.same for one in found.tables)


def test_the_version_of_rows_and_their_order_are_not_compared(tmp_path: Path) -> None:
    later = {
        name: [one | ({"since_version": "1.1.0"} if "since_version" in one else {}) for one in held[::-1]]
        for name, held in rows().items()
    }
    assert bump(compared(tmp_path, rows(), later)) is Bump.NONE


def test_a_changed_label_is_a_flip_and_a_changed_column(tmp_path: Path) -> None:
    new = changed(rows(), "claims", 1, polarity="negative", confidence=0.5)
    claims = of(compared(tmp_path, rows(), new), "claims")
    assert (claims.changed.count, claims.changed.examples) == (1, (number("c", 1),))
    assert claims.flips == {"polarity": {("positive", "negative"): 1}}
    assert claims.columns is not None
    assert {name: change.count for name, change in claims.columns.items()} == {"confidence": 1, "polarity": 1}
    (cell,) = claims.columns["confidence"].examples
    assert (cell.id, cell.old, cell.new) == (number("c", 1), 0.75, 0.5)


def test_a_changed_text_shows_where_it_changed(tmp_path: Path) -> None:
    new = changed(rows(), "documents", 0, text=rows()["documents"][0]["text"].replace("36", "35"))
    documents = of(compared(tmp_path, rows(), new), "documents")
    assert documents.columns is not None
    (cell,) = documents.columns["text"].examples
    assert ("36 boats" in cell.old, "35 boats" in cell.new) == (True, True)


def test_rows_that_come_and_go_are_named(tmp_path: Path) -> None:
    found = compared(tmp_path, without(rows(), "sentences", 0), without(rows(), "sentences", 2))
    sentences = of(found, "sentences")
    assert (sentences.added.examples, sentences.removed.examples) == ((number("s", 0),), (number("s", 2),))
    assert sentences.changed.count == 0


def test_a_document_that_vanishes_breaks_and_one_that_is_taken_down_does_not(tmp_path: Path) -> None:
    gone = {name: [one for one in held if one.get("doc_id") != number("d", 2)] for name, held in rows().items()}
    found = compared(tmp_path / "a", rows(), gone)
    assert (found.vanished.examples, bump(found)) == ((number("d", 2),), Bump.MAJOR)
    gone["exclusions"] = [*gone["exclusions"], row("exclusions", key="2.txt", reason="takedown", detail="on request")]
    found = compared(tmp_path / "b", rows(), gone)
    assert (found.taken_down.examples, found.vanished.count, bump(found)) == ((number("d", 2),), 0, Bump.MINOR)
    kept = comparison.compare(closed(tmp_path / "c", rows()), Release(write(tmp_path / "d", "1.1.0", gone)))
    assert (kept.taken_down, bump(kept)) == (found.taken_down, Bump.MINOR)


def test_a_document_that_moves_to_another_split_has_changed(tmp_path: Path) -> None:
    documents = of(compared(tmp_path, rows(), rows(), splits={number("d", 1): "test"}), "documents")
    assert documents.flips == {"split": {("train", "test"): 1}}
    assert documents.changed.examples == (number("d", 1),)


def test_another_card_is_told_beyond_its_version_and_digests(tmp_path: Path) -> None:
    same = compared(tmp_path / "a", rows(), rows())
    assert same.files is not None
    assert same.files.count == 0
    found = compared(tmp_path / "b", rows(), rows(), page="A better card.")
    assert found.files is not None
    assert (found.files.examples, bump(found)) == (("README.md",), Bump.PATCH)


def test_two_rows_with_one_key_are_refused(tmp_path: Path) -> None:
    double = rows() | {"exclusions": [row("exclusions"), row("exclusions")]}
    with pytest.raises(DataError, match="exclusions: two rows have one key"):
        compared(tmp_path, rows(), double)


def test_a_closed_version_knows_what_its_files_said(tmp_path: Path) -> None:
    """Pictures are compared, too; the version of a release and the digest of its manifest are not."""
    closed, same, other = (
        write(tmp_path / name, version, rows(), page=f"A {name}.")
        for name, version in (("old", "1.0.0"), ("same", "1.0.1"), ("new", "1.0.0"))
    )
    for folder, picture in ((closed, b"\x89PNG\xff"), (same, b"\x89PNG\xff"), (other, b"\x89PNG\xfe")):
        (folder / "pictures").mkdir()
        (folder / "pictures" / "a.png").write_bytes(picture)
        (folder / ".gitattributes").write_text(folder.name, encoding="utf-8")
    for folder, version in ((closed, "1.0.0"), (same, "1.0.1")):
        text = f"# v{version}\n\nA old. {store.digest(folder / manifest.NAME)}\n"
        (folder / "README.md").write_text(text, encoding="utf-8")
    ledger.write(closed, tmp_path / "ledger" / "1.0.0")
    held = ledger.Closed(tmp_path / "ledger" / "1.0.0")
    assert compare(held, Release(same)).files == Some()
    found = compare(held, Release(other))
    assert found.files == Some(2, ("README.md", "pictures/a.png"))
    with pytest.raises(DataError, match=r"release.version 1.0.0 is closed: .* demand PATCH"):
        enforce(found)


def test_one_version_made_with_two_lock_files_may_state_other_sizes(tmp_path: Path) -> None:
    folders = [write(tmp_path / name, "1.0.0", rows(), page=name) for name in ("old", "new")]
    described = store.read_json(folders[1] / manifest.NAME)
    store.write_json(folders[1] / manifest.NAME, described | {"lock_sha256": "1" * 64})
    assert compare(*map(Release, folders)).files is None
    store.write_json(folders[1] / manifest.NAME, described | {"lock_sha256": "1" * 64, "version": "1.0.1"})
    assert compare(*map(Release, folders)).files == Some(1, ("README.md",))


def test_rows_that_were_never_seen_together_are_matched_in_files_of_many_row_groups(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.shards._GROUP_BYTES", 1_000)
    monkeypatch.setattr("pipeline.shards._FILE_BYTES", 10_000)
    old = rows(60)
    new = changed(rows(60), "sentences", 57, n_documents=2)
    new["sentences"] = new["sentences"][30:] + new["sentences"][:30]
    sentences = of(compared(tmp_path, old, new), "sentences")
    assert len(list((tmp_path / "old" / "data" / "sentences").iterdir())) > 1
    assert sentences.changed.examples == (number("s", 57),)
    assert sentences.columns is not None
    (cell,) = sentences.columns["n_documents"].examples
    assert (cell.id, cell.old, cell.new) == (number("s", 57), 1, 2)


CHANGES: dict[str, list[dict[str, Any]]] = {
    "documents": [{"title": "A title"}, {"redistributable": "no"}, {"license": "CC-BY-4.0"}],
    "sentences": [{"kind": "heading"}, {"position": 4}, {"checkworthiness": "UFS", "checkworthy_score": 0.25}],
    "claims": [{"claimer": None}, {"hedges": []}, {"certainty": "probable"}, {"quote_type": "direct"}],
    "exclusions": [{"reason": "binary"}, {"raw_bytes": None}],
    "duplicates": [{"similarity": 0.8}, {"method": "exact"}],
}


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.integers(0, 1 << 32))
def test_what_was_done_is_what_is_found_by_folders_and_by_the_ledger(
    tmp_path_factory: pytest.TempPathFactory, seed: int
) -> None:
    folder = tmp_path_factory.mktemp("pair")
    chance = random.Random(seed)
    old = rows(5)
    old["exclusions"] = [row("exclusions", key=f"{i}.bin") for i in range(4)]
    new: Rows = {}
    done: dict[str, tuple[int, int, int]] = {}
    for name, held in old.items():
        kept = [one for one in held if chance.random() < 0.7]
        touched = [
            one | (chance.choice(CHANGES[name]) if name in CHANGES and chance.random() < 0.4 else {}) for one in kept
        ]
        key = released.BY_NAME[name].key
        extra = [held[0] | {key: number(held[0][key][0], 99)}] if held and chance.random() < 0.5 else []
        new[name] = touched + extra
        chance.shuffle(new[name])
        differ = sum(before != after for before, after in zip(kept, touched, strict=True))
        done[name] = (len(extra), len(held) - len(kept), differ)
    by_folder = comparison.compare(
        Release(write(folder / "a", "1.0.0", old)), Release(write(folder / "b", "2.0.0", new))
    )
    by_ledger = comparison.compare(closed(folder / "c", old), Release(folder / "b"))
    for one in (by_folder, by_ledger):
        found = {table.table: (table.added.count, table.removed.count, table.changed.count) for table in one.tables}
        assert found == done
    assert [table.flips for table in by_folder.tables] == [table.flips for table in by_ledger.tables]
    assert (by_folder.vanished, by_folder.taken_down) == (by_ledger.vanished, by_ledger.taken_down)


def test_a_ledger_without_a_column_of_today_is_compared_over_the_columns_it_knows(tmp_path: Path) -> None:
    old = closed(tmp_path, rows())
    new = Release(write(tmp_path / "new", "1.1.0", changed(rows(), "claims", 0, polarity="negative")))
    new.described["tables"]["claims"]["columns"]["mood"] = {"type": "string"}
    found = comparison.compare(old, new)
    assert [change.what for change in found.schema] == ["column mood added"]
    assert of(found, "claims").changed.examples == (number("c", 0),)
    del new.described["tables"]["claims"]["columns"]["confidence"]
    assert bump(comparison.compare(old, new)) is Bump.MAJOR


def test_labels_are_numbered_and_null_has_none(tmp_path: Path) -> None:
    release = Release(write(tmp_path, "1.0.0", rows()))
    assert release.labels("claims", "polarity", ["negative", "positive"]).tolist() == [1, 1, 1]
    codes = snapshots.numbered(pa.array(["b", None, "a"]).dictionary_encode(), ["a", "b"])
    assert codes.tolist() == [1, -1, 0]


def test_a_folder_without_a_manifest_is_no_release(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="no release"):
        Release(tmp_path)


def test_a_release_that_lost_rows_or_holds_undeclared_labels_is_refused(tmp_path: Path) -> None:
    whole = write(tmp_path / "whole", "1.0.0", rows())
    less = write(tmp_path / "less", "1.0.0", rows(2))
    (less / "manifest.json").write_bytes((whole / "manifest.json").read_bytes())
    with pytest.raises(DataError, match="claims has 2 rows, its manifest states 3"):
        Release(less)
    with pytest.raises(DataError, match="positive: no declared label"):
        Release(whole).labels("claims", "polarity", ["negative"])
    next((whole / "data" / "claims").iterdir()).write_bytes(b"no Parquet")
    with pytest.raises(DataError, match="cannot be read"):
        Release(whole)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("Version 1.0.0.", "Version 1.0.1.", []),
        ("Made by Python 3.11.7.", "Made by Python 3.11.8.", ["README.md"]),
        ("Version 1.0.0.7.", "Version 1.0.1.7.", ["README.md"]),
        (f"Corpus {64 * 'a'}.", f"Corpus {64 * 'b'}.", ["README.md"]),
    ],
)
def test_a_page_says_something_else_unless_its_own_version_alone_is_another(
    tmp_path: Path, old: str, new: str, told: list[str]
) -> None:
    before, after = (
        Release(write(tmp_path / version, version, rows(), page=page)).pages()
        for version, page in (("1.0.0", old), ("1.0.1", new))
    )
    assert [name for name in before if before[name] != after[name]] == told


def test_a_picture_is_compared_byte_by_byte(built: Path, tmp_path: Path) -> None:
    release = Path(shutil.copytree(built / "release", tmp_path / "release"))
    before = snapshots.Release(release).pages()
    name = "pictures/reader.png"
    (release / name).write_bytes((release / name).read_bytes() + b"1.0.0")
    assert snapshots.Release(release).pages()[name] != before[name]
