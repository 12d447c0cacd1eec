from __future__ import annotations

import datetime as dt
import json
import random
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from conftest import ROOT
from hypothesis import given, settings
from hypothesis import strategies as st
from laws import made
from rows import row
from test_minhash import WORDS, brute_force, corpus

from pipeline import build, deduplicate, ids, judgement, params, store
from pipeline.engine import Engine
from pipeline.errors import DataError
from pipeline.pairing import collecting, layout, verifying
from pipeline.tally import Tally
from schemas.published import PUBLISHED
from schemas.signatures import SIGNATURES, SKETCHES, VERDICTS
from schemas.stages import CLEAN

SHARES = "split.shares={train: 0.4, validation: 0.3, test: 0.3}"
ALL = ("deduplicate.max_removed_share=1.0",)
# One row a band: no pair that shares much is missed by chance.
SURE = ("deduplicate.bands=120", "deduplicate.rows=1")


def document(name: str, text: str, **changes: Any) -> dict[str, Any]:
    """A clean document; its words must be ASCII."""
    good: dict[str, Any] = {column.name: None for column in CLEAN.columns if column.nullable}
    good |= {column: value for column, value in row("documents").items() if column in CLEAN.names}
    runs = [{"start": 0, "raw_start": 0, "width": 1}, {"start": len(text), "raw_start": len(text), "width": 0}]
    return (
        good
        | {
            "doc_id": ids.document_id("local", name),
            "key": name,
            "text": text,
            "text_sha256": ids.text_digest(text),
            "alignment": runs,
            "priority": 0,
            "published": None,
        }
        | changes
    )


def documents(texts: Sequence[str]) -> list[dict[str, Any]]:
    return [document(f"{i:05d}", text) for i, text in enumerate(texts)]


def write(rows: Sequence[dict[str, Any]], folder: Path, size: int = 1_000) -> Path:
    """Write documents as parts of at most ``size``."""
    by_id = {one["doc_id"]: one for one in rows}
    digits = next(n for n in range(1, 9) if max(Counter(one[1:n] for one in by_id).values()) <= size)
    for prefix, members in groupby(sorted(by_id), key=lambda one: one[1:digits]):
        part = CLEAN.rows([by_id[member] for member in members])
        store.write_part(folder / CLEAN.name / store.part_name(prefix), part, CLEAN)
    return folder


def run(
    clean: Path, out: Path, *changes: str, published: Path | None = None, engine: str = "serial"
) -> tuple[Tally, dict[str, list[dict[str, Any]]]]:
    chosen = params.load(ROOT / "params.yaml", [SHARES, *ALL, *changes])
    tally = deduplicate.run(clean, published, out, params=chosen, engine=Engine(engine))
    tally.check("deduplicate")
    return tally, read(out)


def read(out: Path) -> dict[str, list[dict[str, Any]]]:
    return {folder.name: pq.read_table(folder).to_pylist() for folder in sorted(out.iterdir())}


def of(rows: Sequence[dict[str, Any]], tmp_path: Path, *changes: str, **options: Any) -> dict[str, dict[str, Any]]:
    """What became of each document, by its key."""
    _, made = run(write(rows, tmp_path / "clean"), tmp_path / "out" / "unique", *changes, **options)
    return {one["key"]: one for one in made["documents"]} | {one["removed_key"]: one for one in made["duplicates"]}


def chain(*starts: int) -> list[str]:
    """Texts of fifty words, each from another place of one row of words: four apart are alike, eight are not."""
    return [" ".join(WORDS[start : start + 50]) for start in starts]


@pytest.mark.parametrize("engine", ["serial", "processes:2"])
def test_engine_and_order_of_rows_change_no_byte_and_the_cut_of_parts_no_row(engine: str, tmp_path: Path) -> None:
    rows = documents(corpus(250, 5))
    run(write(rows, tmp_path / "a" / "clean", 40), tmp_path / "a" / "unique")
    rows.reverse()
    run(write(rows, tmp_path / "b" / "clean", 40), tmp_path / "b" / "unique", engine=engine)
    assert store.digests(tmp_path / "a" / "unique") == store.digests(tmp_path / "b" / "unique")
    assert len(store.part_names(tmp_path / "a" / "unique" / "documents")) > 10
    run(write(rows, tmp_path / "c" / "clean"), tmp_path / "c" / "unique")
    assert read(tmp_path / "a" / "unique") == read(tmp_path / "c" / "unique")


