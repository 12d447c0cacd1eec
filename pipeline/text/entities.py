"""Which characters are written as HTML entities."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pipeline.text.changes import Change

# A semicolon is required: without one `&copy` in a link's query would turn. The longest name has 31 characters.
_ENTITY: Final = re.compile(r"&(?:#[0-9]{1,8}|#[xX][0-9a-fA-F]{1,8}|[A-Za-z][A-Za-z0-9]{0,31});")


def find(text: str) -> list[Change]:
    """Return a change for each entity that HTML 5 knows."""
    if "&" not in text:
        return []
    return [
        (*match.span(), character, "html_entities")
        for match in _ENTITY.finditer(text)
        if (character := unescape(match[0])) != match[0]
    ]
