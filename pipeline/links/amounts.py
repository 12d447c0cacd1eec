"""The amounts of a claim, with what makes two of them comparable: what they count, what befell it, and in what time."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, Any, NamedTuple

from pipeline.links import words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pipeline.links.words import Term

# An outcome belongs to a count of persons that stands so near, counted in terms.
_NEAR = 3
# Nouns of persons by their form, where no concept names them: smugglers, narco-terrorists, Americans, firemen.
_PERSON = re.compile(r"(?:ers|ors|ists|ants|ees|ians|[a-z]cans|men|women)\Z")
# Lives are counted when they are lost; when they are saved, the verb says so.
_LIVES = frozenset({"lives", "life"})
# "The flood alone", "among them": the amount is a part of what others count.
_PART = re.compile(r"\b(?:alone|of (?:them|whom|these|those)|among (?:them|whom))\b", re.IGNORECASE)


class Amount(NamedTuple):
    """One quantity of a claim.

    ``thing`` is the unit and the noun as written; ``counted`` the unit and the stem of the noun, ``named`` where
    there is a noun. ``event`` is what befell the persons counted, or nothing; ``everybody`` holds where all are counted
    whom it befell: lives, deaths, people. ``details`` are the other terms of the phrase. ``rate`` is the period of an
    amount per time, ``part`` tells that it is a part of what others count.
    """

    thing: str
    comparator: str
    value: float
    value_high: float | None
    change: str
    counted: str
    event: str
    everybody: bool
    details: frozenset[str]
    rate: str
    part: bool
    named: bool


_IN_WORDS = {
    "exact": "{low}",
    "about": "about {low}",
    "at_least": "{low} or more",
    "more_than": "more than {low}",
    "at_most": "at most {low}",
    "less_than": "less than {low}",
    "between": "{low} to {high}",
    "vague": "{low} to {high}",
}


def in_words(amount: Amount) -> str:
    """An amount as its interval reads: 36 or more strikes."""
    high = amount.value if amount.value_high is None else amount.value_high
    number = _IN_WORDS[amount.comparator].format(low=f"{amount.value:,.10g}", high=f"{high:,.10g}")
    return f"{number} {amount.thing}"


def of(row: Mapping[str, Any], terms: Sequence[Term]) -> tuple[Amount, ...]:
    """The amounts of a claim that count or measure something; ``terms`` are the words of its text outside names."""
    if not row["quantities"]:
        return ()
    rate = next((one["value"] for one in row["dates"] if one["timex"] == "SET" and one["value"]), "")
    part = bool(_PART.search(row["text"]))
    return tuple(
        amount
        for one in row["quantities"]
        if (amount := _amount(one, row["start"], terms, rate, part=part)) is not None
    )


def _amount(one: Mapping[str, Any], origin: int, terms: Sequence[Term], rate: str, *, part: bool) -> Amount | None:
    start, end = one["start"] - origin, one["end"] - origin
    first = bisect_left(terms, start, key=lambda term: term.start)
    last = bisect_left(terms, end, key=lambda term: term.start)
    phrase = terms[first:last]
    unit = one["currency"] or one["unit"]
    head = words.reduced(one["noun"].lower().rpartition("-")[2]) if one["noun"] else ""
    counted = f"{unit} {head}".strip() if unit else head
    if not counted:
        return None
    event, everybody = "", False
    if not unit:
        if head in words.outcomes():
            event, everybody = head, True
        elif head in words.people() or _PERSON.search(one["noun"].lower()):
            everybody = head == words.EVERYBODY
            event = _event(terms, first, last) or (words.DEATH if one["noun"].lower() in _LIVES else "")
    return Amount(
        thing=" ".join(word for word in (unit, one["noun"]) if word),
        comparator=one["comparator"],
        value=one["value"],
        value_high=one["value_high"],
        change=one["change"],
        counted=counted,
        event=event,
        everybody=everybody,
        details=frozenset(term.stem for term in phrase) - {head},
        rate=rate,
        part=part,
        named=bool(head),
    )


def _event(terms: Sequence[Term], first: int, last: int) -> str:
    """What befell the persons that the terms from ``first`` to ``last`` name: the nearest outcome."""
    after = terms[last : last + _NEAR]
    before = terms[max(0, first - _NEAR) : first][::-1]
    for distance in range(_NEAR):
        for side in (after, before):
            if distance < len(side):
                stem = side[distance].stem
                if stem in words.outcomes():
                    return stem
                if stem == words.LOSS and words.EVERYBODY in {term.stem for term in (*terms[first:last], *after)}:
                    return words.DEATH
    return ""
