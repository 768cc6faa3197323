"""Fifty ways in which the owner of a database might alter the history past its triggers."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from django.db import IntegrityError, models, transaction

from accounts.models import Municipality, User
from agreements import models as m
from agreements.actions.change import NOT_NOTED, hashed_part, values_of
from agreements.rules.chain import link
from tests.agreements.rows import World

FACTS = (m.Pledge, m.Step, m.Statement, m.Version, m.Actual, m.Round)
EDITED = (m.Agreement, m.Matter, m.Organisation, m.Party, m.Obligation, m.Building, m.Source)
Tamper = Callable[[World, Random], None]


def changes(w: World) -> Any:
    return m.ChangeRecord.objects.filter(municipality=w.municipality).order_by("number")


def some(rows: Any, rng: Random) -> Any:
    return rng.choice(list(rows))


def field_of_a_record(name: str) -> Tamper:
    def edit(w: World, rng: Random) -> None:
        change = some(changes(w), rng)
        beyond = changes(w).count() + rng.randint(2, 9)
        values: dict[str, Any] = {
            "municipality": Municipality.objects.exclude(pk=w.municipality.pk).first(),
            "number": beyond,
            "agreement": None if change.agreement else w.agreement,
            "action": f"{change.action}함",
            "subject_model": "outcome",
            "subject_id": change.subject_id + 1000,
            "before": {**change.before, "words": "가"},
            "after": {**change.after, "words": "가"},
            "reason": f"{change.reason}!",
            "at": change.at + timedelta(microseconds=1),
            "by": User.objects.exclude(pk=change.by_id).first(),
            "previous_hash": f"{rng.getrandbits(256):064x}",
            "hash": f"{rng.getrandbits(256):064x}",
        }
        m.ChangeRecord.objects.filter(pk=change.pk).update(**{name: values[name]})

    return edit


def delete_a_record(w: World, rng: Random) -> None:
    some(changes(w), rng).delete()


def swap_two(w: World, rng: Random) -> None:
    one, other = rng.sample(list(changes(w)), 2)
    for change, number in ((one, 10**6), (other, one.number), (one, other.number)):
        m.ChangeRecord.objects.filter(pk=change.pk).update(number=number)


def insert_at_the_end(w: World, rng: Random) -> None:
    """With a right hash, so that only the row it speaks of gives it away."""
    last = changes(w).last()
    forged = m.ChangeRecord(
        municipality=w.municipality,
        number=last.number + 1,
        action="등록",
        subject_model="pledge",
        subject_id=10**6,
        after={"low": rng.randint(1, 99)},
        by=w.user,
        previous_hash=last.hash,
    )
    forged.hash = link(forged.previous_hash, hashed_part(forged))
    forged.save()


def insert_in_between(w: World, rng: Random) -> None:
    """The later ones move up by one and keep their hashes."""
    here = rng.randint(2, changes(w).count() - 1)
    for change in reversed(list(changes(w).filter(number__gte=here))):
        m.ChangeRecord.objects.filter(pk=change.pk).update(number=change.number + 1)
    forged = changes(w).get(number=here - 1)
    forged.pk, forged.number, forged.previous_hash, forged.hash = None, here, "1" * 64, "2" * 64
    forged.save(force_insert=True)


def cut(count: int | None) -> Tamper:
    def cut_the_tail(w: World, rng: Random) -> None:
        """Together with the rows that would give it away, as far as they are facts."""
        rows = list(changes(w).reverse()[:count])
        for change in rows:
            change.delete()

    return cut_the_tail


def rewrite(w: World, rng: Random) -> None:
    """A record is altered and every hash after it computed anew."""
    here = rng.randint(1, changes(w).count())
    before = changes(w).filter(number__lt=here).last()
    previous = before.hash if before else ""
    for change in changes(w).filter(number__gte=here):
        change.reason = "다시 씀" if change.number == here else change.reason
        change.previous_hash = previous
        change.hash = previous = link(previous, hashed_part(change))
        m.ChangeRecord.objects.filter(pk=change.pk).update(
            reason=change.reason, previous_hash=change.previous_hash, hash=change.hash
        )


def edit_a_row(*kinds: Any) -> Tamper:
    def edit(w: World, rng: Random) -> None:
        row = some(some(kinds, rng)._base_manager.all(), rng)
        fields = [f for f in row._meta.concrete_fields if f.name not in NOT_NOTED and not f.primary_key]
        rng.shuffle(fields)
        assert any(was_written(row, field, rng) for field in fields)

    return edit


def was_written(row: models.Model, field: Any, rng: Random) -> bool:
    """False where another constraint of the table refuses the value."""
    before = values_of(row)
    rows = type(row)._base_manager.filter(pk=row.pk)
    try:
        with transaction.atomic():
            rows.update(**{field.name: another(field, getattr(row, field.attname), rng)})
    except IntegrityError:
        return False
    return values_of(rows.get()) != before


def another(field: Any, value: Any, rng: Random) -> Any:
    if isinstance(field, models.ForeignKey):
        others = field.related_model._base_manager.exclude(pk=value).values_list("pk", flat=True)
        return rng.choice([*others, value])
    match value:
        case bool():
            return not value
        case int() | Decimal():
            return value + 1
        case datetime():
            return value + timedelta(microseconds=1)
        case date():
            return value + timedelta(days=1)
        case str():
            return f"{value[:5]}가" if not field.choices else rng.choice([key for key, _ in field.choices])
    return value


def delete_a_row(*kinds: Any) -> Tamper:
    def delete(w: World, rng: Random) -> None:
        row = some(some(kinds, rng)._base_manager.all(), rng)
        type(row)._base_manager.filter(pk=row.pk)._raw_delete("default")

    return delete


def insert_a_row(*kinds: Any) -> Tamper:
    def insert(w: World, rng: Random) -> None:
        row = some(some(kinds, rng)._base_manager.all(), rng)
        row.pk, row.replaces, row.reason, row.is_void = None, None, "", False
        row.save(force_insert=True)

    return insert


HASHED = (
    "municipality",
    "number",
    "agreement",
    "action",
    "subject_model",
    "subject_id",
    "before",
    "after",
    "reason",
    "at",
    "by",
    "previous_hash",
    "hash",
)
TAMPERS: list[Tamper] = [
    *(field_of_a_record(name) for name in HASHED),
    *[delete_a_record] * 4,
    *[swap_two] * 4,
    *[insert_at_the_end] * 2,
    *[insert_in_between] * 2,
    *(cut(count) for count in (1, 5, None)),
    *[rewrite] * 4,
    *[edit_a_row(*FACTS)] * 8,
    *[delete_a_row(m.Pledge, m.Step, m.Statement)] * 3,
    *[insert_a_row(m.Pledge, m.Step, m.Statement)] * 3,
    *[edit_a_row(*EDITED)] * 4,
]
