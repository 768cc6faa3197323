import pytest
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse

from accounts.capabilities import Capability
from accounts.permissions import needs
from tests.agreements.cast import cast

pytestmark = pytest.mark.django_db


@needs(Capability.APPROVE)
def approve(request, number):
    return HttpResponse(f"approved {number}")


def asked_by(rf, user):
    request = rf.get("/")
    request.user = user
    return request


def test_who_may_gets_through(rf):
    assert approve(asked_by(rf, cast().head), 3).content == b"approved 3"


@pytest.mark.parametrize("who", ["officer", "director", "reader", "admin"])
def test_who_may_not_is_told_so(rf, who):
    with pytest.raises(PermissionDenied):
        approve(asked_by(rf, getattr(cast(), who)), 3)


def test_who_was_ended_may_do_nothing(rf):
    head = cast().head
    head.is_active = False
    with pytest.raises(PermissionDenied):
        approve(asked_by(rf, head), 3)
