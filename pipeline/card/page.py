"""The card as Markdown: the template with what was counted."""

from __future__ import annotations

import inspect
import json
import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final

import jinja2
import pyarrow as pa

from pipeline import pins
from pipeline.card.front_matter import front_matter
from pipeline.datasheet import SHEET, Work
from pipeline.versions import parse
from schemas import exclusions
from schemas.claim_links import CLAIM_LINKS
from schemas.claims import CLAIMS
from schemas.documents import SPLITS
from schemas.table import dtype

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipeline.manifest import Released
    from pipeline.statistics import Statistics
    from schemas.table import Column, Table

# What is scored of every unit, before the columns of claims; links come last.
_UNITS = ("units", "kind", "checkworthiness", "claim")
# What the page of a release looks like; tests/pictures.py takes them, and the template says whose words they show.
PICTURES: Final = ("reader.png", "overview.png")
# An example shows so much of a text and of a list.
_CHARACTERS = 200
_ITEMS = 3


def render(
    tables: tuple[Released, ...],
    statistics: Statistics,
    quality: Mapping[str, Any],
    parameters: Mapping[str, Any],
    manifest_sha256: str,
) -> str:
    """The whole README.md of a release; ``manifest_sha256`` is what its snippets pin."""
    work = Work.of(parameters)
    rows = {released.table.name: released.rows for released in tables}
    claims = next(released for released in tables if released.table is CLAIMS)
    return _template().render(
        front_matter=front_matter(work, tables, statistics),
        work=work,
        version=work.version,
        manifest_sha256=manifest_sha256,
        pin=snippet(),
        split=claims.splits[0].name if claims.splits else SPLITS[0],
        tables=tables,
        rows=rows,
        people=sum(count for (_, _, kind), count in statistics.annotators.items() if kind == "human"),
        funnel=funnel(rows),
        links=_links(statistics),
        statistics=statistics,
        standoff=parameters["release"]["text"] == "standoff",
        quality=quality,
        parameters=parameters,
        versions=_versions(statistics),
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


def snippet() -> str:
    """The function that pins a version, as it can be pasted: without notes to the linter."""
    return re.sub(r"  # noqa:[^\n]*", "", inspect.getsource(pins.load)).rstrip()


def picture(name: str) -> bytes:
    """One of the pictures that stand in the folder ``pictures`` beside the card."""
    return files("pipeline.card").joinpath("pictures", name).read_bytes()


def by_column(scores: Mapping[str, Any]) -> list[tuple[str, Any]]:
    """Scores in the order of a reader: units and their labels, then the columns of claims as the table has them."""
    order = [*_UNITS, *CLAIMS.names]

    def place(name: str) -> tuple[int, str]:
        column = name.partition(" (")[0]
        return (order.index(column) if column in order else len(order)), name

    return sorted(scores.items(), key=lambda one: place(one[0]))


def share(value: float | jinja2.Undefined) -> str:
    """A score with three decimals; nothing where the measure has none of its kind."""
    return "" if isinstance(value, jinja2.Undefined) else f"{value:.3f}"


def _links(statistics: Statistics) -> list[tuple[str, int, int]]:
    """Links of each relation, and how many of them join independent sources."""
    counts = statistics.links
    return [
        (relation, counts[relation, True] + counts[relation, False], counts[relation, True])
        for relation in CLAIM_LINKS["relation"].enum or ()
    ]


def _versions(statistics: Statistics) -> dict[str, Any]:
    """Rows of each table by the version in which they first appeared, the newest version first."""
    every = {version for counts in statistics.versions.values() for version in counts}
    newest_first = sorted(every, key=parse, reverse=True)
    counts = statistics.versions.values()
    return {
        "tables": list(statistics.versions),
        "rows": [(version, [of_table[version] for of_table in counts]) for version in newest_first],
        "total": [of_table.total() for of_table in counts],
    }


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


def example(row: Mapping[str, Any]) -> str:
    """A row as JSON, cut to a readable length, in a block that no text can close early."""
    return json.dumps(_cut(row), indent=2, ensure_ascii=False, default=str).replace("```", "`\u200b``")


def _cut(value: Any) -> Any:  # noqa: ANN401  # a cell of any type
    if isinstance(value, dict):
        return {name: _cut(one) for name, one in value.items()}
    if isinstance(value, list):
        return [_cut(one) for one in value[:_ITEMS]] + ["…"] * (len(value) > _ITEMS)
    return f"{value[:_CHARACTERS]}…" if isinstance(value, str) and len(value) > _CHARACTERS else value


@cache
def _template() -> jinja2.Template:
    environment = jinja2.Environment(
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,  # noqa: S701  # Markdown; text from data goes through `cell`
    )
    environment.filters.update(cell=cell, share=share)
    environment.globals.update(
        sheet=SHEET, reasons=exclusions.REASONS, fields=fields, example=example, by_column=by_column
    )
    return environment.from_string(files("pipeline.card").joinpath("card.md.jinja").read_text(encoding="utf-8"))
