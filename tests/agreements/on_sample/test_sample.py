"""The sample data: five cases, 43 agreements, each value with its source; loading it twice changes nothing."""

import re
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import models

from accounts.demo import DEMO_PASSWORD, DEMO_PEOPLE
from accounts.models import Department, Municipality, Region, User
from agreements import models as m
from agreements.actions import sample as loading
from agreements.actions.change import hashed_part
from agreements.actions.sample import load_sample
from agreements.actions.sample_rows import lines_of
from agreements.actions.summary import summaries_of
from agreements.rules.chain import link
from agreements.rules.name import fold
from tests.agreements.sample_told import HERE, SAMPLE, Told, read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sample")]

CASES = read(HERE / "sample_cases.csv")
OURS = [model for label in ("accounts", "agreements") for model in apps.get_app_config(label).get_models()]
SOURCED = [model for model in OURS if any(field.name == "source" for field in model._meta.fields)]
TYPED_BY_PEOPLE = [m.Actual, m.ObligationCheck, m.Review, m.Matter, m.Round, m.CheckIn, m.Contact, m.Document]


def counts():
    return {model._meta.label: model._base_manager.count() for model in OURS}


def test_there_are_43_agreements_of_which_one_has_no_city():
    assert m.Agreement.objects.count() == 43
    assert [a.key for a in m.Agreement.objects.filter(municipality__is_national=True)] == ["national-rehab-3party"]


def test_loading_twice_changes_nothing():
    before = counts()
    load_sample()
    assert counts() == before


def test_what_somebody_corrected_is_left_alone():
    """Renamed rows too are known by what they were first recorded as, and not loaded again."""
    m.Agreement.objects.filter(key="daejeon-20140619-skt").update(key="daejeon-1", name="고친 이름", version=2)
    for model in (m.Organisation, m.Building, m.Programme):
        model.objects.filter(pk=model.objects.all()[0].pk).update(name="고친 이름")
    Region.objects.filter(code="28177").update(name="고친 이름")
    Municipality.objects.filter(key="iksan").update(key="iksan-city", name="고친 이름")
    Department.objects.filter(municipality__key="incheon").update(name="고친 이름")
    User.objects.filter(username="reader").update(username="other", is_active=False)
    before = counts()
    load_sample()
    assert counts() == before
    assert m.Agreement.objects.get(key="daejeon-1").name == "고친 이름"


def test_an_agreement_is_added_whole_or_not_at_all(monkeypatch):
    city, by = Municipality.objects.get(key="gwangju"), User.objects.get(username="admin")
    register = loading.Register("gwangju", city, by=by)
    line = {**lines_of("agreements", "municipality", "gwangju")[0], "key": "another"}
    before = counts()
    monkeypatch.setattr(loading, "refresh_summary", refuse)
    with pytest.raises(RuntimeError, match="refused"):
        loading.add_agreement(register, line)
    assert counts() == before


def refuse(agreement):
    raise RuntimeError("refused")


def test_the_command_tells_the_counts_aligned():
    told = StringIO()
    call_command("load_sample", stdout=told)
    lines = told.getvalue().splitlines()
    assert len(lines) == len(OURS)
    assert any(re.fullmatch(r"협약 +43", line) for line in lines)


def test_the_command_can_be_silent():
    told = StringIO()
    call_command("load_sample", verbosity=0, stdout=told)
    assert told.getvalue() == ""


@pytest.mark.parametrize("case", ["1", "2", "3", "4", "5"])
def test_a_case_is_held_fact_by_fact(case):
    rows = [row for row in CASES if row["case"] == case]
    assert rows
    wrong = [row for row in rows if not Told(row["model"], row["lookup"], row["expected"]).is_kept()]
    assert wrong == []


def test_case_two_pledges_nothing():
    assert not m.Pledge.objects.filter(agreement__key="incheon-20131217-10co").exists()


def test_case_three_has_neither_seats_nor_jobs_nor_a_centre():
    for model in (m.Pledge, m.Centre, m.Step, m.Actual):
        assert not model.objects.filter(agreement__key="national-rehab-3party").exists()


@pytest.mark.parametrize("model", SOURCED, ids=lambda model: model.__name__)
def test_every_fact_has_a_source_that_can_be_found(model):
    for row in model._base_manager.select_related("source"):
        assert row.source.url or row.source.title, row
        assert (row.source.kind == "case") == (not row.source.url and not row.source.title.startswith("기사 번호")), row


def test_every_source_belongs_to_the_register_that_cites_it():
    for model in SOURCED:
        path = model._default_manager.all().scope_path if hasattr(model._default_manager.all(), "scope_path") else ""
        if path:
            strange = model._base_manager.exclude(**{path: models.F("source__municipality")})
            assert not strange.exists(), model


