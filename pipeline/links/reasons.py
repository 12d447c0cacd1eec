"""The reasons of links in English: a sentence that takes single words, names and numbers of the texts, never phrases.

"The first" is the claim whose id comes first, `claim_id_a`; "the second" is the other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pipeline.links.amounts import Amount

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
# The fixed intervals of `schemas.claims` for vague amounts.
_VAGUE = {
    (24.0, 99.0): "dozens (24 to 99) of",
    (200.0, 999.0): "hundreds (200 to 999) of",
    (2_000.0, 9_999.0): "thousands (2,000 to 9,999) of",
    (20_000.0, 99_999.0): "tens of thousands (20,000 to 99,999) of",
}
# How it is said of persons or things that something befell them.
_BEFALLEN = {
    "=kill": "dead",
    "=injure": "injured",
    "=arrest": "arrested",
    "=missing": "missing",
    "=rescue": "rescued",
    "=displace": "displaced",
    "=infect": "infected",
    "=dismiss": "dismissed",
    "=hire": "hired",
    "=destroy": "destroyed",
    "=damage": "damaged",
}
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
FIRST, SECOND = "first", "second"


class Told:
    """Two amounts, each in words beside the claim that gives it."""

    def __init__(self, x: Amount, y: Amount) -> None:
        """Take the amount of the first claim and that of the second."""
        self._both = (x, y)

    def agree(self, *, rounded: bool) -> str:
        """Both give what agrees."""
        x, y = map(in_words, self._both)
        if x == y:
            return f"both give {x}"
        return f"{self._each()}, which agree{' once rounded' * rounded}"

    def within(self, inner: Amount) -> str:
        """One lies within the other."""
        return f"{self._each()}; the {self._place(inner)} is the narrower"

    def beyond(self, large: Amount) -> str:
        """One goes beyond the other."""
        return f"{self._each()}; the {self._place(large)} goes further"

    def later(self, late: Amount) -> str:
        """One is the later and larger count."""
        return f"the {self._place(late)} is the later report: {self._each()}"

    def part(self, small: Amount) -> str:
        """One is a part of what the other counts."""
        return f"{self._each()}; the {self._place(small)} is a part of the other"

    def exceeding(self, part: Amount) -> str:
        """One counts more in a part than the other in the whole."""
        return f"{self._each()}; the {self._place(part)} counts but a part, and yet more"

    def excluded(self) -> str:
        """Both cannot hold."""
        return f"{self._each()}, and both cannot hold"

    def _each(self) -> str:
        x, y = map(in_words, self._both)
        return f"the first gives {x} and the second {y}"

    def _place(self, one: Amount) -> str:
        return FIRST if one is self._both[0] else SECOND


def _numbered(amount: Amount) -> str:
    """The number of an amount; a vague one as the word that tells it."""
    high = amount.value if amount.value_high is None else amount.value_high
    if amount.comparator == "vague" and (amount.value, high) in _VAGUE:
        return _VAGUE[amount.value, high]
    return _IN_WORDS[amount.comparator].format(low=f"{amount.value:,.10g}", high=f"{high:,.10g}")


def in_words(amount: Amount) -> str:
    """An amount as its interval reads: 36 or more strikes."""
    befallen = _BEFALLEN.get(amount.event, "") if amount.counted != amount.event else ""
    if amount.thing == "lives":
        befallen = "lost" if befallen == "dead" else befallen
    return " ".join(part for part in (_numbered(amount), amount.thing, befallen) if part)


def listed(words: Sequence[str]) -> str:
    """Words as a list: drug, trade and route."""
    return " and ".join(one for one in (", ".join(words[:-1]), *words[-1:]) if one)


def sentence(reasons: Iterable[str], names: Sequence[str], dates: Sequence[str]) -> str:
    """The reasons, with the names and the dates in ISO 8601 that both claims give, as one sentence."""
    shared = [f"both name {listed(names)}"] * bool(names)
    shared += [f"both speak of {listed([in_full(date) for date in dates])}"] * bool(dates)
    whole = "; ".join([*dict.fromkeys(reasons), *shared])
    return f"{whole[:1].upper()}{whole[1:].removesuffix('.')}."


def in_full(date: str) -> str:
    """A date as it is written: 4 May 2026, May 2026, or 2026; a time of day is left out."""
    year, *rest = date[: len("2026-05-04")].split("-")
    if not (rest and rest[0].isdecimal() and 1 <= int(rest[0]) <= 12):
        return date
    month = f"{_MONTHS[int(rest[0]) - 1]} {year}"
    return f"{int(rest[1])} {month}" if len(rest) > 1 and rest[1].isdecimal() else month
