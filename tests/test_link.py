from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import closure
import pyarrow.parquet as pq
import pytest
from conftest import ROOT

from pipeline import link, linked, linking, links, params, store
from pipeline.engine import Engine
from pipeline.errors import DataError
from pipeline.links import pages
from schemas.claim_links import CLAIM_CLUSTERS, LINKS
from schemas.claims import CLAIMS
from schemas.stages import ANNOTATED_CLAIMS, ANNOTATED_SENTENCES, UNIQUE
from schemas.table import Table

PARAMS = params.load(ROOT / "params.yaml")
Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory, run: Run) -> Path:
    """The five texts, each with a source of its own, up to their annotated claims."""
    out = tmp_path_factory.mktemp("linked") / "out"
    done = run("build", ROOT / "data" / "raw", out, "--sources", ROOT / "data" / "sources.yaml")
    assert done.returncode == 0, done.stderr
    return out


def linked_in(
    data: Path, out: Path, engine: str = "serial", annotations: Path | None = None
) -> list[dict[str, object]]:
    link.run(data / "unique", data / "claims", annotations, out, params=PARAMS, engine=Engine(engine))
    return [row for rows in store.read(out / LINKS.name, LINKS) for row in rows.to_pylist()]


def parted(data: Path, out: Path) -> Path:
    """The same data with a part for each document."""
    tables: list[tuple[Path, Table]] = [
        (Path("unique") / UNIQUE.name, UNIQUE),
        (Path("claims") / ANNOTATED_CLAIMS.name, ANNOTATED_CLAIMS),
        (Path("claims") / ANNOTATED_SENTENCES.name, ANNOTATED_SENTENCES),
    ]
    for folder, table in tables:
        (rows,) = store.read(data / folder, table)
        for doc_id in sorted(set(rows["doc_id"].to_pylist())):
            own = rows.filter([one == doc_id for one in rows["doc_id"].to_pylist()])
            store.write_part(out / folder / store.part_name(doc_id[1:]), own, table)
    return out


def test_how_the_work_is_cut_and_where_it_is_done_changes_no_link(data: Path, tmp_path: Path) -> None:
    whole = linked_in(data, tmp_path / "whole")
    cut = parted(data, tmp_path / "cut")
    assert linked_in(cut, tmp_path / "serial") == linked_in(cut, tmp_path / "processes", "processes:2")
    assert sorted(linked_in(cut, tmp_path / "again"), key=str) == sorted(whole, key=str)
    clusters = [
        list(store.read(tmp_path / name / CLAIM_CLUSTERS.name, CLAIM_CLUSTERS)) for name in ("serial", "processes")
    ]
    assert clusters[0] == clusters[1]


def test_candidates_lose_no_link_of_the_five_texts(data: Path) -> None:
    (claims,) = store.read(data / "claims" / ANNOTATED_CLAIMS.name, ANNOTATED_CLAIMS)
    (sentences,) = store.read(data / "claims" / ANNOTATED_SENTENCES.name, ANNOTATED_SENTENCES)
    (documents,) = store.read(data / "unique" / UNIQUE.name, UNIQUE)
    of_sentence = {row["sentence_id"]: row for row in sentences.select(["sentence_id", "kind", "block"]).to_pylist()}
    of_document = {row["doc_id"]: row for row in documents.drop_columns(["text"]).to_pylist()}
    rows = [of_document[row["doc_id"]] | of_sentence[row["sentence_id"]] | row for row in claims.to_pylist()]
    chosen = PARAMS.link
    tolerances = links.Tolerances(chosen.round_tolerance, chosen.about_tolerance, chosen.story_days)
    every = links.together.find(rows, chosen.same_subject, tolerances)
    (made,) = store.read(data / "links" / LINKS.name, LINKS)
    assert {ends: (one.relation, one.evidence) for ends, one in every.items()} == {
        (row["claim_id_a"], row["claim_id_b"]): (row["relation"], row["evidence"]) for row in made.to_pylist()
    }


def test_a_pair_that_people_hold_apart_is_no_link(data: Path, tmp_path: Path) -> None:
    before = linked_in(data, tmp_path / "before")
    claims = {row["claim_id"]: row for row in rows_of(data, ANNOTATED_CLAIMS)}
    documents = store.read_whole(data / "unique" / UNIQUE.name, UNIQUE, ["doc_id", "key"]).to_pylist()
    keys = {row["doc_id"]: row["key"] for row in documents}
    a, b = (claims[before[0][f"claim_id_{side}"]] for side in "ba")
    line = {
        "not_about_the_same": [{"key": keys[one["doc_id"]], "exact": one["text"]} for one in (a, b)],
        "annotator": "Ada Byron",
        "annotator_kind": "human",
        "reason": "Two operations.",
    }
    folder = tmp_path / "annotations"
    store.write_text(folder / "links.jsonl", json.dumps(line) + "\n")
    after = linked_in(data, tmp_path / "after", annotations=folder)
    assert [one["link_id"] for one in after] == [one["link_id"] for one in before[1:]]
    store.write_text(folder / "links.jsonl", json.dumps(line).replace(str(a["text"])[:20], "x") + "\n")
    with pytest.raises(DataError, match=r"links.jsonl:1: .* is not in the text"):
        linked_in(data, tmp_path / "wrong", annotations=folder)


