"""Loads the sample data and tells how many rows of each kind there are. A second time changes nothing."""

from typing import Any
from unicodedata import east_asian_width

from django.apps import apps
from django.core.management.base import BaseCommand

from agreements.actions.sample import load_sample


class Command(BaseCommand):
    help = "시연용 자료(실제 협약과 출처)를 넣습니다. 이미 있는 것은 그대로 둡니다."

    def handle(self, *args: Any, verbosity: int, **options: Any) -> None:
        load_sample()
        if verbosity:
            for name, count in counts():
                self.stdout.write(f"{padded(name, 26)}{count:>7,}")


def counts() -> list[tuple[str, int]]:
    models = [model for label in ("accounts", "agreements") for model in apps.get_app_config(label).get_models()]
    return [(str(model._meta.verbose_name), model._base_manager.count()) for model in models]


def padded(name: str, width: int) -> str:
    """Hangul takes two columns of a terminal."""
    return name + " " * (width - sum(2 if east_asian_width(letter) in "WF" else 1 for letter in name))
