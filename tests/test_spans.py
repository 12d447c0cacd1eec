from __future__ import annotations

from typing import Any

from rows import DOC, row

from pipeline import ids, privacy, spans, text
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


def masked(**changes: Any) -> tuple[dict[str, Any], bytes]:
    raw = "Write to é.b@example.org or\u00a0call (202) 555-0143 now.".encode()
    cleaned = text.clean(raw)
    hidden = privacy.apply(cleaned.text, dict.fromkeys(privacy.KINDS, "mask"))
    repairs = [{"rule": rule, "count": count} for rule, count in [*cleaned.repairs, *hidden.masked]]
    runs = [run._asdict() for run in cleaned.alignment]
    given = {"text": hidden.text, "text_sha256": ids.text_digest(hidden.text), "alignment": runs, "repairs": repairs}
    return document(**given) | changes, raw


def test_a_masked_text_is_sound_and_its_masks_are_counted_one_by_one() -> None:
    good, raw = masked()
    assert spans.broken_text(good, raw) == []
    counts = {repair["rule"]: repair["count"] for repair in good["repairs"]}
    for rule, change in (("mask_email", -2), ("mask_email", 2), ("mask_phone", 1), ("odd_spaces", -1)):
        repairs = [{"rule": name, "count": count + change * (name == rule)} for name, count in counts.items()]
        assert spans.broken_text(good | {"repairs": repairs}, raw), (rule, change)


def test_a_count_of_masks_excuses_no_other_difference() -> None:
    good, raw = masked()
    words = good["text"].replace("now", "not")
    failures = spans.broken_text(good | {"text": words, "text_sha256": ids.text_digest(words)}, raw)
    assert "bytes of a run decode to its text" in {failure.rule for failure in failures}


def test_other_bytes_are_found() -> None:
    (failure, *_) = spans.broken_text(
        document(), RAW.replace(b"Y", b"N").replace(b"said", b"sang").replace(b"No", b"On")
    )
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
    for outside in ({"start": -1}, {"end": 900}, {"start": 900, "end": 901}, {"start": 2, "end": 1}):
        assert spans.broken(document(), RAW, SENTENCES.rows([good | outside]), "sentences")[0].count == 1


def test_a_codec_that_does_not_exist_is_found() -> None:
    failures = spans.broken_text(document(raw_encoding="utf-12"), RAW)
    assert "bytes of a run decode to its text" in {failure.rule for failure in failures}


def test_a_withheld_text_is_not_judged() -> None:
    assert spans.broken_text(document(text=""), RAW) == []
