"""Whether the words around a date speak of the past or of the future."""

from __future__ import annotations

import re

_AHEAD = (
    r"will|won't|shall|would|scheduled|slated|set[ \n](?:for|to)|due|expect(?:s|ed|ing)?|plans?|planned|planning|"
    r"(?:is|are|was|were)[ \n]to|(?:is|are)[ \n]\w{3,20}ing|going[ \n]to|to[ \n]be|upcoming|hopes?|intends?|vow(?:s|ed)|"
    r"begins|starts|opens|ends|takes[ \n]effect|effective|deadline|expires?|ahead[ \n]of|until|no[ \n]later[ \n]than"
)
# Finite verbs that put what precedes a date in the past even after "will": "will be cut, the company said Friday".
_TURNS_BACK = r"said|says|told|announced|reported|added|was|were|had|did|has|have|since"
_PAST = (
    r"\w{2,20}ed|took|made|came|went|began|met|won|lost|fell|rose|held|sent|found|gave|left|led|shot|struck|spoke|"
    r"wrote|became|saw|got|fought|brought|broke|chose|drew|drove|flew|grew|hung|kept|knew|paid|ran|sank|sat|sold|"
    r"stood|swept|taught|thought|threw|woke|wore|after|ago"
)
_CUES = re.compile(
    rf"(?P<ahead>\b(?:{_AHEAD})\b|['’]ll\b)|(?P<back>\b(?:{_TURNS_BACK})\b)|(?P<past>\b(?:{_PAST})\b)", re.IGNORECASE
)
_SENTENCE_END = re.compile(r"[.!?][\"'”’)\]]{0,3}\s{1,3}(?=[\"'“‘(\[]?[A-Z])|\n")
# Enough for the clause around a date.
WINDOW = 160


def lean(text: str, start: int, end: int) -> int:
    """Return -1 for a past event, +1 for a future one, 0 where the sentence does not tell.

    The verbs before the date decide, the nearest last; where none stands there, the first verb after it.
    """
    left = text[max(0, start - WINDOW) : start]
    begin = max((boundary.end() for boundary in _SENTENCE_END.finditer(left)), default=0)
    leaning = 0
    for cue in _CUES.finditer(left, begin):
        if cue["ahead"]:
            leaning = 1
        elif cue["back"] or leaning != 1:
            leaning = -1
    if leaning:
        return leaning
    right = text[end : end + WINDOW]
    boundary_after = _SENTENCE_END.search(right)
    cue_after = _CUES.search(right, 0, boundary_after.start() if boundary_after else len(right))
    if cue_after is None:
        return 0
    return 1 if cue_after["ahead"] else -1
