"""Resolve the source of a draft to a claimer: pronouns to the last speaker they fit, short names to full ones."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pipeline.attribution import claimers

if TYPE_CHECKING:
    from pipeline.attribution.draft import Draft, Span
    from pipeline.attribution.claimers import Kind
    from pipeline.attribution.names import Names

_REACH: Final = 3  # sentences back that a pronoun is followed
_PERSON: Final = frozenset(("he", "she"))
_OPENING_NAME: Final = re.compile(
    r"(?:(?:In|On|At|After|For|But|And|Still|Yet|Then)\b[^,.]{0,60}, )?(?:The |the )?"
    r"((?:[^\W\d_a-z][\w’'.-]*|(?:de|van|von|bin|al)) ?)+"
)
_KIND_OF_PRONOUN: Final[dict[str, Kind]] = {"he": "person", "she": "person", "his": "person", "her": "person"}


class Resolver:
    """Names the claimers of one document, in the order of the text."""

    def __init__(self, text: str, names: Names, sentences: list[Span]) -> None:
        self._text = text
        self._names = names
        self._sentences = sentences
        self._spoken: dict[int, list[tuple[str, Kind]]] = {}

    def claimer(self, draft: Draft, sentence: int) -> tuple[str | None, Kind]:
        """Give the claimer's name and kind; the name is None when it cannot be told."""
        if draft.source is None:
            return None, "author" if draft.rule == "quotation.term" else "anonymous"
        start, end = draft.source
        phrase = self._text[start:end]
        pronoun = re.split("['’]", phrase.lower())[0]
        if pronoun in _PERSON or pronoun in ("his", "her"):
            found = self._back(sentence, start, "person"), "person"
        elif pronoun in ("they", "their"):
            found = self._back(sentence, start, "group"), "group"
        elif pronoun in ("it", "its"):
            found = self._back(sentence, start, "organisation"), "organisation"
        elif pronoun in ("everyone", "everybody", "someone", "nobody", "those", "many", "some", "others"):
            found = phrase, "group"
        else:
            found = claimers.name(phrase, start, self._names)
        name, kind = found
        if name:
            self._spoken.setdefault(sentence, []).append((name, kind))
        return name, kind

    def _back(self, sentence: int, before: int, kind: str) -> str | None:
        """Look for the nearest speaker or subject of a kind, in this sentence and the few before it."""
        for place in range(sentence, max(-1, sentence - _REACH - 1), -1):
            spoken = [name for name, what in self._spoken.get(place, ()) if what == kind or (kind == "group" and what == "anonymous")]
            if spoken:
                return spoken[-1]
            if kind == "person":
                start, end = self._sentences[place]
                match = _OPENING_NAME.match(self._text, start, min(end, before))
                if match:
                    name, what = claimers.name(match[0].rpartition(", ")[2], start, self._names)
                    if what == "person":
                        return name
        return None
