"""What headlines say without a finite verb."""

from __future__ import annotations

from pipeline.certainty.predicate import finiteness
from pipeline.certainty.verbs import can_be_base

# "Hundreds dead in stampede", "Two held over fire": a state stands for "are" and the state.
_STATES = frozenset(
    "dead injured missing killed wounded hurt arrested held jailed charged homeless hospitalised hospitalized safe guilty ill".split(),
)
_COUNTS = frozenset("dozens hundreds thousands scores many two three four five six seven eight nine ten".split())


def announces(words: list[str]) -> bool:
    """Tell whether "to" and a verb stand where the finite verb would: "US to send more troops"."""
    if "to" not in words[1:-1]:
        return False
    at = words.index("to", 1)
    return can_be_base(words[at + 1]) and finiteness(" ".join(words[: at + 1])) == "none"


def reports_state(words: list[str]) -> bool:
    """Tell whether the headline gives a state or a count."""
    return any(word in _STATES or word in _COUNTS or word[0].isdigit() for word in words)
