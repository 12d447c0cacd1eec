from __future__ import annotations

from releases import number, rows
from rows import row

from pipeline import titles
from schemas.documents import DOCUMENTS
from schemas.sentences import SENTENCES


def test_a_title_that_the_source_states_comes_before_the_first_that_the_text_shows() -> None:
    documents = rows(3)["documents"]
    documents[0]["title"] = "Stated"
    lines = [
        row("sentences", doc_id=number("d", i), kind=kind, text=text)
        for i, kind, text in (
            (0, "title", "Shown"),
            (1, "title", "First"),
            (1, "title", "Second"),
            (2, "sentence", "No"),
        )
    ]
    made = titles.titled(DOCUMENTS.rows(documents), SENTENCES.rows(lines))
    assert made["title"].to_pylist() == ["Stated", "First", None]
    assert made.schema.names == DOCUMENTS.names
