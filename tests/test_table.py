from __future__ import annotations

import pickle
from typing import Any, get_args

import datasets
import pyarrow as pa
import pytest
import yaml
from datasets.info import DatasetInfo
from rows import GOOD, item, row

import pipeline.claims
from pipeline import certainty, checkworthiness, dates, suitability
from pipeline.card.front_matter import features
from pipeline.quantities import quantity
from schemas import claims, exclusions, frames, released, sentences
from schemas.table import Column, Table

# One spoiled value for each rule of each table: (table, changed columns, words of the rule).
SPOILED: list[tuple[str, dict[str, Any], str]] = [
    ("documents", {"doc_id": "x" + "0" * 16}, "doc_id matches"),
    ("documents", {"source_id": "Not A Slug"}, "source_id matches"),
    ("documents", {"text_sha256": "abc"}, "text_sha256 matches"),
    ("documents", {"raw_sha256": "abc"}, "raw_sha256 matches"),
    ("documents", {"file_sha256": "abc"}, "file_sha256 matches"),
    ("documents", {"raw_bytes": -1}, "raw_bytes >="),
    ("documents", {"language": "English"}, "language matches"),
    ("documents", {"duplicate_cluster_id": "d" + "0" * 16}, "duplicate_cluster_id matches"),
    ("documents", {"n_sentences": -1}, "n_sentences >="),
    ("documents", {"n_claims": -1}, "n_claims >="),
    ("documents", {"redistributable": "maybe"}, "redistributable is one of"),
    ("documents", {"since_version": "1.0"}, "since_version matches"),
    ("documents", {"alignment": [{"start": 3, "raw_start": 3, "width": 0}]}, "alignment closes the text"),
    ("documents", {"source": None}, "source is never null"),
    ("sentences", {"sentence_id": "c" + "0" * 16}, "sentence_id matches"),
    ("sentences", {"position": -1}, "position >="),
    ("sentences", {"block": -1}, "block >="),
    ("sentences", {"kind": "paragraph"}, "kind is one of"),
    ("sentences", {"start": -1, "text": ""}, "start >="),
    ("sentences", {"end": 0, "text": ""}, "start < end"),
    ("sentences", {"raw_start": -1}, "raw_start >="),
    ("sentences", {"raw_start": 99}, "raw_start <= raw_end"),
    ("sentences", {"end": 51}, "len(text) == end - start"),
    ("sentences", {"checkworthiness": "cfs"}, "checkworthiness is one of"),
    ("sentences", {"checkworthy_score": 1.01}, "checkworthy_score <="),
    ("sentences", {"checkworthy_score": -0.01}, "checkworthy_score >="),
    ("sentences", {"n_documents": 0}, "n_documents >="),
    ("claims", {"claim_id": "s" + "0" * 16}, "claim_id matches"),
    ("claims", {"claim_type": "not_a_claim"}, "claim_type is one of"),
    ("claims", {"claimer_kind": "robot"}, "claimer_kind is one of"),
    ("claims", {"claimer_end": 8}, "len(claimer_text) == claimer_end - claimer_start"),
    ("claims", {"claimer_text": None}, "len(claimer_text) == claimer_end - claimer_start"),
    ("claims", {"claimer_start": -1, "claimer_end": 8}, "claimer_start >="),
    ("claims", {"cue_text": "says so"}, "len(cue_text) == cue_end - cue_start"),
    ("claims", {"cue_start": -1, "cue_end": 3}, "cue_start >="),
    ("claims", {"quote_type": "scare"}, "quote_type is one of"),
    ("claims", {"certainty": "CT"}, "certainty is one of"),
    ("claims", {"polarity": "+"}, "polarity is one of"),
    ("claims", {"hedges": item("hedges", end=42)}, "len(hedges.text)"),
    ("claims", {"hedges": item("hedges", kind="mood")}, "hedges.kind is one of"),
    ("claims", {"dates": item("dates", grain="eon")}, "dates.grain is one of"),
    ("claims", {"quantities": item("quantities", end=30)}, "len(quantities.text)"),
    ("claims", {"quantities": item("quantities", comparator="=")}, "quantities.comparator is one of"),
    ("claims", {"quantities": item("quantities", change=None)}, "quantities.change is one of"),
    ("claims", {"dates": item("dates", start=17)}, "len(dates.text)"),
    ("claims", {"dates": item("dates", timex="date")}, "dates.timex is one of"),
    ("claims", {"entities": item("entities", text="x")}, "len(entities.text)"),
    ("claims", {"entities": item("entities", label="EVENT")}, "entities.label is one of"),
    ("claims", {"annotator_kind": "magic"}, "annotator_kind is one of"),
    ("claims", {"confidence": 2.0}, "confidence <="),
    ("claims", {"confidence": -2.0}, "confidence >="),
    ("claims", {"claim_cluster_id": "1"}, "claim_cluster_id matches"),
    ("claims", {"independent_sources": 0}, "independent_sources >="),
    ("claim_links", {"link_id": "1"}, "link_id matches"),
    ("claim_links", {"claim_id_b": "b" + "0" * 16}, "claim_id_a < claim_id_b"),
    ("claim_links", {"relation": "agrees"}, "relation is one of"),
    ("claim_links", {"basis": ["quantity", "luck"]}, "basis is one of"),
    ("claim_links", {"score": 1.2}, "score <="),
    ("claim_links", {"score": -0.2}, "score >="),
    ("claim_links", {"since_version": "1"}, "since_version matches"),
    ("duplicates", {"removed_doc_id": "1"}, "removed_doc_id matches"),
    ("duplicates", {"method": "fuzzy"}, "method is one of"),
    ("duplicates", {"similarity": 1.2}, "similarity <="),
    ("duplicates", {"similarity": -0.2}, "similarity >="),
    ("exclusions", {"reason": "ugly"}, "reason is one of"),
    ("exclusions", {"raw_bytes": -3}, "raw_bytes >="),
    ("exclusions", {"raw_sha256": "A" * 64}, "raw_sha256 matches"),
    ("sentences", {"since_version": "v1"}, "since_version matches"),
    ("claims", {"since_version": "v1"}, "since_version matches"),
    ("duplicates", {"duplicate_cluster_id": "1"}, "duplicate_cluster_id matches"),
]
SPOILED += [
    ("claims", changes, rule)
    for name, changes, rule in SPOILED
    if name == "sentences" and changes.keys() <= GOOD["claims"].keys() - {"sentence_id"}
]


