"""Laws between documents and the rows that they own: order, counts, spans, and what two tables share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline import alignment, spans
from pipeline.quality.failing import failing

if TYPE_CHECKING:
    from schemas.table import Failure

# What a claim has of its sentence; in this version it spans the whole of it.
_SHARED = ("doc_id", "text", "start", "end", "raw_start", "raw_end", "checkworthiness", "checkworthy_score")


def broken(documents: pa.Table, sentences: pa.Table, claims: pa.Table) -> list[Failure]:
    """Every law between some documents and all their sentences and claims."""
    failures = []
    for name, rows in (("sentences", sentences), ("claims", claims)):
        failures += _misplaced(documents, rows, name)
        failures += _misaligned(documents, rows, name)
    failures += _misnumbered(sentences)
    failures += _misquoted(documents, claims)
    failures += _unmatched(sentences, claims)
    return failures + _unlike(sentences, claims)


def miscounted(documents: pa.Table, sentences: pa.Table, claims: pa.Table) -> list[Failure]:
    """Documents that state another number of sentences or claims than they have."""
    failures = []
    for column, rows in (("n_sentences", sentences), ("n_claims", claims)):
        counts = {one["values"]: one["counts"] for one in pc.value_counts(rows["doc_id"]).to_pylist()}
        stated = zip(documents["doc_id"].to_pylist(), documents[column].to_pylist(), strict=True)
        wrong = [doc_id for doc_id, number in stated if counts.get(doc_id, 0) != number]
        failures += failing("documents", f"{column} == its rows of {column.removeprefix('n_')} in its split", wrong)
    return failures


def unwithheld(documents: pa.Table, sentences: pa.Table, claims: pa.Table) -> list[Failure]:
    """Texts that may not be passed on and are, and rows that quote a document whose text is withheld."""
    barred = pc.and_(pc.equal(documents["redistributable"], "no"), pc.not_equal(documents["text"], ""))
    failures = failing("documents", "redistributable no: the text is withheld", documents["doc_id"].filter(barred))
    without = documents["doc_id"].filter(pc.equal(documents["text"], "")).combine_chunks()
    for name, rows in (("sentences", sentences), ("claims", claims)):
        told = pc.and_(pc.is_in(rows["doc_id"], value_set=without), pc.not_equal(rows["text"], ""))
        failures += failing(name, "a row of a withheld document quotes nothing", rows.column(0).filter(told))
    return failures


def reasoned(links: pa.Table, withheld: pa.Array) -> list[Failure]:
    """Links that tell a reason although one of their claims is of a withheld text; ``withheld`` are ids of claims."""
    concerned = pc.or_(*(pc.is_in(links[f"claim_id_{side}"], value_set=withheld) for side in "ab"))
    told = pc.and_(concerned, pc.not_equal(links["evidence"], ""))
    return failing("claim_links", "a link of a withheld claim tells no reason", links["link_id"].filter(told))


def _misplaced(documents: pa.Table, rows: pa.Table, name: str) -> list[Failure]:
    """Rows whose text is not the slice of their document that their span names; withheld texts are passed over."""
    texts = _texts(documents)
    table = [rows[column].to_pylist() for column in (rows.column_names[0], "doc_id", "text", "start", "end")]
    wrong = [
        key
        for key, doc_id, text, start, end in zip(*table, strict=True)
        if texts.get(doc_id) and texts[doc_id][start:end] != text
    ]
    return failing(name, "text == documents.text[start:end]", wrong)


def _misaligned(documents: pa.Table, rows: pa.Table, name: str) -> list[Failure]:
    """Rows whose raw span is not where the alignment of their document leads their span."""
    order = pc.sort_indices(rows, [("doc_id", "ascending")])
    rows = rows.take(order)
    owners = rows["doc_id"].to_numpy()
    columns = [rows[column].to_numpy().astype(np.int64) for column in ("start", "end", "raw_start", "raw_end")]
    wrong = np.zeros(len(rows), bool)
    runs_of = alignment.of_column(documents["alignment"].combine_chunks())
    for doc_id, runs in zip(documents["doc_id"].to_pylist(), runs_of, strict=True):
        mine = slice(*np.searchsorted(owners, [doc_id, doc_id + "~"]))
        wrong[mine] = spans.misled(runs, *(one[mine] for one in columns))
    return failing(name, "raw span == alignment of span", rows.column(0).filter(pa.array(wrong)))


def _misnumbered(sentences: pa.Table) -> list[Failure]:
    """Sentences whose positions do not count from 0 in the order of their spans, or whose spans overlap."""
    rows = sentences.sort_by([("doc_id", "ascending"), ("position", "ascending")])
    if not len(rows):
        return []
    owners, ends = rows["doc_id"].to_numpy(), rows["end"].to_numpy()
    first = np.r_[True, owners[1:] != owners[:-1]]
    begin = np.maximum.accumulate(np.where(first, np.arange(len(rows)), 0))
    skipped = rows["position"].to_numpy() != np.arange(len(rows)) - begin
    block = rows["block"].to_numpy()
    crossed = ~first & np.r_[False, (rows["start"].to_numpy()[1:] < ends[:-1]) | (block[1:] < block[:-1])]
    return [
        *failing("sentences", "positions of a document are 0, 1, 2 ...", rows.column(0).filter(pa.array(skipped))),
        *failing("sentences", "spans follow one another in order", rows.column(0).filter(pa.array(crossed))),
    ]


def _misquoted(documents: pa.Table, claims: pa.Table) -> list[Failure]:
    """Claims with a claimer, a cue or an item of a list whose words are not the slice that its span names."""
    texts = _texts(documents)
    columns = ("claim_id", "doc_id", "start", "end")
    rows = zip(*(claims[name].to_pylist() for name in columns), strict=True)
    named = [
        list(zip(*(claims[f"{name}_{part}"].to_pylist() for part in ("start", "end", "text")), strict=True))
        for name in ("claimer", "cue")
    ]
    items = [claims[name].to_pylist() for name in ("hedges", "quantities", "dates", "entities")]
    wrong = []
    for number, (claim_id, doc_id, first, last) in enumerate(rows):
        text = texts.get(doc_id)
        if not text:
            continue
        outer = [one[number] for one in named if one[number][0] is not None]
        inner = [(one["start"], one["end"], one["text"]) for column in items for one in column[number]]
        if any(text[a:b] != words for a, b, words in outer + inner) or any(
            not first <= a < b <= last for a, b, _ in inner
        ):
            wrong.append(claim_id)
    return failing("claims", "claimer, cue and listed words are slices of the document", wrong)


def _unmatched(sentences: pa.Table, claims: pa.Table) -> list[Failure]:
    """A claim exists exactly where its sentence is not NFS."""
    factual = sentences.filter(pc.not_equal(sentences["checkworthiness"], "NFS"))["sentence_id"]
    claimed = claims["sentence_id"]
    without = factual.filter(pc.invert(pc.is_in(factual, value_set=claimed.combine_chunks())))
    surplus = claimed.filter(pc.invert(pc.is_in(claimed, value_set=factual.combine_chunks())))
    return [
        *failing("sentences", "a sentence that is not NFS has a claim", without),
        *failing("claims", "the sentence of a claim is not NFS", surplus),
    ]


def _unlike(sentences: pa.Table, claims: pa.Table) -> list[Failure]:
    """Claims that say otherwise than their sentence; one without a sentence is another law's."""
    places = pc.index_in(claims["sentence_id"], value_set=sentences["sentence_id"].combine_chunks())
    known = claims.filter(pc.is_valid(places))
    theirs = sentences.take(places.drop_null())
    failures = []
    for column in _SHARED:
        wrong = known["claim_id"].filter(pc.not_equal(known[column], theirs[column]))
        failures += failing("claims", f"{column} == that of its sentence", wrong)
    return failures


def _texts(documents: pa.Table) -> dict[str, str]:
    return dict(zip(documents["doc_id"].to_pylist(), documents["text"].to_pylist(), strict=True))
