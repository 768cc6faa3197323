import pytest

from tests.faults.house import house


@pytest.fixture(scope="session")
def built(tmp_path_factory):
    """One house for all: it must stand whatever was done to it before."""
    with house(tmp_path_factory.mktemp("house")) as built:
        yield built
