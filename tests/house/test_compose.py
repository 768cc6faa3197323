"""The compose file and the image recipe speak of things that exist. No engine runs here, so they are read."""

import re
from importlib import metadata

import pytest
import yaml
from django.core.management import get_commands

from siting.machine import PAPER
from tests.house.source import ROOT

COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
DOCKERFILE = (ROOT / "Dockerfile").read_text()
SETTINGS = (ROOT / "siting" / "settings.py").read_text()
OURS = {name: service for name, service in COMPOSE["services"].items() if "build" in service}
READ_BY_CELERY = {"REMAP_SIGTERM"}
SECRETS = {"SECRET_KEY", "POSTGRES_PASSWORD"}


def commands():
    for name, service in OURS.items():
        yield pytest.param(service["command"], id=f"{name} command")
        if "healthcheck" in service:
            yield pytest.param(health_check(service), id=f"{name} health check")


def health_check(service) -> list[str]:
    form, *words = service["healthcheck"]["test"]
    return words[0].split() if form == "CMD-SHELL" else words


def read_by_settings() -> set[str]:
    return set(re.findall(r'env\.\w+\(\s*"([A-Z_]+)"', SETTINGS))


def made_in_the_image() -> set[str]:
    made = re.search(r"mkdir -p ([^&\\\n]+)", DOCKERFILE).group(1).split()
    workdir = re.search(r"^WORKDIR (\S+)", DOCKERFILE, re.MULTILINE).group(1)
    return {f"{workdir}/{name}" for name in made}


def executables() -> set[str]:
    """What the locked packages put on the path, and the base image's python."""
    return {point.name for point in metadata.entry_points(group="console_scripts")} | {"python"}


def test_the_services_are_the_ones_of_the_architecture():
    assert set(COMPOSE["services"]) == {"migrate", "web", "worker", "sweeper", "db", "redis"}


@pytest.mark.parametrize("words", list(commands()))
def test_a_command_exists(words):
    assert words[0] in executables()
    if words[:2] == ["python", "manage.py"]:
        assert (ROOT / "manage.py").exists()
        assert words[2] in get_commands()
    for word in words:
        if re.fullmatch(r"siting\.\w+:\w+", word):
            module, name = word.split(":")
            assert hasattr(__import__(module, fromlist=[name]), name)


@pytest.mark.parametrize("name", OURS)
def test_every_variable_is_read(name):
    assert set(OURS[name]["environment"]) - read_by_settings() - READ_BY_CELERY == set()


def test_every_setting_is_offered_or_made_in_the_image():
    """DEBUG, PLAIN_HTTP and ENV_FILE are for one's own machine only."""
    in_image = set(re.findall(r"\b([A-Z_]+)=/", DOCKERFILE))
    own_machine = {"DEBUG", "PLAIN_HTTP", "ENV_FILE"}
    assert read_by_settings() - set(OURS["web"]["environment"]) - in_image == own_machine


@pytest.mark.parametrize("name", OURS)
def test_every_path_is_made(name):
    assert {entry.split(":")[1] for entry in OURS[name]["volumes"]} <= made_in_the_image()
    assert set(re.findall(r"[A-Z_]+=(/srv\S+)", DOCKERFILE)) <= made_in_the_image()


def test_volumes_are_declared():
    used = {entry.split(":")[0] for service in COMPOSE["services"].values() for entry in service.get("volumes", [])}
    assert used == set(COMPOSE["volumes"])


def test_dependencies_are_services():
    for service in COMPOSE["services"].values():
        for name, when in service.get("depends_on", {}).items():
            assert name in COMPOSE["services"]
            assert when["condition"] != "service_healthy" or "healthcheck" in COMPOSE["services"][name]


def test_secrets_have_no_default():
    text = (ROOT / "docker-compose.yml").read_text()
    for name in SECRETS:
        uses = re.findall(rf"\$\{{{name}(.)", text)
        assert uses
        assert set(uses) == {":"}
        assert f"${{{name}:-" not in text


def test_the_queue_forgets_nothing_by_itself():
    words = COMPOSE["services"]["redis"]["command"]
    assert words[words.index("--appendonly") + 1] == "yes"
    assert words[words.index("--maxmemory-policy") + 1] == "noeviction"


def test_the_image_has_what_paper_needs_and_no_root():
    assert {need.package for need in PAPER} <= set(DOCKERFILE.split())
    assert re.search(r"^USER siting$", DOCKERFILE, re.MULTILINE)
    assert "--require-hashes" in DOCKERFILE
