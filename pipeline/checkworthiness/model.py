"""Weigh the reading of a sentence and turn the sum into calibrated probabilities."""

from __future__ import annotations

import gzip
import hashlib
import json
from functools import cache, lru_cache
from importlib.resources import files
from math import exp, sqrt
from typing import TYPE_CHECKING, Literal, NamedTuple, TypedDict, get_args

from pipeline.checkworthiness.reading import Reader
from pipeline.checkworthiness.vocabulary import CueLists, Vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable

Label = Literal["NFS", "UFS", "CFS"]
LABELS: tuple[Label, ...] = get_args(Label)

WEIGHTS = "weights.json.gz"
DIGEST = "weights.json.gz.sha256"
UNIT = 1000  # integer weights count thousandths of a logit
LONGEST = 40  # tokens: further length says no more
SHORTEST = 4  # tokens: the grams of a shorter unit weigh as in one of this length

Weight = tuple[int, int]  # towards a factual claim, towards a check-worthy one


class Calibration(TypedDict):
    """Platt scales (slope, intercept) of both logits in one register, and from what probability a class is given."""

    factual: tuple[float, float]
    checkworthy: tuple[float, float]
    factual_from: float
    checkworthy_from: float


class Stored(TypedDict):
    """The weights as they stand in the file."""

    common: list[str]
    paired: int
    cues: CueLists
    bias: Weight
    length: Weight
    cue_weights: list[Weight]
    symbols: list[tuple[str, int, int]]
    pairs: list[tuple[str, str, int, int]]
    involved: Calibration
    detached: Calibration


class Judgement(NamedTuple):
    """The calibrated probabilities, 0 to 1, that a sentence is check-worthy and that it is factual, and its class."""

    score: float
    label: Label
    factual: float


def probability(logit: float, scale: tuple[float, float]) -> float:
    """Return the logistic of a logit after its Platt scale."""
    return 1 / (1 + exp(-max(-30.0, min(30.0, scale[0] * logit + scale[1]))))


class Model:
    """A linear model of ClaimBuster's classes (Arslan et al. 2020), calibrated for speech and for reporting apart.

    A weight is one complex number: its real part counts towards "makes a factual claim" (UFS or CFS), its
    imaginary part towards "is check-worthy" (CFS). Both are whole numbers: their sum is exact in any order.
    """

    def __init__(self, stored: Stored) -> None:
        reader = Reader(Vocabulary(stored["common"], stored["paired"], stored["cues"]))
        self._read = reader.read
        self._bias = complex(*stored["bias"])
        self._length = complex(*stored["length"])
        self._cues = [complex(*weight) for weight in stored["cue_weights"]]
        self._grams = {reader.key((symbol,)): complex(*weight) for symbol, *weight in stored["symbols"]}
        self._grams |= {reader.key((left, right)): complex(*weight) for left, right, *weight in stored["pairs"]}
        self._calibrations = (stored["detached"], stored["involved"])
        self._cue_sum: Callable[[int], complex] = lru_cache(1 << 14)(self._sum_cues)
        # Remembered, so that to ask for score and label of the same sentences costs no more than for one.
        self.judge: Callable[[str], Judgement] = lru_cache(1 << 14)(self._judge)

    def _sum_cues(self, cues: int) -> complex:
        return sum((weight for index, weight in enumerate(self._cues) if cues >> index & 1), self._bias)

    def logits(self, text: str) -> tuple[float, float, bool]:
        """Return the logits of "makes a factual claim" and of "is check-worthy", and whether it reads as speech."""
        grams, cues, length, involved = self._read(text)
        weighed = sum(filter(None, map(self._grams.get, grams)), 0j) / sqrt(max(length, SHORTEST))
        both = (self._cue_sum(cues) + self._length * min(length, LONGEST) + weighed) / UNIT
        return both.real, both.imag, involved

    def decide(self, factual: float, checkworthy: float, *, involved: bool) -> Judgement:
        """Return the judgement that the logits of a sentence and its register come to."""
        calibration = self._calibrations[involved]
        score = probability(checkworthy, calibration["checkworthy"])
        sure = probability(factual, calibration["factual"])
        if score >= calibration["checkworthy_from"]:
            return Judgement(score, "CFS", sure)
        return Judgement(score, "UFS" if sure >= calibration["factual_from"] else "NFS", sure)

    def _judge(self, text: str) -> Judgement:
        factual, checkworthy, involved = self.logits(text)
        return self.decide(factual, checkworthy, involved=involved)


def load(packed: bytes, digest: str) -> Model:
    """Return the model of a weights file; ValueError when the file has another SHA-256 digest than the recorded one."""
    found = hashlib.sha256(packed).hexdigest()
    if found != digest:
        raise ValueError(f"{WEIGHTS} has digest {found}, {DIGEST} says {digest}: restore both from version control")
    return Model(json.loads(gzip.decompress(packed)))


@cache
def shipped() -> Model:
    """Return the model that comes with the package."""
    folder = files(__package__)
    return load(folder.joinpath(WEIGHTS).read_bytes(), folder.joinpath(DIGEST).read_text("ascii").split()[0])
