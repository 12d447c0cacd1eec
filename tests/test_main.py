from __future__ import annotations

import argparse
import errno
from importlib import import_module
from pathlib import Path

import pytest

from pipeline import STAGES, store
from pipeline.__main__ import _MODULES, main
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


@pytest.mark.parametrize("port", ["70000", "-1", "http"])
def test_what_is_no_port_is_wrong_usage(port: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        parser().parse_args(["browse", "data/release", f"--port={port}"])
    assert caught.value.code == 2
    assert "argument --port" in capsys.readouterr().err
    assert parser().parse_args(["browse", "data/release", "--port=65535"]).port == 65535


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (BrokenPipeError(errno.EPIPE, "Broken pipe"), "error: Broken pipe; mend that and run it again"),
        (PermissionError(errno.EACCES, "Permission denied", "/a"), "error: /a: Permission denied; mend that and run"),
    ],
)
def test_what_the_system_refuses_is_an_error_with_the_next_action(
    error: OSError, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def refuse(*_: object) -> None:
        raise error

    monkeypatch.setattr(store, "digests", refuse)
    (tmp_path / "SHA256SUMS").touch()
    assert main(["verify", str(tmp_path)]) == 1
    said = capfd.readouterr().err
    assert said.startswith(told)
    assert "kept" not in said, "a command that only reads keeps nothing"
