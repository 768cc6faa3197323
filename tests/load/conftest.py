import pytest

from siting import servers
from tests.journeys.conftest import running_house


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """A house with servers of its own, which its commands reach too, and a register of 200 agreements in it."""
    with servers.postgres() as database, servers.redis() as broker:
        own = {"DATABASE_URL": database, "CELERY_BROKER_URL": broker, "DJANGO_SETTINGS_MODULE": "tests.load.settings"}
        with running_house(tmp_path_factory.mktemp("house"), "--no-sample", **own) as house:
            house.tell("from tests.load.register import make; make()")
            yield house
