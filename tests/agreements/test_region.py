"""Registers, regions and departments through time: the actions, what moves along, and what is refused."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from accounts.capabilities import Role
from accounts.models import Department, Municipality, Region, User
from agreements.actions.record import ConflictError
from agreements.actions.region import (
    add_department,
    add_region,
    add_register,
    merge,
    merge_register,
    put_right,
    rename,
    rename_register,
    split,
)
from agreements.actions.verification import findings
from agreements.models import Agreement, ChangeRecord
from tests.agreements.cast import make_agreement, make_municipality, make_person

pytestmark = pytest.mark.django_db

ON, EVE = date(2026, 7, 1), date(2026, 6, 30)
WHY = {"on": ON, "reason": "법률 개정"}


@pytest.fixture(autouse=True)
def today(time_machine):
    time_machine.move_to("2026-11-23 09:00 +0900")


@pytest.fixture
def admin():
    Municipality.objects.create(key="national", name="전국 공통 대장", is_national=True)
    return make_person("admin", Role.ADMINISTRATOR)


@pytest.fixture
def incheon():
    return make_municipality("incheon", "인천광역시", code="28")


def district(name, code, parent):
    return Region.objects.create(name=name, level="district", code=code, parent=parent)


def noted(row):
    notes = ChangeRecord.objects.filter(subject_model=row._meta.model_name, subject_id=row.pk).order_by("number")
    return [(note.action, note.reason) for note in notes]


def test_a_name_ends_and_a_successor_begins(admin, incheon):
    old = district("남구", "28170", incheon.region)
    new = rename(old, name="미추홀구", code="28177", by=admin, **WHY)
    old.refresh_from_db()
    assert (old.name, old.valid_to, old.successor) == ("남구", EVE, new)
    assert (new.name, new.code, new.valid_from, new.parent) == ("미추홀구", "28177", ON, incheon.region)
    assert noted(old) == [("이름 변경", "법률 개정")]
    assert noted(new) == [("등록", "법률 개정")]
    assert {note.municipality.key for note in ChangeRecord.objects.all()} == {"national"}


def test_a_province_takes_its_districts_and_registers_along(admin):
    city = make_municipality("jeonbuk", "전라북도", code="45")
    part = district("전주시", "45110", city.region)
    quarter = district("완산구", "45111", part)
    town = Municipality.objects.create(key="jeonju", name="전주시", region=part)
    new = rename(city.region, name="전북특별자치도", code="52", by=admin, **WHY)
    city.refresh_from_db()
    town.refresh_from_db()
    assert (city.region, city.name) == (new, "전라북도")
    assert (town.region.name, town.region.code, town.region.parent) == ("전주시", "52110", new)
    quarter.refresh_from_db()
    assert (quarter.valid_to, quarter.successor.code, quarter.successor.parent) == (EVE, "52111", town.region)


def test_districts_under_the_same_code_change_their_parent_only(admin, incheon):
    part = district("동구", "28140", incheon.region)
    new = rename(incheon.region, name="인천특별시", by=admin, **WHY)
    part.refresh_from_db()
    assert (part.code, part.parent, part.valid_to) == ("28140", new, None)
    assert noted(part) == [("상위 변경", "법률 개정")]


def test_several_become_one(admin, incheon):
    old = [district(name, code, incheon.region) for name, code in (("중구", "28110"), ("동구", "28140"))]
    new = merge(old, name="제물포구", code="28125", by=admin, **WHY)
    for row in old:
        row.refresh_from_db()
        assert (row.valid_to, row.successor) == (EVE, new)
    assert (new.valid_from, new.parent) == (ON, incheon.region)


def test_one_stays_and_takes_the_others_in(admin, incheon):
    stays, gone = district("서구", "28260", incheon.region), district("동구", "28140", incheon.region)
    assert merge([gone], into=stays, by=admin, **WHY) == stays
    gone.refresh_from_db()
    stays.refresh_from_db()
    assert (gone.successor, gone.valid_to, stays.valid_to) == (stays, EVE, None)


@pytest.mark.parametrize("remains", [True, False])
def test_one_becomes_several(admin, incheon, remains):
    old = district("서구", "28260", incheon.region)
    parts = [("검단구", "28265"), ("서해구", "28261")]
    made = split(old, parts=parts, remains=remains, by=admin, **WHY)
    old.refresh_from_db()
    assert (old.valid_to, old.successor) == (None if remains else EVE, None)
    assert [(row.name, row.code, row.valid_from, row.split_from) for row in made] == [
        ("검단구", "28265", ON, old),
        ("서해구", "28261", ON, old),
    ]


def test_a_register_is_renamed_with_its_region(admin, incheon):
    old = incheon.region
    row = rename_register(incheon, name="인천특별시", by=admin, **WHY)
    assert (row.name, row.key, row.region.name) == ("인천특별시", "incheon", "인천특별시")
    assert row.region in {Region.objects.get(pk=old.pk).successor}
    again = rename_register(row, name="인천특별자치시", on=date(2026, 8, 1), reason="정정", by=admin)
    assert again.region.name == "인천특별자치시"


def test_a_register_whose_region_was_renamed_first_follows(admin, incheon):
    new = rename(incheon.region, name="인천특별시", by=admin, **WHY)
    row = rename_register(incheon, name="인천특별시", on=date(2026, 7, 2), reason="법률 개정", by=admin)
    assert (row.region, row.name) == (new, "인천특별시")


def test_the_people_of_one_register_see_the_one_merged_into_it(admin, incheon):
    other = make_municipality("gwangju", "광주광역시", code="29")
    make_agreement(other, "theirs", company="가")
    officer = make_person("officer", Role.OFFICER, incheon)
    assert not Agreement.objects.visible_to(officer.scope).exists()
    merge_register(other, into=incheon, by=admin, **WHY)
    officer = User.objects.get(pk=officer.pk)
    assert Agreement.objects.visible_to(officer.scope).count() == 1
    other.refresh_from_db()
    assert (other.valid_to, other.successor) == (EVE, incheon)
    assert noted(other) == [("합침", "법률 개정")]


def test_a_department_takes_its_people_along_and_may_have_its_old_name_back(admin, incheon):
    first = add_department(municipality=incheon, name="투자과", by=admin)
    officer = make_person("officer", Role.OFFICER, incheon, department=first)
    second = rename(first, name="기업유치과", by=admin, **WHY)
    third = rename(second, name="투자과", on=date(2026, 9, 1), reason="조직개편", by=admin)
    officer.refresh_from_db()
    assert (officer.department, third.municipality) == (third, incheon)
    assert noted(officer) == [("부서 변경", "법률 개정"), ("부서 변경", "조직개편")]


def test_departments_are_merged_under_the_name_of_one_and_split(admin, incheon):
    old = [add_department(municipality=incheon, name=name, by=admin) for name in ("투자과", "기업과")]
    new = merge(old, name="투자과", by=admin, **WHY)
    parts = split(
        new, parts=[("유치팀", ""), ("사후관리팀", "")], remains=False, on=date(2026, 8, 1), reason="개편", by=admin
    )
    assert {row.name for row in Department.objects.filter(valid_to=None)} == {"유치팀", "사후관리팀"}
    assert {part.split_from for part in parts} == {new}


def test_a_mistyped_name_is_put_right_with_a_reason(admin, incheon):
    row = put_right(incheon.region, version=1, name="인천 광역시", reason="띄어쓰기", by=admin)
    assert (row.name, row.version, row.valid_to) == ("인천 광역시", 2, None)
    [note] = ChangeRecord.objects.filter(subject_model="region")
    assert (note.before, note.after) == ({"name": "인천광역시"}, {"name": "인천 광역시"})


def test_the_settings_of_a_register_belong_to_it(admin, incheon):
    head = make_person("city-admin", Role.ADMINISTRATOR, incheon)
    row = put_right(incheon, version=1, fulfilment_definition="opened", reason="지침", by=head)
    assert row.fulfilment_definition == "opened"
    assert ChangeRecord.objects.get(subject_model="municipality").municipality == incheon


def test_somebody_was_faster(admin, incheon):
    put_right(incheon, version=1, rate_word="실현율", reason="용어", by=admin)
    with pytest.raises(ConflictError, match="그 사이 다른 사람이 고쳤습니다"):
        put_right(incheon, version=1, rate_word="이행률", reason="용어", by=admin)


def test_what_is_told_of_them_is_what_the_rows_say(admin, incheon):
    """The replay of the change records finds no difference."""
    add_region(name="경기도", level="province", code="41", by=admin)
    register = add_register(key="gg", name="경기도", region=Region.objects.get(code="41"), by=admin)
    department = add_department(municipality=register, name="투자과", by=admin)
    rename(department, name="기업과", by=admin, **WHY)
    rename_register(register, name="경기북도", code="42", by=admin, **WHY)
    assert [str(found) for found in findings() if found.is_fault and "기록에 없는" not in found.words] == []


REFUSED = {
    "ended": "이미 끝난 이름입니다: 동구. 지금 쓰는 이름을 고르십시오.",
    "future": "시행일이 되면 하십시오. 앞날의 변경은 미리 적지 않습니다.",
    "too early": "시행일은 동구의 시작일보다 뒤여야 합니다.",
    "no reason": "이유를 적으십시오.",
    "alone": "합칠 곳을 둘 이상 고르십시오. 남는 곳은 합칠 곳에서 빼십시오.",
    "unlike": "같은 지자체의 부서끼리, 같은 구분의 구역끼리 합칠 수 있습니다.",
    "one part": "나뉜 곳을 둘 이상 적으십시오.",
    "a register": "이 구역에 지자체 대장이 있으므로 지금 이름이 남아야 합니다.",
    "same name": "같은 코드와 이름의 행정구역이 이미 있습니다.",
    "bad code": "법정동코드는 시·도 2자리, 시·군·구 5자리이며 시·군·구에는 상위 시·도가 있어야 합니다.",
}


def attempts(admin, incheon):
    row = district("동구", "28140", incheon.region)
    ended = district("동구", "28141", incheon.region)
    Region.objects.filter(pk=ended.pk).update(valid_to=EVE)
    young = Region.objects.create(name="동구", level="district", code="28142", parent=incheon.region, valid_from=ON)
    parts = [("가구", "28001")]
    by = {"by": admin}
    return {
        "ended": lambda: rename(ended, name="새동구", **by, **WHY),
        "future": lambda: rename(row, name="새동구", on=date(2026, 11, 24), reason="이유", **by),
        "too early": lambda: rename(young, name="새동구", **by, **WHY),
        "no reason": lambda: rename(row, name="새동구", on=ON, reason=" ", **by),
        "alone": lambda: merge([row], name="새동구", **by, **WHY),
        "unlike": lambda: merge([row], into=incheon.region, **by, **WHY),
        "one part": lambda: split(row, parts=parts, remains=False, **by, **WHY),
        "a register": lambda: split(incheon.region, parts=[("가", "28"), ("나", "29")], remains=False, **by, **WHY),
        "same name": lambda: rename(row, name="동구", **by, **WHY),
        "bad code": lambda: rename(row, name="새동구", code="281", **by, **WHY),
    }


@pytest.mark.parametrize("what", REFUSED)
def test_what_is_refused_changes_nothing(admin, incheon, what):
    attempt = attempts(admin, incheon)[what]
    before = list(Region.objects.order_by("pk").values())
    with pytest.raises(ValidationError) as caught, transaction.atomic():
        attempt()
    assert REFUSED[what] in caught.value.messages
    assert list(Region.objects.order_by("pk").values()) == before
    assert not ChangeRecord.objects.exists()


@pytest.mark.parametrize("into", ["itself", "national"])
def test_a_register_is_merged_into_another_city_only(admin, incheon, into):
    other = incheon if into == "itself" else Municipality.objects.get(is_national=True)
    with pytest.raises(ValidationError, match="다른 지자체여야 합니다"):
        merge_register(incheon, into=other, by=admin, **WHY)


def test_without_a_register_for_the_note_nothing_is_added():
    admin = make_person("admin", Role.ADMINISTRATOR)
    with pytest.raises(ValidationError, match="전국 대장을 먼저 등록하십시오"):
        add_region(name="경기도", level="province", code="41", by=admin)
    assert not Region.objects.exists()


@pytest.mark.parametrize("role", [Role.OFFICER, Role.TEAM_HEAD, Role.DIRECTOR, Role.READER])
def test_only_who_administers_may(admin, incheon, role):
    with pytest.raises(PermissionDenied):
        add_department(municipality=incheon, name="과", by=make_person("somebody", role, incheon))


def test_who_administers_one_register_leaves_the_others_and_what_they_share_alone(admin, incheon):
    city = make_person("city-admin", Role.ADMINISTRATOR, incheon)
    other = make_municipality("gwangju", "광주광역시", code="29")
    assert add_department(municipality=incheon, name="과", by=city)
    for attempt in (
        lambda: add_department(municipality=other, name="과", by=city),
        lambda: put_right(other, version=1, rate_word="실현율", reason="이유", by=city),
        lambda: rename(incheon.region, name="새 이름", by=city, **WHY),
        lambda: add_register(key="x", name="x", by=city),
        lambda: rename_register(incheon, name="새 이름", by=city, **WHY),
        lambda: merge_register(incheon, into=other, by=city, **WHY),
    ):
        with pytest.raises(PermissionDenied):
            attempt()


@pytest.mark.parametrize(
    ("name", "model"),
    [
        ("region_does_not_succeed_itself", Region),
        ("department_does_not_succeed_itself", Department),
        ("municipality_does_not_succeed_itself", Municipality),
        ("region_split_from_another_on_a_day", Region),
        ("department_split_from_another_on_a_day", Department),
    ],
)
def test_the_database_refuses_a_row_beside_itself(admin, incheon, name, model):
    rows = {
        Region: incheon.region,
        Department: Department.objects.create(municipality=incheon, name="과"),
        Municipality: incheon,
    }
    row = rows[model]
    values = {"successor": row, "valid_to": EVE} if "succeed" in name else {"split_from": row, "valid_from": ON}
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        model.objects.filter(pk=row.pk).update(**values)
    for key, value in values.items():
        setattr(row, key, value)
    with pytest.raises(ValidationError, match=r"자기 자신을 승계|나뉘기 전의 곳과 시작일"):
        row.validate_constraints()


def test_a_part_begins_on_a_day(admin, incheon):
    whole = district("서구", "28260", incheon.region)
    part = Region(name="검단구", level="district", code="28265", parent=incheon.region, split_from=whole)
    with pytest.raises(IntegrityError, match="region_split_from_another_on_a_day"), transaction.atomic():
        part.save()


def test_there_is_one_national_register(admin):
    twin = Municipality(key="twin", name="또 하나", is_national=True)
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        twin.save()
    told = str(caught.value)
    assert "municipality_is_national_once" in told or "accounts_municipality.is_national" in told
    with pytest.raises(ValidationError, match="전국 대장은 하나만 둘 수 있습니다"):
        add_register(key="twin", name="또 하나", is_national=True, by=admin)
