"""The one entry point: ``python -m pipeline VERB``. Stages are what DVC runs; commands are for people."""

from __future__ import annotations

import os
import select
import signal
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

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
    except OSError as error:
        if isinstance(error, BrokenPipeError) and _unread(sys.stdout):  # they have seen enough, as `head` has
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return 128 + signal.SIGPIPE
        where = f"{error.filename}: " if error.filename else ""
        told = f"error: {where}{error.strerror or error}; mend that and run it again{_kept(options.verb)}"
        print(told, file=sys.stderr)  # noqa: T201
        return 1
    except KeyboardInterrupt as stop:
        print(f"stopped; run it again{_kept(options.verb)}", file=sys.stderr)  # noqa: T201
        return 143 if isinstance(stop, Terminated) else 130


class Terminated(KeyboardInterrupt):
    """SIGTERM, which stops the work as Ctrl-C does."""


def _unread(stream: TextIO) -> bool:
    """Whether a pipe has no reader any more, as poll(2) tells it."""
    watch = select.poll()
    watch.register(stream, 0)
    return any(state & (select.POLLERR | select.POLLHUP) for _, state in watch.poll(0))


def _kept(verb: str) -> str:
    """What a run that broke off leaves for the next one."""
    return ": finished parts are kept" if verb in {*STAGES, "build"} else ""


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
