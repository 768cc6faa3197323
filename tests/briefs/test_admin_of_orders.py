"""Batches and favourites are looked at by whoever administers, and never changed there."""

import pytest
from django.urls import reverse

from accounts.capabilities import Role
from briefs.models import Batch, SavedOrder
from briefs.ordering.batch import order_each
from briefs.ordering.saved_order import save_order
from tests.briefs.batches import order
from tests.briefs.made import person
from tests.briefs.registers import small

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("silent")]


@pytest.fixture
def rows():
    city = small()
    officer = person("keeper", Role.OFFICER, city)
    return {
        "batch": order_each(order(city), by=officer),
        "savedorder": save_order(order(city, kind="tables"), by=officer),
    }


@pytest.mark.parametrize("name", ["batch", "savedorder"])
def test_they_are_looked_at_and_never_changed(client, rows, name):
    admin, row = person("root", Role.ADMINISTRATOR, None), rows[name]
    admin.is_staff = admin.is_superuser = True
    admin.save()
    client.force_login(admin)
    listed = client.get(reverse(f"admin:briefs_{name}_changelist"), {"q": str(row)[:5]}).content.decode()
    assert str(row) in listed
    page = reverse(f"admin:briefs_{name}_change", args=[row.pk])
    assert client.get(page).status_code == 200
    assert client.post(page, {"name": "다른 이름", "title": "다른 제목"}).status_code == 403
    assert client.post(reverse(f"admin:briefs_{name}_delete", args=[row.pk]), {"post": "yes"}).status_code == 403
    assert (Batch.objects.get().title, SavedOrder.objects.get().name) == (str(rows["batch"]), str(rows["savedorder"]))
