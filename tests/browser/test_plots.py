from __future__ import annotations

import csv
import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from conftest import ROOT
from playwright.sync_api import Page

AUTHOR = ("-c", "user.name=Ada", "-c", "user.email=ada@example.org", "-c", "commit.gpgsign=false")


@pytest.fixture(scope="module")
def history(built: Path, versions: tuple[Path, Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with the figures of two versions, tagged."""
    folder = tmp_path_factory.mktemp("plots") / "repository"
    shutil.copytree(ROOT / ".dvc", folder / ".dvc", ignore=shutil.ignore_patterns("tmp", "cache", "config.local"))
    plots = yaml.safe_load((ROOT / "dvc.yaml").read_text(encoding="utf-8"))["plots"]
    (folder / "dvc.yaml").write_text(yaml.safe_dump({"plots": plots}), encoding="utf-8")
    subprocess.run(["git", "init", "--quiet", folder], check=True)
    for tag, build in (("v1.0.0", built), ("v1.1.0", versions[1].parent)):
        (folder / "data" / "reports").mkdir(parents=True, exist_ok=True)
        for path in (build / "reports").glob("*.csv"):
            shutil.copyfile(path, folder / "data" / "reports" / path.name)
        for command in (("add", "--all"), ("commit", "--quiet", "--message", tag), ("tag", tag)):
            subprocess.run(["git", *AUTHOR, *command], cwd=folder, check=True)
    return folder


def drawn(folder: Path, *arguments: str) -> Path:
    command = [sys.executable, "-m", "dvc", "plots", *arguments, "--out", "seen"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return folder / "seen" / "index.html"


def test_two_versions_stand_side_by_side_without_a_network(visit: Callable[..., Page], history: Path) -> None:
    page = visit(path=drawn(history, "diff", "v1.0.0", "v1.1.0"))
    assert page.locator("h1").all_inner_texts() == [one["title"] for one in plots(history)]
    row = page.locator("tr", has=page.get_by_role("rowheader", name="documents", exact=True))
    assert row.locator(".figures div").all_inner_texts() == ["5", "7"]
    assert row.locator(".bar").count() == 2
    assert page.locator(".legend").first.inner_text().split() == ["v1.0.0", "v1.1.0"]


def test_one_version_shows_every_row_of_every_figure(visit: Callable[..., Page], history: Path) -> None:
    page = visit(path=drawn(history, "show"), width=360, scheme="dark")
    for one, table in zip(plots(history), page.locator("table").all(), strict=True):
        with (history / one["path"]).open(encoding="utf-8", newline="") as stream:
            names = [row[one["y"]] for row in csv.DictReader(stream)]
        assert table.locator("th[scope=row]").all_inner_texts() == names
        assert len(set(names)) == len(names)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_a_figure_without_rows_is_an_empty_table(visit: Callable[..., Page], tmp_path: Path) -> None:
    spec = {"data": {"values": []}, "mark": {"type": "bar"}, "title": "None yet"}
    spec |= {"encoding": {"x": {"field": "rows"}, "y": {"field": "step"}}}
    drawn = f'<div id="a"></div><script>vegaEmbed("#a", {json.dumps(spec)})</script>'
    template = (ROOT / ".dvc" / "plots.html").read_text(encoding="utf-8")
    filled = template.replace("{refresh_tag}", "").replace("{plot_divs}", drawn)
    (tmp_path / "index.html").write_text(filled, encoding="utf-8")
    page = visit(path=tmp_path / "index.html")
    assert page.locator("h1").inner_text() == "None yet"
    assert page.locator("tbody tr").count() == 0


def plots(folder: Path) -> list[dict[str, str]]:
    told = yaml.safe_load((folder / "dvc.yaml").read_text(encoding="utf-8"))["plots"]
    return [{"path": path, **options} for one in told for path, options in one.items()]
