"""Between tests the facts go, and the triggers that keep them stay."""

import pytest
from django.db import IntegrityError

from agreements.models import Version
from tests.agreements.rows import valid, world


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", ["first", "second"])
def test_facts_go_with_their_test_and_their_triggers_stay(turn):
    assert not Version.objects.exists()
    rows = world()
    if not Version.objects.exists():
        Version.objects.create(**valid(Version, rows))
    with pytest.raises(IntegrityError):
        Version.objects.all().delete()
    assert Version.objects.exists()
