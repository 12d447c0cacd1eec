"""Files: the only module that opens what is under data/.

A table is a folder of parts ``part-<prefix>.parquet``: the prefix is that of the document ids inside, so a row that
is added touches one part and parts of neighbouring tables match by name. Every file is written beside its place and
renamed into it, so that a half-written one cannot be seen.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sys
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import yaml

from pipeline.errors import ConfigurationError, DataError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from schemas.table import Failure, Table

ROOT = Path(__file__).resolve().parents[1]
# Below a folder of tables: what stages keep for themselves. Neither git nor DVC looks into it.
WORKSHOP = ".parts"

# Content-defined chunking and the page index serve readers over the network; research on both: DESIGN section 6.
_PARQUET = {
    "compression": "zstd",
    "compression_level": 3,
    "write_page_index": True,
    "use_content_defined_chunking": True,
}


# Rows that a command holds at once when it reads a release.
_BATCH_ROWS = 10_000
# What a comparison holds of each file at once: columns of many rows, or of few where texts are long.
_STREAM_ROWS = 1 << 16
_STREAM_BYTES = 64_000_000
# What to do about a file that is damaged, and how much of the library's reason is told.
_OF_A_STAGE = "delete it and run the stage that makes it again"
_RELEASED = "it is damaged: get it again, or build it again"
_TOLD = 200


def part_name(prefix: str) -> str:
    """File name of the part that holds the ids whose digits begin with ``prefix``."""
    return f"part-{prefix or 'all'}.parquet"


def part_names(folder: Path) -> list[str]:
    """File names of the parts of one table, in the order of their document ids."""
    if not folder.is_dir():
        raise DataError(f"{folder}: no such table; run the stage that makes it (`dvc repro`).")
    return sorted(path.name for path in folder.glob("part-*.parquet"))


def read_part(path: Path, table: Table) -> pa.Table:
    """Read one part and check that it has the table's columns."""
    with _readable(path, _OF_A_STAGE):
        rows = pq.read_table(path)
    if not rows.schema.equals(table.arrow):
        raise DataError(f"{path}: its columns are not those of {table.name}; run the stage that makes it again.")
    return rows


def read(folder: Path, table: Table) -> Iterator[pa.Table]:
    """Read the parts of a table, one after the other."""
    for name in part_names(folder):
        yield read_part(folder / name, table)


def batches(path: Path, table: Table) -> Iterator[pa.Table]:
    """Read a released file in batches of bounded size, and check that it has the table's columns."""
    file = _open(path)
    if not file.schema_arrow.equals(table.arrow):
        raise DataError(f"{path}: its columns are not those of {table.name} in this version of the project.")
    for batch in _each(path, file.iter_batches(batch_size=_BATCH_ROWS)):
        yield pa.Table.from_batches([batch]).replace_schema_metadata(table.arrow.metadata)


def row_groups(path: Path, table: Table) -> Iterator[pa.Table]:
    """The rows of a Parquet file, each time those that were written together."""
    file = _open(path)
    for number in range(file.metadata.num_row_groups):
        with _readable(path, _RELEASED):
            rows = file.read_row_group(number).cast(table.arrow)
        yield rows


def stream(path: Path, columns: Sequence[str], encoded: Sequence[str] = ()) -> Iterator[pa.RecordBatch]:
    """Some columns of a Parquet file as it declares them, in batches of bounded size.

    ``encoded`` columns come as dictionaries, where their values are few.
    """
    file = _open(path, encoded)
    groups = (file.metadata.row_group(number) for number in range(file.metadata.num_row_groups))
    size = sum(group.total_byte_size for group in groups)
    fitting = _STREAM_BYTES * file.metadata.num_rows // max(size, 1)
    yield from _each(path, file.iter_batches(batch_size=min(max(fitting, 1), _STREAM_ROWS), columns=list(columns)))


def cells(path: Path, column: str, places: Sequence[int]) -> list[Any]:
    """The values of a column in some rows of a Parquet file, by their places in rising order."""
    file = _open(path)
    found: list[Any] = []
    first = 0
    for number in range(file.metadata.num_row_groups):
        following = first + file.metadata.row_group(number).num_rows
        inside = [place - first for place in places if first <= place < following]
        if inside:
            with _readable(path, _RELEASED):
                group = file.read_row_group(number, columns=[column])
            found += group[column].take(pa.array(inside)).to_pylist()
        first = following
    return found


def _open(path: Path, encoded: Sequence[str] = ()) -> pq.ParquetFile:
    with _readable(path, _RELEASED):
        return pq.ParquetFile(path, read_dictionary=list(encoded))


