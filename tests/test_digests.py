from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from rows import item, row

from pipeline.digests import TableDigest
from schemas.claims import CLAIMS
from schemas.documents import DOCUMENTS
from schemas.exclusions import EXCLUSIONS
from schemas.table import Table

details = st.lists(st.text(st.characters(codec="utf-8"), max_size=5), max_size=8)


def digest(table: Table, *batches: list[dict[str, Any]]) -> str:
    whole = TableDigest(table)
    for batch in batches:
        whole.add(table.rows(batch))
    return whole.hexdigest()


def excluded(texts: list[str]) -> list[dict[str, Any]]:
    return [row("exclusions", detail=text) for text in texts]


@given(details, details)
def test_where_batches_are_cut_makes_no_difference(one: list[str], other: list[str]) -> None:
    assert digest(EXCLUSIONS, excluded(one), excluded(other)) == digest(EXCLUSIONS, excluded(one + other))


@given(details, details)
def test_two_tables_have_one_digest_only_when_their_rows_are_equal(one: list[str], other: list[str]) -> None:
    assert (digest(EXCLUSIONS, excluded(one)) == digest(EXCLUSIONS, excluded(other))) == (one == other)


def test_null_and_zero_and_empty_differ() -> None:
    seen = {
        digest(EXCLUSIONS, [row("exclusions", raw_bytes=size, raw_sha256=sha)])
        for size in (None, 0)
        for sha in (None, "a" * 64)
    }
    assert len(seen) == 4
    assert digest(DOCUMENTS, [row("documents", title=None)]) != digest(DOCUMENTS, [row("documents", title="")])


def test_every_column_of_a_nested_table_counts() -> None:
    base = digest(CLAIMS, [row("claims")])
    others = [
        row("claims", quantities=item("quantities", value=35.0)),
        row("claims", quantities=item("quantities", value_high=36.0)),
        row("claims", quantities=[]),
        row("claims", dates=item("dates", anchored=False)),
        row("claims", rules=["attribution", ".verb"]),
        row("claims", polarity="negative"),
    ]
    assert len({base, *(digest(CLAIMS, [other]) for other in others)}) == 7
