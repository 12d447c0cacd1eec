"""Two statements compared: whether they speak of the same, and how they then stand to each other."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pipeline.links import counting, wording

if TYPE_CHECKING:
    from pipeline.links.counting import Finding
    from pipeline.links.statement import Statement
    from pipeline.links.weights import Weights

# Of several findings about one pair of claims the first of these decides: a contradiction is never hidden.
_PRECEDENCE = ("conflicts", "supersedes", "refines", "corroborates")
BASES = ("text", "quantity", "date", "polarity", "entity")


class Tolerances(NamedTuple):
    """How much rounding and approximation may differ: shares of the amount."""

    round: float
    about: float


class Link(NamedTuple):
    """How two statements stand to each other, on what basis, how surely, and why in words."""

    relation: str
    basis: tuple[str, ...]
    score: float
    evidence: str


def compare(a: Statement, b: Statement, weights: Weights, tolerances: Tolerances) -> Link | None:
    """The link between two statements, or nothing; their order decides the words of the evidence alone."""
    overlap = wording.overlap(a, b, weights)
    same = wording.same(a, b)
    if same is not None:
        return Link("same_text", ("text",), same, _sentence("the wording is the same", a, b))
    if apart_in_time(a, b):
        return None
    findings = counting.compare(a, b, overlap, tolerances)
    differing = not findings and any(counting.comparable(x, y) for x in a.amounts for y in b.amounts)
    stated = None if differing else wording.compare(a, b, overlap)
    if stated is not None and (not findings or stated.relation == "conflicts"):
        findings = [*findings, stated]
    if not findings:
        return None
    relation = min((one.relation for one in findings), key=_PRECEDENCE.index)
    telling = [one for one in findings if one.relation == relation]
    return Link(relation, _bases(telling, a, b), max(one.score for one in telling), _sentence(_reasons(telling), a, b))


def apart_in_time(a: Statement, b: Statement) -> bool:
    """Whether both say when, and no time of one agrees with one of the other; a month agrees with its days."""
    if not (a.context and b.context):
        return False
    return not any(one.startswith(other) or other.startswith(one) for one in a.context for other in b.context)


def independent(a: Statement, b: Statement) -> bool:
    """Whether two statements come from different clusters of copies, different sources and different claimers."""
    return all(one != other for one, other in zip(a.speaker, b.speaker, strict=True))


def _bases(findings: list[Finding], a: Statement, b: Statement) -> tuple[str, ...]:
    found = {basis for one in findings for basis in one.basis}
    if a.names & b.names:
        found.add("entity")
    if a.dates & b.dates:
        found.add("date")
    return tuple(basis for basis in BASES if basis in found)


def _reasons(findings: list[Finding]) -> str:
    return "; ".join(dict.fromkeys(one.reason for one in findings))


def _sentence(reason: str, a: Statement, b: Statement) -> str:
    """The reason, with the names and dates that both give."""
    both = [name[1:] for name in sorted(a.names & b.names)]
    when = [date[1:] for date in sorted(a.dates & b.dates)]
    shared = [f"both name {', '.join(both)}"] * bool(both) + [f"both say {', '.join(when)}"] * bool(when)
    return "; ".join([reason, *shared])
