from __future__ import annotations

from pipeline import croissant
from pipeline.manifest import File, Released, Split
from pipeline.statistics import Statistics
from schemas import released

FILE = File("data/claims/train-00000-of-00001.parquet", "f" * 64, 99)
CLAIMS = Released(released.BY_NAME["claims"], (Split("train", 1, 300, "e" * 64, (FILE,)),))


def test_every_file_stands_with_its_digest_and_every_plain_column_as_a_field() -> None:
    described = croissant.describe("1.2.3", (CLAIMS, Released(released.BY_NAME["exclusions"], ())), Statistics())
    (file,) = described["distribution"]
    assert (file["contentUrl"], file["sha256"]) == (FILE.path, FILE.sha256)
    (records,) = described["recordSet"]
    fields = {field["name"]: field["dataType"] for field in records["field"]}
    assert (fields["claim_id"], fields["start"], fields["confidence"]) == ("sc:Text", "sc:Integer", "sc:Float")
    assert "quantities" not in fields
    assert described["version"] == "1.2.3"


def test_every_reference_names_something_that_is_there() -> None:
    described = croissant.describe("1.2.3", (CLAIMS,), Statistics())
    names = {file["@id"] for file in described["distribution"]}
    (records,) = described["recordSet"]
    assert {field["source"]["fileObject"]["@id"] for field in records["field"]} <= names
    assert records["key"]["@id"] in {field["@id"] for field in records["field"]}
