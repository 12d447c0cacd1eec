"""The amounts of a claim, with what makes two of them comparable: what they count, what befell it, and in what time."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import zip_longest
from typing import TYPE_CHECKING, Any, NamedTuple

from pipeline.links import words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pipeline.links.dating import Date
    from pipeline.links.words import Term

# An outcome belongs to a count of persons that stands so near, counted in terms.
_NEAR = 3
# Nouns of persons by their form, where no concept names them: smugglers, narco-terrorists, Americans, firemen.
_PERSON = re.compile(r"(?:ers|ors|ists|ants|ees|ians|[a-z]cans|men|women)\Z")
# Lives are counted when they are lost; when they are saved, the verb says so.
_LIVES = frozenset({"lives", "life"})
# What may stand between an outcome and a number of persons that no noun names: "wounding 200", "200 were wounded",
# "the toll has risen to 31".
_OBJECT = re.compile(r"\s+\Z")
_SUBJECT = re.compile(
    r"(?:\s+(?:are|is|were|was|have|has|had|be|been|being|still|also|now|known|reported|confirmed|feared|believed|to|"
    r"others|more))*\s+\Z"
)
_TOLL = re.compile(
    r"\b(?:tolls?|numbers?|count|tally)\b[^,;:.]*"
    r"\b(?:to|at|is|was|stands?|stood|reach(?:es|ed|ing)|pass(?:es|ed|ing)|exceed(?:s|ed|ing)|hits?|of)\s+\Z"
)
# Characters in which the toll and its number stand.
_CLAUSE_LENGTH = 160
# Another clause begins behind these; a comma may also set off an addition.
_CLAUSE = re.compile(r"[;:–—]|\b(?:and|but|while|or)\b")
_ADDITION = re.compile(r"[,()]")
# "48 of the 141 seats": the noun of the second number is that of the first.
_OF = re.compile(r"\s+of\s+(?:the|its|their|his|her|our|all|some|about|nearly|those|these)?\s*\Z")
# "The flood alone", "two of them", "among them two": the amount is a part of what others count.
_ALONE = re.compile(r"\balone\b", re.IGNORECASE)
_OF_THEM = re.compile(r"\s*(?:of|among) (?:them|whom|these|those)\b", re.IGNORECASE)
_AMONG_THEM = re.compile(r"\b(?:of|among) (?:them|whom),?\s+\Z", re.IGNORECASE)
# "The number of measles cases has reached 117": the first plural is what is counted.
_NUMBER_OF = re.compile(r"numbers? of (?:[^\W\d_]+[ -]){0,2}?([^\W\d_]+s)\b")


class Amount(NamedTuple):
    """One quantity of a claim.

    ``thing`` is the unit and the noun in words; ``counted`` the ``unit`` and the stem of the noun, ``named`` where
    there is a noun. ``event`` is what befell what is counted, or nothing; ``everybody`` holds where all persons are
    counted whom it befell: lives, deaths, people. ``details`` are the other terms of the phrase. ``rate`` is the period
    of an amount per time, ``when`` the date that governs it, ``part`` tells that it is a part of what others count.
    """

    thing: str
    comparator: str
    value: float
    value_high: float | None
    change: str
    counted: str
    unit: str
    event: str
    everybody: bool
    details: frozenset[str]
    rate: str
    when: str
    part: bool
    named: bool


class _Sentence(NamedTuple):
    """What the amounts of one claim have in common: its text, where it starts, its words, and what governs them all."""

    text: str
    start: int
    terms: Sequence[Term]
    dated: Sequence[Date]
    rate: str
    alone: bool


def of(row: Mapping[str, Any], terms: Sequence[Term], dated: Sequence[Date]) -> tuple[Amount, ...]:
    """The amounts of a claim that count or measure something; ``terms`` are the words of its text outside names."""
    if not row["quantities"]:
        return ()
    rate = next((one["value"] for one in row["dates"] if one["timex"] == "SET" and _is_period(one["value"])), "")
    alone = _ALONE.search(row["text"]) is not None
    sentence = _Sentence(row["text"], row["start"], terms, dated, rate, alone)
    made = (_amount(one, sentence) for one in _with_nouns(row["quantities"], sentence))
    return tuple(amount for amount in made if amount is not None)


def _is_period(value: str | None) -> bool:
    """Whether a rate is of days or more; what is told of hours is a speed, and its unit says so."""
    return bool(value) and not str(value).startswith("PT")


def _with_nouns(quantities: Sequence[Mapping[str, Any]], sentence: _Sentence) -> list[Mapping[str, Any]]:
    """The quantities, with the noun of the next where one is told as some of it."""
    found: list[Mapping[str, Any]] = []
    for one, following in zip_longest(quantities, quantities[1:]):
        noun = one["noun"]
        if not (noun or one["unit"]):
            start, end = one["start"] - sentence.start, one["end"] - sentence.start
            if following and _OF.match(sentence.text[end : following["start"] - sentence.start]):
                noun = following["noun"]
            else:
                noun = _number_of(sentence.text, start)
        found.append({**one, "noun": noun})
    return found


def _number_of(text: str, start: int) -> str | None:
    """The noun of a number at ``start`` that the same clause has announced: the number of cases has reached 117."""
    toll = _TOLL.search(text[max(0, start - _CLAUSE_LENGTH) : start])
    noun = _NUMBER_OF.match(toll[0]) if toll else None
    return noun[1] if noun else None


def _amount(one: Mapping[str, Any], sentence: _Sentence) -> Amount | None:
    start, end = one["start"] - sentence.start, one["end"] - sentence.start
    first = bisect_left(sentence.terms, start, key=lambda term: term.start)
    last = bisect_left(sentence.terms, end, key=lambda term: term.start)
    unit = one["currency"] or one["unit"] or ""
    what = _what(one["noun"] or "", bool(unit), sentence, (start, first), (end, last))
    if not (unit or what.head):
        return None
    return Amount(
        thing=_in_words(one, what.noun),
        comparator=one["comparator"],
        value=one["value"],
        value_high=one["value_high"],
        change=one["change"],
        counted=f"{unit} {what.head}".strip(),
        unit=unit,
        event=what.event,
        everybody=what.everybody,
        details=frozenset(term.stem for term in sentence.terms[first:last]) - {what.head},
        rate=sentence.rate,
        when=_when(sentence.dated, one["start"]),
        part=sentence.alone or _is_part(sentence.text, start, end),
        named=bool(what.head),
    )


class _What(NamedTuple):
    """What an amount counts: its noun, the stem of it, what befell it, and whether that is all of whom."""

    noun: str
    head: str
    event: str = ""
    everybody: bool = False


def _what(noun: str, measured: bool, sentence: _Sentence, begin: tuple[int, int], end: tuple[int, int]) -> _What:  # noqa: FBT001  # whether there is a unit
    """What stands from ``begin`` to ``end``, as characters and terms, counts."""
    head = words.reduced(noun.lower().rpartition("-")[2])
    if noun and not head:
        head = _of_light(sentence, (end[0], begin[1], end[1]))
    if measured:
        return _What(noun, head)
    if head:
        event, everybody = _event(noun, head, sentence, begin, end)
        return _What(noun, words.WORKERS) if event == words.EMPLOYED else _What(noun, head, event, everybody)
    event = _befallen(sentence, begin, end)
    return _What("people", words.EVERYBODY, event, everybody=True) if event else _What("", "")


def _in_words(one: Mapping[str, Any], noun: str) -> str:
    """The unit and the noun: percent of output, kilometres, EUR, houses."""
    if one["currency"]:
        return str(one["currency"])
    unit = one["unit"] if one["unit"] in {None, "percent"} else one["unit_text"]
    return " of ".join(part for part in (unit, noun) if part)


def _of_light(sentence: _Sentence, place: tuple[int, int, int]) -> str:
    """What a noun of little meaning counts: cases of measles, measles cases; ``place`` is its end, and its terms."""
    end, first, last = place
    if first < last:
        return sentence.terms[last - 1].stem
    if last < len(sentence.terms) and sentence.text[end : sentence.terms[last].start].strip() == "of":
        return sentence.terms[last].stem
    return ""


def _is_part(text: str, start: int, end: int) -> bool:
    before = text[max(0, start - len(" among whom, ")) : start]
    return _OF_THEM.match(text, end) is not None or _AMONG_THEM.search(before) is not None


def _when(dated: Sequence[Date], start: int) -> str:
    """The date that governs what stands at ``start``: the last before it, or the first after it; no bound."""
    at = [one for one in dated if not one.bound]
    before = [one.value for one in at if one.start < start]
    return before[-1] if before else next((one.value for one in at), "")


def _event(noun: str, head: str, sentence: _Sentence, begin: tuple[int, int], end: tuple[int, int]) -> tuple[str, bool]:
    """What befell what stands from ``begin`` to ``end``, as characters and terms, and whether that is all of whom."""
    (start, first), (stop, last) = begin, end
    if head in words.outcomes():
        return head, True
    near = _around(sentence.terms, first, last)
    if not (head in words.people() or _PERSON.search(noun.lower())):
        return next((term.stem for term in near if term.stem in words.damage()), ""), False
    text = sentence.text
    gaps = [(one.stem, text[stop : one.start] if one.start >= stop else text[one.end : start]) for one in near]
    gaps.sort(key=lambda one: _ADDITION.search(one[1]) is not None)
    people = words.EVERYBODY in {one.stem for one in sentence.terms[first : last + _NEAR]}
    for stem, gap in gaps:
        if _CLAUSE.search(gap):
            continue
        if stem in words.outcomes():
            return stem, head == words.EVERYBODY
        if stem == words.LOSS and people:
            return words.DEATH, head == words.EVERYBODY
    return (words.DEATH if noun.lower() in _LIVES else ""), head == words.EVERYBODY


def _around(terms: Sequence[Term], first: int, last: int) -> list[Term]:
    """The terms beside those from ``first`` to ``last``, the nearest first, those after before those in front."""
    after, before = terms[last : last + _NEAR], terms[max(0, first - _NEAR) : first][::-1]
    return [side[distance] for distance in range(_NEAR) for side in (after, before) if distance < len(side)]


def _befallen(sentence: _Sentence, begin: tuple[int, int], end: tuple[int, int]) -> str:
    """What befell the persons of whom only the number stands, from ``begin`` to ``end`` as characters and terms."""
    (start, first), (stop, last) = begin, end
    text, terms = sentence.text, sentence.terms
    if first > 0 and terms[first - 1].stem in words.outcomes() and _OBJECT.match(text, terms[first - 1].end, start):
        return terms[first - 1].stem
    toll = _TOLL.search(text[max(0, start - _CLAUSE_LENGTH) : start])
    if toll:
        begun = start - len(toll[0])
        return next((one.stem for one in terms if begun <= one.start < start and one.stem in words.outcomes()), "")
    if last < len(terms) and terms[last].stem in words.outcomes() and _SUBJECT.match(text, stop, terms[last].start):
        return terms[last].stem
    return ""
