"""Versions of the dataset, and what the changelog says of each."""

from __future__ import annotations

import re
from enum import IntEnum

from pipeline.errors import ConfigurationError

# Between these lines stands what was counted; a new count takes its place. The rest of a section is people's.
_BEGIN = "<!-- counted from the data -->"
_END = "<!-- end of counts -->"


class Bump(IntEnum):
    """How far one version is from the next, as semantic versioning ranks it."""

    NONE = 0
    PATCH = 1
    MINOR = 2
    MAJOR = 3


def parse(version: str) -> tuple[int, int, int]:
    """The numbers of a version, by which versions are ordered. Raises ``ValueError``."""
    major, minor, patch = map(int, version.split("."))
    return major, minor, patch


def step(old: str, new: str) -> Bump:
    """The bump that leads from one version to a higher one."""
    pairs = zip(parse(old), parse(new), (Bump.MAJOR, Bump.MINOR, Bump.PATCH), strict=True)
    return next((bump for before, after, bump in pairs if before != after), Bump.NONE)


def after(version: str, bump: Bump) -> str:
    """The least version that is so far from this one."""
    major, minor, patch = parse(version)
    steps = {Bump.MAJOR: (major + 1, 0, 0), Bump.MINOR: (major, minor + 1, 0), Bump.PATCH: (major, minor, patch + 1)}
    return ".".join(map(str, steps.get(bump, (major, minor, patch))))


def notes(changelog: str, version: str) -> str:
    """The changelog of a release, which must have a heading for its version."""
    if not _heading(version).search(changelog):
        raise ConfigurationError(
            f"CHANGELOG.md: no heading for release.version {version}; add a section `## {version}` that says what "
            "changed."
        )
    return changelog


def first(version: str) -> str:
    """The changelog of a release that follows none."""
    return f"# Changelog\n\n## {version}\n\nFirst release.\n"


def opened(changelog: str, version: str) -> str:
    """The changelog with a section for the version above the others, where it has none."""
    if _heading(version).search(changelog):
        return changelog
    newest = re.search(r"^## ", changelog, re.MULTILINE)
    place = newest.start() if newest else len(changelog)
    return f"{changelog[:place]}## {version}\n\n{changelog[place:]}"


def with_counts(changelog: str, version: str, counts: str) -> str:
    """The changelog with what was counted at the end of the version's section, in place of an older count."""
    heading = _heading(version).search(notes(changelog, version))
    assert heading is not None
    following = re.compile(r"^## ", re.MULTILINE).search(changelog, heading.end())
    end = following.start() if following else len(changelog)
    written = re.sub(rf"\n*{_BEGIN}.*?{_END}\n*", "\n", changelog[heading.start() : end], flags=re.DOTALL)
    block = f"{written.rstrip()}\n\n{_BEGIN}\n\n{counts.strip()}\n\n{_END}\n"
    rest = changelog[end:]
    return changelog[: heading.start()] + block + (f"\n{rest}" if rest else "")


def _heading(version: str) -> re.Pattern[str]:
    return re.compile(rf"^## \[?{re.escape(version)}\]?(?![\w.])", re.MULTILINE)
