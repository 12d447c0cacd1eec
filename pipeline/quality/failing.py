"""How a broken law is told: its table, the law in words, how many rows break it, and the first five ids."""

from __future__ import annotations

from typing import TYPE_CHECKING

from schemas.table import Failure

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pyarrow as pa


def failing(table: str, rule: str, keys: pa.Array | pa.ChunkedArray | list[str]) -> list[Failure]:
    """The failure of a rule by the rows with these keys; none without such rows."""
    examples = tuple(str(key) for key in keys[:5])
    return [Failure(table, rule, len(keys), examples)] if len(keys) else []


def merged(failures: Iterable[Failure]) -> list[Failure]:
    """One failure for each rule, with the counts of all parts added up and the first five ids."""
    by_rule: dict[tuple[str, str], Failure] = {}
    for one in failures:
        before = by_rule.get((one.table, one.rule), Failure(one.table, one.rule, 0, ()))
        examples = (*before.examples, *one.examples)[:5]
        by_rule[one.table, one.rule] = Failure(one.table, one.rule, before.count + one.count, examples)
    return [by_rule[key] for key in sorted(by_rule)]
