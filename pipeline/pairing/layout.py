"""How a corpus in parts is laid out for comparing, and where tasks leave their arrays for one another."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from pipeline import arrays

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from numpy.typing import NDArray

    from pipeline.params import Deduplicate

# In the place of a rank: the document is compared with no other.
UNRANKED = 0xFFFFFFFF

# Documents of a task: the number bounds memory and changes no edge.
GROUP_ROWS = 10_000


class Group(NamedTuple):
    """Parts that follow one another: their names and sizes, and the number of their first row in the corpus."""

    number: int
    first: int
    parts: tuple[tuple[str, int], ...]

    @property
    def rows(self) -> int:
        """Rows of all its parts."""
        return sum(size for _, size in self.parts)


@dataclass(frozen=True)
class Corpus:
    """Where the parts of a corpus lie, their sizes in order, where tasks leave their arrays, and what counts as near.

    ``work`` holds ``compared``, the rank of each row or ``UNRANKED``, and ``rows``, the row of each rank.
    """

    documents: Path
    sketches: Path
    work: Path
    sizes: Mapping[str, int]
    params: Deduplicate

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """Parts put together so that a group is worth a task."""
        found: list[Group] = []
        for name, size in self.sizes.items():
            last = found[-1] if found else Group(-1, 0, ())
            if last.number >= 0 and last.rows + size <= GROUP_ROWS:
                found[-1] = last._replace(parts=(*last.parts, (name, size)))
            else:
                found.append(Group(last.number + 1, last.first + last.rows, ((name, size),)))
        return tuple(found)

    @property
    def hashes(self) -> int:
        """Numbers in a signature."""
        return self.params.bands * self.params.rows

    def path(self, name: str, number: int) -> Path:
        """The array of this name that one task leaves."""
        return self.work / name / f"{number}.npy"

    def signatures(self) -> arrays.Stack:
        """The signatures that the groups left, by row."""
        starts = np.array([group.first for group in self.groups], np.int64)
        return arrays.Stack([self.path("signatures", group.number) for group in self.groups], starts)


def between(ordered: NDArray[np.uint64], low: int, high: int) -> slice:
    """Where the values from ``low`` to ``high`` stand, both included: one past the greatest is no uint64."""
    return slice(np.searchsorted(ordered, np.uint64(low)), np.searchsorted(ordered, np.uint64(high), "right"))
