"""The one entry point: ``python -m pipeline VERB``. Stages are what DVC runs; commands are for people."""

from __future__ import annotations

import os
import signal
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline import STAGES, usage
from pipeline.errors import ClaimsetError

if TYPE_CHECKING:
    import argparse

PARAMS = Path("params.yaml")
# `import` is a word of Python's own.
_MODULES = {"import": "import_"}


def main(arguments: list[str] | None = None) -> int:
    """Parse the command line, run what it names, and turn a failure into one message and an exit code."""
    options = usage.parser().parse_args(arguments)
    try:
        if options.verb in STAGES:
            return _stage(options)
        return int(import_module(f"pipeline.{_MODULES.get(options.verb, options.verb)}").command(options))
    except ClaimsetError as error:
        print(f"error: {error}", file=sys.stderr)  # noqa: T201  # the place where people read it
        return error.exit_code
    except BrokenPipeError:  # whoever reads our output has seen enough, as `head` has
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 128 + signal.SIGPIPE
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        print(f"error: {where}{error.strerror or error}; what was finished is kept", file=sys.stderr)  # noqa: T201
        return 1
    except KeyboardInterrupt as stop:
        print("stopped; finished parts are kept", file=sys.stderr)  # noqa: T201
        return 143 if isinstance(stop, Terminated) else 130


class Terminated(KeyboardInterrupt):
    """SIGTERM, which stops the work as Ctrl-C does."""


def _terminate(*_: object) -> None:
    raise Terminated


def _stage(options: argparse.Namespace) -> int:
    # Imported late: `--help` and other commands need none of it.
    from pipeline import params, runner, store, workshop  # noqa: PLC0415
    from pipeline.engine import Engine  # noqa: PLC0415

    chosen, paths = params.load(PARAMS), list(options.paths)
    if options.verb == "page" and len(paths) == 2:
        paths.insert(1, runner.ABSENT)
    with workshop.working_in(Path(paths[-1]).parent), Engine(os.environ.get("PIPELINE_ENGINE")) as engine:
        runner.run_stage(options.verb, paths, params=chosen, engine=engine)
    store.say(f"parts computed {engine.computed}, reused {engine.reused}")
    return 0


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, _terminate)
    sys.exit(main())
