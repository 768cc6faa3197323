"""Input that no form expects: refused in Korean at its place, never a broken page."""

import pytest

from agreements import models as m
from agreements.actions.record import record
from agreements.actions.sheet import preview, receive_sheet
from tests.agreements.cast import cast
from tests.agreements.rows import valid, world

pytestmark = pytest.mark.django_db


@pytest.fixture
def w():
    return world()


@pytest.fixture
def officer(client, w):
    client.force_login(w.user)
    return client


@pytest.mark.parametrize("reason", ["가" * 401, "이유\x00"])
@pytest.mark.parametrize("noun", ["matter", "outcome"])
def test_a_reason_that_cannot_be_kept_is_refused_and_the_text_stays(officer, w, noun, reason):
    model = {"matter": m.Matter, "outcome": m.Outcome}[noun]
    row = record(model(**valid(model, w)), by=w.user)
    page = officer.get(f"/records/{noun}/{row.pk}/edit/")
    form = page.context["form"]
    told = {name: form[name].value() or "" for name in form.fields}
    changed = {"what": "달라진 내용"} if noun == "matter" else {"words": "달라진 내용"}
    answer = officer.post(f"/records/{noun}/{row.pk}/edit/", {**told, **changed, "reason": reason})
    assert answer.status_code == 200
    assert "400자" in answer.content.decode()
    assert "달라진 내용" in answer.content.decode()
    assert not m.ChangeRecord.objects.exclude(action="등록").exists()


def test_a_draft_keeps_no_character_that_no_database_keeps(officer, w):
    key = "7f1f1c1e-0000-4000-8000-000000000001"
    told = {"draft": key, "name": "협약\x00명", "ven\x00ue": "시청", "once": "7f1f1c1e-0000-4000-8000-000000000002"}
    assert officer.post("/drafts/save/", told).status_code == 200
    assert m.Draft.objects.get().typed["name"] == ["협약명"]


def test_a_number_longer_than_any_record_is_nobody(officer, w):
    told = {"organisation": "새회사", "organisation_pick": "9" * 5000, "role": "company"}
    assert officer.post(f"/records/party/add/agreement/{w.agreement.pk}/", told).status_code == 200
    assert officer.get(f"/companies/{'9' * 30}/").status_code == 404


def test_two_hundred_lines_are_refused_at_once(officer, w):
    told = {f"obligation-{n}-words": f"역할 {n}" for n in range(200)}
    answer = officer.post("/agreements/new/", {**told, "step": "check"})
    assert answer.status_code == 200
    assert "150줄까지" in answer.content.decode()


def test_what_is_too_much_to_receive_is_answered_in_korean(client):
    client.force_login(cast().officer)
    answer = client.post("/agreements/new/", {f"field-{n}": "1" for n in range(5001)})
    assert answer.status_code == 400
    assert "보낸 내용을 받을 수 없습니다" in answer.content.decode()


def test_a_source_that_only_looks_like_an_address_is_a_title(officer, w):
    content = "기업명,체결일,출처\n가나,2020. 7. 16.,http://[단독]기사\n".encode()
    sheet = receive_sheet(name="협약.csv", content=content, municipality=w.municipality, by=w.user)
    assert not preview(sheet, by=w.user).faults
    assert officer.get(f"/sheets/{sheet.pk}/").status_code == 200


def test_other_words_from_a_page_that_came_back_are_another_record(officer, w):
    told = {"once": "7f1f1c1e-0000-4000-8000-000000000003", "kind": "issue", "raised_on": "2024. 1. 1."}
    url = f"/records/matter/add/agreement/{w.agreement.pk}/"
    for what in ("첫째", "첫째", "둘째"):
        assert officer.post(url, {**told, "what": what}).status_code == 302
    assert sorted(m.Matter.objects.values_list("what", flat=True)) == ["둘째", "첫째"]
