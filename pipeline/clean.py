"""Turn raw bytes into clean text with its alignment, and leave out the texts too poor to use."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from pipeline import ids, parts, privacy, store, suitability, text
from pipeline.errors import DataError
from pipeline.tally import Tally
from schemas.exclusions import EXCLUSIONS
from schemas.stages import CLEAN, ITEMS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import pyarrow as pa

    from pipeline.engine import Engine
    from pipeline.params import Clean, Params


def run(documents: Path, out: Path, *, params: Params, engine: Engine) -> Tally:
    """Clean every item; fail when more items are left out than ``max_excluded_share`` allows."""
    version = f"clean {params.clean.model_dump_json()}"
    tally = parts.run(
        partial(step, params=params.clean),
        {documents / ITEMS.name: ITEMS},
        out,
        (CLEAN, EXCLUSIONS),
        version=version,
        engine=engine,
    )
    at_ingest = store.read_whole(documents / EXCLUSIONS.name, EXCLUSIONS, ["reason"]).num_rows
    _alarm(tally, at_ingest, params.clean.max_excluded_share)
    return tally


def step(tables: Mapping[str, pa.Table], /, *, params: Clean) -> tuple[dict[str, pa.Table], Tally]:
    """Clean some items: a document or an exclusion for each."""
    documents, excluded = [], []
    for item in tables[ITEMS.name].to_pylist():
        row, reason, detail = _clean(item, params)
        if row is None:
            excluded.append(_exclusion(item, reason, detail))
        else:
            documents.append(row)
    tally = Tally(read=len(documents) + len(excluded), kept=len(documents), made=len(documents))
    tally.dropped.update(row["reason"] for row in excluded)
    for row in documents:
        for repair in row["repairs"]:
            tally.measures[f"repairs.{repair['rule']}"] += repair["count"]
    tally.measures["characters"] = sum(len(row["text"]) for row in documents)
    return {CLEAN.name: CLEAN.rows(documents), EXCLUSIONS.name: EXCLUSIONS.rows(excluded)}, tally


def _clean(item: dict[str, Any], params: Clean) -> tuple[dict[str, Any] | None, str, str]:
    """The document of an item, or the reason and detail why there is none."""
    try:
        # What a record or an extractor gave is a string already: its bytes are UTF-8 whatever they look like.
        raw = item["raw"] if item["format"] == "text" else item["raw"].decode()
        cleaned = text.clean(raw, html=item["format"] == "html")
    except text.Undecodable as error:
        return None, error.reason, str(error)
    clean, masked, dropped = privacy.apply(cleaned.text, params.privacy.model_dump())
    if dropped is not None:
        return None, "private_data", f"{dropped}: the policy of clean.privacy.{dropped} is drop"
    judged = suitability.judge(
        clean,
        language=params.language,
        min_characters=params.min_characters,
        min_letter_share=params.min_letter_share,
        max_repeated_line_share=params.max_repeated_line_share,
    )
    if judged is not None:
        return None, judged.reason, judged.detail
    repairs = sorted([*cleaned.repairs, *masked])
    kept = {name: item[name] for name in CLEAN.names if name in item}
    return (
        kept
        | {
            "text": clean,
            "text_sha256": ids.text_digest(clean),
            "raw_encoding": cleaned.encoding,
            "alignment": [run._asdict() for run in cleaned.alignment],
            "repairs": [{"rule": rule, "count": count} for rule, count in repairs],
        },
        "",
        "",
    )


def _exclusion(item: dict[str, Any], reason: str, detail: str) -> dict[str, Any]:
    return {
        "key": item["key"],
        "reason": reason,
        "detail": detail,
        "raw_sha256": item["raw_sha256"],
        "raw_bytes": item["raw_bytes"],
    }


def _alarm(tally: Tally, at_ingest: int, limit: float) -> None:
    excluded, items = tally.dropped.total() + at_ingest, tally.read + at_ingest
    if excluded > limit * items:
        reasons = "\n".join(f"  {count:>7}  {reason}" for reason, count in tally.dropped.most_common())
        raise DataError(
            f"clean: {excluded} of {items} raw items are excluded, more than clean.max_excluded_share = {limit} "
            f"allows; {at_ingest} at ingest, and here:\n{reasons}\nLook at the exclusions, then raise the limit or mend "
            "the texts."
        )
