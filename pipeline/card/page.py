"""The card as Markdown: the template with what was counted."""

from __future__ import annotations

import json
import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import jinja2
import pyarrow as pa

from pipeline.card.front_matter import front_matter
from schemas import exclusions
from schemas.documents import DOCUMENTS
from schemas.table import dtype

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipeline.manifest import Released
    from pipeline.statistics import Statistics
    from schemas.table import Column, Table


def render(
    tables: tuple[Released, ...],
    statistics: Statistics,
    quality: Mapping[str, Any],
    parameters: Mapping[str, Any],
    manifest_sha256: str,
) -> str:
    """The whole README.md of a release; ``manifest_sha256`` is what its snippets pin."""
    version = parameters["release"]["version"]
    rows = {released.table.name: released.rows for released in tables}
    return _template().render(
        front_matter=front_matter(version, tables, statistics),
        version=version,
        tables=tables,
        rows=rows,
        funnel=funnel(rows),
        statistics=statistics,
        quality=quality,
        parameters=parameters,
        reasons=exclusions.REASONS,
        fields=fields,
        example=_example(statistics),
        redistributable=DOCUMENTS["redistributable"].enum,
    )


def funnel(rows: Mapping[str, int]) -> dict[str, int]:
    """How many raw items came to what."""
    return {
        "raw items": rows["documents"] + rows["duplicates"] + rows["exclusions"],
        "excluded": rows["exclusions"],
        "removed as duplicates": rows["duplicates"],
        "documents": rows["documents"],
        "sentences": rows["sentences"],
        "claims": rows["claims"],
    }


def fields(table: Table) -> str:
    """The data dictionary of a table in Markdown."""
    lines = ["| column | type | meaning |", "|---|---|---|"]
    lines += [f"| `{column.name}` | {_kind(column)} | {_meaning(column)} |" for column in table.columns]
    return "\n".join(lines)


def cell(text: str) -> str:
    """Text that comes from data, safe in a Markdown table: no markup, no line breaks, no new cell."""
    flat = " ".join(text.split())
    return re.sub(r"([\\`*_{}\[\]<>|#~!&])", lambda m: f"&#{ord(m[1])};" if m[1] in "<>&|" else "\\" + m[1], flat)


def _kind(column: Column) -> str:
    name = "class label" if column.enum else f"`{_type_name(column.type)}`"
    return f"{name}, may be null" if column.nullable else name


def _type_name(kind: pa.DataType) -> str:
    if pa.types.is_list(kind):
        return f"list of {_type_name(kind.value_type)}"
    if pa.types.is_struct(kind):
        return "{" + ", ".join(f"{field.name}: {dtype(field.type)}" for field in kind) + "}"
    return dtype(kind)


def _meaning(column: Column) -> str:
    labels = f" One of {', '.join(f'`{name}`' for name in column.enum)}." if column.enum else ""
    reference = f" Refers to `{column.references}`." if column.references else ""
    return f"{column.doc}{labels}{reference}"


def _example(statistics: Statistics) -> str:
    """The first claim as JSON, in a block that no text can close early."""
    row = statistics.examples.get("claims", {})
    return json.dumps(row, indent=2, ensure_ascii=False, default=str).replace("```", "`\u200b``")


@cache
def _template() -> jinja2.Template:
    environment = jinja2.Environment(
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,  # noqa: S701  # Markdown; text from data goes through `cell`
    )
    environment.filters["cell"] = cell
    return environment.from_string(files("pipeline.card").joinpath("card.md.jinja").read_text(encoding="utf-8"))
