from __future__ import annotations

import json
from functools import partial
from pathlib import Path

import pytest
from conftest import ROOT
from hypothesis import given, settings
from hypothesis import strategies as st
from laws import RAW, item, items, made

from pipeline import clean, ingest, params, store, text
from pipeline.engine import Engine
from pipeline.errors import DataError
from pipeline.params import Params
from pipeline.tally import Tally
from schemas.stages import CLEAN, ITEMS

PARAMS = params.load(ROOT / "params.yaml")
STEP = partial(clean.step, params=PARAMS.clean)


@settings(max_examples=15, deadline=None)
@given(st.sets(st.sampled_from(sorted(RAW)), min_size=1), st.integers(0, 12))
def test_cleaning_does_not_depend_on_the_neighbours(names: set[str], cut: int) -> None:
    whole = items(sorted(names))
    assert made(STEP, {"items": whole.slice(0, cut)}, {"items": whole.slice(cut)}) == made(STEP, {"items": whole})


def test_every_item_is_a_document_or_an_exclusion_with_its_reason() -> None:
    made, tally = STEP({"items": items(sorted(RAW))})
    reasons = {row["key"]: row["reason"] for row in made["exclusions"].to_pylist()}
    assert reasons == {"short.txt": "too_short", "binary.txt": "binary"}
    assert len(made["documents"]) + len(made["exclusions"]) == len(RAW) == tally.read
    kept = {row["key"]: row["raw_encoding"] for row in made["documents"].to_pylist()}
    assert (kept["000_b70a0cea6bc971d1.txt"], kept["latin.txt"]) == ("utf-8", "cp1252")


def test_an_item_that_kills_every_process_is_an_exclusion() -> None:
    made, tally = clean.bury({"items": items(["latin.txt", "short.txt"])})
    tally.check("clean")
    assert (tally.read, len(made["documents"]), dict(tally.dropped)) == (2, 0, {"kills_worker": 2})
    assert {row["key"]: row["reason"] for row in made["exclusions"].to_pylist()} == dict.fromkeys(
        ("latin.txt", "short.txt"), "kills_worker"
    )


def test_what_a_record_gives_is_utf8_whatever_its_bytes_look_like() -> None:
    words = "".join(f"{letter}\0" for letter in "The words of this record have a NUL after each letter of them. " * 4)
    record = item("latin.txt") | {"raw": words.encode(), "format": "record"}
    made, _ = STEP({"items": ITEMS.rows([record])})
    (document,) = made["documents"].to_pylist()
    assert document["raw_encoding"] == "utf-8"
    assert document["text"].startswith("The words of this record")


def ingested(folder: Path, texts: dict[str, bytes]) -> Path:
    for name, content in texts.items():
        path = folder / "raw" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    with Engine("serial") as engine:
        ingest.run(folder / "raw", None, folder / "documents", params=PARAMS, engine=engine)
    return folder / "documents"


def cleaned(folder: Path, documents: Path, chosen: Params = PARAMS) -> Tally:
    with Engine("serial") as engine:
        return clean.run(documents, None, folder / "clean", params=chosen, engine=engine)


def test_too_many_exclusions_fail_with_reasons_and_examples_and_leave_no_output(tmp_path: Path) -> None:
    good = RAW["000_b70a0cea6bc971d1.txt"]
    documents = ingested(tmp_path, {"a.txt": good, "b.txt": b"Short.", "c.txt": b"Also short.", "d.txt": b" "})
    with pytest.raises(DataError, match="3 of 4 raw items.*max_excluded_share = 0.5") as caught:
        cleaned(tmp_path, documents)
    assert "      2  too_short                e.g. b.txt: 6 characters, below 100" in str(caught.value)
    assert "      1  empty                    e.g. d.txt: 1 bytes, all blank" in str(caught.value)
    assert not (tmp_path / "clean").exists()
    chosen = params.load(ROOT / "params.yaml", ["clean.max_excluded_share=0.75"])
    assert cleaned(tmp_path, documents, chosen).dropped == {"too_short": 2}
    assert (tmp_path / "clean").is_dir()


def test_too_many_exclusions_by_a_policy_say_to_change_the_policy(tmp_path: Path) -> None:
    words = (
        b"The council met on Monday and wrote to jane@example.org that the bridge would be built by the spring. " * 2
    )
    dropping = params.load(ROOT / "params.yaml", ["clean.privacy.email=drop"])
    with pytest.raises(DataError, match="private_data") as caught:
        cleaned(tmp_path, ingested(tmp_path, {"a.txt": words}), dropping)
    assert "\nTo go on, choose mask or keep where a policy of clean.privacy is drop, or raise the limit" in str(
        caught.value
    )
    assert "end the texts" not in str(caught.value)


def test_what_stands_beside_the_text_follows_the_policy_too(tmp_path: Path) -> None:
    record = {
        "text": "The council met on Monday and the mayor said that the bridge would be built by the spring. " * 3,
        "title": "Write to jane@example.org or call (202) 555-0143",
        "url": "https://example.org/2025-11-27/+1-202-555-0143?from=jane%40example.org",
    }
    documents = ingested(tmp_path, {"a.jsonl": json.dumps(record | {"id": "1"}).encode()})
    tally = cleaned(tmp_path, documents)
    (row,) = store.read_whole(tmp_path / "clean" / "documents", CLEAN, ["title", "url", "repairs"]).to_pylist()
    assert row["title"] == "Write to xxxx@xxxxxxx.xxx or call (xxx) xxx-xxxx"
    assert row["url"] == "https://example.org/2025-11-27/+1-202-555-0143?from=xxxx%40xxxxxxx.xxx"
    assert row["repairs"] == [{"rule": "outer_blanks", "count": 1}]
    masked = {"title.mask_email": 13, "title.mask_phone": 10, "url.mask_email": 13}
    assert masked.items() <= tally.measures.items()
    dropping = params.load(ROOT / "params.yaml", ["clean.privacy.email=drop", "clean.max_excluded_share=1.0"])
    assert cleaned(tmp_path, documents, dropping).dropped == {"private_data": 1}


def test_alignments_of_a_part_are_those_of_each_text() -> None:
    made, _ = STEP({"items": items(sorted(RAW))})
    for row in made["documents"].to_pylist():
        alone = text.clean(RAW[row["key"]]).alignment
        assert [tuple(run.values()) for run in row["alignment"]] == list(alone)
