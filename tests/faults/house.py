"""The whole house as ``manage.py serve`` starts it, on data of its own, and ways to hurt it."""

import contextlib
import http.cookiejar
import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from accounts.demo import DEMO_PASSWORD

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 90
THEIRS = {
    "CELERY_BROKER_URL",
    "DATABASE_URL",
    "DEBUG",
    "ALLOWED_HOSTS",
    "FILES_BUCKET",
    "FILES_DIR",
    "ANCHOR_DIR",
    "STATIC_ROOT",
    "PORT",
}


@dataclass
class House:
    process: "subprocess.Popen[bytes]"
    folder: Path
    port: int

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def log(self, name: str) -> str:
        path = self.folder / "log" / f"{name}.log"
        return path.read_text(errors="replace") if path.exists() else ""

    def rows(self, sql: str) -> list[tuple]:
        with contextlib.closing(
            sqlite3.connect(f"file:{self.folder}/siting.sqlite3?mode=ro", uri=True, timeout=20)
        ) as db:
            return db.execute(sql).fetchall()

    def states(self) -> Counter:
        return Counter(dict(self.rows("SELECT state, count(*) FROM briefs_brief GROUP BY state")))

    def deliveries(self) -> Counter:
        """How often each brief was delivered, by whoever did it."""
        return Counter(re.findall(r"brief (\d+) delivered", self.log("worker") + self.log("sweeper")))

    def children(self, of: int | None = None) -> list[int]:
        return [pid for pid, parent in parents().items() if parent == (of or self.process.pid)]

    def child(self, word: str) -> int | None:
        return next((pid for pid in self.children() if word in command(pid)), None)

    def busy(self) -> bool:
        return bool(self.rows("SELECT 1 FROM briefs_brief WHERE state = 'rendering' LIMIT 1"))

    def kill_worker(self) -> bool:
        return kill(self.child("celery"))

    def kill_pool_child(self) -> bool:
        """One that works, as the kernel's killer of the memory-hungry would choose."""
        worker = self.child("celery")
        pool = self.children(worker) if worker else []
        return kill(max(pool, key=running_time, default=None))

    def kill_redis(self) -> bool:
        return kill(self.child("redis-server"))

    def flush_redis(self) -> bool:
        found = re.search(r"unixsocket:(\S+)", command(self.child("redis-server") or 0))
        if not found:
            return False
        with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX) as redis:
            redis.settimeout(2)
            redis.connect(found[1])
            redis.sendall(b"FLUSHALL\r\n")
            return redis.recv(16).startswith(b"+OK")
        return False


@contextlib.contextmanager
def house(folder: Path) -> Iterator[House]:
    port = free_port()
    with open(folder / "serve.log", "wb") as log:
        process = subprocess.Popen(
            [sys.executable, "manage.py", "serve", "--port", str(port)],
            cwd=ROOT,
            env=environment(folder),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    built = House(process, folder, port)
    try:
        wait_until(lambda: answers(built), START_SECONDS, lambda: (folder / "serve.log").read_text(errors="replace"))
        yield built
    finally:
        process.terminate()
        process.wait(30)


def environment(folder: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in THEIRS}
    ours = {
        "DJANGO_SETTINGS_MODULE": os.environ.get("FAULTS_SETTINGS", "tests.faults.settings"),
        "ENV_FILE": os.devnull,
        "PLAIN_HTTP": "1",
        "SECRET_KEY": "only-for-fault-runs",
        "VAR_DIR": str(folder),
    }
    return {**kept, **ours}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def answers(built: House) -> bool:
    if built.process.poll() is not None:
        raise AssertionError((built.folder / "serve.log").read_text(errors="replace"))
    try:
        with urllib.request.urlopen(f"{built.address}/readyz", timeout=5) as response:
            return response.status == 200
    except OSError:
        return False


def wait_until(is_so, seconds: float, tell=lambda: "") -> None:
    deadline = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < deadline, tell()
        time.sleep(0.1)


def parents() -> dict[int, int]:
    found = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError, IndexError, ValueError):
            found[int(path.parent.name)] = int(path.read_text().rpartition(")")[2].split()[1])
    return found


def command(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
    except OSError:
        return ""


def running_time(pid: int) -> int:
    """Ticks of the processor since its start: an idle twin has fewer."""
    try:
        words = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return -1
    return 10**9 * (words[0] == "R") + int(words[11]) + int(words[12])


def kill(pid: int | None) -> bool:
    if pid is None:
        return False
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)
        return True
    return False


class Person:
    """Signs in as a demo person and orders papers over HTTP, as a browser would."""

    def __init__(self, built: House, username: str) -> None:
        self.house = built
        self.cookies = http.cookiejar.CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.cookies), Staying())
        self.get("/sign-in/")
        self.post("/sign-in/", username=username, password=DEMO_PASSWORD)

    def get(self, path: str) -> tuple[int, bytes]:
        return self._open(urllib.request.Request(self.house.address + path))

    def post(self, path: str, **values: str) -> tuple[int, bytes]:
        token = next((cookie.value for cookie in self.cookies if "csrf" in cookie.name), "")
        data = urllib.parse.urlencode({**values, "csrfmiddlewaretoken": token}).encode()
        return self._open(urllib.request.Request(self.house.address + path, data=data))

    def _open(self, request: urllib.request.Request) -> tuple[int, bytes]:
        try:
            with self.opener.open(request, timeout=30) as response:
                return response.status, response.read()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read()


class Staying(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None
