"""Name the claimer: reduce a source phrase to the shortest full name that its document gives, and say what it is."""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files
from typing import Final, Literal

from pipeline.attribution import animacy

Kind = Literal["person", "organisation", "group", "document", "anonymous", "author"]

_TABLE: Final = tomllib.loads(files(__package__).joinpath("names.toml").read_text(encoding="utf-8"))
_TITLES: Final = frozenset(_TABLE["titles"].split())
_KEPT_TITLES: Final = frozenset(_TABLE["kept_titles"].split())
_ORGANISATIONS: Final = frozenset(_TABLE["organisations"].split())
_PLACES: Final = frozenset(_TABLE["places"].split())
_OPENERS: Final = frozenset(_TABLE["openers"].split())

_NAME_WORD: Final = r"[^\W\d_a-z][\w’'-]*\.?"
# Two or more capitalised words in a row, with the particles that names carry inside.
_RUN: Final = re.compile(rf"{_NAME_WORD}(?: (?:(?:de|del|la|van|von|bin|al|da|der) )?{_NAME_WORD})+")
_ACRONYM: Final = re.compile(rf"((?:{_NAME_WORD} (?:of |for |the |and |on )*)+{_NAME_WORD}) \(([A-Z][A-Za-z&.]{{1,8}})\)")
_MENTION: Final = re.compile(rf"\b(?:[Tt]he )?((?:{_NAME_WORD} (?:of |for |the )*)+{_NAME_WORD})")
_HOLDER: Final = re.compile(r"\b(?:by|from)\s+(?=\S)")
_POSSESSIVE: Final = re.compile(r"(?:['’]s|(?<=s)['’])$")
_BODIES: Final = frozenset(
    "department ministry agency committee commission court council bureau university party association union institute "
    "office bank church foundation company army navy guard command administration government board fund".split()
)
_MODIFIERS: Final = re.compile(r"\s(?:in|on|at|during|after|who|which|that|whose|with|familiar|based|including|made|released)\s")
_UNNAMED: Final = frozenset("sources source insiders insider anonymous unnamed unknown individuals people person".split())


def _bare(word: str) -> str:
    return _POSSESSIVE.sub("", word)


