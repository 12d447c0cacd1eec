"""Text, JSON and YAML: what people write, and what they read of the work."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

import yaml

from pipeline.errors import ConfigurationError, DataError
from pipeline.store.places import beside, writable

if TYPE_CHECKING:
    from pathlib import Path


def read_json(path: Path) -> Any:  # noqa: ANN401  # JSON of any shape
    """Read a JSON file."""
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise DataError(f"{path}: cannot be read as JSON ({error}); get or make it again.") from None


def read_lines(folder: Path, pattern: str) -> list[tuple[str, Any]]:
    """Read files of JSON lines that people write: the place of each line, for messages, and its value."""
    found = []
    for path in sorted(folder.glob(pattern)):
        for number, line in enumerate(read_text(path).split("\n"), start=1):
            if line.strip():
                try:
                    found.append((f"{path}:{number}", json.loads(line)))
                except ValueError as error:
                    raise ConfigurationError(f"{path}:{number}: not valid JSON: {error}. Correct the line.") from None
    return found


def write_json(path: Path, value: object) -> None:
    """Write JSON with sorted keys, so that a change shows as a small difference."""
    write_text(path, json.dumps(value, indent=2, sort_keys=True, ensure_ascii=False) + "\n")


def read_yaml(path: Path) -> Any:  # noqa: ANN401  # YAML of any shape
    """Read a YAML file that people write."""
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=_LOADER)  # noqa: S506  # a safe loader, compiled
    except OSError as error:
        raise ConfigurationError(f"{path}: cannot be read ({error.strerror}); create it or correct the path.") from None
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise ConfigurationError(f"{path}: not valid YAML: {' '.join(str(error).split())}. Correct it.") from None


_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_bytes(path: Path) -> bytes:
    """Read a file as it is."""
    return path.read_bytes()


def write_bytes(path: Path, content: bytes) -> None:
    """Write a file as it is."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with beside(path) as temporary, writable(path):
        temporary.write_bytes(content)


def read_text(path: Path) -> str:
    """Read a text file of the project."""
    return path.read_text(encoding="utf-8")


def write_text(path: Path, text: str) -> None:
    """Write a text file with line feeds."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with beside(path) as temporary, writable(path):
        temporary.write_text(text, encoding="utf-8", newline="\n")


def say(line: str) -> None:
    """Tell a person how far the work is, on the standard error stream."""
    print(line, file=sys.stderr, flush=True)  # noqa: T201  # where people read it
