"""Reduce a source phrase to the shortest full name that its document gives, and say what kind of claimer it is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Literal

from pipeline.attribution import animacy, bearers, names
from pipeline.attribution.lexicon import TAGS

if TYPE_CHECKING:
    from pipeline.attribution.register import Names

Kind = Literal["person", "organisation", "group", "document", "anonymous", "author"]

_HOLDER: Final = re.compile(r"\b(?:by|from) (?=\S)")
# Words that open what follows the head of a phrase.
_MODIFIERS: Final = frozenset((
    "in", "on", "at", "during", "after", "who", "which", "that", "whose", "with", "based", "including", "made",
    "released", "obtained", "published", "issued", "conducted", "commissioned", "titled", "dated", "interviewed",
    "posted", "written", "signed", "filed",
))  # fmt: skip
_FIRMS: Final = frozenset(("company", "firm", "corporation", "manufacturer", "retailer", "carrier"))
_DESCRIBED: Final = re.compile(r"(?:[Tt]he|[Ii]ts|[Tt]heir) (?:[a-z-]+ )?[a-z-]+")  # no name and no preposition
_INFORMED: Final = re.compile(" (?:familiar with|briefed on|close to) ")  # what makes a nameless source worth hearing
_ARTICLES: Final = frozenset(("the", "a", "an"))
_LINKS: Final = frozenset(["of", "for", "to", "close", "familiar", "briefed"])
_UNNAMED: Final = frozenset(
    ["sources", "source", "insiders", "insider", "anonymous", "unnamed", "unknown", "individuals", "person", "someone"]
)
_GROUPS: Final = frozenset(["people", "police", "men", "women", "media", "public", "children"])
# Amounts of people: the noun after "of" tells who speaks.
_AMOUNTS: Final = frozenset(["majority", "minority", "number", "percentage", "percent", "rest", "lot", "half", "group"])


def name(phrase: str, before: int, known: Names) -> tuple[str | None, Kind]:
    """Name the claimer for whom a source phrase stands; `before` is the phrase's place in the document."""
    together = _together(phrase, known)
    if together:
        return together, "group"
    segments = phrase.strip(" \"“”'‘-–—").split(", ")
    core = _core(segments[0])
    if len(segments) > 1 and not _person(core.split(), known):
        for segment in segments[1:]:  # a spokesman for the firm, Bob Ray
            person = _person(_core(segment).split(), known)
            if person:
                return person, "person"
        if len(segments) == 2 and _DESCRIBED.fullmatch(segments[0]) and _is_apposed(segments[1]):
            return segments[1], "organisation"  # the operator, StatoilHydro
    long_form = known.acronym(core)
    if long_form:
        return long_form, "organisation"
    return _described(core, before, known) or _plain(core.split(), known)


def _is_apposed(phrase: str) -> bool:
    """Tell whether a phrase is a name, or two, and no place."""
    parts = phrase.split(" and ")
    return all(names.is_capitalised(word) for part in parts for word in part.split()) and not any(
        map(names.is_place, parts)
    )


def _plain(words: list[str], known: Names) -> tuple[str | None, Kind]:
    """Name a claimer by the words of the phrase itself."""
    if not words:
        return None, "group"
    person = _person(words, known)
    if person:
        return person, "person"
    words = names.without_openers(words)
    run = names.last_run(words)
    if 0 < len(run) < len(words) and animacy.is_body(words[-len(run) - 1]):
        words = run  # a name after its description: the state news agency Korean Central News Agency
    return " ".join(words), _kind(words)


def _together(phrase: str, known: Names) -> str | None:
    """Name two people who speak together: (professors William Ripple) and (Robert Beschta)."""
    first, found, second = phrase.partition(" and ")
    if not found:
        return None
    people = [_person(_core(part).split(), known) for part in (first, second) if part and "," not in phrase]
    return " and ".join(person for person in people if person) if len(people) == 2 and all(people) else None


def _described(noun: str, before: int, known: Names) -> tuple[str | None, Kind] | None:
    """Name what a lone common noun points back to: the department, the president."""
    if not noun.islower() or " " in noun:
        return None
    if noun in _FIRMS:
        return known.body(noun, before) or known.firm(before), "organisation"
    if noun in animacy.BODIES:
        body = known.body(noun, before)
        return (body, "document" if animacy.is_text(noun) else "organisation") if body else None
    holder = known.holder(noun)
    return (holder, "person") if holder else None


def _person(words: list[str], known: Names) -> str | None:
    if not words or not names.is_capitalised(words[-1]):
        return None
    words = names.without_openers(words)
    if names.keeps_title(words):
        return known.full(words[-1]) or " ".join(words)
    if names.is_body(words[-1:]) and not names.is_personal(words[-2:]):
        return None
    run = names.last_run(words)
    if _LINKS.intersection(words[:-1]) and not _is_office(words, run):
        return _in_office(words, run)
    titles, rest = names.split_title(run)
    if len(rest) == 1:
        return known.full(rest[0]) or (rest[0] if names.has_title(titles) or _is_lone(words, known) else None)
    before = words[: len(words) - len(run)][-1:]
    described = bool(before) and animacy.is_person(before[0].lower())
    return " ".join(rest) if names.is_personal(rest, described=described) else None


