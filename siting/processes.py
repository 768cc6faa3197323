"""Processes of the house and how they end. Standard library only."""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

PR_SET_PDEATHSIG = 1


def die_with_parent(with_signal: signal.Signals) -> None:
    """Have the kernel end this process when its parent ends, however that ends. Linux only; elsewhere nothing."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, int(with_signal))


def dying_with_me(with_signal: signal.Signals) -> Callable[[], None]:
    """What a child of this process calls; a parent that died before its child could ask is covered."""
    me = os.getpid()

    def ask() -> None:
        die_with_parent(with_signal)
        if os.getppid() != me:
            os._exit(1)

    return ask


@dataclass
class Child:
    """A process in a session of its own: Ctrl-C in the terminal reaches only us, and we end the others in order."""

    name: str
    command: list[str]
    environment: Mapping[str, str] | None = None
    stop_with: signal.Signals = signal.SIGTERM
    die_with: signal.Signals = signal.SIGKILL
    log: Path | None = None
    identity: Mapping[str, Any] = field(default_factory=dict)
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        with open(self.log or os.devnull, "ab") as log:
            self.process = subprocess.Popen(
                self.command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                env=self.environment,
                start_new_session=True,
                preexec_fn=dying_with_me(self.die_with),
                **self.identity,
            )

    def is_alive(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def exit_code(self) -> int | None:
        return self.process.returncode if self.process else None

    def stop(self, *, seconds: float) -> None:
        """Ask, wait, insist; then sweep what is left of its session."""
        if self.process is None:
            return
        if self.is_alive():
            self.process.send_signal(self.stop_with)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(seconds)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def last_words(self) -> str:
        if self.log is None or not self.log.exists():
            return "no output"
        lines = self.log.read_text(errors="replace").strip().splitlines()
        return lines[-1] if lines else "no output"
