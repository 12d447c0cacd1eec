"""Train, calibrate and measure the model: ``python -m pipeline.checkworthiness.train --help``. Needs scikit-learn."""

from __future__ import annotations

import argparse
import csv
import gzip
import hashlib
import json
import tomllib
from collections import Counter
from importlib.resources import files
from math import log, sqrt
from pathlib import Path
from typing import Any, NamedTuple

import ftfy
import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score, f1_score

from pipeline.checkworthiness.features import LONGEST, CueLists, Reader, Reading, Vocabulary, words
from pipeline.checkworthiness.model import DIGEST, LABELS, SHORTEST, UNIT, WEIGHTS, Calibration, Label, Model, Stored

COMMON_WORDS, PAIRED_WORDS = 1000, 200  # few enough to hold little of a topic; pairs are to hold grammar only
GRAMS = 5000  # 2,500 lose a point on news, 10,000 gain none
RAREST = 3  # sentences a gram must stand in
INVERSE_REGULARISATION = 0.5
SHARED = 0.3  # of the check-worthy weights in the factual ones: debates alike (up to 0.4), news better
GRAM_SCALE, CUE_SCALE, LENGTH_SCALE = 0.2, 0.25, 0.025  # bring the three kinds of columns to one size
FACTUAL_FROM = CHECKWORTHY_FROM = 0.5
# Where a class is rare, its F1 is best at half the best F1 (Lipton et al. 2014): near 0.3 here, and lower on debates of a later time.
SPEECH_CHECKWORTHY_FROM = 0.2
NEW_DEBATES = "2012"  # file names of ClaimBuster begin with the date of the debate
VERDICTS: dict[str, Label] = {"-1": "NFS", "0": "UFS", "1": "CFS"}
RUNNING_TEXT = ("sentence", "list_item", "table_row", "pull_quote")  # the kinds that no rule of structure decides
UNCALIBRATED: Calibration = {"factual": (1, 0), "checkworthy": (1, 0), "factual_from": 0.5, "checkworthy_from": 0.5}


class Sentence(NamedTuple):
    """A labelled sentence and the debate or text that it stands in."""

    text: str
    label: Label
    group: str


