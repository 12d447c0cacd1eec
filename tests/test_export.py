from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pyarrow as pa
import pyarrow.parquet as pq
from rows import TEXT, row

from pipeline import labelstudio, webannotation
from schemas.claims import CLAIMS

Run = Callable[..., subprocess.CompletedProcess[str]]


def test_the_labelling_interface_offers_every_value_of_every_label(built: Path, tmp_path: Path, run: Run) -> None:
    assert run("export", "label-studio", built / "release", tmp_path).returncode == 0
    tree = ElementTree.parse(tmp_path / "config.xml")
    labels = [one.get("value") for one in tree.iter("Label")]
    assert labels == list(CLAIMS["claim_type"].enum or ())
    assert {one.get("name") for one in tree.iter("Choices")} == set(labelstudio.CHOICES)


def test_a_folder_with_other_things_is_refused_and_a_former_export_replaced(
    built: Path, tmp_path: Path, run: Run
) -> None:
    for format_ in ("web-annotation", "label-studio"):
        assert run("export", format_, built / "release", tmp_path).returncode == 0
    (tmp_path / "thesis.doc").touch()
    other = run("export", "label-studio", built / "release", tmp_path)
    assert (other.returncode, "holds 'thesis.doc', which export did not make" in other.stderr) == (2, True)
    for out in (built / "release", built / "release" / "tasks"):
        inside = run("export", "label-studio", out.parent if out.name == "tasks" else out, out)
        assert (inside.returncode, "lies inside the release" in inside.stderr) == (2, True)
    assert not (built / "release" / "tasks.json").exists()


def test_a_release_that_withholds_all_texts_cannot_be_exported(built: Path, tmp_path: Path, run: Run) -> None:
    """Only its documents are needed: the same rows without their texts."""
    (source,) = sorted((built / "release" / "data" / "documents").glob("train-*"))
    rows = pq.read_table(source)
    bare = rows.set_column(rows.schema.get_field_index("text"), rows.schema.field("text"), pa.array([""] * len(rows)))
    (tmp_path / "standoff" / "data" / "documents").mkdir(parents=True)
    pq.write_table(bare, tmp_path / "standoff" / "data" / "documents" / source.name)
    done = run("export", "label-studio", tmp_path / "standoff", tmp_path / "tasks")
    assert (done.returncode, "python -m pipeline hydrate" in done.stderr) == (1, True), done.stderr
    assert not (tmp_path / "tasks").exists()


def test_offsets_beyond_the_basic_plane_survive_the_way_through_the_browser() -> None:
    text = "🚢🚢 " + TEXT
    claim = row("claims", text=TEXT, start=3, end=len(text))
    task = labelstudio.task(row("documents", text=text), [claim])
    value = task["predictions"][0]["result"][0]["value"]
    assert value["start"] == 5
    assert text.encode("utf-16-le")[2 * value["start"] : 2 * value["end"]].decode("utf-16-le") == TEXT
    assert list(labelstudio.overlays(task, [claim], "Ada", "x")) == []
    for result in task["predictions"][0]["result"]:
        result["id"] = "moved"
    made = list(labelstudio.overlays(task, [], "Ada", "x"))
    assert {line["exact"] for line in made} == {TEXT}


def test_web_annotations_hold_every_row_without_loss_and_name_their_words(
    built: Path, tmp_path: Path, run: Run
) -> None:
    done = run("export", "web-annotation", built / "release", tmp_path)
    assert done.returncode == 0, done.stderr
    tree = json.loads((tmp_path / "annotations.jsonld").read_text(encoding="utf-8"))
    rows = [
        one for path in (built / "release" / "data" / "claims").glob("*") for one in pq.read_table(path).to_pylist()
    ]
    exported = webannotation.claims(tree)
    assert sorted(exported, key=lambda one: one["claim_id"]) == sorted(rows, key=lambda one: one["claim_id"])
    assert tree["total"] == len(rows)
    for one in tree["first"]["items"]:
        quote, position = one["target"]["selector"]
        assert quote["exact"] == one["claimset:claim"]["text"]
        assert position["end"] - position["start"] == len(quote["exact"])
