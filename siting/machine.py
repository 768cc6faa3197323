"""Prepare a machine: what Debian lacks, the virtual environment, a first ``.env``.

Run by the system's own python3 before anything is installed, so: standard library only, nothing of this project.
"""

import ctypes.util
import hashlib
import importlib.util
import os
import secrets
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from glob import glob
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
OLDEST = (3, 11)


@dataclass(frozen=True)
class Need:
    package: str  # Debian's name; elsewhere it tells a person what to look for
    is_there: Callable[[], object]


def program(package: str, name: str) -> Need:
    return Need(package, lambda: shutil.which(name))


def library(package: str, name: str) -> Need:
    return Need(package, lambda: ctypes.util.find_library(name))


def files(package: str, *patterns: str) -> Need:
    return Need(package, lambda: any(glob(os.path.expanduser(pattern), recursive=True) for pattern in patterns))


ENVIRONMENT = (Need("python3-venv", lambda: PYTHON.exists() or importlib.util.find_spec("ensurepip")),)
PAPER = (
    library("libpango-1.0-0", "pango-1.0"),
    library("libpangoft2-1.0-0", "pangoft2-1.0"),
    library("libharfbuzz-subset0", "harfbuzz-subset"),
    files("fonts-nanum", "/usr/share/fonts/**/NanumMyeongjo*.ttf", "~/.local/share/fonts/**/NanumMyeongjo*.ttf"),
)
BROKER = (program("redis-server", "redis-server"),)
SUITE = (
    files("postgresql", "/usr/lib/postgresql/*/bin/initdb", "/usr/bin/initdb", "/usr/local/bin/initdb"),
    program("chromium", "chromium"),
    program("poppler-utils", "pdftotext"),
)
NEEDS = {
    "run": ENVIRONMENT + PAPER + BROKER,
    "test": ENVIRONMENT + PAPER + BROKER + SUITE,
    "check": ENVIRONMENT,
}
LOCKS = {"run": "requirements.txt", "test": "requirements-dev.txt", "check": "requirements-dev.txt"}

# Debian starts a server when its package comes in. Ours are private, so the machine's must neither start now nor
# at the next boot; a server that was there before is not touched.
APT = """
set -eu
export DEBIAN_FRONTEND=noninteractive
policy=/usr/sbin/policy-rc.d
if [ ! -e "$policy" ]; then
  printf '#!/bin/sh\\nexit 101\\n' >"$policy"
  chmod 755 "$policy"
  trap 'rm -f "$policy"' EXIT
fi
case " $* " in *" postgresql "*)
  cluster=/etc/postgresql-common/createcluster.conf
  [ -e "$cluster" ] || { mkdir -p /etc/postgresql-common; echo 'create_main_cluster = false' >"$cluster"; }
esac
apt-get -o DPkg::Lock::Timeout=300 update
apt-get -o DPkg::Lock::Timeout=300 install -y --no-install-recommends "$@"
if [ -d /run/systemd/system ]; then
  for service in redis-server postgresql; do
    case " $* " in *" $service "*) systemctl disable --quiet "$service" || true ;; esac
  done
fi
"""


def main(purpose: str) -> None:
    if sys.version_info < OLDEST:
        raise SystemExit(f"파이썬 3.11 이상이 필요합니다 (지금 {sys.version.split()[0]}).")
    install_packages(missing(NEEDS[purpose]))
    still = missing(NEEDS[purpose])
    if still:
        raise SystemExit(f"먼저 설치하십시오: {' '.join(still)}")
    make_environment(ROOT / LOCKS[purpose])
    if purpose == "run":
        write_first_environment_file()
        serve()


def missing(needs: tuple[Need, ...]) -> list[str]:
    return [need.package for need in needs if not need.is_there()]


def install_packages(packages: list[str]) -> None:
    as_root = way_to_root()
    if not packages or as_root is None or not shutil.which("apt-get"):
        return
    say(f"설치: {' '.join(packages)}")
    quietly([*as_root, "sh", "-c", APT, "apt", *packages])


def way_to_root() -> list[str] | None:
    """The words in front of a command that make it root's; None where we may not."""
    if os.geteuid() == 0:
        return []
    if not shutil.which("sudo"):
        return None
    silent = subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False).returncode == 0
    return ["sudo"] if silent or sys.stdin.isatty() else None


def make_environment(lock: Path) -> None:
    """Install exactly the lock; a changed lock starts from an empty environment, so nothing old stays in it."""
    stamp, digest = stamp_of(lock), digest_of(lock)
    if PYTHON.exists() and stamp.exists() and stamp.read_text() == digest:
        return
    say("파이썬 패키지 설치 (처음에 1~2분)")
    if not PYTHON.exists() or any(is_outdated(other) for other in set(LOCKS.values())):
        quietly([sys.executable, "-m", "venv", "--clear", str(VENV)])
    quietly([str(PYTHON), "-m", "pip", "install", "--quiet", "--require-hashes", "--requirement", str(lock)])
    stamp.write_text(digest)


def is_outdated(lock: str) -> bool:
    stamp = stamp_of(ROOT / lock)
    return stamp.exists() and stamp.read_text() != digest_of(ROOT / lock)


def stamp_of(lock: Path) -> Path:
    return VENV / f"{lock.name}.sha256"


def digest_of(lock: Path) -> str:
    return hashlib.sha256(lock.read_bytes()).hexdigest()


def write_first_environment_file() -> None:
    """A key of this machine's own, for the loopback address only. An ``.env`` that is there is left alone."""
    path = ROOT / ".env"
    if path.exists():
        return
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(f"SECRET_KEY={secrets.token_urlsafe(50)}\nPLAIN_HTTP=1\nALLOWED_HOSTS=localhost,127.0.0.1\n")


def serve() -> None:
    os.chdir(ROOT)
    os.execv(PYTHON, [str(PYTHON), "manage.py", "serve", "--with-parent"])  # noqa: S606


def say(line: str) -> None:
    print(line, flush=True)


def quietly(command: list[str]) -> None:
    """A failure ends everything, and only then the command's own words are worth reading."""
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{done.stdout}\n실패: {' '.join(command[:4])} … (위의 마지막 줄을 보십시오)")


if __name__ == "__main__":
    main(sys.argv[1])