def test_how_the_work_is_cut_changes_no_byte(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    clean = write(documents(corpus(120, 6)), tmp_path / "clean", 60)
    run(clean, tmp_path / "a" / "unique")
    monkeypatch.setattr(layout, "GROUP_ROWS", 30)
    monkeypatch.setattr(collecting, "RANGE_KEYS", 100)
    monkeypatch.setattr(verifying, "RANGE_PAIRS", 20)
    monkeypatch.setattr(verifying, "BLOCK_PAIRS", 20)
    run(clean, tmp_path / "b" / "unique")
    assert store.digests(tmp_path / "a" / "unique") == store.digests(tmp_path / "b" / "unique")


@settings(max_examples=6, deadline=None)
@given(st.integers(0, 10**9))
def test_the_outcome_is_that_of_brute_force(tmp_path_factory: pytest.TempPathFactory, seed: int) -> None:
    folder = tmp_path_factory.mktemp("oracle")
    rng = random.Random(seed)
    texts = [*corpus(40, seed), *chain(*range(0, 4 * rng.randint(2, 9), 4))]
    rng.shuffle(texts)
    rows = documents(texts)
    _, made = run(write(rows, folder / "clean", rng.choice([7, 1_000, 1_000])), folder / "unique", *SURE)
    ordered = sorted(rows, key=lambda one: (-len(one["text"]), one["doc_id"]))
    alike = brute_force([one["text"] for one in ordered], 0.8)
    stay: list[int] = []
    for i in range(len(ordered)):
        if not any((kept, i) in alike for kept in stay):
            stay.append(i)
    assert {one["doc_id"] for one in made["documents"]} == {ordered[i]["doc_id"] for i in stay}
    place = {one["doc_id"]: i for i, one in enumerate(ordered)}
    for gone in made["duplicates"]:
        assert gone["similarity"] == round(alike[place[gone["kept_doc_id"]], place[gone["removed_doc_id"]]], 4)
    clusters = {one["doc_id"]: one["duplicate_cluster_id"] for one in made["documents"]}
    clusters |= {one["removed_doc_id"]: one["duplicate_cluster_id"] for one in made["duplicates"]}
    for left, right in alike:
        assert clusters[ordered[left]["doc_id"]] == clusters[ordered[right]["doc_id"]]
    assert len(set(clusters.values())) == len(_components(len(ordered), alike))


def _components(count: int, pairs: dict[tuple[int, int], float]) -> set[int]:
    labels = list(range(count))
    for _ in range(count):
        for left, right in pairs:
            labels[left] = labels[right] = min(labels[left], labels[right])
    return set(labels)


def test_a_chain_removes_only_those_with_a_copy_that_stays(tmp_path: Path) -> None:
    # The longest comes first in the order; its text is the middle of the chain.
    a, b, c, d, e = chain(0, 4, 8, 12, 16)
    became = of(
        [document("a", a), document("b", b), document("c", c + "     "), document("d", d), document("e", e)], tmp_path
    )
    assert {name for name, one in became.items() if "kept_doc_id" not in one} == {"a", "c", "e"}
    assert {became[name]["kept_doc_id"] for name in "bd"} <= {became[name]["doc_id"] for name in "ace"}
    assert {one["duplicate_cluster_id"] for one in became.values()} == {ids.cluster_id(became["c"]["doc_id"])}
    assert {one["split"] for one in became.values() if "split" in one} == {became["a"]["split"]}


def test_a_long_chain_swallows_no_source(tmp_path: Path) -> None:
    became = of(documents(chain(*range(0, 340, 4))), tmp_path)
    stay = [one for one in became.values() if "kept_doc_id" not in one]
    assert len({one["duplicate_cluster_id"] for one in became.values()}) == 1
    assert len(stay) >= 85 / 3


def test_copies_are_exact_when_case_quotes_and_spaces_alone_differ(tmp_path: Path) -> None:
    text = 'She said: "It is  the first of many," and left the room.'
    rows = [
        document("a", text + "   "),
        document("b", text.upper()),
        document("c", text.replace('"', "'")),
        document("d", text.replace(":", "")),
        document("e", "Nothing of the kind was ever said by anybody here."),
    ]
    became = of(rows, tmp_path)
    found = {name: (one.get("method"), one.get("similarity")) for name, one in became.items()}
    assert found == {"a": (None, None), "b": ("exact", 1.0), "c": ("near", 1.0), "d": ("near", 1.0), "e": (None, None)}


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ({"priority": 1, "published": dt.date(2026, 5, 5)}, {"priority": 2, "published": dt.date(2026, 5, 4)}),
        ({"published": dt.date(2026, 5, 4)}, {"published": dt.date(2026, 5, 5), "text": "a b c d e f g " * 9}),
        ({"published": dt.date(2026, 5, 4)}, {"published": None}),
        ({"text": "a b c d e f g  " * 8}, {}),
        ({"doc_id": "d" + "0" * 16}, {"doc_id": "d" + "1" * 16}),
    ],
)
def test_the_keeper_is_chosen_by_source_then_date_then_length_then_id(
    better: dict[str, Any], worse: dict[str, Any], tmp_path: Path
) -> None:
    rows = [_changed(document(name, "a b c d e f g " * 8), to) for name, to in (("x", better), ("y", worse))]
    for one in (rows, [_changed(rows[0], {"key": "y"}), _changed(rows[1], {"key": "x"})]):
        became = of(one, tmp_path / one[0]["key"])
        assert "kept_doc_id" not in became[one[0]["key"]]
        assert became[one[1]["key"]]["kept_doc_id"] == one[0]["doc_id"]


