"""Links in words that people can act on: both quotations, their sources and dates, and the reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from pipeline.links import reasons

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

# What a reader looks at first.
ORDER = ("conflicts", "supersedes", "refines", "corroborates", "same_text")
_HEADINGS = {
    "conflicts": "Conflicts: what one says excludes what the other says",
    "supersedes": "Later counts: a newer report gives more",
    "refines": "Refinements: one says more exactly what the other says",
    "corroborates": "Agreement",
    "same_text": "The same words",
}
_ABOUT = (
    "Rules found these pairs; nobody has checked them. Read both quotations first: they may speak of two things. Then "
    "ask which source is nearer to the event, and what each gives as its own source. A score is how surely both speak "
    "of one thing, from 0 to 1; sources are independent when outlet, copies and the person quoted all differ. A pair "
    "that is not about one thing can be written down in data/annotations/links.jsonl and is then left out for good."
)
_NONE = (
    "No two claims of this release were found to conflict, to outdate or to refine one another. Rules looked for such "
    "pairs; they can miss some."
)
_WITHHELD = "(the text is withheld)"
# How sources.yaml names a source that nobody knows.
_UNKNOWN = "unknown"


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


def markdown(title: str, linked: Sequence[Linked]) -> str:
    """A page with a section for each relation; its entries are numbered through."""
    parts = [f"# Discrepancies in {escaped(title)}", _ABOUT if linked else _NONE]
    heading = ""
    for number, one in enumerate(ordered(linked), 1):
        if one.relation != heading:
            heading = one.relation
            count = sum(other.relation == heading for other in linked)
            parts.append(f"## {_HEADINGS[heading]} ({count})")
        parts += [f"### {number}", entry(one)]
    return "\n\n".join(parts) + "\n"


def entry(one: Linked) -> str:
    """One link as Markdown: the reason, then both quotations."""
    reason = f"**{escaped(one.evidence) or _WITHHELD}**"
    told = f"By {reasons.listed(one.basis)}; score {one.score:.2f}; {_independence(one)}; `{one.link_id}`."
    return "\n\n".join([reason, *(_quoted(*named) for named in _sides(one)), told])


def lines(values: Iterable[Mapping[str, Any]]) -> list[str]:
    """Links, as `as_values` gives them, as plain text: the relation, the reason, and both claims with their sources."""
    made = []
    for value in values:
        one = Linked(**{**value, "a": Side(**value["a"]), "b": Side(**value["b"])})
        made.append(f"{one.relation}, score {one.score:.2f}, {_independence(one)}: {one.evidence or _WITHHELD}")
        for place, side in _sides(one):
            made.append(f"  {place + ':':<8}{' '.join(side.text.split()) or _WITHHELD}")
            made.append(f"          {side.claim_id}  {_where(side)}")
    return made


def _sides(one: Linked) -> tuple[tuple[str, Side], tuple[str, Side]]:
    return (reasons.FIRST, one.a), (reasons.SECOND, one.b)


def _independence(one: Linked) -> str:
    return "independent sources" if one.independent else "not independent"


def as_values(linked: Iterable[Linked]) -> list[dict[str, Any]]:
    """The links as JSON values."""
    return [one._asdict() | {"a": one.a._asdict(), "b": one.b._asdict()} for one in ordered(linked)]


def escaped(text: str) -> str:
    """A text whose characters mean nothing to Markdown, on one line."""
    plain = " ".join(text.split())
    return "".join(f"\\{c}" if c in "\\`*_[]<>#|" else c for c in plain)


def _quoted(place: str, side: Side) -> str:
    text = escaped(side.text) or _WITHHELD
    return f"{place.capitalize()}, {escaped(_where(side))} (`{side.claim_id}`):\n\n> {text}"


def _where(side: Side) -> str:
    source = "source unknown" if side.source == _UNKNOWN else side.source
    credited = f"credited to {side.claimer}" if side.claimer else ""
    return ", ".join(part for part in (source, side.key, side.published or "no date", credited) if part)
