import os

import pytest
from django.conf import settings
from django.db.backends.base.operations import BaseDatabaseOperations

# Playwright's loop runs in the thread of the test, where Django would refuse its own queries.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


@pytest.fixture(scope="session", autouse=True)
def facts_go_with_their_test():
    """Tables of facts refuse to be emptied. Only the end of a test that committed something may lift that."""
    empty = BaseDatabaseOperations.execute_sql_flush

    def lift_and_empty(operations, statements):
        before, after = lifting(operations.connection)
        empty(operations, [*before, *statements, *after])

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(BaseDatabaseOperations, "execute_sql_flush", lift_and_empty)
        yield


@pytest.fixture(scope="session", autouse=True)
def journals(tmp_path_factory):
    settings.ANCHOR_DIR = tmp_path_factory.mktemp("anchors")
    return settings.ANCHOR_DIR


@pytest.fixture(autouse=True)
def journal_of_this_test(journals):
    """Registers of other tests bore the same names: their journals would speak against the chains of this one."""
    yield
    for journal in journals.glob("*.log"):
        journal.unlink()


def lifting(connection):
    """What lifts the triggers, and what puts them back."""
    if connection.vendor == "postgresql":
        return ["SET session_replication_role = replica"], ["SET session_replication_role = DEFAULT"]
    with connection.cursor() as cursor:
        triggers = cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    return [f'DROP TRIGGER "{name}"' for name, _ in triggers], [sql for _, sql in triggers]


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    """Debian's Chromium, also as root and without a network."""
    quiet = ["disable-background-networking", "disable-component-update", "disable-sync", "no-first-run"]
    plain = ["no-sandbox", "disable-gpu", "disable-quic", "disable-dev-shm-usage"]
    return {
        **browser_type_launch_args,
        "executable_path": "/usr/bin/chromium",
        "args": [f"--{word}" for word in plain + quiet],
    }


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    return {
        **browser_context_args,
        "locale": "ko-KR",
        "timezone_id": "Asia/Seoul",
        "viewport": {"width": 1366, "height": 768},
    }
