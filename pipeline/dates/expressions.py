"""What a time expression means before anyone knows the date of its document: a few shapes cover the whole grammar."""

from __future__ import annotations

from typing import Literal, NamedTuple

Timex = Literal["DATE", "TIME", "DURATION", "SET"]


class Fixed(NamedTuple):
    """A value that the words alone give: "May 10, 2005", "three weeks", "every year", "now"."""

    timex: Timex
    value: str | None
    grain: str


class Offset(NamedTuple):
    """So many units from the document date ("last year") or from the date that the text named last ("a day earlier")."""

    unit: str
    count: int
    from_mention: bool = False


class Cyclic(NamedTuple):
    """A period that comes round: the Fridays are the days with index 4 modulo 7, the Marches the months with 2 modulo 12.

    direction: -1 the one before now ("last Friday"), +1 the one after ("next Friday"), 0 the one of this week or year
    ("this Friday"), None as the wording of the sentence tells.
    """

    grain: str
    cycle: int
    position: int
    direction: int | None = None


class Yearly(NamedTuple):
    """A day that every year has: "January 23", "Thanksgiving"; `month` 0 marks a named holiday."""

    month: int
    day: int
    holiday: str = ""
    direction: int | None = None


class Inside(NamedTuple):
    """A period that comes round, in a named larger one: "the third quarter of last year", "Friday next week"."""

    part: Cyclic | Yearly
    whole: Offset | Cyclic | Fixed


class Timed(NamedTuple):
    """A part of a day or a clock time, on a day or on the day that the context gives: "Friday evening", "8:30 a.m."."""

    day: Fixed | Offset | Cyclic | Yearly | Inside | None
    suffix: str
    grain: str


Expression = Fixed | Offset | Cyclic | Yearly | Inside | Timed
