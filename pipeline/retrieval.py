"""Raw items again, by the documents that were made of them: for whoever holds a release against its raw folder."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from pipeline import buckets, gather, manifest, raw, store
from pipeline.errors import DataError
from pipeline.params import Ingest
from pipeline.raw import keys
from schemas.documents import DOCUMENTS
from schemas.found import FOUND

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    Row = dict[str, Any]


class Retrieval:
    """The items of a raw folder. Files are read when asked for; records are read once and laid down in ``scratch``.

    ``sources`` gives the source id of each record file, as the documents state it; ``items`` counts what the folder
    holds, which is what ``ingest`` counts.
    """

    def __init__(self, folder: raw.Folder, limits: Ingest, scratch: Path, sources: Mapping[str, str]) -> None:
        self._folder, self._limits, self._scratch = folder, limits, scratch
        self.items = 0
        records: list[tuple[raw.Listed, str]] = []
        for listed in raw.walk(folder):
            if raw.of_records(listed):
                records.append((listed, sources.get(listed.key, "")))
            else:
                self.items += 1
        size = sum(raw.expanded(listed) for listed, _ in records)
        self._length = buckets.digits(0, size)
        for task in gather.tasks(records):
            read = gather.read_records(task, folder=folder, limits=limits, scratch=scratch, length=self._length)
            self.items += read.read

    @classmethod
    def of_release(cls, release: Path, folder: Path | str, scratch: Path) -> Retrieval:
        """The raw items of a folder, or its address, read with the parameters that a release states."""
        try:
            limits = Ingest.model_validate(store.read_json(release / manifest.NAME)["parameters"]["ingest"])
        except (KeyError, ValidationError):
            raise DataError(
                f"{release}: states no parameters of ingest that this version of the project knows; "
                "use the version that made it, or leave the raw folder out."
            ) from None
        sources: dict[str, str] = {}
        for path in sorted((release / "data" / DOCUMENTS.name).glob("*.parquet")):
            for rows in store.stream(path, ["key", "source_id"]):
                sources |= record_files(rows.to_pylist())
        return cls(raw.locate(folder), limits, scratch / "found", sources)

    def of(self, documents: Sequence[Row]) -> Iterator[tuple[Row, raw.Item | None]]:
        """Each document, in any order, with its raw item; none where the folder has it no more."""
        of_files = [document for document in documents if "#" not in document["key"]]
        of_records = [document for document in documents if "#" in document["key"]]
        for document in of_files:
            (item,) = raw.read(self._folder, raw.Listed(document["key"], 0), self._limits)
            yield document, item
        for prefix, group in groupby(sorted(of_records, key=_id), key=self._prefix):
            wanted = {document["doc_id"]: document for document in group}
            found = dict(self._records(prefix, wanted))
            yield from ((document, found.get(doc_id)) for doc_id, document in wanted.items())

    def _prefix(self, document: Row) -> str:
        return _id(document)[1 : 1 + self._length]

    def _records(self, prefix: str, wanted: Mapping[str, Row]) -> Iterator[tuple[str, raw.Item]]:
        """The readable records with the wanted ids; of several with one id the first comes last."""
        rows = [
            row
            for table in buckets.read(self._scratch, prefix, FOUND)
            for row in table.to_pylist()
            if row["doc_id"] in wanted and row["raw"] is not None
        ]
        for row in sorted(rows, key=lambda row: -row["position"]):
            yield row["doc_id"], raw.Item(row["key"], row["raw"], row["raw_sha256"], row["raw_bytes"], format="record")


def record_files(documents: Sequence[Row]) -> dict[str, str]:
    """The record files among the keys of documents, with the ids of their sources."""
    return {keys.file(one["key"]): one["source_id"] for one in documents if "#" in one["key"]}


def _id(document: Row) -> str:
    return str(document["doc_id"])
