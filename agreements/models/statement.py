from django.db import models
from django.db.models import F, Q

from accounts.models import Municipality
from agreements.models.agreement import Agreement
from agreements.models.fact import WORDING_CHOICES, Fact, fact_scoped_by
from agreements.models.organisation import Organisation
from agreements.models.partial import day_field, precision_field, whole_period, words_field
from agreements.periods import PartialDate, Precision
from agreements.rules.said import Said, Wording


class Statement(Fact):
    """What was said around an agreement or about an organisation: a hope, a profile, a setting. Never in a total."""

    class Topic(models.TextChoices):
        EXPECTATION = "expectation", "기대효과·전망"
        PROFILE = "profile", "기업 현황"
        CONTEXT = "context", "참고"
        NET_NEW = "net_new", "순증 여부"
        WORK = "work", "근무 조건"
        TRADE = "trade", "업계 현황"
        DIFFERENCE = "difference", "자료 간 차이"
        MONEY = "money", "보조금 관련 보도"

    municipality = models.ForeignKey(Municipality, verbose_name="대장", on_delete=models.PROTECT)
    agreement = models.ForeignKey(
        Agreement, verbose_name="협약", null=True, blank=True, on_delete=models.PROTECT, related_name="statements"
    )
    organisation = models.ForeignKey(
        Organisation,
        verbose_name="기업·기관",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="statements",
    )
    topic = models.CharField("구분", max_length=12, choices=Topic)
    words = models.CharField("내용", max_length=400)
    low = models.DecimalField("값(하한)", max_digits=20, decimal_places=2, null=True, blank=True)
    high = models.DecimalField("값(상한)", max_digits=20, decimal_places=2, null=True, blank=True)
    wording = models.CharField("표현", max_length=10, choices=WORDING_CHOICES, blank=True)
    unit = models.CharField("단위", max_length=10, blank=True)
    as_of_on = day_field("기준일")
    as_of_precision = precision_field("기준일")
    as_of_words = words_field("기준일")

    objects = fact_scoped_by("municipality").as_manager()

    class Meta:
        verbose_name = "기대·현황·참고 사항"
        verbose_name_plural = "기대·현황·참고 사항"
        ordering = ["agreement", "organisation", "topic", "pk"]
        constraints = [
            *Fact.Meta.constraints,
            whole_period("statement", "as_of", "기준일"),
            models.CheckConstraint(
                name="statement_has_words",
                condition=~Q(words=""),
                violation_error_message="내용을 적으십시오.",
            ),
            models.CheckConstraint(
                name="statement_has_one_subject",
                condition=Q(agreement__isnull=True) | Q(organisation__isnull=True),
                violation_error_message="협약과 기업·기관 가운데 하나만 고르십시오.",
            ),
            models.CheckConstraint(
                name="statement_value_has_bounds_and_unit",
                condition=Q(low__isnull=True, high__isnull=True, unit="", wording="")
                | Q(low__isnull=False, high__isnull=False, low__lte=F("high")) & ~Q(unit="") & ~Q(wording=""),
                violation_error_message="값을 적으면 하한·상한·단위·표현을 모두 적습니다.",
            ),
        ]

    def __str__(self) -> str:
        return self.words

    @property
    def as_of(self) -> PartialDate:
        return PartialDate(self.as_of_on, Precision(self.as_of_precision), self.as_of_words)

    @property
    def said(self) -> Said | None:
        """None where there is no number, or where the number has a decimal part and only the words carry it."""
        if self.low is None or self.high is None or self.low % 1 or self.high % 1:
            return None
        return Said(int(self.low), int(self.high), Wording(self.wording))
