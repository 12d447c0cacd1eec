"""Where and when a claim is set, by the names and days of its document: two reports of one event share them.

Claims on like subjects agree in most of their words: floods in two states, the rates of two banks. What tells them
apart are the names that each text opens with, the places, and the dates.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from pipeline.links import dating, peoples
from pipeline.links.naming import NAME

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from pipeline.links.statement import Statement

# Claims whose names say what a text is about: its title and first sentence, in most news.
_OPENING = 2
# Names, and days, that are kept of a document, the most frequent: a book tells of too many to tell it by.
_KEPT = 60


class Setting(NamedTuple):
    """The names, and words that may be names, of a document, the names that it opens with, and its days.

    Who is credited with a claim is seldom what it is about, and opens a document only where the claim names none else.
    """

    around: frozenset[str] = frozenset()
    lead: frozenset[str] = frozenset()
    days: frozenset[str] = frozenset()


class Told(NamedTuple):
    """What one claim adds to the setting of its document.

    Its names, those of who is credited too, other words in capitals, and its days.
    """

    names: Collection[str]
    parties: Collection[str]
    capitals: Collection[str]
    days: Collection[str]


def of_documents(documents: Sequence[str], told: Iterable[Told]) -> list[Setting]:
    """For each claim the setting of its document; both go by claim, in the order of the texts."""
    claims: dict[str, int] = Counter()
    around: dict[str, Counter[str]] = {}
    days: dict[str, Counter[str]] = {}
    lead: dict[str, set[str]] = {}
    unnamed: dict[str, set[str]] = {}
    for doc_id, of_claim in zip(documents, told, strict=True):
        around.setdefault(doc_id, Counter()).update({*of_claim.parties, *of_claim.capitals})
        days.setdefault(doc_id, Counter()).update(of_claim.days)
        claims[doc_id] += 1
        opening, capitals = lead.setdefault(doc_id, set()), unnamed.setdefault(doc_id, set())
        if claims[doc_id] <= _OPENING or not (opening or capitals):
            opening.update(of_claim.names or of_claim.parties)
            capitals.update(of_claim.capitals)
    made = {}
    for doc_id, counted in around.items():
        first = frozenset(lead[doc_id] or unnamed[doc_id])
        made[doc_id] = Setting(_most(counted) | first, first, _most(days[doc_id]))
    return [made[doc_id] for doc_id in documents]


def one_story(a: Statement, b: Statement) -> bool:
    """Whether nothing that the two documents and claims name tells them apart.

    Each document must name what the other opens with. Two claims that name something, but nothing that the other
    document names, are about different parties.
    """
    if a.doc_id == b.doc_id:
        return True
    ours, theirs = a.setting, b.setting
    if bool(ours.lead) != bool(theirs.lead):
        return False
    if ours.lead and not (_any_met(ours.lead, theirs.around) and _any_met(theirs.lead, ours.around)):
        return False
    if not (a.names.known and b.names.known):
        return True
    return _any_met(a.names.known, theirs.around) or _any_met(b.names.known, ours.around)


def one_place(a: Statement, b: Statement) -> bool:
    """Whether not each claim is set in a place that the document of the other never names."""
    if a.doc_id == b.doc_id:
        return True
    return _all_met(a.names.places, b.setting.around) or _all_met(b.names.places, a.setting.around)


def is_named(a: Statement, b: Statement) -> bool:
    """Whether the documents give names by which they could be told apart."""
    return a.doc_id == b.doc_id or bool(a.setting.lead and b.setting.lead)


def far_apart(a: Statement, b: Statement, days: int) -> bool:
    """Whether the documents were published more than so many days apart."""
    between = _between(a, b)
    return between is not None and between > days


def one_time(a: Statement, b: Statement, days: int) -> bool:
    """Whether the dates show that both tell of one time: those of the claims, of publication, or days of both texts."""
    if a.context and a.context == b.context:
        return True
    between = _between(a, b)
    if between is not None:
        return between <= days
    return not a.setting.days.isdisjoint(b.setting.days)


def one_day(a: Statement, b: Statement) -> bool:
    """Whether both claims themselves give one day."""
    return bool(dating.days(a.dates & b.dates))


def _between(a: Statement, b: Statement) -> int | None:
    """The days between the publication of two documents, where both are dated."""
    if not (a.published and b.published):
        return None
    return abs((dt.date.fromisoformat(a.published) - dt.date.fromisoformat(b.published)).days)


def _any_met(names: frozenset[str], others: frozenset[str]) -> bool:
    return not names.isdisjoint(others) or _longer(names, others)[0]


def _all_met(names: frozenset[str], others: frozenset[str]) -> bool:
    return names <= others or _longer(names, others)[1]


@lru_cache(1 << 12)
def _longer(names: frozenset[str], others: frozenset[str]) -> tuple[bool, bool]:
    """Whether any of the names, and whether all, are among others in another form."""
    met = [any(_akin(one, other) for other in others) for one in sorted(names)]
    return any(met), all(met)


def _akin(one: str, other: str) -> bool:
    """Whether two names are forms of one: a shorter and a longer, Velo and Velo Motors; a country and its people.

    What stands alone before "of" is a kind, not a name: the bank is not the Bank of America.
    """
    if not peoples.places(one.removeprefix(NAME)).isdisjoint(peoples.places(other.removeprefix(NAME))):
        return True
    short, long = sorted((one.split(), other.split()), key=len)
    return len(long) > 1 and set(short) <= set(long) and long[: len(short) + 1] != [*short, "of"]


def _most(counted: Counter[str]) -> frozenset[str]:
    return frozenset(sorted(counted, key=lambda one: (-counted[one], one))[:_KEPT])
