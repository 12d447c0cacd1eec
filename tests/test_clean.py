from __future__ import annotations

from functools import partial

import pytest
from conftest import ROOT
from hypothesis import given, settings
from hypothesis import strategies as st
from laws import RAW, holds, item, items

from pipeline import clean, params
from pipeline.errors import DataError
from pipeline.tally import Tally
from schemas.stages import ITEMS

STEP = partial(clean.step, params=params.load(ROOT / "params.yaml").clean)


@settings(max_examples=15, deadline=None)
@given(st.sets(st.sampled_from(sorted(RAW)), min_size=1), st.integers(0, 12))
def test_cleaning_does_not_depend_on_the_neighbours(names: set[str], cut: int) -> None:
    whole = items(sorted(names))
    holds(STEP, {"items": whole}, [{"items": whole.slice(0, cut)}, {"items": whole.slice(cut)}])


def test_every_item_is_a_document_or_an_exclusion_with_its_reason() -> None:
    made, tally = STEP({"items": items(sorted(RAW))})
    reasons = {row["key"]: row["reason"] for row in made["exclusions"].to_pylist()}
    assert reasons == {"short.txt": "too_short", "binary.txt": "binary"}
    assert len(made["documents"]) + len(made["exclusions"]) == len(RAW) == tally.read
    kept = {row["key"]: row["raw_encoding"] for row in made["documents"].to_pylist()}
    assert (kept["000_b70a0cea6bc971d1.txt"], kept["latin.txt"]) == ("utf-8", "cp1252")


def test_what_a_record_gives_is_utf8_whatever_its_bytes_look_like() -> None:
    words = "".join(f"{letter}\0" for letter in "The words of this record have a NUL after each letter of them. " * 4)
    record = item("latin.txt") | {"raw": words.encode(), "format": "record"}
    made, _ = STEP({"items": ITEMS.rows([record])})
    (document,) = made["documents"].to_pylist()
    assert document["raw_encoding"] == "utf-8"
    assert document["text"].startswith("The words of this record")


def test_too_many_exclusions_fail_with_a_table_of_reasons() -> None:
    tally = Tally(read=10, kept=4)
    tally.dropped.update(too_short=5, binary=1)
    with pytest.raises(DataError, match="6 of 10 raw items.*max_excluded_share = 0.5") as caught:
        clean._alarm(tally, 0, 0.5)
    assert "      5  too_short" in str(caught.value)
    clean._alarm(tally, 0, 0.6)
    with pytest.raises(DataError, match="8 of 12 raw items"):
        clean._alarm(tally, 2, 0.6)
