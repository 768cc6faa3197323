"""Two records of the same organisation become one: everything goes over, and no figure moves."""

from datetime import date

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agreements import models as m
from agreements.actions.organisation import (
    MOVES,
    doubts,
    hindrances,
    merge_organisations,
    what_moves,
)
from agreements.actions.record import record
from agreements.actions.verification import findings
from agreements.models.fact import Fact
from agreements.rules.name import fold
from agreements.standing import standings, total_of
from tests.agreements.cast import (
    add_actual,
    add_party,
    add_pledge,
    cast,
    make_agreement,
    make_organisation,
    recorder,
    source_of,
)
from tests.agreements.rows import valid, world

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 22)


@pytest.fixture
def c():
    return cast()


def merge(c, into, gone, reason="같은 회사"):
    return merge_organisations(into=into, gone=gone, reason=reason, by=c.head)


def former(organisation) -> list[tuple[str, str]]:
    return [(name.name, str(name.until)) for name in organisation.former_names.order_by("pk")]


def found(words: str) -> list[str]:
    return [row.name for row in m.Organisation.objects.standing().named_like(words)]


class TestMerge:
    def test_everything_that_hangs_on_an_organisation_goes_over(self):
        """A new noun that names organisations fails here until it is told how it moves."""
        keys = {
            (model, field.name)
            for model in apps.get_app_config("agreements").get_models()
            for field in model._meta.concrete_fields
            if field.remote_field and field.remote_field.model is m.Organisation
        }
        assert keys == {*MOVES, (m.FormerName, "organisation")}

    def test_each_row_moves_and_is_noted(self):
        w = world()
        given = {"name": "하나", "folded_name": "하나", "municipality": w.municipality, "kind": "company"}
        gone = m.Organisation.objects.create(**given)
        third = m.Organisation.objects.create(**{**given, "name": "둘", "folded_name": "둘"})
        for model, column in MOVES:
            values = {**valid(model, w), column: gone}
            if model is m.Membership:
                values |= {"relation": "member", "organisation": third, column: gone}
                values |= {"member": third} if column == "organisation" else {}
            if model is m.Document:
                values |= {"agreement": None}
            if model is not m.Organisation:
                record(model(**values), by=w.user)
        into = merge_organisations(into=w.other, gone=gone, reason="같은 회사", by=w.user)
        for model, column in MOVES[:-3]:
            assert model._base_manager.filter(**{column: into}).exists(), (model, column)
            assert not model._base_manager.filter(**{column: gone}).exists(), (model, column)
        assert into.statements.get(replaced_by=None).replaces.organisation == gone
        notes = m.ChangeRecord.objects.filter(reason__contains="같은 회사")
        assert {note.subject_model for note in notes} == {
            *(model._meta.model_name for model, _ in MOVES),
        }

    def test_the_other_record_is_struck_and_leads_here(self, c):
        into, gone = (make_organisation(c.gwangju, name) for name in ("DB손해보험", "동부화재"))
        merge(c, into, gone)
        gone.refresh_from_db()
        assert (gone.merged_into, gone.struck_by, gone.strike_reason) == (into, c.head, "같은 회사")
        assert gone.struck_at is not None
        assert m.Organisation.objects.visible_to(c.officer.scope).get() == into
        note = m.ChangeRecord.objects.get(action="합침")
        assert (note.subject_id, note.reason, note.by) == (into.pk, "동부화재: 같은 회사", c.head)

    def test_it_is_found_under_every_name_once(self, c):
        into = make_organisation(c.gwangju, "DB손해보험", former="동부화재")
        gone = make_organisation(c.gwangju, "동부화재해상보험", former="한국자동차보험")
        m.FormerName.objects.create(
            organisation=gone, name="㈜동부 화재", folded_name=fold("동부화재"), source=source_of(c.gwangju)
        )
        merge(c, into, gone)
        assert sorted(former(into)) == [("동부화재", ""), ("동부화재해상보험", ""), ("한국자동차보험", "")]
        assert found("한국자동차") == found("동부화재해상") == ["DB손해보험"]
        assert m.FormerName.objects.filter(organisation=gone).count() == 1

    def test_the_name_is_kept_with_the_source_it_was_read_in(self, c):
        into, gone = make_organisation(c.gwangju, "가나"), make_organisation(c.gwangju, "다라")
        agreement = make_agreement(c.gwangju, "a", company=gone)
        bare = make_organisation(c.gwangju, "마바")
        merge(c, merge(c, into, gone), bare)
        kept = {name.name: name.source for name in into.former_names.all()}
        assert kept["다라"] == agreement.source
        assert (kept["마바"].publisher, kept["마바"].kind) == ("광주광역시", "city")

    def test_what_only_the_other_knew_is_kept(self, c):
        into = make_organisation(c.gwangju, "가나", corporate_number="1101110062432")
        gone = make_organisation(c.gwangju, "다라", business_number="1234567891", corporate_number="1101110062433")
        merged = merge(c, into, gone)
        assert (merged.business_number, merged.corporate_number) == ("1234567891", "1101110062432")

    def test_a_record_merged_before_leads_to_the_last(self, c):
        first, second, last = (make_organisation(c.gwangju, name) for name in ("가", "나", "다"))
        merge(c, second, first)
        merge(c, last, second)
        assert {row.pk for row in m.Organisation.objects.filter(merged_into=last)} == {first.pk, second.pk}

    def test_nothing_of_another_register_is_touched(self, c):
        into, gone = make_organisation(c.gwangju, "가"), make_organisation(c.gwangju, "나")
        other = make_organisation(c.incheon, "나", same_as=gone)
        merge(c, into, gone)
        other.refresh_from_db()
        assert (other.same_as, other.version) == (gone, 1)
        assert other.same_as.merged_into == into
        assert not m.ChangeRecord.objects.filter(municipality=c.incheon).exists()

    def test_contacts_go_over_and_are_never_noted(self, c):
        into, gone = make_organisation(c.gwangju, "가"), make_organisation(c.gwangju, "나")
        m.Contact.objects.create(organisation=gone, name="홍길동", telephone="010-1234-5678")
        merge(c, into, gone)
        assert into.contacts.get().name == "홍길동"
        assert "홍길동" not in str(m.ChangeRecord.objects.values_list())

    def test_the_history_still_tells_what_the_rows_say(self):
        w = world()
        gone = record(m.Organisation(municipality=w.municipality, kind="company", name="둘"), by=w.user)
        into = record(m.Organisation(municipality=w.municipality, kind="company", name="하나"), by=w.user)
        record(m.Party(**{**valid(m.Party, w), "organisation": gone}), by=w.user)
        record(m.Statement(**{**valid(m.Statement, w), "organisation": gone}), by=w.user)
        merge_organisations(into=into, gone=gone, reason="같은 회사", by=w.user)
        told = {str(finding) for finding in findings(w.municipality) if finding.is_fault}
        assert {words for words in told if "기록에 없는 자료" not in words} == set()

    def test_what_moves_is_told_before(self, c):
        gone = make_organisation(c.gwangju, "나", former="옛나")
        for n in range(12):
            make_agreement(c.gwangju, f"a{n}", company=gone)
        moves = {move.noun: move for move in what_moves(gone)}
        assert {noun: move.count for noun, move in moves.items()} == {"당사자": 12, "옛 이름": 1}
        assert (len(moves["당사자"].words), moves["당사자"].more) == (10, 2)


