"""Names of files and records as keys: strings of Unicode that differ where the names differ, and that lead back.

A key is the path of a file below the raw folder; a record has ``#`` and its id after the key of its file. What UTF-8
cannot hold is percent-encoded, and so are ``%`` and ``#``, which would read as something else.
"""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import unquote_to_bytes

# A byte of a name that is not UTF-8 comes as one of the first kind (PEP 383); records may hold any of them.
_BYTES: Final = re.compile("[%#\ud800-\udfff]")
_ESCAPED: Final = re.compile("[\udc80-\udcff]")


def key(name: str) -> str:
    """The key of a name, as the operating system or a record gives it."""
    return _BYTES.sub(_encoded, name)


def name(key: str) -> str:
    """The name of a file that a key stands for."""
    return unquote_to_bytes(key).decode(errors="surrogateescape")


def of_record(file: str, record_id: str) -> str:
    """The key of a record from the key of its file and its own id."""
    return f"{file}#{key(record_id)}"


def file(key: str) -> str:
    """The key of the file that holds an item: of the item itself, or of its records."""
    return key.partition("#")[0]


def _encoded(match: re.Match[str]) -> str:
    errors = "surrogateescape" if _ESCAPED.match(match[0]) else "surrogatepass"
    return "".join(f"%{byte:02X}" for byte in match[0].encode(errors=errors))
