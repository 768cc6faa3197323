"""Two people at work in one register at the same moment: nobody waits in a circle, nothing is made twice."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection

from agreements import models as m
from agreements.actions.agreement import strike_agreement
from agreements.actions.organisation import merge_organisations
from agreements.actions.record import change, record
from agreements.actions.sheet import bring_in, receive_sheet, take_back
from agreements.models import Party
from tests.agreements.cast import cast, make_agreement, make_organisation, source_of
from tests.agreements.rows import valid, world

ROUNDS = 4


def together(*acts):
    """Each at the same moment in a thread of its own; what each gave back or raised."""
    start = Barrier(len(acts))

    def run(act):
        start.wait()
        try:
            return act()
        except ValidationError as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


@pytest.mark.django_db(transaction=True)
def test_editing_an_agreement_while_a_colleague_adds_to_it():
    w = world()
    agreement = w.agreement
    for n in range(ROUNDS):
        told = {**valid(m.Statement, w), "agreement": agreement, "words": f"참고 {n}"}
        told.pop("municipality")
        version = m.Agreement.objects.get(pk=agreement.pk).version
        together(
            lambda: change(agreement, {"venue": f"시청 {n}"}, version=version, by=w.user),  # noqa: B023
            lambda: record(m.Statement(**told, municipality=w.municipality), by=w.user),  # noqa: B023
        )
    assert m.Statement.objects.count() == ROUNDS
    assert m.Agreement.objects.get(pk=agreement.pk).venue == f"시청 {ROUNDS - 1}"


@pytest.mark.django_db(transaction=True)
def test_merging_a_company_while_a_colleague_names_it():
    c = cast()
    into, gone = make_organisation(c.gwangju, "가나"), make_organisation(c.gwangju, "가나씨앤에스")
    agreement = make_agreement(c.gwangju, "gwangju-1", company="다라", signed=date(2020, 1, 1))
    party = Party(agreement=agreement, organisation=gone, role="operator", source=source_of(c.gwangju))
    together(
        lambda: merge_organisations(into=into, gone=gone, reason="같은 곳", by=c.head),
        lambda: record(party, by=c.officer),
    )
    assert m.Organisation.objects.get(pk=gone.pk).merged_into == into


@pytest.mark.django_db(transaction=True)
def test_striking_an_agreement_while_a_colleague_records_on_it():
    w = world()
    told = {**valid(m.Outcome, w), "agreement": w.agreement}
    together(
        lambda: strike_agreement(w.agreement, reason="두 번 입력", version=1, by=w.user),
        lambda: record(m.Outcome(**told), by=w.user),
    )
    is_struck = m.Agreement.objects.get(pk=w.agreement.pk).struck_at is not None
    assert is_struck != m.Outcome.objects.exists()


@pytest.mark.django_db
def test_nothing_is_recorded_on_what_was_struck():
    w = world()
    m.Actual.objects.none()
    change(
        w.agreement,
        {"struck_at": "2026-01-01T00:00:00+09:00", "struck_by": w.user, "strike_reason": "오기"},
        version=1,
        by=w.user,
    )
    with pytest.raises(ValidationError, match="말소한 협약"):
        record(m.Outcome(**{**valid(m.Outcome, w), "agreement": w.agreement}), by=w.user)


@pytest.mark.django_db(transaction=True)
def test_two_who_enter_the_same_new_company_make_one():
    c = cast()
    told = {"municipality": c.gwangju, "kind": "company", "name": "새회사"}
    made = together(*(lambda: record(m.Organisation(**told), by=c.officer) for _ in range(2)))
    assert sum(isinstance(one, ValidationError) for one in made) == 1
    assert m.Organisation.objects.filter(name="새회사").count() == 1


SHEET = "기업명,체결일\n가나,2020. 7. 16.\n".encode()


def received(c, name):
    return receive_sheet(name=name, content=SHEET, municipality=c.gwangju, by=c.officer)


@pytest.mark.django_db(transaction=True)
def test_the_same_sheet_brought_in_twice_at_once_makes_one_of_each():
    c = cast()
    make_organisation(c.gwangju, "가나")
    sheets = [received(c, f"협약{n}.csv") for n in range(2)]
    together(*(lambda sheet=sheet: bring_in(sheet, by=c.officer) for sheet in sheets))
    assert m.Agreement.objects.count() == 1


class TestTakingBack:
    @pytest.fixture
    def c(self, db):
        return cast()

    def test_a_colleague_may_not(self, c):
        sheet = received(c, "협약.csv")
        bring_in(sheet, by=c.officer)
        other = c.incheon_officer
        other.municipality = c.gwangju
        with pytest.raises(PermissionDenied):
            take_back(m.Sheet.objects.get(), reason="잘못 올림", by=other)
        take_back(m.Sheet.objects.get(), reason="잘못 올림", by=c.head)
        assert not m.Agreement.objects.standing().exists()

    @pytest.mark.parametrize("model", [m.Contact, m.Programme])
    def test_a_company_on_which_somebody_built_stays(self, c, model):
        sheet = received(c, "협약.csv")
        bring_in(sheet, by=c.officer)
        company = m.Organisation.objects.get(name="가나")
        if model is m.Contact:
            model.objects.create(organisation=company, name="담당", telephone="02-000-0000")
        else:
            model.objects.create(municipality=c.gwangju, operator=company, name="사업", source=source_of(c.gwangju))
        take_back(m.Sheet.objects.get(), reason="잘못 올림", by=c.officer)
        assert m.Organisation.objects.get(name="가나").struck_at is None

    def test_a_company_nobody_needs_goes_too(self, c):
        sheet = received(c, "협약.csv")
        bring_in(sheet, by=c.officer)
        take_back(m.Sheet.objects.get(), reason="잘못 올림", by=c.officer)
        assert m.Organisation.objects.get(name="가나").struck_at is not None