class TestRefused:
    def test_where_both_take_part_in_one_role(self, c):
        into, gone = make_organisation(c.gwangju, "가"), make_organisation(c.gwangju, "나")
        agreement = make_agreement(c.gwangju, "a", company=into, name="공동 협약")
        add_party(agreement, gone)
        with pytest.raises(ValidationError, match="‘공동 협약’에 두 기록이 똑같이 들어 있습니다"):
            merge(c, into, gone)
        gone.refresh_from_db()
        assert gone.struck_at is None
        assert agreement.parties.count() == 2

    def test_but_not_in_two_roles(self, c):
        into, gone = make_organisation(c.gwangju, "가"), make_organisation(c.gwangju, "나")
        agreement = make_agreement(c.gwangju, "a", company=into)
        add_party(agreement, gone, role="operator")
        merge(c, into, gone)
        assert {party.organisation for party in agreement.parties.all()} == {into}

    def test_where_one_is_the_member_of_the_other(self, c):
        into, gone = make_organisation(c.gwangju, "가"), make_organisation(c.gwangju, "나")
        m.Membership.objects.create(
            organisation=gone,
            member=into,
            relation="subsidiary",
            member_kind="corporation",
            source=source_of(c.gwangju),
        )
        assert "서로 구성원·계열" in hindrances(into=into, gone=gone)[0]

    def test_members_without_a_name_are_no_hindrance(self, c):
        into, gone = make_organisation(c.gwangju, "가"), make_organisation(c.gwangju, "나")
        for one in (into, gone):
            m.Membership.objects.create(
                organisation=one, relation="member", member_kind="individual", count=2, source=source_of(c.gwangju)
            )
        merge(c, into, gone)
        assert [row.count for row in into.memberships.all()] == [2, 2]

    def test_across_registers_with_itself_or_twice(self, c):
        into, gone = make_organisation(c.gwangju, "가"), make_organisation(c.gwangju, "나")
        assert "다른 대장" in hindrances(into=into, gone=make_organisation(c.incheon, "나"))[0]
        assert "자기 자신" in hindrances(into=into, gone=into)[0]
        merge(c, into, gone)
        with pytest.raises(ValidationError, match="이미 합쳐졌거나"):
            merge(c, into, gone)

    @pytest.mark.parametrize("reason", ["", "  "])
    def test_without_a_reason(self, c, reason):
        into, gone = make_organisation(c.gwangju, "가"), make_organisation(c.gwangju, "나")
        with pytest.raises(ValidationError, match="이유를 적으십시오"):
            merge(c, into, gone, reason=reason)

    def test_a_row_that_cannot_go_over_is_named_and_nothing_has_moved(self, c):
        into, gone = make_organisation(c.gwangju, "가"), make_organisation(c.gwangju, "나")
        agreement = make_agreement(c.gwangju, "a", company=gone)
        m.Document.objects.create(municipality=c.gwangju, organisation=gone, kind="x", title="낡은 문서")
        with pytest.raises(ValidationError, match="문서 ‘낡은 문서’"), transaction.atomic():
            merge(c, into, gone)
        gone.refresh_from_db()
        assert gone.struck_at is None
        assert agreement.parties.get().organisation == gone

    def test_doubts_are_told_and_decided_by_a_person(self, c):
        into = make_organisation(c.gwangju, "가", business_number="1234567891")
        gone = make_organisation(c.gwangju, "나", business_number="1248100998", kind="agency")
        assert doubts(into=into, gone=gone) == ["사업자등록번호가 서로 다릅니다.", "종류가 서로 다릅니다."]
        assert doubts(into=into, gone=into) == []


