"""The dates of a claim: when it holds, since when, and which it takes over from the sentence before."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

# Marks the dates among the terms.
DATE = "%"
# Characters of a month with its mark: what is longer is a day.
MONTH = len(DATE + "2026-01")
DAY = len(DATE + "2026-01-23")
# Grains by which the times of two claims can be told apart.
_GRAINS = frozenset({"day", "time", "month", "year"})
_AFTER_SAYING = len(" late on ")
_GOES_ON = re.compile(r"\W*(?:the|this|that|these|those|it|its|he|his|she|her|they|their)\b", re.IGNORECASE)
_SINCE = re.compile(r"\b(?:since|than|before|until|from)(?: (?:in|on|the|early|mid|late))*[ -]\Z", re.IGNORECASE)
# "As of Monday", "the toll rose to 31 on Sunday": the date is that of counting, not of what is counted.
_AS_OF = re.compile(
    r"\b(?:(?:as of|by)(?: (?:early|mid|late))?|(?:toll|number|count|tally)\b[^.;:,]*?\b(?:to|reached|passed|at) "
    r"[\w,.]+(?: \w+)?(?: on| by| late| early)+) \Z",
    re.IGNORECASE,
)
_WHEN = re.compile(r",? when\b", re.IGNORECASE)
# Characters before a date in which a word such as "since" may stand.
_BEFORE = 24
_CLAUSE = 120


class Date(NamedTuple):
    """A date of a claim: where it stands, its value, and whether it bounds what is told: since 2019, as of May."""

    start: int
    value: str
    bound: bool


def of(row: Mapping[str, Any]) -> list[Date]:
    """The days, months and years of what is told; a date right after the verb of saying is that of the saying.

    "Since May" tells no time at which something holds, but "since May, when …" goes on to tell of May.
    """
    said = row["cue_end"]
    text, origin = row["text"], row["start"]
    return [
        Date(one["start"], one["value"], _is_bound(text, one["start"] - origin, one["end"] - origin))
        for one in row["dates"]
        if one["timex"] == "DATE"
        and one["grain"] in _GRAINS
        and one["value"]
        and not (said is not None and said < one["start"] <= said + _AFTER_SAYING)
    ]


def before(rows: Iterable[Mapping[str, Any]]) -> list[list[str]]:
    """For each claim, in the order of its document, the dates that it takes over from the claim before it.

    A sentence that opens with "the", "this" or a pronoun goes on about what the sentence before it told, in the same
    paragraph; where it gives no date, it is about the same day.
    """
    found = []
    place: tuple[str, int] | None = None
    dates: list[str] = []
    for row in rows:
        here = (row["doc_id"], row["block"])
        taken = dates if here == place and _GOES_ON.match(row["text"]) else []
        own = [one.value for one in of(row)]
        found.append([] if own else taken)
        place, dates = here, own or taken
    return found


def days(dates: Iterable[str]) -> set[str]:
    """The days among marked dates, without the time of day."""
    return {one[:DAY] for one in dates if len(one) > MONTH}


def _is_bound(text: str, start: int, end: int) -> bool:
    if _AS_OF.search(text[max(0, start - _CLAUSE) : start]):
        return True
    return _SINCE.search(text[max(0, start - _BEFORE) : start]) is not None and _WHEN.match(text, end) is None
