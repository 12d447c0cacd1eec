"""Laws of ids and digests: each is what its row says it is made of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline import ids
from pipeline.quality.failing import failing

if TYPE_CHECKING:
    import pyarrow as pa

    from schemas.table import Failure


def undigested(documents: pa.Table) -> list[Failure]:
    """Documents whose text has another digest than they state; withheld texts are passed over."""
    columns = (documents[name].to_pylist() for name in ("doc_id", "text", "text_sha256"))
    wrong = [one for one, text, digest in zip(*columns, strict=True) if text and ids.text_digest(text) != digest]
    return failing("documents", "text_sha256 == digest of text", wrong)


def misnamed(documents: pa.Table, sentences: pa.Table, claims: pa.Table) -> list[Failure]:
    """Rows whose id is not the content id of `pipeline.ids`; rows of withheld texts are passed over."""
    columns = (documents[name].to_pylist() for name in ("doc_id", "source_id", "key"))
    wrong = [one for one, source, key in zip(*columns, strict=True) if one != ids.document_id(source, key)]
    return [
        *failing("documents", "doc_id == content id of source_id and key", wrong),
        *failing("sentences", "sentence_id == content id of document and text", _misnamed_sentences(sentences)),
        *failing("claims", "claim_id == content id of sentence and span", _misnamed_claims(sentences, claims)),
    ]


def _misnamed_sentences(sentences: pa.Table) -> list[str]:
    columns = ("sentence_id", "doc_id", "text")
    ordered = sentences.select([*columns, "position"]).sort_by("position")
    of_document: dict[str, list[tuple[str, str]]] = {}
    for sentence_id, doc_id, text in zip(*(ordered[name].to_pylist() for name in columns), strict=True):
        if text:
            of_document.setdefault(doc_id, []).append((sentence_id, text))
    wrong = []
    for doc_id, units in of_document.items():
        right = ids.sentence_ids(doc_id, (text for _, text in units))
        wrong += [stated for (stated, _), made in zip(units, right, strict=True) if stated != made]
    return wrong


def _misnamed_claims(sentences: pa.Table, claims: pa.Table) -> list[str]:
    starts = dict(zip(sentences["sentence_id"].to_pylist(), sentences["start"].to_pylist(), strict=True))
    columns = (claims[name].to_pylist() for name in ("claim_id", "sentence_id", "start", "end"))
    return [
        claim_id
        for claim_id, sentence, start, end in zip(*columns, strict=True)
        if sentence in starts and claim_id != ids.claim_id(sentence, start - starts[sentence], end - starts[sentence])
    ]
