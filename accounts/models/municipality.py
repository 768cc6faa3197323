from datetime import date

from django.db import models
from django.db.models import Q

from accounts.models.lasting import Divisible, Lasting
from accounts.models.region import Region
from accounts.scope import ScopedQuerySet, scoped_by


class Municipality(Lasting):
    """A register and its settings: a city, a province, or the national register for records without a city."""

    class Definition(models.TextChoices):
        """What counts as 이행. Cities differ (대구 2010: opening the office counted), so each paper prints it."""

        OPENED = "opened", "개소"
        SEATS = "seats", "상담석"
        JOBS = "jobs", "고용"
        INVESTMENT = "investment", "투자액"
        ALL = "all", "개소·상담석·고용·투자액 모두"

    class Rhythm(models.TextChoices):
        """How often the city asks what became of its agreements. 광주 의회 2020: quarterly; ordinances: yearly."""

        QUARTER = "quarter", "분기"
        HALF = "half", "반기"
        YEAR = "year", "연도"

    key = models.SlugField("식별자", max_length=40, unique=True)
    name = models.CharField("이름", max_length=40)
    region = models.ForeignKey(Region, verbose_name="행정구역", null=True, blank=True, on_delete=models.PROTECT)
    is_national = models.BooleanField("전국 대장", default=False)
    fulfilment_definition = models.CharField(
        "이행 판정 기준", max_length=10, choices=Definition, default=Definition.JOBS
    )
    rate_word = models.CharField(
        "비율의 이름", max_length=10, choices=[("이행률", "이행률"), ("실현율", "실현율")], default="이행률"
    )
    rhythm = models.CharField("이행 점검 주기", max_length=8, choices=Rhythm, default=Rhythm.QUARTER)
    asks_by_link = models.BooleanField("제출 링크를 전자우편으로 보냄", default=False)
    district_word = models.CharField("하위 구역의 이름", max_length=10, default="시·군·구")

    objects = scoped_by("").as_manager()

    class Meta(Lasting.Meta):
        verbose_name = "지자체"
        verbose_name_plural = "지자체"
        ordering = ["name"]
        constraints = [
            *Lasting.Meta.constraints,
            models.CheckConstraint(
                name="municipality_has_a_region_unless_national",
                condition=Q(is_national=True, region__isnull=True) | Q(is_national=False, region__isnull=False),
                violation_error_message="지자체에는 행정구역이 있어야 하고, 전국 대장에는 없어야 합니다.",
            ),
            models.UniqueConstraint(
                fields=["is_national"],
                condition=Q(is_national=True),
                name="municipality_is_national_once",
                violation_error_message="전국 대장은 하나만 둘 수 있습니다.",
            ),
        ]

    def __str__(self) -> str:
        return self.name


def registers_within(pk: int, *, on: date) -> frozenset[int]:
    """The register and every one that was merged into it before ``on``, however many steps ago. One query."""
    ended = Municipality.objects.filter(successor__isnull=False, valid_to__lt=on)
    merged = list(ended.values_list("pk", "successor"))
    found, known = {pk}, 0
    while len(found) > known:
        known = len(found)
        found |= {old for old, into in merged if into in found}
    return frozenset(found)


class Department(Divisible):
    municipality = models.ForeignKey(Municipality, verbose_name="지자체", on_delete=models.PROTECT)
    name = models.CharField("이름", max_length=60)

    objects = ScopedQuerySet.as_manager()

    class Meta(Divisible.Meta):
        verbose_name = "부서"
        verbose_name_plural = "부서"
        ordering = ["municipality", "name"]
        constraints = [
            *Divisible.Meta.constraints,
            models.UniqueConstraint(
                fields=["municipality", "name"],
                condition=Q(valid_to__isnull=True),  # a reorganisation may bring an old name back
                name="department_name_is_one_in_a_municipality",
                violation_error_message="같은 이름의 부서가 이미 있습니다.",
            ),
        ]

    def __str__(self) -> str:
        return self.name
