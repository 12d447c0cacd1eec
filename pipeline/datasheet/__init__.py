"""What is said of the dataset by hand: purpose, making, biases and limits, for the card and for Croissant."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from importlib.resources import files

from pipeline.datasheet.citation import Work

__all__ = ["SHEET", "Datasheet", "Work"]


@dataclass(frozen=True)
class Datasheet:
    """The statements of ``datasheet.toml``, under its names."""

    tags: list[str]
    summary: str
    collection: str
    preprocessing: list[str]
    annotation: list[str]
    gold: str
    caution: str
    uses: list[str]
    misuses: list[str]
    biases: list[str]
    limits: list[str]
    impact: str
    personal: list[str]
    maintenance: str


SHEET = Datasheet(**tomllib.loads(files("pipeline.datasheet").joinpath("datasheet.toml").read_text(encoding="utf-8")))
