"""Cut a sentence into clauses and say of each word whether it stands in a main clause.

A cue counts for the claim only when it stands where the claim is made: "X, which may be Y, is Z" is sure of Z. What a
reporting verb governs counts as main, because there the claim is what is reported.
"""

from __future__ import annotations

import re
from enum import IntEnum
from typing import TYPE_CHECKING

from pipeline.certainty.verbs import can_be_finite, finite_forms, is_auxiliary, is_verb_form
from pipeline.certainty.words import CLASSES, REPORTING, SUBJECT_PRONOUNS

if TYPE_CHECKING:
    from collections.abc import Callable


class Role(IntEnum):
    """Where a word stands."""

    MAIN = 0  # the first main clause, with what its reporting verb governs
    LATER = 1  # a main clause coordinated with the first
    ASIDE = 2  # a subordinate, relative or participial clause, or a parenthesis


# A word with its inner marks, or a mark that bounds clauses; apostrophes are straight by then.
TOKEN = re.compile(r"[^\W_]++(?:[.'-][^\W_]++)*+|--|[,;:—–?|()\[\]\"“”]")

DASHES = frozenset(("—", "–", "--"))


class _Scan:
    """The state of one pass over the words."""

    def __init__(self, words: list[str]) -> None:
        self.words = words
        self.base = self.role = Role.MAIN
        self.verb_seen = False  # a finite verb in the clause at hand
        self.reporting = False  # its verb takes a clause, which has not begun
        self.fronted = False  # the aside at hand stands before the verb of its main clause
        self.needs_verb = False  # and cannot end before its own verb
        self.relative = False
        self.verb_at = -9
        self.brackets = 0
        self.commas = words.count(",")
        self.dashes = sum(word in DASHES for word in words)
        self.dash_open = False

    def before(self, i: int) -> str:
        return self.words[i - 1] if i else ""

    def after(self, i: int) -> str:
        return self.words[i + 1] if i + 1 < len(self.words) else ""

    def open_aside(self, *, needs_verb: bool = False, relative: bool = False) -> None:
        if self.role is Role.ASIDE:
            return
        self.fronted = not self.verb_seen
        self.needs_verb, self.relative = needs_verb and self.fronted, relative
        self.role = Role.ASIDE
        self.verb_seen = not self.fronted

    def close_aside(self) -> None:
        if self.role is Role.ASIDE and (self.verb_seen or not self.needs_verb):
            self.verb_seen = not self.fronted
            self.role = self.base

    def begin_later(self) -> None:
        self.base = self.role = Role.LATER
        self.verb_seen = self.reporting = False

    def dash(self, _: int) -> None:
        self.dashes -= 1
        if self.dash_open:
            self.dash_open = False
            self.role = self.base
        elif self.dashes:
            self.dash_open, self.role = True, Role.ASIDE
        elif self.verb_seen:
            self.begin_later()

    def coordinate(self, i: int) -> None:
        before, word, after = self.before(i), self.words[i], self.after(i)
        if self.role is Role.ASIDE or not self.verb_seen:
            return
        pause = before == "," or before in DASHES
        if word in {"yet", "so"} and not pause:
            if word == "so":  # of purpose or degree: "so they could", "so large that"
                self.open_aside()
            return
        subject_or_verb = after in SUBJECT_PRONOUNS or after in {"no", "not", "never", "none"} or can_be_finite(after)
        if pause or word == "but" or subject_or_verb:
            self.begin_later()

    def that(self, i: int) -> None:
        before = self.before(i)
        if not (self.reporting or not i or before == "," or before in CLASSES["content_heads"] or is_auxiliary(before)):
            self.relative_clause(i)

    def relative_clause(self, i: int) -> None:
        self.open_aside(relative=True)
        # "who shot the officer": right after its subject even a form that could be a noun is the verb.
        if self.fronted and self.words[i] in {"who", "which", "that"} and is_verb_form(self.after(i)):
            self.verb_seen, self.verb_at = True, i + 1

    def conjunction(self, i: int) -> None:
        word = self.words[i]
        if word not in CLASSES["half_conjunctions"]:
            self.open_aside(needs_verb=True)
        elif not (word == "as" and self.after(i) in CLASSES["after_as"]) and (self.verb_seen or self.commas):
            self.open_aside()

    def pronoun(self, i: int) -> None:
        # A noun and then a subject: a relative clause without its pronoun, "a turn you have never seen".
        before = self.before(i)
        after_noun = before.isalpha() and not is_auxiliary(before) and before not in CLASSES["coordinators"]
        if self.verb_seen and not self.reporting and after_noun:
            self.open_aside()

    def verb(self, i: int) -> None:
        # In "the man who was shot did not die" the second verb is that of the main clause.
        in_subject = self.role is Role.ASIDE and self.relative and self.fronted and self.verb_seen
        before = self.before(i)
        joined = before in CLASSES["coordinators"] or before in CLASSES["inside_verb"] or is_auxiliary(before)
        if in_subject and self.verb_at < i and is_auxiliary(self.words[i]) and not joined:
            self.role = self.base
        self.verb_at = i
        self.reporting = self.words[i] in REPORTING
        self.verb_seen = self.role is Role.ASIDE or not self.reporting

    def comma(self, i: int) -> None:
        self.commas -= 1
        if self.reporting and self.verb_at == i - 1:  # "he agreed, and ...": no clause follows as its object
            self.verb_seen, self.reporting = True, False
        self.close_aside()

    def open_bracket(self, _: int) -> None:
        self.brackets += 1

    def close_bracket(self, _: int) -> None:
        self.brackets -= 1

    def stop(self, _: int) -> None:
        if self.verb_seen:
            self.begin_later()

    def word(self, i: int) -> None:
        """Move over a word of an open class."""
        word = self.words[i]
        if self.before(i) == "," and (word == "with" or _is_participle(word) or _is_participle(self.after(i))):
            self.open_aside()
        elif can_be_finite(word) or word in REPORTING:
            self.verb(i)


