"""Say whether the public would want a sentence checked: the classes of ClaimBuster and a calibrated score.

Scheme and training sentences: Arslan, Hassan, Li, Tremayne 2020, doi:10.5281/zenodo.3609356, CC BY 4.0.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.checkworthiness.model import LABELS, Judgement, Label, shipped

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["LABELS", "Judgement", "Label", "judge", "label", "score"]


def judge(texts: Iterable[str]) -> list[Judgement]:
    """Return score and label of each sentence. Each is judged by itself, the same in any company. Never raises."""
    return [*map(shipped().judge, texts)]


def score(texts: Iterable[str]) -> list[float]:
    """Return for each sentence the calibrated probability, 0 to 1, that it is check-worthy (CFS). Never raises.

    Reporting was calibrated on news units that language models labelled, speech on debates that people labelled.
    """
    return [judgement.score for judgement in judge(texts)]


def label(texts: Iterable[str]) -> list[Label]:
    """Return for each sentence its ClaimBuster class. Never raises.

    NFS: no factual claim; UFS: factual, but the public would not care to have it checked; CFS: factual and worth
    checking. CFS begins at a score of 0.3 in reporting and of 0.2 in speech, where people call more claims so.
    """
    return [judgement.label for judgement in judge(texts)]
