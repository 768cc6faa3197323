"""The sample data, loaded once for a module and taken back whole: facts refuse to be deleted one by one."""

import pytest
from django.db import transaction

from agreements.actions.sample import load_sample


@pytest.fixture(scope="module")
def sample(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        load_sample()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def files(settings, tmp_path):
    """The folder that files are kept in: empty, and this test's own."""
    folder = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": str(tmp_path)}}
    settings.STORAGES = {**settings.STORAGES, "default": folder}
    return tmp_path
