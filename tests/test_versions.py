from __future__ import annotations

import pytest
import yaml

from pipeline import versions
from pipeline.errors import ConfigurationError


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


def test_the_citation_names_the_version() -> None:
    assert yaml.safe_load(versions.cited("title: A\n", "1.2.0")) == {"title": "A", "version": "1.2.0"}
