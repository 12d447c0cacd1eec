from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

CHROMIUM = Path(os.environ.get("CHROMIUM", "/usr/bin/chromium"))
# Debian's browser, started by root in a container, with nothing of its own that calls home.
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

Open = Callable[..., Page]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    assert CHROMIUM.exists(), f"no {CHROMIUM}; run `make test-browser`, which installs it"
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)


@pytest.fixture(scope="session")
def site(built: Path) -> Path:
    return built / "page" / "index.html"


@pytest.fixture
def visit(browser: Browser, site: Path) -> Iterator[Open]:
    """Open the page from disk with the network off; at the end nothing may have been said on the console."""
    contexts, said = [], []

    def visit(hash_: str = "", *, path: Path = site, width: int = 1280, scheme: str = "light", url: str = "") -> Page:
        context = browser.new_context(
            offline=not url, viewport={"width": width, "height": 800}, color_scheme=scheme, accept_downloads=True
        )
        context.set_default_timeout(10_000)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: said.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: said.append(f"error: {error}"))
        page.on("requestfailed", lambda request: said.append(f"failed: {request.url[:200]}"))
        page.goto((url or path.as_uri()) + hash_)
        return page

    yield visit
    for context in contexts:
        context.close()
    assert said == []


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory, run: Callable[..., subprocess.CompletedProcess[str]]) -> Path:
    """A build of texts that try to run as code wherever a page could let them."""
    folder = tmp_path_factory.mktemp("hostile")
    raw = folder / "raw"
    raw.mkdir()
    text = (Path(__file__).parent / "hostile.txt").read_text(encoding="utf-8")
    (raw / "a <img src=x onerror=window.run=1>.txt").write_text(text, encoding="utf-8")
    shutil.copyfile(Path(__file__).parents[2] / "data" / "raw" / "002_d712047a3b5ac81b.txt", raw / "b.txt")
    done = run("build", raw, folder / "out")
    assert done.returncode == 0, done.stderr
    return folder / "out"
