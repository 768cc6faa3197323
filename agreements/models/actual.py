from django.db import models
from django.db.models import F, Q

from accounts.scope import scoped_by
from agreements.models.agreement import Agreement, Party
from agreements.models.check_in import Receipt
from agreements.models.document import Document
from agreements.models.fact import Fact, FactQuerySet, SaidFields, said_in_order
from agreements.models.partial import day_field, precision_field, whole_period, words_field
from agreements.models.place import Centre
from agreements.models.pledge import Origin
from agreements.periods import PartialDate, Precision
from agreements.rules.metric import RUNGS, Rung

RUNG_CHOICES = [(rung.value, RUNGS[rung].label) for rung in Rung]


class Actual(Fact, SaidFields):
    """What became of a promise: a rung, a number, and the day (stock) or the period (flow) it speaks of.

    For a stock ``as_of`` is the day it was read; for a flow ``as_of`` is the period in which it happened.
    ``residents`` and the like are parts of the same number, never added to it.
    """

    class SourceKind(models.TextChoices):
        COMPANY = "company", "기업 제출"
        INSURANCE = "insurance", "고용보험(인원수)"
        VISIT = "visit", "현지 확인"
        CITY = "city", "시 집계"
        PRESS = "press", "언론 보도"
        TELEPHONE = "telephone", "전화 확인"

    agreement = models.ForeignKey(Agreement, verbose_name="협약", on_delete=models.PROTECT, related_name="actuals")
    party = models.ForeignKey(
        Party, verbose_name="당사자", null=True, blank=True, on_delete=models.PROTECT, related_name="actuals"
    )
    centre = models.ForeignKey(
        Centre, verbose_name="센터", null=True, blank=True, on_delete=models.PROTECT, related_name="actuals"
    )
    rung = models.CharField("구분", max_length=12, choices=RUNG_CHOICES)
    origin = models.CharField("인력 구분", max_length=12, choices=Origin, blank=True)
    as_of_on = day_field("기준일·기간")
    as_of_precision = precision_field("기준일·기간")
    as_of_words = words_field("기준일·기간")
    source_kind = models.CharField("확인 방법", max_length=10, choices=SourceKind)
    residents = models.PositiveIntegerField("관내 거주자(명)", null=True, blank=True)
    words = models.CharField("원문", max_length=200, blank=True)
    receipt = models.ForeignKey(
        Receipt, verbose_name="접수", null=True, blank=True, on_delete=models.PROTECT, related_name="actuals"
    )

    objects = FactQuerySet.as_manager()

    class Meta:
        verbose_name = "실적"
        verbose_name_plural = "실적"
        ordering = ["agreement", "rung", "as_of_on", "pk"]
        constraints = [
            *Fact.Meta.constraints,
            *said_in_order("actual"),
            whole_period("actual", "as_of", "기준일·기간"),
            models.CheckConstraint(
                name="actual_speaks_of_a_day_or_a_period",
                condition=Q(as_of_on__isnull=False),
                violation_error_message="실적의 기준일이나 기간을 적으십시오.",
            ),
            models.CheckConstraint(
                name="actual_residents_are_part_of_the_number",
                condition=Q(residents__isnull=True) | Q(residents__lte=F("high")),
                violation_error_message="관내 거주자는 전체 인원보다 많을 수 없습니다.",
            ),
            models.UniqueConstraint(
                fields=["agreement", "rung", "origin", "as_of_on", "as_of_precision", "source_kind"],
                condition=Q(replaces__isnull=True, party__isnull=True, centre__isnull=True),
                name="actual_is_recorded_once_for_its_day_and_source",
                violation_error_message="같은 날·같은 방법의 실적이 이미 있습니다."
                " 다르면 바로잡는 기록으로 남기십시오.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_rung_display()} {self.said}"

    @property
    def as_of(self) -> PartialDate:
        return PartialDate(self.as_of_on, Precision(self.as_of_precision), self.as_of_words)


class ActualPart(models.Model):
    """Part of the number of an actual, where it is known: never added to it. Unit: 명. Append-only."""

    class Kind(models.TextChoices):
        NEW = "new", "신규 채용"
        MOVED_WITHIN = "moved_within", "관내 이전"
        MOVED_IN = "moved_in", "관외 이전"
        RETAINED = "retained", "기존 유지"
        PERMANENT = "permanent", "정규직(무기계약 포함)"
        FIXED_TERM = "fixed_term", "기간제"
        PART_TIME = "part_time", "시간제"
        DISPATCHED = "dispatched", "파견"
        CAREER_BREAK = "career_break", "경력단절여성"
        YOUNG = "young", "청년"
        VOCATIONAL = "vocational", "특성화고 졸업자"
        DISABLED = "disabled", "장애인"
        MULTICULTURAL = "multicultural", "다문화가족"
        OLDER = "older", "중장년·고령자"

    actual = models.ForeignKey(Actual, verbose_name="실적", on_delete=models.PROTECT, related_name="parts")
    kind = models.CharField("구분", max_length=14, choices=Kind)
    number = models.PositiveIntegerField("인원(명)")

    objects = scoped_by("actual__agreement__municipality").as_manager()

    class Meta:
        verbose_name = "실적 내역"
        verbose_name_plural = "실적 내역"
        ordering = ["actual", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["actual", "kind"],
                name="actual_part_is_told_once",
                violation_error_message="같은 구분의 내역이 이미 있습니다.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number:,}명"


class Evidence(models.Model):
    """A paper behind an actual. Append-only."""

    actual = models.ForeignKey(Actual, verbose_name="실적", on_delete=models.PROTECT, related_name="evidence")
    document = models.ForeignKey(Document, verbose_name="문서", on_delete=models.PROTECT, related_name="evidence_for")

    objects = scoped_by("actual__agreement__municipality").as_manager()

    class Meta:
        verbose_name = "증빙"
        verbose_name_plural = "증빙"
        ordering = ["actual", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["actual", "document"],
                name="evidence_is_attached_once",
                violation_error_message="같은 증빙이 이미 붙어 있습니다.",
            ),
        ]

    def __str__(self) -> str:
        return str(self.document)
