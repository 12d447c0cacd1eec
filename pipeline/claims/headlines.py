"""What headlines say without a finite verb."""

from __future__ import annotations

import tomllib
from importlib import resources

from pipeline.certainty.predicate import finiteness
from pipeline.certainty.verbs import can_be_base

_TABLE = tomllib.loads(resources.files(__package__).joinpath("nonclaims.toml").read_text(encoding="utf-8"))
_STATES = frozenset(f"{_TABLE['headline_states']} {_TABLE['headline_counts']}".split())


def announces(words: list[str]) -> bool:
    """Tell whether "to" and a verb stand where the finite verb would: "US to send more troops"."""
    if "to" not in words[1:-1]:
        return False
    at = words.index("to", 1)
    return can_be_base(words[at + 1]) and finiteness(words[: at + 1]) == "none"


def reports_state(words: list[str]) -> bool:
    """Tell whether the headline gives a state or a count."""
    return any(word in _STATES or word[0].isdigit() for word in words)
