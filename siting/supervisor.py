"""Keeps a few children alive and ends them in reverse order."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from siting.processes import Child

FIRST_PAUSE = 1.0
LONGER_PAUSE = 2.0
SETTLED_SECONDS = 10.0
STOP_SECONDS = 2.5


@dataclass
class Supervisor:
    """Restarting is no luxury: Celery's worker ends when its broker is lost, or a child while the pool starts."""

    tell: Callable[[str], None]
    children: list[Child] = field(default_factory=list)
    started_at: dict[str, float] = field(default_factory=dict)
    restart_at: dict[str, float] = field(default_factory=dict)

    def start(self, children: Sequence[Child]) -> None:
        for child in children:
            self.children.append(child)
            self.launch(child)

    def launch(self, child: Child) -> None:
        self.restart_at.pop(child.name, None)
        self.started_at[child.name] = time.monotonic()
        child.start()

    def watch(self, until: Callable[[], bool], *, pause: float = 0.2) -> None:
        while not until():
            for child in self.children:
                if not child.is_alive():
                    self.revive(child)
            time.sleep(pause)

    def revive(self, child: Child) -> None:
        now = time.monotonic()
        if child.name not in self.restart_at:
            settled = now - self.started_at[child.name] > SETTLED_SECONDS
            self.restart_at[child.name] = now + (FIRST_PAUSE if settled else LONGER_PAUSE)
            self.tell(f"{child.name} 멈춤(종료 코드 {child.exit_code()}), 다시 시작합니다. 기록: {child.log}")
        elif now >= self.restart_at[child.name]:
            self.launch(child)

    def stop(self) -> None:
        for child in reversed(self.children):
            child.stop(seconds=STOP_SECONDS)
