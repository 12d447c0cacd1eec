"""The changelog of a release as HTML: the newest version apart from those before."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from markdown_it import MarkdownIt
from markupsafe import Markup

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it.token import Token

# A page loads nothing, so it shows no pictures; what looks like HTML is text.
_MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table").disable("image")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_SCROLLED = '<div class="scroll" tabindex="0" role="group" aria-label="Rows that changed"><table>'
# The page has its own title and a heading for the changes.
_LOWER = {"h2": "h3", "h3": "h4", "h4": "h5", "h5": "h6", "h6": "h6"}


class Changes(NamedTuple):
    """What changed in the newest version, and in those before it."""

    newest: Markup
    earlier: Markup


def told(changelog: str) -> Changes:
    """The sections of a changelog in Markdown, each below a heading of the second level."""
    _, *sections = re.split(r"^(?=## )", _COMMENT.sub("", changelog), flags=re.MULTILINE)
    return Changes(_html("".join(sections[:1])), _html("".join(sections[1:])))


def _html(markdown: str) -> Markup:
    tokens = list(_fitted(_MARKDOWN.parse(markdown)))
    text = _MARKDOWN.renderer.render(tokens, _MARKDOWN.options, {})
    text = text.replace("<table>", _SCROLLED).replace("</table>", "</table></div>")
    return Markup(text)  # noqa: S704  # the parser escapes all HTML and refuses addresses that run


def _fitted(tokens: Sequence[Token]) -> Iterator[Token]:
    """Headings below those of the page, and no style in a tag, which the policy of the page forbids."""
    for token in tokens:
        token.tag = _LOWER.get(token.tag, token.tag)
        if token.attrs.pop("style", None):
            token.attrs["class"] = "number"
        yield token
