from __future__ import annotations

import json
import shutil
import subprocess
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from conftest import ROOT

from pipeline import STAGES, build, selectors, workshop
from pipeline.errors import DataError

Run = Callable[..., subprocess.CompletedProcess[str]]
KEY = "002_d712047a3b5ac81b.txt"
SPLITS = ("--set", "split.shares={train: 0.4, validation: 0.3, test: 0.3}")


def sums(out: Path) -> str:
    return (out / "release" / "SHA256SUMS").read_text(encoding="utf-8")


@pytest.fixture(params=["processes", "dask"])
def engine(request: pytest.FixtureRequest) -> str:
    return str(request.getfixturevalue("cluster")) if request.param == "dask" else "processes:2"


def test_engine_hash_seed_and_order_of_files_change_no_byte(
    engine: str, built: Path, corpus: Path, tmp_path: Path, run: Run
) -> None:
    """What was built first was built serially."""
    other = tmp_path / "raw"
    (other / "sub").mkdir(parents=True)
    for path in sorted((p for p in corpus.rglob("*") if p.is_file()), reverse=True):
        shutil.copyfile(path, other / path.relative_to(corpus))
    done = run("build", other, tmp_path / "out", *SPLITS, PIPELINE_ENGINE=engine, PYTHONHASHSEED="7")
    assert done.returncode == 0, done.stderr
    assert sums(tmp_path / "out") == sums(built)


def test_a_second_build_takes_up_the_finished_parts_and_gives_the_same(
    corpus: Path, built: Path, tmp_path: Path, run: Run
) -> None:
    again = tmp_path / "out"
    shutil.copytree(built, again)
    done = run("build", corpus, again, *SPLITS)
    assert "clean: parts computed 0, reused 1" in done.stderr
    *_, named, last = done.stderr.splitlines()
    assert named.startswith("the card calls the dataset 'Claimset'; --set release.title=")
    assert last.startswith("parts computed 0")
    assert sums(again) == sums(built)


def test_until_stops_after_the_stage(corpus: Path, tmp_path: Path, run: Run) -> None:
    done = run("build", corpus, tmp_path / "out", "--until", "segment")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "out" / "sentences").is_dir()
    assert not (tmp_path / "out" / "claims").exists()


def test_a_folder_of_others_is_refused_and_left_alone(corpus: Path, tmp_path: Path, run: Run) -> None:
    (tmp_path / "thesis.doc").write_text("mine", encoding="utf-8")
    done = run("build", corpus, tmp_path)
    assert (done.returncode, "thesis.doc" in done.stderr) == (2, True)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.doc"]
    (tmp_path / "thesis.doc").rename(tmp_path / "documents")
    named = run("build", corpus, tmp_path)
    assert (named.returncode, "folders that build did not make" in named.stderr) == (2, True)
    (tmp_path / "documents").unlink()
    texts = Path(shutil.copytree(corpus, tmp_path / "documents"))
    around = run("build", texts, tmp_path)
    assert (around.returncode, "which build would overwrite" in around.stderr) == (2, True)
    assert (texts / "short.txt").is_file()
    inside = run("build", corpus, corpus / "out")
    assert (inside.returncode, "lies inside the raw folder" in inside.stderr) == (2, True)


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["build", "nowhere", "OUT"], 1, "nowhere: no such folder of raw texts"),
        (["build", "data/raw", "OUT", "--set", "clean.nothing=1"], 2, "no parameter 'clean.nothing'"),
        (["build", "data/raw", "OUT", "--set", "clean.language"], 2, "write --set clean.language=VALUE"),
        (["build", "data/raw", "OUT", "--params", "none.yaml"], 1, "none.yaml: cannot be read"),
        (["build", "data/raw", "OUT", "--set", "clean.min_characters=many"], 1, "clean.min_characters"),
        (["build", "data/raw", "OUT", "--sources", "params.yaml"], 1, "params.yaml: at the top"),
        (["build", "data/raw", "OUT", "--corrections", "params.yaml"], 1, "params.yaml: at the top"),
        (["build", "data/raw", "OUT", "--set", "clean.language=tlh"], 1, "clean.language: no function words"),
        (["build", "data/raw", "OUT", "--set", "clean.min_characters=999999"], 1, "clean.max_excluded_share = 0.5"),
        (["build", "data"], 2, "the following arguments are required: OUT"),
        (["clean", "a"], 2, "clean: takes 3 paths (documents, corrections_file, out), 1 given"),
        (["nonsense"], 2, "invalid choice"),
    ],
)
def test_what_is_wrong_is_one_message_and_an_exit_code(
    arguments: list[str], code: int, message: str, tmp_path: Path, run: Run
) -> None:
    done = run(*[str(tmp_path / "out") if one == "OUT" else one for one in arguments])
    assert done.returncode == code
    assert message in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("made", [[], ["table"]])
def test_a_run_that_fails_before_it_made_anything_leaves_no_folder(made: list[str], tmp_path: Path) -> None:
    out = tmp_path / "out"

    def fail() -> None:
        with workshop.working_in(out):
            for name in made:
                (out / name).touch()
            raise DataError("broken")

    with pytest.raises(DataError, match="broken"):
        fail()
    assert out.exists() == bool(made)


