from decimal import Decimal

from django.db import models
from django.db.models import Q

from accounts.scope import scoped_by
from agreements.models.agreement import Agreement, Party
from agreements.models.fact import Fact, fact_scoped_by
from agreements.models.partial import day_field, precision_field, whole_period, words_field
from agreements.models.pledge import Pledge
from agreements.models.source import Source
from agreements.periods import PartialDate, Precision


class Obligation(models.Model):
    """A duty of any party, the city included, often without a number. ``party`` is empty for a joint one."""

    class Code(models.TextChoices):
        CENTRE = "centre", "센터 설치·운영"
        LOCAL_FIRST = "local_first", "지역인재 우선채용"
        HIRING = "hiring", "채용·고용안정"
        ADMINISTRATIVE = "administrative", "행정 지원"
        FINANCIAL = "financial", "재정 지원"
        RENT = "rent", "임차료 지원"
        EQUIPMENT = "equipment", "시설·장비 지원"
        EMPLOYMENT = "employment", "고용보조금"
        TRAINING = "training", "교육훈련·인력양성"
        RECRUITMENT = "recruitment", "채용 지원"
        SPACE = "space", "공간 제공"
        COOPERATION = "cooperation", "공동 협력"

    agreement = models.ForeignKey(Agreement, verbose_name="협약", on_delete=models.PROTECT, related_name="obligations")
    party = models.ForeignKey(
        Party, verbose_name="맡은 곳", null=True, blank=True, on_delete=models.PROTECT, related_name="obligations"
    )
    code = models.CharField("구분", max_length=16, choices=Code)
    words = models.CharField("협약사항", max_length=200)
    basis = models.CharField("근거 조례·조항", max_length=100, blank=True)
    rate_percent = models.DecimalField("지원 비율(%)", max_digits=5, decimal_places=2, null=True, blank=True)
    cap_won = models.BigIntegerField("한도(원)", null=True, blank=True)
    due_on = day_field("기한")
    due_precision = precision_field("기한")
    due_words = words_field("기한")
    stage = models.CharField("근거 단계", max_length=10, choices=Pledge.Stage)
    position = models.PositiveSmallIntegerField("순서", default=1)
    source = models.ForeignKey(Source, verbose_name="출처", on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField("수정 번호", default=1, editable=False)

    objects = scoped_by("agreement__municipality").as_manager()

    class Meta:
        verbose_name = "역할·협약사항"
        verbose_name_plural = "역할·협약사항"
        ordering = ["agreement", "position", "pk"]
        constraints = [
            whole_period("obligation", "due", "기한"),
            models.CheckConstraint(
                name="obligation_rate_is_a_percentage",
                condition=Q(rate_percent__isnull=True) | Q(rate_percent__gt=Decimal(0), rate_percent__lte=Decimal(100)),
                violation_error_message="비율은 0보다 크고 100 이하여야 합니다.",
            ),
            models.CheckConstraint(
                name="obligation_cap_is_an_amount",
                condition=Q(cap_won__isnull=True) | Q(cap_won__gt=0, cap_won__lte=10**15),
                violation_error_message="한도는 0원보다 커야 합니다.",
            ),
            models.CheckConstraint(
                name="obligation_is_told_in_words",
                condition=~Q(words=""),
                violation_error_message="협약사항을 적으십시오.",
            ),
        ]

    def __str__(self) -> str:
        return self.words

    @property
    def due(self) -> PartialDate:
        return PartialDate(self.due_on, Precision(self.due_precision), self.due_words)


class ObligationCheck(Fact):
    """이행 · 일부 · 미이행, on a day, with evidence in words. Append-only; none at all reads 미확인."""

    class Result(models.TextChoices):
        YES = "yes", "이행"
        PARTLY = "partly", "일부"
        NO = "no", "미이행"

    obligation = models.ForeignKey(Obligation, verbose_name="협약사항", on_delete=models.PROTECT, related_name="checks")
    checked_on = models.DateField("확인일")
    result = models.CharField("이행", max_length=8, choices=Result)
    evidence = models.CharField("근거", max_length=200)

    objects = fact_scoped_by("obligation__agreement__municipality").as_manager()

    class Meta:
        verbose_name = "협약사항 확인"
        verbose_name_plural = "협약사항 확인"
        ordering = ["obligation", "checked_on", "pk"]
        constraints = [
            *Fact.Meta.constraints,
            models.CheckConstraint(
                name="obligation_check_shows_its_evidence",
                condition=~Q(evidence=""),
                violation_error_message="확인한 근거를 적으십시오.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_result_display()} ({self.checked_on})"
