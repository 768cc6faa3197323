"""What a careful administrator does in the admin alone, from an empty database to people at work."""

import re

import pytest
from django.core.management import call_command
from django.test import Client

from accounts.capabilities import Role
from accounts.models import Department, Municipality, Region, User
from agreements.models import ChangeRecord
from tests.agreements.cast import cast, make_person

pytestmark = pytest.mark.django_db

ONCE = "words-for-one-day"


def client_of(person):
    client = Client()
    client.force_login(person)
    return client


def sent(client, address, **typed):
    """The form as a browser sends it: what it held when it was opened, and over that what was typed."""
    page = client.get(f"/admin/accounts/{address}")
    assert page.status_code == 200
    form = page.context["form"]
    held = {name: form.get_initial_for_field(field, name) for name, field in form.fields.items()}
    held = {name: value for name, value in held.items() if value not in (None, False)}
    return client.post(f"/admin/accounts/{address}", {**held, **typed})


def done(client, address, **typed):
    answer = sent(client, address, **typed)
    assert answer.status_code == 302, re.findall(
        r'class="errorlist.*?</ul>|class="errors.*?</ul>', answer.content.decode()
    )
    return client.get(answer.url).content.decode()


def errors(client, address, **typed):
    answer = sent(client, address, **typed)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.fixture
def first(monkeypatch):
    """Made as on the first day of a real house."""
    monkeypatch.setenv("DJANGO_SUPERUSER_USERNAME", "first-admin")
    monkeypatch.setenv("DJANGO_SUPERUSER_DISPLAY_NAME", "시스템 관리자")
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", "the-very-first-word")
    call_command("createsuperuser", interactive=False, verbosity=0)
    client = Client()
    assert client.post("/sign-in/", {"username": "first-admin", "password": "the-very-first-word"}).status_code == 302
    return client


def test_an_empty_house_is_filled_in_the_admin_alone(first):
    assert User.objects.get().role == Role.ADMINISTRATOR
    body = errors(first, "region/add/", level="province", name="인천광역시", code="28")
    assert "지자체에서 전국 대장을 먼저 등록하십시오." in body
    done(first, "municipality/add/", name="전국 공통 대장", key="national", is_national="on")
    done(first, "region/add/", level="province", name="인천광역시", code="28")
    province = Region.objects.get()
    for name, code in (("중구", "28110"), ("서구", "28260")):
        done(first, "region/add/", level="district", name=name, code=code, parent=province.pk)
    done(first, "municipality/add/", name="인천광역시", key="incheon", region=province.pk, district_word="군·구")
    incheon = Municipality.objects.get(key="incheon")
    done(first, "department/add/", municipality=incheon.pk, name="투자유치과")
    officer = {"username": "officer", "display_name": "담당 주무관", "role": "officer", "password": ONCE}
    done(first, "user/add/", **officer, municipality=incheon.pk, department=Department.objects.get().pk)
    done(first, "user/add/", username="reader", display_name="조회", role="reader", password=ONCE)
    assert list(ChangeRecord.objects.order_by("at", "pk").values_list("municipality__key", "subject_model")) == [
        ("national", "municipality"),
        *[("national", "region")] * 3,
        ("incheon", "municipality"),
        ("incheon", "department"),
        ("incheon", "user"),
        ("national", "user"),
    ]
    person = Client()
    assert person.post("/sign-in/", {"username": "officer", "password": ONCE}).status_code == 302
    assert person.get("/").url == "/password/"


@pytest.fixture
def people():
    Municipality.objects.create(key="national", name="전국 공통 대장", is_national=True)
    return cast()


@pytest.fixture
def admin(people):
    return client_of(people.admin)


