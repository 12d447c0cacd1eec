"""The strict pandera schema of a table, made from the same declaration as its Arrow schema.

pandera's pandas backend on Arrow types keeps nested columns exact. Importing it costs half a second: only the
commands that judge whole tables do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pandera.errors
import pandera.pandas as pandera
import pyarrow as pa

from schemas.table import Failure

if TYPE_CHECKING:
    from schemas.table import Column, Rule, Table


def schema(table: Table) -> pandera.DataFrameSchema:
    """Columns in order and no others, exact types, value checks per column, rules per row."""
    return pandera.DataFrameSchema(
        {column.name: _column(column) for column in table.columns},
        checks=[_check(rule) for rule in table.rules],
        strict=True,
        ordered=True,
        name=table.name,
    )


def failures(table: Table, rows: pa.Table) -> list[Failure]:
    """Validate an eager frame of the rows; a lazy one would pass without a look at its values."""
    frame = rows.to_pandas(types_mapper=pd.ArrowDtype)
    try:
        schema(table).validate(frame, lazy=True)
    except pandera.errors.SchemaErrors as error:
        cases = error.failure_cases
        # One check stands on many columns, and each is a rule of its own; a rule of rows is told for all, and is one.
        of_rows = cases["check"].isin([rule.name for rule in table.rules])
        by_rule = cases.assign(column=cases["column"].mask(of_rows)).groupby(["column", "check"], dropna=False)
        return [_failure(table, frame, str(rule), of_rule) for (_, rule), of_rule in by_rule]
    return []


def _column(column: Column) -> pandera.Column:
    checks = []
    if column.enum:
        checks.append(pandera.Check.isin(list(column.enum)))
    if column.minimum is not None:
        checks.append(pandera.Check.ge(column.minimum))
    if column.maximum is not None:
        checks.append(pandera.Check.le(column.maximum))
    if column.pattern is not None:
        checks.append(pandera.Check.str_matches(column.pattern))
    return pandera.Column(
        pd.ArrowDtype(column.type),
        checks,
        nullable=column.nullable,
        unique=column.unique,
        description=column.doc,
    )


def _check(rule: Rule) -> pandera.Check:
    def holds(frame: pd.DataFrame) -> pd.Series:
        columns = {name: _array(frame[name]) for name in rule.columns}
        return pd.Series(rule.holds(columns).to_numpy(zero_copy_only=False), index=frame.index).fillna(value=False)

    return pandera.Check(holds, name=rule.name, error=rule.name, ignore_na=False)


def _array(series: pd.Series) -> pa.Array:
    array = pa.array(series)
    return array.combine_chunks() if isinstance(array, pa.ChunkedArray) else array


def _failure(table: Table, frame: pd.DataFrame, rule: str, cases: pd.DataFrame) -> Failure:
    rows = cases["index"].dropna().unique()
    places = [frame[table.key].iloc[int(row)] for row in rows[:5]] if table.key in frame else []
    column = cases["column"].iloc[0] if "column" in cases else ""
    name = rule if rule in {one.name for one in table.rules} else f"{column}: {rule}"
    return Failure(table.name, name, max(1, len(rows)), tuple(map(str, places)))
