"""The two pictures of README and card: run it to take them anew from the real page, with Debian's Chromium.

The page is that of the Wikinews articles among the gold texts, which anybody may show (CC BY 2.5); so releases that
withhold their own texts can carry the pictures too.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow.parquet as pq
from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
PICTURES = ROOT / "pipeline" / "card" / "pictures"
NAMES = ("overview.png", "reader.png")
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--force-color-profile=srgb")
SOURCES = """sources:
- {source_id: wikinews, name: Wikinews, files: ['*'], license: CC-BY-2.5, redistributable: 'yes', language: en}
"""


def build(folder: Path) -> Path:
    """The articles, built."""
    (folder / "sources.yaml").write_text(SOURCES, encoding="utf-8")
    command = [sys.executable, "-m", "pipeline", "build", ROOT / "data" / "gold_news" / "texts", folder / "out"]
    subprocess.run([*command, "--sources", folder / "sources.yaml"], cwd=ROOT, check=True)
    return folder / "out"


def claim(release: Path) -> str:
    """The id of a claim with much to see: of a type with a colour, and somebody says an amount."""
    rows = [row for path in sorted((release / "data" / "claims").glob("*")) for row in pq.read_table(path).to_pylist()]
    fitting = [row for row in rows if row["claim_type"] != "other" and row["cue_text"] and row["quantities"]]
    return str(max(fitting, key=lambda row: (len(row["dates"]), row["claim_id"]))["claim_id"])


def take(page: Page, name: str) -> None:
    """Write one picture."""
    page.wait_for_timeout(500)
    page.screenshot(path=PICTURES / name, animations="disabled", caret="hide")


def main() -> None:
    """Take both pictures."""
    PICTURES.mkdir(exist_ok=True)
    for name in NAMES:
        (PICTURES / name).touch()  # a release holds them, whatever is in them
    with TemporaryDirectory() as scratch, sync_playwright() as playwright:
        out = build(Path(scratch))
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = browser.new_page(viewport={"width": 1180, "height": 640}, color_scheme="light")
        page.goto((out / "page" / "index.html").as_uri())
        page.get_by_role("heading", name="Labels", exact=True).evaluate("node => scrollTo(0, node.offsetTop - 60)")
        take(page, "overview.png")
        page.goto((out / "page" / "index.html").as_uri() + f"#claim/{claim(out / 'release')}")
        page.locator("#details").wait_for()
        take(page, "reader.png")
        browser.close()


if __name__ == "__main__":
    main()
