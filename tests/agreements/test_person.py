"""People through their actions: who may make whom, what is refused, and what the change record keeps of it."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from accounts.capabilities import Role
from accounts.models import Department, Municipality, User
from agreements.actions.person import change_person, end_person, give_password, make_person, resume_person
from agreements.actions.record import ConflictError
from agreements.actions.region import merge_register
from agreements.models import ChangeRecord
from tests.agreements import cast as made
from tests.agreements.cast import cast

pytestmark = pytest.mark.django_db

ONCE = "words-for-one-day"


@pytest.fixture
def people():
    Municipality.objects.create(key="national", name="전국 공통 대장", is_national=True)
    return cast()


@pytest.fixture
def city_admin(people):
    return made.make_person("city-admin", Role.ADMINISTRATOR, people.gwangju)


def values(person, **changed):
    names = ("display_name", "email", "role", "municipality", "department")
    return {"version": person.version, **{name: getattr(person, name) for name in names}, **changed}


def notes(person):
    return list(ChangeRecord.objects.filter(subject_model="user", subject_id=person.pk).order_by("at", "pk"))


def test_a_person_is_made_and_noted_in_the_own_register(people):
    person = make_person(
        username="new",
        display_name="새 주무관",
        role=Role.OFFICER,
        municipality=people.gwangju,
        password=ONCE,
        by=people.admin,
    )
    assert person.check_password(ONCE)
    assert person.must_change_password
    [note] = notes(person)
    assert (note.action, note.municipality, note.by) == ("등록", people.gwangju, people.admin)
    assert note.after == {
        "username": "new",
        "display_name": "새 주무관",
        "role": "officer",
        "municipality": people.gwangju.pk,
        "is_active": True,
    }


def test_who_belongs_to_no_register_is_noted_in_the_national_one(people):
    person = make_person(username="r", display_name="조회", role=Role.READER, password=ONCE, by=people.admin)
    assert notes(person)[0].municipality.key == "national"


def test_no_change_record_ever_holds_a_password(people):
    person = people.head
    give_password(person, password=ONCE, reason="잊음", by=people.admin)
    end_person(person, reason="퇴직", by=people.admin)
    resume_person(person, password=ONCE, reason="복직", by=people.admin)
    change_person(person, **values(User.objects.get(pk=person.pk), email="a@b.example"), reason="주소", by=people.admin)
    told = notes(person)
    assert [note.action for note in told] == ["비밀번호 새로 줌", "사용 끝냄", "다시 사용", "수정"]
    assert [note.reason for note in told] == ["잊음", "퇴직", "복직", "주소"]
    text = "".join(f"{note.before}{note.after}{note.reason}" for note in told)
    assert not [word for word in ("password", ONCE, "md5$") if word in text]
    assert told[1].after == {"is_active": False}


def test_who_was_ended_stays_as_a_row(people):
    end_person(people.head, reason="퇴직", by=people.admin)
    people.head.refresh_from_db()
    assert (people.head.is_active, people.head.has_usable_password()) == (False, False)
    resume_person(people.head, password=ONCE, reason="복직", by=people.admin)
    people.head.refresh_from_db()
    assert (people.head.is_active, people.head.must_change_password) == (True, True)
    assert people.head.check_password(ONCE)


def test_who_holds_agreements_hands_them_over_first(people):
    for n in range(3):
        made.make_agreement(people.gwangju, f"a{n}", company="가", officer=people.officer)
    sentence = "담당 협약이 3건 있습니다. 먼저 그 협약의 담당자를 다른 사람으로 바꾸십시오."
    with pytest.raises(ValidationError) as caught:
        end_person(people.officer, reason="퇴직", by=people.admin)
    assert caught.value.messages == [sentence]
    with pytest.raises(ValidationError) as caught:
        change_person(
            people.officer, **values(people.officer, municipality=people.incheon), reason="전출", by=people.admin
        )
    assert caught.value.messages == [sentence]
    people.officer.refresh_from_db()
    assert people.officer.is_active


def test_who_moves_to_where_the_agreements_went_keeps_them(people, time_machine):
    time_machine.move_to("2026-11-23 09:00 +0900")
    made.make_agreement(people.gwangju, "a", company="가", officer=people.officer)
    merge_register(people.gwangju, into=people.incheon, on=date(2026, 7, 1), reason="통합", by=people.admin)
    moved = change_person(
        people.officer, **values(people.officer, municipality=people.incheon), reason="통합", by=people.admin
    )
    assert moved.municipality == people.incheon


@pytest.mark.parametrize("change", [{"role": Role.READER}, {"municipality": "gwangju"}])
def test_nobody_demotes_or_moves_themselves(people, change):
    given = {**change, **({"municipality": people.gwangju} if "municipality" in change else {})}
    with pytest.raises(ValidationError, match="본인의 역할과 소속은 다른 시스템 관리자가 바꾸어야 합니다"):
        change_person(people.admin, **values(people.admin, **given), reason="이유", by=people.admin)


def test_nobody_ends_themselves_but_may_change_their_name(people):
    with pytest.raises(ValidationError, match="본인의 사용은 다른 시스템 관리자가 끝내야 합니다"):
        end_person(people.admin, reason="이유", by=people.admin)
    row = change_person(people.admin, **values(people.admin, display_name="관리자"), reason="이름", by=people.admin)
    assert row.display_name == "관리자"


def test_a_department_is_of_ones_own_register(people):
    theirs = Department.objects.create(municipality=people.incheon, name="투자과")
    with pytest.raises(ValidationError) as caught:
        change_person(people.officer, **values(people.officer, department=theirs), reason="발령", by=people.admin)
    assert caught.value.message_dict == {"department": ["소속 지자체의 부서를 고르십시오."]}


def test_an_officer_without_a_register_is_refused_in_korean(people):
    with pytest.raises(ValidationError, match="소속 지자체가 있어야 합니다"):
        make_person(username="x", display_name="x", role=Role.OFFICER, password=ONCE, by=people.admin)


@pytest.mark.parametrize("password", ["short-9ch", "1029384756", "gwangju-officer"])
def test_a_weak_password_is_refused_at_its_field(people, password):
    with pytest.raises(ValidationError) as caught:
        give_password(people.officer, password=password, reason="잊음", by=people.admin)
    assert set(caught.value.message_dict) == {"password"}
    people.officer.refresh_from_db()
    assert people.officer.check_password("right-horse-2026")


@pytest.mark.parametrize("act", [change_person, end_person, resume_person, give_password])
def test_every_act_wants_a_reason(people, act):
    told = {
        change_person: values(people.officer),
        end_person: {},
        resume_person: {"password": ONCE},
        give_password: {"password": ONCE},
    }
    with pytest.raises(ValidationError) as caught:
        act(people.officer, **told[act], reason="  ", by=people.admin)
    assert caught.value.message_dict == {"reason": ["이유를 적으십시오."]}


def test_somebody_was_faster(people):
    seen = values(people.officer, display_name="하나")
    change_person(people.officer, **seen, reason="이름", by=people.admin)
    with pytest.raises(ConflictError):
        change_person(people.officer, **{**seen, "display_name": "둘"}, reason="이름", by=people.admin)
    people.officer.refresh_from_db()
    assert people.officer.display_name == "하나"


def test_who_administers_one_register_makes_and_touches_its_own_people_only(people, city_admin):
    make_person(
        username="own", display_name="x", role=Role.OFFICER, municipality=people.gwangju, password=ONCE, by=city_admin
    )
    for attempt in (
        lambda: make_person(username="x", display_name="x", role=Role.READER, password=ONCE, by=city_admin),
        lambda: end_person(people.incheon_officer, reason="이유", by=city_admin),
        lambda: end_person(people.admin, reason="이유", by=city_admin),
        lambda: give_password(people.reader, password=ONCE, reason="이유", by=city_admin),
        lambda: change_person(
            people.officer, **values(people.officer, municipality=people.incheon), reason="이유", by=city_admin
        ),
    ):
        with pytest.raises(PermissionDenied):
            attempt()


@pytest.mark.parametrize("who", ["officer", "head", "director", "reader"])
def test_other_roles_make_nobody(people, who):
    with pytest.raises(PermissionDenied):
        make_person(
            username="x",
            display_name="x",
            role=Role.OFFICER,
            municipality=people.gwangju,
            password=ONCE,
            by=getattr(people, who),
        )
