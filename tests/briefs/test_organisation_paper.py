"""기업·기관 카드: one page for tomorrow's meeting."""

from datetime import UTC, date, datetime

import pytest

from agreements import models as m
from briefs.contents import draw
from briefs.rendering import render
from tests.agreements.cast import add_party, make_agreement, make_organisation
from tests.agreements.places import make_building
from tests.briefs.made import TODAY, order, ordered
from tests.briefs.test_rendering import is_accessible, words_of
from tests.briefs.tree import headings, lines, notes, rows, said, table

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("silent")]

OCTOBER = datetime(2026, 10, 10, tzinfo=UTC)


def told(made, **values):
    given = {"kind": "organisation", "subject": made.company}
    return draw(order(made, **(given | values))).contents


def asked_in(made, name="3분기", party=None) -> m.CheckIn:
    days = {"observed_from": date(2026, 7, 1), "observed_to": date(2026, 9, 30), "opens_on": date(2026, 10, 1)}
    asked = m.Round.objects.create(municipality=made.city, name=name, due_on=date(2026, 10, 21), **days)
    return m.CheckIn.objects.create(round=asked, agreement=made.agreement, party=party)


def came(made, check_in) -> m.Receipt:
    by = {"recorded_by": made.officer, "recorded_at": OCTOBER}
    return m.Receipt.objects.create(check_in=check_in, via="paper", came_on=OCTOBER.date(), **by)


def second(made, name="두 번째 협약") -> m.Agreement:
    row = make_agreement(made.city, "second", company="", signed=date(2021, 3, 2), jobs=50)
    row.parties.filter(role="company").delete()
    m.Agreement.objects.filter(pk=row.pk).update(name=name)
    add_party(row, made.company)
    return m.Agreement.objects.get(pk=row.pk)


def opened(paper) -> list[str]:
    return next((said(lines(paper, name)) for name in headings(paper) if name.startswith("미결사항 ")), [])


def test_what_was_promised_and_where_it_stands(heungkuk):
    paper = told(heungkuk)
    assert paper["summary"] == [
        "협약 1건, 고용 협약 100명 중 확인한 실적 없음",
        "기한 경과 미이행 1건, 미결사항 없음",
    ]
    assert rows(paper, "agreements") == {
        "흥국생명(주) 고객센터 투자협약": {
            "name": "흥국생명(주) 고객센터 투자협약",
            "signed": "2020. 7. 16.",
            "seats_pledged": "100",
            "seats_confirmed": "미확인",
            "jobs_pledged": "100",
            "jobs_confirmed": "미확인",
            "due": "2021년 상반기*",
            "progress": "추진 중(기한 경과)",
        }
    }
    assert said(lines(paper, "개요")) == [
        "이 름 흥국생명(주)(기업)",
        "소 개 1949년 설립, 자산 29조 4천억 원(2019년 말)",
    ]
    assert (headings(paper)["보조금"]["beside"], headings(paper)["미결사항"]["beside"]) == ("지급 기록 없음", "없음")


def test_whose_it_is_and_who_may_see_it(heungkuk):
    m.Agreement.objects.filter(pk=heungkuk.agreement.pk).update(officer=heungkuk.officer, disclosure="open")
    paper = told(heungkuk)
    assert paper["contact"] == "투자유치과 · 주무관"
    assert paper["disclosure"] == m.Agreement.Disclosure.OPEN.label


def test_figures_name_their_sources(heungkuk):
    paper = told(heungkuk)
    [row] = table(paper, "agreements")["rows"]
    assert row["cells"][0]["refs"] == "①②"
    assert [source[2:] for source in paper["sources"]] == ["전자신문 2020. 7. 16.", "광주일등뉴스 2020. 7. 16."]


def test_what_is_open_is_told_by_its_day(heungkuk):
    heungkuk.matter("issue", "상담석 미설치", response="현지 확인", who="투자유치과", until_on=date(2026, 12, 10))
    heungkuk.matter("issue")
    receipt = came(heungkuk, asked_in(heungkuk, "2분기"))
    asked_in(heungkuk)
    m.CorrectionRequest.objects.create(receipt=receipt, about="due", words="2027년이 맞음")
    given = {"organisation": heungkuk.company, "source": heungkuk.paper, "offered_on": date(2026, 11, 1)}
    m.Offer.objects.create(building=make_building(heungkuk.city), **given)
    paper = told(heungkuk)
    assert opened(paper) == [
        "(실적 제출) 3분기 미제출, 2026. 10. 21.까지(경과)",
        "(쟁점 및 대응) 상담석 미설치(대응: 현지 확인), 투자유치과, 2026. 12. 10.까지",
        "(실적 제출) 2분기 검토 중",
        "(정정 요청) 기한: 2027년이 맞음(2026. 10. 10. 접수)",
        "(건물 제안) 빛고을고객센터 제안(2026. 11. 1.), 회신 전, 흥국생명(주)",
    ]
    assert paper["summary"][1] == "기한 경과 미이행 1건, 미결사항 5건(기한 경과 1건)"


def test_only_so_many_lines_stand_on_one_page(heungkuk):
    for number in range(8):
        heungkuk.matter("issue", f"쟁점 {number}")
    paper = told(heungkuk)
    assert len(opened(paper)) == 7
    assert opened(paper)[-1] == "그 밖에 2건"
    assert "미결사항 8건" in paper["summary"][1]


