"""The shape of a grammar rule: a pattern of words, how to read it, and what the text around it must allow."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from pipeline.dates.expressions import Expression

# How much text on either side a guard sees.
WINDOW = 48


class Words(dict[str, str]):
    """The named groups of a match; a group that took no part, or that the pattern lacks, is empty."""

    def __missing__(self, name: str) -> str:
        """Return the empty string."""
        return ""


class Site(NamedTuple):
    """Where in a text an expression stands."""

    text: str
    start: int
    end: int

    @property
    def words(self) -> str:
        """The expression as written."""
        return self.text[self.start : self.end]

    @property
    def before(self) -> str:
        """The text that leads up to it."""
        return self.text[max(0, self.start - WINDOW) : self.start]

    @property
    def after(self) -> str:
        """The text that follows it."""
        return self.text[self.end : self.end + WINDOW]


Parse = Callable[[str], Expression | None]
Reader = Callable[[Words, Parse], Expression | None]
Guard = Callable[[Site], bool]


def always(_: Site) -> bool:
    """Let every match pass."""
    return True


class Rule(NamedTuple):
    """One way to write a time expression.

    pattern: in the syntax shared by `re` and RE2, lower case, with a named group for each part that `read` needs.
    read: gets those groups, and the whole grammar for groups that hold time expressions themselves; None rejects.
    guard: whether the words around a match let it be one.
    names_day: whether a part of a day or a clock time may be added ("Friday" + "evening").
    """

    pattern: str
    read: Reader
    guard: Guard = always
    names_day: bool = False


def unnamed(pattern: str) -> str:
    """Return the pattern without group names, so that it can stand more than once in a larger one."""
    return re.sub(r"\(\?P<\w+>", "(?:", pattern)
