from __future__ import annotations

from functools import partial

import closure
from hypothesis import given, settings
from hypothesis import strategies as st
from laws import RAW, made
from test_segment import documents

from pipeline import annotate, segment

STEP = partial(annotate.step, version="0" * 16, given={})


def tables(names: list[str]) -> dict[str, object]:
    texts = documents(names)
    return {"documents": texts} | segment.step({"documents": texts})[0]


@settings(max_examples=8, deadline=None)
@given(st.sets(st.sampled_from(sorted(RAW)), min_size=1), st.integers(0, 12))
def test_annotating_does_not_depend_on_the_neighbours(names: set[str], cut: int) -> None:
    ordered = sorted(names)
    parts = [tables(one) for one in _cut(ordered, cut) if one]
    assert made(STEP, *parts) == made(STEP, tables(ordered))


def _cut(names: list[str], cut: int) -> list[list[str]]:
    """The names in two groups along the order of document ids, which is the order of rows in a part."""
    by_id = [row["key"] for row in documents(names).to_pylist()]
    dropped = [name for name in names if name not in by_id]
    return [by_id[:cut] + dropped, by_id[cut:]]


def test_a_claim_exists_exactly_where_its_sentence_is_not_nfs() -> None:
    made, tally = STEP(tables(sorted(RAW)))
    factual = {row["sentence_id"] for row in made["sentences"].to_pylist() if row["checkworthiness"] != "NFS"}
    assert factual == {row["sentence_id"] for row in made["claims"].to_pylist()}
    assert tally.kept == len(made["claims"]) > 100


def test_the_version_of_the_annotator_covers_all_code_that_decides_a_label() -> None:
    reached = {path.split("/")[1].removesuffix(".py") for path in closure.dependencies("annotation")}
    assert reached - {"annotation"} <= set(annotate.NOUNS) | {"errors"}
