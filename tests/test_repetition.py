from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline import ids, repetition, store
from pipeline.engine import Engine
from schemas.stages import REPEATED, SEGMENTS

# Documents of a few sentences, in parts.
PARTS = st.lists(st.lists(st.lists(st.sampled_from("abcdef"), max_size=5), max_size=4), min_size=1, max_size=3)


def write(folder: Path, parts: list[list[list[str]]]) -> dict[str, int]:
    """Write the parts, and give the number of documents that hold each repeated sentence, by its id."""
    documents = [(f"d{number:x}{i:015x}", said) for number, part in enumerate(parts) for i, said in enumerate(part)]
    holders = Counter(text for _, said in documents for text in set(said))
    expected = {}
    for number in range(len(parts)):
        rows = []
        for doc_id, said in documents:
            if doc_id[1] != f"{number:x}":
                continue
            for position, (sentence_id, text) in enumerate(zip(ids.sentence_ids(doc_id, said), said, strict=True)):
                rows.append(row(sentence_id, doc_id, position, text))
                if holders[text] > 1:
                    expected[sentence_id] = holders[text]
        store.write_part(folder / f"part-{number:x}.parquet", SEGMENTS.rows(rows), SEGMENTS)
    return expected


def row(sentence_id: str, doc_id: str, position: int, text: str) -> dict[str, object]:
    span = {"start": position, "end": position + 1, "raw_start": position, "raw_end": position + 1}
    shared = {"sentence_id": sentence_id, "doc_id": doc_id, "position": position, "block": 0, "kind": "sentence"}
    return shared | {"text": text, "text_key": ord(text) << 56} | span


def counted(folder: Path) -> dict[str, int]:
    rows = [one for part in store.read(folder / REPEATED.name, REPEATED) for one in part.to_pylist()]
    return {one["sentence_id"]: one["n_documents"] for one in rows}


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(PARTS, st.sampled_from([1, 3, 1000]))
def test_a_sentence_is_counted_once_for_each_document_that_holds_it(
    tmp_path_factory: pytest.TempPathFactory, parts: list[list[list[str]]], most: int
) -> None:
    folder = tmp_path_factory.mktemp("repetition")
    expected = write(folder / "sentences", parts)
    found = repetition.count(folder / "sentences", folder / "out", Engine("serial"), most)
    assert counted(folder / "out") == expected
    texts = [text for part in parts for said in part for text in set(said)]
    assert found == sum(count > 1 for count in Counter(texts).values())
    assert [path.name for path in (folder / "out").iterdir()] == [REPEATED.name]


def test_workers_count_the_same(tmp_path: Path) -> None:
    expected = write(tmp_path / "sentences", [[["a", "a", "b"], ["a"]], [["b", "c"], []], [["a", "d"]]])
    with Engine("processes:2") as engine:
        assert repetition.count(tmp_path / "sentences", tmp_path / "out", engine) == 2
    assert counted(tmp_path / "out") == expected
    assert sorted(expected.values()) == [2, 2, 3, 3, 3, 3]
