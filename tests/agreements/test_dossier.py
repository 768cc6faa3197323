"""What the page of one agreement rests on: as of a day, as known at a moment, in a fixed number of queries."""

from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from agreements import models as m
from agreements.standing.dossier import dossier
from tests.agreements.cast import (
    add_actual,
    add_party,
    add_pledge,
    cast,
    fact_of,
    make_agreement,
    make_organisation,
    make_source,
    recorder,
)

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 22)


@pytest.fixture
def people():
    return cast()


@pytest.fixture
def agreement(people):
    return make_agreement(people.gwangju, "a", company="가나", signed=date(2020, 7, 16), seats=100)


def check(duty, on: date, result: str, **more):
    given = {"recorded_by": recorder(), "source": duty.source, "evidence": "현장", **more}
    return m.ObligationCheck.objects.create(obligation=duty, checked_on=on, result=result, **given)


def duty_of(agreement, words="센터 설치", party=None):
    return m.Obligation.objects.create(
        agreement=agreement, party=party, code="centre", words=words, stage="signed", source=agreement.source
    )


def told(agreement, as_of=TODAY, known_at: datetime | None = None) -> list[str]:
    return [event.what for event in dossier(agreement, as_of=as_of, known_at=known_at).timeline]


def test_there_is_none_before_the_signing(agreement):
    assert dossier(agreement, as_of=date(2020, 7, 15)) is None
    assert dossier(agreement, as_of=date(2020, 7, 16)) is not None


def test_the_last_check_by_the_day_counts(agreement):
    duty = duty_of(agreement)
    check(duty, date(2022, 1, 1), "no")
    check(duty, date(2023, 1, 1), "yes")
    for as_of, name in (
        (date(2021, 12, 31), "미확인"),
        (date(2022, 6, 1), "미이행"),
        (TODAY, "이행"),
    ):
        [found] = dossier(agreement, as_of=as_of).duties
        assert found.result_name == name


def test_a_check_not_yet_known_is_not_told(agreement):
    check(duty_of(agreement), date(2022, 1, 1), "yes")
    yesterday = timezone.now() - timedelta(days=1)
    [found] = dossier(agreement, as_of=TODAY, known_at=yesterday).duties
    assert found.result == "unknown"


def test_duties_fall_to_the_city_the_companies_and_both(agreement, people):
    city = add_party(agreement, make_organisation(people.gwangju, "광주광역시", kind="municipality"), role="city")
    duty_of(agreement, "행정 지원", party=city)
    duty_of(agreement, "설치", party=agreement.parties.get(role="company"))
    duty_of(agreement, "협력")
    found = dossier(agreement, as_of=TODAY)
    assert found.has_city
    assert [
        [duty.obligation.words for duty in part]
        for part in (found.city_duties, found.company_duties, found.joint_duties)
    ] == [["행정 지원"], ["설치"], ["협력"]]


def test_an_agreement_between_agencies_has_no_city(people):
    made = make_agreement(people.gwangju, "b", company="공단")
    assert not dossier(made, as_of=TODAY).has_city


def test_the_timeline_runs_by_day_and_what_is_not_dated_comes_last(agreement):
    version = m.Version.objects.create(
        number=1,
        reason_code="plan",
        words="기한 연장",
        signed_on=date(2021, 6, 1),
        signed_precision="day",
        **fact_of(agreement),
    )
    add_pledge(agreement, "seats", 80, version_of=version)
    m.Step.objects.create(kind="opened", is_planned=True, on_words="같은 해 2월", **fact_of(agreement))
    m.Step.objects.create(kind="opened", on_on=date(2020, 9, 1), on_precision="month", **fact_of(agreement))
    add_actual(agreement, "seats_built", 60, date(2021, 1, 4), is_approved=False)
    check(duty_of(agreement), date(2022, 1, 1), "partly")
    assert told(agreement) == [
        "협약 체결",
        "개소",
        "상담석 구축 60석 보고*",
        "협약 1차 변경: 기한 연장",
        "협약사항 확인: 센터 설치 (일부)",
        "개소 예정",
    ]
    assert told(agreement, as_of=date(2020, 12, 31)) == ["협약 체결", "개소", "개소 예정"]


def test_phases_and_money_are_told_in_prose(people):
    made = make_agreement(people.gwangju, "phased", company="다라", signed=date(2020, 1, 1))
    for won, year in ((1_000_000_000, 2021), (2_200_000_000, 2022)):
        add_pledge(made, "investment", won, due=date(year, 12, 31), stage="announced")
    assert told(made)[1:] == [
        "투자액 1단계 기한: 누계 10억 원",
        "투자액 2단계 기한: 누계 22억 원",
    ]


def test_payments_and_matters_after_the_day_are_left_out(agreement):
    for year in (2021, 2025):
        m.SubsidyPayment.objects.create(
            item="rent", amount_won=year, paid_on=date(year, 3, 2), paid_precision="day", **fact_of(agreement)
        )
        m.Matter.objects.create(agreement=agreement, kind="issue", what=str(year), raised_on=date(year, 3, 2))
    m.SubsidyPayment.objects.create(item="total", amount_won=1, **fact_of(agreement))
    found = dossier(agreement, as_of=date(2023, 1, 1))
    assert {payment.amount_won for payment in found.payments} == {1, 2021}
    assert [matter.what for matter in found.matters] == ["2021"]


def test_every_source_behind_the_page_has_its_number(agreement, people):
    others = [make_source(people.gwangju, title=str(n)) for n in range(6)]
    version = m.Version.objects.create(number=1, reason_code="plan", **{**fact_of(agreement), "source": others[0]})
    party = agreement.parties.get()
    m.Signatory.objects.create(party=party, title="대표이사", source=others[1])
    m.Attendee.objects.create(party=party, title="상무", source=others[2])
    m.Statement.objects.create(
        municipality=people.gwangju, topic="context", words="참고", **{**fact_of(agreement), "source": others[3]}
    )
    check(duty_of(agreement), date(2022, 1, 1), "yes", source=others[4])
    add_pledge(agreement, "jobs", 5, version_of=version)
    found = dossier(agreement, as_of=TODAY)
    assert found.sources[agreement.source_id] == 1
    assert {source.pk for source in others[:5]} <= set(found.sources)
    assert others[5].pk not in found.sources
    assert sorted(found.sources.values()) == list(range(1, len(found.sources) + 1))


def test_it_costs_the_same_whatever_hangs_on_it(agreement, people):
    def cost() -> int:
        with CaptureQueriesContext(connection) as caught:
            found = dossier(agreement, as_of=TODAY)
            for event in found.timeline:
                str(event.source)
            for source in found.all_sources:
                str(source)
            for duty in found.duties:
                str(duty.obligation.party)
        return len(caught)

    def grow(numbers) -> None:
        for n in numbers:
            party = add_party(agreement, f"기업 {n}")
            check(duty_of(agreement, f"설치 {n}", party=party), date(2022, 1, 1), "yes")
            m.Signatory.objects.create(party=party, title="대표이사", source=agreement.source)
            m.Attendee.objects.create(party=party, title="상무", source=agreement.source)
            m.SubsidyPayment.objects.create(item="rent", amount_won=n + 1, **fact_of(agreement))
            m.Centre.objects.create(
                municipality=people.gwangju,
                agreement=agreement,
                name=f"{n}",
                folded_name=f"{n}",
                source=agreement.source,
            )

    grow(range(1))
    one = cost()
    grow(range(1, 20))
    assert cost() == one
