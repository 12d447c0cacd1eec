"""Publish a release on the Hub: one commit, every file read back, then the tag; without ``--yes`` only say so.

Each step looks first at what is there. So the next run completes one that was cut off, a run after that changes
nothing, and a tag points at a complete release or is not there.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pyarrow.compute as pc

from pipeline import hub, manifest, store, verify
from pipeline.errors import DataError, HubError, UsageError
from schemas.documents import DOCUMENTS

if TYPE_CHECKING:
    import argparse

# The Hub writes this file into every new repository; it belongs to no release.
_OF_THE_HUB = ".gitattributes"


class Release(NamedTuple):
    """A folder that passed ``verify``."""

    folder: Path
    version: str
    digests: dict[str, str]

    @property
    def tag(self) -> str:
        """The name under which people pin it."""
        return f"v{self.version}"


class Changes(NamedTuple):
    """What makes a commit hold exactly the release."""

    upload: list[str]
    delete: list[str]


def command(options: argparse.Namespace) -> int:
    """Say what would be created, uploaded, deleted and tagged; with ``--yes`` do it."""
    release = _verified(options.release)
    repository = hub.Repository(options.repo_id)
    seen = repository.look()
    if seen and seen.private and options.public:
        raise UsageError(f"{repository.name} is private; publish never changes that. Make it public on the Hub first.")
    if (not seen.private if seen else options.public) and not options.texts_without_rights:
        _refuse_texts_without_rights(release, repository.name)
    if seen and release.tag in seen.tags:
        return _already(release, repository, seen.tags[release.tag])
    changes = _changes(release, repository.files(seen.head) if seen else {})
    _tell(release, repository, changes, created=None if seen else ("public" if options.public else "private"))
    if not options.yes:
        store.say("dry run: nothing was changed; --yes does it")
        return 0
    head = seen.head if seen else repository.create(private=not options.public)
    commit = _publish(release, repository, changes, head)
    store.say(f"published: {repository.name} {release.tag} is commit {commit}, every digest read back")
    return 0


def _verified(folder: Path) -> Release:
    store.refuse(verify.verify(folder, None).failures)
    described = store.read_json(folder / manifest.NAME)
    return Release(folder, described["version"], store.digests(folder))


def _refuse_texts_without_rights(release: Release, name: str) -> None:
    """Texts that nobody allowed to pass on stay out of public repositories."""
    held = 0
    for path in sorted((release.folder / "data" / DOCUMENTS.name).glob("*.parquet")):
        for rows in store.batches(path, DOCUMENTS):
            barred = pc.and_(pc.not_equal(rows["redistributable"], "yes"), pc.not_equal(rows["text"], ""))
            held += pc.sum(barred).as_py() or 0
    if held:
        raise DataError(
            f"{name}: all the world could read it, and nobody is known to allow passing on the text of {held} "
            "document(s). Publish to a private repository, release without texts (release.text: standoff), or, if "
            "the rights are yours to judge, add --texts-without-rights."
        )


def _already(release: Release, repository: hub.Repository, commit: str) -> int:
    """The tag is there: fine with the same content, an error with another."""
    changes = _changes(release, repository.files(commit))
    if different := [*changes.upload, *changes.delete]:
        raise HubError(
            f"{repository.name}: the tag {release.tag} exists with other content ({len(different)} file(s) differ, "
            f"such as {different[0]}). A tag is never moved: raise release.version and build again."
        )
    store.say(f"{repository.name} {release.tag} is published already (commit {commit}); nothing to do")
    return 0


def _changes(release: Release, files: dict[str, hub.Stored]) -> Changes:
    """What is missing or other than in the release, and what is not of the release."""
    upload = [
        path
        for path, sha256 in release.digests.items()
        if path not in files or not files[path].holds(release.folder / path, sha256)
    ]
    return Changes(upload, sorted(files.keys() - release.digests.keys() - {_OF_THE_HUB}))


def _tell(release: Release, repository: hub.Repository, changes: Changes, created: str | None) -> None:
    lines = [f"{release.folder} -> {repository.name} at {repository.endpoint}"]
    lines += [f"  create {created} dataset repository"] if created else []
    lines += [f"  upload {path} ({(release.folder / path).stat().st_size} bytes)" for path in changes.upload]
    lines += [f"  delete {path}" for path in changes.delete]
    lines += [f"  keep   {len(release.digests) - len(changes.upload)} file(s) as they are"]
    lines += [f"  tag    {release.tag}"]
    for line in lines:
        print(line)  # noqa: T201  # the answer to the question that a dry run asks


def _publish(release: Release, repository: hub.Repository, changes: Changes, head: str) -> str:
    """Commit, read back, tag, and look at the tag; the commit of a run that was cut off is taken up."""
    commit = head
    if changes.upload or changes.delete:
        commit = repository.commit(
            release.folder, changes.upload, changes.delete, f"Release {release.version}", parent=head
        )
    _read_back(release, repository, commit)
    repository.tag(release.tag, commit)
    seen = repository.look()
    if seen is None or seen.tags.get(release.tag) != commit:
        raise HubError(f"{repository.name}: the tag {release.tag} is not at {commit}; run the command again.")
    return commit


def _read_back(release: Release, repository: hub.Repository, commit: str) -> None:
    """Hold what the Hub gives out at the commit against the release, byte for byte."""
    changes = _changes(release, repository.files(commit))
    wrong = [*changes.upload, *changes.delete]
    with tempfile.TemporaryDirectory() as folder:
        for path, sha256 in release.digests.items():
            if path not in wrong:
                copy = repository.read(path, commit, Path(folder))
                wrong += [path] if store.digest(copy) != sha256 else []
                copy.unlink()
    if wrong:
        raise HubError(
            f"{repository.name}: commit {commit} does not hold the release: {', '.join(wrong[:5])} "
            f"({len(wrong)} file(s)). It was not tagged; run the command again."
        )