def test_a_person_is_changed_ended_and_taken_back(people, admin):
    page = f"user/{people.head.pk}"
    assert "고치기: 새 팀장" in done(admin, f"{page}/act/change/", display_name="새 팀장", reason="인사발령")
    body = done(admin, f"{page}/act/end/", reason="퇴직")
    assert "다시 사용" in body
    assert "사용 끝내기</a>" not in body
    done(admin, f"{page}/act/resume/", password=ONCE, reason="복직")
    done(admin, f"{page}/act/password/", password=ONCE + "-2", reason="잊음")
    actions = ChangeRecord.objects.filter(subject_model="user").order_by("number").values_list("action", flat=True)
    assert list(actions) == ["수정", "사용 끝냄", "다시 사용", "비밀번호 새로 줌"]


def test_what_is_wrong_is_said_at_its_field(people, admin):
    page = f"user/{people.head.pk}/act"
    assert "이유를 적으십시오." in errors(admin, f"{page}/end/", reason="")
    theirs = Department.objects.create(municipality=people.incheon, name="투자과")
    body = errors(admin, f"{page}/change/", department=theirs.pk, reason="발령")
    assert re.search(r'id="id_department_error">\s*<li>소속 지자체의 부서를 고르십시오\.', body)
    assert "이미 있는 아이디입니다." in errors(
        admin, "user/add/", username="reader", display_name="x", role="reader", password=ONCE
    )
    assert "너무 짧습니다" in errors(
        admin, "user/add/", username="x", display_name="x", role="reader", password="short"
    )
    body = errors(admin, "user/add/", username="x", display_name="x", role="officer", password=ONCE)
    assert "소속 지자체가 있어야 합니다." in body


def test_what_somebody_else_changed_meanwhile_is_not_overwritten(people, admin):
    User.objects.filter(pk=people.head.pk).update(version=2)
    body = errors(admin, f"user/{people.head.pk}/act/change/", display_name="x", version=1, reason="이름")
    assert "그 사이 다른 사람이 고쳤습니다. 지금 값을 확인하고 다시 하십시오." in body


def test_an_administrator_is_not_offered_to_end_oneself(people, admin):
    body = admin.get(f"/admin/accounts/user/{people.admin.pk}/change/").content.decode()
    assert "고치기</a>" in body
    assert "사용 끝내기" not in body
    assert admin.get(f"/admin/accounts/user/{people.admin.pk}/act/end/").status_code == 403


def test_who_administers_one_register_sees_and_makes_its_people_only(people):
    client = client_of(make_person("city-admin", Role.ADMINISTRATOR, people.gwangju))
    body = client.get("/admin/accounts/user/add/").content.decode()
    assert "광주광역시" in body
    assert "인천광역시" not in body
    body = errors(client, "user/add/", username="x", display_name="x", role="officer", password=ONCE)
    assert "필수 항목입니다." in body
    given = {"username": "x", "display_name": "x", "role": "officer", "password": ONCE}
    assert "올바르게 선택해 주세요" in errors(client, "user/add/", **given, municipality=people.incheon.pk)
    done(client, "user/add/", **given, municipality=people.gwangju.pk)
    for act in ("change", "end", "password", "resume"):
        assert client.get(f"/admin/accounts/user/{people.incheon_officer.pk}/act/{act}/").status_code == 404
        assert client.get(f"/admin/accounts/user/{people.reader.pk}/act/{act}/").status_code == 404


def test_who_administers_one_register_leaves_regions_alone(people):
    client = client_of(make_person("city-admin", Role.ADMINISTRATOR, people.gwangju))
    region, city = people.gwangju.region.pk, people.gwangju.pk
    for page in (
        "region/add/",
        "municipality/add/",
        f"region/{region}/act/rename/",
        f"municipality/{city}/act/rename/",
        f"municipality/{city}/act/merge/",
    ):
        assert client.get(f"/admin/accounts/{page}").status_code == 403, page
    told = {"rate_word": "실현율", "rhythm": "half", "asks_by_link": "on"}
    done(client, f"municipality/{city}/act/settings/", **told, reason="시 지침")
    kept = Municipality.objects.get(pk=city)
    assert (kept.rate_word, kept.rhythm, kept.asks_by_link) == ("실현율", "half", True)
    done(client, "department/add/", municipality=city, name="투자과")


