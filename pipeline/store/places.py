"""Where files lie, and how they come there: beside their place first, then renamed into it."""

from __future__ import annotations

import os
import shutil
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]
# Below a folder of tables: what stages keep for themselves. Neither git nor DVC looks into it.
WORKSHOP = ".parts"


@contextmanager
def beside(path: Path) -> Iterator[Path]:
    """Give a temporary name in the same folder and rename it to the real one at the end."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        yield temporary
        with writable(path):
            temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


@contextmanager
def writable(path: Path) -> Iterator[None]:
    """Tell in one line that a file cannot be written; what else may fail does not belong inside."""
    try:
        yield
    except OSError as error:
        raise DataError(f"{path}: cannot be written ({error.strerror or error}); nothing was published.") from None


@contextmanager
def new_folder(path: Path) -> Iterator[Path]:
    """Give an empty folder that takes the place of ``path`` when all went well."""
    temporary = workshop(path) / f"{path.name}.{os.getpid()}.tmp"
    replaced = temporary.with_suffix(".old.tmp")
    for left in (temporary, replaced):
        shutil.rmtree(left, ignore_errors=True)
    temporary.mkdir(parents=True)
    try:
        yield temporary
        # Renamed away and not deleted in its place: a kill leaves the old folder whole, or none.
        if path.exists():
            path.rename(replaced)
        temporary.rename(path)
    finally:
        if replaced.exists() and not path.exists():
            replaced.rename(path)
        for left in (temporary, replaced):
            shutil.rmtree(left, ignore_errors=True)


def workshop(out: Path) -> Path:
    """The folder for what a stage that makes ``out`` keeps for itself."""
    return out.parent if out.parent.name == WORKSHOP else out.parent / WORKSHOP


def hard_link(source: Path, target: Path) -> bool:
    """Give a finished file a second name, where the file system can."""
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(source, target)
    except OSError:
        return False
    return True


def link(source: Path, target: Path) -> None:
    """Give a finished file a second name; a copy where the file system has no hard links."""
    if not hard_link(source, target):
        shutil.copyfile(source, target)


def size(path: Path) -> int:
    """Size of a file in bytes, 0 where there is none."""
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0
