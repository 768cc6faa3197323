"""The one command of ``make run``: it refuses clearly, mends itself, and leaves nothing."""

import os
import signal
import socket
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

import pytest

from accounts.demo import DEMO_PASSWORD, DEMO_PEOPLE
from tests.house.source import ROOT
from tests.siting.test_processes import descendants, lives, wait_until

pytestmark = pytest.mark.faults


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def environment(folder):
    ours = {"SECRET_KEY": "only-for-tests", "PLAIN_HTTP": "1", "ENV_FILE": os.devnull, "VAR_DIR": str(folder)}
    return {"PATH": os.environ["PATH"], "HOME": os.environ["HOME"], "PYTHONUTF8": "1", **ours}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """One for all: making the database and compressing the static files takes longer than the tests."""
    return tmp_path_factory.mktemp("var")


def serve(folder, port, *words, **more):
    command = [sys.executable, "manage.py", "serve", "--port", str(port), *words]
    return subprocess.Popen(command, cwd=ROOT, env=environment(folder), text=True, **more)


@contextmanager
def serving(folder, port, *words):
    """Up to the line that says how to end it."""
    with serve(folder, port, *words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        lines = []
        for line in process.stdout:
            lines.append(line)
            if "Ctrl-C" in line:
                break
        try:
            yield process, "".join(lines)
        finally:
            process.kill()


def refusal(folder, port):
    with serve(folder, port, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as process:
        return process.wait(30), process.stderr.read()


def named(pids, word):
    """The first of some processes whose command line has a word."""
    return next(pid for pid in pids if word in command_of(pid))


def command_of(pid):
    try:
        return Path(f"/proc/{pid}/cmdline").read_text()
    except OSError:
        return ""


def is_ready(port):
    try:
        return urlopen(f"http://127.0.0.1:{port}/readyz", timeout=5).status == 200
    except OSError:
        return False


def test_it_prints_address_and_sign_ins_and_ends_clean(folder):
    port = free_port()
    with serving(folder, port) as (process, told):
        assert f"http://127.0.0.1:{port}/" in told
        assert DEMO_PASSWORD in told
        assert all(person.username in told and person.label in told for person in DEMO_PEOPLE)
        assert is_ready(port)
        below = descendants(process.pid)
        assert len(below) >= 4
        process.send_signal(signal.SIGINT)
        assert process.wait(12) == 0
        assert not any(lives(pid) for pid in below)


def test_a_killed_supervisor_leaves_no_process(folder):
    with serving(folder, free_port(), "--no-sample") as (process, _):
        assert wait_until(lambda: "ready." in (folder / "log" / "worker.log").read_text(), 30)
        below = descendants(process.pid)
        process.kill()
        assert wait_until(lambda: not any(lives(pid) for pid in below)), [pid for pid in below if lives(pid)]


def test_what_dies_is_started_again(folder):
    port = free_port()
    with serving(folder, port, "--no-sample") as (process, _):
        for word in ("redis-server", "celery", "gunicorn", "sweep"):
            gone = named(descendants(process.pid), word)
            os.kill(gone, signal.SIGKILL)
            assert wait_until(lambda gone=gone: not lives(gone))
            assert wait_until(lambda word=word: any(word in one for one in commands(process.pid)), 20), word
        assert wait_until(lambda: is_ready(port), 20)
        process.send_signal(signal.SIGTERM)
        assert process.wait(12) == 0


def test_it_ends_clean_while_it_starts(folder):
    with serve(folder, free_port(), "--no-sample", stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        assert wait_until(lambda: any("gunicorn" in one for one in commands(process.pid)), 30)
        below = descendants(process.pid)
        process.send_signal(signal.SIGTERM)
        assert process.wait(12) == 0
        assert process.stdout.read() == ""
        assert not any(lives(pid) for pid in below)


def commands(pid):
    return [command_of(child) for child in descendants(pid) if lives(child)]


def test_a_second_start_says_so_in_one_line(folder):
    with serving(folder, free_port(), "--no-sample"):
        code, told = refusal(folder, free_port())
        assert code == 1
        assert len(told.splitlines()) == 1
        assert "이미 실행 중" in told


def test_a_used_port_is_said_in_one_line(folder):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        code, told = refusal(folder, port)
    assert code == 1
    assert len(told.splitlines()) == 1
    assert f"{port}번 포트" in told
