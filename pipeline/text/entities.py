"""Which characters are written as HTML entities."""

from __future__ import annotations

import re
from html import unescape
from html.entities import html5
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pipeline.text.changes import Change

# A semicolon is required: without one `&copy` in the query of a link would turn. The longest name has 31 characters.
_ENTITY: Final = re.compile(r"&(?:#[0-9]{1,8}|#[xX][0-9a-fA-F]{1,8}|[A-Za-z][A-Za-z0-9]{0,31});")


def find(text: str) -> list[Change]:
    """Return a change for each character reference, by number or by one of the names of HTML 5."""
    if "&" not in text:
        return []
    changes: list[Change] = []
    for match in _ENTITY.finditer(text):
        name = match[0][1:]
        if name[0] == "#":
            changes.append((*match.span(), unescape(match[0]), "html_entities"))
        elif name in html5:
            changes.append((*match.span(), html5[name], "html_entities"))
    return changes
