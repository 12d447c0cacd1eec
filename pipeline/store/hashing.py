"""SHA-256 of files, of folders, and of the code."""

from __future__ import annotations

import hashlib
import sys
from functools import cache
from typing import TYPE_CHECKING

from pipeline.store.places import ROOT

if TYPE_CHECKING:
    from pathlib import Path


def digest(path: Path) -> str:
    """SHA-256 of a file."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def digests(folder: Path) -> dict[str, str]:
    """SHA-256 of every file below a folder, by its path there."""
    return {path.relative_to(folder).as_posix(): digest(path) for path in sorted(folder.rglob("*")) if path.is_file()}


@cache
def code_digest(*modules: str) -> str:
    """SHA-256 over modules of this package and the tables beside them.

    Without names, over all the project's code, the lock file and the interpreter: whatever may decide a row. It is that
    of the first call: what a process has imported does not change under it.
    """
    roots = [ROOT / "pipeline" / name for name in modules] or [ROOT / "pipeline", ROOT / "schemas"]
    paths = [path for root in roots for path in (root.rglob("*") if root.is_dir() else [root.with_suffix(".py")])]
    whole = hashlib.sha256()
    if not modules:
        whole.update(f"{digest(ROOT / 'requirements.lock')}\0{sys.version}\0".encode())
    for path in sorted(paths):
        # A file that a desktop or an editor leaves behind decides nothing.
        if path.is_file() and "__pycache__" not in path.parts and not path.name.startswith("."):
            whole.update(f"{path.relative_to(ROOT).as_posix()}\0{digest(path)}\0".encode())
    return whole.hexdigest()
