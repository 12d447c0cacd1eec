"""What one quantity is."""

from __future__ import annotations

from typing import Literal, NamedTuple

Comparator = Literal["exact", "about", "at_least", "more_than", "at_most", "less_than", "between", "vague"]
Change = Literal["none", "up", "down"]


class Quantity(NamedTuple):
    """An amount in a text; `text` is the text from `start` to `end` (code points, half open).

    value: the amount in `unit`; 40 percent is 40, a third is 1/3, two million is 2000000.
    value_high: the upper end of a range (comparator between) or of a vague amount (comparator vague), else None.
    comparator: how the true amount relates to the value, after CQE (Almasian et al. 2023).
    change: whether the amount says by how much something rose or fell, or where to from another amount.
    unit: English name in the singular with SI spelling (kilometre per hour, dollar per barrel, year, percent), None for
        things counted.
    unit_text: the unit as written.
    currency: ISO 4217 code, None for coins and for names that several countries share; a bare $ is USD.
    noun: the head noun alone, as written, of what is counted (narco-terrorists in 120 alleged narco-terrorists, chiefs
        in 34 defense chiefs) or measured (voters in 40 percent of voters).
    """

    start: int
    end: int
    text: str
    value: float
    value_high: float | None
    comparator: Comparator
    change: Change
    unit: str | None
    unit_text: str | None
    currency: str | None
    noun: str | None
