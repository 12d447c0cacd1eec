"""The version bump that a difference demands (the contract of the data with its readers).

MAJOR: a table, column, type, id or label breaks, or a document vanishes other than by takedown. MINOR: rows or labels
are added, changed or gone, or documents were taken down. PATCH: the card alone. NONE: the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pipeline.difference.record import Some
from pipeline.errors import DataError
from pipeline.versions import Bump, after, step

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.difference.record import Difference


class Reason(NamedTuple):
    """Why a difference demands a bump: the table, what happened there, and the rows it happened to."""

    bump: Bump
    table: str
    what: str
    rows: Some


def bump(difference: Difference) -> Bump:
    """The greatest bump that anything in the difference demands."""
    return max((reason.bump for reason in reasons(difference)), default=Bump.NONE)


def enforce(difference: Difference) -> None:
    """Raise ``DataError`` when the new version promises less than the difference demands."""
    made = step(difference.old, difference.new)
    demanded = bump(difference)
    if demanded <= made:
        return
    rows = [
        f"  {one.table:<12} {one.rows.count:>7}  {one.what}  (e.g. {', '.join(one.rows.examples) or one.what})"
        for one in reasons(difference)
        if one.bump > made
    ]
    state = f"{difference.new} is closed" if made is Bump.NONE else f"{difference.new} is too small"
    least = after(difference.old, demanded)
    raise DataError(
        f"release.version {state}: against {difference.old} the data demand {demanded.name}.\n"
        + "\n".join(rows)
        + f"\nSet release.version to {least} or higher in params.yaml, or take the change back."
    )


def reasons(difference: Difference) -> list[Reason]:
    """Everything that demands a bump, the greatest first."""
    return sorted(_reasons(difference), key=lambda reason: -reason.bump)


def _reasons(difference: Difference) -> Iterator[Reason]:
    for change in difference.schema:
        yield Reason(Bump.MAJOR if change.breaks else Bump.MINOR, change.table, change.what, Some(1))
    if difference.vanished.count:
        yield Reason(Bump.MAJOR, "documents", "vanished without a takedown", difference.vanished)
    if difference.taken_down.count:
        yield Reason(Bump.MINOR, "documents", "taken down", difference.taken_down)
    kept = any(one.table == "documents" and one.removed.count < one.before for one in difference.tables)
    for one in difference.tables:
        # Where documents stay, some of their rows stay; if none did, the ids were made in another way.
        if kept and one.table in {"sentences", "claims"} and one.after and 0 < one.before == one.removed.count:
            yield Reason(Bump.MAJOR, one.table, "no id is left: ids break", one.removed)
        for what, rows in (("added", one.added), ("removed", one.removed), ("changed", one.changed)):
            if rows.count:
                yield Reason(Bump.MINOR, one.table, what, rows)
    if difference.files is not None and difference.files.count:
        yield Reason(Bump.PATCH, "files", "changed", difference.files)
