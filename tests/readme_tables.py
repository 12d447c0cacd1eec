"""The tables of the README, made from the schemas: run it to write them anew."""

from __future__ import annotations

from pathlib import Path

from pipeline.card.page import fields
from schemas import released

README = Path(__file__).resolve().parents[1] / "README.md"
BEGIN = "compared in tests/test_readme.py -->\n"
END = "<!-- end of columns -->"


def tables() -> str:
    return "\n".join(f"### {table.name}\n\n{table.doc}\n\n{fields(table)}\n" for table in released.TABLES)


def with_tables(text: str) -> str:
    head, rest = text.split(BEGIN)
    return f"{head}{BEGIN}\n{tables()}\n{END}{rest.split(END)[1]}"


if __name__ == "__main__":
    README.write_text(with_tables(README.read_text(encoding="utf-8")), encoding="utf-8")
