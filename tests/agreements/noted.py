"""A register whose every row has its change record, as the actions would have left it."""

from datetime import date
from typing import Any

from django.db import connection, transaction

from accounts.models import Municipality, User
from agreements import models as m
from agreements.actions.change import note_change, values_of
from agreements.actions.record import change, correct, home_of, record, remove, void
from agreements.actions.summary import refresh_summary
from agreements.actions.verification import compared, findings
from tests.agreements.rows import World, valid, world
from tests.conftest import lifting


@transaction.atomic
def noted_world() -> World:
    w = world()
    Municipality.objects.create(key="dara", name="다라시", region=w.province)
    User.objects.create(username="v", display_name="팀장", role="team_head", municipality=w.municipality)
    refresh_summary(w.agreement)
    for model in compared(None):
        for row in model._base_manager.order_by("pk"):
            home, agreement = home_of(row) if model._meta.app_label == "agreements" else (w.municipality, None)
            note_change("등록", row, municipality=home, agreement=agreement, after=values_of(row), by=w.user)
    return w


def lived_in(w: World) -> None:
    """A few of everything that happens to rows."""
    for low in (10, 20, 30, 40):
        pledge = record(new(m.Pledge, w, low=low, high=low), by=w.user)
        if low > 10:
            pledge = correct(pledge, {"low": low - 5, "high": low - 5}, reason="오기", by=w.user)
        if low > 20:
            void(pledge, reason="잘못 입력", by=w.user)
    record(new(m.Step, w), by=w.user)
    record(new(m.Statement, w, low="1.50", high="2", unit="개", wording="range"), by=w.user)
    matter = record(new(m.Matter, w), by=w.user)
    matter = change(matter, {"what": "더 지연", "until_on": date(2024, 5, 1)}, version=1, reason="", by=w.user)
    change(w.agreement, {"signed_on": date(2020, 7, 1), "signed_precision": "month"}, version=1, by=w.user)
    remove(record(new(m.Attendee, w), by=w.user), version=1, reason="동명이인", by=w.user)
    record(new(m.Contact, w), by=w.user)


def new(model: Any, w: World, **changes: Any) -> Any:
    return model(**{**valid(model, w), **changes})


def faults() -> list[str]:
    return [str(finding) for finding in findings() if finding.is_fault]


class Tampering:
    """As the owner of the database may: the triggers lifted, everything undone at the end."""

    def __enter__(self) -> None:
        self.block = transaction.atomic()
        self.block.__enter__()
        before, self.after = lifting(connection)
        run(before)

    def __exit__(self, *problem: Any) -> None:
        transaction.set_rollback(True)
        self.block.__exit__(None, None, None)


def run(statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for sql in statements:
            cursor.execute(sql)