class Names:
    """The names of one document: full names by last name, long forms by acronym, holders by title."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._people: dict[str, dict[str, int]] = {}
        self._titled: dict[str, dict[str, int]] = {}
        self._acronyms: dict[str, str] = {}
        for match in _RUN.finditer(text):
            self._note(match[0])
        for match in _ACRONYM.finditer(text):
            self._acronyms.setdefault(match[2], _strip_article(match[1]))

    def _note(self, run: str) -> None:
        words = run.split()
        while words and words[0].lower() in _OPENERS:
            words = words[1:]
        titles: list[str] = []
        while words and (words[0].lower() in _TITLES or _bare(words[0]) != words[0]):
            titles.append(words.pop(0).lower())
        words = _until_possessive(words)
        if not _is_personal(words):
            return
        name = " ".join(words)
        last = words[-1]
        full = self._people.setdefault(last, {})
        full[name] = full.get(name, 0) + 1 + 3 * bool(titles)
        if titles:
            holder = self._titled.setdefault(titles[-1], {})
            holder[name] = holder.get(name, 0) + 1

    def full(self, last_name: str) -> str | None:
        """Give the full name that the document uses for a last name; nothing when two people share it equally."""
        return _clear_winner(self._people.get(last_name, {}))

    def holder(self, title: str) -> str | None:
        """Give the only person whom the document gives this title: "the president"."""
        names = self._titled.get(title, {})
        return next(iter(names)) if len(names) == 1 else None

    def body(self, noun: str, before: int) -> str | None:
        """Give the last organisation named before a position whose name ends in this noun: "the department"."""
        found = None
        wanted = noun.capitalize()
        place = self._text.rfind(wanted, 0, before)
        if place > 0:
            start = max(0, place - 80)
            for match in _MENTION.finditer(self._text, start, place + len(wanted)):
                if match.end() == place + len(wanted):
                    words = match[1].split()
                    while words and words[0].lower() in _OPENERS:
                        words = words[1:]
                    found = " ".join(words) if len(words) > 1 else None
        return found

    def claimer(self, phrase: str, before: int) -> tuple[str | None, Kind]:
        """Name who a source phrase stands for; `before` is where it stands in the document."""
        phrase = _core(phrase)
        if not phrase:
            return None, "group"
        words = phrase.split()
        lower = [word.lower() for word in words]
        if phrase in self._acronyms:
            return self._acronyms[phrase], "organisation"
        if len(words) == 1 and lower[0] in _BODIES and words[0].islower():
            return self.body(lower[0], before) or phrase, "organisation"
        if words[-1].islower() and self.holder(lower[-1]) and len(words) <= 2:
            return self.holder(lower[-1]), "person"
        person = self._person(words)
        if person:
            return person, "person"
        return phrase, _kind(words, lower)

    def _person(self, words: list[str]) -> str | None:
        titled = False
        while len(words) > 1 and (words[0].lower() in _TITLES or _bare(words[0]) != words[0]):
            titled = titled or words[0].lower() in _TITLES
            words = words[1:]
        while words and words[-1].islower() and len(words) > 1 and words[0][:1].isupper():
            return None
        kept = words[0].lower() in _KEPT_TITLES
        name = words[1:] if kept else words
        if len(name) == 1 and name[0][:1].isupper():
            full = self.full(name[0])
            return full or (name[0] if titled else None)
        if _is_personal(name):
            return " ".join(words)
        return None


def _clear_winner(names: dict[str, int]) -> str | None:
    ranked = sorted(names.items(), key=lambda item: -item[1])
    if not ranked or (len(ranked) > 1 and ranked[0][1] < 2 * ranked[1][1]):
        return None
    return ranked[0][0]


def _until_possessive(words: list[str]) -> list[str]:
    for place, word in enumerate(words):
        if _bare(word) != word:
            return [*words[:place], _bare(word)]
    return words


def _is_personal(words: list[str]) -> bool:
    """Two to four capitalised words, none of which belongs to an organisation or a country."""
    if words and words[0].lower() in _KEPT_TITLES:
        words = words[1:]
    if not 2 <= len(words) <= 4:
        return False
    lower = [word.lower().strip(".") for word in words]
    return (
        words[0][0].isupper()
        and words[-1][0].isupper()
        and all(word[0].isupper() or word in ("de", "del", "la", "van", "von", "bin", "al", "da", "der") for word in words)
        and not any(word in _ORGANISATIONS or word in _PLACES for word in lower)
        and not any(word.isupper() and len(word) > 2 for word in words)
        and lower[-1] not in _TITLES
        and lower[0] not in _OPENERS
    )


def _strip_article(phrase: str) -> str:
    first, _, rest = phrase.partition(" ")
    return rest if first.lower() in ("the", "a", "an", "both") and rest else phrase


def _core(phrase: str) -> str:
    """Cut a source phrase to its core: no article, appositive or modifier; the author rather than the text."""
    phrase = phrase.strip(" ,;:\"“”'‘’-–—")
    _, found, example = phrase.partition("such as ")
    if found:
        phrase = example
    phrase = re.split(r",| \(", phrase, maxsplit=1)[0].strip()
    phrase = _strip_article(_strip_article(phrase))
    match = _HOLDER.search(phrase)
    if match and match.start() > 0:
        return _core(phrase[match.end() :]) if _is_text(phrase[: match.start()]) else phrase[: match.start()].strip()
    phrase = _MODIFIERS.split(f"{phrase} ", maxsplit=1)[0].strip() or phrase
    words = phrase.split()
    if len(words) > 1 and words[-1].lower() in animacy.DOCUMENTS and _bare(words[-2]) != words[-2]:
        return _strip_article(_bare(" ".join(words[:-1])))
    if words[:1] and words[0][0].isupper() and " of " in phrase and _is_personal(phrase.split(" of ")[0].split()):
        return phrase.split(" of ")[0]
    return _bare(phrase)


def _is_text(phrase: str) -> bool:
    words = phrase.lower().split()
    return any(word in animacy.DOCUMENTS for word in words) or words[-1:] == ["reported"] or "facts" in words


def _kind(words: list[str], lower: list[str]) -> Kind:
    head = lower[-1]
    for place, word in enumerate(lower):
        if word in ("of", "for", "to", "close") and place:
            head = lower[place - 1]
            break
    if any(word in _UNNAMED for word in lower[:2]) or head in _UNNAMED:
        return "anonymous"
    if head in animacy.DOCUMENTS and words[-1].islower():
        return "document"
    if words[-1][0].isupper() or (words[0][0].isupper() and len(words) > 1 and words[1][0].isupper()):
        return "organisation"
    if head in _BODIES:
        return "organisation"
    if head.endswith("s") or head in ("people", "police", "men", "women", "media"):
        return "group"
    return "anonymous" if animacy.is_human(head) else "group"
