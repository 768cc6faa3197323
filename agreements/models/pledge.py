from django.db import models
from django.db.models import F, Q

from agreements.models.agreement import Agreement, Party, Version
from agreements.models.fact import Fact, FactQuerySet, SaidFields, said_in_order
from agreements.models.partial import day_field, precision_field, whole_period, words_field
from agreements.periods import PartialDate, Precision
from agreements.rules.metric import METRIC_LABELS, Metric

METRIC_CHOICES = [(metric.value, METRIC_LABELS[metric]) for metric in Metric]


class Origin(models.TextChoices):
    """Where jobs come from; net new is computed from it, never typed."""

    UNSAID = "", "자료에 없음"
    NEW = "new", "신규"
    MOVED_WITHIN = "moved_within", "관내 이전"
    MOVED_IN = "moved_in", "관외 이전"
    RETAINED = "retained", "기존 유지"


class Pledge(Fact, SaidFields):
    """What was promised in numbers, cumulative at its due: 60 by 2020 and 100 by mid-2021, not 60 and 40.

    ``stage`` signed: the source gives it as the content of the agreement. Announced: told beside it (printed with *).
    ``disputes`` names the adopted row of which this is another source's different value.
    """

    class Stage(models.TextChoices):
        SIGNED = "signed", "협약"
        ANNOUNCED = "announced", "발표·보도"

    agreement = models.ForeignKey(Agreement, verbose_name="협약", on_delete=models.PROTECT, related_name="pledges")
    version_of = models.ForeignKey(Version, verbose_name="차수", on_delete=models.PROTECT, related_name="pledges")
    party = models.ForeignKey(
        Party, verbose_name="당사자", null=True, blank=True, on_delete=models.PROTECT, related_name="pledges"
    )
    metric = models.CharField("구분", max_length=12, choices=METRIC_CHOICES)
    origin = models.CharField("인력 구분", max_length=12, choices=Origin, blank=True)
    stage = models.CharField("근거 단계", max_length=10, choices=Stage)
    due_on = day_field("기한")
    due_precision = precision_field("기한")
    due_words = words_field("기한")
    words = models.CharField("원문", max_length=200, blank=True)
    disputes = models.ForeignKey(
        "self", verbose_name="다른 값", null=True, blank=True, on_delete=models.PROTECT, related_name="disputed_by"
    )
    dispute_reason = models.CharField("채택하지 않은 이유", max_length=200, blank=True)

    objects = FactQuerySet.as_manager()

    class Meta:
        verbose_name = "협약 수치"
        verbose_name_plural = "협약 수치"
        ordering = ["agreement", "metric", "due_on", "pk"]
        constraints = [
            *Fact.Meta.constraints,
            *said_in_order("pledge"),
            whole_period("pledge", "due", "기한"),
            models.CheckConstraint(
                name="pledge_of_jobs_alone_has_an_origin",
                condition=Q(origin="") | Q(metric=Metric.JOBS.value),
                violation_error_message="신규·이전 구분은 고용에만 적습니다.",
            ),
            models.CheckConstraint(
                name="pledge_set_aside_gives_a_reason",
                condition=Q(disputes__isnull=True, dispute_reason="")
                | Q(disputes__isnull=False) & ~Q(dispute_reason=""),
                violation_error_message="채택하지 않은 값에는 그 이유를 적어야 합니다.",
            ),
            models.CheckConstraint(
                name="pledge_does_not_dispute_itself",
                condition=Q(disputes__isnull=True) | ~Q(disputes=F("id")),
                violation_error_message="값은 자기 자신과 다를 수 없습니다.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_metric_display()} {self.said}"

    @property
    def due(self) -> PartialDate:
        return PartialDate(self.due_on, Precision(self.due_precision), self.due_words)
