"""What the frame of every page shows: whose register this is and its words, who is looking, what that person may do."""

from typing import Any

from django.http import HttpRequest

from accounts.capabilities import ROLE_NAMES, Capability, Role
from accounts.idle import seconds_left
from accounts.models import Municipality, User

NAMELESS = "투자협약 대장"
NATIONAL = {"district_word": "시·군·구", "rate_word": "이행률", "definition_name": "지자체별"}


def frame(request: HttpRequest) -> dict[str, Any]:
    user = getattr(request, "user", None)
    if not isinstance(user, User):
        return {"register_name": NAMELESS}
    return {
        "register_name": f"{user.municipality or '전국'} {NAMELESS}",
        "role_name": ROLE_NAMES[Role(user.role)],
        "may": {capability.name.lower(): user.may(capability) for capability in Capability},
        "is_one_register": user.municipality_id is not None,
        "seconds_left": seconds_left(request.session),
        **(words_of(user.municipality) if user.municipality else NATIONAL),
    }


def words_of(municipality: Municipality) -> dict[str, str]:
    return {
        "district_word": municipality.district_word,
        "rate_word": municipality.rate_word,
        "definition_name": Municipality.Definition(municipality.fulfilment_definition).label,
    }
