"""The sample data, loaded once for this folder and taken back whole: facts refuse to be deleted one by one."""

import pytest
from django.db import transaction

from agreements.actions.sample import load_sample


@pytest.fixture(scope="package")
def sample(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        load_sample()
        yield
        transaction.set_rollback(True)
