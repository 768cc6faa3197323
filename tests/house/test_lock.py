"""What is installed is exactly the lock, and the lock names no place."""

import re
import tomllib
from importlib import metadata

import pytest
from django.db import connection
from django.db.backends.postgresql.psycopg_any import is_psycopg3

from tests.house.source import ROOT

LOCKS = ("requirements.txt", "requirements-dev.txt")


def pins(lock: str) -> dict[str, str]:
    return dict(re.findall(r"^([\w.-]+)==([^\s;\\]+)", (ROOT / lock).read_text(), re.MULTILINE))


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_address(lock):
    assert not re.search(r"://|--(extra-)?index|--find-links", (ROOT / lock).read_text())


@pytest.mark.parametrize("lock", LOCKS)
def test_every_pin_has_a_hash(lock):
    blocks = re.split(r"\n(?=\S)", (ROOT / lock).read_text().strip())
    assert blocks
    assert [block for block in blocks if "--hash=sha256:" not in block] == []


@pytest.mark.parametrize("lock", LOCKS)
def test_the_driver_of_production_is_the_driver_of_the_tests(lock):
    assert "psycopg2-binary" in pins(lock)
    assert not {"psycopg", "psycopg-binary", "psycopg-c"} & set(pins(lock))


def test_both_locks_agree():
    assert pins(LOCKS[0]).items() <= pins(LOCKS[1]).items()


def test_the_queue_is_the_one_that_was_tried():
    assert pins(LOCKS[0])["celery"] == "5.6.3"
    assert pins(LOCKS[0])["kombu"] == "5.7.0"


def test_what_the_project_asks_for_is_locked():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    wanted = {re.match(r"[\w.-]+", line).group().lower() for line in project["dependencies"]}
    dev = {re.match(r"[\w.-]+", line).group().lower() for line in project["optional-dependencies"]["dev"]}
    assert wanted <= set(pins(LOCKS[0]))
    assert wanted | dev <= set(pins(LOCKS[1]))


def test_what_is_installed_is_what_is_locked():
    installed = {found.metadata["Name"].lower().replace("_", "-"): found.version for found in metadata.distributions()}
    locked = {name.lower().replace("_", "-"): version for name, version in pins(LOCKS[1]).items()}
    assert {name: version for name, version in installed.items() if locked.get(name, version) != version} == {}
    assert not set(installed) - set(locked) - {"pip", "setuptools"}


@pytest.mark.django_db
def test_the_driver_is_psycopg2():
    assert not is_psycopg3
    connection.ensure_connection()
    assert type(connection.connection).__module__.split(".")[0] in {"psycopg2", "sqlite3", "django"}
    if connection.vendor == "postgresql":
        assert type(connection.connection).__module__.startswith("psycopg2")