def _changed(one: dict[str, Any], to: dict[str, Any]) -> dict[str, Any]:
    kept = {name: one[name] for name in ("doc_id", "key", "priority", "published")}
    return document(one["key"], **({"text": one["text"]} | kept | to))


def test_texts_without_words_and_of_one_word_are_compared_too(tmp_path: Path) -> None:
    became = of(documents(["", "!", "!", "word", "WORD", "other", ""]), tmp_path)
    gone = {name: one["method"] for name, one in became.items() if "method" in one}
    assert sorted(gone.values()) == ["exact"] * 3
    assert len(became) == 7


def test_ten_thousand_equal_texts_are_never_compared(tmp_path: Path) -> None:
    rows = documents([" ".join(WORDS[:30])] * 10_000)
    tally, made = run(write(rows, tmp_path / "clean", 100_000), tmp_path / "unique")
    assert (tally.kept, tally.merged, tally.measures["candidate_pairs"]) == (1, 9_999, 0)
    assert {one["kept_doc_id"] for one in made["duplicates"]} == {made["documents"][0]["doc_id"]}


def test_an_empty_corpus_has_no_copies(tmp_path: Path) -> None:
    store.write_part(tmp_path / "clean" / CLEAN.name / "part-all.parquet", CLEAN.rows([]), CLEAN)
    tally, made = run(tmp_path / "clean", tmp_path / "unique")
    assert (tally.read, made) == (0, {"documents": [], "duplicates": [], "signatures": []})


def test_documents_out_of_order_are_refused(tmp_path: Path) -> None:
    rows = sorted(documents(["a b", "c d"]), key=lambda one: str(one["doc_id"]), reverse=True)
    store.write_part(tmp_path / "clean" / CLEAN.name / "part-all.parquet", CLEAN.rows(rows), CLEAN)
    with pytest.raises(DataError, match="not in the order of their ids"):
        run(tmp_path / "clean", tmp_path / "unique")


def test_each_document_that_stays_leaves_its_signature_for_the_next_release(tmp_path: Path) -> None:
    _, made = run(write(documents(corpus(60, 2)), tmp_path / "clean", 20), tmp_path / "unique")
    assert [one["doc_id"] for one in made["signatures"]] == [one["doc_id"] for one in made["documents"]]
    assert {len(one["signature"]) for one in made["signatures"]} == {480}


def test_the_report_holds_the_recall_that_the_bands_imply(tmp_path: Path) -> None:
    run(write(documents(["a b c"]), tmp_path / "clean"), tmp_path / "unique")
    report = json.loads((tmp_path / "reports" / "deduplicate_recall.json").read_text(encoding="utf-8"))
    curve = {point["similarity"]: point["recall"] for point in report["curve"]}
    assert (report["threshold"], report["bands"], report["rows"]) == (0.8, 20, 6)
    assert (curve[0.5], curve[0.8], curve[1.0]) == (0.2702, 0.9977, 1.0)


