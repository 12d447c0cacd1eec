"""Two statements compared: whether they speak of the same, and how they then stand to each other."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pipeline.links import counting, reasons, setting, wording

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pipeline.links.counting import Finding
    from pipeline.links.statement import Statement
    from pipeline.links.weights import Weights

# Of several findings about one pair of claims the first of these decides: a contradiction is never hidden.
_PRECEDENCE = ("conflicts", "supersedes", "refines", "corroborates")
BASES = ("text", "quantity", "date", "polarity", "entity")


class Tolerances(NamedTuple):
    """What two reports of one event may differ by: rounding and approximation as shares, publication in days."""

    round: float
    about: float
    days: int


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
        return Link("same_text", ("text",), same, _sentence(["the wording is the same"], a, b))
    if apart_in_time(a, b, tolerances.days) or not setting.one_story(a, b):
        return None
    findings = counting.compare(a, b, overlap, tolerances)
    stated = None if counting.differ(a, b, findings) else wording.compare(a, b, overlap)
    if stated is not None and (not findings or stated.relation == "conflicts"):
        findings = [*findings, stated]
    if not findings:
        return None
    relation = min((one.relation for one in findings), key=_PRECEDENCE.index)
    telling = [one for one in findings if one.relation == relation]
    return Link(
        relation,
        _bases(telling, a, b),
        max(one.score for one in telling),
        _sentence((one.reason for one in telling), a, b),
    )


def apart_in_time(a: Statement, b: Statement, days: int) -> bool:
    """Whether both say when, and no time of one agrees with one of the other; a month agrees with its days.

    What was published more than so many ``days`` apart is of one time only where both claims say so, or tell of rates.
    """
    far = setting.far_apart(a, b, days)
    if a.context and b.context:
        return not (a.context & b.context if far else _meet(a.context, b.context))
    timeless = any(one.rate for one in a.amounts) and any(one.rate for one in b.amounts)
    return far and not timeless


def _meet(dates: frozenset[str], others: frozenset[str]) -> bool:
    return any(one.startswith(other) or other.startswith(one) for one in dates for other in others)


def independent(a: Statement, b: Statement) -> bool:
    """Whether two statements come from different clusters of copies, different sources and different claimers."""
    return all(one != other for one, other in zip(a.speaker, b.speaker, strict=True))


def _bases(findings: list[Finding], a: Statement, b: Statement) -> tuple[str, ...]:
    found = {basis for one in findings for basis in one.basis}
    if a.names.known & b.names.known:
        found.add("entity")
    if a.dates & b.dates:
        found.add("date")
    return tuple(basis for basis in BASES if basis in found)


def _sentence(told: Iterable[str], a: Statement, b: Statement) -> str:
    """The reasons, with the names and dates that both give."""
    written = a.names.as_written(a.text)
    both = [written[name] for name in sorted(a.names.known & b.names.known)]
    when = [date[1:] for date in sorted(a.dates & b.dates)]
    return reasons.sentence(told, both, when)
