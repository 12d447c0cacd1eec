"""Close a version: what is in the release folder becomes what later versions are held against."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pyarrow.compute as pc

from pipeline import ledger, params, store, verify, versions
from pipeline.errors import DataError, UsageError
from pipeline.snapshots import Release
from schemas.exclusions import EXCLUSIONS
from schemas.signatures import SIGNATURES
from schemas.stages import FAILURES

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator
    from pathlib import Path

# A larger file belongs into DVC, not into git.
_GIT_BYTES = 5_000_000
# The one reason of exclusion that depends on the machine.
_CHANCE = "kills_worker"


def command(options: argparse.Namespace) -> int:
    """Write the ledger and the changelog of the version in params.yaml, and say what to do in git."""
    data: Path = options.data
    described = Release(data / "release").described
    version: str = described["version"]
    _refuse_dirty_tree()
    _refuse_known_version(data / "ledger", version)
    _refuse_stale_release(data, described)
    _refuse_red_validation(data)
    _refuse_chance(data)
    raw = data / "raw"
    store.refuse(verify.verify(data / "release", raw if raw.is_dir() else None).failures)
    written = _close(data, version)
    sys.stdout.write(_advice(version, written))
    return 0


def _close(data: Path, version: str) -> list[Path]:
    folder = data / "ledger" / version
    published = data / "ledger" / ledger.PUBLISHED_DOCUMENTS
    ledger.write(data / "release", folder)
    ledger.write_published(data / "release", store.read(data / "unique" / SIGNATURES.name, SIGNATURES), published)
    changelog = store.read_text(data / "release" / "CHANGELOG.md")
    store.write_text(store.ROOT / "CHANGELOG.md", changelog)
    return [folder / ledger.ROWS, published]


def _refuse_dirty_tree() -> None:
    changed = _git("status", "--porcelain").splitlines()
    if changed:
        raise DataError(
            f"git: {len(changed)} files are not committed, such as {changed[0][3:]!r}; commit them, so that the "
            "version can be built again from its tag."
        )


def _refuse_known_version(folder: Path, version: str) -> None:
    known = ledger.closed(folder)
    if version in known or _git("tag", "--list", f"v{version}"):
        raise DataError(f"version {version} is closed already, and never changes; set a higher release.version.")
    if known and versions.parse(known[-1]) > versions.parse(version):
        raise DataError(f"version {version} is below {known[-1]}, which is closed; set a higher release.version.")


def _refuse_stale_release(data: Path, described: dict[str, Any]) -> None:
    """The release must be what the committed state makes."""
    chosen = params.load(store.ROOT / "params.yaml").model_dump(by_alias=True)
    if described["parameters"] != chosen:
        raise DataError(f"{data / 'release'}: made with other parameters than params.yaml; run `dvc repro`.")
    if described["lock_sha256"] != store.digest(store.ROOT / "requirements.lock"):
        raise DataError(f"{data / 'release'}: made with another requirements.lock; run `dvc repro`.")
    if (store.ROOT / ".dvc").is_dir():
        status = subprocess.run([sys.executable, "-m", "dvc", "status", "-q"], cwd=store.ROOT, check=False)
        if status.returncode:
            raise DataError("dvc: stages have changed since they ran (`dvc status`); run `dvc repro` and commit.")


def _refuse_red_validation(data: Path) -> None:
    broken = sum(len(part) for part in store.read(data / "validation" / FAILURES.name, FAILURES))
    if broken:
        raise DataError(f"{data / 'validation'}: {broken} rules are broken; mend what `dvc repro validate` shows.")
    if store.read_json(data / "validation" / "quality.json") != store.read_json(data / "release" / "quality.json"):
        raise DataError(f"{data / 'validation'}: has judged other data than the release; run `dvc repro`.")


def _refuse_chance(data: Path) -> None:
    """A document that killed its workers may survive on a larger machine: no rebuild is bound to leave it out."""
    folder = data / "clean" / EXCLUSIONS.name
    parts = (part.filter(pc.equal(part["reason"], _CHANCE)) for part in store.read(folder, EXCLUSIONS))
    keys = [key for part in parts for key in part["key"].to_pylist()]
    if keys:
        raise DataError(
            f"{folder}: {len(keys)} documents killed every worker, such as {keys[0]!r}; another machine may keep them. "
            "Take them out of data/raw or down in data/corrections.yaml, and run `dvc repro`."
        )


def _advice(version: str, written: list[Path]) -> str:
    lines = "\n".join(f"    {line}" for line in _lines(version, written))
    return f"version {version} is closed. Now run:\n{lines}\n"


def _lines(version: str, written: list[Path]) -> Iterator[str]:
    large = [path for path in written if path.stat().st_size >= _GIT_BYTES]
    if large:
        # DVC takes no file that git holds.
        in_git = _git("ls-files", *map(str, large)).split()
        if in_git:
            yield "git rm --quiet --cached " + " ".join(in_git)
        yield "dvc add " + " ".join(map(str, large)) + "  # too large for git"
    if (store.ROOT / ".dvc").is_dir():
        yield "dvc repro  # the ledger is an input; no byte of the release changes"
        yield "git add CHANGELOG.md data/ledger data/reports dvc.lock"
    else:
        yield "git add CHANGELOG.md data/ledger"
    yield f'git commit -m "Close version {version}"'
    yield f'git tag -a v{version} -m "Version {version}"'


def _git(*arguments: str) -> str:
    try:
        done = subprocess.run(  # noqa: S603  # fixed arguments
            ["git", *arguments],  # noqa: S607  # the git that people use
            cwd=store.ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
    except FileNotFoundError:
        raise UsageError("tag: git is not installed.") from None
    if done.returncode:
        raise UsageError(f"tag: {done.stderr.strip()}")
    return done.stdout
