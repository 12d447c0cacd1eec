from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from conftest import ROOT

from pipeline.errors import DataError
from pipeline.explain import explain
from pipeline.explanation import page

Run = Callable[..., subprocess.CompletedProcess[str]]


def test_a_claim_is_followed_from_its_bytes_to_its_rules(built: Path, corpus: Path) -> None:
    path = next((built / "claims" / "claims").glob("*.parquet"))
    for claim in pq.read_table(path).to_pylist()[:5]:
        found = explain(built, claim["claim_id"])
        raw = (corpus / found["item"]["key"]).read_bytes()
        assert raw[claim["raw_start"] : claim["raw_end"]].decode() == found["bytes"]
        assert found["row"]["rules"]


def test_each_rule_that_touched_an_item_stands_with_its_bytes(built: Path, run: Run) -> None:
    done = run("explain", "002_d712047a3b5ac81b.txt", "--data", built)
    assert done.returncode == 0, done.stderr
    assert "odd_spaces" in done.stdout
    assert "c2 a0" in done.stdout
    assert "cluster k" in done.stdout


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("empty.txt", ["ingest", "empty"]),
        ("short.txt", ["clean", "too_short"]),
        ("picture.txt", ["clean", "binary"]),
        ("sub/shouted.txt", ["removed at deduplicate as a copy", "exact", "stands for it"]),
    ],
)
def test_what_was_dropped_says_where_and_why(key: str, words: list[str], built: Path, run: Run) -> None:
    done = run("explain", key, "--data", built)
    assert done.returncode == 0, done.stderr
    assert all(word in done.stdout for word in words), done.stdout


def test_a_sentence_shows_its_bytes_beside_its_text_and_its_claim(built: Path, run: Run) -> None:
    claim = pq.read_table(built / "claims" / "claims").to_pylist()[0]
    told = run("explain", claim["sentence_id"], "--data", built).stdout
    assert f"bytes {claim['raw_start']}-{claim['raw_end']}, read as utf-8:" in told
    assert f"clean text {claim['start']}-{claim['end']}:\n    {claim['text']}" in told
    assert f"{claim['claim_id']}  {claim['claim_type']}" in told


def test_a_file_of_records_names_some_of_them_and_a_withdrawn_text_shows_no_word(tmp_path: Path, run: Run) -> None:
    (tmp_path / "raw").mkdir()
    words = "The council met on Monday and it was said that the bridge would be built by the spring. " * 3
    (tmp_path / "raw" / "a.txt").write_text(words + "\n\n\n\nEnd.", encoding="utf-8")
    (tmp_path / "raw" / "b.jsonl").write_text(json.dumps({"id": "one", "text": words}), encoding="utf-8")
    fixes = [{"id": "gone", "action": "takedown", "key": "a.txt", "reason": "Asked for.", "date": "2026-01-01"}]
    (tmp_path / "fixes.yaml").write_text(json.dumps({"corrections": fixes}), encoding="utf-8")
    options = ("--corrections", tmp_path / "fixes.yaml", "--until", "clean")
    done = run("build", tmp_path / "raw", tmp_path / "out", *options, PIPELINE_ENGINE="serial")
    assert done.returncode == 0, done.stderr
    with pytest.raises(DataError, match=r"a file of 1 records; name one of them, such as b.jsonl#one\."):
        explain(tmp_path / "out", "b.jsonl")
    told = page.render(explain(tmp_path / "out", "a.txt"))
    assert "excluded at clean: takedown (gone, 2026-01-01: Asked for.)" in told
    assert "End." not in told
    with pytest.raises(DataError, match="clean: this folder holds no build") as caught:
        explain(tmp_path / "out" / "clean", "a.txt")
    assert "no id" not in str(caught.value)
    assert "the stages after it have not been run" in page.render(explain(tmp_path / "out", "b.jsonl#one"))


