from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

sys.path.append(str(Path(__file__).parent))

from reviewing import MARKED, labels, review

Open = Callable[..., Page]
Run = Callable[..., subprocess.CompletedProcess[str]]
VIEWS = ("#overview", "#docs", "#find", "#review", "DOC", "CLAIM")


def rows(release: Path, table: str) -> list[dict[str, Any]]:
    return [
        row for path in sorted((release / "data" / table).glob("*.parquet")) for row in pq.read_table(path).to_pylist()
    ]


@pytest.fixture(scope="session")
def claim(built: Path) -> dict[str, Any]:
    """A claim with a quantity that somebody makes."""
    return next(
        one
        for one in rows(built / "release", "claims")
        if one["claim_type"] == "quantity" and one["claimer"] and one["quantities"]
    )


def place(view: str, claim: dict[str, Any]) -> str:
    return {"DOC": f"#doc/{claim['doc_id']}", "CLAIM": f"#claim/{claim['claim_id']}"}.get(view, view)


def test_the_overview_opens_from_disk_and_shows_the_counts_of_the_release(visit: Open, built: Path) -> None:
    page = visit()
    assert page.title().endswith("Claimset 1.0.0")
    shown = page.locator("#overview").inner_text()
    assert f"claims\n{len(rows(built / 'release', 'claims'))}" in shown
    assert page.locator("#overview figure").count() > 8
    assert page.locator("#overview figure svg").count() == page.locator("#overview figure details table").count()


def test_a_document_is_read_with_all_its_words_in_order(visit: Open, built: Path) -> None:
    page = visit("#docs")
    page.get_by_role("link", name="Expanded U.S. Military Operations").click()
    page.locator("article").wait_for()
    document = next(one for one in rows(built / "release", "documents") if one["key"].startswith("001"))
    units = sorted(
        (one for one in rows(built / "release", "sentences") if one["doc_id"] == document["doc_id"]),
        key=lambda one: int(one["position"]),
    )
    shown = "".join((page.locator("article").text_content() or "").split())
    expected = "".join("".join(one["text"].split()) for one in units)
    assert _plain(shown) == _plain(expected)
    assert page.locator("article table tr").count() == sum(one["kind"].startswith("table_") for one in units)
    assert page.locator("article h3").count() == sum(one["kind"] == "heading" for one in units)


def _plain(text: str) -> str:
    return "".join(character for character in text if character not in "|[]0123456789–" and character.isalnum())


def test_the_claims_of_a_type_by_a_claimer_are_found(visit: Open, built: Path, claim: dict[str, Any]) -> None:
    page = visit("#find")
    page.locator("[name=claim_type]").select_option("quantity")
    page.locator("[name=claimer]").fill(claim["claimer"])
    expected = [
        one
        for one in rows(built / "release", "claims")
        if one["claim_type"] == "quantity" and claim["claimer"].lower() in (one["claimer"] or "").lower()
    ]
    page.locator("#total", has_text=f"1–{len(expected)} of {len(expected)}").wait_for()
    assert sorted(page.locator(".results a").all_inner_texts()) == sorted(
        " ".join(one["text"].split()) for one in expected
    )
    assert "claim_type=quantity" in page.url


@pytest.mark.parametrize("kind", ["claim", "sentence"])
def test_a_permalink_shows_the_place_and_every_label(visit: Open, claim: dict[str, Any], kind: str) -> None:
    page = visit(f"#{kind}/{claim[f'{kind}_id']}")
    panel = page.locator("#details")
    panel.wait_for()
    assert " ".join((page.locator(".unit[aria-current]").first.text_content() or "").split()) == " ".join(
        claim["text"].split()
    )
    told = panel.inner_text()
    for value in (
        claim["claimer"],
        claim["certainty"],
        claim["claim_id"],
        *claim["rules"],
        claim["quantities"][0]["text"],
    ):
        assert str(value) in told
    assert f"{claim['raw_start']}–{claim['raw_end']}" in told


def test_an_id_of_another_version_is_said_to_be_absent(visit: Open) -> None:
    page = visit("#claim/c0000000000000000")
    told = page.get_by_text("This page has no row c0000000000000000")
    told.wait_for()
    assert told.count() == 1


def test_a_link_leads_to_the_claim_in_the_other_document(visit: Open, built: Path) -> None:
    if not (built / "release" / "data" / "claim_links").is_dir():
        pytest.skip("no claim of this release is linked")
    owner = {one["claim_id"]: one["doc_id"] for one in rows(built / "release", "claims")}
    link = next(
        one for one in rows(built / "release", "claim_links") if owner[one["claim_id_a"]] != owner[one["claim_id_b"]]
    )
    page = visit(f"#claim/{link['claim_id_a']}")
    page.locator(f".links a[href='#claim/{link['claim_id_b']}']").click()
    page.wait_for_url(f"**#claim/{link['claim_id_b']}")
    chosen = page.locator(f".unit[aria-current][href='#claim/{link['claim_id_b']}']").first
    chosen.wait_for()
    assert " ".join((chosen.text_content() or "").split())