def _each(path: Path, some: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """The batches of a released file; what is damaged may show only when its pages are read."""
    while True:
        with _readable(path, _RELEASED):
            batch = next(some, None)
        if batch is None:
            return
        yield batch


@contextmanager
def _readable(path: Path, advice: str) -> Iterator[None]:
    """Tell in one line that a Parquet file is damaged or gone, and what to do."""
    try:
        yield
    except (OSError, pa.ArrowException) as error:  # damaged bytes may look like any Arrow error
        told = " ".join(str(error).split())[:_TOLD].rstrip(".")
        raise DataError(f"{path}: cannot be read as Parquet ({told}); {advice}.") from None


def read_owned(paths: Sequence[Path], table: Table, documents: pa.ChunkedArray) -> pa.Table:
    """The rows of some released files that belong to the documents."""
    owned = pc.field("doc_id").isin(documents)
    parts = [table.rows([])]
    for path in paths:
        with _readable(path, _RELEASED):
            parts.append(pq.read_table(path, filters=owned).cast(table.arrow))
    return pa.concat_tables(parts)


def find(folder: Path, table: Table, column: str, value: str) -> list[dict[str, Any]]:
    """The rows of the parts of a table that have a value in a column; none where there is no such table yet."""
    rows: list[dict[str, Any]] = []
    for name in part_names(folder) if folder.is_dir() else ():
        found = read_columns(folder / name, table, [column])[column]
        mask = pc.equal(found, value)
        if pc.any(mask).as_py():
            rows += read_part(folder / name, table).filter(mask).to_pylist()
    return rows


def read_whole(folder: Path, table: Table, columns: Sequence[str]) -> pa.Table:
    """Read some columns of all parts at once: for ids and counts, never for texts."""
    parts = [read_columns(folder / name, table, columns) for name in part_names(folder)]
    return pa.concat_tables([_schema(table, columns).empty_table(), *parts])


def read_columns(path: Path, table: Table, columns: Sequence[str]) -> pa.Table:
    """Read some columns of one part."""
    try:
        with _readable(path, _OF_A_STAGE):
            return pq.read_table(path, columns=list(columns)).cast(_schema(table, columns))
    except ValueError:
        raise DataError(f"{path}: its columns are not those of {table.name}; {_OF_A_STAGE}.") from None


def _schema(table: Table, columns: Sequence[str]) -> pa.Schema:
    return pa.schema([table[name].field for name in columns])


def read_sorted(folders: Sequence[Path], table: Table) -> pa.Table:
    """Read a small table whole, from one folder of parts or several, in the order of its key.

    Memory grows with what was left out: some 100 bytes for a duplicate, 130 for an exclusion, twice while sorting.
    """
    parts = [rows for folder in folders for rows in read(folder / table.name, table)]
    return pa.concat_tables([table.rows([]), *parts]).sort_by(table.key).combine_chunks()


def write_part(path: Path, rows: pa.Table, table: Table) -> None:
    """Check the rows against the table and write them as one file."""
    with open_writer(path, table) as write:
        write(rows)


@contextmanager
def open_writer(path: Path, table: Table) -> Iterator[Any]:
    """Give a function that checks rows and appends them to one Parquet file; the file appears when all are written."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with _beside(path) as temporary, pq.ParquetWriter(temporary, table.arrow, **_PARQUET) as writer:

        def write(rows: pa.Table) -> None:
            refuse(table.failures(rows))
            # One chunk per write: Parquet bytes depend on the chunks of the input.
            writer.write_table(rows.replace_schema_metadata(table.arrow.metadata).combine_chunks())

        yield write


def refuse(failures: Sequence[Failure]) -> None:
    """Raise ``DataError`` with a table of what is broken, if anything is."""
    if failures:
        lines = [
            f"  {failure.table:<14} {failure.count:>7}  {failure.rule}  (e.g. {', '.join(failure.examples)})"
            for failure in failures
        ]
        raise DataError("These rules are broken:\n" + "\n".join(lines))


def read_json(path: Path) -> Any:  # noqa: ANN401  # JSON of any shape
    """Read a JSON file."""
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise DataError(f"{path}: cannot be read as JSON ({error}).") from None


def read_lines(folder: Path, pattern: str) -> list[tuple[str, Any]]:
    """Read files of JSON lines that people write: the place of each line, for messages, and its value."""
    found = []
    for path in sorted(folder.glob(pattern)):
        for number, line in enumerate(read_text(path).split("\n"), start=1):
            if line.strip():
                try:
                    found.append((f"{path}:{number}", json.loads(line)))
                except ValueError as error:
                    raise ConfigurationError(f"{path}:{number}: not valid JSON: {error}. Correct the line.") from None
    return found


def write_json(path: Path, value: object) -> None:
    """Write JSON with sorted keys, so that a change shows as a small difference."""
    write_text(path, json.dumps(value, indent=2, sort_keys=True, ensure_ascii=False) + "\n")


def read_yaml(path: Path) -> Any:  # noqa: ANN401  # YAML of any shape
    """Read a YAML file that people write."""
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=_LOADER)  # noqa: S506  # a safe loader, compiled
    except OSError as error:
        raise ConfigurationError(f"{path}: cannot be read ({error.strerror}); create it or correct the path.") from None
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise ConfigurationError(f"{path}: not valid YAML: {' '.join(str(error).split())}") from None


_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def count_rows(path: Path) -> int:
    """Rows of one Parquet file, from its footer."""
    return int(_open(path).metadata.num_rows)


def read_bytes(path: Path) -> bytes:
    """Read a file as it is."""
    return path.read_bytes()


def write_bytes(path: Path, content: bytes) -> None:
    """Write a file as it is."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with _beside(path) as temporary:
        temporary.write_bytes(content)


def read_text(path: Path) -> str:
    """Read a text file of the project."""
    return path.read_text(encoding="utf-8")


def write_text(path: Path, text: str) -> None:
    """Write a text file with line feeds."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with _beside(path) as temporary:
        temporary.write_text(text, encoding="utf-8", newline="\n")


@contextmanager
def _beside(path: Path) -> Iterator[Path]:
    """Give a temporary name in the same folder and rename it to the real one at the end."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        yield temporary
        temporary.replace(path)
    except OSError as error:
        raise DataError(f"{path}: cannot be written ({error.strerror or error}); nothing was published.") from None
    finally:
        temporary.unlink(missing_ok=True)


@contextmanager
def new_folder(path: Path) -> Iterator[Path]:
    """Give an empty folder that takes the place of ``path`` when all went well."""
    temporary = workshop(path) / f"{path.name}.{os.getpid()}.tmp"
    replaced = temporary.with_suffix(".old.tmp")
    shutil.rmtree(temporary, ignore_errors=True)
    temporary.mkdir(parents=True)
    try:
        yield temporary
        # Renamed away and not deleted in its place: a kill leaves the old folder whole, or none.
        if path.exists():
            path.rename(replaced)
        temporary.rename(path)
    finally:
        shutil.rmtree(temporary, ignore_errors=True)
        shutil.rmtree(replaced, ignore_errors=True)


def workshop(out: Path) -> Path:
    """The folder for what a stage that makes ``out`` keeps for itself."""
    return out.parent if out.parent.name == WORKSHOP else out.parent / WORKSHOP


def hard_link(source: Path, target: Path) -> bool:
    """Give a finished file a second name, where the file system can."""
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(source, target)
    except OSError:
        return False
    return True


def link(source: Path, target: Path) -> None:
    """Give a finished file a second name; a copy where the file system has no hard links."""
    if not hard_link(source, target):
        shutil.copyfile(source, target)


def link_parts(folder: Path, target: Path) -> None:
    """Give the parts of a table second names in another folder."""
    target.mkdir(parents=True)
    for name in part_names(folder):
        link(folder / name, target / name)


def size(path: Path) -> int:
    """Size of a file in bytes, 0 where there is none."""
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0


def say(line: str) -> None:
    """Tell a person how far the work is, on the standard error stream."""
    print(line, file=sys.stderr, flush=True)  # noqa: T201  # where people read it


def digest(path: Path) -> str:
    """SHA-256 of a file."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def digests(folder: Path) -> dict[str, str]:
    """SHA-256 of every file below a folder, by its path there."""
    return {path.relative_to(folder).as_posix(): digest(path) for path in sorted(folder.rglob("*")) if path.is_file()}


@cache
def code_digest(*modules: str) -> str:
    """SHA-256 over modules of this package and the tables beside them.

    Without names, over all the project's code, the lock file and the interpreter: whatever may decide a row. It is that
    of the first call: what a process has imported does not change under it.
    """
    roots = [ROOT / "pipeline" / name for name in modules] or [ROOT / "pipeline", ROOT / "schemas"]
    paths = [path for root in roots for path in (root.rglob("*") if root.is_dir() else [root.with_suffix(".py")])]
    whole = hashlib.sha256()
    if not modules:
        whole.update(f"{digest(ROOT / 'requirements.lock')}\0{sys.version}\0".encode())
    for path in sorted(paths):
        # A file that a desktop or an editor leaves behind decides nothing.
        if path.is_file() and "__pycache__" not in path.parts and not path.name.startswith("."):
            whole.update(f"{path.relative_to(ROOT).as_posix()}\0{digest(path)}\0".encode())
    return whole.hexdigest()