@pytest.mark.parametrize("table", released.TABLES, ids=lambda table: table.name)
def test_the_good_row_breaks_no_rule(table: Table) -> None:
    rows = table.rows([row(table.name)])
    assert table.failures(rows) == []
    assert frames.failures(table, rows) == []


@pytest.mark.parametrize(("name", "changes", "rule"), SPOILED, ids=lambda value: str(value)[:40])
def test_a_spoiled_row_breaks_its_rule_in_arrow_and_in_pandera(name: str, changes: dict[str, Any], rule: str) -> None:
    table = released.BY_NAME[name]
    rows = table.rows([row(name, **changes)])
    assert any(failure.rule.startswith(rule) for failure in table.failures(rows))
    assert frames.failures(table, rows)


def test_every_check_that_a_table_declares_has_a_spoiled_row() -> None:
    tried = {(name, rule) for name, _, rule in SPOILED}
    for table in released.TABLES:
        for rule in _declared(table):
            assert any(name == table.name and rule.startswith(words) for name, words in tried), (table.name, rule)


def _declared(table: Table) -> list[str]:
    rules = [rule.name for rule in table.rules]
    for column in table.columns:
        rules += [f"{column.name} is one of"] * (column.enum is not None)
        rules += [f"{column.name} >="] * (column.minimum is not None)
        rules += [f"{column.name} <="] * (column.maximum is not None)
        rules += [f"{column.name} matches"] * (column.pattern is not None)
    return rules


@pytest.mark.parametrize("table", released.TABLES, ids=lambda table: table.name)
def test_a_null_where_none_may_be_is_refused(table: Table) -> None:
    for column in table.columns:
        if not column.nullable and not pa.types.is_nested(column.type):
            rows = table.rows([row(table.name, **{column.name: None})])
            assert any(f.rule == f"{column.name} is never null" for f in table.failures(rows)), column.name
            assert frames.failures(table, rows), column.name


