"""Programmes and their use: entered, changed, refused, removed, and never across registers."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from agreements import models as m
from agreements.actions.record import record
from tests.agreements.cast import cast, make_agreement, make_organisation, source_of
from tests.agreements.filling import adding, editing, errors_of, removing, send, shown_in
from tests.agreements.places import strike

pytestmark = pytest.mark.django_db


@pytest.fixture
def c():
    return cast()


@pytest.fixture
def officer(client, c):
    client.force_login(c.officer)
    return client


@pytest.fixture
def source(c):
    return source_of(c.gwangju)


def make_programme(city, name="상담사 교육", operator="일자리진흥원"):
    agency = m.Organisation.objects.filter(municipality=city, name=operator).first()
    agency = agency or make_organisation(city, operator, kind="agency")
    return m.Programme.objects.create(municipality=city, name=name, operator=agency, source=source_of(city))


def make_duty(agreement, words="상담사 교육 지원"):
    return m.Obligation.objects.create(
        agreement=agreement, code="training", words=words, stage="signed", source=agreement.source
    )


def test_a_programme_is_entered_whole_with_its_agency(officer, source):
    answer = send(
        officer,
        adding("programme"),
        name="전남도 일자리플랫폼",
        operator="전남중소기업일자리경제진흥원",
        target_group="모든 연령",
        place="순천시 신대지구",
        content="일자리 연결",
        began="2020. 3.",
        source=source.pk,
    )
    programme = m.Programme.objects.get()
    assert answer["Location"].startswith(reverse("agreements:programme", args=[programme.pk]))
    assert (programme.name, programme.operator.name) == ("전남도 일자리플랫폼", "전남중소기업일자리경제진흥원")
    assert programme.operator.kind == "agency"
    assert (programme.target_group, programme.place, programme.content) == (
        "모든 연령",
        "순천시 신대지구",
        "일자리 연결",
    )
    assert str(programme.began) == "2020. 3."
    noted = m.ChangeRecord.objects.values_list("action", "subject_model")
    assert set(noted) == {("등록", "organisation"), ("등록", "programme")}


def test_a_programme_of_an_agency_names_it_beforehand(officer, c):
    agency = make_organisation(c.gwangju, "일자리진흥원", kind="agency")
    assert shown_in(officer, adding("programme", agency))["operator"] == "일자리진흥원"


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("name", "상담사 교육", "같은 이름의 지원사업이 이미 있습니다."),
        ("name", "", "적으십시오"),
        ("operator", "", "적으십시오"),
        ("began", "언젠가 봄", "날짜"),
    ],
)
def test_a_programme_is_refused_at_the_field(officer, c, source, field, typed, sentence):
    make_programme(c.gwangju)
    given = {"name": "새 사업", "operator": "일자리진흥원", "place": "순천시", "source": source.pk, field: typed}
    answer = send(officer, adding("programme"), **given)
    assert sentence in errors_of(answer)[field][0]
    assert 'value="순천시"' in answer.content.decode()
    assert m.Programme.objects.count() == 1


def test_two_who_change_one_programme_see_both_values(officer, c):
    programme = make_programme(c.gwangju)
    typed = shown_in(officer, editing("programme", programme))
    send(officer, editing("programme", programme), place="광주")
    answer = officer.post(editing("programme", programme), {**typed, "place": "순천"})
    page = answer.content.decode()
    assert "그 사이 다른 사람이" in page
    assert "광주" in page
    assert 'value="순천"' in page


def test_a_use_is_entered_with_the_company_and_the_duty_it_serves(officer, c, source):
    programme = make_programme(c.gwangju)
    duty = make_duty(make_agreement(c.gwangju, "a", company="가나", name="가나 투자협약"))
    page = officer.get(adding("use", programme)).content.decode()
    assert "가나 투자협약: 상담사 교육 지원" in page
    answer = send(
        officer,
        adding("use", programme),
        organisation="가나",
        obligation=duty.pk,
        used_on="2021. 5. 6.",
        people="30명",
        note="1기",
        source=source.pk,
    )
    use = m.ProgrammeUse.objects.get()
    assert answer["Location"] == reverse("agreements:programme", args=[programme.pk]) + "#uses"
    assert (use.programme, use.organisation.name, use.obligation) == (programme, "가나", duty)
    assert (use.used_on, use.people, use.note) == (date(2021, 5, 6), 30, "1기")


def test_a_use_entered_at_a_duty_has_the_duty_and_its_only_company(officer, c):
    duty = make_duty(make_agreement(c.gwangju, "a", company="가나"))
    make_duty(make_agreement(c.gwangju, "b", company="다라"), "다른 협약의 일")
    told = shown_in(officer, adding("use", duty))
    assert (told["obligation"], told["organisation"]) == (str(duty.pk), "가나")
    assert "다른 협약의 일" not in officer.get(adding("use", duty)).content.decode()


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("used_on", "2021. 5. 6.", "같은 날의 이용이 이미 있습니다."),
        ("used_on", "2021년", "연·월·일을 모두"),
        ("people", "0", "인원은 1명 이상이어야 합니다."),
        ("organisation", "", "적으십시오"),
    ],
)
def test_a_use_is_refused_at_the_field(officer, c, source, field, typed, sentence):
    programme, company = make_programme(c.gwangju), make_organisation(c.gwangju, "가나")
    m.ProgrammeUse.objects.create(programme=programme, organisation=company, used_on=date(2021, 5, 6), source=source)
    given = {"organisation": "가나", "used_on": "2021. 6. 1.", "source": source.pk, field: typed}
    assert sentence in errors_of(send(officer, adding("use", programme), **given))[field][0]
    assert m.ProgrammeUse.objects.count() == 1


@pytest.mark.parametrize("field", ["programme", "obligation", "source"])
def test_what_another_register_keeps_cannot_be_picked(officer, c, source, field):
    theirs = {
        "programme": make_programme(c.incheon, "카나리아 사업"),
        "obligation": make_duty(make_agreement(c.incheon, "b", company="카나리아"), "카나리아 협약사항"),
        "source": source_of(c.incheon),
    }
    given = {"organisation": "가나", "used_on": "2021. 5. 6.", "source": source.pk, field: theirs[field].pk}
    answer = send(officer, adding("use", make_programme(c.gwangju)), **given)
    assert field in errors_of(answer)
    assert "카나리아" not in answer.content.decode()
    assert not m.ProgrammeUse.objects.exists()


def test_no_door_lets_two_registers_into_one_row(c, source):
    ours, stranger = make_organisation(c.gwangju, "가나"), make_organisation(c.incheon, "남의 기업")
    programme, duty = make_programme(c.gwangju), make_duty(make_agreement(c.incheon, "b", company="다라"))
    use = {"programme": programme, "used_on": date(2021, 5, 6), "source": source}
    refused = {
        "operator": m.Programme(municipality=c.gwangju, name="가", operator=stranger, source=source),
        "organisation": m.ProgrammeUse(organisation=stranger, **use),
        "obligation": m.ProgrammeUse(organisation=ours, obligation=duty, **use),
    }
    for field, row in refused.items():
        with pytest.raises(ValidationError) as told:
            record(row, by=c.officer)
        assert list(told.value.message_dict) == [field]


def test_a_programme_goes_when_nobody_used_it_and_leads_back_to_the_list(officer, c, source):
    programme, company = make_programme(c.gwangju), make_organisation(c.gwangju, "가나")
    use = m.ProgrammeUse.objects.create(
        programme=programme, organisation=company, used_on=date(2021, 5, 6), source=source
    )
    told = {"reason": "두 번 입력", "version": 1}
    assert "딸린 자료가 있어" in officer.post(removing("programme", programme), told).content.decode()
    officer.post(removing("use", use), told)
    answer = officer.post(removing("programme", programme), told, follow=True)
    assert answer.redirect_chain[-1][0].startswith(reverse("agreements:programmes"))
    assert not m.Programme.objects.exists()


def test_who_may_not_enter_is_refused_and_another_register_is_not_there(client, c):
    programme = make_programme(c.gwangju)
    for person, status in ((c.director, 403), (c.reader, 403), (c.admin, 403), (c.incheon_officer, 404)):
        client.force_login(person)
        assert client.get(adding("use", programme)).status_code == status
        assert client.post(editing("programme", programme), {"name": "x"}).status_code == status
    assert m.Programme.objects.get().name == "상담사 교육"


def test_with_a_struck_record_goes_what_hangs_on_it(c, source):
    programme, company = make_programme(c.gwangju), make_organisation(c.gwangju, "가나")
    m.ProgrammeUse.objects.create(programme=programme, organisation=company, used_on=date(2021, 5, 6), source=source)
    scope = c.officer.scope
    assert m.ProgrammeUse.objects.visible_to(scope).exists()
    strike(company, by=c.officer)
    assert not m.ProgrammeUse.objects.visible_to(scope).exists()
    assert m.Programme.objects.visible_to(scope).exists()
    strike(programme.operator, by=c.officer)
    assert not m.Programme.objects.visible_to(scope).exists()
