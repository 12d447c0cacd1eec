from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import jinja2
import pyarrow.parquet as pq
import pytest
import yaml
from card_page import GOLDEN, PARAMETERS, QUALITY, page
from conftest import ROOT
from markdown_it import MarkdownIt
from rows import row

from pipeline import card, store
from pipeline.card.front_matter import VOCABULARY, size
from pipeline.card.page import by_column, cell, example
from pipeline.datasheet import SHEET
from pipeline.manifest import Released
from pipeline.statistics import Statistics
from schemas import exclusions, released

# A number in prose or in a cell; those inside words, such as v1 or SHA-256, are names.
NUMBER = re.compile(r"(?<![\w.-])\d+(?:\.\d+)*(?![\w-])")


@pytest.fixture(scope="module")
def release(built: Path) -> Path:
    return built / "release"


def head(text: str) -> dict[str, Any]:
    return yaml.safe_load(text.split("---\n")[1])


def body(text: str) -> str:
    """The page without front matter, code, links and what is quoted from texts."""
    page = re.sub(r"(?<=lists them all:\n).*?(?=\n## )", "", text.split("---\n", 2)[2], flags=re.DOTALL)
    return re.sub(r"```.*?```|`[^`]*`|\]\([^)]*\)", "", page, flags=re.DOTALL)


def table_below(text: str, heading: str) -> list[dict[str, str]]:
    """The first Markdown table after a line."""
    lines = iter(text.partition(f"\n{heading}")[2].splitlines())
    rows = []
    for line in lines:
        if line.startswith("|"):
            rows.append([one.strip() for one in line.strip("|").split("|")])
        elif rows:
            break
    names, _, *cells = rows
    return [dict(zip(names, one, strict=True)) for one in cells]


def held(release: Path, table: str) -> list[dict[str, Any]]:
    return [one for path in sorted((release / "data" / table).glob("*")) for one in pq.read_table(path).to_pylist()]


def test_the_card_is_the_golden_one() -> None:
    assert page() == GOLDEN.read_text(encoding="utf-8"), "if it should differ: PYTHONPATH=. python tests/card_page.py"


def test_every_column_of_every_table_is_explained() -> None:
    text = page()
    for table in released.TABLES:
        for column in table.columns:
            assert f"| `{column.name}` |" in text
            assert column.doc in text


def test_every_statement_of_the_datasheet_stands_in_the_card() -> None:
    text = page()
    for statement in vars(SHEET).values():
        for line in [statement] if isinstance(statement, str) else statement:
            assert line in text


def test_the_makers_of_labels_and_of_gold_labels_are_told_at_the_top() -> None:
    top = page().partition("## Load")[0]
    assert "**The labels are made by rules and a small linear model, not by people.**" in top
    assert "made by language models" in top
    assert "**1 of 1 claims carry labels by people" in page(annotator_kind="human")


def test_every_key_of_the_front_matter_has_a_value_that_the_hub_knows() -> None:
    metadata = head(page())
    for key in ("annotations_creators", "language_creators", "multilinguality", "size_categories", "source_datasets"):
        assert set(metadata[key]) <= set(VOCABULARY[key]), key
    tasks = VOCABULARY["tasks"]
    assert set(metadata["task_categories"]) <= set(tasks)
    assert set(metadata["task_ids"]) <= {one for name in metadata["task_categories"] for one in tasks[name]}
    known = {"pretty_name", "language", "license", "license_name", "tags", "version", "configs", "dataset_info"}
    lists = {"annotations_creators", "language_creators", "multilinguality", "size_categories", "source_datasets"}
    assert set(metadata) == known | lists | {"task_categories", "task_ids"}


def test_the_lists_of_the_hub_are_those_that_datasets_ships() -> None:
    import datasets

    resources = Path(datasets.__file__).parent / "utils" / "resources"
    creators = json.loads((resources / "creators.json").read_text(encoding="utf-8"))
    assert VOCABULARY["annotations_creators"] == creators["annotations"]
    assert VOCABULARY["language_creators"] == creators["language"]
    assert VOCABULARY["multilinguality"] == list(json.loads((resources / "multilingualities.json").read_text("utf-8")))
    sizes = json.loads((resources / "size_categories.json").read_text(encoding="utf-8"))
    assert set(VOCABULARY["size_categories"]) == set(sizes)
    languages = json.loads((resources / "languages.json").read_text(encoding="utf-8"))
    assert set(head(page(language="en-GB"))["language"]) == {"en"} <= set(languages)


