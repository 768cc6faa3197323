"""The one door: what a person, a link or a worker may see.

A scope is a plain value. Every QuerySet of the house answers ``visible_to(scope)``; what lies outside is 404.
"""

from dataclasses import dataclass, field
from typing import Any, Self

from django.db import models

from accounts.capabilities import Capability


@dataclass(frozen=True)
class Scope:
    """``municipality_ids`` is None for national readers, who see every register."""

    municipality_ids: frozenset[int] | None
    capabilities: frozenset[Capability] = field(default_factory=frozenset)

    def includes(self, municipality_id: int) -> bool:
        return self.municipality_ids is None or municipality_id in self.municipality_ids

    def allows(self, capability: Capability) -> bool:
        return capability in self.capabilities


NOTHING = Scope(municipality_ids=frozenset())


class ScopedQuerySet(models.QuerySet[Any]):
    """``scope_path`` leads from the model to its municipality; '' means the rows are municipalities."""

    scope_path = "municipality"

    def visible_to(self, scope: Scope) -> Self:
        if scope.municipality_ids is None:
            return self
        lookup = f"{self.scope_path}__in" if self.scope_path else "pk__in"
        return self.filter(**{lookup: scope.municipality_ids})


class PublicQuerySet(models.QuerySet[Any]):
    """Published rows (regions, market figures): visible to whoever is signed in at all."""

    def visible_to(self, scope: Scope) -> Self:
        if scope.municipality_ids is not None and not scope.municipality_ids:
            return self.none()
        return self


def scoped_by(path: str) -> type[ScopedQuerySet]:
    return type("ScopedQuerySet", (ScopedQuerySet,), {"scope_path": path})
