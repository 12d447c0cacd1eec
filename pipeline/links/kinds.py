"""Whether two amounts count the same kind of thing, over the same kind of time."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.links.amounts import Amount

# "One study" tells of a study, it counts none.
_ONE = ("exact", 1.0)
# Amounts of which one is more than so many times the other are of two sizes.
_ONE_SIZE = 2.0


def comparable(x: Amount, y: Amount) -> bool:
    """Whether two amounts count the same kind of thing, over the same kind of time."""
    if not _at_one_time(x, y) or (x.rate and y.rate and x.rate != y.rate) or {x.change, y.change} == {"up", "down"}:
        return False
    if _ONE in {(x.comparator, x.value), (y.comparator, y.value)} and not x.event:
        return False
    if x.event and x.event == y.event:
        return x.everybody or y.everybody or x.counted == y.counted
    same = x.counted == y.counted or bool(x.unit and x.unit == y.unit and not (x.named and y.named))
    return same and not (x.event or y.event if x.everybody else x.event and y.event)


def differ(x: Amount, y: Amount, *, one_day: bool) -> bool:
    """Whether amounts count one kind of thing at other times, in other directions, or of another size.

    Where the claims themselves share a day, amounts of other days are beside the matter.
    """
    if x.counted != y.counted or x.event != y.event:
        return False
    if not _at_one_time(x, y):
        return not one_day
    low, high = sorted((x.value, y.value))
    return x.change != y.change or low * _ONE_SIZE < high


def _at_one_time(x: Amount, y: Amount) -> bool:
    """Whether no dates beside the amounts tell them apart; a month agrees with its days."""
    return x.when.startswith(y.when) or y.when.startswith(x.when)
