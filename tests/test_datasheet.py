from __future__ import annotations

import re

import yaml
from conftest import ROOT

from pipeline.datasheet import SHEET, bibtex


def test_no_number_stands_in_the_statements() -> None:
    words = " ".join(str(one) for one in vars(SHEET).values())
    assert re.findall(r"\d+", words.replace("CC BY 4.0", "")) == []


def test_the_citation_names_the_version_and_the_creators_of_the_citation_file() -> None:
    cited = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    entry = bibtex("1.2.3")
    assert entry.startswith("@misc{claimset-1.2.3,\n")
    assert "version = {1.2.3}" in entry
    assert cited["title"] == SHEET.name
    assert [author["name"] for author in cited["authors"]] == [SHEET.creators]
