"""What was struck is in no paper that is drawn afterwards."""

from datetime import date

import pytest

from agreements.actions.record import strike
from briefs.contents import Order, draw
from tests.agreements.cast import cast, make_agreement

pytestmark = pytest.mark.django_db


def test_a_struck_agreement_leaves_the_card_of_its_company():
    people = cast()
    kept = make_agreement(people.gwangju, "kept", company="(주)가나", name="남는 협약")
    gone = make_agreement(people.gwangju, "gone", company="(주)가나", name="말소할 협약")
    company = kept.parties.get().organisation
    strike(gone, version=gone.version, reason="두 번 입력", by=people.officer)
    order = Order("organisation", people.gwangju, date(2026, 11, 22), subject=company)
    told = str(draw(order).contents)
    assert "남는 협약" in told
    assert "말소할 협약" not in told
    assert "협약 1건" in told
