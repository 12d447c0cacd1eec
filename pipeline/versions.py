"""Versions of the dataset, and what the changelog says of each."""

from __future__ import annotations

import re

from pipeline.errors import ConfigurationError


def notes(changelog: str, version: str) -> str:
    """The changelog of a release, which must have a heading for its version."""
    if not re.search(rf"^## \[?{re.escape(version)}\]?(?![\w.])", changelog, re.MULTILINE):
        raise ConfigurationError(
            f"CHANGELOG.md: no heading for release.version {version}; add a section `## {version}` that says what changed."
        )
    return changelog


def first(version: str) -> str:
    """The changelog of a release that follows none."""
    return f"# Changelog\n\n## {version}\n\nFirst release.\n"


def cited(citation: str, version: str) -> str:
    """CITATION.cff with the version of the release."""
    return f"{citation.rstrip()}\nversion: {version}\n"
