"""Find the near-copies of a corpus in parts: tasks leave arrays for one another, and none holds more than a few parts.

A file-based shuffle, twice: by band keys (`collecting`) and by pairs (`verifying`). Documents go by rank, so that
how the work was cut changes no edge.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.pairing.collecting import candidates
from pipeline.pairing.layout import UNRANKED, Corpus
from pipeline.pairing.resemblance import resembling
from pipeline.pairing.verifying import Pairing, verify

if TYPE_CHECKING:
    from pipeline.engine import Engine

__all__ = ["UNRANKED", "Corpus", "Pairing", "find", "resembling"]


def find(corpus: Corpus, engine: Engine) -> Pairing:
    """Find all pairs of ranked documents whose true Jaccard similarity reaches the threshold."""
    return verify(corpus, candidates(corpus, engine), engine)
