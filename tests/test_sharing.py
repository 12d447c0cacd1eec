from __future__ import annotations

import random
import re
import shutil
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pytest
from chunks import chunks, shared
from conftest import ROOT

from pipeline import build, ledger, params, rowdigests, store
from pipeline.engine import Engine
from schemas.claim_links import CLAIM_CLUSTERS, LINKS
from schemas.stages import ANNOTATED_CLAIMS, ANNOTATED_SENTENCES, SEGMENTS


def test_chunks_cover_a_file_and_survive_what_is_put_before_them(tmp_path: Path) -> None:
    data = np.random.default_rng(2).bytes(3_000_000)
    for name, content in (("a", data), ("b", b"something new " * 100 + data)):
        (tmp_path / name).write_bytes(content)
    assert sum(size for _, size in chunks(tmp_path / "a")) == len(data)
    held, whole = shared([tmp_path / "a"], [tmp_path / "b"])
    assert 0.9 < held / whole < 1
    assert shared([tmp_path / "a"], [tmp_path / "a"]) == (len(data), len(data))


def texts(count: int, seed: int) -> list[str]:
    """News-like texts that were never written: the words of real ones in other orders, with other numbers."""
    sources = [*(ROOT / "data" / "raw").glob("*.txt"), *(ROOT / "data" / "gold_news" / "texts").glob("*.txt")]
    words = [word for path in sorted(sources) for word in re.findall(r"[A-Za-z]+", path.read_text(encoding="utf-8"))]
    chance = random.Random(seed)

    def sentence() -> str:
        chosen = chance.choices(words, k=chance.randint(8, 30))
        chosen[chance.randrange(1, len(chosen))] = str(chance.randint(2, 90_000))
        return " ".join([chosen[0].capitalize(), *chosen[1:]]) + "."

    def paragraph() -> str:
        return " ".join(sentence() for _ in range(chance.randint(2, 5)))

    return ["\n\n".join(paragraph() for _ in range(chance.randint(6, 16))) for _ in range(count)]


def labelled(units: pa.Table) -> dict[str, pa.Table]:
    """Labels as an annotator might give them, drawn from the id of each unit: the same in every version."""
    draws = rowdigests.values(units["sentence_id"])

    def drawn(values: Sequence[object], kind: pa.DataType) -> pa.Array:
        nonlocal draws
        places, draws = (draws % len(values)).astype(np.int64), draws // np.uint64(len(values))
        return pa.array(values, kind).take(pa.array(places))

    scores = drawn([i / 1_000 for i in range(1_000)], pa.float64())
    both = {"checkworthiness": drawn(["NFS", "UFS", "CFS"], pa.string()), "checkworthy_score": scores}
    counts = {"n_documents": drawn([1, 1, 1, 2], pa.int32())}
    sentences = pa.table(counts | {name: units[name] for name in units.column_names} | both)
    nothing = {column.name: pa.nulls(len(units), column.type) for column in ANNOTATED_CLAIMS.columns}
    shared = {name: sentences[name] for name in ANNOTATED_CLAIMS.names if name in sentences.column_names}
    labels = {c.name: drawn(c.enum, c.type) for c in ANNOTATED_CLAIMS.columns if c.enum and c.name not in shared}
    names = [{"start": at, "end": at + 6, "text": "", "label": label} for at, label in ((3, "ORG"), (9, "GPE"))]
    others = {
        "claim_id": pa.array(["c" + one[1:] for one in units["sentence_id"].to_pylist()]),
        **{name: drawn([[]], ANNOTATED_CLAIMS[name].type) for name in ("hedges", "quantities", "dates")},
        "entities": drawn([[], names[:1], names], ANNOTATED_CLAIMS["entities"].type),
        "annotator": drawn(["nobody"], pa.string()),
        "annotator_version": drawn(["0" * 16], pa.string()),
        "rules": drawn([["a"], ["a", "b"], ["b"]], pa.list_(pa.string())),
        "confidence": scores,
    }
    claims = pa.table(nothing | shared | labels | others).filter(pc.not_equal(sentences["checkworthiness"], "NFS"))
    return {
        ANNOTATED_SENTENCES.name: sentences.select(ANNOTATED_SENTENCES.names).cast(ANNOTATED_SENTENCES.arrow),
        ANNOTATED_CLAIMS.name: claims.select(ANNOTATED_CLAIMS.names).cast(ANNOTATED_CLAIMS.arrow),
    }


def release(raw: Path, out: Path, version: str, closed: Path | None) -> list[Path]:
    """Build a release whose labels are drawn, and give its Parquet files."""
    chosen = params.load(ROOT / "params.yaml", [f"release.version={version}"])
    given = {"data/raw": str(raw), "data/ledger": closed}
    with Engine("serial") as engine:
        build.run(("ingest", "clean", "deduplicate", "segment"), given, out, chosen=chosen, engine=engine)
        for name in store.part_names(out / "sentences" / SEGMENTS.name):
            made = labelled(store.read_part(out / "sentences" / SEGMENTS.name / name, SEGMENTS))
            for table in (ANNOTATED_SENTENCES, ANNOTATED_CLAIMS):
                store.write_part(out / "claims" / table.name / name, made[table.name], table)
            for table in (LINKS, CLAIM_CLUSTERS):
                store.write_part(out / "links" / table.name / name, table.rows([]), table)
        build.run(("release",), given, out, chosen=chosen, engine=engine)
    return sorted((out / "release" / "data").rglob("*.parquet"))


@pytest.mark.slow
def test_a_version_with_more_documents_shares_nine_tenths_of_its_bytes_with_the_one_before(
    tmp_path: Path, built: Path
) -> None:
    raw = tmp_path / "raw"
    raw.mkdir()
    for name in ("old", "new"):
        shutil.copytree(built / "validation", tmp_path / name / "validation")
    for number, text in enumerate(texts(8_500, 1)):
        (raw / f"{number:05d}.txt").write_text(text, encoding="utf-8")
    old = release(raw, tmp_path / "old", "1.0.0", None)
    ledger.write(tmp_path / "old" / "release", tmp_path / "ledger" / "1.0.0")
    for number, text in enumerate(texts(170, 2)):
        (raw / f"{number * 50:05d}-new.txt").write_text(text, encoding="utf-8")
    new = release(raw, tmp_path / "new", "1.1.0", tmp_path / "ledger")
    held, whole = shared(old, new)
    print(f"{whole / 1e6:.1f} MB, {held / whole:.1%} of the bytes in chunks of the version before")
    assert whole > 50_000_000
    assert held / whole >= 0.9
