"""Every label of a document, put together from the extractors: what the tables hold, without their ids and bytes.

Extractors see the whole document once; what they find is handed to the units it lies in.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from pipeline import attribution, certainty, checkworthiness, claims, dates, entities, quantities

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping, Sequence

    from pipeline.segmentation import Unit

# Scores are released with four decimals: more would promise a precision that no annotator has.
_DECIMALS = 4
_MODEL = "checkworthiness.linear_model"
# Types, beside quantities, that only a statement of fact can have, and the rule of what is set for a time to come.
_STATED = frozenset(("correlation_causation", "laws_rules"))
_ARRANGED = frozenset(("claims.prediction.arranged",))
# What the model would say of a unit that a rule forbids to be a claim, and who is credited where nobody is.
_RULED_OUT = checkworthiness.Judgement(0.0, "NFS", 0.0)
_UNCREDITED = attribution.Attribution(None, None, [], "none", None, "author", "")
# What may stand before a date that is the subject of its unit, and the verb behind it: "The coming weeks will tell".
_BEFORE_SUBJECT = re.compile(r"\W*(?:(?:the|this|these|those|an?)\s+)?", re.IGNORECASE)
_VERB = re.compile(
    r"(?:['’]ll|\s+(?:will|won['’]t|would|shall|should|can|could|may|might|must|is|are|was|were|has|have|had|do|does|did))\b",
    re.IGNORECASE,
)

# What makes the clause behind it a circumstance of the main clause before it.
_SUBORDINATED = re.compile(r"[^\W\d_],? (?:after|because|when|since|until|before|once) $")
_CONJUNCTION = 12  # characters: the longest of them with what stands around it


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
    judged = iter(checkworthiness.judge(found.open()))  # of what is ruled out nobody asks the model
    labels = []
    for number, reading in enumerate(found.readings):
        judgement = _RULED_OUT if reading is None else next(judged)
        stated, decider = ("NFS", None) if reading is None else found.check(number, reading, judgement)
        check = (given or {}).get(number, stated)
        claim = None
        if check != "NFS":
            claim = found.claim(number, reading or _read(found.sentences[number], units[number].kind), decider)
            claim["confidence"] = round(judgement.factual, _DECIMALS)
        labels.append(Label(check, round(judgement.score, _DECIMALS), claim))
    return labels


class _Reading(NamedTuple):
    """What one sentence alone tells of its claim."""

    decision: claims.Decision
    sure: certainty.Certainty


def _read(sentence: str, kind: str) -> _Reading:
    return _Reading(claims.decide(sentence, kind), certainty.find(sentence))


class _Found:
    """What the extractors found in a document, by unit."""

    def __init__(self, text: str, units: Sequence[Unit], published: dt.date | None) -> None:
        self._text = text
        self._units = units
        self.sentences = [text[unit.start : unit.end] for unit in units]
        # All that asks of one sentence asks at once, so that it is read once.
        self.readings = [
            None if claims.never(said, unit.kind) else _read(said, unit.kind)
            for said, unit in zip(self.sentences, units, strict=True)
        ]
        self._attributions = [one for one in attribution.find(text) if not _is_subordinate(text, one)]
        self._quantities = _by_unit(quantities.find(text), units)
        self._dates = _by_unit(dates.find(text, published or _byline_date(text, units)), units)
        self._entities = _by_unit(entities.find(text), units)

    def open(self) -> list[str]:
        """The sentences that no rule forbids to be claims."""
        return [said for said, reading in zip(self.sentences, self.readings, strict=True) if reading is not None]

    def check(
        self, number: int, reading: _Reading, judged: checkworthiness.Judgement
    ) -> tuple[checkworthiness.Label, str]:
        """The class of a unit that no rule forbids, and the id of what decided it, a rule or the model.

        The model learned from debates, where nobody is credited and little is arranged. A unit that the grammar shows
        to count, to cause, to bind or to be somebody's report states something; a count is worth checking.
        """
        decision = reading.decision
        if judged.label != "CFS" and decision.claim_type == "quantity":
            return "CFS", "checkworthiness.count"
        if judged.label != "NFS":
            return judged.label, _MODEL
        if decision.claim_type in _STATED or decision.rule in _ARRANGED:
            return "UFS", "checkworthiness.typed"
        if decision.claim_type == "prediction" and self._is_dated(number):
            return "UFS", "checkworthiness.dated"
        credited = self._credited(number)
        if credited is not None and credited.quote_type == "indirect":
            return "UFS", "checkworthiness.reported"
        return "NFS", _MODEL

    def _is_dated(self, number: int) -> bool:
        """Whether the unit says when; a date that is its subject says what: "The coming weeks will tell"."""
        start = self._units[number].start
        return any(one.timex in ("DATE", "TIME") and not self._is_subject(one, start) for one in self._dates[number])

    def _is_subject(self, one: dates.DateMention, start: int) -> bool:
        opens = _BEFORE_SUBJECT.fullmatch(self._text, start, one.start)
        return opens is not None and _VERB.match(self._text, one.end) is not None

    def _credited(self, number: int) -> attribution.Attribution | None:
        unit = self._units[number]
        return attribution.for_span(self._attributions, unit.start, unit.end)

    def claim(self, number: int, reading: _Reading, decider: str | None) -> dict[str, Any]:
        """The columns of the claim that the unit makes.

        `decider` is the rule or the model that classed the unit; nothing where a rule forbade a claim and a person
        overruled it.
        """
        decision, sure = reading
        credited = self._credited(number)
        rules = (decision.rule, decider, credited.rule if credited else None)
        start = self._units[number].start
        return {
            "claim_type": decision.claim_type,
            **self._credit(credited or _UNCREDITED),
            "certainty": sure.certainty,
            "polarity": sure.polarity,
            "hedges": [
                {"start": h.start + start, "end": h.end + start, "text": h.text, "kind": h.kind} for h in sure.hedges
            ],
            "quantities": [_amount(one) for one in self._quantities[number]],
            "dates": [one._asdict() for one in self._dates[number]],
            "entities": [one._asdict() for one in self._entities[number]],
            "rules": sorted({one for one in rules if one is not None}),
        }

    def _credit(self, credited: attribution.Attribution) -> dict[str, Any]:
        text = self._text
        source_start, source_end = credited.source or (None, None)
        cue_start, cue_end = credited.cue or (None, None)
        return {
            "claimer_text": text[source_start:source_end] if credited.source else None,
            "claimer_start": source_start,
            "claimer_end": source_end,
            "cue_text": text[cue_start:cue_end] if credited.cue else None,
            "cue_start": cue_start,
            "cue_end": cue_end,
            "claimer": credited.claimer,
            "claimer_kind": credited.claimer_kind,
            "quote_type": credited.quote_type,
        }


def _is_subordinate(text: str, one: attribution.Attribution) -> bool:
    """Whether a report stands in a clause of time or cause of what the author tells: "resigned after a court found"."""
    if one.source is None or one.content[0][0] < one.source[0]:
        return False
    start = one.source[0]
    return _SUBORDINATED.search(text[max(0, start - _CONJUNCTION) : start]) is not None


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
