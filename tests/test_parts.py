from __future__ import annotations

import json
from collections.abc import Mapping
from functools import partial
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from words import EMPTY, TEXTS, WORDS, bury, step

from pipeline import parts, store, workshop
from pipeline.engine import Engine
from pipeline.errors import DataError, WorkerDiedError
from pipeline.parts.amendment import Computed, amend, ordered
from pipeline.tally import Tally


def table(texts: Mapping[str, str]) -> pa.Table:
    return TEXTS.rows([{"doc_id": doc_id, "text": text} for doc_id, text in sorted(texts.items())])


def write(folder: Path, name: str, **texts: str) -> None:
    store.write_part(folder / "texts" / f"part-{name}.parquet", table(texts), TEXTS)


def run(folder: Path, engine: str | None = "serial", version: str = "1", *, dig: bool = False) -> tuple[Tally, str]:
    """The counts, and the letters of the documents that were computed."""
    log = folder / "log"
    log.unlink(missing_ok=True)
    with Engine(engine) as opened:
        tally = parts.run(
            partial(step, log=log),
            {folder / "texts": TEXTS},
            folder / "out",
            (WORDS, EMPTY),
            version=version,
            engine=opened,
            bury=bury if dig else None,
        )
    return tally, log.read_text(encoding="utf-8") if log.exists() else ""


def words(folder: Path) -> list[str]:
    return [word for rows in store.read(folder / "out" / "words", WORDS) for word in rows["word"].to_pylist()]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path, "1", a="one two", b="three")
    write(tmp_path, "2", c="", d="four", e="five")
    return tmp_path


def test_every_part_of_the_input_becomes_a_part_of_the_output(folder: Path) -> None:
    tally, computed = run(folder)
    assert (tally.read, tally.kept, tally.dropped["empty"], computed) == (5, 4, 1, "abcde")
    assert store.part_names(folder / "out" / "words") == store.part_names(folder / "texts")
    assert words(folder) == ["one", "two", "three", "four", "five"]


def test_nothing_is_computed_twice(folder: Path) -> None:
    first, _ = run(folder)
    second, computed = run(folder)
    assert (second, computed) == (first, "")
    other, computed = run(folder, version="2")
    assert (other, computed) == (first, "abcde")


def test_of_a_part_that_grew_only_the_new_document_is_computed(folder: Path) -> None:
    run(folder)
    write(folder, "2", c="", d="four", e="five", f="six")
    tally, computed = run(folder)
    assert (tally.read, computed) == (6, "f")
    assert words(folder)[-1] == "six"


def test_an_amended_part_has_the_bytes_of_one_that_was_computed_whole(folder: Path, tmp_path: Path) -> None:
    write(folder, "2", c="", d="four", e="five", f="six", g="seven", h="eight")
    run(folder)
    write(folder, "2", c="now there", d="four", e="five", f="six", g="seven", h="eight")
    tally, computed = run(folder)
    other = tmp_path / "other"
    write(other, "1", a="one two", b="three")
    write(other, "2", c="now there", d="four", e="five", f="six", g="seven", h="eight")
    whole, _ = run(other)
    assert (computed, tally) == ("cc", whole)  # once as it was, to take it off, and once as it is
    assert store.digests(folder / "out") == store.digests(other / "out")


TEXT = st.text("ab ", max_size=6)
CORPUS = st.dictionaries(st.sampled_from("abcdefghij"), TEXT, min_size=1)


@given(CORPUS, CORPUS, st.sets(st.sampled_from("abcdefghij")))
def test_amending_gives_what_computing_gives(old: dict[str, str], new: dict[str, str], same: set[str]) -> None:
    old, new = ({"z" * (i + 1): "same" for i in range(80)} | texts for texts in (old, new))
    new |= {doc_id: old[doc_id] for doc_id in same if doc_id in old}
    before, now = {"texts": table(old)}, {"texts": table(new)}
    made, tally = step(before)
    amended = amend(step, Computed(before, made, tally), now, (WORDS, EMPTY))
    whole, counted = step(now)
    assert amended is not None
    assert amended.tally + Tally() == counted
    for declared in (WORDS, EMPTY):
        assert amended.outputs[declared.name].to_pylist() == ordered(whole[declared.name], declared).to_pylist()


