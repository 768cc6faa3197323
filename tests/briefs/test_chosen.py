"""Which agreements a paper speaks of: the filter of the list, asked of the day and of what was known."""

from datetime import UTC, date, datetime

import pytest

from accounts.models import User
from agreements import models as m
from briefs.contents import NotYetError, Order
from briefs.contents.chosen import chosen, volumes
from briefs.contents.order import MOST_ROWS
from tests.agreements.cast import add_actual, add_outcome, make_agreement, make_district, make_municipality
from tests.agreements.rows import world
from tests.bench.generate import agreements
from tests.briefs.made import case

pytestmark = pytest.mark.django_db
AS_OF = date(2026, 9, 30)


@pytest.fixture
def city():
    made = make_municipality("gwangju", "광주광역시", code="29", district_word="자치구")
    dong, seo = make_district(made, "동구", "29110"), make_district(made, "서구", "29140")
    make_agreement(
        made, "b-2016", company="나래", signed=date(2016, 5, 1), seats=50, jobs=70, district=dong, form="new"
    )
    make_agreement(
        made, "a-2018", company="가람", signed=date(2018, 5, 1), jobs=100, district=seo, due=date(2020, 1, 1)
    )
    make_agreement(made, "c-2020", company="다솜", signed=date(2020, 5, 1), jobs=10, district=dong, kind="mou")
    make_agreement(made, "later", company="라온", signed=date(2026, 10, 1), jobs=999)
    other = make_municipality("busan", "부산광역시", code="26")
    make_agreement(other, "other", company="남의 회사", signed=date(2018, 1, 1), jobs=500)
    return made


def order(city, **values):
    return Order(**({"kind": "register", "municipality": city, "as_of": AS_OF} | values))


def keys(city, **asked):
    return [one.agreement.key for one in chosen(order(city, asked=asked)).standings]


def test_without_a_filter_it_is_the_register_by_the_day_of_signing_and_no_other(city):
    assert keys(city) == ["b-2016", "a-2018", "c-2020"]
    assert chosen(order(city)).words == ""


def test_an_agreement_of_unknown_day_comes_last_and_a_struck_one_never(city):
    make_agreement(city, "undated", company="마루")
    gone = m.Agreement.objects.get(key="a-2018")
    gone.struck_at, gone.struck_by, gone.strike_reason = datetime(2026, 1, 1, tzinfo=UTC), User.objects.first(), "잘못"
    gone.save()
    assert keys(city) == ["b-2016", "c-2020", "undated"]


@pytest.mark.parametrize(
    ("asked", "found", "words"),
    [
        ({"year_from": "2017"}, ["a-2018", "c-2020"], "체결연도 2017~"),
        ({"year_from": "2016", "year_to": "2018"}, ["b-2016", "a-2018"], "체결연도 2016~2018"),
        ({"kind": "mou"}, ["c-2020"], "협약 종류 양해각서(MOU)"),
        ({"form": "new"}, ["b-2016"], "투자 형태 신설"),
        ({"q": "가람"}, ["a-2018"], "검색어 가람"),
        ({"progress": "past_due"}, ["a-2018"], "추진상황 추진 중(기한 경과)"),
        ({"checked": "never"}, ["b-2016", "a-2018", "c-2020"], "최근 점검 점검 이력 없음"),
    ],
)
def test_the_filter_of_the_list(city, asked, found, words):
    assert keys(city, **asked) == found
    assert chosen(order(city, asked=asked)).words == words


@pytest.mark.parametrize(
    ("sort", "found"),
    [
        ("", ["b-2016", "a-2018", "c-2020"]),
        ("-jobs", ["a-2018", "b-2016", "c-2020"]),
        ("name", ["a-2018", "b-2016", "c-2020"]),
        ("seats", ["b-2016", "a-2018", "c-2020"]),
    ],
)
def test_rows_stand_as_the_list_is_sorted(city, sort, found):
    assert [one.agreement.key for one in chosen(order(city, sort=sort)).standings] == found


def test_a_district_is_called_by_the_word_of_the_register(city):
    dong = m.Agreement.objects.get(key="b-2016").district
    assert keys(city, district=str(dong.pk)) == ["b-2016", "c-2020"]
    assert chosen(order(city, asked={"district": str(dong.pk)})).words == "자치구 동구"


def test_progress_and_checks_are_those_of_the_day_not_of_today(city):
    agreement = m.Agreement.objects.get(key="a-2018")
    add_outcome(agreement, "done", date(2026, 8, 1))
    add_actual(agreement, "staff", 100, date(2024, 1, 1))
    then = order(city, as_of=date(2019, 6, 1), asked={"progress": "within_due"})
    assert [one.agreement.key for one in chosen(then).standings] == ["a-2018"]
    assert keys(city, progress="past_due") == []
    assert keys(city, progress="done") == ["a-2018"]
    assert keys(city, checked="never") == ["b-2016", "c-2020"]
    assert keys(city, checked="old") == ["b-2016", "a-2018", "c-2020"]
    fresh = order(city, as_of=date(2024, 6, 1), asked={"checked": "old"})
    assert "a-2018" not in [one.agreement.key for one in chosen(fresh).standings]


def test_what_was_not_in_the_register_then_is_not_known_then():
    then = case()
    make_agreement(then.city, "entered-later", company="뒤에 적은 회사", signed=date(2019, 1, 1), jobs=40)
    known = chosen(order(then.city, known_at=datetime(2020, 12, 31, tzinfo=UTC))).standings
    assert [one.agreement.key for one in known] == ["case-1"]
    assert len(chosen(order(then.city)).standings) == 2
    assert chosen(order(then.city, known_at=datetime(2020, 7, 31, tzinfo=UTC))).standings == ()


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"year_from": "언제"}, "체결연도부터: 연도를 네 자리로"),
        ({"year_from": "2020", "year_to": "2016"}, "체결연도까지: 끝 연도가"),
        ({"progress": "nothing"}, "추진상황: 목록에 없는 값입니다"),
        ({"district": "99999"}, "자치구: 목록에 없는 값입니다"),
        ({"district": "동구"}, "자치구: 목록에 없는 값입니다"),
        ({"colour": "red"}, "쓸 수 없는 조건"),
        ({"municipality": "0"}, "다른 지자체"),
    ],
)
def test_what_cannot_be_asked_is_told_in_words(city, asked, words):
    with pytest.raises(NotYetError, match=r"다시 요청|고르십시오|적으십시오|빠릅니다") as refused:
        chosen(order(city, asked=asked))
    assert words in str(refused.value)


def test_its_own_register_may_be_named(city):
    assert len(keys(city, municipality=str(city.pk))) == 3


def test_a_kind_of_one_page_has_no_volumes_and_few_rows_need_none(city):
    assert volumes(order(city)) == 0
    assert volumes(order(city, kind="overview")) == 0


def test_many_rows_are_counted_in_volumes_after_the_filter():
    made = world()
    agreements(made, MOST_ROWS)
    assert volumes(order(made.municipality)) == 2
    assert volumes(order(made.municipality, asked={"q": "기업 0000"})) == 0
    assert volumes(order(made.municipality, asked={"progress": "done"})) == 0
