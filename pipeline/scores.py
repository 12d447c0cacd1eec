"""How well the annotators do on gold texts: precision, recall and F1 of every column, with n.

A gold unit is matched to a predicted one of the same span. Kind, check-worthiness and claim are scored on every gold
unit, one that was not found being wrong; the columns of claims on the units that have a claims row, type on those of
them that the gold calls claims too.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pipeline.annotation import Label
    from pipeline.segmentation import Unit

# A class or type with fewer units says nothing of its F1.
_LEAST_UNITS = 10


@dataclass
class Counts:
    """Hits, false alarms and misses."""

    hit: int = 0
    false: int = 0
    missed: int = 0

    def add(self, predicted: Iterable[Any], gold: Iterable[Any]) -> None:
        """Compare two bags of the same unit."""
        found, wanted = Counter(predicted), Counter(gold)
        both = (found & wanted).total()
        self.hit += both
        self.false += found.total() - both
        self.missed += wanted.total() - both

    @property
    def precision(self) -> float:
        """Share of what was found that is right."""
        return self.hit / (self.hit + self.false) if self.hit + self.false else 0.0

    @property
    def recall(self) -> float:
        """Share of what is right that was found."""
        return self.hit / (self.hit + self.missed) if self.hit + self.missed else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall (van Rijsbergen 1979)."""
        total = 2 * self.hit + self.false + self.missed
        return 2 * self.hit / total if total else 0.0


@dataclass
class Scores:
    """Counts over the units of a gold set."""

    units: int = 0
    texts: int = 0
    spans: Counts = field(default_factory=Counts)
    kinds: int = 0
    pairs: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    bags: dict[str, Counts] = field(default_factory=dict)

    def add(self, text: str, gold: Sequence[dict[str, Any]], units: Sequence[Unit], labels: Sequence[Label]) -> None:
        """Compare one text; ``gold`` holds its units in order, as data/gold stores them."""
        self.texts += 1
        predicted = {(unit.start, unit.end): (unit, label) for unit, label in zip(units, labels, strict=True)}
        spans = list(locate(text, gold))
        self.spans.add(predicted.keys(), spans)
        for span, wanted in zip(spans, gold, strict=True):
            self.units += 1
            unit, label = predicted.get(span, (None, None))
            self.kinds += unit is not None and unit.kind == wanted["kind"]
            self._labels(wanted, label)

    def _labels(self, gold: dict[str, Any], label: Label | None) -> None:
        claim = label.claim if label is not None and label.claim is not None else {}
        self._pair("checkworthiness", label.checkworthiness if label else "none", gold["check"])
        self._bag("claim", [1] if claim else [], [1] if gold["check"] != "NFS" else [])
        if not claim:
            return
        if gold["check"] != "NFS":
            self._pair("claim_type", claim["claim_type"], gold["type"])
        self._pair("quote_type", claim["quote_type"], gold["quote"])
        self._bag("claimer", _name(claim["claimer"]), _name(gold["claimer"]))
        hedged = claim["certainty"] != "certain"
        self._bag("certainty (hedged)", [1] if hedged else [], [1] if gold["modality"] == "hedged" else [])
        negated = claim["polarity"] == "negative"
        self._bag("polarity (negated)", [1] if negated else [], [1] if gold["modality"] == "negated" else [])
        self._bag("quantities", map(_amount, claim["quantities"]), map(_gold_amount, gold["quantities"]))
        self._bag("dates", _days(claim["dates"]), (one["iso"] for one in gold["dates"] if one["iso"]))
        self._bag(
            "entities",
            {(one["text"], one["label"]) for one in claim["entities"]},
            {(one["text"], one["label"]) for one in gold["entities"]},
        )

    def _pair(self, column: str, predicted: str, gold: str) -> None:
        self.pairs.setdefault(column, []).append((predicted, gold))

    def _bag(self, column: str, predicted: Iterable[Any], gold: Iterable[Any]) -> None:
        self.bags.setdefault(column, Counts()).add(predicted, gold)

    def as_json(self) -> dict[str, Any]:
        """Texts, units and one entry per column: measure, value and n."""
        columns: dict[str, dict[str, Any]] = {
            "units": _entry("exact spans, F1", self.spans.f1, self.units),
            "kind": _entry("accuracy", self.kinds / self.units, self.units),
        }
        for column, pairs in self.pairs.items():
            if column == "quote_type":
                right = sum(a == b for a, b in pairs)
                columns[column] = _entry("accuracy", right / len(pairs), len(pairs))
            else:
                columns[column] = _entry("macro F1", macro_f1(pairs), len(pairs))
        for column, counts in self.bags.items():
            entry = _entry("F1", counts.f1, counts.hit + counts.missed)
            columns[column] = entry | {"precision": round(counts.precision, 4), "recall": round(counts.recall, 4)}
        return {"texts": self.texts, "units": self.units, "columns": columns}


def locate(text: str, gold: Sequence[dict[str, Any]]) -> Iterable[tuple[int, int]]:
    """The span of each gold unit: its text, searched from the end of the one before."""
    place = 0
    for unit in gold:
        start = text.find(unit["text"], place)
        if start < 0:
            raise ValueError(f"gold unit is not in its text: {unit['text']!r}")
        place = start + len(unit["text"])
        yield start, place


def macro_f1(pairs: Sequence[tuple[str, str]]) -> float:
    """Mean F1 over the gold classes that have ten units or more; pairs are (predicted, gold)."""
    counts = Counter(gold for _, gold in pairs)
    classes = sorted(name for name, n in counts.items() if n >= _LEAST_UNITS) or sorted(counts)
    return sum(_class_f1(pairs, name) for name in classes) / len(classes) if classes else 0.0


def _class_f1(pairs: Sequence[tuple[str, str]], name: str) -> float:
    counts = Counts()
    for predicted, gold in pairs:
        counts.add([1] if predicted == name else [], [1] if gold == name else [])
    return counts.f1


def _entry(measure: str, value: float, n: int) -> dict[str, Any]:
    return {"measure": measure, "value": round(value, 4), "n": n}


def _name(claimer: str | None) -> list[str]:
    """A claimer without article, title case or possessive, as the guideline normalises it."""
    if claimer is None:
        return []
    plain = claimer.lower().replace("’", "'").removeprefix("the ").removesuffix("'s")
    return [" ".join(plain.split())]


def _days(found: Iterable[dict[str, Any]]) -> list[str]:
    """Calendar values without a time of day: the gold lists no durations, sets, clock times or words such as "now"."""
    values = (one["value"] for one in found if one["timex"] in {"DATE", "TIME"} and one["value"])
    return [value.partition("T")[0] for value in values if not value.startswith("T") and not value.endswith("_REF")]


def _amount(one: dict[str, Any]) -> tuple[float, float | None]:
    return one["value"], one["value_high"]


def _gold_amount(one: dict[str, Any]) -> tuple[float, float | None]:
    value = one["value"]
    return (float(value[0]), float(value[1])) if isinstance(value, list) else (float(value), None)
