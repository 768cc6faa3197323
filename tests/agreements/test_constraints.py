"""Every rule the database holds is broken here once, on whichever database the suite runs."""

import re
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.utils import timezone

from accounts.models import Department, Municipality, Region, User
from agreements import models as m
from tests.agreements.rows import valid, world

pytestmark = pytest.mark.django_db

DAY = date(2020, 7, 16)

# Each name is broken by these values laid over a valid row of the model.
BROKEN: dict[str, tuple[Any, dict[str, Any]]] = {
    "region_ends_after_it_begins": (Region, {"valid_from": date(2021, 1, 1), "valid_to": DAY}),
    "region_has_a_successor_only_when_ended": (Region, {"successor": "province"}),
    "region_code_fits_its_level": (Region, {"code": "91"}),
    "municipality_ends_after_it_begins": (Municipality, {"valid_from": date(2021, 1, 1), "valid_to": DAY}),
    "municipality_has_a_successor_only_when_ended": (Municipality, {"successor": "municipality"}),
    "municipality_has_a_region_unless_national": (Municipality, {"region": None}),
    "department_ends_after_it_begins": (Department, {"valid_from": date(2021, 1, 1), "valid_to": DAY}),
    "user_has_a_municipality_unless_national": (User, {"municipality": None}),
    "organisation_has_a_name": (m.Organisation, {"name": "", "folded_name": ""}),
    "business_number_is_ten_digits": (m.Organisation, {"business_number": "123"}),
    "corporate_number_is_thirteen_digits": (m.Organisation, {"corporate_number": "123"}),
    "membership_names_organisations_and_counts_people": (m.Membership, {"count": 3}),
    "membership_joins_two_organisations": (m.Membership, {"member": "organisation"}),
    "contact_can_be_reached": (m.Contact, {"telephone": ""}),
    "agreement_hour_needs_its_day": (
        m.Agreement,
        {"signed_on": None, "signed_precision": "unknown", "signed_hour": timezone.datetime(2020, 1, 1, 16).time()},
    ),
    "agreement_closed_to_the_public_names_its_article": (m.Agreement, {"disclosure": "closed"}),
    "agreement_has_a_name": (m.Agreement, {"name": ""}),
    "version_is_original_exactly_when_first": (m.Version, {"reason_code": "original"}),
    "pledge_value_is_from_low_to_high": (m.Pledge, {"low": 2}),
    "pledge_value_spreads_only_as_a_range": (m.Pledge, {"high": 2}),
    "pledge_of_jobs_alone_has_an_origin": (m.Pledge, {"metric": "seats", "origin": "new"}),
    "pledge_set_aside_gives_a_reason": (m.Pledge, {"dispute_reason": "다른 값"}),
    "obligation_rate_is_a_percentage": (m.Obligation, {"rate_percent": 101}),
    "obligation_cap_is_an_amount": (m.Obligation, {"cap_won": 0}),
    "obligation_is_told_in_words": (m.Obligation, {"words": ""}),
    "obligation_check_shows_its_evidence": (m.ObligationCheck, {"evidence": ""}),
    "statement_has_words": (m.Statement, {"words": ""}),
    "statement_has_one_subject": (m.Statement, {"agreement": "agreement", "organisation": "organisation"}),
    "statement_value_has_bounds_and_unit": (m.Statement, {"low": 1}),
    "document_belongs_to_an_agreement_or_an_organisation": (m.Document, {"organisation": "organisation"}),
    "document_file_has_a_name_and_a_digest": (m.Document, {"file": "x.pdf"}),
    "building_year_is_a_year": (m.Building, {"built_year": 12}),
    "space_area_and_rent_are_positive": (m.Space, {"area_m2": 0}),
    "centre_insurance_number_is_eleven_digits": (m.Centre, {"insurance_workplace_number": "1"}),
    "centre_place_tells_its_stage": (m.Centre, {"address": "동구"}),
    "centre_area_is_positive": (m.Centre, {"area_m2": 0}),
    "centre_role_ends_after_it_begins": (m.CentreRole, {"to_on": date(2019, 1, 1)}),
    "centre_system_cost_is_from_low_to_high": (m.CentreSystem, {"cost_low_won": 2, "cost_high_won": 1}),
    "step_has_a_day_or_words": (m.Step, {"on_on": None, "on_precision": "unknown"}),
    "actual_value_is_from_low_to_high": (m.Actual, {"low": 11}),
    "actual_value_spreads_only_as_a_range": (m.Actual, {"high": 11}),
    "actual_speaks_of_a_day_or_a_period": (m.Actual, {"as_of_on": None, "as_of_precision": "unknown"}),
    "actual_residents_are_part_of_the_number": (m.Actual, {"residents": 11}),
    "review_that_returns_says_why": (m.Review, {"decision": "returned"}),
    "outcome_has_a_day": (m.Outcome, {"on_on": None, "on_precision": "unknown"}),
    "outcome_destination_is_for_moving_elsewhere": (m.Outcome, {"destination": "province"}),
    "matter_is_told_or_marked_as_none": (m.Matter, {"what": ""}),
    "matter_is_done_after_it_was_raised": (m.Matter, {"done_on": date(2023, 1, 1)}),
    "subsidy_payment_is_a_positive_amount": (m.SubsidyPayment, {"amount_won": 0}),
    "subsidy_duty_ends_after_the_decision": (
        m.SubsidyPayment,
        {"decided_on": date(2021, 1, 1), "duty_ends_on": DAY},
    ),
    "round_runs_forward": (m.Round, {"due_on": date(2020, 1, 1)}),
    "round_is_handed_in_after_its_base_day": (m.Round, {"opens_on": date(2024, 6, 29)}),
    "receipt_of_a_talk_says_with_whom": (m.Receipt, {"via": "telephone"}),
    "receipt_by_link_names_its_link": (m.Receipt, {"via": "link"}),
    "correction_request_says_what_differs": (m.CorrectionRequest, {"words": ""}),
    "correction_request_is_answered_on_a_day": (m.CorrectionRequest, {"answer": "고침"}),
    "review_on_paper_has_its_number_and_its_day": (m.Review, {"document_number": "일자리정책관-1"}),
    "receiptreview_that_returns_says_why": (m.ReceiptReview, {"decision": "returned"}),
    "receiptreview_on_paper_has_its_number_and_its_day": (m.ReceiptReview, {"document_on": DAY}),
    "invitation_expires_after_it_was_issued": (m.Invitation, {"expires_at": datetime(2020, 1, 1, tzinfo=UTC)}),
    "mail_was_sent_exactly_when_it_says_so": (m.Mail, {"state": "sent"}),
    "mail_that_failed_says_why": (m.Mail, {"state": "failed"}),
    "inquiry_is_due_after_it_was_asked": (m.Inquiry, {"due_on": date(2023, 1, 1)}),
    "inquiry_is_submitted_after_it_was_asked": (m.Inquiry, {"submitted_on": date(2023, 1, 1)}),
    "inquiry_number_of_the_reply_needs_its_day": (m.Inquiry, {"document_number": "일자리정책관-1"}),
    "reply_carries_its_digest": (m.Reply, {"digest": "x"}),
    "agreement_is_struck_by_someone_for_a_reason": (m.Agreement, {"strike_reason": "두 번 입력"}),
    "organisation_is_struck_by_someone_for_a_reason": (m.Organisation, {"struck_by": "user"}),
    "organisation_that_was_merged_is_struck": (m.Organisation, {"merged_into": "organisation"}),
    "offer_is_answered_after_it_was_made": (m.Offer, {"answer": "taken", "answered_on": date(2023, 1, 1)}),
    "offer_answered_on_a_day_has_an_answer": (m.Offer, {"answered_on": date(2024, 2, 1)}),
    "sheet_is_taken_back_by_someone_for_a_reason": (m.Sheet, {"take_back_reason": "잘못 올림"}),
    "programme_use_counts_someone": (m.ProgrammeUse, {"people": 0}),
    "market_figure_counts_something": (m.MarketFigure, {"centres": None}),
    "market_figure_names_its_count_basis": (m.MarketFigure, {"count_basis": ""}),
    "department_has_a_successor_only_when_ended": (Department, {"successor": "department"}),
}

