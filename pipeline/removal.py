"""Alarms: more was removed than anybody would expect, and a table that shows where."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from pipeline.params import Deduplicate

# Of fewer documents a share says little; tables show so many lines.
_FROM = 100
_LINES = 10
_ADVICE = "Look at these copies (python -m pipeline explain ID), then mend the texts or raise the limit."


@dataclass(frozen=True)
class Removal:
    """What would be removed: documents and removed ones of each source, and the largest clusters by their first."""

    documents: Mapping[str, int]
    removed: Mapping[str, int]
    clusters: Sequence[tuple[str, int]]

    def alarm(self, params: Deduplicate) -> str | None:
        """What is wrong, with the tables that show why; nothing when all shares are as expected.

        Who lets every document go by ``max_removed_share`` of 1 is not asked again for a source or a cluster.
        """
        broken = list(self._broken(params)) if params.max_removed_share < 1 else []
        if not broken:
            return None
        return "\n".join([*broken, *self._table(), _ADVICE])

    def _broken(self, params: Deduplicate) -> Iterable[str]:
        total, gone = sum(self.documents.values()), sum(self.removed.values())
        if gone > params.max_removed_share * total:
            yield (
                f"deduplicate: {gone} of {total} documents would be removed, more than "
                f"deduplicate.max_removed_share = {params.max_removed_share} allows."
            )
        for first, size in self.clusters[:1]:
            if total >= _FROM and size > params.max_cluster_share * total:
                yield (
                    f"deduplicate: {size} of {total} documents are one cluster, that of {first}, more than "
                    f"deduplicate.max_cluster_share = {params.max_cluster_share} allows."
                )
        for source, count in self.documents.items():
            if count >= _FROM and self.removed.get(source, 0) > params.max_source_removed_share * count:
                yield (
                    f"deduplicate: {self.removed[source]} of {count} documents of source {source} would be removed, "
                    f"more than deduplicate.max_source_removed_share = {params.max_source_removed_share} allows."
                )

    def _table(self) -> Iterable[str]:
        total = sum(self.documents.values())
        yield f"  {'source':<32} {'documents':>10} {'removed':>10} {'share':>8}"
        most = sorted(self.documents, key=lambda source: (-self.removed.get(source, 0), source))
        for source in most[:_LINES]:
            count, gone = self.documents[source], self.removed.get(source, 0)
            yield f"  {source:<32} {count:>10} {gone:>10} {gone / count:>8.1%}"
        yield f"  {'largest clusters, by first':<32} {'documents':>10} {'':>10} {'share':>8}"
        for first, size in self.clusters[:_LINES]:
            yield f"  {first:<32} {size:>10} {'':>10} {size / total:>8.1%}"
