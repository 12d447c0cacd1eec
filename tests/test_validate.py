from __future__ import annotations

import re
import shutil
from pathlib import Path

import pyarrow as pa
import pytest
from conftest import ROOT

from pipeline import params, store, validate
from pipeline.engine import Engine
from pipeline.errors import ConfigurationError, DataError
from schemas.stages import ANNOTATED_SENTENCES, FAILURES

PARAMS = params.load(ROOT / "params.yaml")


@pytest.fixture
def data(built: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(built, tmp_path / "data"))


def run(data: Path, chosen: params.Params = PARAMS, gold: Path = ROOT / "data" / "gold") -> None:
    made = [data / name for name in ("documents", "clean", "unique", "claims", "links")]
    news = ROOT / "data" / "gold_news"
    validate.run(*made, gold, news, data / "validation", params=chosen, engine=Engine("serial"))


def test_a_good_dataset_passes_and_its_annotators_are_scored(data: Path) -> None:
    run(data)
    quality = store.read_json(data / "validation" / "quality.json")
    assert quality["sets"]["gold"]["columns"]["units"]["n"] == 237
    assert quality["sets"]["gold_news"]["texts"] == 4


@pytest.mark.parametrize(
    ("column", "value", "rule", "spared"),
    [
        ("n_documents", 0, "n_documents: greater_than_or_equal_to(1)", 0),
        ("sentence_id", "s", "sentence_id: str_matches", 0),
        # Two sentences stand twice in their document.
        ("n_documents", 99, "n_documents == documents with this text", 2),
    ],
)
def test_rows_against_their_schema_or_a_law_fail_and_the_report_names_them(
    column: str, value: object, rule: str, spared: int, data: Path
) -> None:
    path = next((data / "claims" / "sentences").iterdir())
    rows = store.read_part(path, ANNOTATED_SENTENCES)
    number = rows.column_names.index(column)
    field = rows.schema.field(number)
    pa.parquet.write_table(rows.set_column(number, field, pa.array([value] * len(rows), field.type)), path)
    with pytest.raises(DataError, match=re.escape(rule)):
        run(data)
    (report,) = store.read(data / "validation" / "failures", FAILURES)
    (told,) = (row for row in report.to_pylist() if row["rule"].startswith(rule))
    assert (told["table"], told["count"], len(told["examples"])) == ("sentences", len(rows) - spared, 5)


def test_claims_that_stand_in_two_parts_are_found(data: Path) -> None:
    claims = data / "claims" / "claims"
    (part,) = claims.iterdir()
    shutil.copy(part, claims / "part-zz.parquet")
    with pytest.raises(DataError, match="claim_id is unique"):
        run(data)


def test_a_score_below_its_floor_fails(data: Path) -> None:
    high = params.load(ROOT / "params.yaml", ["validate.floors.claim=1.0"])
    with pytest.raises(DataError, match=r"scores below their floor: claim 0\.[0-9]+ on gold \(floor 1.0\)"):
        run(data, high)


def test_a_floor_of_nothing_that_is_measured_is_a_configuration_error(data: Path) -> None:
    wrong = params.load(ROOT / "params.yaml", ["validate.floors={claims: 0.5}"])
    with pytest.raises(ConfigurationError, match="validate.floors.claims: no such score; the scores are units, kind"):
        run(data, wrong)


def test_gold_labels_of_another_text_are_named(data: Path, tmp_path: Path) -> None:
    gold = Path(shutil.copytree(ROOT / "data" / "gold", tmp_path / "gold"))
    shutil.copytree(ROOT / "data" / "raw", tmp_path / "raw")
    path = tmp_path / "raw" / "000_b70a0cea6bc971d1.txt"
    path.write_text(path.read_text(encoding="utf-8").replace("34 countries", "35 countries"), encoding="utf-8")
    with pytest.raises(DataError, match="000_b70a0cea6bc971d1.txt: gold unit is not in its text"):
        run(data, gold=gold)
