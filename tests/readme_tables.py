"""The tables of the README, made from the schemas and from the last benchmarks: run it to write them anew."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pipeline.card.page import fields
from schemas import released

README = Path(__file__).resolve().parents[1] / "README.md"
FIGURES = Path(__file__).resolve().parent / "benchmarks" / "benchmarks.json"
COLUMNS = ("compared in tests/test_readme.py -->\n", "<!-- end of columns -->")
BENCHMARKS = (
    "<!-- benchmarks: written from tests/benchmarks/benchmarks.json by `python tests/readme_tables.py` -->\n",
    "<!-- end of benchmarks -->",
)


def tables() -> str:
    return "\n".join(f"### {table.name}\n\n{table.doc}\n\n{fields(table)}\n" for table in released.TABLES)


def benchmarks() -> str:
    """Each comparison as a row, with the day, the machine and its load average: above its cores others ran beside."""
    kept = json.loads(FIGURES.read_text(encoding="utf-8"))
    of_run = {name: _rows(name, kept[name]) for name in sorted(kept)}
    rows = [row for rows_of in of_run.values() for row in rows_of]
    lines = ["| ours | beside | times as fast | on |", "|---|---|--:|---|", *(f"| {' | '.join(row)} |" for row in rows)]
    shown = [kept[name] for name, rows_of in of_run.items() if rows_of]
    runs = "; ".join(sorted({f"{one['machine']}, load {one['load']:g}, {one['date']}" for one in shown}))
    return (
        "\n".join(lines)
        + f"\n\nRatios of CPU seconds, for whole builds of wall seconds, in one run of both, on {runs}.\n"
    )


def _rows(name: str, run: dict[str, Any]) -> list[tuple[str, str, str, str]]:
    """The rows of one benchmark; those that compare with nobody have none."""
    figures, versions = run["figures"], run["versions"]
    if name == "peers":
        return [
            (row["task"], f"{row['peer']} {versions[row['peer']]}", f"{row['times']:g}", f"{row['texts']} texts")
            for row in figures["rows"]
        ]
    if name.startswith("datatrove"):
        beside = f"datatrove {versions['datatrove']}: ftfy, MinHash, sentence counts"
        size = f"{run['corpus']['bytes'] / 1e6:.0f} MB"
        stages = (("the whole `build`", "whole"), ("`build --until segment`", "until_segment"))
        return [(ours, beside, f"{figures[key]:g}", size) for ours, key in stages]
    return []


def _between(text: str, marks: tuple[str, str], written: str) -> str:
    head, rest = text.split(marks[0])
    return f"{head}{marks[0]}\n{written}\n{marks[1]}{rest.split(marks[1])[1]}"


def with_tables(text: str) -> str:
    return _between(_between(text, COLUMNS, tables()), BENCHMARKS, benchmarks())


if __name__ == "__main__":
    README.write_text(with_tables(README.read_text(encoding="utf-8")), encoding="utf-8")