# A second row like the first breaks these; the values make both rows fall under the rule's condition.
DOUBLED: dict[str, tuple[Any, dict[str, Any]]] = {
    "region_code_and_name_are_one": (Region, {}),
    "department_name_is_one_in_a_municipality": (Department, {}),
    "source_address_is_one_in_a_municipality": (m.Source, {}),
    "organisation_name_is_one_in_a_municipality": (m.Organisation, {}),
    "business_number_is_one_in_a_municipality": (m.Organisation, {"business_number": "1248100998"}),
    "former_name_is_kept_once": (m.FormerName, {}),
    "membership_is_kept_once": (m.Membership, {}),
    "party_has_a_role_once": (m.Party, {}),
    "signatory_is_kept_once": (m.Signatory, {}),
    "attendee_is_kept_once": (m.Attendee, {}),
    "version_number_is_one_in_an_agreement": (m.Version, {}),
    "building_name_is_one_in_a_municipality": (m.Building, {}),
    "space_is_one_in_a_building": (m.Space, {}),
    "centre_role_is_kept_once": (m.CentreRole, {}),
    "actual_is_recorded_once_for_its_day_and_source": (m.Actual, {}),
    "evidence_is_attached_once": (m.Evidence, {}),
    "round_name_is_one_in_a_municipality": (m.Round, {}),
    "reminder_is_one_on_a_day": (m.Reminder, {}),
    "actual_part_is_told_once": (m.ActualPart, {}),
    "enclosure_is_kept_once": (m.Enclosure, {}),
    "check_in_is_one_for_an_agreement_in_a_round": (m.CheckIn, {}),
    "check_in_is_one_for_a_party_in_a_round": (m.CheckIn, {"party": "party"}),
    "programme_is_one_of_its_operator": (m.Programme, {}),
    "programme_use_is_kept_once": (m.ProgrammeUse, {}),
    "offer_is_kept_once": (m.Offer, {}),
    "sheet_row_is_brought_in_once": (m.SheetRow, {}),
    "submission_is_made_once": (m.Submission, {}),
    "market_figure_is_kept_once": (m.MarketFigure, {"as_of_on": DAY, "as_of_precision": "day"}),
    "change_number_is_one_in_a_municipality": (m.ChangeRecord, {}),
    "change_follows_one_other": (m.ChangeRecord, {}),
}

