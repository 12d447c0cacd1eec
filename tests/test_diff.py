from __future__ import annotations

import json
from pathlib import Path

import pytest
from releases import changed, number, rows, without, write

from pipeline import __main__, diff, hub, ledger, manifest
from pipeline.errors import DataError, UsageError
from pipeline.snapshots import Release


@pytest.fixture
def folders(tmp_path: Path) -> Path:
    """Releases ``old`` and ``new``, and a ledger that holds the old one."""
    write(tmp_path / "old", "1.0.0", rows())
    write(tmp_path / "new", "1.1.0", changed(without(rows(), "claims", 2), "claims", 0, polarity="negative"))
    ledger.write(tmp_path / "old", tmp_path / "ledger" / "1.0.0")
    return tmp_path


def told(capsys: pytest.CaptureFixture[str], *arguments: object) -> str:
    assert __main__.main(["diff", *map(str, arguments)]) == 0
    return capsys.readouterr().out


def test_the_last_line_is_the_bump(folders: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for form in ("text", "markdown"):
        out = told(capsys, folders / "old", folders / "new", "--format", form)
        assert out.splitlines()[-1] == "bump: MINOR"
        assert number("c", 2) in out
    assert json.loads(told(capsys, folders / "old", folders / "new", "--format", "json"))["bump"] == "MINOR"


@pytest.mark.parametrize("name", ["1.0.0", "v1.0.0", "ledger/1.0.0"])
def test_a_version_of_the_ledger_needs_no_old_data(
    name: str, folders: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old = folders / name if "/" in name else name
    out = told(capsys, old, folders / "new", "--ledger", folders / "ledger")
    assert "polarity: positive -> negative 1" in out
    assert "columns that changed" not in out


def test_what_is_no_version_is_named_with_those_that_are(folders: Path) -> None:
    assert isinstance(diff.snapshot(str(folders / "old"), folders / "ledger"), Release)
    with pytest.raises(UsageError, match="2.0.0: no folder of a release, and no version in .*there: 1.0.0"):
        diff.snapshot("2.0.0", folders / "ledger")


@pytest.mark.parametrize(
    ("sums", "message"),
    [
        (None, "it has no SHA256SUMS.; name a repository that holds one"),
        ("nonsense\n", "no line of SHA256SUMS: 'nonsense'; delete the copy"),
        (f"{'0' * 64}  card.md\n", r"1 file.s. are not what SHA256SUMS states, such as .*card.md; delete the copy"),
    ],
)
def test_a_download_that_is_no_sound_release_says_what_to_do(
    sums: str | None, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hub, "download", lambda *_: tmp_path)
    if sums is not None:
        (tmp_path / manifest.SUMS).write_text(sums, encoding="utf-8")
    with pytest.raises(DataError, match=message):
        diff.snapshot("hub:acme/claimset@v1.0.0", tmp_path)
