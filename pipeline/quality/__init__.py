"""Laws of the whole dataset: what no single row can show. Laws of one row stand in the schemas.

Each function gives the failures that it finds. Some take documents together with all the rows that they own, a
bounded number at a time; ``Census`` and ``Repetition`` are fed the whole corpus so and keep ids and counts only.
"""

from pipeline.quality.census import Census
from pipeline.quality.corpus import Repetition, accounts, leaks
from pipeline.quality.failing import merged
from pipeline.quality.identity import misnamed, undigested
from pipeline.quality.owned import broken, miscounted, reasoned, unwithheld

__all__ = [
    "Census",
    "Repetition",
    "accounts",
    "broken",
    "leaks",
    "merged",
    "miscounted",
    "misnamed",
    "reasoned",
    "undigested",
    "unwithheld",
]
