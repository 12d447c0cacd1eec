"""What the rest of a document tells about a name: full names, short forms and initials."""

from __future__ import annotations

import collections
import re
from typing import TYPE_CHECKING, Final

from pipeline.entities.context import votes
from pipeline.entities.labels import is_coined
from pipeline.entities.lists import (
    CITIES,
    DIRECTION,
    GIVEN,
    KNOWN,
    LOC_HEAD,
    ORG_HEAD,
    SAID,
    SURNAME_FIRST,
    Label,
)

if TYPE_CHECKING:
    from pipeline.entities.labels import Mention

_BRACKETED: Final = re.compile(r" [(\[]\"?([A-Z][\w.&-]{1,9})\"?[)\]]")
_ADMINISTRATION: Final = re.compile(r"[ -]administration\b")
_PREDICATE: Final = re.compile(
    r"['’]s |,? (?:" + "|".join(sorted(SAID)) + r"|has|had|is|was|will|would|did|does|also|and|could|can|later|then|[a-z]+ed)\b"
)
"""What follows a surname that opens a sentence, and no common noun."""


class Memory:
    """The names that a document proves."""

    def __init__(self, mentions: list[Mention], text: str) -> None:
        self.names: dict[str, Label] = {}
        self._surnames: set[str] = set()
        self._halves: set[str] = set()
        for mention in mentions:
            if mention.sure and mention.label is not None:
                self._learn(mention, mention.label, text)
        self._vote(mentions, text)

    def _learn(self, mention: Mention, label: Label, text: str) -> None:
        tokens = mention.tokens
        self.names.setdefault(mention.text, label)
        if label == "PERSON":
            self._surnames.add(tokens[-1].text)
            if len(tokens) > 1 and tokens[0].kind & SURNAME_FIRST and tokens[0].text not in GIVEN:
                self._surnames.add(tokens[0].text)
            self.names.setdefault(tokens[0].text, "PERSON")
        elif label == "ORG" and len(tokens) > 1:
            self._learn_short_forms(mention, text)
        elif label == "GPE" and len(tokens) == 2 and tokens[0].kind & DIRECTION:
            self._halves.add(tokens[1].text)
        if label in ("ORG", "LOC") and len(tokens) > 1:
            bracket = _BRACKETED.match(text, mention.end)
            if bracket is not None:
                self.names.setdefault(bracket[1], label)

    def _learn_short_forms(self, mention: Mention, text: str) -> None:
        tokens = mention.tokens
        initials = "".join(token.text[0] for token in tokens)
        if len(initials) > 2:
            self.names.setdefault(initials, "ORG")
        first, last = tokens[0], tokens[-1]
        if is_coined(first.text) and first.text not in GIVEN:
            self.names.setdefault(first.text, "ORG")
        if last.gap == " of " and len(tokens) == 2 and is_coined(last.text):
            self.names.setdefault(last.text, "ORG")

    def _vote(self, mentions: list[Mention], text: str) -> None:
        """Let the neighbours of every mention of a name speak for all of its mentions."""
        counts: dict[str, collections.Counter[Label]] = {}
        for mention in mentions:
            if not mention.sure and mention.text not in self.names and not (mention.doubtful or mention.tokens[-1].kind & DIRECTION):
                count = counts.setdefault(mention.text, collections.Counter())
                if mention.label is not None and self.names.get(mention.tokens[0].text, "PERSON") == "PERSON":
                    count[mention.label] += 1
                elif len(mention.tokens) == 1 and mention.text in GIVEN and not mention.tokens[0].initial:
                    count["PERSON"] += 1
                for label, weight in votes(mention, text):
                    count[label] += weight
        for name, count in counts.items():
            if count:
                label = max(count, key=lambda key: (count[key], key))
                self.names[name] = label
                if label == "PERSON" and count[label] > 1:
                    self._surnames.add(name.rpartition(" ")[2])

    def label(self, mention: Mention, text: str) -> Label | None:
        """Return the label of a mention, with all that the document tells; move its start to an article of the name."""
        if mention.article is not None:
            with_article = text[mention.article : mention.end]
            if with_article in self.names:
                mention.start, mention.text = mention.article, with_article
                return self.names[with_article]
        if mention.doubtful:
            if _PREDICATE.match(text, mention.end) is None:
                return None
            return "PERSON" if mention.text in self._surnames else self.names.get(mention.text)
        if len(mention.tokens) == 1:
            word = mention.text
            if word in self._surnames and (mention.label is None or not mention.sure or word in CITIES):
                return "PERSON"
            if mention.tokens[0].kind & DIRECTION and any(f"{word} {land}" in KNOWN for land in self._halves):
                return "GPE"
        if mention.sure:
            return mention.label
        return self.names.get(mention.text)


def administration(mention: Mention, label: Label | None, text: str) -> int:
    """Return where "administration" ends after the name of its head, 0 without one."""
    if label not in (None, "PERSON"):
        return 0
    match = _ADMINISTRATION.match(text, mention.end)
    return match.end() if match else 0

