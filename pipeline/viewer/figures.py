"""What the overview tells in figures, counted while the rows of a release go by."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

import pyarrow.compute as pc

from schemas.claim_links import CLAIM_LINKS
from schemas.claims import CLAIMS
from schemas.exclusions import EXCLUSIONS
from schemas.sentences import SENTENCES

if TYPE_CHECKING:
    import pyarrow as pa

# The columns that are counted. The length of a text is the start of the run that closes its alignment.
COLUMNS = {
    "documents": ("source", "n_sentences", "n_claims", "alignment", "since_version"),
    "sentences": ("start", "end", "kind", "checkworthiness", "since_version"),
    "claims": (
        "claim_type",
        "checkworthiness",
        "claimer_kind",
        "quote_type",
        "certainty",
        "polarity",
        "annotator_kind",
        "since_version",
    ),
    "claim_links": ("relation",),
    "duplicates": ("duplicate_cluster_id",),
    "exclusions": ("reason",),
}
_LABELS = {
    "sentences": (SENTENCES, ("kind", "checkworthiness")),
    "claims": (CLAIMS, COLUMNS["claims"][:-1]),
    "claim_links": (CLAIM_LINKS, COLUMNS["claim_links"]),
    "exclusions": (EXCLUSIONS, COLUMNS["exclusions"]),
}
# A news sentence is some 130 characters long, a report some 4,000.
_SENTENCE_STEP, _SENTENCE_BINS = 50, 8
_DOCUMENT_STEP, _DOCUMENT_BINS = 1000, 10


class Group(NamedTuple):
    """Rows of a split, a source or a version."""

    documents: int = 0
    sentences: int = 0
    claims: int = 0


class Figures:
    """Counts of labels, groups and lengths over a whole release, also where the page shows a sample."""

    def __init__(self) -> None:
        """Start with nothing counted."""
        self.splits: dict[str, Group] = {}
        self.sources: dict[str, Group] = {}
        self.versions: dict[str, Group] = {}
        self._labels: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
        self._sentences: Counter[int] = Counter()
        self._documents: Counter[int] = Counter()
        self._clusters: Counter[str] = Counter()

    def add(self, table: str, split: str, rows: pa.RecordBatch) -> None:
        """Count some rows, which have the columns of `COLUMNS`."""
        for column in _LABELS[table][1] if table in _LABELS else ():
            self._labels[table, column].update(_counted(rows[column]))
        if table in Group._fields:
            self._add_versions(table, rows)
        if table == "documents":
            self._add_documents(split, rows)
        if table == "sentences":
            lengths = pc.divide(pc.subtract(rows["end"], rows["start"]), _SENTENCE_STEP)
            self._sentences.update(_counted(lengths))
        if table == "duplicates":
            self._clusters.update(rows["duplicate_cluster_id"].to_pylist())

    def _add_versions(self, table: str, rows: pa.RecordBatch) -> None:
        for version, count in _counted(rows["since_version"]).items():
            old = self.versions.get(version, Group())
            self.versions[version] = old._replace(**{table: getattr(old, table) + count})

    def _add_documents(self, split: str, rows: pa.RecordBatch) -> None:
        columns = (rows[name].to_pylist() for name in ("source", "n_sentences", "n_claims"))
        for source, sentences, claims in zip(*columns, strict=True):
            for groups, name in ((self.splits, split), (self.sources, source)):
                old = groups.get(name, Group())
                groups[name] = Group(old.documents + 1, old.sentences + sentences, old.claims + claims)
        self._documents.update(_counted(pc.divide(_lengths(rows["alignment"]), _DOCUMENT_STEP)))

    def labels(self, table: str, column: str) -> dict[str, int]:
        """Rows of each label, in the order of the schema; one that no row has stands there with 0."""
        counts = self._labels[table, column]
        return {label: counts[label] for label in _LABELS[table][0][column].enum or ()}

    def sentence_lengths(self) -> dict[str, int]:
        """Units by length in characters, each bin named by where it begins."""
        return _binned(self._sentences, _SENTENCE_STEP, _SENTENCE_BINS)

    def document_lengths(self) -> dict[str, int]:
        """Documents by length of their text in characters."""
        return _binned(self._documents, _DOCUMENT_STEP, _DOCUMENT_BINS)

    def cluster_sizes(self) -> dict[str, int]:
        """Clusters of copies by how many documents they hold, the one that stays included."""
        sizes = Counter(removed + 1 for removed in self._clusters.values())
        return {str(size): sizes[size] for size in sorted(sizes)}


def _counted(values: pa.Array) -> dict[Any, int]:
    return {one["values"]: one["counts"] for one in pc.value_counts(values).to_pylist()}


def _lengths(alignments: pa.ListArray) -> pa.Array:
    """Characters of each text: where the last run starts, and 0 where there is none."""
    sizes = pc.list_value_length(alignments)
    ends = pc.cumulative_sum(sizes)
    starts = alignments.flatten().field("start")
    last = pc.if_else(pc.greater(sizes, 0), pc.subtract(ends, 1), None)
    return pc.fill_null(starts.take(last), 0)


def _binned(counts: Counter[int], step: int, bins: int) -> dict[str, int]:
    """Bins of equal width; the last holds all that is longer."""
    found = {_short(number * step): counts[number] for number in range(bins)}
    return found | {f"{_short(bins * step)}+": sum(count for number, count in counts.items() if number >= bins)}


def _short(length: int) -> str:
    return f"{length // 1000}k" if length >= 1000 else str(length)