def test_what_is_over_or_asked_of_others_is_not_open(heungkuk):
    heungkuk.matter("issue", "끝난 쟁점", done_on=date(2026, 10, 1))
    receipt = came(heungkuk, check_in := asked_in(heungkuk))
    m.ReceiptReview.objects.create(receipt=receipt, decision="approved", reviewed_by=heungkuk.officer)
    done = {"about": "due", "words": "다름", "answer": "고침", "answered_on": date(2026, 11, 1)}
    m.CorrectionRequest.objects.create(receipt=receipt, **done)
    m.RoundClosing.objects.create(round=check_in.round, closed_by=heungkuk.officer)
    other = add_party(heungkuk.agreement, make_organisation(heungkuk.city, "다른 회사"))
    asked_in(heungkuk, "다른 회사의 것", party=other)
    asked_in(heungkuk, "우리 것", party=heungkuk.of_company)
    answered = {"answer": "declined", "answered_on": date(2026, 9, 3), "offered_on": date(2026, 9, 1)}
    place = {"building": make_building(heungkuk.city), "organisation": heungkuk.company, "source": heungkuk.paper}
    m.Offer.objects.create(**place, **answered)
    assert [words.split()[2] for words in opened(told(heungkuk))] == ["우리"]


def test_as_of_a_day_what_was_open_then(heungkuk):
    """Done, answered and decided later; raised, asked and offered later."""
    heungkuk.matter("issue", "그때 쟁점", raised_on=date(2026, 5, 1), done_on=date(2026, 10, 1))
    heungkuk.matter("issue", "뒤의 쟁점", raised_on=date(2026, 8, 1))
    asked_in(heungkuk)
    place = {"organisation": heungkuk.company, "source": heungkuk.paper}
    building = make_building(heungkuk.city)
    later = {"answer": "declined", "answered_on": date(2026, 9, 3), "offered_on": date(2026, 6, 1)}
    m.Offer.objects.create(building=building, **place, **later)
    m.Offer.objects.create(building=building, **place, offered_on=date(2026, 9, 1))
    found = opened(told(heungkuk, as_of=date(2026, 7, 1)))
    assert [words.split(")")[0] for words in found] == ["(쟁점 및 대응", "(건물 제안"]
    assert "그때 쟁점" in found[0]
    known = opened(told(heungkuk, known_at=datetime(2026, 7, 1, 3, tzinfo=UTC)))
    assert known == found


def test_agreements_of_later_are_not_on_it(heungkuk):
    second(heungkuk)
    assert "협약 2건" in told(heungkuk)["summary"][0]
    assert "협약 1건" in told(heungkuk, known_at=OCTOBER)["summary"][0]
    assert "협약 1건" in told(heungkuk, as_of=date(2021, 1, 1))["summary"][0]


def test_several_agreements_have_a_sum_and_are_told_apart(heungkuk):
    later = second(heungkuk)
    m.Matter.objects.create(agreement=later, kind="issue", what="착공 지연", raised_on=date(2026, 9, 1))
    heungkuk.fact(m.SubsidyPayment, agreement=later, item="rent", amount_won=95_000_000)
    paper = told(heungkuk)
    first = next(iter(rows(paper, "agreements").values()))
    assert (first["name"], first["signed"], first["jobs_pledged"], first["jobs_confirmed"]) == (
        "계",
        "",
        "150",
        "미확인",
    )
    assert opened(paper) == ["(쟁점 및 대응) 두 번째 협약: 착공 지연"]
    assert said(lines(paper, "보조금"))[0].startswith("(두 번째 협약) 임차료 9,500만 원")


def test_what_it_was_paid_and_what_another_got(heungkuk):
    other = add_party(heungkuk.agreement, make_organisation(heungkuk.city, "다른 회사"))
    days = [("rent", date(2021, 5, 1)), ("training", date(2022, 5, 1)), ("employment", date(2027, 5, 1))]
    for item, on in days:
        heungkuk.fact(m.SubsidyPayment, item=item, amount_won=1_000_000, paid_on=on, paid_precision="day")
    heungkuk.fact(m.SubsidyPayment, item="equipment", amount_won=1_000_000, party=other)
    found = said(lines(told(heungkuk), "보조금"))
    assert [words.split()[0] for words in found] == ["교육훈련", "임차료"]


def test_the_sources_of_many_agreements_stand_on_their_own_papers(heungkuk):
    for number in range(5):
        row = make_agreement(heungkuk.city, f"more-{number}", company="", signed=date(2021, 3, 2), jobs=50)
        row.parties.filter(role="company").delete()
        add_party(row, heungkuk.company)
    paper = told(heungkuk)
    assert {row["cells"][0]["refs"] for row in table(paper, "agreements")["rows"]} == {""}
    assert "출처: 협약별 보고자료 참조" in notes(paper)


def test_who_has_no_agreement_is_told_by_what_it_is(heungkuk):
    row = make_organisation(heungkuk.city, "컨택센터 협동조합", kind="cooperative")
    counted = {"relation": "member", "member_kind": "corporation", "count": 3}
    m.Membership.objects.create(organisation=row, source=heungkuk.paper, **counted)
    paper = told(heungkuk, subject=row)
    assert paper["summary"] == ["협동조합, 조합원·회원 법인 3개", "협약 기록 없음"]
    assert "미결사항" not in headings(paper)
    assert "보조금" not in headings(paper)


def test_it_is_one_accessible_page(heungkuk, tmp_path):
    asked_in(heungkuk)
    made = render(ordered(heungkuk, kind="organisation", subject=heungkuk.company, as_of=TODAY))
    assert made.pages == 1
    assert is_accessible(made, tmp_path)
    told = words_of(made.data)
    assert "1949년 설립" in told
    assert {"흥국생명(주)", "고객센터", "투자협약①②", "경과)"} <= set(told.split())
