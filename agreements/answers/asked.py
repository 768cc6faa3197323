"""What a question is asked with: which agreements, as of which day, as known when, under which definition."""

from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.db.models import Q

from accounts.models import Municipality, Region
from accounts.scope import Scope
from agreements.models import Agreement
from agreements.standing import Standing, standings


@dataclass(frozen=True)
class Span:
    """Days of signing, both included; an open end is None. ``label`` as it is printed: 최근 5년, 민선 8기."""

    first: date | None = None
    last: date | None = None
    label: str = "전체 기간"

    def holds(self, day: date | None) -> bool:
        """An agreement of unknown day is in the whole, and in no span."""
        if day is None:
            return self.first is None and self.last is None
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)

    @property
    def condition(self) -> Q:
        told = {"signed_on__gte": self.first, "signed_on__lte": self.last}
        return Q(**{name: day for name, day in told.items() if day})


@dataclass(frozen=True)
class Asked:
    """``municipality`` None is every register in scope; ``definition`` '' is each register's own."""

    scope: Scope
    as_of: date
    known_at: datetime | None = None
    municipality: Municipality | None = None
    span: Span = field(default_factory=Span)
    district: Region | None = None
    definition: str = ""

    def rows(self, queryset: Any, path: str = "municipality") -> Any:
        """Of the register that is asked about, if one is."""
        found = queryset.visible_to(self.scope)
        return found.filter(**{path: self.municipality}) if self.municipality else found

    @cached_property
    def agreements(self) -> list[Agreement]:
        """Signed within the span, in the district, by the base day; those of unknown day only in the whole."""
        rows = self.rows(Agreement.objects.all()).filter(self.span.condition)
        if self.district:
            rows = rows.filter(district=self.district)
        joined = rows.select_related("municipality", "source", "district__parent", "department", "officer")
        return [a for a in joined.order_by("signed_on", "key") if a.signed_on is None or a.signed_on <= self.as_of]

    @cached_property
    def standings(self) -> list[Standing]:
        return standings(self.agreements, as_of=self.as_of, known_at=self.known_at, definition=self.definition or None)