def test_pandera_refuses_a_repeated_key_and_names_it() -> None:
    table = released.BY_NAME["sentences"]
    (failure,) = frames.failures(table, table.rows([row("sentences"), row("sentences")]))
    assert (failure.count, failure.examples[0]) == (2, GOOD["sentences"]["sentence_id"])


def test_pandera_tells_one_check_of_two_columns_apart() -> None:
    table = released.BY_NAME["claims"]
    found = frames.failures(table, table.rows([row("claims", claim_type="verse", polarity="neither")]))
    told = sorted(failure.rule.partition("(")[0] for failure in found if "isin" in failure.rule)
    assert told == ["claim_type: isin", "polarity: isin"]


@pytest.mark.parametrize("table", released.TABLES, ids=lambda table: table.name)
def test_a_table_reaches_a_worker_process_whole(table: Table) -> None:
    rows = table.rows([row(table.name)])
    there = pickle.loads(pickle.dumps(table))
    assert there.arrow.equals(table.arrow, check_metadata=True)
    assert there.failures(rows) == []
    assert len(there.rules) == len(table.rules)


def test_other_columns_or_another_order_are_refused() -> None:
    table = released.BY_NAME["exclusions"]
    rows = table.rows([row("exclusions")])
    assert table.failures(rows.select(table.names[::-1]))[0].rule == "schema"
    assert table.failures(rows.drop_columns("detail"))[0].rule == "schema"
    with pytest.raises(ValueError, match="detail"):
        table.rows([{key: value for key, value in row("exclusions").items() if key != "detail"}])


def test_a_failure_counts_all_rows_and_names_five() -> None:
    table = released.BY_NAME["exclusions"]
    rows = table.rows([row("exclusions", key=str(i), raw_bytes=-1) for i in range(9)])
    (failure,) = table.failures(rows)
    assert (failure.count, failure.examples) == (9, ("0", "1", "2", "3", "4"))


@pytest.mark.parametrize("table", released.TABLES, ids=lambda table: table.name)
def test_the_features_are_those_that_datasets_derives(table: Table) -> None:
    plain = pa.schema([pa.field(field.name, field.type) for field in table.arrow])
    theirs = datasets.Features.from_arrow_schema(plain)
    assert table.arrow.metadata[b"huggingface"] == theirs.arrow_schema.metadata[b"huggingface"]
    for column in table.columns:
        if column.enum:
            theirs[column.name] = datasets.ClassLabel(names=list(column.enum))
    assert features(table) == yaml.safe_load(yaml.safe_dump(DatasetInfo(features=theirs)._to_yaml_dict()["features"]))


def test_a_table_without_a_column_loses_its_rules_too() -> None:
    claims = released.BY_NAME["claims"].without("hedges")
    assert "hedges" not in claims.names
    assert not any("hedges" in rule.columns for rule in claims.rules)
    assert claims.plus(Column("more", pa.int32(), "More.")).names[-1] == "more"


def test_the_words_of_the_extractors_are_those_of_the_tables() -> None:
    assert certainty.HEDGE_KINDS == claims.HEDGE_KINDS
    assert certainty.CERTAINTIES == claims.CERTAINTIES
    assert certainty.POLARITIES == claims.POLARITIES
    assert (dates.GRAINS, dates.TIMEX) == (claims.GRAINS, claims.TIMEX_TYPES)
    assert pipeline.claims.CLAIM_TYPES == claims.CLAIM_TYPES
    assert checkworthiness.LABELS == sentences.CHECKWORTHINESS
    assert set(suitability.REASONS) <= set(exclusions.REASONS)
    assert (get_args(quantity.Comparator), get_args(quantity.Change)) == (claims.COMPARATORS, claims.CHANGES)


def test_a_broken_rule_of_rows_is_one_failure_with_the_number_of_its_rows() -> None:
    documents = released.BY_NAME["documents"]
    rows = documents.rows(
        [row("documents", doc_id=f"d{number:016x}", key=str(number), alignment=[]) for number in (1, 2)]
    )
    (failure,) = frames.failures(documents, rows)
    assert (failure.rule, failure.count) == ("alignment closes the text", 2)
