"""Kill a build at random moments, and see that the next one ends with the same bytes.

    python tests/benchmarks/kills.py [MOMENTS] [TEXTS]

builds a corpus of TEXTS (4,500) short news-like texts on two processes, once undisturbed and then MOMENTS (30) times
with ``kill -9`` of the parent or of one of its workers, drawn by lot. A build whose worker died must go on by itself.
After the death of the parent no process of it may live two seconds later, and the next build must take up what was
finished. Each must give the SHA256SUMS of the undisturbed build; parts that were finished and are computed once more
are counted, and may not be more than there are workers. The exit code is 1 when one of these laws is broken.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import corpus
import figures

WORKERS = 2
# Some 240 bytes each: what is killed is the machinery, and it moves parts of any size.
LONGEST, BYTES = 250, 236


class Outcome(NamedTuple):
    """What one kill led to: who was killed, the laws it broke, and how many finished parts were computed once more."""

    victim: str
    broken: list[str]
    twice: int


@dataclass(frozen=True)
class Trial:
    """A build to be killed, and what it must come to: so many parts, and these checksums."""

    raw: Path
    out: Path
    parts: int
    sums: str

    def killed(self, moment: float, dice: random.Random) -> Outcome:
        """Build anew, kill somebody after so many seconds, and see what becomes of it."""
        shutil.rmtree(self.out)
        build = self._begin()
        time.sleep(moment)
        family = _children(build.pid)
        victim = dice.choice([build.pid, *family])
        if build.poll() is not None:
            return Outcome("nobody", [], 0)
        os.kill(victim, signal.SIGKILL)
        code = build.wait()
        if victim != build.pid:
            broken = [] if code == 0 else ["the build failed with its worker"]
            return self._judged("worker", broken, len(_finished(self.out)) - self.parts)
        time.sleep(2)
        broken = [f"process {pid} lives on" for pid in family if _alive(pid)]
        finished = len(_finished(self.out))
        again = figures.build(self.raw, self.out, engine=f"processes:{WORKERS}")
        broken += [] if again.code == 0 else [again.stderr[-300:]]
        return self._judged("parent", broken, again.computed + finished - self.parts)

    def _begin(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, "-m", "pipeline", "build", str(self.raw), str(self.out)],
            cwd=figures.ROOT,
            env=os.environ | {"PIPELINE_ENGINE": f"processes:{WORKERS}", "PYTHONPATH": str(figures.ROOT)},
            stderr=subprocess.DEVNULL,
        )

    def _judged(self, victim: str, broken: list[str], twice: int) -> Outcome:
        other = [] if sums(self.out) == self.sums else ["other bytes"]
        more = [f"{twice} parts computed twice"] if twice > WORKERS else []
        return Outcome(victim, [*broken, *other, *more], twice)


def main(moments: int = 30, texts: int = 4_500) -> None:
    dice = random.Random(corpus.SEED)
    with tempfile.TemporaryDirectory() as folder:
        raw, out = Path(folder) / "raw", Path(folder) / "out"
        made = corpus.write(texts * BYTES / 1e6, raw, LONGEST)
        whole = figures.refuse_failure(figures.build(raw, out, engine=f"processes:{WORKERS}"))
        trial = Trial(raw, out, whole.computed, sums(out))
        print(f"{made['files']} texts, {whole.computed} parts, {whole.wall:.1f} s undisturbed", flush=True)
        outcomes = []
        for number in range(moments):
            moment = dice.uniform(0.5, whole.wall)
            outcomes.append(trial.killed(moment, dice))
            victim, broken, twice = outcomes[-1]
            print(
                f"{number}: {victim} at {moment:.1f} s, {twice} twice; {'; '.join(broken) or 'same bytes'}", flush=True
            )
    killed = [one for one in outcomes if one.victim != "nobody"]
    values = {
        "moments": len(killed),
        "parents": sum(one.victim == "parent" for one in killed),
        "laws_broken": sum(len(one.broken) for one in killed),
        "most_parts_computed_twice": max((one.twice for one in killed), default=0),
        "parts": whole.computed,
    }
    figures.record("kills", made, (), **values)
    sys.exit(bool(values["laws_broken"]))


def _finished(out: Path) -> list[str]:
    """The parts that the log tells of."""
    log = out / ".parts" / "log.jsonl"
    lines = log.read_text(encoding="utf-8").splitlines() if log.exists() else []
    return [one["part"] for one in map(json.loads, lines) if "part" in one]


def sums(out: Path) -> str:
    """The checksums of a release, or nothing."""
    listed = out / "release" / "SHA256SUMS"
    return listed.read_text(encoding="utf-8") if listed.exists() else ""


def _children(pid: int) -> list[int]:
    """Processes whose parent this one is, and theirs."""
    try:
        own = [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()]
    except FileNotFoundError:
        return []
    return [one for child in own for one in (child, *_children(child))]


def _alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
