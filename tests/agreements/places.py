"""Buildings, centres and what hangs on them, in few words."""

from datetime import date
from typing import Any

from django.utils import timezone

from accounts.models import Municipality, User
from agreements import models as m
from agreements.rules.name import fold
from tests.agreements.cast import make_organisation, source_of


def make_building(city: Municipality, name: str = "빛고을고객센터", **more: Any) -> m.Building:
    return m.Building.objects.create(
        municipality=city, name=name, folded_name=fold(name), source=source_of(city), **more
    )


def add_space(building: m.Building, name: str = "9층", **more: Any) -> m.Space:
    return m.Space.objects.create(building=building, name=name, source=building.source, **more)


def make_centre(city: Municipality, name: str = "가 고객센터", **more: Any) -> m.Centre:
    return m.Centre.objects.create(municipality=city, name=name, folded_name=fold(name), source=source_of(city), **more)


def add_role(centre: m.Centre, role: str, name: str, **more: Any) -> m.CentreRole:
    company = make_organisation(centre.municipality, name)
    return m.CentreRole.objects.create(centre=centre, role=role, organisation=company, source=centre.source, **more)


def add_system(centre: m.Centre, on: date | None, *, precision: str = "day", **more: Any) -> m.CentreSystem:
    days = {"installed_on": on, "installed_precision": precision} if on else {}
    return m.CentreSystem.objects.create(centre=centre, source=centre.source, **days, **more)


def strike(row: m.Agreement | m.Organisation, *, by: User) -> None:
    told = {"struck_at": timezone.now(), "struck_by": by, "strike_reason": "잘못 등록"}
    type(row).objects.filter(pk=row.pk).update(**told)
