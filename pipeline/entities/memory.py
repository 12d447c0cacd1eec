"""What the rest of a document tells about a name: full names, short forms, initials and all its neighbours."""

from __future__ import annotations

import collections
import re
from typing import TYPE_CHECKING, Final

from pipeline.entities.context import votes
from pipeline.entities.lists import CITIES, COMMON, DIRECTION, GIVEN, KNOWN, SAID, SURNAME_FIRST, SURNAMES, Label
from pipeline.entities.words import is_coined

if TYPE_CHECKING:
    from pipeline.entities.mention import Mention

_BRACKETED: Final = re.compile(r" [(\[]\"?([A-Z][\w.&-]{1,9})\"?[)\]]")
_ADMINISTRATION: Final = re.compile(r"[ -]administration\b")
_PREDICATE: Final = re.compile(
    r"['’]s |,? (?:"
    + "|".join(sorted(SAID))
    + r"|has|had|is|was|will|would|did|does|also|and|could|can|later|then|[a-z]+ed)\b"
)
"""What follows a surname that opens a sentence, and seldom a common noun."""

_CIVIC: Final = frozenset(
    {
        *("Administration", "Airport", "Assembly", "Authority", "Board", "College", "Commission", "Council", "Court"),
        *("Department", "Government", "Hospital", "Museum", "Parliament", "Police", "School", "University"),
    }
)
"""Last words of bodies that bear the name of their place: "Kesarpur Development Authority" stands in Kesarpur."""

_ENOUGH_WITNESSES: Final = 20
"""Mentions of one name whose neighbours are read; more change no verdict and cost time."""


class Memory:
    """The names that a document proves."""

    def __init__(self, mentions: list[Mention], text: str) -> None:
        self.names: dict[str, Label] = {}
        self._surnames: set[str] = set()
        self._lands: set[str] = set()
        self._lower: frozenset[str] | None = None
        for mention in mentions:
            if mention.label is not None and mention.sure:
                self._learn(mention, mention.label, text)
            elif administration(mention, mention.label, text):
                self._learn_surname(mention.text)
        self._vote(mentions, text)

    def _learn(self, mention: Mention, label: Label, text: str) -> None:
        tokens = mention.tokens
        self.names.setdefault(mention.text, label)
        if label == "PERSON":
            self._learn_surname(tokens[-1].text)
            if len(tokens) > 1 and tokens[0].kind & SURNAME_FIRST and tokens[0].text not in GIVEN:
                self._learn_surname(tokens[0].text)
            self.names.setdefault(tokens[0].text, "PERSON")
        elif label == "GPE" and len(tokens) == 2 and tokens[0].kind & DIRECTION:
            self._lands.add(tokens[1].text)
        elif label in ("ORG", "LOC") and len(tokens) > 1:
            bracket = _BRACKETED.match(text, mention.end)
            if bracket is not None:
                self.names.setdefault(bracket[1], label)
            if label == "ORG":
                self._learn_short_forms(mention)

    def _learn_surname(self, word: str) -> None:
        self._surnames.add(word)
        if word.lower() not in COMMON:
            self.names.setdefault(word, "PERSON")

    def _learn_short_forms(self, mention: Mention) -> None:
        """Learn "WHO" of World Health Organization, "Nexstar" of Nexstar Media, "Oz" of Wizards of Oz."""
        tokens = mention.tokens
        first, last = tokens[0].text, tokens[-1].text
        initials = "".join(token.text[0] for token in tokens)
        if len(initials) > 2:
            self.names.setdefault(initials, "ORG")
        if is_coined(first) and first not in GIVEN and last not in _CIVIC:
            self.names.setdefault(first, "ORG")
        if len(tokens) == 2 and tokens[-1].gap == " of " and is_coined(last):
            self.names.setdefault(last, "ORG")

    def _is_settled(self, mention: Mention, text: str) -> bool:
        """Say whether neighbours have no voice: the label is sure, or the word is likelier common."""
        if mention.sure or mention.doubtful or mention.text in self.names or mention.tokens[-1].kind & DIRECTION:
            return True
        return len(mention.tokens) == 1 and mention.tokens[0].initial and self._is_common(mention.text.lower(), text)

    def _is_common(self, word: str, text: str) -> bool:
        """Say whether a word stands in lower case too: "Chocolate maker" names nobody where "chocolate" is sold."""
        if self._lower is None:
            self._lower = frozenset(text.split())
        return not self._lower.isdisjoint((word, f"{word},", f"{word}."))

    def _vote(self, mentions: list[Mention], text: str) -> None:
        """Let the neighbours of every mention of a name speak for all of its mentions."""
        counts: dict[str, collections.Counter[Label]] = {}
        heard: collections.Counter[str] = collections.Counter()
        for mention in mentions:
            tokens = mention.tokens
            if self._is_settled(mention, text):
                continue
            count = counts.setdefault(mention.text, collections.Counter())
            if mention.label is not None and self.names.get(tokens[0].text, "PERSON") == "PERSON":
                count[mention.label] += 1
            elif len(tokens) == 1 and not tokens[0].initial and _is_name_of_people(mention.text):
                count["PERSON"] += 1
            heard[mention.text] += 1
            if heard[mention.text] <= _ENOUGH_WITNESSES:
                for label, weight in votes(mention, text):
                    count[label] += weight
        for name, count in counts.items():
            if count:
                label = max(count, key=lambda key: (count[key], key))
                self.names[name] = label
                if label == "PERSON" and count[label] > 1:
                    self._surnames.add(name.rpartition(" ")[2])

    def label(self, mention: Mention, text: str) -> Label | None:
        """Return the label of a mention, with all that the document tells; take in an article of its name."""
        if mention.article is not None:
            label = self.names.get(text[mention.article : mention.end])
            if label is not None:
                mention.begin_at(mention.article, text)
                return label
        if mention.doubtful and _PREDICATE.match(text, mention.end) is None:
            return None
        if len(mention.tokens) == 1:
            word = mention.text
            if word in self._surnames and (not mention.sure or word in CITIES):
                return "PERSON"
            if mention.tokens[0].kind & DIRECTION and any(f"{word} {land}" in KNOWN for land in self._lands):
                return "GPE"
        return mention.label if mention.sure and not mention.doubtful else self.names.get(mention.text)


def _is_name_of_people(word: str) -> bool:
    return word.lower() not in COMMON and (word in GIVEN or word in SURNAMES)


def administration(mention: Mention, label: Label | None, text: str) -> int:
    """Return where "administration" ends after the name of its head, 0 without one."""
    if label not in (None, "PERSON"):
        return 0
    match = _ADMINISTRATION.match(text, mention.end)
    return match.end() if match else 0