FACTS = [m.Version, m.Pledge, m.ObligationCheck, m.Statement, m.Step, m.Actual, m.Outcome, m.SubsidyPayment]


def filled(model: Any, changes: dict[str, Any]) -> models.Model:
    """A row of the model; a text value that names a row of the world stands for that row."""
    w = world()
    department = Department.objects.create(municipality=w.municipality, name="가과")
    named = {**vars(w), "department": department}
    relations = {f.name for f in model._meta.fields if f.is_relation}
    given = {k: named[v] if k in relations and isinstance(v, str) else v for k, v in changes.items()}
    return model(**{**valid(model, w), **given})


def refuses(row: models.Model, name: str) -> None:
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        type(row)._base_manager.bulk_create([row])
    told = str(caught.value)
    fields = re.search(r"UNIQUE constraint failed: (.+)", told)
    assert name in told or fields, told


@pytest.mark.parametrize("model", sorted({pair[0] for pair in [*BROKEN.values(), *DOUBLED.values()]}, key=str))
def test_the_valid_row_is_accepted(model):
    row = filled(model, {})
    row.full_clean()
    model._base_manager.bulk_create([row])


@pytest.mark.parametrize("name", BROKEN)
def test_the_database_refuses(name):
    model, changes = BROKEN[name]
    refuses(filled(model, changes), name)


@pytest.mark.parametrize("name", BROKEN)
def test_the_form_says_the_same_in_korean(name):
    model, changes = BROKEN[name]
    [constraint] = [c for c in model._meta.constraints if c.name == name]
    with pytest.raises(ValidationError) as caught:
        filled(model, changes).validate_constraints()
    assert constraint.violation_error_message in str(caught.value.messages)


@pytest.mark.parametrize("name", DOUBLED)
def test_the_database_refuses_a_second(name):
    model, changes = DOUBLED[name]
    row = filled(model, changes)
    model._base_manager.bulk_create([row])
    row.pk = None
    if name == "change_follows_one_other":
        row.number += 1
    refuses(row, name)


