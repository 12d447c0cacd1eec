from __future__ import annotations

from typing import Any

from rows import DOC, row

from pipeline import ids, spans, text
from schemas.sentences import SENTENCES

RAW = "“Yes”, he\u00a0said.\r\nNo.".encode()
CLEAN = text.clean(RAW)


def document(**changes: Any) -> dict[str, Any]:
    return (
        row(
            "documents",
            text=CLEAN.text,
            text_sha256=ids.text_digest(CLEAN.text),
            alignment=[run._asdict() for run in CLEAN.alignment],
            repairs=[{"rule": rule, "count": count} for rule, count in dict(CLEAN.repairs).items()],
            raw_bytes=len(RAW),
            raw_encoding=CLEAN.encoding,
        )
        | changes
    )


def test_a_text_whose_repairs_are_counted_is_sound() -> None:
    assert spans.broken_text(document(), RAW) == []


def test_a_repair_that_nobody_counted_is_found() -> None:
    (failure,) = spans.broken_text(document(repairs=[]), RAW)
    assert failure.rule == "what differs from its bytes is a counted repair"


def test_other_bytes_are_found() -> None:
    (failure,) = spans.broken_text(document(), RAW.replace(b"Y", b"N").replace(b"said", b"sang").replace(b"No", b"On"))
    assert DOC in failure.examples[0]


def test_another_text_is_found_by_its_digest() -> None:
    assert spans.broken_text(document(text_sha256="0" * 64), RAW)[0].rule == "text_sha256 == digest of text"


def test_a_span_that_leads_elsewhere_is_found() -> None:
    end = CLEAN.text.index("\n")
    good = row("sentences", text=CLEAN.text[:end], start=0, end=end, raw_start=0, raw_end=RAW.index(b"\r"))
    assert spans.broken(document(), RAW, SENTENCES.rows([good]), "sentences") == []
    moved = SENTENCES.rows([good | {"raw_start": 1}])
    assert spans.broken(document(), RAW, moved, "sentences")[0].examples == (good["sentence_id"],)
    assert spans.broken(document(), RAW[:5], SENTENCES.rows([good]), "sentences")


def test_a_withheld_text_is_not_judged() -> None:
    assert spans.broken_text(document(text=""), RAW) == []