@pytest.mark.parametrize(
    ("rows", "name"),
    [(0, "n<1K"), (999, "n<1K"), (1_000, "1K<n<10K"), (99_999, "10K<n<100K"), (10**12, "n>1T"), (10**15, "n>1T")],
)
def test_the_size_has_the_name_of_the_hub(rows: int, name: str) -> None:
    assert size(rows) == name


@pytest.mark.parametrize(
    ("license_", "stated"),
    [("unknown", "other"), ("CC-BY-4.0", ["cc-by-4.0"]), ("all rights reserved", "other"), ("other", "other")],
)
def test_a_licence_is_stated_only_where_the_sources_state_one(license_: str, stated: str) -> None:
    assert head(page(license=license_))["license"] == stated


def test_labels_of_people_are_no_machine_labels() -> None:
    assert head(page())["annotations_creators"] == ["machine-generated"]
    assert head(page(annotator_kind="human"))["annotations_creators"] == ["other"]


def test_the_title_and_the_licence_are_those_of_the_parameters() -> None:
    release = PARAMETERS["release"] | {"title": "Claims *of* Ada", "authors": ["Lovelace, Ada"], "license": "CC0-1.0"}
    text = page(parameters=PARAMETERS | {"release": release})
    assert head(text)["pretty_name"] == "Claims *of* Ada"
    assert "\n# Claims \\*of\\* Ada 1.2.3\n" in text
    assert "author = {Lovelace, Ada}" in text
    assert "labels and offsets are under CC0-1.0" in text
    assert "Claimset" not in text.replace("claimset", "")


def test_the_front_matter_names_configs_with_version_and_digest() -> None:
    for config in head(page())["configs"]:
        assert config["version"] == "1.2.3"
        assert re.fullmatch("sha256:[0-9a-f]{64}", config["description"])


def test_scores_stand_in_the_order_of_the_columns_with_precision_and_recall() -> None:
    text = page()
    assert "| claim | F1 | 0.900 | 0.925 | 0.912 | 128 |" in text
    assert "| kind | accuracy |  |  | 0.990 | 237 |" in text
    names = ["zeal", "dates", "claim", "polarity (negated)", "kind", "claim_type", "units", "certainty (hedged)"]
    ordered = ["units", "kind", "claim", "claim_type", "certainty (hedged)", "polarity (negated)", "dates", "zeal"]
    assert [name for name, _ in by_column(dict.fromkeys(names))] == ordered


def test_a_missing_fact_is_an_error_and_not_a_gap() -> None:
    with pytest.raises(jinja2.UndefinedError, match="about"):
        page({"sets": {}})


@pytest.mark.parametrize("name", ["| a | b |\n# Title", "<script>alert(1)</script>", "[x](http://y)", "`code` *bold*"])
def test_words_of_a_source_cannot_become_markup(name: str) -> None:
    text = re.sub(r"```.*?```", "", page(source=name), flags=re.DOTALL)
    assert name not in text
    assert cell(name) in text
    assert "<script>" not in text
    assert text.count("\n# Title") == 0


def test_a_release_without_rows_has_a_card() -> None:
    nothing = tuple(Released(table, ()) for table in released.TABLES)
    text = card.render(nothing, Statistics(), QUALITY, PARAMETERS, "d" * 64)
    assert "| documents | 0 |" in text
    assert "excluded as `private_data` (0 here)" in text


def test_words_of_a_row_cannot_leave_their_block() -> None:
    statistics = Statistics()
    for table in released.TABLES:
        statistics.add(table, table.rows([row(table.name)]))
    statistics.examples["claims"] = row("claims", text="```\n# Out")
    tables = tuple(Released(table, ()) for table in released.TABLES)
    assert "```\n# Out" not in card.render(tables, statistics, QUALITY, PARAMETERS, "d" * 64)


def test_an_example_is_cut_where_it_is_cut_only() -> None:
    shown = json.loads(example({"text": "a" * 201, "short": "a" * 200, "list": [1, 2, 3, 4], "three": [1, 2, 3]}))
    assert shown == {"text": "a" * 200 + "…", "short": "a" * 200, "list": [1, 2, 3, "…"], "three": [1, 2, 3]}


def test_a_release_without_texts_says_so() -> None:
    assert "holds no words of the texts" not in page()
    standoff = PARAMETERS | {"release": PARAMETERS["release"] | {"text": "standoff"}}
    assert "holds no words of the texts" in page(parameters=standoff)
    assert "are empty where `documents.redistributable` is `no`" in page(redistributable="no")


