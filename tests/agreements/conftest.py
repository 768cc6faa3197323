"""What the tests of agreements share."""

import pytest


@pytest.fixture
def files(settings, tmp_path):
    """The folder that files are kept in: empty, and this test's own."""
    folder = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": str(tmp_path)}}
    settings.STORAGES = {**settings.STORAGES, "default": folder}
    return tmp_path
