"""The ``exclusions`` table: every raw item that is no document, and why."""

from __future__ import annotations

import pyarrow as pa

from schemas.table import SHA256_PATTERN, Column, Table

REASONS = {
    "binary": "The bytes are no text: they hold many control or NUL characters.",
    "broken_record": "A line or record of a record file cannot be parsed.",
    "changed_while_read": "The file changed or vanished while it was being read.",
    "duplicate_key": "Another record of the same file has this id already; the first one stays.",
    "empty": "There is nothing in the item, or only blanks.",
    "few_letters": "Too small a share of the characters are letters (symbols, menus, numbers).",
    "kills_worker": "Every process that tried to clean it died, as for want of memory.",
    "missing_text": "The record has no text field, or it holds no string.",
    "not_the_wanted_language": "The text is not in the language that the parameters ask for.",
    "private_data": "The text holds personal data that the policy drops, or its key an e-mail address.",
    "repeated_lines": "Most of the text is the same lines again and again.",
    "takedown": "Withdrawn on request; only this row is left.",
    "too_large": "The item, decompressed, is larger than the limit; it was not decoded.",
    "too_short": "The clean text has fewer characters than the limit.",
    "undecodable": "No encoding fits the bytes, or the text holds lone surrogates.",
    "unreadable": "The file cannot be opened or decompressed.",
    "unsupported": "The kind of file is not one that can be read.",
}

EXCLUSIONS = Table(
    name="exclusions",
    doc="One row per raw item that is neither a document nor a duplicate.",
    key="key",
    columns=(
        Column(
            "key",
            pa.string(),
            "Path below the raw folder, percent-encoded where it is not UTF-8; an e-mail address in it is masked, with "
            "`~` and the document id after it.",
            unique=True,
        ),
        Column("reason", pa.string(), "Why it was left out.", enum=tuple(REASONS)),
        Column("detail", pa.string(), "The figure or message behind the reason."),
        Column(
            "raw_sha256",
            pa.string(),
            "SHA-256 of its bytes, where they could be read.",
            nullable=True,
            pattern=SHA256_PATTERN,
        ),
        Column("raw_bytes", pa.int64(), "Its size in bytes, where known.", nullable=True, minimum=0),
    ),
)
