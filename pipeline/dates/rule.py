"""The shape of a grammar rule: a pattern of words, how to read it, and what the context must allow."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from pipeline.dates.expressions import Expression


class Words(dict[str, str]):
    """The named groups of a match; a group that the pattern lacks or that took no part is empty."""

    def __missing__(self, name: str) -> str:
        return ""


Parse = Callable[[str], Expression | None]
Reader = Callable[[Words, Parse], Expression | None]


class Rule(NamedTuple):
    """One way to write a time expression.

    pattern: in the syntax shared by `re` and RE2, lower case, with a named group for each part that `read` needs.
    read: gets those groups, and the whole grammar for groups that are time expressions themselves.
    guard: the name of the check in `guards` that the words around a match must pass.
    names_day: whether a part of a day or a clock time may be added ("Friday" + "evening").
    """

    pattern: str
    read: Reader
    guard: str = ""
    names_day: bool = False


def unnamed(pattern: str) -> str:
    """Return the pattern without group names, so that it can stand more than once in a larger one."""
    return re.sub(r"\(\?P<\w+>", "(?:", pattern)
