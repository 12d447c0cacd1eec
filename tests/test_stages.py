from __future__ import annotations

from schemas.claims import CLAIMS
from schemas.documents import DOCUMENTS
from schemas.sentences import SENTENCES
from schemas.stages import ANNOTATED_CLAIMS, ANNOTATED_SENTENCES, CLEAN, ITEMS, LABELLED_SENTENCES, SEGMENTS, UNIQUE


def test_each_form_adds_to_the_one_before() -> None:
    assert set(CLEAN.names) - set(ITEMS.names) == {"text", "text_sha256", "raw_encoding", "alignment", "repairs"}
    assert set(UNIQUE.names) - set(CLEAN.names) == {"duplicate_cluster_id", "split"}
    assert set(DOCUMENTS.names) - set(UNIQUE.names) == {"n_sentences", "n_claims", "since_version"}
    labels = {"checkworthiness", "checkworthy_score"}
    assert set(LABELLED_SENTENCES.names) ^ set(SEGMENTS.names) == {"text_key"} | labels
    assert set(ANNOTATED_SENTENCES.names) - set(LABELLED_SENTENCES.names) == {"n_documents"}


def test_the_released_forms_hold_their_columns_in_the_order_of_the_contract() -> None:
    assert [name for name in SENTENCES.names if name in ANNOTATED_SENTENCES.names] == ANNOTATED_SENTENCES.names
    assert [name for name in CLAIMS.names if name in ANNOTATED_CLAIMS.names] == ANNOTATED_CLAIMS.names
