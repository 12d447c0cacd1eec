"""Cut a sentence into clauses and say of each word whether it stands in a main clause.

A cue counts for the claim only when it stands where the claim is made: "X, which may be Y, is Z" is sure of Z. What a
reporting verb governs counts as main, because there the claim is what is reported.
"""

from __future__ import annotations

import re
from enum import IntEnum
from typing import NamedTuple

from pipeline.certainty.predicate import SUBJECT_PRONOUNS, can_be_finite, is_auxiliary

_TOKEN = re.compile(r"[^\W_]+(?:[.'’-][^\W_]+)*|--|[,;:—–?()\[\]\"“”]")


class Role(IntEnum):
    """Where a word stands."""

    MAIN = 0  # the first main clause, with what its reporting verb governs
    LATER = 1  # a main clause coordinated with the first
    ASIDE = 2  # a subordinate, relative or participial clause, or a parenthesis


class Token(NamedTuple):
    """A word or mark: lower-case with straight apostrophes, and its span."""

    word: str
    start: int
    end: int


def tokens(text: str) -> list[Token]:
    """Split a sentence into words and the marks that bound clauses."""
    return [
        Token(match.group().lower().replace("’", "'"), match.start(), match.end()) for match in _TOKEN.finditer(text)
    ]


DASHES = frozenset(("—", "–", "--"))
CONJUNCTIONS = frozenset(
    "although though while whilst whereas because if unless when whenever once whether lest".split(),
)
# These also open a phrase without a verb: "after the attack".
_HALF_CONJUNCTIONS = frozenset("after before since until till as despite amid".split())
_RELATIVES = frozenset("which who whom whose where what how why".split())
_COORDINATORS = frozenset("and but or yet so nor".split())
REPORTING = frozenset(
    "say says said saying state states stated tell tells told report reports reported add adds added claim claims claimed "
    "announce announces announced argue argues argued warn warns warned confirm confirms confirmed explain explains "
    "explained insist insists insisted note notes noted emphasize emphasizes emphasized emphasise emphasised stress "
    "stresses stressed suggest suggests suggested indicate indicates indicated believe believes believed think thinks "
    "thought estimate estimates estimated allege alleges alleged fear fears feared predict predicts predicted declare "
    "declares declared admit admits admitted acknowledge acknowledges acknowledged conclude concludes concluded found "
    "finds find show shows showed shown learn learns learned learnt write writes wrote speculate speculates speculated "
    "theorize theorized theorise theorised suspect suspects suspected hope hopes hoped expect expects expected mean means "
    "reveal reveals revealed maintain maintains maintained agree agrees agreed assert asserts asserted contend contends "
    "contended know knows known feel feels felt understood caution cautions cautioned".split(),
)
_CONTENT_NOUNS = frozenset(
    "hope hopes fear fears possibility likelihood chance chances claim claims fact feeling view expectation expectations "
    "belief suspicion suspicions rumour rumours rumor rumors evidence speculation sign signs clear likely unlikely "
    "possible probable high idea report reports true confident sure convinced me him her us them is was be's".split(),
)


class _Scan:
    """The state of one pass over the tokens."""

    def __init__(self, words: list[str]) -> None:
        self.words = words
        self.base = Role.MAIN
        self.role = Role.MAIN
        self.verb_seen = False  # a finite verb in the clause at hand
        self.fronted = False  # the aside at hand stands before its main clause
        self.needs_verb = False  # and cannot end before its own verb
        self.brackets = 0
        self.dashes = sum(word in DASHES for word in words)
        self.dash_open = False

    def open_aside(self, i: int, *, needs_verb: bool = False) -> None:
        if self.role is not Role.ASIDE:
            self.fronted = not self.verb_seen and (i == 0 or self.words[i - 1] in _COORDINATORS | {",", ":", '"', "“"})
            self.needs_verb = needs_verb and self.fronted
            self.role = Role.ASIDE
            self.verb_seen = self.verb_seen and not self.fronted

    def close_aside(self) -> None:
        if self.role is Role.ASIDE and not (self.needs_verb and not self.verb_seen):
            if self.fronted:
                self.verb_seen = False
            self.role, self.fronted, self.needs_verb = self.base, False, False

    def later(self) -> None:
        self.base = self.role = Role.LATER
        self.verb_seen = self.fronted = self.needs_verb = False

    def dash(self) -> None:
        self.dashes -= 1
        if self.dash_open:
            self.dash_open, self.needs_verb = False, False
            self.role = self.base
        elif self.dashes:
            self.dash_open, self.role = True, Role.ASIDE
        elif self.verb_seen:
            self.later()

    def coordinate(self, i: int) -> None:
        words = self.words
        after = words[i + 1] if i + 1 < len(words) else ""
        if self.role is Role.ASIDE or not self.verb_seen:
            return
        new = (
            words[i - 1] in {",", *DASHES}
            or words[i] in {"but", "yet"}
            or after in SUBJECT_PRONOUNS
            or after in {"no", "not", "never", "none"}
            or can_be_finite(after)
        )
        if new:
            self.later()

    def that(self, i: int) -> None:
        before = self.words[i - 1] if i else ""
        if not (before in REPORTING or before in _CONTENT_NOUNS or before == "one" or is_auxiliary(before) or not i):
            self.open_aside(i)

    def step(self, i: int) -> None:
        """Move over one token; ordered by how often each kind of token is met."""
        word = self.words[i]
        if word in DASHES:
            self.dash()
        elif self.dash_open:
            pass
        elif word == ",":
            self.close_aside()
        elif word in "([":
            self.brackets += 1
        elif word in ")]":
            self.brackets -= 1
        elif word in ";:":
            if self.verb_seen:
                self.later()
        elif word == "that":
            self.that(i)
        elif word in CONJUNCTIONS:
            self.open_aside(i, needs_verb=True)
        elif word in _HALF_CONJUNCTIONS or word in _RELATIVES:
            self.open_aside(i)
        elif word in _COORDINATORS:
            self.coordinate(i)
        elif i and self.words[i - 1] == "," and (word == "with" or (word.endswith("ing") and len(word) > 4)):
            self.open_aside(i)
        elif can_be_finite(word):
            self.verb_seen = self.role is Role.ASIDE or word not in REPORTING


def roles(words: list[str]) -> list[Role]:
    """Return the role of each token."""
    scan = _Scan(words)
    found = []
    for i in range(len(words)):
        scan.step(i)
        found.append(Role.ASIDE if scan.brackets > 0 else scan.role)
    return found