def test_regions_are_renamed_merged_and_split_by_their_pages(people, admin):
    province = people.incheon.region
    rows = {
        name: Region.objects.create(name=name, level="district", code=code, parent=province)
        for name, code in (("중구", "28110"), ("동구", "28140"), ("서구", "28260"))
    }
    told = {"on": "2026-07-01", "reason": "인천형 행정체제 개편"}
    done(admin, f"region/{rows['서구'].pk}/act/split/", parts="검단구 28265", remains="on", **told)
    merged = {"others": [rows["동구"].pk], "name": "제물포구", "code": "28125"}
    body = done(admin, f"region/{rows['중구'].pk}/act/merge/", **merged, **told)
    assert "합치기: 제물포구" in body
    done(admin, f"municipality/{people.incheon.pk}/act/rename/", name="인천특별시", **told)
    in_use = Region.objects.filter(valid_to=None).order_by("name").values_list("name", "parent__name")
    assert list(in_use) == [
        ("검단구", "인천특별시"),
        ("광주광역시", None),
        ("서구", "인천특별시"),
        ("인천특별시", None),
        ("제물포구", "인천특별시"),
    ]
    body = admin.get(f"/admin/accounts/region/{rows['동구'].pk}/change/").content.decode()
    assert "바로잡기</a>" in body
    assert "합치기</a>" not in body, "it has ended"


@pytest.mark.parametrize(
    ("act", "typed", "sentence"),
    [
        ("split", {"parts": "검단구"}, "‘검단구’: 이름 뒤에 한 칸 띄우고 코드를 적으십시오."),
        ("split", {"parts": "검단구 28265"}, "나뉜 곳을 둘 이상 적으십시오."),
        ("merge", {}, "남는 곳을 고르거나 새 이름을 적으십시오. 둘 가운데 하나만 합니다."),
        ("merge", {"name": "새 구"}, "합칠 곳을 둘 이상 고르십시오."),
        ("rename", {"name": ""}, "필수 항목입니다."),
        ("rename", {"name": "새 구", "on": "2999-01-01"}, "앞날의 변경은 미리 적지 않습니다."),
        ("rename", {"name": "새 구", "code": "1"}, "법정동코드는 시·도 2자리, 시·군·구 5자리이며"),
    ],
)
def test_a_region_page_says_what_to_do(people, admin, act, typed, sentence):
    row = Region.objects.create(name="서구", level="district", code="28260", parent=people.incheon.region)
    typed = {"on": "2026-07-01", "reason": "개편", **typed}
    assert sentence in errors(admin, f"region/{row.pk}/act/{act}/", **typed)
    assert not ChangeRecord.objects.exists()


def test_departments_and_registers_have_their_pages_too(people, admin):
    department = Department.objects.create(municipality=people.gwangju, name="투자과")
    told = {"on": "2026-07-01", "reason": "조직개편"}
    done(admin, f"department/{department.pk}/act/right/", name="투자 유치과", reason="띄어쓰기")
    body = done(admin, f"department/{department.pk}/act/rename/", name="기업과", **told)
    assert "이름 바꾸기: 기업과" in body
    new = Department.objects.get(name="기업과")
    done(admin, f"department/{new.pk}/act/split/", parts="1과\n2과", **{**told, "on": "2026-08-01"})
    one, two = Department.objects.filter(valid_to=None)
    done(admin, f"department/{one.pk}/act/merge/", into=two.pk, **{**told, "on": "2026-09-01"})
    done(admin, f"municipality/{people.gwangju.pk}/act/merge/", into=people.incheon.pk, **told)
    people.gwangju.refresh_from_db()
    assert people.gwangju.successor == people.incheon


@pytest.mark.parametrize("address", ["user/1000000/act/end/", "user/{pk}/act/no-such-act/"])
def test_what_is_not_there_is_not_there(people, admin, address):
    assert admin.get(f"/admin/accounts/{address.format(pk=people.head.pk)}").status_code == 404