def test_what_is_left_out_has_no_language_and_what_is_withdrawn_no_title_and_no_url(tmp_path: Path, run: Run) -> None:
    (tmp_path / "raw").mkdir()
    words = "The council met on Monday and it was said that the bridge would be built by the spring. " * 3
    rows = [
        {
            "id": "1",
            "text": words,
            "title": "Write to jane@example.org",
            "url": "https://example.org/?u=jane@example.org",
        },
        {"id": "2", "text": "Court.", "title": "Brève"},
    ]
    (tmp_path / "raw" / "a.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    fixes = [{"id": "gone", "action": "takedown", "key": "a.jsonl#1", "reason": "Asked for.", "date": "2026-01-01"}]
    (tmp_path / "fixes.yaml").write_text(json.dumps({"corrections": fixes}), encoding="utf-8")
    options = ("--corrections", tmp_path / "fixes.yaml", "--until", "clean")
    done = run("build", tmp_path / "raw", tmp_path / "out", *options, PIPELINE_ENGINE="serial")
    assert done.returncode == 0, done.stderr
    withdrawn, short = (explain(tmp_path / "out", f"a.jsonl#{number}") for number in (1, 2))
    assert "jane" not in json.dumps(withdrawn, default=str)
    assert "jane" not in page.render(withdrawn)
    assert "title: Brève" in page.render(short)
    assert "language" not in page.render(withdrawn) + page.render(short)


@pytest.mark.parametrize("folder", ["missing", "release"])
def test_a_folder_that_holds_no_build_is_told_as_that(folder: str, built: Path, run: Run) -> None:
    done = run("explain", "short.txt", "--data", built / folder)
    assert (done.returncode, f"{folder}: this folder holds no build" in done.stderr) == (1, True)


def test_a_build_that_stopped_before_clean_says_so(tmp_path: Path, run: Run) -> None:
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "a.txt").write_text("Short.", encoding="utf-8")
    assert run("build", tmp_path / "raw", tmp_path / "out", PIPELINE_ENGINE="serial").returncode == 1
    with pytest.raises(DataError, match=r"a\.txt: was read, but .* ends before clean"):
        explain(tmp_path / "out", "a.txt")


def test_two_excluded_names_that_are_masked_alike_are_told_as_they_are_published(tmp_path: Path, run: Run) -> None:
    (tmp_path / "raw").mkdir()
    names = ("ann@example.org.txt", "bob@example.org.txt")
    for name in names:
        (tmp_path / "raw" / name).write_text(" ", encoding="utf-8")
    allowed = ("--set", "clean.max_excluded_share=1.0", "--until", "ingest")
    done = run("build", tmp_path / "raw", tmp_path / "out", *allowed, PIPELINE_ENGINE="serial")
    assert done.returncode == 0, done.stderr
    with pytest.raises(DataError, match=r"stands for 2 excluded items; name one of them, such as xxx@") as caught:
        explain(tmp_path / "out", names[0])
    for key in str(caught.value).partition("such as ")[2].rstrip(".").split(", "):
        assert explain(tmp_path / "out", key)["excluded"]["reason"] == "empty"


def test_programs_get_json(built: Path, run: Run) -> None:
    told = json.loads(run("explain", "short.txt", "--data", built, "--json").stdout)
    assert told["excluded"]["reason"] == "too_short"


def test_a_reader_who_has_seen_enough_ends_it_in_silence(built: Path) -> None:
    command = [sys.executable, "-m", "pipeline", "explain", "short.txt", "--data", str(built)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        process.stdout.close()
        assert process.stderr is not None
        assert process.stderr.read() == ""
    assert process.returncode == 128 + signal.SIGPIPE


def test_an_unknown_name_is_one_message(built: Path, run: Run) -> None:
    done = run("explain", "nothing.txt", "--data", built)
    assert (done.returncode, "nothing.txt: no id and no key" in done.stderr, "Traceback" in done.stderr) == (
        1,
        True,
        False,
    )
    with pytest.raises(DataError):
        explain(built, "d" + "9" * 16)