def test_a_part_that_changed_much_is_computed_whole(folder: Path) -> None:
    run(folder)
    write(folder, "2", c="", d="new", e="five")
    assert run(folder)[1] == "cde"


def test_a_stage_that_was_stopped_goes_on_where_it_was(folder: Path) -> None:
    write(folder, "2", c="", d="break")
    with pytest.raises(DataError, match="d: broken"):
        run(folder)
    assert not (folder / "out").exists()
    write(folder, "2", c="", d="four", e="five")
    assert run(folder)[1] == "cde"


def test_a_kept_part_that_is_damaged_is_computed_again(folder: Path) -> None:
    run(folder)
    kept = min((folder / ".parts" / "kept").rglob("words.parquet"))
    kept.unlink()
    kept.write_bytes(b"PAR1")
    assert run(folder)[1] == "ab"
    assert words(folder)[:3] == ["one", "two", "three"]


def test_what_a_run_does_not_use_is_forgotten(folder: Path) -> None:
    run(folder)
    (folder / "texts" / "part-2.parquet").unlink()
    write(folder, "1", a="else")
    run(folder)
    (done,) = (folder / ".parts" / "kept").rglob("done.json")
    assert done.parent.parent.name == "part-1.parquet"
    assert [path.name for path in (folder / ".parts" / "kept" / "out").iterdir()] == ["part-1.parquet"]


def test_a_part_that_cannot_be_read_is_named(folder: Path) -> None:
    (folder / "texts" / "part-2.parquet").write_bytes(b"nothing")
    with pytest.raises(DataError, match="part-2.parquet: cannot be read"):
        run(folder)


@pytest.mark.parametrize("engine", ["serial", "processes:2"])
def test_a_document_that_kills_its_process_is_found_and_buried(folder: Path, engine: str | None) -> None:
    write(folder, "2", c="", d="four", e="kill", f="six", g="seven")
    if engine == "serial":  # as after two runs that the document has killed
        with pytest.raises(WorkerDiedError):
            run(folder, "processes:1")
    tally, _ = run(folder, engine, dig=True)
    assert (tally.read, tally.kept, dict(tally.dropped)) == (7, 5, {"empty": 1, "kills_worker": 1})
    assert words(folder) == ["one", "two", "three", "four", "six", "seven"]
    empty = [key for rows in store.read(folder / "out" / "empty", EMPTY) for key in rows["key"].to_pylist()]
    assert empty == ["c", "e"]
    assert run(folder, "serial", dig=True)[1] == ""


def test_a_document_that_nothing_may_bury_is_named(folder: Path) -> None:
    write(folder, "2", c="", d="kill", e="five")
    with pytest.raises(WorkerDiedError, match=r"part-2.parquet: d kills the process.*explain d"):
        run(folder, "processes:2")
    assert not (folder / "out").exists()


def test_a_part_that_others_cut_off_is_innocent(folder: Path) -> None:
    """Two marks of processes that ended, as two kills of the whole run leave them."""
    run(folder)
    for done in sorted((folder / ".parts" / "kept").rglob("done.json")):
        workshop.append(done.parent.with_name(f"{done.parent.name}.attempts"), "xx")
        done.unlink()
    tally, computed = run(folder, None, dig=True)
    assert (tally.read, sorted(computed)) == (5, list("abcde"))


def test_the_log_tells_what_each_part_cost(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(folder)
    lines = [json.loads(line) for line in (folder / ".parts" / workshop.LOG).read_text(encoding="utf-8").splitlines()]
    assert [line.get("part") for line in lines] == ["part-1.parquet", "part-2.parquet", None]
    assert lines[0].keys() == {"stage", "part", "rows", "seconds", "peak_mb", "worker"}
    assert (lines[0]["rows"], lines[0]["peak_mb"] > 10) == (2, True)
    assert {one["doc_id"] for one in lines[2]["slowest"]} == set("abcde")
    said = capsys.readouterr().err.splitlines()
    assert [json.loads(line)["part"] for line in said[:2]] == ["part-1.parquet", "part-2.parquet"]
    assert said[2] == "out: parts computed 2, reused 0"
