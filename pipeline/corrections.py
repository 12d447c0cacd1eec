"""One-off fixes and takedowns, as people wrote them down in corrections.yaml, and what they do to a text.

A correction is an edit of the alignment like any repair, so that spans still lead to the bytes as they were. An entry
that no longer fits is an error: the source has changed, and somebody must look.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from dataclasses import replace as changed
from fnmatch import fnmatchcase
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import jsonschema

from pipeline import selectors, text
from pipeline.errors import ConfigurationError, DataError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pipeline.alignment import Alignment

# The rule under which a document counts its corrections among its repairs.
RULE: Final = "correction"
_MAGIC: Final = frozenset("*?[")


@dataclass(frozen=True)
class Correction:
    """An entry: ``replace`` the words of ``quote`` with ``replacement``, or ``takedown`` of documents.

    ``key`` is that of the raw item; for a takedown it may be a pattern. ``guard`` is the SHA-256 of the raw item that
    the author of the entry saw. ``copies`` are the SHA-256 of items that a takedown names and that lie under other keys
    too.
    """

    correction_id: str
    action: str
    reason: str
    date: datetime.date
    key: str
    quote: selectors.Quote
    replacement: str
    guard: str | None
    copies: frozenset[str] = frozenset()

    def takes_down(self, key: str, raw_sha256: str | None, clean: str | None) -> bool:
        """Whether the entry withdraws an item; ``clean`` is its text, if it has one yet.

        It withdraws what has the key and the quotation, and a copy of the same bytes wherever it lies.
        """
        if self.action != "takedown":
            return False
        if self.guard is not None:
            self._check(key, raw_sha256)
            return raw_sha256 == self.guard
        if not self.names(key) and raw_sha256 not in self.copies:
            return False
        words = self.quote.prefix + self.quote.exact + self.quote.suffix
        return words in (clean or "")

    def names(self, key: str) -> bool:
        """Whether the key is that of the entry, or fits its pattern."""
        return key == self.key or (self.action == "takedown" and fnmatchcase(key, self.key))

    def tombstone(self, key: str) -> str:
        """What is left of an item that the entry withdraws: why, and whether the entry names it or a copy of it."""
        copy = "" if self.names(key) else f" (copy of {self.key})"
        return f"{self.correction_id}, {self.date}: {self.reason}{copy}"

    def replaces(self, key: str, raw_sha256: str) -> bool:
        """Whether the entry changes words of an item."""
        if self.action != "replace" or key != self.key:
            return False
        self._check(key, raw_sha256)
        return True

    def _check(self, key: str, raw_sha256: str | None) -> None:
        if key == self.key and raw_sha256 != self.guard:
            raise DataError(
                f"correction {self.correction_id}: {key!r} is no longer what it was when the entry was written "
                f"(SHA-256 {raw_sha256}, guard {self.guard}); read it again, then renew the guard or remove the entry."
            )


class Corrections:
    """The entries of a file, found by the item that they concern."""

    def __init__(self, entries: Iterable[Correction] = ()) -> None:
        """Take entries with distinct ids."""
        self.entries = tuple(entries)
        self._by_key: dict[str, list[Correction]] = {}
        self._by_digest: dict[str, list[Correction]] = {}
        self._patterns: list[Correction] = []
        for entry in self.entries:
            self._by_key.setdefault(entry.key, []).append(entry)
            guarded = [entry.guard] if entry.guard is not None and entry.action == "takedown" else []
            for digest in (*guarded, *entry.copies):
                self._by_digest.setdefault(digest, []).append(entry)
            if entry.action == "takedown" and not _MAGIC.isdisjoint(entry.key):
                self._patterns.append(entry)

    def concerning(self, key: str, raw_sha256: str | None) -> list[Correction]:
        """The entries that may fit an item."""
        found = [*self._by_key.get(key, ()), *self._by_digest.get(raw_sha256 or "", ()), *self._patterns]
        return list({entry.correction_id: entry for entry in found}.values())

    def with_copies(self, items: Sequence[tuple[str, str | None]]) -> Corrections:
        """The entries, where takedowns without a guard know the copies of what they name among all ``items``.

        ``items`` are keys with the SHA-256 of the raw items.
        """
        named: dict[str, set[str]] = {}
        for key, digest in items:
            for entry in self.concerning(key, None):
                if digest and entry.action == "takedown" and entry.guard is None and entry.names(key):
                    named.setdefault(digest, set()).add(entry.correction_id)
        copies: dict[str, set[str]] = {}
        for key, digest in items:
            ids = named.get(digest or "", set())
            for one in ids - {entry.correction_id for entry in self.concerning(key, None) if entry.names(key)}:
                copies.setdefault(one, set()).add(digest or "")
        return Corrections(
            changed(entry, copies=frozenset(copies.get(entry.correction_id, ()))) for entry in self.entries
        )


class Corrected(NamedTuple):
    """A text after its corrections, with its alignment, and how many there were."""

    text: str
    alignment: Alignment
    count: int  # type: ignore[assignment]  # as in a repair


def parse(tree: object, schema: dict[str, Any], name: str) -> Corrections:
    """Check the content of corrections.yaml against its JSON schema and give its entries.

    Raises ``ConfigurationError`` with the first wrong entry; ``name`` is the file as messages call it.
    """
    validator = jsonschema.Draft202012Validator(schema)
    problem = next(iter(sorted(validator.iter_errors(tree), key=lambda error: list(map(str, error.path)))), None)
    if problem is not None:
        place = "/".join(map(str, problem.absolute_path)) or "the top"
        advice = "Put the date in quotes" if isinstance(problem.instance, datetime.date) else "Correct the entry"
        raise ConfigurationError(f"{name}: at {place}: {problem.message}. {advice}.")
    assert isinstance(tree, dict)
    entries = tuple(_entry(entry, name) for entry in tree["corrections"])
    for entry, following in pairwise(sorted(entries, key=lambda one: one.correction_id)):
        if entry.correction_id == following.correction_id:
            raise ConfigurationError(f"{name}: id {entry.correction_id!r} stands twice; give each its own.")
    return Corrections(entries)


def replace(clean: str, runs: Alignment, entries: Sequence[Correction]) -> Corrected:
    """The text with the words of some entries replaced. Raises ``DataError`` for an entry that does not fit."""
    found = sorted(((*_place(clean, one), one) for one in entries), key=lambda place: place[:2])
    for (_, end, entry), (start, _, following) in pairwise(found):
        if start < end:
            raise DataError(
                f"corrections {entry.correction_id} and {following.correction_id}: they overlap; join them."
            )
    pieces, position = [], 0
    for start, end, entry in found:
        pieces += [clean[position:start], entry.replacement]
        position = end
    corrected = "".join([*pieces, clean[position:]])
    if text.clean(corrected).text != corrected:
        names = ", ".join(entry.correction_id for *_, entry in found)
        raise DataError(
            f"correction {names}: the result is no clean text; write the replacement as cleaning leaves it."
        )
    edits = [(start, end, len(entry.replacement)) for start, end, entry in found]
    return Corrected(corrected, runs.edited(edits), len(found))


def _place(clean: str, entry: Correction) -> tuple[int, int]:
    try:
        return selectors.find(clean, entry.quote)
    except LookupError as error:
        raise DataError(f"correction {entry.correction_id}: {error}; mend the entry or remove it.") from None


def _entry(entry: dict[str, Any], name: str) -> Correction:
    try:
        date = datetime.date.fromisoformat(entry["date"])
    except ValueError:
        raise ConfigurationError(
            f"{name}: {entry['id']}: date {entry['date']!r} is no date; write YYYY-MM-DD."
        ) from None
    return Correction(
        correction_id=entry["id"],
        action=entry["action"],
        reason=entry["reason"],
        date=date,
        key=entry["key"],
        quote=selectors.Quote(entry.get("exact", ""), entry.get("prefix", ""), entry.get("suffix", "")),
        replacement=entry.get("replacement", ""),
        guard=entry.get("guard"),
    )
