"""The whole suite on servers of its own: ``python -m tests.run [part ...]``."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

from siting import servers
from siting.processes import dying_with_me

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
NO_TESTS = 5  # pytest's exit code for an empty part
LONG = ["--ignore=tests/bench", "--ignore=tests/load"]
QUICK = ["-m", "not browser and not faults and not audit", *LONG]
BROWSER = ["-m", "browser and not audit", *LONG]
# What no database tells apart runs on one of them: rules, processes, papers and the crawl on SQLite,
SQLITE_ONLY = (
    "agreements/rules",
    "siting",
    "briefs/test_pdf.py",
    "briefs/test_rendering.py",
    "briefs/test_keeping.py",
    "briefs/test_hostile_words.py",
    "briefs/test_faces.py",
    "briefs/test_one_filter.py",
    "briefs/test_hwpx.py",
    "briefs/test_sheets.py",
    "briefs/test_overview_paper.py",
    "briefs/test_answer_paper.py",
    "briefs/test_batch_pages.py",
    "briefs/test_face_views.py",
    "briefs/test_order_page.py",
    "briefs/test_saved_order_pages.py",
    "briefs/test_views.py",
    "house/test_crawl.py",
    "house/test_urls.py",
)
# pages and the admin on PostgreSQL. What is typed into them goes to both.
ON_BOTH = {"test_odd_input.py", "test_registration_refused.py", "test_uploads.py"}
POSTGRES_ONLY = (
    "agreements/test_admin.py",
    "agreements/test_admin_corrections.py",
    *(f"agreements/views/{page.name}" for page in HERE.glob("agreements/views/test_*.py") if page.name not in ON_BOTH),
)
CASES = "tests/journeys/test_five_cases.py"  # as long as all other journeys together


@dataclass(frozen=True)
class Part:
    name: str
    words: list[str]
    on_postgres: bool = False
    minutes: int = 20


@dataclass
class Run:
    part: Part
    folder: Path
    process: subprocess.Popen[bytes]
    began: float = field(default_factory=time.monotonic)
    seconds: float = 0.0
    passed: int = 0
    failed: int = 0
    skipped: list[str] = field(default_factory=list)


def without(names: Iterable[str]) -> list[str]:
    return [f"--ignore=tests/{name}" for name in names]


PARTS = {
    "postgresql": Part("postgresql", [*QUICK, *without(SQLITE_ONLY)], on_postgres=True),
    "sqlite": Part("sqlite", [*QUICK, *without(POSTGRES_ONLY)]),
    "browser": Part("browser", [*BROWSER, f"--ignore={CASES}"], on_postgres=True),
    "cases": Part("cases", [*BROWSER, CASES]),
    "audit": Part("audit", ["--capture=no", "-m", "audit", *LONG], on_postgres=True),
    "faults": Part("faults", ["-m", "faults", *LONG], minutes=30),
    "bench": Part("bench", ["--capture=no", "tests/bench"], on_postgres=True, minutes=30),
    "load": Part("load", ["--capture=no", "tests/load"]),
}
USUAL = [["postgresql", "sqlite", "browser", "cases"], ["faults"]]  # where processes are killed nothing else runs
AT_A_TIME = 2  # as many as there are cores


def main(names: list[str]) -> int:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that a cancelled run still tidies up
    began = time.monotonic()
    runs = run_rounds([[name] for name in names] or USUAL)
    for run in runs:
        print(f"{run.part.name:<10} {run.passed:>5} passed {run.failed:>3} failed {run.seconds:6.1f} s")
        for test in run.skipped:
            print(f"{'':<10} skipped: {test}")
    print(f"{'together':<10} {time.monotonic() - began:31.1f} s")
    failed = sum(run.failed for run in runs)
    print(f"{sum(run.passed for run in runs)} passed, {failed} failed")
    return 1 if failed else 0


def run_rounds(rounds: list[list[str]]) -> list[Run]:
    done: list[Run] = []
    with ExitStack() as stack:
        ours = {
            "CELERY_BROKER_URL": stack.enter_context(servers.redis()),
            "POSTGRES": stack.enter_context(servers.postgres()),
        }
        for names in rounds:
            done += run_beside(names, stack, ours)
    return done


def run_beside(names: list[str], stack: ExitStack, ours: Mapping[str, str]) -> list[Run]:
    """In the given order, the next as soon as one has ended."""
    waiting, running, done = list(names), list[Run](), list[Run]()
    while waiting or running:
        while waiting and len(running) < AT_A_TIME:
            running.append(start(PARTS[waiting.pop(0)], stack.enter_context(servers.private_folder()), ours))
        time.sleep(0.2)
        for run in [one for one in running if is_over(one)]:
            running.remove(run)
            finish(run)
            done.append(run)
    return done


def is_over(run: Run) -> bool:
    return run.process.poll() is not None or time.monotonic() - run.began > run.part.minutes * 60


def start(part: Part, folder: Path, ours: Mapping[str, str]) -> Run:
    words = [f"--junitxml={folder / 'report.xml'}", "-o", f"cache_dir={folder / 'cache'}", "--quiet", "--tb=short"]
    with open(folder / "output", "wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "pytest", *part.words, *words],
            cwd=ROOT,
            env=environment_of(part, folder, ours),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            preexec_fn=dying_with_me(signal.SIGKILL),
        )
    return Run(part, folder, process)


def environment_of(part: Part, folder: Path, ours: Mapping[str, str]) -> dict[str, str]:
    """Nothing of the person's own environment decides what is tested."""
    theirs = {
        "DATABASE_URL",
        "DEBUG",
        "SECRET_KEY",
        "ALLOWED_HOSTS",
        "FILES_BUCKET",
        "FILES_DIR",
        "ANCHOR_DIR",
        "STATIC_ROOT",
        "PORT",
    }
    environment = {name: value for name, value in os.environ.items() if name not in theirs}
    environment["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    environment["VAR_DIR"] = str(folder / "var")
    environment["CELERY_BROKER_URL"] = ours["CELERY_BROKER_URL"]
    if part.on_postgres:
        environment["DATABASE_URL"] = f"{ours['POSTGRES'].rpartition('/')[0]}/{part.name}"
    return environment


def finish(run: Run) -> None:
    print(f"== {run.part.name}", flush=True)
    if run.process.poll() is None:
        run.process.kill()
    code = run.process.wait()
    run.seconds = time.monotonic() - run.began
    print((run.folder / "output").read_text(errors="replace"), flush=True)
    count(run, run.folder / "report.xml")
    if code not in (0, NO_TESTS) and not run.failed:
        run.failed = 1
        print(f"{run.part.name} ended with {code}")


def count(run: Run, report: Path) -> None:
    if not report.exists():
        return
    for case in ElementTree.parse(report).iter("testcase"):
        tags = {child.tag for child in case}
        if tags & {"failure", "error"}:
            run.failed += 1
        elif "skipped" in tags:
            run.skipped.append(f"{case.get('classname')}.{case.get('name')}")
        else:
            run.passed += 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
