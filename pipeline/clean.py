"""Turn raw bytes into clean text with its alignment, and leave out the texts too poor to use."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from pipeline import corrections, ids, parts, privacy, store, suitability, text
from pipeline.corrections import Corrections
from pipeline.errors import ConfigurationError, DataError
from pipeline.tally import Tally
from schemas.exclusions import EXCLUSIONS
from schemas.stages import CLEAN, ITEMS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import pyarrow as pa

    from pipeline.corrections import Correction
    from pipeline.engine import Engine
    from pipeline.params import Clean, Params

    Row = dict[str, Any]

_NONE: Final = Corrections()


def run(documents: Path, corrections_file: Path | None, out: Path, *, params: Params, engine: Engine) -> Tally:
    """Clean every item; fail when more items are left out than ``max_excluded_share`` allows.

    Each entry of ``corrections_file`` must fit, else the stage fails.
    """
    _refuse_unknown_language(params.clean.language)
    book = _corrections(corrections_file)
    written = store.digest(corrections_file) if corrections_file else ""
    tally = parts.run(
        partial(step, params=params.clean, book=book),
        {documents / ITEMS.name: ITEMS},
        out,
        (CLEAN, EXCLUSIONS),
        version=f"clean {params.clean.model_dump_json()} {written}",
        engine=engine,
    )
    at_ingest = store.read_whole(documents / EXCLUSIONS.name, EXCLUSIONS, ["key", "raw_sha256"])
    _refuse_unused(book, tally, at_ingest.to_pylist() if book.entries else [])
    _alarm(tally, len(at_ingest), params.clean.max_excluded_share)
    return tally


def _refuse_unknown_language(language: str) -> None:
    try:
        suitability.other_language("", language)
    except ValueError as error:
        raise ConfigurationError(f"clean.language: {error}; correct it in params.yaml.") from None


def _corrections(file: Path | None) -> Corrections:
    if file is None:
        return _NONE
    schema = store.read_json(store.ROOT / "schemas" / "corrections.schema.json")
    return corrections.parse(store.read_yaml(file), schema, str(file))


def step(
    tables: Mapping[str, pa.Table], /, *, params: Clean, book: Corrections = _NONE
) -> tuple[dict[str, pa.Table], Tally]:
    """Clean some items: a document or an exclusion for each."""
    documents, excluded = [], []
    tally = Tally()
    for item in tables[ITEMS.name].to_pylist():
        entries = book.concerning(item["key"], item["raw_sha256"])
        made, used = _clean(item, params, entries)
        tally.measures.update(f"corrections.{entry.correction_id}" for entry in used)
        if isinstance(made, _Unfit):
            excluded.append(_exclusion(item, made))
        else:
            documents.append(made)
    tally.read, tally.kept, tally.made = len(documents) + len(excluded), len(documents), len(documents)
    tally.dropped.update(row["reason"] for row in excluded)
    for row in documents:
        for repair in row["repairs"]:
            tally.measures[f"repairs.{repair['rule']}"] += repair["count"]
    tally.measures["characters"] = sum(len(row["text"]) for row in documents)
    return {CLEAN.name: CLEAN.rows(documents), EXCLUSIONS.name: EXCLUSIONS.rows(excluded)}, tally


class _Unfit(NamedTuple):
    """Why an item is no document."""

    reason: str
    detail: str


def _clean(item: Row, params: Clean, entries: list[Correction]) -> tuple[Row | _Unfit, list[Correction]]:
    """The document of an item, or why there is none, and the corrections that fitted it."""
    if withdrawn := _takedowns(item, entries, None):
        return _tombstone(withdrawn), withdrawn
    try:
        # What a record or an extractor gave is a string already: its bytes are UTF-8 whatever they look like.
        raw = item["raw"] if item["format"] == "text" else item["raw"].decode()
        cleaned = text.clean(raw, html=item["format"] == "html")
    except text.Undecodable as error:
        return _Unfit(error.reason, error.detail), []
    if withdrawn := _takedowns(item, entries, cleaned.text):
        return _tombstone(withdrawn), withdrawn
    fitting = [entry for entry in entries if entry.replaces(item["key"], item["raw_sha256"])]
    if fitting:
        corrected = corrections.replace(cleaned.text, cleaned.alignment, fitting)
        repairs = (*cleaned.repairs, text.Repair(corrections.RULE, corrected.count))
        cleaned = cleaned._replace(text=corrected.text, alignment=corrected.alignment, repairs=repairs)
    return _judged(item, cleaned, params), fitting


def _judged(item: Row, cleaned: text.Cleaned, params: Clean) -> Row | _Unfit:
    """The document of a clean text without the personal data that nobody wants, if it is fit to be one."""
    clean, masked, dropped = privacy.apply(cleaned.text, params.privacy.model_dump())
    if dropped is not None:
        return _Unfit("private_data", f"{dropped}: the policy of clean.privacy.{dropped} is drop")
    judged = suitability.judge(
        clean,
        language=params.language,
        min_characters=params.min_characters,
        min_letter_share=params.min_letter_share,
        max_repeated_line_share=params.max_repeated_line_share,
    )
    if judged is not None:
        return _Unfit(judged.reason, judged.detail)
    kept = {name: item[name] for name in CLEAN.names if name in item}
    return kept | {
        "text": clean,
        "text_sha256": ids.text_digest(clean),
        "raw_encoding": cleaned.encoding,
        "alignment": [run._asdict() for run in cleaned.alignment],
        "repairs": [{"rule": rule, "count": count} for rule, count in sorted([*cleaned.repairs, *masked])],
    }


def _takedowns(item: Row, entries: list[Correction], clean: str | None) -> list[Correction]:
    return [entry for entry in entries if entry.takes_down(item["key"], item["raw_sha256"], clean)]


def _tombstone(entries: list[Correction]) -> _Unfit:
    return _Unfit("takedown", "; ".join(f"{entry.correction_id}, {entry.date}: {entry.reason}" for entry in entries))


def _exclusion(item: Row, unfit: _Unfit) -> Row:
    return {
        "key": item["key"],
        "reason": unfit.reason,
        "detail": unfit.detail,
        "raw_sha256": item["raw_sha256"],
        "raw_bytes": item["raw_bytes"],
    }


def _refuse_unused(book: Corrections, tally: Tally, at_ingest: list[Row]) -> None:
    """Fail for an entry that fits nothing; a takedown of what could not be read has what it wants."""
    gone = {
        entry.correction_id
        for row in at_ingest
        for entry in book.concerning(row["key"], row["raw_sha256"])
        if entry.takes_down(row["key"], row["raw_sha256"], None)
    }
    for entry in book.entries:
        if not tally.measures[f"corrections.{entry.correction_id}"] and entry.correction_id not in gone:
            raise DataError(
                f"correction {entry.correction_id}: fits no raw item ({entry.action} of {entry.key!r}); "
                "correct the entry or remove it."
            )


def _alarm(tally: Tally, at_ingest: int, limit: float) -> None:
    excluded, items = tally.dropped.total() + at_ingest, tally.read + at_ingest
    if excluded > limit * items:
        reasons = "\n".join(f"  {count:>7}  {reason}" for reason, count in tally.dropped.most_common())
        raise DataError(
            f"clean: {excluded} of {items} raw items are excluded, more than clean.max_excluded_share = {limit} "
            f"allows; {at_ingest} at ingest, and here:\n{reasons}\nLook at the exclusions, then raise the limit or "
            "mend the texts."
        )
