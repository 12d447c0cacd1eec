"""Turn raw bytes into clean text with its alignment, and leave out the texts too poor to use."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from pipeline import alignment, corrections, ids, parts, privacy, store, suitability, text
from pipeline.corrections import Corrections
from pipeline.errors import ConfigurationError, DataError
from pipeline.tally import Tally
from schemas.documents import ALIGNMENT
from schemas.exclusions import EXCLUSIONS
from schemas.stages import CLEAN, ITEMS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

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
    book = _corrections(corrections_file, documents)
    written = store.digest(corrections_file) if corrections_file else ""
    copies = sorted({digest for entry in book.entries for digest in entry.copies})
    return parts.run(
        partial(step, params=params.clean, book=book),
        {documents / ITEMS.name: ITEMS},
        out,
        (CLEAN, EXCLUSIONS),
        version=f"clean {params.clean.model_dump_json()} {written} {copies}",
        engine=engine,
        bury=bury,
        approve=partial(_approve, at_ingest=documents / EXCLUSIONS.name, book=book, params=params.clean),
    )


def _approve(made: Path, tally: Tally, *, at_ingest: Path, book: Corrections, params: Clean) -> None:
    """Fail before anything takes its place: for a correction that fits nothing, or too many exclusions."""
    columns = ["key", "reason", "detail", "raw_sha256"]
    before = store.read_whole(at_ingest, EXCLUSIONS, columns)
    _refuse_unused(book, tally, before.to_pylist() if book.entries else [])
    # What was withdrawn says nothing of the quality of the texts.
    excluded, items = tally.dropped.total() - tally.dropped["takedown"] + len(before), tally.read + len(before)
    if excluded > params.max_excluded_share * items:
        here = store.read_whole(made / EXCLUSIONS.name, EXCLUSIONS, columns).filter(pc.field("reason") != "takedown")
        raise DataError(
            f"clean: {excluded} of {items} raw items are excluded, more than clean.max_excluded_share = "
            f"{params.max_excluded_share} allows:\n{_reasons(pa.concat_tables([before, here]))}\n"
            f"To go on, {_advice(before, here)}, or raise the limit: "
            "with clean.max_excluded_share=1.0 `exclusions` lists all of them."
        )


def _advice(before: pa.Table, here: pa.Table) -> str:
    """What mends the reasons that occur: texts, names with an address, or a policy that drops personal data."""
    named, dropped = (set(table["reason"].to_pylist()) for table in (before, here))
    advice = ["mend the texts"] if (named | dropped) - {"private_data"} else []
    advice += ["rename the items whose names hold an address"] if "private_data" in named else []
    advice += ["choose mask or keep where a policy of clean.privacy is drop"] if "private_data" in dropped else []
    return ", ".join(advice)


def _reasons(excluded: pa.Table) -> str:
    """A line for each reason: how many, and the first key with its detail."""
    first = excluded.sort_by("key").group_by("reason", use_threads=False)
    counted = first.aggregate([("key", "count"), ("key", "first"), ("detail", "first")]).to_pylist()
    return "\n".join(
        f"  {one['key_count']:>7}  {one['reason']:<24} e.g. {one['key_first']}: {one['detail_first']}"
        for one in sorted(counted, key=lambda one: (-one["key_count"], one["reason"]))
    )


def _refuse_unknown_language(language: str) -> None:
    try:
        suitability.other_language("", language)
    except ValueError as error:
        raise ConfigurationError(f"clean.language: {error}; correct it in params.yaml.") from None


def _corrections(file: Path | None, documents: Path) -> Corrections:
    """The entries of a file, which know the copies of what they withdraw in any part."""
    if file is None:
        return _NONE
    schema = store.read_json(store.ROOT / "schemas" / "corrections.schema.json")
    book = corrections.parse(store.read_yaml(file), schema, str(file))
    if all(entry.action != "takedown" or entry.guard is not None for entry in book.entries):
        return book
    items: list[tuple[str, str | None]] = []
    for table in (ITEMS, EXCLUSIONS):
        read = store.read_whole(documents / table.name, table, ["key", "raw_sha256"])
        items += zip(read["key"].to_pylist(), read["raw_sha256"].to_pylist(), strict=True)
    return book.with_copies(items)


def step(
    tables: Mapping[str, pa.Table], /, *, params: Clean, book: Corrections = _NONE
) -> tuple[dict[str, pa.Table], Tally]:
    """Clean some items: a document or an exclusion for each."""
    documents: list[_Document] = []
    excluded = []
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
    for document in documents:
        tally.measures.update({f"repairs.{repair['rule']}": repair["count"] for repair in document.row["repairs"]})
        tally.measures.update(document.masked)
    tally.measures["characters"] = sum(len(document.row["text"]) for document in documents)
    return {CLEAN.name: _table(documents), EXCLUSIONS.name: EXCLUSIONS.rows(excluded)}, tally


def bury(tables: Mapping[str, pa.Table], /) -> tuple[dict[str, pa.Table], Tally]:
    """Exclude items that kill each process that cleans them."""
    unfit = _Unfit("kills_worker", "two processes died of it, and one that cleaned nothing else")
    excluded = [_exclusion(item, unfit) for item in tables[ITEMS.name].to_pylist()]
    tally = Tally(read=len(excluded))
    tally.dropped[unfit.reason] = len(excluded)
    return {CLEAN.name: CLEAN.rows([]), EXCLUSIONS.name: EXCLUSIONS.rows(excluded)}, tally


class _Document(NamedTuple):
    """A row but for its alignment, and the characters masked beside the text, by column and kind."""

    row: Row
    alignment: alignment.Alignment
    masked: dict[str, int]


def _table(documents: list[_Document]) -> pa.Table:
    """The rows with their alignments, which are built together: that takes a small part of the time."""
    lists = alignment.to_column([document.alignment for document in documents], ALIGNMENT)
    rows = CLEAN.without("alignment").rows([document.row for document in documents])
    return rows.append_column(CLEAN["alignment"].field, lists).select(CLEAN.names).cast(CLEAN.arrow)


class _Unfit(NamedTuple):
    """Why an item is no document."""

    reason: str
    detail: str


def _clean(item: Row, params: Clean, entries: list[Correction]) -> tuple[_Document | _Unfit, list[Correction]]:
    """The document of an item, or why there is none, and the corrections that fitted it."""
    if withdrawn := _takedowns(item, entries, None):
        return _tombstone(item, withdrawn), withdrawn
    try:
        # What a record or an extractor gave is a string already: its bytes are UTF-8 whatever they look like.
        raw = item["raw"] if item["format"] == "text" else item["raw"].decode()
        cleaned = text.clean(raw, html=item["format"] == "html")
    except text.Undecodable as error:
        return _Unfit(error.reason, error.detail), []
    if withdrawn := _takedowns(item, entries, cleaned.text):
        return _tombstone(item, withdrawn), withdrawn
    fitting = [entry for entry in entries if entry.replaces(item["key"], item["raw_sha256"])]
    if fitting:
        corrected = corrections.replace(cleaned.text, cleaned.alignment, fitting)
        repairs = (*cleaned.repairs, text.Repair(corrections.RULE, corrected.count))
        cleaned = cleaned._replace(text=corrected.text, alignment=corrected.alignment, repairs=repairs)
    return _judged(item, cleaned, params), fitting


def _judged(item: Row, cleaned: text.Cleaned, params: Clean) -> _Document | _Unfit:
    """The document of a clean text without the personal data that nobody wants, if it is fit to be one."""
    policies = params.privacy.model_dump()
    applied = privacy.apply(cleaned.text, policies)
    title = privacy.apply(item["title"] or "", policies)
    url = privacy.apply_to_url(item["url"] or "", policies)
    for kind in filter(None, (applied.dropped, title.dropped, url.dropped)):
        return _Unfit("private_data", f"{kind}: the policy of clean.privacy.{kind} is drop")
    judged = suitability.judge(
        applied.text,
        language=params.language,
        min_characters=params.min_characters,
        min_letter_share=params.min_letter_share,
        max_repeated_line_share=params.max_repeated_line_share,
    )
    if judged is not None:
        return _Unfit(judged.reason, judged.detail)
    kept = {name: item[name] for name in CLEAN.names if name in item}
    row = kept | {
        "title": title.text or None,
        "url": url.text or None,
        "text": applied.text,
        "text_sha256": ids.text_digest(applied.text),
        "raw_encoding": cleaned.encoding,
        "repairs": [{"rule": rule, "count": count} for rule, count in sorted([*cleaned.repairs, *applied.masked])],
    }
    masked = {f"{name}.{rule}": n for name, one in (("title", title), ("url", url)) for rule, n in one.masked}
    return _Document(row, cleaned.alignment, masked)


def _takedowns(item: Row, entries: list[Correction], clean: str | None) -> list[Correction]:
    return [entry for entry in entries if entry.takes_down(item["key"], item["raw_sha256"], clean)]


def _tombstone(item: Row, entries: list[Correction]) -> _Unfit:
    return _Unfit("takedown", "; ".join(entry.tombstone(item["key"]) for entry in entries))


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
