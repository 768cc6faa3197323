"""Rows of the access log stay as they are, on both databases, also after their table was altered."""

import pytest
from django.db import IntegrityError, connection, transaction

from accounts.access import note_access
from accounts.models import AccessLog
from tests.agreements.cast import cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def row(rf):
    person = cast().officer
    return note_access(
        rf.get("/"), AccessLog.Act.CONTACT, username=person.username, user=person, subject="홍길동", reason="점검 통화"
    )


def test_what_was_seen_and_why_is_kept(row):
    row.refresh_from_db()
    assert (row.get_act_display(), row.subject, row.reason) == ("연락처 열람", "홍길동", "점검 통화")


def test_a_long_reason_is_kept_short(rf, row):
    made = note_access(rf.get("/"), AccessLog.Act.EXPORT, username="u", user=row.user, reason="가" * 500)
    assert len(made.reason) == 200


@pytest.mark.parametrize("sql", ["UPDATE accounts_accesslog SET reason = ''", "DELETE FROM accounts_accesslog"])
def test_nobody_alters_or_deletes_it(row, sql):
    with pytest.raises(IntegrityError, match="고치거나 지울 수 없습니다"), transaction.atomic():
        connection.cursor().execute(sql)
    assert AccessLog.objects.filter(pk=row.pk, reason="점검 통화").exists()


def test_every_act_has_a_korean_name():
    assert {act.value: act.label for act in AccessLog.Act} == {
        "sign_in": "로그인",
        "sign_in_refused": "로그인 실패",
        "locked": "로그인 잠금",
        "sign_out": "로그아웃",
        "password": "비밀번호 변경",
        "password_refused": "비밀번호 변경 실패",
        "download": "보고자료 내려받기",
        "file": "문서 내려받기",
        "export": "목록 내보내기",
        "contact": "연락처 열람",
        "drafts": "작성 중인 협약 인계",
    }
