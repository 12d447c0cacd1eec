from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from rows import row

from pipeline import store
from pipeline.errors import ConfigurationError, DataError
from schemas.documents import DOCUMENTS
from schemas.exclusions import EXCLUSIONS


def rows(*keys: str) -> pa.Table:
    return EXCLUSIONS.rows([row("exclusions", key=key) for key in keys])


def test_a_part_comes_back_as_it_was_written(tmp_path: Path) -> None:
    store.write_part(tmp_path / "part-all.parquet", rows("a", "b"), EXCLUSIONS)
    assert store.part_names(tmp_path) == ["part-all.parquet"]
    assert store.read_part(tmp_path / "part-all.parquet", EXCLUSIONS) == rows("a", "b")
    assert [path.name for path in tmp_path.iterdir()] == ["part-all.parquet"]


def test_the_chunks_of_the_input_make_no_difference_to_the_bytes(tmp_path: Path) -> None:
    store.write_part(tmp_path / "one.parquet", rows(*"abcd"), EXCLUSIONS)
    store.write_part(tmp_path / "two.parquet", pa.concat_tables([rows("a"), rows("b", "c"), rows("d")]), EXCLUSIONS)
    assert (tmp_path / "one.parquet").read_bytes() == (tmp_path / "two.parquet").read_bytes()


def test_rows_that_break_a_rule_are_not_written(tmp_path: Path) -> None:
    bad = EXCLUSIONS.rows([row("exclusions", reason="ugly")])
    with pytest.raises(DataError, match="reason is one of"):
        store.write_part(tmp_path / "part-all.parquet", bad, EXCLUSIONS)
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_no_parquet_or_has_other_columns_is_named(tmp_path: Path) -> None:
    path = tmp_path / "part-all.parquet"
    path.write_bytes(b"PAR1 no more PAR1")
    with pytest.raises(DataError, match="part-all.parquet: cannot be read"):
        store.read_part(path, EXCLUSIONS)
    pq.write_table(pa.table({"a": [1]}), path)
    with pytest.raises(DataError, match="its columns are not those of exclusions"):
        store.read_part(path, EXCLUSIONS)
    with pytest.raises(DataError, match="its columns are not those of exclusions"):
        next(store.batches(path, EXCLUSIONS))


def damaged(path: Path) -> dict[str, bytes]:
    """What becomes of files: cut off, overwritten in the middle, overwritten at the end, gone."""
    sound = path.read_bytes()
    cut, middle = len(sound) // 2, len(sound) // 4
    return {
        "cut": sound[:cut],
        "middle": sound[:8] + bytes(middle) + sound[8 + middle :],
        "footer": sound[:-60] + b"?" * 52 + sound[-8:],
        "empty": b"",
    }


@pytest.mark.parametrize("harm", ["cut", "middle", "footer", "empty"])
def test_a_damaged_file_is_told_in_one_line_however_it_is_read(harm: str, tmp_path: Path) -> None:
    path = tmp_path / "part-all.parquet"
    store.write_part(path, DOCUMENTS.rows([row("documents")] * 50), DOCUMENTS)
    path.write_bytes(damaged(path)[harm])
    reads: list[Callable[[], object]] = [
        lambda: store.read_part(path, DOCUMENTS),
        lambda: store.read_columns(path, DOCUMENTS, ["doc_id", "text"]),
        lambda: store.read_whole(tmp_path, DOCUMENTS, ["doc_id"]),
        lambda: list(store.batches(path, DOCUMENTS)),
        lambda: list(store.row_groups(path, DOCUMENTS)),
        lambda: list(store.stream(path, ["doc_id"], ["doc_id"])),
        lambda: store.cells(path, "doc_id", [3]),
        lambda: store.read_owned([path], DOCUMENTS, pa.chunked_array([["d"]])),
    ]
    for read in [*reads, *([] if harm == "middle" else [lambda: store.count_rows(path)])]:
        with pytest.raises(DataError, match=r"part-all.parquet: cannot be read as Parquet \(.+\); .*again") as told:
            read()
        assert "\n" not in str(told.value)


