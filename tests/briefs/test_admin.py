import pytest
from django.urls import reverse

from accounts.capabilities import Role
from briefs.models import Brief
from tests.briefs.made import ordered, person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("silent")]


def test_papers_are_looked_at_and_never_changed(client, heungkuk):
    brief = ordered(heungkuk)
    admin = person("root", Role.ADMINISTRATOR, None)
    admin.is_staff = admin.is_superuser = True
    admin.save()
    client.force_login(admin)
    found = client.get(reverse("admin:briefs_brief_changelist"), {"q": brief.number}).content.decode()
    assert brief.title in found
    page = reverse("admin:briefs_brief_change", args=[brief.pk])
    assert client.get(page).status_code == 200
    assert client.post(page, {"title": "다른 제목"}).status_code == 403
    assert client.get(reverse("admin:briefs_brief_add")).status_code == 403
    assert client.post(reverse("admin:briefs_brief_delete", args=[brief.pk]), {"post": "yes"}).status_code == 403
    assert Brief.objects.get().title == brief.title
