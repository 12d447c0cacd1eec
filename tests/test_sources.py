from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
import yaml

from pipeline import sources, store
from pipeline.errors import ConfigurationError

SCHEMA = store.read_json(store.ROOT / "schemas" / "sources.schema.json")
ENTRY = {
    "source_id": "a",
    "name": "A",
    "files": ["x/*.txt"],
    "license": "unknown",
    "redistributable": "no",
    "language": "en",
}


def parse(**changes: Any) -> tuple[sources.Source, ...]:
    return sources.parse({"sources": [ENTRY | changes]}, SCHEMA, "sources.yaml")


def test_the_sources_of_the_project_name_every_raw_file() -> None:
    known = sources.parse(store.read_yaml(store.ROOT / "data" / "sources.yaml"), SCHEMA, "sources.yaml")
    for path in (store.ROOT / "data" / "raw").iterdir():
        assert sources.find(known, path.name) is not None


def test_a_file_belongs_to_the_first_source_whose_pattern_fits() -> None:
    (source,) = parse(published="2025-11-27", priority=2)
    assert (source.published, source.priority) == (dt.date(2025, 11, 27), 2)
    assert sources.find((source,), "x/1.txt") == source
    assert sources.find((source,), "y/1.txt") is None
    assert sources.find(parse(files=["docs.jsonl"]), "docs.jsonl#7") is not None


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"licence": "cc0"}, "'licence' was unexpected"),
        ({"redistributable": "perhaps"}, "sources/0/redistributable"),
        ({"source_id": "Not a slug"}, "sources/0/source_id"),
        ({"published": "2025-13-01"}, "no date"),
    ],
)
def test_a_wrong_entry_is_one_message_with_its_place(changes: dict[str, Any], message: str) -> None:
    with pytest.raises(ConfigurationError, match=message) as caught:
        parse(**changes)
    assert str(caught.value).startswith("sources.yaml: ")


def test_a_date_needs_no_quotes() -> None:
    tree = yaml.safe_load(yaml.safe_dump({"sources": [ENTRY | {"published": dt.date(2025, 6, 12)}]}))
    assert isinstance(tree["sources"][0]["published"], dt.date)
    (source,) = sources.parse(tree, SCHEMA, "sources.yaml")
    assert source.published == dt.date(2025, 6, 12)


def test_two_sources_with_one_id_are_refused() -> None:
    with pytest.raises(ConfigurationError, match="'a' stands twice"):
        sources.parse({"sources": [ENTRY, ENTRY]}, SCHEMA, "sources.yaml")


def test_without_sources_every_file_is_local_and_nothing_is_known_of_it() -> None:
    source = sources.local("en")
    assert sources.find((source,), "any/thing.txt") == source
    assert (source.source_id, source.license, source.redistributable) == ("local", "unknown", "unknown")
