"""Orders of the small register of registers.py."""

from accounts.models import Municipality
from briefs.contents import Order
from tests.briefs.registers import AS_OF


def order(city: Municipality, **values) -> Order:
    return Order(**({"kind": "agreement", "municipality": city, "as_of": AS_OF} | values))
