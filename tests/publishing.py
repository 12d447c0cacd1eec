"""A Hub on the loopback with somebody who publishes there, for tests."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

import minihub
from conftest import ROOT


class Done(NamedTuple):
    code: int
    out: str
    err: str


class Publisher:
    """``python -m pipeline publish`` with the real client, in a new process each time."""

    def __init__(self, hub: minihub.Hub, folder: Path) -> None:
        self.hub = hub
        self._folder = folder
        self._process = subprocess.Popen(
            [sys.executable, ROOT / "tests" / "publisher.py"],
            cwd=ROOT,
            env=environment(hub, folder / "home") | {"PYTHONPATH": str(ROOT)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def __call__(self, *arguments: str | Path, token: str = minihub.WRITER, patient: bool = True) -> Done:
        """``patient`` waits before each new attempt as long as the client does."""
        asked = {"arguments": ["publish", *map(str, arguments)], "environment": {"HF_TOKEN": token}}
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(asked | {"folder": str(self._folder), "patient": patient}) + "\n")
        self._process.stdin.flush()
        done = Done(**json.loads(self._process.stdout.readline()))
        assert "Traceback" not in done.err, done.err
        return done

    def kill(self) -> None:
        """Kill the running publisher, as a power cut would."""
        os.kill(int((self._folder / "pid").read_text(encoding="utf-8")), signal.SIGKILL)

    def close(self) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait()
        assert self._process.stdout is not None
        self._process.stdout.close()


def environment(hub: minihub.Hub, home: Path) -> dict[str, str]:
    """What a process must find before it imports huggingface_hub or datasets."""
    switches = {"HF_HUB_DISABLE_XET": "1", "HF_HUB_DISABLE_TELEMETRY": "1", "HF_HUB_DISABLE_PROGRESS_BARS": "1"}
    return os.environ | switches | {"HF_ENDPOINT": hub.url, "HF_HOME": str(home), "HF_TOKEN": minihub.WRITER}


class Loader:
    """``datasets`` and ``pipeline.pins`` in a process of their own; its environment is set before they are imported."""

    def __init__(self, hub: minihub.Hub, home: Path, **switches: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, ROOT / "tests" / "loader.py"],
            cwd=home.parent,
            env=environment(hub, home) | {"PYTHONPATH": str(ROOT)} | switches,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )

    def __call__(self, call: str, *arguments: str, **options: object) -> dict[str, Any]:
        request = {"call": call, "arguments": arguments, "options": options}
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(request) + "\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())

    def close(self) -> None:
        self._process.communicate()
