from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

sys.path.append(str(Path(__file__).parent))

COPIES = 401  # of five documents: a few more than one page shows
FILTERS = (
    "q=drug",
    "q=the+of",
    "claim_type=quantity",
    "claimer=officials",
    "entity=venezuela",
    "entity=a",
    "source=x",
    "split=train",
    "relation=conflicts",
    "certainty=possible&polarity=positive",
    "sort=worthy",
    "sort=claimer",
    "q=strike&entity=pacific&sort=long",
    "",
)
# From the change of the address until the results stand in the page, and until they are painted.
TIMED = """async query => {
  const root = document.documentElement, began = performance.now();
  delete root.dataset.filterMs;
  history.replaceState(null, "", "#find?" + query);
  dispatchEvent(new HashChangeEvent("hashchange"));
  while (!root.dataset.filterMs) await new Promise(done => setTimeout(done));
  await new Promise(done => requestAnimationFrame(() => setTimeout(done)));
  return [Number(root.dataset.filterMs), performance.now() - began, document.getElementById("total").textContent];
}"""


@pytest.fixture(scope="module")
def large(
    built: Path, tmp_path_factory: pytest.TempPathFactory, run: Callable[..., subprocess.CompletedProcess[str]]
) -> Path:
    from crowd import copies

    folder = tmp_path_factory.mktemp("large")
    done = run("page", copies(built / "release", folder / "release", COPIES), folder / "page")
    assert done.returncode == 0, done.stderr
    return folder / "page" / "index.html"


def test_two_thousand_documents_open_and_filter_and_say_how_fast(
    visit: Callable[..., Page], large: Path, site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = visit(path=large)
    assert f"This page shows 2,000 of {5 * COPIES:,} documents" in page.locator("#overview").inner_text()
    painted, ready = page.evaluate(
        "[performance.getEntriesByName('first-contentful-paint')[0].startTime,"
        " performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd]"
    )
    page.wait_for_function("() => document.getElementById('app').dataset.ready !== undefined")
    page.evaluate("location.hash = '#find'")
    page.locator("#search").focus()
    rows = [(query or "(all)", *page.evaluate(TIMED, query)) for query in FILTERS]
    assert all("of" in total or total == "Nothing fits." for *_, total in rows)
    with capsys.disabled():
        sizes = [path.stat().st_size / 1e6 for path in (site, large)]
        print(f"\nbytes: {sizes[0]:.2f} MB for the corpus, {sizes[1]:.1f} MB for 2,000 documents")
        print(f"2,000 documents: first paint {painted:.0f} ms, ready {ready:.0f} ms")
        print(f"{'filter':40} {'script ms':>9} {'painted ms':>10}")
        for query, script, whole, total in rows:
            print(f"{query:40} {script:9.1f} {whole:10.1f}  {total}")
