"""Find the items of an enumeration that runs on inside a paragraph: "1) The first 2) The second"."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from pipeline.sentences.candidates import ITEM, SURE

if TYPE_CHECKING:
    from pipeline.sentences.language import Language

_LABEL = re.compile(r"(?<!\S)(?:[•⁃‣]\s?)?(\d{1,2}|[a-z])\Z")
_STYLE = re.compile(r"(\.\)?|\))\s+[\"“]?[A-Z]")
_RUNNING_MARKS = (",", ";", ":", "(", "–", "—", "-")
NO_CUT = -1


def items(text: str, within: tuple[int, int], candidates: list[re.Match[str]], tables: Language) -> dict[int, int]:
    """Map the offset of the full stop or bracket of every marker in a paragraph to where its item begins.

    A marker counts when its neighbour of the same style counts one more or one less. The item of a marker that follows
    a comma or "and" is part of a running sentence: its offset is `NO_CUT`.
    """
    begin, close = within
    marks = [m.start() for m in candidates if m.lastindex != SURE and m.start(ITEM) >= 0 and m.end() <= close]
    if len(marks) < 2:
        return {}
    runs: dict[tuple[str, bool], list[tuple[int, int, int]]] = {}
    for mark in marks:
        window = max(begin, mark - 6)
        label, style = _LABEL.search(text[window:mark]), _STYLE.match(text, mark)
        if label and style:
            digits = label[1].isdigit()
            rank = int(label[1]) if digits else ord(label[1])
            runs.setdefault((style[1], digits), []).append((rank, mark, window + label.start()))
    found: dict[int, int] = {}
    for run in runs.values():
        steps = [False, *(abs(b[0] - a[0]) == 1 for a, b in pairwise(run)), False]
        for (_, mark, start), before, after in zip(run, steps[:-1], steps[1:], strict=True):
            if before or after:
                found[mark] = NO_CUT if _runs_on(text[max(begin, start - 12) : start].rstrip(), tables) else start
    return found


def _runs_on(before: str, tables: Language) -> bool:
    """Tell whether the text before a marker has not come to an end."""
    word = before.rpartition(" ")[2].rstrip(".").lower()
    return before.endswith(_RUNNING_MARKS) or word in tables.joins or word in tables.labels
