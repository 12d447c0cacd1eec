from __future__ import annotations

import pyarrow as pa
import pytest
from rows import CLAIM, DOC, SENTENCE, item, row

from pipeline import quality
from schemas import released
from schemas.claims import CLAIMS
from schemas.documents import DOCUMENTS
from schemas.duplicates import DUPLICATES
from schemas.sentences import SENTENCES
from schemas.table import Failure


def census(**rows: list[dict[str, object]]) -> list[Failure]:
    tables = {name: released.BY_NAME[name] for name in rows}
    whole = quality.Census(tables)
    for name, some in rows.items():
        for one in some:
            whole.add(name, tables[name].rows([one]))
    return whole.failures()


def test_a_whole_dataset_breaks_no_law() -> None:
    good = {table.name: [row(table.name)] for table in released.TABLES}
    good["claims"].append(row("claims", claim_id=good["claim_links"][0]["claim_id_b"]))
    assert census(**good) == []


def test_an_id_that_stands_in_two_parts_is_found() -> None:
    failures = census(documents=[row("documents"), row("documents")])
    assert Failure("documents", "doc_id is unique", 1, (DOC,)) in failures
    assert Failure("documents", "key is unique", 1, ("a.txt",)) in failures


def test_a_row_without_its_parent_is_found() -> None:
    other = "d" + "9" * 16
    failures = census(documents=[row("documents")], sentences=[row("sentences", doc_id=other)])
    assert failures == [Failure("sentences", "doc_id stands in documents.doc_id", 1, (other,))]
    failures = census(sentences=[row("sentences", sentence_id="s" + "9" * 16)], claims=[row("claims")])
    assert failures == [Failure("claims", "sentence_id stands in sentences.sentence_id", 1, (SENTENCE,))]


def test_a_column_that_is_null_in_all_of_a_thousand_rows_is_found_unless_it_is_sparse() -> None:
    whole = quality.Census({"claims": CLAIMS})
    whole.add("claims", CLAIMS.rows([row("claims", claim_id=f"c{i:016x}", claimer=None) for i in range(1_000)]))
    assert whole.failures() == [Failure("claims", "claimer is not null in every row", 1_000, ())]


def test_a_text_that_is_not_its_slice_is_found_and_a_withheld_one_is_not() -> None:
    documents = DOCUMENTS.rows([row("documents")])
    moved = SENTENCES.rows(
        [row("sentences", start=1, end=6, text="ffici"), row("sentences", start=2, end=7, text="ffici")]
    )
    assert quality.misplaced(documents, moved, "sentences") == [
        Failure("sentences", "text == documents.text[start:end]", 1, (SENTENCE,))
    ]
    withheld = DOCUMENTS.rows([row("documents", text="")])
    assert quality.misplaced(withheld, moved, "sentences") == []


def test_a_cluster_in_two_splits_is_found() -> None:
    clusters = pa.chunked_array([["k1", "k1", "k2"]])
    assert quality.leaks(clusters, pa.chunked_array([["train", "train", "test"]])) == []
    (failure,) = quality.leaks(clusters, pa.chunked_array([["train", "test", "test"]]))
    assert failure.examples == ("k1",)


def test_a_raw_item_that_is_lost_is_found() -> None:
    assert quality.accounts(6, 3, 2, 1) == []
    (failure,) = quality.accounts(7, 3, 2, 1)
    assert failure.examples == ("7 raw items, 3 documents, 2 duplicates, 1 exclusions",)


def test_a_factual_sentence_without_a_claim_and_a_claim_of_none_are_found() -> None:
    sentences, claims = SENTENCES.rows([row("sentences")]), CLAIMS.rows([row("claims")])
    assert quality.claims_match(sentences, claims) == []
    (missing,) = quality.claims_match(sentences, CLAIMS.rows([]))
    assert missing.examples == (SENTENCE,)
    (surplus,) = quality.claims_match(SENTENCES.rows([row("sentences", checkworthiness="NFS")]), claims)
    assert surplus.examples == (SENTENCE,)


def test_failures_of_one_rule_become_one_with_five_examples() -> None:
    parts = [Failure("claims", "r", 4, ("a", "b", "c", "d")), Failure("claims", "r", 3, ("e", "f", "g"))]
    assert quality.merged(parts) == [Failure("claims", "r", 7, ("a", "b", "c", "d", "e"))]


def test_a_duplicate_points_to_a_document_that_is_kept() -> None:
    failures = census(documents=[], duplicates=[row("duplicates")])
    assert failures == [Failure("duplicates", "kept_doc_id stands in documents.doc_id", 1, (DOC,))]
    assert DUPLICATES["kept_doc_id"].references == "documents.doc_id"
    assert CLAIM


@pytest.mark.parametrize(
    "changes",
    [
        {"claimer_text": "Officialz"},
        {"cue_start": 11, "cue_end": 15},
        {"hedges": item("hedges", text="can")},
        {"quantities": item("quantities", start=28, end=36)},
        {"entities": [{"start": 5_000, "end": 5_004, "text": "", "label": "ORG"}]},
    ],
)
def test_words_that_are_not_where_their_span_says_are_found(changes: dict[str, object]) -> None:
    documents = DOCUMENTS.rows([row("documents")])
    assert quality.misquoted(documents, CLAIMS.rows([row("claims")])) == []
    (failure,) = quality.misquoted(documents, CLAIMS.rows([row("claims", **changes)]))
    assert failure.examples == (CLAIM,)
