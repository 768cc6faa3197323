"""인계: what passes on, what notes it, and to whom nothing may pass."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from accounts.capabilities import Role
from accounts.models import Department
from agreements import models as m
from agreements.actions.handover import hand_over, may_hand_over
from agreements.standing.holdings import holders, holdings_of, receivers, unheld
from tests.agreements.cast import cast, make_agreement, make_person, source_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return cast()


@pytest.fixture
def successor(people):
    office = Department.objects.create(municipality=people.gwangju, name="투자유치과")
    return make_person("successor", Role.OFFICER, people.gwangju, department=office)


def held(people, key: str, **more) -> m.Agreement:
    return make_agreement(people.gwangju, key, company="가나", officer=people.officer, **more)


def matter(agreement, **more) -> m.Matter:
    given = {"kind": "issue", "what": "지연", "who": "gwangju-officer", "raised_on": date(2024, 1, 1)}
    return m.Matter.objects.create(agreement=agreement, **{**given, **more})


def passing(people, successor, *agreements, **more):
    given = {"from_person": people.officer, "to": successor, "reason": "인사 이동", "by": people.officer}
    return hand_over(**{**given, "agreements": agreements, **more})


def refused(people, successor, *agreements, **more) -> str:
    before = m.ChangeRecord.objects.count()
    with pytest.raises(ValidationError) as caught:
        passing(people, successor, *agreements, **more)
    assert m.ChangeRecord.objects.count() == before
    return " ".join(caught.value.messages)


class TestPassing:
    def test_each_agreement_notes_who_held_it_and_why(self, people, successor):
        first, second = held(people, "a"), held(people, "b")
        passing(people, successor, first, second)
        assert set(m.Agreement.objects.values_list("officer", "department")) == {
            (successor.pk, successor.department_id)
        }
        noted = list(m.ChangeRecord.objects.order_by("pk"))
        assert [(note.action, note.agreement_id, note.reason) for note in noted] == [
            ("수정", first.pk, "인사 이동"),
            ("수정", second.pk, "인사 이동"),
        ]
        assert noted[0].before["officer"] == people.officer.pk
        assert noted[0].after["officer"] == successor.pk

    def test_what_was_not_chosen_stays(self, people, successor):
        first, second = held(people, "a"), held(people, "b")
        passing(people, successor, first)
        second.refresh_from_db()
        assert second.officer == people.officer

    def test_open_matters_name_the_new_one(self, people, successor):
        made = held(people, "a")
        rows = [matter(made), matter(made, done_on=date(2024, 2, 1)), matter(made, who="예산과")]
        passing(people, successor, made)
        for row in rows:
            row.refresh_from_db()
        assert [row.who for row in rows] == ["successor", "gwangju-officer", "예산과"]

    def test_drafts_go_along_and_only_ones_own(self, people, successor):
        own = m.Draft.objects.create(municipality=people.gwangju, by=people.officer, title="새 협약")
        other = m.Draft.objects.create(municipality=people.gwangju, by=people.head)
        passing(people, successor, drafts=[own, other])
        own.refresh_from_db()
        other.refresh_from_db()
        assert (own.by, own.department, other.by) == (successor, successor.department, people.head)

    def test_what_nobody_holds_is_given_to_somebody(self, people, successor):
        made = make_agreement(people.gwangju, "a", company="가나")
        row = matter(made, who="")
        passing(people, successor, made, from_person=None, by=people.head)
        made.refresh_from_db()
        row.refresh_from_db()
        assert (made.officer, row.who) == (successor, "")

    def test_a_department_is_kept_where_the_new_one_has_none(self, people):
        office = Department.objects.create(municipality=people.gwangju, name="일자리과")
        made = held(people, "a", department=office)
        passing(people, people.head, made)
        made.refresh_from_db()
        assert made.department == office


class TestRefused:
    def test_a_person_of_another_register(self, people, successor):
        assert "이 대장의 사람이 아닙니다" in refused(people, people.incheon_officer, held(people, "a"))

    def test_a_person_who_is_gone(self, people, successor):
        successor.is_active = False
        successor.save()
        assert "사용이 끝난 사람입니다" in refused(people, successor, held(people, "a"))

    def test_a_person_who_may_not_enter(self, people, successor):
        assert "입력할 권한이 없습니다" in refused(people, people.director, held(people, "a"))

    def test_the_same_person(self, people, successor):
        assert "같은 사람입니다" in refused(people, people.officer, held(people, "a"))

    def test_nothing_chosen_and_no_reason(self, people, successor):
        assert "하나 이상 고르십시오" in refused(people, successor)
        assert "넘기는 이유" in refused(people, successor, held(people, "a"), reason=" ")

    def test_all_or_nothing(self, people, successor):
        mine, theirs = held(people, "a"), make_agreement(people.gwangju, "b", company="다라", officer=people.head)
        assert "그 사이 담당이 바뀌었습니다" in refused(people, successor, mine, theirs)
        mine.refresh_from_db()
        assert mine.officer == people.officer


class TestHoldings:
    def test_all_that_a_person_leaves_behind(self, people):
        made = held(people, "a")
        other = make_agreement(people.gwangju, "b", company="다라")
        named = matter(other, who="투자과 gwangju-officer")
        matter(made, is_none=True, what="", who="")
        own = matter(made, who="예산과")
        draft = m.Draft.objects.create(municipality=people.gwangju, by=people.officer)
        building = m.Building.objects.create(
            municipality=people.gwangju, name="빌딩", folded_name="빌딩", source=source_of(people.gwangju)
        )
        given = {"building": building, "agreement": made, "source": made.source}
        company = made.parties.get().organisation
        waiting = m.Offer.objects.create(organisation=company, offered_on=date(2024, 1, 1), **given)
        m.Offer.objects.create(organisation=company, offered_on=date(2024, 1, 2), answer="declined", **given)
        found = holdings_of(people.officer, scope=people.head.scope)
        assert (found.agreements, found.count, found.drafts, found.offers) == ([made], 1, [draft], [waiting])
        assert set(found.matters) == {named, own}

    def test_what_nobody_holds_in_a_department(self, people):
        office = Department.objects.create(municipality=people.gwangju, name="투자유치과")
        there = make_agreement(people.gwangju, "a", company="가나", department=office)
        make_agreement(people.gwangju, "b", company="다라")
        held(people, "c")
        assert unheld(people.gwangju, scope=people.head.scope).count == 2
        assert unheld(people.gwangju, scope=people.head.scope, department=office.pk).agreements == [there]

    def test_everybody_and_nobody_in_one_list(self, people):
        held(people, "a")
        make_agreement(people.gwangju, "b", company="다라")
        make_agreement(people.incheon, "c", company="마바")
        told = [(str(one.person or "담당 미지정"), one.count) for one in holders(people.head.scope)]
        assert told == [("gwangju-head", 0), ("gwangju-officer", 1), ("담당 미지정", 1)]
        assert len(holders(people.reader.scope)) == 5

    def test_who_is_gone_is_told_while_something_is_held(self, people):
        held(people, "a")
        people.officer.is_active = False
        people.officer.save()
        assert people.officer in [one.person for one in holders(people.head.scope)]
        assert people.officer not in receivers(people.gwangju)


def test_who_may(people, successor):
    for person, may_own, may_any in (
        (people.officer, True, False),
        (people.head, True, True),
        (people.admin, True, True),
        (people.director, False, False),
        (people.reader, False, False),
    ):
        assert may_hand_over(person, person) is may_own, person
        assert may_hand_over(person, successor) is may_any, person
        assert may_hand_over(person, None) is may_any, person


class TestDraftsOfADepartment:
    @pytest.fixture
    def draft(self, people):
        office = Department.objects.create(municipality=people.gwangju, name="일자리과")
        return m.Draft.objects.create(municipality=people.gwangju, department=office, by=people.officer, title="초안")

    def test_it_is_not_taken_out_of_it_by_somebody_of_another(self, people, successor, draft):
        told = refused(people, successor, drafts=[draft], by=people.head)
        assert "쓴 사람의 부서 안에서" in told
        draft.refresh_from_db()
        assert draft.by == people.officer

    def test_its_writer_and_the_department_may_let_it_go(self, people, successor, draft):
        passing(people, successor, drafts=[draft])
        draft.refresh_from_db()
        assert (draft.by, draft.department) == (successor, successor.department)

    def test_it_stays_with_nobody_who_is_gone(self, people, successor, draft):
        people.officer.is_active = False
        people.officer.save()
        passing(people, successor, drafts=[draft], by=people.head)
        draft.refresh_from_db()
        assert draft.by == successor
