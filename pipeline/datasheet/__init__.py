"""What is said of the dataset by hand: purpose, making, biases and limits, for the card and for Croissant."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from importlib.resources import files


@dataclass(frozen=True)
class Datasheet:
    """The statements of ``datasheet.toml``, under its names."""

    name: str
    creators: str
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


def bibtex(version: str) -> str:
    """A version as a BibTeX entry."""
    return (
        f"@misc{{claimset-{version},\n"
        f"  title = {{{SHEET.name}}},\n"
        f"  author = {{{{{SHEET.creators}}}}},\n"
        f"  version = {{{version}}},\n"
        f"  note = {{Dataset, version {version}}}\n"
        "}"
    )
