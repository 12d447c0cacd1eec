"""Where stages keep what they need for themselves: finished parts, and a log.

It lies beside the tables in a folder of its own, into which neither git nor DVC looks; one run at a time works there.
"""

from __future__ import annotations

import fcntl
import os
import platform
import shutil
from contextlib import ExitStack, contextmanager, suppress
from typing import TYPE_CHECKING, TextIO

from pipeline.store import WORKSHOP, say

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

LOG = "log.jsonl"
_LOCK = "lock"


@contextmanager
def working_in(folder: Path) -> Iterator[None]:
    """Keep other runs out of a folder of tables, and sweep away what runs that were killed have left there.

    A run that fails before it has made anything leaves no new folder behind.
    """
    new, lock = _lock(folder)
    with lock:
        for left in [*(folder / WORKSHOP).glob("*.tmp"), *folder.glob("reports/.*.tmp")]:
            shutil.rmtree(left) if left.is_dir() else left.unlink()
        try:
            yield
        finally:
            if folder in new and not any(path.is_file() and path.name != _LOCK for path in folder.rglob("*")):
                _remove(folder, new)


def _lock(folder: Path) -> tuple[list[Path], TextIO]:
    """The folders that were made for it, inner ones first, and the lock of a folder of tables, held."""
    path = folder / WORKSHOP / _LOCK
    while True:
        new = [one for one in path.parents if not one.exists()]
        path.parent.mkdir(parents=True, exist_ok=True)
        with suppress(FileNotFoundError), ExitStack() as stack:  # a run that made nothing has removed its folder
            lock = stack.enter_context(path.open("a", encoding="utf-8"))
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                say(f"{folder}: another run is at work here; waiting for its end")
                fcntl.flock(lock, fcntl.LOCK_EX)
            # Whoever waited may hold a file that has no name any more, and others the new one.
            if os.path.samestat(os.fstat(lock.fileno()), path.stat()):
                stack.pop_all()
                return new, lock


def _remove(folder: Path, new: list[Path]) -> None:
    """Remove a folder without files but the lock, which goes last, and those above that are new and empty."""
    inner = (path for path in folder.rglob("*") if path.is_dir() and path not in new)
    for path in sorted(inner, reverse=True):
        path.rmdir()
    (folder / WORKSHOP / _LOCK).unlink()
    with suppress(OSError):  # the next run has come in already
        for path in new:
            path.rmdir()


@contextmanager
def kept_folder(path: Path) -> Iterator[Path]:
    """Give an empty folder that becomes ``path``; where another worker was faster, its folder stays."""
    temporary = path.with_name(f".{path.name}.{platform.node()}.{os.getpid()}.tmp")
    shutil.rmtree(temporary, ignore_errors=True)
    temporary.mkdir(parents=True)
    try:
        yield temporary
        shutil.rmtree(path, ignore_errors=True)
        try:
            temporary.rename(path)
        except OSError:
            if not path.exists():
                raise
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


def latest(folder: Path) -> list[Path]:
    """The folders in a folder, those made last first."""
    return sorted((path for path in folder.iterdir() if path.is_dir()), key=lambda path: -path.stat().st_mtime_ns)


def keep_only(folder: Path, wanted: Collection[Path]) -> None:
    """Delete every grandchild of a folder but those wanted: what is kept never outgrows one run."""
    for child in folder.iterdir() if folder.is_dir() else ():
        for path in child.iterdir():
            if path not in wanted:
                shutil.rmtree(path) if path.is_dir() else path.unlink()
        with suppress(OSError):  # it still holds what is wanted
            child.rmdir()


def append(path: Path, text: str) -> None:
    """Add to the end of a log."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as stream:
        stream.write(text)
