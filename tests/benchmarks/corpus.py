"""News-like texts of any amount, made of the lines of the project's own texts: nothing is downloaded.

    python tests/benchmarks/corpus.py 100 /tmp/corpus       (megabytes, folder)

Each text has a title, a byline and lines of these texts, with other names, numbers and months in them and one word in
five changed for another of the same length: lines are as long as in the news, and two texts share few runs of words. Of
the texts 5 % repeat another one, 5 % repeat it with a few words changed, 3 % are Windows files in cp1252, and 1 % is of
no use: empty, short or binary. A seed decides every byte; a JSON file beside the folder says what was made.
"""

from __future__ import annotations

import hashlib
import json
import random
import re
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SEED = 20_261_120
# Files in one folder.
CROWD = 1_000

FIRST = (
    "Ada Bashir Chen Dolores Emeka Farida Goran Hanna Ivo Jelena Kofi Leila Marek Noor Olga Paulo Rana Sven Tariq Uma"
)
LAST = "Abara Brandt Castillo Dovzhenko Eriksen Fofana Grell Haidari Ilves Joubert Kowal Lindqvist Mbeki Novak Okafor Petrov"
PLACES = "Aldora Brevik Castagna Dunmore Estrella Farrow Galbraith Holmesund Isfara Jandal Karsk Lomond Marenko Norvik"
MONTHS = "January February March April May June July August September October November December"

NAME = re.compile(r"\b[A-Z][a-z]+ [A-Z][a-z]+\b")
PLACE = re.compile(
    r"\b(?:Venezuela|Caribbean|Zealand|Korea|Christchurch|Caracas|Miami|Washington|Mexico|Colombia|Trinidad)\b"
)
NUMBER = re.compile(r"\b\d{1,3}(?:,\d{3})*\b")
MONTH = re.compile(rf"\b(?:{'|'.join(MONTHS.split())})\b")
WORD = re.compile(r"\b[a-z]{5,9}\b")


class Newsroom:
    """Writes texts from the lines of others."""

    def __init__(self) -> None:
        folders = (ROOT / "data" / "raw", ROOT / "data" / "gold_news" / "texts")
        paths = [path for folder in folders for path in sorted(folder.glob("*.txt"))]
        self._sources = [_lines(path.read_text(encoding="utf-8")) for path in paths]
        self._by_length: dict[int, list[str]] = {}
        for word in sorted({word for lines in self._sources for line in lines for word in WORD.findall(line)}):
            self._by_length.setdefault(len(word), []).append(word)

    def text(self, dice: random.Random) -> str:
        """A text of some three thousand characters."""
        length = int(dice.lognormvariate(7.9, 0.5))
        chosen = [line for source in self._sources for line in source[1:]]
        lines = [self.varied(dice.choice(self._sources)[0], dice), f"By {_person(dice)}", ""]
        size = 0
        while size < length:
            lines.append(self.varied(dice.choice(chosen), dice))
            size += len(lines[-1])
            if dice.random() < 0.5:
                lines.append("")
        return "\n".join(lines) + "\n"

    def varied(self, line: str, dice: random.Random, share: float = 0.2) -> str:
        """The line with other names, places, numbers and months, and some other words."""
        line = NAME.sub(lambda found: _person(dice) if dice.random() < 0.5 else found[0], line)
        line = PLACE.sub(lambda _: dice.choice(PLACES.split()), line)
        line = NUMBER.sub(lambda found: _number(found[0], dice), line)
        line = MONTH.sub(lambda _: dice.choice(MONTHS.split()), line)
        return WORD.sub(lambda found: self._other(found[0], dice) if dice.random() < share else found[0], line)

    def _other(self, word: str, dice: random.Random) -> str:
        return dice.choice(self._by_length[len(word)])


def texts(megabytes: float) -> Iterator[bytes]:
    """The files of a corpus, in order."""
    dice, newsroom = random.Random(SEED), Newsroom()
    written: list[str] = []
    size = 0
    while size < megabytes * 1e6:
        lot = dice.random()
        if lot < 0.01:
            item = dice.choice([b" \n", b"Too little to use.\n", bytes(range(256)) * 8])
        else:
            text = newsroom.text(dice)
            if lot < 0.11 and written:
                text = dice.choice(written)
                text = newsroom.varied(text, dice, 0.005) if lot < 0.06 else text
            elif len(written) < 10_000:
                written.append(text)
            item = text.encode("cp1252", "replace").replace(b"\n", b"\r\n") if lot > 0.97 else text.encode()
        size += len(item)
        yield item


def write(megabytes: float, folder: Path) -> dict[str, object]:
    """Write a corpus below ``folder``, unless it is there, and give its manifest."""
    manifest = folder.with_suffix(".json")
    if manifest.exists():
        return dict(json.loads(manifest.read_text(encoding="utf-8")))
    digest, count, size = hashlib.sha256(), 0, 0
    for count, item in enumerate(texts(megabytes), start=1):
        if count % CROWD == 1:
            (folder / f"{count // CROWD:04d}").mkdir(parents=True, exist_ok=True)
        (folder / f"{(count - 1) // CROWD:04d}" / f"{count:07d}.txt").write_bytes(item)
        digest.update(b"%d:" % len(item) + item)
        size += len(item)
    made = {"files": count, "bytes": size, "sha256": digest.hexdigest(), "seed": SEED}
    manifest.write_text(json.dumps(made), encoding="utf-8")
    return made


def _lines(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.strip()]


def _person(dice: random.Random) -> str:
    return f"{dice.choice(FIRST.split())} {dice.choice(LAST.split())}"


def _number(digits: str, dice: random.Random) -> str:
    plain = digits.replace(",", "")
    if len(plain) == 4 and plain[:2] in {"19", "20"} and "," not in digits:
        return str(dice.randint(1990, 2026))
    drawn = dice.randint(max(1, 10 ** (len(plain) - 1)), 10 ** len(plain) - 1)
    return f"{drawn:,}" if "," in digits else str(drawn)


if __name__ == "__main__":
    print(write(float(sys.argv[1]), Path(sys.argv[2])))
