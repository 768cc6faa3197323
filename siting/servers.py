"""Private servers: a Redis and a PostgreSQL on sockets of their own, gone when we are. Standard library only."""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from glob import glob
from pathlib import Path
from typing import Any

from siting.processes import Child

SOCKET_PATH_LIMIT = 107  # bytes, in the kernel's sockaddr_un
START_SECONDS = 30


@contextmanager
def private_folder(owner: str | None = None) -> Iterator[Path]:
    """A folder that only ``owner`` enters, with a path short enough for a socket."""
    usual = tempfile.gettempdir()
    parent = Path(usual if len(os.fsencode(usual)) < 60 else "/tmp")  # noqa: S108
    remove_folders_of_the_dead(parent)
    folder = Path(tempfile.mkdtemp(prefix=f"siting-{os.getpid()}-", dir=parent))
    if owner:
        shutil.chown(folder, owner)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        remove_folders_of_the_dead(parent)


def remove_folders_of_the_dead(parent: Path) -> None:
    """Whoever was ended by ``kill -9`` could not tidy up."""
    for folder in parent.glob("siting-*-*"):
        pid = folder.name.split("-")[1]
        if pid.isdigit() and not is_running(int(pid)):
            shutil.rmtree(folder, ignore_errors=True)


def is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def redis_socket(folder: Path) -> Path:
    path = folder / "redis.sock"
    if len(os.fsencode(path)) > SOCKET_PATH_LIMIT:
        raise ValueError(f"a socket path may have {SOCKET_PATH_LIMIT} bytes: {path}")
    return path


def redis_url(folder: Path) -> str:
    return f"redis+socket://{redis_socket(folder)}"


def redis_child(folder: Path, *, append_only: bool, log: Path | None = None) -> Child:
    program = shutil.which("redis-server")
    if program is None:
        raise SystemExit("redis-server가 없습니다: apt install redis-server")
    options = {
        "port": "0",
        "unixsocket": str(redis_socket(folder)),
        "unixsocketperm": "700",
        "dir": str(folder),
        "save": "",
        "appendonly": "yes" if append_only else "no",
        "appendfsync": "everysec",
        "maxmemory-policy": "noeviction",
        "loglevel": "warning",
    }
    words = [word for name, value in options.items() for word in (f"--{name}", value)]
    return Child("redis", [program, *words], log=log)


def redis_answers(folder: Path) -> bool:
    with socket.socket(socket.AF_UNIX) as connection:
        connection.settimeout(1)
        try:
            connection.connect(str(redis_socket(folder)))
            connection.sendall(b"PING\r\n")
            return connection.recv(16).startswith(b"+PONG")
        except OSError:
            return False


@contextmanager
def redis(*, append_only: bool = False) -> Iterator[str]:
    with private_folder() as folder:
        child = redis_child(folder, append_only=append_only)
        with running(child, answers=lambda: redis_answers(folder)):
            yield redis_url(folder)


@contextmanager
def postgres() -> Iterator[str]:
    """A throw-away cluster with Korean ICU order. PostgreSQL refuses root, so root hands it to ``postgres``."""
    programs, owner = postgres_programs(), "postgres" if os.geteuid() == 0 else None
    with private_folder(owner) as folder:
        make_cluster(programs / "initdb", folder / "data", owner)
        child = postgres_child(programs / "postgres", folder, owner)
        with running(child, answers=lambda: postgres_answers(programs / "pg_isready", folder)):
            yield f"postgres://postgres@/{folder}/postgres"


def postgres_programs() -> Path:
    found = sorted(glob("/usr/lib/postgresql/*/bin/initdb"), key=lambda path: int(path.split("/")[4]))
    program = found[-1] if found else shutil.which("initdb")
    if program is None:
        raise SystemExit("PostgreSQL이 없습니다: apt install postgresql")
    return Path(program).parent


def make_cluster(initdb: Path, data: Path, owner: str | None) -> None:
    locale = ["--locale-provider=icu", "--icu-locale=ko-KR", "--locale=C.UTF-8", "--encoding=UTF8"]
    command = [str(initdb), "-D", str(data), "-U", "postgres", "--auth=trust", "--no-sync", *locale]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd="/", **identity(owner))
    if done.returncode:
        raise SystemExit(f"initdb: {done.stderr.strip() or done.stdout.strip()}")


def postgres_child(program: Path, folder: Path, owner: str | None) -> Child:
    lasting_nothing = ["-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off"]
    unguessing = ["-c", "autovacuum=off"]  # it counts no row of an open transaction, and a plan for none never ends
    where = ["-D", str(folder / "data"), "-k", str(folder), "-c", "listen_addresses=", "-c", "max_connections=60"]
    return Child(
        "postgres",
        [str(program), *where, *lasting_nothing, *unguessing],
        stop_with=signal.SIGINT,  # the fast shutdown; a lost parent means the immediate one
        die_with=signal.SIGQUIT,
        log=folder / "postgres.log",
        identity=identity(owner),
    )


def identity(owner: str | None) -> dict[str, Any]:
    """Words for ``subprocess`` that make a process somebody else's."""
    if owner is None:
        return {}
    entry = pwd.getpwnam(owner)
    return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}


def postgres_answers(pg_isready: Path, folder: Path) -> bool:
    asked = subprocess.run([str(pg_isready), "-q", "-h", str(folder)], capture_output=True, check=False)
    return asked.returncode == 0


@contextmanager
def running(child: Child, *, answers: Callable[[], bool], seconds: float = START_SECONDS) -> Iterator[None]:
    """:raises SystemExit: when it has ended, or does not answer within ``seconds``."""
    child.start()
    try:
        wait_for(child, answers, seconds)
        yield
    finally:
        child.stop(seconds=10)


def wait_for(child: Child, answers: Callable[[], bool], seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while not answers():
        if not child.is_alive() or time.monotonic() > deadline:
            raise SystemExit(f"{child.name} does not start: {child.last_words()}")
        time.sleep(0.05)
