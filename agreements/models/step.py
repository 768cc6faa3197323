from django.db import models
from django.db.models import Q

from agreements.models.agreement import Agreement
from agreements.models.fact import Fact, FactQuerySet
from agreements.models.partial import day_field, precision_field, whole_period, words_field
from agreements.models.place import Centre
from agreements.periods import PartialDate, Precision


class Step(Fact):
    """A dated step on the way: fitting out, opened. A planned one is a promise of a day, not a thing that happened."""

    class Kind(models.TextChoices):
        FITTING_OUT = "fitting_out", "입주 준비"
        OPENED = "opened", "개소"

    agreement = models.ForeignKey(Agreement, verbose_name="협약", on_delete=models.PROTECT, related_name="steps")
    centre = models.ForeignKey(
        Centre, verbose_name="센터", null=True, blank=True, on_delete=models.PROTECT, related_name="steps"
    )
    kind = models.CharField("단계", max_length=12, choices=Kind)
    is_planned = models.BooleanField("예정", default=False)
    on_on = day_field("날짜")
    on_precision = precision_field("날짜")
    on_words = words_field("날짜")
    words = models.CharField("내용", max_length=200, blank=True)

    objects = FactQuerySet.as_manager()

    class Meta:
        verbose_name = "추진 단계"
        verbose_name_plural = "추진 단계"
        ordering = ["agreement", "on_on", "pk"]
        constraints = [
            *Fact.Meta.constraints,
            whole_period("step", "on", "날짜"),
            models.CheckConstraint(
                name="step_has_a_day_or_words",
                condition=Q(on_on__isnull=False) | ~Q(on_words=""),
                violation_error_message="날짜를 모르면 자료의 표현이라도 적으십시오.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}{' 예정' if self.is_planned else ''} {self.on}".strip()

    @property
    def on(self) -> PartialDate:
        return PartialDate(self.on_on, Precision(self.on_precision), self.on_words)
