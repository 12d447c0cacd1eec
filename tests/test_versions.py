from __future__ import annotations

import re

import pytest

from pipeline import versions
from pipeline.errors import ConfigurationError
from pipeline.versions import Bump


@pytest.mark.parametrize("heading", ["## 1.2.0", "## [1.2.0]", "## 1.2.0 (2026-11-20)"])
def test_a_release_needs_a_heading_in_the_changelog(heading: str) -> None:
    text = f"# Changelog\n\n{heading}\n\nMore texts.\n"
    assert versions.notes(text, "1.2.0") == text


@pytest.mark.parametrize("version", ["1.2.1", "1.2", "11.2.0", "2.0"])
def test_another_version_has_none(version: str) -> None:
    with pytest.raises(ConfigurationError, match=f"no heading for release.version {version}"):
        versions.notes("# Changelog\n\n## 1.2.0\n", version)


def test_the_first_release_of_a_build_has_a_changelog_of_its_own() -> None:
    assert versions.notes(versions.first("0.1.0"), "0.1.0")


def test_versions_are_ordered_by_their_numbers() -> None:
    assert sorted(["1.10.0", "1.9.1", "0.20.0", "1.9.0"], key=versions.parse) == ["0.20.0", "1.9.0", "1.9.1", "1.10.0"]


@pytest.mark.parametrize(
    ("old", "new", "bump"),
    [
        ("1.0.0", "1.0.0", Bump.NONE),
        ("1.0.0", "1.0.1", Bump.PATCH),
        ("1.0.9", "1.2.0", Bump.MINOR),
        ("1.9.9", "2.0.0", Bump.MAJOR),
        ("1.2.3", "3.2.3", Bump.MAJOR),
    ],
)
def test_the_step_between_two_versions_and_the_least_version_after_it(old: str, new: str, bump: Bump) -> None:
    assert versions.step(old, new) is bump
    least = versions.after(old, bump)
    assert versions.step(old, least) is bump
    assert versions.parse(least) <= versions.parse(new)


WRITTEN = "# Changelog\n\nAbout.\n\n## 1.1.0\n\nMore texts.\n\n## 1.0.0\n\nFirst.\n"


def test_counts_stand_at_the_end_of_their_section_and_the_rest_stays() -> None:
    told = versions.with_counts(WRITTEN, "1.1.0", "| a | b |\n")
    before, block, after = re.split(r"<!-- (?:counted from the data|end of counts) -->\n", told)
    assert before == "# Changelog\n\nAbout.\n\n## 1.1.0\n\nMore texts.\n\n"
    assert block.strip() == "| a | b |"
    assert after == "\n## 1.0.0\n\nFirst.\n"


def test_a_new_count_takes_the_place_of_the_old_one() -> None:
    once = versions.with_counts(WRITTEN, "1.1.0", "| a |")
    assert versions.with_counts(once, "1.1.0", "| a |") == once
    assert versions.with_counts(once, "1.1.0", "| b |") == versions.with_counts(WRITTEN, "1.1.0", "| b |")
    last = versions.with_counts(WRITTEN, "1.0.0", "| c |")
    assert last.startswith(WRITTEN)
    assert versions.with_counts(last, "1.0.0", "| c |") == last
    noted = once.replace("<!-- end of counts -->\n", "<!-- end of counts -->\n\nA note below.\n")
    assert "A note below." in versions.with_counts(noted, "1.1.0", "| b |")


def test_a_section_is_opened_once_above_the_others() -> None:
    opened = versions.opened(WRITTEN, "1.2.0")
    assert opened == WRITTEN.replace("## 1.1.0", "## 1.2.0\n\n## 1.1.0")
    assert versions.opened(opened, "1.2.0") == opened
    assert versions.opened("# Changelog\n", "1.0.0") == "# Changelog\n## 1.0.0\n\n"
