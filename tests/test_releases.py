from __future__ import annotations

from pathlib import Path

import pytest

from pipeline import releases
from pipeline.errors import DataError


def test_each_document_comes_with_its_claims_in_the_order_of_the_text(built: Path) -> None:
    found = list(releases.documents(built / "release"))
    assert sum(len(claims) for _, claims in found) == sum(document["n_claims"] for document, _ in found) > 100
    for document, claims in found:
        starts = [claim["start"] for claim in claims]
        assert starts == sorted(starts)
        for claim in claims:
            assert document["text"][claim["start"] : claim["end"]] == claim["text"]


def test_a_folder_that_is_no_release_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="no release with documents"):
        list(releases.documents(tmp_path))
