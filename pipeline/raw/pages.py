"""HTML pages: the main text of each, as trafilatura finds it.

Trafilatura keeps list items and table rows as lines, which the later stages can read. It gives no offsets, so its text
is the raw item.
"""

from __future__ import annotations

import codecs
import logging
import re
from contextlib import suppress
from typing import TYPE_CHECKING, Final

import trafilatura
from lxml.etree import LxmlError

from pipeline.raw.folders import message
from pipeline.raw.items import Item, digest, published
from pipeline.raw.streams import Unusable
from pipeline.text.decoding import Undecodable, decode

if TYPE_CHECKING:
    import datetime

    from lxml.html import HtmlElement

# It reports each page without a main text; here such a page is an exclusion.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)

# Where a page names its encoding: within the first 1,024 bytes (HTML Living Standard, section 13.2.3.2).
_CHARSET: Final = re.compile(
    rb"""<(?:meta|\?xml)\b[^>]{0,200}?\b(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE
)
_WITHIN: Final = 1024
# What a malformed page brings a parser or the extractor to; a want of memory or a fault of the disk is none of them.
_BROKEN: Final = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
    LxmlError,
)
# Python knows codecs that no page is written in, and that a page of a stranger should not call.
_PAGE_CODECS: Final = ("big5", "cp", "euc_", "gb", "iso8859", "koi8", "mac-", "shift_jis", "utf-8")
_TITLES: Final = ("//meta[@property='og:title']/@content", "//title/text()")
_PUBLISHED: Final = "//meta[@property='article:published_time']/@content"


def read(key: str, raw: bytes) -> Item:
    """The main text of a page, with its title and date where the page states them. Raises `Unusable`."""
    of_file = digest(raw)
    try:
        tree = trafilatura.load_html(_decoded(raw))
        item = None if tree is None else _item(key, tree, of_file)
    except Undecodable as error:
        raise Unusable(error.reason, error.detail, of_file, len(raw)) from None
    except _BROKEN as error:
        raise Unusable("unreadable", f"trafilatura: {message(error)}", of_file, len(raw)) from None
    if item is None:
        raise Unusable("empty", "no main text in the page", of_file, len(raw))
    return item


def _item(key: str, tree: HtmlElement, of_file: str) -> Item | None:
    title, when = _title(tree), _published(tree)
    main = trafilatura.extract(tree, include_comments=False)
    if not main or main.isspace():
        return None
    raw = main.encode()
    return Item(key, raw, digest(raw), len(raw), format="html", title=title, published=when, file_sha256=of_file)


def _decoded(raw: bytes) -> str:
    """The page by the encoding that it declares, if that fits; else as any text."""
    declared = _CHARSET.search(raw[:_WITHIN])
    if declared and not raw.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        with suppress(LookupError, UnicodeDecodeError):
            codec = codecs.lookup(declared[1].decode("ascii")).name
            if codec.startswith(_PAGE_CODECS):
                return raw.decode("cp1252" if codec == "iso8859-1" else codec)  # as all browsers do
    return decode(raw)[0]


def _title(tree: HtmlElement) -> str | None:
    found = (" ".join(str(one).split()) for path in _TITLES for one in tree.xpath(path))
    return next(filter(None, found), None)


def _published(tree: HtmlElement) -> datetime.date | None:
    return next(filter(None, (published(str(one)) for one in tree.xpath(_PUBLISHED))), None)
