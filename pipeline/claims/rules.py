"""Read the packaged rules that give a claim its type."""

from __future__ import annotations

import re
import tomllib
from importlib import resources
from typing import TYPE_CHECKING, Any, NamedTuple, get_args

from pipeline.claims.scheme import ClaimType

if TYPE_CHECKING:
    from pipeline.claims.scope import Scope

_TYPES: dict[str, ClaimType] = {name: name for name in get_args(ClaimType)}
_PIECE = re.compile(r"\{([a-z]+)\}")


class Rule(NamedTuple):
    """`pattern` is searched, from a word of the scope on, when one of `triggers` is among the words of a sentence.

    A rule that `counts` is tried only where a number stands too.
    """

    name: str
    claim_type: ClaimType
    scope: Scope
    triggers: frozenset[str]
    pattern: re.Pattern[str]
    counts: bool


def _load(table: dict[str, Any]) -> tuple[Rule, ...]:
    pieces: dict[str, str] = {}

    def expand(pattern: str) -> str:
        return _PIECE.sub(lambda piece: pieces[piece[1]], pattern)

    for name, pattern in table["pieces"].items():
        pieces[name] = expand(pattern)
    return tuple(
        Rule(
            name=f"claims.{row['name']}",
            claim_type=_TYPES[row["name"].partition(".")[0]],
            scope=row["scope"],
            triggers=frozenset(row["triggers"].split()),
            pattern=re.compile(expand("|".join(row["patterns"]))),
            counts=row.get("counts", False),
        )
        for row in table["rule"]
    )


_TABLE = tomllib.loads(resources.files(__package__).joinpath("rules.toml").read_text(encoding="utf-8"))
NUMBERS = frozenset(_TABLE["numbers"].split())
TYPE_RULES = _load(_TABLE)
_PATTERNS = {rule.name: rule.pattern for rule in TYPE_RULES}
FORECAST = _PATTERNS["claims.prediction.forecast"]
LEAVE = _PATTERNS["claims.laws_rules.leave"]
