"""Countries and regions by the words for their people: Norway and Norwegian are one name to a reader."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


def places(name: str) -> frozenset[str]:
    """The places that a name in lower case may stand for: a country itself, or whose people it calls so.

    A name that is none of these stands for nothing.
    """
    known = _places()
    return known.get(name) or known.get(name.removesuffix("s"), frozenset())


@cache
def _places() -> Mapping[str, frozenset[str]]:
    table = tomllib.loads(files(__package__).joinpath("demonyms.toml").read_text(encoding="utf-8"))
    found: dict[str, frozenset[str]] = {}
    for place, demonyms in table.items():
        for word in (place, *demonyms.split()):
            found[word] = found.get(word, frozenset()) | {place}
    return found
