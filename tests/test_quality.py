from __future__ import annotations

from typing import Any

import pyarrow as pa
import pytest
from rows import CLAIM, DOC, SENTENCE, TEXT, item, row

from pipeline import ids, quality
from schemas import released
from schemas.claims import CLAIMS
from schemas.duplicates import DUPLICATES
from schemas.sentences import SENTENCES
from schemas.stages import UNIQUE
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


def test_a_thousand_plain_files_have_no_title_before_their_lines_are_read() -> None:
    whole = quality.Census({"documents": UNIQUE})
    absent = dict.fromkeys(("title", "url", "file_sha256", "published"))
    known = {name: value for name, value in row("documents").items() if name in UNIQUE.names}
    some = [known | absent | {"doc_id": f"d{i:016x}", "key": f"{i}.txt", "split": "train"} for i in range(1_000)]
    whole.add("documents", UNIQUE.rows(some))
    assert whole.failures() == []


def tables(**changes: dict[str, object]) -> tuple[pa.Table, pa.Table, pa.Table]:
    """The good document with its one sentence and one claim, some of it changed."""
    names = ("documents", "sentences", "claims")
    documents, sentences, claims = (released.BY_NAME[name].rows([row(name, **changes.get(name, {}))]) for name in names)
    return documents, sentences, claims


def rules(failures: list[Failure]) -> list[tuple[str, str]]:
    return [(one.table, one.rule) for one in failures]


def test_a_document_and_its_rows_break_no_law() -> None:
    assert quality.broken(*tables()) == []
    assert quality.miscounted(*tables()) == []
    assert quality.unwithheld(*tables()) == []


MOVED = {"start": 1, "end": 6, "text": "ffici", "raw_start": 1, "raw_end": 6}


@pytest.mark.parametrize(
    ("changes", "table", "rule"),
    [
        ({"sentences": {**MOVED, "text": "other"}}, "sentences", "text == documents.text[start:end]"),
        ({"sentences": {"raw_end": 3}}, "sentences", "raw span == alignment of span"),
        ({"claims": {"raw_start": 1}}, "claims", "raw span == alignment of span"),
        ({"sentences": {"end": 4_000}}, "sentences", "raw span == alignment of span"),
        ({"sentences": {"start": 4_000, "end": 4_006}}, "sentences", "raw span == alignment of span"),
        ({"sentences": {"start": -6, "end": -1}}, "sentences", "raw span == alignment of span"),
        ({"documents": {"alignment": []}}, "claims", "raw span == alignment of span"),
        ({"sentences": {"position": 1}}, "sentences", "positions of a document are 0, 1, 2 ..."),
        ({"sentences": {"checkworthiness": "NFS"}}, "claims", "the sentence of a claim is not NFS"),
        ({"claims": {"sentence_id": "s" + "9" * 16}}, "sentences", "a sentence that is not NFS has a claim"),
        ({"claims": MOVED}, "claims", "text == that of its sentence"),
        ({"claims": {"checkworthiness": "UFS"}}, "claims", "checkworthiness == that of its sentence"),
        ({"claims": {"checkworthy_score": 0.5}}, "claims", "checkworthy_score == that of its sentence"),
    ],
)
def test_a_row_that_does_not_fit_its_document_or_sentence_is_found(
    changes: dict[str, dict[str, object]], table: str, rule: str
) -> None:
    assert (table, rule) in rules(quality.broken(*tables(**changes)))


def test_rows_of_a_withheld_text_are_judged_by_all_but_their_words() -> None:
    withheld = {"documents": {"text": ""}, "sentences": {"text": ""}, "claims": {"text": ""}}
    assert quality.broken(*tables(**withheld)) == []
    assert rules(quality.broken(*tables(**withheld | {"sentences": {"text": "", "raw_end": 3}}))) == [
        ("sentences", "raw span == alignment of span"),
        ("claims", "raw_end == that of its sentence"),
    ]


def test_spans_that_overlap_and_blocks_that_go_back_are_found() -> None:
    def two(**second: object) -> list[Failure]:
        documents, _, claims = tables()
        units = [row("sentences", end=5, text=TEXT[:5], raw_end=5, checkworthiness="NFS")]
        place = {"position": 1, "start": 5, "end": 9, "raw_start": 5, "raw_end": 9, "text": TEXT[5:9]}
        changes: dict[str, Any] = {"sentence_id": "s" + "2" * 16, "checkworthiness": "NFS"} | place | second
        units.append(row("sentences", **changes))
        return quality.broken(documents, SENTENCES.rows(units), claims.slice(0, 0))

    assert two() == []
    overlapping = two(start=4, raw_start=4, text=TEXT[4:9])
    assert overlapping == [Failure("sentences", "spans follow one another in order", 1, ("s" + "2" * 16,))]
    assert rules(two(position=2)) == [("sentences", "positions of a document are 0, 1, 2 ...")]
    assert rules(two(block=-1)) == [("sentences", "spans follow one another in order")]


