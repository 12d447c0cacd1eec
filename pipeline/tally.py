"""The counts of one stage, under one law: what was read is kept, dropped for a reason, or merged."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from pipeline.errors import DataError


@dataclass
class Tally:
    """``read`` = ``kept`` + ``dropped`` by reason + ``merged`` over input rows; ``made`` counts output rows.

    ``measures`` are further counts that add up over parts.
    """

    read: int = 0
    kept: int = 0
    merged: int = 0
    made: int = 0
    dropped: Counter[str] = field(default_factory=Counter)
    measures: Counter[str] = field(default_factory=Counter)

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.read + other.read,
            self.kept + other.kept,
            self.merged + other.merged,
            self.made + other.made,
            self.dropped + other.dropped,
            self.measures + other.measures,
        )

    def __sub__(self, other: Tally) -> Tally:
        return Tally(
            self.read - other.read,
            self.kept - other.kept,
            self.merged - other.merged,
            self.made - other.made,
            self.dropped - other.dropped,
            self.measures - other.measures,
        )

    def check(self, stage: str) -> None:
        """Raise ``DataError`` unless every input row is accounted for."""
        accounted = self.kept + self.merged + self.dropped.total()
        if self.read != accounted:
            raise DataError(
                f"{stage}: {self.read} rows read, but {self.kept} kept + {self.dropped.total()} dropped + "
                f"{self.merged} merged = {accounted}; a row was lost or counted twice. Please report this."
            )

    def as_json(self) -> dict[str, object]:
        """The counts as JSON values."""
        return {
            "read": self.read,
            "kept": self.kept,
            "dropped": dict(self.dropped),
            "merged": self.merged,
            "made": self.made,
            "measures": dict(self.measures),
        }

    @classmethod
    def from_json(cls, counts: dict[str, Any]) -> Tally:
        """The inverse of ``as_json``."""
        return cls(**counts | {name: Counter(counts[name]) for name in ("dropped", "measures")})