PLEDGES = st.lists(
    st.tuples(st.sampled_from(["seats", "jobs"]), st.integers(1, 900), st.booleans()), min_size=0, max_size=3
)
AGREEMENTS = st.lists(
    st.tuples(
        st.lists(st.tuples(st.integers(0, 3), st.sampled_from(["company", "operator"])), max_size=4, unique=True),
        PLEDGES,
        st.lists(st.tuples(st.sampled_from(["hired", "insured", "seats_built"]), st.integers(0, 900)), max_size=2),
    ),
    max_size=4,
)


def build(city, told) -> list[m.Organisation]:
    """Four companies, and agreements among them as told; pledges of a party where it has one."""
    companies = [make_organisation(city, f"회사{n}") for n in range(4)]
    for number, (parties, pledges, actuals) in enumerate(told):
        agreement = make_agreement(city, f"a{number}", signed=date(2019, 1, 1))
        rows = [add_party(agreement, companies[at], role) for at, role in parties]
        for metric, value, is_bound in pledges:
            add_pledge(agreement, metric, value, party=rows[0] if rows and is_bound else None)
        for day, (rung, value) in enumerate(actuals, start=1):
            add_actual(agreement, rung, value, date(2020, 1, day))
    for company in companies:
        m.Statement.objects.create(
            municipality=city,
            organisation=company,
            topic="profile",
            words=f"{company} 현황",
            recorded_by=recorder(),
            source=source_of(city),
        )
    return companies


def figures(agreements) -> list[tuple[object, ...]]:
    rows = agreements.order_by("key").select_related("municipality", "source")
    return [(s.agreement.key, s.metrics, s.progress, s.is_fulfilled) for s in standings(list(rows), as_of=TODAY)]


def total(*companies):
    rows = m.Agreement.objects.filter(parties__organisation__in=companies).distinct().order_by("key")
    return total_of("계", standings(list(rows.select_related("municipality", "source")), as_of=TODAY))


def counted() -> dict[str, int]:
    facts = [model for model in apps.get_app_config("agreements").get_models() if issubclass(model, Fact)]
    rows = [*facts, m.Party, m.Contact, m.Agreement]
    return {
        model.__name__: (model.objects.known_at(None) if model in facts else model._base_manager.all()).count()
        for model in rows
    }


@given(told=AGREEMENTS, pair=st.permutations(range(4)))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_standing_and_total_is_the_same_before_and_after(c, told, pair):
    with transaction.atomic():
        companies = build(c.gwangju, told)
        into, gone, *others = (companies[at] for at in pair)
        before = (figures(m.Agreement.objects), total(into, gone), [total(one) for one in others], counted())
        summaries = list(
            m.StandingSummary.objects.order_by("agreement").values("agreement", "jobs_pledged", "jobs_rate")
        )
        if not hindrances(into=into, gone=gone):
            merge(c, into, gone)
            assert (figures(m.Agreement.objects), total(into), [total(one) for one in others], counted()) == before
            assert not m.Party.objects.filter(organisation=gone).exists()
            again = m.StandingSummary.objects.order_by("agreement").values("agreement", "jobs_pledged", "jobs_rate")
            assert list(again) == summaries
        transaction.set_rollback(True)


def test_a_merge_changes_nothing_that_was_known_before_it(c):
    into, gone = make_organisation(c.gwangju, "가"), make_organisation(c.gwangju, "나")
    told = {"municipality": c.gwangju, "topic": "profile", "recorded_by": c.officer, "source": source_of(c.gwangju)}
    fact = m.Statement.objects.create(organisation=gone, words="1949년 설립", **told)
    merge(c, into, gone)
    assert [row.words for row in into.statements.known_at(None)] == ["1949년 설립"]
    assert list(gone.statements.known_at(None)) == []
    assert list(gone.statements.known_at(fact.recorded_at)) == [fact]