def test_every_number_of_the_card_is_one_that_counts_something(release: Path) -> None:
    """Numbers that are no part of the wording, of the schemas or of the parameters are counted anew from the files."""
    text = (release / "README.md").read_text(encoding="utf-8")
    quality = store.read_json(release / "quality.json")
    wording = [(ROOT / "pipeline" / "card" / "card.md.jinja").read_text(encoding="utf-8"), str(vars(SHEET))]
    wording += [str([table.doc, *(column.doc for column in table.columns)]) for table in released.TABLES]
    wording += [str(exclusions.REASONS), quality["about"], *(one["about"] for one in quality["sets"].values())]
    allowed = {number for words in wording for number in NUMBER.findall(words)} | {"5", "0.8", "1.0.0"}
    for one in quality["sets"].values():
        allowed |= {str(one["texts"]), str(one["units"])}
        for score in one["columns"].values():
            allowed |= {f"{score[name]:.3f}" for name in ("value", "precision", "recall") if name in score}
            allowed.add(str(score["n"]))
        for score in one["agreement"].values():
            allowed |= {f"{score['value']:.3f}", str(score["n"])}
    assert set(NUMBER.findall(body(text))) <= allowed | counted(release)


def counted(release: Path) -> set[str]:
    """Every count that a card may name, from the Parquet files."""
    documents, claims = held(release, "documents"), held(release, "claims")
    counts = [sum(len(held(release, name)) for name in ("documents", "duplicates", "exclusions"))]
    counts.append(sum(len(one["text"]) for one in documents))
    for table in released.TABLES:
        rows = held(release, table.name)
        counts.append(len(rows))
        counts += [pq.read_metadata(path).num_rows for path in (release / "data" / table.name).glob("*")]
        for column in table.columns:
            counts += Counter(one[column.name] for one in rows).values() if column.enum else []
        counts += Counter(one["since_version"] for one in rows).values() if "since_version" in table.names else []
    for name in ("source_id", "license"):
        counts += Counter(one[name] for one in documents).values()
    counts += Counter(one["annotator_version"] for one in claims).values()
    repairs: Counter[str] = Counter()
    for one in documents:
        repairs.update({repair["rule"]: repair["count"] for repair in one["repairs"]})
    links = Counter((one["relation"], one["independent"]) for one in held(release, "claim_links"))
    return {"0"} | {str(count) for count in (*counts, *repairs.values(), *links.values())}


def test_the_tables_of_the_card_say_what_the_files_hold(release: Path) -> None:
    text = (release / "README.md").read_text(encoding="utf-8")
    rows = {table.name: held(release, table.name) for table in released.TABLES}
    funnel = {one["step"]: int(one["rows"]) for one in table_below(text, "## What is inside")}
    left_out = len(rows["duplicates"]), len(rows["exclusions"])
    assert list(funnel.values())[:4] == [
        len(rows["documents"]) + sum(left_out),
        *left_out[::-1],
        len(rows["documents"]),
    ]
    assert (funnel["sentences"], funnel["claims"]) == (len(rows["sentences"]), len(rows["claims"]))
    for versions in table_below(text, "## Versions"):
        assert {name: int(count) for name, count in versions.items() if name != "version"} == {
            name: len(some) for name, some in rows.items() if "since_version" in released.BY_NAME[name].names
        }
    links = {one["relation"]: tuple(map(int, list(one.values())[1:])) for one in table_below(text, "## Links between")}
    assert links == {
        name: (
            sum(one["relation"] == name for one in rows["claim_links"]),
            sum(one["relation"] == name and one["independent"] for one in rows["claim_links"]),
        )
        for name in released.BY_NAME["claim_links"]["relation"].enum or ()
    }
    reasons = {one["reason of exclusion"]: int(one["rows"]) for one in table_below(text, "### Cleaning")}
    assert reasons == Counter(one["reason"] for one in rows["exclusions"])
    labels = table_below(text.partition("\n### claims\n")[2], "```\n")
    for one in labels:
        found = Counter(claim[one["column"].strip("`")] for claim in rows["claims"])
        assert dict(pair.split(": ") for pair in one["label: rows"].split(", ")) == {
            k: str(n) for k, n in found.items()
        }
    scores = store.read_json(release / "quality.json")["sets"]
    for name, one in scores.items():
        stated = {line["column"]: (line["score"], int(line["n"])) for line in table_below(text, f"**{name}**")}
        assert stated == {column: (f"{s['value']:.3f}", s["n"]) for column, s in one["columns"].items()}
        below = text.partition(f"\n**{name}**")[2]
        agreed = {line["column"]: (line["agreement"], int(line["n"])) for line in table_below(below, "How far the two")}
        assert agreed == {column: (f"{s['value']:.3f}", s["n"]) for column, s in one["agreement"].items()}


