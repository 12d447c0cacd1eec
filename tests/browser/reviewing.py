"""The way of a label from the page into the data, the same from the file on disk and from the server."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
from playwright.sync_api import Page

Row = dict[str, Any]


def mark(page: Page, place: str, column: str, value: str, reason: str) -> None:
    """Mark one label of what stands at an address as wrong."""
    page.evaluate("hash => { location.hash = hash }", place)
    page.locator(f"#details a[href='{place}']").first.wait_for()
    page.locator("#marker").evaluate("node => { node.open = true }")
    page.locator("#marker [name=column]").select_option(column)
    field = page.locator("#marker [name=value]")
    if field.evaluate("node => node.tagName") == "SELECT":
        field.select_option(value)
    else:
        field.fill(value)
    page.locator("#marker [name=reason]").fill(reason)
    page.locator("#marker [name=annotator]").fill("Ada Byron")
    page.get_by_role("button", name="Mark as wrong").click()
    page.get_by_text(f"Marked: {column.replace('_', ' ')} is").wait_for()


def download(page: Page, folder: Path) -> list[Row]:
    """The marks, saved as the browser names them."""
    page.evaluate("location.hash = '#review'")
    with page.expect_download() as caught:
        page.locator("#download").click()
    assert caught.value.suggested_filename == "labels-ada-byron.jsonl"
    caught.value.save_as(folder / caught.value.suggested_filename)
    return [json.loads(line) for line in (folder / "labels-ada-byron.jsonl").read_text(encoding="utf-8").splitlines()]


def review(
    page: Page, built: Path, claim: Row, tmp_path: Path, run: Callable[..., subprocess.CompletedProcess[str]]
) -> Row:
    """Mark a type, a claimer and a unit without a claim; `annotate` takes all three from the file.

    Gives the row that it makes of the claim then.
    """
    units = [
        row for path in (built / "release" / "data" / "sentences").glob("*") for row in pq.read_table(path).to_pylist()
    ]
    unit = next(one for one in units if one["checkworthiness"] == "NFS" and one["kind"] == "sentence")
    mark(page, f"#claim/{claim['claim_id']}", "claim_type", "prediction", "The strike is planned, not done.")
    mark(page, f"#claim/{claim['claim_id']}", "claimer", "", "Nobody says so.")
    mark(page, f"#sentence/{unit['sentence_id']}", "checkworthiness", "CFS", "It can be checked.")
    folder = tmp_path / "annotations"
    lines = download(page, folder)
    assert [(one["exact"], one["annotator_kind"]) for one in lines] == [
        (claim["text"], "human"),
        (claim["text"], "human"),
        (unit["text"], "human"),
    ]
    done = run("annotate", built / "unique", built / "sentences", folder, tmp_path / "claims")
    assert done.returncode == 0, done.stderr
    rows = [one for path in (tmp_path / "claims" / "claims").glob("*") for one in pq.read_table(path).to_pylist()]
    (corrected,) = (one for one in rows if one["claim_id"] == claim["claim_id"])
    assert [one["checkworthiness"] for one in rows if one["sentence_id"] == unit["sentence_id"]] == ["CFS"]
    return corrected


def labels(corrected: Row) -> list[str | None]:
    """What the marks of `review` decide in a row."""
    return [corrected[name] for name in ("claim_type", "claimer", "annotator", "annotator_kind")]


MARKED = ["prediction", None, "Ada Byron", "human"]
