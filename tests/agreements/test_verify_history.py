"""Whoever alters the history, or a row past it, is found; whoever works as usual is not."""

from contextlib import suppress
from io import StringIO
from random import Random

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from hypothesis import HealthCheck, settings
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test
from hypothesis.strategies import integers, sampled_from

from accounts.models import Municipality, User
from agreements import models as m
from agreements.actions.record import ConflictError, change, correct, record, remove, void
from agreements.actions.sample import load_sample
from agreements.actions.verification import compared, is_added_once
from tests.agreements.noted import Tampering, faults, lived_in, new, noted_world, run
from tests.agreements.rows import valid
from tests.agreements.tampers import TAMPERS
from tests.house.test_models import APPEND_ONLY

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def journal(settings, tmp_path):
    settings.ANCHOR_DIR = tmp_path / "anchors"


@pytest.fixture
def w(django_capture_on_commit_callbacks):
    """A register that was lived in, its heads in the journal."""
    with django_capture_on_commit_callbacks(execute=True):
        w = noted_world()
        lived_in(w)
    return w


def told() -> str:
    out = StringIO()
    call_command("verify_history", stdout=out)
    return out.getvalue()


def test_a_register_that_was_worked_in_is_as_it_was_written(w):
    count = m.ChangeRecord.objects.count()
    assert told() == f"변경 기록 {count}건, 이상 없음\n"


def test_fifty_tampers_are_found_and_nothing_else_is(w):
    unseen = []
    for seed, tamper in enumerate(TAMPERS):
        with Tampering():
            tamper(w, Random(seed))  # noqa: S311
            if not faults():
                unseen.append((seed, tamper.__qualname__))
        assert faults() == [], f"the chain was left alone after {seed}"
    assert len(TAMPERS) == 50
    assert unseen == []


def sql_of(model, change: str) -> list[str]:
    return [change.format(table=connection.ops.quote_name(model._meta.db_table))]


@pytest.mark.parametrize(
    ("model", "sql", "words"),
    [
        (m.ChangeRecord, "UPDATE {table} SET reason = 'x' WHERE number = 3", "변경 기록 3번: 고친 흔적"),
        (m.ChangeRecord, "DELETE FROM {table} WHERE number IN (3, 4)", "변경 기록 3번: 빠진 기록(3~4번)"),
        (m.ChangeRecord, "DELETE FROM {table} WHERE number > 5", "변경 기록 6번: 끝이 잘림"),
        (m.ChangeRecord, "UPDATE {table} SET previous_hash = 'x' WHERE number = 3", "변경 기록 3번: 순서 뒤바뀜"),
        (m.Pledge, "UPDATE {table} SET low = 11, high = 11 WHERE low = 10", "기록과 다른 자료: 값(하한), 값(상한)"),
        (m.Pledge, "DELETE FROM {table} WHERE low = 10", "사라진 자료(마지막 기록"),
        (m.Matter, "UPDATE {table} SET what = '없던 일'", "기록과 다른 자료: 내용"),
        (m.Organisation, "UPDATE {table} SET business_number = '1248100998' WHERE name = '가'", "사업자등록번호"),
    ],
)
def test_what_was_found_is_said_in_one_line(w, model, sql, words):
    with Tampering():
        run(sql_of(model, sql))
        assert [line for line in faults() if words in line]
        out = StringIO()
        with pytest.raises(CommandError, match=r"이상 \d+건"):
            call_command("verify_history", stdout=out)
        assert all(line.startswith("가나광역시 ") for line in out.getvalue().splitlines())


def test_a_row_without_a_record_and_one_that_came_back_are_found(w):
    new(m.Pledge, w, low=7, high=7).save()
    m.Attendee(pk=m.ChangeRecord.objects.get(action="삭제").subject_id, **valid(m.Attendee, w)).save()
    assert [line.split(": ")[1].split("(")[0] for line in faults()] == ["지운 자료가 다시 있음", "기록에 없는 자료"]


def test_a_role_raised_past_the_actions_is_found(w):
    User.objects.filter(username="v").update(role="administrator")
    [line] = faults()
    assert "사용자" in line
    assert "역할" in line


def test_one_register_is_verified_alone(w):
    other = Municipality.objects.get(key="dara")
    source = record(m.Source(municipality=other, kind="press", publisher="신문"), by=w.user)
    m.Source.objects.filter(pk=source.pk).update(publisher="방송")
    assert len(faults()) == 1
    call_command("verify_history", register="gana", stdout=StringIO())
    with pytest.raises(CommandError, match="이상 1건"):
        call_command("verify_history", register="dara", stdout=StringIO())
    with pytest.raises(CommandError, match="'nobody' 대장이 없습니다"):
        call_command("verify_history", register="nobody", stdout=StringIO())


def test_the_sample_verifies(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        load_sample()
    assert told().endswith("건, 이상 없음\n")


def test_every_table_that_only_grows_is_compared():
    facts = {model for model in compared(None) if is_added_once(model)}
    assert facts == {*APPEND_ONLY} - {m.ChangeRecord}


class Working(RuleBasedStateMachine):
    """Whatever people do, in whatever order, the history verifies."""

    def __init__(self) -> None:
        super().__init__()
        self.block = transaction.atomic()
        self.block.__enter__()
        self.w = noted_world()

    def teardown(self) -> None:
        try:
            assert faults() == []
        finally:
            transaction.set_rollback(True)
            self.block.__exit__(None, None, None)

    def pick(self, model, number: int):
        rows = model._base_manager.order_by("pk")
        return rows[number % count] if (count := rows.count()) else None

    @rule(value=integers(0, 10**6))
    def record_a_pledge(self, value):
        record(new(m.Pledge, self.w, low=value, high=value), by=self.w.user)

    @rule(number=integers(0, 9), value=integers(0, 10**6))
    def correct_a_fact(self, number, value):
        fact = self.pick(m.Pledge, number)
        if fact and not fact.is_void:
            self.try_to(correct, fact, {"low": value, "high": value}, reason="오기", by=self.w.user)

    @rule(number=integers(0, 9))
    def void_a_fact(self, number):
        fact = self.pick(m.Pledge, number)
        if fact:
            self.try_to(void, fact, reason="잘못 입력", by=self.w.user)

    @rule(value=integers(0, 99))
    def record_a_building(self, value):
        self.try_to(record, new(m.Space, self.w, name=f" {value}층 ", area_m2=f"{value}.5"), by=self.w.user)

    @rule(number=integers(0, 9), value=integers(-5, 99), version=integers(1, 3))
    def change_a_space(self, number, value, version):
        space = self.pick(m.Space, number)
        if space:
            self.try_to(change, space, {"area_m2": value, "seats_fit": 5}, version=version, by=self.w.user)

    @rule(number=integers(0, 9), name=sampled_from(["가", " 나 ", "(주)다", ""]))
    def rename_a_company(self, number, name):
        firm = self.pick(m.Organisation, number)
        self.try_to(change, firm, {"name": name}, version=firm.version, by=self.w.user)

    @rule(number=integers(0, 9), reason=sampled_from(["", "중복"]))
    def remove_a_space(self, number, reason):
        space = self.pick(m.Space, number)
        if space:
            self.try_to(remove, space, version=space.version, reason=reason, by=self.w.user)

    def try_to(self, act, *args, **options):
        """A refusal leaves nothing behind, and that is what is verified."""
        with suppress(ValidationError, ConflictError), transaction.atomic():
            act(*args, **options)


def test_no_order_of_work_looks_like_tampering():
    run_state_machine_as_test(
        Working,
        settings=settings(
            max_examples=20, stateful_step_count=12, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
