from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from conftest import ROOT

from pipeline import page

Run = Callable[..., subprocess.CompletedProcess[str]]


def data(path: Path) -> dict[str, dict[str, dict[str, object]]]:
    return json.loads(path.read_text(encoding="utf-8").split('id="data">')[1].split("</script>")[0])["tables"]


def test_the_same_release_gives_the_same_page_wherever_it_lies(
    built: Path, corpus: Path, tmp_path: Path, run: Run
) -> None:
    shutil.copytree(built / "release", tmp_path / "elsewhere")
    done = run("page", tmp_path / "elsewhere", corpus, tmp_path / "page", PYTHONHASHSEED="7", TZ="Asia/Tokyo")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "page" / "index.html").read_bytes() == (built / "page" / "index.html").read_bytes()


def test_the_page_holds_every_row_of_the_release_in_one_small_file(built: Path) -> None:
    (path,) = (built / "page").iterdir()
    assert path.stat().st_size < 1_500_000
    for name, table in data(path).items():
        assert table["rows"] == sum(
            pq.read_metadata(one).num_rows for one in (built / "release" / "data" / name).glob("*")
        )


def test_a_release_too_large_for_one_page_is_shown_in_part(
    built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page, "_SHOWN", 2)
    tally = page.run(built / "release", None, tmp_path / "page", params=None, engine=None)  # type: ignore[arg-type]
    tally.check("page")
    assert (tally.kept, tally.dropped["beyond the sample"]) == (2, tally.read - 2)
    text = (tmp_path / "page" / "index.html").read_text(encoding="utf-8")
    assert f"This page shows 2 of {tally.read} documents" in text
    shown = data(tmp_path / "page" / "index.html")
    assert shown["documents"]["rows"] == 2
    assert (
        0
        < int(str(shown["claims"]["rows"]))
        < sum(pq.read_metadata(one).num_rows for one in (built / "release" / "data" / "claims").glob("*"))
    )


def test_without_the_raw_folder_places_are_told_and_no_bytes(built: Path, tmp_path: Path, run: Run) -> None:
    done = run("page", built / "release", tmp_path / "page")
    assert done.returncode == 0, done.stderr
    column = data(tmp_path / "page" / "index.html")["documents"]["columns"]["repaired"]
    places = [one for some in column["lists"] for one in some]  # type: ignore[index]
    assert places
    assert {one[-1] for one in places} == {None}


def test_a_page_that_lies_elsewhere_leaves_nothing_beside_it(built: Path, tmp_path: Path, run: Run) -> None:
    (tmp_path / "page").mkdir()
    (tmp_path / "page" / "notes.txt").touch()
    done = run("page", built / "release", tmp_path / "page")
    assert done.returncode == 0, done.stderr
    assert sorted(path.name for path in (tmp_path / "page").iterdir()) == ["index.html", "notes.txt"]
    assert sorted(path.name for path in tmp_path.glob("[!.]*")) == ["page"]
    assert (built / "reports" / "page.json").is_file()


def test_a_page_takes_two_or_three_paths(built: Path, run: Run) -> None:
    done = run("page", built / "release")
    assert (done.returncode, "page: takes 3 paths (release, raw, out), 1 given" in done.stderr) == (2, True)


def test_what_is_no_release_is_named(tmp_path: Path, run: Run) -> None:
    done = run("page", ROOT / "data" / "raw", tmp_path / "page")
    assert (done.returncode, "no release; build one with `make release`" in done.stderr) == (1, True)
