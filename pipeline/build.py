"""Run all stages on any folder of texts, wired as dvc.yaml wires them, without DVC or git."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from pipeline import STAGES, ids, ledger, minhash, params, runner, store, versions, workshop
from pipeline.engine import Engine
from pipeline.errors import UsageError
from pipeline.snapshots import Release
from schemas.documents import DOCUMENTS

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping, Sequence

# What build makes in its output folder; anything else there is somebody's.
_OWNED = frozenset(
    {
        ".parts",
        "reports",
        "documents",
        "clean",
        "unique",
        "sentences",
        "claims",
        "links",
        "validation",
        "release",
        "page",
    }
)


def command(options: argparse.Namespace) -> int:
    """Build into ``OUT`` up to the stage asked for."""
    _own(options.out, options.raw)
    chosen = params.load(options.params or store.ROOT / "params.yaml", options.changes)
    given: dict[str, Path | str | None] = {
        "data/raw": options.raw,
        "data/sources.yaml": options.sources,
        "data/corrections.yaml": options.corrections,
        "data/annotations": _annotations(options.annotations),
    }
    stages = STAGES[: STAGES.index(options.until) + 1]
    with workshop.working_in(options.out), Engine(os.environ.get("PIPELINE_ENGINE")) as engine:
        if options.previous:
            given |= _previous(options.previous, options.out / store.WORKSHOP / "ledger", chosen)
        run(stages, given, options.out, chosen=chosen, engine=engine)
    if options.params is None and not any(change.startswith("release.title=") for change in options.changes):
        store.say(f"the card calls the dataset {chosen.release.title!r}; --set release.title=... gives it another name")
    store.say(f"parts computed {engine.computed}, reused {engine.reused}")
    return 0


def run(
    stages: Sequence[str], given: Mapping[str, Path | str | None], out: Path, *, chosen: params.Params, engine: Engine
) -> None:
    """Run some stages in ``out``; ``given`` says where inputs lie that no stage makes."""
    for stage in stages:
        paths = [_path(path, given, out) for path in wiring()[stage]]
        runner.run_stage(stage, paths, params=chosen, engine=engine)


def _previous(release: Path, folder: Path, chosen: params.Params) -> dict[str, Path | None]:
    """What the release would have left in a ledger, and its changelog with a section for the version to come."""
    described = Release(release).described
    old, new = described["version"], chosen.release.version
    if versions.parse(new) < versions.parse(old):
        raise UsageError(f"release.version {new} does not follow {old}, the version of {release}; set a higher one.")
    shutil.rmtree(folder, ignore_errors=True)
    ledger.write(release, folder / old)
    documents = (
        rows
        for path in sorted((release / "data" / DOCUMENTS.name).glob("*.parquet"))
        for rows in store.batches(path, DOCUMENTS)
    )
    ledger.write_published(release, (_signed(rows, chosen) for rows in documents), folder / ledger.PUBLISHED_DOCUMENTS)
    notes = versions.opened(store.read_text(release / "CHANGELOG.md"), new)
    store.write_text(folder / "CHANGELOG.md", notes)
    return {
        "data/ledger": folder,
        f"data/ledger/{ledger.PUBLISHED_DOCUMENTS}": folder / ledger.PUBLISHED_DOCUMENTS,
        "CHANGELOG.md": folder / "CHANGELOG.md",
    }


def _signed(documents: pa.Table, chosen: params.Params) -> pa.Table:
    """Ids and signatures of some documents; a text that is withheld has none."""
    hashes = chosen.deduplicate.bands * chosen.deduplicate.rows
    texts = documents["text"].to_pylist()
    drawn = minhash.signatures(texts, shingle_words=chosen.deduplicate.shingle_words, hashes=hashes)
    withheld = pc.and_(pc.equal(documents["text"], ""), pc.not_equal(documents["text_sha256"], ids.text_digest("")))
    taken = zip(drawn.astype("<u4"), withheld.to_pylist(), strict=True)
    signatures = pa.array([b"" if hidden else row.tobytes() for row, hidden in taken], pa.binary())
    return pa.table({"doc_id": documents["doc_id"], "signature": signatures})


def wiring() -> dict[str, list[str]]:
    """The paths of each stage, as the commands of dvc.yaml name them."""
    stages = store.read_yaml(store.ROOT / "dvc.yaml")["stages"]
    return {name: stage["cmd"].split()[4:] for name, stage in stages.items()}


def _path(path: str, given: Mapping[str, Path | str | None], out: Path) -> str:
    """Where a path of dvc.yaml lies in this build: given, made below OUT, authored in the project, or absent."""
    if path in given:
        return str(given[path] or runner.ABSENT)
    top, _, rest = path.partition("/")
    if top == "data" and rest in _OWNED:
        return str(out / rest)
    # What people wrote for the project's own texts does not hold for others; the gold texts carry themselves.
    return str(store.ROOT / path) if rest in {"gold", "gold_news"} else runner.ABSENT


def _annotations(folder: Path | None) -> Path | None:
    """Refuse what the stages would pass over in silence: no folder, or a file that none of them reads."""
    if folder is None:
        return None
    if not folder.is_dir():
        raise UsageError(f"{folder}: no such folder of labels; name the folder that holds labels*.jsonl.")
    for path in sorted(folder.glob("*.jsonl")):
        if not path.name.startswith(("labels", "links")):
            raise UsageError(f"{path}: would not be read; call it labels-{path.name} or links-{path.name}.")
    return folder


def _own(out: Path, raw: str) -> None:
    """Refuse a folder that holds files of others."""
    if "://" not in raw and out.resolve().is_relative_to(Path(raw).resolve()):
        raise UsageError(f"{out}: lies inside the raw folder {raw}; choose another place.")
    if "://" not in raw and Path(raw).resolve().is_relative_to(out.resolve()):
        raise UsageError(f"{raw}: lies inside {out}, which build would overwrite; choose another place for OUT.")
    foreign = sorted(path.name for path in out.iterdir() if path.name not in _OWNED) if out.is_dir() else []
    if foreign:
        raise UsageError(f"{out}: holds {foreign[0]!r}, which build did not make; choose an empty folder.")
    if out.is_dir() and any(out.iterdir()) and not (out / ".parts").is_dir():
        raise UsageError(f"{out}: holds folders that build did not make; choose an empty folder.")
