"""Cost of linking claims, at growing sizes of a corpus.

    PYTHONPATH=.:tests python tests/benchmarks/link_speed.py [CLAIMS ...]

makes claims (10,000 and 100,000) like those of news: stories of one to six documents, each with a place, persons, a
vocabulary of its own and numbers that differ a little; words are drawn by Zipf's law from the project's list of English
words, names from its lists of cities and surnames, so that the vocabulary grows with the corpus as in real news. A row
gives candidates, compared pairs and links per claim, CPU seconds of one process per 1,000 claims, and peak memory.
"""

from __future__ import annotations

import datetime as dt
import random
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from importlib.resources import files
from itertools import accumulate
from pathlib import Path
from typing import Any

from rows import GOOD

from pipeline import ids, link, params, store
from pipeline.engine import Engine
from schemas.stages import ANNOTATED_CLAIMS, ANNOTATED_SENTENCES, UNIQUE
from schemas.table import Table

PER_DOCUMENT = 12
PER_PART = 10_000
ENTITIES = files("pipeline.entities")


def listed(name: str) -> list[str]:
    lines = (ENTITIES / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


class News:
    """Documents with claims, drawn from one seed."""

    def __init__(self) -> None:
        self.random = random.Random(7)
        self.words = [word for word in listed("common_words.txt") if len(word) > 3]
        self.random.shuffle(self.words)
        # Zipf's law (1935): the frequency of a word falls as its rank rises.
        self.weights = list(accumulate(1 / (rank + 3) for rank in range(len(self.words))))
        self.cities, self.surnames = listed("cities.txt"), listed("surnames.txt")

    def draw(self, n: int) -> list[str]:
        return self.random.choices(self.words, cum_weights=self.weights, k=n)

    def documents(self, claims: int) -> Iterator[tuple[dict[str, Any], list[dict[str, Any]]]]:
        made = 0
        while made < claims:
            place = self.random.choice(self.cities)
            persons = self.random.choices(self.surnames, k=3)
            own, number = self.draw(30), self.random.randrange(20, 5000)
            for _ in range(self.random.choice((1, 1, 1, 2, 3, 6))):
                yield self.document(made, place, persons, own, number)
                made += PER_DOCUMENT

    def document(
        self, number: int, place: str, persons: list[str], own: list[str], amount: int
    ) -> tuple[dict[str, Any], list[dict[str, Any]]]:
        key = f"{number:08}.txt"
        doc_id = ids.document_id("local", key)
        published = dt.date(2026, 1, 1) + dt.timedelta(self.random.randrange(300))
        document = GOOD["documents"] | {
            "doc_id": doc_id,
            "key": key,
            "source_id": f"source-{number % 97}",
            "duplicate_cluster_id": ids.cluster_id(doc_id),
            "published": published,
        }
        claims = [self.claim(doc_id, at, place, persons, own, amount) for at in range(PER_DOCUMENT)]
        return document, claims

    def claim(  # noqa: PLR0913, PLR0917  # what makes one row
        self, doc_id: str, at: int, place: str, persons: list[str], own: list[str], amount: int
    ) -> dict[str, Any]:
        person, noun = self.random.choice(persons), self.random.choice(own[:5])
        value = amount + self.random.choice((0, 0, 0, 1, 40))
        parts = [*self.random.sample(own, 4), *self.draw(5)]
        self.random.shuffle(parts)
        head = f"{person} {' '.join(parts[:5])} {value} {noun}s {' '.join(parts[5:])} in "
        text = f"{head}{place}."
        digit = head.index(f" {value} ") + 1
        counted = f"{value} {noun}s"
        sentence = ids.sentence_id(doc_id, text, at)
        span = {"text": text, "start": at * 1000, "end": at * 1000 + len(text), "raw_start": 0, "raw_end": len(text)}
        start = at * 1000
        quantity = GOOD["claims"]["quantities"][0] | {
            "start": start + digit,
            "end": start + digit + len(counted),
            "text": counted,
            "value": float(value),
            "noun": f"{noun}s",
        }
        return GOOD["claims"] | {
            **span,
            "claim_id": ids.claim_id(sentence, 0, len(text)),
            "sentence_id": sentence,
            "doc_id": doc_id,
            **dict.fromkeys(name for name in GOOD["claims"] if name.startswith(("claimer", "cue"))),
            "claimer_kind": "author",
            "hedges": [],
            "dates": [],
            "quantities": [quantity] if at % 3 == 0 else [],
            "entities": [
                {"start": start, "end": start + len(person), "text": person, "label": "PERSON"},
                {"start": start + len(head), "end": start + len(text) - 1, "text": place, "label": "GPE"},
            ],
        }


def write(folder: Path, claims: int) -> None:
    """Write the tables that the stage reads, in parts."""
    documents, stated = [], []
    part = 0
    for document, own in News().documents(claims):
        documents.append(document)
        stated += own
        if len(stated) >= PER_PART:
            write_part(folder, part, documents, stated)
            documents, stated, part = [], [], part + 1
    write_part(folder, part, documents, stated)


def write_part(folder: Path, part: int, documents: list[dict[str, Any]], claims: list[dict[str, Any]]) -> None:
    sentences = [
        GOOD["sentences"] | {name: one[name] for name in one.keys() & GOOD["sentences"].keys()} for one in claims
    ]
    held: list[tuple[Path, Table, list[dict[str, Any]]]] = [
        (folder / "unique", UNIQUE, [one | {"split": "train"} for one in documents]),
        (folder / "claims", ANNOTATED_CLAIMS, claims),
        (folder / "claims", ANNOTATED_SENTENCES, sentences),
    ]
    for place, table, rows in held:
        made = table.rows([{name: row[name] for name in table.names} for row in rows])
        store.write_part(place / table.name / store.part_name(f"{part:04}"), made, table)


def main() -> None:
    chosen = params.load(store.ROOT / "params.yaml")
    print(f"{'claims':>10} {'candidates':>11} {'compared':>9} {'links':>7} {'CPU s/1000':>11} {'peak MB':>8}")
    for claims in map(int, sys.argv[1:] or ("10000", "100000")):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            write(folder, claims)
            began = time.process_time()
            tally = link.run(
                folder / "unique", folder / "claims", None, folder / "links", params=chosen, engine=Engine("serial")
            )
            seconds = time.process_time() - began
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            per = [tally.measures["candidates"] / tally.read, tally.measures["compared"] / tally.read]
            print(
                f"{tally.read:>10} {per[0]:>11.2f} {per[1]:>9.2f} {tally.made / tally.read:>7.2f} "
                f"{1000 * seconds / tally.read:>11.3f} {peak:>8.0f}",
                flush=True,
            )


if __name__ == "__main__":
    main()
