"""Finds quantities in English text: amounts with their comparator, unit, currency and counted noun.

A span covers the comparator, the number and the unit or the noun counted, as in the annotation guideline: `over 120
alleged "narco-terrorists"`, `$5.2 million`, `dozens of deaths`. Years, dates, clock times, ordinals, ranks, scores,
telephone numbers, numbers in names (S&P 500) and the pronoun `one` are no quantities.
"""

from __future__ import annotations

from pipeline.quantities.amounts import find
from pipeline.quantities.quantity import Change, Comparator, Quantity

__all__ = ["Change", "Comparator", "Quantity", "find"]
