from __future__ import annotations

import signal
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from conftest import ROOT
from playwright.sync_api import Browser, Page

sys.path.append(str(Path(__file__).parent))

from reviewing import MARKED, labels, review

Open = Callable[..., Page]
COPIES = 4000  # of five documents


@contextmanager
def served(release: Path, *more: str) -> Iterator[str]:
    """The address of a server, which Ctrl-C stops cleanly."""
    command = [sys.executable, "-m", "pipeline", "browse", str(release), *more]
    # A shell that runs this in the background ignores Ctrl-C, and what it starts would do so too.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as server:
        signal.signal(signal.SIGINT, before)
        try:
            assert server.stdout
            yield server.stdout.readline().strip()
            server.send_signal(signal.SIGINT)
            assert server.wait(10) == 0
        finally:
            server.kill()


@pytest.fixture(scope="module")
def address(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    from crowd import copies

    with served(copies(built / "release", tmp_path_factory.mktemp("crowd") / "release", COPIES)) as url:
        yield url


def get(url: str, **headers: str) -> int:
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        return int(opener.open(urllib.request.Request(url, headers=headers), timeout=10).status)
    except urllib.error.HTTPError as error:
        return error.code


def test_twenty_thousand_documents_are_searched_and_read(
    visit: Open, address: str, capsys: pytest.CaptureFixture[str]
) -> None:
    page = visit("#find", url=address)
    page.locator("[name=claim_type]").select_option("quantity")
    page.locator("[name=claimer]").fill("officials")
    page.wait_for_url("**claimer=officials*")
    page.locator("#total", has_text=f"of {COPIES:,}").wait_for()
    with capsys.disabled():
        took = page.evaluate("document.documentElement.dataset.filterMs")
        print(f"\n{5 * COPIES:,} documents, served: claims of a type by a claimer in {took} ms")
    page.locator(".results a").first.click()
    page.locator("#details").wait_for()
    assert "officials" in page.locator("#details").inner_text()
    page.get_by_role("link", name="All documents").click()
    page.locator("#total", has_text=f"of {5 * COPIES:,}").wait_for()


def test_nothing_is_told_without_the_secret_or_under_another_name(address: str) -> None:
    root = address.rsplit("/", 2)[0]
    assert get(address) == 200
    assert get(f"{address}values?filter=source") == 200
    assert [get(f"{root}/"), get(f"{root}/guess/"), get(f"{address}../"), get(f"{address}nothing")] == [404] * 4
    assert get(address, Host="evil.example:80") == 404
    assert address.startswith("http://127.0.0.1:")


def test_a_raw_folder_of_other_bytes_is_named_on_the_page(
    browser: Browser, built: Path, corpus: Path, tmp_path: Path
) -> None:
    for path in corpus.glob("*.txt"):
        (tmp_path / path.name).write_bytes(path.read_bytes() + b"\n")
    shown = next(pq.read_table(path)["doc_id"][0].as_py() for path in (built / "release/data/documents").glob("*"))
    with served(built / "release", "--raw", str(tmp_path)) as url:
        page = browser.new_page()
        page.goto(f"{url}#doc/{shown}")
        assert f"does not hold the bytes of {shown}" in page.get_by_role("alert").inner_text()
        page.close()


def test_the_server_shows_raw_bytes_and_its_review_is_taken_too(
    visit: Open,
    built: Path,
    corpus: Path,
    tmp_path: Path,
    run: Callable[..., subprocess.CompletedProcess[str]],
) -> None:
    claims = [
        one for path in (built / "release" / "data" / "claims").glob("*") for one in pq.read_table(path).to_pylist()
    ]
    claim = next(one for one in claims if one["claim_type"] == "quantity" and one["claimer"])
    with served(built / "release", "--raw", str(corpus)) as url:
        page = visit(f"#claim/{claim['claim_id']}", url=url)
        page.get_by_label("raw file beside").check()
        assert "Their bytes are not told" not in page.locator("#raw").inner_text()
        assert labels(review(page, built, claim, tmp_path, run)) == MARKED
