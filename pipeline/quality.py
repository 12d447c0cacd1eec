"""Laws of the whole dataset: what no single row can show.

A ``Census`` reads tables batch by batch, in any order, and keeps ids and counts, never texts; ``failures`` then says
which laws are broken. Laws of one row stand in the schemas.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from schemas.table import Failure

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from schemas.table import Table

# A column of fewer rows may be null by chance.
_ROWS_FOR_NULLS = 1_000


class Census:
    """Ids and counts of the tables that were read."""

    def __init__(self, tables: Mapping[str, Table]) -> None:
        """Take the declarations of the tables that will come, by name."""
        self._tables = tables
        self._values: dict[str, list[pa.Array]] = {}
        self._rows: Counter[str] = Counter()
        self._nulls: Counter[str] = Counter()

    def add(self, name: str, rows: pa.Table) -> None:
        """Take note of some rows of a table."""
        self._rows[name] += len(rows)
        for column in self._tables[name].columns:
            self._nulls[f"{name}.{column.name}"] += rows[column.name].null_count
        for column_name in self._wanted(name):
            self._values.setdefault(f"{name}.{column_name}", []).extend(rows[column_name].chunks)

    def rows(self, name: str) -> int:
        """How many rows of a table were seen."""
        return self._rows[name]

    def failures(self) -> list[Failure]:
        """Every law that the rows break, table by table."""
        found: list[Failure] = []
        for name, table in self._tables.items():
            for column in table.columns:
                if column.unique:
                    found += self._repeated(name, column.name)
                if column.references:
                    found += self._orphans(name, column.name, column.references)
                if column.nullable and not column.sparse:
                    found += self._all_null(name, column.name)
        return found

    def values(self, reference: str) -> pa.ChunkedArray:
        """All values of an id column, as ``table.column``."""
        table, _, column = reference.partition(".")
        return pa.chunked_array(self._values.get(reference, []), self._tables[table][column].type)

    def _wanted(self, name: str) -> set[str]:
        """Columns whose values a law compares."""
        wanted = {column.name for column in self._tables[name].columns if column.unique or column.references}
        for table in self._tables.values():
            for column in table.columns:
                target, _, field = (column.references or "").partition(".")
                if target == name:
                    wanted.add(field)
        return wanted

    def _repeated(self, name: str, column: str) -> list[Failure]:
        counts = pc.value_counts(self.values(f"{name}.{column}"))
        more = counts.filter(pc.greater(counts.field("counts"), 1))
        return _failure(name, f"{column} is unique", more.field("values"))

    def _orphans(self, name: str, column: str, reference: str) -> list[Failure]:
        if reference.partition(".")[0] not in self._tables:
            return []
        values = self.values(f"{name}.{column}")
        known = pc.is_in(values, value_set=self.values(reference).combine_chunks())
        return _failure(name, f"{column} stands in {reference}", values.filter(pc.invert(known)).drop_null())

    def _all_null(self, name: str, column: str) -> list[Failure]:
        if self._rows[name] < _ROWS_FOR_NULLS or self._nulls[f"{name}.{column}"] < self._rows[name]:
            return []
        return [Failure(name, f"{column} is not null in every row", self._rows[name], ())]


def misplaced(documents: pa.Table, rows: pa.Table, name: str) -> list[Failure]:
    """Rows whose text is not the slice of their document that their span names; withheld texts are passed over."""
    texts = dict(zip(documents["doc_id"].to_pylist(), documents["text"].to_pylist(), strict=True))
    table = [rows[column].to_pylist() for column in (rows.column_names[0], "doc_id", "text", "start", "end")]
    wrong = [
        key
        for key, doc_id, text, start, end in zip(*table, strict=True)
        if doc_id in texts and texts[doc_id] and texts[doc_id][start:end] != text
    ]
    return _failure(name, "text == documents.text[start:end]", wrong)


def misquoted(documents: pa.Table, claims: pa.Table) -> list[Failure]:
    """Claims with a claimer, a cue or an item of a list whose words are not the slice that its span names."""
    texts = dict(zip(documents["doc_id"].to_pylist(), documents["text"].to_pylist(), strict=True))
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
    return _failure("claims", "claimer, cue and listed words are slices of the document", wrong)


def leaks(clusters: pa.ChunkedArray, splits: pa.ChunkedArray) -> list[Failure]:
    """Clusters of near-copies that stand in more than one split."""
    pairs = pa.table({"cluster": clusters, "split": splits}).group_by(["cluster", "split"]).aggregate([])
    counts = pc.value_counts(pairs["cluster"])
    return _failure(
        "documents",
        "a duplicate cluster stays in one split",
        counts.filter(pc.greater(counts.field("counts"), 1)).field(0),
    )


def accounts(items: int, documents: int, duplicates: int, exclusions: int) -> list[Failure]:
    """Nothing is lost: every raw item is a document, a duplicate or an exclusion."""
    ends = documents + duplicates + exclusions
    if items == ends:
        return []
    detail = f"{items} raw items, {documents} documents, {duplicates} duplicates, {exclusions} exclusions"
    return [Failure("documents", "raw items = documents + duplicates + exclusions", abs(items - ends), (detail,))]


def claims_match(sentences: pa.Table, claims: pa.Table) -> list[Failure]:
    """A claim exists exactly where its sentence is not NFS; the tables are of the same documents."""
    factual = sentences.filter(pc.not_equal(sentences["checkworthiness"], "NFS"))["sentence_id"]
    claimed = claims["sentence_id"]
    without = factual.filter(pc.invert(pc.is_in(factual, value_set=claimed.combine_chunks())))
    surplus = claimed.filter(pc.invert(pc.is_in(claimed, value_set=factual.combine_chunks())))
    return [
        *_failure("sentences", "a sentence that is not NFS has a claim", without),
        *_failure("claims", "the sentence of a claim is not NFS", surplus),
    ]


def merged(failures: Iterable[Failure]) -> list[Failure]:
    """One failure for each rule, with the counts of all parts added up and the first five ids."""
    by_rule: dict[tuple[str, str], Failure] = {}
    for one in failures:
        before = by_rule.get((one.table, one.rule), Failure(one.table, one.rule, 0, ()))
        examples = (*before.examples, *one.examples)[:5]
        by_rule[one.table, one.rule] = Failure(one.table, one.rule, before.count + one.count, examples)
    return [by_rule[key] for key in sorted(by_rule)]


def _failure(table: str, rule: str, keys: pa.Array | pa.ChunkedArray | list[str]) -> list[Failure]:
    examples = tuple(str(key) for key in keys[:5])
    return [Failure(table, rule, len(keys), examples)] if len(keys) else []
