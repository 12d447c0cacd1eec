"""Measure a model on labelled sentences and calibrate it; needs scikit-learn, imported late: only training has it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from pipeline.checkworthiness.model import LABELS, Calibration, Label, Model, Stored

if TYPE_CHECKING:
    from collections.abc import Callable


Flags = NDArray[np.bool_]
Numbers = NDArray[np.float64]


class Labelled(NamedTuple):
    """A sentence, its label, and the debate or document that it stands in."""

    text: str
    label: Label
    group: str


class Measured(NamedTuple):
    """Labelled sentences and what a model finds in each."""

    sentences: list[Labelled]
    factual: Numbers
    checkworthy: Numbers
    involved: Flags

    def register(self, *, involved: bool) -> Measured:
        """Return the sentences of one register."""
        kept = np.flatnonzero(self.involved == involved)
        sentences = [self.sentences[index] for index in kept]
        return Measured(sentences, self.factual[kept], self.checkworthy[kept], self.involved[kept])


def targets(sentences: list[Labelled]) -> tuple[Flags, Flags]:
    """Return for each sentence whether it makes a factual claim, and whether it is check-worthy."""
    labels = np.array([LABELS.index(sentence.label) for sentence in sentences])
    return labels > 0, labels == 2


def run(stored: Stored, sentences: list[Labelled]) -> Measured:
    """Run a model as it is shipped."""
    model = Model(stored)
    found = [model.logits(sentence.text) for sentence in sentences]
    factual, checkworthy = (np.array(logits, float) for logits in list(zip(*found, strict=True))[:2])
    return Measured(sentences, factual, checkworthy, np.array([involved for *_, involved in found], bool))


def join(parts: list[Measured]) -> Measured:
    """Put measured sentences one after the other."""
    return Measured(
        [sentence for part in parts for sentence in part.sentences],
        np.concatenate([part.factual for part in parts]),
        np.concatenate([part.checkworthy for part in parts]),
        np.concatenate([part.involved for part in parts]),
    )


def cross_validate(
    sentences: list[Labelled], fit: Callable[[list[Labelled]], Stored], folds: int = 4
) -> list[Measured]:
    """Run on each sentence a model that saw nothing of its debate."""
    fold_of = {group: index % folds for index, group in enumerate(sorted({s.group for s in sentences}))}
    return [
        run(
            fit([sentence for sentence in sentences if fold_of[sentence.group] != fold]),
            [sentence for sentence in sentences if fold_of[sentence.group] == fold],
        )
        for fold in range(folds)
    ]


def _platt(logits: Numbers, target: Flags) -> tuple[float, float]:
    """Fit slope and intercept (Platt 1999), with no more digits than the data can tell."""
    from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped,unused-ignore]  # noqa: PLC0415

    learner = LogisticRegression(C=100.0).fit(logits[:, None], target)
    return round(float(learner.coef_[0, 0]), 2), round(float(learner.intercept_[0]), 2)


def calibrate(measured: Measured, factual_from: float, checkworthy_from: float) -> Calibration:
    """Calibrate both logits on the sentences of one register."""
    factual, checkworthy = targets(measured.sentences)
    return {
        "factual": _platt(measured.factual, factual),
        "checkworthy": _platt(measured.checkworthy, checkworthy),
        "factual_from": factual_from,
        "checkworthy_from": checkworthy_from,
    }


def figures(stored: Stored, measured: Measured) -> dict[str, float]:
    """Return F1 of each class, their mean and that of claim or not; average precision and Brier score of CFS."""
    from sklearn import metrics  # type: ignore[import-untyped,unused-ignore]  # noqa: PLC0415

    model = Model(stored)
    judged = [
        model.decide(float(factual), float(checkworthy), involved=bool(involved))
        for factual, checkworthy, involved in zip(*measured[1:], strict=True)
    ]
    true = np.array([LABELS.index(sentence.label) for sentence in measured.sentences])
    given = np.array([LABELS.index(judgement.label) for judgement in judged])
    scores = [judgement.score for judgement in judged]
    each = metrics.f1_score(true, given, average=None, labels=range(len(LABELS)))
    found = {
        **{f"f1_{label.lower()}": value for label, value in zip(LABELS, each, strict=True)},
        "f1_macro": each.mean(),
        "f1_claim": metrics.f1_score(true > 0, given > 0),
        "average_precision_cfs": metrics.average_precision_score(true == 2, scores),
        "brier_cfs": metrics.brier_score_loss(true == 2, scores),
        "reads_as_speech": measured.involved.mean(),
    }
    return {"n": len(judged), **{name: round(float(value), 4) for name, value in found.items()}}
