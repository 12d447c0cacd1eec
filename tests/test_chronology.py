from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from releases import number
from rows import row

from pipeline import chronology, store
from pipeline.chronology import Rows
from schemas.duplicates import DUPLICATES
from schemas.sentences import SENTENCES

VERSIONS = ["1.0.0", "1.2.0", "1.10.0"]


def sentences(numbered: list[tuple[int, str]]) -> list[dict[str, Any]]:
    return [row("sentences", sentence_id=number("s", i), since_version=version) for i, version in numbered]


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.lists(st.sampled_from(VERSIONS), max_size=4), max_size=4))
def test_rows_come_by_version_and_within_one_as_they_came(
    tmp_path_factory: pytest.TempPathFactory, batches: list[list[str]]
) -> None:
    numbered = [[(10 * i + j, version) for j, version in enumerate(batch)] for i, batch in enumerate(batches)]
    some = [Rows(SENTENCES, "train", SENTENCES.rows(sentences(batch))) for batch in numbered]
    folder = tmp_path_factory.mktemp("spool") / "later"
    given_back = [one for rows in chronology.by_version(some, "1.0.0", folder) for one in rows.rows.to_pylist()]
    flat = [pair for batch in numbered for pair in batch]
    assert given_back == sentences(sorted(flat, key=lambda pair: VERSIONS.index(pair[1])))
    assert not folder.exists()


def test_every_table_and_split_is_ordered_by_itself(tmp_path: Path) -> None:
    some = [
        Rows(SENTENCES, "test", SENTENCES.rows(sentences([(0, "1.1.0"), (1, "1.0.0")]))),
        Rows(DUPLICATES, "train", DUPLICATES.rows([row("duplicates")])),
        Rows(SENTENCES, "train", SENTENCES.rows(sentences([(2, "1.1.0")]))),
    ]
    ordered = chronology.by_version(some, "1.0.0", tmp_path / "later")
    told = [(rows.table.name, rows.split, len(rows.rows)) for rows in ordered]
    assert told == [
        ("sentences", "test", 1),
        ("duplicates", "train", 1),
        ("sentences", "test", 1),
        ("sentences", "train", 1),
    ]


def test_rows_of_the_oldest_version_are_never_written_down(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "write_part", None)
    some = [Rows(SENTENCES, "train", SENTENCES.rows(sentences([(0, "1.0.0"), (1, "1.0.0")])))]
    assert len(list(chronology.by_version(some, "1.0.0", tmp_path / "later"))) == 1