def _in_office(words: list[str], run: list[str]) -> str | None:
    """Name who holds an office that is named with its field: Minister for Transport (Helen Cray)."""
    if not names.has_title(words[: len(words) - len(run)]):
        return None
    first = next((place for place in range(1, len(run) - 1) if bearers.is_given(run[place])), None)
    return " ".join(run[first:]) if first and names.is_personal(run[first:]) else None


def _is_office(words: list[str], run: list[str]) -> bool:
    """Tell a name after a title with "of" from a body's: Secretary of State Rice, but not Bank of America."""
    before = words[: len(words) - len(run)]
    return before[-1:] == ["of"] and names.has_title(before[-2:-1]) and names.has_title(run[:-1])


def _is_lone(words: list[str], known: Names) -> bool:
    """Tell whether a phrase ends with one name of a person: an angry Musharraf; police chief Ray; Lee's lawyer Ray."""
    if len(words) > 1 and words[-2].islower() and animacy.is_person(words[-2]):
        return bearers.can_be_described(words[-1])
    return not any(names.is_capitalised(word) for word in words[:-1]) and known.is_person(words[-1])


def _core(phrase: str) -> str:
    """Cut a source phrase to its core: no article or modifier; the author of a text rather than the text."""
    if " " not in phrase:
        return names.bare(phrase)
    _, example, after = phrase.partition("such as ")
    phrase = (after if example else phrase).split(" (")[0].strip()
    phrase = _without_article(phrase)
    holder = _HOLDER.search(phrase) if "by " in phrase or "from " in phrase else None
    if holder and holder.start() > 0:
        made = phrase[: holder.start()].split()
        return _core(phrase[holder.end() :]) if _is_text(made) else " ".join(_without_participle(made))
    if not _INFORMED.search(phrase):
        phrase = _without_modifier(phrase)
    words = phrase.partition(" of ")[0].split()
    owner = next(
        (place for place in range(len(words) - 1, 0, -1) if names.bare(words[place - 1]) != words[place - 1]), 0
    )
    if owner and animacy.is_text(words[-1].lower()):
        return _without_article(names.bare(" ".join(words[:owner])))
    head, _, _ = phrase.partition(" of ")
    return head if names.is_personal(names.split_title(head.split())[1]) else names.bare(phrase)


def _without_participle(words: list[str]) -> list[str]:
    """Cut a participle after its noun: economists (surveyed) by the bank."""
    after_noun = len(words) > 1 and words[-1].endswith("ed") and animacy.can_speak(words[-2].lower())
    return words[:-1] if after_noun else words


def _without_modifier(phrase: str) -> str:
    """Cut what follows the head; a participle after an adverb stands before it: a recently released prisoner."""
    words = phrase.split(" ")
    if _MODIFIERS.isdisjoint(words[1:]):
        return phrase
    first = next(place for place, word in enumerate(words) if place and word in _MODIFIERS)
    if TAGS.get(words[first - 1].lower(), "N") in "RD":
        return phrase
    return " ".join(words[:first]).removesuffix(" and").strip()


def _without_article(phrase: str) -> str:
    words = phrase.split()
    while len(words) > 1 and (words[0].lower() in _ARTICLES or (words[0].lower() == "both" and "and" in words)):
        words = words[1:]
    return " ".join(words)


def _is_text(words: list[str]) -> bool:
    return words[-1] in ("reported", "facts") or any(animacy.is_text(word.lower()) for word in words)


def is_human(name: str) -> bool:
    """Tell whether a nameless claimer is a person: a mayor, a resident of the city; but not the legend."""
    words = name.split()
    place = next((place for place, word in enumerate(words) if word in _LINKS and place), len(words)) - 1
    return animacy.is_human(words[place].lower()) or bool(_UNNAMED.intersection(words[:2]))


def is_plural_human(noun: str) -> bool:
    """Tell whether a noun is a plural for people: scientists, residents, police."""
    lower = noun.lower()
    return lower in _GROUPS or (lower.endswith("s") and animacy.is_human(lower) and not animacy.is_body(lower))


def _kind(words: list[str]) -> Kind:
    """Tell what kind of claimer a phrase is that names no person known to the document."""
    place = next((place for place, word in enumerate(words) if word in _LINKS and place), len(words)) - 1
    head = words[place].lower()
    if names.is_acronym(words[place]):
        return "organisation"
    amount = head in _AMOUNTS or head.endswith("%") or TAGS.get(head) == "D"
    if (amount and place + 2 < len(words)) or bearers.is_people(words[place]):
        return "group"
    # A plural with capitals before it is a name: Joint Chiefs, but most Democrats.
    titled = place > 0 and all(names.is_capitalised(word) for word in words[:place])
    common = not names.is_capitalised(words[place]) or (animacy.is_common(head) and not titled)
    if any(word.lower() in _UNNAMED for word in words[:2]):
        return "anonymous"
    if not common and not (place == 0 and len(words) == 1 and bearers.is_plain_plural(words[0])):
        return "organisation"
    return _common_kind(head)


def _common_kind(head: str) -> Kind:
    if animacy.is_text(head):
        return "document"
    if head.endswith("s") or head in _GROUPS:
        return "group"
    if animacy.is_body(head):
        return "organisation"
    return "document" if head.endswith(animacy.TEXTUAL) else "anonymous"
