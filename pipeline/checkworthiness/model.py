"""Weigh the reading of a sentence and turn the sum into calibrated probabilities.

Every weight is an integer, so that a sum is the same in any order.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from functools import cache, lru_cache
from importlib.resources import files
from math import exp, sqrt
from typing import TYPE_CHECKING, Literal, NamedTuple, TypedDict, get_args

from pipeline.checkworthiness.features import LONGEST, Gram, Reader

if TYPE_CHECKING:
    from collections.abc import Callable

Label = Literal["NFS", "UFS", "CFS"]
LABELS: tuple[Label, ...] = get_args(Label)

WEIGHTS = "weights.json.gz"
DIGEST = "weights.json.gz.sha256"
UNIT = 1000  # integer weights count thousandths of a logit
SHORTEST = 4  # tokens: the grams of a shorter unit weigh as in one of this length

Weight = tuple[int, int]  # towards a factual claim (UFS or CFS), towards a check-worthy one (CFS)


class Calibration(TypedDict):
    """Platt scales (slope, intercept) of both logits in one register, and the probabilities from which a class is given."""

    factual: tuple[float, float]
    checkworthy: tuple[float, float]
    factual_from: float
    checkworthy_from: float


class Stored(TypedDict):
    """The weights as they stand in the file."""

    common: list[str]
    cues: list[tuple[str, list[str]]]
    bias: Weight
    length: Weight
    cue_weights: list[Weight]
    symbols: list[tuple[str, int, int]]
    pairs: list[tuple[str, str, int, int]]
    involved: Calibration
    detached: Calibration


class Judgement(NamedTuple):
    """The calibrated probability, 0 to 1, that a sentence is check-worthy, and its class."""

    score: float
    label: Label


def probability(logit: float, scale: tuple[float, float]) -> float:
    """Return the logistic of a logit after its Platt scale."""
    return 1 / (1 + exp(-max(-30.0, min(30.0, scale[0] * logit + scale[1]))))


class Model:
    """A linear model of ClaimBuster's three classes (Arslan et al. 2020), calibrated for speech and for reporting apart."""

    def __init__(self, stored: Stored) -> None:
        self._reader = Reader(stored["common"], stored["cues"])
        self._bias = stored["bias"]
        self._length = stored["length"]
        self._cues = stored["cue_weights"]
        self._grams: dict[Gram, Weight] = {symbol: (f, c) for symbol, f, c in stored["symbols"]}
        self._grams.update({(left, right): (f, c) for left, right, f, c in stored["pairs"]})
        self._calibrations = (stored["detached"], stored["involved"])
        self._cue_sum: Callable[[int], Weight] = lru_cache(1 << 14)(self._sum_cues)

    def _sum_cues(self, cues: int) -> Weight:
        present = [weight for index, weight in enumerate(self._cues) if cues >> index & 1]
        return sum(w[0] for w in present) + self._bias[0], sum(w[1] for w in present) + self._bias[1]

    def logits(self, text: str) -> tuple[float, float, bool]:
        """Return the logits of "makes a factual claim" and "is check-worthy", and whether the sentence reads as speech."""
        reading = self._reader.read(text)
        grams = self._grams
        factual = checkworthy = 0
        for gram in grams.keys() & reading.grams:
            weight = grams[gram]
            factual += weight[0]
            checkworthy += weight[1]
        spread = sqrt(max(reading.length, SHORTEST))
        fixed, counted = self._cue_sum(reading.cues), min(reading.length, LONGEST)
        return (
            (fixed[0] + self._length[0] * counted + factual / spread) / UNIT,
            (fixed[1] + self._length[1] * counted + checkworthy / spread) / UNIT,
            reading.involved,
        )

    def judge(self, text: str) -> Judgement:
        """Return the judgement of one sentence."""
        factual, checkworthy, involved = self.logits(text)
        calibration = self._calibrations[involved]
        score = probability(checkworthy, calibration["checkworthy"])
        if score >= calibration["checkworthy_from"]:
            return Judgement(score, "CFS")
        if probability(factual, calibration["factual"]) >= calibration["factual_from"]:
            return Judgement(score, "UFS")
        return Judgement(score, "NFS")


@cache
def shipped() -> Model:
    """Return the model of the weights that come with the package; ValueError when their digest is not the recorded one."""
    folder = files(__package__)
    packed = folder.joinpath(WEIGHTS).read_bytes()
    recorded = folder.joinpath(DIGEST).read_text("ascii").split()[0]
    found = hashlib.sha256(packed).hexdigest()
    if found != recorded:
        raise ValueError(f"{WEIGHTS} has digest {found}, {DIGEST} says {recorded}: restore both from version control")
    return Model(json.loads(gzip.decompress(packed)))
