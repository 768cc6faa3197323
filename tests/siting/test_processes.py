"""Private servers come and go, and nothing outlives a ``kill -9``."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from siting import servers
from siting.processes import Child
from siting.supervisor import Supervisor
from tests.house.source import ROOT

PARENT = """
import sys, time
from siting import servers
with servers.redis() as one, servers.postgres() as two:
    print("up", flush=True)
    time.sleep(60)
"""


def children_of(pid: int) -> list[int]:
    found = subprocess.run(["pgrep", "--parent", str(pid)], capture_output=True, text=True, check=False).stdout
    return [int(line) for line in found.split()]


def lives(pid: int) -> bool:
    """A zombie that nobody has collected yet is dead."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


def wait_until(true, seconds=10.0):
    deadline = time.monotonic() + seconds
    while not true() and time.monotonic() < deadline:
        time.sleep(0.05)
    return true()


@pytest.fixture
def parent():
    with subprocess.Popen([sys.executable, "-c", PARENT], cwd=ROOT, stdout=subprocess.PIPE) as process:
        assert process.stdout.readline() == b"up\n"
        yield process
        process.kill()


def descendants(pid: int) -> list[int]:
    below = children_of(pid)
    return below + [one for child in below for one in descendants(child)]


def test_servers_answer_and_leave_nothing():
    with servers.redis() as redis, servers.postgres() as postgres:
        folders = [Path(redis.removeprefix("redis+socket://")).parent, Path(postgres.split("@/")[1]).parent]
        assert all(folder.is_dir() for folder in folders)
        assert all(folder.stat().st_mode & 0o077 == 0 for folder in folders)
    assert not any(folder.exists() for folder in folders)


def test_a_killed_parent_leaves_no_process(parent):
    below = descendants(parent.pid)
    assert len(below) > 2, "redis, postgres and its own children"
    parent.send_signal(signal.SIGKILL)
    assert wait_until(lambda: not any(lives(pid) for pid in below))


def test_folders_of_a_killed_parent_go_at_the_next_start(parent):
    before = list(Path(tempfile.gettempdir()).glob(f"siting-{parent.pid}-*"))
    assert len(before) == 2
    parent.kill()
    parent.wait()
    with servers.private_folder():
        assert not any(folder.exists() for folder in before)


def test_a_socket_path_that_the_kernel_refuses_is_refused_first():
    with pytest.raises(ValueError, match="107"):
        servers.redis_socket(Path("/" + "x" * 120))


def test_a_dead_child_is_started_again(tmp_path):
    told = []
    supervisor = Supervisor(tell=told.append)
    child = Child("sleeper", ["sleep", "60"], log=tmp_path / "log")
    supervisor.start([child])
    first = child.process.pid
    os.kill(first, signal.SIGKILL)
    deadline = time.monotonic() + 10
    supervisor.watch(until=lambda: child.process.pid != first or time.monotonic() > deadline)
    assert child.is_alive()
    assert len(told) == 1
    supervisor.stop()
    assert not child.is_alive()


def test_a_child_that_does_not_listen_is_ended(tmp_path):
    child = Child("deaf", ["sh", "-c", f"trap '' TERM; touch {tmp_path}/ready; while :; do sleep 1; done"])
    child.start()
    assert wait_until((tmp_path / "ready").exists)
    child.stop(seconds=0.5)
    assert not child.is_alive()
