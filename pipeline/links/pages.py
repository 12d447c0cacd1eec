"""Links in words that people can act on: both quotations, their sources and dates, and the reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# What a reader looks at first.
ORDER = ("conflicts", "supersedes", "refines", "corroborates", "same_text")
_HEADINGS = {
    "conflicts": "Conflicts: both cannot be right",
    "supersedes": "Later counts",
    "refines": "Refinements: one says more exactly what the other says",
    "corroborates": "Agreement",
    "same_text": "The same words",
}
_WITHHELD = "(the text is withheld)"


class Side(NamedTuple):
    """A claim with where it stands; ``published`` and ``claimer`` may be empty, ``text`` where it is withheld."""

    claim_id: str
    text: str
    claimer: str
    key: str
    source: str
    published: str


class Linked(NamedTuple):
    """A link with both its claims."""

    link_id: str
    relation: str
    basis: tuple[str, ...]
    score: float
    independent: bool
    evidence: str
    a: Side
    b: Side


def ordered(linked: Iterable[Linked]) -> list[Linked]:
    """The links as a reader wants them: by relation, those between independent sources first, the surest first."""
    return sorted(linked, key=lambda one: (ORDER.index(one.relation), not one.independent, -one.score, one.link_id))


def markdown(linked: Sequence[Linked]) -> str:
    """A page with a section for each relation."""
    if not linked:
        return "# Discrepancies\n\nNo two claims of this release conflict, and none refines another.\n"
    parts = ["# Discrepancies"]
    heading = ""
    for one in ordered(linked):
        if one.relation != heading:
            heading = one.relation
            count = sum(other.relation == heading for other in linked)
            parts.append(f"## {_HEADINGS[heading]} ({count})")
        parts.append(entry(one))
    return "\n\n".join(parts) + "\n"


def entry(one: Linked) -> str:
    """One link as Markdown: the reason, then both quotations."""
    sources = "independent sources" if one.independent else "not independent"
    reason = escaped(one.evidence) or _WITHHELD
    head = f"**{reason}** ({', '.join(one.basis)}; score {one.score:.2f}; {sources}; `{one.link_id}`)"
    return "\n\n".join([head, _quoted(one.a), _quoted(one.b)])


def of_claim(claim_id: str, linked: Iterable[Linked]) -> str:
    """The links of one claim as plain text: of each the relation, the reason, and the other claim with its source."""
    lines = []
    for one in ordered(linked):
        other = one.b if one.a.claim_id == claim_id else one.a
        lines.append(f"{one.relation}: {one.evidence or _WITHHELD} (score {one.score:.2f})")
        lines.append(f"  {other.claim_id}  {_where(other)}")
        lines.append(f"  {' '.join(other.text.split()) or _WITHHELD}")
    return "\n".join(lines)


def as_values(linked: Iterable[Linked]) -> list[dict[str, Any]]:
    """The links as JSON values."""
    return [one._asdict() | {"a": one.a._asdict(), "b": one.b._asdict()} for one in ordered(linked)]


def escaped(text: str) -> str:
    """A text whose characters mean nothing to Markdown, on one line."""
    plain = " ".join(text.split())
    return "".join(f"\\{c}" if c in "\\`*_[]<>#|" else c for c in plain)


def _quoted(side: Side) -> str:
    who = f", {escaped(side.claimer)}" if side.claimer else ""
    return f"> {escaped(side.text) or _WITHHELD}\n>\n> — {escaped(_where(side))}{who} (`{side.claim_id}`)"


def _where(side: Side) -> str:
    return ", ".join(part for part in (side.source, side.key, side.published or "no date") if part)
