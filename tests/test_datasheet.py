from __future__ import annotations

import re

import pytest
import yaml
from conftest import ROOT

from pipeline import params
from pipeline.datasheet import SHEET, Work

WORK = Work("Claims: 100 % of {them}", ("Lovelace, Ada", "Babbage & Sons"), "1.2.3", "CC-BY-4.0")


def test_no_number_stands_in_the_statements() -> None:
    words = " ".join(str(one) for one in vars(SHEET).values())
    assert re.findall(r"\d+", words.replace("CC BY 4.0", "")) == []


def test_the_citation_of_the_project_is_that_of_its_parameters() -> None:
    cited = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    work = Work.of(params.load(ROOT / "params.yaml").model_dump(by_alias=True))
    made = yaml.safe_load(work.cff(SHEET.summary))
    assert {name: value for name, value in made.items() if name != "version"} == cited


def test_bibtex_tells_persons_from_other_names_and_survives_what_tex_reads_as_commands() -> None:
    assert WORK.bibtex().splitlines() == [
        "@misc{claims-100-of-them-1.2.3,",
        r"  title = {{Claims: 100 \% of \{them\}}},",
        r"  author = {Lovelace, Ada and {Babbage \& Sons}},",
        "  version = {1.2.3},",
        "  note = {Dataset, version 1.2.3}",
        "}",
    ]


@pytest.mark.parametrize(
    "company",
    ["Acme News, Inc.", "Acme, Ltd", "Smith, Jones & Co.", "Presse, S.A.", "Verlag, GmbH", "A, B, and C", "X, "],
)
def test_a_company_is_no_person_whatever_commas_are_in_its_name(company: str) -> None:
    work = Work("T", (company,), "1.0.0", "0BSD")
    assert yaml.safe_load(work.cff("About."))["authors"] == [{"name": company}]
    assert work.creators() == [{"@type": "sc:Organization", "name": company}]


def test_the_citation_file_tells_persons_from_other_names() -> None:
    made = yaml.safe_load(WORK.cff("About."))
    assert made["authors"] == [{"family-names": "Lovelace", "given-names": "Ada"}, {"name": "Babbage & Sons"}]
    assert (made["title"], made["version"]) == (WORK.title, "1.2.3")
    assert "Labels and offsets are under CC-BY-4.0; the texts keep" in made["message"]
    assert "license" not in made


@pytest.mark.parametrize(
    ("title", "name"), [("Claimset", "claimset"), ("Äpfel & Birnen 2", "pfel-birnen-2"), ("題", "dataset")]
)
def test_a_title_becomes_a_name_for_machines(title: str, name: str) -> None:
    assert Work(title, ("A",), "1.0.0", "0BSD").name == name
