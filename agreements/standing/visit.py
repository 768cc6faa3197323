"""What somebody who goes and counts is given: where to go, and what was promised and confirmed there."""

from collections import defaultdict

from agreements.models import Centre
from agreements.rules.sheet.visit_leaf import Visit
from agreements.standing.survey import Addressed


def visits_of(asked: list[Addressed]) -> list[Visit]:
    """In the given order; one query."""
    ids = {one.check_in.agreement_id for one in asked}
    places = defaultdict(list)
    for centre in Centre.objects.filter(agreement__in=ids).select_related("building", "district"):
        places[centre.agreement_id].append(_place(centre))
    return [
        Visit(
            one.company,
            str(one.agreement),
            ", ".join(filter(None, places[one.check_in.agreement_id])),
            tuple(one.lines),
        )
        for one in asked
    ]


def _place(centre: Centre) -> str:
    return centre.address or " ".join(str(part) for part in (centre.district, centre.building) if part)
