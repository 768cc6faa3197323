"""A record entered by mistake is struck out with a reason and seen no more. Nothing that hangs on it is deleted."""

from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from accounts.scope import Scope, ScopedQuerySet


class StruckQuerySet(ScopedQuerySet):
    def standing(self) -> Self:
        return self.filter(struck_at__isnull=True)

    def visible_to(self, scope: Scope) -> Self:
        return super().visible_to(scope).standing()


class ShownWhileStandingQuerySet(ScopedQuerySet):
    """Rows that go out of sight with the records that ``struck`` leads to."""

    struck: ClassVar[tuple[str, ...]] = ()

    def standing(self) -> Self:
        return self.filter(**{f"{name}__struck_at__isnull": True for name in self.struck})

    def visible_to(self, scope: Scope) -> Self:
        return super().visible_to(scope).standing()


def shown_while_standing(path: str, *struck: str) -> type[ShownWhileStandingQuerySet]:
    return type("ShownWhileStandingQuerySet", (ShownWhileStandingQuerySet,), {"scope_path": path, "struck": struck})


class Struck(models.Model):
    struck_at = models.DateTimeField("말소 일시", null=True, blank=True, editable=False)
    struck_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="말소한 사람",
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )
    strike_reason = models.CharField("말소 이유", max_length=400, blank=True, editable=False)

    class Meta:
        abstract = True
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                name="%(class)s_is_struck_by_someone_for_a_reason",
                condition=Q(struck_at__isnull=True, struck_by__isnull=True, strike_reason="")
                | Q(struck_at__isnull=False, struck_by__isnull=False) & ~Q(strike_reason=""),
                violation_error_message="말소에는 일시·사람·이유가 함께 있어야 합니다.",
            ),
        ]
