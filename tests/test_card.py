from __future__ import annotations

import re
from typing import Any

import jinja2
import pytest
import yaml
from conftest import ROOT
from rows import row

from pipeline import card, params
from pipeline.card.page import cell
from pipeline.manifest import File, Released, Split
from pipeline.statistics import Statistics
from schemas import released

PARAMETERS = params.load(ROOT / "params.yaml").model_dump(by_alias=True)
PARAMETERS["release"]["version"] = "1.2.3"
QUALITY = {
    "about": "Labels by language models.",
    "sets": {
        "gold": {
            "about": "Five texts.",
            "texts": 5,
            "units": 237,
            "columns": {"claim": {"measure": "F1", "value": 0.91234, "n": 128}},
        }
    },
}


def render(quality: dict[str, Any] = QUALITY, **changes: Any) -> str:
    statistics = Statistics()
    tables = []
    for table in released.TABLES:
        rows = table.rows([row(table.name, **(changes if table.name == "documents" else {}))])
        statistics.add(table, rows)
        file = File(f"data/{table.name}/train-00000-of-00001.parquet", "f" * 64, 99)
        tables.append(Released(table, (Split("train", 1, 300, "e" * 64, (file,)),)))
    return card.render(tuple(tables), statistics, quality, PARAMETERS, "d" * 64)


def head(text: str) -> dict[str, Any]:
    return yaml.safe_load(text.split("---\n")[1])


def test_every_column_of_every_table_is_explained() -> None:
    text = render()
    for table in released.TABLES:
        for column in table.columns:
            assert f"| `{column.name}` |" in text
            assert column.doc in text


def test_the_front_matter_names_configs_with_version_and_digest() -> None:
    for config in head(render())["configs"]:
        assert config["version"] == "1.2.3"
        assert re.fullmatch("sha256:[0-9a-f]{64}", config["description"])


def test_scores_stand_in_the_card_as_they_were_measured() -> None:
    assert "| claim | F1 | 0.912 | 128 |" in render()


@pytest.mark.parametrize(
    ("license_", "stated"), [("unknown", "other"), ("CC-BY-4.0", "cc-by-4.0"), ("all rights reserved", "other")]
)
def test_a_licence_is_stated_only_where_the_sources_state_one(license_: str, stated: str) -> None:
    assert head(render(license=license_))["license"] == stated


def test_a_missing_fact_is_an_error_and_not_a_gap() -> None:
    with pytest.raises(jinja2.UndefinedError, match="about"):
        render({"sets": {}})


@pytest.mark.parametrize("name", ["| a | b |\n# Title", "<script>alert(1)</script>", "[x](http://y)", "`code` *bold*"])
def test_words_of_a_source_cannot_become_markup(name: str) -> None:
    text = render(source=name)
    assert name not in text
    assert cell(name) in text
    assert "<script>" not in text
    assert text.count("\n# Title") == 0


def test_words_of_a_claim_cannot_leave_their_block() -> None:
    statistics = Statistics()
    claims = released.BY_NAME["claims"]
    for table in released.TABLES:
        statistics.add(table, table.rows([row(table.name)]))
    statistics.examples["claims"] = row("claims", text="```\n# Out")
    tables = tuple(Released(table, ()) for table in released.TABLES)
    assert "```\n# Out" not in card.render(tables, statistics, QUALITY, PARAMETERS, "d" * 64)
    assert claims.name == "claims"
