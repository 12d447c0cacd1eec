"""Every label of a document, put together from the extractors: what the tables hold, without their ids and bytes.

Extractors see the whole document once; what they find is handed to the units it lies in.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pipeline import attribution, certainty, checkworthiness, claims, dates, entities, quantities

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping, Sequence

    from pipeline.segmentation import Unit

# Scores are released with four decimals: more would promise a precision that no annotator has.
_DECIMALS = 4
# Types that only a statement of fact can have, and the rule of what is set for a time to come.
_STATED = frozenset(("quantity", "correlation_causation", "laws_rules"))
_ARRANGED = frozenset(("claims.prediction.arranged",))
_OPENING = 10  # characters in which an article and a subject begin


@dataclass(frozen=True, slots=True)
class Label:
    """The labels of one unit; ``claim`` holds the columns of its claim, or nothing where the unit is NFS."""

    checkworthiness: str
    score: float
    claim: dict[str, Any] | None


def annotate(
    text: str, units: Sequence[Unit], published: dt.date | None, given: Mapping[int, str] | None = None
) -> list[Label]:
    """Label every unit of a document; ``published`` anchors relative dates, else the byline does.

    ``given`` holds check-worthiness that people decided, by number of the unit: it overrules rules and model.
    """
    found = _Found(text, units, published)
    judged = checkworthiness.judge([text[unit.start : unit.end] for unit in units])
    labels = []
    for number, (unit, judgement) in enumerate(zip(units, judged, strict=True)):
        ruled_out = claims.never(text[unit.start : unit.end], unit.kind) is not None
        stated, rule = ("NFS", None) if ruled_out else found.check(number, judgement)
        check = (given or {}).get(number, stated)
        score = 0.0 if ruled_out else round(judgement.score, _DECIMALS)
        claim = None
        if check != "NFS":
            claim = found.claim(number, rule) | {"confidence": round(judgement.factual, _DECIMALS)}
        labels.append(Label(check, score, claim))
    return labels


class _Found:
    """What the extractors found in a document, by unit."""

    def __init__(self, text: str, units: Sequence[Unit], published: dt.date | None) -> None:
        self._text = text
        self._units = units
        self._decisions: dict[int, claims.Decision] = {}
        self._attributions = attribution.find(text)
        self._quantities = _by_unit(quantities.find(text), units)
        self._dates = _by_unit(dates.find(text, published or _byline_date(text, units)), units)
        self._entities = _by_unit(entities.find(text), units)

    def check(self, number: int, judged: checkworthiness.Judgement) -> tuple[checkworthiness.Label, str | None]:
        """The class of a unit that no rule forbids, and the rule where it is not the model's.

        The model learned from debates, where nobody is credited and little is arranged. A unit that the grammar shows
        to count, to cause, to bind or to be somebody's report states something; a count is worth checking.
        """
        decision = self._decision(number)
        if judged.label != "CFS" and decision.claim_type == "quantity":
            return "CFS", "checkworthiness.count"
        if judged.label != "NFS":
            return judged.label, None
        if decision.claim_type in _STATED or decision.rule in _ARRANGED:
            return "UFS", "checkworthiness.typed"
        if decision.claim_type == "prediction" and self._is_dated(number):
            return "UFS", "checkworthiness.dated"
        credited = self._credited(number)
        if credited is not None and credited.quote_type == "indirect":
            return "UFS", "checkworthiness.reported"
        return "NFS", None

    def _is_dated(self, number: int) -> bool:
        """Whether a date stands in the unit; one that opens it is its subject: "the coming weeks will tell"."""
        start = self._units[number].start + _OPENING
        return any(one.timex in ("DATE", "TIME") and one.start > start for one in self._dates[number])

    def _decision(self, number: int) -> claims.Decision:
        decision = self._decisions.get(number)
        if decision is None:
            unit = self._units[number]
            decision = self._decisions[number] = claims.decide(self._text[unit.start : unit.end], unit.kind)
        return decision

    def _credited(self, number: int) -> attribution.Attribution | None:
        unit = self._units[number]
        return attribution.for_span(self._attributions, unit.start, unit.end)

    def claim(self, number: int, rule: str | None) -> dict[str, Any]:
        """The columns of the claim that the unit makes; `rule` is the one that overruled the model, if one did."""
        unit = self._units[number]
        decision = self._decision(number)
        sure = certainty.find(self._text[unit.start : unit.end])
        credited = self._credited(number)
        rules = {decision.rule, rule or "checkworthiness.linear_model"}
        if credited is not None:
            rules.add(credited.rule)
        return {
            "claim_type": decision.claim_type,
            **self._credit(credited),
            "certainty": sure.certainty,
            "polarity": sure.polarity,
            "hedges": [
                {"start": h.start + unit.start, "end": h.end + unit.start, "text": h.text, "kind": h.kind}
                for h in sure.hedges
            ],
            "quantities": [_amount(one) for one in self._quantities[number]],
            "dates": [one._asdict() for one in self._dates[number]],
            "entities": [one._asdict() for one in self._entities[number]],
            "rules": sorted(rules),
        }

    def _credit(self, credited: attribution.Attribution | None) -> dict[str, Any]:
        if credited is None:
            return {
                **_slice(self._text, "claimer", None),
                **_slice(self._text, "cue", None),
                "claimer": None,
                "claimer_kind": "author",
                "quote_type": "none",
            }
        return {
            **_slice(self._text, "claimer", credited.source),
            **_slice(self._text, "cue", credited.cue),
            "claimer": credited.claimer,
            "claimer_kind": credited.claimer_kind,
            "quote_type": credited.quote_type,
        }


def _slice(text: str, name: str, span: tuple[int, int] | None) -> dict[str, Any]:
    start, end = span or (None, None)
    return {
        f"{name}_text": None if span is None else text[start:end],
        f"{name}_start": start,
        f"{name}_end": end,
    }


def _amount(one: quantities.Quantity) -> dict[str, Any]:
    """Amounts keep four significant decimals below one and four decimals above, like every float of the release."""
    row = one._asdict()
    row["value"] = round(one.value, _DECIMALS)
    if one.value_high is not None:
        row["value_high"] = round(one.value_high, _DECIMALS)
    return row


def _by_unit(found: Iterable[Any], units: Sequence[Unit]) -> list[list[Any]]:
    """What lies wholly inside each unit; a mention that runs over a border belongs to none."""
    starts = [unit.start for unit in units]
    by_unit: list[list[Any]] = [[] for _ in units]
    for one in found:
        number = bisect_right(starts, one.start) - 1
        if number >= 0 and one.end <= units[number].end:
            by_unit[number].append(one)
    return by_unit


def _byline_date(text: str, units: Sequence[Unit]) -> dt.date | None:
    """The date that a byline or dateline of the document gives, the first one that is whole."""
    for unit in units:
        if unit.kind == "byline":
            found = dates.document_date(text[unit.start : unit.end])
            if found is not None:
                return found
    return None
