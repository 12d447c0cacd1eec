"""The raw folder at any address: which files lie below it, and the bytes of each."""

from __future__ import annotations

import io
import os
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

import fsspec

from pipeline.errors import ConfigurationError
from pipeline.raw import keys

if TYPE_CHECKING:
    from collections.abc import Iterator


class Listed(NamedTuple):
    """A file of the raw folder: its key and its size in bytes when it was listed.

    ``reason`` and ``detail`` are those of an exclusion, where it is plain already that nothing can be read.
    """

    key: str
    size: int
    reason: str | None = None
    detail: str = ""


class Entry(NamedTuple):
    """A name in a folder. A link to a folder is no folder: it may lead back to where it stands.

    ``leads_nowhere`` is a link whose target does not exist.
    """

    name: str
    is_folder: bool
    is_link_to_folder: bool
    size: int
    leads_nowhere: bool = False


class Folder(Protocol):
    """A folder of files; names are paths below it with ``/``. Methods raise OSError where the file system does."""

    def entries(self, below: str) -> Iterator[Entry]:
        """What stands in a folder below this one."""

    def open(self, name: str) -> io.BufferedReader:
        """A file's bytes, as they are stored."""

    def stamp(self, name: str) -> tuple[float, ...]:
        """Figures that change when the content of a file changes; OSError unless it is a regular file."""


@dataclass(frozen=True)
class Local:
    """A folder on this machine."""

    root: str

    def entries(self, below: str) -> Iterator[Entry]:
        """Read the folder bit by bit: it may hold millions of files."""
        with os.scandir(f"{self.root}/{below}") as found:
            for one in found:
                yield Entry(
                    one.name, one.is_dir(follow_symlinks=False), _links_to_folder(one), _size(one), _leads_nowhere(one)
                )

    def open(self, name: str) -> io.BufferedReader:
        """Open the file."""
        return Path(self.root, name).open("rb")

    def stamp(self, name: str) -> tuple[float, ...]:
        """Time of the last change in nanoseconds, size and number of the file."""
        found = Path(self.root, name).stat()
        if not stat.S_ISREG(found.st_mode):
            raise OSError(0, "not a regular file")
        return found.st_mtime_ns, found.st_size, found.st_ino


@dataclass(frozen=True)
class Remote:
    """A folder at an address of fsspec, such as ``s3://bucket/texts``."""

    files: Any
    root: str

    def entries(self, below: str) -> Iterator[Entry]:
        """Read the listing."""
        for one in self.files.ls(f"{self.root}/{below}".rstrip("/"), detail=True):
            yield Entry(one["name"].rstrip("/").rpartition("/")[2], one["type"] == "directory", False, one["size"] or 0)  # noqa: FBT003  # a row

    def open(self, name: str) -> io.BufferedReader:
        """Open through a buffer: lines of remote files come slowly without."""
        return io.BufferedReader(self.files.open(f"{self.root}/{name}", "rb"))

    def stamp(self, name: str) -> tuple[float, ...]:
        """Size; stores differ in what else they know."""
        return (self.files.info(f"{self.root}/{name}")["size"] or 0,)


def locate(address: Path | str) -> Folder:
    """The folder at a local path or an address of fsspec; ``ConfigurationError`` where there is none."""
    files: Any = None
    root = str(address)
    if "://" in root:
        try:
            files, root = fsspec.core.url_to_fs(root)
        except (ImportError, ValueError, OSError) as error:
            raise ConfigurationError(f"{address}: cannot be opened ({error}); correct the address.") from None
    if files is None or "file" in files.protocol:
        if not Path(root).is_dir():
            raise ConfigurationError(f"{address}: no such folder of raw texts; create it or correct the path.")
        return Local(root)
    if not files.isdir(root):
        raise ConfigurationError(f"{address}: no such folder of raw texts; correct the address.")
    return Remote(files, root.rstrip("/"))


def walk(folder: Folder) -> Iterator[Listed]:
    """List every file below the folder, in no order; names that begin with a dot are left out.

    A link to a folder and a folder that cannot be read are listed with the reason why nothing below them is.
    """
    below = [""]
    while below:
        name = below.pop()
        try:
            for one in folder.entries(name):
                if one.name.startswith("."):
                    continue
                path = f"{name}{one.name}"
                if one.is_folder:
                    below.append(f"{path}/")
                elif one.is_link_to_folder:
                    yield Listed(keys.key(path), 0, "unsupported", "a link to a folder is not followed")
                elif one.leads_nowhere:
                    yield Listed(keys.key(path), 0, "unreadable", "a link to nothing")
                else:
                    yield Listed(keys.key(path), one.size)
        except OSError as error:
            if not name:
                raise ConfigurationError(f"The raw folder cannot be read ({message(error)}).") from None
            yield Listed(keys.key(name.rstrip("/")), 0, "unreadable", f"folder: {message(error)}")


def message(error: BaseException) -> str:
    """What an error of the operating system or of a library says, in one line."""
    text = error.strerror if isinstance(error, OSError) else None
    return " ".join((text or str(error) or type(error).__name__).split())[:200]


def _links_to_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_symlink() and entry.is_dir()
    except OSError:  # such as a link to itself
        return False


def _leads_nowhere(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_symlink() and not Path(entry.path).exists()
    except OSError:
        return False


def _size(entry: os.DirEntry[str]) -> int:
    try:
        return entry.stat().st_size
    except OSError:  # whoever reads it looks again and says why
        return 0
