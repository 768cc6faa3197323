"""추진상황, 추진 단계, 협약사항 확인: the latest decides, and all of them are told."""

from datetime import date

import pytest

from agreements.actions.record import correct, void
from agreements.standing import standings
from agreements.standing.dossier import dossier
from tests.agreements.cast import add_outcome, cast, make_agreement, make_district

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 22)


@pytest.fixture
def people():
    return cast()


@pytest.fixture
def agreement(people):
    return make_agreement(people.gwangju, "a", company="가나", signed=date(2020, 7, 16), jobs=100)


def progress(agreement, as_of=TODAY) -> str:
    [standing] = standings([agreement], as_of=as_of)
    return standing.progress_name


def told(agreement) -> list[str]:
    found = dossier(agreement, as_of=TODAY)
    assert found is not None
    return [f"{event.when} {event.what}" for event in found.timeline]


def test_the_latest_decides_and_every_one_is_told(agreement):
    add_outcome(agreement, "held", date(2022, 1, 10), reason_code="funding", words="자금 협의")
    add_outcome(agreement, "withdrawn", date(2023, 5, 2), reason_code="relocation")
    assert progress(agreement) == "철회"
    assert progress(agreement, as_of=date(2022, 12, 31)) == "보류"
    assert told(agreement) == [
        "2020. 7. 16. 협약 체결",
        "2022. 1. 10. 보류: 자금 협의",
        "2023. 5. 2. 철회: 본사 재배치",
    ]


def test_one_entered_late_stands_in_its_place(agreement):
    add_outcome(agreement, "done", date(2023, 5, 2), reason_code="target_met")
    add_outcome(agreement, "held", date(2022, 1, 10), reason_code="funding")
    assert progress(agreement) == "이행 완료"


def test_where_it_went_instead_is_told(agreement, people):
    there = make_district(people.incheon, "남동구", "28200")
    add_outcome(agreement, "elsewhere", date(2022, 1, 10), reason_code="better_elsewhere", destination=there)
    assert told(agreement)[-1] == "2022. 1. 10. 타 지역 투자: 타 지역이 유리 → 남동구"


def test_a_corrected_one_is_told_once_and_a_void_one_not_at_all(agreement, people):
    outcome = add_outcome(agreement, "held", date(2022, 1, 10))
    corrected = correct(outcome, {"code": "lapsed"}, reason="오기", by=people.officer)
    assert progress(agreement) == "실효"
    assert len(told(agreement)) == 2
    void(corrected, reason="다른 협약의 것", by=people.officer)
    assert progress(agreement) == "미확인"
    assert len(told(agreement)) == 1