class TestAgainstTheLastRelease:
    """A first release of ``old``, then one of ``old`` and more."""

    OLD, LIKE_OLD, CHAINED = chain(0, 4, 8)

    def ledger(self, tmp_path: Path, out: Path, **versions: str) -> Path:
        """What the ledger keeps of a release; each document is of 1.0.0 unless told otherwise by its key."""
        made = read(out)
        signatures = {one["doc_id"]: one["signature"] for one in made["signatures"]}
        rows = [
            {name: one[name] for name in ("doc_id", "split", "duplicate_cluster_id")}
            | {"since_version": versions.get(one["key"], "1.0.0"), "signature": signatures[one["doc_id"]]}
            for one in made["documents"]
        ]
        store.write_part(tmp_path / "published.parquet", PUBLISHED.rows(rows), PUBLISHED)
        return tmp_path / "published.parquet"

    def first(self, tmp_path: Path, *rows: dict[str, Any], **versions: str) -> Path:
        run(write(rows, tmp_path / "1" / "clean"), tmp_path / "1" / "unique")
        return self.ledger(tmp_path, tmp_path / "1" / "unique", **versions)

    def test_a_better_copy_gives_way_to_the_one_that_was_published(self, tmp_path: Path) -> None:
        old = document("old", self.OLD, priority=9)
        ledger = self.first(tmp_path, old)
        new = document("new", self.LIKE_OLD, priority=1)
        exact = document("exact", self.OLD.upper(), priority=1)
        became = of([old, new, exact], tmp_path, published=ledger)
        assert became["new"]["kept_doc_id"] == became["exact"]["kept_doc_id"] == old["doc_id"]
        assert {one["duplicate_cluster_id"] for one in became.values()} == {ids.cluster_id(old["doc_id"])}
        assert "kept_doc_id" in of([old, new], tmp_path / "without", published=None)["old"]

    def test_splits_and_clusters_stay_when_shares_change_and_clusters_grow(self, tmp_path: Path) -> None:
        rows = [one | {"priority": 1} for one in documents(corpus(150, 9))]
        ledger = self.first(tmp_path, *rows)
        more = [document(f"more{i}", text, priority=i % 2) for i, text in enumerate(corpus(300, 9))]
        became = of([*rows, *more], tmp_path, "split.shares={train: 0.0, validation: 0.0, test: 1.0}", published=ledger)
        for before in read(tmp_path / "1" / "unique")["documents"]:
            after = became[before["key"]]
            assert (after["split"], after["duplicate_cluster_id"]) == (before["split"], before["duplicate_cluster_id"])
        old = {one["duplicate_cluster_id"]: one["split"] for one in read(tmp_path / "1" / "unique")["documents"]}
        splits = defaultdict(set)
        for one in became.values():
            if "split" in one:
                splits[one["duplicate_cluster_id"]].add(one["split"])
        assert all(found == {old.get(cluster, "test")} for cluster, found in splits.items())
        assert len(splits) > len(old)

    def test_what_the_first_release_removed_the_second_does_not_admit(self, tmp_path: Path) -> None:
        rows = documents(corpus(150, 4))
        ledger = self.first(tmp_path, *rows)
        _, again = run(tmp_path / "1" / "clean", tmp_path / "2" / "unique", published=ledger)
        assert again == read(tmp_path / "1" / "unique")

    def test_a_document_on_the_chain_of_a_published_one_joins_its_cluster_and_split(self, tmp_path: Path) -> None:
        old = document("old", self.OLD, priority=1)
        ledger = self.first(tmp_path, old)
        middle, end = document("middle", self.LIKE_OLD), document("end", self.CHAINED)
        became = of(
            [old, middle, end], tmp_path, "split.shares={train: 0.0, validation: 0.0, test: 1.0}", published=ledger
        )
        assert "kept_doc_id" in became["middle"]
        assert became["end"]["split"] == became["old"]["split"] != "test"
        assert became["end"]["duplicate_cluster_id"] == ids.cluster_id(old["doc_id"])

    def test_two_published_clusters_that_a_new_copy_joins_stay_two(self, tmp_path: Path) -> None:
        one, other = document("one", self.OLD), document("other", self.CHAINED)
        ledger = self.first(tmp_path, one, other, one="1.1.0")
        became = of([one, other, document("new", self.LIKE_OLD)], tmp_path, published=ledger)
        assert {became[name]["duplicate_cluster_id"] for name in ("one", "other")} == {
            ids.cluster_id(one["doc_id"]),
            ids.cluster_id(other["doc_id"]),
        }
        # The older of two equally similar keeps the new one.
        assert became["new"]["kept_doc_id"] == other["doc_id"]

    def test_published_copies_of_one_another_both_stay(self, tmp_path: Path) -> None:
        one, other = document("one", self.OLD), document("other", self.CHAINED)
        ledger = self.first(tmp_path, one, other)
        became = of([one, document("other", self.OLD.upper())], tmp_path, published=ledger)
        assert all("kept_doc_id" not in kept for kept in became.values())

    def test_who_resembles_a_published_document_that_is_gone_carries_on_its_cluster(self, tmp_path: Path) -> None:
        old = document("old", self.OLD)
        ledger = self.first(tmp_path, old)
        rows = [document("like", self.LIKE_OLD), document("chained", self.CHAINED), document("other", "a b c d e f")]
        clean = write(rows, tmp_path / "2" / "clean")
        tally, made = run(clean, tmp_path / "2" / "unique", published=ledger)
        (kept,) = [one for one in made["documents"] if one["key"] != "other"]
        assert kept["duplicate_cluster_id"] == ids.cluster_id(old["doc_id"])
        assert kept["split"] == read(tmp_path / "1" / "unique")["documents"][0]["split"]
        assert tally.measures["published_clusters_carried_on"] == 1

    def test_of_a_published_document_that_is_gone_with_its_text_copies_are_new_and_that_is_told(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        old, other = document("old", self.OLD), document("other", "a b c d e f")
        run(write([old, other], tmp_path / "1" / "clean"), tmp_path / "1" / "unique")
        released = read(tmp_path / "1" / "unique")["documents"]
        withheld = pa.Table.from_pylist([one | {"text": ""} for one in released])
        signed = build._signed(withheld, params.load(ROOT / "params.yaml"))  # what build --previous keeps
        assert signed["signature"].to_pylist() == [b"", b""]
        rows = [
            {name: one[name] for name in ("doc_id", "split", "duplicate_cluster_id")}
            | {"since_version": "1.0.0", "signature": b""}
            for one in released
        ]
        ledger = tmp_path / "published.parquet"
        store.write_part(ledger, PUBLISHED.rows(rows), PUBLISHED)
        clean = write([document("new", self.LIKE_OLD), other], tmp_path / "2" / "clean")
        tally, made = run(clean, tmp_path / "2" / "unique", published=ledger)
        kept = {one["key"]: one["duplicate_cluster_id"] for one in made["documents"]}
        assert kept == {
            "new": ids.cluster_id(ids.document_id("local", "new")),
            "other": ids.cluster_id(other["doc_id"]),
        }
        assert tally.measures["published_gone_unsigned"] == 1
        assert "1 published documents are gone and their texts were withheld" in capsys.readouterr().err

    def test_a_text_without_words_is_published_with_the_signature_of_none(self) -> None:
        empty = pa.Table.from_pylist([document("empty", "")])
        (signature,) = build._signed(empty, params.load(ROOT / "params.yaml"))["signature"].to_pylist()
        assert signature == b"\xff" * 480

    def test_signatures_of_another_size_are_refused_when_they_are_needed(self, tmp_path: Path) -> None:
        ledger = self.first(tmp_path, document("old", self.OLD))
        clean = write([document("new", self.LIKE_OLD)], tmp_path / "2" / "clean")
        with pytest.raises(DataError, match=r"another size than bands \* rows = 60"):
            run(clean, tmp_path / "2" / "unique", "deduplicate.bands=10", published=ledger)


class TestResuming:
    """A second run takes up what a first one finished."""

    def test_finished_parts_are_found_again(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        clean = write(documents(corpus(100, 3)), tmp_path / "clean", 20)
        parts = len(store.part_names(clean / CLEAN.name))
        run(clean, tmp_path / "unique")
        before = store.digests(tmp_path / "unique")
        capsys.readouterr()
        run(clean, tmp_path / "unique")
        said = capsys.readouterr().err
        assert f"sketches: parts computed 0, reused {parts}" in said
        assert f"unique: parts computed 0, reused {parts}" in said
        assert store.digests(tmp_path / "unique") == before

    def test_a_corrupt_signature_part_is_found_by_its_digest_and_made_anew(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        clean = write(documents(corpus(100, 3)), tmp_path / "clean", 20)
        run(clean, tmp_path / "unique")
        before = store.digests(tmp_path / "unique")
        spoiled = min((tmp_path / ".parts").rglob("sketches.parquet"))
        data = bytearray(spoiled.read_bytes())
        data[len(data) // 2] ^= 1
        spoiled.write_bytes(data)
        capsys.readouterr()
        run(clean, tmp_path / "unique")
        assert "sketches: parts computed 1" in capsys.readouterr().err
        assert store.digests(tmp_path / "unique") == before

    def test_nothing_but_finished_parts_is_left(self, tmp_path: Path) -> None:
        run(write(documents(corpus(30, 3)), tmp_path / "clean"), tmp_path / "unique")
        assert sorted(path.name for path in (tmp_path / ".parts").iterdir()) == ["kept", "log.jsonl", "sketches"]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ("deduplicate.max_removed_share=0.3", r"50 of 121 documents would be removed, more than deduplicate.max_rem"),
        ("deduplicate.max_cluster_share=0.4", r"51 of 121 documents are one cluster, that of d[0-9a-f]{16}, more than"),
        (
            "deduplicate.max_source_removed_share=0.4",
            r"[0-9]+ of 101 documents of source wire would be removed, more than",
        ),
    ],
)
def test_an_alarm_stops_the_stage_with_a_table(change: str, message: str, tmp_path: Path) -> None:
    rng = random.Random(1)
    texts = [" ".join(rng.choices(WORDS, k=40)) for _ in range(71)]
    texts += [texts[0]] * 50
    rows = [document(f"{i}", text, source_id="wire" if i >= 20 else "paper") for i, text in enumerate(texts)]
    with pytest.raises(DataError, match=message) as caught:
        run(write(rows, tmp_path / "clean"), tmp_path / "unique", "deduplicate.max_removed_share=0.99", change)
    assert "wire" in str(caught.value)
    assert not (tmp_path / "unique").exists()


def test_sketching_and_dividing_parts_are_sketching_and_dividing_the_whole() -> None:
    rows = sorted(documents(corpus(40, 8)), key=lambda one: str(one["doc_id"]))
    halves = [CLEAN.rows(rows[:15]), CLEAN.rows(rows[15:])]

    def draw(tables: Any, /) -> tuple[dict[str, pa.Table], Tally]:
        return deduplicate.draw(tables, shingle_words=5, hashes=12)

    def divide(tables: Any, /) -> tuple[dict[str, pa.Table], Tally]:
        return deduplicate.divide(tables, shares={"train": 0.5, "validation": 0.5, "test": 0.0})

    whole = {CLEAN.name: CLEAN.rows(rows)}
    assert made(draw, *({CLEAN.name: half} for half in halves)) == made(draw, whole)
    sketches = draw({CLEAN.name: CLEAN.rows(rows)})[0][SKETCHES.name]
    verdict = {
        "doc_id": rows[20]["doc_id"],
        "duplicate_cluster_id": "k" + "0" * 16,
        "split": "test",
        "kept_doc_id": rows[3]["doc_id"],
        "method": "near",
        "similarity": 0.9,
    }
    verdicts = [VERDICTS.rows([]), VERDICTS.rows([verdict])]
    cuts = [(halves[0], sketches[:15], verdicts[0]), (halves[1], sketches[15:], verdicts[1])]
    names = (CLEAN.name, SKETCHES.name, VERDICTS.name)
    parts = (dict(zip(names, cut, strict=True)) for cut in cuts)
    whole = dict(zip(names, (CLEAN.rows(rows), sketches, verdicts[1]), strict=True))
    assert made(divide, *parts) == made(divide, whole)
    assert SIGNATURES.names == ["doc_id", "signature"]
    assert judgement.Judgement._fields[0] == "verdicts"