def _is_participle(word: str) -> bool:
    return word.endswith("ing") and len(word) > 5


_HANDLERS: dict[str, Callable[[_Scan, int], None]] = {
    **dict.fromkeys(DASHES, _Scan.dash),
    **dict.fromkeys("([", _Scan.open_bracket),
    **dict.fromkeys(")]", _Scan.close_bracket),
    **dict.fromkeys(";:|", _Scan.stop),
    **dict.fromkeys(CLASSES["conjunctions"] | CLASSES["half_conjunctions"], _Scan.conjunction),
    **dict.fromkeys(CLASSES["relatives"], _Scan.relative_clause),
    **dict.fromkeys(CLASSES["coordinators"], _Scan.coordinate),
    **dict.fromkeys(SUBJECT_PRONOUNS - CLASSES["relatives"], _Scan.pronoun),
    ",": _Scan.comma,
    "that": _Scan.that,
}


class _Moves(dict[str, "Callable[[_Scan, int], None] | None"]):
    """How the scan moves over a word, for the words seen so far; nothing where the word changes nothing."""

    def __missing__(self, word: str) -> Callable[[_Scan, int], None] | None:
        open_class = word in finite_forms() or word in REPORTING or word.endswith("ed") or "'" in word
        move = _HANDLERS.get(word) or (_Scan.word if open_class else None)
        if len(self) < _MOVES_KEPT:
            self[word] = move
        return move


_MOVES_KEPT = 1 << 16
_MOVES = _Moves()


def roles(words: list[str]) -> list[Role]:
    """Return the role of each word."""
    scan = _Scan(words)
    moves, aside = _MOVES, Role.ASIDE  # looked up once: this loop is the cost of the module
    found = []
    before = ""
    for i, word in enumerate(words):
        move = moves[word]
        if scan.dash_open:
            if word in DASHES:
                scan.dash(i)
        elif move is not None:
            move(scan, i)
        elif before == ",":
            scan.word(i)
        found.append(aside if scan.brackets > 0 else scan.role)
        before = word
    return found
