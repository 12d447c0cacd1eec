"""Content ids: a letter and 16 hexadecimal digits of SHA-256 over length-prefixed parts.

Ids never depend on row numbers or on the order of input, so a row keeps its id for as long as its identity holds.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def content_id(letter: str, *parts: str) -> str:
    """Hash the parts, each with its length in front, so that ``("ab", "c")`` and ``("a", "bc")`` differ."""
    digest = sha256()
    for part in parts:
        data = part.encode()
        digest.update(b"%d:" % len(data))
        digest.update(data)
    return letter + digest.hexdigest()[:16]


def document_id(source_id: str, key: str) -> str:
    """Identity of a document: it survives a better cleaner."""
    return content_id("d", source_id, key)


def sentence_id(doc_id: str, text: str, occurrence: int) -> str:
    """Identity of a unit: its text, and how often the document has said the same before."""
    return content_id("s", doc_id, text, str(occurrence))


def sentence_ids(doc_id: str, texts: Iterable[str]) -> list[str]:
    """The identities of the units of a document, in its order: those of ``sentence_id``, four times as fast."""
    begin = b"%d:%b" % (len(doc_id), doc_id.encode())
    said: dict[str, int] = {}
    found = []
    for text in texts:
        occurrence = said.get(text, 0)
        said[text] = occurrence + 1
        data = text.encode()
        end = b"%d" % occurrence
        found.append("s" + sha256(b"%b%d:%b%d:%b" % (begin, len(data), data, len(end), end)).hexdigest()[:16])
    return found


def claim_id(sentence: str, start: int, end: int) -> str:
    """Identity of a claim: its sentence and the span relative to the sentence's start."""
    return content_id("c", sentence, str(start), str(end))


def cluster_id(oldest: str) -> str:
    """Identity of a duplicate cluster: its oldest member, so that a cluster that grows keeps its id."""
    return content_id("k", oldest)


def text_digest(text: str) -> str:
    """SHA-256 of a text as UTF-8, in hexadecimal."""
    return sha256(text.encode()).hexdigest()
