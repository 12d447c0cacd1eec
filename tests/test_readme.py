from __future__ import annotations

import argparse
import re

import readme_tables

from pipeline import STAGES
from pipeline.usage import parser

TEXT = readme_tables.README.read_text(encoding="utf-8")


def test_the_tables_of_the_readme_are_those_of_the_schemas() -> None:
    assert readme_tables.with_tables(TEXT) == TEXT, "run: PYTHONPATH=. python tests/readme_tables.py"


def test_every_command_line_of_the_readme_parses() -> None:
    lines = re.findall(r"python -m pipeline (?!VERB)([^\n`#]+)", TEXT)
    assert lines
    for line in lines:
        parser().parse_args(line.split())


def test_every_command_for_people_is_listed() -> None:
    (verbs,) = (action.choices for action in parser()._actions if isinstance(action, argparse._SubParsersAction))
    listed = re.findall(
        r"`(\w+)`", " ".join(re.findall(r"^\| (`.*?) \|", TEXT.partition("| verb | does |")[2], re.MULTILINE))
    )
    assert set(verbs) - set(STAGES) | {"page"} <= set(listed)


def test_the_two_commands_are_targets_of_make() -> None:
    section = TEXT.partition("## Two commands\n")[2].partition("\n## ")[0]
    shown = re.findall(r"^    make (\S+)", section, re.MULTILINE)
    assert shown == ["release", "test"]
    makefile = (readme_tables.README.parent / "Makefile").read_text(encoding="utf-8")
    assert set(shown) <= set(re.findall(r"^([\w-]+):", makefile, re.MULTILINE))
