"""Find the links of a corpus in parts: tasks leave arrays for one another, and none holds more than a few parts.

Groups of work follow one another over the same parts. First each part leaves its statements and the numbers of their
terms; with the counts of all terms it leaves postings; each range of keys is taken from all postings and leaves pairs;
each part takes the pairs whose first claim is its own, and compares them. How the work is cut changes no link.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from pipeline.linking.collecting import collect, post
from pipeline.linking.comparing import ANNOTATOR, compare
from pipeline.linking.layout import Corpus, Part
from pipeline.linking.reading import count, read
from pipeline.tally import Tally

if TYPE_CHECKING:
    from pipeline.engine import Engine

__all__ = ["ANNOTATOR", "Corpus", "Part", "find"]

# Keys of a task: it bounds memory and changes no link.
_RANGE_KEYS = 1_000_000


def find(corpus: Corpus, engine: Engine) -> Tally:
    """Write the links of the claims of each part with claims of this and of later parts."""
    for _ in engine.map(partial(read, corpus=corpus), corpus.parts):
        pass
    count(corpus)
    keys = sum(engine.map(partial(post, corpus=corpus), corpus.parts))
    ranges = max(1, -(-keys // _RANGE_KEYS))
    for _ in engine.map(partial(collect, corpus=corpus, ranges=ranges), range(ranges)):
        pass
    return sum(engine.map(partial(compare, corpus=corpus, ranges=ranges), corpus.parts), Tally())
