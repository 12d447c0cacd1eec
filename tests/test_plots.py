from __future__ import annotations

import csv
import io

from rows import row

from pipeline import plots
from pipeline.manifest import Released, Split
from pipeline.statistics import Statistics
from schemas import released

QUALITY = {"sets": {"gold": {"columns": {"polarity (negated)": {"value": 0.9, "n": 7}}}}}


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_the_funnel_goes_from_raw_items_to_claims() -> None:
    tables = tuple(Released(table, (Split("train", 2, 1, "e" * 64, ()),)) for table in released.TABLES)
    steps = rows(plots.funnel(tables))
    assert (steps[0], steps[-1]) == ({"step": "raw items", "rows": "6"}, {"step": "claims", "rows": "2"})


def test_every_label_that_stands_in_the_release_is_a_bar() -> None:
    counted = Statistics()
    for table in released.TABLES:
        counted.add(table, table.rows([row(table.name)]))
    bars = {one["label"]: (one["rows"], one["share"]) for one in rows(plots.labels(counted))}
    assert bars["claims.claim_type: quantity"] == ("1", "1.0")
    assert "claims.claim_type: other" not in bars


def test_scores_stand_with_their_n() -> None:
    (score,) = rows(plots.quality(QUALITY))
    assert score == {"measure": "gold: polarity (negated)", "score": "0.9", "n": "7"}
