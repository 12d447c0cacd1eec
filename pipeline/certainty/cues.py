"""The packaged table of words that hedge."""

from __future__ import annotations

import tomllib
from importlib import resources
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pipeline.certainty.scale import CertaintyLevel, HedgeKind


class Cue(NamedTuple):
    """What a word hedges with, and how far it takes the claim from certain."""

    kind: HedgeKind
    level: CertaintyLevel


def _load() -> dict[str, dict[str, Cue]]:
    rows = tomllib.loads(resources.files(__package__).joinpath("cues.toml").read_text(encoding="utf-8"))["cue"]
    groups: dict[str, dict[str, Cue]] = {}
    for row in rows:
        cue = Cue(row["kind"], row["level"])
        groups.setdefault(row["group"], {}).update(dict.fromkeys(row["words"].split(), cue))
    return groups


CUES = _load()
QUESTION = Cue("question", "underspecified")
