import pytest
from django.db import DatabaseError

from siting import health


def test_alive_asks_nobody(client):
    assert client.get("/healthz").status_code == 200


@pytest.mark.django_db
def test_ready_when_database_and_files_answer(client):
    response = client.get("/readyz")
    assert response.status_code == 200
    assert response.json()["database"]
    assert response.json()["files"]


@pytest.mark.django_db
def test_a_lost_broker_is_told_but_not_fatal(client, settings, tmp_path):
    settings.CELERY_BROKER_URL = f"redis+socket://{tmp_path}/nobody.sock"
    response = client.get("/readyz")
    assert response.status_code == 200
    assert response.json()["broker"] is False


@pytest.mark.django_db
def test_not_ready_without_room_for_files(client, monkeypatch):
    def refuse(*words):
        raise OSError("no space left")

    monkeypatch.setattr(health.default_storage, "save", refuse)
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json()["files"] is False


def test_not_ready_without_a_database(client, monkeypatch):
    def refuse():
        raise DatabaseError("gone")

    monkeypatch.setattr(health.connection, "cursor", refuse)
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json()["database"] is False
