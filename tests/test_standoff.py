from __future__ import annotations

import json

import pyarrow as pa
import pytest
from rows import TEXT, row

from pipeline.standoff import Withheld, restored, withhold
from schemas import released


def barring(*documents: str, claims: tuple[str, ...] = (), everything: bool = False) -> Withheld:
    ids = (pa.array(some, pa.string()) for some in (documents, claims))
    return Withheld(everything, *ids, put_back=False)


@pytest.mark.parametrize("name", ["documents", "sentences", "claims", "claim_links"])
def test_a_withheld_row_keeps_its_labels_and_offsets_and_loses_every_word(name: str) -> None:
    table = released.BY_NAME[name]
    rows = table.rows([row(name), row(name), row(name)])
    after = withhold(table, rows, pa.array([False, True, False])).to_pylist()
    assert [after[0], after[2]] == [row(name), row(name)]
    told = json.dumps(after[1], default=str)
    assert not any(word in told for word in TEXT.split() if len(word) > 5)
    assert table.failures(withhold(table, rows, pa.array([True, True, True]))) == []


def test_numbers_of_a_quantity_stay_and_its_words_go() -> None:
    table = released.BY_NAME["claims"]
    (amount,) = withhold(table, table.rows([row("claims")]), pa.array([True])).to_pylist()[0]["quantities"]
    assert (amount["value"], amount["start"], amount["text"], amount["noun"]) == (36.0, 29, "", "")
    assert amount["unit_text"] is None


def test_where_nothing_is_withheld_nothing_changes() -> None:
    table = released.BY_NAME["claims"]
    rows = table.rows([row("claims")])
    assert withhold(table, rows, pa.array([False])) is rows


@pytest.mark.parametrize("name", ["sentences", "claims"])
def test_a_withheld_row_gets_its_words_back_from_the_text_and_those_without_a_span_from_elsewhere(name: str) -> None:
    table = released.BY_NAME[name]
    (emptied,) = withhold(table, table.rows([row(name)]), pa.array([True])).to_pylist()
    assert emptied != row(name)
    assert restored(table, emptied, TEXT, {(29, 37): {"noun": "boats", "text": "not used"}}) == row(name) | (
        {"entities": [row(name)["entities"][0] | {"text": TEXT[:4]}]} if name == "claims" else {}
    )


def test_words_that_nobody_knows_stay_empty_and_what_was_absent_stays_absent() -> None:
    table = released.BY_NAME["claims"]
    before = row("claims", cue_text=None, cue_start=None, cue_end=None)
    (emptied,) = withhold(table, table.rows([before]), pa.array([True])).to_pylist()
    after = restored(table, emptied, TEXT, {})
    assert (after["cue_text"], after["quantities"][0]["noun"], after["quantities"][0]["unit"]) == (None, "", None)


@pytest.mark.parametrize(
    ("withheld", "expected"),
    [
        (barring(everything=True), [True, True]),
        (barring("d" + "1" * 16), [False, True]),
        (barring(), [False, False]),
    ],
)
def test_whose_words_are_withheld(withheld: Withheld, expected: list[bool]) -> None:
    table = released.BY_NAME["sentences"]
    rows = table.rows([row("sentences"), row("sentences", doc_id="d" + "1" * 16)])
    assert withheld.of(rows).to_pylist() == expected
    assert withheld.any == any(expected)
    others = released.BY_NAME["exclusions"]
    assert withheld.of(others.rows([row("exclusions")])).to_pylist() == [False]


def test_a_link_tells_no_reason_where_either_claim_is_of_a_withheld_document() -> None:
    table = released.BY_NAME["claim_links"]
    pairs = [("c" + a * 16, "c" + b * 16) for a, b in ("12", "23", "13")]
    rows = table.rows([row("claim_links", claim_id_a=a, claim_id_b=b) for a, b in pairs])
    told = withhold(table, rows, barring(claims=("c" + "2" * 16,)).of(rows))["evidence"].to_pylist()
    assert [bool(reason) for reason in told] == [False, False, True]
    assert not any(withhold(table, rows, barring(everything=True).of(rows))["evidence"].to_pylist())