def read_claimbuster(path: Path) -> list[Sentence]:
    """Read a CSV of ClaimBuster; some of its apostrophes were decoded wrongly twice."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return [Sentence(ftfy.fix_encoding(row["Text"]), VERDICTS[row["Verdict"]], row["File_id"]) for row in rows]


def read_gold(path: Path) -> list[Sentence]:
    """Read the units of running text of one annotation pass."""
    return [
        Sentence(unit["text"], unit["check"], document["doc"])
        for document in json.loads(path.read_text("utf-8"))
        for unit in document.get("units", [])
        if unit["kind"] in RUNNING_TEXT
    ]


def read_cues() -> CueLists:
    """Read the cue lists in the order of their file."""
    table = tomllib.loads(files(__package__).joinpath("cues.toml").read_text("utf-8"))
    return [(name, sorted(set(listed.split()))) for name, listed in table.items()]


def most_common(counts: Counter[Any], limit: int) -> list[Any]:
    """Return the most counted, ties in order of their text, sorted."""
    return sorted(sorted(counts, key=lambda item: (-counts[item], str(item)))[:limit], key=str)


def targets(sentences: list[Sentence]) -> tuple[np.ndarray, np.ndarray]:
    """Return for each sentence whether it makes a factual claim, and whether it is check-worthy."""
    labels = np.array([LABELS.index(sentence.label) for sentence in sentences])
    return labels > 0, labels == 2


def matrix(readings: list[Reading], idf: dict[int, float], cues: int) -> csr_matrix:
    """Lay readings out as rows: grams by inverse document frequency over the root of the length, cues, length."""
    column = {gram: index for index, gram in enumerate(idf)}
    data, indices, starts = [], [], [0]
    for reading in readings:
        spread = sqrt(max(reading.length, SHORTEST))
        for gram in sorted(reading.grams & idf.keys(), key=column.__getitem__):
            indices.append(column[gram])
            data.append(GRAM_SCALE * idf[gram] / spread)
        present = [index for index in range(cues) if reading.cues >> index & 1]
        indices += [len(idf) + index for index in present] + [len(idf) + cues]
        data += [CUE_SCALE] * len(present) + [LENGTH_SCALE * min(reading.length, LONGEST)]
        starts.append(len(indices))
    return csr_matrix((data, indices, starts), shape=(len(readings), len(idf) + cues + 1))


def fit(sentences: list[Sentence]) -> Stored:
    """Train both logits; the result is not calibrated."""
    lists = read_cues()
    frequent = Counter(word for s in sentences for word in set(words(s.text)))
    common = sorted(frequent, key=lambda word: (-frequent[word], word))[:COMMON_WORDS]
    vocabulary = Vocabulary(common, PAIRED_WORDS, lists)
    reader = Reader(vocabulary)
    readings = [reader.read(sentence.text) for sentence in sentences]
    counts = Counter(gram for reading in readings for gram in reading.grams)
    grams = most_common(Counter({gram: n for gram, n in counts.items() if n >= RAREST}), GRAMS)
    idf = {gram: 1 + log((1 + len(readings)) / (1 + counts[gram])) for gram in grams}
    names = len(vocabulary.cue_names)
    rows = matrix(readings, idf, names)
    scale = [GRAM_SCALE * idf[gram] for gram in grams] + [CUE_SCALE] * names + [LENGTH_SCALE, 1.0]
    columns = []
    for target in targets(sentences):
        learner = LogisticRegression(
            C=INVERSE_REGULARISATION, class_weight="balanced", solver="liblinear", max_iter=1000
        ).fit(rows, target)
        columns.append(np.append(learner.coef_[0], learner.intercept_) * scale * UNIT)
    factual, checkworthy = columns
    factual = (1 - SHARED) * factual + SHARED * checkworthy
    weights = [(round(float(f)), round(float(c))) for f, c in zip(factual, checkworthy, strict=True)]
    weighed = [(*reader.gram(key), *weight) for key, weight in zip(grams, weights, strict=False) if weight != (0, 0)]
    return {
        "common": common,
        "paired": PAIRED_WORDS,
        "cues": lists,
        "bias": weights[-1],
        "length": weights[-2],
        "cue_weights": weights[len(grams) : -2],
        "symbols": [entry for entry in weighed if len(entry) == 3],
        "pairs": [entry for entry in weighed if len(entry) == 4],
        "involved": UNCALIBRATED,
        "detached": UNCALIBRATED,
    }


class Measured(NamedTuple):
    """Logits of a set of sentences beside their labels."""

    factual: np.ndarray
    checkworthy: np.ndarray
    involved: np.ndarray
    sentences: list[Sentence]


def measure(stored: Stored, sentences: list[Sentence]) -> Measured:
    """Run the model as it is shipped."""
    model = Model(stored)
    factual, checkworthy, involved = zip(*(model.logits(sentence.text) for sentence in sentences), strict=True)
    return Measured(np.array(factual), np.array(checkworthy), np.array(involved), sentences)


def cross_validate(sentences: list[Sentence], folds: int = 4) -> Measured:
    """Measure every sentence by a model that saw none of its debate."""
    groups = {group: index % folds for index, group in enumerate(sorted({s.group for s in sentences}))}
    parts = []
    for fold in range(folds):
        stored = fit([s for s in sentences if groups[s.group] != fold])
        parts.append(measure(stored, [s for s in sentences if groups[s.group] == fold]))
    return join(parts)


def join(parts: list[Measured]) -> Measured:
    """Put measured sets one after the other."""
    arrays = [np.concatenate(columns) for columns in zip(*(part[:3] for part in parts), strict=True)]
    return Measured(arrays[0], arrays[1], arrays[2], [s for part in parts for s in part.sentences])


def select(measured: Measured, *, involved: bool) -> Measured:
    """Return the sentences of one register."""
    keep = measured.involved == involved
    return Measured(
        measured.factual[keep],
        measured.checkworthy[keep],
        measured.involved[keep],
        [s for s, kept in zip(measured.sentences, keep, strict=True) if kept],
    )


def platt(logits: np.ndarray, target: np.ndarray) -> tuple[float, float]:
    """Fit slope and intercept (Platt 1999), rounded to what the data can tell."""
    learner = LogisticRegression(C=100.0).fit(logits[:, None], target)
    return round(float(learner.coef_[0, 0]), 2), round(float(learner.intercept_[0]), 2)


def calibrate(measured: Measured, factual_from: float, checkworthy_from: float) -> Calibration:
    """Calibrate both logits on the sentences of one register."""
    factual, checkworthy = targets(measured.sentences)
    return {
        "factual": platt(measured.factual, factual),
        "checkworthy": platt(measured.checkworthy, checkworthy),
        "factual_from": factual_from,
        "checkworthy_from": checkworthy_from,
    }


def classes(stored: Stored, sentences: list[Sentence]) -> dict[str, float | int]:
    """Score the labels of a calibrated model: F1 of each class, their mean, claim or not, and average precision of CFS."""
    judged = [Model(stored).judge(sentence.text) for sentence in sentences]
    true = np.array([LABELS.index(sentence.label) for sentence in sentences])
    given = np.array([LABELS.index(judgement.label) for judgement in judged])
    each = f1_score(true, given, average=None, labels=range(len(LABELS)))
    return {
        "n": len(sentences),
        **{f"f1_{label.lower()}": round(float(value), 4) for label, value in zip(LABELS, each, strict=True)},
        "f1_macro": round(float(each.mean()), 4),
        "f1_claim": round(float(f1_score(true > 0, given > 0)), 4),
        "average_precision_cfs": round(
            float(average_precision_score(true == 2, [judgement.score for judgement in judged])), 4
        ),
    }


def main() -> None:
    """Write weights, digest and report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("claimbuster", type=Path, help="folder with crowdsourced.csv and groundtruth.csv")
    parser.add_argument("out", type=Path, help="folder for the weights")
    parser.add_argument("report", type=Path, help="JSON file for the figures")
    parser.add_argument("--gold", type=Path, nargs="+", required=True, help="annotation passes of the five texts")
    parser.add_argument("--gold-news", type=Path, nargs="+", required=True, help="annotation passes of other news")
    options = parser.parse_args()
    crowd, experts = (read_claimbuster(options.claimbuster / f"{n}.csv") for n in ("crowdsourced", "groundtruth"))
    gold, gold_news = ([read_gold(path) for path in paths] for paths in (options.gold, options.gold_news))

    stored = fit(crowd + experts)
    speech = select(cross_validate(crowd + experts), involved=True)
    involved = calibrate(speech, FACTUAL_FROM, SPEECH_CHECKWORTHY_FROM)

    def calibrated(*passes: list[Sentence]) -> Stored:
        reports = select(join([measure(stored, labelled) for labelled in passes]), involved=False)
        return {**stored, "involved": involved, "detached": calibrate(reports, FACTUAL_FROM, CHECKWORTHY_FROM)}

    final = calibrated(*gold, *gold_news)
    early = [s for s in crowd if s.group < NEW_DEBATES]
    calibrations = {"involved": involved, "detached": final["detached"]}
    report = {
        "gold labels": "made by language models, not by people",
        "calibrated on gold and gold_news": {
            "gold": classes(final, gold[0]),
            "gold_news": classes(final, gold_news[0]),
        },
        "calibrated on gold, scored on gold_news": classes(calibrated(*gold), gold_news[0]),
        "calibrated on gold_news, scored on gold": classes(calibrated(*gold_news), gold[0]),
        "trained on crowdsourced, scored on groundtruth": classes({**fit(crowd), **calibrations}, experts),
        "trained on debates before 2012, scored on 2012 and 2016": classes(
            {**fit(early), **calibrations}, [s for s in crowd if s.group >= NEW_DEBATES]
        ),
    }
    packed = gzip.compress(json.dumps(final, sort_keys=True, separators=(",", ":")).encode(), 9, mtime=0)
    (options.out / WEIGHTS).write_bytes(packed)
    (options.out / DIGEST).write_text(f"{hashlib.sha256(packed).hexdigest()}  {WEIGHTS}\n", "ascii")
    options.report.write_text(json.dumps(report, indent=2, sort_keys=True) + "\n", "utf-8")


if __name__ == "__main__":
    main()