@pytest.mark.parametrize(("column", "table"), [("n_sentences", "sentences"), ("n_claims", "claims")])
def test_a_document_that_states_another_number_of_rows_is_found(column: str, table: str) -> None:
    (failure,) = quality.miscounted(*tables(documents={column: 2}))
    assert failure == Failure("documents", f"{column} == its rows of {table} in its split", 1, (DOC,))


def test_a_text_that_may_not_be_passed_on_and_is_and_a_quotation_of_one_are_found() -> None:
    barred = {"redistributable": "no"}
    assert rules(quality.unwithheld(*tables(documents=barred))) == [
        ("documents", "redistributable no: the text is withheld")
    ]
    silent = {"sentences": {"text": ""}, "claims": {"text": ""}}
    assert quality.unwithheld(*tables(documents=barred | {"text": ""}, **silent)) == []
    assert rules(quality.unwithheld(*tables(documents=barred | {"text": ""}, sentences={"text": ""}))) == [
        ("claims", "a row of a withheld document quotes nothing")
    ]


def test_a_digest_of_another_text_is_found_and_a_withheld_text_is_passed_over() -> None:
    right = {"text_sha256": ids.text_digest(TEXT)}
    assert quality.undigested(tables(documents=right)[0]) == []
    assert quality.undigested(tables(documents=right | {"text": ""})[0]) == []
    assert rules(quality.undigested(tables()[0])) == [("documents", "text_sha256 == digest of text")]


def test_an_id_that_is_not_the_digest_of_its_row_is_found() -> None:
    doc_id = ids.document_id("local", "a.txt")
    sentence_id = ids.sentence_id(doc_id, TEXT, 0)
    claim_id = ids.claim_id(sentence_id, 0, len(TEXT))
    owner = {"doc_id": doc_id, "sentence_id": sentence_id}
    good = {"documents": {"doc_id": doc_id}, "sentences": owner, "claims": owner | {"claim_id": claim_id}}
    assert quality.misnamed(*tables(**good)) == []
    assert rules(quality.misnamed(*tables(**good | {"claims": owner}))) == [
        ("claims", "claim_id == content id of sentence and span")
    ]
    assert [one.table for one in quality.misnamed(*tables())] == ["documents", "sentences", "claims"]


def said(text: str, documents: int) -> dict[str, Any]:
    return {"text": text, "n_documents": documents}


def repeated(*texts_and_numbers: list[tuple[str, int]]) -> list[Failure]:
    """One document for each list of texts with the number of documents that they state."""
    seen = quality.Repetition()
    for number, of_document in enumerate(texts_and_numbers):
        rows = [
            row(
                "sentences", sentence_id=f"s{number:08x}{place:08x}", doc_id=f"d{number:016x}", text=text, n_documents=n
            )
            for place, (text, n) in enumerate(of_document)
        ]
        seen.add(SENTENCES.rows(rows))
    return seen.failures()


def test_a_sentence_that_states_another_number_of_documents_is_found() -> None:
    assert repeated([("a", 2), ("a", 2), ("b", 1)], [("a", 2)]) == []
    (failure,) = repeated([("a", 2)], [("a", 1)])
    assert failure.examples == ("s" + "0" * 7 + "1" + "0" * 8,)
    assert repeated([("a", 1), ("a", 2)])[0].count == 1


def test_where_texts_are_withheld_only_too_small_a_number_is_found() -> None:
    assert repeated([("a", 2), ("", 2)]) == []
    assert repeated([("a", 1), ("", 1)], [("a", 1)])[0].count == 2


def test_a_cluster_in_two_splits_is_found() -> None:
    clusters = pa.chunked_array([["k1", "k1", "k2"]])
    assert quality.leaks(clusters, pa.chunked_array([["train", "train", "test"]])) == []
    (failure,) = quality.leaks(clusters, pa.chunked_array([["train", "test", "test"]]))
    assert failure.examples == ("k1",)


def test_a_raw_item_that_is_lost_is_found() -> None:
    assert quality.accounts(6, 3, 2, 1) == []
    (failure,) = quality.accounts(7, 3, 2, 1)
    assert failure.examples == ("7 raw items, 3 documents, 2 duplicates, 1 exclusions",)


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
    assert quality.broken(*tables(claims=changes)) == [
        Failure("claims", "claimer, cue and listed words are slices of the document", 1, (CLAIM,))
    ]


def test_a_link_of_a_withheld_claim_tells_no_reason() -> None:
    table = released.BY_NAME["claim_links"]
    links = table.rows([row("claim_links"), row("claim_links", link_id="l" + "1" * 16, evidence="")])
    for side in "ab":
        (failure,) = quality.reasoned(links, links[f"claim_id_{side}"].combine_chunks())
        assert (failure.rule, failure.examples) == (
            "a link of a withheld claim tells no reason",
            (row("claim_links")["link_id"],),
        )
    assert quality.reasoned(links, pa.array(["c" + "9" * 16])) == []
