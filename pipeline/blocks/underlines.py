"""Tell the headings that Markdown underlines."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.blocks.headings import is_closed
from pipeline.blocks.lines import is_fresh

if TYPE_CHECKING:
    from pipeline.blocks.lines import Line

_UNDERLINE = re.compile(r"(?:={3,}|-{3,})\Z")
_LONGEST_HEADING = 200


def mark(text: str, lines: list[Line]) -> None:
    """Give the shape `heading` to every plain line without a full stop that a rule underlines."""
    for i in range(1, len(lines)):
        rule, rule_start, rule_end, _ = lines[i]
        shape, start, end, edge = lines[i - 1]
        if (
            rule == "rule"
            and shape is None
            and end - start <= _LONGEST_HEADING
            and _UNDERLINE.match(text, rule_start, rule_end)
            and not is_fresh(text, lines, i)
            and not is_closed(text[start:end])
        ):
            lines[i - 1] = ("heading", start, end, edge)
