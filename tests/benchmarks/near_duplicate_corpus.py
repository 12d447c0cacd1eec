"""News-like texts with planted copies, and the true similarity of every pair that shares a shingle.

    python tests/benchmarks/near_duplicate_corpus.py 200000 corpus

writes ``shard-*.parquet`` (name, text) and ``truth.parquet`` (left, right, jaccard: all pairs from 0.5 on, by name).
Nothing is downloaded; a seed decides every letter. Of the texts 5 % repeat another (half of them with other letters'
case, spaces and quotation marks), 10 % are edited copies whose similarity spreads from 0.3 to 0.99, some of them copies
of copies, and 10 % hold a paragraph that a few others hold too.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

SEED = 20_261_120
SHARD = 10_000  # texts

# Twelve bits a word, so that a shingle of five fits 64 bits and its comparison is exact.
WORDS = 4_096
SHINGLE = 5

Ids = NDArray[np.int64]


class Text(NamedTuple):
    """One text: its words, and how it is written."""

    words: Ids
    style: int


class Truth(NamedTuple):
    """Pairs of texts, by place in the corpus, and their Jaccard similarity."""

    left: NDArray[np.int64]
    right: NDArray[np.int64]
    jaccard: NDArray[np.float64]


def shard(number: int, size: int = SHARD) -> list[Text]:
    """The texts of one shard; the originals of its copies stand in this shard or the one before."""
    random = np.random.default_rng([SEED, number, 1])
    own = originals(number, size)
    older = originals(number - 1, size) if number else own
    texts = [Text(words, 0) for words in own]
    repeated = size // 20
    for _ in range(repeated):
        source = own if random.random() < 0.5 else older
        texts.append(Text(source[random.integers(len(source))], int(random.integers(2))))
    edited: list[Ids] = []
    while len(texts) < size:
        source = edited if edited and random.random() < 0.2 else own if random.random() < 0.5 else older
        edited.append(edit(source[random.integers(len(source))], random.uniform(0.3, 0.99), random))
        texts.append(Text(edited[-1], 0))
    return [texts[i] for i in random.permutation(len(texts))]


def originals(number: int, size: int) -> list[Ids]:
    """The texts of a shard that copy no other."""
    random = np.random.default_rng([SEED, number, 2])
    # Common words are common, though no word stands in every line: Zipf's law with its head cut.
    weights = 1 / (np.arange(WORDS) + 20.0)
    reached = np.cumsum(weights / weights.sum())

    def draw(count: int) -> Ids:
        return np.minimum(np.searchsorted(reached, random.random(count)), WORDS - 1)

    shared = [draw(40) for _ in range(max(1, size // 40))]
    texts = []
    for _ in range(size - size // 20 - size // 10):
        words = draw(max(20, int(random.lognormal(5.4, 0.5))))  # about 250 words
        if random.random() < 0.1:
            words = np.concatenate([words, shared[random.integers(len(shared))]])
        texts.append(words)
    return texts


def edit(words: Ids, similarity: float, random: np.random.Generator) -> Ids:
    """Replace, drop or add single words, about as many as leave this Jaccard similarity."""
    edits = max(1, round(len(words) * (1 - similarity) / (SHINGLE * (1 + similarity))))
    places = np.sort(random.choice(len(words), min(edits, len(words) - 1), replace=False))
    pieces = np.split(words, places)
    for i in range(1, len(pieces)):
        kind, new = random.integers(4), random.integers(0, WORDS, 1)
        pieces[i] = np.concatenate([new, pieces[i][1:]]) if kind < 2 else pieces[i][1:] if kind == 2 else pieces[i]
        pieces[i] = np.concatenate([new, pieces[i]]) if kind == 3 else pieces[i]
    return np.concatenate(pieces)


def vocabulary() -> list[str]:
    """Made-up words, the common ones short."""
    random = np.random.default_rng([SEED, 3])
    onsets = [*"bcdfghjklmnprstvw", "ch", "sh", "st", "tr", "th"]
    rimes = [*"aeiou", "ar", "en", "is", "or", "ing", "er", "ou", "ain", "est", "ly", "al"]
    words: dict[str, None] = {}
    while len(words) < WORDS:
        syllables = 1 + int(random.random() * min(4.0, 1.4 + len(words) / 900))
        words["".join(str(random.choice(onsets)) + str(random.choice(rimes)) for _ in range(syllables))] = None
    return list(words)


def write(text: Text, known: list[str]) -> str:
    """Sentences and paragraphs; a text of another style says the same in other letters, spaces and quotation marks."""
    words = [known[i] for i in text.words.tolist()]
    lines = []
    for begin in range(0, len(words), 18):
        sentence = " ".join(words[begin : begin + 18]).capitalize()
        lines.append(f"“{sentence}.”" if begin % 5 == 3 else f"{sentence}.")
    paragraphs = "\n\n".join(" ".join(lines[begin : begin + 3]) for begin in range(0, len(lines), 3))
    if text.style:
        return paragraphs.upper().translate(str.maketrans("“”", '""')).replace("\n\n", "\r\n \r\n")
    return paragraphs


def truth(texts: list[Text], least: float = 0.5) -> Truth:
    """The Jaccard similarity of all pairs that share a shingle, counted shingle by shingle."""
    shingled = [np.unique(pack(text.words)) for text in texts]
    sizes = np.array([len(one) for one in shingled])
    owners = np.repeat(np.arange(len(texts)), sizes)
    values = np.concatenate(shingled)
    order = np.lexsort((owners, values))
    values, owners = values[order], owners[order]
    shared = _pairs(values, owners)
    pairs, counts = np.unique(shared, return_counts=True)
    left, right = pairs // len(texts), pairs % len(texts)
    jaccard = counts / (sizes[left] + sizes[right] - counts)
    kept = jaccard >= least
    return Truth(left[kept], right[kept], jaccard[kept])


def pack(words: Ids) -> NDArray[np.uint64]:
    """Each run of five words as one number."""
    padded = words.astype(np.uint64)
    packed = np.zeros(len(words) - SHINGLE + 1, np.uint64)
    for i in range(SHINGLE):
        packed = packed << np.uint64(12) | padded[i : i + len(packed)]
    return packed


def _pairs(values: NDArray[np.uint64], owners: NDArray[np.int64]) -> NDArray[np.int64]:
    """Every pair of owners of one value, as left * texts + right."""
    texts = int(owners.max()) + 1
    found = [np.empty(0, np.int64)]
    distance = 1
    while True:
        same = np.flatnonzero(values[distance:] == values[:-distance])
        if not len(same):
            return np.concatenate(found)
        found.append(owners[same] * texts + owners[same + distance])
        distance += 1


def main(count: int, folder: Path) -> None:
    """Write the corpus and its truth."""
    folder.mkdir(parents=True, exist_ok=True)
    known = vocabulary()
    texts: list[Text] = []
    for number in range(-(-count // SHARD)):
        made = shard(number, min(SHARD, count - number * SHARD))
        rows = {
            "name": [f"{number:04d}-{i:05d}" for i in range(len(made))],
            "text": [write(text, known) for text in made],
        }
        pq.write_table(pa.table(rows), folder / f"shard-{number:04d}.parquet", compression="zstd")
        texts += made
    found = truth(texts)
    pq.write_table(pa.table(found._asdict()), folder / "truth.parquet", compression="zstd")
    print(f"{len(texts)} texts, {len(found.left)} pairs from 0.5, {(found.jaccard >= 0.8).sum()} from 0.8")


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))
