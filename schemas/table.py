"""A table, declared once: from the same columns come the Arrow schema, the checks and the Hub's features."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


class _NoPandas:
    """A finder that stands before all others and finds no pandas."""

    @staticmethod
    def find_spec(name: str, *_: object) -> None:
        if name == "pandas":
            raise ImportError(name)


def _leave_pandas_out() -> None:
    """Let Arrow find that there is no pandas, unless somebody needs it.

    The first ``pa.array`` of a process imports pandas, to recognise its types: half a second for each stage and worker,
    none of which hands it any. Arrow looks again when ``to_pandas`` asks for it.
    """
    if "pandas" not in sys.modules:
        sys.meta_path.insert(0, _NoPandas)
        try:
            pa.array([])
        finally:
            sys.meta_path.remove(_NoPandas)


_leave_pandas_out()

SHA256_PATTERN = "^[0-9a-f]{64}$"
VERSION_PATTERN = r"^[0-9]+\.[0-9]+\.[0-9]+$"


@dataclass(frozen=True)
class Column:
    """One column: its Arrow type, its meaning, and the values it may hold.

    ``minimum`` and ``maximum`` are inclusive. ``references`` names the column that must hold each value, as
    ``table.column``. ``sparse`` says that a table may leave the column wholly null. ``quotes`` says that the column,
    or the named fields of a list column, hold words of the document: they are empty where its text is withheld.
    """

    name: str
    type: pa.DataType
    doc: str
    nullable: bool = False
    unique: bool = False
    enum: tuple[str, ...] | None = None
    references: str | None = None
    minimum: float | None = None
    maximum: float | None = None
    pattern: str | None = None
    sparse: bool = False
    quotes: bool | tuple[str, ...] = False

    @property
    def field(self) -> pa.Field:
        """The Arrow field, with the meaning in its metadata."""
        return pa.field(self.name, self.type, self.nullable, {"doc": self.doc})


@dataclass(frozen=True)
class Rule:
    """A law of one row that needs more than one column, or the inside of a list.

    ``holds`` takes the columns of some rows and gives one boolean per row; a null counts as broken.
    """

    name: str
    columns: tuple[str, ...]
    holds: Callable[[Mapping[str, pa.Array]], pa.Array]


@dataclass(frozen=True)
class Failure:
    """A rule that some rows break: how many, and the first five by the table's key."""

    table: str
    rule: str
    count: int
    examples: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """A named, ordered list of columns with its row rules; ``key`` names the column that identifies a row."""

    name: str
    doc: str
    key: str
    columns: tuple[Column, ...]
    rules: tuple[Rule, ...] = ()

    def __getitem__(self, name: str) -> Column:
        return next(column for column in self.columns if column.name == name)

    @property
    def names(self) -> list[str]:
        """Column names, in order."""
        return [column.name for column in self.columns]

    @property
    def arrow(self) -> pa.Schema:
        """The Arrow schema that files carry, with the ``huggingface`` key that ``datasets`` reads."""
        features = {column.name: _feature(column.type) for column in self.columns}
        metadata = {"huggingface": json.dumps({"info": {"features": features}})}
        return pa.schema([column.field for column in self.columns], metadata=metadata)

    def without(self, *names: str) -> Table:
        """The same table before the named columns are known; their rules wait with them."""
        columns = tuple(column for column in self.columns if column.name not in names)
        rules = tuple(rule for rule in self.rules if not set(rule.columns) & set(names))
        return replace(self, columns=columns, rules=rules)

    def plus(self, *columns: Column) -> Table:
        """The same table with more columns at its end."""
        return replace(self, columns=(*self.columns, *columns))

    def rows(self, rows: list[dict[str, Any]]) -> pa.Table:
        """Build an Arrow table from Python rows; a missing or surplus field is an error."""
        names = set(self.names)
        for row in rows:
            if row.keys() != names:
                raise ValueError(f"{self.name}: fields differ from the schema: {sorted(row.keys() ^ names)}")
        return pa.Table.from_pylist(rows, schema=self.arrow)

    def failures(self, rows: pa.Table) -> list[Failure]:
        """Check types, nulls, enums, ranges, patterns and row rules with Arrow kernels alone."""
        if not rows.schema.equals(self.arrow):
            differing = sorted(set(map(str, rows.schema)) ^ set(map(str, self.arrow))) or ["order or metadata"]
            return [Failure(self.name, "schema", len(rows), tuple(differing[:5]))]
        broken = [(name, mask) for column in self.columns for name, mask in _column_masks(column, rows[column.name])]
        broken += [(rule.name, _broken(rule.holds(_columns(rows, rule)))) for rule in self.rules]
        return [self._failure(rows, name, mask) for name, mask in broken if pc.any(mask).as_py()]

    def _failure(self, rows: pa.Table, rule: str, mask: pa.Array) -> Failure:
        hit = rows[self.key].filter(mask)
        return Failure(self.name, rule, len(hit), tuple(str(key) for key in hit[:5].to_pylist()))


def id_pattern(letter: str) -> str:
    """The form of a content id: its letter and 16 hexadecimal digits."""
    return f"^{letter}[0-9a-f]{{16}}$"


def struct_list(**fields: pa.DataType) -> pa.DataType:
    """A list of structs whose nullable fields are those given as ``pa.field``."""
    return pa.list_(pa.struct(list(fields.items())))


