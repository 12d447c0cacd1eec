"""Compare claims: which say the same, which refine, contradict or outdate another, and why.

`compare` holds two statements against each other; `candidates` tells which of many are worth it. In doubt, no link.
"""

from __future__ import annotations

from pipeline.links import candidates, clusters, dating, setting, statement, terms, together, wording
from pipeline.links.comparison import Link, Tolerances, compare, independent
from pipeline.links.statement import Statement

__all__ = [
    "Link",
    "Statement",
    "Tolerances",
    "candidates",
    "clusters",
    "compare",
    "dating",
    "independent",
    "setting",
    "statement",
    "terms",
    "together",
    "wording",
]
