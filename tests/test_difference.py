from __future__ import annotations

import json
from typing import Any

import pytest

from pipeline import difference
from pipeline.difference import Cell, ColumnChange, Difference, SchemaChange, Some, TableDifference, bump
from pipeline.difference.schema import schema_changes
from pipeline.errors import DataError
from pipeline.versions import Bump

SAME = TableDifference("documents", 3, 3)


def between(*tables: TableDifference, **facts: Any) -> Difference:
    return Difference("1.0.0", facts.pop("new", "1.1.0"), tables or (SAME,), **facts)


CASES = [
    ("nothing", between(), Bump.NONE),
    ("the card", between(files=Some(1, ("README.md",))), Bump.PATCH),
    ("no file that could be compared", between(files=None), Bump.NONE),
    ("a row more", between(TableDifference("documents", 3, 4, added=Some(1))), Bump.MINOR),
    ("a row less", between(TableDifference("sentences", 3, 2, removed=Some(1))), Bump.MINOR),
    ("another label", between(TableDifference("claims", 3, 3, changed=Some(1))), Bump.MINOR),
    ("a takedown", between(TableDifference("documents", 3, 2, removed=Some(1)), taken_down=Some(1)), Bump.MINOR),
    ("a lost document", between(TableDifference("documents", 3, 2, removed=Some(1)), vanished=Some(1)), Bump.MAJOR),
    ("a column more", between(schema=(SchemaChange("claims", "column a added", breaks=False),)), Bump.MINOR),
    ("a column less", between(schema=(SchemaChange("claims", "column a gone", breaks=True),)), Bump.MAJOR),
    (
        "no sentence id left though the documents are",
        between(SAME, TableDifference("sentences", 9, 9, added=Some(9), removed=Some(9))),
        Bump.MAJOR,
    ),
    (
        "no sentence left because no document is",
        between(
            TableDifference("documents", 3, 1, added=Some(1), removed=Some(3)),
            TableDifference("sentences", 9, 9, added=Some(9), removed=Some(9)),
            taken_down=Some(3),
        ),
        Bump.MINOR,
    ),
    ("a card and a row", between(TableDifference("claims", 1, 2, added=Some(1)), files=Some(1)), Bump.MINOR),
]


