from __future__ import annotations

import argparse
from importlib import import_module

import pytest

from pipeline import STAGES
from pipeline.__main__ import _MODULES
from pipeline.usage import parser


def verbs() -> dict[str, argparse.ArgumentParser]:
    (action,) = [one for one in parser()._actions if isinstance(one, argparse._SubParsersAction)]
    return action.choices


@pytest.mark.parametrize("verb", sorted(verbs()))
def test_every_verb_explains_itself_with_an_example(verb: str) -> None:
    text = verbs()[verb].format_help()
    assert "example: python -m pipeline " in text


@pytest.mark.parametrize("verb", sorted(verbs()))
def test_every_verb_is_a_module_that_can_be_run(verb: str) -> None:
    module = import_module(f"pipeline.{_MODULES.get(verb, verb)}")
    assert callable(module.run if verb in STAGES else module.command)


def test_a_verb_without_its_arguments_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    for verb in verbs():
        if verb != "tag":
            with pytest.raises(SystemExit) as caught:
                parser().parse_args([verb])
            assert caught.value.code == 2
    assert "Traceback" not in capsys.readouterr().err
