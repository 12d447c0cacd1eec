"""Whether the sentence around a date speaks of the past or of the future."""

from __future__ import annotations

import re

# Wording that moves the event ahead, and finite past verbs that take it back ("said" after "will sell").
_CUES = re.compile(
    r"(?P<future>\b(?:will|won't|shall|would|scheduled|slated|set[ \n](?:for|to)|due|expect(?:s|ed)?|plans?|planned|"
    r"planning|(?:is|are|was|were)[ \n]to|going[ \n]to|upcoming|coming|until|next|hopes?|intends?|begins|starts|opens|"
    r"takes[ \n]effect|effective|deadline|expires?|ahead[ \n]of|is[ \n]\w+ing|are[ \n]\w+ing|to[ \n]be|may|might|could|should|can|must|by)\b|'ll\b|’ll\b)"
    r"|(?P<strong>\b(?:said|told|announced|reported|added|was|were|had|did|has|have|after|since|ago)\b)"
    r"|(?P<past>\b(?:\w+ed|took|made|came|went|began|met|won|lost|fell|rose|held|sent|found|gave|left|led|shot|struck|"
    r"spoke|wrote|became|saw|got|fought|brought|broke|chose|drew|drove|flew|grew|hung|kept|knew|paid|ran|sank|sat|"
    r"sold|stood|swept|taught|thought|threw|woke|wore)\b)",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?][\"'”’)\]]*\s+(?=[\"'“‘(\[]?[A-Z])|\n")
# Enough for the clause around a date.
WINDOW = 160


def lean(text: str, start: int, end: int) -> int:
    """Return -1 for a past event, +1 for a future one, 0 where the sentence does not tell.

    The verbs before the date decide, the nearest last; where none stands there, the first verb after it.
    """
    left = text[max(0, start - WINDOW) : start]
    state = 0
    sentence = 0
    for boundary in _SENTENCE_END.finditer(left):
        sentence = boundary.end()
    for cue in _CUES.finditer(left, sentence):
        if cue["future"]:
            state = 1
        elif cue["strong"] or state != 1:
            state = -1
    if state:
        return state
    right = text[end : end + WINDOW]
    boundary_after = _SENTENCE_END.search(right)
    cue_after = _CUES.search(right, 0, boundary_after.start() if boundary_after else len(right))
    if cue_after is None:
        return 0
    return 1 if cue_after["future"] else -1
