"""What is known where a time expression stands: the date of the document, and the text read so far."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from pipeline.dates import periods
from pipeline.dates.expressions import Expression, Offset
from pipeline.dates.tense import Tenses

if TYPE_CHECKING:
    from datetime import date

    from pipeline.dates.periods import Period

# Dates back to which "a day earlier" may reach.
MEMORY = 6
# Characters within which a clock time belongs to the day named before it: about a clause.
BESIDE = 80
# Characters of the longest sentence that is looked through.
SENTENCE = 400
_GOES_ON = re.compile(rb",?[ \n](?:and|but|then|before|until|followed|after)\b[^,;]{0,60}|[^,;]{0,40}")
_SENTENCE_END = re.compile(rb"[.!?][\"')\]]{0,3}[ \n]+[A-Z\"'(]|\n[ \t]*\n")


class Resolved(NamedTuple):
    """A value, its grain, whether the document date went into it, and the period where the value names one."""

    value: str | None
    grain: str
    anchored: bool = False
    period: Period | None = None


class Context:
    """The document date, the full dates of the whole text, and the periods that it has named so far.

    anchor: the date of the document. votes: the days and months that the text names in full,
    oldest first.
    """

    def __init__(self, plain: bytes, anchor: date | None, votes: tuple[date, ...]) -> None:
        self.anchor = anchor
        self.votes = tuple(sorted(set(votes)))
        self._plain = plain
        self._tenses: Tenses | None = None
        self._mentions: list[Resolved] = []
        self._remote: Period | None = None
        self._last_end = 0
        self._opens = False

    def remember(self, expression: Expression, resolved: Resolved, start: int, end: int) -> None:
        """Keep a named period, unless the text only compares with it ("a year earlier")."""
        compared = isinstance(expression, Offset) and expression.base == "mention" and expression.number < 0
        if resolved.period and not compared:
            self._mentions.append(resolved)
            # "eight months ago" makes no topic of that month: "the end of the month" is that of the document.
            ago = isinstance(expression, Offset) and expression.base == "document" and expression.number < -1
            self._remote = resolved.period if ago else self._remote
            self._last_end = end
            self._opens = self._plain[max(0, start - 3) : start] == b"In "
            del self._mentions[:-MEMORY]

    def last(self, unit: str, *, exact: bool = False) -> tuple[Period, bool] | None:
        """Return the last period of the unit's grain, or (unless `exact`) a finer one, and whether it is anchored."""
        for mention in reversed(self._mentions):
            period = mention.period
            if exact and period is self._remote:
                continue
            if period and (period.grain == unit or (not exact and periods.widen(period, unit))):
                return period, mention.anchored
        return None

    def day_beside(self, start: int) -> tuple[Period, bool] | None:
        """Return the day named just before a place, and whether it is anchored."""
        if not self._mentions or start - self._last_end > BESIDE or b"\n\n" in self._plain[self._last_end : start]:
            return None
        period = self._mentions[-1].period
        return (period, self._mentions[-1].anchored) if period and period.grain == "day" else None

    def told_before(self, start: int) -> Period | None:
        """Return the day, month or year that a place goes on from in its sentence, if no document date is in it.

        A day or a month goes on behind a conjunction ("on March 3, 2019, and freed on"), a month or a year where it
        opens the sentence ("In 2019, ..."). What a firm founded on May 5, 1998, did on June 3 is of another time.
        """
        if not self._mentions or self._mentions[-1].anchored or start - self._last_end > SENTENCE:
            return None
        period = self._mentions[-1].period
        between = self._plain[self._last_end : start]
        if period is None or _SENTENCE_END.search(between):
            return None
        opens = self._opens and period.grain in {"month", "year"}
        return period if opens or (period.grain in {"day", "month"} and _GOES_ON.fullmatch(between)) else None

    def lean(self, start: int, end: int) -> int:
        """Return -1, 0 or +1 as the sentence around a date speaks of the past or the future."""
        return self._of_text().lean(start, end)

    def future_near(self, start: int, end: int) -> bool:
        """Tell whether the wording before a date or the next verb after it speaks of the future."""
        tenses = self._of_text()
        return tenses.lean(start, end) > 0 or tenses.after(end) > 0

    def _of_text(self) -> Tenses:
        if self._tenses is None:
            self._tenses = Tenses(self._plain)
        return self._tenses
