"""News-like texts of any amount, made of the lines of the project's own texts: nothing is downloaded.

    python tests/benchmarks/corpus.py 100 corpus [LONGEST]     (megabytes, folder, characters where a text is cut)

A text has a title, a byline and lines of these texts, with the persons, places and numbers of its own story in them.
Of the longer words two in three are changed for one of the same ending, drawn by Zipf's law from the project's list of
English words: lines keep their grammar and length, and two texts share as little as two reports do. Of the texts 5 %
repeat another one, 5 % repeat it with a few words changed, 3 % are Windows files in cp1252, and 1 % is of no use:
empty, short or binary. A seed decides every byte; a JSON file beside the folder says what was made.
"""

from __future__ import annotations

import hashlib
import json
import random
import re
import sys
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path
from textwrap import shorten

ROOT = Path(__file__).resolve().parents[2]
SEED = 20_261_120
# Files in one folder.
CROWD = 1_000

FIRST = (
    "Ada Bashir Chen Dolores Emeka Farida Goran Hanna Ivo Jelena Kofi Leila Marek Noor Olga Paulo Rana Sven Tariq Uma"
)
MONTHS = "January February March April May June July August September October November December"

NAME = re.compile(r"\b[A-Z][a-z]+ [A-Z][a-z]+\b")
PLACE = re.compile(
    r"\b(?:Venezuela|Caribbean|Zealand|Korea|Christchurch|Caracas|Miami|Washington|Mexico|Colombia|Trinidad|Pacific)\b"
)
NUMBER = re.compile(r"\b\d{1,3}(?:,\d{3})*\b")
MONTH = re.compile(rf"\b(?:{'|'.join(MONTHS.split())})\b")
WORD = re.compile(r"\b[a-z]{5,}?(ing|ed|ly|ion|s|)\b")


class Newsroom:
    """Writes texts from the lines of others."""

    def __init__(self) -> None:
        folders = (ROOT / "data" / "raw", ROOT / "data" / "gold_news" / "texts")
        paths = [path for folder in folders for path in sorted(folder.glob("*.txt"))]
        self._lines = [line for path in paths for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        self._surnames, self._cities = listed("surnames.txt"), listed("cities.txt")
        words = [word for word in listed("common_words.txt") if len(word) > 4]
        random.Random(SEED).shuffle(words)
        self._words: dict[str, list[str]] = {}
        for word in words:
            ending = WORD.fullmatch(word)
            if ending:
                self._words.setdefault(ending[1], []).append(word)
        # Zipf's law (1935): the frequency of a word falls as its rank rises.
        self._weights = {
            ending: list(accumulate(1 / (rank + 3) for rank in range(len(words))))
            for ending, words in self._words.items()
        }

    def text(self, dice: random.Random) -> str:
        """A text of some three thousand characters, on a story of its own."""
        length = int(dice.lognormvariate(7.9, 0.5))
        persons = [f"{dice.choice(FIRST.split())} {dice.choice(self._surnames)}" for _ in range(5)]
        places = dice.choices(self._cities, k=4)
        lines = [shorten(dice.choice(self._lines), 70, placeholder=""), f"By {persons[0]}", ""]
        size = 0
        while size < length:
            lines.append(dice.choice(self._lines))
            size += len(lines[-1])
            if dice.random() < 0.5:
                lines.append("")
        text = NAME.sub(
            lambda found: dice.choice(persons) if dice.random() < 0.5 else found[0], "\n".join(lines) + "\n"
        )
        text = PLACE.sub(lambda _: dice.choice(places), text)
        text = NUMBER.sub(lambda found: number(found[0], dice), text)
        text = MONTH.sub(lambda _: dice.choice(MONTHS.split()), text)
        return self.varied(text, dice, 2 / 3)

    def varied(self, text: str, dice: random.Random, share: float) -> str:
        """The text with some words changed for others of the same ending."""
        return WORD.sub(lambda found: self._other(found[1], dice) if dice.random() < share else found[0], text)

    def _other(self, ending: str, dice: random.Random) -> str:
        (word,) = dice.choices(self._words[ending], cum_weights=self._weights[ending])
        return word


def listed(name: str) -> list[str]:
    """A word list of the project."""
    lines = (ROOT / "pipeline" / "entities" / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def number(digits: str, dice: random.Random) -> str:
    """Another number with as many digits; a year stays one."""
    plain = digits.replace(",", "")
    if len(plain) == 4 and plain[:2] in {"19", "20"} and "," not in digits:
        return str(dice.randint(1990, 2026))
    drawn = dice.randint(max(1, 10 ** (len(plain) - 1)), 10 ** len(plain) - 1)
    return f"{drawn:,}" if "," in digits else str(drawn)


def texts(megabytes: float, longest: int | None = None) -> Iterator[bytes]:
    """The files of a corpus, in order; a text longer than ``longest`` is cut."""
    dice, newsroom = random.Random(SEED), Newsroom()
    written: list[str] = []
    size = 0
    while size < megabytes * 1e6:
        lot = dice.random()
        if lot < 0.01:
            item = dice.choice([b" \n", b"Too little to use.\n", bytes(range(256)) * 8])
        else:
            text = newsroom.text(dice)[:longest]
            if lot < 0.11 and written:
                text = dice.choice(written)
                text = newsroom.varied(text, dice, 0.005) if lot < 0.06 else text
            elif len(written) < 10_000:
                written.append(text)
            item = text.encode("cp1252", "replace").replace(b"\n", b"\r\n") if lot > 0.97 else text.encode()
        size += len(item)
        yield item


def write(megabytes: float, folder: Path, longest: int | None = None) -> dict[str, object]:
    """Write a corpus below ``folder``, unless it is there, and give its manifest."""
    manifest = folder.with_suffix(".json")
    if manifest.exists():
        return dict(json.loads(manifest.read_text(encoding="utf-8")))
    digest, count, size = hashlib.sha256(), 0, 0
    for count, item in enumerate(texts(megabytes, longest), start=1):
        if count % CROWD == 1:
            (folder / f"{count // CROWD:04d}").mkdir(parents=True, exist_ok=True)
        (folder / f"{(count - 1) // CROWD:04d}" / f"{count:07d}.txt").write_bytes(item)
        digest.update(b"%d:" % len(item) + item)
        size += len(item)
    made = {"files": count, "bytes": size, "sha256": digest.hexdigest(), "seed": SEED}
    manifest.write_text(json.dumps(made), encoding="utf-8")
    return made


if __name__ == "__main__":
    print(write(float(sys.argv[1]), Path(sys.argv[2]), *map(int, sys.argv[3:])))
