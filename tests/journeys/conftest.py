"""A house of its own for the journeys: what ``make run`` starts, on a free port and in a folder of its own."""

import os
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from siting import servers
from siting.processes import Child

FIRST_PASSWORD = "first-of-all-2026"
ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 120  # migrations and the sample, with another part of the suite on the other core


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(f"{address}/readyz", timeout=5) as answer:
            return answer.status == 200
    except (urllib.error.URLError, OSError):
        return False


@dataclass(frozen=True)
class House:
    """A running house: where it answers, and the environment in which its own commands run."""

    address: str
    environment: dict[str, str]

    def manage(self, *words: str, **more: str) -> str:
        command = [sys.executable, str(ROOT / "manage.py"), *words]
        done = subprocess.run(
            command, env={**self.environment, **more}, cwd=ROOT, check=True, capture_output=True, text=True
        )
        return done.stdout

    def tell(self, program: str) -> str:
        """What a few lines of Python print within the house."""
        return self.manage("shell", "--verbosity=0", "--command", program).strip()


@contextmanager
def running_house(folder: Path, *words: str, **more: str) -> Iterator[House]:
    """``more`` goes into its environment."""
    port = free_port()
    environment = {
        name: value for name, value in os.environ.items() if name not in {"CELERY_BROKER_URL", "DATABASE_URL"}
    }
    environment |= {"VAR_DIR": str(folder), "PLAIN_HTTP": "1", "SECRET_KEY": "only-for-tests", "ENV_FILE": os.devnull}
    environment |= {"ANCHOR_DIR": str(folder / "anchors")}
    environment["DJANGO_SETTINGS_MODULE"] = "siting.settings"
    address = f"http://127.0.0.1:{port}"
    environment |= {"SITE_ADDRESS": address, **more}
    command = [sys.executable, str(ROOT / "manage.py"), "serve", "--port", str(port), *words]
    child = Child("house", command, environment, log=folder / "serve.log")
    with servers.running(child, answers=lambda: answers(address), seconds=START_SECONDS):
        yield House(address, environment)


@pytest.fixture(scope="session")
def full_house(tmp_path_factory):
    """With the sample data in it."""
    with running_house(tmp_path_factory.mktemp("house")) as house:
        yield house


@pytest.fixture(scope="session")
def house(full_house):
    """The address of the house with the sample data."""
    return full_house.address


@pytest.fixture(scope="module")
def empty_house(tmp_path_factory):
    """With nothing in it but the first administrator, made as Django makes one."""
    with running_house(tmp_path_factory.mktemp("empty"), "--no-sample") as house:
        names = {"USERNAME": "first", "EMAIL": "first@example.invalid", "DISPLAY_NAME": "시스템 관리자"}
        told = {f"DJANGO_SUPERUSER_{name}": value for name, value in names.items()}
        told |= {"DJANGO_SUPERUSER_PASSWORD": FIRST_PASSWORD, "DJANGO_SUPERUSER_ROLE": "administrator"}
        house.manage("createsuperuser", "--noinput", **told)
        yield house