def rows_of(data: Path, table: Table) -> list[dict[str, object]]:
    return [row for rows in store.read(data / "claims" / table.name, table) for row in rows.to_pylist()]


def test_claims_of_one_document_are_never_independent(data: Path) -> None:
    of_claim = {row["claim_id"]: row for row in rows_of(data, ANNOTATED_CLAIMS)}
    links = [row for rows in store.read(data / "links" / LINKS.name, LINKS) for row in rows.to_pylist()]
    same = [one for one in links if of_claim[one["claim_id_a"]]["doc_id"] == of_claim[one["claim_id_b"]]["doc_id"]]
    assert same
    assert not any(one["independent"] for one in same)
    assert any(one["independent"] for one in links)


def test_the_release_tells_the_cluster_of_each_claim_that_agrees_with_another(data: Path) -> None:
    claims = pq.read_table(data / "release" / "data" / CLAIMS.name).to_pylist()
    links = pq.read_table(data / "release" / "data" / "claim_links").to_pylist()
    agreeing = {
        end for one in links if one["relation"] == "corroborates" for end in (one["claim_id_a"], one["claim_id_b"])
    }
    assert {one["claim_id"] for one in claims if one["claim_cluster_id"]} >= agreeing
    assert {one["independent_sources"] for one in claims if not one["claim_cluster_id"]} == {1}
    assert max(one["independent_sources"] for one in claims) > 1


def test_a_release_is_read_back_as_pages(data: Path, run: Run) -> None:
    found = linked.read(data / "release", ("conflicts", "refines"))
    assert {one.relation for one in found} == {"conflicts", "refines"}
    page = run("discrepancies", data / "release").stdout
    conflicts = sum(one.relation == "conflicts" for one in found)
    assert page.startswith("# Discrepancies in version 1.0.0\n\nRules found these pairs")
    assert f"## Conflicts: what one says excludes what the other says ({conflicts})\n\n### 1\n" in page
    assert all(pages.escaped(one.a.text) in page and pages.escaped(one.b.text) in page for one in found)
    values = json.loads(run("discrepancies", data / "release", "--json").stdout)
    assert [one["link_id"] for one in values] == [one.link_id for one in pages.ordered(found)]


def test_explain_shows_the_links_of_a_claim_with_both_sentences_and_sources(data: Path, run: Run) -> None:
    (one, *_) = pages.ordered(linked.read(data / "release", ("conflicts",)))
    told = run("explain", one.a.claim_id, "--data", data).stdout
    assert f"  conflicts, score {one.score:.2f}, independent sources: {one.evidence}\n    first:  " in told
    assert all(text in told for text in (one.a.text, one.b.text, one.a.key, one.b.key, one.b.claim_id))
    values = json.loads(run("explain", one.a.claim_id, "--data", data, "--json").stdout)["links"]
    assert one.link_id in {value["link_id"] for value in values}
    released = linked.read(data / "release", pages.ORDER)
    of_claim = [link for link in released if one.a.claim_id in {link.a.claim_id, link.b.claim_id}]
    assert sorted(linked.of_claim(data, one.a.claim_id)) == sorted(of_claim)


def test_what_is_no_release_is_refused(tmp_path: Path, run: Run) -> None:
    done = run("discrepancies", tmp_path)
    assert (done.returncode, "no folder of a release" in done.stderr) == (2, True)


def test_a_page_without_discrepancies_says_so() -> None:
    assert "were found to conflict" in pages.markdown("version 1.0.0", [])


def test_nothing_is_left_of_the_work(data: Path, tmp_path: Path) -> None:
    linked_in(data, tmp_path / "links")
    assert not (tmp_path / ".parts" / "link").exists()
    assert linking.ANNOTATOR == "claimset"
    shutil.rmtree(tmp_path)


def test_the_version_of_the_links_covers_all_code_that_decides_one() -> None:
    reached = {path.split("/")[1].removesuffix(".py") for path in closure.dependencies("links")}
    assert reached <= {*link.NOUNS, "errors", "ids", "selectors"}