def test_three_discrepancies_are_quoted_as_the_release_has_them(release: Path) -> None:
    text = (release / "README.md").read_text(encoding="utf-8")
    shown = re.findall(r"^By .*`(l[0-9a-f]{16})`\.$", text, re.MULTILINE)
    links = {one["link_id"]: one for one in held(release, "claim_links")}
    assert len(set(shown)) == 3
    relations = [links[link_id]["relation"] for link_id in shown]
    assert {"conflicts", "refines"} <= set(relations) <= {"conflicts", "supersedes", "refines"}
    claims = {one["claim_id"]: one for one in held(release, "claims")}
    quoted = re.findall(r"^(?:First|Second), .* \(`(c[0-9a-f]{16})`\):\n\n> (.*)$", text, re.MULTILINE)
    assert [claim for claim, _ in quoted] == [links[one][f"claim_id_{side}"] for one in shown for side in "ab"]
    for claim, words in quoted:
        assert words.replace("\\", "") == " ".join(claims[claim]["text"].split())


def test_personal_data_that_was_masked_is_counted() -> None:
    text = page(repairs=[{"rule": "mask_email", "count": 17}, {"rule": "outer_blanks", "count": 1}])
    assert "| kind | what is done | texts masked | characters masked in texts |" in text
    assert "| email | mask | 1 | 17 |" in text
    assert "| phone | keep | 0 | 0 |" in text


def test_every_table_of_the_card_is_one_to_a_reader_of_markdown(release: Path) -> None:
    """CommonMark with tables: as many tables as blocks of bars, and as many cells in each row as it has bars."""
    text = (release / "README.md").read_text(encoding="utf-8").split("---\n", 2)[2]
    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    blocks = re.findall(r"(?:^\|.*\|\n)+", re.sub(r"```.*?```", "", text, flags=re.DOTALL), re.MULTILINE)
    kinds = Counter(token.type for token in tokens)
    assert kinds["table_open"] == len(blocks) > 20
    assert kinds["tr_open"] == sum(len(block.splitlines()) - 1 for block in blocks), "all but the lines of dashes"
    for block in blocks:
        assert len({len(re.findall(r"(?<!\\)\|", line)) for line in block.splitlines()}) == 1, block
    assert not any(token.content.startswith("|") for token in tokens if token.type == "inline")


def test_the_snippets_of_the_card_run_as_they_stand(
    release: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import datasets

    monkeypatch.setattr(datasets.config, "HF_HUB_OFFLINE", True)
    monkeypatch.setattr(datasets.config, "HF_DATASETS_CACHE", tmp_path)
    text = (release / "README.md").read_text(encoding="utf-8")
    load, pin = (code for code in re.findall(r"```python\n(.*?)```", text, re.DOTALL) if "ID" in code)
    assert f'"{store.digest(release / "manifest.json")}"' in pin
    path = next((release / "data" / "claims").glob("train-*"))
    for code in (load, pin):
        exec(code.replace('"ID"', repr(str(release))), scope := {})
        assert scope["claims"]["claim_id"][:] == pq.read_table(path)["claim_id"].to_pylist()
    with pytest.raises(ValueError, match="is version 1.0.0, not 1.0.1"):
        exec(pin.replace('"1.0.0"', '"1.0.1"').replace('"ID"', repr(str(release))), {})


@pytest.mark.parametrize("path", sorted((ROOT / "data" / "gold_news" / "texts").iterdir()), ids=lambda path: path.stem)
def test_the_articles_in_the_pictures_are_named_with_author_and_licence(path: Path) -> None:
    title = path.read_text(encoding="utf-8").splitlines()[0]
    for text in (page(), (ROOT / "README.md").read_text(encoding="utf-8")):
        told = " ".join(text.split())
        assert f'"{title}"' in told
        assert "by the contributors of Wikinews" in told
        assert "(https://creativecommons.org/licenses/by/2.5/)" in told


def test_the_pictures_are_small_and_named_where_they_lie() -> None:
    shown = re.findall(r"!\[Example, not from this dataset: [^]]{40,}\]\(pictures/([^)]*)\)", page())
    assert sorted(shown) == sorted(card.PICTURES)
    for name in card.PICTURES:
        assert card.picture(name).startswith(b"\x89PNG")
        assert len(card.picture(name)) < 200_000
