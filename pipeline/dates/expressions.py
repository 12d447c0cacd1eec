"""What a time expression means before anyone knows the date of its document: a few shapes for the whole grammar."""

from __future__ import annotations

from typing import Literal, NamedTuple

Timex = Literal["DATE", "TIME", "DURATION", "SET"]
# What an offset counts from: the date of the document, the date that the text named last, or the last one of just that
# grain ("the quarter" of a report on the third quarter) and only without one the date of the document.
Base = Literal["document", "mention", "topic"]


class Fixed(NamedTuple):
    """A value that the words alone give: "May 10, 2005", "three weeks", "every year", "now"."""

    timex: Timex
    value: str | None
    grain: str


class Offset(NamedTuple):
    """So many units from another date: "yesterday", "last year", "a day earlier".

    further: more units to go after the first, down to the grain of the date: "two years and three months ago".
    """

    unit: str
    number: int
    base: Base = "document"
    further: tuple[tuple[str, int], ...] = ()


class Cyclic(NamedTuple):
    """A period that comes round: Fridays are the days at position 4 of a cycle of 7, quarters have a cycle of 4.

    direction: -1 the one before ("last Friday"), +1 the one to come ("this coming Friday"), 0 the one of this week or
    year ("this Friday"), +2 the one of the next week or year ("next Friday"), None as the sentence tells.
    """

    grain: str
    cycle: int
    position: int
    direction: int | None = None


class Yearly(NamedTuple):
    """A day that every year has: "(Friday,) January 23", "Thanksgiving"; `holiday` is a key of `holidays.HOLIDAYS`."""

    month: int
    day: int
    weekday: int | None = None
    holiday: str = ""
    direction: int | None = None


class NthWeekday(NamedTuple):
    """The nth weekday of a month: "the first Tuesday of November"; nth -1 is the last."""

    weekday: int
    nth: int
    month: Fixed | Offset | Cyclic | Inside


class Inside(NamedTuple):
    """A period that comes round, in a larger one: "the third quarter of last year", "Friday next week"."""

    part: Cyclic | Yearly
    whole: Fixed | Offset | Cyclic


class Enclosing(NamedTuple):
    """The period of a grain around a day: "the week of April 10", "the quarter" of "the quarter ended Sept. 30"."""

    grain: str
    day: Day


Day = Fixed | Offset | Cyclic | Yearly | NthWeekday | Inside


class Timed(NamedTuple):
    """A part of a day or a clock time, on a day or (None) on the day that the context gives: "Friday evening"."""

    day: Day | None
    suffix: str
    grain: str


Expression = Day | Enclosing | Timed
