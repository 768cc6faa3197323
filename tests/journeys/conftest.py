"""A house of its own for the journeys: what ``make run`` starts, on a free port and in a folder of its own."""

import os
import socket
import sys
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from siting import servers
from siting.processes import Child

ROOT = Path(__file__).resolve().parents[2]


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


@pytest.fixture(scope="session")
def house(tmp_path_factory):
    """The address of a running house with the sample data in it."""
    folder, port = tmp_path_factory.mktemp("house"), free_port()
    environment = {
        name: value for name, value in os.environ.items() if name not in {"CELERY_BROKER_URL", "DATABASE_URL"}
    }
    environment |= {"VAR_DIR": str(folder), "PLAIN_HTTP": "1", "SECRET_KEY": "only-for-tests", "ENV_FILE": os.devnull}
    environment["DJANGO_SETTINGS_MODULE"] = "siting.settings"
    address = f"http://127.0.0.1:{port}"
    command = [sys.executable, str(ROOT / "manage.py"), "serve", "--port", str(port)]
    child = Child("house", command, environment, log=folder / "serve.log")
    with servers.running(child, answers=lambda: answers(address)):
        yield address
