"""What the page says is missing is what is missing, and every door of the table leads somewhere."""

from datetime import date

import pytest

from agreements import models as m
from agreements.actions.record import change
from agreements.forms.nouns import NOUNS
from agreements.rules.readiness import ASKED
from agreements.standing.dossier import dossier
from agreements.standing.readiness import readiness
from tests.agreements.cast import add_outcome, add_party, cast, fact_of, make_agreement, make_organisation

pytestmark = pytest.mark.django_db

TO_COME = {"actual"}


@pytest.fixture
def people():
    return cast()


def told(agreement) -> dict[str, list[str]]:
    found = dossier(agreement, as_of=date(2026, 11, 22))
    assert found is not None
    return {step: [asked.what for asked in missing] for step, missing in readiness(found)}


def test_what_was_just_registered_lacks_the_rest(people):
    made = make_agreement(people.gwangju, "a", company="가나", signed=date(2020, 7, 16), jobs=100)
    assert told(made) == {
        "체결": ["당사자", "서명자", "협약서 문서번호", "공개 구분"],
        "개소": ["센터", "이행 기한", "입주 준비", "개소"],
        "보고": ["실적", "쟁점·대응", "향후 계획", "담당자", "의회 보고일"],
    }


def test_what_is_entered_is_asked_no_more(people):
    made = make_agreement(people.gwangju, "a", company="가나", signed=date(2020, 7, 16))
    city = add_party(made, make_organisation(people.gwangju, "광주광역시", kind="municipality"), role="city")
    m.Signatory.objects.create(party=city, title="시장", source=made.source)
    m.Document.objects.create(
        municipality=people.gwangju, agreement=made, kind="agreement", title="협약서", document_number="투자-1"
    )
    m.Matter.objects.create(agreement=made, kind="issue", is_none=True, raised_on=date(2024, 1, 1))
    m.Matter.objects.create(agreement=made, kind="plan", what="점검", raised_on=date(2024, 1, 1))
    m.Step.objects.create(kind="opened", on_on=date(2021, 1, 4), on_precision="day", **fact_of(made))
    given = {"disclosure": "open", "officer": people.officer, "reported_to_council_on": date(2020, 8, 1)}
    change(made, given, version=1, by=people.officer)
    made.refresh_from_db()
    assert told(made) == {}


def test_nobody_asks_a_withdrawn_agreement_to_open(people):
    made = make_agreement(people.gwangju, "a", company="가나", signed=date(2020, 7, 16))
    add_outcome(made, "withdrawn", date(2021, 1, 1))
    assert "개소" not in told(made)


def test_every_door_leads_to_a_form_or_to_a_place_of_the_page():
    for asked in ASKED:
        noun = asked.door.noun
        if noun and noun not in TO_COME:
            assert "agreement" in NOUNS[noun].of, asked.what
            assert set(asked.door.told) <= set(NOUNS[noun].form.base_fields), asked.what
