"""How a version of the dataset is cited: in BibTeX, and as CITATION.cff (Citation File Format 1.2.0)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from collections.abc import Mapping

# Characters that TeX reads as commands.
_TEX = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
_TEX |= {character: f"\\{character}" for character in "{}%&$#_"}
_NO_NAME = "dataset"
# What ends the name of a company, without its dots.
_COMPANY = frozenset({"AG", "Co", "Corp", "GmbH", "Inc", "LLC", "LLP", "LP", "Ltd", "PLC", "SA", "SE", "plc"})


@dataclass(frozen=True)
class Work:
    """A version of the dataset; an author ``Family, Given`` is a person, any other name stands as it is.

    A name that ends as those of companies do, as in ``Acme News, Inc.``, or that has more commas is no person's.
    """

    title: str
    authors: tuple[str, ...]
    version: str
    license: str

    @classmethod
    def of(cls, parameters: Mapping[str, Any]) -> Work:
        """What params.yaml says of the release."""
        release = parameters["release"]
        return cls(release["title"], tuple(release["authors"]), release["version"], release["license"])

    @property
    def name(self) -> str:
        """The title in small letters, digits and hyphens."""
        return re.sub(r"[^a-z0-9]+", "-", self.title.lower()).strip("-") or _NO_NAME

    def bibtex(self) -> str:
        """The entry of a bibliography."""
        authors = " and ".join(_tex(one) if _is_person(one) else f"{{{_tex(one)}}}" for one in self.authors)
        return (
            f"@misc{{{self.name}-{self.version},\n"
            f"  title = {{{{{_tex(self.title)}}}}},\n"
            f"  author = {{{authors}}},\n"
            f"  version = {{{self.version}}},\n"
            f"  note = {{Dataset, version {self.version}}}\n"
            "}"
        )

    def cff(self, abstract: str) -> str:
        """The content of CITATION.cff; it states no ``license``, which would be read as that of the texts, too."""
        told = {
            "cff-version": "1.2.0",
            "message": (
                "If you use this dataset, please cite it with its version. "
                f"Labels and offsets are under {self.license}; the texts keep the rights of their owners."
            ),
            "title": self.title,
            "abstract": abstract,
            "type": "dataset",
            "authors": [_author(one) for one in self.authors],
            "version": self.version,
        }
        return yaml.safe_dump(told, sort_keys=False, allow_unicode=True, width=1_000)

    def creators(self) -> list[dict[str, str]]:
        """The authors as schema.org has them."""
        return [{"@type": "sc:Person" if _is_person(one) else "sc:Organization", "name": one} for one in self.authors]


def _is_person(author: str) -> bool:
    family, _, given = author.partition(", ")
    one_comma = bool(family and given.strip()) and "," not in family + given
    return one_comma and given.split()[-1].replace(".", "") not in _COMPANY


def _author(author: str) -> dict[str, str]:
    if not _is_person(author):
        return {"name": author}
    family, _, given = author.partition(", ")
    return {"family-names": family, "given-names": given}


def _tex(text: str) -> str:
    return "".join(_TEX.get(character, character) for character in text)
