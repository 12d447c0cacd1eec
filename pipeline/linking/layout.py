"""How a corpus of claims is laid out for linking, and where tasks leave their arrays for one another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from pipeline import arrays
from pipeline.links.weights import Weights

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from numpy.typing import NDArray

    from pipeline.params import Link


class Part(NamedTuple):
    """A part of the claims: its number, its file name, and the rows of its first claim and of that after its last."""

    number: int
    name: str
    first: int
    following: int


@dataclass(frozen=True)
class Corpus:
    """Where documents and claims lie, where tasks leave their arrays, and what decides a link."""

    documents: Path
    claims: Path
    work: Path
    out: Path
    parts: tuple[Part, ...]
    params: Link
    apart: frozenset[tuple[str, str]]
    version: str

    @property
    def size(self) -> int:
        """Claims of all parts."""
        return self.parts[-1].following if self.parts else 0

    def path(self, name: str, number: int = 0) -> Path:
        """What one task leaves under this name."""
        return self.work / name / f"{number}.npy"

    def leave(self, number: int, named: Mapping[str, NDArray[Any]]) -> None:
        """Write the arrays of one task."""
        for name, array in named.items():
            arrays.save(self.path(name, number), array)

    def stack(self, name: str) -> arrays.Stack:
        """The arrays that the parts left, by row."""
        starts = np.array([part.first for part in self.parts], np.int64)
        return arrays.Stack([self.path(name, part.number) for part in self.parts], starts)

    def weights(self) -> Weights:
        """The weights of the terms of all parts."""
        return Weights(arrays.load(self.path("terms")), arrays.load(self.path("counts")), self.size)
