"""An agreement enters the register as a whole, under a number of its own, and leaves it only by being struck."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction

from accounts.models import Department
from agreements import models as m
from agreements.actions.agreement import NewAgreement, hindrances, register_agreement, strike_agreement
from agreements.actions.document import receive_upload
from agreements.actions.record import ConflictError
from agreements.actions.submission import once
from tests.agreements.papers import pdf
from tests.agreements.rows import World, valid, world


def unsaved(w: World, *, company: str = "새 기업", **more: Any) -> NewAgreement:
    """As a page or a sheet hands it over: nothing of it has a number yet."""
    source = m.Source(municipality=w.municipality, kind="paper", publisher="시", title="협약서")
    given = {"kind": "investment", "signed_on": date(2020, 7, 16), "signed_precision": "day", **more}
    agreement = m.Agreement(municipality=w.municipality, name="협약", source=source, **given)
    organisation = m.Organisation(municipality=w.municipality, name=company, kind="company")
    party = m.Party(agreement=agreement, organisation=organisation, role="company", source=source)
    fact = {"agreement": agreement, "source": source, "recorded_by": w.user}
    adopted = m.Pledge(metric="seats", low=100, high=100, stage="signed", **fact)
    return NewAgreement(
        agreement=agreement,
        parties=[party],
        signatories=[m.Signatory(party=party, title="대표이사", source=source)],
        attendees=[m.Attendee(party=party, title="상무", source=source)],
        pledges=[
            m.Pledge(
                metric="seats", low=80, high=80, stage="announced", disputes=adopted, dispute_reason="다른 보도", **fact
            ),
            adopted,
        ],
        obligations=[
            m.Obligation(agreement=agreement, party=party, code="centre", words="설치", stage="signed", source=source)
        ],
        statements=[m.Statement(municipality=w.municipality, topic="context", words="참고", **fact)],
        documents=[m.Document(municipality=w.municipality, agreement=agreement, kind="letter", title="공문")],
    )


@pytest.mark.django_db
class TestRegistering:
    def test_every_row_is_saved_and_noted_under_its_agreement(self):
        w = world()
        agreement = register_agreement(unsaved(w), by=w.user)
        noted = m.ChangeRecord.objects.filter(municipality=w.municipality).values_list("subject_model", "agreement")
        own = {
            "agreement",
            "version",
            "party",
            "signatory",
            "attendee",
            "pledge",
            "obligation",
            "statement",
            "document",
        }
        assert set(noted) == {(name, agreement.pk) for name in own} | {("source", None), ("organisation", None)}
        assert m.ChangeRecord.objects.filter(subject_model="source").count() == 1
        assert m.StandingSummary.objects.get(agreement=agreement).seats_pledged == 100

    def test_the_first_version_is_what_was_signed(self):
        w = world()
        agreement = register_agreement(unsaved(w), by=w.user)
        version = agreement.versions.get()
        assert (version.number, version.reason_code, version.signed_on) == (0, "original", date(2020, 7, 16))
        assert {pledge.version_of for pledge in agreement.pledges.all()} == {version}

    def test_a_value_set_aside_names_the_adopted_one(self):
        w = world()
        agreement = register_agreement(unsaved(w), by=w.user)
        aside = agreement.pledges.get(low=80)
        assert (aside.disputes.low, aside.dispute_reason) == (100, "다른 보도")

    def test_nothing_is_ownerless(self):
        w = world()
        w.user.department = Department.objects.create(municipality=w.municipality, name="투자과")
        agreement = register_agreement(unsaved(w), by=w.user)
        assert (agreement.officer, agreement.department) == (w.user, w.user.department)

    def test_it_is_whole_or_not_there_at_all(self):
        w = world()
        before = {model: model.objects.count() for model in (m.Agreement, m.Source, m.Organisation, m.ChangeRecord)}
        new = unsaved(w)
        new.obligations[0].words = ""
        with pytest.raises(ValidationError, match="역할·협약사항"):
            register_agreement(new, by=w.user)
        assert {model: model.objects.count() for model in before} == before

    def test_the_paper_that_was_signed_comes_with_its_file(self, files):
        w = world()
        upload = receive_upload(name="협약서.pdf", content=pdf(), by=w.user)
        new = unsaved(w)
        new.papers = [(m.Document(kind="agreement", document_number="투자과-1"), upload)]
        agreement = register_agreement(new, by=w.user)
        paper = agreement.documents.get(kind="agreement")
        assert (paper.title, paper.document_number, agreement.versions.get().document) == ("협약서", "투자과-1", paper)
        assert not m.Upload.objects.exists()

    def test_a_draft_ends_with_it_and_makes_one_agreement_only(self):
        w = world()
        draft = m.Draft.objects.create(municipality=w.municipality, by=w.user)
        new, again = unsaved(w), unsaved(w, company="다른 기업")
        new.draft = again.draft = draft
        register_agreement(new, by=w.user)
        assert not m.Draft.objects.exists()
        with pytest.raises(ValidationError, match="그 사이 등록되었거나"):
            register_agreement(again, by=w.user)


@pytest.mark.django_db
class TestTheNumber:
    @pytest.mark.parametrize(
        ("signed", "key"),
        [
            ({"signed_on": date(2020, 7, 16), "signed_precision": "day"}, "gana-20200716-1"),
            ({"signed_on": date(2020, 7, 1), "signed_precision": "month"}, "gana-2020-1"),
            ({"signed_on": date(2020, 1, 1), "signed_precision": "year"}, "gana-2020-1"),
            ({"signed_on": None, "signed_precision": "unknown"}, "gana-nodate-1"),
        ],
    )
    def test_it_says_the_register_and_the_day_as_far_as_it_is_known(self, signed, key):
        w = world()
        assert register_agreement(unsaved(w, **signed), by=w.user).key == key

    def test_several_come_one_after_the_other_in_one_transaction(self):
        w = world()
        with transaction.atomic():
            made = [register_agreement(unsaved(w, company=name), by=w.user).key for name in ("다라", "마바", "사아")]
        assert made == [f"gana-20200716-{n}" for n in (1, 2, 3)]

    def test_that_of_a_struck_one_is_not_given_again(self):
        w = world()
        first = register_agreement(unsaved(w), by=w.user)
        strike_agreement(first, reason="오기", version=1, by=w.user)
        assert register_agreement(unsaved(w, company="다라"), by=w.user).key == "gana-20200716-2"


def together(count: int, act: Any) -> list[Any]:
    """``act(n)`` in so many threads at once."""
    barrier = Barrier(count)

    def run(number: int) -> Any:
        try:
            barrier.wait()
            return act(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(run, range(count)))


@pytest.mark.django_db(transaction=True)
def test_two_at_once_get_numbers_of_their_own():
    w = world()
    keys = together(4, lambda n: register_agreement(unsaved(w, company=f"기업{n}"), by=w.user).key)
    assert sorted(keys) == [f"gana-20200716-{n}" for n in range(1, 5)]


@pytest.mark.django_db(transaction=True)
def test_a_double_click_makes_one_agreement():
    w = world()
    key = uuid4()

    def click(number: int) -> int:
        return once(key, lambda: register_agreement(unsaved(w), by=w.user), by=w.user).pk

    assert len(set(together(3, click))) == 1
    assert m.Agreement.objects.filter(key__startswith="gana-2020").count() == 1


@pytest.mark.django_db
class TestStriking:
    def test_it_is_seen_no_more_and_nothing_is_deleted(self):
        w = world()
        agreement = register_agreement(unsaved(w), by=w.user)
        strike_agreement(agreement, reason="두 번 등록", version=1, by=w.user)
        assert not m.Agreement.objects.visible_to(w.user.scope).filter(pk=agreement.pk).exists()
        assert m.Pledge.objects.filter(agreement=agreement).count() == 2
        noted = m.ChangeRecord.objects.order_by("-pk").first()
        assert (noted.action, noted.reason, noted.agreement) == ("수정", "두 번 등록", agreement)

    def test_it_asks_why_and_for_the_version_that_was_seen(self):
        w = world()
        agreement = register_agreement(unsaved(w), by=w.user)
        with pytest.raises(ValidationError, match="이유"):
            strike_agreement(agreement, reason=" ", version=1, by=w.user)
        with pytest.raises(ConflictError):
            strike_agreement(agreement, reason="오기", version=2, by=w.user)

    @pytest.mark.parametrize("model", [m.Actual, m.Outcome, m.SubsidyPayment, m.ObligationCheck, m.Version])
    def test_what_was_built_on_it_stands_in_the_way(self, model):
        w = world()
        agreement = register_agreement(unsaved(w), by=w.user)
        told = {**valid(model, w), "agreement": agreement, "obligation": agreement.obligations.get()}
        fields = {field.name for field in model._meta.fields}
        model.objects.create(**{name: value for name, value in told.items() if name in fields})
        with pytest.raises(ValidationError, match=str(model._meta.verbose_name)):
            strike_agreement(agreement, reason="오기", version=1, by=w.user)

    def test_so_does_a_check_that_was_handed_in(self):
        w = world()
        agreement = register_agreement(unsaved(w), by=w.user)
        check_in = m.CheckIn.objects.create(**{**valid(m.CheckIn, w), "agreement": agreement})
        assert hindrances(agreement) == []
        m.Receipt.objects.create(**{**valid(m.Receipt, w), "check_in": check_in})
        assert "점검 제출" in hindrances(agreement)[0]

    def test_it_is_struck_once(self):
        w = world()
        struck = strike_agreement(register_agreement(unsaved(w), by=w.user), reason="오기", version=1, by=w.user)
        with pytest.raises(ValidationError, match="이미 말소한"):
            strike_agreement(struck, reason="오기", version=2, by=w.user)