@pytest.mark.parametrize("model", FACTS, ids=lambda model: model._meta.model_name)
@pytest.mark.parametrize("ending", ["_correction_gives_a_reason", "_does_not_replace_itself"])
def test_a_correction_names_another_row_and_a_reason(model, ending):
    name = model._meta.model_name + ending
    row = filled(model, {})
    row.save()
    row.pk = row.pk + 1
    row.replaces_id = row.pk - 1 if ending == "_correction_gives_a_reason" else row.pk
    row.reason = "" if ending == "_correction_gives_a_reason" else "잘못 적음"
    refuses(row, name)


@pytest.mark.parametrize("model", FACTS, ids=lambda model: model._meta.model_name)
def test_only_what_was_recorded_can_be_taken_back(model):
    name = f"{model._meta.model_name}_voids_only_what_it_replaces"
    refuses(filled(model, {"is_void": True}), name)


def test_a_fact_is_corrected_once():
    row = filled(m.Pledge, {})
    row.save()
    first = row.pk
    row.pk, row.replaces_id, row.reason = None, first, "잘못 적음"
    row.save(force_insert=True)
    row.pk = None
    refuses(row, "replaces")


def test_a_pledge_does_not_dispute_itself():
    row = filled(m.Pledge, {"dispute_reason": "다른 값"})
    row.pk = row.disputes_id = 999
    refuses(row, "pledge_does_not_dispute_itself")


def test_an_organisation_is_not_the_same_as_itself():
    row = filled(m.Organisation, {})
    row.pk = row.same_as_id = 999
    refuses(row, "organisation_is_not_the_same_as_itself")


PARTIAL = [
    ("agreement_signed_is_the_first_day_of_what_is_known", m.Agreement, "signed"),
    ("agreement_valid_until_is_the_first_day_of_what_is_known", m.Agreement, "valid_until"),
    ("version_signed_is_the_first_day_of_what_is_known", m.Version, "signed"),
    ("source_published_is_the_first_day_of_what_is_known", m.Source, "published"),
    ("former_name_until_is_the_first_day_of_what_is_known", m.FormerName, "until"),
    ("pledge_due_is_the_first_day_of_what_is_known", m.Pledge, "due"),
    ("obligation_due_is_the_first_day_of_what_is_known", m.Obligation, "due"),
    ("statement_as_of_is_the_first_day_of_what_is_known", m.Statement, "as_of"),
    ("centre_opened_is_the_first_day_of_what_is_known", m.Centre, "opened"),
    ("centre_closed_is_the_first_day_of_what_is_known", m.Centre, "closed"),
    ("centre_system_installed_is_the_first_day_of_what_is_known", m.CentreSystem, "installed"),
    ("step_on_is_the_first_day_of_what_is_known", m.Step, "on"),
    ("actual_as_of_is_the_first_day_of_what_is_known", m.Actual, "as_of"),
    ("outcome_on_is_the_first_day_of_what_is_known", m.Outcome, "on"),
    ("subsidy_payment_paid_is_the_first_day_of_what_is_known", m.SubsidyPayment, "paid"),
    ("programme_began_is_the_first_day_of_what_is_known", m.Programme, "began"),
    ("market_figure_as_of_is_the_first_day_of_what_is_known", m.MarketFigure, "as_of"),
]


@pytest.mark.parametrize(("name", "model", "field"), PARTIAL, ids=[name for name, _, _ in PARTIAL])
@pytest.mark.parametrize(
    ("on", "precision"),
    [(DAY, "year"), (DAY, "month"), (date(2020, 2, 1), "quarter"), (date(2020, 4, 1), "half"), (DAY, "unknown")],
)
def test_a_missing_part_of_a_day_is_never_guessed(name, model, field, on, precision):
    refuses(filled(model, {f"{field}_on": on, f"{field}_precision": precision}), name)


@pytest.mark.parametrize(("name", "model", "field"), PARTIAL, ids=[name for name, _, _ in PARTIAL])
def test_a_precision_needs_its_day(name, model, field):
    """Where the day itself is compulsory, that rule may speak first."""
    row = filled(model, {f"{field}_on": None, f"{field}_precision": "day"})
    with pytest.raises(IntegrityError), transaction.atomic():
        model._base_manager.bulk_create([row])