@pytest.mark.parametrize(("found", "demanded"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_the_bump_that_a_difference_demands(found: Difference, demanded: Bump) -> None:
    assert bump(found) is demanded


@pytest.mark.parametrize("made", ["1.0.0", "1.0.1", "1.1.0", "2.0.0"])
@pytest.mark.parametrize(("found", "demanded"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_a_version_that_promises_less_is_refused(found: Difference, demanded: Bump, made: str) -> None:
    step = {"1.0.0": Bump.NONE, "1.0.1": Bump.PATCH, "1.1.0": Bump.MINOR, "2.0.0": Bump.MAJOR}[made]
    found = Difference(**(vars(found) | {"new": made}))
    if step >= demanded:
        difference.enforce(found)
    else:
        with pytest.raises(DataError, match=f"the data demand {demanded.name}"):
            difference.enforce(found)


def test_a_refusal_names_the_rows_and_the_next_version() -> None:
    found = between(
        TableDifference("documents", 3, 2, removed=Some(1, ("d1",))),
        TableDifference("claims", 3, 3, changed=Some(2, ("c1", "c2"))),
        vanished=Some(1, ("d1",)),
        new="1.1.0",
    )
    with pytest.raises(DataError) as error:
        difference.enforce(found)
    assert str(error.value).splitlines() == [
        "release.version 1.1.0 is too small: against 1.0.0 the data demand MAJOR.",
        "  documents          1  vanished without a takedown  (e.g. d1)",
        "Set release.version to 2.0.0 or higher in params.yaml, or take the change back.",
    ]
    with pytest.raises(DataError, match="1.0.0 is closed.*\n.*c1, c2"):
        difference.enforce(between(TableDifference("claims", 3, 3, changed=Some(2, ("c1", "c2"))), new="1.0.0"))


def table(key: str = "id", **columns: Any) -> dict[str, Any]:
    return {"key": key, "columns": columns}


TYPE, LABELS = {"type": "string"}, {"type": "string", "labels": ["a", "b"]}


@pytest.mark.parametrize(
    ("old", "new", "change"),
    [
        ({"t": table()}, {}, ("t", "table gone", True)),
        ({}, {"t": table()}, ("t", "table added", False)),
        ({"t": table()}, {"t": table("name")}, ("t", "key: id -> name", True)),
        ({"t": table(x=TYPE)}, {"t": table()}, ("t", "column x gone", True)),
        ({"t": table()}, {"t": table(x=TYPE)}, ("t", "column x added", False)),
        ({"t": table(x=TYPE)}, {"t": table(x={"type": "int32"})}, ("t", "type of x: string -> int32", True)),
        ({"t": table(x=LABELS)}, {"t": table(x=TYPE)}, ("t", "x lost its fixed labels", True)),
        ({"t": table(x=TYPE)}, {"t": table(x=LABELS)}, ("t", "x got its fixed labels", True)),
        (
            {"t": table(x=LABELS)},
            {"t": table(x=LABELS | {"labels": ["a", "b", "c"]})},
            ("t", "labels of x: c added", False),
        ),
        (
            {"t": table(x=LABELS)},
            {"t": table(x=LABELS | {"labels": ["b", "a"]})},
            ("t", "labels of x: a, b -> b, a", True),
        ),
        ({"t": table(x=LABELS)}, {"t": table(x=LABELS | {"labels": ["a"]})}, ("t", "labels of x: a, b -> a", True)),
    ],
)
def test_what_breaks_for_readers(old: dict[str, Any], new: dict[str, Any], change: tuple[str, str, bool]) -> None:
    assert schema_changes(old, new) == (SchemaChange(*change),)
    assert schema_changes(old, old) == ()


CHANGED = between(
    TableDifference(
        "claims",
        3,
        3,
        added=Some(7, ("c1", "c2")),
        changed=Some(2, ("c3", "c4")),
        columns={"polarity": ColumnChange(2, (Cell("c3", "positive", "negative"),)), "text": ColumnChange(1)},
        flips={"polarity": {("positive", "negative"): 2}},
    ),
    schema=(SchemaChange("claims", "column x added", breaks=False),),
    vanished=Some(1, ("d1",)),
    taken_down=Some(2, ("d2", "d3")),
    files=Some(1, ("README.md",)),
)


def test_as_text_every_fact_is_told_and_the_bump_comes_last() -> None:
    text = difference.as_text(CHANGED)
    assert text.splitlines()[-1] == "bump: MAJOR"
    for fact in (
        "1.0.0 -> 1.1.0",
        "3 -> 3 rows: 7 added, 0 removed, 2 changed",
        "columns that changed: polarity 2, text 1",
        "polarity: positive -> negative 2",
        "added: c1, c2 and 5 more",
        'c3 polarity: "positive" -> "negative"',
        "claims: column x added",
        "documents that vanished without a takedown: d1",
        "documents taken down: d2, d3",
        "other files that changed: README.md",
    ):
        assert fact in text


def test_as_markdown_it_is_a_table_with_facts_and_examples() -> None:
    page = difference.as_markdown(CHANGED)
    assert page.splitlines()[-1] == "bump: MAJOR"
    for line in (
        "| claims | 3 | 3 | 7 | 0 | 2 |",
        "- `claims.polarity`: positive -> negative 2",
        "- documents taken down: 2",
        '- claims: ` c3 polarity: "positive" -> "negative" `',
    ):
        assert line in page.splitlines()


def test_what_data_says_stays_in_its_code_span() -> None:
    spoiled = ColumnChange(1, (Cell("c1", "a ``b`` c\n# head", "<script>"),))
    page = difference.as_markdown(between(TableDifference("claims", 1, 1, changed=Some(1), columns={"text": spoiled})))
    (line,) = [line for line in page.splitlines() if "c1 text" in line]
    assert line == '- claims: ``` c1 text: "a ``b`` c\\n# head" -> "<script>" ```'


def test_as_json_every_fact_is_there() -> None:
    told = json.loads(difference.as_json(CHANGED))
    assert (told["old"], told["new"], told["bump"]) == ("1.0.0", "1.1.0", "MAJOR")
    assert told["tables"]["claims"]["added"] == {"count": 7, "examples": ["c1", "c2"]}
    assert told["tables"]["claims"]["flips"]["polarity"] == [{"from": "positive", "to": "negative", "rows": 2}]
    assert told["tables"]["claims"]["columns"]["polarity"]["examples"][0]["new"] == "negative"
    assert [reason["bump"] for reason in told["reasons"]] == ["MAJOR", *["MINOR"] * 4, "PATCH"]


def test_of_long_values_a_cell_shows_where_they_part() -> None:
    text = "word " * 100
    cell = Cell.of("d1", text + "old" + text, text + "new" + text)
    assert "oldword" in cell.old
    assert "newword" in cell.new
    assert len(cell.old) < 100
    assert Cell.of("d1", [1], [1, 2]) == Cell("d1", [1], [1, 2])