def test_every_source_is_cited():
    cited = {pk for model in SOURCED for pk in model._base_manager.values_list("source", flat=True)}
    assert set(m.Source.objects.values_list("pk", flat=True)) == cited


def test_every_line_of_the_files_names_its_source():
    for path in SAMPLE.glob("*.csv"):
        if path.stem != "sources":
            assert all(line["source"] for line in read(path)), path.name


def test_nothing_empty_was_filled():
    for model in (x for x in TYPED_BY_PEOPLE if x is not m.Actual):
        assert not model._base_manager.exists(), model
    empty = {"reported_to_council_on": None, "published_on": None}
    assert (
        m.Agreement.objects.filter(disclosure="", sector="", valid_until_on=None, is_binding=None, **empty).count()
        == 43
    )
    assert not m.Organisation.objects.exclude(business_number="", corporate_number="").exists()
    assert not m.Pledge.objects.exclude(origin="").exists()
    assert not m.Signatory.objects.exclude(party__agreement__key="gwangju-20200716-heungkuk").exists()
    assert not m.Version.objects.exclude(number=0).exists()


def test_only_a_demo_person_holds_agreements_and_only_of_the_own_register():
    desks = m.Agreement.objects.exclude(officer=None).values_list("municipality__key", "officer__username")
    assert set(desks) == {("gwangju", "gwangju-officer"), ("incheon", "incheon-officer")}
    assert not m.Agreement.objects.filter(officer=None).exclude(department=None).exists()


def test_what_the_press_reported_is_not_approved():
    assert set(m.Actual.objects.values_list("source_kind", flat=True)) == {"press", "city"}
    assert not m.Actual.objects.exclude(source__kind="press").exists()


def test_each_agreement_has_a_first_version_and_a_summary_that_holds():
    agreements = list(m.Agreement.objects.select_related("municipality", "source"))
    for agreement, told in summaries_of(agreements):
        kept = m.StandingSummary.objects.filter(agreement=agreement).values().get()
        assert {name: kept[name] for name in told} == told
    assert m.Version.objects.count() == 43


def test_every_change_record_follows_the_one_before():
    for city in Municipality.objects.all():
        before, number = "", 0
        for change in m.ChangeRecord.objects.filter(municipality=city).order_by("number"):
            assert (change.number, change.previous_hash) == (number + 1, before)
            assert change.hash == link(before, hashed_part(change))
            before, number = change.hash, change.number
        assert number


def test_every_row_left_its_record_and_no_password_is_in_one():
    noted = set(m.ChangeRecord.objects.values_list("subject_model", "subject_id"))
    silent = (m.ChangeRecord, m.StandingSummary)
    rows = {
        (x._meta.model_name, pk) for x in OURS if x not in silent for pk in x._base_manager.values_list("pk", flat=True)
    }
    assert noted == rows
    assert len(noted) == m.ChangeRecord.objects.count()
    assert "pbkdf2" not in str(list(m.ChangeRecord.objects.values_list("after")))
    assert {change.by.username for change in m.ChangeRecord.objects.all()} == {"admin"}


def test_demo_people_can_sign_in_and_are_roles():
    for person in DEMO_PEOPLE:
        user = User.objects.get(username=person.username)
        assert user.check_password(DEMO_PASSWORD)
        assert user.role == person.role
        assert user.is_staff == (person.role == "administrator")
        assert not user.is_superuser
        assert (user.municipality.key if user.municipality else None) == person.municipality_key
    assert User.objects.count() == len(DEMO_PEOPLE)
    assert [d.municipality.key for d in Department.objects.order_by("municipality__key")] == ["gwangju", "incheon"]


def test_regions_are_renamed_on_their_day():
    for code, old, new, day in (
        ("45", "전라북도", "전북특별자치도", "2024-01-18"),
        ("42", "강원도", "강원특별자치도", "2023-06-11"),
        ("28170", "남구", "미추홀구", "2018-07-01"),
    ):
        region = Region.objects.get(code=code)
        assert (region.name, region.successor.name) == (old, new)
        assert str(region.successor.valid_from) == day
        assert (region.successor.valid_from - region.valid_to).days == 1


def test_the_same_company_of_two_registers_is_joined_by_its_whole_name_only():
    joined = m.Organisation.objects.exclude(same_as=None).select_related("same_as")
    assert joined.count() == 5
    for organisation in joined:
        assert fold(organisation.name) == fold(organisation.same_as.name)
        assert organisation.municipality_id != organisation.same_as.municipality_id