def test_a_column_that_lacks_is_no_damage(tmp_path: Path) -> None:
    store.write_part(tmp_path / "part-all.parquet", rows("a"), EXCLUSIONS)
    with pytest.raises(DataError, match="part-all.parquet: "):
        store.read_columns(tmp_path / "part-all.parquet", DOCUMENTS, ["doc_id"])


def test_a_table_that_is_not_there_says_how_to_make_it(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="dvc repro"):
        store.part_names(tmp_path / "nothing")


def test_a_folder_takes_its_place_only_when_all_went_well(tmp_path: Path) -> None:
    target = tmp_path / "out"
    with store.new_folder(target) as fresh:
        (fresh / "a").write_text("1", encoding="utf-8")
    with pytest.raises(ZeroDivisionError), store.new_folder(target) as fresh:
        (fresh / "a").write_text(str(1 // 0), encoding="utf-8")
    assert (target / "a").read_text(encoding="utf-8") == "1"
    assert list((tmp_path / ".parts").iterdir()) == []


def test_where_the_new_folder_cannot_take_its_place_the_old_one_stays(tmp_path: Path) -> None:
    target = tmp_path / "out"
    target.mkdir()
    (target / "a").touch()
    with pytest.raises(FileNotFoundError), store.new_folder(target) as fresh:
        fresh.rmdir()
    assert [path.name for path in target.iterdir()] == ["a"]


def test_a_read_that_fails_while_a_file_is_written_is_not_told_as_a_failure_to_write(tmp_path: Path) -> None:
    with (
        pytest.raises(FileNotFoundError, match="gone"),
        store.open_writer(tmp_path / "part-all.parquet", EXCLUSIONS),
    ):
        (tmp_path / "gone").read_bytes()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.geteuid() != 0 or not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_publishes_nothing_and_says_so(tmp_path: Path) -> None:

    path = tmp_path / "x.json"
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    temporary.symlink_to("/dev/full")
    with pytest.raises(DataError, match="cannot be written .No space left on device.; nothing was published"):
        store.write_json(path, {"a": "b" * 10_000})
    assert not path.exists()


def test_json_and_yaml_that_cannot_be_read_name_their_file(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("{", encoding="utf-8")
    with pytest.raises(DataError, match=r"a.json: cannot be read as JSON \(.*\); get or make it again\."):
        store.read_json(tmp_path / "a.json")
    (tmp_path / "a.yaml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ConfigurationError, match=r"a.yaml: not valid YAML: .*\. Correct it\."):
        store.read_yaml(tmp_path / "a.yaml")


def test_json_is_written_with_sorted_keys(tmp_path: Path) -> None:
    store.write_json(tmp_path / "a.json", {"b": 1, "a": "é"})
    assert (tmp_path / "a.json").read_bytes() == '{\n  "a": "é",\n  "b": 1\n}\n'.encode()


def test_the_digest_of_code_changes_with_a_noun_and_names_tables_too() -> None:
    assert store.code_digest("ids") != store.code_digest("tally")
    assert store.code_digest("ids") == store.code_digest("ids")
    assert len(store.code_digest()) == 64


def test_a_release_of_long_texts_is_read_a_few_rows_at_a_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store.parquet, "_STREAM_BYTES", 100_000)
    ends = [{"start": 0, "raw_start": 0, "width": 1}, {"start": 10_000, "raw_start": 10_000, "width": 0}]
    long = [
        row("documents", doc_id=f"d{number:016x}", key=f"{number}.txt", text=f"{number:<10000}", alignment=ends)
        for number in range(100)
    ]
    store.write_part(tmp_path / "a.parquet", DOCUMENTS.rows(long), DOCUMENTS)
    sizes = [len(batch) for batch in store.batches(tmp_path / "a.parquet", DOCUMENTS)]
    assert sum(sizes) == 100
    assert max(sizes) <= 10
