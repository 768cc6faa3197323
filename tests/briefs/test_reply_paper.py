"""요구자료 답변서: frozen answers, bound; nothing is asked anew."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from agreements import models as m
from agreements.actions.inquiry import freeze_reply
from agreements.answers import QUESTIONS, Asked
from agreements.answers.told import told as told_answer
from briefs.contents import NotYetError, draw
from briefs.layout import attachments, entries
from briefs.rendering import render
from tests.agreements.cast import make_municipality
from tests.briefs.made import TODAY, order, ordered
from tests.briefs.test_rendering import is_accessible, words_of
from tests.briefs.tree import headings, lines, notes, rows, said, table

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("silent")]

KNOWN = datetime(2026, 11, 20, tzinfo=UTC)


def inquiry(made, **values) -> m.Inquiry:
    given = {"asker_kind": "council", "asker": "산업건설위원회", "title": "컨택센터 이행 현황", "asked_on": TODAY}
    return m.Inquiry.objects.create(municipality=made.city, **(given | values))


def answered(made, of: m.Inquiry, key: str, *, as_of=TODAY, known_at=KNOWN) -> m.Reply:
    question = QUESTIONS[key]
    asked = Asked(scope=made.officer.scope, as_of=as_of, known_at=known_at, municipality=made.city)
    return freeze_reply(
        of,
        question=key,
        asked={},
        as_of=as_of,
        known_at=known_at,
        definition=made.city.fulfilment_definition,
        contents=told_answer(question, asked, question.answer(asked)),
        by=made.officer,
    )


@pytest.fixture
def asked(heungkuk):
    made = inquiry(heungkuk, number="2026-117")
    answered(heungkuk, made, "by-year")
    answered(heungkuk, made, "by-company")
    return made


def told(made, of, **values):
    return draw(order(made, kind="reply", subject=of, **values)).contents


def test_answers_are_bound_in_their_order(heungkuk, asked):
    paper = told(heungkuk, asked)
    assert paper["title"] == "컨택센터 이행 현황 답변서"
    assert [part["title"] for part in paper["parts"]] == [
        "",
        "답변 1. 체결 연도별 이행률은?",
        "답변 2. 기업별 약속과 실적은?",
        "예상 질의·답변",
    ]
    assert rows(paper, "replies")["2"]["question"] == "기업별 약속과 실적은?"


def test_what_is_bound_is_listed_and_is_no_attachment(heungkuk, asked):
    paper = told(heungkuk, asked)
    assert paper["has_contents_list"]
    words = [entry.words for entry in entries(paper)]
    assert words == ["답변 1. 체결 연도별 이행률은?", "답변 2. 기업별 약속과 실적은?", "예상 질의·답변"]
    assert attachments(paper) == []


def test_the_request_is_told_and_what_is_not_known_yet_is_left_to_fill_in(heungkuk, asked):
    assert said(lines(told(heungkuk, asked), "요구 개요")) == [
        "요구기관 산업건설위원회(의회)",
        "요구번호 2026-117",
        "요 구 일 2026. 11. 22.",
        "문서번호",
    ]
    sent = {"submitted_on": TODAY, "document_number": "투자유치과-123", "due_on": TODAY + timedelta(3)}
    m.Inquiry.objects.filter(pk=asked.pk).update(**sent)
    assert said(lines(told(heungkuk, asked), "요구 개요"))[3:] == [
        "제출기한 2026. 11. 25.",
        "제 출 일 2026. 11. 22.",
        "문서번호 투자유치과-123",
    ]


def test_what_may_be_asked_is_answered_in_a_minute(heungkuk, asked):
    paper = told(heungkuk, asked)
    assert said(lines(paper, "2. 기업별 약속과 실적은?")) == [
        "(답변) 상담석 협약 100석 중 실적 미확인, 고용 협약 100명 중 실적 미확인",
        "(기준) 기준일 2026. 11. 22., 이행 판정 기준 고용, 12개월 이상 미점검 1건",
        "(근거) 답변 2 기업별 협약과 실적",
        "(추가 질의) 12개월 이상 미점검 1건의 점검 계획은?",
    ]
    assert "내부 답변 준비용: 제출본에서는 뺄 것" in notes(paper)


def test_tables_are_those_that_were_frozen(heungkuk, asked):
    paper = told(heungkuk, asked)
    for number, reply in enumerate(asked.replies.order_by("pk"), start=1):
        for frozen in reply.contents["tables"]:
            printed = table(paper, f"reply-{number}-{frozen['key']}")
            kept = [at for at in range(len(frozen["columns"])) if any(r["cells"][at] != "-" for r in frozen["rows"])]
            cells = [[f"{c['text']}{c['mark']}" for c in row["cells"]] for row in printed["rows"]]
            assert cells == [[r["label"], *(r["cells"][at] for at in kept)] for r in frozen["rows"]]


def test_frozen_stays_frozen(heungkuk, asked):
    before = told(heungkuk, asked)
    heungkuk.actual("insured", 40, date(2026, 9, 30))
    assert told(heungkuk, asked) == before
    assert rows(before, "reply-2-companies")["흥국생명(주)"]["jobs_confirmed"] == "미확인"


def test_each_answer_keeps_its_own_base_day(heungkuk, asked):
    answered(heungkuk, asked, "outcomes", as_of=date(2026, 6, 30))
    paper = told(heungkuk, asked)
    assert [part["as_of"] for part in paper["parts"]] == ["", "2026. 11. 22.", "2026. 11. 22.", "2026. 6. 30.", ""]
    assert paper["summary"][1] == "답변 3건, 답변 기준일 2026. 6. 30.~2026. 11. 22."
    assert "(기준일: 2026. 6. 30.)" in words_of(render(ordered(heungkuk, kind="reply", subject=asked)).data)


def test_a_day_before_its_answers_is_refused(heungkuk, asked):
    with pytest.raises(NotYetError, match=r"2026\. 11\. 22\."):
        told(heungkuk, asked, as_of=TODAY - timedelta(1))


def test_as_known_before_an_answer_was_drawn_again_the_first_is_bound(heungkuk, asked):
    first = timezone.now()
    heungkuk.actual("insured", 40, date(2026, 9, 30))
    answered(heungkuk, asked, "by-company", known_at=timezone.now())
    assert rows(told(heungkuk, asked), "reply-2-companies")["계"]["jobs_confirmed"] == "40"
    assert rows(told(heungkuk, asked, known_at=first), "reply-2-companies")["계"]["jobs_confirmed"] == "미확인"
    with pytest.raises(NotYetError, match="담은 답변이 없습니다"):
        told(heungkuk, asked, known_at=first - timedelta(1))


def test_it_is_held_against_the_one_submitted_before(heungkuk, asked):
    m.Inquiry.objects.filter(pk=asked.pk).update(submitted_on=TODAY)
    heungkuk.actual("insured", 40, date(2026, 9, 30), recorded_at=datetime(2026, 11, 21, tzinfo=UTC))
    later = inquiry(heungkuk, title="다음 해 요구")
    answered(heungkuk, later, "by-company", known_at=datetime(2026, 11, 22, tzinfo=UTC))
    paper = told(heungkuk, later)
    [line] = lines(paper, "전회 제출본 대비")
    assert line["text"] == "컨택센터 이행 현황(2026. 11. 22. 제출, 2026. 11. 22. 기준) 대비: 지연 입력 4"
    found = [[cell["text"] for cell in row["cells"]] for row in table(paper, "reply-1-since")["rows"]]
    assert ["흥국생명(주)", "고용 실적(확인)", "미확인", "40", "지연 입력"] in found


def test_nothing_that_differs_has_no_table(heungkuk, asked):
    m.Inquiry.objects.filter(pk=asked.pk).update(submitted_on=TODAY)
    later = inquiry(heungkuk, title="다음 해 요구")
    answered(heungkuk, later, "by-company")
    [line] = lines(told(heungkuk, later), "전회 제출본 대비")
    assert line["text"].endswith("대비: 달라진 수치 없음")
    assert table(told(heungkuk, later), "reply-1-since") is None


def test_the_first_of_its_question_says_so(heungkuk, asked):
    assert headings(told(heungkuk, asked))["전회 제출본 대비"]["beside"] == "같은 질문으로 먼저 제출한 답변 없음"


def test_without_answers_there_is_no_paper(heungkuk):
    with pytest.raises(NotYetError, match="담은 답변이 없습니다"):
        told(heungkuk, inquiry(heungkuk))


def test_the_request_to_another_register_is_not_there(heungkuk, asked):
    m.Inquiry.objects.filter(pk=asked.pk).update(municipality=make_municipality("busan", "부산광역시", code="26"))
    with pytest.raises(NotYetError, match="대장에 없습니다"):
        told(heungkuk, asked)


def test_it_is_accessible_and_its_contents_list_names_pages(heungkuk, asked, tmp_path):
    made = render(ordered(heungkuk, kind="reply", subject=asked))
    assert is_accessible(made, tmp_path)
    assert made.pages == 4
    assert "예상 질의·답변" in words_of(made.data)
    assert "붙임" not in words_of(made.data)
