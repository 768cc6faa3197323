import pytest
from django.core.files.storage import default_storage

from tests.briefs import made


@pytest.fixture
def heungkuk(db):
    return made.heungkuk()


@pytest.fixture(autouse=True)
def files_of_their_own(tmp_path, monkeypatch):
    """No test leaves a paper behind."""
    monkeypatch.setattr(default_storage, "_location", str(tmp_path), raising=False)
    for name in ("base_location", "location"):
        default_storage.__dict__.pop(name, None)
    yield
    for name in ("base_location", "location"):
        default_storage.__dict__.pop(name, None)


@pytest.fixture
def silent(monkeypatch):
    """The bells that were rung, with nobody to hear them."""
    rung = []
    monkeypatch.setattr("briefs.ordering.ring", lambda brief: rung.append(brief.pk))
    return rung