# Rules are partials of functions of this module, so that a table reaches a worker process.


def less(small: str, large: str) -> Rule:
    """``small`` lies before ``large`` wherever both are present."""
    return Rule(f"{small} < {large}", (small, large), partial(_ordered, kernel="less", small=small, large=large))


def at_most(small: str, large: str) -> Rule:
    """``small`` does not exceed ``large`` wherever both are present."""
    return Rule(f"{small} <= {large}", (small, large), partial(_ordered, kernel="less_equal", small=small, large=large))


def spans(text: str, start: str, end: str) -> Rule:
    """The text is as long, in code points, as its span; all three are null together.

    A withheld text is empty.
    """
    rule = f"len({text}) == {end} - {start}"
    return Rule(rule, (text, start, end), partial(_as_long, text=text, start=start, end=end))


def nested_enum(column: str, field: str, values: tuple[str, ...]) -> Rule:
    """Every item of a list column holds one of the values in the field."""
    return nested(
        f"{column}.{field} is one of {', '.join(values)}", column, partial(_one_of, field=field, values=values)
    )


def nested_spans(column: str) -> Rule:
    """Every item of a list column has a text as long as its span."""
    return nested(f"len({column}.text) == {column}.end - {column}.start", column, _items_as_long)


def nested(name: str, column: str, holds: Callable[[pa.Array], pa.Array]) -> Rule:
    """A law of every item of a list column; a row breaks it when one of its items does."""
    return Rule(name, (column,), partial(_all_hold, column=column, holds=holds))


def _ordered(columns: Mapping[str, pa.Array], *, kernel: str, small: str, large: str) -> pa.Array:
    return pc.fill_null(pc.call_function(kernel, [columns[small], columns[large]]), fill_value=True)


def _as_long(columns: Mapping[str, pa.Array], *, text: str, start: str, end: str) -> pa.Array:
    length = pc.cast(pc.subtract(columns[end], columns[start]), pa.int64())
    same = pc.equal(pc.cast(pc.utf8_length(columns[text]), pa.int64()), length)
    absent = pc.and_(pc.is_null(columns[text]), pc.and_(pc.is_null(columns[start]), pc.is_null(columns[end])))
    withheld = pc.equal(columns[text], "")
    return pc.or_(pc.fill_null(pc.or_(same, withheld), fill_value=False), absent)


def _one_of(items: pa.Array, *, field: str, values: tuple[str, ...]) -> pa.Array:
    return pc.is_in(pc.struct_field(items, field), value_set=pa.array(values))


def _items_as_long(items: pa.Array) -> pa.Array:
    length = pc.subtract(pc.struct_field(items, "end"), pc.struct_field(items, "start"))
    surface = pc.struct_field(items, "text")
    return pc.or_(pc.equal(pc.utf8_length(surface), length), pc.equal(surface, ""))


def _all_hold(columns: Mapping[str, pa.Array], *, column: str, holds: Callable[[pa.Array], pa.Array]) -> pa.Array:
    lists = columns[column]
    good = pc.fill_null(holds(pc.list_flatten(lists)), fill_value=False)
    bad_rows = pc.unique(pc.list_parent_indices(lists).filter(pc.invert(good)))
    return pc.invert(pc.is_in(pa.array(range(len(lists)), bad_rows.type), value_set=bad_rows))


def _columns(rows: pa.Table, rule: Rule) -> dict[str, pa.Array]:
    return {name: rows[name].combine_chunks() for name in rule.columns}


def _broken(holds: pa.Array) -> pa.Array:
    return pc.invert(pc.fill_null(holds, fill_value=False))


def _column_masks(column: Column, values: pa.ChunkedArray) -> list[tuple[str, pa.Array]]:
    masks = []
    if not column.nullable:
        masks.append((f"{column.name} is never null", pc.is_null(values)))
    present = pc.is_valid(values)
    if column.enum:
        inside = pc.is_in(values, value_set=pa.array(column.enum))
        masks.append((f"{column.name} is one of {', '.join(column.enum)}", pc.and_(present, pc.invert(inside))))
    if column.minimum is not None:
        masks.append((f"{column.name} >= {column.minimum}", _false_only(pc.less(values, column.minimum))))
    if column.maximum is not None:
        masks.append((f"{column.name} <= {column.maximum}", _false_only(pc.greater(values, column.maximum))))
    if column.pattern is not None:
        match = pc.match_substring_regex(values, column.pattern)
        masks.append((f"{column.name} matches {column.pattern}", _false_only(pc.invert(match))))
    return masks


def _false_only(mask: pa.Array) -> pa.Array:
    """A null value breaks no range or pattern: whether it may be null is another rule."""
    return pc.fill_null(mask, fill_value=False)


def _feature(kind: pa.DataType) -> Any:  # noqa: ANN401  # JSON of any depth
    """The type as ``datasets.Features`` writes it (checked against the library in the tests)."""
    if pa.types.is_list(kind):
        return {"feature": _feature(kind.value_type), "_type": "List"}
    if pa.types.is_struct(kind):
        return {field.name: _feature(field.type) for field in kind}
    return {"dtype": dtype(kind), "_type": "Value"}


def dtype(kind: pa.DataType) -> str:
    """The name of a scalar Arrow type in the Hub's vocabulary."""
    return {"double": "float64", "float": "float32", "date32[day]": "date32"}.get(str(kind), str(kind))
