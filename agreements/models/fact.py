"""A fact is added and never changed: when it is true, when we knew, who said so, and what it replaces."""

from datetime import datetime
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from accounts.scope import ScopedQuerySet
from agreements.models.source import Source
from agreements.rules.said import WORDING_NAMES, Said, Wording

WORDING_CHOICES = [(wording.value, WORDING_NAMES[wording]) for wording in Wording]


class FactQuerySet(ScopedQuerySet):
    scope_path = "agreement__municipality"

    def known_at(self, moment: datetime | None) -> Self:
        """Rows recorded by ``moment`` and not yet replaced or voided by then; None means now."""
        if moment is None:
            return self.filter(replaced_by__isnull=True, is_void=False)
        return self.filter(recorded_at__lte=moment, is_void=False).exclude(replaced_by__recorded_at__lte=moment)


def fact_scoped_by(path: str) -> type[FactQuerySet]:
    return type("FactQuerySet", (FactQuerySet,), {"scope_path": path})


class Fact(models.Model):
    recorded_at = models.DateTimeField("기록 일시", default=timezone.now)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="기록자", on_delete=models.PROTECT, related_name="+"
    )
    source = models.ForeignKey(Source, verbose_name="출처", on_delete=models.PROTECT, related_name="+")
    replaces = models.OneToOneField(
        "self",
        verbose_name="바로잡는 기록",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="replaced_by",
    )
    reason = models.CharField("바로잡는 이유", max_length=400, blank=True)
    is_void = models.BooleanField("잘못 적은 기록을 거둠", default=False, editable=False)

    class Meta:
        abstract = True
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                name="%(class)s_correction_gives_a_reason",
                condition=Q(replaces__isnull=True) | ~Q(reason=""),
                violation_error_message="바로잡는 기록에는 이유를 적어야 합니다.",
            ),
            models.CheckConstraint(
                name="%(class)s_voids_only_what_it_replaces",
                condition=Q(is_void=False) | Q(replaces__isnull=False),
                violation_error_message="거두는 기록은 거둘 기록을 가리켜야 합니다.",
            ),
            models.CheckConstraint(
                name="%(class)s_does_not_replace_itself",
                condition=Q(replaces__isnull=True) | ~Q(replaces=F("id")),
                violation_error_message="기록은 자기 자신을 바로잡을 수 없습니다.",
            ),
        ]


class SaidFields(models.Model):
    """A number as it was said. Unit: 석, 명 or won, by the metric of the row."""

    low = models.BigIntegerField("값(하한)")
    high = models.BigIntegerField("값(상한)")
    wording = models.CharField("표현", max_length=10, choices=WORDING_CHOICES, default=Wording.EXACT)

    class Meta:
        abstract = True

    @property
    def said(self) -> Said:
        return Said(self.low, self.high, Wording(self.wording))


def said_in_order(model: str) -> list[models.CheckConstraint]:
    return [
        models.CheckConstraint(
            name=f"{model}_value_is_from_low_to_high",
            condition=Q(low__gte=0, low__lte=F("high"), high__lte=10**15),
            violation_error_message="값은 0 이상이어야 하고 하한이 상한보다 클 수 없습니다.",
        ),
        models.CheckConstraint(
            name=f"{model}_value_spreads_only_as_a_range",
            condition=Q(low=F("high")) & ~Q(wording=Wording.RANGE.value)
            | Q(wording=Wording.RANGE.value, low__lt=F("high")),
            violation_error_message="하한과 상한이 다르면 표현을 '범위'로 고르십시오.",
        ),
    ]
