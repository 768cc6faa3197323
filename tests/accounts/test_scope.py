import pytest

from accounts.capabilities import CAPABILITIES, ROLE_NAMES, Capability, Role
from accounts.models import Municipality, Region, User
from accounts.scope import NOTHING
from agreements.models import MarketFigure, Organisation
from tests.agreements.rows import valid, world

pytestmark = pytest.mark.django_db


def person(role, municipality=None, **more):
    return User(username=role, display_name=role, role=role, municipality=municipality, **more)


def test_an_officer_sees_one_municipality():
    w = world()
    other = Municipality.objects.create(key="dara", name="다라시", region=w.province)
    Organisation.objects.create(municipality=other, kind="company", name="남", folded_name="남")
    seen = Organisation.objects.visible_to(person(Role.OFFICER, w.municipality).scope)
    assert {o.name for o in seen} == {"가", "나"}
    assert list(Municipality.objects.visible_to(person(Role.OFFICER, w.municipality).scope)) == [w.municipality]


def test_a_national_reader_sees_all():
    world()
    assert Organisation.objects.visible_to(person(Role.READER).scope).count() == 2


def test_who_was_ended_sees_nothing():
    w = world()
    scope = person(Role.OFFICER, w.municipality, is_active=False).scope
    assert scope == NOTHING
    assert not Organisation.objects.visible_to(scope).exists()


def test_what_is_published_is_seen_by_whoever_is_signed_in():
    w = world()
    MarketFigure.objects.create(**valid(MarketFigure, w))
    assert MarketFigure.objects.visible_to(person(Role.OFFICER, w.municipality).scope).count() == 1
    assert not MarketFigure.objects.visible_to(NOTHING).exists()
    assert not Region.objects.visible_to(NOTHING).exists()


def test_every_role_has_a_name_and_a_set_of_capabilities():
    assert set(CAPABILITIES) == set(ROLE_NAMES) == set(Role)


@pytest.mark.parametrize(
    ("role", "enters", "approves", "orders", "administers"),
    [
        (Role.OFFICER, True, False, True, False),
        (Role.TEAM_HEAD, True, True, True, False),
        (Role.DIRECTOR, False, False, True, False),
        (Role.READER, False, False, True, False),
        (Role.ADMINISTRATOR, False, False, True, True),
    ],
)
def test_what_a_role_may_do(role, enters, approves, orders, administers):
    may = CAPABILITIES[role]
    asked = (Capability.ENTER, Capability.APPROVE, Capability.ORDER_PAPERS, Capability.ADMINISTER)
    assert tuple(c in may for c in asked) == (enters, approves, orders, administers)
