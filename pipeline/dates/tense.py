"""Whether the words around a date speak of the past or of the future."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache

import re2

# Wording that puts what follows into the future.
_AHEAD = (
    r"will|won't|'ll|shall|would|could|may|might|must|should|can|scheduled|slated|set (?:for|to)|due|forecast|"
    r"expect(?:s|ed|ing)?|plans?|planned|planning|(?:is|are|was|were) to|(?:is|are) \w{3,20}ing|going to|to be|"
    r"upcoming|hopes?|intends?|vow(?:s|ed)|(?:has|have) been (?:set|scheduled)|until|ahead of|no later than|effective|"
    # The present tense of events on a timetable.
    r"begins|starts|opens|polls open|closes|ends|resumes|runs|leaves|arrives|returns|meets|faces|expires|matures|"
    r"takes effect|takes office|takes over|go(?:es)? to the polls"
)
# Finite verbs that turn back to the past even after that: "will be cut, the company said Friday".
_BACK = r"(?:had|has|have) been \w+|said|says|told|announced|reported|added|was|were|had|did|has|have|since"
# Other verbs in the past; after "will be" they are participles.
_PAST = (
    r"\w{2,20}ed|took|made|came|went|began|met|won|lost|fell|rose|held|sent|found|gave|left|led|shot|struck|spoke|"
    r"wrote|became|saw|got|fought|brought|broke|chose|drew|drove|flew|grew|hung|kept|knew|paid|ran|sank|sat|sold|"
    r"stood|beat|hit|cut|built|bought|spent|felt|heard|meant|stole|swore|sought|caught|fled|shut|slid|stuck|swung|tore|"
    r"bore|dealt|dug|fed|forgot|froze|hid|hurt|rode|shook|shrank|spun|split|spread|quit|swam|swept|taught|thought|threw|woke|wore|after|ago"
)
_SPACE = r"[ \n]"
# What points ahead right before a date: "the vote is (on) Friday", "by Friday"; "through Friday" if no past follows.
_CLOSE_AHEAD = re.compile(rb"\b(?:(?P<copula>is|are)|(?P<by>by|till)|through)(?:[ \n]on|[ \n]the)?[ \n]$")
_CLOSE = 12
_SENTENCE_END = rf"[.!?][\"')\]]{{0,3}}{_SPACE}{{1,3}}|\n"
_KINDS = tuple(
    (kind, re.compile(words, re.IGNORECASE)) for kind, words in (("ahead", _AHEAD), ("back", _BACK), ("past", _PAST))
)


def _scanner() -> re2._Regexp:
    options = re2.Options()
    options.case_sensitive = False
    options.longest_match = True
    options.never_capture = True
    words = f"{_AHEAD}|{_BACK}|{_PAST}".replace(" ", _SPACE)
    return re2.compile(rf"(?:\b|')(?:{words})\b|{_SENTENCE_END}".encode(), options)


_SCANNER = _scanner()


@lru_cache(maxsize=1 << 12)
def _kind(words: str) -> str:
    return next((kind for kind, pattern in _KINDS if pattern.fullmatch(words)), "end")


def _ends_sentence(plain: bytes, start: int, end: int) -> bool:
    """Tell whether a full stop or a line break at start:end closes a sentence; wrapped text goes on in lower case."""
    following = plain[end : end + 2].strip(b"\"'([")[:1]
    return not following.islower() if plain[start:end] == b"\n" else following.isupper()


class Tenses:
    """The wording of a text that places events in time, read once for all of its dates."""

    def __init__(self, plain: bytes) -> None:
        """Scan the text, given with one ASCII byte for each code point."""
        self._plain = plain
        self._places = [0]
        self._kinds = ["end"]
        self._leanings = [0]
        leaning = 0
        for match in _SCANNER.finditer(plain):
            start, end = match.span()
            if plain[start:end] == b"May":
                continue
            kind = _kind(" ".join(plain[start:end].decode().split()))
            if kind == "end" and not _ends_sentence(plain, start, end):
                continue
            if kind == "end":
                leaning = 0
            elif kind == "ahead":
                leaning = 1
            elif kind == "back" or leaning != 1:
                leaning = -1
            self._places.append(start)
            self._kinds.append(kind)
            self._leanings.append(leaning)

    def lean(self, start: int, end: int) -> int:
        """Return -1 where the text puts the expression at start:end in the past, +1 in the future, 0 if nothing tells.

        The verbs before it in the sentence decide, the nearest last; where none stands there, the first verb after it.
        """
        before = bisect_left(self._places, max(start, 1)) - 1
        close = _CLOSE_AHEAD.search(self._plain, max(0, start - _CLOSE), start)
        if close and (close["copula"] or (close["by"] and not self._leanings[before])):
            return 1
        if self._leanings[before]:
            return self._leanings[before]
        return self.after(end) or int(close is not None)

    def after(self, end: int) -> int:
        """Return what the first verb of the sentence behind a place says: -1 past, +1 future, 0 if there is none."""
        after = bisect_left(self._places, end)
        if after == len(self._places) or self._kinds[after] == "end":
            return 0
        return 1 if self._kinds[after] == "ahead" else -1
