"""Check a release from the outside: checksums, schemas, laws, and every span against the raw bytes."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from pipeline import manifest, quality, spans, store
from pipeline.digests import TableDigest
from pipeline.errors import DataError
from pipeline.retrieval import Retrieval
from schemas import frames, released
from schemas.claim_links import CLAIM_LINKS
from schemas.claims import CLAIMS
from schemas.documents import DOCUMENTS
from schemas.duplicates import DUPLICATES
from schemas.exclusions import EXCLUSIONS
from schemas.sentences import SENTENCES
from schemas.table import Failure

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from schemas.table import Table


def command(options: argparse.Namespace) -> int:
    """Print one line that sums up, or a table of what is broken."""
    report = verify(options.release, options.raw)
    against = _against(options.release, options.manifest, options.ledger) if options.manifest else []
    store.refuse([*report.failures, *against])
    followed = f", {report.followed} spans followed to their bytes" if options.raw else ""
    same = f", the same as the closed version {options.manifest}" if options.manifest else ""
    store.say(
        f"{options.release}: {report.files} files, {report.rows} rows: checksums, schemas and laws hold{followed}{same}"
    )
    return 0


class Report(NamedTuple):
    """What was checked, and what is broken."""

    files: int
    rows: int
    followed: int
    failures: list[Failure]


def verify(release: Path, raw_folder: Path | str | None) -> Report:
    """Check a release folder; with ``raw_folder`` follow each span of each row to its bytes.

    Records are laid down in a temporary folder meanwhile, as large as their files (``TMPDIR`` says where). Raises
    ``DataError`` where files or rows cannot be trusted to be read further: other bytes, or a row against its schema.
    """
    described = _checksums(release)
    census, repetition, followed = quality.Census(released.BY_NAME), quality.Repetition(), 0
    failures = _tables(release, described["tables"], census)
    clusters, splits = _clusters(release)
    failures += [*census.failures(), *quality.leaks(clusters, splits)]
    with TemporaryDirectory() as scratch:
        retrieval = Retrieval.of_release(release, raw_folder, Path(scratch)) if raw_folder is not None else None
        for documents, sentences, claims in _by_documents(release):
            failures += _owned(documents, sentences, claims)
            if not described.get("texts_put_back"):
                failures += quality.unwithheld(documents, sentences, claims)
            repetition.add(sentences)
            if retrieval is not None:
                bad, count = _follow(documents, sentences, claims, retrieval)
                failures += bad
                followed += count
    if retrieval is not None:
        counts = (census.rows(table.name) for table in (DOCUMENTS, DUPLICATES, EXCLUSIONS))
        failures += quality.accounts(retrieval.items, *counts)
    failures += [*repetition.failures(), *_reasons(release)]
    rows = sum(census.rows(table.name) for table in released.TABLES)
    return Report(len(store.digests(release)), rows, followed, quality.merged(failures))


def _against(release: Path, version: str, ledger: Path) -> list[Failure]:
    closed = ledger / version / manifest.NAME
    if not closed.is_file():
        known = ", ".join(sorted(path.parent.name for path in ledger.glob(f"*/{manifest.NAME}"))) or "none"
        raise DataError(f"{closed}: missing; name a version that is closed in {ledger} ({known}).")
    return manifest.failures(store.read_json(release / manifest.NAME), store.read_json(closed))


def _checksums(release: Path) -> dict[str, Any]:
    """The manifest of a release whose files are those of SHA256SUMS."""
    if not (release / manifest.SUMS).is_file():
        raise DataError(f"{release}: no release (it has no {manifest.SUMS}); build one with `make release`.")
    try:
        stated = manifest.parse_sums(store.read_text(release / manifest.SUMS))
    except ValueError as error:
        raise DataError(f"{release / manifest.SUMS}: {error}; the release is damaged, get it again.") from None
    # Names with a dot are those of whoever passed the folder on, such as the Hub's .gitattributes; a release has none.
    found = {p: digest for p, digest in store.digests(release).items() if p != manifest.SUMS and not p.startswith(".")}
    failures = []
    for rule, paths in (
        ("a file of SHA256SUMS is there", sorted(stated.keys() - found.keys())),
        ("no file is there that SHA256SUMS does not name", sorted(found.keys() - stated.keys())),
        ("digest == SHA256SUMS", sorted(p for p in stated.keys() & found.keys() if stated[p] != found[p])),
    ):
        if paths:
            failures.append(Failure("files", rule, len(paths), tuple(paths[:5])))
    # What other bytes say of themselves is worth nothing: the rest is not looked at.
    store.refuse(failures)
    described: dict[str, Any] = store.read_json(release / manifest.NAME)
    return described


def _files(release: Path, table: Table) -> list[Path]:
    order = {split: number for number, split in enumerate(released.splits(table))}
    paths = (release / "data" / table.name).glob("*.parquet")
    return sorted(paths, key=lambda path: (order.get(path.name.split("-")[0], len(order)), path.name))


def _tables(release: Path, stated: dict[str, Any], census: quality.Census) -> list[Failure]:
    """Row rules with pandera, and the counts and digests of the manifest."""
    broken, other = [], []
    for table in released.TABLES:
        for path in _files(release, table):
            for rows in store.batches(path, table):
                broken += frames.failures(table, rows)
                census.add(table.name, rows)
        other += _stated(release, table, stated[table.name], census.rows(table.name))
    if broken:  # laws compute with ids and spans that keep their schema
        store.refuse(quality.merged([*broken, *other]))
    return other


def _stated(release: Path, table: Table, stated: dict[str, Any], count: int) -> list[Failure]:
    """The count and the digests of a table in the manifest."""
    failures = []
    if count != stated["rows"]:
        failures.append(Failure(table.name, "rows == manifest.json", 1, (f"{count} rows, {stated['rows']} stated",)))
    for split, known in stated["splits"].items():
        if _digest(release, table, split) != known["values_sha256"]:
            failures.append(Failure(table.name, "values_sha256 == manifest.json", 1, (split,)))
    return failures


def _digest(release: Path, table: Table, split: str) -> str:
    digest = TableDigest(table)
    for path in _files(release, table):
        if path.name.startswith(f"{split}-"):
            for rows in store.batches(path, table):
                digest.add(rows)
    return digest.hexdigest()


def _clusters(release: Path) -> tuple[pa.ChunkedArray, pa.ChunkedArray]:
    clusters, splits = [], []
    for path in _files(release, DOCUMENTS):
        for rows in store.batches(path, DOCUMENTS):
            clusters += rows["duplicate_cluster_id"].to_pylist()
            splits += [path.name.split("-")[0]] * len(rows)
    return pa.chunked_array([pa.array(clusters, pa.string())]), pa.chunked_array([pa.array(splits, pa.string())])


def _owned(documents: pa.Table, sentences: pa.Table, claims: pa.Table) -> list[Failure]:
    """Laws between documents of a release and their rows."""
    return [
        *quality.broken(documents, sentences, claims),
        *quality.undigested(documents),
        *quality.misnamed(documents, sentences, claims),
        *quality.miscounted(documents, sentences, claims),
    ]


def _reasons(release: Path) -> list[Failure]:
    """Links that quote a document whose text is withheld."""
    bare, withheld, failures = [pa.array([], pa.string())], [pa.array([], pa.string())], []
    for path in _files(release, DOCUMENTS):
        for rows in store.stream(path, ["doc_id", "text"]):
            bare += [rows.filter(pc.equal(rows["text"], ""))["doc_id"]]
    documents = pa.concat_arrays(bare)
    for path in _files(release, CLAIMS) if len(documents) else ():
        for rows in store.stream(path, ["claim_id", "doc_id"]):
            withheld += [rows.filter(pc.is_in(rows["doc_id"], value_set=documents))["claim_id"]]
    claims = pa.concat_arrays(withheld)
    for path in _files(release, CLAIM_LINKS) if len(claims) else ():
        for links in store.batches(path, CLAIM_LINKS):
            failures += quality.reasoned(links, claims)
    return failures


def _by_documents(release: Path) -> Iterator[tuple[pa.Table, pa.Table, pa.Table]]:
    """A bounded number of documents at a time, with the sentences and claims that they own in their split."""
    for path in _files(release, DOCUMENTS):
        split = path.name.split("-")[0]
        of_split = [
            [one for one in _files(release, table) if one.name.startswith(f"{split}-")] for table in (SENTENCES, CLAIMS)
        ]
        for documents in store.batches(path, DOCUMENTS):
            sentences, claims = (
                store.read_owned(files, table, documents["doc_id"])
                for files, table in zip(of_split, (SENTENCES, CLAIMS), strict=True)
            )
            yield documents, sentences, claims


def _follow(
    documents: pa.Table, sentences: pa.Table, claims: pa.Table, retrieval: Retrieval
) -> tuple[list[Failure], int]:
    """Read the raw item of each document and hold every span against it."""
    failures: list[Failure] = []
    owned = {SENTENCES.name: _by_owner(sentences), CLAIMS.name: _by_owner(claims)}
    for document, item in retrieval.of(documents.to_pylist()):
        if item is None or item.raw is None or item.sha256 != document["raw_sha256"]:
            failures.append(Failure("documents", "raw_sha256 == digest of the raw item", 1, (document["key"],)))
            continue
        failures += spans.broken_text(document, item.raw)
        for table, rows_of in owned.items():
            if document["doc_id"] in rows_of:
                failures += spans.broken(document, item.raw, rows_of[document["doc_id"]], table)
    return failures, len(sentences) + len(claims) + len(documents)


def _by_owner(rows: pa.Table) -> dict[str, pa.Table]:
    """The rows of each document."""
    ordered = rows.sort_by("doc_id")
    owned, start = {}, 0
    for one in pc.value_counts(ordered["doc_id"]).to_pylist():
        owned[one["values"]] = ordered.slice(start, one["counts"])
        start += one["counts"]
    return owned
