from django.db import models
from django.db.models import Q

from accounts.models import Region
from agreements.models.agreement import Agreement
from agreements.models.fact import Fact, FactQuerySet
from agreements.models.partial import day_field, precision_field, whole_period, words_field
from agreements.periods import PartialDate, Precision


class Outcome(Fact):
    """How an agreement stands, decided by a person on a day with a reason. The latest counts; none means going on."""

    class Code(models.TextChoices):
        DONE = "done", "이행 완료"
        PARTIAL = "partial", "일부 이행"
        GOING = "going", "추진 중"
        CHANGED = "changed", "계획 변경"
        ELSEWHERE = "elsewhere", "타 지역 투자"
        HELD = "held", "보류"
        WITHDRAWN = "withdrawn", "철회"
        LAPSED = "lapsed", "실효"
        CLOSED = "closed", "폐업·철수"

    class ReasonCode(models.TextChoices):
        TARGET_MET = "target_met", "목표 달성"
        FUNDING = "funding", "자금 미확보"
        SITE = "site", "부지·건물 미확보"
        FINANCES = "finances", "재정 악화"
        MANAGEMENT = "management", "경영진 교체"
        RELOCATION = "relocation", "본사 재배치"
        CONTRACT = "contract", "발주 계약 종료·분쟁"
        BETTER_ELSEWHERE = "better_elsewhere", "타 지역이 유리"
        BANKRUPTCY = "bankruptcy", "부도"
        TERM = "term", "기간 경과"
        OTHER = "other", "기타"

    agreement = models.ForeignKey(Agreement, verbose_name="협약", on_delete=models.PROTECT, related_name="outcomes")
    code = models.CharField("추진상황", max_length=10, choices=Code)
    on_on = day_field("날짜")
    on_precision = precision_field("날짜")
    on_words = words_field("날짜")
    reason_code = models.CharField("사유", max_length=20, choices=ReasonCode)
    words = models.CharField("내용", max_length=400, blank=True)
    destination = models.ForeignKey(
        Region, verbose_name="옮겨 간 곳", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = FactQuerySet.as_manager()

    class Meta:
        verbose_name = "추진상황"
        verbose_name_plural = "추진상황"
        ordering = ["agreement", "on_on", "pk"]
        constraints = [
            *Fact.Meta.constraints,
            whole_period("outcome", "on", "날짜"),
            models.CheckConstraint(
                name="outcome_has_a_day",
                condition=Q(on_on__isnull=False),
                violation_error_message="추진상황이 바뀐 날을 아는 데까지 적으십시오.",
            ),
            models.CheckConstraint(
                name="outcome_destination_is_for_moving_elsewhere",
                condition=Q(destination__isnull=True) | Q(code="elsewhere"),
                violation_error_message="옮겨 간 곳은 타 지역 투자일 때만 적습니다.",
            ),
        ]

    def __str__(self) -> str:
        return self.get_code_display()

    @property
    def on(self) -> PartialDate:
        return PartialDate(self.on_on, Precision(self.on_precision), self.on_words)