def test_marked_labels_are_a_file_that_annotate_takes(
    visit: Open, built: Path, claim: dict[str, Any], tmp_path: Path, run: Run
) -> None:
    corrected = review(visit(f"#claim/{claim['claim_id']}"), built, claim, tmp_path, run)
    assert labels(corrected) == MARKED


def test_the_raw_file_stands_beside_the_text_and_follows_the_choice(visit: Open, built: Path, corpus: Path) -> None:
    document = next(one for one in rows(built / "release", "documents") if one["repairs"])
    unit = next(one for one in rows(built / "release", "sentences") if one["doc_id"] == document["doc_id"])
    page = visit(f"#sentence/{unit['sentence_id']}", width=1600)
    page.get_by_label("raw file beside").check()
    pane = page.locator("#raw .raw")
    said = " ".join((corpus / document["key"]).read_bytes().decode().split())
    shown = (pane.text_content() or "").translate({ord("␍"): "", ord("␊"): "", ord("␣"): " ", ord("␉"): " "})
    shown = re.sub(r"⟨U\+(\w+)⟩", lambda shape: chr(int(shape[1], 16)), shown)
    assert " ".join(shown.split()) == said
    assert (
        pane.locator("mark").count() == page.evaluate("document.querySelectorAll('#raw mark[title^=bytes]').length") > 0
    )
    assert " ".join((pane.locator(".now").text_content() or "").split()) == " ".join(unit["text"].split())
    page.get_by_label("raw file beside").uncheck()
    assert page.locator("#raw").count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1600])
def test_no_view_has_a_serious_accessibility_finding_or_scrolls_sideways(
    visit: Open, claim: dict[str, Any], width: int, scheme: str
) -> None:
    page = visit(width=width, scheme=scheme)
    for view in VIEWS:
        page.evaluate("hash => { location.hash = hash }", place(view, claim))
        page.wait_for_timeout(200)
        for layer in ("entities", "repairs", "raw file beside") if page.locator("fieldset").count() else ():
            page.get_by_label(layer, exact=True).check()
        found = Axe().run(page).response["violations"]
        assert [
            (view, one["id"], one["nodes"][0]["html"]) for one in found if one["impact"] in {"serious", "critical"}
        ] == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width, view


def test_the_keyboard_alone_reaches_a_claim_its_details_and_the_form(visit: Open) -> None:
    page = visit()
    press = page.keyboard.press
    press("d")
    page.get_by_role("heading", name="Documents").wait_for()
    press("j")
    press("Enter")
    page.locator("article").wait_for()
    for _ in range(4):
        press("j")
    press("Enter")
    page.locator("#details").wait_for()
    press("Enter")
    assert page.evaluate("document.activeElement.id") == "details"
    press("b")
    assert page.locator("#raw .now").count() == 1
    press("m")
    assert page.evaluate("document.activeElement.name") == "column"
    press("Escape")
    assert page.locator("#details").is_hidden()
    press("/")
    page.get_by_role("heading", name="Find claims").wait_for()
    page.keyboard.type("drug")
    page.wait_for_url("**#find?q=drug")
    press("Tab")
    assert page.evaluate("document.activeElement.name") == "claim_type"


def test_a_layer_shows_and_hides(visit: Open, claim: dict[str, Any]) -> None:
    page = visit(place("DOC", claim))
    mark = page.locator(".m-claimer").first
    weight = "node => getComputedStyle(node).fontWeight"
    assert mark.evaluate(weight) == "700"
    page.get_by_label("claimers and cues").uncheck()
    assert mark.evaluate(weight) == "400"


def test_text_of_documents_never_runs(visit: Open, hostile: Path) -> None:
    page = visit("#docs", path=hostile / "page" / "index.html")
    page.get_by_role("link", name="<script>window.run = 1</script>").click()
    shown = page.locator("article").inner_text()
    for words in ("<script>window.run = 3</script>", "{{ 7 * 7 }}", "${7 * 7}", "javascript:window.run=5", "{% raw %}"):
        assert words in shown
    page.get_by_label("raw file beside").check()
    assert "<script>window.run = 3</script>" in page.locator("#raw").inner_text()
    for unit in page.locator("article .unit").all():
        unit.click()
    for hash_ in ("#overview", "#find", "#review", "#docs", "#claim/<img src=x onerror=window.run=11>"):
        page.evaluate("hash => { location.hash = hash }", hash_)
        page.wait_for_timeout(100)
    assert page.evaluate("window.run") is None
    assert page.evaluate("document.querySelectorAll('article script, iframe, img, #app svg').length") == 0
    card = (hostile / "release" / "README.md").read_text(encoding="utf-8")
    assert "window.run" not in "".join(card.split("```")[::2])
    for path in hostile.rglob("*.html"):
        assert path == hostile / "page" / "index.html"


def test_the_policy_refuses_a_script_that_got_in(browser: Any, site: Path, tmp_path: Path) -> None:
    text = site.read_text(encoding="utf-8")
    (tmp_path / "x.html").write_text(
        text.replace("</header>", "</header><script>window.run=1</script>"), encoding="utf-8"
    )
    page = browser.new_page()
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text))
    page.goto((tmp_path / "x.html").as_uri())
    assert page.evaluate("window.run") is None
    assert any("Content Security Policy" in one for one in refused)
    page.close()