def test_a_run_that_fails_removes_the_folders_that_are_new_and_no_others(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    out = tmp_path / "mine" / "new" / "out"

    def fail() -> None:
        with workshop.working_in(out):
            (out / "clean").mkdir()
            raise DataError("broken")

    with pytest.raises(DataError, match="broken"):
        fail()
    assert [path.name for path in tmp_path.rglob("*")] == ["mine"]


def test_runs_that_wait_for_one_that_fails_work_one_at_a_time(tmp_path: Path) -> None:
    out, inside, most, began = tmp_path / "out", [], [], threading.Event()

    def work() -> None:
        began.wait()
        with workshop.working_in(out):
            inside.append(1)
            most.append(len(inside))
            time.sleep(0.05)
            inside.pop()
            raise DataError("broken")

    with ThreadPoolExecutor(4) as pool:
        runs = [pool.submit(work) for _ in range(8)]
        began.set()
    assert {type(run.exception()) for run in runs} == {DataError}
    assert most == [1] * 8
    assert not out.exists()


def test_a_raw_file_without_a_source_entry_is_named(tmp_path: Path, run: Run) -> None:
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "new.txt").write_text("A text of nobody.", encoding="utf-8")
    done = run("build", tmp_path / "raw", tmp_path / "out", "--sources", "data/sources.yaml")
    assert done.returncode == 1
    assert "data/sources.yaml: no entry for 1 raw file(s), such as 'new.txt'" in done.stderr


def test_the_wiring_of_build_is_that_of_dvc() -> None:
    assert tuple(build.wiring()) == STAGES
    assert build.wiring()["clean"] == ["data/documents", "data/corrections.yaml", "data/clean"]


def test_a_text_that_may_not_be_passed_on_is_withheld_and_its_labels_stay(tmp_path: Path, run: Run) -> None:
    sources = tmp_path / "sources.yaml"
    text = (ROOT / "data" / "sources.yaml").read_text(encoding="utf-8")
    sources.write_text(text.replace("redistributable: unknown", 'redistributable: "no"', 1), encoding="utf-8")
    done = run("build", ROOT / "data" / "raw", tmp_path / "out", "--sources", sources)
    assert done.returncode == 0, done.stderr
    release = tmp_path / "out" / "release"
    documents = pq.read_table(release / "data" / "documents").to_pylist()
    (withheld,) = [one for one in documents if one["redistributable"] == "no"]
    assert (withheld["text"], withheld["n_claims"] > 0) == ("", True)
    claims = pq.read_table(release / "data" / "claims").to_pylist()
    assert {one["text"] == "" for one in claims if one["doc_id"] == withheld["doc_id"]} == {True}
    assert {one["text"] == "" for one in claims if one["doc_id"] != withheld["doc_id"]} == {False}
    assert run("verify", release, "--raw", ROOT / "data" / "raw").returncode == 0


def test_a_label_of_the_folder_of_annotations_reaches_the_release(built: Path, tmp_path: Path, run: Run) -> None:
    (tmp_path / "raw").mkdir()
    shutil.copyfile(ROOT / "data" / "raw" / KEY, tmp_path / "raw" / KEY)
    texts = {one["key"]: one for one in pq.read_table(built / "release" / "data" / "documents").to_pylist()}
    claims = pq.read_table(built / "release" / "data" / "claims").to_pylist()
    claim = next(one for one in claims if one["doc_id"] == texts[KEY]["doc_id"])
    quote = selectors.quote(texts[KEY]["text"], claim["start"], claim["end"])._asdict()
    label = {"key": KEY, "column": "claimer", "value": "The mayor", "reason": "She said it.", "annotator": "Ada"}
    (tmp_path / "labels").mkdir()
    file = tmp_path / "labels" / "labels-ada.jsonl"
    file.write_text(json.dumps(quote | label | {"annotator_kind": "human"}), encoding="utf-8")
    done = run("build", tmp_path / "raw", tmp_path / "out", "--annotations", file.parent, "--until", "release")
    assert done.returncode == 0, done.stderr
    released = pq.read_table(tmp_path / "out" / "release" / "data" / "claims").to_pylist()
    changed = [(one["text"], one["annotator"]) for one in released if one["claimer"] == "The mayor"]
    assert changed == [(claim["text"], "Ada")]


def test_labels_that_no_stage_would_read_are_refused(corpus: Path, tmp_path: Path, run: Run) -> None:
    missing = run("build", corpus, tmp_path / "out", "--annotations", tmp_path / "labels")
    assert (missing.returncode, "no such folder of labels" in missing.stderr) == (2, True)
    (tmp_path / "labels").mkdir()
    (tmp_path / "labels" / "ada.jsonl").touch()
    unread = run("build", corpus, tmp_path / "out", "--annotations", tmp_path / "labels")
    assert (unread.returncode, "call it labels-ada.jsonl or links-ada.jsonl" in unread.stderr) == (2, True)
    assert not (tmp_path / "out").exists()


def test_an_empty_folder_and_a_folder_without_a_usable_text_are_told_apart(tmp_path: Path, run: Run) -> None:
    (tmp_path / "raw").mkdir()
    assert "no raw texts; put at least one file there" in run("build", tmp_path / "raw", tmp_path / "out").stderr
    (tmp_path / "raw" / "a.txt").write_bytes(b"")
    done = run("build", tmp_path / "raw", tmp_path / "out", "--set", "clean.max_excluded_share=1.0")
    assert done.returncode == 0, done.stderr
    assert run("verify", tmp_path / "out" / "release").returncode == 0
