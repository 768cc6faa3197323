"""The whole house on one machine, under one supervisor: what ``make run`` starts."""

import errno
import fcntl
import hashlib
import http.client
import os
import signal
import socket
import sys
from argparse import ArgumentParser
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connections

from accounts.demo import DEMO_PASSWORD, DEMO_PEOPLE
from siting import servers
from siting.processes import Child, die_with_parent
from siting.supervisor import Supervisor

ADDRESS = "127.0.0.1"
LOG_DIR = settings.VAR_DIR / "log"


class Command(BaseCommand):
    help = "Broker, worker, sweeper and web server on this machine, with sample data."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--no-sample", action="store_true", help="start with the data that is there")
        parser.add_argument("--with-parent", action="store_true", help="end when the caller ends, as make does")
        parser.add_argument("--port", type=int, default=int(os.environ.get("PORT", "8000")))

    def handle(self, *, port: int, no_sample: bool, with_parent: bool, **options: Any) -> None:
        if with_parent:
            die_with_parent(signal.SIGTERM)
        on_request(leave)
        with ExitStack() as stack:
            stack.enter_context(only_instance(settings.VAR_DIR / "serve.lock"))
            refuse_a_used_port(port)
            prepare(with_sample=not no_sample)
            broker = stack.enter_context(private_broker())
            supervisor, requests = Supervisor(tell=self.tell), Requests()
            on_request(requests.note)
            stack.callback(stop_undisturbed, supervisor)
            supervisor.start(children(port, broker))
            supervisor.watch(until=lambda: requests.noted or answers(port))
            if not requests.noted:
                self.welcome(port, with_sample=not no_sample)
            supervisor.watch(until=lambda: requests.noted)

    def tell(self, line: str) -> None:
        self.stderr.write(line)

    def welcome(self, port: int, *, with_sample: bool) -> None:
        lines = ["", f"  주소  http://{ADDRESS}:{port}/"]
        if with_sample:
            width = max(len(person.username) for person in DEMO_PEOPLE)
            lines += [f"  암호  {DEMO_PASSWORD}  (시연용 계정 모두)", ""]
            lines += [f"  {person.username:<{width}}  {person.label}" for person in DEMO_PEOPLE]
        lines += ["", f"  기록  {LOG_DIR}", "  끝내기  Ctrl-C", ""]
        self.stdout.write("\n".join(lines))
        self.stdout.flush()


@dataclass
class Requests:
    """To end. Once there are children they are noted, not raised: out of the midst of asking whether a child lives,
    an exception leaves the lock of that child held, and whoever stops it then waits for ever.
    """

    noted: bool = False

    def note(self, *_: object) -> None:
        self.noted = True


def on_request(act: Callable[..., None]) -> None:
    for one in (signal.SIGINT, signal.SIGTERM):
        signal.signal(one, act)


def leave(*_: object) -> None:
    sys.exit(0)


@contextmanager
def only_instance(path: Path) -> Iterator[None]:
    """The kernel drops the lock with its process, so a killed instance leaves no stale one."""
    with open(path, "w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise SystemExit(f"이미 실행 중입니다: {path} 를 쓰는 프로그램을 먼저 끝내십시오.") from None
        yield


def refuse_a_used_port(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((ADDRESS, port))
        except OSError as error:
            reason = "이미 쓰이고 있습니다" if error.errno == errno.EADDRINUSE else f"열리지 않습니다({error.strerror})"
            raise SystemExit(f"{port}번 포트가 {reason}. 다른 번호로: PORT={port + 1} make run") from None


def prepare(*, with_sample: bool) -> None:
    call_command("migrate", verbosity=0, interactive=False)
    if with_sample:
        call_command("load_sample", verbosity=0)
    collect_static_files()
    connections.close_all()


def collect_static_files() -> None:
    """Compressing takes seconds, so only what has changed since is a reason to collect again."""
    seen, now = settings.STATIC_ROOT / ".collected", static_digest()
    if seen.exists() and seen.read_text() == now:
        return
    call_command("collectstatic", verbosity=0, interactive=False)
    seen.write_text(now)


def static_digest() -> str:
    digest = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list([]):
            about = os.stat(storage.path(name))
            digest.update(f"{name} {about.st_size} {about.st_mtime_ns}\n".encode())
    return digest.hexdigest()


@contextmanager
def private_broker() -> Iterator[Path | None]:
    """The folder of a Redis of our own, or None where the environment names a broker."""
    if "CELERY_BROKER_URL" in os.environ:
        yield None
        return
    with servers.private_folder() as folder:
        yield folder


def children(port: int, broker: Path | None) -> list[Child]:
    LOG_DIR.mkdir(exist_ok=True)
    environment = {"SITE_ADDRESS": f"http://{ADDRESS}:{port}", **os.environ}
    started = []
    if broker:
        environment["CELERY_BROKER_URL"] = servers.redis_url(broker)
        started = [servers.redis_child(broker, append_only=False, log=fresh_log("redis"))]
    return [*started, worker(environment), sweeper(environment), web(environment, port)]


def worker(environment: Mapping[str, str]) -> Child:
    words = ["--app=siting", "worker", "--pool=prefork", "--concurrency=2", "--without-gossip", "--without-mingle"]
    return python_child("worker", ["-m", "celery", *words, "--loglevel=INFO"], environment, signal.SIGKILL)


def sweeper(environment: Mapping[str, str]) -> Child:
    return python_child("sweeper", ["manage.py", "sweep"], environment, signal.SIGKILL)


def web(environment: Mapping[str, str], port: int) -> Child:
    words = ["siting.wsgi:application", f"--bind={ADDRESS}:{port}", "--workers=2", "--threads=4", "--no-control-socket"]
    return python_child("web", ["-m", "gunicorn", *words, "--graceful-timeout=2"], environment, signal.SIGQUIT)


def python_child(name: str, words: list[str], environment: Mapping[str, str], die_with: signal.Signals) -> Child:
    return Child(name, [sys.executable, *words], environment, die_with=die_with, log=fresh_log(name))


def fresh_log(name: str) -> Path:
    path: Path = LOG_DIR / f"{name}.log"
    path.write_bytes(b"")
    return path


def answers(port: int) -> bool:
    connection = http.client.HTTPConnection(ADDRESS, port, timeout=5)
    try:
        connection.request("GET", "/readyz")
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()


def stop_undisturbed(supervisor: Supervisor) -> None:
    for one in (signal.SIGINT, signal.SIGTERM):
        signal.signal(one, signal.SIG_IGN)
    supervisor.stop()
